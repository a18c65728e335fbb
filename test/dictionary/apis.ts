import { arnOf, document, json, openapi, tf, to, type Row } from '../support/dictionary.js';

/** APIs, their routes and authorizers. */
export const apis: readonly Row[] = [
  [
    'restApi.body',
    'tree 3.0.1',
    {
      cloudformation: { Body: openapi },
      sam: ['AWS::Serverless::Api', { StageName: 's', DefinitionBody: openapi }],
      terraform: { body: JSON.stringify(openapi) },
    },
  ],
  ['restApi.body', 'tree 3.0.1', { terraform: { body: 'openapi: "3.0.1"\npaths: {}\n' } }],
  ['restApi.bodyLocation', 'tree undefined', { cloudformation: { BodyS3Location: { Bucket: 'b' } } }],
  [
    'restApi.endpointTypes',
    '[PRIVATE]',
    {
      cloudformation: { EndpointConfiguration: { Types: ['PRIVATE'] } },
      terraform: { endpoint_configuration: [{ types: ['PRIVATE'] }] },
    },
  ],
  [
    'restApi.failOnWarnings',
    'true',
    { cloudformation: { FailOnWarnings: true }, terraform: { fail_on_warnings: true } },
  ],
  ['restApi.policy', 'Allow s3:GetObject on *', { cloudformation: { Policy: document }, terraform: { policy: json } }],
  ['restApiPolicy.api', '→ restApi', { terraform: { rest_api_id: tf('restApi', 'id') } }],
  ['restApiPolicy.policy', 'Allow s3:GetObject on *', { terraform: { policy: json } }],
  [
    'restResource.parent',
    '→ restApi',
    {
      cloudformation: { ParentId: { 'Fn::GetAtt': ['restApiTarget', 'RootResourceId'] } },
      terraform: { parent_id: tf('restApi', 'root_resource_id') },
    },
  ],
  ['restResource.pathPart', '{id}', { cloudformation: { PathPart: '{id}' }, terraform: { path_part: '{id}' } }],
  [
    'restMethod.api',
    '→ restApi',
    { cloudformation: { RestApiId: to('restApi') }, terraform: { rest_api_id: tf('restApi', 'id') } },
  ],
  [
    'restMethod.resource',
    '→ restResource',
    { cloudformation: { ResourceId: to('restResource') }, terraform: { resource_id: tf('restResource', 'id') } },
  ],
  ['restMethod.httpMethod', 'GET', { cloudformation: { HttpMethod: 'GET' }, terraform: { http_method: 'GET' } }],
  [
    'restMethod.authorizationType',
    'AWS_IAM',
    { cloudformation: { AuthorizationType: 'AWS_IAM' }, terraform: { authorization: 'AWS_IAM' } },
  ],
  [
    'restMethod.authorizer',
    '→ restAuthorizer',
    {
      cloudformation: { AuthorizerId: to('restAuthorizer') },
      terraform: { authorizer_id: tf('restAuthorizer', 'id') },
    },
  ],
  [
    'restMethod.scopes',
    '[a]',
    { cloudformation: { AuthorizationScopes: ['a'] }, terraform: { authorization_scopes: ['a'] } },
  ],
  [
    'restMethod.apiKeyRequired',
    'true',
    { cloudformation: { ApiKeyRequired: true }, terraform: { api_key_required: true } },
  ],
  ['restMethod.integrationType', 'AWS_PROXY', { cloudformation: { Integration: { Type: 'AWS_PROXY' } } }],
  ['restAuthorizer.authorizerType', 'REQUEST', { cloudformation: { Type: 'REQUEST' }, terraform: { type: 'REQUEST' } }],
  ['restAuthorizer.authorizerType', 'TOKEN by default', { terraform: {} }],
  [
    'restAuthorizer.uri',
    'arn:x',
    { cloudformation: { AuthorizerUri: 'arn:x' }, terraform: { authorizer_uri: 'arn:x' } },
  ],
  [
    'restAuthorizer.identitySource',
    'method.request.header.Authorization',
    {
      cloudformation: { IdentitySource: 'method.request.header.Authorization' },
      terraform: { identity_source: 'method.request.header.Authorization' },
    },
  ],
  [
    'restAuthorizer.cacheTtl',
    '60',
    {
      cloudformation: { AuthorizerResultTtlInSeconds: 60 },
      terraform: { authorizer_result_ttl_in_seconds: 60 },
    },
  ],
  ['restAuthorizer.cacheTtl', '300 by default', { cloudformation: {}, terraform: {} }],
  [
    'httpAuthorizer.cacheTtl',
    '60',
    {
      cloudformation: { AuthorizerResultTtlInSeconds: 60 },
      terraform: { authorizer_result_ttl_in_seconds: 60 },
    },
  ],
  [
    'restAuthorizer.userPools',
    '[arn:x]',
    {
      cloudformation: { ProviderARNs: ['arn:x'] },
      terraform: { provider_arns: ['arn:x'] },
      awscc: ['awscc_apigateway_authorizer', { provider_ar_ns: ['arn:x'] }],
    },
  ],
  [
    'httpApi.protocol',
    'WEBSOCKET',
    { cloudformation: { ProtocolType: 'WEBSOCKET' }, terraform: { protocol_type: 'WEBSOCKET' } },
  ],
  [
    'httpApi.body',
    'tree 3.0.1',
    {
      cloudformation: { Body: openapi },
      sam: ['AWS::Serverless::HttpApi', { DefinitionBody: openapi }],
      terraform: { body: JSON.stringify(openapi) },
    },
  ],
  ['httpApi.bodyLocation', 'tree undefined', { cloudformation: { BodyS3Location: { Bucket: 'b' } } }],
  [
    'httpApi.corsOrigins',
    '[https://x]',
    {
      cloudformation: { CorsConfiguration: { AllowOrigins: ['https://x'] } },
      terraform: { cors_configuration: [{ allow_origins: ['https://x'] }] },
    },
  ],
  [
    'httpApi.corsCredentials',
    'true',
    {
      cloudformation: { CorsConfiguration: { AllowCredentials: true } },
      terraform: { cors_configuration: [{ allow_credentials: true }] },
    },
  ],
  ['httpApi.corsCredentials', 'false by default', { cloudformation: {}, terraform: {} }],
  [
    'gatewayResponse.parameters',
    'tree undefined',
    {
      cloudformation: { ResponseParameters: { 'gatewayresponse.header.A': "'a'" } },
      terraform: { response_parameters: { 'gatewayresponse.header.A': "'a'" } },
    },
  ],
  ['httpApi.target', 'arn:x', { cloudformation: { Target: 'arn:x' }, terraform: { target: 'arn:x' } }],
  ['httpApi.routeKey', 'GET /', { cloudformation: { RouteKey: 'GET /' }, terraform: { route_key: 'GET /' } }],
  ['httpApiOverrides.api', '→ httpApi', { cloudformation: { ApiId: to('httpApi') } }],
  ['httpApiOverrides.authorizationType', 'JWT', { cloudformation: { Route: { AuthorizationType: 'JWT' } } }],
  ['httpApiOverrides.scopes', '[a]', { cloudformation: { Route: { AuthorizationScopes: ['a'] } } }],
  [
    'httpApiOverrides.authorizer',
    '→ httpAuthorizer',
    { cloudformation: { Route: { AuthorizerId: to('httpAuthorizer') } } },
  ],
  [
    'httpRoute.api',
    '→ httpApi',
    { cloudformation: { ApiId: to('httpApi') }, terraform: { api_id: tf('httpApi', 'id') } },
  ],
  ['httpRoute.routeKey', 'GET /', { cloudformation: { RouteKey: 'GET /' }, terraform: { route_key: 'GET /' } }],
  [
    'httpRoute.authorizationType',
    'JWT',
    { cloudformation: { AuthorizationType: 'JWT' }, terraform: { authorization_type: 'JWT' } },
  ],
  ['httpRoute.authorizationType', 'NONE by default', { cloudformation: {}, terraform: {} }],
  [
    'httpRoute.authorizer',
    '→ httpAuthorizer',
    {
      cloudformation: { AuthorizerId: to('httpAuthorizer') },
      terraform: { authorizer_id: tf('httpAuthorizer', 'id') },
    },
  ],
  [
    'httpRoute.scopes',
    '[a]',
    { cloudformation: { AuthorizationScopes: ['a'] }, terraform: { authorization_scopes: ['a'] } },
  ],
  [
    'httpRoute.apiKeyRequired',
    'true',
    { cloudformation: { ApiKeyRequired: true }, terraform: { api_key_required: true } },
  ],
  [
    'httpAuthorizer.authorizerType',
    'JWT',
    { cloudformation: { AuthorizerType: 'JWT' }, terraform: { authorizer_type: 'JWT' } },
  ],
  [
    'httpAuthorizer.uri',
    'arn:x',
    { cloudformation: { AuthorizerUri: 'arn:x' }, terraform: { authorizer_uri: 'arn:x' } },
  ],
  [
    'httpAuthorizer.issuer',
    'https://x',
    {
      cloudformation: { JwtConfiguration: { Issuer: 'https://x' } },
      terraform: { jwt_configuration: [{ issuer: 'https://x' }] },
    },
  ],
  [
    'httpAuthorizer.audience',
    '[a]',
    {
      cloudformation: { JwtConfiguration: { Audience: ['a'] } },
      terraform: { jwt_configuration: [{ audience: ['a'] }] },
    },
  ],
  [
    'identityPool.allowsGuests',
    'true',
    {
      cloudformation: { AllowUnauthenticatedIdentities: true },
      terraform: { allow_unauthenticated_identities: true },
    },
  ],
  ['identityPool.allowsGuests', 'false by default', { terraform: {} }],
  [
    'identityPoolRoles.pool',
    '→ identityPool',
    {
      cloudformation: { IdentityPoolId: to('identityPool') },
      terraform: { identity_pool_id: tf('identityPool', 'id') },
    },
  ],
  [
    'identityPoolRoles.guestRole',
    '→ role',
    {
      cloudformation: { Roles: { unauthenticated: arnOf('role') } },
      terraform: { roles: { unauthenticated: tf('role', 'arn') } },
    },
  ],
  ['userPool.poolName', 'members', { cloudformation: { UserPoolName: 'members' }, terraform: { name: 'members' } }],

  [
    'restApi.importedTypes',
    'REGIONAL',
    {
      cloudformation: { Parameters: { endpointConfigurationTypes: 'REGIONAL' } },
      terraform: { parameters: { endpointConfigurationTypes: 'REGIONAL' } },
    },
  ],
  [
    'restApi.disablesEndpoint',
    'true',
    { cloudformation: { DisableExecuteApiEndpoint: true }, terraform: { disable_execute_api_endpoint: true } },
  ],
  ['restApi.disablesEndpoint', 'false by default', { cloudformation: {}, terraform: {} }],
  ['restApi.securityPolicy', 'TLS_1_2', { cloudformation: { SecurityPolicy: 'TLS_1_2' } }],
  [
    'restApi.endpointTypes',
    '[PRIVATE]',
    { sam: ['AWS::Serverless::Api', { StageName: 's', EndpointConfiguration: { Type: 'PRIVATE' } }] },
  ],
  ['restMethod.integrationUri', 'arn:x', { cloudformation: { Integration: { Uri: 'arn:x' } } }],
  [
    'restMethod.validator',
    '→ requestValidator',
    {
      cloudformation: { RequestValidatorId: to('requestValidator') },
      terraform: { request_validator_id: tf('requestValidator', 'id') },
    },
  ],
  [
    'restMethod.requestParameters',
    'tree undefined',
    {
      cloudformation: { RequestParameters: { 'method.request.querystring.a': true } },
      terraform: { request_parameters: { 'method.request.querystring.a': true } },
    },
  ],
  [
    'requestValidator.checksBody',
    'true',
    { cloudformation: { ValidateRequestBody: true }, terraform: { validate_request_body: true } },
  ],
  ['requestValidator.checksBody', 'false by default', { cloudformation: {}, terraform: {} }],
  [
    'requestValidator.checksParameters',
    'true',
    { cloudformation: { ValidateRequestParameters: true }, terraform: { validate_request_parameters: true } },
  ],
  ['requestValidator.checksParameters', 'false by default', { cloudformation: {}, terraform: {} }],
  ['restMethod.connectionType', 'VPC_LINK', { cloudformation: { Integration: { ConnectionType: 'VPC_LINK' } } }],
  ['restMethod.connectionType', 'INTERNET by default', { cloudformation: {} }],
  ['restMethod.integrationTimeout', '5000', { cloudformation: { Integration: { TimeoutInMillis: 5000 } } }],
  [
    'restMethod.integrationParameters',
    'tree undefined',
    { cloudformation: { Integration: { RequestParameters: { 'integration.request.header.A': "'a'" } } } },
  ],
  [
    'restMethod.integrationTemplates',
    'tree undefined',
    { cloudformation: { Integration: { RequestTemplates: { 'application/json': '{}' } } } },
  ],
  [
    'restMethod.integrationResponses',
    'tree undefined',
    { cloudformation: { Integration: { IntegrationResponses: [{ StatusCode: '200' }] } } },
  ],
  [
    'restAuthorizer.api',
    '→ restApi',
    { cloudformation: { RestApiId: to('restApi') }, terraform: { rest_api_id: tf('restApi', 'id') } },
  ],
  [
    'httpApi.disablesEndpoint',
    'true',
    { cloudformation: { DisableExecuteApiEndpoint: true }, terraform: { disable_execute_api_endpoint: true } },
  ],
  ['httpApi.disablesEndpoint', 'false by default', { cloudformation: {}, terraform: {} }],
  [
    'httpApiOverrides.logDestination',
    'arn:x',
    { cloudformation: { Stage: { AccessLogSettings: { DestinationArn: 'arn:x' } } } },
  ],
  ['httpApiOverrides.logFormat', '{}', { cloudformation: { Stage: { AccessLogSettings: { Format: '{}' } } } }],
  ['httpApiOverrides.rate', '10', { cloudformation: { Stage: { DefaultRouteSettings: { ThrottlingRateLimit: 10 } } } }],
  ['httpApiOverrides.burst', '5', { cloudformation: { Stage: { DefaultRouteSettings: { ThrottlingBurstLimit: 5 } } } }],
  [
    'httpRoute.target',
    'integrations/i',
    { cloudformation: { Target: 'integrations/i' }, terraform: { target: 'integrations/i' } },
  ],
  [
    'httpAuthorizer.api',
    '→ httpApi',
    { cloudformation: { ApiId: to('httpApi') }, terraform: { api_id: tf('httpApi', 'id') } },
  ],
  [
    'httpIntegration.api',
    '→ httpApi',
    { cloudformation: { ApiId: to('httpApi') }, terraform: { api_id: tf('httpApi', 'id') } },
  ],
  [
    'httpIntegration.integrationType',
    'AWS_PROXY',
    { cloudformation: { IntegrationType: 'AWS_PROXY' }, terraform: { integration_type: 'AWS_PROXY' } },
  ],
  [
    'httpIntegration.uri',
    'arn:x',
    { cloudformation: { IntegrationUri: 'arn:x' }, terraform: { integration_uri: 'arn:x' } },
  ],
  [
    'httpIntegration.connectionType',
    'VPC_LINK',
    { cloudformation: { ConnectionType: 'VPC_LINK' }, terraform: { connection_type: 'VPC_LINK' } },
  ],
  [
    'httpIntegration.tls',
    'tree undefined',
    {
      cloudformation: { TlsConfig: { ServerNameToVerify: 'x' } },
      terraform: { tls_config: [{ server_name_to_verify: 'x' }] },
    },
  ],
  [
    'httpIntegration.timeout',
    '5000',
    { cloudformation: { TimeoutInMillis: 5000 }, terraform: { timeout_milliseconds: 5000 } },
  ],
];
