import { defineResource, link, number, policy, string, text } from './define.js';

/** The custom resource by which the AWS CDK sets the retention of a log group that Lambda makes, and nothing else of it. */
const logRetention = 'Custom::LogRetention';

/**
 * Log groups, and what sets the retention of one that Lambda makes.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
 */
export const logGroup = defineResource({
  type: { cloudformation: ['AWS::Logs::LogGroup', logRetention], terraform: 'aws_cloudwatch_log_group' },
  noun: 'log group',
  named: 'groupName',
  fields: {
    groupName: text('LogGroupName', { terraform: 'name' }),
    // The Terraform provider writes 0 for ever.
    retention: number('RetentionInDays', { terraform: 'retention_in_days' }),
    // What is for delivery only is kept for a day, whatever is set.
    groupClass: string('LogGroupClass', { terraform: 'log_group_class', default: 'STANDARD' }),
    encryptionKey: link('KmsKeyId', { terraform: 'kms_key_id', to: ['key', 'keyAlias'] }),
    policy: policy('ResourcePolicyDocument'),
  },
});

/** Whether a type of log groups has no more than a retention. */
export const hasOnlyRetention = (type: string): boolean => type === logRetention;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-subscriptionfilter.html */
export const subscriptionFilter = defineResource({
  type: { cloudformation: 'AWS::Logs::SubscriptionFilter', terraform: 'aws_cloudwatch_log_subscription_filter' },
  noun: 'subscription filter',
  fields: {
    destination: link('DestinationArn', { terraform: 'destination_arn', to: ['function', 'functionAlias'] }),
  },
});
