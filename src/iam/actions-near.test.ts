import { expect, test } from 'vitest';
import { actionsNear } from './actions-near.js';
import { actionsMatching } from './actions.js';
import { actionsOfOperations } from './operations.data.js';

test.each([
  // What an API calls it.
  ['s3:HeadObject', 's3:GetObject'],
  ['S3:listObjectsV2', 's3:ListBucket'],
  ['s3:ListBuckets', 's3:ListAllMyBuckets'],
  ['dynamodb:TransactWriteItems', 'dynamodb:PutItem'],
  ['lambda:Invoke', 'lambda:InvokeFunction'],
  // The shortest that begins so.
  ['lambda:ListFunction', 'lambda:ListFunctions'],
  ['sqs:SendMessageBatch', 'sqs:SendMessage'],
  // What a service is called elsewhere.
  ['eventbridge:PutEvents', 'events:PutEvents'],
  ['cloudwatchlogs:PutLogEvents', 'logs:PutLogEvents'],
  ['bedrock-runtime:InvokeModel', 'bedrock:InvokeModel'],
  ['elbv2:DescribeTargetGroups', 'elasticloadbalancing:DescribeTargetGroups'],
  ['opensearch:ESHttpGet', 'es:ESHttpGet'],
  ['iot-data:Publish', 'iot:Publish'],
  ['sesv2:SendEmail', 'ses:SendEmail'],
  ['bedrock-agent:List*', 'bedrock:List*'],
  // Misspelt.
  ['dynamobd:GetItem', 'dynamodb:GetItem'],
  ['dynamobd:Get*', 'dynamodb:Get*'],
  ['dynamobd:GetItems', 'dynamodb:GetItem'],
])('%s: did you mean %s?', (action, meant) => {
  expect(actionsNear(action)).toBe(`; did you mean ${meant}?`);
});

test.each([
  'elasticsearch:ESHttp*',
  'unheard-of:Publish',
  'unheard-of:DoIt',
  's3:Get?X*',
  'lambda:GetItem',
  'sts:StartExecution',
])('%s: nothing comes near', (action) => {
  expect(actionsNear(action)).toBe('');
});

test('operations of APIs are no actions, and what they stand for is one', () => {
  for (const [operation, action] of actionsOfOperations) {
    expect(actionsMatching(operation), operation).toEqual([]);
    expect(actionsMatching(action), action).toHaveLength(1);
  }
});
