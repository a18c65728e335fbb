import { ref } from '../support/plan.js';
import type { Cases } from '../support/terraform-cases.js';

const other = { 'random_id.x': {}, 'random_integer.n': {} };

const made = { 'aws_lambda_function.f': { function_name: 'fn' } };
const flow = 'arn:aws:states:eu-west-1:111122223333:stateMachine:flow';
const dead = 'arn:aws:sqs:eu-west-1:111122223333:dead';

const tlsOnly = (action: string): string =>
  JSON.stringify({
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: action,
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });

/** What becomes of messages, events and logs: whether they are kept, for how long, and who can read them. */
export const messages: Cases = {
  'log-group-retention': [
    {
      fails: { 'aws_cloudwatch_log_group.l': { name: 'access', retention_in_days: 0 } },
      says: [
        'aws_cloudwatch_log_group.l has retention_in_days 0, so what is written to it is kept for ever',
        'set retention_in_days to the number of days that its logs are needed',
      ],
      passes: { 'aws_cloudwatch_log_group.l': { name: 'access', retention_in_days: 30 } },
      undecided: [
        {
          ...other,
          'aws_cloudwatch_log_group.l': { name: 'access', retention_in_days: ref('random_integer.n.result') },
        },
        'random_integer.n gives it',
      ],
    },
    {
      options: { days: 365 },
      fails: { 'aws_cloudwatch_log_group.l': { name: 'access', retention_in_days: 30 } },
      says: ['keeps logs for 30 days', 'set retention_in_days to 365 or more'],
      passes: { 'aws_cloudwatch_log_group.l': { name: 'access', log_group_class: 'DELIVERY' } },
    },
    {
      fails: { 'aws_cloudwatch_log_group.l': { name: 'access' } },
      says: ['aws_cloudwatch_log_group.l has no retention_in_days'],
      // The function's own.
      passes: {
        'aws_lambda_function.f': { function_name: 'fn' },
        'aws_cloudwatch_log_group.l': { name: '/aws/lambda/fn' },
      },
    },
  ],
  'resource-policy-secure-transport': [
    {
      fails: { 'aws_sqs_queue.q': { name: 'jobs' } },
      says: [
        'aws_sqs_queue.q has no policy that denies requests without TLS, so whoever may use it can do so over plain HTTP',
      ],
      passes: {
        'aws_sqs_queue.q': { name: 'jobs' },
        'aws_sqs_queue_policy.p': { queue_url: ref('aws_sqs_queue.q.id'), policy: tlsOnly('sqs:*') },
      },
      undecided: [
        { 'aws_sqs_queue.q': { name: 'jobs', policy: ref('random_id.x.hex') }, ...other },
        'the plan keeps nothing of the policy but that it refers to random_id.x',
      ],
    },
    {
      fails: { 'aws_s3_bucket.b': { bucket: 'files' } },
      says: ['aws_s3_bucket.b has no policy that denies requests without TLS'],
      passes: {
        'aws_s3_bucket.b': { bucket: 'files' },
        'aws_s3_bucket_policy.p': { bucket: ref('aws_s3_bucket.b.id'), policy: tlsOnly('s3:*') },
      },
    },
  ],
  'log-group-encryption': [
    {
      fails: { 'aws_cloudwatch_log_group.l': { name: 'access' } },
      says: [
        'aws_cloudwatch_log_group.l has no kms_key_id, so no key policy of yours says who may read its logs',
        'set kms_key_id to the ARN of a customer managed key',
      ],
      passes: {
        'aws_cloudwatch_log_group.l': { name: 'access', kms_key_id: ref('aws_kms_key.k.arn') },
        'aws_kms_key.k': {},
      },
    },
  ],
  'table-pitr': [
    {
      fails: { 'aws_dynamodb_table.t': { name: 't' } },
      says: [
        'aws_dynamodb_table.t has no point_in_time_recovery.enabled, so what is overwritten or deleted by mistake is lost',
        'set point_in_time_recovery.enabled to true',
      ],
      passes: { 'aws_dynamodb_table.t': { name: 't', point_in_time_recovery: [{ enabled: true }] } },
    },
  ],
  'table-backup-plan': [
    {
      fails: { 'aws_dynamodb_table.t': { name: 't' } },
      says: [
        'aws_dynamodb_table.t is in no backup selection of this plan, so no copy of it is kept apart',
        'name it in resources of a backup selection',
      ],
      passes: {
        'aws_dynamodb_table.t': { name: 't' },
        'aws_backup_selection.s': { resources: [ref('aws_dynamodb_table.t.arn')] },
      },
      undecided: [
        {
          'aws_dynamodb_table.t': { name: 't' },
          'aws_backup_selection.s': { resources: [ref('random_id.x.hex')] },
          'random_id.x': {},
        },
        "it can't be told whether aws_backup_selection.s takes it",
      ],
    },
    {
      fails: {
        'aws_dynamodb_table.t': { name: 't', tags_all: { backup: 'weekly' } },
        'aws_backup_selection.s': { selection_tag: [{ type: 'STRINGEQUALS', key: 'backup', value: 'daily' }] },
      },
      says: ['aws_dynamodb_table.t is in no backup selection of this plan'],
      passes: {
        'aws_dynamodb_table.t': { name: 't', tags_all: { backup: 'daily' } },
        'aws_backup_selection.s': { selection_tag: [{ type: 'STRINGEQUALS', key: 'backup', value: 'daily' }] },
      },
    },
  ],
  'table-encryption': [
    {
      fails: { 'aws_dynamodb_table.t': { name: 't' } },
      says: [
        "aws_dynamodb_table.t has no server_side_encryption.enabled, so it is encrypted with a key of DynamoDB's own",
        'set server_side_encryption.enabled to true',
      ],
      passes: { 'aws_dynamodb_table.t': { name: 't', server_side_encryption: [{ enabled: true }] } },
    },
    {
      options: { requireCmk: true },
      fails: { 'aws_dynamodb_table.t': { name: 't', server_side_encryption: [{ enabled: true }] } },
      says: ['aws_dynamodb_table.t has no customer managed key', 'set server_side_encryption.kms_key_arn to'],
      passes: {
        'aws_dynamodb_table.t': {
          name: 't',
          server_side_encryption: [{ enabled: true, kms_key_arn: ref('aws_kms_key.k.arn') }],
        },
        'aws_kms_key.k': {},
      },
    },
  ],
  'queue-encryption': [
    {
      fails: { 'aws_sqs_queue.q': { name: 'jobs', sqs_managed_sse_enabled: false } },
      says: [
        'aws_sqs_queue.q has sqs_managed_sse_enabled false and no kms_master_key_id, so its messages are stored without server-side encryption',
        'leave sqs_managed_sse_enabled out, or set kms_master_key_id',
      ],
      passes: { 'aws_sqs_queue.q': { name: 'jobs' } },
    },
    {
      options: { requireCmk: true },
      fails: { 'aws_sqs_queue.q': { name: 'jobs', kms_master_key_id: 'alias/aws/sqs' } },
      says: ['aws_sqs_queue.q has no customer managed key', 'set kms_master_key_id to a customer managed key'],
      passes: {
        'aws_sqs_queue.q': { name: 'jobs', kms_master_key_id: ref('aws_kms_key.k.arn') },
        'aws_kms_key.k': {},
      },
      undecided: [
        { 'aws_sqs_queue.q': { name: 'jobs', kms_master_key_id: ref('random_id.x.hex') }, ...other },
        'random_id.x gives it',
      ],
    },
  ],
  'topic-encryption': [
    {
      fails: { 'aws_sns_topic.t': { name: 'news' } },
      says: [
        'aws_sns_topic.t has no kms_master_key_id, so its messages are stored without server-side encryption',
        'set kms_master_key_id to a KMS key',
      ],
      passes: { 'aws_sns_topic.t': { name: 'news', kms_master_key_id: 'alias/aws/sns' } },
    },
    {
      options: { requireCmk: true },
      fails: { 'aws_sns_topic.t': { name: 'news', kms_master_key_id: 'alias/aws/sns' } },
      says: ['aws_sns_topic.t has no customer managed key', 'set kms_master_key_id to a customer managed key'],
      passes: {
        'aws_sns_topic.t': { name: 'news', kms_master_key_id: ref('aws_kms_alias.a.name') },
        'aws_kms_alias.a': {},
      },
      undecided: [
        { 'aws_sns_topic.t': { name: 'news', kms_master_key_id: ref('random_id.x.hex') }, ...other },
        'random_id.x gives it',
      ],
    },
  ],
  'event-rule-dlq': [
    {
      fails: { ...made, 'aws_cloudwatch_event_target.t': { rule: 'nightly', arn: ref('aws_lambda_function.f.arn') } },
      says: [
        "aws_cloudwatch_event_target.t has no dead-letter queue for aws_lambda_function.f, so an event that can't be delivered is lost",
        'set dead_letter_config.arn to the ARN of a queue that EventBridge may send to',
      ],
      passes: {
        ...made,
        'aws_sqs_queue.dead': {},
        'aws_cloudwatch_event_target.t': {
          rule: 'nightly',
          arn: ref('aws_lambda_function.f.arn'),
          dead_letter_config: [{ arn: ref('aws_sqs_queue.dead.arn') }],
        },
      },
    },
    {
      options: { targets: ['aws_sqs_queue.*', 'arn:aws:states:*'] },
      fails: { 'aws_cloudwatch_event_target.t': { rule: 'nightly', arn: flow } },
      says: [`has no dead-letter queue for ${flow}`],
      passes: {
        ...made,
        'aws_cloudwatch_event_target.t': { rule: 'nightly', arn: ref('aws_lambda_function.f.arn') },
      },
      undecided: [
        { ...other, 'aws_cloudwatch_event_target.t': { rule: 'nightly', arn: ref('random_id.x.hex') } },
        'parts of it are known only at deployment',
      ],
    },
  ],
  'schedule-dlq': [
    {
      fails: { ...made, 'aws_scheduler_schedule.s': { target: [{ arn: ref('aws_lambda_function.f.arn') }] } },
      says: [
        "aws_scheduler_schedule.s has no dead-letter queue, so a run of aws_lambda_function.f that can't be started is lost",
        'set target.dead_letter_config.arn to',
      ],
      passes: { 'aws_scheduler_schedule.s': { target: [{ arn: flow, dead_letter_config: [{ arn: dead }] }] } },
    },
  ],
  'topic-subscription-dlq': [
    {
      fails: {
        ...made,
        'aws_sns_topic_subscription.s': { protocol: 'lambda', endpoint: ref('aws_lambda_function.f.arn') },
      },
      says: [
        "aws_sns_topic_subscription.s has no dead-letter queue, so a message that can't be delivered to aws_lambda_function.f is lost",
        'set redrive_policy.deadLetterTargetArn to the ARN of a queue that SNS may send to',
      ],
      passes: {
        'aws_sns_topic_subscription.s': {
          protocol: 'sqs',
          endpoint: dead,
          redrive_policy: JSON.stringify({ deadLetterTargetArn: dead }),
        },
        'aws_sns_topic_subscription.mail': { protocol: 'email', endpoint: 'someone@example.com' },
      },
      undecided: [
        { ...other, 'aws_sns_topic_subscription.s': { protocol: ref('random_id.x.hex'), endpoint: dead } },
        'random_id.x gives it',
      ],
    },
  ],
};
