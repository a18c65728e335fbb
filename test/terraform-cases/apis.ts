import { ref } from '../support/plan.js';
import type { Cases } from '../support/terraform-cases.js';

const other = { 'random_id.x': {} };
const randomNames = { ...other, 'random_id.y': {} };
const ofRest = { rest_api_id: ref('aws_api_gateway_rest_api.a.id') };
const ofHttp = { api_id: ref('aws_apigatewayv2_api.a.id') };
const rest = { 'aws_api_gateway_rest_api.a': { name: 'a', endpoint_configuration: [{ types: ['REGIONAL'] }] } };
const http = { 'aws_apigatewayv2_api.a': { name: 'a', protocol_type: 'HTTP' } };
const webSocket = { 'aws_apigatewayv2_api.a': { name: 'a', protocol_type: 'WEBSOCKET' } };
const restStage = { ...ofRest, deployment_id: ref('aws_api_gateway_deployment.d.id'), stage_name: 'prod' };
const deployed = { ...rest, 'aws_api_gateway_deployment.d': ofRest };
const log = 'arn:aws:logs:eu-west-1:111122223333:log-group:access';
const method = {
  ...ofRest,
  resource_id: ref('aws_api_gateway_rest_api.a.root_resource_id'),
  http_method: 'GET',
  authorization: 'NONE',
};
const preflight = { ...method, http_method: 'OPTIONS' };
const authorizer = { ...ofRest, name: 'z', authorizer_uri: 'arn:aws:apigateway:eu-west-1:lambda:path/x' };
const limits = [{ throttling_rate_limit: 100, throttling_burst_limit: 50 }];
const ofStage = { ...ofRest, stage_name: ref('aws_api_gateway_stage.s.stage_name', 'prod') };
const tokens = { ...ofHttp, name: 'z', authorizer_type: 'JWT', jwt_configuration: [{ issuer: 'https://x' }] };
const tokenRoute = {
  ...ofHttp,
  route_key: 'GET /orders',
  authorization_type: 'JWT',
  authorizer_id: ref('aws_apigatewayv2_authorizer.z.id'),
};

const staff = { type: 'TOKEN', identity_source: 'method.request.header.Authorization' };

/** Stages, routes and who may call them. */
export const apis: Cases = {
  'api-route-catch-all': [
    {
      fails: { ...http, 'aws_apigatewayv2_route.r': { ...ofHttp, route_key: 'ANY /{proxy+}' } },
      says: [
        'ANY /{proxy+} of aws_apigatewayv2_api.a takes every method and every path',
        'declare a route for each method and path that the API has',
      ],
      passes: { ...http, 'aws_apigatewayv2_route.r': { ...ofHttp, route_key: 'GET /orders' } },
      undecided: [
        { ...other, ...http, 'aws_apigatewayv2_route.r': { ...ofHttp, route_key: ref('random_id.x.hex') } },
        'its method or path is known only at deployment',
      ],
    },
  ],
  'api-authorizer-cache': [
    {
      fails: { 'aws_api_gateway_authorizer.z': { ...staff, authorizer_result_ttl_in_seconds: 3600 } },
      says: [
        'aws_api_gateway_authorizer.z keeps its answers for 3600 seconds, more than 300',
        'set authorizer_result_ttl_in_seconds to 300 or less',
      ],
      passes: { 'aws_api_gateway_authorizer.z': { ...staff, authorizer_result_ttl_in_seconds: 300 } },
      undecided: [
        {
          'aws_api_gateway_authorizer.z': {
            ...staff,
            authorizer_result_ttl_in_seconds: ref('random_integer.x.result'),
          },
          'random_integer.x': {},
        },
        'random_integer.x gives it',
      ],
    },
    {
      fails: { 'aws_apigatewayv2_authorizer.z': { authorizer_type: 'REQUEST', authorizer_result_ttl_in_seconds: 900 } },
      says: ['aws_apigatewayv2_authorizer.z keeps its answers for 900 seconds, more than 300'],
      passes: { 'aws_apigatewayv2_authorizer.z': { authorizer_type: 'REQUEST' } },
    },
  ],
  'api-private-iam-auth': [
    {
      options: { internal: ['aws_apigatewayv2_api.a'] },
      fails: { ...http, 'aws_apigatewayv2_authorizer.z': tokens, 'aws_apigatewayv2_route.r': tokenRoute },
      says: [
        'GET /orders of aws_apigatewayv2_api.a asks the authorizer aws_apigatewayv2_authorizer.z, though aws_apigatewayv2_api.a is internal',
        'set authorization_type to AWS_IAM',
      ],
      passes: {
        ...http,
        'aws_apigatewayv2_route.r': { ...tokenRoute, authorization_type: 'AWS_IAM', authorizer_id: null },
      },
      undecided: [
        {
          ...other,
          ...http,
          'aws_apigatewayv2_route.r': {
            ...tokenRoute,
            authorization_type: ref('random_id.x.hex'),
            authorizer_id: null,
          },
        },
        'random_id.x',
      ],
    },
  ],
  'api-route-scopes': [
    {
      options: { required: ['orders/*'] },
      fails: { ...http, 'aws_apigatewayv2_authorizer.z': tokens, 'aws_apigatewayv2_route.r': tokenRoute },
      says: [
        'GET /orders of aws_apigatewayv2_api.a names no scopes, so every token of its issuer and audience opens it',
        'set authorization_scopes to one that matches orders/*',
      ],
      passes: {
        ...http,
        'aws_apigatewayv2_authorizer.z': tokens,
        'aws_apigatewayv2_route.r': { ...tokenRoute, authorization_scopes: ['orders/read'] },
      },
      undecided: [
        {
          ...other,
          ...http,
          'aws_apigatewayv2_authorizer.z': tokens,
          'aws_apigatewayv2_route.r': { ...tokenRoute, authorization_scopes: [ref('random_id.x.hex')] },
        },
        'parts of it are known only at deployment',
      ],
    },
  ],
  'api-access-log': [
    {
      fails: { ...deployed, 'aws_api_gateway_stage.s': restStage },
      says: [
        'aws_api_gateway_stage.s writes no access log, so nobody can tell afterwards who called what',
        'set access_log_settings.destination_arn to the ARN of a log group',
      ],
      passes: {
        ...deployed,
        'aws_api_gateway_stage.s': { ...restStage, access_log_settings: [{ destination_arn: log, format: 'f' }] },
      },
    },
    {
      options: { destinations: [log] },
      fails: {
        ...http,
        'aws_apigatewayv2_stage.s': {
          ...ofHttp,
          name: 'prod',
          access_log_settings: [{ destination_arn: `${log}-of-mine`, format: 'f' }],
        },
      },
      says: [`aws_apigatewayv2_stage.s writes its access log to ${log}-of-mine, which is not an approved place for it`],
      passes: {
        ...http,
        'aws_apigatewayv2_stage.s': {
          ...ofHttp,
          name: 'prod',
          access_log_settings: [{ destination_arn: log, format: 'f' }],
        },
      },
      undecided: [
        {
          ...http,
          'aws_apigatewayv2_stage.s': {
            ...ofHttp,
            name: 'prod',
            access_log_settings: [{ destination_arn: ref('random_id.x.hex'), format: 'f' }],
          },
          ...other,
        },
        'known only at deployment',
      ],
    },
    {
      fails: { 'aws_apigatewayv2_api.a': { name: 'a', protocol_type: 'HTTP', target: 'arn:aws:lambda:x' } },
      says: [
        'aws_apigatewayv2_api.a writes no access log',
        'set access_log_settings.destination_arn in a stage of its own to the ARN of a log group',
      ],
      passes: http,
    },
    {
      fails: { ...rest, 'aws_api_gateway_deployment.d': { ...ofRest, stage_name: 'prod' } },
      says: [
        'aws_api_gateway_deployment.d makes a stage of its own, which writes no access log',
        'leave stage_name out, and write a stage of its own with an access log',
      ],
      passes: deployed,
    },
  ],
  'api-execution-log': [
    {
      fails: { ...deployed, 'aws_api_gateway_stage.s': restStage },
      says: [
        'aws_api_gateway_stage.s writes no execution log',
        'set settings.logging_level in an aws_api_gateway_method_settings whose method_path is */* to ERROR or INFO',
      ],
      passes: {
        ...deployed,
        'aws_api_gateway_stage.s': restStage,
        'aws_api_gateway_method_settings.m': { ...ofStage, method_path: '*/*', settings: [{ logging_level: 'INFO' }] },
      },
    },
    {
      fails: {
        ...deployed,
        'aws_api_gateway_stage.s': restStage,
        'aws_api_gateway_method_settings.m': { ...ofStage, method_path: '*/*', settings: [{ logging_level: 'INFO' }] },
        'aws_api_gateway_method_settings.o': {
          ...ofStage,
          method_path: 'orders/GET',
          settings: [{ logging_level: 'OFF' }],
        },
      },
      says: ['aws_api_gateway_stage.s writes no execution log of GET /orders', 'set settings.logging_level to ERROR'],
      passes: { ...http, 'aws_apigatewayv2_stage.s': { ...ofHttp, name: 'prod' } },
    },
    {
      fails: {
        'aws_api_gateway_method_settings.m': {
          rest_api_id: 'abc',
          stage_name: 'prod',
          method_path: '*/*',
          settings: [{ throttling_rate_limit: 100 }],
        },
      },
      says: [
        'aws_api_gateway_method_settings.m writes no execution log',
        'set settings.logging_level to ERROR or INFO',
      ],
      passes: {
        'aws_api_gateway_method_settings.m': {
          rest_api_id: 'abc',
          stage_name: 'prod',
          method_path: 'orders/GET',
          settings: [{ throttling_rate_limit: 100 }],
        },
      },
      undecided: [
        {
          ...deployed,
          ...randomNames,
          'aws_api_gateway_stage.s': { ...restStage, stage_name: ref('random_id.x.hex') },
          'aws_api_gateway_method_settings.m': {
            ...ofRest,
            stage_name: ref('random_id.y.hex'),
            method_path: '*/*',
            settings: [{ logging_level: 'INFO' }],
          },
        },
        'whether aws_api_gateway_method_settings.m is about aws_api_gateway_stage.s is known only at deployment',
      ],
    },
    {
      fails: { ...webSocket, 'aws_apigatewayv2_stage.s': { ...ofHttp, name: 'prod' } },
      says: ['aws_apigatewayv2_stage.s writes no execution log', 'set default_route_settings.logging_level to ERROR'],
      passes: {
        ...webSocket,
        'aws_apigatewayv2_stage.s': { ...ofHttp, name: 'prod', default_route_settings: [{ logging_level: 'ERROR' }] },
      },
      undecided: [
        {
          ...other,
          'aws_api_gateway_method_settings.m': {
            rest_api_id: 'abc',
            stage_name: 'prod',
            method_path: ref('random_id.x.hex'),
            settings: [{ throttling_rate_limit: 100 }],
          },
        },
        'random_id.x',
      ],
    },
  ],
  'api-data-trace': [
    {
      fails: {
        'aws_api_gateway_method_settings.m': {
          rest_api_id: 'abc',
          stage_name: 'prod',
          method_path: 'orders/GET',
          settings: [{ logging_level: 'INFO', data_trace_enabled: true }],
        },
      },
      says: [
        'aws_api_gateway_method_settings.m traces the data of requests of GET /orders',
        'set settings.data_trace_enabled to false',
      ],
      passes: {
        ...deployed,
        'aws_api_gateway_stage.s': restStage,
        'aws_api_gateway_method_settings.m': {
          ...ofStage,
          method_path: '*/*',
          settings: [{ logging_level: 'INFO', data_trace_enabled: false }],
        },
      },
    },
    {
      fails: {
        ...webSocket,
        'aws_apigatewayv2_stage.s': {
          ...ofHttp,
          name: 'prod',
          route_settings: [{ route_key: 'send', data_trace_enabled: true }],
        },
      },
      says: ['aws_apigatewayv2_stage.s traces the data of requests', 'set data_trace_enabled to false'],
      passes: {
        ...webSocket,
        'aws_apigatewayv2_stage.s': {
          ...ofHttp,
          name: 'prod',
          route_settings: [{ route_key: 'send', data_trace_enabled: false }],
        },
      },
    },
  ],
  'api-cache-encrypted': [
    {
      fails: {
        ...deployed,
        'aws_api_gateway_stage.s': { ...restStage, cache_cluster_enabled: true },
        'aws_api_gateway_method_settings.m': {
          ...ofStage,
          method_path: '*/*',
          settings: [{ caching_enabled: true, cache_data_encrypted: false }],
        },
      },
      says: [
        'aws_api_gateway_stage.s caches responses without encrypting them',
        'set settings.cache_data_encrypted to true',
      ],
      passes: {
        ...deployed,
        'aws_api_gateway_stage.s': restStage,
        'aws_api_gateway_method_settings.m': { ...ofStage, method_path: '*/*', settings: [{ caching_enabled: true }] },
      },
      undecided: [
        {
          'aws_api_gateway_method_settings.m': {
            rest_api_id: 'abc',
            stage_name: 'prod',
            method_path: '*/*',
            settings: [{ caching_enabled: true, cache_data_encrypted: false }],
          },
        },
        'whether its stage has a cache is known only elsewhere',
      ],
    },
  ],
  'api-tracing': [
    {
      fails: { ...deployed, 'aws_api_gateway_stage.s': restStage },
      says: ['aws_api_gateway_stage.s is not traced', 'set xray_tracing_enabled to true'],
      passes: { ...deployed, 'aws_api_gateway_stage.s': { ...restStage, xray_tracing_enabled: true } },
    },
    {
      fails: { ...rest, 'aws_api_gateway_deployment.d': { ...ofRest, stage_name: 'prod' } },
      says: [
        'the stage of aws_api_gateway_deployment.d is not traced',
        'leave stage_name out, and write a stage of its own with xray_tracing_enabled',
      ],
      passes: { ...http, 'aws_apigatewayv2_stage.s': { ...ofHttp, name: 'prod' } },
    },
  ],
  'api-throttling': [
    {
      fails: { ...deployed, 'aws_api_gateway_stage.s': restStage },
      says: [
        'aws_api_gateway_stage.s does not limit its requests',
        'set settings.throttling_rate_limit and settings.throttling_burst_limit in an aws_api_gateway_method_settings',
      ],
      passes: {
        ...deployed,
        'aws_api_gateway_stage.s': restStage,
        'aws_api_gateway_method_settings.m': { ...ofStage, method_path: '*/*', settings: limits },
      },
    },
    {
      fails: {
        ...http,
        'aws_apigatewayv2_stage.s': {
          ...ofHttp,
          name: 'prod',
          default_route_settings: [{ throttling_rate_limit: 100 }],
        },
      },
      says: [
        'aws_apigatewayv2_stage.s limits how many requests it takes per second, but not how many at once',
        'set default_route_settings.throttling_burst_limit',
      ],
      passes: { ...http, 'aws_apigatewayv2_stage.s': { ...ofHttp, name: 'prod', default_route_settings: limits } },
    },
    {
      options: { maxRate: 50 },
      fails: { ...http, 'aws_apigatewayv2_stage.s': { ...ofHttp, name: 'prod', default_route_settings: limits } },
      says: ['aws_apigatewayv2_stage.s takes up to 100 requests per second, more than the 50 that are allowed'],
      passes: { ...http },
      undecided: [
        {
          ...http,
          'aws_apigatewayv2_stage.s': {
            ...ofHttp,
            name: 'prod',
            default_route_settings: [{ throttling_rate_limit: ref('random_id.x.dec'), throttling_burst_limit: 5 }],
          },
          ...other,
        },
        'random_id.x gives it',
      ],
    },
    {
      fails: { ...rest, 'aws_api_gateway_deployment.d': { ...ofRest, stage_name: 'prod' } },
      says: [
        'the stage of aws_api_gateway_deployment.d does not limit its requests',
        'set settings.throttling_rate_limit and settings.throttling_burst_limit in an aws_api_gateway_method_settings',
      ],
      passes: {
        ...rest,
        'aws_api_gateway_deployment.d': { ...ofRest, stage_name: 'prod' },
        'aws_api_gateway_method_settings.m': { ...ofRest, stage_name: 'prod', method_path: '*/*', settings: limits },
      },
    },
    {
      options: { maxRate: 1000 },
      fails: {
        ...deployed,
        'aws_api_gateway_stage.s': restStage,
        'aws_api_gateway_stage.t': { ...restStage, stage_name: 'test' },
        'aws_api_gateway_method_settings.m': { ...ofRest, stage_name: 'test', method_path: '*/*', settings: limits },
      },
      says: ['aws_api_gateway_stage.s does not limit its requests'],
      passes: {
        ...deployed,
        ...randomNames,
        'aws_api_gateway_stage.s': { ...restStage, stage_name: ref('random_id.x.hex') },
        'aws_api_gateway_method_settings.m': {
          ...ofRest,
          stage_name: ref('random_id.x.hex'),
          method_path: '*/*',
          settings: limits,
        },
      },
      undecided: [
        {
          ...deployed,
          ...randomNames,
          'aws_api_gateway_stage.s': { ...restStage, stage_name: ref('random_id.x.hex') },
          'aws_api_gateway_method_settings.m': {
            ...ofRest,
            stage_name: ref('random_id.y.hex'),
            method_path: '*/*',
            settings: limits,
          },
        },
        'whether aws_api_gateway_method_settings.m is about aws_api_gateway_stage.s is known only at deployment',
      ],
    },
  ],
  'api-waf': [
    {
      fails: { ...rest, 'aws_api_gateway_deployment.d': { ...ofRest, stage_name: 'prod' } },
      says: [
        'the stage that aws_api_gateway_deployment.d makes has no web ACL',
        'leave stage_name out, and associate a web ACL with a stage of its own',
      ],
      passes: rest,
    },
    {
      fails: { ...deployed, 'aws_api_gateway_stage.s': restStage },
      says: [
        'aws_api_gateway_stage.s has no web ACL, so nothing filters attacks before they reach the application',
        'associate a web ACL with aws_api_gateway_stage.s.arn',
      ],
      passes: {
        ...deployed,
        'aws_api_gateway_stage.s': restStage,
        'aws_wafv2_web_acl_association.w': { resource_arn: ref('aws_api_gateway_stage.s.arn'), web_acl_arn: 'arn:w' },
      },
      undecided: [
        {
          ...deployed,
          'aws_api_gateway_stage.s': restStage,
          'aws_wafv2_web_acl_association.w': {
            resource_arn: ref('aws_api_gateway_rest_api.a.arn'),
            web_acl_arn: 'arn:w',
          },
        },
        'which stage aws_wafv2_web_acl_association.w is for is known only at deployment',
      ],
    },
    {
      options: { acl: ['arn:aws:wafv2:*:111122223333:regional/webacl/company/*'] },
      fails: {
        ...deployed,
        'aws_api_gateway_stage.s': restStage,
        'aws_wafv2_web_acl.w': { name: 'w' },
        'aws_wafv2_web_acl_association.w': {
          resource_arn: ref('aws_api_gateway_stage.s.arn'),
          web_acl_arn: ref('aws_wafv2_web_acl.w.arn'),
        },
      },
      says: [
        "aws_api_gateway_stage.s is protected by aws_wafv2_web_acl.w, which this plan makes itself, so it can't be on the list of approved web ACLs",
      ],
      // HTTP APIs have none.
      passes: { ...http, 'aws_apigatewayv2_stage.s': { ...ofHttp, name: 'prod' } },
    },
  ],
  'api-authorizer-unused': [
    {
      fails: { ...rest, 'aws_api_gateway_method.m': method, 'aws_api_gateway_authorizer.z': authorizer },
      says: [
        'aws_api_gateway_authorizer.z is declared as an authorizer of aws_api_gateway_rest_api.a, but no route asks it',
        'name aws_api_gateway_authorizer.z at the routes that it is for, or remove it',
      ],
      passes: {
        ...rest,
        'aws_api_gateway_method.m': {
          ...method,
          authorization: 'CUSTOM',
          authorizer_id: ref('aws_api_gateway_authorizer.z.id'),
        },
        'aws_api_gateway_authorizer.z': authorizer,
      },
      undecided: [
        { ...rest, 'aws_api_gateway_authorizer.z': authorizer },
        'the routes of its API are not in this plan',
      ],
    },
  ],
  'api-cors-preflight': [
    {
      fails: {
        ...rest,
        'aws_api_gateway_method.o': preflight,
        'aws_api_gateway_integration.i': {
          ...ofRest,
          resource_id: ref('aws_api_gateway_rest_api.a.root_resource_id'),
          http_method: ref('aws_api_gateway_method.o.http_method', 'OPTIONS'),
          type: 'AWS_PROXY',
        },
      },
      says: ['OPTIONS / of aws_api_gateway_rest_api.a is open to everybody and runs a backend'],
      passes: {
        ...rest,
        'aws_api_gateway_method.o': preflight,
        'aws_api_gateway_integration.i': {
          ...ofRest,
          resource_id: ref('aws_api_gateway_rest_api.a.root_resource_id'),
          http_method: ref('aws_api_gateway_method.o.http_method', 'OPTIONS'),
          type: 'MOCK',
        },
      },
    },
    {
      fails: {
        ...http,
        'aws_apigatewayv2_route.o': { ...ofHttp, route_key: 'OPTIONS /{proxy+}', target: 'integrations/abc' },
      },
      says: [
        'OPTIONS /{proxy+} of aws_apigatewayv2_api.a is open to everybody and runs a backend',
        'remove the route and set cors_configuration of the API, which answers preflights itself',
      ],
      passes: { ...http, 'aws_apigatewayv2_route.o': { ...ofHttp, route_key: 'GET /x', target: 'integrations/abc' } },
    },
  ],
};
