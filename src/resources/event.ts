import { defineResource, link, policy } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const eventBus = defineResource({
  type: { cloudformation: 'AWS::Events::EventBus', terraform: 'aws_cloudwatch_event_bus' },
  noun: 'event bus',
  fields: {
    deadLetterQueue: link('DeadLetterConfig.Arn', { terraform: 'dead_letter_config.arn', to: 'queue' }),
    policy: policy('Policy'),
  },
});
