import { expect, test } from 'vitest';
import { parseFiles, printProblems, printResources, templateOf } from '../../../test/support/parse.js';

const app = (properties: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties: { RouteSelectionExpression: $request.body.action, ${properties} }
`;
const routes = (properties: string): string => {
  const template = templateOf(app(properties));
  return printResources({ ...template, resources: template.resources.filter(({ type }) => type.endsWith('::Route')) });
};

test('Auth guards $connect alone', () => {
  const all = '{ $connect: { FunctionArn: f }, send: { FunctionArn: f } }';
  expect(routes(`Auth: { AuthType: CUSTOM, AuthArn: g }, Routes: ${all}`)).toMatchInlineSnapshot(`
    "ChatConnectRoute AWS::ApiGatewayV2::Route {RouteKey: "$connect", ApiId: @Chat, AuthorizationType: "CUSTOM", AuthorizerId: @ChatConnectAuthorizer, Target: text("integrations/" @ChatConnectIntegration)}
    ChatSendRoute AWS::ApiGatewayV2::Route {RouteKey: "send", ApiId: @Chat, Target: text("integrations/" @ChatSendIntegration)}"
  `);
  const made = templateOf(app(`Auth: { AuthType: CUSTOM, AuthArn: g }, Routes: ${all}`)).resources;
  expect(made.map(({ address }) => address)).toEqual(
    expect.arrayContaining(['Chat', 'ChatConnectPermission', 'ChatAuthorizerPermission', 'ChatDefaultStage']),
  );
});

test('an AuthType that SAM refuses is unknown', () => {
  expect(routes('Auth: { AuthType: !Ref AWS::Region }, Routes: { $connect: { FunctionArn: f } }')).toContain(
    'AuthorizationType: ?(Auth of Chat says no AuthType that SAM knows)',
  );
});

test.each([
  ['Routes: {}', 'Chat has no routes'],
  ['Routes: { a-b: { FunctionArn: f } }', 'Route key a-b of Chat is not alphanumeric'],
  ['Auth: { AuthType: NONE }, Routes: { send: { FunctionArn: f } }', 'Auth of Chat needs a route $connect'],
])('{ %s } is refused', (properties, message) => {
  expect(printProblems(parseFiles({ 'template.yaml': app(properties) }))).toContain(message);
});
