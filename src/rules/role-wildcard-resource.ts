import { type AccessLevel, type Action } from '../iam/actions.js';
import { type WideGrant, gravest, wideGrants } from '../iam/wide-grants.js';
import { matcher } from '../iam/wildcards.js';
import {
  type Report,
  allRolesOption,
  defineRule,
  holdingOf,
  isWithin,
  judgedHolders,
  listOf,
  spell,
} from './define.js';

/** What could be limited to the resources of an application, and is granted on everybody else's, too. */
export default defineRule({
  id: 'role-wildcard-resource',
  title: 'A role may change only resources that its policies name',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
  ],
  peers: {
    checkov: ['CKV_AWS_111', 'CKV_AWS_290', 'CKV_AWS_355', 'CKV_AWS_356'],
    cfn_nag: ['W11', 'W12', 'W13'],
    'guard-rules-registry': ['IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE'],
    'cdk-nag': ['AwsSolutions-IAM5', 'IAMNoWildcardPermissions', 'LambdaStarPermissions'],
    parliament: ['RESOURCE_STAR'],
    trivy: ['AVD-AWS-0057'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    allowActions: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Actions that may be granted on every resource, such as `logs:*`; `*` matches any text.',
    },
    accessLevels: {
      type: 'array',
      items: { type: 'string', enum: ['list', 'read', 'write', 'tagging', 'permissions'] },
      default: ['write', 'permissions'],
      description: 'Access levels of the actions that are judged; those that only read or list are a warning at most.',
    },
    allRoles: allRolesOption,
  },

  on: 'identityPolicy',
  check(policy, { graph, options, report, undecided }) {
    const holders = judgedHolders(policy, graph, options.allRoles);
    if (holders === undefined) return;
    const { document } = policy;
    if (document.state !== 'known') return;

    const allowed = options.allowActions.map(matcher);
    const judged = ({ service, name, level }: Action): boolean => {
      const action = `${service}:${name}`;
      if (action === toldElsewhere || allowed.some((matches) => matches(action))) return false;
      return options.accessLevels.some((each) => each === level);
    };

    const { statements, unknowns } = document.value;
    for (const { why, at } of unknowns) undecided(why, { at });
    for (const statement of statements) {
      // What can't be told of a statement may be the condition that narrows it.
      if (unknowns.some(({ at }) => isWithin(at, statement.at))) continue;
      const { grants, doubts } = wideGrants(statement, judged);
      for (const { why, at } of doubts) undecided(why, at);

      const related = holdingOf(policy, holders);
      const who = statement.of ?? policy.name;
      for (const group of alike(grants)) {
        const help = statement.of === undefined ? statementHelp(group) : templateHelp(group);
        report({ ...judgement(who, group), help, related, subject: statement.sid ?? '' });
      }
    }
  },
});

/** What `role-pass-role` asks about by itself. */
const toldElsewhere = 'iam:PassRole';

/** What AWS's own policies for logs, such as AWSLambdaBasicExecutionRole, allow on every log group. */
const writingLogs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'].map((action) =>
  matcher(action),
);

type Group = readonly [WideGrant, ...WideGrant[]];

/** Those that nothing narrows, and those that a condition may; both by resource. */
function alike(grants: readonly WideGrant[]): readonly Group[] {
  const groups = new Map<string, [WideGrant, ...WideGrant[]]>();
  for (const grant of grants) {
    const key = `${spell(grant.resource)} ${grant.condition ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [grant]);
    else if (!group.some(({ action }) => action === grant.action)) group.push(grant);
  }
  return [...groups.values()];
}

function judgement(who: string, group: Group): Pick<Report, 'at' | 'message' | 'label' | 'atMost' | 'confidence'> {
  const [{ resource, service, condition }] = group;
  const level = gravest(group.map((grant) => grant.level));
  const many = service === '*' ? 'every resource' : `every resource of ${service}`;
  const where = service === '*' ? many : `${spell(resource)}, which is ${many}`;
  const what = `${who} allows ${listOf(group.map(({ action }) => action))} on ${where}`;
  if (condition !== undefined) {
    return {
      at: resource,
      message: `${what}, and it can't be told whether the condition on ${condition} narrows that down`,
      label: many,
      atMost: 'info',
      confidence: 'medium',
    };
  }
  if (isForLogs(group)) {
    return {
      at: resource,
      message: `${what}, as AWS's own policies for logs do, so whatever acts with it can write into everybody else's logs`,
      label: many,
      atMost: 'info',
    };
  }
  return {
    at: resource,
    message: `${what}, so whatever acts with it can ${consequence(level)}`,
    label: many,
    ...(level === 'read' || level === 'list' ? { atMost: 'warning' } : {}),
  };
}

const isForLogs = (group: Group): boolean =>
  group.every(({ action }) => writingLogs.some((matches) => matches(action)));

const statementHelp = (group: Group): string =>
  isForLogs(group) ? 'put the ARN of its log group into Resource' : 'put the ARNs that are needed into Resource';

const templateHelp = ([{ service }]: Group): string =>
  service === '*'
    ? 'replace the policy template by a statement that names the ARNs that are needed'
    : 'give the policy template the name of one resource';

const consequence = (level: AccessLevel): string =>
  level === 'permissions'
    ? 'change who may use any of them'
    : 'do so anywhere in the account, not only where it has to';
