import { defineResource, link, policy, records, string, terraformOnly, text, texts, tree } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucket = defineResource({
  type: { cloudformation: 'AWS::S3::Bucket', terraform: 'aws_s3_bucket' },
  noun: 'bucket',
  named: 'bucketName',
  fields: {
    bucketName: text('BucketName', { terraform: 'bucket' }),
    notified: records('NotificationConfiguration.LambdaConfigurations', {
      function: link('Function', { to: ['function', 'functionAlias'] }),
      events: texts('Event'),
      filter: tree('Filter'),
    }),
    policy: policy(terraformOnly, { terraform: 'policy' }),
  },
});

/**
 * What a bucket tells functions of, where that is a resource of its own; for CloudFormation it is a custom resource, by which the
 * AWS CDK sets it in the words of the API.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export const bucketNotification = defineResource({
  type: { cloudformation: 'Custom::S3BucketNotifications', terraform: 'aws_s3_bucket_notification' },
  noun: 'bucket notification',
  fields: {
    bucket: link('BucketName', { terraform: 'bucket', to: 'bucket' }),
    notified: records(
      'NotificationConfiguration.LambdaFunctionConfigurations',
      {
        function: link('LambdaFunctionArn', { terraform: 'lambda_function_arn', to: ['function', 'functionAlias'] }),
        events: texts('Events', { terraform: 'events' }),
        filter: tree('Filter', { terraform: ['filter_prefix', 'filter_suffix'] }),
      },
      { terraform: 'lambda_function' },
    ),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-topicrule.html */
export const iotRule = defineResource({
  type: { cloudformation: 'AWS::IoT::TopicRule', terraform: 'aws_iot_topic_rule' },
  noun: 'IoT rule',
  fields: {
    actions: records(
      'TopicRulePayload.Actions',
      { function: link('Lambda.FunctionArn', { terraform: 'function_arn', to: ['function', 'functionAlias'] }) },
      { terraform: 'lambda' },
    ),
    errorFunction: link('TopicRulePayload.ErrorAction.Lambda.FunctionArn', {
      terraform: 'error_action.lambda.function_arn',
      to: ['function', 'functionAlias'],
    }),
  },
});

/** What becomes of mail that arrives. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-receiptrule.html */
export const receiptRule = defineResource({
  type: { cloudformation: 'AWS::SES::ReceiptRule', terraform: 'aws_ses_receipt_rule' },
  noun: 'receipt rule',
  fields: {
    actions: records(
      'Rule.Actions',
      {
        function: link('LambdaAction.FunctionArn', {
          terraform: 'function_arn',
          to: ['function', 'functionAlias'],
        }),
        invocationType: string('LambdaAction.InvocationType', { terraform: 'invocation_type', default: 'Event' }),
      },
      { terraform: 'lambda_action' },
    ),
  },
});
