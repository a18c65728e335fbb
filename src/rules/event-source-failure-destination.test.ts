import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { type Arguments, plan, ref } from '../../test/support/plan.js';
import rule from './event-source-failure-destination.js';

/** A mapping that reads from somewhere, with further properties. */
const app = (properties: string, more = '') => `
${more}
Resources:
  Clicks: { Type: AWS::Kinesis::Stream }
  Orders: { Type: AWS::DynamoDB::Table }
  Kafka: { Type: AWS::MSK::Cluster }
  Jobs: { Type: AWS::SQS::Queue }
  Broker: { Type: AWS::AmazonMQ::Broker }
  Documents: { Type: AWS::DocDB::DBCluster }
  Failed: { Type: AWS::SQS::Queue }
  Reads:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: worker, ${properties} }
`;
const stream = 'StartingPosition: LATEST, EventSourceArn: !GetAtt Clicks.Arn';

/** An event of a function. */
const sam = (type: string, properties: string) => `
Transform: AWS::Serverless-2016-10-31
Parameters: { Arn: { Type: String } }
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Events:
        Source: { Type: ${type}, Properties: { ${properties} } }
`;

test.each([
  ['of the template', '!GetAtt Failed.Arn'],
  ['elsewhere', 'arn:aws:sqs:eu-west-1:111122223333:failed'],
  ['that is imported', '!ImportValue failed'],
])('a destination %s', (_, destination) => {
  const text = app(`${stream}, DestinationConfig: { OnFailure: { Destination: ${destination} } }`);
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a stream without one', () => {
  expect(lint(rule, app(stream))).toMatchInlineSnapshot(`
    "11:3 warning Reads has no DestinationConfig.OnFailure.Destination, so records that keep failing are skipped in the end, and nobody learns which [event-source-failure-destination]
          Reads:
          ~~~~~ nowhere for records that fail
      help: set DestinationConfig.OnFailure.Destination to the ARN of a queue, a topic or a bucket
      4:3 its records come from here"
  `);
  expect(lint(rule, app(`${stream}, DestinationConfig: { OnFailure: {} }`))).toMatchInlineSnapshot(`
    "13:124 warning Reads has no DestinationConfig.OnFailure.Destination, so records that keep failing are skipped in the end, and nobody learns which [event-source-failure-destination]
            Properties: { FunctionName: worker, StartingPosition: LATEST, EventSourceArn: !GetAtt Clicks.Arn, DestinationConfig: { OnFailure: {} } }
                                                                                                                                   ~~~~~~~~~ nowhere for records that fail
      help: set DestinationConfig.OnFailure.Destination to the ARN of a queue, a topic or a bucket
      4:3 its records come from here"
  `);
});

test.each([
  '!GetAtt Orders.StreamArn',
  '!Ref Kafka',
  'arn:aws:kinesis:eu-west-1:111122223333:stream/clicks',
  '!Sub "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/orders/stream/1"',
  '!ImportValue Stream',
  '!Ref AWS::NoValue',
])('so with %s', (arn) => {
  expect(lint(rule, app(`StartingPosition: LATEST, EventSourceArn: ${arn}`))).toContain(
    'Reads has no DestinationConfig.OnFailure.Destination',
  );
});

test.each([
  ['a queue', 'EventSourceArn: !GetAtt Jobs.Arn'],
  ['a queue elsewhere', 'EventSourceArn: arn:aws:sqs:eu-west-1:111122223333:jobs'],
  ['a broker', 'EventSourceArn: !GetAtt Broker.Arn, Queues: [jobs]'],
  ['a DocumentDB cluster', 'StartingPosition: LATEST, EventSourceArn: !Ref Documents'],
  [
    'one elsewhere',
    'StartingPosition: LATEST, EventSourceArn: !ImportValue Cluster, DocumentDBEventSourceConfig: { DatabaseName: shop }',
  ],
  ['what needs no place to start from', 'EventSourceArn: !ImportValue Source'],
])('not with %s', (_, properties) => {
  expect(lint(rule, app(properties), { undecided: true })).toBe('');
});

test('a source that only the deployment knows', () => {
  const parameters = 'Parameters: { Position: { Type: String } }';
  const text = app('EventSourceArn: !ImportValue Source, StartingPosition: !Ref Position', parameters);
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"13:70 undecided Reads: what it reads from is known only at deployment"`,
  );
});

test('in one branch', () => {
  const conditions = 'Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }';
  const config = '!If [IsProd, { OnFailure: { Destination: !GetAtt Failed.Arn } }, !Ref AWS::NoValue]';
  expect(lint(rule, app(`${stream}, DestinationConfig: ${config}`, conditions))).toMatchInlineSnapshot(`
    "13:192 warning Reads has no DestinationConfig.OnFailure.Destination, so records that keep failing are skipped in the end, and nobody learns which [event-source-failure-destination]
            Properties: { FunctionName: worker, StartingPosition: LATEST, EventSourceArn: !GetAtt Clicks.Arn, DestinationConfig: !If [IsProd, { OnFailure: { Destination: !GetAtt Failed.Arn } }, !Ref AWS::NoValue] }
                                                                                                                                                                                                       ~~~~~~~~~~~~ nowhere for records that fail
      help: set DestinationConfig.OnFailure.Destination to the ARN of a queue, a topic or a bucket
      4:3 its records come from here
      when IsProd is false"
  `);
});

test('events of SAM', () => {
  expect(lint(rule, sam('Kinesis', 'Stream: !Ref Arn, StartingPosition: LATEST'))).toMatchInlineSnapshot(`
    "10:9 warning the mapping of event Source of Worker has no DestinationConfig.OnFailure.Destination, so records that keep failing are skipped in the end, and nobody learns which [event-source-failure-destination]
                Source: { Type: Kinesis, Properties: { Stream: !Ref Arn, StartingPosition: LATEST } }
                ~~~~~~ nowhere for records that fail
      help: set DestinationConfig.OnFailure.Destination to the ARN of a queue, a topic or a bucket"
  `);
  const to = 'DestinationConfig: { OnFailure: { Type: SQS, Destination: !Ref Arn } }';
  expect(lint(rule, sam('DynamoDB', `Stream: !Ref Arn, StartingPosition: LATEST, ${to}`), { undecided: true })).toBe(
    '',
  );
  const kafka =
    'KafkaBootstrapServers: [a:9092], Topics: [clicks], SourceAccessConfigurations: [{ Type: BASIC_AUTH, URI: x }]';
  expect(lint(rule, sam('SelfManagedKafka', `${kafka}, StartingPosition: LATEST`))).toContain(
    'of event Source of Worker has no',
  );
  expect(lint(rule, sam('SQS', 'Queue: !Ref Arn'), { undecided: true })).toBe('');
});

test('only some kinds', () => {
  const options = { kinds: ['dynamodb'] };
  expect(lint(rule, app(stream), { options, undecided: true })).toBe('');
  const imported = app('StartingPosition: LATEST, EventSourceArn: !ImportValue Stream');
  expect(lint(rule, imported, { options, undecided: true })).toMatchInlineSnapshot(
    `"13:96 undecided Reads: what it reads from is known only at deployment"`,
  );
});

test('a plan', () => {
  const planned = (config: readonly Arguments[]) =>
    plan({
      'aws_kinesis_stream.clicks': { name: 'clicks' },
      'aws_lambda_event_source_mapping.reads': {
        function_name: 'worker',
        event_source_arn: ref('aws_kinesis_stream.clicks.arn'),
        starting_position: 'LATEST',
        destination_config: config,
      },
    });
  expect(lint(rule, planned([]), { path: 'plan.json' })).toContain(
    'aws_lambda_event_source_mapping.reads has no destination_config.on_failure.destination_arn',
  );
  const given = [{ on_failure: [{ destination_arn: 'arn:aws:sqs:eu-west-1:111122223333:failed' }] }];
  expect(lint(rule, planned(given), { path: 'plan.json', undecided: true })).toBe('');
});
