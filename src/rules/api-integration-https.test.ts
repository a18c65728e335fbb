import { describe, expect, test } from 'vitest';
import { given } from '../../test/support/given.js';
import { lint } from '../../test/support/lint.js';
import { type Arguments, plan, ref } from '../../test/support/plan.js';
import rule from './api-integration-https.js';

const rest = (integration: string, more = '') => `
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
${more}`;
const http = (properties: string, more = '', protocol = 'HTTP') => `
Resources:
  Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: ${protocol} } }
  Backend:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Orders, IntegrationType: HTTP_PROXY, ${properties} }
${more}`;
const listener = 'IntegrationUri: arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/a/b/c';

describe('a method of a REST API', () => {
  test('calls its backend by HTTPS, or has none', () => {
    const integrations = [
      'Type: HTTP_PROXY, Uri: https://example.com/orders',
      'Type: HTTP, Uri: !Sub "https://${Given}/orders"',
      'Type: AWS_PROXY, Uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/x"',
      'Type: MOCK',
    ];
    for (const integration of integrations) {
      expect(lint(rule, rest(integration, given), { undecided: true })).toBe('');
    }
  });

  test('calls it by HTTP', () => {
    expect(lint(rule, rest('Type: HTTP_PROXY, Uri: http://example.com/orders'))).toMatchInlineSnapshot(`
      "11:45 warning GET / of Orders sends requests on to http://example.com/orders without TLS, so whoever listens on the way can read and change them [api-integration-https]
                Integration: { Type: HTTP_PROXY, Uri: http://example.com/orders }
                                                      ~~~~~~~~~~~~~~~~~~~~~~~~~ not HTTPS
        help: use https:// in Integration.Uri"
    `);
    expect(lint(rule, rest('Type: HTTP, Uri: !Sub "HTTP://${Given}/orders"', given))).toContain('not HTTPS');
  });

  test('within a VPC that weighs less', () => {
    const integration = 'Type: HTTP_PROXY, ConnectionType: VPC_LINK, ConnectionId: l, Uri: !Sub "http://${Given}/"';
    expect(lint(rule, rest(integration, given))).toMatchInlineSnapshot(`
      "11:93 info GET / of Orders sends requests on to http://\${Given}/ without TLS, so whoever listens in the VPC can read and change them [api-integration-https]
                Integration: { Type: HTTP_PROXY, ConnectionType: VPC_LINK, ConnectionId: l, Uri: !Sub "http://\${Given}/" }
                                                                                                      ~~~~~~~~~~~~~~~~~~ not HTTPS
        help: use https:// in Integration.Uri"
    `);
  });

  test('by branch', () => {
    const text = rest('Type: HTTP_PROXY, Uri: !If [IsProd, https://example.com, http://test.example.com]', given);
    expect(lint(rule, text)).toContain('when IsProd is false');
  });

  test('what only the deployment knows is not guessed at', () => {
    const found = [
      rest('Type: HTTP_PROXY, Uri: !Ref Given', given),
      rest('Type: HTTP_PROXY, Uri: !Sub "${Given}/orders"', given),
    ].map((text) => lint(rule, text, { undecided: true }));
    expect(found.join('\n')).toMatchInlineSnapshot(`
      "11:50 undecided List: Given is given at deployment
      11:50 undecided List: whether its backend is called by HTTPS is known only at deployment"
    `);
  });
});

describe('an integration of an HTTP API', () => {
  test('that calls a URL', () => {
    expect(lint(rule, http('IntegrationUri: https://example.com'), { undecided: true })).toBe('');
    expect(lint(rule, http('IntegrationUri: http://example.com'))).toMatchInlineSnapshot(`
      "6:84 warning Backend sends requests on to http://example.com without TLS, so whoever listens on the way can read and change them [api-integration-https]
              Properties: { ApiId: !Ref Orders, IntegrationType: HTTP_PROXY, IntegrationUri: http://example.com }
                                                                                             ~~~~~~~~~~~~~~~~~~ not HTTPS
        help: use https:// in IntegrationUri"
    `);
  });

  test('that goes through a VPC link: its TlsConfig says it', () => {
    const link = `ConnectionType: VPC_LINK, ConnectionId: l, ${listener}`;
    expect(lint(rule, http(`${link}, TlsConfig: { ServerNameToVerify: example.com }`), { undecided: true })).toBe('');
    expect(lint(rule, http(link))).toMatchInlineSnapshot(`
      "6:84 info Backend sends requests on to a VPC link without TLS, so whoever listens in the VPC can read and change them [api-integration-https]
              Properties: { ApiId: !Ref Orders, IntegrationType: HTTP_PROXY, ConnectionType: VPC_LINK, ConnectionId: l, IntegrationUri: arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/a/b/c }
                                                                                             ~~~~~~~~ no TlsConfig
        help: set TlsConfig, and let the target listen with HTTPS"
    `);
    expect(lint(rule, http(`${link}, TlsConfig: !If [IsProd, {}, !Ref AWS::NoValue]`, given))).toContain(
      'when IsProd is false',
    );
    const found = [
      http(`${link}, TlsConfig: !Ref Given`, given),
      http(`ConnectionType: !Ref Given, ${listener}`, given),
    ];
    expect(found.map((text) => lint(rule, text, { undecided: true })).join('\n')).toMatchInlineSnapshot(`
      "6:127 undecided Backend: whether its backend is called by HTTPS is known only at deployment
      6:112 undecided Backend: Given is given at deployment"
    `);
  });

  test('of a WebSocket API: its URL does', () => {
    const link = 'ConnectionType: VPC_LINK, ConnectionId: l, IntegrationUri';
    expect(lint(rule, http(`${link}: https://example.com`, '', 'WEBSOCKET'), { undecided: true })).toBe('');
    expect(lint(rule, http(`${link}: http://example.com`, '', 'WEBSOCKET'))).toContain(
      'use https:// in IntegrationUri',
    );
  });

  test('that is no HTTP server', () => {
    const text = http('IntegrationUri: arn:aws:lambda:x').replace('HTTP_PROXY', 'AWS_PROXY');
    expect(lint(rule, text, { undecided: true })).toBe('');
  });

  test('that an API makes for its target', () => {
    const api = (target: string) =>
      `Resources: { Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: '${target}' } } }`;
    expect(lint(rule, api('http://example.com'))).toMatchInlineSnapshot(`
      "1:96 warning $default of Orders sends requests on to http://example.com without TLS, so whoever listens on the way can read and change them [api-integration-https]
          Resources: { Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: 'http://example.com' } } }
                                                                                                         ~~~~~~~~~~~~~~~~~~~~ not HTTPS
        help: use https:// in Target"
    `);
    for (const target of ['https://example.com', 'arn:aws:lambda:x']) {
      expect(lint(rule, api(target), { undecided: true })).toBe('');
    }
    const fn = `
Resources:
  Worker: { Type: AWS::Lambda::Function }
  Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: !GetAtt Worker.Arn } }
`;
    expect(lint(rule, fn, { undecided: true })).toBe('');
  });
});

describe('an operation of a body', () => {
  const body = (type: string, integration: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::${type}
    Properties:
      StageName: prod
      DefinitionBody:
        openapi: 3.0.1
        paths: { /orders: { get: { x-amazon-apigateway-integration: { ${integration} } } } }
`;
  test('of a REST API', () => {
    expect(lint(rule, body('Api', 'type: http_proxy, httpMethod: GET, uri: http://example.com')))
      .toMatchInlineSnapshot(`
        "10:111 warning GET /orders of Orders sends requests on to http://example.com without TLS, so whoever listens on the way can read and change them [api-integration-https]
                    paths: { /orders: { get: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: http://example.com } } } }
                                                                                                                          ~~~~~~~~~~~~~~~~~~ not HTTPS
          help: use https:// in uri"
      `);
    expect(lint(rule, body('Api', 'type: http_proxy, uri: https://example.com'), { undecided: true })).toBe('');
    expect(lint(rule, body('Api', 'type: mock'), { undecided: true })).toBe('');
    expect(lint(rule, body('Api', 'type: http, uri: !ImportValue Backend'), { undecided: true })).toMatchInlineSnapshot(
      `"10:101 undecided Orders: imported from another stack"`,
    );
  });

  test('of an HTTP API', () => {
    const link = 'type: http_proxy, connectionType: VPC_LINK, connectionId: l, uri: arn:x';
    expect(lint(rule, body('HttpApi', link))).toContain('help: set tlsConfig, and let the target listen with HTTPS');
    const secure = `${link}, tlsConfig: { serverNameToVerify: example.com }`;
    expect(lint(rule, body('HttpApi', secure), { undecided: true })).toBe('');
  });
});

test('a body that is not read', () => {
  const text =
    'Resources: { Orders: { Type: AWS::ApiGateway::RestApi, Properties: { BodyS3Location: { Bucket: b } } } }';
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"1:86 undecided Orders: its definition is a file that is not read"`,
  );
});

test('a plan', () => {
  const method = {
    rest_api_id: ref('aws_api_gateway_rest_api.orders.id'),
    resource_id: ref('aws_api_gateway_rest_api.orders.root_resource_id'),
    http_method: 'GET',
  };
  const planned = (more: Arguments) =>
    plan({
      'aws_api_gateway_rest_api.orders': { name: 'orders' },
      'aws_api_gateway_method.list': { ...method, authorization: 'NONE' },
      'aws_api_gateway_integration.list': { ...method, type: 'HTTP_PROXY', ...more },
    });
  expect(lint(rule, planned({ uri: 'http://example.com' }), { path: 'plan.json' })).toMatchInlineSnapshot(`
    "plan.json:66:18 warning aws_api_gateway_integration.list sends requests on to http://example.com without TLS, so whoever listens on the way can read and change them [api-integration-https]
                  "uri": "http://example.com"
                         ~~~~~~~~~~~~~~~~~~~~ not HTTPS
      help: use https:// in uri"
  `);
  expect(lint(rule, planned({ uri: 'https://example.com' }), { path: 'plan.json', undecided: true })).toBe('');

  const linked = (more: Arguments) =>
    plan({
      'aws_apigatewayv2_api.orders': { name: 'orders', protocol_type: 'HTTP' },
      'aws_apigatewayv2_integration.backend': {
        api_id: ref('aws_apigatewayv2_api.orders.id'),
        integration_type: 'HTTP_PROXY',
        connection_type: 'VPC_LINK',
        integration_uri: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/a/b/c',
        ...more,
      },
    });
  expect(lint(rule, linked({ tls_config: [] }), { path: 'plan.json' })).toContain('help: set tls_config');
  const secure = linked({ tls_config: [{ server_name_to_verify: 'example.com' }] });
  expect(lint(rule, secure, { path: 'plan.json', undecided: true })).toBe('');
});
