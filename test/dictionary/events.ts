import { arnOf, openapi, tf, to, type Row } from '../support/dictionary.js';

const event = (type: string, properties: object) => ({ Events: { E: { Type: type, Properties: properties } } });
const dead = 'arn:aws:sqs:eu-west-1:111122223333:dead';
const redrive = { deadLetterTargetArn: dead, maxReceiveCount: 3 };

/** What calls functions, and what becomes of what fails. */
export const events: readonly Row[] = [
  [
    'schedule.target',
    '→ function',
    {
      cloudformation: ['AWS::Scheduler::Schedule', { Target: { Arn: arnOf('function') } }],
      sam: event('ScheduleV2', { ScheduleExpression: 'rate(1 hour)' }),
      terraform: ['aws_scheduler_schedule', { target: [{ arn: tf('function', 'arn') }] }],
    },
  ],
  [
    'roleUser.pipeTarget',
    '→ function',
    {
      cloudformation: ['AWS::Pipes::Pipe', { Target: arnOf('function') }],
      terraform: ['aws_pipes_pipe', { target: tf('function', 'arn') }],
    },
  ],
  [
    'roleUser.invocationType',
    'FIRE_AND_FORGET',
    {
      cloudformation: [
        'AWS::Pipes::Pipe',
        { TargetParameters: { LambdaFunctionParameters: { InvocationType: 'FIRE_AND_FORGET' } } },
      ],
      terraform: [
        'aws_pipes_pipe',
        { target_parameters: [{ lambda_function_parameters: [{ invocation_type: 'FIRE_AND_FORGET' }] }] },
      ],
    },
  ],
  [
    'stream.streamName',
    'clicks',
    { cloudformation: { Name: 'clicks' }, terraform: ['aws_kinesis_stream', { name: 'clicks' }] },
  ],
  [
    'stream.consumed',
    '→ stream',
    {
      cloudformation: ['AWS::Kinesis::StreamConsumer', { StreamARN: arnOf('stream') }],
      terraform: ['aws_kinesis_stream_consumer', { stream_arn: tf('stream', 'arn') }],
    },
  ],
  [
    'schedule.arn',
    dead,
    {
      cloudformation: { Target: { Arn: dead } },
      terraform: { target: [{ arn: dead }] },
    },
  ],
  [
    'schedule.role',
    '→ role',
    {
      cloudformation: { Target: { RoleArn: to('role') } },
      terraform: { target: [{ role_arn: tf('role', 'arn') }] },
    },
  ],
  ['eventTarget.target', '→ function', { terraform: { arn: tf('function', 'arn') } }],
  ['eventTarget.arn', dead, { terraform: { arn: dead } }],
  ['eventTarget.role', '→ role', { terraform: { role_arn: tf('role', 'arn') } }],
  [
    'schedule.deadLetterQueue',
    '→ queue',
    {
      cloudformation: ['AWS::Scheduler::Schedule', { Target: { DeadLetterConfig: { Arn: arnOf('queue') } } }],
      sam: event('ScheduleV2', { ScheduleExpression: 'rate(1 hour)', DeadLetterConfig: { Arn: arnOf('queue') } }),
      terraform: ['aws_scheduler_schedule', { target: [{ dead_letter_config: [{ arn: tf('queue', 'arn') }] }] }],
    },
  ],
  ['eventTarget.deadLetterQueue', '→ queue', { terraform: { dead_letter_config: [{ arn: tf('queue', 'arn') }] } }],
  [
    'roleUser.streamDeadLetterQueue',
    '→ queue',
    {
      cloudformation: [
        'AWS::Pipes::Pipe',
        { SourceParameters: { KinesisStreamParameters: { DeadLetterConfig: { Arn: arnOf('queue') } } } },
      ],
      terraform: [
        'aws_pipes_pipe',
        {
          source_parameters: [{ kinesis_stream_parameters: [{ dead_letter_config: [{ arn: tf('queue', 'arn') }] }] }],
        },
      ],
    },
  ],
  [
    'roleUser.tableDeadLetterQueue',
    '→ queue',
    {
      cloudformation: [
        'AWS::Pipes::Pipe',
        { SourceParameters: { DynamoDBStreamParameters: { DeadLetterConfig: { Arn: arnOf('queue') } } } },
      ],
      terraform: [
        'aws_pipes_pipe',
        {
          source_parameters: [{ dynamodb_stream_parameters: [{ dead_letter_config: [{ arn: tf('queue', 'arn') }] }] }],
        },
      ],
    },
  ],
  [
    'eventRule.targets',
    '[{targetId: a, role: → role, target: → function, arn: ${functionTarget.Arn}, deadLetterQueue: → queue}]',
    {
      cloudformation: {
        Targets: [
          { Id: 'a', RoleArn: arnOf('role'), Arn: arnOf('function'), DeadLetterConfig: { Arn: arnOf('queue') } },
        ],
      },
    },
  ],
  [
    'eventRule.targets',
    '[{targetId: ItELambdaTarget, role: absent, target: → function, arn: ${It.Arn}, deadLetterQueue: → queue}]',
    { sam: event('Schedule', { Schedule: 'rate(1 hour)', DeadLetterConfig: { Arn: arnOf('queue') } }) },
  ],
  [
    'eventBus.deadLetterQueue',
    '→ queue',
    {
      cloudformation: { DeadLetterConfig: { Arn: arnOf('queue') } },
      terraform: { dead_letter_config: [{ arn: tf('queue', 'arn') }] },
    },
  ],
  [
    'subscriptionFilter.destination',
    '→ function',
    {
      cloudformation: { DestinationArn: arnOf('function') },
      sam: event('CloudWatchLogs', { LogGroupName: '/x', FilterPattern: '' }),
      terraform: { destination_arn: tf('function', 'arn') },
    },
  ],
  [
    'bucket.notified',
    '[{function: → function, events: [s3:ObjectCreated:*], filter: tree 3.0.1}]',
    {
      cloudformation: {
        NotificationConfiguration: {
          LambdaConfigurations: [{ Function: arnOf('function'), Event: 's3:ObjectCreated:*', Filter: openapi }],
        },
      },
    },
  ],
  ['bucket.bucketName', 'photos', { cloudformation: { BucketName: 'photos' }, terraform: { bucket: 'photos' } }],
  [
    'bucketNotification.bucket',
    '→ bucket',
    { cloudformation: { BucketName: to('bucket') }, terraform: { bucket: tf('bucket', 'id') } },
  ],
  [
    'bucketNotification.notified',
    '[{function: → function, events: [s3:ObjectCreated:*], filter: undefined}]',
    {
      cloudformation: {
        NotificationConfiguration: {
          LambdaFunctionConfigurations: [{ LambdaFunctionArn: arnOf('function'), Events: ['s3:ObjectCreated:*'] }],
        },
      },
      terraform: {
        lambda_function: [
          {
            lambda_function_arn: tf('function', 'arn'),
            events: ['s3:ObjectCreated:*'],
            filter_prefix: null,
            filter_suffix: null,
          },
        ],
      },
    },
  ],
  [
    'iotRule.actions',
    '[{function: → function}]',
    {
      cloudformation: { TopicRulePayload: { Actions: [{ Lambda: { FunctionArn: arnOf('function') } }] } },
      sam: event('IoTRule', { Sql: "SELECT * FROM 'a'" }),
      terraform: { lambda: [{ function_arn: tf('function', 'arn') }] },
    },
  ],
  [
    'iotRule.errorFunction',
    '→ function',
    {
      cloudformation: { TopicRulePayload: { ErrorAction: { Lambda: { FunctionArn: arnOf('function') } } } },
      terraform: { error_action: [{ lambda: [{ function_arn: tf('function', 'arn') }] }] },
    },
  ],
  [
    'receiptRule.actions',
    '[{function: → function, invocationType: RequestResponse}]',
    {
      cloudformation: {
        Rule: {
          Actions: [{ LambdaAction: { FunctionArn: arnOf('function'), InvocationType: 'RequestResponse' } }],
        },
      },
      terraform: { lambda_action: [{ function_arn: tf('function', 'arn'), invocation_type: 'RequestResponse' }] },
    },
  ],
  ['queue.queueName', 'orders', { cloudformation: { QueueName: 'orders' }, terraform: { name: 'orders' } }],
  [
    'queue.visibilityTimeout',
    '60',
    { cloudformation: { VisibilityTimeout: 60 }, terraform: { visibility_timeout_seconds: 60 } },
  ],
  ['queue.visibilityTimeout', '30 by default', { cloudformation: {}, terraform: {} }],
  [
    'queue.managedEncryption',
    'false',
    { cloudformation: { SqsManagedSseEnabled: false }, terraform: { sqs_managed_sse_enabled: false } },
  ],
  ['queue.managedEncryption', 'true by default', { cloudformation: {}, terraform: {} }],
  [
    'queue.encryptionKey',
    '→ key',
    { cloudformation: { KmsMasterKeyId: to('key') }, terraform: { kms_master_key_id: tf('key', 'arn') } },
  ],
  [
    'queue.encryptionKey',
    '→ keyAlias',
    { cloudformation: { KmsMasterKeyId: to('keyAlias') }, terraform: { kms_master_key_id: tf('keyAlias', 'name') } },
  ],
  [
    'topic.encryptionKey',
    '→ key',
    { cloudformation: { KmsMasterKeyId: to('key') }, terraform: { kms_master_key_id: tf('key', 'id') } },
  ],
  [
    'queue.deadLetterQueue',
    '→ queue',
    {
      cloudformation: { RedrivePolicy: { deadLetterTargetArn: arnOf('queue'), maxReceiveCount: 3 } },
    },
  ],
  [
    'queue.deadLetterQueue',
    dead,
    { cloudformation: { RedrivePolicy: redrive }, terraform: { redrive_policy: JSON.stringify(redrive) } },
  ],
  [
    'queue.redrivePermission',
    'denyAll',
    {
      cloudformation: { RedriveAllowPolicy: { redrivePermission: 'denyAll' } },
      terraform: { redrive_allow_policy: JSON.stringify({ redrivePermission: 'denyAll' }) },
    },
  ],
  ['queueRedrive.queue', '→ queue', { terraform: { queue_url: tf('queue', 'id') } }],
  ['queueRedrive.deadLetterQueue', dead, { terraform: { redrive_policy: JSON.stringify(redrive) } }],
  ['queueRedriveAllow.queue', '→ queue', { terraform: { queue_url: tf('queue', 'url') } }],
  [
    'queueRedriveAllow.redrivePermission',
    'denyAll',
    { terraform: { redrive_allow_policy: JSON.stringify({ redrivePermission: 'denyAll' }) } },
  ],
  ['topic.topicName', 'orders', { cloudformation: { TopicName: 'orders' }, terraform: { name: 'orders' } }],
  [
    'topic.subscriptions',
    '[{protocol: lambda, endpoint: → function}]',
    { cloudformation: { Subscription: [{ Protocol: 'lambda', Endpoint: arnOf('function') }] } },
  ],
  [
    'topicSubscription.topic',
    '→ topic',
    {
      cloudformation: { TopicArn: to('topic') },
      sam: event('SNS', { Topic: to('topic') }),
      terraform: { topic_arn: tf('topic', 'arn') },
    },
  ],
  [
    'topicSubscription.protocol',
    'lambda',
    {
      cloudformation: { Protocol: 'lambda' },
      sam: event('SNS', { Topic: to('topic') }),
      terraform: { protocol: 'lambda' },
    },
  ],
  [
    'topicSubscription.endpoint',
    '→ function',
    {
      cloudformation: { Endpoint: arnOf('function') },
      sam: event('SNS', { Topic: to('topic') }),
      terraform: { endpoint: tf('function', 'arn') },
    },
  ],
  [
    'topicSubscription.filter',
    'tree 3.0.1',
    { cloudformation: { FilterPolicy: openapi }, terraform: { filter_policy: openapi } },
  ],
  [
    'topicSubscription.deadLetterQueue',
    '→ queue',
    {
      cloudformation: { RedrivePolicy: { deadLetterTargetArn: arnOf('queue') } },
      sam: event('SNS', { Topic: to('topic'), RedrivePolicy: { deadLetterTargetArn: arnOf('queue') } }),
    },
  ],
  [
    'topicSubscription.deadLetterQueue',
    dead,
    { terraform: { redrive_policy: JSON.stringify({ deadLetterTargetArn: dead }) } },
  ],
];
