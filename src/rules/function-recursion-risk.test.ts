import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './function-recursion-risk.js';

/** A function with some policies and something that invokes it. */
const template = (policies: string, event: string, more = '') => `
Transform: AWS::Serverless-2016-10-31
Parameters: { Name: { Type: String }, Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      ${more}
      Policies: ${policies}
      Events:
        Work: ${event}
  Photos: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub '\${Name}-photos' } }
  Jobs: { Type: AWS::SQS::Queue }
  News: { Type: AWS::SNS::Topic }
  Clicks: { Type: AWS::Kinesis::Stream }
  Orders: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }
`;
const allow = (actions: string, resource: string, more = '') =>
  `[{ Statement: [{ Effect: Allow, Action: ${actions}, Resource: ${resource}${more} }] }]`;
const uploaded = (more = '') =>
  `{ Type: S3, Properties: { Bucket: !Ref Photos, Events: 's3:ObjectCreated:*'${more} } }`;
const queued = (more = '') => `{ Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn${more} } }`;
const told = '{ Type: SNS, Properties: { Topic: !Ref News } }';
const clicked = '{ Type: Kinesis, Properties: { Stream: !GetAtt Clicks.Arn, StartingPosition: LATEST } }';
const changed = '{ Type: DynamoDB, Properties: { Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST } }';

test('a bucket that it is told of', () => {
  expect(lint(rule, template("[{ S3CrudPolicy: { BucketName: !Sub '${Name}-photos' } }]", uploaded())))
    .toMatchInlineSnapshot(`
    "11:20 warning Worker may put objects into Photos and is invoked for each new one, so code that does it by mistake calls itself in a circle until Lambda stops it [function-recursion-risk]
              Policies: [{ S3CrudPolicy: { BucketName: !Sub '\${Name}-photos' } }]
                           ~~~~~~~~~~~~ writes to what invokes it
      help: take s3:PutObject on Photos away from it, let it write to another bucket, or set a filter between the two
      13:9 Photos invokes Worker"
  `);
});

test('all other things that invoke a function', () => {
  const first = (text: string) => lint(rule, text).split('\n')[0];
  expect([
    first(template(allow('sqs:SendMessage', '!GetAtt Jobs.Arn'), queued())),
    first(template(allow('sns:Publish', '!Ref News'), told)),
    first(template(allow('kinesis:PutRecords', '!GetAtt Clicks.Arn'), clicked)),
    first(template(allow("'dynamodb:*'", '!GetAtt Orders.Arn'), changed)),
    first(template('[{ DynamoDBWritePolicy: { TableName: orders } }]', changed)),
    first(template(allow('s3:PutObject', "!Sub '${Photos.Arn}/small/*'"), uploaded())),
  ]).toMatchInlineSnapshot(`
    [
      "11:57 info Worker may send messages to Jobs and is invoked with each of them, so code that does it by mistake calls itself in a circle until Lambda stops it [function-recursion-risk]",
      "11:57 warning Worker may publish to News and is invoked with each message, so code that does it by mistake calls itself in a circle until Lambda stops it [function-recursion-risk]",
      "11:57 info Worker may write to Clicks and is invoked with each record, so code that does it by mistake calls itself in a circle, which Lambda does not notice [function-recursion-risk]",
      "11:57 info Worker may write to Orders and is invoked for each change, so code that does it by mistake calls itself in a circle, which Lambda does not notice [function-recursion-risk]",
      "11:20 info Worker may write to Orders and is invoked for each change, so code that does it by mistake calls itself in a circle, which Lambda does not notice [function-recursion-risk]",
      "11:57 warning Worker may put objects into Photos and is invoked for each new one, so code that does it by mistake calls itself in a circle until Lambda stops it [function-recursion-risk]",
    ]
  `);
});

test('every resource, with the action by its name', () => {
  expect(lint(rule, template(allow("['s3:GetObject', 's3:PutObject']", "'*'"), uploaded()))).toMatchInlineSnapshot(`
    "11:74 warning Worker may put objects into Photos and is invoked for each new one, so code that does it by mistake calls itself in a circle until Lambda stops it [function-recursion-risk]
              Policies: [{ Statement: [{ Effect: Allow, Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' }] }]
                                                                                 ~~~~~~~~~~~~~~ writes to what invokes it
      help: name what it writes to in Resource: a bucket other than Photos
      13:9 Photos invokes Worker"
  `);
});

test.each([
  ['all of a service on every resource', allow("'s3:*'", "'*'"), uploaded()],
  ['an administrator', allow("'*'", "'*'"), uploaded()],
  ['reading', '[{ S3ReadPolicy: { BucketName: !Ref Photos } }]', uploaded()],
  ['another bucket', '[{ S3CrudPolicy: { BucketName: !Ref Name } }]', uploaded()],
  ['the bucket, but not what is in it', allow('s3:PutObject', '!GetAtt Photos.Arn'), uploaded()],
  ['a folder of another bucket', allow('s3:PutObject', "!Sub 'arn:aws:s3:::${Name}/photos/*'"), uploaded()],
  ['told of what is gone', allow("'s3:*'", "!Sub '${Photos.Arn}/*'"), uploaded().replace('Created', 'Removed')],
  ['what deletes, told of what is new', allow('s3:DeleteObject', "!Sub '${Photos.Arn}/*'"), uploaded()],
  [
    'a filter',
    allow('s3:PutObject', "!Sub '${Photos.Arn}/*'"),
    uploaded(', Filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }] } }'),
  ],
  [
    'a filter of a queue',
    allow('sqs:SendMessage', '!GetAtt Jobs.Arn'),
    queued(", FilterCriteria: { Filters: [{ Pattern: '{}' }] }"),
  ],
  ['taking messages', '[{ SQSPollerPolicy: { QueueName: !GetAtt Jobs.QueueName } }]', queued()],
  [
    'denied',
    `[{ Statement: [{ Effect: Allow, Action: 'sqs:*', Resource: !GetAtt Jobs.Arn }, { Effect: Deny, Action: 'sqs:Send*', Resource: '*' }] }]`,
    queued(),
  ],
  ['the stream of a table', allow('dynamodb:GetRecords', '!GetAtt Orders.StreamArn'), changed],
  ['another topic', allow('sns:Publish', 'arn:aws:sns:eu-west-1:111122223333:other'), told],
])('passes: %s', (_, policies, event) => {
  expect(lint(rule, template(policies, event), { undecided: true })).toBe('');
});

test('a function that is meant to loop, and one that is listed', () => {
  const policies = allow('sqs:SendMessage', '!GetAtt Jobs.Arn');
  expect(lint(rule, template(policies, queued(), 'RecursiveLoop: Allow'), { undecided: true })).toBe('');
  const text = template(policies, queued());
  expect(lint(rule, text, { options: { ignore: [{ function: 'Work*', source: 'Jobs' }] } })).toBe('');
  expect(lint(rule, text, { options: { ignore: [{ function: 'Worker', source: 'Other' }] } })).toContain(
    'Worker may send',
  );
});

test('what only the deployment knows is not guessed at', () => {
  const undecided = (policies: string) => lint(rule, template(policies, queued()), { undecided: true });
  expect(undecided(allow('sqs:SendMessage', '!Ref Name'))).toMatchInlineSnapshot(
    `"11:57 undecided Worker: \${Name} is known only at deployment"`,
  );
  expect(
    undecided(
      allow('sqs:SendMessage', '!GetAtt Jobs.Arn', ", Condition: { StringEquals: { 'aws:SourceVpc': vpc-1 } }"),
    ),
  ).toMatchInlineSnapshot(
    `"11:57 undecided Worker: it can't be told whether the condition on aws:SourceVpc keeps it from that"`,
  );
  expect(undecided('[!ImportValue policy]')).toMatchInlineSnapshot(
    `"11:31 undecided Worker: imported from another stack"`,
  );
});

test('a role that is made elsewhere is not judged here', () => {
  const text = template(allow('sqs:SendMessage', '!GetAtt Jobs.Arn'), queued(), 'Role: !ImportValue role');
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('only in the branch that is wrong, and says when', () => {
  const policies = allow('!If [IsProd, sqs:ReceiveMessage, sqs:SendMessage]', '!GetAtt Jobs.Arn');
  expect(lint(rule, template(policies, queued()))).toContain('when IsProd is false');
});

test('through an alias, and in CloudFormation', () => {
  const sam = template(allow('sqs:SendMessage', '!GetAtt Jobs.Arn'), queued(), 'AutoPublishAlias: live');
  expect(lint(rule, sam)).toContain('Worker may send messages to Jobs');
  const text = `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }] }
      Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: sns:Publish, Resource: !Ref News }] } }]
  Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }
  News: { Type: AWS::SNS::Topic, Properties: { Subscription: [{ Protocol: lambda, Endpoint: !GetAtt Worker.Arn }] } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "7:90 warning Worker may publish to News and is invoked with each message, so code that does it by mistake calls itself in a circle until Lambda stops it [function-recursion-risk]
              Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: sns:Publish, Resource: !Ref News }] } }]
                                                                                                 ~~~~~~~~~~~ writes to what invokes it
      help: take sns:Publish on News away from it, let it write to another topic, or set a filter between the two
      9:63 News invokes Worker"
  `);
});
