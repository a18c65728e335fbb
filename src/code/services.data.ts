/**
 * What the clients of AWS's SDKs for JavaScript call. Written by hand on 2026-11-23.
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

/** A service as a client of the SDK reaches it. */
export interface Service {
  /** Its prefix in actions: `dynamodb`. */
  readonly prefix: string;
  /** The prefixes of the services that it calls with the rights of its caller, for some of its operations. */
  readonly calls: readonly string[];
  /** Operations for which it calls none of them. */
  readonly alone?: RegExp;
}

const service = (prefix: string, calls: readonly string[] = [], alone?: RegExp): Service => ({
  prefix,
  calls,
  ...(alone && { alone }),
});

/**
 * By the end of the client's package, `@aws-sdk/client-…`. A service that is missing may call any other with the rights of its caller, as
 * Athena reads buckets.
 */
export const services: ReadonlyMap<string, Service> = new Map(
  Object.entries({
    apigatewaymanagementapi: service('execute-api'),
    appconfigdata: service('appconfig'),
    // What a model is to look at may lie in a bucket.
    'bedrock-runtime': service('bedrock', ['s3'], /^InvokeModel/),
    cloudwatch: service(
      'cloudwatch',
      ['lambda', 'sns', 'states'],
      /^(?:Describe|Get|List|Put(?:Dashboard|MetricData)$)/,
    ),
    'cloudwatch-events': service('events'),
    'cloudwatch-logs': service(
      'logs',
      ['firehose', 'kinesis', 'lambda', 's3'],
      /^(?:CreateLog|Describe|Filter|Get|List|PutLogEvents|StartQuery)/,
    ),
    'cognito-identity-provider': service(
      'cognito-idp',
      ['lambda', 'ses', 'sns'],
      /^(?:Admin|Describe|Get|Initiate|List)/,
    ),
    comprehend: service('comprehend', ['s3'], /^(?:Batch)?Detect/),
    dynamodb: service('dynamodb', ['kinesis', 's3'], /^(?!Export|Import|EnableKinesis|DisableKinesis)/),
    'dynamodb-streams': service('dynamodb'),
    ec2: service('ec2', ['firehose', 'logs', 's3', 'ssm'], /^(?:Describe|Start|Stop|Reboot)Instances|^Describe/),
    eventbridge: service('events'),
    firehose: service('firehose', ['s3'], /^(?:Describe|List|Put)/),
    'iot-data-plane': service('iot'),
    kinesis: service('kinesis'),
    kms: service('kms'),
    lambda: service('lambda', ['dynamodb', 'kinesis', 's3', 'secretsmanager', 'sqs'], /^(?:Get|Invoke|List)/),
    location: service('geo'),
    polly: service('polly', ['s3', 'sns'], /^SynthesizeSpeech$/),
    'rds-data': service('rds-data', ['secretsmanager']),
    rekognition: service('rekognition', ['kinesis', 's3', 'sns']),
    s3: service('s3'),
    scheduler: service('scheduler'),
    'secrets-manager': service(
      'secretsmanager',
      ['lambda'],
      /^(?:BatchGet|Create|Delete|Describe|Get|List|Put|Update)/,
    ),
    ses: service('ses', ['firehose', 'lambda', 's3', 'sns'], /^(?:Get|List|Send)/),
    sesv2: service('ses', ['s3'], /^(?:Get|List|Send)/),
    sfn: service('states'),
    sns: service('sns', ['firehose'], /^Publish/),
    sqs: service('sqs'),
    // A parameter may stand for a secret.
    ssm: service('ssm', ['lambda', 's3', 'secretsmanager', 'sns', 'states'], /^(?:Delete|Describe|List|Put)/),
    sts: service('sts'),
    textract: service('textract', ['s3', 'sns']),
    transcribe: service('transcribe', ['s3']),
    translate: service('translate', ['s3'], /^TranslateText$/),
    xray: service('xray'),
  }),
);

/** Prefixes of the services of which each operation's actions are known: from the table below, or by the operation's own name. */
export const judged: ReadonlySet<string> = new Set([
  'cloudwatch',
  'dynamodb',
  'events',
  'firehose',
  'kinesis',
  'lambda',
  's3',
  'scheduler',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'states',
]);

/** Classes of the SDK's second version that are not called as the client's package is, in lower case. */
export const classes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cloudwatchevents: 'cloudwatch-events',
    cloudwatchlogs: 'cloudwatch-logs',
    cognitoidentityserviceprovider: 'cognito-identity-provider',
    documentclient: 'dynamodb',
    dynamodbstreams: 'dynamodb-streams',
    iotdata: 'iot-data-plane',
    rdsdataservice: 'rds-data',
    secretsmanager: 'secrets-manager',
    stepfunctions: 'sfn',
    transcribeservice: 'transcribe',
  }),
);

const reading =
  'GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes GetObjectVersionTagging ListBucket';
const writing =
  'PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging';
const inParts = `${writing} AbortMultipartUpload ListMultipartUploadParts ListBucketMultipartUploads`;
const partiQl = 'PartiQLSelect PartiQLInsert PartiQLUpdate PartiQLDelete';

/**
 * The actions that an operation may need, where they are not those of its own name: by service, then by operation. What it needs only
 * with some parameter is among them, and what tells a missing object from one that nobody may see.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
 */
export const actionsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dynamodb: {
    BatchExecuteStatement: partiQl,
    ExecuteStatement: partiQl,
    ExecuteTransaction: `${partiQl} ConditionCheckItem`,
    TransactGetItems: 'GetItem',
    TransactWriteItems: 'ConditionCheckItem DeleteItem PutItem UpdateItem',
  },
  lambda: {
    GetLayerVersionByArn: 'GetLayerVersion',
    Invoke: 'InvokeFunction',
    InvokeAsync: 'InvokeFunction',
    InvokeWithResponseStream: 'InvokeFunction',
  },
  s3: {
    AbortMultipartUpload: inParts,
    CompleteMultipartUpload: inParts,
    CopyObject: `${reading} ${writing}`,
    CreateMultipartUpload: inParts,
    DeleteObject: 'DeleteObject DeleteObjectVersion BypassGovernanceRetention ListBucket',
    DeleteObjects: 'DeleteObject DeleteObjectVersion BypassGovernanceRetention ListBucket',
    DeleteObjectTagging: 'DeleteObjectTagging DeleteObjectVersionTagging',
    GetBucketEncryption: 'GetEncryptionConfiguration',
    GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
    GetBucketNotificationConfiguration: 'GetBucketNotification',
    GetObject: reading,
    GetObjectAcl: reading,
    GetObjectAttributes: reading,
    GetObjectTagging: reading,
    HeadBucket: 'ListBucket',
    HeadObject: reading,
    ListBuckets: 'ListAllMyBuckets',
    ListMultipartUploads: 'ListBucketMultipartUploads',
    ListObjects: 'ListBucket',
    ListObjectsV2: 'ListBucket',
    ListObjectVersions: 'ListBucketVersions ListBucket',
    ListParts: 'ListMultipartUploadParts',
    PutBucketEncryption: 'PutEncryptionConfiguration',
    PutBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
    PutBucketNotificationConfiguration: 'PutBucketNotification',
    PutObject: writing,
    PutObjectAcl: 'PutObjectAcl PutObjectVersionAcl',
    PutObjectTagging: 'PutObjectTagging PutObjectVersionTagging',
    SelectObjectContent: reading,
    UploadPart: inParts,
    UploadPartCopy: `${reading} ${inParts}`,
  },
  secretsmanager: { BatchGetSecretValue: 'BatchGetSecretValue DescribeSecret GetSecretValue ListSecrets' },
  sns: { PublishBatch: 'Publish' },
  sqs: {
    ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
    DeleteMessageBatch: 'DeleteMessage',
    SendMessageBatch: 'SendMessage',
  },
};

/**
 * The actions without which an operation is refused, where they are not that of its own name: of each group one. An operation of the table
 * above that is missing here needs what only its parameters tell.
 */
export const neededBy: Readonly<Record<string, Readonly<Record<string, readonly (readonly string[])[]>>>> = {
  lambda: { Invoke: [['InvokeFunction']], InvokeWithResponseStream: [['InvokeFunction']] },
  s3: {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
    CopyObject: [['GetObject', 'GetObjectVersion'], ['PutObject']],
    CreateMultipartUpload: [['PutObject']],
    DeleteObject: [['DeleteObject', 'DeleteObjectVersion']],
    DeleteObjects: [['DeleteObject', 'DeleteObjectVersion']],
    GetObject: [['GetObject', 'GetObjectVersion']],
    HeadObject: [['GetObject', 'GetObjectVersion']],
    ListBuckets: [['ListAllMyBuckets']],
    ListObjects: [['ListBucket']],
    ListObjectsV2: [['ListBucket']],
    PutObject: [['PutObject']],
    UploadPart: [['PutObject']],
  },
  // Both may be asked for without a signature: https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html
  sns: { ConfirmSubscription: [], PublishBatch: [['Publish']], Unsubscribe: [] },
  sqs: {
    ChangeMessageVisibilityBatch: [['ChangeMessageVisibility']],
    DeleteMessageBatch: [['DeleteMessage']],
    SendMessageBatch: [['SendMessage']],
  },
};

/**
 * What else lets in who calls a service, by its prefix; an action of the same name in services that answer for it, or one for all of them:
 * of directory buckets, of access points with a function behind them, of buckets on Outposts.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-authenticating-authorizing.html
 */
export const standIns: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3express:CreateSession', 's3-object-lambda:', 's3-outposts:'],
};

/** What a waiter asks again and again, without `waitUntil` and in the words of both versions of the SDK. */
export const waiters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    BucketExists: 'HeadBucket',
    BucketNotExists: 'HeadBucket',
    FunctionActive: 'GetFunctionConfiguration',
    FunctionActiveV2: 'GetFunction',
    FunctionExists: 'GetFunction',
    FunctionUpdated: 'GetFunctionConfiguration',
    FunctionUpdatedV2: 'GetFunction',
    ObjectExists: 'HeadObject',
    ObjectNotExists: 'HeadObject',
    StreamExists: 'DescribeStream',
    StreamNotExists: 'DescribeStream',
    TableExists: 'DescribeTable',
    TableNotExists: 'DescribeTable',
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
