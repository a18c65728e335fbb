import { defineResource, records, string } from './define.js';

const mode = { type: string('AuthType', { terraform: 'auth_type' }) };

/**
 * An API of AppSync whose clients publish to channels and subscribe to them.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-api.html
 */
export const eventApi = defineResource({
  type: { cloudformation: 'AWS::AppSync::Api', terraform: 'aws_appsync_api' },
  noun: 'Event API',
  fields: {
    publishModes: records('EventConfig.DefaultPublishAuthModes', mode, {
      terraform: 'event_config.default_publish_auth_mode',
    }),
    subscribeModes: records('EventConfig.DefaultSubscribeAuthModes', mode, {
      terraform: 'event_config.default_subscribe_auth_mode',
    }),
  },
});

/** Channels of an Event API that share what their API says, or have something of their own instead. */
export const channelNamespace = defineResource({
  type: { cloudformation: 'AWS::AppSync::ChannelNamespace', terraform: 'aws_appsync_channel_namespace' },
  noun: 'channel namespace',
  fields: {
    publishModes: records('PublishAuthModes', mode, { terraform: 'publish_auth_mode' }),
    subscribeModes: records('SubscribeAuthModes', mode, { terraform: 'subscribe_auth_mode' }),
  },
});
