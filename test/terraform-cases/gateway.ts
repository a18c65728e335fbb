import { ref } from '../support/plan.js';
import type { Cases } from '../support/terraform-cases.js';

const other = { 'random_id.x': {} };
const api = { 'aws_api_gateway_rest_api.a': { name: 'a' } };
const ofRest = { rest_api_id: ref('aws_api_gateway_rest_api.a.id') };
const root = { ...ofRest, resource_id: ref('aws_api_gateway_rest_api.a.root_resource_id') };
const method = { ...root, http_method: 'POST', authorization: 'AWS_IAM' };
const integration = { ...root, http_method: 'POST', type: 'HTTP_PROXY', uri: 'https://example.com' };
const stage = { ...ofRest, stage_name: 'prod' };
const ofStage = { ...ofRest, stage_name: ref('aws_api_gateway_stage.s.stage_name', 'prod') };
const log = 'arn:aws:logs:eu-west-1:111122223333:log-group:access';
const written = (format: string | ReturnType<typeof ref>) => ({
  'aws_apigatewayv2_stage.s': {
    api_id: 'a1b2c3',
    name: 'prod',
    access_log_settings: [{ destination_arn: log, format }],
  },
});
const pair = (origin: string) => ({
  'method.response.header.Access-Control-Allow-Origin': origin,
  'method.response.header.Access-Control-Allow-Credentials': "'true'",
});
const graphql = (visibility: string) => ({ 'aws_appsync_graphql_api.g': { name: 'g', visibility } });
const guard = (arn: ReturnType<typeof ref>) => ({
  'aws_wafv2_web_acl_association.w': {
    resource_arn: arn,
    web_acl_arn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/b',
  },
});

/** What APIs keep, log, check and hand on. */
export const gateway: Cases = {
  'api-usage-plan': [
    {
      fails: {
        ...api,
        'aws_api_gateway_method.m': { ...method, api_key_required: true },
        'aws_api_gateway_stage.s': stage,
      },
      says: [
        'aws_api_gateway_stage.s is in no usage plan of this plan, but POST / of aws_api_gateway_rest_api.a asks for an API key',
        'add the stage to api_stages of a usage plan',
      ],
      passes: {
        ...api,
        'aws_api_gateway_method.m': { ...method, api_key_required: true },
        'aws_api_gateway_stage.s': stage,
        'aws_api_gateway_usage_plan.u': {
          name: 'u',
          api_stages: [{ api_id: ref('aws_api_gateway_rest_api.a.id'), stage: 'prod' }],
        },
      },
      undecided: [
        {
          ...api,
          'aws_api_gateway_method.m': { ...method, api_key_required: true },
          'aws_api_gateway_stage.s': stage,
          'aws_api_gateway_usage_plan.u': {
            name: 'u',
            api_stages: [{ api_id: ref('aws_api_gateway_rest_api.a.id'), stage: ref('random_id.x.hex') }],
          },
          ...other,
        },
        'the stages of a usage plan are known only at deployment',
      ],
    },
  ],
  'api-access-log-format': [
    {
      fails: written('$context.requestId $context.status'),
      says: [
        'aws_apigatewayv2_stage.s writes its access log as plain text',
        'write access_log_settings.format as a JSON',
      ],
      passes: written('{"id":"$context.requestId"}'),
      undecided: [{ ...written(ref('random_id.x.hex')), ...other }, 'known only at deployment'],
    },
  ],
  'api-request-validation': [
    {
      fails: { ...api, 'aws_api_gateway_method.m': method, 'aws_api_gateway_integration.i': integration },
      says: [
        'POST / of aws_api_gateway_rest_api.a validates no bodies',
        'set request_validator_id to a request validator with validate_request_body',
      ],
      passes: {
        ...api,
        'aws_api_gateway_request_validator.v': { ...ofRest, name: 'v', validate_request_body: true },
        'aws_api_gateway_method.m': {
          ...method,
          request_validator_id: ref('aws_api_gateway_request_validator.v.id'),
        },
        'aws_api_gateway_integration.i': integration,
      },
    },
    {
      options: { methods: [] },
      fails: {
        ...api,
        'aws_api_gateway_method.m': { ...method, request_parameters: { 'method.request.header.X-Page': true } },
        'aws_api_gateway_integration.i': integration,
      },
      says: ['validates none of the parameters that it requires (X-Page)', 'with validate_request_parameters'],
      passes: {
        ...api,
        'aws_api_gateway_method.m': { ...method, request_parameters: { 'method.request.header.X-Page': false } },
        'aws_api_gateway_integration.i': integration,
      },
    },
  ],
  'api-client-certificate': [
    {
      fails: {
        ...api,
        'aws_api_gateway_method.m': method,
        'aws_api_gateway_integration.i': integration,
        'aws_api_gateway_stage.s': stage,
      },
      says: [
        'aws_api_gateway_stage.s shows its backends no client certificate',
        'set client_certificate_id to a certificate that API Gateway makes',
      ],
      passes: {
        ...api,
        'aws_api_gateway_client_certificate.c': {},
        'aws_api_gateway_method.m': method,
        'aws_api_gateway_integration.i': integration,
        'aws_api_gateway_stage.s': {
          ...stage,
          client_certificate_id: ref('aws_api_gateway_client_certificate.c.id'),
        },
      },
      undecided: [{ 'aws_api_gateway_stage.s': { ...stage, rest_api_id: 'a1b2c3' } }, 'its API is not in this plan'],
    },
  ],
  'api-cache-enabled': [
    {
      fails: { ...api, 'aws_api_gateway_stage.s': { ...stage, cache_cluster_enabled: false } },
      says: [
        'aws_api_gateway_stage.s has no cache',
        'set cache_cluster_enabled to true, and settings.caching_enabled in an aws_api_gateway_method_settings',
      ],
      passes: {
        ...api,
        'aws_api_gateway_stage.s': { ...stage, cache_cluster_enabled: true },
        'aws_api_gateway_method_settings.m': {
          ...ofStage,
          method_path: '*/*',
          settings: [{ caching_enabled: true }],
        },
      },
    },
  ],
  'api-integration-https': [
    {
      fails: {
        ...api,
        'aws_api_gateway_method.m': method,
        'aws_api_gateway_integration.i': { ...integration, uri: 'http://example.com' },
      },
      says: [
        'aws_api_gateway_integration.i sends requests on to http://example.com without TLS',
        'use https:// in uri',
      ],
      passes: { ...api, 'aws_api_gateway_method.m': method, 'aws_api_gateway_integration.i': integration },
      undecided: [
        { ...api, 'aws_api_gateway_integration.i': { ...integration, uri: ref('random_id.x.hex') }, ...other },
        'known only at deployment',
      ],
    },
  ],
  'api-cors-origins': [
    {
      fails: {
        'aws_apigatewayv2_api.a': {
          name: 'a',
          protocol_type: 'HTTP',
          cors_configuration: [{ allow_origins: ['https://*'], allow_credentials: true }],
        },
      },
      says: [
        'aws_apigatewayv2_api.a lets every page of https://* send credentials',
        'name the origins that need it in cors_configuration.allow_origins',
      ],
      passes: {
        'aws_apigatewayv2_api.a': {
          name: 'a',
          protocol_type: 'HTTP',
          cors_configuration: [{ allow_origins: ['https://example.com'], allow_credentials: true }],
        },
      },
    },
    {
      fails: { 'aws_api_gateway_integration_response.r': { ...ofRest, response_parameters: pair("'*'") }, ...api },
      says: ['aws_api_gateway_integration_response.r answers that pages of any origin may send credentials'],
      passes: {
        'aws_api_gateway_integration_response.r': { ...ofRest, response_parameters: pair("'https://example.com'") },
        ...api,
      },
    },
  ],
  'graphql-waf': [
    {
      fails: graphql('GLOBAL'),
      says: [
        'aws_appsync_graphql_api.g has no web ACL',
        'associate a web ACL with the ARN of aws_appsync_graphql_api.g',
      ],
      passes: { ...graphql('GLOBAL'), ...guard(ref('aws_appsync_graphql_api.g.arn')) },
    },
  ],
};
