import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-authorizer-unused.js';

const app = (method: string, more = '') => `
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi }
  Jwt: { Type: AWS::ApiGateway::Authorizer, Properties: { RestApiId: !Ref Orders, Type: TOKEN } }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Orders
      ResourceId: !GetAtt Orders.RootResourceId
      HttpMethod: GET
      ${method}
${more}`;

test('an authorizer that a route asks', () => {
  expect(lint(rule, app('AuthorizationType: CUSTOM\n      AuthorizerId: !Ref Jwt'), { undecided: true })).toBe('');
});

test('one that none asks', () => {
  expect(lint(rule, app('AuthorizationType: NONE'))).toMatchInlineSnapshot(`
    "4:3 warning Jwt is declared as an authorizer of Orders, but no route asks it, so it protects nothing [api-authorizer-unused]
          Jwt: { Type: AWS::ApiGateway::Authorizer, Properties: { RestApiId: !Ref Orders, Type: TOKEN } }
          ~~~ unused
      help: name Jwt at the routes that it is for, or remove it
      5:3 GET / has no authorizer"
  `);
});

test('one that is named without effect', () => {
  expect(lint(rule, app('AuthorizerId: !Ref Jwt'))).toContain('no route asks it');
});

test('one that only a preflight asks', () => {
  const text = app('AuthorizationType: CUSTOM\n      AuthorizerId: !Ref Jwt').replace('GET', 'OPTIONS');
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('in one branch', () => {
  const more = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  expect(
    lint(rule, app('AuthorizationType: !If [IsProd, CUSTOM, NONE]\n      AuthorizerId: !Ref Jwt', more)),
  ).toContain('when IsProd is false');
});

test('a route whose authorizer only the deployment knows', () => {
  const more = 'Parameters: { Given: { Type: String } }';
  expect(
    lint(rule, app('AuthorizationType: CUSTOM\n      AuthorizerId: !Ref Given', more), { undecided: true }),
  ).toMatchInlineSnapshot(`"12:26 undecided Jwt: Given is given at deployment"`);
});

test('an API whose routes are elsewhere', () => {
  const text = `{ "Resources": {
    "Orders": { "Type": "AWS::ApiGateway::RestApi" },
    "Jwt": { "Type": "AWS::ApiGateway::Authorizer", "Properties": { "RestApiId": { "Ref": "Orders" }, "Type": "TOKEN" } }
  } }`;
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"3:5 undecided Jwt: the routes of its API are not in this template"`,
  );
  const imported = app('AuthorizationType: NONE').replace(
    'Properties: { RestApiId: !Ref Orders, Type',
    'Properties: { RestApiId: !ImportValue Api, Type',
  );
  expect(lint(rule, imported, { undecided: true })).toMatchInlineSnapshot(
    `"4:3 undecided Jwt: the routes of its API are not in this template"`,
  );
});

test('a scheme of a document', () => {
  const text = (security: string) => `
Resources:
  Http:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      Body:
        openapi: 3.0.1
        components: { securitySchemes: { Jwt: { type: oauth2, x-amazon-apigateway-authorizer: { type: jwt } } } }
        security: [{ Jwt: [] }]
        paths: { /orders: { get: { ${security} } } }
`;
  expect(lint(rule, text('security: [{ Jwt: [] }]'), { undecided: true })).toBe('');
  expect(lint(rule, text(''))).toMatchInlineSnapshot(`
    "9:42 warning Jwt is declared as an authorizer of Http, but no route asks it, so it protects nothing [api-authorizer-unused]
                components: { securitySchemes: { Jwt: { type: oauth2, x-amazon-apigateway-authorizer: { type: jwt } } } }
                                                 ~~~ unused
      help: name Jwt at the routes that it is for, or remove it
      11:29 GET /orders has no authorizer"
  `);
});

test('a scheme that is there in one branch, or whose API is', () => {
  const text = (schemes: string, condition = '') => `
Parameters: { Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod], IsTest: !Equals [!Ref Stage, test] }
Resources:
  Http:
    Type: AWS::ApiGatewayV2::Api
    ${condition}
    Properties:
      ProtocolType: HTTP
      Body:
        openapi: 3.0.1
        components: { securitySchemes: ${schemes} }
        paths: { /orders: { get: { security: !If [IsProd, [{ Jwt: [] }], []] } } }
`;
  const jwt = '{ Jwt: { type: oauth2, x-amazon-apigateway-authorizer: { type: jwt } } }';
  expect(lint(rule, text(jwt))).toContain('when IsProd is false');
  expect(lint(rule, text(jwt, 'Condition: IsTest'))).toContain('no route asks it');
  expect(lint(rule, text(jwt, 'Condition: IsProd'), { undecided: true })).toBe('');
  expect(lint(rule, text(`!If [IsProd, ${jwt}, {}]`))).toBe('');
  expect(lint(rule, text(`!If [IsProd, {}, ${jwt}]`))).toContain('no route asks it');
  expect(lint(rule, text(`!If [IsProd, {}, ${jwt}]`, 'Condition: IsProd'), { undecided: true })).toBe('');
});

test('a WebSocket API', () => {
  const text = (auth: string) => `
Resources:
  Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
  Jwt: { Type: AWS::ApiGatewayV2::Authorizer, Properties: { ApiId: !Ref Chat, AuthorizerType: REQUEST } }
  Connect: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: $connect${auth} } }
`;
  expect(lint(rule, text(', AuthorizationType: CUSTOM, AuthorizerId: !Ref Jwt'), { undecided: true })).toBe('');
  expect(lint(rule, text(''))).toContain('Jwt is declared as an authorizer of Chat');
});

describe('SAM', () => {
  const sam = (auth: string, event = '') => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth:
        ${auth}
        Authorizers: { Jwt: { FunctionArn: !ImportValue Jwt } }
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: nodejs22.x
      CodeUri: .
      Events: { Get: { Type: Api, Properties: { Path: /orders, Method: get, RestApiId: !Ref Orders${event} } } }
`;
  test('a map of authorizers without a default', () => {
    expect(lint(rule, sam(''))).toMatchInlineSnapshot(`
      "10:24 warning Jwt is declared as an authorizer of Orders, but no route asks it, so it protects nothing [api-authorizer-unused]
                  Authorizers: { Jwt: { FunctionArn: !ImportValue Jwt } }
                                 ~~~ unused
        help: make Jwt the DefaultAuthorizer, name it in Auth of the events that it is for, or remove it
        17:17 GET /orders has no authorizer"
    `);
  });

  test('a default, or one that an event names', () => {
    expect(lint(rule, sam('DefaultAuthorizer: Jwt'), { undecided: true })).toBe('');
    expect(lint(rule, sam('', ', Auth: { Authorizer: Jwt }'), { undecided: true })).toBe('');
  });

  test('a default that every event switches off', () => {
    const found = lint(rule, sam('DefaultAuthorizer: Jwt', ', Auth: { Authorizer: NONE }'));
    expect(found).toContain('no route asks it');
    expect(found).toContain('help: name Jwt in Auth of the events that it is for, or remove it');
  });

  test('where another is the default, it is not asked to become it', () => {
    const two = sam('DefaultAuthorizer: Keys').replace('Jwt: {', 'Keys: { FunctionArn: !ImportValue Keys }, Jwt: {');
    expect(lint(rule, two)).toContain('help: name Jwt in Auth of the events that it is for, or remove it');
  });
});

test('an operation that names it beside x-amazon-apigateway-auth may be its', () => {
  const text = `
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        swagger: '2.0'
        securityDefinitions:
          Users:
            type: apiKey
            name: Authorization
            in: header
            x-amazon-apigateway-authtype: cognito_user_pools
            x-amazon-apigateway-authorizer: { type: cognito_user_pools, providerARNs: ['arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_a'] }
        paths:
          /orders:
            get:
              x-amazon-apigateway-auth: { type: AWS_IAM }
              security: [{ Users: [] }]
`;
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"18:15 undecided Orders: x-amazon-apigateway-auth and security ask for different authorization"`,
  );
  expect(lint(rule, text.replace('[{ Users: [] }]', '[]'))).toContain('no route asks it');
});
