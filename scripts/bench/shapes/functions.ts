/** Many functions, and what they have in common. */
import {
  type Shape,
  arn,
  conditional,
  conditionsOf,
  document,
  each,
  lambda,
  parameter,
  ref,
  role,
  sam,
  samFunction,
} from './parts.js';

export const functions: readonly Shape[] = [
  {
    name: 'functions of SAM, each with its own',
    most: 500,
    template: (count) =>
      sam(
        each(count, (n) => ({
          [`F${String(n)}`]: samFunction({
            Environment: { Variables: { TABLE: ref(`Table${String(n)}`), STAGE: ref('Stage') } },
            Policies: [{ DynamoDBCrudPolicy: { TableName: ref(`Table${String(n)}`) } }],
            DeadLetterQueue: { Type: 'SQS', TargetArn: arn(`Dead${String(n)}`) },
            Events: {
              Get: { Type: 'Api', Properties: { Path: `/items${String(n)}`, Method: 'get' } },
              Jobs: { Type: 'SQS', Properties: { Queue: arn(`Jobs${String(n)}`) } },
            },
          }),
          [`Table${String(n)}`]: { Type: 'AWS::Serverless::SimpleTable' },
          [`Dead${String(n)}`]: { Type: 'AWS::SQS::Queue' },
          [`Jobs${String(n)}`]: {
            Type: 'AWS::SQS::Queue',
            Properties: { RedrivePolicy: { deadLetterTargetArn: arn(`Dead${String(n)}`), maxReceiveCount: 3 } },
          },
        })),
        { Parameters: { Stage: parameter } },
      ),
  },
  {
    name: 'functions, all plain',
    most: 500,
    template: (count) => ({
      Resources: each(count, (n) => ({
        [`F${String(n)}`]: lambda({ Role: arn(`Role${String(n)}`) }),
        [`Role${String(n)}`]: role({
          Policies: [{ PolicyName: 'own', PolicyDocument: document(arn(`F${String(n)}`)) }],
        }),
      })),
    }),
  },
  {
    name: 'conditional functions, one role',
    most: 2000,
    template: conditional({ Role: arn('Role') }, { Role: role() }),
  },
  {
    name: 'functions left out first, one role',
    most: 2000,
    template: conditional({ Role: arn('Role') }, { Role: role() }, undefined, { Type: 'String' }),
  },
  {
    name: 'conditional functions, one policy',
    most: 2000,
    template: (count) => ({
      ...conditionsOf(count),
      Resources: {
        Policy: {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: {
            PolicyDocument: document('*'),
            Roles: Array.from({ length: count }, (_, n) => ref(`Role${String(n)}`)),
          },
        },
        ...each(count, (n) => ({
          [`Role${String(n)}`]: role(),
          [`F${String(n)}`]: lambda({ Role: arn(`Role${String(n)}`) }, { Condition: `C${String(n)}` }),
        })),
      },
    }),
  },
  {
    name: 'conditional roles, one policy',
    most: 2000,
    template: (count) => ({
      ...conditionsOf(count),
      Resources: {
        Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document('*') } },
        ...each(count, (n) => ({
          [`Role${String(n)}`]: { ...role({ ManagedPolicyArns: [ref('Policy')] }), Condition: `C${String(n)}` },
          [`F${String(n)}`]: lambda({ Role: arn(`Role${String(n)}`) }, { Condition: `C${String(n)}` }),
        })),
      },
    }),
  },
  {
    name: 'conditional functions, one layer',
    most: 2000,
    template: conditional(
      { Role: 'arn:aws:iam::123456789012:role/one', Layers: [ref('Layer')] },
      { Layer: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: { S3Bucket: 'b', S3Key: 'k' } } } },
    ),
  },
  {
    name: 'conditional functions, one dead letters',
    most: 2000,
    template: conditional(
      { Role: 'arn:aws:iam::123456789012:role/one', DeadLetterConfig: { TargetArn: arn('Dead') } },
      { Dead: { Type: 'AWS::SQS::Queue' } },
    ),
  },
  {
    name: 'conditional functions, one source',
    most: 2000,
    template: conditional(
      { Role: 'arn:aws:iam::123456789012:role/one' },
      { Jobs: { Type: 'AWS::SQS::Queue' } },
      (n) => ({
        [`Feed${String(n)}`]: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Condition: `C${String(n)}`,
          Properties: { FunctionName: ref(`F${String(n)}`), EventSourceArn: arn('Jobs') },
        },
      }),
    ),
  },
  {
    name: 'functions of one role, each with its queue',
    most: 2000,
    template: (count) => ({
      Resources: {
        Role: role({
          Policies: Array.from({ length: count }, (_, n) => ({
            PolicyName: `own${String(n)}`,
            PolicyDocument: document(arn(`Jobs${String(n)}`), ['sqs:SendMessage']),
          })),
        }),
        ...each(count, (n) => ({
          [`F${String(n)}`]: lambda({ Role: arn('Role') }),
          [`Jobs${String(n)}`]: { Type: 'AWS::SQS::Queue' },
          [`Feed${String(n)}`]: {
            Type: 'AWS::Lambda::EventSourceMapping',
            Properties: { FunctionName: ref(`F${String(n)}`), EventSourceArn: arn(`Jobs${String(n)}`) },
          },
        })),
      },
    }),
  },
  {
    name: 'conditional functions, one log group',
    most: 2000,
    template: conditional(
      { Role: 'arn:aws:iam::123456789012:role/one', LoggingConfig: { LogGroup: ref('Logs') } },
      { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'all' } } },
    ),
  },
  {
    name: 'conditional callers of one function',
    most: 2000,
    template: (count) => ({
      ...conditionsOf(count),
      Resources: {
        F: lambda({ Role: arn('Role') }),
        Role: role(),
        ...each(count, (n) => ({
          [`Topic${String(n)}`]: { Type: 'AWS::SNS::Topic', Condition: `C${String(n)}` },
          [`May${String(n)}`]: {
            Type: 'AWS::Lambda::Permission',
            Condition: `C${String(n)}`,
            Properties: {
              FunctionName: ref('F'),
              Action: 'lambda:InvokeFunction',
              Principal: 'sns.amazonaws.com',
              SourceArn: ref(`Topic${String(n)}`),
            },
          },
          [`Tell${String(n)}`]: {
            Type: 'AWS::SNS::Subscription',
            Condition: `C${String(n)}`,
            Properties: { TopicArn: ref(`Topic${String(n)}`), Protocol: 'lambda', Endpoint: arn('F') },
          },
        })),
      },
    }),
  },
];
