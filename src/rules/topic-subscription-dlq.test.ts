import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './topic-subscription-dlq.js';

const template = (subscription: string, topic = '{}') => `
Parameters: { Protocol: { Type: String }, Policy: { Type: String }, Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  News: { Type: AWS::SNS::Topic, Properties: ${topic} }
  Worker: { Type: AWS::Lambda::Function }
  Dead: { Type: AWS::SQS::Queue }
  Told: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref News, ${subscription} } }
`;
const toWorker = 'Protocol: lambda, Endpoint: !GetAtt Worker.Arn';

test('a subscription without a dead-letter queue', () => {
  expect(lint(rule, template(toWorker))).toMatchInlineSnapshot(`
    "8:3 info Told has no dead-letter queue, so a message that can't be delivered to Worker is lost [topic-subscription-dlq]
          Told: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref News, Protocol: lambda, Endpoint: !GetAtt Worker.Arn } }
          ~~~~ no RedrivePolicy.deadLetterTargetArn
      help: set RedrivePolicy.deadLetterTargetArn to the ARN of a queue that SNS may send to"
  `);
  expect(lint(rule, template(`${toWorker}, RedrivePolicy: {}`))).toContain('Told has no dead-letter queue');
});

test('an address is not shown', () => {
  const text = template("Protocol: https, Endpoint: 'https://example.com/hook?token=x'");
  expect(lint(rule, text)).toContain(
    "info Told has no dead-letter queue, so a message that can't be delivered to its subscriber",
  );
});

test.each([
  '{ deadLetterTargetArn: !GetAtt Dead.Arn }',
  "{ deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:dead' }",
  `!Sub '{"deadLetterTargetArn": "\${Dead.Arn}"}'`,
  '!Ref Policy',
])('a dead-letter queue: %s', (policy) => {
  expect(lint(rule, template(`${toWorker}, RedrivePolicy: ${policy}`), { undecided: true })).toBe('');
  const any = template(`Protocol: !Ref Protocol, Endpoint: x, RedrivePolicy: ${policy}`);
  expect(lint(rule, any, { undecided: true })).toBe('');
});

test.each(['email', 'email-json', 'sms', 'application'])('what goes to people needs none: %s', (protocol) => {
  const text = template(
    `Protocol: ${protocol}, Endpoint: someone`,
    `{ Subscription: [{ Protocol: ${protocol}, Endpoint: x }] }`,
  );
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: { protocols: [protocol] } })).toContain('Told has no dead-letter queue');
});

test('a protocol that only the deployment knows is not guessed at', () => {
  expect(lint(rule, template('Protocol: !Ref Protocol, Endpoint: x'), { undecided: true })).toMatchInlineSnapshot(
    `"8:91 undecided Told: Protocol is given at deployment"`,
  );
});

test('a subscription within a topic can have none', () => {
  const topic =
    '{ Subscription: [{ Protocol: lambda, Endpoint: !GetAtt Worker.Arn }, { Protocol: email, Endpoint: x }] }';
  expect(lint(rule, template('Protocol: email, Endpoint: x', topic))).toMatchInlineSnapshot(`
    "5:63 info News has a subscription that can have no dead-letter queue, so a message that can't be delivered to Worker is lost [topic-subscription-dlq]
          News: { Type: AWS::SNS::Topic, Properties: { Subscription: [{ Protocol: lambda, Endpoint: !GetAtt Worker.Arn }, { Protocol: email, Endpoint: x }] } }
                                                                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no dead-letter queue
      help: declare the subscription as a resource of its own, with RedrivePolicy.deadLetterTargetArn"
  `);
});

test('only in the branch that is wrong, and says when', () => {
  const policy = '!If [IsProd, { deadLetterTargetArn: !GetAtt Dead.Arn }, !Ref AWS::NoValue]';
  expect(lint(rule, template(`${toWorker}, RedrivePolicy: ${policy}`))).toMatchInlineSnapshot(`
    "8:200 info Told has no dead-letter queue, so a message that can't be delivered to Worker is lost [topic-subscription-dlq]
          Told: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref News, Protocol: lambda, Endpoint: !GetAtt Worker.Arn, RedrivePolicy: !If [IsProd, { deadLetterTargetArn: !GetAtt Dead.Arn }, !Ref AWS::NoValue] } }
                                                                                                                                                                                                               ~~~~~~~~~~~~ no RedrivePolicy.deadLetterTargetArn
      help: set RedrivePolicy.deadLetterTargetArn to the ARN of a queue that SNS may send to
      when IsProd is false"
  `);
});

test('events of functions', () => {
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
      Events:
        Read: { Type: SNS, Properties: { Topic: !Ref News } }
        Queued: { Type: SNS, Properties: { Topic: !Ref News, SqsSubscription: true } }
        Kept: { Type: SNS, Properties: { Topic: !Ref News, RedrivePolicy: { deadLetterTargetArn: !ImportValue dead } } }
`;
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
    "12:9 info the subscription of event Read of Worker has no dead-letter queue, so a message that can't be delivered to Worker is lost [topic-subscription-dlq]
                Read: { Type: SNS, Properties: { Topic: !Ref News } }
                ~~~~ no RedrivePolicy.deadLetterTargetArn
      help: set RedrivePolicy.deadLetterTargetArn to the ARN of a queue that SNS may send to
    13:9 info the subscription of event Queued of Worker has no dead-letter queue, so a message that can't be delivered to the queue of event Queued of Worker is lost [topic-subscription-dlq]
                Queued: { Type: SNS, Properties: { Topic: !Ref News, SqsSubscription: true } }
                ~~~~~~ no RedrivePolicy.deadLetterTargetArn
      help: set RedrivePolicy.deadLetterTargetArn to the ARN of a queue that SNS may send to"
  `);
});
