import { describe, expect, test } from 'vitest';
import { lint as lintFiles } from '../lint.js';
import { lint } from '../../test/support/lint.js';
import rule from './api-route-authorizer.js';

describe('methods of a REST API', () => {
  const app = (method: string, more = '') => `
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi }
  OrdersPath:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !Ref Orders, ParentId: !GetAtt Orders.RootResourceId, PathPart: orders }
  OrderPath:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !Ref Orders, ParentId: !Ref OrdersPath, PathPart: '{id}' }
  Jwt: { Type: AWS::ApiGateway::Authorizer, Properties: { RestApiId: !Ref Orders, Type: TOKEN } }
  GetOrder:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Orders
      ResourceId: !Ref OrderPath
      ${method}
${more}`;

  test.each([
    ['a Lambda authorizer', '{ AuthorizationType: CUSTOM, AuthorizerId: !Ref Jwt, HttpMethod: GET }'],
    ['a user pool', '{ AuthorizationType: COGNITO_USER_POOLS, AuthorizerId: !Ref Jwt, HttpMethod: GET }'],
    ['IAM', '{ AuthorizationType: AWS_IAM, HttpMethod: GET }'],
    [
      'an authorizer of another stack',
      '{ AuthorizationType: CUSTOM, AuthorizerId: !ImportValue Jwt, HttpMethod: GET }',
    ],
    ['a literal id', '{ AuthorizationType: CUSTOM, AuthorizerId: abc123, HttpMethod: GET }'],
    ['a preflight', '{ AuthorizationType: NONE, HttpMethod: OPTIONS }'],
    ['a key: another rule’s business', '{ AuthorizationType: NONE, ApiKeyRequired: true, HttpMethod: GET }'],
  ])('%s is enough', (_, method) => {
    const text = `
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi }
  Jwt: { Type: AWS::ApiGateway::Authorizer, Properties: { RestApiId: !Ref Orders, Type: TOKEN } }
  GetOrders: { Type: AWS::ApiGateway::Method, Properties: ${method} }
`;
    expect(lint(rule, text, { undecided: true })).toBe('');
  });

  test('NONE is a finding where it is written', () => {
    expect(lint(rule, app('HttpMethod: GET\n      AuthorizationType: NONE'))).toMatchInlineSnapshot(`
      "17:26 error GET /orders/{id} of Orders has AuthorizationType NONE, so anybody who knows its address can call it [api-route-authorizer]
                AuthorizationType: NONE
                                   ~~~~ AuthorizationType NONE
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "GET /orders/{id}" in the option publicRoutes with a reason"
    `);
  });

  test('no type is NONE, whatever authorizer is named', () => {
    expect(lint(rule, app('HttpMethod: GET\n      AuthorizerId: !Ref Jwt'))).toMatchInlineSnapshot(`
      "11:3 error GET /orders/{id} of Orders has no AuthorizationType, so anybody who knows its address can call it [api-route-authorizer]
            GetOrder:
            ~~~~~~~~ no AuthorizationType
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "GET /orders/{id}" in the option publicRoutes with a reason
        17:26 AuthorizerId does nothing without AuthorizationType"
    `);
  });

  test('a type that needs an authorizer, and none is named', () => {
    expect(lint(rule, app('HttpMethod: any\n      AuthorizationType: CUSTOM'))).toMatchInlineSnapshot(`
      "17:26 error ANY /orders/{id} of Orders has AuthorizationType CUSTOM, but no AuthorizerId, so there is nothing that decides who may call it [api-route-authorizer]
                AuthorizationType: CUSTOM
                                   ~~~~~~ AuthorizationType CUSTOM
        help: set AuthorizerId to the authorizer of your organisation, or list "ANY /orders/{id}" in the option publicRoutes with a reason"
    `);
    const empty = app("HttpMethod: any\n      AuthorizationType: CUSTOM\n      AuthorizerId: ''");
    expect(lint(rule, empty)).toContain('has AuthorizationType CUSTOM, but no AuthorizerId');
  });

  test('NoValue is absent, in one branch', () => {
    const method = `HttpMethod: GET
      AuthorizationType: !If [Open, NONE, AWS_IAM]
      ApiKeyRequired: !If [Open, !Ref AWS::NoValue, true]`;
    expect(
      lint(
        rule,
        app(method, 'Parameters: { Stage: { Type: String } }\nConditions: { Open: !Equals [!Ref Stage, dev] }'),
      ),
    ).toMatchInlineSnapshot(`
      "17:37 error GET /orders/{id} of Orders has AuthorizationType NONE, so anybody who knows its address can call it [api-route-authorizer]
                AuthorizationType: !If [Open, NONE, AWS_IAM]
                                              ~~~~ AuthorizationType NONE
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "GET /orders/{id}" in the option publicRoutes with a reason
        when Open is true"
    `);
  });

  test('a method that is there in some stages only', () => {
    const method = 'HttpMethod: GET\n    Condition: Debug';
    expect(
      lint(
        rule,
        app(method, 'Parameters: { Stage: { Type: String } }\nConditions: { Debug: !Equals [!Ref Stage, dev] }'),
      ),
    ).toMatchInlineSnapshot(`
      "11:3 error GET /orders/{id} of Orders has no AuthorizationType, so anybody who knows its address can call it [api-route-authorizer]
            GetOrder:
            ~~~~~~~~ no AuthorizationType
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "GET /orders/{id}" in the option publicRoutes with a reason"
    `);
  });

  test('a type that is a parameter: its default and its allowed values are looked at', () => {
    const method = 'HttpMethod: GET\n      AuthorizationType: !Ref Auth';
    const parameter = (more: string) => `Parameters: { Auth: { Type: String, ${more} } }`;
    expect(lint(rule, app(method, parameter('Default: AWS_IAM, AllowedValues: [AWS_IAM, NONE]'))))
      .toMatchInlineSnapshot(`
      "17:31 error GET /orders/{id} of Orders has AuthorizationType NONE, so anybody who knows its address can call it [api-route-authorizer]
                AuthorizationType: !Ref Auth
                                        ~~~~ AuthorizationType NONE
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "GET /orders/{id}" in the option publicRoutes with a reason
        when Auth is NONE"
    `);
    expect(lint(rule, app(method, parameter('Default: NONE')))).toMatchInlineSnapshot(`
      "17:31 error GET /orders/{id} of Orders has AuthorizationType NONE, so anybody who knows its address can call it [api-route-authorizer]
                AuthorizationType: !Ref Auth
                                        ~~~~ AuthorizationType NONE
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "GET /orders/{id}" in the option publicRoutes with a reason
        when Auth keeps its default"
    `);
    expect(lint(rule, app(method, parameter('Default: NONE')), { parameters: { Auth: 'AWS_IAM' } })).toBe('');
  });

  test('a type that only the deployment knows', () => {
    const method = 'HttpMethod: GET\n      AuthorizationType: !Ref Auth';
    expect(
      lint(rule, app(method, 'Parameters: { Auth: { Type: String } }'), { undecided: true }),
    ).toMatchInlineSnapshot(`"17:31 undecided GetOrder: Auth is given at deployment"`);
  });

  test('a method that may be a preflight', () => {
    const text = app('HttpMethod: !Ref Verb', 'Parameters: { Verb: { Type: String } }');
    expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
      `"11:3 undecided GetOrder: its method or path is known only at deployment"`,
    );
  });

  test('a method without a verb is no preflight, and goes by its own name', () => {
    expect(lint(rule, app('AuthorizationType: NONE'), { undecided: true })).toMatchInlineSnapshot(`
      "16:26 error GetOrder of Orders has AuthorizationType NONE, so anybody who knows its address can call it [api-route-authorizer]
                AuthorizationType: NONE
                                   ~~~~ AuthorizationType NONE
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "GetOrder" in the option publicRoutes with a reason"
    `);
  });

  test('a path that lies in another stack is spoken of as far as it is known', () => {
    const text = `
Resources:
  Path: { Type: AWS::ApiGateway::Resource, Properties: { ParentId: !ImportValue Root, PathPart: orders } }
  Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, ResourceId: !Ref Path } }
`;
    expect(lint(rule, text)).toMatchInlineSnapshot(`
      "4:3 error GET /…/orders has no AuthorizationType, so anybody who knows its address can call it [api-route-authorizer]
            Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, ResourceId: !Ref Path } }
            ~~~ no AuthorizationType
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "GET /*/orders" in the option publicRoutes with a reason"
    `);
    expect(lint(rule, text, { options: { publicRoutes: [{ route: 'GET /shop/orders', reason: 'r' }] } })).toBe('');
    expect(lint(rule, text, { options: { publicRoutes: [{ route: 'GET */orders', reason: 'r' }] } })).toBe('');
  });

  test('a JSON template', () => {
    const text = `{
  "Resources": {
    "Orders": { "Type": "AWS::ApiGateway::RestApi" },
    "Post": {
      "Type": "AWS::ApiGateway::Method",
      "Properties": {
        "RestApiId": { "Ref": "Orders" }, "ResourceId": { "Fn::GetAtt": ["Orders", "RootResourceId"] },
        "HttpMethod": "POST", "AuthorizationType": "NONE"
      }
    }
  }
}`;
    expect(lint(rule, text)).toMatchInlineSnapshot(`
      "8:52 error POST / of Orders has AuthorizationType NONE, so anybody who knows its address can call it [api-route-authorizer]
                  "HttpMethod": "POST", "AuthorizationType": "NONE"
                                                             ~~~~~~ AuthorizationType NONE
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "POST /" in the option publicRoutes with a reason"
    `);
  });
});

describe('publicRoutes', () => {
  const text = `
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      Body:
        openapi: 3.0.1
        paths:
          /health: { get: {}, post: {} }
          /docs/{page+}: { get: {} }
          $default: { x-amazon-apigateway-any-method: {} }
`;
  const open = (...routes: string[]) =>
    lint(rule, text, { options: { publicRoutes: routes.map((route) => ({ route, reason: 'r' })) } })
      .split('\n')
      .filter((line) => line.includes(' error '))
      .map((line) => /error (.*?) of Api/.exec(line)?.[1]);

  test.each([
    [[], ['GET /health', 'POST /health', 'GET /docs/{page+}', '$default']],
    [['GET /health'], ['POST /health', 'GET /docs/{page+}', '$default']],
    [['get /health'], ['POST /health', 'GET /docs/{page+}', '$default']],
    [['/health'], ['GET /docs/{page+}', '$default']],
    [['* /health', '* /docs/*'], ['$default']],
    [['$default'], ['GET /health', 'POST /health', 'GET /docs/{page+}']],
    [['*'], []],
  ])('%j leaves %j', (routes, left) => {
    expect(open(...routes)).toEqual(left);
  });
});

describe('protocols and keys', () => {
  const text = `
Resources:
  Rest: { Type: AWS::ApiGateway::RestApi, Properties: { Body: { swagger: '2.0', paths: { /r: { get: {} } } } } }
  Http: { Type: AWS::ApiGatewayV2::Api, Properties: { Body: { openapi: 3.0.1, paths: { /h: { get: {} } } } } }
  Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
  Connect: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: $connect } }
`;
  test.each([
    [['REST'], 1],
    [['HTTP'], 1],
    [['WEBSOCKET'], 1],
    [['REST', 'HTTP', 'WEBSOCKET'], 3],
  ])('%j', (protocols, count) => {
    expect(lint(rule, text, { options: { protocols } }).match(/ error /g)).toHaveLength(count);
  });

  test('a key alone, for those who have no other rule for it', () => {
    const keyed = `
Resources:
  Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, ApiKeyRequired: true } }
`;
    const guarded = keyed.replace('HttpMethod: GET', 'HttpMethod: GET, AuthorizationType: AWS_IAM');
    expect(lint(rule, guarded, { options: { allowApiKeyOnly: false } })).toBe('');
    expect(lint(rule, keyed, { options: { allowApiKeyOnly: false } })).toMatchInlineSnapshot(`
      "3:88 error GET /… asks for an API key only, so whoever has got hold of a key can call it [api-route-authorizer]
            Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, ApiKeyRequired: true } }
                                                                                                 ~~~~ no authorizer
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "GET /*" in the option publicRoutes with a reason"
    `);
  });
});

describe('routes of HTTP and WebSocket APIs', () => {
  test('of an HTTP API: a key does nothing there', () => {
    const text = `
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Jwt: { Type: AWS::ApiGatewayV2::Authorizer, Properties: { ApiId: !Ref Api, AuthorizerType: JWT } }
  List: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: GET /orders, AuthorizationType: JWT, AuthorizerId: !Ref Jwt } }
  Preflight: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: OPTIONS /orders } }
  Add:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Api, RouteKey: !Sub 'POST /\${Stage}/orders', ApiKeyRequired: true }
Parameters: { Stage: { Type: String } }
`;
    expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
      "7:3 error POST /\${Stage}/orders of Api has no AuthorizationType, so anybody who knows its address can call it [api-route-authorizer]
            Add:
            ~~~ no AuthorizationType
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "POST /*/orders" in the option publicRoutes with a reason"
    `);
  });

  test('of a WebSocket API: only $connect can have an authorizer', () => {
    const text = `
Resources:
  Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
  Connect:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Chat, RouteKey: $connect }
  Disconnect: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: $disconnect } }
  Default: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: $default } }
  Send: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: send } }
`;
    expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
      "4:3 error $connect of Chat has no AuthorizationType, so anybody who knows its address can call it [api-route-authorizer]
            Connect:
            ~~~~~~~ no AuthorizationType
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "$connect" in the option publicRoutes with a reason"
    `);
    expect(lint(rule, text, { options: { publicRoutes: [{ route: '$connect', reason: 'r' }] } })).toBe('');
  });

  test('of a WebSocket API without $connect: everybody may connect', () => {
    const chat = (more = '') => `
Resources:
  Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
  Default: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: $default } }
${more}`;
    expect(lint(rule, chat(), { undecided: true })).toMatchInlineSnapshot(`
      "3:3 error Chat has no $connect route, so anybody who knows its address can connect [api-route-authorizer]
            Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
            ~~~~ no $connect route
        help: add a route $connect with AuthorizationType and AuthorizerId to Chat, or list "$connect" in the option publicRoutes with a reason"
    `);
    expect(lint(rule, chat(), { options: { publicRoutes: [{ route: '$connect', reason: 'r' }] } })).toBe('');
    expect(lint(rule, chat(), { options: { protocols: ['REST'] } })).toBe('');
    const open = '  Other: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: !Ref Key } }';
    const key = `${open}\nParameters: { Key: { Type: String } }`;
    expect(lint(rule, chat(key), { undecided: true })).toMatchInlineSnapshot(`
      "5:3 undecided Other: its method or path is known only at deployment
      3:3 undecided Chat: a route key is known only at deployment"
    `);
    expect(lint(rule, chat(key.replace('!Ref Key', "!Sub '$con${Key}'")), { undecided: true })).toContain(
      '5:3 undecided Other: its method or path is known only at deployment',
    );
    const sometimes = chat().replace('Properties: { ApiId', 'Condition: Open, Properties: { ApiId');
    const isOpen = 'Parameters: { Stage: { Type: String } }\nConditions: { Open: !Equals [!Ref Stage, prod] }';
    expect(lint(rule, sometimes + isOpen)).toContain('when Open is true');
    const conditional = `
  Connect:
    Type: AWS::ApiGatewayV2::Route
    Condition: Open
    Properties: { ApiId: !Ref Chat, RouteKey: $connect, AuthorizationType: AWS_IAM }
Parameters: { Stage: { Type: String } }
Conditions: { Open: !Equals [!Ref Stage, prod] }`;
    expect(lint(rule, chat(conditional))).toMatchInlineSnapshot(`
      "3:3 error Chat has no $connect route, so anybody who knows its address can connect [api-route-authorizer]
            Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
            ~~~~ no $connect route
        help: add a route $connect with AuthorizationType and AuthorizerId to Chat, or list "$connect" in the option publicRoutes with a reason
        when Open is false"
    `);
    // Its routes are made somewhere else.
    const alone = 'Resources: { Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } } }';
    expect(lint(rule, alone, { undecided: true })).toBe('');
    const sam = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      RouteSelectionExpression: $request.body.action
      Routes: { $default: { FunctionArn: arn:aws:lambda:eu-west-1:123456789012:function:f } }
`;
    expect(lint(rule, sam)).toMatchInlineSnapshot(`
      "4:3 error Chat has no $connect route, so anybody who knows its address can connect [api-route-authorizer]
            Chat:
            ~~~~ no $connect route
        help: add $connect to Routes of Chat, and an AuthType with an AuthArn to its Auth, or list "$connect" in the option publicRoutes with a reason"
    `);
  });

  test('of an API elsewhere: the key tells what kind it is, or it is not known', () => {
    const text = `
Resources:
  Get: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !ImportValue Api, RouteKey: GET /orders } }
  Send: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !ImportValue Api, RouteKey: send } }
  Default: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !ImportValue Api, RouteKey: $default } }
`;
    expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
      "3:3 error GET /orders has no AuthorizationType, so anybody who knows its address can call it [api-route-authorizer]
            Get: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !ImportValue Api, RouteKey: GET /orders } }
            ~~~ no AuthorizationType
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "GET /orders" in the option publicRoutes with a reason
      5:3 undecided Default: whether its API is one for WebSockets is known only outside this template"
    `);
  });

  const quick = (more: string) => `
Resources:
  Jwt: { Type: AWS::ApiGatewayV2::Authorizer, Properties: { ApiId: !Ref Api, AuthorizerType: JWT } }
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      Target: !Ref Fn
${more}
`;

  test('of an API elsewhere: the key differs by branch, and only one of them is public', () => {
    const text = `
Parameters: { Api: { Type: String }, Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Get:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Api, RouteKey: !If [IsProd, GET /health, GET /orders] }
`;
    const options = { publicRoutes: [{ route: 'GET /health', reason: 'x' }] };
    expect(lint(rule, text, { options })).toMatchInlineSnapshot(`
      "5:3 error GET /orders has no AuthorizationType, so anybody who knows its address can call it [api-route-authorizer]
            Get:
            ~~~ no AuthorizationType
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "GET /orders" in the option publicRoutes with a reason
        when IsProd is false"
    `);
  });

  test('made by Target', () => {
    expect(lint(rule, quick(''))).toMatchInlineSnapshot(`
      "8:20 error $default of Api is made by Target and has no authorizer, so anybody who knows its address can call it [api-route-authorizer]
                Target: !Ref Fn
                             ~~ no authorizer
        help: set AuthorizationType and AuthorizerId of its route in ApiGatewayManagedOverrides, or list "$default" in the option publicRoutes with a reason"
    `);
    expect(lint(rule, quick('      RouteKey: GET /orders'))).toMatchInlineSnapshot(`
      "8:20 error GET /orders of Api is made by Target and has no authorizer, so anybody who knows its address can call it [api-route-authorizer]
                Target: !Ref Fn
                             ~~ no authorizer
        help: set AuthorizationType and AuthorizerId of its route in ApiGatewayManagedOverrides, or list "GET /orders" in the option publicRoutes with a reason"
    `);
    expect(lint(rule, quick('      RouteKey: OPTIONS /orders'))).toBe('');
  });

  test('made by Target, with managed overrides', () => {
    const overrides = (route: string) =>
      quick(
        `  Own: { Type: AWS::ApiGatewayV2::ApiGatewayManagedOverrides, Properties: { ApiId: !Ref Api, Route: ${route} } }`,
      );
    expect(lint(rule, overrides('{ AuthorizationType: JWT, AuthorizerId: !Ref Jwt }'))).toBe('');
    expect(lint(rule, overrides('{ AuthorizationType: AWS_IAM }'))).toBe('');
    const another = '  Open: { Type: AWS::ApiGatewayV2::Api, Properties: { Target: !Ref Fn, Description: !Ref Own } }';
    expect(lint(rule, `${overrides('{ AuthorizationType: AWS_IAM }')}${another}\n`)).toContain('$default of Open');
    expect(lint(rule, overrides('{ Target: x }'))).toMatchInlineSnapshot(`
      "9:94 error $default of Api has no Route.AuthorizationType, so anybody who knows its address can call it [api-route-authorizer]
            Own: { Type: AWS::ApiGatewayV2::ApiGatewayManagedOverrides, Properties: { ApiId: !Ref Api, Route: { Target: x } } }
                                                                                                       ~~~~~ no Route.AuthorizationType
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "$default" in the option publicRoutes with a reason"
    `);
  });

  test('made by Target in one branch only', () => {
    const text = `
Parameters: { Mode: { Type: String } }
Conditions: { Quick: !Equals [!Ref Mode, quick] }
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: !If [Quick, !Ref Fn, !Ref AWS::NoValue] } }
`;
    expect(lint(rule, text)).toMatchInlineSnapshot(`
      "5:99 error $default of Api is made by Target and has no authorizer, so anybody who knows its address can call it [api-route-authorizer]
            Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: !If [Quick, !Ref Fn, !Ref AWS::NoValue] } }
                                                                                                            ~~ no authorizer
        help: set AuthorizationType and AuthorizerId of its route in ApiGatewayManagedOverrides, or list "$default" in the option publicRoutes with a reason
        when Quick is true"
    `);
  });
});

describe('OpenAPI bodies', () => {
  const authorizer = `x-amazon-apigateway-authorizer: { type: token, authorizerUri: !Sub '\${Fn.Arn}' }`;
  const rest = (paths: string, more = '') => `
Parameters: { Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        swagger: '2.0'
        securityDefinitions:
          Jwt: { type: apiKey, name: Authorization, in: header, ${authorizer} }
          Sig: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
          Key: { type: apiKey, name: x-api-key, in: header }
          Bearer: { type: apiKey, name: Authorization, in: header }
        ${more}
        paths:
          /orders:
            ${paths}
`;

  test.each([
    ['a scheme with an authorizer', 'get: { security: [{ Jwt: [] }] }'],
    ['a key and an authorizer', 'get: { security: [{ Key: [] }, { Jwt: [] }] }'],
    ['both in one requirement', 'get: { security: [{ Key: [], Jwt: [] }] }'],
    ['a signature', 'get: { security: [{ Sig: [] }] }'],
    ['IAM by extension, in any case', 'get: { x-amazon-apigateway-auth: { type: aws_iam } }'],
    ['any method', 'x-amazon-apigateway-any-method: { security: [{ Jwt: [] }] }'],
    ['a preflight', 'options: {}'],
    ['what is no method', 'parameters: []'],
    ['a key alone: another rule’s business', 'get: { security: [{ Key: [] }] }'],
    ['the same in both branches', 'get: { security: !If [IsProd, [{ Jwt: [] }], [{ Sig: [] }]] }'],
  ])('%s is enough', (_, paths) => {
    expect(lint(rule, rest(paths), { undecided: true })).toBe('');
  });

  test('no security at the method', () => {
    expect(lint(rule, rest('get: { summary: orders }'))).toMatchInlineSnapshot(`
      "18:13 error GET /orders of Api has no security of its own, so anybody who knows its address can call it [api-route-authorizer]
                      get: { summary: orders }
                      ~~~ no security of its own
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "GET /orders" in the option publicRoutes with a reason"
    `);
  });

  test('an empty list', () => {
    expect(lint(rule, rest('x-amazon-apigateway-any-method:\n              security: []'))).toMatchInlineSnapshot(`
      "18:13 error ANY /orders of Api has an empty security list, so anybody who knows its address can call it [api-route-authorizer]
                      x-amazon-apigateway-any-method:
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ an empty security list
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "ANY /orders" in the option publicRoutes with a reason
        19:15 an empty list asks for nothing"
    `);
  });

  test('a list that asks for nothing', () => {
    expect(lint(rule, rest('get: { security: [{}] }'))).toMatchInlineSnapshot(`
      "18:13 error GET /orders of Api has a security list that asks for nothing, so anybody who knows its address can call it [api-route-authorizer]
                      get: { security: [{}] }
                      ~~~ a security list that asks for nothing
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "GET /orders" in the option publicRoutes with a reason"
    `);
  });

  test('a requirement that a branch leaves out', () => {
    expect(lint(rule, rest('get: { security: [{ Key: !If [IsProd, [], !Ref AWS::NoValue] }] }')))
      .toMatchInlineSnapshot(`
      "18:13 error GET /orders of Api has a security list that asks for nothing, so anybody who knows its address can call it [api-route-authorizer]
                      get: { security: [{ Key: !If [IsProd, [], !Ref AWS::NoValue] }] }
                      ~~~ a security list that asks for nothing
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "GET /orders" in the option publicRoutes with a reason
        when IsProd is false"
    `);
  });

  test('NONE by extension', () => {
    expect(lint(rule, rest('get: { x-amazon-apigateway-auth: { type: NONE } }'))).toMatchInlineSnapshot(`
      "18:13 error GET /orders of Api has no security of its own, so anybody who knows its address can call it [api-route-authorizer]
                      get: { x-amazon-apigateway-auth: { type: NONE } }
                      ~~~ no security of its own
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "GET /orders" in the option publicRoutes with a reason"
    `);
  });

  test('a scheme that nothing checks', () => {
    expect(lint(rule, rest('get: { security: [{ Bearer: [] }] }'))).toMatchInlineSnapshot(`
      "18:13 error GET /orders of Api asks for Bearer, which nothing checks, so anybody who knows its address can call it [api-route-authorizer]
                      get: { security: [{ Bearer: [] }] }
                      ~~~ no authorizer
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "GET /orders" in the option publicRoutes with a reason
        14:11 Bearer has no x-amazon-apigateway-authorizer"
    `);
  });

  test('a list at the root counts for nothing', () => {
    expect(lint(rule, rest('get: {}', 'security: [{ Jwt: [] }]'))).toMatchInlineSnapshot(`
      "18:13 error GET /orders of Api has no security of its own, and the list at the document's root counts for nothing, so anybody who knows its address can call it [api-route-authorizer]
                      get: {}
                      ~~~ no security of its own
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "GET /orders" in the option publicRoutes with a reason
        15:9 API Gateway does not use this list"
    `);
    expect(lint(rule, rest('get: {}', 'security: []'))).not.toContain('root');
  });

  test('a method, a path or a scheme in one branch', () => {
    expect(lint(rule, rest('get: !If [IsProd, { security: [{ Jwt: [] }] }, {}]'))).toMatchInlineSnapshot(`
      "18:13 error GET /orders of Api has no security of its own, so anybody who knows its address can call it [api-route-authorizer]
                      get: !If [IsProd, { security: [{ Jwt: [] }] }, {}]
                      ~~~ no security of its own
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "GET /orders" in the option publicRoutes with a reason
        when IsProd is false"
    `);
    expect(lint(rule, rest('!If [IsProd, { get: { security: [{ Jwt: [] }] } }, { get: {}, options: {} }]')))
      .toMatchInlineSnapshot(`
        "18:66 error GET /orders of Api has no security of its own, so anybody who knows its address can call it [api-route-authorizer]
                        !If [IsProd, { get: { security: [{ Jwt: [] }] } }, { get: {}, options: {} }]
                                                                             ~~~ no security of its own
          help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "GET /orders" in the option publicRoutes with a reason
          when IsProd is false"
      `);
    expect(lint(rule, rest('get: { security: !If [IsProd, [{ Jwt: [] }], !Ref AWS::NoValue] }')))
      .toMatchInlineSnapshot(`
      "18:13 error GET /orders of Api has no security of its own, so anybody who knows its address can call it [api-route-authorizer]
                      get: { security: !If [IsProd, [{ Jwt: [] }], !Ref AWS::NoValue] }
                      ~~~ no security of its own
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "GET /orders" in the option publicRoutes with a reason
        when IsProd is false"
    `);
    expect(lint(rule, rest('get: !If [IsProd, !Ref AWS::NoValue, { security: [{ Jwt: [] }] }]'))).toBe('');
  });

  test.each([
    ['a scheme that is not there', 'get: { security: [{ Other: [] }] }'],
    ['a list from a parameter', 'get: { security: !Ref Stage }'],
    [
      'an include in the method',
      "get: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: 's3://b/k' } } }",
    ],
    ['a reference to a file as the path', '$ref: ./orders.yaml'],
    ['an include as the path', "Fn::Transform: { Name: AWS::Include, Parameters: { Location: 's3://b/k' } }"],
  ])('%s can’t be told', (_, paths) => {
    expect(lint(rule, rest(paths), { undecided: true })).toMatch(/^\d+:\d+ undecided Api: /);
  });

  test.each([
    ['elsewhere', 'BodyS3Location: { Bucket: b, Key: k }'],
    ['an include', "Body: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: 's3://b/api.yaml' } } }"],
    ['a reference to a file', 'Body: { $ref: ./swagger.yaml }'],
    ['a text', "Body: '{}'"],
  ])('a body that is %s can’t be told', (_, body) => {
    const text = `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      ${body}
`;
    expect(lint(rule, text, { undecided: true })).toMatch(/^6:\d+ undecided Api: /);
  });

  test('what can’t be told of its security, and why', () => {
    const scheme = 'Open: !Ref Stage\n          Macro: { type: apiKey, Fn::Transform: { Name: Guard } }\n';
    const told = (get: string): string =>
      lint(rule, rest(`get: ${get}`).replace('          Key:', `          ${scheme}          Key:`), {
        undecided: true,
      });
    expect(
      [
        '{ security: [{ Nope: [] }] }',
        '{ security: [{ Open: [] }] }',
        '{ security: [{ Macro: [] }] }',
        '{ security: !Ref Stage }',
        '{ security: [!ImportValue security] }',
        '{ security: text }',
        '{ security: [text] }',
        '{ security: !GetAtt Api.RootResourceId }',
        '{ x-amazon-apigateway-auth: { type: !Ref Stage } }',
        '{ x-amazon-apigateway-auth: text }',
      ].map(told),
    ).toMatchInlineSnapshot(`
      [
        "20:33 undecided Api: the security scheme Nope is not in the definition",
        "20:33 undecided Api: the security scheme Open is known only at deployment",
        "20:33 undecided Api: the security scheme Macro is not read in full",
        "20:20 undecided Api: Stage is given at deployment",
        "20:44 undecided Api: imported from another stack",
        "20:20 undecided Api: its security is known only at deployment",
        "20:31 undecided Api: its security is known only at deployment",
        "20:20 undecided Api: its security is known only at deployment",
        "20:20 undecided Api: its security is known only at deployment",
        "20:20 undecided Api: its security is known only at deployment",
      ]
    `);
  });

  test('a body in a file beside the template', () => {
    const text = `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: { Body: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } } } }
`;
    const body = `
swagger: '2.0'
paths:
  /orders:
    get: {}
`;
    expect(lint(rule, text, { files: { 'api.yaml': body } })).toMatchInlineSnapshot(`
      "api.yaml:5:5 error GET /orders of Api has no security of its own, so anybody who knows its address can call it [api-route-authorizer]
              get: {}
              ~~~ no security of its own
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "GET /orders" in the option publicRoutes with a reason"
    `);
  });

  test('OpenAPI 3 of an HTTP API: keys and the list at the root do nothing', () => {
    const text = `
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        security: [{ Jwt: [] }]
        components:
          securitySchemes:
            Key: { type: apiKey, name: x-api-key, in: header }
            Jwt:
              type: oauth2
              x-amazon-apigateway-authorizer:
                { type: jwt, jwtConfiguration: { issuer: https://login.example.com, audience: [orders] } }
        paths:
          /orders:
            get: { security: [{ Jwt: [read] }] }
            post: {}
            put: { security: [{ Key: [] }] }
          /$default:
            x-amazon-apigateway-any-method: {}
`;
    expect(lint(rule, text)).toMatchInlineSnapshot(`
      "19:13 error POST /orders of Api has no security of its own, and the list at the document's root counts for nothing, so anybody who knows its address can call it [api-route-authorizer]
                      post: {}
                      ~~~~ no security of its own
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "POST /orders" in the option publicRoutes with a reason
        8:9 API Gateway does not use this list
      20:13 error PUT /orders of Api asks only for an API key, which HTTP APIs do not check, so anybody who knows its address can call it [api-route-authorizer]
                      put: { security: [{ Key: [] }] }
                      ~~~ no authorizer
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "PUT /orders" in the option publicRoutes with a reason
      22:13 error $default of Api has no security of its own, and the list at the document's root counts for nothing, so anybody who knows its address can call it [api-route-authorizer]
                      x-amazon-apigateway-any-method: {}
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no security of its own
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "$default" in the option publicRoutes with a reason
        8:9 API Gateway does not use this list"
    `);
  });
});

test('a requirement that the template leaves out asks for nothing', () => {
  const text = `
Conditions: { IsOpen: !Equals [!Ref 'AWS::StackName', open] }
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: 3.0.1
        components: { securitySchemes: { Guard: { type: apiKey, x-amazon-apigateway-authorizer: { type: token } } } }
        paths:
          /orders:
            get: { security: [{ Guard: !If [IsOpen, !Ref 'AWS::NoValue', []] }] }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "12:13 error GET /orders of Api has a security list that asks for nothing, so anybody who knows its address can call it [api-route-authorizer]
                    get: { security: [{ Guard: !If [IsOpen, !Ref 'AWS::NoValue', []] }] }
                    ~~~ a security list that asks for nothing
      help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "GET /orders" in the option publicRoutes with a reason
      when IsOpen is true"
  `);
});

test('whether a list at the root counts is less sure for HTTP APIs', () => {
  const text = (type: string, root: string) => `
Resources:
  Api: { Type: ${type}, Properties: { Body: { openapi: 3.0.1, ${root} paths: { /orders: { get: {} } } } } }
`;
  const confidence = (type: string, root = 'security: [{ Jwt: [] }],') =>
    lintFiles([{ path: 'template.yaml', text: text(type, root) }], {
      ruleset: [rule],
      today: new Date('2026-11-22'),
    }).findings.map((finding) => finding.confidence);
  expect(confidence('AWS::ApiGateway::RestApi')).toEqual(['high']);
  expect(confidence('AWS::ApiGatewayV2::Api')).toEqual(['medium']);
  expect(confidence('AWS::ApiGatewayV2::Api', '')).toEqual(['high']);
});

describe('a resource policy', () => {
  const guarded = (statement: string) => `
Parameters: { Partner: { Type: String } }
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Policy:
        Version: '2012-10-17'
        Statement: [{ Effect: Allow, Action: execute-api:Invoke, Resource: execute-api:/*, ${statement} }]
  Get:
    Type: AWS::ApiGateway::Method
    Properties: { RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, AuthorizationType: NONE }
`;

  test.each([
    ['accounts', "Principal: { AWS: 'arn:aws:iam::123456789012:root' }"],
    ['members', "Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': o-1 } }"],
  ])('for named %s alone lets in nobody who does not sign', (_, statement) => {
    expect(lint(rule, guarded(statement), { undecided: true })).toBe('');
  });

  test.each([
    ['everybody', "Principal: '*'"],
    ['everybody but some', "NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' }"],
    ['who may be everybody', 'Principal: { AWS: !Ref Partner }'],
    ['nobody that is named, which can’t be deployed,', ''],
    [
      'whom a condition only asks if it can',
      "Principal: '*', Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': o-1 } }",
    ],
  ])('for %s lets in strangers', (_, statement) => {
    expect(lint(rule, guarded(statement))).toContain('GET / of Api has AuthorizationType NONE');
  });

  const app = (statements: string) => `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Policy:
        Statement:
          ${statements}
      Body:
        swagger: '2.0'
        paths: { '/orders/{id}': { get: {} } }
`;
  const severity = (statements: string) => / (error|warning) /.exec(lint(rule, app(statements)))?.[1];
  const allow = "- { Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: 'execute-api:/*' }";
  const deny = (condition: string, resource = 'execute-api:/*') =>
    `- { Effect: Deny, Principal: '*', Action: execute-api:Invoke, Resource: '${resource}', Condition: ${condition} }`;

  test('that denies all but a network makes it a warning', () => {
    expect(lint(rule, app(`${allow}\n          ${deny('{ NotIpAddress: { aws:SourceIp: [10.0.0.0/8] } }')}`)))
      .toMatchInlineSnapshot(`
      "12:36 warning GET /orders/{id} of Api has no security of its own, so anybody in the networks of the resource policy can call it [api-route-authorizer]
                  paths: { '/orders/{id}': { get: {} } }
                                             ~~~ no security of its own
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "GET /orders/{id}" in the option publicRoutes with a reason
        9:13 the resource policy limits who can reach it"
    `);
  });

  test.each([
    ['warning', deny('{ StringNotEquals: { aws:SourceVpce: vpce-1 } }')],
    ['warning', deny('{ StringNotEqualsIfExists: { aws:SourceVpc: !Ref Vpc } }')],
    ['warning', deny('{ NotIpAddress: { aws:SourceIp: [10.0.0.0/8] } }', 'execute-api:/prod/GET/orders/*')],
    ['warning', deny('{ NotIpAddress: { aws:SourceIp: [10.0.0.0/8] } }', 'arn:aws:execute-api:*:*:*/*/GET/*')],
    ['warning', deny('{ NotIpAddress: { aws:SourceIp: [10.0.0.0/8] } }', '*')],
    [
      'warning',
      `- { Effect: Allow, Principal: { AWS: '*' }, Resource: 'execute-api:/*', Condition: { IpAddress: { aws:SourceIp: 10.0.0.0/8 } } }`,
    ],
    ['error', allow],
    ['error', deny('{ NotIpAddress: { aws:SourceIp: [10.0.0.0/8] } }', 'execute-api:/prod/POST/*')],
    ['error', deny('{ IpAddress: { aws:SourceIp: [10.0.0.0/8] } }')],
    ['error', deny('{ NotIpAddress: { aws:SourceIp: [0.0.0.0/0] } }')],
    ['error', deny('{ NotIpAddress: { aws:SourceIp: [10.0.0.0/8] }, StringEquals: { aws:PrincipalOrgID: o-1 } }')],
    ['error', deny('{ StringNotEquals: { aws:PrincipalOrgID: o-1 } }')],
    [
      'error',
      `- { Effect: Allow, Principal: '*', Resource: 'execute-api:/*', Condition: { StringEqualsIfExists: { aws:SourceVpc: v } } }`,
    ],
    ['error', '- !Ref Statement'],
  ])('%s: %s', (expected, statements) => {
    expect(severity(statements)).toBe(expected);
  });

  test('of SAM, for the whole API or for one event', () => {
    const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Whole:
    Type: AWS::Serverless::Api
    Properties: { StageName: prod, Auth: { ResourcePolicy: { IpRangeWhitelist: [10.0.0.0/8] } } }
  Part: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        One: { Type: Api, Properties: { RestApiId: !Ref Whole, Path: /one, Method: get } }
        Two:
          Type: Api
          Properties: { RestApiId: !Ref Part, Path: '/two/{id}', Method: get, Auth: { ResourcePolicy: { SourceVpcWhitelist: [vpc-1] } } }
        Three: { Type: Api, Properties: { RestApiId: !Ref Part, Path: /three, Method: get } }
`;
    expect(lint(rule, text)).toMatchInlineSnapshot(`
      "12:9 warning GET /one of Whole has no authorizer, so anybody in the networks of the resource policy can call it [api-route-authorizer]
                  One: { Type: Api, Properties: { RestApiId: !Ref Whole, Path: /one, Method: get } }
                  ~~~ no authorizer
        help: make an authorizer the DefaultAuthorizer in Auth of Whole, or name one in Auth of the event, or list "GET /one" in the option publicRoutes with a reason
        4:3 Whole sets no default authorizer
        6:62 the resource policy limits who can reach it
      13:9 warning GET /two/{id} of Part has no authorizer, so anybody in the networks of the resource policy can call it [api-route-authorizer]
                  Two:
                  ~~~ no authorizer
        help: make an authorizer the DefaultAuthorizer in Auth of Part, or name one in Auth of the event, or list "GET /two/{id}" in the option publicRoutes with a reason
        7:3 Part sets no default authorizer
        15:105 the resource policy limits who can reach it
      16:9 error GET /three of Part has no authorizer, so anybody who knows its address can call it [api-route-authorizer]
                  Three: { Type: Api, Properties: { RestApiId: !Ref Part, Path: /three, Method: get } }
                  ~~~~~ no authorizer
        help: make an authorizer the DefaultAuthorizer in Auth of Part, or name one in Auth of the event, or list "GET /three" in the option publicRoutes with a reason
        7:3 Part sets no default authorizer"
    `);
  });
});

describe('a private API', () => {
  const shut = (more: string, type = 'PRIVATE', head = '') => `${head}
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: { EndpointConfiguration: { Types: [${type}] }${more} }
  Get:
    Type: AWS::ApiGateway::Method
    Properties: { RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, AuthorizationType: NONE }
`;

  test('can be called from VPCs only', () => {
    expect(lint(rule, shut(''))).toMatchInlineSnapshot(`
      "8:116 warning GET / of Api has AuthorizationType NONE, so anybody in a VPC with an endpoint that it lets in can call it [api-route-authorizer]
              Properties: { RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, AuthorizationType: NONE }
                                                                                                                             ~~~~ AuthorizationType NONE
        help: set AuthorizationType, and AuthorizerId to the authorizer of your organisation, or list "GET /" in the option publicRoutes with a reason
        5:51 Api is private"
    `);
    const open =
      ", Policy: { Statement: { Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: '*' } }";
    expect(lint(rule, shut(open))).toContain('anybody in a VPC with an endpoint that it lets in can call it');
  });

  test('whether it is one is known only at deployment', () => {
    expect(lint(rule, shut('', '!Ref Type', 'Parameters: { Type: { Type: String } }'))).toContain(
      'error GET / of Api has AuthorizationType NONE, so anybody who knows its address can call it',
    );
  });
});

describe('SAM', () => {
  const sam = (text: string) => `Transform: AWS::Serverless-2016-10-31\n${text}`;

  test('events of an implicit API', () => {
    const text = sam(`
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        List: { Type: Api, Properties: { Path: /orders, Method: get } }
        Mine: { Type: Api, Properties: { Path: /orders, Method: post, Auth: { Authorizer: AWS_IAM } } }
        Keyed: { Type: Api, Properties: { Path: /orders, Method: put, Auth: { ApiKeyRequired: true } } }
        Any: { Type: HttpApi }
        Timer: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
`);
    expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
      "8:9 error GET /orders has no authorizer, so anybody who knows its address can call it [api-route-authorizer]
                  List: { Type: Api, Properties: { Path: /orders, Method: get } }
                  ~~~~ no authorizer
        help: make an authorizer the DefaultAuthorizer in Globals.Api.Auth, or name one in Auth of the event, or list "GET /orders" in the option publicRoutes with a reason
      11:9 error $default has no authorizer, so anybody who knows its address can call it [api-route-authorizer]
                  Any: { Type: HttpApi }
                  ~~~ no authorizer
        help: make an authorizer the DefaultAuthorizer in Globals.HttpApi.Auth, or name one in Auth of the event, or list "$default" in the option publicRoutes with a reason"
    `);
  });

  test('each route of an implicit API for many functions that may be left out is found, without a word on the others', () => {
    const names = Array.from({ length: 12 }, (_, n) => `F${String(n)}`);
    const each = (line: (name: string) => string): string => names.map((name) => `  ${line(name)}`).join('\n');
    const text = sam(`
Parameters:
${each((name) => `P${name}: { Type: String }`)}
Conditions:
${each((name) => `Has${name}: !Equals [!Ref P${name}, 'yes']`)}
Resources:
${each(
  (name) => `${name}:
    Type: AWS::Serverless::Function
    Condition: Has${name}
    Properties: { Events: { Get: { Type: HttpApi, Properties: { Path: /${name}, Method: get } } } }`,
)}
`);
    const found = lint(rule, text, { undecided: true });
    expect(found.match(/GET \/F\d+ has no authorizer/g)).toEqual(names.map((name) => `GET /${name} has no authorizer`));
    expect(found).not.toMatch(/when |more than/);
  });

  test('the default authorizer of Globals reaches an implicit API, but for events that decline', () => {
    const text = sam(`
Globals:
  Api:
    Cors: "'*'"
    Auth:
      DefaultAuthorizer: Jwt
      AddDefaultAuthorizerToCorsPreflight: false
      Authorizers: { Jwt: { FunctionArn: !GetAtt Auth.Arn } }
  HttpApi:
    Auth:
      DefaultAuthorizer: Tokens
      Authorizers:
        Tokens:
          IdentitySource: $request.header.Authorization
          JwtConfiguration: { issuer: https://login.example.com, audience: [orders] }
Resources:
  Auth: { Type: AWS::Serverless::Function }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        List: { Type: Api, Properties: { Path: /orders, Method: get } }
        Health: { Type: Api, Properties: { Path: /health, Method: get, Auth: { Authorizer: NONE } } }
        Add: { Type: HttpApi, Properties: { Path: /orders, Method: post } }
        Status: { Type: HttpApi, Properties: { Path: /status, Method: get, Auth: { Authorizer: NONE } } }
`);
    expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
      "24:9 error GET /health has Authorizer NONE, so anybody who knows its address can call it [api-route-authorizer]
                  Health: { Type: Api, Properties: { Path: /health, Method: get, Auth: { Authorizer: NONE } } }
                  ~~~~~~ Authorizer NONE
        help: leave Authorizer out, so that the DefaultAuthorizer counts, or list "GET /health" in the option publicRoutes with a reason
        24:92 the default authorizer is switched off here
      26:9 error GET /status has Authorizer NONE, so anybody who knows its address can call it [api-route-authorizer]
                  Status: { Type: HttpApi, Properties: { Path: /status, Method: get, Auth: { Authorizer: NONE } } }
                  ~~~~~~ Authorizer NONE
        help: leave Authorizer out, so that the DefaultAuthorizer counts, or list "GET /status" in the option publicRoutes with a reason
        26:96 the default authorizer is switched off here"
    `);
  });

  test('an explicit API with authorizers and no default', () => {
    const text = sam(`
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties: { StageName: prod, Auth: { Authorizers: { Jwt: { FunctionArn: !GetAtt Fn.Arn } } } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        List: { Type: Api, Properties: { RestApiId: !Ref Orders, Path: /orders, Method: get, Auth: { Authorizer: Jwt } } }
        Add: { Type: Api, Properties: { RestApiId: !Ref Orders, Path: /orders, Method: post } }
`);
    expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
      "12:9 error POST /orders of Orders has no authorizer, so anybody who knows its address can call it [api-route-authorizer]
                  Add: { Type: Api, Properties: { RestApiId: !Ref Orders, Path: /orders, Method: post } }
                  ~~~ no authorizer
        help: make an authorizer the DefaultAuthorizer in Auth of Orders, or name one in Auth of the event, or list "POST /orders" in the option publicRoutes with a reason
        4:3 Orders sets no default authorizer"
    `);
  });

  test('IAM for the whole of an HTTP API', () => {
    const text = (auth: string) =>
      sam(`
Resources:
  Http: { Type: AWS::Serverless::HttpApi, Properties: { Auth: ${auth} } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events: { List: { Type: HttpApi, Properties: { ApiId: !Ref Http, Path: /orders, Method: get } } }
`);
    expect(lint(rule, text('{ EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM }'), { undecided: true })).toBe('');
    expect(lint(rule, text('{ EnableIamAuthorizer: true }'))).toMatchInlineSnapshot(`
      "8:17 error GET /orders of Http has no authorizer, so anybody who knows its address can call it [api-route-authorizer]
                Events: { List: { Type: HttpApi, Properties: { ApiId: !Ref Http, Path: /orders, Method: get } } }
                          ~~~~ no authorizer
        help: make an authorizer the DefaultAuthorizer in Auth of Http, or name one in Auth of the event, or list "GET /orders" in the option publicRoutes with a reason
        4:3 Http sets no default authorizer"
    `);
  });

  test('events of state machines', () => {
    const text = sam(`
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {}
      Events:
        Start: { Type: Api, Properties: { Path: /start, Method: post } }
        Again: { Type: Api, Properties: { Path: /again, Method: post, Auth: { Authorizer: AWS_IAM } } }
`);
    expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
      "9:9 error POST /start has no authorizer, so anybody who knows its address can call it [api-route-authorizer]
                  Start: { Type: Api, Properties: { Path: /start, Method: post } }
                  ~~~~~ no authorizer
        help: make an authorizer the DefaultAuthorizer in Globals.Api.Auth, or name one in Auth of the event, or list "POST /start" in the option publicRoutes with a reason"
    `);
  });

  test('a body of one’s own: events change nothing in that of a REST API, the default authorizer does', () => {
    const text = (auth: string) =>
      sam(`
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      ${auth}
      DefinitionBody:
        swagger: '2.0'
        paths:
          /orders:
            get: { x-amazon-apigateway-integration: { type: mock } }
            post: {}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        List: { Type: Api, Properties: { RestApiId: !Ref Orders, Path: /orders, Method: get, Auth: { Authorizer: AWS_IAM } } }
`);
    expect(lint(rule, text('Description: d'))).toMatchInlineSnapshot(`
      "13:13 error GET /orders of Orders has no security of its own, so anybody who knows its address can call it [api-route-authorizer]
                      get: { x-amazon-apigateway-integration: { type: mock } }
                      ~~~ no security of its own
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "GET /orders" in the option publicRoutes with a reason
      14:13 error POST /orders of Orders has no security of its own, so anybody who knows its address can call it [api-route-authorizer]
                      post: {}
                      ~~~~ no security of its own
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "POST /orders" in the option publicRoutes with a reason"
    `);
    expect(lint(rule, text('Auth: { DefaultAuthorizer: Jwt, Authorizers: { Jwt: { FunctionArn: !GetAtt Fn.Arn } } }')))
      .toMatchInlineSnapshot(`
      "14:13 error POST /orders of Orders has no security of its own, so anybody who knows its address can call it [api-route-authorizer]
                      post: {}
                      ~~~~ no security of its own
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "POST /orders" in the option publicRoutes with a reason"
    `);
  });

  test('a definition that lies elsewhere', () => {
    const text = sam(`
Resources:
  Orders: { Type: AWS::Serverless::Api, Properties: { StageName: prod, DefinitionUri: s3://bucket/key } }
  Local: { Type: AWS::Serverless::HttpApi, Properties: { DefinitionUri: api.yaml } }
`);
    expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
      "4:87 undecided Orders: DefinitionUri s3://bucket/key is not read
      5:73 undecided Local: DefinitionUri api.yaml, which is not there"
    `);
  });

  test('a definition in a file beside the template', () => {
    const text = sam(`
Resources:
  Orders: { Type: AWS::Serverless::Api, Properties: { StageName: prod, DefinitionUri: ./api/orders.yaml } }
  List:
    Type: AWS::Serverless::Function
    Properties: { Events: { Get: { Type: Api, Properties: { RestApiId: !Ref Orders, Path: /list, Method: get } } } }
`);
    const document = `openapi: 3.0.1
paths:
  /orders:
    get:
      security: [{ pool: [] }]
    post: {}
    put:
      security: { Fn::If: [IsProd, [{ pool: [] }], []] }
    # lambda-lint-disable-next-line api-route-authorizer -- the load balancer has no token
    head: {}
components:
  securitySchemes:
    pool:
      type: apiKey
      x-amazon-apigateway-authtype: cognito_user_pools
      x-amazon-apigateway-authorizer: { type: cognito_user_pools, providerARNs: [!GetAtt Pool.Arn] }
`;
    expect(lint(rule, text, { files: { 'api/orders.yaml': document }, undecided: true })).toMatchInlineSnapshot(`
      "api/orders.yaml:6:5 error POST /orders of Orders has no security of its own, so anybody who knows its address can call it [api-route-authorizer]
              post: {}
              ~~~~ no security of its own
        help: give it a security list with a scheme that has x-amazon-apigateway-authorizer, or list "POST /orders" in the option publicRoutes with a reason
      api/orders.yaml:8:7 undecided Orders: Fn::If, which is worked out in files of AWS::Include, but not in those that an API imports"
    `);
  });

  test('WebSocket APIs', () => {
    const text = (auth: string) =>
      sam(`
Resources:
  Fn: { Type: AWS::Serverless::Function }
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      ${auth}
      Routes:
        $connect: { FunctionArn: !GetAtt Fn.Arn }
        $default: { FunctionArn: !GetAtt Fn.Arn }
        send: { FunctionArn: !GetAtt Fn.Arn }
`);
    expect(lint(rule, text('Auth: { AuthType: CUSTOM, AuthArn: !GetAtt Fn.Arn }'), { undecided: true })).toBe('');
    expect(lint(rule, text('Auth: { AuthType: AWS_IAM }'), { undecided: true })).toBe('');
    expect(lint(rule, text('Description: d'))).toMatchInlineSnapshot(`
      "10:9 error $connect of Chat has no Auth, so anybody who knows its address can call it [api-route-authorizer]
                  $connect: { FunctionArn: !GetAtt Fn.Arn }
                  ~~~~~~~~ no Auth
        help: set Auth of Chat with an AuthType and an AuthArn, or list "$connect" in the option publicRoutes with a reason
        5:3 Chat sets no default authorizer"
    `);
    expect(lint(rule, text('Auth: { AuthType: NONE }'))).toMatchInlineSnapshot(`
      "8:25 error $connect of Chat has AuthType NONE, so anybody who knows its address can call it [api-route-authorizer]
                Auth: { AuthType: NONE }
                                  ~~~~ AuthType NONE
        help: make an authorizer the DefaultAuthorizer in Auth of Chat, or name one in Auth of the event, or list "$connect" in the option publicRoutes with a reason
        5:3 Chat sets no default authorizer"
    `);
  });

  test('a function that is there in some stages only', () => {
    const text = sam(`
Parameters: { Stage: { Type: String } }
Conditions: { Debug: !Equals [!Ref Stage, dev] }
Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { Events: { A: { Type: Api, Properties: { Path: /a, Method: get, Auth: { Authorizer: AWS_IAM } } } } } }
  Dump:
    Type: AWS::Serverless::Function
    Condition: Debug
    Properties: { Events: { Dump: { Type: Api, Properties: { Path: /dump, Method: get } } } }
`);
    expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
      "10:29 error GET /dump has no authorizer, so anybody who knows its address can call it [api-route-authorizer]
              Properties: { Events: { Dump: { Type: Api, Properties: { Path: /dump, Method: get } } } }
                                      ~~~~ no authorizer
        help: make an authorizer the DefaultAuthorizer in Globals.Api.Auth, or name one in Auth of the event, or list "GET /dump" in the option publicRoutes with a reason
        when Debug is true"
    `);
  });
});

test.each([
  'Type: AWS::ApiGateway::Method, Properties: 5',
  'Type: AWS::ApiGateway::Method, Properties: { HttpMethod: [GET], ResourceId: {}, AuthorizationType: { a: b }, AuthorizerId: [] }',
  'Type: AWS::ApiGateway::RestApi, Properties: { Body: [1], Policy: 7 }',
  'Type: AWS::ApiGateway::RestApi, Properties: { Body: { paths: { /a: [1], /b: { get: [2], put: x, post: null }, /c: null } } }',
  'Type: AWS::ApiGateway::RestApi, Properties: { Body: { securityDefinitions: 5, paths: { /a: { get: { security: [5, [], { X: null }], x-amazon-apigateway-auth: 3 } } } } }',
  'Type: AWS::ApiGatewayV2::Api, Properties: { Body: 3, ProtocolType: [], Target: {} }',
  'Type: AWS::ApiGatewayV2::Route, Properties: { RouteKey: 12, ApiId: [] }',
  'Type: AWS::ApiGatewayV2::ApiGatewayManagedOverrides, Properties: { Route: [] }',
])('values of the wrong kind don’t crash it: %s', (resource) => {
  expect(lint(rule, `Resources:\n  X: { ${resource} }\n`)).not.toContain('rule-crashed');
});
