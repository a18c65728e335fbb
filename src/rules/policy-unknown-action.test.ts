import { expect, test } from 'vitest';
import rule from './policy-unknown-action.js';
import { lint } from '../../test/support/lint.js';

const policy = (action: string, more = 'Effect: Allow') => `
Resources:
  Rights:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement: [{ ${more}, Action: ${action}, Resource: '*' }]
`;

test('actions that there are, whatever their case, and patterns that match some', () => {
  for (const action of ["'*'", 's3:GetObject', 'S3:getobject', "'s3:Get*'", "'*:*'", "'dynamodb:*'", "'s3*:List?*'"]) {
    expect(lint(rule, policy(action), { undecided: true })).toBe('');
  }
});

test('actions that AWS writes itself, and lists nowhere', () => {
  expect(lint(rule, policy('[sns:Receive, mediaconnect:ManagedDescribeFlow]'))).toBe('');
});

test('a misspelt action', () => {
  expect(lint(rule, policy('[s3:GetObject, s3:GetObjects]'))).toMatchInlineSnapshot(`
    "8:61 warning Rights names s3:GetObjects, which there is not, so that entry allows nothing; did you mean s3:GetObject? [policy-unknown-action]
                Statement: [{ Effect: Allow, Action: [s3:GetObject, s3:GetObjects], Resource: '*' }]
                                                                    ~~~~~~~~~~~~~ no such action
      help: correct it, or put it into the option allow if AWS has added it after 2026-09-26"
  `);
});

test('a misspelt service', () => {
  expect(lint(rule, policy('dynamobd:GetItem'))).toMatchInlineSnapshot(`
    "8:46 warning Rights names dynamobd:GetItem, but no service has the prefix dynamobd, so that entry allows nothing; did you mean dynamodb:GetItem? [policy-unknown-action]
                Statement: [{ Effect: Allow, Action: dynamobd:GetItem, Resource: '*' }]
                                                     ~~~~~~~~~~~~~~~~ no such service
      help: correct it, or put it into the option allow if AWS has added it after 2026-09-26"
  `);
});

test('a pattern that matches nothing', () => {
  expect(lint(rule, policy("'lambda:Invok?Function*Sync'"))).toMatchInlineSnapshot(`
    "8:46 warning Rights names lambda:Invok?Function*Sync, which matches no action, so that entry allows nothing [policy-unknown-action]
                Statement: [{ Effect: Allow, Action: 'lambda:Invok?Function*Sync', Resource: '*' }]
                                                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no such action
      help: correct it, or put it into the option allow if AWS has added it after 2026-09-26"
  `);
});

test('a Deny that denies nothing, and an exception that is none', () => {
  expect(lint(rule, policy('s3:DeleteObjects', 'Effect: Deny'))).toContain('so that entry denies nothing');
  const text = policy('s3:DeleteObjects', 'Effect: Deny').replace('Action:', 'NotAction:');
  expect(lint(rule, text)).toContain('so that entry excepts nothing');
});

test('what is no action at all is judged elsewhere', () => {
  expect(lint(rule, policy('s3.GetObject'), { undecided: true })).toBe('');
});

test('trust policies and policies of resources', () => {
  const text = `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumesRole' }]
  Access:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument: { Statement: [{ Effect: Allow, Principal: '*', Action: 'sqs:PutMessage', Resource: '*' }] }
  Jobs: { Type: AWS::SQS::Queue }
`;
  const found = lint(rule, text);
  expect(found).toContain('the trust policy of FnRole names sts:AssumesRole');
  expect(found).toContain('Access names sqs:PutMessage');
});

test('an old name that AWS itself still writes', () => {
  const topic = `
Resources:
  Access:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref News]
      PolicyDocument: { Statement: [{ Effect: Allow, Principal: '*', Action: ['SNS:Publish', 'SNS:Receive'], Resource: '*' }] }
  News: { Type: AWS::SNS::Topic }
`;
  expect(lint(rule, topic)).toBe('');
});

test('an action that is newer than the table', () => {
  const options = { allow: ['newservice:*', 's3:GetObjects'] };
  expect(lint(rule, policy('[newservice:Do, s3:GetObjects]'), { options })).toBe('');
});

test('an action that only the deployment knows is not guessed at', () => {
  const text = `Parameters: { Verb: { Type: String } }${policy("!Sub 's3:${Verb}'")}`;
  expect(lint(rule, text)).toBe('');
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"8:51 undecided Rights: the action is known only at deployment"`,
  );
});

test('by the default of a parameter, and by branch', () => {
  const text = `Parameters: { Verb: { Type: String, Default: Fetch } }${policy("!Sub 's3:${Verb}'")}`;
  expect(lint(rule, text)).toContain('when Verb keeps its default');
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }';
  expect(lint(rule, conditions + policy('!If [IsDev, s3:Fetch, s3:GetObject]'))).toContain('when IsDev is true');
});

test('the policies of a SAM function; its templates are AWS’s own', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Policies:
        - S3CrudPolicy: { BucketName: orders }
        - Statement: [{ Effect: Allow, Action: [dynamodb:CreateItem], Resource: '*' }]
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "12:49 warning the inline policy of the role that SAM makes for Fn names dynamodb:CreateItem, which there is not, so that entry allows nothing; did you mean dynamodb:UpdateItem? [policy-unknown-action]
                - Statement: [{ Effect: Allow, Action: [dynamodb:CreateItem], Resource: '*' }]
                                                        ~~~~~~~~~~~~~~~~~~~ no such action
      help: correct it, or put it into the option allow if AWS has added it after 2026-09-26"
  `);
});

test('the trust policy of a SAM function, which is its user’s', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRoles }]
`;
  expect(lint(rule, text).split('\n')[0]).toMatchInlineSnapshot(
    `"11:92 warning the trust policy of the role that SAM makes for Fn names sts:AssumeRoles, which there is not, so that entry allows nothing; did you mean sts:AssumeRole? [policy-unknown-action]"`,
  );
});

test('in JSON', () => {
  const document = { Statement: { Effect: 'Allow', Action: 'sqs:SendMessageBatch', Resource: '*' } };
  const json = JSON.stringify({
    Resources: { Rights: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document } } },
  });
  expect(lint(rule, json, { path: 'template.json' })).toContain(
    'Rights names sqs:SendMessageBatch, which there is not',
  );
});

test('a least-privilege role', () => {
  const text = `
Resources:
  OrdersRights:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Sid: Group, Effect: Allow, Action: 'logs:CreateLogGroup', Resource: !Sub 'arn:aws:logs:\${AWS::Region}:\${AWS::AccountId}:*' }
          - Sid: Logs
            Effect: Allow
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents']
            Resource: !Sub 'arn:aws:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/orders:*'
          - { Sid: Read, Effect: Allow, Action: ['s3:GetObject', 's3:ListBucket'], Resource: ['arn:aws:s3:::orders', 'arn:aws:s3:::orders/in/*'] }
          - { Sid: Table, Effect: Allow, Action: 'dynamodb:*Item', Resource: !GetAtt Orders.Arn }
  Orders: { Type: AWS::DynamoDB::Table }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});
