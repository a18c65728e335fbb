import { ref } from '../support/plan.js';
import type { Cases } from '../support/terraform-cases.js';

const other = { 'random_id.x': {} };
const ofRest = { rest_api_id: ref('aws_api_gateway_rest_api.a.id') };
const ofHttp = { api_id: ref('aws_apigatewayv2_api.a.id') };
const rest = { 'aws_api_gateway_rest_api.a': { name: 'a', endpoint_configuration: [{ types: ['REGIONAL'] }] } };
const http = { 'aws_apigatewayv2_api.a': { name: 'a', protocol_type: 'HTTP' } };
const method = {
  ...ofRest,
  resource_id: ref('aws_api_gateway_rest_api.a.root_resource_id'),
  http_method: 'GET',
  authorization: 'NONE',
};
const domain = { domain_name: 'api.example.com', security_policy: 'TLS_1_2' };
const truststore = 's3://trust-prod/clients.pem';
const mutual = [{ truststore_uri: truststore, truststore_version: '3' }];
const mapping = { ...ofHttp, domain_name: ref('aws_apigatewayv2_domain_name.n.id'), stage: 'prod' };
const policy = (condition?: object): string =>
  JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 'execute-api:Invoke',
        Resource: 'execute-api:/*',
        ...(condition === undefined ? {} : { Condition: condition }),
      },
    ],
  });
const shut = { name: 'a', endpoint_configuration: [{ types: ['PRIVATE'] }] };

/** Where APIs can be reached, and what keeps callers out there. */
export const endpoints: Cases = {
  'api-default-endpoint': [
    {
      fails: {
        ...http,
        'aws_apigatewayv2_api_mapping.m': mapping,
        'aws_apigatewayv2_domain_name.n': { domain_name: 'api.example.com', mutual_tls_authentication: mutual },
      },
      says: [
        'aws_apigatewayv2_domain_name.n asks clients for certificates, but aws_apigatewayv2_api.a also answers at its execute-api address',
        'set disable_execute_api_endpoint to true',
      ],
      passes: {
        'aws_apigatewayv2_api.a': { name: 'a', protocol_type: 'HTTP', disable_execute_api_endpoint: true },
        'aws_apigatewayv2_api_mapping.m': mapping,
        'aws_apigatewayv2_domain_name.n': { domain_name: 'api.example.com', mutual_tls_authentication: mutual },
      },
      undecided: [
        { ...http, 'aws_apigatewayv2_api_mapping.m': { ...mapping, domain_name: 'api.example.com' } },
        'whether its domain asks for certificates is known only outside this plan',
      ],
    },
  ],
  'api-domain-mtls': [
    {
      fails: { 'aws_api_gateway_domain_name.n': { ...domain, endpoint_configuration: [{ types: ['REGIONAL'] }] } },
      says: [
        'aws_api_gateway_domain_name.n asks its clients for no certificate',
        'set mutual_tls_authentication.truststore_uri to the S3 URI',
      ],
      passes: {
        'aws_api_gateway_domain_name.n': {
          ...domain,
          endpoint_configuration: [{ types: ['REGIONAL'] }],
          mutual_tls_authentication: mutual,
        },
      },
    },
    {
      options: { truststoreBuckets: ['trust-*'] },
      fails: {
        'aws_apigatewayv2_domain_name.n': {
          domain_name: 'api.example.com',
          mutual_tls_authentication: [{ truststore_uri: 's3://mine/clients.pem', truststore_version: '3' }],
        },
      },
      says: ['trusts the certificates in s3://mine/clients.pem, which does not lie in an approved bucket'],
      passes: {
        'aws_apigatewayv2_domain_name.n': { domain_name: 'api.example.com', mutual_tls_authentication: mutual },
      },
      undecided: [
        {
          'aws_apigatewayv2_domain_name.n': {
            domain_name: 'api.example.com',
            mutual_tls_authentication: [{ truststore_uri: ref('random_id.x.hex'), truststore_version: '3' }],
          },
          ...other,
        },
        'known only at deployment',
      ],
    },
  ],
  'api-domain-tls': [
    {
      fails: { 'aws_api_gateway_domain_name.n': { ...domain, security_policy: 'TLS_1_0' } },
      says: [
        'aws_api_gateway_domain_name.n has security_policy TLS_1_0, so it also takes connections by TLS 1.0',
        'set security_policy to TLS_1_2',
      ],
      passes: { 'aws_api_gateway_domain_name.n': domain },
      undecided: [
        { 'aws_api_gateway_domain_name.n': { ...domain, security_policy: ref('random_id.x.hex') }, ...other },
        'it refers to random_id.x',
      ],
    },
    {
      fails: {
        'aws_apigatewayv2_domain_name.n': {
          domain_name: 'n',
          domain_name_configuration: [{ security_policy: 'TLS_1_0' }],
        },
      },
      says: ['aws_apigatewayv2_domain_name.n has security_policy TLS_1_0'],
      passes: {
        'aws_apigatewayv2_domain_name.n': {
          domain_name: 'n',
          domain_name_configuration: [{ security_policy: 'TLS_1_2' }],
        },
      },
    },
  ],
  'api-endpoint-type': [
    {
      options: { allow: ['REGIONAL', 'PRIVATE'] },
      fails: { 'aws_api_gateway_rest_api.a': { name: 'a', endpoint_configuration: [{ types: ['EDGE'] }] } },
      says: [
        'aws_api_gateway_rest_api.a is EDGE, where only REGIONAL or PRIVATE is permitted',
        'set endpoint_configuration.types to REGIONAL or PRIVATE',
      ],
      passes: rest,
      undecided: [
        {
          'aws_api_gateway_rest_api.a': { name: 'a', endpoint_configuration: [{ types: [ref('random_id.x.hex')] }] },
          ...other,
        },
        'known only at deployment',
      ],
    },
    {
      options: { allow: ['REGIONAL'] },
      fails: { 'aws_api_gateway_rest_api.a': { name: 'a' } },
      says: ['aws_api_gateway_rest_api.a has no endpoint_configuration.types, so it is EDGE'],
      passes: rest,
    },
  ],
  'api-private-policy': [
    {
      fails: { 'aws_api_gateway_rest_api.a': shut },
      says: [
        'aws_api_gateway_rest_api.a is private and has no resource policy, so it answers nobody',
        'set policy so that',
      ],
      passes: {
        'aws_api_gateway_rest_api.a': { ...shut, policy: policy({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }) },
      },
      undecided: [
        { 'aws_api_gateway_rest_api.a': { ...shut, policy: ref('random_id.x.hex') }, ...other },
        'random_id.x',
      ],
    },
    {
      fails: {
        'aws_api_gateway_rest_api.a': shut,
        'aws_api_gateway_rest_api_policy.p': { ...ofRest, policy: policy() },
      },
      says: ['aws_api_gateway_rest_api.a is private, but its resource policy lets in anybody without naming a VPC'],
      passes: {
        'aws_api_gateway_rest_api.a': shut,
        'aws_api_gateway_rest_api_policy.p': {
          ...ofRest,
          policy: policy({ StringEquals: { 'aws:SourceVpc': 'vpc-1' } }),
        },
      },
    },
  ],
  'api-resource-policy-public': [
    {
      fails: {
        ...rest,
        'aws_api_gateway_method.m': method,
        'aws_api_gateway_rest_api_policy.p': { ...ofRest, policy: policy() },
      },
      says: [
        'the resource policy of aws_api_gateway_rest_api.a lets in everybody, and GET / has no authorizer, so anybody can call it',
      ],
      passes: {
        ...rest,
        'aws_api_gateway_method.m': { ...method, authorization: 'AWS_IAM' },
        'aws_api_gateway_rest_api_policy.p': { ...ofRest, policy: policy() },
      },
      undecided: [
        {
          ...rest,
          'aws_api_gateway_method.m': { ...method, authorization: ref('random_id.x.hex') },
          'aws_api_gateway_rest_api_policy.p': { ...ofRest, policy: policy() },
          ...other,
        },
        'random_id.x',
      ],
    },
  ],
};
