import { actionsNear } from '../iam/actions-near.js';
import { actionsMatching } from '../iam/actions.js';
import { actionTable } from '../iam/tables.js';
import { hasWildcard, matcher } from '../iam/wildcards.js';
import { defineRule, wholeText, writtenStatements } from './define.js';

/**
 * Taken by AWS, but in no list of actions: AWS writes the first into the policy that a topic has at first, the others into the role that
 * MediaLive makes for itself. https://docs.aws.amazon.com/medialive/latest/ug/trusted-entity-requirements.html
 */
const unlisted = [
  'sns:Receive',
  'mediaconnect:ManagedAddOutput',
  'mediaconnect:ManagedDescribeFlow',
  'mediaconnect:ManagedRemoveOutput',
];

/** A misspelt action is no error to IAM: it allows nothing, or, worse, denies nothing. */
export default defineRule({
  id: 'policy-unknown-action',
  title: 'Every action in a policy exists',
  severity: 'warning',
  confidence: 'medium',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  ],
  peers: {
    'cfn-lint': ['W3037'],
    parliament: ['UNKNOWN_ACTION', 'UNKNOWN_PREFIX'],
    'IAM Access Analyzer': ['INVALID_ACTION'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Actions that exist although the table does not know them, such as `newservice:*`; `*` matches any text.',
    },
  },

  on: 'policyHome',
  check(home, { options, report, undecided }) {
    const allowed = [...unlisted, ...options.allow].map(matcher);
    for (const { effect, actions = [], notActions = [], sid } of writtenStatements(home, undecided)) {
      for (const action of [...actions, ...notActions]) {
        const isException = !actions.includes(action);
        const literal = wholeText(action);
        if (literal === undefined) {
          undecided('the action is known only at deployment', action);
          continue;
        }
        // What has no colon is no action, which is judged by policy-document-syntax.
        if (!/^[^:\s]+:[^:\s]+$/.test(literal) || allowed.some((matches) => matches(literal))) continue;
        const known = actionsMatching(literal);
        if (known === undefined ? hasWildcard(serviceOf(literal)) : known.length > 0) continue;
        const consequence = isException ? 'excepts nothing' : effect === 'Deny' ? 'denies nothing' : 'allows nothing';
        const what =
          known === undefined
            ? `but no service has the prefix ${serviceOf(literal)}`
            : hasWildcard(literal)
              ? 'which matches no action'
              : 'which there is not';
        report({
          at: action,
          message: `${home.name} names ${literal}, ${what}, so that entry ${consequence}${actionsNear(literal)}`,
          help: `correct it, or put it into the option allow if AWS has added it after ${actionTable().date}`,
          label: known === undefined ? 'no such service' : 'no such action',
          subject: `${sid ?? ''} ${literal}`,
        });
      }
    }
  },
});

const serviceOf = (action: string): string => action.slice(0, action.indexOf(':'));
