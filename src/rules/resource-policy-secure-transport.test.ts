import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './resource-policy-secure-transport.js';

const queue = (statement: string, more = '') => `
Parameters: { Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Jobs: { Type: AWS::SQS::Queue }
  Policy:
    Type: AWS::SQS::QueuePolicy${more}
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument: { Statement: ${statement} }
`;
const plain = 'Condition: { Bool: { aws:SecureTransport: false } }';
const deny = (action: string, more = plain, principal = "'*'") =>
  `{ Effect: Deny, Principal: ${principal}, Action: ${action}, Resource: !GetAtt Jobs.Arn, ${more} }`;

test('a queue that no policy guards', () => {
  expect(lint(rule, 'Resources: { Jobs: { Type: AWS::SQS::Queue } }')).toMatchInlineSnapshot(`
    "1:14 error Jobs has no policy that denies requests without TLS, so whoever may use it can do so over plain HTTP [resource-policy-secure-transport]
        Resources: { Jobs: { Type: AWS::SQS::Queue } }
                     ~~~~ takes plain HTTP
      help: deny sqs:* to everybody in a policy for it, with the condition that aws:SecureTransport is false"
  `);
});

test('a policy that only allows', () => {
  const allow = deny("'sqs:*'", plain.replace('false', 'true')).replace('Deny', 'Allow');
  expect(lint(rule, queue(allow))).toMatchInlineSnapshot(`
    "5:3 error Jobs has no policy that denies requests without TLS, so whoever may use it can do so over plain HTTP [resource-policy-secure-transport]
          Jobs: { Type: AWS::SQS::Queue }
          ~~~~ takes plain HTTP
      help: deny sqs:* to everybody in Policy, with the condition that aws:SecureTransport is false
      6:3 this policy does not deny it"
  `);
});

test.each([
  ['everything', deny("'sqs:*'")],
  ['what counts', deny('[sqs:SendMessage, sqs:ReceiveMessage]')],
  [
    'in text, and to all of AWS',
    deny("'*'", "Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } }", "{ AWS: '*' }"),
  ],
  ['all but some actions', deny("'sqs:GetQueueUrl'").replace('Action', 'NotAction')],
  ['not what has TLS', deny("'sqs:*'", "Condition: { StringNotEquals: { 'aws:SecureTransport': 'true' } }")],
])('one that denies requests without TLS: %s', (_, statement) => {
  expect(lint(rule, queue(statement), { undecided: true })).toBe('');
});

test.each([
  ['only to some', deny("'sqs:*'", plain, "{ AWS: '123456789012' }")],
  ['only sending', deny('sqs:SendMessage')],
  [
    'only under another condition, too',
    deny(
      "'sqs:*'",
      "Condition: { Bool: { aws:SecureTransport: false }, StringEquals: { aws:PrincipalAccount: '123456789012' } }",
    ),
  ],
  ['all but what counts', deny('sqs:SendMessage').replace('Action', 'NotAction')],
  ['what comes with TLS', deny("'sqs:*'", plain.replace('false', 'true'))],
])('one that denies too little: %s', (_, statement) => {
  expect(lint(rule, queue(statement))).toContain('Jobs has no policy that denies requests without TLS');
});

test('a topic takes no wildcard in its policy', () => {
  const topic = (policy: string) => `Resources:\n  News: { Type: AWS::SNS::Topic }\n${policy}`;
  expect(lint(rule, topic(''))).toContain('help: deny sns:Publish to everybody in a policy for it');
  const policy = `  Policy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref News]
      PolicyDocument: { Statement: { Effect: Deny, Principal: '*', Action: sns:Publish, Resource: !Ref News, ${plain} } }
`;
  expect(lint(rule, topic(policy), { undecided: true })).toBe('');
});

test('a bucket', () => {
  const bucket = (resource: string) => `
Resources:
  Files: { Type: AWS::S3::Bucket }
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Files
      PolicyDocument: { Statement: { Effect: Deny, Principal: '*', Action: 's3:*', Resource: ${resource}, ${plain} } }
`;
  expect(lint(rule, bucket("[!GetAtt Files.Arn, !Sub '${Files.Arn}/*']"), { undecided: true })).toBe('');
});

test.each([
  ['no version of TLS', "'Null': { s3:TlsVersion: true }", ''],
  ['an old version, or none', 'NumericLessThanIfExists: { s3:TlsVersion: 1.2 }', ''],
  [
    'an old version only',
    'NumericLessThan: { s3:TlsVersion: 1.2 }',
    'Files has no policy that denies requests without',
  ],
])('a bucket, by the version of TLS: %s', (_, condition, found) => {
  const text = `
Resources:
  Files: { Type: AWS::S3::Bucket, Properties: { BucketName: files } }
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: files
      PolicyDocument:
        Statement: { Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*', Condition: { ${condition} } }
`;
  const given = lint(rule, text, { undecided: true });
  expect(given === '' ? given : given.split('error ')[1]).toMatch(found === '' ? /^$/ : found);
});

test.each([
  ['Files: { Type: AWS::S3::Bucket, Properties: { BucketName: NAME } }', 'S3::BucketPolicy', 'Bucket: NAME'],
  [
    'Jobs: { Type: AWS::SQS::Queue, Properties: { QueueName: NAME } }',
    'SQS::QueuePolicy',
    "Queues: [!Sub 'https://sqs.${AWS::Region}.amazonaws.com/${AWS::AccountId}/NAME']",
  ],
])('a policy for what it names as text: %s', (resource, type, target) => {
  const text = (name: string) =>
    `
Resources:
  ${resource}
  Policy:
    Type: AWS::${type}
    Properties:
      ${target}
      PolicyDocument: { Statement: { Effect: Deny, Principal: '*', Action: '*', Resource: '*', ${plain} } }
`.replaceAll('NAME', name);
  expect(lint(rule, text('mine'), { undecided: true })).toBe('');
  if (type.startsWith('S3')) {
    expect(lint(rule, text("!Sub 'mine-${AWS::AccountId}'"), { undecided: true })).toBe('');
  }
});

test('what only the deployment knows is not guessed at', () => {
  expect(lint(rule, queue('!ImportValue statements'), { undecided: true })).toMatchInlineSnapshot(
    `"10:49 undecided Jobs: imported from another stack"`,
  );
  const key = deny("'sqs:*'", 'Condition: { Bool: { aws:SecureTransport: !ImportValue tls } }');
  expect(lint(rule, queue(key), { undecided: true })).toMatchInlineSnapshot(
    `"6:3 undecided Jobs: it can't be told whether a Deny of its policy is for requests without TLS"`,
  );
  expect(lint(rule, queue(deny('!ImportValue action')), { undecided: true })).toMatchInlineSnapshot(
    `"6:3 undecided Jobs: it can't be told whether a Deny of its policy is for requests without TLS"`,
  );
});

test('only where the policy is missing, and says when', () => {
  expect(lint(rule, queue(deny("'sqs:*'"), '\n    Condition: IsProd'))).toContain('when IsProd is false');
});

test('a queue that SAM makes', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs22.x
      Events:
        Tick: { Type: Schedule, Properties: { Schedule: rate(1 day), DeadLetterConfig: { Type: SQS } } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});
