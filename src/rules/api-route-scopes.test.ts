import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-route-scopes.js';

const http = (scopes = '', type = 'JWT') => `
Resources:
  Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Tokens: { Type: AWS::ApiGatewayV2::Authorizer, Properties: { ApiId: !Ref Orders, AuthorizerType: ${type} } }
  Get:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Orders
      RouteKey: GET /orders
      AuthorizationType: JWT
      AuthorizerId: !Ref Tokens
      ${scopes}
`;

test('a route that names scopes', () => {
  expect(lint(rule, http('AuthorizationScopes: [orders/read]'), { undecided: true })).toBe('');
});

test('a route that names none', () => {
  expect(lint(rule, http())).toMatchInlineSnapshot(`
    "11:26 error GET /orders of Orders names no scopes, so every token of its issuer and audience opens it, ID tokens among them [api-route-scopes]
              AuthorizerId: !Ref Tokens
                                 ~~~~~~ no scopes
      help: set AuthorizationScopes to the scopes of which a token needs one"
  `);
  expect(lint(rule, http('AuthorizationScopes: []'))).toContain('names no scopes');
});

test('a method of a REST API behind a user pool', () => {
  const rest = (scopes: string) => `
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi }
  Pool: { Type: AWS::ApiGateway::Authorizer, Properties: { RestApiId: !Ref Orders, Type: COGNITO_USER_POOLS } }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Orders
      ResourceId: !GetAtt Orders.RootResourceId
      HttpMethod: GET
      AuthorizationType: COGNITO_USER_POOLS
      AuthorizerId: !Ref Pool
      ${scopes}
`;
  expect(lint(rule, rest(''))).toMatchInlineSnapshot(`
    "12:26 error GET / of Orders names no scopes, so every ID token of the user pool opens it, whatever its client is meant to do [api-route-scopes]
              AuthorizerId: !Ref Pool
                                 ~~~~ no scopes
      help: set AuthorizationScopes to the scopes of which a token needs one"
  `);
  expect(lint(rule, rest('AuthorizationScopes: [orders/read]'), { undecided: true })).toBe('');
});

const sam = (scopes = '', ofEvent = '') => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        DefaultAuthorizer: Tokens
        Authorizers:
          Tokens:
            IdentitySource: $request.header.Authorization
            JwtConfiguration: { issuer: https://login.example.com, audience: [orders] }
            ${scopes}
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Events:
        Get: { Type: HttpApi, Properties: { ApiId: !Ref Orders, Path: /orders, Method: get ${ofEvent} } }
`;

test('an event of SAM: its own scopes, and those of its authorizer', () => {
  expect(lint(rule, sam('AuthorizationScopes: [read]'), { undecided: true })).toBe('');
  const own = ', Auth: { Authorizer: Tokens, AuthorizationScopes: [read] }';
  expect(lint(rule, sam('', own), { undecided: true })).toBe('');
  expect(lint(rule, sam())).toMatchInlineSnapshot(`
    "21:9 error GET /orders of Orders names no scopes, so every token of its issuer and audience opens it, ID tokens among them [api-route-scopes]
                Get: { Type: HttpApi, Properties: { ApiId: !Ref Orders, Path: /orders, Method: get  } }
                ~~~ no scopes
      help: set AuthorizationScopes of Tokens, or beside Authorizer Tokens of the event, to the scopes of which a token needs one"
  `);
});

const body = (scopes: string) => `
Resources:
  Orders:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        paths: { /orders: { get: { security: [{ tokens: ${scopes} }] } } }
        components:
          securitySchemes:
            tokens: { type: oauth2, x-amazon-apigateway-authorizer: { type: jwt } }
`;

test('an operation of a document', () => {
  expect(lint(rule, body('[read]'), { undecided: true })).toBe('');
  expect(lint(rule, body('[]'))).toMatchInlineSnapshot(`
    "8:29 error GET /orders of Orders names no scopes, so every token of its issuer and audience opens it, ID tokens among them [api-route-scopes]
                paths: { /orders: { get: { security: [{ tokens: [] }] } } }
                                    ~~~ no scopes
      help: list the scopes of which a token needs one at tokens under security"
  `);
});

test('a route that API Gateway makes by itself', () => {
  const quick = (scopes: string) => `
Resources:
  Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: https://example.com } }
  Tokens: { Type: AWS::ApiGatewayV2::Authorizer, Properties: { ApiId: !Ref Orders, AuthorizerType: JWT } }
  Overrides:
    Type: AWS::ApiGatewayV2::ApiGatewayManagedOverrides
    Properties:
      ApiId: !Ref Orders
      Route: { AuthorizationType: JWT, AuthorizerId: !Ref Tokens ${scopes} }
`;
  expect(lint(rule, quick(''))).toContain('$default of Orders names no scopes');
  expect(lint(rule, quick(', AuthorizationScopes: [read]'), { undecided: true })).toBe('');
});

test('scopes that are not approved', () => {
  const options = { required: ['orders/*'] };
  expect(lint(rule, http('AuthorizationScopes: [orders/read]'), { options, undecided: true })).toBe('');
  expect(lint(rule, http('AuthorizationScopes: [orders/read, openid]'), { options })).toMatchInlineSnapshot(`
    "12:42 error GET /orders of Orders lets in tokens with the scope openid, which is not an approved one [api-route-scopes]
              AuthorizationScopes: [orders/read, openid]
                                                 ~~~~~~ not approved
      help: name one that matches orders/* instead"
  `);
  expect(lint(rule, http(), { options })).toContain('set AuthorizationScopes to one that matches orders/*');
});

test('who takes no tokens needs no scopes', () => {
  expect(lint(rule, http('', 'REQUEST').replace('Type: JWT\n', 'Type: CUSTOM\n'), { undecided: true })).toBe('');
  expect(lint(rule, http().replace('GET /orders', 'OPTIONS /orders'), { undecided: true })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  const given = 'Parameters: { Given: { Type: CommaDelimitedList }, One: { Type: String } }';
  expect(lint(rule, given + http('AuthorizationScopes: !Ref Given'), { undecided: true })).toMatchInlineSnapshot(
    `"12:33 undecided Get: AuthorizationScopes: Given is given at deployment"`,
  );
  const options = { required: ['orders/*'] };
  expect(lint(rule, given + http('AuthorizationScopes: [!Ref One]'), { undecided: true })).toBe('');
  expect(lint(rule, given + http('AuthorizationScopes: [!Ref One]'), { options, undecided: true })).toContain(
    'undecided',
  );
  expect(lint(rule, given + http().replace('!Ref Tokens', '!Ref One'), { undecided: true })).toContain('undecided');
});

test('only in the branch that is wrong, and says when', () => {
  const text = `Conditions: { IsDev: !Equals [!Ref AWS::StackName, dev] }${http('AuthorizationScopes: !If [IsDev, !Ref AWS::NoValue, [read]]')}`;
  expect(lint(rule, text)).toContain('when IsDev is true');
});
