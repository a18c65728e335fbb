import {
  boolean,
  defineResource,
  link,
  links,
  policy,
  records,
  string,
  terraformOnly,
  text,
  texts,
  tree,
} from './define.js';

/** A document that says who may use a resource, where it stands beside the resource. */
export const resourcePolicy = defineResource({
  type: {
    cloudformation: [
      'AWS::Logs::ResourcePolicy',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::TopicInlinePolicy',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueueInlinePolicy',
      'AWS::SQS::QueuePolicy',
    ],
    terraform: [
      'aws_cloudwatch_event_bus_policy',
      'aws_cloudwatch_log_resource_policy',
      'aws_dynamodb_resource_policy',
      'aws_ecr_repository_policy',
      'aws_kinesis_resource_policy',
      'aws_kms_key_policy',
      'aws_s3_bucket_policy',
      'aws_secretsmanager_secret_policy',
      'aws_sns_topic_policy',
      'aws_sqs_queue_policy',
    ],
  },
  noun: 'resource policy',
  fields: {
    document: policy('PolicyDocument', { terraform: ['policy', 'resource_policy', 'policy_document'] }),
    queues: links('Queues', { terraform: 'queue_url', to: 'queue' }),
    topics: links('Topics', { terraform: 'arn', to: 'topic' }),
    bucket: link('Bucket', { terraform: 'bucket', to: 'bucket' }),
    // Of the types for one queue or topic.
    queue: link('Queue', { to: 'queue' }),
    topic: link('TopicArn', { to: 'topic' }),
  },
});

/** The same where CloudFormation calls the document otherwise. */
export const otherResourcePolicy = defineResource({
  type: { cloudformation: ['AWS::Kinesis::ResourcePolicy', 'AWS::SecretsManager::ResourcePolicy'] },
  noun: 'resource policy',
  fields: { document: policy('ResourcePolicy') },
});

/**
 * One statement of the policy of an event bus: as it stands in a policy, or in the older way of a principal and a condition.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html
 */
export const eventBusStatement = defineResource({
  type: { cloudformation: 'AWS::Events::EventBusPolicy', terraform: 'aws_cloudwatch_event_permission' },
  noun: 'event bus policy',
  fields: {
    statement: tree('Statement'),
    principal: tree('Principal', { terraform: 'principal' }),
    action: tree('Action', { terraform: 'action' }),
    test: tree('Condition', { terraform: 'condition' }),
  },
});

/** Only Terraform takes the policy of a secret within it. */
export const secret = defineResource({
  type: { cloudformation: 'AWS::SecretsManager::Secret', terraform: 'aws_secretsmanager_secret' },
  noun: 'secret',
  fields: { policy: policy(terraformOnly, { terraform: 'policy' }) },
});

/**
 * Writes the address of a database into a secret, and stands for the secret from then on.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secrettargetattachment.html
 */
export const secretAttachment = defineResource({
  type: { cloudformation: 'AWS::SecretsManager::SecretTargetAttachment' },
  noun: 'attachment of a secret',
  fields: {},
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
export const key = defineResource({
  type: {
    cloudformation: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
    terraform: ['aws_kms_key', 'aws_kms_replica_key'],
  },
  noun: 'key',
  fields: { document: policy('KeyPolicy', { terraform: 'policy' }) },
});

/** Another name of a key; those of AWS's own keys can't be declared. */
export const keyAlias = defineResource({
  type: { cloudformation: 'AWS::KMS::Alias', terraform: 'aws_kms_alias' },
  noun: 'key alias',
  fields: {},
});

/**
 * Says in its policy which accounts may send their logs to it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-destination.html
 */
export const logDestination = defineResource({
  type: { cloudformation: 'AWS::Logs::Destination', terraform: 'aws_cloudwatch_log_destination_policy' },
  noun: 'log destination',
  fields: { policy: policy('DestinationPolicy', { terraform: 'access_policy' }) },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html */
export const repository = defineResource({
  type: { cloudformation: 'AWS::ECR::Repository', terraform: 'aws_ecr_repository' },
  noun: 'repository',
  named: 'repositoryName',
  fields: {
    repositoryName: text('RepositoryName', { terraform: 'name' }),
    policy: policy('RepositoryPolicyText'),
    tagMutability: string('ImageTagMutability', { terraform: 'image_tag_mutability', default: 'MUTABLE' }),
    // The tags that it is the other way round with.
    excludedTags: records(
      'ImageTagMutabilityExclusionFilters',
      { filter: text('ImageTagMutabilityExclusionFilterValue', { terraform: 'filter' }) },
      { terraform: 'image_tag_mutability_exclusion_filter' },
    ),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-opensearchservice-domain.html */
export const searchDomain = defineResource({
  type: {
    cloudformation: ['AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain'],
    terraform: ['aws_opensearch_domain', 'aws_elasticsearch_domain'],
  },
  noun: 'search domain',
  fields: {
    policy: policy('AccessPolicies', { terraform: 'access_policies' }),
    // Who is not in its network, or is none of its users, is kept out whatever the policy says.
    subnets: texts('VPCOptions.SubnetIds', { terraform: 'vpc_options.subnet_ids' }),
    hasUsers: boolean('AdvancedSecurityOptions.Enabled', {
      terraform: 'advanced_security_options.enabled',
      default: false,
    }),
  },
});
