import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-cors-preflight.js';

const app = (method: string, more = '') => `
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi }
  Jwt: { Type: AWS::ApiGateway::Authorizer, Properties: { RestApiId: !Ref Orders, Type: TOKEN } }
  Options:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Orders
      ResourceId: !GetAtt Orders.RootResourceId
      HttpMethod: OPTIONS
      ${method}
${more}`;
const cors =
  'IntegrationResponses: [{ StatusCode: 200, ResponseParameters: { method.response.header.Access-Control-Allow-Origin: "\'*\'" } }]';

describe('an open OPTIONS', () => {
  test('with a mock is a preflight, whatever its status', () => {
    expect(lint(rule, app(`Integration: { Type: MOCK, ${cors} }`), { undecided: true })).toBe('');
    expect(lint(rule, app('Integration: { Type: MOCK }'), { undecided: true })).toBe('');
  });

  test('with a backend is a method like any other', () => {
    expect(lint(rule, app('Integration: { Type: AWS_PROXY, Uri: x }'))).toMatchInlineSnapshot(`
      "5:3 info OPTIONS / of Orders is open to everybody and runs a backend, so anybody can make it work by calling OPTIONS [api-cors-preflight]
            Options:
            ~~~~~~~ a real backend
        help: give it a mock integration that answers preflights, or an authorizer"
    `);
    expect(lint(rule, app('AuthorizationType: NONE\n      Integration: { Type: HTTP }'))).toContain('runs a backend');
  });

  test('with nothing behind it does nothing', () => {
    expect(lint(rule, app('AuthorizationType: NONE'), { undecided: true })).toBe('');
  });

  test('strict: without the header it is no preflight', () => {
    const options = { strict: true };
    expect(lint(rule, app(`Integration: { Type: MOCK, ${cors} }`), { options, undecided: true })).toBe('');
    expect(lint(rule, app('Integration: { Type: MOCK }'), { options })).toMatchInlineSnapshot(`
      "5:3 info OPTIONS / of Orders is open to everybody, but answers without Access-Control-Allow-Origin, so it is no preflight [api-cors-preflight]
            Options:
            ~~~~~~~ no preflight
        help: set the header in the answer of the mock, or remove the method"
    `);
  });

  test('by parameter and by branch', () => {
    const given = 'Parameters: { Given: { Type: String } }';
    expect(lint(rule, app('Integration: { Type: !Ref Given }', given), { undecided: true })).toMatchInlineSnapshot(
      `"5:3 undecided Options: what answers it is known only at deployment"`,
    );
    const more = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
    expect(lint(rule, app('Integration: { Type: !If [IsProd, MOCK, AWS_PROXY] }', more))).toContain(
      'when IsProd is false',
    );
  });
});

describe('an OPTIONS that asks who calls', () => {
  const guarded = 'AuthorizationType: CUSTOM\n      AuthorizerId: !Ref Jwt';
  test('with a backend is a method like any other', () => {
    expect(lint(rule, app(`${guarded}\n      Integration: { Type: AWS_PROXY }`), { undecided: true })).toBe('');
  });

  test('with a mock refuses preflights', () => {
    expect(lint(rule, app(`${guarded}\n      Integration: { Type: MOCK }`))).toMatchInlineSnapshot(`
      "12:26 info OPTIONS / of Orders asks for credentials, which browsers do not send with a preflight, so pages of other origins can't call the API [api-cors-preflight]
                AuthorizerId: !Ref Jwt
                                   ~~~ a preflight that is refused
        help: leave the authorizer out: the answer of the mock tells nothing that needs protection"
    `);
    expect(lint(rule, app('ApiKeyRequired: true\n      Integration: { Type: MOCK }'))).toContain('asks for an API key');
  });
});

test('other methods are not its business', () => {
  const text = app('Integration: { Type: AWS_PROXY }');
  expect(lint(rule, text.replace('OPTIONS', 'GET'), { undecided: true })).toBe('');
  expect(lint(rule, text.replace('OPTIONS', 'ANY'), { undecided: true })).toBe('');
});

test('HTTP APIs answer preflights themselves', () => {
  const text = `
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Options: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: OPTIONS /orders, Target: integrations/x } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "4:3 info OPTIONS /orders of Api is open to everybody and runs a backend, so anybody can make it work by calling OPTIONS [api-cors-preflight]
          Options: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: OPTIONS /orders, Target: integrations/x } }
          ~~~~~~~ a real backend
      help: remove the route and set CorsConfiguration of the API, which answers preflights itself"
  `);
});

test('a document, in JSON', () => {
  const text = (
    type: string,
  ) => `{ "Resources": { "Api": { "Type": "AWS::ApiGateway::RestApi", "Properties": { "Body": {
    "swagger": "2.0", "paths": { "/orders": { "options": { "x-amazon-apigateway-integration": { "type": "${type}" } } } }
  } } } } }`;
  expect(lint(rule, text('mock'), { undecided: true })).toBe('');
  expect(lint(rule, text('aws_proxy'))).toContain('OPTIONS /orders of Api is open to everybody and runs a backend');
});

describe('SAM', () => {
  const sam = (auth: string, events = '') => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Cors: "'https://example.com'"
      Auth: { ${auth} }
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: nodejs22.x
      CodeUri: .
      Events:
        Get: { Type: Api, Properties: { Path: /orders, Method: get, RestApiId: !Ref Orders } }
        Add: { Type: Api, Properties: { Path: /carts, Method: post, RestApiId: !Ref Orders } }
${events}`;
  const jwt = 'DefaultAuthorizer: Jwt, Authorizers: { Jwt: { FunctionArn: !ImportValue Jwt } }';

  test('Cors makes preflights that are open', () => {
    expect(lint(rule, sam(''), { options: { strict: true }, undecided: true })).toBe('');
    expect(lint(rule, sam(`${jwt}, AddDefaultAuthorizerToCorsPreflight: false`), { undecided: true })).toBe('');
  });

  test('an API key for all refuses them, and has a setting of its own', () => {
    expect(lint(rule, sam('ApiKeyRequired: true'))).toContain(
      'help: set AddApiKeyRequiredToCorsPreflight to false in Auth of Orders',
    );
    expect(lint(rule, sam('ApiKeyRequired: true, AddApiKeyRequiredToCorsPreflight: false'))).toBe('');
  });

  test('the default authorizer refuses them: one finding for all', () => {
    expect(lint(rule, sam(jwt))).toMatchInlineSnapshot(`
      "8:7 info OPTIONS /carts and OPTIONS /orders of Orders ask for credentials, which browsers do not send with a preflight, so pages of other origins can't call the API [api-cors-preflight]
                Cors: "'https://example.com'"
                ~~~~ a preflight that is refused
        help: set AddDefaultAuthorizerToCorsPreflight to false in Auth of Orders"
    `);
  });

  test('an event for OPTIONS runs a function', () => {
    const event = '        Pre: { Type: Api, Properties: { Path: /orders, Method: options, RestApiId: !Ref Orders } }';
    expect(lint(rule, sam('', event))).toMatchInlineSnapshot(`
      "19:9 info OPTIONS /orders of Orders is open to everybody and runs a backend, so anybody can make it work by calling OPTIONS [api-cors-preflight]
                  Pre: { Type: Api, Properties: { Path: /orders, Method: options, RestApiId: !Ref Orders } }
                  ~~~ a real backend
        help: give it a mock integration that answers preflights, or an authorizer"
    `);
  });
});
