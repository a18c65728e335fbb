import { defineResource, policy } from './define.js';

/** A document that says who may use a resource, where it stands beside the resource. */
export const resourcePolicy = defineResource({
  type: {
    cloudformation: [
      'AWS::S3::BucketPolicy',
      'AWS::SNS::TopicInlinePolicy',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueueInlinePolicy',
      'AWS::SQS::QueuePolicy',
    ],
    terraform: [
      'aws_cloudwatch_event_bus_policy',
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
  fields: { document: policy('PolicyDocument', { terraform: 'policy' }) },
});

/** The same where CloudFormation calls the document otherwise. */
export const otherResourcePolicy = defineResource({
  type: { cloudformation: ['AWS::Kinesis::ResourcePolicy', 'AWS::SecretsManager::ResourcePolicy'] },
  noun: 'resource policy',
  fields: { document: policy('ResourcePolicy') },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
export const key = defineResource({
  type: { cloudformation: 'AWS::KMS::Key', terraform: 'aws_kms_key' },
  noun: 'key',
  fields: { document: policy('KeyPolicy', { terraform: 'policy' }) },
});
