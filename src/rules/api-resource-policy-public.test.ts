import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-resource-policy-public.js';

const app = (policy: string, { auth = 'NONE', more = '', api = '' } = {}) => `
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties: { ${api}Policy: ${policy} }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Orders
      ResourceId: !GetAtt Orders.RootResourceId
      HttpMethod: GET
      AuthorizationType: ${auth}
${more}`;
const allow = (more = '', resource = 'execute-api:/*') =>
  `{ Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: '${resource}'${more} }`;
const of = (...statements: string[]) => `{ Statement: [${statements.join(', ')}] }`;
const only = (condition: string) =>
  `{ Effect: Deny, Principal: '*', Action: execute-api:Invoke, Resource: 'execute-api:/*', Condition: ${condition} }`;

test('everybody, and no authorizer', () => {
  expect(lint(rule, app(of(allow())))).toMatchInlineSnapshot(`
    "5:41 warning the resource policy of Orders lets in everybody, and GET / has no authorizer, so anybody can call it [api-resource-policy-public]
            Properties: { Policy: { Statement: [{ Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: 'execute-api:/*' }] } }
                                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ everybody
      help: add a condition that names who may call, such as aws:SourceIp, aws:SourceVpce or aws:PrincipalOrgID, or an authorizer
      6:3 GET / has no authorizer"
  `);
});

test.each([
  ['a network', of(allow(', Condition: { IpAddress: { aws:SourceIp: 192.0.2.0/24 } }'))],
  ['a Deny for all other networks', of(allow(), only('{ NotIpAddress: { aws:SourceIp: [192.0.2.0/24] } }'))],
  ['an endpoint', of(allow(), only('{ StringNotEquals: { aws:SourceVpce: vpce-1 } }'))],
  ['an organisation', of(allow(', Condition: { StringEquals: { aws:PrincipalOrgID: o-1 } }'))],
  [
    'a service’s resource',
    of(allow(', Condition: { ArnLike: { aws:SourceArn: "arn:aws:events:eu-west-1:1:rule/x" } }')),
  ],
  ['an account', of("{ Effect: Allow, Principal: { AWS: '123456789012' }, Action: '*', Resource: '*' }")],
])('%s narrows it', (_, policy) => {
  expect(lint(rule, app(policy), { undecided: true })).toBe('');
});

test.each([
  ['every address', of(allow(', Condition: { IpAddress: { aws:SourceIp: 0.0.0.0/0 } }'))],
  ['what a client says of itself', of(allow(', Condition: { StringLike: { aws:Referer: https://example.com } }'))],
  ['a list of those who may not', of(allow(), only('{ IpAddress: { aws:SourceIp: 192.0.2.0/24 } }'))],
])('%s does not', (_, policy) => {
  expect(lint(rule, app(policy))).toContain('lets in everybody');
});

test('a route that a Deny keeps to some networks is not among those that anybody can call', () => {
  const inside = `
  Inside: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Orders, ParentId: !GetAtt Orders.RootResourceId, PathPart: inside } }
  GetInside:
    Type: AWS::ApiGateway::Method
    Properties: { RestApiId: !Ref Orders, ResourceId: !Ref Inside, HttpMethod: GET, AuthorizationType: NONE }`;
  const deny = only('{ NotIpAddress: { aws:SourceIp: [192.0.2.0/24] } }').replace(
    'execute-api:/*',
    'execute-api:/*/GET/inside',
  );
  expect(lint(rule, app(of(allow(), deny), { more: inside }))).toContain(
    'lets in everybody whom it does not deny, and GET / has no authorizer, so anybody can call it',
  );
});

test('an authorizer asks who calls', () => {
  expect(lint(rule, app(of(allow()), { auth: 'AWS_IAM' }), { undecided: true })).toBe('');
});

test('a route that the statement does not name', () => {
  expect(lint(rule, app(of(allow('', 'execute-api:/prod/GET/health'))), { undecided: true })).toBe('');
});

test('APIs that are meant to be public', () => {
  expect(lint(rule, app(of(allow())), { options: { allow: ['Ord*'] }, undecided: true })).toBe('');
});

test('a private API is another rule’s business', () => {
  const api = 'EndpointConfiguration: { Types: [PRIVATE] }, ';
  expect(lint(rule, app(of(allow()), { api }), { undecided: true })).toBe('');
});

test('no policy is none of its business either', () => {
  expect(lint(rule, '{ "Resources": { "Orders": { "Type": "AWS::ApiGateway::RestApi" } } }', { undecided: true })).toBe(
    '',
  );
});

test('what only the deployment knows', () => {
  const more = 'Parameters: { Given: { Type: String } }';
  expect(lint(rule, app(of(allow()), { auth: '!Ref Given', more }), { undecided: true })).toMatchInlineSnapshot(
    `"12:31 undecided Orders: Given is given at deployment"`,
  );
  expect(lint(rule, app('{ Statement: !Ref Given }', { more }), { undecided: true })).toMatchInlineSnapshot(
    `"5:45 undecided Orders: Given is given at deployment"`,
  );
});

test('in one branch', () => {
  const more = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  const policy = `!If [IsProd, ${of(allow(', Condition: { IpAddress: { aws:SourceIp: 192.0.2.0/24 } }'))}, ${of(allow())}]`;
  expect(lint(rule, app(policy, { more }))).toContain('when IsProd is false');
});

describe('SAM', () => {
  const sam = (auth: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::Serverless::Api, Properties: { StageName: prod, Auth: { ${auth} } } }
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: nodejs22.x
      CodeUri: .
      Events:
        Get: { Type: Api, Properties: { Path: /orders, Method: get, RestApiId: !Ref Orders } }
        Add: { Type: Api, Properties: { Path: /orders, Method: post, RestApiId: !Ref Orders } }
`;
  test('statements of its own', () => {
    expect(lint(rule, sam(`ResourcePolicy: { CustomStatements: [${allow()}] }`))).toMatchInlineSnapshot(`
      "4:117 warning the resource policy of Orders lets in everybody, and GET /orders and POST /orders have no authorizer, so anybody can call them [api-resource-policy-public]
            Orders: { Type: AWS::Serverless::Api, Properties: { StageName: prod, Auth: { ResourcePolicy: { CustomStatements: [{ Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: 'execute-api:/*' }] } } } }
                                                                                                                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ everybody
        help: add a condition that names who may call, such as aws:SourceIp, aws:SourceVpce or aws:PrincipalOrgID, or an authorizer
        12:9 GET /orders has no authorizer
        13:9 POST /orders has no authorizer"
    `);
  });

  test('lists of addresses', () => {
    expect(lint(rule, sam('ResourcePolicy: { IpRangeWhitelist: [192.0.2.0/24] }'), { undecided: true })).toBe('');
    expect(lint(rule, sam('ResourcePolicy: { IpRangeBlacklist: [192.0.2.0/24] }'))).toMatchInlineSnapshot(`
      "4:98 warning the resource policy of Orders lets in everybody whom it does not deny, and GET /orders and POST /orders have no authorizer, so anybody can call them [api-resource-policy-public]
            Orders: { Type: AWS::Serverless::Api, Properties: { StageName: prod, Auth: { ResourcePolicy: { IpRangeBlacklist: [192.0.2.0/24] } } } }
                                                                                                           ~~~~~~~~~~~~~~~~ everybody
        help: add a condition that names who may call, such as aws:SourceIp, aws:SourceVpce or aws:PrincipalOrgID, or an authorizer
        12:9 GET /orders has no authorizer
        13:9 POST /orders has no authorizer"
    `);
  });
});
