import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { type Value, plan, ref } from '../../test/support/plan.js';
import { firstMessage } from '../../test/support/printed.js';
import rule from './policy-resource-mismatch.js';

const policy = (action: string, resource: string, effect = 'Allow') => `
Resources:
  Rights:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement: [{ Effect: ${effect}, Action: ${action}, Resource: ${resource} }]
  Orders: { Type: AWS::S3::Bucket }
  Table: { Type: AWS::DynamoDB::Table }
  Jobs: { Type: AWS::SQS::Queue }
  News: { Type: AWS::SNS::Topic }
  Logs: { Type: AWS::Logs::LogGroup }
  Machine: { Type: AWS::StepFunctions::StateMachine }
  Password: { Type: AWS::SecretsManager::Secret }
  Shop: { Type: AWS::AppSync::GraphQLApi }
  Live: { Type: AWS::Lambda::Alias }
  Partner: { Type: AWS::Events::ApiDestination }
  Broker: { Type: AWS::AmazonMQ::Broker }
  Images: { Type: AWS::ECR::Repository }
  Build: { Type: AWS::CodeBuild::Project }
  Batch: { Type: AWS::ECS::TaskDefinition }
  Attached: { Type: AWS::SecretsManager::SecretTargetAttachment }
`;
const messageOf = (action: string, resource: string, effect?: string) =>
  firstMessage(lint(rule, policy(action, resource, effect)));

test.each([
  ['s3:GetObject', "'*'"],
  ['s3:GetObject', "'arn:aws:s3:::orders/*'"],
  ['s3:GetObject', "'arn:aws:s3:::orders*'"],
  ['s3:GetObject', "'arn:aws:s3:::${aws:PrincipalTag/Team}/*'"],
  ['[s3:GetObject, s3:ListBucket]', "['arn:aws:s3:::orders', 'arn:aws:s3:::orders/*']"],
  ['s3:GetObject', "!Sub '${Orders.Arn}/*'"],
  ['s3:GetObject', "!Sub 'arn:${AWS::Partition}:s3:::${Orders}/in/*'"],
  ['s3:ListBucket', '!GetAtt Orders.Arn'],
  ["'s3:*'", '!GetAtt Orders.Arn'],
  ["'s3:*Object'", "['arn:aws:s3:::orders', 'arn:aws:s3:::orders/*']"],
  ['dynamodb:Query', "[!GetAtt Table.Arn, !Sub '${Table.Arn}/index/*']"],
  ['dynamodb:GetRecords', '!GetAtt Table.StreamArn'],
  ['sqs:SendMessage', '!GetAtt Jobs.Arn'],
  ['sns:Publish', '!Ref News'],
  ['[logs:CreateLogStream, logs:PutLogEvents]', '!GetAtt Logs.Arn'],
  ['lambda:InvokeFunction', "'arn:aws:lambda:*:*:function:orders:live'"],
  ['lambda:InvokeFunction', '!Ref Live'],
  ['secretsmanager:GetSecretValue', '!Ref Password'],
  ['appsync:GraphQL', "!Sub '${Shop}/types/Query/*'"],
  ['appsync:GraphQL', "!Sub '${Shop.Arn}/*'"],
  ['events:InvokeApiDestination', '!GetAtt Partner.Arn'],
  ['cloudformation:DescribeStacks', '!Ref AWS::StackId'],
  ['mq:DescribeBroker', '!GetAtt Broker.Arn'],
  ['[ecr:BatchGetImage, ecr:PutImage]', '!GetAtt Images.Arn'],
  ['[codebuild:StartBuild, codebuild:BatchGetBuilds]', '!GetAtt Build.Arn'],
  ['ecs:RunTask', '!Ref Batch'],
  ['[secretsmanager:GetSecretValue, secretsmanager:DescribeSecret]', '!Ref Attached'],
  ['[sqs:SendMessage, sns:Publish]', '[!GetAtt Jobs.Arn, !Ref News]'],
  ['dynamodb:ListTables', "'arn:aws:dynamodb:eu-west-1:111122223333:table/*'"],
  ["'*'", "'arn:aws:s3:::orders'"],
  ['nosuchservice:Do', "'arn:aws:s3:::orders'"],
])('%s on %s', (action, resource) => {
  expect(lint(rule, policy(action, resource), { undecided: true })).toBe('');
});

test.each([
  [
    'cloudformation:CreateChangeSet',
    "!Sub 'arn:aws:cloudformation:${AWS::Region}:aws:transform/Serverless-2016-10-31'",
  ],
  ['[dynamodb:GetItem, dynamodb:GetRecords, dynamodb:GetShardIterator]', '!GetAtt Table.Arn'],
  ['dynamodb:ListStreams', "!Sub '${Table.Arn}/stream/*'"],
  ['dynamodb:ListStreams', '!GetAtt Table.StreamArn'],
  ['firehose:ListDeliveryStreams', "'arn:aws:firehose:eu-west-1:111122223333:deliverystream/clicks'"],
  [
    '[kinesis:SubscribeToShard, kinesis:DescribeStreamConsumer]',
    "'arn:aws:kinesis:eu-west-1:111122223333:stream/clicks'",
  ],
  ['ssm:DescribeParameters', "!Sub 'arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:parameter/app/key'"],
  ['[states:SendTaskSuccess, states:SendTaskFailure]', '!Ref Machine'],
  ['states:InvokeHTTPEndpoint', "!Sub 'arn:aws:states:${AWS::Region}:${AWS::AccountId}:stateMachine:orders'"],
])('%s on %s, as AWS itself grants it', (action, resource) => {
  expect(lint(rule, policy(action, resource), { undecided: true })).toBe('');
});

test('what AWS itself grants an action on counts for that action alone', () => {
  expect(messageOf('dynamodb:DescribeStream', '!GetAtt Table.Arn')).toMatchInlineSnapshot(
    `"warning Rights allows dynamodb:DescribeStream on \${Table.Arn}, but it takes resources such as arn:aws:dynamodb:*:*:table/*/stream/*, so nothing is allowed [policy-resource-mismatch]"`,
  );
  expect(messageOf('states:SendTaskSuccess', '!GetAtt Jobs.Arn')).toMatchInlineSnapshot(
    `"info Rights allows states:SendTaskSuccess on \${Jobs.Arn}, but AWS lists no resource for it but *, so perhaps nothing is allowed [policy-resource-mismatch]"`,
  );
});

test('an action on something else, for the stack', () => {
  expect(messageOf('s3:ListBucket', '!Ref AWS::StackId')).toMatchInlineSnapshot(
    `"warning Rights allows s3:ListBucket on \${AWS::StackId}, but it takes resources such as arn:aws:s3:::*, so nothing is allowed [policy-resource-mismatch]"`,
  );
});

test('an action on objects, for a bucket', () => {
  expect(lint(rule, policy('[s3:ListBucket, s3:GetObject, s3:PutObject]', 'arn:aws:s3:::orders')))
    .toMatchInlineSnapshot(`
    "8:62 warning Rights allows s3:GetObject and s3:PutObject on arn:aws:s3:::orders, but they take resources such as arn:aws:s3:::*/*, so nothing is allowed [policy-resource-mismatch]
                Statement: [{ Effect: Allow, Action: [s3:ListBucket, s3:GetObject, s3:PutObject], Resource: arn:aws:s3:::orders }]
                                                                     ~~~~~~~~~~~~ not on these resources
      help: write arn:aws:s3:::orders/* into Resource
      8:101 a resource of the statement"
  `);
});

test('an action on buckets, for the objects of a bucket that nobody can take for an access point', () => {
  expect(messageOf('[s3:GetObject, s3:ListBucket]', "!Sub '${Orders.Arn}/*'")).toMatchInlineSnapshot(
    `"warning Rights allows s3:ListBucket on \${Orders.Arn}/*, but it takes resources such as arn:aws:s3:::*, so nothing is allowed [policy-resource-mismatch]"`,
  );
  expect(messageOf('s3:ListBucket', "!Sub 'arn:${AWS::Partition}:s3:::${Orders}/*'")).toMatchInlineSnapshot(
    `"warning Rights allows s3:ListBucket on arn:\${AWS::Partition}:s3:::\${Orders}/*, but it takes resources such as arn:aws:s3:::*, so nothing is allowed [policy-resource-mismatch]"`,
  );
});

test('an action on buckets, for objects', () => {
  expect(lint(rule, policy('s3:ListBucket', "'arn:aws:s3:::orders/*'"))).toMatchInlineSnapshot(`
    "8:46 warning Rights allows s3:ListBucket on arn:aws:s3:::orders/*, but it takes resources such as arn:aws:s3:::*, so nothing is allowed [policy-resource-mismatch]
                Statement: [{ Effect: Allow, Action: s3:ListBucket, Resource: 'arn:aws:s3:::orders/*' }]
                                                     ~~~~~~~~~~~~~ not on these resources
      help: write arn:aws:s3:::orders into Resource
      8:71 a resource of the statement"
  `);
});

test('a bucket of the template, by reference and by name', () => {
  expect(lint(rule, policy("'s3:*Object'", '!GetAtt Orders.Arn'))).toMatchInlineSnapshot(`
    "8:46 warning Rights allows s3:*Object on \${Orders.Arn}, but it takes resources such as arn:aws:s3:::*/*, so nothing is allowed [policy-resource-mismatch]
                Statement: [{ Effect: Allow, Action: 's3:*Object', Resource: !GetAtt Orders.Arn }]
                                                     ~~~~~~~~~~~~ not on these resources
      help: write \${Orders.Arn}/* into Resource
      8:78 a resource of the statement"
  `);
  expect(messageOf('s3:GetObject', "!Sub 'arn:aws:s3:::${Orders}'")).toMatchInlineSnapshot(
    `"warning Rights allows s3:GetObject on arn:aws:s3:::\${Orders}, but it takes resources such as arn:aws:s3:::*/*, so nothing is allowed [policy-resource-mismatch]"`,
  );
});

test('a resource of another service, and one of several', () => {
  expect(messageOf('ssm:GetParameter', '!Ref Password')).toMatchInlineSnapshot(
    `"warning Rights allows ssm:GetParameter on \${Password}, but it takes resources such as arn:aws:ssm:*:*:parameter/*, so nothing is allowed [policy-resource-mismatch]"`,
  );
  expect(messageOf('sns:Publish', '!GetAtt Jobs.Arn')).toMatchInlineSnapshot(
    `"warning Rights allows sns:Publish on \${Jobs.Arn}, but it takes resources such as arn:aws:sns:*:*:*, so nothing is allowed [policy-resource-mismatch]"`,
  );
  expect(messageOf('[sqs:SendMessage, kms:Decrypt]', '[!GetAtt Jobs.Arn, !Ref News]')).toMatchInlineSnapshot(
    `"warning Rights allows kms:Decrypt on 2 resources, but it takes resources such as arn:aws:kms:*:*:key/*, so nothing is allowed [policy-resource-mismatch]"`,
  );
});

test('a part of a table', () => {
  expect(messageOf('dynamodb:GetItem', "!Sub '${Table.Arn}/index/*'")).toMatchInlineSnapshot(
    `"warning Rights allows dynamodb:GetItem on \${Table.Arn}/index/*, but it takes resources such as arn:aws:dynamodb:*:*:table/*, so nothing is allowed [policy-resource-mismatch]"`,
  );
});

test('an action that AWS lists no resource for is told more quietly', () => {
  expect(lint(rule, policy('[dynamodb:GetItem, dynamodb:ListTables]', '!GetAtt Table.Arn'))).toMatchInlineSnapshot(`
    "8:65 info Rights allows dynamodb:ListTables on \${Table.Arn}, but AWS lists no resource for it but *, so perhaps nothing is allowed [policy-resource-mismatch]
                Statement: [{ Effect: Allow, Action: [dynamodb:GetItem, dynamodb:ListTables], Resource: !GetAtt Table.Arn }]
                                                                        ~~~~~~~~~~~~~~~~~~~ only on *
      help: put it into a statement with the Resource *
      8:105 a resource of the statement"
  `);
});

test('a Deny that denies nothing', () => {
  expect(messageOf('s3:DeleteObject', 'arn:aws:s3:::orders', 'Deny')).toContain('so nothing is denied');
});

test('what names all but some is not judged, nor what is no ARN', () => {
  const all = policy('s3:GetObject', 'arn:aws:s3:::orders');
  expect(lint(rule, all.replace('Resource:', 'NotResource:'), { undecided: true })).toBe('');
  expect(lint(rule, all.replace('Action:', 'NotAction:'), { undecided: true })).toBe('');
  expect(lint(rule, policy('s3:GetObject', '!Ref Orders'), { undecided: true })).toBe('');
});

test('the policy of a bucket; a trust policy has no resources', () => {
  const text = `
Resources:
  Access:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Orders
      PolicyDocument:
        Statement: [{ Effect: Allow, Principal: '*', Action: s3:GetObject, Resource: !GetAtt Orders.Arn }]
  Orders: { Type: AWS::S3::Bucket }
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }]
`;
  expect(lint(rule, text, { undecided: true })).toContain('Access allows s3:GetObject on ${Orders.Arn}');
});

test('what only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Name: { Type: String } }';
  const undecided = (action: string, resource: string) =>
    lint(rule, parameters + policy(action, resource), { undecided: true });
  expect(undecided('s3:GetObject', '!Ref Name')).toMatchInlineSnapshot(
    `"8:75 undecided Rights: \${Name} is known only at deployment"`,
  );
  expect(undecided('s3:GetObject', "!Sub 'arn:aws:s3:::${Name}'")).toContain('undecided');
  expect(undecided("!Sub 's3:${Name}'", 'arn:aws:s3:::orders')).toContain('the action is known only at deployment');
  expect(undecided('s3:ListBucket', "!Sub 'arn:aws:s3:::${Name}'")).toBe('');
  expect(undecided('s3:ListBucket', "!Sub 'arn:aws:s3:::in-${Name}/*'")).toContain('so nothing is allowed');
});

test('by the default of a parameter, and by branch', () => {
  const text = `Parameters: { Name: { Type: String, Default: orders } }${policy('s3:GetObject', "!Sub 'arn:aws:s3:::${Name}'")}`;
  expect(lint(rule, text)).toContain('when Name keeps its default');
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }';
  expect(lint(rule, conditions + policy('!If [IsDev, s3:GetObject, s3:ListBucket]', 'arn:aws:s3:::orders'))).toContain(
    'when IsDev is true',
  );
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
        - Statement: [{ Effect: Allow, Action: [dynamodb:PutItem], Resource: !GetAtt Table.StreamArn }]
  Table: { Type: AWS::Serverless::SimpleTable }
`;
  expect(lint(rule, text).split('\n')[0]).toMatchInlineSnapshot(
    `"12:49 warning the inline policy of the role that SAM makes for Fn allows dynamodb:PutItem on \${Table.StreamArn}, but it takes resources such as arn:aws:dynamodb:*:*:table/*, so nothing is allowed [policy-resource-mismatch]"`,
  );
});

test('a plan without its sources tells what a resource refers to, and not what stands behind it', () => {
  const text = (action: string, resources: Value) =>
    plan({
      'aws_dynamodb_table.orders': { name: 'orders' },
      'aws_s3_bucket.orders': { bucket: 'orders' },
      'aws_iam_policy.p': { policy: ref('data.aws_iam_policy_document.p.json') },
      'data.aws_iam_policy_document.p': { statement: [{ actions: [action], resources }] },
    });
  const linted = (action: string, resources: Value) =>
    lint(rule, text(action, resources), { path: 'plan.json', undecided: true });
  const [table, bucket] = [ref('aws_dynamodb_table.orders.arn'), ref('aws_s3_bucket.orders.arn')];
  expect(linted('s3:GetObject', [bucket])).toMatchInlineSnapshot(
    `"plan.json:88:17 undecided aws_iam_policy.p: \${aws_s3_bucket.orders.arn} is known only at deployment, and so is what stands around it"`,
  );
  expect(linted('s3:ListBucket', [bucket])).toBe('');
  expect(linted('s3:GetObject', [table])).toContain('so nothing is allowed');
  // Three items, of which two are the same table's.
  const several = text('dynamodb:GetItem', [table, ref('aws_dynamodb_table.orders.stream_arn'), table]);
  expect(lint(rule, several, { path: 'plan.json', undecided: true })).toMatchInlineSnapshot(
    `"plan.json:88:17 undecided aws_iam_policy.p: known after apply: the plan does not tell what of aws_dynamodb_table.orders it is"`,
  );
});

test('what the guide of SAM gives the hooks of a deployment', () => {
  const on = 'arn:aws:codedeploy:eu-west-1:111122223333:deploymentgroup:orders/*';
  expect(lint(rule, policy('codedeploy:PutLifecycleEventHookExecutionStatus', on))).toBe('');
});
