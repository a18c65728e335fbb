import { defineResource, link, policy, records, string, terraformOnly, text, tree } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const topic = defineResource({
  type: { cloudformation: 'AWS::SNS::Topic', terraform: 'aws_sns_topic' },
  noun: 'topic',
  named: 'topicName',
  fields: {
    topicName: text('TopicName', { terraform: 'name' }),
    encryptionKey: link('KmsMasterKeyId', { terraform: 'kms_master_key_id', to: ['key', 'keyAlias'] }),
    subscriptions: records('Subscription', {
      protocol: string('Protocol'),
      endpoint: link('Endpoint', { to: ['function', 'functionAlias', 'queue'] }),
    }),
    policy: policy(terraformOnly, { terraform: 'policy' }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const topicSubscription = defineResource({
  type: { cloudformation: 'AWS::SNS::Subscription', terraform: 'aws_sns_topic_subscription' },
  noun: 'subscription',
  fields: {
    topic: link('TopicArn', { terraform: 'topic_arn', to: 'topic' }),
    protocol: string('Protocol', { terraform: 'protocol' }),
    endpoint: link('Endpoint', { terraform: 'endpoint', to: ['function', 'functionAlias', 'queue'] }),
    filter: tree('FilterPolicy', { terraform: 'filter_policy' }),
    deadLetterQueue: link('RedrivePolicy.deadLetterTargetArn', {
      terraform: 'redrive_policy.deadLetterTargetArn',
      to: 'queue',
    }),
  },
});
