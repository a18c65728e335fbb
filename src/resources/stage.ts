import { boolean, defineResource, link, number, records, string, terraformOnly, text, tree } from './define.js';

/** Settings of some methods of a stage; `*` and `/*` stand for all. */
const methodSettings = {
  path: text('ResourcePath'),
  method: text('HttpMethod'),
  rate: number('ThrottlingRateLimit'),
  burst: number('ThrottlingBurstLimit'),
  logLevel: string('LoggingLevel'),
  dataTrace: boolean('DataTraceEnabled'),
  caching: boolean('CachingEnabled'),
  cacheEncrypted: boolean('CacheDataEncrypted'),
};

/** Settings of some routes of a stage. */
const routeSettings = {
  logLevel: string('LoggingLevel', { terraform: 'logging_level' }),
  dataTrace: boolean('DataTraceEnabled', { terraform: 'data_trace_enabled' }),
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html */
export const restStage = defineResource({
  type: { cloudformation: 'AWS::ApiGateway::Stage', terraform: 'aws_api_gateway_stage' },
  noun: 'stage',
  fields: {
    api: link('RestApiId', { terraform: 'rest_api_id', to: 'restApi' }),
    deployment: link('DeploymentId', { terraform: 'deployment_id', to: 'restDeployment' }),
    stageName: text('StageName', { terraform: 'stage_name' }),
    logDestination: text('AccessLogSetting.DestinationArn', { terraform: 'access_log_settings.destination_arn' }),
    logFormat: text('AccessLogSetting.Format', { terraform: 'access_log_settings.format' }),
    tracing: boolean('TracingEnabled', { terraform: 'xray_tracing_enabled' }),
    clientCertificate: text('ClientCertificateId', { terraform: 'client_certificate_id' }),
    cacheCluster: boolean('CacheClusterEnabled', { terraform: 'cache_cluster_enabled' }),
    // In Terraform they are resources of their own.
    methodSettings: records('MethodSettings', methodSettings),
  },
});

/**
 * With a StageName it makes a stage of its own.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html
 */
export const restDeployment = defineResource({
  type: { cloudformation: 'AWS::ApiGateway::Deployment', terraform: 'aws_api_gateway_deployment' },
  noun: 'deployment',
  fields: {
    api: link('RestApiId', { terraform: 'rest_api_id', to: 'restApi' }),
    stageName: text('StageName', { terraform: 'stage_name' }),
    logDestination: text('StageDescription.AccessLogSetting.DestinationArn'),
    logFormat: text('StageDescription.AccessLogSetting.Format'),
    clientCertificate: text('StageDescription.ClientCertificateId'),
    rate: number('StageDescription.ThrottlingRateLimit'),
    burst: number('StageDescription.ThrottlingBurstLimit'),
    logLevel: string('StageDescription.LoggingLevel'),
    dataTrace: boolean('StageDescription.DataTraceEnabled'),
    caching: boolean('StageDescription.CachingEnabled'),
    cacheEncrypted: boolean('StageDescription.CacheDataEncrypted'),
    cacheCluster: boolean('StageDescription.CacheClusterEnabled'),
    tracing: boolean('StageDescription.TracingEnabled'),
    methodSettings: records('StageDescription.MethodSettings', methodSettings),
  },
});

/** Settings of some methods of a stage, in a resource of its own. */
export const restMethodSettings = defineResource({
  type: { terraform: 'aws_api_gateway_method_settings' },
  noun: 'method settings',
  fields: {
    api: link(terraformOnly, { terraform: 'rest_api_id', to: 'restApi' }),
    stage: link(terraformOnly, { terraform: 'stage_name', to: ['restStage', 'restDeployment'] }),
    stageName: text(terraformOnly, { terraform: 'stage_name' }),
    path: text(terraformOnly, { terraform: 'method_path' }),
    rate: number(terraformOnly, { terraform: 'settings.throttling_rate_limit' }),
    burst: number(terraformOnly, { terraform: 'settings.throttling_burst_limit' }),
    logLevel: string(terraformOnly, { terraform: 'settings.logging_level' }),
    dataTrace: boolean(terraformOnly, { terraform: 'settings.data_trace_enabled' }),
    caching: boolean(terraformOnly, { terraform: 'settings.caching_enabled' }),
    cacheEncrypted: boolean(terraformOnly, { terraform: 'settings.cache_data_encrypted' }),
  },
});

/** Of an HTTP or a WebSocket API. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html */
export const httpStage = defineResource({
  type: { cloudformation: 'AWS::ApiGatewayV2::Stage', terraform: 'aws_apigatewayv2_stage' },
  noun: 'stage',
  fields: {
    api: link('ApiId', { terraform: 'api_id', to: 'httpApi' }),
    stageName: text('StageName', { terraform: 'name' }),
    logDestination: text('AccessLogSettings.DestinationArn', { terraform: 'access_log_settings.destination_arn' }),
    logFormat: text('AccessLogSettings.Format', { terraform: 'access_log_settings.format' }),
    rate: number('DefaultRouteSettings.ThrottlingRateLimit', {
      terraform: 'default_route_settings.throttling_rate_limit',
    }),
    burst: number('DefaultRouteSettings.ThrottlingBurstLimit', {
      terraform: 'default_route_settings.throttling_burst_limit',
    }),
    logLevel: string('DefaultRouteSettings.LoggingLevel', { terraform: 'default_route_settings.logging_level' }),
    dataTrace: boolean('DefaultRouteSettings.DataTraceEnabled', {
      terraform: 'default_route_settings.data_trace_enabled',
    }),
    routeSettings: records('RouteSettings', routeSettings, { terraform: 'route_settings', keyed: true }),
  },
});

/** What Terraform makes a resource of its own of: the backend of a REST method. */
export const restIntegration = defineResource({
  type: { terraform: 'aws_api_gateway_integration' },
  noun: 'integration',
  fields: {
    api: link(terraformOnly, { terraform: 'rest_api_id', to: 'restApi' }),
    resource: link(terraformOnly, { terraform: 'resource_id', to: ['restResource', 'restApi'] }),
    httpMethod: text(terraformOnly, { terraform: 'http_method' }),
    integrationType: string(terraformOnly, { terraform: 'type' }),
    uri: text(terraformOnly, { terraform: 'uri' }),
    connectionType: string(terraformOnly, { terraform: 'connection_type', default: 'INTERNET' }),
    timeout: number(terraformOnly, { terraform: 'timeout_milliseconds' }),
    parameters: tree(terraformOnly, { terraform: 'request_parameters' }),
    templates: tree(terraformOnly, { terraform: 'request_templates' }),
  },
});

/** What Terraform makes a resource of its own of: how a REST method hands on what its backend answers. */
export const restIntegrationResponse = defineResource({
  type: { terraform: 'aws_api_gateway_integration_response' },
  noun: 'integration response',
  fields: { parameters: tree(terraformOnly, { terraform: 'response_parameters' }) },
});

/** Who may call which stages with which keys, and how often. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplan.html */
export const usagePlan = defineResource({
  type: { cloudformation: 'AWS::ApiGateway::UsagePlan', terraform: 'aws_api_gateway_usage_plan' },
  noun: 'usage plan',
  fields: {
    stages: records(
      'ApiStages',
      {
        api: link('ApiId', { terraform: 'api_id', to: 'restApi' }),
        stage: link('Stage', { terraform: 'stage', to: ['restStage', 'restDeployment'] }),
        stageName: text('Stage', { terraform: 'stage' }),
      },
      { terraform: 'api_stages' },
    ),
  },
});
