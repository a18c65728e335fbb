import { ref } from '../support/plan.js';
import { type Cases, fn } from '../support/terraform-cases.js';

const method = {
  rest_api_id: ref('aws_api_gateway_rest_api.a.id'),
  resource_id: ref('aws_api_gateway_rest_api.a.root_resource_id'),
  http_method: 'GET',
};
const rest = { 'aws_api_gateway_rest_api.a': { name: 'a' } };
const http = { 'aws_apigatewayv2_api.a': { name: 'a', protocol_type: 'HTTP' } };
const gatekeeper = 'arn:aws:lambda:eu-west-1:111122223333:function:gatekeeper';
const uri = (arn: string): string => `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
const guarded = { ...method, authorization: 'CUSTOM', authorizer_id: ref('aws_api_gateway_authorizer.z.id') };

/** Who may call the routes of APIs. */
export const routes: Cases = {
  'api-route-authorizer': [
    {
      fails: { ...rest, 'aws_api_gateway_method.m': { ...method, authorization: 'NONE' } },
      says: [
        'GET / of aws_api_gateway_rest_api.a has authorization NONE, so anybody who knows its address can call it',
        'set authorization, and authorizer_id to the authorizer of your organisation, or list "GET /" in the option publicRoutes with a reason',
      ],
      passes: { ...rest, 'aws_api_gateway_method.m': { ...method, authorization: 'AWS_IAM' } },
    },
    {
      fails: { ...rest, 'aws_api_gateway_method.m': { ...method, authorization: 'CUSTOM' } },
      says: [
        'GET / of aws_api_gateway_rest_api.a has authorization CUSTOM, but no authorizer_id, so there is nothing that decides who may call it',
        'set authorizer_id to the authorizer of your organisation',
      ],
      passes: { ...rest, 'aws_api_gateway_method.m': guarded, 'aws_api_gateway_authorizer.z': {} },
      undecided: [
        { 'aws_apigatewayv2_route.r': { api_id: 'a1b2c3', route_key: '$default' } },
        'whether its API is one for WebSockets is known only outside this plan',
      ],
    },
    {
      // Only what its networks let in: a warning.
      fails: {
        ...rest,
        'aws_api_gateway_method.m': { ...method, authorization: 'NONE' },
        'aws_api_gateway_rest_api_policy.p': {
          rest_api_id: ref('aws_api_gateway_rest_api.a.id'),
          policy: JSON.stringify({
            Statement: [
              {
                Effect: 'Allow',
                Principal: '*',
                Action: 'execute-api:Invoke',
                Resource: 'execute-api:/*',
                Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
              },
            ],
          }),
        },
      },
      says: [
        'GET / of aws_api_gateway_rest_api.a has authorization NONE, so anybody in the networks of the resource policy can call it',
      ],
      passes: rest,
    },
    {
      fails: { ...http, 'aws_apigatewayv2_route.r': { api_id: ref('aws_apigatewayv2_api.a.id'), route_key: 'GET /x' } },
      says: [
        'GET /x of aws_apigatewayv2_api.a has no authorization_type, so anybody who knows its address can call it',
        'set authorization_type, and authorizer_id to the authorizer of your organisation',
      ],
      passes: {
        ...http,
        'aws_apigatewayv2_route.r': {
          api_id: ref('aws_apigatewayv2_api.a.id'),
          route_key: 'GET /x',
          authorization_type: 'AWS_IAM',
        },
      },
    },
    {
      fails: {
        'aws_apigatewayv2_api.a': {
          name: 'a',
          protocol_type: 'HTTP',
          target: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
        },
      },
      says: [
        '$default of aws_apigatewayv2_api.a is made by target and has no authorizer, so anybody who knows its address can call it',
        'write a route of its own, with authorization_type and authorizer_id, instead of target',
      ],
      passes: http,
    },
    {
      fails: {
        'aws_api_gateway_rest_api.a': { name: 'a' },
        'aws_api_gateway_rest_api_put.p': {
          rest_api_id: ref('aws_api_gateway_rest_api.a.id'),
          body: JSON.stringify({ paths: { '/put': { get: {} } } }),
        },
      },
      says: [
        'GET /put of aws_api_gateway_rest_api.a has no security of its own, so anybody who knows its address can call it',
      ],
      passes: {
        'aws_api_gateway_rest_api.a': { name: 'a' },
        'aws_api_gateway_rest_api_put.p': {
          rest_api_id: ref('aws_api_gateway_rest_api.a.id'),
          body: 'openapi: 3.0.1\npaths:\n  /put:\n    get:\n      security: [{ sigv4: [] }]\n',
        },
      },
    },
    {
      fails: { 'aws_api_gateway_rest_api.a': { name: 'a', body: JSON.stringify({ paths: { '/x': { get: {} } } }) } },
      says: [
        'GET /x of aws_api_gateway_rest_api.a has no security of its own, so anybody who knows its address can call it',
        'give it a security list with a scheme that has x-amazon-apigateway-authorizer',
      ],
      passes: {
        'aws_api_gateway_rest_api.a': {
          name: 'a',
          body: 'openapi: 3.0.1\npaths:\n  /x:\n    get:\n      security: [{ sigv4: [] }]\n',
        },
      },
    },
  ],
  'api-key-not-auth': [
    {
      fails: { ...rest, 'aws_api_gateway_method.m': { ...method, authorization: 'NONE', api_key_required: true } },
      says: [
        'GET / of aws_api_gateway_rest_api.a asks for an API key and for nothing else, so whoever has got hold of a key can call it',
      ],
      passes: { ...rest, 'aws_api_gateway_method.m': { ...method, authorization: 'AWS_IAM', api_key_required: true } },
    },
  ],
  'api-standard-authorizer': [
    {
      options: { allowed: [{ type: 'lambda', functionArn: gatekeeper }] },
      fails: {
        ...rest,
        'aws_api_gateway_method.m': guarded,
        'aws_api_gateway_authorizer.z': { authorizer_uri: ref('aws_lambda_function.f.invoke_arn') },
        'aws_lambda_function.f': fn,
      },
      says: [
        'aws_api_gateway_authorizer.z decides who may call GET /, but calls aws_lambda_function.f, which is made in this plan and is not an approved authorizer',
      ],
      passes: {
        ...rest,
        'aws_api_gateway_method.m': guarded,
        'aws_api_gateway_authorizer.z': { authorizer_uri: uri(gatekeeper) },
      },
    },
    {
      options: { allowed: [{ type: 'jwt', issuer: 'https://login.example.com' }] },
      fails: {
        ...http,
        'aws_apigatewayv2_route.r': {
          api_id: ref('aws_apigatewayv2_api.a.id'),
          route_key: 'GET /x',
          authorization_type: 'JWT',
          authorizer_id: ref('aws_apigatewayv2_authorizer.z.id'),
        },
        'aws_apigatewayv2_authorizer.z': {
          api_id: ref('aws_apigatewayv2_api.a.id'),
          authorizer_type: 'JWT',
          jwt_configuration: [{ issuer: 'https://other.example.com', audience: ['a'] }],
        },
      },
      says: [
        'aws_apigatewayv2_authorizer.z decides who may call GET /x, but takes the tokens of https://other.example.com, which is not an approved issuer',
      ],
      passes: {
        ...http,
        'aws_apigatewayv2_route.r': {
          api_id: ref('aws_apigatewayv2_api.a.id'),
          route_key: 'GET /x',
          authorization_type: 'JWT',
          authorizer_id: ref('aws_apigatewayv2_authorizer.z.id'),
        },
        'aws_apigatewayv2_authorizer.z': {
          api_id: ref('aws_apigatewayv2_api.a.id'),
          authorizer_type: 'JWT',
          jwt_configuration: [{ issuer: 'https://login.example.com/', audience: ['a'] }],
        },
      },
    },
  ],
  'api-authorizer-mismatch': [
    {
      fails: {
        ...rest,
        'aws_api_gateway_method.m': guarded,
        'aws_api_gateway_authorizer.z': { rest_api_id: method.rest_api_id, type: 'COGNITO_USER_POOLS' },
      },
      says: [
        'GET / of aws_api_gateway_rest_api.a has authorization CUSTOM, but aws_api_gateway_authorizer.z is a Cognito authorizer and needs COGNITO_USER_POOLS',
        'set authorization to COGNITO_USER_POOLS, or name another authorizer',
      ],
      passes: {
        ...rest,
        'aws_api_gateway_method.m': guarded,
        'aws_api_gateway_authorizer.z': { rest_api_id: method.rest_api_id },
      },
      undecided: [
        {
          ...rest,
          'aws_api_gateway_method.m': { ...guarded, authorizer_id: ref('random_id.x.hex') },
          'random_id.x': {},
        },
        'random_id.x gives it',
      ],
    },
    {
      fails: {
        ...rest,
        'aws_api_gateway_rest_api.b': { name: 'b' },
        'aws_api_gateway_method.m': guarded,
        'aws_api_gateway_authorizer.z': { rest_api_id: ref('aws_api_gateway_rest_api.b.id') },
      },
      says: [
        'names aws_api_gateway_authorizer.z, an authorizer of aws_api_gateway_rest_api.b that no other API can use',
        'declare an authorizer of aws_api_gateway_rest_api.a',
      ],
      passes: {
        ...http,
        'aws_apigatewayv2_route.r': {
          api_id: ref('aws_apigatewayv2_api.a.id'),
          route_key: 'GET /x',
          authorization_type: 'JWT',
          authorizer_id: ref('aws_apigatewayv2_authorizer.z.id'),
        },
        'aws_apigatewayv2_authorizer.z': { api_id: ref('aws_apigatewayv2_api.a.id'), authorizer_type: 'JWT' },
      },
    },
  ],
};
