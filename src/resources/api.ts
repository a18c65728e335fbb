import { boolean, defineResource, link, number, policy, string, terraformOnly, text, texts, tree } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html */
export const restApi = defineResource({
  type: { cloudformation: 'AWS::ApiGateway::RestApi', terraform: 'aws_api_gateway_rest_api' },
  noun: 'REST API',
  fields: {
    body: tree('Body', { sam: 'DefinitionBody', terraform: 'body' }),
    bodyLocation: tree('BodyS3Location', { sam: 'DefinitionUri' }),
    endpointTypes: texts('EndpointConfiguration.Types', {
      sam: 'EndpointConfiguration.Type',
      terraform: 'endpoint_configuration.types',
    }),
    // What an import of a document says of them.
    importedTypes: text('Parameters.endpointConfigurationTypes', {
      terraform: 'parameters.endpointConfigurationTypes',
    }),
    disablesEndpoint: boolean('DisableExecuteApiEndpoint', {
      terraform: 'disable_execute_api_endpoint',
      default: false,
    }),
    securityPolicy: string('SecurityPolicy'),
    failOnWarnings: boolean('FailOnWarnings', { terraform: 'fail_on_warnings' }),
    policy: policy('Policy', { sam: 'Auth.ResourcePolicy', terraform: 'policy' }),
  },
});

/** The resource policy of a REST API, where that is a resource of its own. */
export const restApiPolicy = defineResource({
  type: { terraform: 'aws_api_gateway_rest_api_policy' },
  noun: 'resource policy',
  fields: {
    api: link(terraformOnly, { terraform: 'rest_api_id', to: 'restApi' }),
    policy: policy(terraformOnly, { terraform: 'policy' }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-resource.html */
export const restResource = defineResource({
  type: { cloudformation: 'AWS::ApiGateway::Resource', terraform: 'aws_api_gateway_resource' },
  noun: 'API resource',
  fields: {
    parent: link('ParentId', { terraform: 'parent_id', to: ['restResource', 'restApi'] }),
    pathPart: text('PathPart', { terraform: 'path_part' }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html */
export const restMethod = defineResource({
  type: { cloudformation: 'AWS::ApiGateway::Method', terraform: 'aws_api_gateway_method' },
  noun: 'method',
  fields: {
    api: link('RestApiId', { terraform: 'rest_api_id', to: 'restApi' }),
    resource: link('ResourceId', { terraform: 'resource_id', to: ['restResource', 'restApi'] }),
    httpMethod: text('HttpMethod', { terraform: 'http_method' }),
    authorizationType: string('AuthorizationType', { terraform: 'authorization', default: 'NONE' }),
    authorizer: link('AuthorizerId', { terraform: 'authorizer_id', to: 'restAuthorizer' }),
    scopes: texts('AuthorizationScopes', { terraform: 'authorization_scopes' }),
    apiKeyRequired: boolean('ApiKeyRequired', { terraform: 'api_key_required', default: false }),
    validator: link('RequestValidatorId', { terraform: 'request_validator_id', to: 'requestValidator' }),
    requestParameters: tree('RequestParameters', { terraform: 'request_parameters' }),
    integrationType: string('Integration.Type'),
    integrationUri: text('Integration.Uri'),
    connectionType: string('Integration.ConnectionType', { default: 'INTERNET' }),
    integrationTimeout: number('Integration.TimeoutInMillis'),
    integrationParameters: tree('Integration.RequestParameters'),
    integrationTemplates: tree('Integration.RequestTemplates'),
    integrationResponses: tree('Integration.IntegrationResponses'),
  },
});

/** What of a request is checked before the backend is called. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-requestvalidator.html */
export const requestValidator = defineResource({
  type: { cloudformation: 'AWS::ApiGateway::RequestValidator', terraform: 'aws_api_gateway_request_validator' },
  noun: 'request validator',
  fields: {
    checksBody: boolean('ValidateRequestBody', { terraform: 'validate_request_body', default: false }),
    checksParameters: boolean('ValidateRequestParameters', {
      terraform: 'validate_request_parameters',
      default: false,
    }),
  },
});

/** What API Gateway answers by itself. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-gatewayresponse.html */
export const gatewayResponse = defineResource({
  type: { cloudformation: 'AWS::ApiGateway::GatewayResponse', terraform: 'aws_api_gateway_gateway_response' },
  noun: 'gateway response',
  fields: { parameters: tree('ResponseParameters', { terraform: 'response_parameters' }) },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html */
export const restAuthorizer = defineResource({
  type: { cloudformation: 'AWS::ApiGateway::Authorizer', terraform: 'aws_api_gateway_authorizer' },
  noun: 'authorizer',
  fields: {
    api: link('RestApiId', { terraform: 'rest_api_id', to: 'restApi' }),
    // CloudFormation demands it; the Terraform provider fills it in.
    authorizerType: string('Type', { terraform: 'type', default: 'TOKEN' }),
    uri: text('AuthorizerUri', { terraform: 'authorizer_uri' }),
    identitySource: text('IdentitySource', { terraform: 'identity_source' }),
    cacheTtl: number('AuthorizerResultTtlInSeconds', { terraform: 'authorizer_result_ttl_in_seconds', default: 300 }),
    userPools: texts('ProviderARNs', { terraform: 'provider_arns' }),
  },
});

/** An HTTP or a WebSocket API. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html */
export const httpApi = defineResource({
  type: { cloudformation: 'AWS::ApiGatewayV2::Api', terraform: 'aws_apigatewayv2_api' },
  noun: 'API',
  fields: {
    protocol: string('ProtocolType', { terraform: 'protocol_type', default: 'HTTP' }),
    body: tree('Body', { sam: 'DefinitionBody', terraform: 'body' }),
    bodyLocation: tree('BodyS3Location', { sam: 'DefinitionUri' }),
    corsOrigins: texts('CorsConfiguration.AllowOrigins', { terraform: 'cors_configuration.allow_origins' }),
    corsCredentials: boolean('CorsConfiguration.AllowCredentials', {
      terraform: 'cors_configuration.allow_credentials',
      default: false,
    }),
    target: text('Target', { terraform: 'target' }),
    routeKey: text('RouteKey', { terraform: 'route_key' }),
    disablesEndpoint: boolean('DisableExecuteApiEndpoint', {
      terraform: 'disable_execute_api_endpoint',
      default: false,
    }),
  },
});

/** Settings of the route and the stage that a quick-created API makes by itself. */
export const httpApiOverrides = defineResource({
  type: { cloudformation: 'AWS::ApiGatewayV2::ApiGatewayManagedOverrides' },
  noun: 'overrides',
  fields: {
    api: link('ApiId', { to: 'httpApi' }),
    authorizationType: string('Route.AuthorizationType', { default: 'NONE' }),
    authorizer: link('Route.AuthorizerId', { to: 'httpAuthorizer' }),
    scopes: texts('Route.AuthorizationScopes'),
    logDestination: text('Stage.AccessLogSettings.DestinationArn'),
    logFormat: text('Stage.AccessLogSettings.Format'),
    rate: number('Stage.DefaultRouteSettings.ThrottlingRateLimit'),
    burst: number('Stage.DefaultRouteSettings.ThrottlingBurstLimit'),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html */
export const httpRoute = defineResource({
  type: { cloudformation: 'AWS::ApiGatewayV2::Route', terraform: 'aws_apigatewayv2_route' },
  noun: 'route',
  fields: {
    api: link('ApiId', { terraform: 'api_id', to: 'httpApi' }),
    routeKey: text('RouteKey', { terraform: 'route_key' }),
    target: text('Target', { terraform: 'target' }),
    authorizationType: string('AuthorizationType', { sam: 'Auth', terraform: 'authorization_type', default: 'NONE' }),
    authorizer: link('AuthorizerId', { sam: 'Auth', terraform: 'authorizer_id', to: 'httpAuthorizer' }),
    scopes: texts('AuthorizationScopes', { terraform: 'authorization_scopes' }),
    apiKeyRequired: boolean('ApiKeyRequired', { terraform: 'api_key_required', default: false }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html */
export const httpAuthorizer = defineResource({
  type: { cloudformation: 'AWS::ApiGatewayV2::Authorizer', terraform: 'aws_apigatewayv2_authorizer' },
  noun: 'authorizer',
  fields: {
    api: link('ApiId', { terraform: 'api_id', to: 'httpApi' }),
    authorizerType: string('AuthorizerType', { terraform: 'authorizer_type' }),
    uri: text('AuthorizerUri', { terraform: 'authorizer_uri' }),
    cacheTtl: number('AuthorizerResultTtlInSeconds', { terraform: 'authorizer_result_ttl_in_seconds' }),
    issuer: text('JwtConfiguration.Issuer', { terraform: 'jwt_configuration.issuer' }),
    audience: texts('JwtConfiguration.Audience', { terraform: 'jwt_configuration.audience' }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export const userPool = defineResource({
  type: { cloudformation: 'AWS::Cognito::UserPool', terraform: 'aws_cognito_user_pool' },
  noun: 'user pool',
  fields: { poolName: text('UserPoolName', { terraform: 'name' }) },
});
