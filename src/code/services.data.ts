/**
 * What the clients of AWS's SDKs for JavaScript call. Written by hand on 2026-11-23.
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

/** A service as a client of the SDK reaches it. */
export interface Service {
  /** Its prefix in actions: `dynamodb`. */
  readonly prefix: string;
  /** The prefixes of the services that it calls with the rights of its caller, for some of its operations; {@link any}. */
  readonly calls: readonly string[];
  /** Operations for which it calls none of them. */
  readonly alone?: RegExp;
  /** Operations for which it does whatever it is asked to, of any service. */
  readonly acts?: RegExp;
}

/** Whichever of all services, or of all actions of one. */
export const any = '*';

const service = (prefix: string, calls: readonly string[] = [], alone?: RegExp, acts?: RegExp): Service => ({
  prefix,
  calls,
  ...(alone && { alone }),
  ...(acts && { acts }),
});

/**
 * By the end of the client's package, `@aws-sdk/client-…`. A service that is missing may call any other with the rights of its caller, as
 * Athena reads buckets.
 */
export const services: ReadonlyMap<string, Service> = new Map(
  Object.entries({
    acm: service('acm', [any], /^(?:Describe|Get|List)/),
    apigatewaymanagementapi: service('execute-api'),
    appconfigdata: service('appconfig'),
    'auto-scaling': service(
      'autoscaling',
      [any],
      /^(?:CompleteLifecycleAction|Describe|RecordLifecycleActionHeartbeat)/,
    ),
    // What a model is to look at may lie in a bucket.
    'bedrock-runtime': service('bedrock', ['s3'], /^(?:ApplyGuardrail|CountTokens)$/),
    cloudfront: service('cloudfront', [any], /^(?:CreateInvalidation|Describe|Get|List)/),
    'cloudfront-keyvaluestore': service('cloudfront-keyvaluestore'),
    cloudwatch: service(
      'cloudwatch',
      ['lambda', 'sns', 'ssm', 'states'],
      /^(?:Delete|Describe|Disable|Get|List|Set|Tag|Untag|Put(?:Dashboard|MetricData)$)/,
    ),
    'cloudwatch-events': service('events', ['secretsmanager'], /^(?!.*(?:Connection|ApiDestination))\w/),
    'cloudwatch-logs': service(
      'logs',
      ['firehose', 'kinesis', 'lambda', 's3'],
      /^(?:CreateLog(?:Group|Stream)$|Describe|Filter|Get|List|PutLogEvents|PutRetentionPolicy|StartQuery|StopQuery)/,
    ),
    codebuild: service('codebuild', [any], /^(?:BatchGet|Describe|List|StartBuild$|StopBuild$)/),
    codedeploy: service('codedeploy', [any], /^(?:BatchGet|Get|List|PutLifecycleEventHookExecutionStatus$)/),
    codepipeline: service('codepipeline', [any], /^(?:Get|List|PutJob|StartPipelineExecution$)/),
    'cognito-identity': service('cognito-identity', [any], /^(?:Describe|Get|List|LookupDeveloperIdentity)/),
    'cognito-identity-provider': service(
      'cognito-idp',
      ['firehose', 'lambda', 's3', 'ses', 'sns'],
      /^(?:Admin|Describe|Get|Initiate|List)/,
    ),
    comprehend: service('comprehend', ['s3'], /^(?:Batch)?Detect/),
    'cost-explorer': service('ce', [any], /^(?:Describe|Get|List)/),
    dynamodb: service('dynamodb', ['kinesis', 's3'], /^(?!Export|Import|EnableKinesis|DisableKinesis|UpdateKinesis)\w/),
    'dynamodb-streams': service('dynamodb'),
    ec2: service('ec2', ['firehose', 'logs', 's3', 'ssm'], /^(?:(?:Start|Stop|Reboot)Instances$|Describe)/),
    ecs: service('ecs', [any], /^(?:Describe|List|RunTask$|StopTask$)/),
    'elastic-load-balancing-v2': service('elasticloadbalancing', [any], /^Describe/),
    eventbridge: service('events', ['secretsmanager'], /^(?!.*(?:Connection|ApiDestination))\w/),
    firehose: service('firehose', ['s3'], /^(?:Delete|Describe|List|Put|Tag|Untag)/),
    iam: service('iam'),
    'iot-data-plane': service('iot'),
    kinesis: service('kinesis'),
    kms: service('kms'),
    lambda: service(
      'lambda',
      ['dynamodb', 'kinesis', 's3', 'secretsmanager', 'sqs'],
      /^(?:(?:Cre|Upd)ateAlias$|(?!Create|Publish|Put|Update)\w)/,
    ),
    location: service('geo'),
    polly: service('polly', ['s3', 'sns'], /^SynthesizeSpeech$/),
    rds: service('rds', [any], /^(?:Describe|List|StartDB(?:Cluster|Instance)$|StopDB(?:Cluster|Instance)$)/),
    'rds-data': service('rds-data', ['secretsmanager']),
    rekognition: service('rekognition', ['kinesis', 's3', 'sns']),
    'resource-groups-tagging-api': service('tag', [any], /^(?:Describe|Get)/),
    'route-53': service('route53', [any], /^(?:ChangeResourceRecordSets|Get|List|TestDNSAnswer)/),
    s3: service('s3'),
    'sagemaker-runtime': service('sagemaker', ['s3'], /^InvokeEndpoint$/),
    scheduler: service('scheduler'),
    'secrets-manager': service(
      'secretsmanager',
      ['lambda'],
      /^(?:BatchGet|Create|Delete|Describe|Get|List|Put|Restore|Tag|Untag|Update)/,
    ),
    ses: service('ses', ['firehose', 'lambda', 's3', 'sns'], /^(?:Get|List|Send)/),
    sesv2: service('ses', ['firehose', 's3', 'sns'], /^(?:Get|List|Send)/),
    sfn: service('states'),
    sns: service('sns', ['firehose'], /^(?!Subscribe$)\w/),
    sqs: service('sqs'),
    // A parameter may stand for a secret, and an automation does what it says.
    ssm: service(
      'ssm',
      ['secretsmanager'],
      /^(?!GetParameter|PutParameter)\w/,
      /^(?:Create|Register|Resume|SendAutomation|Start|Update)/,
    ),
    sts: service('sts'),
    support: service('support'),
    textract: service('textract', ['s3', 'sns']),
    'timestream-query': service('timestream', [any], /^(?:CancelQuery|DescribeEndpoints|PrepareQuery|Query)$/),
    'timestream-write': service('timestream', [any], /^(?:Describe|List|WriteRecords)/),
    transcribe: service('transcribe', ['s3']),
    translate: service('translate', ['s3'], /^TranslateText$/),
    wafv2: service('wafv2', [any], /^(?:Describe|Get|List|UpdateIPSet$)/),
    xray: service('xray'),
  }),
);

const own = (names: string): RegExp => new RegExp(`^(?:${names})$`);

/**
 * The services of which is known what each operation needs, by their prefixes: the operations that need the action of their own name
 * and no other. What the others need stands in the table below, or is not known.
 */
export const judged: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    cloudwatch: own(
      'Delete(?:Alarms|AnomalyDetector|Dashboards|InsightRules|MetricStream)|Describe\\w+|(?:Dis|En)ableAlarmActions|Get\\w+|List\\w+|PutDashboard|PutMetricData|SetAlarmState|(?:Start|Stop)MetricStreams|(?:T|Unt)agResource',
    ),
    dynamodb: own(
      'Batch(?:Get|Write)Item|Delete(?:Backup|Item|ResourcePolicy)|Describe\\w+|Get(?:Item|Records|ResourcePolicy|ShardIterator)|List\\w+|Put(?:Item|ResourcePolicy)|Query|Scan|(?:T|Unt)agResource|Update(?:ContinuousBackups|Item|TimeToLive)',
    ),
    events: own(
      'CancelReplay|DeleteRule|Describe\\w+|(?:Dis|En)ableRule|List\\w+|Put(?:Events|PartnerEvents|Permission|Targets)|Remove(?:Permission|Targets)|(?:T|Unt)agResource|TestEventPattern',
    ),
    firehose: own('DeleteDeliveryStream|Describe\\w+|List\\w+|Put\\w+|(?:T|Unt)agDeliveryStream'),
    kinesis: own(
      'AddTagsToStream|(?:De|In)creaseStreamRetentionPeriod|Describe\\w+|Get(?:Records|ShardIterator|ResourcePolicy)|List\\w+|MergeShards|PutRecords?|RemoveTagsFromStream|SplitShard|SubscribeToShard|(?:T|Unt)agResource',
    ),
    lambda: own(
      'AddPermission|CheckpointDurableExecution|(?:Cre|Upd)ateAlias|Delete(?:Alias|EventSourceMapping|Function|Function\\w+|LayerVersion|ProvisionedConcurrencyConfig)|Get\\w+|List\\w+|PublishVersion|Put(?:FunctionConcurrency|ProvisionedConcurrencyConfig)|RemovePermission|SendDurableExecution\\w+|StopDurableExecution|(?:T|Unt)agResource',
    ),
    s3: own(
      'DeleteBucket|DeleteBucketPolicy|DeleteBucketWebsite|GetBucket(?:Acl|CORS|Cors|Location|Logging|OwnershipControls|Policy|PolicyStatus|RequestPayment|Tagging|Versioning|Website)|GetObject(?:LegalHold|Retention)|PutBucket(?:Acl|Cors|Logging|OwnershipControls|Policy|RequestPayment|Tagging|Versioning|Website)|PutObjectLegalHold',
    ),
    scheduler: own('CreateSchedule|DeleteSchedule|Get\\w+|List\\w+|(?:T|Unt)agResource|UpdateSchedule'),
    secretsmanager: own(
      'CancelRotateSecret|Delete\\w+|DescribeSecret|Get\\w+|List\\w+|Put\\w+|RestoreSecret|RotateSecret|(?:T|Unt)agResource|UpdateSecret|UpdateSecretVersionStage|ValidateResourcePolicy',
    ),
    sns: own(
      'AddPermission|CheckIfPhoneNumberIsOptedOut|ConfirmSubscription|CreatePlatformEndpoint|Delete\\w+|Get\\w+|List\\w+|OptInPhoneNumber|Publish|PutDataProtectionPolicy|RemovePermission|Set\\w+|Subscribe|(?:T|Unt)agResource|Unsubscribe',
    ),
    sqs: own(
      'AddPermission|ChangeMessageVisibility|Delete(?:Message|Queue)|Get\\w+|List(?:DeadLetterSourceQueues|QueueTags|Queues)|PurgeQueue|ReceiveMessage|RemovePermission|SendMessage|SetQueueAttributes|(?:T|Unt)agQueue',
    ),
    ssm: own(
      'AddTagsToResource|CancelCommand|Delete\\w+|Describe\\w+|Get\\w+|(?:L|Unl)abelParameterVersion|List\\w+|RemoveTagsFromResource|SendCommand',
    ),
    states: own(
      'Delete\\w+|Describe\\w+|Get\\w+|List\\w+|PublishStateMachineVersion|RedriveExecution|SendTask\\w+|Start(?:Sync)?Execution|StopExecution|(?:T|Unt)agResource|UpdateMapRun|ValidateStateMachineDefinition',
    ),
  }),
);

// A version has actions of its own; and only who may list a bucket is told that an object is missing.
const reading =
  'GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes GetObjectVersionTagging ListBucket ListBucketVersions';
const writing =
  'PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging BypassGovernanceRetention';
const inParts = `${writing} AbortMultipartUpload ListMultipartUploadParts ListBucketMultipartUploads`;
const deleting = 'DeleteObject DeleteObjectVersion BypassGovernanceRetention GetObject ListBucket ListBucketVersions';
const partiQl = 'PartiQLSelect PartiQLInsert PartiQLUpdate PartiQLDelete';
const moving = 'DeleteMessage GetQueueAttributes ReceiveMessage';

/** Rows for operations of which is not known what they need, but that they are there. */
const whichever = (names: string): Record<string, string> =>
  Object.fromEntries(names.split(' ').map((name) => [name, any]));

/**
 * The actions that an operation may need, where they are not those of its own name: by service, then by operation. What it needs only
 * with some parameter is among them, and what tells a missing object from one that nobody may see.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
 */
export const actionsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cloudwatch: whichever(
    'AssociateDatasetKmsKey CreateResourceMetricsConfiguration DeleteResourceMetricsConfiguration DescribeAlarmContributors DisassociateDatasetKmsKey GetResourceMetricsConfiguration UpdateOTelEnrichment UpdateResourceMetricsConfiguration',
  ),
  dynamodb: {
    BatchExecuteStatement: partiQl,
    ExecuteStatement: partiQl,
    ExecuteTransaction: `${partiQl} ConditionCheckItem`,
    TransactGetItems: 'GetItem',
    TransactWriteItems: 'ConditionCheckItem DeleteItem PutItem UpdateItem',
    ...whichever('CancelBulkOperation DescribeBulkOperation ListBulkOperations StartBulkPutItems'),
  },
  events: { PutRule: 'PutRule TagResource' },
  lambda: {
    GetFunction: 'GetFunction ListTags',
    GetLayerVersionByArn: 'GetLayerVersion',
    Invoke: 'InvokeFunction',
    InvokeAsync: 'InvokeFunction InvokeAsync',
    InvokeWithResponseStream: 'InvokeFunction',
  },
  s3: {
    AbortMultipartUpload: 'AbortMultipartUpload',
    CompleteMultipartUpload: inParts,
    CopyObject: `${reading} ${writing}`,
    CreateBucket:
      'CreateBucket PutBucketAcl PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketTagging PutBucketVersioning TagResource',
    CreateMultipartUpload: inParts,
    DeleteObject: deleting,
    DeleteObjects: deleting,
    DeleteObjectTagging: 'DeleteObjectTagging DeleteObjectVersionTagging',
    DeleteBucketCors: 'PutBucketCORS',
    DeleteBucketEncryption: 'PutEncryptionConfiguration',
    DeleteBucketLifecycle: 'PutLifecycleConfiguration',
    GetBucketEncryption: 'GetEncryptionConfiguration',
    GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
    GetBucketNotification: 'GetBucketNotification',
    GetBucketNotificationConfiguration: 'GetBucketNotification',
    GetBucketReplication: 'GetReplicationConfiguration',
    GetObject: reading,
    GetObjectAcl: 'GetObjectAcl GetObjectVersionAcl',
    GetObjectAttributes: reading,
    GetObjectTagging: 'GetObjectTagging GetObjectVersionTagging',
    GetObjectTorrent: 'GetObjectTorrent GetObjectVersionTorrent GetObject',
    GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
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
    PutBucketNotification: 'PutBucketNotification',
    PutBucketNotificationConfiguration: 'PutBucketNotification',
    PutObject: writing,
    PutObjectAcl: 'PutObjectAcl PutObjectVersionAcl',
    PutObjectRetention: 'PutObjectRetention BypassGovernanceRetention',
    PutObjectTagging: 'PutObjectTagging PutObjectVersionTagging',
    SelectObjectContent: reading,
    // What lib-storage, and the second version of the SDK, make of several.
    Upload: inParts,
    UploadPart: inParts,
    UploadPartCopy: `${reading} ${inParts}`,
    ...whichever(
      'CreateBucketMetadataConfiguration CreateSession DeleteBucketAnalyticsConfiguration DeleteBucketIntelligentTieringConfiguration DeleteBucketInventoryConfiguration DeleteBucketMetadataConfiguration DeleteBucketMetricsConfiguration DeleteBucketOwnershipControls DeleteBucketReplication DeleteBucketTagging DeletePublicAccessBlock GetBucketAccelerateConfiguration GetBucketAnalyticsConfiguration GetBucketIntelligentTieringConfiguration GetBucketInventoryConfiguration GetBucketLifecycle GetBucketMetadataConfiguration GetBucketMetricsConfiguration GetObjectLockConfiguration ListBucketAnalyticsConfigurations ListBucketIntelligentTieringConfigurations ListBucketInventoryConfigurations ListBucketMetricsConfigurations ListDirectoryBuckets PutBucketAccelerateConfiguration PutBucketAnalyticsConfiguration PutBucketIntelligentTieringConfiguration PutBucketInventoryConfiguration PutBucketLifecycle PutBucketMetricsConfiguration PutBucketReplication PutObjectLockConfiguration PutPublicAccessBlock RenameObject WriteGetObjectResponse',
    ),
  },
  scheduler: {
    CreateScheduleGroup: 'CreateScheduleGroup TagResource',
    DeleteScheduleGroup: 'DeleteScheduleGroup DeleteSchedule',
  },
  secretsmanager: {
    BatchGetSecretValue: 'BatchGetSecretValue GetSecretValue DescribeSecret ListSecrets',
    CreateSecret: 'CreateSecret ReplicateSecretToRegions TagResource',
  },
  sns: { PublishBatch: 'Publish' },
  sqs: {
    CancelMessageMoveTask: `CancelMessageMoveTask ${moving}`,
    ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
    CreateQueue: 'CreateQueue TagQueue SetQueueAttributes GetQueueAttributes',
    DeleteMessageBatch: 'DeleteMessage',
    ListMessageMoveTasks: `ListMessageMoveTasks ${moving}`,
    SendMessageBatch: 'SendMessage',
    StartMessageMoveTask: `StartMessageMoveTask ${moving} SendMessage`,
  },
  ssm: {
    PutParameter: 'PutParameter AddTagsToResource',
    ...whichever('DeregisterDefaultHostManagementConfiguration RegisterDefaultHostManagementConfiguration'),
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
    AlarmExists: 'DescribeAlarms',
    AlarmMuteRuleExists: 'GetAlarmMuteRule',
    BucketExists: 'HeadBucket',
    BucketNotExists: 'HeadBucket',
    BulkOperationCompleted: 'DescribeBulkOperation',
    ChannelActive: 'DescribeChannel',
    CommandExecuted: 'GetCommandInvocation',
    CompositeAlarmExists: 'DescribeAlarms',
    ContributorInsightsEnabled: 'DescribeContributorInsights',
    ExportCompleted: 'DescribeExport',
    FunctionActive: 'GetFunctionConfiguration',
    FunctionActiveV2: 'GetFunction',
    FunctionExists: 'GetFunction',
    FunctionUpdated: 'GetFunctionConfiguration',
    FunctionUpdatedV2: 'GetFunction',
    ImportCompleted: 'DescribeImport',
    KinesisStreamingDestinationActive: 'DescribeKinesisStreamingDestination',
    LogAlarmExists: 'DescribeAlarms',
    ObjectExists: 'HeadObject',
    ObjectNotExists: 'HeadObject',
    PublishedVersionActive: 'GetFunctionConfiguration',
    StreamExists: 'DescribeStream',
    StreamNotExists: 'DescribeStream',
    TableExists: 'DescribeTable',
    TableNotExists: 'DescribeTable',
  }),
);
