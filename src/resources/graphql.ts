import { boolean, defineResource, link, records, string, terraformOnly, text } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-graphqlapi.html */
export const graphqlApi = defineResource({
  type: { cloudformation: 'AWS::AppSync::GraphQLApi', terraform: 'aws_appsync_graphql_api' },
  noun: 'GraphQL API',
  fields: {
    authenticationType: string('AuthenticationType', { sam: 'Auth.Type', terraform: 'authentication_type' }),
    userPool: link('UserPoolConfig.UserPoolId', {
      sam: 'Auth.UserPool.UserPoolId',
      terraform: 'user_pool_config.user_pool_id',
      to: 'userPool',
    }),
    issuer: text('OpenIDConnectConfig.Issuer', {
      sam: 'Auth.OpenIDConnect.Issuer',
      terraform: 'openid_connect_config.issuer',
    }),
    logLevel: string('LogConfig.FieldLogLevel', {
      sam: 'Logging.FieldLogLevel',
      terraform: 'log_config.field_log_level',
    }),
    tracing: boolean('XrayEnabled', { terraform: 'xray_enabled', default: false }),
    visibility: string('Visibility', { terraform: 'visibility', default: 'GLOBAL' }),
    schema: text(terraformOnly, { terraform: 'schema' }),
    additional: records(
      'AdditionalAuthenticationProviders',
      {
        authenticationType: string('AuthenticationType', { sam: 'Type', terraform: 'authentication_type' }),
        userPool: link('UserPoolConfig.UserPoolId', {
          sam: 'UserPool.UserPoolId',
          terraform: 'user_pool_config.user_pool_id',
          to: 'userPool',
        }),
        issuer: text('OpenIDConnectConfig.Issuer', {
          sam: 'OpenIDConnect.Issuer',
          terraform: 'openid_connect_config.issuer',
        }),
      },
      { sam: 'Auth.Additional', terraform: 'additional_authentication_provider' },
    ),
  },
});

/** The schema of a GraphQL API, where that is a resource of its own. */
export const graphqlSchema = defineResource({
  type: { cloudformation: 'AWS::AppSync::GraphQLSchema' },
  noun: 'GraphQL schema',
  fields: {
    api: link('ApiId', { to: 'graphqlApi' }),
    definition: text('Definition', { sam: 'SchemaInline' }),
  },
});
