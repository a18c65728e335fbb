import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { type Value, plan, ref } from '../../test/support/plan.js';
import rule from './api-authorizer-mismatch.js';

/** A method and a route, each with an authorizer. */
const template = ({
  asked = 'CUSTOM',
  type = 'TOKEN',
  of = '!Ref Orders',
  authorizer = '!Ref Gate',
  routed = 'JWT',
  kind = 'JWT',
  ofHttp = '!Ref Fast',
} = {}) => `
Parameters: { Type: { Type: String }, Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
  Other: { Type: AWS::ApiGateway::RestApi, Properties: { Name: other } }
  Gate: { Type: AWS::ApiGateway::Authorizer, Properties: { RestApiId: ${of}, Type: ${type} } }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Orders
      ResourceId: !GetAtt Orders.RootResourceId
      HttpMethod: GET
      AuthorizationType: ${asked}
      AuthorizerId: ${authorizer}
  Fast: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Slow: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  HttpGate: { Type: AWS::ApiGatewayV2::Authorizer, Properties: { ApiId: ${ofHttp}, AuthorizerType: ${kind} } }
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Fast, RouteKey: GET /fast, AuthorizationType: ${routed}, AuthorizerId: !Ref HttpGate }
`;

test('a type of authorization that is not the one of the authorizer', () => {
  expect(lint(rule, template({ asked: 'COGNITO_USER_POOLS' }))).toMatchInlineSnapshot(`
    "14:26 error GET / of Orders has AuthorizationType COGNITO_USER_POOLS, but Gate is a Lambda authorizer and needs CUSTOM, so API Gateway may refuse it [api-authorizer-mismatch]
              AuthorizationType: COGNITO_USER_POOLS
                                 ~~~~~~~~~~~~~~~~~~ Gate needs CUSTOM
      help: set AuthorizationType to CUSTOM, or name another authorizer
      7:90 Gate is a Lambda authorizer"
  `);
  expect(lint(rule, template({ type: 'COGNITO_USER_POOLS' }))).toMatchInlineSnapshot(`
    "14:26 error GET / of Orders has AuthorizationType CUSTOM, but Gate is a Cognito authorizer and needs COGNITO_USER_POOLS, so API Gateway may refuse it [api-authorizer-mismatch]
              AuthorizationType: CUSTOM
                                 ~~~~~~ Gate needs COGNITO_USER_POOLS
      help: set AuthorizationType to COGNITO_USER_POOLS, or name another authorizer
      7:90 Gate is a Cognito authorizer"
  `);
  expect(lint(rule, template({ routed: 'CUSTOM' }))).toMatchInlineSnapshot(`
    "21:77 error GET /fast of Fast has AuthorizationType CUSTOM, but HttpGate is a JWT authorizer and needs JWT, so the deployment fails [api-authorizer-mismatch]
            Properties: { ApiId: !Ref Fast, RouteKey: GET /fast, AuthorizationType: CUSTOM, AuthorizerId: !Ref HttpGate }
                                                                                    ~~~~~~ HttpGate needs JWT
      help: set AuthorizationType to JWT, or name another authorizer
      18:100 HttpGate is a JWT authorizer"
  `);
  expect(lint(rule, template({ kind: 'REQUEST' }))).toContain(
    'GET /fast of Fast has AuthorizationType JWT, but HttpGate is a Lambda authorizer and needs CUSTOM',
  );
});

test('an authorizer of another API', () => {
  expect(lint(rule, template({ of: '!Ref Other' }))).toMatchInlineSnapshot(`
    "15:26 error GET / of Orders names Gate, an authorizer of Other that no other API can use, so the deployment fails [api-authorizer-mismatch]
              AuthorizerId: !Ref Gate
                                 ~~~~ of Other
      help: declare an authorizer of Orders, and name that
      7:76 the API of Gate"
  `);
  expect(lint(rule, template({ ofHttp: '!Ref Slow', kind: 'REQUEST' }))).toMatchInlineSnapshot(`
    "21:101 error GET /fast of Fast names HttpGate, an authorizer of Slow that no other API can use, so the deployment fails [api-authorizer-mismatch]
            Properties: { ApiId: !Ref Fast, RouteKey: GET /fast, AuthorizationType: JWT, AuthorizerId: !Ref HttpGate }
                                                                                                            ~~~~~~~~ of Slow
      help: declare an authorizer of Fast, and name that
      18:78 the API of HttpGate"
  `);
});

test.each([
  {},
  { type: 'REQUEST' },
  { asked: 'COGNITO_USER_POOLS', type: 'COGNITO_USER_POOLS' },
  { routed: 'CUSTOM', kind: 'REQUEST' },
  { asked: 'NONE', of: '!Ref Other' },
  { asked: 'AWS_IAM', type: 'COGNITO_USER_POOLS' },
])('passes: %j', (parts) => {
  expect(lint(rule, template(parts), { undecided: true })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  const undecided = (parts: Parameters<typeof template>[0]) => lint(rule, template(parts), { undecided: true });
  expect(undecided({ asked: '!Ref Type' })).toMatchInlineSnapshot(`"14:31 undecided Get: Type is given at deployment"`);
  expect(undecided({ type: '!Ref Type' })).toMatchInlineSnapshot(`"7:95 undecided Get: Type is given at deployment"`);
  expect(undecided({ of: '!ImportValue api' })).toMatchInlineSnapshot(
    `"7:84 undecided Get: RestApiId: imported from another stack"`,
  );
  expect(undecided({ authorizer: '!ImportValue authorizer' })).toMatchInlineSnapshot(
    `"15:34 undecided Get: imported from another stack"`,
  );
});

test('only in the branch that is wrong, and says when', () => {
  expect(lint(rule, template({ type: '!If [IsProd, COGNITO_USER_POOLS, TOKEN]' }))).toContain('when IsProd is true');
});

test('SAM writes what goes together', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: Pool
        Authorizers: { Pool: { UserPoolArn: 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/p' } }
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Events: { Get: { Type: Api, Properties: { RestApiId: !Ref Orders, Path: /, Method: get } } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

describe('Terraform without its sources', () => {
  const lambda = 'aws_apigatewayv2_authorizer.lambda';
  const jwt = 'aws_apigatewayv2_authorizer.jwt';
  const api = { api_id: ref('aws_apigatewayv2_api.orders.id') };
  const resources = (authorizer: Value) => ({
    'aws_apigatewayv2_api.orders': { name: 'orders', protocol_type: 'HTTP' },
    [lambda]: { ...api, name: 'lambda', authorizer_type: 'REQUEST' },
    [jwt]: { ...api, name: 'jwt', authorizer_type: 'JWT' },
    'aws_apigatewayv2_route.get': {
      ...api,
      route_key: 'GET /orders',
      authorization_type: 'JWT',
      authorizer_id: authorizer,
    },
  });

  test('an authorizer that is named alone', () => {
    expect(lint(rule, plan(resources(ref(`${lambda}.id`))), { path: 'plan.json' })).toContain('needs CUSTOM');
    expect(lint(rule, plan(resources(ref(`${jwt}.id`))), { path: 'plan.json', undecided: true })).toBe('');
  });

  test('one of two, of which the plan does not tell which', () => {
    const text = plan(resources(ref(`${lambda}.id`))).replace(
      `"${lambda}.id",`,
      `"${jwt}.id", "${jwt}", "${lambda}.id",`,
    );
    expect(lint(rule, text, { path: 'plan.json', undecided: true })).toMatchInlineSnapshot(
      `"plan.json:89:33 undecided aws_apigatewayv2_route.get: which of several values it has can't be told"`,
    );
  });
});
