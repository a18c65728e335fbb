/**
 * What the SDKs for JavaScript call in words of their own. Written by hand on 2026-11-23.
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/
 */

/** Classes of the SDK's second version that are not called as the client's package is, in lower case. */
export const classes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cloudwatchevents: 'cloudwatch-events',
    cloudwatchlogs: 'cloudwatch-logs',
    cognitoidentityserviceprovider: 'cognito-identity-provider',
    costexplorer: 'cost-explorer',
    documentclient: 'dynamodb',
    dynamodbstreams: 'dynamodb-streams',
    elbv2: 'elastic-load-balancing-v2',
    iotdata: 'iot-data-plane',
    rdsdataservice: 'rds-data',
    route53: 'route-53',
    secretsmanager: 'secrets-manager',
    stepfunctions: 'sfn',
    transcribeservice: 'transcribe',
  }),
);

/** Methods of the document client, and its commands without `Command`: the operation that each is. */
export const documentOperations: ReadonlyMap<string, string> = new Map(
  Object.entries({
    BatchExecuteStatement: 'BatchExecuteStatement',
    BatchGet: 'BatchGetItem',
    BatchWrite: 'BatchWriteItem',
    Delete: 'DeleteItem',
    ExecuteStatement: 'ExecuteStatement',
    ExecuteTransaction: 'ExecuteTransaction',
    Get: 'GetItem',
    Put: 'PutItem',
    Query: 'Query',
    Scan: 'Scan',
    TransactGet: 'TransactGetItems',
    TransactWrite: 'TransactWriteItems',
    Update: 'UpdateItem',
  }),
);
