import { expect, test } from 'vitest';
import rule from './queue-dlq.js';
import { lint } from '../../test/support/lint.js';
import { plan, ref } from '../../test/support/plan.js';

test('a queue without a dead-letter queue', () => {
  const text = `
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: { VisibilityTimeout: 60 }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "3:3 warning Jobs has no dead-letter queue, so a message that can't be worked on comes back until it expires and is lost [queue-dlq]
          Jobs:
          ~~~~ no RedrivePolicy.deadLetterTargetArn
      help: set RedrivePolicy.deadLetterTargetArn, or list it in the option exempt if nothing is lost with its messages"
  `);
});

test.each([
  ['of the template', '{ deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3 }'],
  ['elsewhere', "{ deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:123456789012:dead', maxReceiveCount: 3 }"],
  ['that is imported', '{ deadLetterTargetArn: !ImportValue dead, maxReceiveCount: 3 }'],
  ['by a policy that is a parameter', '!Ref Policy'],
  ['by a policy as JSON text', `!Sub '{"deadLetterTargetArn": "\${Dead.Arn}", "maxReceiveCount": 3}'`],
])('a dead-letter queue %s', (_, policy) => {
  const text = `
Parameters: { Policy: { Type: String } }
Resources:
  Jobs: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: ${policy} } }
  Dead: { Type: AWS::SQS::Queue, Properties: { RedriveAllowPolicy: { redrivePermission: byQueue } } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test.each(['{}', '{ maxReceiveCount: 3 }', "{ deadLetterTargetArn: '' }", '!Ref AWS::NoValue'])(
  'a policy without a target is none: %s',
  (policy) => {
    const text = `Resources: { Jobs: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: ${policy} } } }`;
    expect(lint(rule, text)).toContain('Jobs has no dead-letter queue');
  },
);

const template = (sender: string, queue = '{ Type: AWS::SQS::Queue, Properties: { QueueName: orders-dead } }') => `
Resources:
  Dead: ${queue}
${sender.replace(/^/gm, '  ')}
`;

test.each([
  ['another queue', 'Jobs: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: X } } }'],
  ['a function', 'Fn: { Type: AWS::Lambda::Function, Properties: { DeadLetterConfig: { TargetArn: X } } }'],
  [
    'asynchronous invocation',
    'C: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: f, Qualifier: $LATEST, DestinationConfig: { OnFailure: { Destination: X } } } }',
  ],
  [
    'a mapping',
    'M: { Type: AWS::Lambda::EventSourceMapping, Properties: { DestinationConfig: { OnFailure: { Destination: X } } } }',
  ],
  ['a subscription', 'S: { Type: AWS::SNS::Subscription, Properties: { RedrivePolicy: { deadLetterTargetArn: X } } }'],
  [
    'an event rule',
    'R: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !ImportValue f, DeadLetterConfig: { Arn: X } }] } }',
  ],
  ['an event bus', 'B: { Type: AWS::Events::EventBus, Properties: { DeadLetterConfig: { Arn: X } } }'],
  [
    'a schedule',
    'T: { Type: AWS::Scheduler::Schedule, Properties: { Target: { Arn: !ImportValue f, DeadLetterConfig: { Arn: X } } } }',
  ],
  [
    'a pipe from a stream',
    'P: { Type: AWS::Pipes::Pipe, Properties: { SourceParameters: { KinesisStreamParameters: { DeadLetterConfig: { Arn: X } } } } }',
  ],
  [
    'a pipe from a table',
    'P: { Type: AWS::Pipes::Pipe, Properties: { SourceParameters: { DynamoDBStreamParameters: { DeadLetterConfig: { Arn: X } } } } }',
  ],
])('the dead-letter queue of %s needs none itself', (_, sender) => {
  for (const arn of [
    '!GetAtt Dead.Arn',
    "!Sub '${Dead.Arn}'",
    "!Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Dead.QueueName}'",
    "!Join [':', [arn:aws:sqs, !Ref AWS::Region, !Ref AWS::AccountId, orders-dead]]",
    'arn:aws:sqs:eu-west-1:123456789012:orders-dead',
  ]) {
    expect(lint(rule, template(sender.replace('X', arn))), arn).not.toContain('Dead has no');
  }
});

test('a name that is put together is the same name', () => {
  const queue = "{ Type: AWS::SQS::Queue, Properties: { QueueName: !Sub '${AWS::StackName}-dead' } }";
  const arn = "!Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}-dead'";
  const sender = `Fn: { Type: AWS::Lambda::Function, Properties: { DeadLetterConfig: { TargetArn: ${arn} } } }`;
  expect(lint(rule, template(sender, queue))).toBe('');
});

test('a queue that a function works on is none', () => {
  const sender = 'M: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Dead.Arn } }';
  expect(lint(rule, template(sender))).toContain('Dead has no dead-letter queue');
});

test('a queue that takes nobody’s dead letters is none', () => {
  const queue = '{ Type: AWS::SQS::Queue, Properties: { RedriveAllowPolicy: { redrivePermission: denyAll } } }';
  expect(lint(rule, template('', queue))).toContain('Dead has no dead-letter queue');
});

test('a queue that is only called a dead-letter queue', () => {
  const queue = (id: string, name: string) =>
    lint(rule, `Resources: { ${id}: { Type: AWS::SQS::Queue, Properties: { QueueName: ${name} } } }`, {
      undecided: true,
    });
  expect(queue('OrdersDLQ', 'orders')).toMatchInlineSnapshot(
    `
    "1:14 info OrdersDLQ is a dead-letter queue by its name, but nothing in this template hands its failures to it [queue-dlq]
        Resources: { OrdersDLQ: { Type: AWS::SQS::Queue, Properties: { QueueName: orders } } }
                     ~~~~~~~~~ takes nothing here
      help: name it where the queue or function is whose failures it takes, or list it in the option exempt if that is elsewhere"
  `,
  );
  expect(queue('Failed', "!Sub '${AWS::StackName}-dead-letters'")).toContain('info Failed is a dead-letter queue');
  expect(queue('Headlines', 'headlines')).toContain('Headlines has no dead-letter queue');
});

test('only in the branch that is wrong, and says when', () => {
  const text = `
Parameters: { Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: !If
        - IsProd
        - { deadLetterTargetArn: !ImportValue dead, maxReceiveCount: 3 }
        - !Ref AWS::NoValue
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "11:16 warning Jobs has no dead-letter queue, so a message that can't be worked on comes back until it expires and is lost [queue-dlq]
                - !Ref AWS::NoValue
                       ~~~~~~~~~~~~ no RedrivePolicy.deadLetterTargetArn
      help: set RedrivePolicy.deadLetterTargetArn, or list it in the option exempt if nothing is lost with its messages
      when IsProd is false"
  `);
});

test('a dead-letter queue is one where what hands to it is deployed', () => {
  const text = `
Parameters: { Stage: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Dead: { Type: AWS::SQS::Queue }
  Fn:
    Type: AWS::Lambda::Function
    Condition: IsProd
    Properties: { DeadLetterConfig: { TargetArn: !GetAtt Dead.Arn } }
`;
  expect(lint(rule, text)).toContain('when IsProd is false');
});

test('exempt by id and by name', () => {
  const text = template('Ticks: { Type: AWS::SQS::Queue }');
  expect(lint(rule, text, { options: { exempt: ['Tick*', 'orders-*'] } })).toBe('');
});

test('queues that SAM makes', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  News: { Type: AWS::SNS::Topic }
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs22.x
      EventInvokeConfig:
        DestinationConfig:
          OnFailure: { Type: SQS }
      Events:
        Read: { Type: SNS, Properties: { Topic: !Ref News, SqsSubscription: true } }
        Tick:
          Type: Schedule
          Properties: { Schedule: rate(1 day), DeadLetterConfig: { Type: SQS } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "15:9 warning the queue of event Read of Worker has no dead-letter queue, so a message that can't be worked on comes back until it expires and is lost [queue-dlq]
                Read: { Type: SNS, Properties: { Topic: !Ref News, SqsSubscription: true } }
                ~~~~ no RedrivePolicy.deadLetterTargetArn
      help: make a queue of your own with RedrivePolicy.deadLetterTargetArn, and name it where Worker has this one made"
  `);
});

test('JSON', () => {
  const text = '{ "Resources": { "Jobs": { "Type": "AWS::SQS::Queue" } } }';
  expect(lint(rule, text, { path: 'template.json' })).toContain('Jobs has no dead-letter queue');
});

/** What is said of the one queue of a plan, where a `dynamic` block of some type has no words in the configuration. */
function hiding(block: string, resources: Parameters<typeof plan>[0]): string {
  const written = JSON.parse(plan(resources)) as {
    resource_changes: { type: string; change: { after_unknown: Record<string, unknown> } }[];
  };
  for (const { type, change } of written.resource_changes) {
    if (type !== 'aws_sqs_queue') change.after_unknown[block] = true;
  }
  return lint(rule, JSON.stringify(written), { path: 'plan.json', undecided: true });
}

test('a plan that hides where failures go leaves it open', () => {
  const said = hiding('dead_letter_config', {
    'aws_sqs_queue.failed': { name: 'failed' },
    'aws_lambda_function.f': { function_name: 'f' },
  });
  expect(said).toMatchInlineSnapshot(
    `"plan.json:1:656 undecided aws_sqs_queue.failed: known after apply: the plan does not tell what dead_letter_config is"`,
  );
});

test('also where the queue is what the function works on', () => {
  const said = hiding('destination_config', {
    'aws_sqs_queue.jobs': { name: 'jobs' },
    'aws_lambda_event_source_mapping.m': { function_name: 'f', event_source_arn: ref('aws_sqs_queue.jobs.arn') },
  });
  expect(said).toMatchInlineSnapshot(
    `"plan.json:1:698 undecided aws_sqs_queue.jobs: known after apply: the plan does not tell what destination_config is"`,
  );
});
