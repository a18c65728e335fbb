import { type Arguments, ref } from '../support/plan.js';
import { type Case, type Cases, fn, type Resources } from '../support/terraform-cases.js';

type Content = Readonly<Record<string, unknown>>;

const json = (...statements: readonly Content[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allow = (more: Content): Content => ({ Effect: 'Allow', ...more });
const trust = (principal: unknown, more: Content = {}): Arguments => ({
  assume_role_policy: json(allow({ Principal: principal, Action: 'sts:AssumeRole', ...more })),
});
const role = trust({ Service: 'lambda.amazonaws.com' });

/** A policy in each of the homes that Terraform has for one: what acts with the role is the same. */
const inline = (policy: string): Resources => ({
  'aws_iam_role.r': role,
  'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy },
});
const onTopic = (action: string): Resources => ({
  'awscc_sns_topic.t': {},
  'data.aws_iam_policy_document.d': {
    statement: [{ actions: [action], resources: [ref('awscc_sns_topic.t.topic_arn')] }],
  },
  'aws_iam_policy.p': { policy: ref('data.aws_iam_policy_document.d.json') },
});
const attached = (policy: string): Resources => ({
  'aws_iam_role.r': role,
  'aws_iam_policy.p': { policy },
  'aws_iam_role_policy_attachment.t': { role: ref('aws_iam_role.r.name'), policy_arn: ref('aws_iam_policy.p.arn') },
});
const within = (policy: string): Resources => ({
  'aws_iam_role.r': { ...role, inline_policy: [{ name: 'p', policy }] },
});
const unread = { 'aws_iam_role.r': role, 'random_id.x': {} };
const opaque: Resources = {
  ...unread,
  'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: ref('random_id.x.hex') },
};

const orders = 'arn:aws:s3:::orders/*';
const narrow = json(allow({ Action: 's3:GetObject', Resource: orders }));
const deployer = 'arn:aws:iam::111122223333:role/deployer';
const other = 'arn:aws:iam::444455556666:root';
const managed = (name: string): Resources => ({
  'aws_iam_role.r': role,
  'aws_iam_role_policy_attachment.t': {
    role: ref('aws_iam_role.r.name'),
    policy_arn: `arn:aws:iam::aws:policy/${name}`,
  },
});

const permissions: Cases = {
  'role-allow-not-action': [
    {
      fails: attached(json(allow({ NotAction: 'iam:*', Resource: '*' }))),
      says: [
        'aws_iam_policy.p allows every action but iam:*, so whatever acts with it can do almost anything in the account',
      ],
      passes: inline(
        json(
          { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' },
          allow({ Action: 's3:GetObject', Resource: orders }),
        ),
      ),
      undecided: [opaque, 'the plan keeps nothing of the policy but that it refers to random_id.x'],
    },
  ],
  'role-allow-not-resource': [
    {
      fails: within(json(allow({ Action: 's3:GetObject', NotResource: orders }))),
      says: [`the inline policy of aws_iam_role.r allows s3:GetObject on every resource but ${orders}`],
      passes: within(narrow),
    },
  ],
  'role-blocked-actions': [
    {
      options: { deny: ['kms:*'] },
      fails: inline(json(allow({ Action: 'kms:Decrypt', Resource: 'arn:aws:kms:eu-west-1:111122223333:key/k' }))),
      says: ['aws_iam_role_policy.p allows kms:Decrypt, which the configuration denies as kms:*'],
      passes: inline(narrow),
      undecided: [opaque, 'the plan keeps nothing of the policy but that it refers to random_id.x'],
    },
    {
      options: { deny: ['kms:Decrypt'], onlyOnStarResource: true },
      fails: inline(json(allow({ Action: 'kms:Decrypt', Resource: '*' }))),
      says: ['aws_iam_role_policy.p allows kms:Decrypt on *, which the configuration denies'],
      passes: {
        ...inline(
          json(
            allow({
              Action: 'kms:Decrypt',
              Resource: 'arn:aws:kms:eu-west-1:111122223333:key/k',
            }),
          ),
        ),
      },
    },
  ],
  'role-managed-policy-allowed': [
    {
      fails: managed('AmazonS3ReadOnlyAccess'),
      says: [
        'aws_iam_role_policy_attachment.t gives aws_iam_role.r AmazonS3ReadOnlyAccess, a policy of AWS that is not among the allowed ones, so what it grants is for AWS to say and changes without a deployment',
      ],
      passes: managed('service-role/AWSLambdaBasicExecutionRole'),
    },
  ],
  'role-credentials-exposure': [
    {
      fails: inline(json(allow({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/*' }))),
      says: [
        'aws_iam_role_policy.p allows sts:AssumeRole on arn:aws:iam::111122223333:role/*, which is all there is, so whoever gets into what acts with it can take away the credentials of others',
      ],
      passes: inline(json(allow({ Action: 'sts:AssumeRole', Resource: deployer }))),
      undecided: [opaque, 'the plan keeps nothing of the policy but that it refers to random_id.x'],
    },
  ],
  'role-data-exfiltration': [
    {
      fails: inline(json(allow({ Action: 's3:GetObject', Resource: '*' }))),
      says: [
        'aws_iam_role_policy.p allows s3:GetObject on every resource, so whoever gets into what acts with it can take away the data of others',
      ],
      passes: inline(narrow),
    },
    {
      fails: managed('AmazonSSMReadOnlyAccess'),
      says: ['aws_iam_role.r has AmazonSSMReadOnlyAccess, which allows'],
      passes: managed('service-role/AWSLambdaBasicExecutionRole'),
    },
  ],
  'role-effectively-star-resource': [
    {
      fails: inline(json(allow({ Action: 'sqs:ReceiveMessage', Resource: 'arn:aws:sqs:*:*:*' }))),
      says: [
        'aws_iam_role_policy.p allows sqs:ReceiveMessage on arn:aws:sqs:*:*:*, which names nothing but a service and a type, so it is as good as a star',
      ],
      passes: inline(
        json(allow({ Action: 'sqs:ReceiveMessage', Resource: 'arn:aws:sqs:eu-west-1:111122223333:orders' })),
      ),
    },
  ],
  'role-pass-role': [
    {
      fails: attached(
        json(
          allow({
            Action: 'iam:PassRole',
            Resource: '*',
            Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
          }),
        ),
      ),
      says: [
        'aws_iam_policy.p allows iam:PassRole on every role, so whatever acts with it can lend itself the rights of any role that the named service may take',
      ],
      passes: attached(
        json(
          allow({
            Action: 'iam:PassRole',
            Resource: deployer,
            Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
          }),
        ),
      ),
    },
    {
      fails: inline(json(allow({ Action: 'iam:PassRole', Resource: deployer }))),
      says: [
        `aws_iam_role_policy.p allows iam:PassRole on ${deployer} without a word on the service`,
        'add a condition: StringEquals, iam:PassedToService',
      ],
      passes: inline(narrow),
    },
  ],
  'role-permissions-management': [
    {
      fails: within(json(allow({ Action: 's3:PutBucketPolicy', Resource: '*' }))),
      says: [
        'the inline policy of aws_iam_role.r allows s3:PutBucketPolicy on every resource, so whatever acts with it decides who may use what',
      ],
      passes: within(json(allow({ Action: 's3:PutBucketPolicy', Resource: 'arn:aws:s3:::orders' }))),
    },
  ],
  'role-privilege-escalation': [
    {
      fails: {
        ...inline(json(allow({ Action: 'iam:PassRole', Resource: '*' }))),
        'aws_iam_policy.q': {
          policy: json(allow({ Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*' })),
        },
        'aws_iam_role_policy_attachment.t': {
          role: ref('aws_iam_role.r.name'),
          policy_arn: ref('aws_iam_policy.q.arn'),
        },
      },
      says: ['aws_iam_role.r may use iam:PassRole'],
      passes: inline(json(allow({ Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*' }))),
    },
    {
      // One of several roles that have it, and the only one that code acts with.
      fails: {
        'aws_iam_role.r': role,
        'aws_iam_role.people': trust({ AWS: deployer }),
        'aws_iam_policy_attachment.t': {
          roles: [ref('aws_iam_role.people.name'), ref('aws_iam_role.r.name')],
          policy_arn: 'arn:aws:iam::aws:policy/IAMFullAccess',
        },
      },
      says: ['aws_iam_role.r may use iam:PutRolePolicy'],
      passes: {
        'aws_iam_role.r': role,
        'aws_iam_role.people': trust({ AWS: deployer }),
        'aws_iam_policy_attachment.t': {
          roles: [ref('aws_iam_role.people.name')],
          policy_arn: 'arn:aws:iam::aws:policy/IAMFullAccess',
        },
      },
      undecided: [
        {
          'var.policy': {},
          'aws_iam_role.r': role,
          'aws_iam_role_policy_attachment.t': { role: ref('aws_iam_role.r.name'), policy_arn: ref('var.policy') },
        },
        'var.policy is given at the apply',
      ],
    },
    {
      // A limit that lets nothing of it through.
      fails: attached(json(allow({ Action: 'iam:CreatePolicyVersion', Resource: '*' }))),
      says: ['aws_iam_role.r may use iam:CreatePolicyVersion'],
      passes: {
        ...attached(json(allow({ Action: 'iam:CreatePolicyVersion', Resource: '*' }))),
        'aws_iam_role.r': { ...role, permissions_boundary: ref('aws_iam_policy.limit.arn') },
        'aws_iam_policy.limit': { policy: narrow },
      },
    },
  ],
};

const limits: Cases = {
  'role-effective-permissions': [
    {
      fails: {
        ...attached(json(allow({ Action: ['sqs:SendMessage', 'ses:SendEmail'], Resource: '*' }))),
        'aws_iam_role.r': { ...role, permissions_boundary: ref('aws_iam_policy.limit.arn') },
        'aws_iam_policy.limit': { policy: json(allow({ Action: 'sqs:*', Resource: '*' })) },
      },
      says: ["aws_iam_policy.p allows ses:SendEmail, but the role's boundary aws_iam_policy.limit does not"],
      passes: {
        ...attached(json(allow({ Action: ['sqs:SendMessage', 'ses:*'], Resource: '*' }))),
        'aws_iam_role.r': { ...role, permissions_boundary: ref('aws_iam_policy.limit.arn') },
        'aws_iam_policy.limit': { policy: json(allow({ Action: ['sqs:*', 'ses:SendEmail'], Resource: '*' })) },
      },
      undecided: [
        {
          'var.limit': {},
          ...attached(json(allow({ Action: 'ses:SendEmail', Resource: '*' }))),
          'aws_iam_role.r': { ...role, permissions_boundary: ref('var.limit') },
        },
        'var.limit is given at the apply',
      ],
    },
  ],
  'role-boundary-document': [
    {
      fails: {
        'aws_iam_role.r': { ...role, permissions_boundary: ref('aws_iam_policy.limit.arn') },
        'aws_iam_policy.limit': { policy: json(allow({ Action: '*', Resource: '*' })) },
      },
      says: ['aws_iam_policy.limit is a boundary, but leaves'],
      passes: {
        'aws_iam_role.r': { ...role, permissions_boundary: ref('aws_iam_policy.limit.arn') },
        'aws_iam_policy.limit': { policy: narrow },
        // No boundary of anything.
        'aws_iam_policy.p': { policy: json(allow({ Action: '*', Resource: '*' })) },
      },
    },
  ],
  'role-name-pattern': [
    {
      options: { namePattern: 'team-*' },
      fails: { 'aws_iam_role.r': { ...role, name: 'orders' } },
      says: ['aws_iam_role.r is named orders, which does not match team-*', 'set name to a name that matches team-*'],
      passes: { 'aws_iam_role.r': { ...role, name: 'team-orders' } },
      undecided: [
        { ...unread, 'aws_iam_role.r': { ...role, name: ref('random_id.x.hex') } },
        'known only at deployment',
      ],
    },
    {
      options: { namePattern: 'team-*' },
      fails: { 'aws_iam_role.r': { ...role, name_prefix: 'orders-' } },
      says: ['aws_iam_role.r gets a name like orders-'],
      passes: { 'aws_iam_role.r': { ...role, name_prefix: 'team-orders-' } },
    },
    {
      options: { requireExplicitName: true },
      fails: { 'aws_iam_role.r': role },
      says: ['aws_iam_role.r has no name, so its name is made up at deployment'],
      passes: { 'aws_iam_role.r': { ...role, name: 'orders' } },
    },
    {
      options: { pathPattern: '/apps/*' },
      fails: { 'aws_iam_role.r': { ...role, path: '/other/' } },
      says: [
        'aws_iam_role.r has the path /other/, which does not match /apps/*',
        'set path to one that matches /apps/*',
      ],
      passes: { 'aws_iam_role.r': { ...role, path: '/apps/orders/' } },
    },
  ],
};

const trusts: Cases = {
  'role-trust-confused-deputy': [
    {
      fails: { 'aws_iam_role.r': trust({ Service: ['lambda.amazonaws.com', 'scheduler.amazonaws.com'] }) },
      says: [
        'aws_iam_role.r lets scheduler.amazonaws.com assume it without saying for whom',
        'put scheduler.amazonaws.com into a statement of its own',
      ],
      passes: {
        'aws_iam_role.r': trust(
          { Service: 'scheduler.amazonaws.com' },
          { Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } },
        ),
        'aws_iam_role.s': role,
      },
      undecided: [
        { 'var.service': {}, 'aws_iam_role.r': { assume_role_policy: ref('var.service') } },
        'var.service is given at the apply',
      ],
    },
  ],
  'role-trust-cross-account': [
    {
      options: { allRoles: true },
      fails: { 'aws_iam_role.r': trust({ AWS: other }) },
      says: [
        'aws_iam_role.r trusts all of account 444455556666, so whoever runs that account decides who gets its rights',
      ],
      passes: {
        'aws_iam_role.r': trust({ AWS: other }, { Condition: { StringEquals: { 'sts:ExternalId': 'e' } } }),
      },
    },
    {
      // A function acts with it: by default, too.
      options: { accounts: ['111122223333'] },
      fails: {
        'aws_lambda_function.f': fn,
        'aws_iam_role.r': trust({ Service: 'lambda.amazonaws.com', AWS: 'arn:aws:iam::444455556666:role/ci' }),
      },
      says: [
        'aws_iam_role.r trusts arn:aws:iam::444455556666:role/ci, so whoever runs account 444455556666 decides who gets its rights',
      ],
      passes: {
        'aws_lambda_function.f': fn,
        'aws_iam_role.r': trust({ Service: 'lambda.amazonaws.com', AWS: deployer }),
      },
    },
  ],
  'role-trust-not-principal': [
    {
      fails: {
        'aws_iam_role.r': {
          assume_role_policy: json(allow({ NotPrincipal: { AWS: other }, Action: 'sts:AssumeRole' })),
        },
      },
      says: [
        'the trust policy of aws_iam_role.r allows sts:AssumeRole to everyone but those whom NotPrincipal names, every other AWS account among them',
      ],
      passes: { 'aws_iam_role.r': role },
      undecided: [
        { 'random_id.x': {}, 'aws_iam_role.r': { assume_role_policy: ref('random_id.x.hex') } },
        'it refers to random_id.x',
      ],
    },
    {
      fails: {
        'aws_iam_role.r': {
          assume_role_policy: json(
            allow({ Principal: { Service: 'lambda.amazonaws.com' }, NotAction: 'sts:AssumeRoleWithSAML' }),
          ),
        },
      },
      says: ['the trust policy of aws_iam_role.r allows every action but sts:AssumeRoleWithSAML'],
      passes: { 'aws_iam_role.r': role },
    },
    {
      fails: { 'aws_iam_role.r': trust({ AWS: deployer }, { Action: '*' }) },
      says: ['the trust policy of aws_iam_role.r allows *, so whoever assumes the role may also set the tags'],
      passes: { 'aws_iam_role.r': trust({ AWS: deployer }, { Action: ['sts:AssumeRole', 'sts:TagSession'] }) },
    },
  ],
  'role-trust-public': [
    {
      fails: { 'aws_iam_role.r': trust('*') },
      says: ['aws_iam_role.r may be assumed by everyone, so any AWS account can get its rights'],
      passes: { 'aws_iam_role.r': role },
      undecided: [
        { 'random_id.x': {}, 'aws_iam_role.r': { assume_role_policy: ref('random_id.x.hex') } },
        'it refers to random_id.x',
      ],
    },
    {
      fails: { 'aws_iam_role.r': trust({ AWS: '*' }, { Condition: { StringEquals: { 'sts:ExternalId': 'e' } } }) },
      says: ['aws_iam_role.r may be assumed by everyone, with nothing but a condition on sts:ExternalId in the way'],
      passes: {
        'aws_iam_role.r': trust({ AWS: '*' }, { Condition: { ArnLike: { 'aws:PrincipalArn': deployer } } }),
      },
    },
  ],
  'role-trusts-lambda': [
    {
      fails: { 'aws_lambda_function.f': fn, 'aws_iam_role.r': trust({ Service: 'ec2.amazonaws.com' }) },
      says: [
        'aws_lambda_function.f has the role aws_iam_role.r, which does not trust Lambda, so the deployment fails',
        'allow the service lambda.amazonaws.com to do sts:AssumeRole in assume_role_policy of aws_iam_role.r',
      ],
      passes: { 'aws_lambda_function.f': fn, 'aws_iam_role.r': role },
    },
  ],
};

const documents: Cases = {
  'policy-document-syntax': [
    {
      fails: { 'aws_iam_policy.p': { policy: json({ Effect: 'allow', Action: 's3:GetObject', Resource: orders }) } },
      says: ['aws_iam_policy.p has the Effect allow, so AWS refuses it'],
      passes: { 'aws_iam_policy.p': { policy: narrow } },
      undecided: [
        { 'random_id.x': {}, 'aws_iam_policy.p': { policy: ref('random_id.x.hex') } },
        'it refers to random_id.x',
      ],
    },
    {
      fails: {
        'aws_sqs_queue_policy.p': { queue_url: 'q', policy: json(allow({ Action: 'sqs:SendMessage', Resource: '*' })) },
      },
      says: ['aws_sqs_queue_policy.p has a statement without Principal, so AWS refuses it'],
      passes: {
        'aws_sqs_queue_policy.p': {
          queue_url: 'q',
          policy: json(allow({ Principal: '*', Action: 'sqs:SendMessage', Resource: '*' })),
        },
      },
    },
  ],
  'guardrail-policy-ineffective': [
    {
      fails: {
        'aws_organizations_policy.p': {
          content: json({
            Effect: 'Deny',
            Action: 'lambda:CreateFunction',
            Resource: '*',
            Condition: { Null: { 'lambda:VpcIds': 'true' } },
          }),
        },
      },
      says: [
        'aws_organizations_policy.p denies lambda:CreateFunction by lambda:VpcIds, but no policy of this plan denies lambda:UpdateFunctionConfiguration',
      ],
      passes: {
        'aws_organizations_policy.p': {
          type: 'SERVICE_CONTROL_POLICY',
          content: json({
            Effect: 'Deny',
            Action: 'lambda:*',
            Resource: '*',
            Condition: { Null: { 'lambda:VpcIds': 'true' } },
          }),
        },
      },
      undecided: [
        { 'random_id.x': {}, 'aws_organizations_policy.p': { content: ref('random_id.x.hex') } },
        'it refers to random_id.x',
      ],
    },
  ],
  'policy-condition': [
    {
      fails: inline(
        json(allow({ Action: 's3:GetObject', Resource: '*', Condition: { Bool: { 'aws:SecureTransports': 'true' } } })),
      ),
      says: ['aws_iam_role_policy.p has a condition on aws:SecureTransports, a key that there is not'],
      passes: inline(
        json(allow({ Action: 's3:GetObject', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } })),
      ),
    },
  ],
  'policy-resource-mismatch': [
    {
      fails: inline(json(allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders' }))),
      says: ['aws_iam_role_policy.p allows s3:GetObject on arn:aws:s3:::orders'],
      passes: inline(json(allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' }))),
    },
    {
      fails: onTopic('sqs:SendMessage'),
      says: ['aws_iam_policy.p allows sqs:SendMessage on ${awscc_sns_topic.t.topic_arn}'],
      passes: onTopic('sns:Publish'),
    },
  ],
  'policy-unknown-action': [
    {
      fails: inline(json(allow({ Action: 's3:GetObjects', Resource: orders }))),
      says: ['aws_iam_role_policy.p names s3:GetObjects, which there is not, so that entry allows nothing'],
      passes: inline(narrow),
    },
    {
      fails: {
        'awscc_iam_managed_policy.p': { policy_document: json(allow({ Action: 's3:GetObjects', Resource: orders })) },
      },
      says: ['awscc_iam_managed_policy.p names s3:GetObjects, which there is not, so that entry allows nothing'],
      passes: { 'awscc_iam_managed_policy.p': { policy_document: narrow } },
    },
    {
      fails: {
        'aws_kms_key.k': { policy: json({ Effect: 'Deny', Principal: '*', Action: 'kmss:Decrypt', Resource: '*' }) },
      },
      says: [
        'the resource policy of aws_kms_key.k names kmss:Decrypt, but no service has the prefix kmss, so that entry denies nothing',
      ],
      passes: {
        'aws_kms_key.k': { policy: json(allow({ Principal: { AWS: other }, Action: 'kms:Decrypt', Resource: '*' })) },
      },
    },
  ],
};

const userCase: Case = {
  fails: { 'aws_iam_user.u': { name: 'ci' } },
  says: ['aws_iam_user.u is a user, whose password and keys do not expire by themselves'],
  passes: { 'aws_iam_group.g': { name: 'g' }, 'aws_iam_role.r': role },
};

const users: Cases = {
  'user-attached-policy': [
    {
      fails: {
        'aws_iam_user.u': { name: 'ci' },
        'aws_iam_user_policy.p': { user: 'ci', policy: narrow },
      },
      says: ['aws_iam_user_policy.p is attached to user aws_iam_user.u, so its rights are easily forgotten'],
      passes: {
        'aws_iam_group.g': { name: 'g' },
        'aws_iam_group_policy.p': { group: ref('aws_iam_group.g.name'), policy: narrow },
      },
    },
    {
      fails: {
        'aws_iam_user_policy_attachment.t': { user: 'ci', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      },
      says: ['aws_iam_user_policy_attachment.t is attached to user ci, so its rights are easily forgotten'],
      passes: managed('ReadOnlyAccess'),
    },
    {
      fails: {
        'aws_iam_policy_attachment.t': {
          name: 't',
          users: ['ci', 'cd'],
          policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        },
      },
      says: ['aws_iam_policy_attachment.t is attached to user ci and user cd'],
      passes: {
        'aws_iam_policy_attachment.t': {
          name: 't',
          groups: ['g'],
          policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        },
      },
    },
    {
      fails: {
        'aws_iam_user_policy_attachments_exclusive.t': {
          user_name: 'ci',
          policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        },
      },
      says: ['aws_iam_user_policy_attachments_exclusive.t is attached to user ci'],
      // It takes away what somebody has attached by hand.
      passes: { 'aws_iam_user_policy_attachments_exclusive.t': { user_name: 'ci', policy_arns: [] } },
    },
  ],
  'iam-long-term-credentials': [
    userCase,
    {
      fails: { 'aws_iam_user.u': { name: 'ci' }, 'aws_iam_access_key.k': { user: 'ci' } },
      says: ['aws_iam_access_key.k is an access key of user aws_iam_user.u, so whoever gets hold of it can use it'],
      passes: { 'aws_iam_access_key.k': { user: 'ci', status: 'Inactive' } },
    },
    {
      fails: { 'aws_iam_access_key.k': { user: 'mail' } },
      says: ['aws_iam_access_key.k is an access key of user mail'],
      // SMTP takes nothing else.
      passes: {
        'aws_iam_user.u': { name: 'mail' },
        'aws_iam_access_key.k': { user: 'mail' },
        'aws_iam_user_policy.p': {
          user: 'mail',
          policy: json(allow({ Action: 'ses:SendRawEmail', Resource: '*' })),
        },
      },
    },
    {
      options: { allow: ['ci-*'] },
      fails: { 'aws_iam_access_key.k': { user: 'someone' } },
      says: ['aws_iam_access_key.k is an access key of user someone'],
      passes: { 'aws_iam_user.u': { name: 'ci-orders' }, 'aws_iam_access_key.k': { user: 'ci-orders' } },
    },
  ],
};

const variables: Cases = {
  'parameter-noecho': [
    {
      fails: { 'var.db_password': {} },
      says: [
        'var.db_password takes a secret and is not sensitive, so every plan shows it',
        'set sensitive to true, or take the name of a secret in Secrets Manager instead',
      ],
      passes: { 'var.db_password': { sensitive: true }, 'var.region': {} },
    },
    {
      fails: { 'var.db_password': { sensitive: true, default: 'kV8-qz_T3mW7' } },
      says: ['var.db_password takes a secret and has a default, so whoever may read the configuration has it'],
      passes: { 'var.db_password': { sensitive: true, default: '' } },
    },
  ],
};

/** Of the rules on roles, policies, users and variables. */
export const iam: Cases = { ...permissions, ...limits, ...trusts, ...documents, ...users, ...variables };
