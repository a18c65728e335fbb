import { expect, test } from 'vitest';
import rule from './resource-policy-confused-deputy.js';
import { lint } from '../../test/support/lint.js';

const policy = (statement: string, kind = 'SQS::Queue') => `
Parameters: { Word: { Type: String } }
Conditions: { IsOpen: !Equals [!Ref 'AWS::StackName', open] }
Resources:
  Target: { Type: AWS::${kind} }
  Policy:
    Type: AWS::${kind}Policy
    Properties:
      Queues: [!Ref Target]
      PolicyDocument: { Statement: [{ Effect: Allow, Action: sqs:SendMessage, Resource: '*', ${statement} }] }
`;

test('a service that may come for anybody', () => {
  expect(lint(rule, policy('Principal: { Service: sns.amazonaws.com }'))).toMatchInlineSnapshot(`
    "10:116 warning Policy allows sqs:SendMessage to sns.amazonaws.com for any account, so others can have it done through that service [resource-policy-confused-deputy]
              PolicyDocument: { Statement: [{ Effect: Allow, Action: sqs:SendMessage, Resource: '*', Principal: { Service: sns.amazonaws.com } }] }
                                                                                                                           ~~~~~~~~~~~~~~~~~ for any account
      help: add a condition on the ARN of the source, or on aws:SourceAccount"
  `);
  const idle = "Principal: { Service: sns.amazonaws.com }, Condition: { ArnLike: { aws:SourceArn: '*' } }";
  expect(lint(rule, policy(idle))).toContain('for any account');
  expect(lint(rule, policy('Principal: { Service: events.amazonaws.com }'))).toContain('for any account');
});

test.each([
  'Principal: { Service: sns.amazonaws.com }, Condition: { ArnEquals: { aws:SourceArn: !Ref Word } }',
  'Principal: { Service: s3.amazonaws.com }, Condition: { StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }',
  'Principal: { Service: sns.amazonaws.com }, Condition: { StringEquals: { aws:SourceOrgID: o-abcdef1234 } }',
  "Principal: { Service: ses.amazonaws.com }, Condition: { StringEquals: { aws:Referer: '123456789012' } }",
  'Principal: { Service: ses.amazonaws.com }, Condition: { StringEquals: { AWS:Referer: !Ref AWS::AccountId } }',
  'Principal: { Service: unheard-of.amazonaws.com }',
  "Principal: { AWS: '123456789012' }",
  "Principal: '*'",
])('says for whom, or is not judged: %s', (statement) => {
  expect(lint(rule, policy(statement), { undecided: true })).toBe('');
});

test.each([
  "ses.amazonaws.com }, Condition: { StringLike: { aws:Referer: '*' } }",
  'ses.amazonaws.com }, Condition: { StringNotEquals: { aws:Referer: !Ref AWS::AccountId } }',
  'sns.amazonaws.com }, Condition: { StringEquals: { aws:Referer: !Ref AWS::AccountId } }',
])('a referer that is no sender of mail: %s', (statement) => {
  expect(lint(rule, policy(`Principal: { Service: ${statement}`))).toContain('for any account');
});

test('EventBridge cannot have a condition on a topic, nor on the key of one', () => {
  expect(lint(rule, policy('Principal: { Service: events.amazonaws.com }', 'SNS::Topic'))).toBe('');
  const key = (service: string): string => `
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy: { Statement: [{ Effect: Allow, Action: 'kms:Decrypt', Resource: '*', Principal: { Service: ${service} } }] }
`;
  expect(lint(rule, key('events.amazonaws.com'), { undecided: true })).toBe('');
  expect(lint(rule, key('cloudwatch.amazonaws.com'))).toContain('the resource policy of Key allows kms:Decrypt');
  expect(lint(rule, policy('Principal: { Service: s3.amazonaws.com }', 'SNS::Topic'))).toContain('s3.amazonaws.com');
});

const bucket = (resource: string, more = '', action = '[s3:GetBucketAcl, s3:PutObject]') => `
Parameters: { Folder: { Type: String } }
Resources:
  Logs: { Type: AWS::S3::Bucket }
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Logs
      PolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { Service: cloudtrail.amazonaws.com }, Action: ${action}, Resource: ${resource}${more} }
`;

test('a bucket that takes the objects of any account', () => {
  expect(lint(rule, bucket("[!GetAtt Logs.Arn, !Sub '${Logs.Arn}/*']"))).toMatchInlineSnapshot(`
    "11:52 warning Policy allows s3:GetBucketAcl and s3:PutObject to cloudtrail.amazonaws.com for any account, so others can have it done through that service [resource-policy-confused-deputy]
                  - { Effect: Allow, Principal: { Service: cloudtrail.amazonaws.com }, Action: [s3:GetBucketAcl, s3:PutObject], Resource: [!GetAtt Logs.Arn, !Sub '\${Logs.Arn}/*'] }
                                                           ~~~~~~~~~~~~~~~~~~~~~~~~ for any account
      help: add a condition on the ARN of the source, or on aws:SourceAccount"
  `);
  for (const resource of ["!Sub 'arn:aws:s3:::${Logs}/trails/*'", "!Sub '${Logs.Arn}/AWSLogs/*'"])
    expect(lint(rule, bucket(resource)), resource).toContain('for any account');
  for (const resource of [
    "!Sub '${Logs.Arn}/AWSLogs/${AWS::AccountId}/*'",
    "!Sub '${Logs.Arn}/trails/AWSLogs/o-a1b2c3d4e5/*'",
    "!Sub '${Logs.Arn}/${Folder}/*'",
    '!GetAtt Logs.Arn',
  ])
    expect(lint(rule, bucket(resource), { undecided: true }), resource).toBe('');
  expect(lint(rule, bucket("!Sub '${Logs.Arn}/*'", '', 's3:GetBucketAcl'))).toBe('');
  const acl = ', Condition: { StringEquals: { s3:x-amz-acl: bucket-owner-full-control } }';
  expect(lint(rule, bucket("!Sub '${Logs.Arn}/*'", acl))).toContain('for any account');
  const source =
    ", Condition: { StringLike: { aws:SourceArn: !Sub 'arn:aws:cloudtrail:*:${AWS::AccountId}:trail/*' } }";
  expect(lint(rule, bucket("!Sub '${Logs.Arn}/*'", source))).toBe('');
});

test('the services that are judged', () => {
  const options = { services: ['unheard-of'] };
  expect(lint(rule, policy('Principal: { Service: unheard-of.amazonaws.com }'), { options })).toContain('unheard-of');
  expect(lint(rule, policy('Principal: { Service: sns.amazonaws.com }'), { options })).toBe('');
});

test('a condition that only the deployment knows', () => {
  const text = policy('Principal: { Service: sns.amazonaws.com }, Condition: !Ref Word');
  expect(lint(rule, text, { undecided: true })).toContain('undecided Policy');
});

test('only in the branch that is wrong, and says when', () => {
  const text = policy('Principal: { Service: !If [IsOpen, sns.amazonaws.com, unheard-of.amazonaws.com] }');
  expect(lint(rule, text)).toContain('when IsOpen is true');
});

test('what SAM makes for a subscribed queue, as JSON', () => {
  const text = JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic' },
      Fn: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          Events: { News: { Type: 'SNS', Properties: { Topic: { Ref: 'Topic' }, SqsSubscription: true } } },
        },
      },
    },
  });
  expect(lint(rule, text, { path: 'template.json' })).toBe('');
});

test('a queue without a policy is not judged', () => {
  expect(lint(rule, 'Resources: { Queue: { Type: AWS::SQS::Queue } }', { undecided: true })).toBe('');
});
