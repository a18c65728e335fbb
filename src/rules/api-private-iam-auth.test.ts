import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-private-iam-auth.js';

const undecided = { undecided: true };

const api = (auth = '', event = '', more = '', type = 'PRIVATE') => `${more}
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      EndpointConfiguration: { Type: ${type} }
      ${auth}
  List:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: { Type: Api, Properties: { RestApiId: !Ref Orders, Path: /orders, Method: get${event} } }
`;
const pool =
  'Auth: { DefaultAuthorizer: Staff, Authorizers: { Staff: { UserPoolArn: arn:aws:cognito-idp:eu-west-1:111122223333:userpool/a } } }';

describe('a private API', () => {
  test('that asks for signatures', () => {
    expect(lint(rule, api('Auth: { DefaultAuthorizer: AWS_IAM }'), undecided)).toBe('');
    expect(lint(rule, api(pool, ', Auth: { Authorizer: AWS_IAM }'), undecided)).toBe('');
  });

  test('that asks for tokens', () => {
    expect(lint(rule, api(pool))).toMatchInlineSnapshot(`
      "9:34 error GET /orders of Orders asks the authorizer Staff, though Orders is private, so callers need a token beside the role that they have, and no policy says which roles may call it [api-private-iam-auth]
                Auth: { DefaultAuthorizer: Staff, Authorizers: { Staff: { UserPoolArn: arn:aws:cognito-idp:eu-west-1:111122223333:userpool/a } } }
                                           ~~~~~ not AWS_IAM
        help: set DefaultAuthorizer in Auth of Orders, or Authorizer in Auth of the event, to AWS_IAM
        8:30 Orders is private"
    `);
  });

  test('that asks for nothing', () => {
    expect(lint(rule, api())).toMatchInlineSnapshot(`
      "14:9 error GET /orders of Orders has no authorizer, though Orders is private, so whatever runs in its network can call it [api-private-iam-auth]
                  Get: { Type: Api, Properties: { RestApiId: !Ref Orders, Path: /orders, Method: get } }
                  ~~~ not AWS_IAM
        help: set DefaultAuthorizer in Auth of Orders, or Authorizer in Auth of the event, to AWS_IAM
        8:30 Orders is private"
    `);
  });

  test('that asks for a key', () => {
    expect(lint(rule, api('Auth: { ApiKeyRequired: true }'))).toContain('callers need a key beside the role');
  });

  test('whose resource policy names its callers', () => {
    const policy =
      'Auth: { ResourcePolicy: { CustomStatements: [{ Effect: Allow, Principal: { AWS: arn:aws:iam::111122223333:role/a }, Action: execute-api:Invoke, Resource: execute-api:/* }] } }';
    expect(lint(rule, api(policy), undecided)).toBe('');
  });

  test('of which only the deployment knows whether it is one', () => {
    const more = 'Parameters: { Endpoint: { Type: String } }';
    expect(lint(rule, api('', '', more, '!Ref Endpoint'), undecided)).toMatchInlineSnapshot(
      `"8:30 undecided Orders: whether Orders is private is known only at deployment"`,
    );
  });

  test('by the condition of the template', () => {
    const more = 'Parameters: { Stage: { Type: String } }\nConditions: { Inner: !Equals [!Ref Stage, inner] }';
    expect(lint(rule, api('', '', more, '!If [Inner, PRIVATE, REGIONAL]'))).toContain('when Inner is true');
  });

  test('with routes that do without', () => {
    const options = { publicRoutes: [{ route: '/orders', reason: 'for tests' }] };
    expect(lint(rule, api(), { options, undecided: true })).toBe('');
    expect(lint(rule, api('Cors: "\'*\'"', ', Auth: { Authorizer: AWS_IAM }'), undecided)).toBe('');
  });
});

test('an API that everybody can reach is another matter, unless it is named', () => {
  const regional = api(pool, '', '', 'REGIONAL');
  expect(lint(rule, regional, undecided)).toBe('');
  expect(lint(rule, regional, { options: { internal: ['Ord*'] } })).toContain('though Orders is internal');
});

test('an HTTP API', () => {
  const http = (auth: string, event = '') => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::Serverless::HttpApi, Properties: { Auth: { ${auth} } } }
  List:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: { Type: HttpApi, Properties: { ApiId: !Ref Orders, Path: /orders, Method: get${event} } }
`;
  const options = { internal: ['Orders'] };
  const iam = 'EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM';
  expect(lint(rule, http(iam), { options, undecided: true })).toBe('');
  expect(lint(rule, http('EnableIamAuthorizer: true'), { options })).toMatchInlineSnapshot(`
    "9:9 error GET /orders of Orders has no authorizer, though Orders is internal, so whatever runs in its network can call it [api-private-iam-auth]
                Get: { Type: HttpApi, Properties: { ApiId: !Ref Orders, Path: /orders, Method: get } }
                ~~~ not AWS_IAM
      help: set DefaultAuthorizer in Auth of Orders, or Authorizer in Auth of the event, to AWS_IAM, with EnableIamAuthorizer in Auth of Orders"
  `);
});

test('a WebSocket API is asked when it is connected to', () => {
  const socket = (type: string) => `
Resources:
  Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: chat, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action } }
  Connect: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: $connect, AuthorizationType: ${type} } }
  Send: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: send } }
`;
  const options = { internal: ['Chat'] };
  expect(lint(rule, socket('AWS_IAM'), { options, undecided: true })).toBe('');
  expect(lint(rule, socket('NONE'), { options })).toMatchInlineSnapshot(`
    "4:117 error $connect of Chat has AuthorizationType NONE, though Chat is internal, so whatever runs in its network can call it [api-private-iam-auth]
          Connect: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: $connect, AuthorizationType: NONE } }
                                                                                                                            ~~~~ not AWS_IAM
      help: set AuthorizationType to AWS_IAM"
  `);
});

test('an OpenAPI document', () => {
  const body = (auth: string) => `
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties:
      EndpointConfiguration: { Types: [PRIVATE] }
      Body: { openapi: 3.0.1, paths: { /orders: { get: { ${auth} } } } }
`;
  expect(lint(rule, body('x-amazon-apigateway-auth: { type: AWS_IAM }'), undecided)).toBe('');
  expect(lint(rule, body('operationId: list'))).toContain('give it an x-amazon-apigateway-auth with the type AWS_IAM');
});

test('an authorizer that only the deployment knows', () => {
  const text = `
Parameters: { Guard: { Type: String }, Kind: { Type: String } }
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi, Properties: { EndpointConfiguration: { Types: [PRIVATE] } } }
  List: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Orders, ResourceId: !GetAtt Orders.RootResourceId, HttpMethod: GET, AuthorizationType: !Ref Kind, AuthorizerId: !Ref Guard } }
`;
  expect(lint(rule, text, undecided)).toMatchInlineSnapshot(`"5:164 undecided List: Kind is given at deployment"`);
});
