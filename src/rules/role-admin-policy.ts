import { adminPolicies, fullAccessPolicies, isAwsManaged } from '../iam/managed-policies.js';
import { allGiversOption, defineRule, givenBy, spell, spellGiver } from './define.js';

/** With a policy for administrators, every flaw in the code is a flaw in the whole account. */
export default defineRule({
  id: 'role-admin-policy',
  title: 'A role has no policy that is meant for administrators',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  ],
  peers: {
    checkov: ['CKV_AWS_274', 'CKV_AWS_275', 'CKV2_AWS_56'],
    cfn_nag: ['W43', 'W44'],
    'guard-rules-registry': ['IAM_ROLE_ADMINISTRATOR_ACCESS_POLICY_RULE', 'IAM_ROLE_ELEVATED_MANAGED_POLICY_RULE'],
    'AWS Config': ['IAM_POLICY_BLACKLISTED_CHECK'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    deny: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'ARN patterns of further managed policies that no role may have, beside those of AWS for administrators.',
    },
    denyFullAccess: {
      type: 'boolean',
      default: false,
      description: 'Whether the policies of AWS that grant all of a service (`AmazonS3FullAccess`) are denied, too.',
    },
    allRoles: allGiversOption,
  },

  on: ['role', 'user', 'policyAttachment'],
  check(giver, { graph, options, report, matches, undecided }) {
    const who = spellGiver(giver, graph, options.allRoles);
    if (who === undefined) return;

    for (const policy of givenBy(giver, graph)) {
      if (policy.state === 'unknown') undecided(policy.why, policy);
      // What the template makes itself is judged by what it grants.
      if (policy.state !== 'external') continue;
      const managed = isAwsManaged(policy.text);
      const name = typeof managed === 'object' ? managed.name : spell(policy.text);
      // One spelling for all partitions: a hole in its place hides nothing.
      const arn =
        typeof managed === 'object'
          ? { at: policy.at, parts: [`arn:aws:iam::aws:policy/${managed.path}${managed.name}`] }
          : policy.text;
      const isOf = (globs: readonly string[]): boolean => managed !== 'no' && matches(arn, globs) === 'yes';

      const tell = (why: string, label: string): void => {
        report({
          at: policy,
          message: `${who} ${name}, ${why}`,
          help: 'replace it by a policy with the actions and resources that are needed',
          label,
          subject: name,
        });
      };
      if (isOf(adminPolicies))
        tell(consequences[name] ?? 'which is meant for people who run an account', 'administrator rights');
      else if ([arn, policy.text].some((text) => matches(text, options.deny) === 'yes'))
        tell('which the configuration denies', 'denied');
      else if (options.denyFullAccess && isOf(fullAccessPolicies))
        tell('which grants every action of a service on all of its resources', 'full access');
    }
  },
});

const consequences: Readonly<Record<string, string>> = {
  AdministratorAccess: 'so whatever acts with it can do anything in the account',
  PowerUserAccess: 'so whatever acts with it can do anything in the account but manage users and roles',
  IAMFullAccess: 'so whatever acts with it can give itself any right',
};
