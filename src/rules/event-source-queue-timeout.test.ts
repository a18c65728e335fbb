import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan, ref } from '../../test/support/plan.js';
import rule from './event-source-queue-timeout.js';

/** A function that reads from a queue, each with some properties. */
const app = (queue: string, fn: string, more = '', mapping = '') => `
${more}
Resources:
  Jobs: { Type: AWS::SQS::Queue, Properties: { ${queue} } }
  Worker: { Type: AWS::Lambda::Function, Properties: { ${fn} } }
  Reads:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !Ref Worker, EventSourceArn: !GetAtt Jobs.Arn${mapping} }
`;

/** The same by SAM. */
const sam = (queue: string, fn: string, more = '', event = '') => `
Transform: AWS::Serverless-2016-10-31
${more}
Resources:
  Jobs: { Type: AWS::SQS::Queue, Properties: { ${queue} } }
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      ${fn}
      Events:
        Job: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn${event} } }
`;

test('six times the timeout will do, and so do the defaults', () => {
  expect(lint(rule, app('VisibilityTimeout: 180', 'Timeout: 30'), { undecided: true })).toBe('');
  expect(lint(rule, app('', 'Timeout: 5'), { undecided: true })).toBe('');
  expect(lint(rule, app('VisibilityTimeout: 18', ''), { undecided: true })).toBe('');
  expect(lint(rule, app('', ''), { undecided: true })).toBe('');
});

test('what Lambda refuses', () => {
  expect(lint(rule, app('VisibilityTimeout: 20', 'Timeout: 60'))).toMatchInlineSnapshot(`
    "4:67 error Jobs hides a message for 20 s, less than the 60 s that Worker may run, so Lambda refuses to read from it [event-source-queue-timeout]
          Jobs: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 20 } }
                                                                          ~~ shorter than a run
      help: set VisibilityTimeout to 360 or more, or shorten Timeout of Worker
      5:65 Worker may run for 60 s
      6:3 Worker reads from it"
  `);
  expect(lint(rule, sam('', 'Timeout: 31'))).toMatchInlineSnapshot(`
    "5:3 error Jobs hides a message for 30 s, the default without VisibilityTimeout, less than the 31 s that Worker may run, so Lambda refuses to read from it [event-source-queue-timeout]
          Jobs: { Type: AWS::SQS::Queue, Properties: {  } }
          ~~~~ shorter than a run
      help: set VisibilityTimeout to 186 or more, or shorten Timeout of Worker
      10:16 Worker may run for 31 s
      12:9 Worker reads from it"
  `);
});

test('less than the factor', () => {
  expect(lint(rule, app('VisibilityTimeout: 60', 'Timeout: 60'))).toMatchInlineSnapshot(`
    "4:67 warning Jobs hides a message for 60 s, less than 6 times the 60 s that Worker may run, so a message may be handed out again while Lambda still tries to have it worked on [event-source-queue-timeout]
          Jobs: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
                                                                          ~~ less than 360 s
      help: set VisibilityTimeout to 360 or more
      5:65 Worker may run for 60 s
      6:3 Worker reads from it"
  `);
  expect(lint(rule, app('VisibilityTimeout: 10', ''))).toMatchInlineSnapshot(`
    "4:67 warning Jobs hides a message for 10 s, less than 6 times the 3 s that Worker may run, so a message may be handed out again while Lambda still tries to have it worked on [event-source-queue-timeout]
          Jobs: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 10 } }
                                                                          ~~ less than 18 s
      help: set VisibilityTimeout to 18 or more
      5:3 Worker may run for 3 s by default
      6:3 Worker reads from it"
  `);
});

test('another factor', () => {
  const found = (hidden: number, factor: number) =>
    lint(rule, app(`VisibilityTimeout: ${String(hidden)}`, 'Timeout: 30'), { options: { factor }, undecided: true });
  expect(found(60, 2)).toBe('');
  expect(found(59, 2)).toContain('less than 2 times the 30 s');
  expect(found(30, 1)).toBe('');
  expect(found(29, 1)).toContain('so Lambda refuses to read from it');
});

test('the time for which messages are gathered comes on top', () => {
  const gathered = (hidden: number, window: string, more = '') =>
    lint(
      rule,
      app(`VisibilityTimeout: ${String(hidden)}`, 'Timeout: 30', more, `, MaximumBatchingWindowInSeconds: ${window}`),
      { undecided: true },
    );
  expect(gathered(190, '10')).toBe('');
  expect(gathered(180, '10')).toMatchInlineSnapshot(`
    "4:67 warning Jobs hides a message for 180 s, less than 6 times the 30 s that Worker may run plus the 10 s for which its messages are gathered, so a message may be handed out again while Lambda still tries to have it worked on [event-source-queue-timeout]
          Jobs: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 180 } }
                                                                          ~~~ less than 190 s
      help: set VisibilityTimeout to 190 or more
      5:65 Worker may run for 30 s
      6:3 Worker reads from it"
  `);
  const given = 'Parameters: { Window: { Type: Number } }';
  expect(gathered(180, '!Ref Window', given)).toMatchInlineSnapshot(
    `"8:117 undecided Reads: MaximumBatchingWindowInSeconds: Window is given at deployment"`,
  );
  expect(gathered(179, '!Ref Window', given)).toContain('help: set VisibilityTimeout to 180 or more');
});

test('Globals, a default and a branch', () => {
  const globals = 'Globals: { Function: { Timeout: 60 } }';
  expect(lint(rule, sam('VisibilityTimeout: 300', 'Runtime: python3.13', globals))).toMatchInlineSnapshot(`
    "5:67 warning Jobs hides a message for 300 s, less than 6 times the 60 s that Worker may run, so a message may be handed out again while Lambda still tries to have it worked on [event-source-queue-timeout]
          Jobs: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 300 } }
                                                                          ~~~ less than 360 s
      help: set VisibilityTimeout to 360 or more
      3:33 Worker may run for 60 s
      12:9 Worker reads from it"
  `);
  const parameters = 'Parameters: { Seconds: { Type: Number, Default: 60 } }';
  expect(lint(rule, app('VisibilityTimeout: 300', 'Timeout: !Ref Seconds', parameters))).toMatchInlineSnapshot(`
    "4:67 warning Jobs hides a message for 300 s, less than 6 times the 60 s that Worker may run, so a message may be handed out again while Lambda still tries to have it worked on [event-source-queue-timeout]
          Jobs: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 300 } }
                                                                          ~~~ less than 360 s
      help: set VisibilityTimeout to 360 or more
      5:70 Worker may run for 60 s
      6:3 Worker reads from it
      when Seconds keeps its default"
  `);
  const conditions = 'Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }';
  expect(lint(rule, app('VisibilityTimeout: !If [IsProd, 300, !Ref AWS::NoValue]', 'Timeout: 50', conditions)))
    .toMatchInlineSnapshot(`
    "4:90 error Jobs hides a message for 30 s, the default without VisibilityTimeout, less than the 50 s that Worker may run, so Lambda refuses to read from it [event-source-queue-timeout]
          Jobs: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: !If [IsProd, 300, !Ref AWS::NoValue] } }
                                                                                                 ~~~~~~~~~~~~ shorter than a run
      help: set VisibilityTimeout to 300 or more, or shorten Timeout of Worker
      5:65 Worker may run for 50 s
      6:3 Worker reads from it
      when IsProd is false"
  `);
});

test('what only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Seconds: { Type: Number }, Arn: { Type: String } }';
  expect(lint(rule, app('VisibilityTimeout: !Ref Seconds', '', parameters), { undecided: true })).toMatchInlineSnapshot(
    `"4:72 undecided Reads: VisibilityTimeout: Seconds is given at deployment"`,
  );
  expect(lint(rule, app('', 'Timeout: !Ref Seconds', parameters), { undecided: true })).toMatchInlineSnapshot(
    `"5:70 undecided Reads: Timeout: Seconds is given at deployment"`,
  );
  const other = app('', '', parameters).replace('!GetAtt Jobs.Arn', '!Ref Arn');
  expect(lint(rule, other, { undecided: true })).toMatchInlineSnapshot(
    `"8:67 undecided Reads: EventSourceArn: Arn is given at deployment"`,
  );
  const literal = app('', '').replace('!GetAtt Jobs.Arn', 'arn:aws:sqs:eu-west-1:111122223333:jobs');
  expect(lint(rule, literal, { undecided: true })).toMatchInlineSnapshot(
    `"8:62 undecided Reads: arn:aws:sqs:eu-west-1:111122223333:jobs is not declared in this template"`,
  );
  const elsewhere = app('', '').replace('!Ref Worker', 'worker');
  expect(lint(rule, elsewhere, { undecided: true })).toMatchInlineSnapshot(
    `"8:33 undecided Reads: worker is not declared in this template"`,
  );
});

test('a function by its alias', () => {
  const text = app('', 'Timeout: 60').replace('FunctionName: !Ref Worker', 'FunctionName: !Ref Live');
  const alias =
    '  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Worker, FunctionVersion: "1" } }\n';
  expect(lint(rule, text + alias)).toContain('less than the 60 s that Worker may run, so Lambda refuses');
  expect(lint(rule, sam('', 'Timeout: 60\n      AutoPublishAlias: live'))).toContain('so Lambda refuses');
});

test('a queue that SAM makes', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Topic: { Type: AWS::SNS::Topic }
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Timeout: 20
      Events:
        Job: { Type: SNS, Properties: { Topic: !Ref Topic, SqsSubscription: true } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "11:9 warning the queue of event Job of Worker hides a message for 30 s, the default without VisibilityTimeout, less than 6 times the 20 s that Worker may run, so a message may be handed out again while Lambda still tries to have it worked on [event-source-queue-timeout]
                Job: { Type: SNS, Properties: { Topic: !Ref Topic, SqsSubscription: true } }
                ~~~ less than 120 s
      help: make a queue of your own with VisibilityTimeout 120 or more, and name it where Worker has this one made
      9:16 Worker may run for 20 s
      11:9 Worker reads from it"
  `);
});

test('a queue without a mapping, and sources of other kinds', () => {
  expect(lint(rule, 'Resources: { Jobs: { Type: AWS::SQS::Queue } }', { undecided: true })).toBe('');
  const from = (arn: string, more = '') =>
    app('', 'Timeout: 60', 'Parameters: { Arn: { Type: String } }', more).replace('!GetAtt Jobs.Arn', arn) +
    '  Clicks: { Type: AWS::Kinesis::Stream }\n';
  expect(lint(rule, from('!GetAtt Clicks.Arn'), { undecided: true })).toBe('');
  expect(lint(rule, from('arn:aws:kinesis:eu-west-1:111122223333:stream/s'), { undecided: true })).toBe('');
  expect(lint(rule, from('!Ref Arn', ', StartingPosition: LATEST'), { undecided: true })).toBe('');
  expect(lint(rule, from('!Ref AWS::NoValue', ', Topics: [clicks]'), { undecided: true })).toBe('');
});

test('a plan', () => {
  const planned = (hidden: number) =>
    plan({
      'aws_sqs_queue.jobs': { name: 'jobs', visibility_timeout_seconds: hidden },
      'aws_lambda_function.worker': { function_name: 'worker', timeout: 60 },
      'aws_lambda_event_source_mapping.reads': {
        function_name: ref('aws_lambda_function.worker.arn'),
        event_source_arn: ref('aws_sqs_queue.jobs.arn'),
      },
    });
  expect(lint(rule, planned(30), { path: 'plan.json' })).toContain(
    'aws_sqs_queue.jobs hides a message for 30 s, less than the 60 s that aws_lambda_function.worker may run',
  );
  expect(lint(rule, planned(360), { path: 'plan.json', undecided: true })).toBe('');
});

test('a plan that does not tell which source is meant', () => {
  const text = plan({
    'aws_sqs_queue.jobs': { name: 'jobs' },
    'aws_kinesis_stream.clicks': { name: 'clicks' },
    'aws_lambda_function.worker': { function_name: 'worker', timeout: 60 },
    'aws_lambda_event_source_mapping.reads': {
      function_name: ref('aws_lambda_function.worker.arn'),
      event_source_arn: ref('aws_sqs_queue.jobs.arn'),
    },
  });
  const either = text.replace(
    /"aws_sqs_queue\.jobs"(?=\s*\])/,
    '"aws_sqs_queue.jobs", "aws_kinesis_stream.clicks.arn", "aws_kinesis_stream.clicks"',
  );
  expect(lint(rule, either, { path: 'plan.json', undecided: true })).toMatchInlineSnapshot(
    `"plan.json:88:31 undecided aws_lambda_event_source_mapping.reads: event_source_arn: which it is of aws_sqs_queue.jobs, aws_kinesis_stream.clicks is known only at deployment"`,
  );
});
