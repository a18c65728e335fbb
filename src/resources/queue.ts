import { boolean, defineResource, link, number, policy, string, terraformOnly, text } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const queue = defineResource({
  type: { cloudformation: 'AWS::SQS::Queue', terraform: 'aws_sqs_queue' },
  noun: 'queue',
  named: 'queueName',
  fields: {
    queueName: text('QueueName', { terraform: 'name' }),
    visibilityTimeout: number('VisibilityTimeout', { terraform: 'visibility_timeout_seconds', default: 30 }),
    deadLetterQueue: link('RedrivePolicy.deadLetterTargetArn', {
      terraform: 'redrive_policy.deadLetterTargetArn',
      to: 'queue',
    }),
    // SSE-SQS is on for every queue that says nothing of it.
    managedEncryption: boolean('SqsManagedSseEnabled', { terraform: 'sqs_managed_sse_enabled', default: true }),
    encryptionKey: link('KmsMasterKeyId', { terraform: 'kms_master_key_id', to: ['key', 'keyAlias'] }),
    // Only a queue that others hand their failures to has use for it.
    redrivePermission: string('RedriveAllowPolicy.redrivePermission', {
      terraform: 'redrive_allow_policy.redrivePermission',
    }),
    policy: policy(terraformOnly, { terraform: 'policy' }),
  },
});

/** The redrive policy of a queue, where that is a resource of its own. */
export const queueRedrive = defineResource({
  type: { terraform: 'aws_sqs_queue_redrive_policy' },
  noun: 'redrive policy',
  fields: {
    queue: link(terraformOnly, { terraform: 'queue_url', to: 'queue' }),
    deadLetterQueue: link(terraformOnly, { terraform: 'redrive_policy.deadLetterTargetArn', to: 'queue' }),
  },
});

/** Says which queues may hand their failures to one, where that is a resource of its own. */
export const queueRedriveAllow = defineResource({
  type: { terraform: 'aws_sqs_queue_redrive_allow_policy' },
  noun: 'redrive allow policy',
  fields: {
    queue: link(terraformOnly, { terraform: 'queue_url', to: 'queue' }),
    redrivePermission: string(terraformOnly, { terraform: 'redrive_allow_policy.redrivePermission' }),
  },
});
