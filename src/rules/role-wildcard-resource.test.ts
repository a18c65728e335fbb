import { expect, test } from 'vitest';
import rule from './role-wildcard-resource.js';
import { lint } from '../../test/support/lint.js';

const role = (statement: string) => `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
      Policies:
        - PolicyName: all
          PolicyDocument:
            Statement: ${statement}
`;

const allow = (action: string, resource = "'*'", more = '') =>
  role(`[{ Effect: Allow, Action: ${action}, Resource: ${resource}${more} }]`);

const narrowed = (action: string, operator: string, key: string) =>
  allow(action, "'*'", `, Condition: { ${operator}: { '${key}': x } }`);

const sam = (policies: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Policies:
${policies}`;

const all = { accessLevels: ['list', 'read', 'write', 'tagging', 'permissions'] };

test('a resource that is named', () => {
  expect(lint(rule, allow('s3:PutObject', 'arn:aws:s3:::orders/*'), { undecided: true })).toBe('');
  const jobs = '\n  Jobs: { Type: AWS::SQS::Queue }';
  expect(lint(rule, allow('sqs:SendMessage', '!GetAtt Jobs.Arn') + jobs, { undecided: true })).toBe('');
  expect(lint(rule, allow('s3:PutObject', "!Sub 'arn:${AWS::Partition}:s3:::${AWS::StackName}/*'"))).toBe('');
});

test('one finding for the actions of a statement that could be limited', () => {
  expect(lint(rule, allow('[dynamodb:PutItem, s3:PutBucketPolicy, xray:PutTraceSegments, dynamodb:GetItem]')))
    .toMatchInlineSnapshot(`
      "11:141 error the inline policy of FnRole allows dynamodb:PutItem and s3:PutBucketPolicy on every resource, so whatever acts with it can change who may use any of them [role-wildcard-resource]
                      Statement: [{ Effect: Allow, Action: [dynamodb:PutItem, s3:PutBucketPolicy, xray:PutTraceSegments, dynamodb:GetItem], Resource: '*' }]
                                                                                                                                                      ~~~ every resource
        help: put the ARNs that are needed into Resource"
    `);
});

test('an action that is written twice', () => {
  expect(lint(rule, allow('[s3:PutObject, s3:GetObject, s3:PutObject]'))).toContain('allows s3:PutObject on every');
});

test('an ARN that fixes nothing but the service', () => {
  expect(lint(rule, allow('[s3:PutObject, sqs:SendMessage]', "'arn:aws:s3:::*'"))).toMatchInlineSnapshot(`
    "11:93 error the inline policy of FnRole allows s3:PutObject on arn:aws:s3:::*, which is every resource of s3, so whatever acts with it can do so anywhere in the account, not only where it has to [role-wildcard-resource]
                    Statement: [{ Effect: Allow, Action: [s3:PutObject, sqs:SendMessage], Resource: 'arn:aws:s3:::*' }]
                                                                                                    ~~~~~~~~~~~~~~~~ every resource of s3
      help: put the ARNs that are needed into Resource"
  `);
  expect(lint(rule, allow('sqs:SendMessage', "!Sub 'arn:${AWS::Partition}:sqs:*:*:*'"))).toContain('sqs:SendMessage');
  expect(lint(rule, allow('sqs:SendMessage', "'arn:*:*:*:*:*'"))).toContain('sqs:SendMessage');
  expect(lint(rule, allow('kafka-cluster:WriteData', "'arn:aws:kafka:*:*:*'"))).toContain('kafka-cluster:WriteData');
});

test('what belongs to an ARN of another service is not concerned', () => {
  const resources = "['arn:aws:s3:::*', 'arn:aws:sqs:*:*:jobs']";
  expect(lint(rule, allow('[s3:GetObject, sqs:SendMessage]', resources), { undecided: true })).toBe('');
});

test('the star decides, whatever is named beside it', () => {
  expect(lint(rule, allow('s3:PutObject', "[arn:aws:s3:::orders/*, '*']"))).toContain('every resource');
});

test('a pattern of actions is judged by what it covers', () => {
  expect(lint(rule, allow("['s3:Put*', 'dynamodb:*Item']"))).toMatchInlineSnapshot(`
    "11:91 error the inline policy of FnRole allows s3:Put* (such as PutBucketAcl) and dynamodb:*Item (such as PutItem) on every resource, so whatever acts with it can change who may use any of them [role-wildcard-resource]
                    Statement: [{ Effect: Allow, Action: ['s3:Put*', 'dynamodb:*Item'], Resource: '*' }]
                                                                                                  ~~~ every resource
      help: put the ARNs that are needed into Resource"
  `);
  expect(lint(rule, allow("['s3:Get*', 'ec2:Describe*', 'dynamodb:List*']"), { undecided: true })).toBe('');
});

test('of a pattern for several services, what an ARN of one leaves', () => {
  expect(lint(rule, allow("'*:SendMessage*'", "'arn:aws:sqs:*:*:*'"))).toContain(
    'allows *:SendMessage* (such as SendMessage) on arn:aws:sqs:*:*:*, which is every resource of sqs',
  );
  expect(lint(rule, allow("'*:CreateT*'", "'arn:aws:dynamodb:*:*:*'"))).toContain('(such as CreateTable)');
});

test('wildcards for all of a service are left to role-wildcard-action', () => {
  expect(lint(rule, allow("['*', 's3:*', 'sqs:?*']"), { undecided: true })).toBe('');
});

test.each([
  'xray:PutTraceSegments, xray:PutTelemetryRecords',
  'cloudwatch:PutMetricData',
  'logs:DescribeLogGroups',
  'ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces, ec2:DeleteNetworkInterface, ec2:AssignPrivateIpAddresses, ec2:UnassignPrivateIpAddresses',
  'sts:GetCallerIdentity',
])('what can only be granted on a star: %s', (actions) => {
  expect(lint(rule, allow(`[${actions}]`), { options: all, undecided: true })).toBe('');
});

test('a stream of a log group, and objects of a bucket, end in a star', () => {
  const logs = "'arn:aws:logs:*:*:log-group:/aws/lambda/fn:*'";
  expect(lint(rule, allow('logs:PutLogEvents', logs), { undecided: true })).toBe('');
  expect(lint(rule, allow('logs:PutLogEvents', "'arn:aws:logs:us-east-1:123456789012:*'"), { undecided: true })).toBe(
    '',
  );
});

test('what only writes logs, as AWS allows it on a star itself, is an info', () => {
  const logs = allow('[logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents]');
  expect(lint(rule, logs, { undecided: true })).toMatchInlineSnapshot(`
    "11:124 info the inline policy of FnRole allows logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on every resource, as AWS's own policies for logs do, so whatever acts with it can write into everybody else's logs [role-wildcard-resource]
                    Statement: [{ Effect: Allow, Action: [logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents], Resource: '*' }]
                                                                                                                                   ~~~ every resource
      help: put the ARN of its log group into Resource"
  `);
  expect(lint(rule, allow('[logs:PutLogEvents, logs:DeleteLogGroup]'))).toMatchInlineSnapshot(`
    "11:102 error the inline policy of FnRole allows logs:PutLogEvents and logs:DeleteLogGroup on every resource, so whatever acts with it can do so anywhere in the account, not only where it has to [role-wildcard-resource]
                    Statement: [{ Effect: Allow, Action: [logs:PutLogEvents, logs:DeleteLogGroup], Resource: '*' }]
                                                                                                             ~~~ every resource
      help: put the ARNs that are needed into Resource"
  `);
  expect(lint(rule, allow('logs:Put*'))).toContain(' error ');
});

test('reading and listing count if asked for, as a warning', () => {
  expect(lint(rule, allow('[s3:GetObject, s3:ListBucket]'), { undecided: true })).toBe('');
  expect(lint(rule, allow('[s3:GetObject, s3:ListBucket]'), { options: all })).toMatchInlineSnapshot(`
    "11:91 warning the inline policy of FnRole allows s3:GetObject and s3:ListBucket on every resource, so whatever acts with it can do so anywhere in the account, not only where it has to [role-wildcard-resource]
                    Statement: [{ Effect: Allow, Action: [s3:GetObject, s3:ListBucket], Resource: '*' }]
                                                                                                  ~~~ every resource
      help: put the ARNs that are needed into Resource"
  `);
  expect(lint(rule, allow('s3:ListBucket'), { options: all })).toContain('warning');
  expect(lint(rule, allow('[s3:GetObject, s3:PutObject]'), { options: all })).toContain('error');
  expect(lint(rule, allow('[s3:PutObject]'), { options: { accessLevels: ['permissions'] } })).toBe('');
});

test('actions that are allowed', () => {
  const options = { allowActions: ['s3:PutObject', 'DYNAMODB:*'] };
  expect(lint(rule, allow("[s3:PutObject, 'dynamodb:*Item']"), { options, undecided: true })).toBe('');
  expect(lint(rule, allow("'s3:PutObj*'"), { options })).toContain('s3:PutObj* (such as PutObjectAcl)');
});

test('Deny, NotAction, NotResource and statements without resources are no matter of this rule', () => {
  for (const statement of [
    "{ Effect: Deny, Action: 's3:PutObject', Resource: '*' }",
    "{ Effect: Allow, NotAction: 's3:PutObject', Resource: '*' }",
    "{ Effect: Allow, Action: 's3:PutObject', NotResource: 'arn:aws:s3:::x' }",
    "{ Effect: Allow, Action: 's3:PutObject' }",
  ])
    expect(lint(rule, role(`[${statement}]`), { undecided: true })).toBe('');
});

test.each([
  ['StringEquals', 'aws:ResourceAccount'],
  ['StringEquals', 'aws:ResourceOrgID'],
  ['StringEquals', 'aws:ResourceTag/team'],
  ['StringLike', 'kms:ViaService'],
])('a condition that narrows: %s on %s', (operator, key) => {
  expect(lint(rule, narrowed('kms:Encrypt', operator, key), { undecided: true })).toBe('');
});

test.each([
  ['Bool', 'aws:SecureTransport'],
  ['StringEquals', 'aws:RequestedRegion'],
  ['StringEquals', 'aws:PrincipalOrgID'],
  ['StringEqualsIfExists', 'aws:ResourceAccount'],
  ['StringNotEquals', 'aws:ResourceAccount'],
  ['StringEquals', 'iam:PassedToService'],
])('a condition that does not narrow: %s on %s', (operator, key) => {
  expect(lint(rule, narrowed('kms:Encrypt', operator, key))).toContain('error');
});

test('a condition that narrows one action and not the other', () => {
  expect(lint(rule, narrowed('[iam:PassRole, iam:CreateRole]', 'StringEquals', 'iam:PassedToService'))).toContain(
    'allows iam:CreateRole on',
  );
});

test('passing on every role is told by a rule of its own', () => {
  const passing = (actions: string) => lint(rule, narrowed(actions, 'StringEquals', 'aws:SourceAccount'));
  expect(passing('iam:PassRole')).toBe('');
  expect(passing('[iam:PassRole, lambda:CreateFunction]')).toContain('allows lambda:CreateFunction on every resource');
});

test('a condition that nobody knows is said, not passed over', () => {
  expect(lint(rule, narrowed('[codebuild:StartBuild, codebuild:StopBuild]', 'StringEquals', 'codebuild:purpose')))
    .toMatchInlineSnapshot(`
      "11:105 info the inline policy of FnRole allows codebuild:StartBuild and codebuild:StopBuild on every resource, and it can't be told whether the condition on codebuild:purpose narrows that down [role-wildcard-resource]
                      Statement: [{ Effect: Allow, Action: [codebuild:StartBuild, codebuild:StopBuild], Resource: '*', Condition: { StringEquals: { 'codebuild:purpose': x } } }]
                                                                                                                  ~~~ every resource
        help: put the ARNs that are needed into Resource"
    `);
});

test('a condition that only the deployment knows', () => {
  const text =
    'Parameters: { Conditions: { Type: String } }' + allow('sqs:SendMessage', "'*'", ', Condition: !Ref Conditions');
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"11:98 undecided FnRole: Conditions is given at deployment"`,
  );
  const inner =
    'Parameters: { Conditions: { Type: String } }' +
    allow('sqs:SendMessage', "'*'", ', Condition: { StringEquals: !Ref Conditions }');
  expect(lint(rule, inner, { undecided: true })).toContain('undecided');
});

test('a resource that only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Table: { Type: String } }';
  expect(lint(rule, parameters + allow('dynamodb:PutItem', '!Ref Table'))).toBe('');
  expect(lint(rule, parameters + allow('dynamodb:PutItem', '!Ref Table'), { undecided: true })).toMatchInlineSnapshot(
    `"11:83 undecided FnRole: \${Table} is known only at deployment"`,
  );
  expect(lint(rule, allow('dynamodb:PutItem', '!ImportValue Table'), { undecided: true })).toContain('undecided');
  expect(lint(rule, allow('dynamodb:PutItem', "'{{resolve:ssm:/table}}'"), { undecided: true })).toMatchInlineSnapshot(
    `"11:79 undecided FnRole: {{resolve:ssm:/table}} is known only at deployment"`,
  );
  expect(lint(rule, parameters + allow('dynamodb:GetItem', '!Ref Table'), { undecided: true })).toBe('');
  expect(lint(rule, parameters + allow('dynamodb:PutItem', "!Sub '${Table}/*'"), { undecided: true })).toBe('');
});

test('an action that only the deployment knows, or that nobody knows', () => {
  const parameters = 'Parameters: { Action: { Type: String } }';
  expect(lint(rule, parameters + allow('!Ref Action'), { undecided: true })).toMatchInlineSnapshot(
    `"11:55 undecided FnRole: \${Action} is known only at deployment"`,
  );
  expect(lint(rule, parameters + allow("!Sub 's3:Put${Action}'"), { undecided: true })).toMatchInlineSnapshot(
    `"11:55 undecided FnRole: s3:Put\${Action} is known only at deployment"`,
  );
  expect(lint(rule, parameters + allow("!Sub '${Action}:*'"), { undecided: true })).toBe('');
  expect(lint(rule, allow('newservice:PutThing'), { undecided: true })).toMatchInlineSnapshot(
    `"11:50 undecided FnRole: no action newservice:PutThing is known"`,
  );
  expect(lint(rule, allow('newservice:PutThing', 'arn:aws:newservice:::x'), { undecided: true })).toBe('');
});

test('an effect that only the deployment knows', () => {
  const text =
    'Parameters: { Effect: { Type: String } }' +
    allow('s3:PutObject').replace('Allow, Action: s3', '!Ref Effect, Action: s3');
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"11:56 undecided FnRole: whether the statement allows or denies is known only at deployment"`,
  );
});

test('a default that is a star', () => {
  expect(lint(rule, "Parameters: { Table: { Type: String, Default: '*' } }" + allow('dynamodb:PutItem', '!Ref Table')))
    .toMatchInlineSnapshot(`
      "11:83 error the inline policy of FnRole allows dynamodb:PutItem on every resource, so whatever acts with it can do so anywhere in the account, not only where it has to [role-wildcard-resource]
                      Statement: [{ Effect: Allow, Action: dynamodb:PutItem, Resource: !Ref Table }]
                                                                                            ~~~~~ every resource
        help: put the ARNs that are needed into Resource
        when Table keeps its default"
    `);
});

test('only in the branch that is wrong, and says when', () => {
  const text =
    'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }' +
    allow('s3:PutObject', "!If [IsDev, '*', 'arn:aws:s3:::orders/*']");
  expect(lint(rule, text)).toContain('when IsDev is true');
});

test('a managed policy, with the role that has it', () => {
  const text = `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
      ManagedPolicyArns: [!Ref Wide]
  Wide:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement: [{ Effect: Allow, Action: 'sqs:SendMessage', Resource: '*' }]
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "13:75 error Wide allows sqs:SendMessage on every resource, so whatever acts with it can do so anywhere in the account, not only where it has to [role-wildcard-resource]
                Statement: [{ Effect: Allow, Action: 'sqs:SendMessage', Resource: '*' }]
                                                                                  ~~~ every resource
      help: put the ARNs that are needed into Resource
      3:3 FnRole has Wide"
  `);
});

test('roles of other services only if asked for', () => {
  const text = allow('s3:PutObject').replace('lambda.amazonaws.com', 'batch.amazonaws.com');
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: { allRoles: true } })).toContain('s3:PutObject');
});

test('the role that SAM makes', () => {
  const text = sam(`
        - Statement:
            - Sid: Send
              Effect: Allow
              Action: sqs:SendMessage
              Resource: '*'
`);
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "16:25 error the role that SAM makes for Fn allows sqs:SendMessage on every resource, so whatever acts with it can do so anywhere in the account, not only where it has to [role-wildcard-resource]
                      Resource: '*'
                                ~~~ every resource
      help: put the ARNs that are needed into Resource"
  `);
});

test('policy templates: one that names a bucket, one that names all, one that names nothing', () => {
  expect(lint(rule, sam('        - S3CrudPolicy: { BucketName: orders }'), { undecided: true })).toBe('');
  expect(lint(rule, sam("        - S3CrudPolicy: { BucketName: '*' }"))).toMatchInlineSnapshot(`
    "11:11 error S3CrudPolicy of Fn allows s3:PutObject, s3:PutObjectAcl, s3:PutLifecycleConfiguration and s3:DeleteObject on arn:\${AWS::Partition}:s3:::*, which is every resource of s3, so whatever acts with it can change who may use any of them [role-wildcard-resource]
                - S3CrudPolicy: { BucketName: '*' }
                  ~~~~~~~~~~~~ every resource of s3
      help: give the policy template the name of one resource"
  `);
  expect(lint(rule, sam('        - CloudWatchDashboardPolicy: {}'))).toMatchInlineSnapshot(`
    "11:11 error CloudWatchDashboardPolicy of Fn allows cloudwatch:PutDashboard on every resource, so whatever acts with it can do so anywhere in the account, not only where it has to [role-wildcard-resource]
                - CloudWatchDashboardPolicy: {}
                  ~~~~~~~~~~~~~~~~~~~~~~~~~ every resource
      help: replace the policy template by a statement that names the ARNs that are needed"
  `);
});

test('an update of one table, and a template for one topic', () => {
  const text = `${sam(`
        - Version: '2012-10-17'
          Statement:
            Action: dynamodb:UpdateItem
            Effect: Allow
            Resource: !Sub 'arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/\${BookingTable}'
        - SNSPublishMessagePolicy: { TopicName: !Sub '\${BookingTopic.TopicName}' }
`)}
  BookingTopic: { Type: AWS::SNS::Topic }
Parameters:
  BookingTable: { Type: 'AWS::SSM::Parameter::Value<String>' }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a template in JSON', () => {
  const document = { Statement: { Effect: 'Allow', Action: 's3:DeleteObject', Resource: '*' } };
  const trust = { Statement: [{ Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] } }] };
  const text = JSON.stringify({
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: { AssumeRolePolicyDocument: trust, Policies: [{ PolicyName: 'p', PolicyDocument: document }] },
      },
    },
  });
  expect(lint(rule, text, { path: 'template.json' })).toContain('template.json:1:');
});

test('least privilege', () => {
  const text = role(`
              - Sid: AllowLogging
                Effect: Allow
                Action: [logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents]
                Resource: arn:aws:logs:us-east-1:123456789012:*
              - Sid: AllowS3ObjectAccess
                Effect: Allow
                Action: [s3:GetObject, s3:PutObject]
                Resource: arn:aws:s3:::my-app-data-bucket/processed/*
              - Sid: AllowDynamoDBItemAccess
                Effect: Allow
                Action: [dynamodb:UpdateItem, dynamodb:GetItem]
                Resource: arn:aws:dynamodb:us-east-1:123456789012:table/AppStateTable`);
  expect(lint(rule, text, { options: all, undecided: true })).toBe('');
});

test('as a boundary, a statement on a star grants nothing', () => {
  const text = `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
      PermissionsBoundary: !Ref Limit
  Limit:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement: [{ Effect: Allow, Action: [logs:CreateLogGroup, logs:PutLogEvents], Resource: '*' }]
`;
  expect(lint(rule, text, { options: { allRoles: true }, undecided: true })).toBe('');
});

test.each(['7', '[[], {}]', '[{ Effect: Allow, Action: s3:PutObject, Resource: { a: 1 } }]', '[{ Condition: 3 }]'])(
  'statements of a wrong type are passed over: %s',
  (statement) => {
    expect(lint(rule, role(statement))).toBe('');
  },
);
