import { tf, to, type Row } from '../support/dictionary.js';

/** GraphQL APIs, and Event APIs. */
export const graphql: readonly Row[] = [
  [
    'graphqlApi.authenticationType',
    'AWS_IAM',
    {
      cloudformation: { AuthenticationType: 'AWS_IAM' },
      sam: ['AWS::Serverless::GraphQLApi', { SchemaInline: 'schema', Auth: { Type: 'AWS_IAM' } }],
      terraform: { authentication_type: 'AWS_IAM' },
    },
  ],
  [
    'graphqlApi.userPool',
    '→ userPool',
    {
      cloudformation: { UserPoolConfig: { UserPoolId: to('userPool') } },
      sam: [
        'AWS::Serverless::GraphQLApi',
        {
          SchemaInline: 'schema',
          Auth: { Type: 'AMAZON_COGNITO_USER_POOLS', UserPool: { UserPoolId: to('userPool'), AwsRegion: 'eu-west-1' } },
        },
      ],
      terraform: { user_pool_config: [{ user_pool_id: tf('userPool', 'id') }] },
    },
  ],
  [
    'graphqlApi.issuer',
    'https://x',
    {
      cloudformation: { OpenIDConnectConfig: { Issuer: 'https://x' } },
      sam: [
        'AWS::Serverless::GraphQLApi',
        { SchemaInline: 'schema', Auth: { Type: 'OPENID_CONNECT', OpenIDConnect: { Issuer: 'https://x' } } },
      ],
      terraform: { openid_connect_config: [{ issuer: 'https://x' }] },
    },
  ],
  [
    'graphqlApi.logLevel',
    'ERROR',
    {
      cloudformation: { LogConfig: { FieldLogLevel: 'ERROR' } },
      sam: [
        'AWS::Serverless::GraphQLApi',
        { SchemaInline: 'schema', Auth: { Type: 'AWS_IAM' }, Logging: { FieldLogLevel: 'ERROR' } },
      ],
      terraform: { log_config: [{ field_log_level: 'ERROR' }] },
    },
  ],
  [
    'graphqlApi.logLevel',
    'ALL',
    { sam: ['AWS::Serverless::GraphQLApi', { SchemaInline: 'schema', Auth: { Type: 'AWS_IAM' } }] },
  ],
  [
    'graphqlApi.tracing',
    'true',
    {
      cloudformation: { XrayEnabled: true },
      sam: ['AWS::Serverless::GraphQLApi', { SchemaInline: 'schema', Auth: { Type: 'AWS_IAM' }, XrayEnabled: true }],
      terraform: { xray_enabled: true },
    },
  ],
  ['graphqlApi.tracing', 'false by default', { cloudformation: {}, terraform: {} }],
  [
    'graphqlApi.visibility',
    'PRIVATE',
    {
      cloudformation: { Visibility: 'PRIVATE' },
      sam: [
        'AWS::Serverless::GraphQLApi',
        { SchemaInline: 'schema', Auth: { Type: 'AWS_IAM' }, Visibility: 'PRIVATE' },
      ],
      terraform: { visibility: 'PRIVATE' },
    },
  ],
  ['graphqlApi.visibility', 'GLOBAL by default', { cloudformation: {}, terraform: {} }],
  ['graphqlApi.schema', 'type Query', { terraform: { schema: 'type Query' } }],
  [
    'graphqlApi.additional',
    '[{authenticationType: OPENID_CONNECT, userPool: absent, issuer: https://x}]',
    {
      cloudformation: {
        AdditionalAuthenticationProviders: [
          { AuthenticationType: 'OPENID_CONNECT', OpenIDConnectConfig: { Issuer: 'https://x' } },
        ],
      },
      sam: [
        'AWS::Serverless::GraphQLApi',
        {
          SchemaInline: 'schema',
          Auth: {
            Type: 'AWS_IAM',
            Additional: [{ Type: 'OPENID_CONNECT', OpenIDConnect: { Issuer: 'https://x' } }],
          },
        },
      ],
      terraform: {
        additional_authentication_provider: [
          { authentication_type: 'OPENID_CONNECT', openid_connect_config: [{ issuer: 'https://x' }] },
        ],
      },
    },
  ],
  [
    'eventApi.publishModes',
    '[{type: API_KEY}, {type: AWS_IAM}]',
    {
      cloudformation: {
        EventConfig: { DefaultPublishAuthModes: [{ AuthType: 'API_KEY' }, { AuthType: 'AWS_IAM' }] },
      },
      terraform: {
        event_config: [{ default_publish_auth_mode: [{ auth_type: 'API_KEY' }, { auth_type: 'AWS_IAM' }] }],
      },
    },
  ],
  [
    'eventApi.subscribeModes',
    '[{type: AWS_LAMBDA}]',
    {
      cloudformation: { EventConfig: { DefaultSubscribeAuthModes: [{ AuthType: 'AWS_LAMBDA' }] } },
      terraform: { event_config: [{ default_subscribe_auth_mode: [{ auth_type: 'AWS_LAMBDA' }] }] },
    },
  ],
  [
    'channelNamespace.publishModes',
    '[{type: API_KEY}]',
    {
      cloudformation: { PublishAuthModes: [{ AuthType: 'API_KEY' }] },
      terraform: { publish_auth_mode: [{ auth_type: 'API_KEY' }] },
    },
  ],
  [
    'channelNamespace.subscribeModes',
    '[{type: AWS_IAM}]',
    {
      cloudformation: { SubscribeAuthModes: [{ AuthType: 'AWS_IAM' }] },
      terraform: { subscribe_auth_mode: [{ auth_type: 'AWS_IAM' }] },
    },
  ],
  ['graphqlSchema.api', '→ graphqlApi', { cloudformation: { ApiId: { 'Fn::GetAtt': ['graphqlApiTarget', 'ApiId'] } } }],
  [
    'graphqlSchema.definition',
    'type Query',
    {
      cloudformation: { Definition: 'type Query' },
      sam: ['AWS::Serverless::GraphQLApi', { SchemaInline: 'type Query', Auth: { Type: 'AWS_IAM' } }],
    },
  ],
];
