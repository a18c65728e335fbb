import { boolean, defineResource, link, policy, records, text } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const table = defineResource({
  type: { cloudformation: 'AWS::DynamoDB::Table', terraform: 'aws_dynamodb_table' },
  noun: 'table',
  fields: {
    tableName: text('TableName', { terraform: 'name' }),
    policy: policy('ResourcePolicy.PolicyDocument'),
    streamPolicy: policy('StreamSpecification.ResourcePolicy.PolicyDocument'),
    pointInTimeRecovery: boolean('PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled', {
      terraform: 'point_in_time_recovery.enabled',
      default: false,
    }),
    // Without it the key is DynamoDB's own.
    usesKms: boolean('SSESpecification.SSEEnabled', { terraform: 'server_side_encryption.enabled', default: false }),
    encryptionKey: link('SSESpecification.KMSMasterKeyId', {
      terraform: 'server_side_encryption.kms_key_arn',
      to: ['key', 'keyAlias'],
    }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html */
export const globalTable = defineResource({
  type: { cloudformation: 'AWS::DynamoDB::GlobalTable' },
  noun: 'table',
  fields: {
    usesKms: boolean('SSESpecification.SSEEnabled', { default: false }),
    replicas: records('Replicas', {
      policy: policy('ResourcePolicy.PolicyDocument'),
      streamPolicy: policy('ReplicaStreamSpecification.ResourcePolicy.PolicyDocument'),
      pointInTimeRecovery: boolean('PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled', { default: false }),
      encryptionKey: link('SSESpecification.KMSMasterKeyId', { to: ['key', 'keyAlias'] }),
    }),
  },
});
