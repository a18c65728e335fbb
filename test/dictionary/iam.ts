import { ref } from '../support/plan.js';
import { document, json, tf, to, type Row } from '../support/dictionary.js';

/** Roles, users and policies. */
export const iam: readonly Row[] = [
  ['role.roleName', 'orders', { cloudformation: { RoleName: 'orders' }, terraform: { name: 'orders' } }],
  ['role.path', '/team/', { cloudformation: { Path: '/team/' }, terraform: { path: '/team/' } }],
  [
    'role.boundary',
    '→ managedPolicy',
    {
      cloudformation: { PermissionsBoundary: to('managedPolicy') },
      terraform: { permissions_boundary: tf('managedPolicy', 'arn') },
    },
  ],
  [
    'role.trust',
    'Allow s3:GetObject on *',
    {
      cloudformation: { AssumeRolePolicyDocument: document },
      terraform: { assume_role_policy: json },
      awscc: ['awscc_iam_role', { assume_role_policy_document: json }],
    },
  ],
  [
    'role.managedPolicies',
    '[→ managedPolicy]',
    {
      cloudformation: { ManagedPolicyArns: [to('managedPolicy')] },
      terraform: { managed_policy_arns: [tf('managedPolicy', 'arn')] },
    },
  ],
  [
    'role.inlinePolicies',
    '[{policyName: p, document: Allow s3:GetObject on *}]',
    {
      cloudformation: { Policies: [{ PolicyName: 'p', PolicyDocument: document }] },
      terraform: { inline_policy: [{ name: 'p', policy: json }] },
      awscc: ['awscc_iam_role', { policies: [{ policy_name: 'p', policy_document: json }] }],
    },
  ],
  [
    'attachedPolicy.document',
    'Allow s3:GetObject on *',
    { cloudformation: { PolicyDocument: document }, terraform: { policy: json } },
  ],
  ['attachedPolicy.document', 'Allow s3:GetObject on *', { terraform: ['aws_iam_user_policy', { policy: json }] }],
  ['attachedPolicy.document', 'Allow s3:GetObject on *', { terraform: ['aws_iam_group_policy', { policy: json }] }],
  ['attachedPolicy.roles', '[→ role]', { cloudformation: { Roles: [to('role')] } }],
  [
    'attachedPolicy.role',
    '→ role',
    {
      cloudformation: ['AWS::IAM::RolePolicy', { RoleName: to('role') }],
      terraform: { role: tf('role', 'id') },
      awscc: ['awscc_iam_role_policy', { role_name: tf('role', 'id') }],
    },
  ],
  [
    'organizationPolicy.policyType',
    'TAG_POLICY',
    { cloudformation: { Type: 'TAG_POLICY' }, terraform: { type: 'TAG_POLICY' } },
  ],
  [
    'organizationPolicy.document',
    'Allow s3:GetObject on *',
    { cloudformation: { Content: document }, terraform: { content: json } },
  ],
  ['managedPolicy.policyName', 'p', { cloudformation: { ManagedPolicyName: 'p' }, terraform: { name: 'p' } }],
  [
    'managedPolicy.document',
    'Allow s3:GetObject on *',
    { cloudformation: { PolicyDocument: document }, terraform: { policy: json } },
  ],
  ['managedPolicy.roles', '[→ role]', { cloudformation: { Roles: [to('role')] } }],
  ['policyAttachment.policies', '[→ managedPolicy]', { terraform: { policy_arn: tf('managedPolicy', 'arn') } }],
  [
    'policyAttachment.policies',
    '[→ managedPolicy]',
    { terraform: ['aws_iam_role_policy_attachments_exclusive', { policy_arns: [tf('managedPolicy', 'arn')] }] },
  ],
  ['policyAttachment.roles', '[→ role]', { terraform: { role: tf('role', 'name') } }],
  ['policyAttachment.roles', '[→ role]', { terraform: ['aws_iam_policy_attachment', { roles: [tf('role', 'name')] }] }],
  [
    'policyAttachment.roles',
    '[→ role]',
    { terraform: ['aws_iam_role_policy_attachments_exclusive', { role_name: tf('role', 'name') }] },
  ],
  [
    'policyAttachment.users',
    '[→ user]',
    { terraform: ['aws_iam_user_policy_attachment', { user: tf('user', 'name') }] },
  ],
  ['policyAttachment.users', '[→ user]', { terraform: ['aws_iam_policy_attachment', { users: [tf('user', 'name')] }] }],
  [
    'policyAttachment.users',
    '[→ user]',
    { terraform: ['aws_iam_user_policy_attachments_exclusive', { user_name: tf('user', 'name') }] },
  ],
  [
    'policyAttachment.groups',
    '[→ user]',
    { terraform: ['aws_iam_group_policy_attachment', { group: ref('aws_iam_group.target.name') }] },
  ],
  ['user.userName', 'ci', { cloudformation: { UserName: 'ci' }, terraform: { name: 'ci' } }],
  [
    'user.boundary',
    '→ managedPolicy',
    {
      cloudformation: { PermissionsBoundary: to('managedPolicy') },
      terraform: { permissions_boundary: tf('managedPolicy', 'arn') },
    },
  ],
  ['user.managedPolicies', '[→ managedPolicy]', { cloudformation: { ManagedPolicyArns: [to('managedPolicy')] } }],
  [
    'user.inlinePolicies',
    '[{policyName: p, document: Allow s3:GetObject on *}]',
    { cloudformation: { Policies: [{ PolicyName: 'p', PolicyDocument: document }] } },
  ],

  ['role.namePrefix', 'orders-', { terraform: { name_prefix: 'orders-' } }],
  ['role.path', '/team/', { sam: { RolePath: '/team/' } }],
  ['role.boundary', '→ managedPolicy', { sam: { PermissionsBoundary: to('managedPolicy') } }],
  ['attachedPolicy.users', '[→ user]', { cloudformation: { Users: [to('user')] } }],
  [
    'attachedPolicy.user',
    '→ user',
    {
      cloudformation: ['AWS::IAM::UserPolicy', { UserName: to('user') }],
      terraform: ['aws_iam_user_policy', { user: tf('user', 'name') }],
    },
  ],
  ['managedPolicy.users', '[→ user]', { cloudformation: { Users: [to('user')] } }],
  ['accessKey.user', '→ user', { cloudformation: { UserName: to('user') }, terraform: { user: tf('user', 'name') } }],
  ['accessKey.status', 'Inactive', { cloudformation: { Status: 'Inactive' }, terraform: { status: 'Inactive' } }],
  ['accessKey.status', 'Active by default', { cloudformation: {}, terraform: {} }],
  [
    'resourcePolicy.document',
    'Allow s3:GetObject on *',
    { cloudformation: { PolicyDocument: document }, terraform: { policy: json } },
  ],
  [
    'resourcePolicy.document',
    'Allow s3:GetObject on *',
    {
      cloudformation: ['AWS::SQS::QueuePolicy', { PolicyDocument: document }],
      terraform: ['aws_sqs_queue_policy', { policy: json }],
    },
  ],
  ['otherResourcePolicy.document', 'Allow s3:GetObject on *', { cloudformation: { ResourcePolicy: document } }],
  ['eventBusStatement.statement', 'tree undefined', { cloudformation: { Statement: document.Statement[0] } }],
  [
    'eventBusStatement.principal',
    'tree undefined',
    { cloudformation: { Principal: '*' }, terraform: { principal: '*' } },
  ],
  [
    'eventBusStatement.action',
    'tree undefined',
    { cloudformation: { Action: 'events:PutEvents' }, terraform: { action: 'events:PutEvents' } },
  ],
  [
    'eventBusStatement.test',
    'tree undefined',
    {
      cloudformation: { Condition: { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-1' } },
      terraform: { condition: [{ type: 'StringEquals', key: 'aws:PrincipalOrgID', value: 'o-1' }] },
    },
  ],
  ['eventBus.policy', 'Allow s3:GetObject on *', { cloudformation: { Policy: document } }],
  ['table.tableName', 'orders', { cloudformation: { TableName: 'orders' }, terraform: { name: 'orders' } }],
  [
    'resourcePolicy.queues',
    '[→ queue]',
    {
      cloudformation: ['AWS::SQS::QueuePolicy', { Queues: [to('queue')] }],
      terraform: ['aws_sqs_queue_policy', { queue_url: tf('queue', 'id') }],
    },
  ],
  [
    'resourcePolicy.topics',
    '[→ topic]',
    {
      cloudformation: ['AWS::SNS::TopicPolicy', { Topics: [to('topic')] }],
      terraform: ['aws_sns_topic_policy', { arn: tf('topic', 'arn') }],
    },
  ],
  [
    'resourcePolicy.bucket',
    '→ bucket',
    {
      cloudformation: ['AWS::S3::BucketPolicy', { Bucket: to('bucket') }],
      terraform: ['aws_s3_bucket_policy', { bucket: tf('bucket', 'id') }],
    },
  ],
  ['resourcePolicy.queue', '→ queue', { cloudformation: ['AWS::SQS::QueueInlinePolicy', { Queue: to('queue') }] }],
  ['resourcePolicy.topic', '→ topic', { cloudformation: ['AWS::SNS::TopicInlinePolicy', { TopicArn: to('topic') }] }],
  ['table.policy', 'Allow s3:GetObject on *', { cloudformation: { ResourcePolicy: { PolicyDocument: document } } }],
  [
    'table.streamPolicy',
    'Allow s3:GetObject on *',
    { cloudformation: { StreamSpecification: { ResourcePolicy: { PolicyDocument: document } } } },
  ],
  [
    'globalTable.replicas',
    '[{policy: Allow s3:GetObject on *, streamPolicy: absent, pointInTimeRecovery: true, encryptionKey: → key, tags: {team: orders}}]',
    {
      cloudformation: {
        Replicas: [
          {
            ResourcePolicy: { PolicyDocument: document },
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
            SSESpecification: { KMSMasterKeyId: to('key') },
            Tags: [{ Key: 'team', Value: 'orders' }],
          },
        ],
      },
    },
  ],
  [
    'backupSelection.anyTag',
    '[{key: backup, value: daily}]',
    {
      cloudformation: { BackupSelection: { ListOfTags: [{ ConditionKey: 'backup', ConditionValue: 'daily' }] } },
      terraform: { selection_tag: [{ key: 'backup', value: 'daily' }] },
    },
  ],
  [
    'backupSelection.equal',
    '[{key: backup, value: daily}]',
    {
      cloudformation: {
        BackupSelection: { Conditions: { StringEquals: [{ ConditionKey: 'backup', ConditionValue: 'daily' }] } },
      },
      terraform: { condition: [{ string_equals: [{ key: 'backup', value: 'daily' }] }] },
    },
  ],
  [
    'backupSelection.like',
    '[{key: backup, value: daily}]',
    {
      cloudformation: {
        BackupSelection: { Conditions: { StringLike: [{ ConditionKey: 'backup', ConditionValue: 'daily' }] } },
      },
      terraform: { condition: [{ string_like: [{ key: 'backup', value: 'daily' }] }] },
    },
  ],
  [
    'backupSelection.notEqual',
    '[{key: backup, value: daily}]',
    {
      cloudformation: {
        BackupSelection: { Conditions: { StringNotEquals: [{ ConditionKey: 'backup', ConditionValue: 'daily' }] } },
      },
      terraform: { condition: [{ string_not_equals: [{ key: 'backup', value: 'daily' }] }] },
    },
  ],
  [
    'backupSelection.notLike',
    '[{key: backup, value: daily}]',
    {
      cloudformation: {
        BackupSelection: { Conditions: { StringNotLike: [{ ConditionKey: 'backup', ConditionValue: 'daily' }] } },
      },
      terraform: { condition: [{ string_not_like: [{ key: 'backup', value: 'daily' }] }] },
    },
  ],
  [
    'backupSelection.resources',
    '[arn:aws:dynamodb:*:*:table/*]',
    {
      cloudformation: { BackupSelection: { Resources: ['arn:aws:dynamodb:*:*:table/*'] } },
      terraform: { resources: ['arn:aws:dynamodb:*:*:table/*'] },
    },
  ],
  [
    'backupSelection.notResources',
    '[arn:aws:dynamodb:*:*:table/*]',
    {
      cloudformation: { BackupSelection: { NotResources: ['arn:aws:dynamodb:*:*:table/*'] } },
      terraform: { not_resources: ['arn:aws:dynamodb:*:*:table/*'] },
    },
  ],
  [
    'table.tags',
    '{team: orders}',
    {
      cloudformation: { Tags: [{ Key: 'team', Value: 'orders' }] },
      terraform: { tags: { team: 'orders' }, tags_all: { team: 'orders' } },
    },
  ],
  ['globalTable.tableName', 'orders', { cloudformation: { TableName: 'orders' } }],
  ['globalTable.usesKms', 'true', { cloudformation: { SSESpecification: { SSEEnabled: true } } }],
  ['globalTable.usesKms', 'false by default', { cloudformation: {} }],
  [
    'table.pointInTimeRecovery',
    'true',
    {
      cloudformation: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      terraform: { point_in_time_recovery: [{ enabled: true }] },
    },
  ],
  ['table.pointInTimeRecovery', 'false by default', { cloudformation: {}, terraform: {} }],
  [
    'table.usesKms',
    'true',
    {
      cloudformation: { SSESpecification: { SSEEnabled: true } },
      terraform: { server_side_encryption: [{ enabled: true }] },
    },
  ],
  ['table.usesKms', 'false by default', { cloudformation: {}, terraform: {} }],
  [
    'table.encryptionKey',
    '→ key',
    {
      cloudformation: { SSESpecification: { KMSMasterKeyId: to('key') } },
      terraform: { server_side_encryption: [{ kms_key_arn: tf('key', 'arn') }] },
    },
  ],
  ['logGroup.policy', 'Allow s3:GetObject on *', { cloudformation: { ResourcePolicyDocument: document } }],
  ['bucket.policy', 'Allow s3:GetObject on *', { terraform: { policy: json } }],
  ['queue.policy', 'Allow s3:GetObject on *', { terraform: { policy: json } }],
  ['secret.policy', 'Allow s3:GetObject on *', { terraform: { policy: json } }],
  ['topic.policy', 'Allow s3:GetObject on *', { terraform: { policy: json } }],
  [
    'key.document',
    'Allow s3:GetObject on *',
    {
      cloudformation: ['AWS::KMS::ReplicaKey', { KeyPolicy: document }],
      terraform: ['aws_kms_replica_key', { policy: json }],
    },
  ],
  [
    'logDestination.policy',
    'Allow s3:GetObject on *',
    { cloudformation: { DestinationPolicy: json }, terraform: { access_policy: json } },
  ],
  ['repository.policy', 'Allow s3:GetObject on *', { cloudformation: { RepositoryPolicyText: document } }],
  [
    'repository.repositoryName',
    'worker',
    { cloudformation: { RepositoryName: 'worker' }, terraform: { name: 'worker' } },
  ],
  [
    'repository.tagMutability',
    'IMMUTABLE',
    {
      cloudformation: { ImageTagMutability: 'IMMUTABLE' },
      terraform: { image_tag_mutability: 'IMMUTABLE' },
      awscc: ['awscc_ecr_repository', { image_tag_mutability: 'IMMUTABLE' }],
    },
  ],
  ['repository.tagMutability', 'MUTABLE by default', { cloudformation: {}, terraform: {} }],
  [
    'repository.excludedTags',
    '[{filter: dev-*}]',
    {
      cloudformation: {
        ImageTagMutabilityExclusionFilters: [{ ImageTagMutabilityExclusionFilterValue: 'dev-*' }],
      },
      terraform: { image_tag_mutability_exclusion_filter: [{ filter: 'dev-*', filter_type: 'WILDCARD' }] },
      awscc: [
        'awscc_ecr_repository',
        {
          image_tag_mutability_exclusion_filters: [{ image_tag_mutability_exclusion_filter_value: 'dev-*' }],
        },
      ],
    },
  ],
  [
    'searchDomain.policy',
    'Allow s3:GetObject on *',
    { cloudformation: { AccessPolicies: document }, terraform: { access_policies: json } },
  ],
  [
    'searchDomain.policy',
    'Allow s3:GetObject on *',
    {
      cloudformation: ['AWS::Elasticsearch::Domain', { AccessPolicies: document }],
      terraform: ['aws_elasticsearch_domain', { access_policies: json }],
    },
  ],
  [
    'searchDomain.subnets',
    '[subnet-1]',
    {
      cloudformation: { VPCOptions: { SubnetIds: ['subnet-1'] } },
      terraform: { vpc_options: [{ subnet_ids: ['subnet-1'] }] },
    },
  ],
  [
    'searchDomain.hasUsers',
    'true',
    {
      cloudformation: { AdvancedSecurityOptions: { Enabled: true } },
      terraform: { advanced_security_options: [{ enabled: true }] },
    },
  ],
  ['key.document', 'Allow s3:GetObject on *', { cloudformation: { KeyPolicy: document }, terraform: { policy: json } }],
  [
    'oidcProvider.url',
    'https://gitlab.com',
    { cloudformation: { Url: 'https://gitlab.com' }, terraform: { url: 'https://gitlab.com' } },
  ],
];
