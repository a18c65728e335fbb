import { expect, test } from 'vitest';
import rule from './sam-policy-template-scope.js';
import { lint } from '../../test/support/lint.js';

const app = (policies: string, more = '') => `
Transform: AWS::Serverless-2016-10-31
Parameters: { Name: { Type: String, Default: '*' }, Given: { Type: String } }
Conditions: { IsProd: !Equals [!Ref 'AWS::StackName', prod] }
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs22.x
      Policies: ${policies}
      ${more}
  Orders: { Type: AWS::DynamoDB::Table }
`;

test('a star for the name of a table', () => {
  expect(lint(rule, app("[{ DynamoDBReadPolicy: { TableName: '*' } }]"))).toMatchInlineSnapshot(`
    "12:53 warning DynamoDBReadPolicy of Worker is given a star for TableName, so it covers everything of its kind in the account [sam-policy-template-scope]
              Policies: [{ DynamoDBReadPolicy: { TableName: '*' } }]
                                                            ~~~ every one there is
      help: set TableName to the one that is needed"
  `);
});

test('a policy template that is wide by nature', () => {
  expect(lint(rule, app('[{ S3FullAccessPolicy: { BucketName: orders } }]'))).toMatchInlineSnapshot(`
    "12:20 warning Worker has S3FullAccessPolicy, which grants more than a function should need [sam-policy-template-scope]
              Policies: [{ S3FullAccessPolicy: { BucketName: orders } }]
                           ~~~~~~~~~~~~~~~~~~ wide by nature
      help: use a policy template that grants less, or a statement with the actions that are needed"
  `);
});

test.each([
  '[{ DynamoDBCrudPolicy: { TableName: !Ref Orders } }]',
  '[{ DynamoDBCrudPolicy: { TableName: orders } }]',
  '[{ DynamoDBCrudPolicy: { TableName: orders-* } }]',
  '[{ DynamoDBCrudPolicy: { TableName: !Ref Given } }]',
  '[{ AWSSecretsManagerGetSecretValuePolicy: { SecretArn: !Sub "arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:db-*" } }]',
  '[{ CloudWatchPutMetricPolicy: {} }]',
  'AmazonS3FullAccess',
  "[{ Statement: [{ Effect: Allow, Action: 's3:*', Resource: '*' }] }]",
])('%s is left alone', (policies) => {
  expect(lint(rule, app(policies), { undecided: true })).toBe('');
});

test.each([
  'arn:aws:secretsmanager:*:*:secret:*',
  'arn:aws:secretsmanager:eu-west-1:123456789012:*',
  '!Sub "arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:*"',
])('an ARN with nothing but a star for a name: %s', (arn) => {
  const text = app(`[{ AWSSecretsManagerGetSecretValuePolicy: { SecretArn: ${arn} } }]`);
  expect(lint(rule, text)).toContain('is given a star for SecretArn');
});

test('a single one without a list, and one whose star is a parameter’s default', () => {
  expect(lint(rule, app('{ SQSPollerPolicy: { QueueName: !Ref Name } }'))).toMatchInlineSnapshot(`
    "12:54 warning SQSPollerPolicy of Worker is given a star for QueueName, so it covers everything of its kind in the account [sam-policy-template-scope]
              Policies: { SQSPollerPolicy: { QueueName: !Ref Name } }
                                                             ~~~~ every one there is
      help: set QueueName to the one that is needed
      3:46 its value comes from here
      when Name keeps its default"
  `);
});

test('only in the branch that is wrong, and says when', () => {
  expect(lint(rule, app("[!If [IsProd, { S3ReadPolicy: { BucketName: '*' } }, !Ref AWS::NoValue]]"))).toContain(
    'when IsProd is true',
  );
  expect(lint(rule, app("[{ S3ReadPolicy: { BucketName: !If [IsProd, orders, '*'] } }]"))).toContain(
    'when IsProd is false',
  );
});

test('templates that are denied, or may be given a star', () => {
  const crud = app('[{ DynamoDBCrudPolicy: { TableName: orders } }]');
  expect(lint(rule, crud, { options: { deny: ['*CrudPolicy'] } })).toContain('Worker has DynamoDBCrudPolicy');
  const star = app("[{ S3ReadPolicy: { BucketName: '*' } }]");
  expect(lint(rule, star, { options: { allowStar: ['S3Read*'] } })).toBe('');
});

test('a function with a role of its own has no use for policies', () => {
  expect(lint(rule, app("[{ S3FullAccessPolicy: { BucketName: '*' } }]", 'Role: !Ref Given'))).toBe('');
});

test('a state machine, as JSON', () => {
  const text = JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Flow: {
        Type: 'AWS::Serverless::StateMachine',
        Properties: { DefinitionUri: 'flow.json', Policies: [{ LambdaInvokePolicy: { FunctionName: '*' } }] },
      },
    },
  });
  expect(lint(rule, text, { path: 'template.json' })).toContain('LambdaInvokePolicy of Flow is given a star');
});

test('a template of CloudFormation has nothing to judge', () => {
  const text = 'Resources: { Role: { Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyName: a }] } } }';
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('an ARN or a URL where the name belongs', () => {
  const more = '\n  News: { Type: AWS::SNS::Topic }\n  Jobs: { Type: AWS::SQS::Queue }';
  const given = (policy: string): string => lint(rule, app(`[{ ${policy} }]`) + more);
  expect(given('SNSPublishMessagePolicy: { TopicName: !Ref News }')).toMatchInlineSnapshot(`
    "12:63 warning SNSPublishMessagePolicy of Worker is given an ARN for TopicName (\${News}), and puts it where the name belongs, so it allows nothing [sam-policy-template-scope]
              Policies: [{ SNSPublishMessagePolicy: { TopicName: !Ref News } }]
                                                                      ~~~~ not a name
      help: set TopicName to the name of News: its attribute TopicName"
  `);
  expect(given('SQSSendMessagePolicy: { QueueName: !Ref Jobs }')).toMatchInlineSnapshot(`
    "12:60 warning SQSSendMessagePolicy of Worker is given a URL for QueueName (\${Jobs}), and puts it where the name belongs, so it allows nothing [sam-policy-template-scope]
              Policies: [{ SQSSendMessagePolicy: { QueueName: !Ref Jobs } }]
                                                                   ~~~~ not a name
      help: set QueueName to the name of Jobs: its attribute QueueName"
  `);
  expect(given('SQSPollerPolicy: { QueueName: !GetAtt Jobs.Arn }')).toContain('is given an ARN for QueueName');
  expect(given('DynamoDBReadPolicy: { TableName: !GetAtt Orders.Arn }')).toContain(
    'set TableName to the name of Orders: what Ref gives',
  );
  expect(given("SNSPublishMessagePolicy: { TopicName: 'arn:aws:sns:eu-west-1:111122223333:news' }")).toContain(
    'set TopicName to the name alone',
  );
  expect(lint(rule, app('[{ LambdaInvokePolicy: { FunctionName: !Ref Worker.Alias } }]', 'AutoPublishAlias: live')))
    .toMatchInlineSnapshot(`
      "12:61 warning LambdaInvokePolicy of Worker is given an ARN for FunctionName (the alias live of Worker), and puts it where the name belongs, so it allows nothing [sam-policy-template-scope]
                Policies: [{ LambdaInvokePolicy: { FunctionName: !Ref Worker.Alias } }]
                                                                      ~~~~~~~~~~~~ not a name
        help: set FunctionName to the name of Worker: what Ref gives"
    `);
  for (const right of [
    'SNSPublishMessagePolicy: { TopicName: !GetAtt News.TopicName }',
    'SQSSendMessagePolicy: { QueueName: !GetAtt Jobs.QueueName }',
    'SQSSendMessagePolicy: { QueueName: !ImportValue jobs }',
    'AWSSecretsManagerGetSecretValuePolicy: { SecretArn: !Ref Password }',
  ])
    expect(given(right)).toBe('');
});
