import { ref } from '../support/plan.js';
import { type Cases, fn } from '../support/terraform-cases.js';

const made = 'aws_lambda_function.f';
const other = { 'random_id.x': {} };
const queue = 'arn:aws:sqs:eu-west-1:111122223333:dead';
const withTarget = { ...fn, dead_letter_config: [{ target_arn: ref('aws_sqs_queue.dead.arn') }] };
const dead = { 'aws_sqs_queue.dead': { name: 'dead' } };
const subscription = {
  'aws_sns_topic.t': { name: 't' },
  'aws_sns_topic_subscription.s': {
    topic_arn: ref('aws_sns_topic.t.arn'),
    protocol: 'lambda',
    endpoint: ref('aws_lambda_function.f.arn'),
  },
};
const group = { 'aws_cloudwatch_log_group.l': { name: '/aws/lambda/fn' } };
const mail = { name: 'mail' };
const redrive = JSON.stringify({ deadLetterTargetArn: queue, maxReceiveCount: 3 });

const notified = (more: Readonly<Record<string, string>> = {}) => ({
  bucket: ref('aws_s3_bucket.b.id'),
  lambda_function: [{ lambda_function_arn: ref('aws_lambda_function.f.arn'), events: ['s3:ObjectCreated:*'], ...more }],
});
const writing = { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::photos/*' };
const loop = {
  [made]: { ...fn, role: ref('aws_iam_role.r.arn') },
  'aws_s3_bucket.b': { bucket: 'photos' },
  'aws_iam_role.r': { name: 'r', assume_role_policy: '{}' },
  'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.name', 'r'), policy: JSON.stringify({ Statement: [writing] }) },
};

const machine = 'aws_sfn_state_machine.m';
const mapping = 'aws_lambda_event_source_mapping.m';
const polled = {
  function_name: 'fn',
  event_source_arn: ref('aws_dynamodb_table.t.stream_arn'),
  starting_position: 'LATEST',
};
const reads = {
  [mapping]: {
    event_source_arn: ref('aws_sqs_queue.q.arn'),
    function_name: ref(`${made}.arn`),
  },
};

/** What is seen of functions that run, and what becomes of what they fail at. */
export const operations: Cases = {
  'function-async-failure': [
    {
      fails: { [made]: fn, ...subscription },
      says: [
        `${made} has neither a failure destination nor a dead-letter queue, so an event from aws_sns_topic_subscription.s is lost if it fails`,
        'set destination_config.on_failure.destination of an event invoke config, or dead_letter_config.target_arn',
      ],
      passes: { [made]: withTarget, ...subscription, ...dead },
    },
    {
      fails: {
        [made]: fn,
        'aws_cloudwatch_event_target.t': { rule: 'nightly', arn: ref('aws_lambda_function.f.arn') },
      },
      says: ['so an event from aws_cloudwatch_event_target.t is lost if it fails'],
      passes: {
        [made]: fn,
        'aws_cloudwatch_event_target.t': { rule: 'nightly', arn: ref('aws_lambda_function.f.arn') },
        'aws_lambda_function_event_invoke_config.c': {
          function_name: ref('aws_lambda_function.f.function_name', 'fn'),
          destination_config: [{ on_failure: [{ destination: queue }] }],
        },
      },
      undecided: [
        {
          [made]: fn,
          ...subscription,
          'aws_lambda_function_event_invoke_config.c': {
            function_name: ref('random_id.x.hex'),
            destination_config: [{ on_failure: [{ destination: queue }] }],
          },
          ...other,
        },
        'random_id.x gives it',
      ],
    },
    {
      fails: {
        [made]: fn,
        'aws_pipes_pipe.p': {
          target: ref('aws_lambda_function.f.arn'),
          target_parameters: [{ lambda_function_parameters: [{ invocation_type: 'FIRE_AND_FORGET' }] }],
        },
      },
      says: ['so an event from aws_pipes_pipe.p is lost if it fails'],
      passes: { [made]: fn, 'aws_pipes_pipe.p': { target: ref('aws_lambda_function.f.arn') } },
    },
    {
      fails: {
        [made]: fn,
        'aws_s3_bucket_notification.n': {
          bucket: 'uploads',
          lambda_function: [{ lambda_function_arn: ref('aws_lambda_function.f.arn'), events: ['s3:ObjectCreated:*'] }],
        },
      },
      says: ['so an event from aws_s3_bucket_notification.n is lost if it fails'],
      // Its callers wait.
      passes: { [made]: fn },
    },
  ],
  'function-dlq': [
    {
      fails: { [made]: fn },
      says: [
        `${made} has no dead_letter_config.target_arn, so no dead-letter queue takes the events whose asynchronous invocation fails`,
      ],
      passes: { [made]: withTarget, ...dead },
    },
    {
      options: { types: ['SQS'] },
      fails: {
        [made]: { ...fn, dead_letter_config: [{ target_arn: ref('aws_sns_topic.t.arn') }] },
        'aws_sns_topic.t': { name: 't' },
      },
      says: [`the dead letters of ${made} go to aws_sns_topic.t, which is not a queue`],
      passes: { [made]: { ...fn, dead_letter_config: [{ target_arn: queue }] } },
      undecided: [
        { [made]: { ...fn, dead_letter_config: [{ target_arn: ref('random_id.x.hex') }] }, ...other },
        'random_id.x gives it',
      ],
    },
  ],
  'state-machine-logging': [
    {
      fails: { [machine]: { name: 'm', type: 'STANDARD' } },
      says: [
        `${machine} logs nothing, so what an execution did is forgotten 90 days after it`,
        'set logging_configuration.level to ERROR or ALL, and name a log group for it',
      ],
      passes: { [machine]: { name: 'm', logging_configuration: [{ level: 'ALL' }] } },
      undecided: [
        { [machine]: { name: 'm', logging_configuration: [{ level: ref('random_id.x.hex') }] }, ...other },
        'random_id.x',
      ],
    },
  ],
  'state-machine-tracing': [
    {
      fails: { [machine]: { name: 'm' } },
      says: [`${machine} is not traced`, 'set tracing_configuration.enabled to true'],
      passes: { [machine]: { name: 'm', tracing_configuration: [{ enabled: true }] } },
    },
  ],
  'graphql-logging': [
    {
      fails: { 'aws_appsync_graphql_api.a': { name: 'a' } },
      says: ['aws_appsync_graphql_api.a writes no logs', 'set log_config.field_log_level to ERROR or ALL'],
      passes: { 'aws_appsync_graphql_api.a': { name: 'a', log_config: [{ field_log_level: 'ERROR' }] } },
      undecided: [
        { 'aws_appsync_graphql_api.a': { log_config: [{ field_log_level: ref('random_id.x.hex') }] }, ...other },
        'random_id.x',
      ],
    },
  ],
  'graphql-tracing': [
    {
      fails: { 'aws_appsync_graphql_api.a': { name: 'a', xray_enabled: false } },
      says: ['aws_appsync_graphql_api.a is not traced', 'set xray_enabled to true'],
      passes: { 'aws_appsync_graphql_api.a': { name: 'a', xray_enabled: true } },
    },
  ],
  'event-source-failure-destination': [
    {
      fails: { [mapping]: polled, 'aws_dynamodb_table.t': { name: 't' } },
      says: [
        `${mapping} has no destination_config.on_failure.destination_arn, so records that keep failing are skipped`,
        'set destination_config.on_failure.destination_arn to the ARN of a queue, a topic or a bucket',
      ],
      passes: {
        [mapping]: { ...polled, destination_config: [{ on_failure: [{ destination_arn: queue }] }] },
        'aws_dynamodb_table.t': { name: 't' },
      },
      undecided: [
        {
          [mapping]: {
            ...polled,
            event_source_arn: ref('random_id.x.hex'),
            starting_position: ref('random_id.x.hex'),
          },
          ...other,
        },
        'what it reads from is known only at deployment',
      ],
    },
  ],
  'event-source-queue-timeout': [
    {
      fails: { [made]: { ...fn, timeout: 60 }, ...reads, 'aws_sqs_queue.q': mail },
      says: [
        `aws_sqs_queue.q hides a message for 30 s, the default without visibility_timeout_seconds, less than the 60 s that ${made} may run`,
        'set visibility_timeout_seconds to 360 or more, or shorten timeout of',
      ],
      passes: {
        [made]: { ...fn, timeout: 60 },
        ...reads,
        'aws_sqs_queue.q': { ...mail, visibility_timeout_seconds: 360 },
      },
      undecided: [
        { [made]: { ...fn, timeout: ref('random_id.x.dec') }, ...reads, 'aws_sqs_queue.q': mail, ...other },
        'random_id.x',
      ],
    },
  ],
  'queue-dlq': [
    {
      fails: { 'aws_sqs_queue.q': mail },
      says: [
        "aws_sqs_queue.q has no dead-letter queue, so a message that can't be worked on comes back",
        'redrive_policy',
      ],
      passes: { 'aws_sqs_queue.q': { ...mail, redrive_policy: redrive } },
    },
    {
      fails: {
        'aws_sqs_queue.q': mail,
        'aws_sqs_queue_redrive_policy.p': { queue_url: 'other', redrive_policy: redrive },
      },
      says: ['aws_sqs_queue.q has no dead-letter queue'],
      // Set beside it; and the last stop of a function needs none.
      passes: {
        'aws_sqs_queue.q': mail,
        'aws_sqs_queue_redrive_policy.p': { queue_url: ref('aws_sqs_queue.q.id'), redrive_policy: redrive },
        [made]: withTarget,
        ...dead,
      },
      undecided: [
        { 'aws_sqs_queue.q': mail, 'aws_sqs_queue.o': { redrive_policy: ref('random_id.x.hex') }, ...other },
        'random_id.x',
      ],
    },
    {
      // What others describe in a block, a pipe names by its ARN.
      fails: {
        'aws_sqs_queue.q': mail,
        [made]: fn,
        'aws_pipes_pipe.p': { source: ref('aws_sqs_queue.q.arn'), target: ref(`${made}.arn`) },
      },
      says: ['aws_sqs_queue.q has no dead-letter queue'],
      passes: { 'aws_sqs_queue.q': { ...mail, redrive_policy: redrive } },
    },
    {
      fails: { 'aws_sqs_queue.q': { ...mail, redrive_allow_policy: JSON.stringify({ redrivePermission: 'denyAll' }) } },
      says: ['aws_sqs_queue.q has no dead-letter queue'],
      // Of the text a plan keeps only that it refers to the queue.
      passes: { 'aws_sqs_queue.q': mail, 'aws_sqs_queue.o': { redrive_policy: ref('aws_sqs_queue.q.arn') } },
    },
  ],
  'function-log-retention': [
    {
      fails: { [made]: fn },
      says: [
        `no log group is declared for ${made}, so Lambda makes one that keeps its logs for ever`,
        'declare the log group /aws/lambda/fn with retention_in_days, or name one in logging_config.log_group',
      ],
      passes: { [made]: fn, 'aws_cloudwatch_log_group.l': { name: '/aws/lambda/fn', retention_in_days: 30 } },
    },
    {
      fails: { [made]: fn, 'aws_cloudwatch_log_group.l': { name: '/aws/lambda/fn', retention_in_days: 0 } },
      says: ['aws_cloudwatch_log_group.l has retention_in_days 0, so what functions write to it is kept for ever'],
      passes: {
        [made]: {
          ...fn,
          logging_config: [{ log_format: 'JSON', log_group: ref('aws_cloudwatch_log_group.l.name', 'all') }],
        },
        'aws_cloudwatch_log_group.l': { name: 'all', retention_in_days: 30 },
      },
      undecided: [
        {
          [made]: { ...fn, function_name: ref('random_id.x.hex') },
          ...other,
          'aws_cloudwatch_log_group.l': { name: ref('aws_lambda_function.f.function_name') },
        },
        `it can't be told whether aws_cloudwatch_log_group.l is the log group of ${made}`,
      ],
    },
    {
      options: { maxDays: 14 },
      fails: {
        [made]: {
          ...fn,
          logging_config: [{ log_format: 'JSON', log_group: ref('aws_cloudwatch_log_group.l.name', 'all') }],
        },
        'aws_cloudwatch_log_group.l': { name: 'all', retention_in_days: 30 },
      },
      says: ['aws_cloudwatch_log_group.l keeps logs for 30 days', 'set retention_in_days to 14 or less'],
      passes: { ...group },
      undecided: [
        { [made]: { ...fn, logging_config: [{ log_format: 'JSON', log_group: 'theirs' }] } },
        'the log group theirs is not declared in this plan',
      ],
    },
  ],
  'function-tracing': [
    {
      fails: { [made]: fn },
      says: [
        `${made} has no tracing_config.mode, so that its requests leave no trace`,
        'set tracing_config.mode to Active',
      ],
      passes: { [made]: { ...fn, tracing_config: [{ mode: 'Active' }] } },
      undecided: [
        { [made]: { ...fn, tracing_config: [{ mode: ref('random_id.x.hex') }] }, ...other },
        'random_id.x gives it',
      ],
    },
  ],
  'function-provisioned-concurrency': [
    {
      fails: {
        [made]: fn,
        'aws_lambda_provisioned_concurrency_config.p': {
          function_name: ref('aws_lambda_function.f.function_name', 'fn'),
          qualifier: 'live',
          provisioned_concurrent_executions: 5,
        },
      },
      says: [`${made} has 5 instances provisioned, billed for every hour`],
      passes: { [made]: fn },
      undecided: [
        {
          [made]: fn,
          'aws_lambda_provisioned_concurrency_config.p': {
            function_name: ref('aws_lambda_function.f.function_name', 'fn'),
            qualifier: 'live',
            provisioned_concurrent_executions: ref('random_id.x.hex'),
          },
          ...other,
        },
        'random_id.x gives it',
      ],
    },
  ],
  'function-single-purpose': [
    {
      options: { maxTriggerKinds: 1 },
      fails: {
        [made]: fn,
        'aws_lambda_permission.s': {
          function_name: ref('aws_lambda_function.f.function_name', 'fn'),
          action: 'lambda:InvokeFunction',
          principal: 's3.amazonaws.com',
        },
        'aws_lambda_function_url.u': {
          function_name: ref('aws_lambda_function.f.function_name', 'fn'),
          authorization_type: 'AWS_IAM',
        },
      },
      says: [`${made} is invoked by s3 and its URL`],
      passes: { [made]: fn },
    },
  ],
  'function-recursive-loop': [
    {
      fails: {
        [made]: fn,
        'aws_lambda_function_recursion_config.c': {
          function_name: ref('aws_lambda_function.f.function_name', 'fn'),
          recursive_loop: 'Allow',
        },
      },
      says: [`${made} has recursive_loop Allow, so that Lambda lets it call itself in a circle`],
      passes: {
        [made]: fn,
        'aws_lambda_function_recursion_config.c': {
          function_name: ref('aws_lambda_function.f.function_name', 'fn'),
          recursive_loop: 'Terminate',
        },
      },
      undecided: [
        {
          'aws_lambda_function_recursion_config.c': { function_name: 'fn', recursive_loop: ref('random_id.x.hex') },
          ...other,
        },
        'random_id.x gives it',
      ],
    },
  ],
  'function-recursion-risk': [
    {
      fails: { ...loop, 'aws_s3_bucket_notification.n': notified() },
      says: [
        `${made} may put objects into aws_s3_bucket.b and is invoked for each new one`,
        'take s3:PutObject on aws_s3_bucket.b away from it',
      ],
      passes: { ...loop, 'aws_s3_bucket_notification.n': notified({ filter_prefix: 'in/' }) },
      undecided: [
        {
          ...loop,
          'aws_s3_bucket_notification.n': notified(),
          'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.name', 'r'), policy: ref('random_id.x.hex') },
          ...other,
        },
        'known after apply: the plan keeps nothing of the policy but that it refers to random_id.x',
      ],
    },
  ],
};
