import { describe, expect, test } from 'vitest';
import { printResources, resourceOf, sourceOf, templateOf } from '../../../../test/support/parse.js';
import { printNode } from '../../../../test/support/print-node.js';
import type { Template } from '../../../template/template.js';

const sam = (events: string, more = '', type = 'Function'): Template =>
  templateOf(`Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::${type}
    Properties:
      ${type === 'Function' ? '{ Handler: a.b, Runtime: nodejs22.x, CodeUri: ., Role: arn:r, Events:' : '{ Definition: { StartAt: A }, Role: arn:r, Events:'} { ${events} } }
${more}`);

/** All resources but the owner of the event and those that the test put in. */
const made = (template: Template, ...known: readonly string[]): string =>
  printResources({
    ...template,
    resources: template.resources.filter(({ address }) => !['Fn', ...known].includes(address)),
  });

describe('events of a function', () => {
  test('SQS: a mapping in the user’s words, at the key of the event', () => {
    const template = sam('Jobs: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn, BatchSize: 5 } }');
    expect(made(template)).toBe(
      'FnJobs AWS::Lambda::EventSourceMapping {FunctionName: @Fn, EventSourceArn: @Q.Arn, BatchSize: 5}',
    );
    const mapping = resourceOf(template, 'FnJobs');
    expect(sourceOf(mapping)).toBe('Jobs');
    expect(mapping.origin?.label).toBe('the mapping of event Jobs of Fn');
    expect(mapping.properties.entries.get('EventSourceArn')?.value.word).toBe('Queue');
  });

  test('SNS: a subscription and a permission', () => {
    expect(made(sam('N: { Type: SNS, Properties: { Topic: !Ref T } }'))).toMatchInlineSnapshot(`
      "FnNPermission AWS::Lambda::Permission {Action: "lambda:InvokeFunction", FunctionName: @Fn, Principal: "sns.amazonaws.com", SourceArn: @T}
      FnN AWS::SNS::Subscription {Protocol: "lambda", Endpoint: @Fn.Arn, TopicArn: @T}"
    `);
  });

  test('SNS: through a queue', () => {
    expect(made(sam('N: { Type: SNS, Properties: { Topic: !Ref T, SqsSubscription: true } }'))).toMatchInlineSnapshot(`
      "FnNQueue AWS::SQS::Queue {}
      FnNQueuePolicy AWS::SQS::QueuePolicy {PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: @FnNQueue.Arn, Condition: {ArnEquals: {aws:SourceArn: @T}}}]}, Queues: [@FnNQueue]}
      FnN AWS::SNS::Subscription {Protocol: "sqs", Endpoint: @FnNQueue.Arn, TopicArn: @T}
      FnNEventSourceMapping AWS::Lambda::EventSourceMapping {FunctionName: @Fn, EventSourceArn: @FnNQueue.Arn, BatchSize: 10, Enabled: true}"
    `);
  });

  test('S3: the bucket gets the notification and waits for the permission', () => {
    const bucket = '  B: { Type: AWS::S3::Bucket, Properties: { BucketName: b } }';
    const template = sam('U: { Type: S3, Properties: { Bucket: !Ref B, Events: s3:ObjectCreated:* } }', bucket);
    expect(made(template)).toMatchInlineSnapshot(`
      "FnUPermission AWS::Lambda::Permission {Action: "lambda:InvokeFunction", FunctionName: @Fn, Principal: "s3.amazonaws.com", SourceAccount: $AWS::AccountId}
      B AWS::S3::Bucket {BucketName: "b", NotificationConfiguration: {LambdaConfigurations: [{Function: @Fn.Arn, Event: "s3:ObjectCreated:*"}]}}"
    `);
    expect(printNode(resourceOf(template, 'B').attributes.get('DependsOn')?.value)).toBe('["FnUPermission"]');
  });

  test('a schedule with a dead-letter queue of its own', () => {
    const template = sam(
      'S: { Type: Schedule, Properties: { Schedule: rate(1 day), Enabled: false, DeadLetterConfig: { Type: SQS } } }',
    );
    expect(made(template, 'FnSQueuePolicy')).toMatchInlineSnapshot(`
      "FnSQueue AWS::SQS::Queue {}
      FnS AWS::Events::Rule {ScheduleExpression: "rate(1 day)", State: "DISABLED", Targets: [{Arn: @Fn.Arn, Id: "FnSLambdaTarget", DeadLetterConfig: {Arn: @FnSQueue.Arn}}]}
      FnSPermission AWS::Lambda::Permission {Action: "lambda:InvokeFunction", FunctionName: @Fn, Principal: "events.amazonaws.com", SourceArn: @FnS.Arn}"
    `);
  });

  test('what SAM refuses is reported, and nothing is made of it', () => {
    const template = sam(
      'A: { Type: Nope }, B: { Type: SQS }, C: { Type: S3, Properties: { Bucket: b, Events: e } }, D: 7, E: { Type: SQS, Properties: [] }',
    );
    expect(made(template)).toBe('');
    expect(template.problems.map(({ message }) => message.replace(/ of Fn/, ''))).toMatchInlineSnapshot(`
      [
        "Event A has unknown Type Nope",
        "Event D has no Type",
        "Properties of event E have to be a map",
        "Event B needs Queue",
        "Event C has to name a bucket of this template by Ref",
      ]
    `);
  });
});

test('a state machine is started by a role of the event', () => {
  const template = sam('S: { Type: EventBridgeRule, Properties: { Pattern: { source: [x] } } }', '', 'StateMachine');
  expect(made(template)).toMatchInlineSnapshot(`
    "FnS AWS::Events::Rule {EventPattern: {source: ["x"]}, Targets: [{Arn: @Fn, Id: "FnSStepFunctionsTarget", RoleArn: @FnSRole.Arn}]}
    FnSRole AWS::IAM::Role {AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: [{Effect: "Allow", Principal: {Service: ["events.amazonaws.com"]}, Action: ["sts:AssumeRole"]}]}, Policies: [{PolicyName: "FnSRoleStartExecutionPolicy", PolicyDocument: {Statement: [{Effect: "Allow", Action: "states:StartExecution", Resource: @Fn}]}}]}"
  `);
});

test('a connector makes a policy for the role that the function has', () => {
  const template = templateOf(`Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Handler: a.b, Runtime: nodejs22.x, CodeUri: . }
    Connectors: { ToTopic: { Properties: { Destination: { Id: T }, Permissions: [Write] } } }
  T: { Type: AWS::SNS::Topic }`);
  expect(made(template, 'FnRole', 'T')).toMatchInlineSnapshot(
    `"FnToTopicPolicy AWS::IAM::ManagedPolicy {PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: "Allow", Action: ["sns:Publish"], Resource: [@T]}]}, Roles: [@FnRole]}"`,
  );
  expect(sourceOf(resourceOf(template, 'FnToTopicPolicy'))).toBe('ToTopic');
});
