/** What the optimised integrations of Step Functions need. Written by hand on 2026-11-24. */

/** An API of a service as a state calls it. */
export interface Integration {
  /** One action of each of these groups has to be allowed. */
  readonly actions: readonly (readonly string[])[];
  /** Whether waiting for its end takes a rule of EventBridge that Step Functions makes with the role. */
  readonly managedRule?: true;
}

const needs = (...actions: readonly string[]): Integration => ({ actions: actions.map((action) => [action]) });
const waits = (...actions: readonly string[]): Integration => ({ ...needs(...actions), managedRule: true });

/**
 * By service and API, as a `Resource` names them behind `arn:aws:states:::`. Those that are missing are not known, or need more than can be
 * told.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
 */
export const integrations: ReadonlyMap<string, Integration> = new Map(
  Object.entries<Integration>({
    'athena:getQueryExecution': needs('athena:GetQueryExecution'),
    'athena:getQueryResults': needs('athena:GetQueryResults'),
    'athena:startQueryExecution': needs('athena:StartQueryExecution'),
    'athena:stopQueryExecution': needs('athena:StopQueryExecution'),
    'batch:submitJob': waits('batch:SubmitJob'),
    'bedrock:invokeModel': needs('bedrock:InvokeModel'),
    'codebuild:startBuild': waits('codebuild:StartBuild'),
    'codebuild:stopBuild': needs('codebuild:StopBuild'),
    'databrew:startJobRun': needs('databrew:StartJobRun'),
    'dynamodb:deleteItem': needs('dynamodb:DeleteItem'),
    'dynamodb:getItem': needs('dynamodb:GetItem'),
    'dynamodb:putItem': needs('dynamodb:PutItem'),
    'dynamodb:updateItem': needs('dynamodb:UpdateItem'),
    'ecs:runTask': waits('ecs:RunTask'),
    'events:putEvents': needs('events:PutEvents'),
    'glue:startJobRun': needs('glue:StartJobRun'),
    'http:invoke': needs('states:InvokeHTTPEndpoint'),
    'lambda:invoke': needs('lambda:InvokeFunction'),
    'mediaconvert:createJob': waits('mediaconvert:CreateJob'),
    's3:getObject': { actions: [['s3:GetObject', 's3:GetObjectVersion']] },
    's3:listObjectsV2': needs('s3:ListBucket'),
    's3:putObject': needs('s3:PutObject'),
    'sns:publish': needs('sns:Publish'),
    'sqs:sendMessage': needs('sqs:SendMessage'),
    'states:startExecution': waits('states:StartExecution'),
  }),
);

/**
 * What makes the rule by which Step Functions waits: without it, the state machine is not made.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html#sync-async-iam-policies
 */
export const managedRule = ['events:PutRule', 'events:PutTargets', 'events:DescribeRule'] as const;

/**
 * What sends logs of executions to a log group; the role of a state machine that logs is looked at when that is made.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy
 */
export const logDelivery = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
] as const;
