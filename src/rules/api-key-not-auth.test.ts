import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-key-not-auth.js';

const method = (properties: string, more = '') => `
Resources:
  Api: { Type: AWS::ApiGateway::RestApi }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      ${properties}
${more}
`;

test.each([
  ['no key', 'HttpMethod: GET'],
  ['no key, in so many words', 'HttpMethod: GET\n      ApiKeyRequired: false'],
  ['a key and IAM', 'HttpMethod: GET\n      ApiKeyRequired: true\n      AuthorizationType: AWS_IAM'],
  [
    'a key and an authorizer',
    'HttpMethod: GET\n      ApiKeyRequired: true\n      AuthorizationType: CUSTOM\n      AuthorizerId: a',
  ],
  ['a key that a preflight asks for', 'HttpMethod: OPTIONS\n      ApiKeyRequired: true'],
])('%s is no finding', (_, properties) => {
  expect(lint(rule, method(properties), { undecided: true })).toBe('');
});

test('a key and nothing else', () => {
  expect(lint(rule, method("HttpMethod: GET\n      ApiKeyRequired: 'true'"))).toMatchInlineSnapshot(`
    "10:23 error GET / of Api asks for an API key and for nothing else, so whoever has got hold of a key can call it [api-key-not-auth]
              ApiKeyRequired: 'true'
                              ~~~~~~ a key alone
      help: add an authorizer or IAM authorization, and keep the key for its usage plan"
  `);
});

test('in a network of one’s own, a key is more than none, and no worse', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
      EndpointConfiguration: { Type: PRIVATE }
      Auth: { ApiKeyRequired: true, ResourcePolicy: { IntrinsicVpceWhitelist: [vpce-1] } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events: { Get: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /, Method: get } } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "13:17 warning GET / of Api asks for an API key and for nothing else, so anybody in the networks of the resource policy who has got hold of a key can call it [api-key-not-auth]
              Events: { Get: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /, Method: get } } }
                        ~~~ a key alone
      help: add an authorizer or IAM authorization, and keep the key for its usage plan
      9:31 the key is asked for here
      9:55 the resource policy limits who can reach it"
  `);
});

test('the key of a private API', () => {
  const text = method('HttpMethod: GET\n      ApiKeyRequired: true').replace(
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::RestApi, Properties: { EndpointConfiguration: { Types: [PRIVATE] } }',
  );
  expect(lint(rule, text)).toContain(
    'warning GET / of Api asks for an API key and for nothing else, so anybody in a VPC with an endpoint that it lets in who has got hold of a key can call it',
  );
});

test('a word that is neither true nor false is no key', () => {
  expect(lint(rule, method('HttpMethod: GET\n      ApiKeyRequired: constructor'))).toBe('');
});

test('an allowed route', () => {
  const allow = [{ route: 'GET /', reason: 'a partner without tokens' }];
  expect(lint(rule, method('HttpMethod: GET\n      ApiKeyRequired: true'), { options: { allow } })).toBe('');
});

test('in one branch', () => {
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  const text = method(
    'HttpMethod: GET\n      ApiKeyRequired: true\n      AuthorizationType: !If [IsProd, AWS_IAM, NONE]',
    conditions,
  );
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "10:23 error GET / of Api asks for an API key and for nothing else, so whoever has got hold of a key can call it [api-key-not-auth]
              ApiKeyRequired: true
                              ~~~~ a key alone
      help: add an authorizer or IAM authorization, and keep the key for its usage plan
      when IsProd is false"
  `);
});

test('whether a key is asked for is known only at deployment', () => {
  const text = method('HttpMethod: GET\n      ApiKeyRequired: !Ref Keys', 'Parameters: { Keys: { Type: String } }');
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"10:28 undecided Get: Keys is given at deployment"`,
  );
});

test('a JSON body', () => {
  const text = `{
  "Resources": {
    "Api": {
      "Type": "AWS::ApiGateway::RestApi",
      "Properties": {
        "Body": {
          "openapi": "3.0.1",
          "components": { "securitySchemes": { "Key": { "type": "apiKey", "name": "X-API-Key", "in": "header" } } },
          "paths": {
            "/orders": {
              "get": { "security": [{ "Key": [] }] },
              "options": { "security": [{ "Key": [] }] },
              "post": {}
            }
          }
        }
      }
    }
  }
}`;
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
    "11:15 error GET /orders of Api asks for an API key and for nothing else, so whoever has got hold of a key can call it [api-key-not-auth]
                      "get": { "security": [{ "Key": [] }] },
                      ~~~~~ a key alone
      help: add an authorizer or IAM authorization, and keep the key for its usage plan
      11:39 the key is asked for here"
  `);
});

test('a WebSocket API asks once, when a connection is opened', () => {
  const text = `
Resources:
  Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
  Connect: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: $connect, ApiKeyRequired: true } }
  Send: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: send, ApiKeyRequired: true } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "4:114 error $connect of Chat asks for an API key and for nothing else, so whoever has got hold of a key can call it [api-key-not-auth]
          Connect: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: $connect, ApiKeyRequired: true } }
                                                                                                                         ~~~~ a key alone
      help: add an authorizer or IAM authorization, and keep the key for its usage plan"
  `);
});

test('an HTTP API has no keys: its routes are simply open', () => {
  const text = `
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Get: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: GET /, ApiKeyRequired: true } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('SAM: a key for the whole API, and for one event', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Globals:
  Api: { Cors: "'*'", Auth: { ApiKeyRequired: true } }
Resources:
  Orders: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Closed:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth: { DefaultAuthorizer: AWS_IAM }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        List: { Type: Api, Properties: { RestApiId: !Ref Orders, Path: /orders, Method: get } }
        Free: { Type: Api, Properties: { RestApiId: !Ref Orders, Path: /free, Method: get, Auth: { ApiKeyRequired: false } } }
        Mine: { Type: Api, Properties: { RestApiId: !Ref Closed, Path: /orders, Method: get } }
        Keyed:
          Type: Api
          Properties:
            RestApiId: !Ref Closed
            Path: /keyed
            Method: get
            Auth:
              Authorizer: NONE
              ApiKeyRequired: true
`;
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
    "16:9 error GET /orders of Orders asks for an API key and for nothing else, so whoever has got hold of a key can call it [api-key-not-auth]
                List: { Type: Api, Properties: { RestApiId: !Ref Orders, Path: /orders, Method: get } }
                ~~~~ a key alone
      help: add an authorizer or IAM authorization, and keep the key for its usage plan
      4:47 the key is asked for here
    19:9 error GET /keyed of Closed asks for an API key and for nothing else, so whoever has got hold of a key can call it [api-key-not-auth]
                Keyed:
                ~~~~~ a key alone
      help: add an authorizer or IAM authorization, and keep the key for its usage plan
      4:47 the key is asked for here"
  `);
});

test.each(['ApiKeyRequired: [true]', 'ApiKeyRequired: { a: b }', 'ApiKeyRequired: 7'])(
  'values of the wrong kind don’t crash it: %s',
  (properties) => {
    expect(lint(rule, method(properties))).toBe('');
  },
);
