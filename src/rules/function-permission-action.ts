import { matcher } from '../iam/wildcards.js';
import { defineRule, spell, targetOf, whyOpen, wholeText } from './define.js';

/** A permission is there to let somebody invoke a function; other actions let them read its code, or replace it. */
export default defineRule({
  id: 'function-permission-action',
  title: 'A permission lets others invoke a function, and nothing else',
  severity: 'info',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html',
  ],
  peers: {
    cfn_nag: ['W24'],
    'guard-rules-registry': ['LAMBDA_PERMISSION_INVOKE_FUNCTION_ACTION'],
    KICS: ['Lambda Permission Misconfigured'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: ['lambda:Invoke*', 'lambda:EnableReplication*'],
      description: 'Actions that may be granted; `*` matches any text, upper and lower case are the same.',
    },
  },

  on: 'permission',
  check(permission, { graph, options, report, undecided }) {
    const { action } = permission;
    if (action.state !== 'known') return;
    const literal = wholeText(action.value);
    if (literal === undefined) undecided(whyOpen(action.value), action);
    if (literal === undefined || literal === '' || options.allow.some((glob) => matcher(glob)(literal))) return;
    const principal = graph.quietly(() => permission.principal);
    const who = principal.state === 'known' ? spell(principal.value) : 'others';
    report({
      at: action,
      message: `${permission.name} allows ${literal} on ${targetOf(permission, graph)} to ${who}, which is more than to invoke it`,
      help: `set ${action.name} to lambda:InvokeFunction, and give other rights to a role of those who need them`,
      label: 'more than to invoke',
      subject: literal,
    });
  },
});
