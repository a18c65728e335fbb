import { type Grant, grantsOf, holdsEvery } from '../iam/rights.js';
import { type Report, allRolesOption, defineRule, groupsOf, listOf, rightsOf, spell } from './define.js';

/** Who may pass a role to a service has what the service does with it. */
export default defineRule({
  id: 'role-pass-role',
  title: 'A role may pass on only roles that are named, and only to a service that is named',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  ],
  peers: {
    checkov: ['CKV_AWS_110', 'CKV_AWS_286'],
    cfn_nag: ['F38', 'F39', 'F40'],
    'guard-rules-registry': [
      'IAM_POLICY_NO_WILDCARD_RESOURCE_ON_PASSROLE',
      'IAM_ROLE_NO_WILDCARD_RESOURCE_ON_PASSROLE',
    ],
    KICS: ['IAM Role Policy passRole Allows All'],
    'IAM Access Analyzer': ['PASS_ROLE_WITH_STAR_IN_RESOURCE'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    requireCondition: {
      type: 'boolean',
      default: true,
      description:
        'Whether a condition on `iam:PassedToService` is asked for where the roles are named; its lack is a warning at most.',
    },
    allRoles: allRolesOption,
  },

  on: 'holder',
  check(holder, { graph, options, report, undecided }) {
    const rights = rightsOf(holder, graph, options.allRoles);
    if (rights === undefined) return;
    for (const { why, at } of rights.doubts) undecided(why, { at });

    // Policies of AWS are not its user's to write, and all but some actions are another rule's matter.
    const grants = grantsOf(rights, 'iam:PassRole').filter(
      ({ held }) => held.policy.owner !== undefined && held.statement.notActions === undefined,
    );
    for (const group of groupsOf(grants, ({ held }) => held)) {
      const [first] = group;
      const every = group.filter(({ resource }) => holdsEvery(resource, 'iam:role/') !== 'no');
      const star = every.find(({ resource }) => holdsEvery(resource, 'iam:role/') === 'yes');
      const [open] = every;
      const isBare = options.requireCondition && !group.some(isPinned);
      if (first.doubt !== undefined && (open !== undefined || isBare)) undecided(first.doubt, first.action);
      else if (star !== undefined) report(ofEvery(star, group.some(isPinned)));
      else if (open !== undefined) undecided(`${spell(open.resource)} is known only at deployment`, open.resource);
      else if (isBare) report(withoutService(group));
    }
  },
});

type Group = readonly [Grant, ...Grant[]];

/** Whether a condition says which services get the role: one that also holds without the key says nothing. */
const isPinned = ({ conditions }: Grant): boolean =>
  conditions.some(
    ({ key, operator }) =>
      key.toLowerCase() === 'iam:passedtoservice' && !/not|ifexists|null|^forallvalues/i.test(operator),
  );

const allowed = ({ action }: Grant): string =>
  spell(action).toLowerCase() === 'iam:passrole' ? 'iam:PassRole' : `${spell(action)}, which includes iam:PassRole,`;

function ofEvery(grant: Grant, pinned: boolean): Report {
  const { held, resource } = grant;
  const where = spell(resource) === '*' ? 'every role' : `${spell(resource)}, which is every role`;
  const which = pinned ? 'any role that the named service may take' : 'any role';
  return {
    ...about(grant),
    at: resource,
    message: `${held.policy.name} allows ${allowed(grant)} on ${where}, so whatever acts with it can lend itself the rights of ${which}`,
    help: 'put the ARNs of the roles that are passed on into Resource',
    label: 'every role',
  };
}

function withoutService(group: Group): Report {
  const [first] = group;
  const roles = listOf(group.map(({ resource }) => spell(resource)));
  return {
    ...about(first),
    at: first.action,
    message: `${first.held.policy.name} allows ${allowed(first)} on ${roles} without a word on the service, so the role can be put to use where nobody meant it to be`,
    help: 'add a condition: StringEquals, iam:PassedToService with the service that gets the role',
    label: 'to any service',
    atMost: 'warning',
  };
}

const about = ({ held: { policy, statement } }: Grant): Pick<Report, 'about' | 'subject'> => ({
  subject: statement.sid ?? 'PassRole',
  ...(policy.owner === undefined ? {} : { about: { owner: policy.owner } }),
});
