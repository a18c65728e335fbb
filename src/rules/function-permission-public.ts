import {
  defineRule,
  giverOf,
  isForUrl,
  isGivenText,
  isOfAnySource,
  spell,
  targetOf,
  urlBeside,
  wholeText,
} from './define.js';

/** A permission for everyone opens a function to every account of AWS, past whatever guards its API. */
export default defineRule({
  id: 'function-permission-public',
  title: 'A permission does not let everyone invoke a function',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html',
  ],
  peers: {
    checkov: ['CKV_AWS_301'],
    cfn_nag: ['F13'],
    'guard-rules-registry': ['LAMBDA_NO_WILDCARD_PRINCIPALS', 'LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED'],
    'cdk-nag': ['LambdaFunctionPublicAccessProhibited'],
    regula: ['FG_R00276'],
    KICS: ['Lambda Permission Principal Is Wildcard'],
    'AWS Config': ['LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED'],
    'Control Tower': ['CT.LAMBDA.PR.2'],
    'Security Hub': ['Lambda.1'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    allowOrgIds: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'The organisations that a star may be limited to; empty: any one.',
    },
  },
  presets: { 'config-parity': 'error' },

  on: 'permission',
  check(permission, { graph, options, report, matches, undecided }) {
    if (isForUrl(permission, graph)) return;
    const { principal } = permission;
    if (principal.state !== 'known') return;
    const giver = giverOf(principal.value, graph);
    if (giver !== undefined) undecided(`${giver} gives it`, principal);
    if (wholeText(principal.value) !== '*') return;
    const what = (): string => targetOf(permission, graph);
    const { organization, sourceArn, sourceAccount } = graph.quietly(() => ({
      organization: permission.organization,
      sourceArn: permission.sourceArn,
      sourceAccount: permission.sourceAccount,
    }));

    const given = [sourceArn, sourceAccount].filter(isGivenText);
    if (given.some((source) => !isOfAnySource(source))) return;
    if (isGivenText(organization) && !isOfAnySource(organization)) {
      const { allowOrgIds } = options;
      if (allowOrgIds.length === 0) return;
      const told = permission.organization;
      if (told.state !== 'known' || matches(told.value, allowOrgIds) !== 'no') return;
      report({
        at: told,
        message: `${permission.name} lets everyone of the organisation ${spell(told.value)} invoke ${what()}, which is not an approved one`,
        help: `set ${told.name} to ${allowOrgIds.join(' or ')}`,
        label: 'not approved',
        subject: 'organisation',
      });
      return;
    }
    const [star] = given;
    const url = urlBeside(permission, graph);
    const forUrl = url === undefined ? '' : `; or ${permission.viaUrl.name} to true, if it is for ${url.name}`;
    report({
      at: principal,
      message: `${permission.name} lets every AWS account invoke ${what()}, so anybody can run it with input of their own`,
      help: `set ${principal.name} to the service or account that invokes it, or ${organization.name} to your organisation's id${forUrl}`,
      label: 'everyone',
      related: star === undefined ? [] : [{ at: star, message: `this ${star.name} takes in every source` }],
      subject: 'everyone',
    });
  },
});
