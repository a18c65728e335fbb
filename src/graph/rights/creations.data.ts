import type { Kind } from '../../resources/index.js';

/**
 * What is asked of AWS to create resources of which policies judge little but the action and the name: the action, and the ARN, in which
 * `{name}` stands for the name and `*` for an id that AWS gives.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const creations = {
  accessKey: ['iam:CreateAccessKey', 'arn:{partition}:iam::{account}:user/*'],
  bucket: ['s3:CreateBucket', 'arn:{partition}:s3:::{name}'],
  codeSigningConfig: ['lambda:CreateCodeSigningConfig', '*'],
  eventApi: ['appsync:CreateApi', '*'],
  eventBus: ['events:CreateEventBus', 'arn:{partition}:events:{region}:{account}:event-bus/*'],
  eventRule: ['events:PutRule', 'arn:{partition}:events:{region}:{account}:rule/*'],
  graphqlApi: ['appsync:CreateGraphqlApi', '*'],
  httpApi: ['apigateway:POST', 'arn:{partition}:apigateway:{region}::/apis'],
  key: ['kms:CreateKey', '*'],
  layer: ['lambda:PublishLayerVersion', 'arn:{partition}:lambda:{region}:{account}:layer:*'],
  logGroup: ['logs:CreateLogGroup', 'arn:{partition}:logs:{region}:{account}:log-group:{name}'],
  queue: ['sqs:CreateQueue', 'arn:{partition}:sqs:{region}:{account}:{name}'],
  restApi: ['apigateway:POST', 'arn:{partition}:apigateway:{region}::/restapis'],
  schedule: ['scheduler:CreateSchedule', 'arn:{partition}:scheduler:{region}:{account}:schedule/*'],
  secret: ['secretsmanager:CreateSecret', 'arn:{partition}:secretsmanager:{region}:{account}:secret:*'],
  stateMachine: ['states:CreateStateMachine', 'arn:{partition}:states:{region}:{account}:stateMachine:*'],
  table: ['dynamodb:CreateTable', 'arn:{partition}:dynamodb:{region}:{account}:table/{name}'],
  topic: ['sns:CreateTopic', 'arn:{partition}:sns:{region}:{account}:{name}'],
  user: ['iam:CreateUser', 'arn:{partition}:iam::{account}:user/*'],
  userPool: ['cognito-idp:CreateUserPool', '*'],
} as const satisfies Partial<Record<Kind, readonly [action: string, arn: string]>>;

/** The kinds that the table has. */
export const creating = Object.keys(creations) as (keyof typeof creations)[];
