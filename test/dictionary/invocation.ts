import { arnOf, tf, to, type Row } from '../support/dictionary.js';

const event = (type: string, properties: object) => ({ Events: { E: { Type: type, Properties: properties } } });

/** Who may call a function, at which address, and what becomes of it. */
export const invocation: readonly Row[] = [
  [
    'functionUrl.function',
    '→ function',
    {
      cloudformation: { TargetFunctionArn: arnOf('function') },
      sam: { FunctionUrlConfig: { AuthType: 'NONE' } },
      terraform: { function_name: tf('function', 'function_name') },
    },
  ],
  [
    'functionUrl.authType',
    'AWS_IAM',
    {
      cloudformation: { AuthType: 'AWS_IAM' },
      sam: { FunctionUrlConfig: { AuthType: 'AWS_IAM' } },
      terraform: { authorization_type: 'AWS_IAM' },
    },
  ],
  [
    'functionUrl.allowCredentials',
    'true',
    {
      cloudformation: { Cors: { AllowCredentials: true } },
      sam: { FunctionUrlConfig: { AuthType: 'NONE', Cors: { AllowCredentials: true } } },
      terraform: { cors: [{ allow_credentials: true }] },
    },
  ],
  ['functionUrl.allowCredentials', 'false by default', { cloudformation: {}, terraform: {} }],
  [
    'functionUrl.allowMethods',
    '[GET]',
    {
      cloudformation: { Cors: { AllowMethods: ['GET'] } },
      sam: { FunctionUrlConfig: { AuthType: 'NONE', Cors: { AllowMethods: ['GET'] } } },
      terraform: { cors: [{ allow_methods: ['GET'] }] },
    },
  ],
  [
    'functionUrl.allowOrigins',
    '[https://x]',
    {
      cloudformation: { Cors: { AllowOrigins: ['https://x'] } },
      sam: { FunctionUrlConfig: { AuthType: 'NONE', Cors: { AllowOrigins: ['https://x'] } } },
      terraform: { cors: [{ allow_origins: ['https://x'] }] },
    },
  ],
  [
    'eventInvokeConfig.function',
    '→ function',
    {
      cloudformation: { FunctionName: to('function') },
      sam: { EventInvokeConfig: { MaximumRetryAttempts: 1 } },
      terraform: { function_name: tf('function', 'function_name') },
    },
  ],
  ['eventInvokeConfig.qualifier', 'live', { cloudformation: { Qualifier: 'live' }, terraform: { qualifier: 'live' } }],
  [
    'eventInvokeConfig.onFailure',
    '→ queue',
    {
      cloudformation: { DestinationConfig: { OnFailure: { Destination: arnOf('queue') } } },
      sam: {
        EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: 'SQS', Destination: arnOf('queue') } } },
      },
      terraform: { destination_config: [{ on_failure: [{ destination: tf('queue', 'arn') }] }] },
    },
  ],
  [
    'mapping.function',
    '→ function',
    {
      cloudformation: { FunctionName: to('function') },
      sam: { Events: { Jobs: { Type: 'SQS', Properties: { Queue: arnOf('queue') } } } },
      terraform: { function_name: tf('function', 'arn') },
    },
  ],
  [
    'mapping.source',
    '→ queue',
    {
      cloudformation: { EventSourceArn: arnOf('queue') },
      sam: { Events: { Jobs: { Type: 'SQS', Properties: { Queue: arnOf('queue') } } } },
      terraform: { event_source_arn: tf('queue', 'arn') },
    },
  ],
  ...(['stream', 'table', 'kafkaCluster', 'broker', 'documentCluster'] as const).map((kind): Row => [
    'mapping.source',
    `→ ${kind}`,
    { cloudformation: { EventSourceArn: arnOf(kind) }, terraform: { event_source_arn: tf(kind, 'arn') } },
  ]),
  [
    'mapping.startingPosition',
    'LATEST',
    {
      cloudformation: { StartingPosition: 'LATEST' },
      sam: event('Kinesis', { Stream: 'arn:x', StartingPosition: 'LATEST' }),
      terraform: { starting_position: 'LATEST' },
    },
  ],
  [
    'mapping.database',
    'shop',
    {
      cloudformation: { DocumentDBEventSourceConfig: { DatabaseName: 'shop' } },
      sam: event('DocumentDB', { Cluster: 'arn:x', DatabaseName: 'shop', SourceAccessConfigurations: [] }),
      terraform: { document_db_event_source_config: [{ database_name: 'shop' }] },
    },
  ],
  [
    'mapping.batchingWindow',
    '5',
    {
      cloudformation: { MaximumBatchingWindowInSeconds: 5 },
      sam: event('SQS', { Queue: 'arn:x', MaximumBatchingWindowInSeconds: 5 }),
      terraform: { maximum_batching_window_in_seconds: 5 },
    },
  ],
  [
    'mapping.filters',
    '[{pattern: x}]',
    {
      cloudformation: { FilterCriteria: { Filters: [{ Pattern: 'x' }] } },
      sam: event('SQS', { Queue: 'arn:x', FilterCriteria: { Filters: [{ Pattern: 'x' }] } }),
      terraform: { filter_criteria: [{ filter: [{ pattern: 'x' }] }] },
    },
  ],
  [
    'mapping.onFailure',
    '→ queue',
    {
      cloudformation: { DestinationConfig: { OnFailure: { Destination: arnOf('queue') } } },
      sam: {
        Events: {
          Stream: {
            Type: 'Kinesis',
            Properties: {
              Stream: 'arn:aws:kinesis:eu-west-1:111122223333:stream/s',
              StartingPosition: 'LATEST',
              DestinationConfig: { OnFailure: { Type: 'SQS', Destination: arnOf('queue') } },
            },
          },
        },
      },
      terraform: { destination_config: [{ on_failure: [{ destination_arn: tf('queue', 'arn') }] }] },
    },
  ],
  [
    'layerPermission.layer',
    '→ layer',
    { cloudformation: { LayerVersionArn: to('layer') }, terraform: { layer_name: tf('layer', 'layer_arn') } },
  ],
  ['layerPermission.principal', '*', { cloudformation: { Principal: '*' }, terraform: { principal: '*' } }],
  [
    'layerPermission.organization',
    'o-1',
    { cloudformation: { OrganizationId: 'o-1' }, terraform: { organization_id: 'o-1' } },
  ],
  [
    'permission.function',
    '→ function',
    { cloudformation: { FunctionName: to('function') }, terraform: { function_name: tf('function', 'function_name') } },
  ],
  ['permission.qualifier', 'live', { terraform: { qualifier: 'live' } }],
  [
    'permission.action',
    'lambda:InvokeFunction',
    { cloudformation: { Action: 'lambda:InvokeFunction' }, terraform: { action: 'lambda:InvokeFunction' } },
  ],
  [
    'permission.principal',
    's3.amazonaws.com',
    { cloudformation: { Principal: 's3.amazonaws.com' }, terraform: { principal: 's3.amazonaws.com' } },
  ],
  [
    'permission.organization',
    'o-1',
    { cloudformation: { PrincipalOrgID: 'o-1' }, terraform: { principal_org_id: 'o-1' } },
  ],
  ['permission.sourceArn', 'arn:x', { cloudformation: { SourceArn: 'arn:x' }, terraform: { source_arn: 'arn:x' } }],
  [
    'permission.sourceAccount',
    '111122223333',
    { cloudformation: { SourceAccount: '111122223333' }, terraform: { source_account: '111122223333' } },
  ],
  [
    'permission.eventSourceToken',
    'amzn1.skill',
    {
      cloudformation: { EventSourceToken: 'amzn1.skill' },
      sam: { Events: { E: { Type: 'AlexaSkill', Properties: { SkillId: 'amzn1.skill' } } } },
      terraform: { event_source_token: 'amzn1.skill' },
    },
  ],
  [
    'permission.eventSourceTokenTree',
    'tree undefined',
    {
      cloudformation: { EventSourceToken: 'amzn1.skill' },
      sam: { Events: { E: { Type: 'AlexaSkill', Properties: { SkillId: 'amzn1.skill' } } } },
      terraform: { event_source_token: 'amzn1.skill' },
    },
  ],
  [
    'permission.urlAuthType',
    'NONE',
    { cloudformation: { FunctionUrlAuthType: 'NONE' }, terraform: { function_url_auth_type: 'NONE' } },
  ],
  [
    'permission.viaUrl',
    'true',
    { cloudformation: { InvokedViaFunctionUrl: true }, terraform: { invoked_via_function_url: true } },
  ],
];
