import { adminPolicies, isAwsManaged } from '../iam/managed-policies.js';
import { allGiversOption, defineRule, givenBy, spellGiver } from './define.js';

/** What AWS writes for all its customers fits none of them, and AWS may add to it any day. */
export default defineRule({
  id: 'role-managed-policy-allowed',
  title: 'Of the policies of AWS a role has only allowed ones',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html#aws-managed-policies',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-use-aws-defined-policies',
    'https://docs.aws.amazon.com/lambda/latest/dg/permissions-managed-policies.html',
  ],
  peers: { 'cdk-nag': ['AwsSolutions-IAM4'], 'Serverless Lens': ['SEC2'] },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      // What SAM attaches by itself.
      default: [
        'arn:aws:iam::aws:policy/AWSLambdaManagedEC2ResourceOperator',
        'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess',
        'arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess',
        'arn:aws:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs',
        'arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda',
        'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicDurableExecutionRolePolicy',
        'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
        'arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole',
        'arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole',
        'arn:aws:iam::aws:policy/service-role/AWSLambdaMSKExecutionRole',
        'arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole',
        'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',
      ],
      description:
        'ARN patterns of the policies of AWS that a role may have, in any partition; by default those that SAM attaches by itself.',
    },
    allRoles: allGiversOption,
  },

  on: ['role', 'user', 'policyAttachment'],
  check(giver, { graph, options, report, matches, undecided }) {
    const who = spellGiver(giver, graph, options.allRoles);
    if (who === undefined) return;

    for (const policy of givenBy(giver, graph)) {
      if (policy.state === 'unknown') undecided(policy.why, policy);
      if (policy.state !== 'external') continue;
      const managed = isAwsManaged(policy.text);
      if (managed === 'maybe') undecided('its ARN is known only at deployment', policy);
      if (typeof managed === 'string') continue;
      // One spelling for all partitions: a hole in its place hides nothing.
      const arn = { at: policy.at, parts: [`arn:aws:iam::aws:policy/${managed.path}${managed.name}`] };
      // role-admin-policy speaks of those for administrators.
      if ([arn, policy.text].some((text) => matches(text, [...options.allow, ...adminPolicies]) === 'yes')) continue;
      report({
        at: policy,
        message: `${who} ${managed.name}, a policy of AWS that is not among the allowed ones, so what it grants is for AWS to say and changes without a deployment`,
        help: 'replace it by a policy with the actions and resources that are needed, or put its ARN into the option allow',
        label: 'not allowed',
        subject: managed.name,
      });
    }
  },
});
