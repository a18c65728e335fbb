import { expect, test } from 'vitest';
import { given } from '../../test/support/given.js';
import { lint } from '../../test/support/lint.js';
import { type Arguments, plan, ref } from '../../test/support/plan.js';
import rule from './api-client-certificate.js';

const app = (settings: string, integration = 'Type: HTTP_PROXY, Uri: https://example.com', more = '') => `
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi }
  List:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Orders
      ResourceId: !GetAtt Orders.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration: { ${integration} }
  Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Orders, StageName: prod${settings} } }
  Certificate: { Type: AWS::ApiGateway::ClientCertificate }
${more}`;

test('a stage with a certificate', () => {
  for (const certificate of ['!Ref Certificate', 'a1b2c3', '!ImportValue Certificate']) {
    expect(lint(rule, app(`, ClientCertificateId: ${certificate}`), { undecided: true })).toBe('');
  }
});

test('a stage without: its API has an HTTPS backend', () => {
  expect(lint(rule, app(''))).toMatchInlineSnapshot(`
    "12:3 error Prod shows its backends no client certificate, by which the backend of GET / of Orders could tell its requests from those of others [api-client-certificate]
          Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Orders, StageName: prod } }
          ~~~~ no ClientCertificateId
      help: set ClientCertificateId to a certificate that API Gateway makes"
  `);
});

test('backends that see no certificate', () => {
  const others = [
    'Type: AWS_PROXY, Uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/x"',
    'Type: MOCK',
    'Type: HTTP_PROXY, Uri: http://example.com',
  ];
  const options = { onlyHttpIntegrations: false };
  for (const integration of others) {
    expect(lint(rule, app('', integration), { undecided: true })).toBe('');
    expect(lint(rule, app('', integration), { options })).toContain('Prod shows its backends no client certificate');
  }
});

test('by branch', () => {
  const text = app(', ClientCertificateId: !If [IsProd, !Ref Certificate, !Ref AWS::NoValue]', undefined, given);
  expect(lint(rule, text)).toContain('when IsProd is false');
});

test('what only the deployment knows is not guessed at', () => {
  const found = [
    app('', 'Type: HTTP_PROXY, Uri: !Ref Given', given),
    'Resources: { Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !ImportValue Api } } }',
    `Resources:
  Orders: { Type: AWS::ApiGateway::RestApi, Properties: { BodyS3Location: { Bucket: b, Key: k } } }
  Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Orders } }`,
  ].map((text) => lint(rule, text, { undecided: true }));
  expect(found.join('\n')).toMatchInlineSnapshot(`
    "12:3 undecided Prod: whether its API has HTTPS backends is known only at deployment
    1:14 undecided Prod: its API is not in this template
    3:3 undecided Prod: whether its API has HTTPS backends is known only at deployment"
  `);
});

test('HTTP APIs show none', () => {
  const text = 'Resources: { Prod: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !ImportValue Api } } }';
  expect(lint(rule, text, { options: { onlyHttpIntegrations: false }, undecided: true })).toBe('');
});

test('SAM has no word for it', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      OpenApiVersion: 3.0.1
      DefinitionBody:
        openapi: 3.0.1
        paths:
          /orders: { get: { x-amazon-apigateway-integration: { type: http_proxy, uri: 'https://example.com' } } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "4:3 error Orders shows its backends no client certificate, by which the backend of GET /orders of Orders could tell its requests from those of others [api-client-certificate]
          Orders:
          ~~~~~~ no ClientCertificateId
      help: write a stage of its own, with ClientCertificateId: SAM can't set it"
  `);
});

test('a plan', () => {
  const method = {
    rest_api_id: ref('aws_api_gateway_rest_api.orders.id'),
    resource_id: ref('aws_api_gateway_rest_api.orders.root_resource_id'),
    http_method: 'GET',
  };
  const planned = (stage: Arguments, integration: Arguments = { type: 'HTTP_PROXY', uri: 'https://example.com' }) =>
    plan({
      'aws_api_gateway_rest_api.orders': { name: 'orders' },
      'aws_api_gateway_client_certificate.gateway': {},
      'aws_api_gateway_method.list': { ...method, authorization: 'NONE' },
      'aws_api_gateway_integration.list': { ...method, ...integration },
      'aws_api_gateway_stage.prod': {
        rest_api_id: ref('aws_api_gateway_rest_api.orders.id'),
        stage_name: 'prod',
        ...stage,
      },
    });
  const path = 'plan.json';
  expect(lint(rule, planned({}), { path })).toContain('help: set client_certificate_id to a certificate');
  const certificate = { client_certificate_id: ref('aws_api_gateway_client_certificate.gateway.id') };
  expect(lint(rule, planned(certificate), { path, undecided: true })).toBe('');
  expect(lint(rule, planned({}, { type: 'MOCK' }), { path, undecided: true })).toBe('');
  const bare = plan({ 'aws_api_gateway_deployment.d': { rest_api_id: 'a1b2c3', stage_name: 'prod' } });
  expect(lint(rule, bare, { path, options: { onlyHttpIntegrations: false } })).toContain(
    "help: write a stage of its own, with client_certificate_id: a deployment can't set it",
  );
});
