import { arnOf, tf, to, type Row } from '../support/dictionary.js';

const logged = { LoggingLevel: 'INFO', DataTraceEnabled: true };
const cached = { CachingEnabled: true, CacheDataEncrypted: false };
const throttled = { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 5 };
const settings = [{ ResourcePath: '/*', HttpMethod: '*', ...throttled, ...logged, ...cached }];
const inSettings =
  '[{path: /*, method: *, rate: 10, burst: 5, logLevel: INFO, dataTrace: true, caching: true, cacheEncrypted: false}]';
const webSocket = { Routes: { send: { FunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:f' } } };
const mtls = { TruststoreUri: 's3://b/k', TruststoreVersion: '1' };
const samDomain = (more: object) => ({
  StageName: 's',
  Domain: { DomainName: 'a.example.com', CertificateArn: 'arn:x', ...more },
});

/** Stages and domains of APIs, and what stands before them. */
export const stages: readonly Row[] = [
  [
    'restStage.api',
    '→ restApi',
    {
      cloudformation: { RestApiId: to('restApi') },
      sam: ['AWS::Serverless::Api', { StageName: 's' }],
      terraform: { rest_api_id: tf('restApi', 'id') },
    },
  ],
  [
    'restStage.deployment',
    '→ restDeployment',
    {
      cloudformation: { DeploymentId: to('restDeployment') },
      terraform: { deployment_id: tf('restDeployment', 'id') },
    },
  ],
  [
    'restStage.stageName',
    's',
    {
      cloudformation: { StageName: 's' },
      sam: ['AWS::Serverless::Api', { StageName: 's' }],
      terraform: { stage_name: 's' },
    },
  ],
  [
    'restStage.logDestination',
    'arn:x',
    {
      cloudformation: { AccessLogSetting: { DestinationArn: 'arn:x' } },
      sam: ['AWS::Serverless::Api', { StageName: 's', AccessLogSetting: { DestinationArn: 'arn:x' } }],
      terraform: { access_log_settings: [{ destination_arn: 'arn:x' }] },
    },
  ],
  [
    'restStage.logFormat',
    '{}',
    {
      cloudformation: { AccessLogSetting: { Format: '{}' } },
      sam: ['AWS::Serverless::Api', { StageName: 's', AccessLogSetting: { Format: '{}' } }],
      terraform: { access_log_settings: [{ format: '{}' }] },
    },
  ],
  [
    'restStage.clientCertificate',
    'a1b2c3',
    { cloudformation: { ClientCertificateId: 'a1b2c3' }, terraform: { client_certificate_id: 'a1b2c3' } },
  ],
  [
    'restStage.tracing',
    'true',
    {
      cloudformation: { TracingEnabled: true },
      sam: ['AWS::Serverless::Api', { StageName: 's', TracingEnabled: true }],
      terraform: { xray_tracing_enabled: true },
    },
  ],
  [
    'restStage.cacheCluster',
    'true',
    {
      cloudformation: { CacheClusterEnabled: true },
      sam: ['AWS::Serverless::Api', { StageName: 's', CacheClusterEnabled: true }],
      terraform: { cache_cluster_enabled: true },
    },
  ],
  [
    'restStage.methodSettings',
    inSettings,
    {
      cloudformation: { MethodSettings: settings },
      sam: ['AWS::Serverless::Api', { StageName: 's', MethodSettings: settings }],
    },
  ],
  [
    'restDeployment.api',
    '→ restApi',
    { cloudformation: { RestApiId: to('restApi') }, terraform: { rest_api_id: tf('restApi', 'id') } },
  ],
  ['restDeployment.stageName', 's', { cloudformation: { StageName: 's' }, terraform: { stage_name: 's' } }],
  [
    'restDeployment.logDestination',
    'arn:x',
    { cloudformation: { StageDescription: { AccessLogSetting: { DestinationArn: 'arn:x' } } } },
  ],
  ['restDeployment.logFormat', '{}', { cloudformation: { StageDescription: { AccessLogSetting: { Format: '{}' } } } }],
  [
    'restDeployment.clientCertificate',
    'a1b2c3',
    { cloudformation: { StageDescription: { ClientCertificateId: 'a1b2c3' } } },
  ],
  ['restDeployment.rate', '10', { cloudformation: { StageDescription: { ThrottlingRateLimit: 10 } } }],
  ['restDeployment.burst', '5', { cloudformation: { StageDescription: { ThrottlingBurstLimit: 5 } } }],
  ['restDeployment.logLevel', 'INFO', { cloudformation: { StageDescription: logged } }],
  ['restDeployment.dataTrace', 'true', { cloudformation: { StageDescription: logged } }],
  ['restDeployment.caching', 'true', { cloudformation: { StageDescription: cached } }],
  ['restDeployment.cacheEncrypted', 'false', { cloudformation: { StageDescription: cached } }],
  ['restDeployment.cacheCluster', 'true', { cloudformation: { StageDescription: { CacheClusterEnabled: true } } }],
  ['restDeployment.tracing', 'true', { cloudformation: { StageDescription: { TracingEnabled: true } } }],
  ['restDeployment.methodSettings', inSettings, { cloudformation: { StageDescription: { MethodSettings: settings } } }],
  ['restMethodSettings.api', '→ restApi', { terraform: { rest_api_id: tf('restApi', 'id') } }],
  ['restMethodSettings.stage', '→ restStage', { terraform: { stage_name: tf('restStage', 'stage_name') } }],
  ['restMethodSettings.stageName', 'prod', { terraform: { stage_name: 'prod' } }],
  ['restMethodSettings.path', '*/*', { terraform: { method_path: '*/*' } }],
  ['restMethodSettings.rate', '10', { terraform: { settings: [{ throttling_rate_limit: 10 }] } }],
  ['restMethodSettings.burst', '5', { terraform: { settings: [{ throttling_burst_limit: 5 }] } }],
  ['restMethodSettings.logLevel', 'INFO', { terraform: { settings: [{ logging_level: 'INFO' }] } }],
  ['restMethodSettings.dataTrace', 'true', { terraform: { settings: [{ data_trace_enabled: true }] } }],
  ['restMethodSettings.caching', 'true', { terraform: { settings: [{ caching_enabled: true }] } }],
  ['restMethodSettings.cacheEncrypted', 'true', { terraform: { settings: [{ cache_data_encrypted: true }] } }],
  ['restIntegration.api', '→ restApi', { terraform: { rest_api_id: tf('restApi', 'id') } }],
  ['restIntegration.resource', '→ restResource', { terraform: { resource_id: tf('restResource', 'id') } }],
  ['restIntegration.resource', '→ restApi', { terraform: { resource_id: tf('restApi', 'root_resource_id') } }],
  ['restIntegration.httpMethod', 'GET', { terraform: { http_method: 'GET' } }],
  ['restIntegration.integrationType', 'AWS_PROXY', { terraform: { type: 'AWS_PROXY' } }],
  ['restIntegration.uri', 'arn:x', { terraform: { uri: 'arn:x' } }],
  ['restIntegration.connectionType', 'VPC_LINK', { terraform: { connection_type: 'VPC_LINK' } }],
  ['restIntegration.timeout', '5000', { terraform: { timeout_milliseconds: 5000 } }],
  [
    'restIntegration.parameters',
    'tree undefined',
    { terraform: { request_parameters: { 'integration.request.header.A': "'a'" } } },
  ],
  [
    'restIntegrationResponse.parameters',
    'tree undefined',
    { terraform: { response_parameters: { 'method.response.header.A': "'a'" } } },
  ],
  ['restIntegration.templates', 'tree undefined', { terraform: { request_templates: { 'application/json': '{}' } } }],
  [
    'httpStage.api',
    '→ httpApi',
    {
      cloudformation: { ApiId: to('httpApi') },
      sam: ['AWS::Serverless::HttpApi', {}],
      terraform: { api_id: tf('httpApi', 'id') },
    },
  ],
  [
    'httpStage.stageName',
    's',
    {
      cloudformation: { StageName: 's' },
      sam: ['AWS::Serverless::HttpApi', { StageName: 's' }],
      terraform: { name: 's' },
    },
  ],
  [
    'httpStage.logDestination',
    'arn:x',
    {
      cloudformation: { AccessLogSettings: { DestinationArn: 'arn:x' } },
      sam: ['AWS::Serverless::HttpApi', { AccessLogSettings: { DestinationArn: 'arn:x' } }],
      terraform: { access_log_settings: [{ destination_arn: 'arn:x' }] },
    },
  ],
  [
    'httpStage.logFormat',
    '{}',
    {
      cloudformation: { AccessLogSettings: { Format: '{}' } },
      sam: ['AWS::Serverless::HttpApi', { AccessLogSettings: { Format: '{}' } }],
      terraform: { access_log_settings: [{ format: '{}' }] },
    },
  ],
  [
    'httpStage.rate',
    '10',
    {
      cloudformation: { DefaultRouteSettings: { ThrottlingRateLimit: 10 } },
      sam: ['AWS::Serverless::HttpApi', { DefaultRouteSettings: { ThrottlingRateLimit: 10 } }],
      terraform: { default_route_settings: [{ throttling_rate_limit: 10 }] },
    },
  ],
  [
    'httpStage.burst',
    '5',
    {
      cloudformation: { DefaultRouteSettings: { ThrottlingBurstLimit: 5 } },
      sam: ['AWS::Serverless::HttpApi', { DefaultRouteSettings: { ThrottlingBurstLimit: 5 } }],
      terraform: { default_route_settings: [{ throttling_burst_limit: 5 }] },
    },
  ],
  [
    'httpStage.logLevel',
    'INFO',
    {
      cloudformation: { DefaultRouteSettings: logged },
      sam: ['AWS::Serverless::WebSocketApi', { ...webSocket, DefaultRouteSettings: logged }],
      terraform: { default_route_settings: [{ logging_level: 'INFO' }] },
    },
  ],
  [
    'httpStage.dataTrace',
    'true',
    {
      cloudformation: { DefaultRouteSettings: logged },
      sam: ['AWS::Serverless::WebSocketApi', { ...webSocket, DefaultRouteSettings: logged }],
      terraform: { default_route_settings: [{ data_trace_enabled: true }] },
    },
  ],
  [
    'httpStage.routeSettings',
    '[{logLevel: INFO, dataTrace: true}]',
    {
      cloudformation: { RouteSettings: { send: logged } },
      sam: ['AWS::Serverless::WebSocketApi', { ...webSocket, RouteSettings: { send: logged } }],
      terraform: { route_settings: [{ route_key: 'send', logging_level: 'INFO', data_trace_enabled: true }] },
      awscc: ['awscc_apigatewayv2_stage', { route_settings: JSON.stringify({ send: logged }) }],
    },
  ],
  [
    'usagePlan.stages',
    '[{api: → restApi, stage: → restStage, stageName: ${restStageTarget}}]',
    { cloudformation: { ApiStages: [{ ApiId: to('restApi'), Stage: to('restStage') }] } },
  ],
  [
    'usagePlan.stages',
    '[{api: → restApi, stage: prod, stageName: prod}]',
    { terraform: { api_stages: [{ api_id: tf('restApi', 'id'), stage: 'prod' }] } },
  ],
  [
    'restDomain.domainName',
    'a.example.com',
    {
      cloudformation: { DomainName: 'a.example.com' },
      sam: ['AWS::Serverless::Api', samDomain({})],
      terraform: { domain_name: 'a.example.com' },
    },
  ],
  [
    'restDomain.endpointTypes',
    '[REGIONAL]',
    {
      cloudformation: { EndpointConfiguration: { Types: ['REGIONAL'] } },
      sam: ['AWS::Serverless::Api', samDomain({ EndpointConfiguration: 'REGIONAL' })],
      terraform: { endpoint_configuration: [{ types: ['REGIONAL'] }] },
    },
  ],
  [
    'restDomain.endpointTypes',
    '[PRIVATE]',
    { cloudformation: ['AWS::ApiGateway::DomainNameV2', { EndpointConfiguration: { Types: ['PRIVATE'] } }] },
  ],
  [
    'restDomain.securityPolicy',
    'TLS_1_2',
    {
      cloudformation: { SecurityPolicy: 'TLS_1_2' },
      sam: ['AWS::Serverless::Api', samDomain({ SecurityPolicy: 'TLS_1_2' })],
      terraform: { security_policy: 'TLS_1_2' },
    },
  ],
  [
    'restDomain.truststoreUri',
    's3://b/k',
    {
      cloudformation: { MutualTlsAuthentication: mtls },
      sam: ['AWS::Serverless::Api', samDomain({ MutualTlsAuthentication: mtls })],
      terraform: { mutual_tls_authentication: [{ truststore_uri: 's3://b/k' }] },
    },
  ],
  [
    'restDomain.truststoreVersion',
    '1',
    {
      cloudformation: { MutualTlsAuthentication: mtls },
      sam: ['AWS::Serverless::Api', samDomain({ MutualTlsAuthentication: mtls })],
      terraform: { mutual_tls_authentication: [{ truststore_version: '1' }] },
    },
  ],
  [
    'httpDomain.domainName',
    'a.example.com',
    {
      cloudformation: { DomainName: 'a.example.com' },
      sam: ['AWS::Serverless::HttpApi', samDomain({})],
      terraform: { domain_name: 'a.example.com' },
    },
  ],
  [
    'httpDomain.configurations',
    '[{securityPolicy: TLS_1_2}]',
    {
      cloudformation: { DomainNameConfigurations: [{ SecurityPolicy: 'TLS_1_2' }] },
      sam: ['AWS::Serverless::HttpApi', samDomain({ SecurityPolicy: 'TLS_1_2' })],
      terraform: { domain_name_configuration: [{ security_policy: 'TLS_1_2' }] },
    },
  ],
  [
    'httpDomain.truststoreUri',
    's3://b/k',
    {
      cloudformation: { MutualTlsAuthentication: mtls },
      sam: ['AWS::Serverless::HttpApi', samDomain({ MutualTlsAuthentication: mtls })],
      terraform: { mutual_tls_authentication: [{ truststore_uri: 's3://b/k' }] },
    },
  ],
  [
    'httpDomain.truststoreVersion',
    '1',
    {
      cloudformation: { MutualTlsAuthentication: mtls },
      sam: ['AWS::Serverless::HttpApi', samDomain({ MutualTlsAuthentication: mtls })],
      terraform: { mutual_tls_authentication: [{ truststore_version: '1' }] },
    },
  ],
  [
    'basePathMapping.api',
    '→ restApi',
    {
      cloudformation: { RestApiId: to('restApi') },
      sam: ['AWS::Serverless::Api', samDomain({})],
      terraform: { api_id: tf('restApi', 'id') },
    },
  ],
  [
    'basePathMapping.domain',
    '→ restDomain',
    {
      cloudformation: { DomainName: to('restDomain') },
      sam: ['AWS::Serverless::Api', samDomain({})],
      terraform: { domain_name: tf('restDomain', 'id') },
    },
  ],
  [
    'basePathMapping.domainArn',
    '→ restDomain',
    { cloudformation: ['AWS::ApiGateway::BasePathMappingV2', { DomainNameArn: to('restDomain') }] },
  ],
  [
    'apiMapping.api',
    '→ httpApi',
    {
      cloudformation: { ApiId: to('httpApi') },
      sam: ['AWS::Serverless::HttpApi', samDomain({})],
      terraform: { api_id: tf('httpApi', 'id') },
    },
  ],
  [
    'apiMapping.domain',
    '→ httpDomain',
    {
      cloudformation: { DomainName: to('httpDomain') },
      sam: ['AWS::Serverless::HttpApi', samDomain({})],
      terraform: { domain_name: tf('httpDomain', 'id') },
    },
  ],
  ['webAcl.aclName', 'edge', { cloudformation: { Name: 'edge' }, terraform: { name: 'edge' } }],
  [
    'webAclAssociation.resourceArn',
    'arn:x',
    { cloudformation: { ResourceArn: 'arn:x' }, terraform: { resource_arn: 'arn:x' } },
  ],
  [
    'webAclAssociation.acl',
    '→ webAcl',
    { cloudformation: { WebACLArn: arnOf('webAcl') }, terraform: { web_acl_arn: tf('webAcl', 'arn') } },
  ],
  [
    'classicAclAssociation.resourceArn',
    'arn:x',
    { cloudformation: { ResourceArn: 'arn:x' }, terraform: { resource_arn: 'arn:x' } },
  ],
  [
    'classicAclAssociation.acl',
    '→ webAcl',
    { cloudformation: { WebACLId: to('webAcl') }, terraform: { web_acl_id: tf('webAcl', 'id') } },
  ],
  [
    'distribution.acl',
    '→ webAcl',
    {
      cloudformation: { DistributionConfig: { WebACLId: arnOf('webAcl') } },
      terraform: { web_acl_id: tf('webAcl', 'arn') },
    },
  ],
  [
    'distribution.origins',
    '[{domainName: api.example}]',
    {
      cloudformation: { DistributionConfig: { Origins: [{ Id: 'api', DomainName: 'api.example' }] } },
      terraform: { origin: [{ origin_id: 'api', domain_name: 'api.example' }] },
    },
  ],
];
