import { type AccessLevel, actionsMatching, fullServiceOf } from '../iam/actions.js';
import { scopeOf } from '../iam/resources.js';
import { matcher } from '../iam/wildcards.js';
import { type Text, allRolesOption, defineRule, holdingOf, judgedHolders, spell } from './define.js';

/** A wildcard grants what its author had in mind, everything else of the service, and what AWS will add to it. */
export default defineRule({
  id: 'role-wildcard-action',
  title: 'A role is granted actions by name, never all of a service',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege'],
  peers: {
    checkov: ['CKV_AWS_1', 'CKV_AWS_49', 'CKV_AWS_62', 'CKV_AWS_63', 'CKV2_AWS_40'],
    cfn_nag: ['F3', 'F4', 'F5'],
    'guard-rules-registry': [
      'IAM_MANAGEDPOLICY_NO_STATEMENTS_WITH_FULL_ACCESS',
      'IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS',
      'IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS',
      'IAM_ROLE_NO_WILDCARD_ACTIONS_ON_PERMISSIONS',
    ],
    'cdk-nag': [
      'AwsSolutions-IAM5',
      'LambdaStarPermissions',
      'IAMNoWildcardPermissions',
      'IAMPolicyNoStatementsWithAdminAccess',
      'IAMPolicyNoStatementsWithFullAccess',
    ],
    'serverless-rules': ['WS1003', 'aws_iam_role_lambda_no_star'],
    trivy: ['AVD-AWS-0057', 'AVD-AWS-0345'],
    regula: ['FG_R00092'],
    KICS: ['IAM Policies With Full Privileges', 'Lambda Functions With Full Privileges'],
    'Control Tower': ['CT.IAM.PR.1', 'CT.IAM.PR.2', 'CT.IAM.PR.3', 'CT.IAM.PR.5'],
    'Security Hub': ['IAM.1', 'IAM.21'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Wildcards that may be granted, such as `logs:*`; `*` matches any text, upper and lower case are the same.',
    },
    levels: {
      type: 'array',
      items: { type: 'string', enum: ['list', 'read', 'write', 'tagging', 'permissions'] },
      default: [],
      description: 'A wildcard counts only if it covers an action of one of these access levels; empty: always.',
    },
    allRoles: allRolesOption,
  },

  on: 'identityPolicy',
  check(policy, { graph, options, report, undecided }) {
    const holders = judgedHolders(policy, graph, options.allRoles);
    if (holders === undefined) return;
    const { document } = policy;
    if (document.state !== 'known') return;

    for (const { why, at } of document.value.unknowns) undecided(why, { at });
    for (const { effect, actions = [], resources = [], of: template } of document.value.statements) {
      if (effect === 'Deny') continue;
      for (const action of actions) {
        const full = fullServiceOf(action);
        const written = spell(action);
        if (full === undefined || options.allow.some((glob) => matcher(glob)(written))) continue;
        const levels = full === 'service' ? levelsOf(written) : undefined;
        if (options.levels.length > 0 && levels !== undefined && !options.levels.some((level) => levels.has(level)))
          continue;
        if (full === 'maybe') undecided(`${written} is known only at deployment`, action);
        else if (effect === undefined) undecided("it can't be told whether the statement allows or denies", action);
        else {
          const every = full === 'all' ? 'every action of every service' : `every action of ${serviceOf(written)}`;
          report({
            at: action,
            message: `${template ?? policy.name} allows ${written}, ${every}, so ${full === 'all' ? extentOf(resources) : gravestOf(levels)}`,
            help: 'list the actions that are needed instead',
            label: every,
            related: holdingOf(policy, holders),
            subject: written,
          });
        }
      }
    }
  },
});

/** `undefined`: the table knows nothing of it. */
function levelsOf(action: string): ReadonlySet<AccessLevel> | undefined {
  const covered = actionsMatching(action);
  return covered && new Set(covered.map(({ level }) => level));
}

const serviceOf = (action: string): string => action.slice(0, action.lastIndexOf(':'));

function extentOf(resources: readonly Text[]): string {
  return resources.length > 0 && resources.every((resource) => scopeOf(resource).breadth === 'scoped')
    ? 'whatever acts with it can do anything to what Resource names'
    : 'whatever acts with it can do anything in the account';
}

function gravestOf(levels: ReadonlySet<AccessLevel> | undefined): string {
  if (levels?.has('permissions') === true)
    return 'whatever acts with it can also delete things and change who may use them';
  if (levels?.has('write') === true) return 'whatever acts with it can also change and delete things';
  return 'whatever acts with it can do more than it needs, and what AWS adds later';
}
