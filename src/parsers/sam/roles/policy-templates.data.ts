// Facts of aws-sam-translator 1.110.0 (2026-05-29).

/** One statement of a policy template: blank-separated actions and resources; `${…}` is a parameter or a pseudo one. */
export interface Grant {
  readonly allow: string;
  readonly on: string;
  readonly when?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html */
export const policyTemplates: Readonly<Record<string, readonly Grant[]>> = {
  AMIDescribePolicy: [{ allow: 'ec2:DescribeImages', on: '*' }],
  AWSSecretsManagerGetSecretValuePolicy: [{ allow: 'secretsmanager:GetSecretValue', on: '${SecretArn}' }],
  AWSSecretsManagerRotationPolicy: [
    {
      allow:
        'secretsmanager:DescribeSecret secretsmanager:GetSecretValue secretsmanager:PutSecretValue secretsmanager:UpdateSecretVersionStage',
      on: 'arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:*',
      when: {
        StringEquals: {
          'secretsmanager:resource/AllowRotationLambdaArn':
            'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${FunctionName}',
        },
      },
    },
    { allow: 'secretsmanager:GetRandomPassword', on: '*' },
  ],
  AcmGetCertificatePolicy: [{ allow: 'acm:GetCertificate', on: '${CertificateArn}' }],
  AthenaQueryPolicy: [
    {
      allow:
        'athena:ListWorkGroups athena:GetExecutionEngine athena:GetExecutionEngines athena:GetNamespace athena:GetCatalogs athena:GetNamespaces athena:GetTables athena:GetTable',
      on: '*',
    },
    {
      allow:
        'athena:StartQueryExecution athena:GetQueryResults athena:DeleteNamedQuery athena:GetNamedQuery athena:ListQueryExecutions athena:StopQueryExecution athena:GetQueryResultsStream athena:ListNamedQueries athena:CreateNamedQuery athena:GetQueryExecution athena:BatchGetNamedQuery athena:BatchGetQueryExecution athena:GetWorkGroup',
      on: 'arn:${AWS::Partition}:athena:${AWS::Region}:${AWS::AccountId}:workgroup/${WorkGroupName}',
    },
  ],
  CloudFormationDescribeStacksPolicy: [
    {
      allow: 'cloudformation:DescribeStacks',
      on: 'arn:${AWS::Partition}:cloudformation:${AWS::Region}:${AWS::AccountId}:stack/*',
    },
  ],
  CloudWatchDashboardPolicy: [
    {
      allow: 'cloudwatch:GetDashboard cloudwatch:ListDashboards cloudwatch:PutDashboard cloudwatch:ListMetrics',
      on: '*',
    },
  ],
  CloudWatchDescribeAlarmHistoryPolicy: [{ allow: 'cloudwatch:DescribeAlarmHistory', on: '*' }],
  CloudWatchPutMetricPolicy: [{ allow: 'cloudwatch:PutMetricData', on: '*' }],
  CodeCommitCrudPolicy: [
    {
      allow:
        'codecommit:GitPull codecommit:GitPush codecommit:CreateBranch codecommit:DeleteBranch codecommit:GetBranch codecommit:ListBranches codecommit:MergeBranchesByFastForward codecommit:MergeBranchesBySquash codecommit:MergeBranchesByThreeWay codecommit:UpdateDefaultBranch codecommit:BatchDescribeMergeConflicts codecommit:CreateUnreferencedMergeCommit codecommit:DescribeMergeConflicts codecommit:GetMergeCommit codecommit:GetMergeOptions codecommit:BatchGetPullRequests codecommit:CreatePullRequest codecommit:DescribePullRequestEvents codecommit:GetCommentsForPullRequest codecommit:GetCommitsFromMergeBase codecommit:GetMergeConflicts codecommit:GetPullRequest codecommit:ListPullRequests codecommit:MergePullRequestByFastForward codecommit:MergePullRequestBySquash codecommit:MergePullRequestByThreeWay codecommit:PostCommentForPullRequest codecommit:UpdatePullRequestDescription codecommit:UpdatePullRequestStatus codecommit:UpdatePullRequestTitle codecommit:DeleteFile codecommit:GetBlob codecommit:GetFile codecommit:GetFolder codecommit:PutFile codecommit:DeleteCommentContent codecommit:GetComment codecommit:GetCommentsForComparedCommit codecommit:PostCommentForComparedCommit codecommit:PostCommentReply codecommit:UpdateComment codecommit:BatchGetCommits codecommit:CreateCommit codecommit:GetCommit codecommit:GetCommitHistory codecommit:GetDifferences codecommit:GetObjectIdentifier codecommit:GetReferences codecommit:GetTree codecommit:GetRepository codecommit:UpdateRepositoryDescription codecommit:ListTagsForResource codecommit:TagResource codecommit:UntagResource codecommit:GetRepositoryTriggers codecommit:PutRepositoryTriggers codecommit:TestRepositoryTriggers codecommit:GetBranch codecommit:GetCommit codecommit:UploadArchive codecommit:GetUploadArchiveStatus codecommit:CancelUploadArchive',
      on: 'arn:${AWS::Partition}:codecommit:${AWS::Region}:${AWS::AccountId}:${RepositoryName}',
    },
  ],
  CodeCommitReadPolicy: [
    {
      allow:
        'codecommit:GitPull codecommit:GetBranch codecommit:ListBranches codecommit:BatchDescribeMergeConflicts codecommit:DescribeMergeConflicts codecommit:GetMergeCommit codecommit:GetMergeOptions codecommit:BatchGetPullRequests codecommit:DescribePullRequestEvents codecommit:GetCommentsForPullRequest codecommit:GetCommitsFromMergeBase codecommit:GetMergeConflicts codecommit:GetPullRequest codecommit:ListPullRequests codecommit:GetBlob codecommit:GetFile codecommit:GetFolder codecommit:GetComment codecommit:GetCommentsForComparedCommit codecommit:BatchGetCommits codecommit:GetCommit codecommit:GetCommitHistory codecommit:GetDifferences codecommit:GetObjectIdentifier codecommit:GetReferences codecommit:GetTree codecommit:GetRepository codecommit:ListTagsForResource codecommit:GetRepositoryTriggers codecommit:TestRepositoryTriggers codecommit:GetBranch codecommit:GetCommit codecommit:GetUploadArchiveStatus',
      on: 'arn:${AWS::Partition}:codecommit:${AWS::Region}:${AWS::AccountId}:${RepositoryName}',
    },
  ],
  CodePipelineLambdaExecutionPolicy: [
    { allow: 'codepipeline:PutJobSuccessResult codepipeline:PutJobFailureResult', on: '*' },
  ],
  CodePipelineReadOnlyPolicy: [
    {
      allow: 'codepipeline:ListPipelineExecutions',
      on: 'arn:${AWS::Partition}:codepipeline:${AWS::Region}:${AWS::AccountId}:${PipelineName}',
    },
  ],
  ComprehendBasicAccessPolicy: [
    {
      allow:
        'comprehend:BatchDetectKeyPhrases comprehend:DetectDominantLanguage comprehend:DetectEntities comprehend:BatchDetectEntities comprehend:DetectKeyPhrases comprehend:DetectSentiment comprehend:BatchDetectDominantLanguage comprehend:BatchDetectSentiment',
      on: '*',
    },
  ],
  CostExplorerReadOnlyPolicy: [
    {
      allow:
        'ce:GetCostAndUsage ce:GetDimensionValues ce:GetReservationCoverage ce:GetReservationPurchaseRecommendation ce:GetReservationUtilization ce:GetTags',
      on: '*',
    },
  ],
  DynamoDBBackupFullAccessPolicy: [
    {
      allow: 'dynamodb:CreateBackup dynamodb:DescribeContinuousBackups',
      on: 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}',
    },
    {
      allow: 'dynamodb:DeleteBackup dynamodb:DescribeBackup dynamodb:ListBackups',
      on: 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/backup/*',
    },
  ],
  DynamoDBCrudPolicy: [
    {
      allow:
        'dynamodb:GetItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:Scan dynamodb:Query dynamodb:UpdateItem dynamodb:BatchWriteItem dynamodb:BatchGetItem dynamodb:DescribeTable dynamodb:ConditionCheckItem',
      on: 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName} arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/index/*',
    },
  ],
  DynamoDBReadPolicy: [
    {
      allow: 'dynamodb:GetItem dynamodb:Scan dynamodb:Query dynamodb:BatchGetItem dynamodb:DescribeTable',
      on: 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName} arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/index/*',
    },
  ],
  DynamoDBReconfigurePolicy: [
    {
      allow: 'dynamodb:UpdateTable',
      on: 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}',
    },
  ],
  DynamoDBRestoreFromBackupPolicy: [
    {
      allow: 'dynamodb:RestoreTableFromBackup',
      on: 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/backup/*',
    },
    {
      allow:
        'dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:Query dynamodb:Scan dynamodb:BatchWriteItem',
      on: 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}',
    },
  ],
  DynamoDBStreamReadPolicy: [
    {
      allow: 'dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator',
      on: 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/stream/${StreamName}',
    },
    {
      allow: 'dynamodb:ListStreams',
      on: 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/stream/*',
    },
  ],
  DynamoDBWritePolicy: [
    {
      allow: 'dynamodb:PutItem dynamodb:UpdateItem dynamodb:BatchWriteItem',
      on: 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName} arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/index/*',
    },
  ],
  EC2CopyImagePolicy: [
    { allow: 'ec2:CopyImage', on: 'arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:image/${ImageId}' },
  ],
  EC2DescribePolicy: [{ allow: 'ec2:DescribeRegions ec2:DescribeInstances', on: '*' }],
  EFSWriteAccessPolicy: [
    {
      allow: 'elasticfilesystem:ClientMount elasticfilesystem:ClientWrite',
      on: 'arn:${AWS::Partition}:elasticfilesystem:${AWS::Region}:${AWS::AccountId}:file-system/${FileSystem}',
      when: {
        StringEquals: {
          'elasticfilesystem:AccessPointArn':
            'arn:${AWS::Partition}:elasticfilesystem:${AWS::Region}:${AWS::AccountId}:access-point/${AccessPoint}',
        },
      },
    },
  ],
  EKSDescribePolicy: [{ allow: 'eks:DescribeCluster eks:ListClusters', on: '*' }],
  EcsRunTaskPolicy: [
    {
      allow: 'ecs:RunTask',
      on: 'arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:task-definition/${TaskDefinition}',
    },
  ],
  ElasticMapReduceAddJobFlowStepsPolicy: [
    {
      allow: 'elasticmapreduce:AddJobFlowSteps',
      on: 'arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}',
    },
  ],
  ElasticMapReduceCancelStepsPolicy: [
    {
      allow: 'elasticmapreduce:CancelSteps',
      on: 'arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}',
    },
  ],
  ElasticMapReduceModifyInstanceFleetPolicy: [
    {
      allow: 'elasticmapreduce:ModifyInstanceFleet elasticmapreduce:ListInstanceFleets',
      on: 'arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}',
    },
  ],
  ElasticMapReduceModifyInstanceGroupsPolicy: [
    {
      allow: 'elasticmapreduce:ModifyInstanceGroups elasticmapreduce:ListInstanceGroups',
      on: 'arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}',
    },
  ],
  ElasticMapReduceSetTerminationProtectionPolicy: [
    {
      allow: 'elasticmapreduce:SetTerminationProtection',
      on: 'arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}',
    },
  ],
  ElasticMapReduceTerminateJobFlowsPolicy: [
    {
      allow: 'elasticmapreduce:TerminateJobFlows',
      on: 'arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}',
    },
  ],
  ElasticsearchHttpPostPolicy: [
    {
      allow: 'es:ESHttpPost es:ESHttpPut',
      on: 'arn:${AWS::Partition}:es:${AWS::Region}:${AWS::AccountId}:domain/${DomainName}/*',
    },
  ],
  EventBridgePutEventsPolicy: [
    {
      allow: 'events:PutEvents',
      on: 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/${EventBusName}',
    },
  ],
  FilterLogEventsPolicy: [
    {
      allow: 'logs:FilterLogEvents',
      on: 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${LogGroupName}:log-stream:*',
    },
  ],
  FirehoseCrudPolicy: [
    {
      allow:
        'firehose:CreateDeliveryStream firehose:DeleteDeliveryStream firehose:DescribeDeliveryStream firehose:PutRecord firehose:PutRecordBatch firehose:UpdateDestination',
      on: 'arn:${AWS::Partition}:firehose:${AWS::Region}:${AWS::AccountId}:deliverystream/${DeliveryStreamName}',
    },
  ],
  FirehoseWritePolicy: [
    {
      allow: 'firehose:PutRecord firehose:PutRecordBatch',
      on: 'arn:${AWS::Partition}:firehose:${AWS::Region}:${AWS::AccountId}:deliverystream/${DeliveryStreamName}',
    },
  ],
  KMSDecryptPolicy: [
    { allow: 'kms:Decrypt', on: 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${KeyId}' },
  ],
  KMSEncryptPolicy: [
    { allow: 'kms:Encrypt', on: 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${KeyId}' },
  ],
  KMSEncryptPolicy_v2: [
    {
      allow:
        'kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:GenerateDataKeyPair kms:GenerateDataKeyPairWithoutPlaintext',
      on: 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${KeyId}',
    },
  ],
  KinesisCrudPolicy: [
    {
      allow:
        'kinesis:AddTagsToStream kinesis:CreateStream kinesis:DecreaseStreamRetentionPeriod kinesis:DeleteStream kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:GetShardIterator kinesis:IncreaseStreamRetentionPeriod kinesis:ListTagsForStream kinesis:MergeShards kinesis:PutRecord kinesis:PutRecords kinesis:SplitShard kinesis:RemoveTagsFromStream',
      on: 'arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/${StreamName}',
    },
  ],
  KinesisStreamReadPolicy: [
    {
      allow: 'kinesis:ListStreams kinesis:DescribeLimits',
      on: 'arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/*',
    },
    {
      allow: 'kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:GetRecords kinesis:GetShardIterator',
      on: 'arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/${StreamName}',
    },
  ],
  LambdaInvokePolicy: [
    {
      allow: 'lambda:InvokeFunction',
      on: 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${FunctionName}*',
    },
  ],
  MobileAnalyticsWriteOnlyAccessPolicy: [{ allow: 'mobileanalytics:PutEvents', on: '*' }],
  OrganizationsListAccountsPolicy: [{ allow: 'organizations:ListAccounts', on: '*' }],
  PinpointEndpointAccessPolicy: [
    {
      allow: 'mobiletargeting:GetEndpoint mobiletargeting:UpdateEndpoint mobiletargeting:UpdateEndpointsBatch',
      on: 'arn:${AWS::Partition}:mobiletargeting:${AWS::Region}:${AWS::AccountId}:apps/${PinpointApplicationId}/endpoints/*',
    },
  ],
  PollyFullAccessPolicy: [
    {
      allow: 'polly:GetLexicon polly:DeleteLexicon',
      on: 'arn:${AWS::Partition}:polly:${AWS::Region}:${AWS::AccountId}:lexicon/${LexiconName}',
    },
    {
      allow: 'polly:DescribeVoices polly:ListLexicons polly:PutLexicon polly:SynthesizeSpeech',
      on: 'arn:${AWS::Partition}:polly:${AWS::Region}:${AWS::AccountId}:lexicon/*',
    },
  ],
  RekognitionDetectOnlyPolicy: [
    {
      allow:
        'rekognition:DetectFaces rekognition:DetectLabels rekognition:DetectModerationLabels rekognition:DetectText',
      on: '*',
    },
  ],
  RekognitionFacesManagementPolicy: [
    {
      allow:
        'rekognition:IndexFaces rekognition:DeleteFaces rekognition:SearchFaces rekognition:SearchFacesByImage rekognition:ListFaces',
      on: 'arn:${AWS::Partition}:rekognition:${AWS::Region}:${AWS::AccountId}:collection/${CollectionId}',
    },
  ],
  RekognitionFacesPolicy: [{ allow: 'rekognition:CompareFaces rekognition:DetectFaces', on: '*' }],
  RekognitionLabelsPolicy: [{ allow: 'rekognition:DetectLabels rekognition:DetectModerationLabels', on: '*' }],
  RekognitionNoDataAccessPolicy: [
    {
      allow:
        'rekognition:CompareFaces rekognition:DetectFaces rekognition:DetectLabels rekognition:DetectModerationLabels',
      on: 'arn:${AWS::Partition}:rekognition:${AWS::Region}:${AWS::AccountId}:collection/${CollectionId}',
    },
  ],
  RekognitionReadPolicy: [
    {
      allow: 'rekognition:ListCollections rekognition:ListFaces rekognition:SearchFaces rekognition:SearchFacesByImage',
      on: 'arn:${AWS::Partition}:rekognition:${AWS::Region}:${AWS::AccountId}:collection/${CollectionId}',
    },
  ],
  RekognitionWriteOnlyAccessPolicy: [
    {
      allow: 'rekognition:CreateCollection rekognition:IndexFaces',
      on: 'arn:${AWS::Partition}:rekognition:${AWS::Region}:${AWS::AccountId}:collection/${CollectionId}',
    },
  ],
  Route53ChangeResourceRecordSetsPolicy: [
    { allow: 'route53:ChangeResourceRecordSets', on: 'arn:${AWS::Partition}:route53:::hostedzone/${HostedZoneId}' },
  ],
  S3CrudPolicy: [
    {
      allow:
        's3:GetObject s3:ListBucket s3:GetBucketLocation s3:GetObjectVersion s3:PutObject s3:PutObjectAcl s3:GetLifecycleConfiguration s3:PutLifecycleConfiguration s3:DeleteObject',
      on: 'arn:${AWS::Partition}:s3:::${BucketName} arn:${AWS::Partition}:s3:::${BucketName}/*',
    },
  ],
  S3FullAccessPolicy: [
    {
      allow:
        's3:GetObject s3:GetObjectAcl s3:GetObjectVersion s3:PutObject s3:PutObjectAcl s3:DeleteObject s3:DeleteObjectTagging s3:DeleteObjectVersionTagging s3:GetObjectTagging s3:GetObjectVersionTagging s3:PutObjectTagging s3:PutObjectVersionTagging',
      on: 'arn:${AWS::Partition}:s3:::${BucketName}/*',
    },
    {
      allow: 's3:ListBucket s3:GetBucketLocation s3:GetLifecycleConfiguration s3:PutLifecycleConfiguration',
      on: 'arn:${AWS::Partition}:s3:::${BucketName}',
    },
  ],
  S3ReadPolicy: [
    {
      allow: 's3:GetObject s3:ListBucket s3:GetBucketLocation s3:GetObjectVersion s3:GetLifecycleConfiguration',
      on: 'arn:${AWS::Partition}:s3:::${BucketName} arn:${AWS::Partition}:s3:::${BucketName}/*',
    },
  ],
  S3WritePolicy: [
    {
      allow: 's3:PutObject s3:PutObjectAcl s3:PutLifecycleConfiguration',
      on: 'arn:${AWS::Partition}:s3:::${BucketName} arn:${AWS::Partition}:s3:::${BucketName}/*',
    },
  ],
  SESBulkTemplatedCrudPolicy: [
    {
      allow:
        'ses:GetIdentityVerificationAttributes ses:SendEmail ses:SendRawEmail ses:SendTemplatedEmail ses:SendBulkTemplatedEmail ses:VerifyEmailIdentity',
      on: 'arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${IdentityName}',
    },
  ],
  SESBulkTemplatedCrudPolicy_v2: [
    {
      allow: 'ses:SendEmail ses:SendRawEmail ses:SendTemplatedEmail ses:SendBulkTemplatedEmail',
      on: 'arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${IdentityName} arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:template/${TemplateName}',
    },
    { allow: 'ses:GetIdentityVerificationAttributes ses:VerifyEmailIdentity', on: '*' },
  ],
  SESCrudPolicy: [
    {
      allow: 'ses:GetIdentityVerificationAttributes ses:SendEmail ses:SendRawEmail ses:VerifyEmailIdentity',
      on: 'arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${IdentityName}',
    },
  ],
  SESEmailTemplateCrudPolicy: [
    {
      allow:
        'ses:CreateTemplate ses:GetTemplate ses:ListTemplates ses:UpdateTemplate ses:DeleteTemplate ses:TestRenderTemplate',
      on: '*',
    },
  ],
  SESSendBouncePolicy: [
    {
      allow: 'ses:SendBounce',
      on: 'arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${IdentityName}',
    },
  ],
  SNSCrudPolicy: [
    {
      allow: 'sns:ListSubscriptionsByTopic sns:CreateTopic sns:SetTopicAttributes sns:Subscribe sns:Publish',
      on: 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${TopicName}*',
    },
  ],
  SNSPublishMessagePolicy: [
    { allow: 'sns:Publish', on: 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${TopicName}' },
  ],
  SQSPollerPolicy: [
    {
      allow:
        'sqs:ChangeMessageVisibility sqs:ChangeMessageVisibilityBatch sqs:DeleteMessage sqs:DeleteMessageBatch sqs:GetQueueAttributes sqs:ReceiveMessage',
      on: 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${QueueName}',
    },
  ],
  SQSSendMessagePolicy: [
    { allow: 'sqs:SendMessage*', on: 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${QueueName}' },
  ],
  SSMParameterReadPolicy: [
    { allow: 'ssm:DescribeParameters', on: '*' },
    {
      allow: 'ssm:GetParameters ssm:GetParameter ssm:GetParametersByPath',
      on: 'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/${ParameterName}',
    },
  ],
  SSMParameterWithSlashPrefixReadPolicy: [
    { allow: 'ssm:DescribeParameters', on: '*' },
    {
      allow: 'ssm:GetParameters ssm:GetParameter ssm:GetParametersByPath',
      on: 'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter${ParameterName}',
    },
  ],
  SageMakerCreateEndpointConfigPolicy: [
    {
      allow: 'sagemaker:CreateEndpointConfig',
      on: 'arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:endpoint-config/${EndpointConfigName}',
    },
  ],
  SageMakerCreateEndpointPolicy: [
    {
      allow: 'sagemaker:CreateEndpoint',
      on: 'arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:endpoint/${EndpointName}',
    },
  ],
  ServerlessRepoReadWriteAccessPolicy: [
    {
      allow:
        'serverlessrepo:CreateApplication serverlessrepo:CreateApplicationVersion serverlessrepo:UpdateApplication serverlessrepo:GetApplication serverlessrepo:ListApplications serverlessrepo:ListApplicationVersions serverlessrepo:ListApplicationDependencies',
      on: 'arn:${AWS::Partition}:serverlessrepo:${AWS::Region}:${AWS::AccountId}:applications/*',
    },
  ],
  StepFunctionsCallbackPolicy: [
    {
      allow: 'states:SendTaskFailure states:SendTaskHeartbeat states:SendTaskSuccess',
      on: 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${StateMachineName}',
    },
  ],
  StepFunctionsExecutionPolicy: [
    {
      allow: 'states:StartExecution',
      on: 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${StateMachineName}',
    },
  ],
  StepFunctionsExecutionPolicy_v2: [
    {
      allow: 'states:StartExecution states:StartSyncExecution',
      on: 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${StateMachineName}',
    },
  ],
  TextractDetectAnalyzePolicy: [
    {
      allow:
        'textract:DetectDocumentText textract:StartDocumentTextDetection textract:StartDocumentAnalysis textract:AnalyzeDocument',
      on: '*',
    },
  ],
  TextractGetResultPolicy: [{ allow: 'textract:GetDocumentTextDetection textract:GetDocumentAnalysis', on: '*' }],
  TextractPolicy: [{ allow: 'textract:*', on: '*' }],
  VPCAccessPolicy: [
    {
      allow:
        'ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:DescribeNetworkInterfaces ec2:DetachNetworkInterface',
      on: '*',
    },
  ],
};
