import { boolean, defineResource, link, policy, records, tags, text, texts } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const table = defineResource({
  type: { cloudformation: 'AWS::DynamoDB::Table', terraform: 'aws_dynamodb_table' },
  noun: 'table',
  fields: {
    tableName: text('TableName', { terraform: 'name' }),
    tags: tags('Tags', { terraform: 'tags_all' }),
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
    tableName: text('TableName'),
    usesKms: boolean('SSESpecification.SSEEnabled', { default: false }),
    replicas: records('Replicas', {
      policy: policy('ResourcePolicy.PolicyDocument'),
      streamPolicy: policy('ReplicaStreamSpecification.ResourcePolicy.PolicyDocument'),
      pointInTimeRecovery: boolean('PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled', { default: false }),
      encryptionKey: link('SSESpecification.KMSMasterKeyId', { to: ['key', 'keyAlias'] }),
      tags: tags('Tags'),
    }),
  },
});

const pair = {
  key: text('ConditionKey', { terraform: 'key' }),
  value: text('ConditionValue', { terraform: 'value' }),
};

/** What a backup plan is made for. @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html */
export const backupSelection = defineResource({
  type: { cloudformation: 'AWS::Backup::BackupSelection', terraform: 'aws_backup_selection' },
  noun: 'backup selection',
  fields: {
    resources: texts('BackupSelection.Resources', { terraform: 'resources' }),
    notResources: texts('BackupSelection.NotResources', { terraform: 'not_resources' }),
    anyTag: records('BackupSelection.ListOfTags', pair, { terraform: 'selection_tag' }),
    equal: records('BackupSelection.Conditions.StringEquals', pair, { terraform: 'condition.string_equals' }),
    like: records('BackupSelection.Conditions.StringLike', pair, { terraform: 'condition.string_like' }),
    notEqual: records('BackupSelection.Conditions.StringNotEquals', pair, { terraform: 'condition.string_not_equals' }),
    notLike: records('BackupSelection.Conditions.StringNotLike', pair, { terraform: 'condition.string_not_like' }),
  },
});
