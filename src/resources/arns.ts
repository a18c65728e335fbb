import type { Kind } from './index.js';

/**
 * The ARNs of resources by their kind, with stars, and `^` for what holds no slash.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const arns = {
  apiDestination: 'arn:aws:events:*:*:api-destination/*',
  broker: 'arn:aws:mq:*:*:broker:*:*',
  bucket: 'arn:aws:s3:::^',
  buildProject: 'arn:aws:codebuild:*:*:project/^',
  eventBus: 'arn:aws:events:*:*:event-bus/*',
  function: 'arn:aws:lambda:*:*:function:*',
  functionAlias: 'arn:aws:lambda:*:*:function:*:*',
  globalTable: 'arn:aws:dynamodb:*:*:table/^',
  graphqlApi: 'arn:aws:appsync:*:*:apis/^',
  key: 'arn:aws:kms:*:*:key/^',
  logGroup: 'arn:aws:logs:*:*:log-group:*',
  queue: 'arn:aws:sqs:*:*:^',
  repository: 'arn:aws:ecr:*:*:repository/*',
  role: 'arn:aws:iam::*:role/*',
  secret: 'arn:aws:secretsmanager:*:*:secret:*',
  secretAttachment: 'arn:aws:secretsmanager:*:*:secret:*',
  stateMachine: 'arn:aws:states:*:*:stateMachine:^',
  stream: 'arn:aws:kinesis:*:*:stream/*',
  table: 'arn:aws:dynamodb:*:*:table/^',
  taskDefinition: 'arn:aws:ecs:*:*:task-definition/*:*',
  topic: 'arn:aws:sns:*:*:^',
  userPool: 'arn:aws:cognito-idp:*:*:userpool/^',
} as const satisfies Partial<Record<Kind, string>>;

/** The ARN of the stack itself, and the pseudo parameter that gives it. */
export const ofStack = { parameter: 'AWS::StackId', arn: 'arn:aws:cloudformation:*:*:stack/^/^' } as const;

/** The ARN of a kind of resource; `undefined`: no rule needs it. */
export const arnOfKind = (kind: Kind): string | undefined => (arns as Readonly<Partial<Record<Kind, string>>>)[kind];
