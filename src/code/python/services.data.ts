/**
 * What boto3 calls in words of its own. Written by hand on 2026-11-23, from the models that botocore and boto3 1.43 bring with them.
 * @see https://docs.aws.amazon.com/boto3/latest/reference/services/index.html
 */

/** Services that boto3 calls otherwise than the SDK for JavaScript does, by the end of its client's package. */
export const clients: ReadonlyMap<string, string> = new Map(
  Object.entries({
    autoscaling: 'auto-scaling',
    ce: 'cost-explorer',
    'cognito-idp': 'cognito-identity-provider',
    dynamodbstreams: 'dynamodb-streams',
    elbv2: 'elastic-load-balancing-v2',
    events: 'eventbridge',
    'iot-data': 'iot-data-plane',
    logs: 'cloudwatch-logs',
    resourcegroupstaggingapi: 'resource-groups-tagging-api',
    route53: 'route-53',
    secretsmanager: 'secrets-manager',
    stepfunctions: 'sfn',
  }),
);

/** Operations that need no action of their name, of services whose operations are otherwise told by their actions. */
export const unlisted: Readonly<Record<string, readonly string[]>> = {
  bedrock: ['Converse', 'ConverseStream', 'InvokeModelWithBidirectionalStream', 'StartAsyncInvoke'],
  cloudfront: ['CreateDistributionWithTags'],
  'cognito-idp': ['CompleteWebAuthnRegistration', 'DeleteWebAuthnCredential', 'StartWebAuthnRegistration'],
};

/** What boto3 adds to clients and resources, which takes its arguments by their places: the operations that it calls. */
export const transfers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dynamodb: { batch_writer: 'BatchWriteItem' },
  s3: {
    // Of one that no collection gives, each attribute is asked for.
    ObjectSummary: 'HeadObject',
    copy: 'HeadObject CopyObject UploadPartCopy Upload',
    download_file: 'HeadObject GetObject',
    download_fileobj: 'HeadObject GetObject',
    generate_presigned_post: 'PutObject',
    upload_file: 'PutObject Upload',
    upload_fileobj: 'PutObject Upload',
  },
};

const each = (names: string, operation: string): Record<string, string> =>
  Object.fromEntries(names.split(' ').map((name) => [name, operation]));

/**
 * What the objects of `boto3.resource()` call: by service, then by the name of a method, of a collection, or of an attribute that is loaded
 * when it is first asked for. What is called as the operation is is missing here. No more of them will come.
 * @see https://docs.aws.amazon.com/boto3/latest/guide/resources.html
 */
export const resources: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cloudwatch: {
    ...each(
      'actions_enabled alarm_actions alarm_arn alarm_configuration_updated_timestamp alarm_description comparison_operator datapoints_to_alarm evaluate_low_sample_count_percentile evaluation_criteria evaluation_interval evaluation_periods evaluation_state extended_statistic insufficient_data_actions ok_actions period state_reason state_reason_data state_transitioned_timestamp state_updated_timestamp state_value statistic threshold threshold_metric_id treat_missing_data unit',
      'DescribeAlarms',
    ),
    ...each('dimensions load metric_name namespace reload', 'DescribeAlarms ListMetrics'),
    alarms: 'DescribeAlarms DescribeAlarmsForMetric',
    delete: 'DeleteAlarms',
    describe_history: 'DescribeAlarmHistory',
    disable_actions: 'DisableAlarmActions',
    enable_actions: 'EnableAlarmActions',
    get_statistics: 'GetMetricStatistics',
    metrics: 'DescribeAlarms ListMetrics',
    put_alarm: 'PutMetricAlarm',
    put_data: 'PutMetricData',
    set_state: 'SetAlarmState',
  },
  dynamodb: {
    ...each(
      'archival_summary attribute_definitions billing_mode_summary creation_date_time deletion_protection_enabled global_secondary_indexes global_table_settings_replication_mode global_table_version global_table_witnesses item_count key_schema latest_stream_arn latest_stream_label load local_secondary_indexes multi_region_consistency on_demand_throughput provisioned_throughput reload replicas restore_summary sse_description stream_specification table_arn table_class_summary table_id table_size_bytes table_status wait_until_exists wait_until_not_exists warm_throughput',
      'DescribeTable',
    ),
    delete: 'DeleteTable',
    tables: 'ListTables',
    update: 'UpdateTable',
  },
  s3: {
    ...each(
      'accept_ranges archive_status bucket_key_enabled cache_control content_disposition content_encoding content_language content_length content_range content_type delete_marker e_tag expiration expires last_modified metadata missing_meta object_lock_legal_hold_status object_lock_mode object_lock_retain_until_date parts_count replication_status request_charged restore server_side_encryption sse_customer_algorithm sse_customer_key_md5 ssekms_key_id storage_class tag_count version_id website_redirect_location checksum_crc32 checksum_crc32_c checksum_crc64_nvme checksum_md5 checksum_sha1 checksum_sha256 checksum_sha512 checksum_type checksum_xxhash128 checksum_xxhash3 checksum_xxhash64 head',
      'HeadObject',
    ),
    ...each('load reload', 'HeadObject ListBuckets'),
    ...each('wait_until_exists wait_until_not_exists', 'HeadBucket HeadObject'),
    abort: 'AbortMultipartUpload',
    buckets: 'ListBuckets',
    complete: 'CompleteMultipartUpload',
    copy_from: 'CopyObject UploadPartCopy',
    create: 'CreateBucket',
    creation_date: 'ListBuckets',
    delete: 'DeleteBucket DeleteObject DeleteObjects',
    get: 'GetObject',
    initiate_multipart_upload: 'CreateMultipartUpload',
    multipart_uploads: 'ListMultipartUploads',
    object_versions: 'ListObjectVersions',
    objects: 'ListObjects',
    parts: 'ListParts',
    put: 'PutObject',
    restore_object: 'RestoreObject',
    upload: 'UploadPart',
  },
  sns: {
    ...each(
      'attributes load reload',
      'GetEndpointAttributes GetPlatformApplicationAttributes GetSubscriptionAttributes GetTopicAttributes',
    ),
    delete: 'DeleteEndpoint DeletePlatformApplication DeleteTopic Unsubscribe',
    endpoints: 'ListEndpointsByPlatformApplication',
    platform_applications: 'ListPlatformApplications',
    set_attributes:
      'SetEndpointAttributes SetPlatformApplicationAttributes SetSubscriptionAttributes SetTopicAttributes',
    subscriptions: 'ListSubscriptions ListSubscriptionsByTopic',
    topics: 'ListTopics',
  },
  sqs: {
    ...each('attributes load reload', 'GetQueueAttributes'),
    change_visibility: 'ChangeMessageVisibility',
    dead_letter_source_queues: 'ListDeadLetterSourceQueues',
    delete: 'DeleteMessage DeleteMessageBatch DeleteQueue',
    delete_messages: 'DeleteMessageBatch',
    get_queue_by_name: 'GetQueueUrl',
    purge: 'PurgeQueue',
    queues: 'ListQueues',
    receive_messages: 'ReceiveMessage',
    send_messages: 'SendMessageBatch',
    set_attributes: 'SetQueueAttributes',
  },
};

/** Objects of S3's resources that change and read the settings of buckets, and who may do what. */
export const settings =
  /^(?:Bucket|Object)?(?:Acl|Cors|Lifecycle|LifecycleConfiguration|Logging|Notification|Policy|RequestPayment|Tagging|Versioning|Website)$/;
