import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-route-catch-all.js';

const http = (key: string, protocol = 'HTTP') => `
Resources:
  Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: ${protocol} } }
  All: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Orders, RouteKey: ${key} } }
`;

test('a route for one method and one path', () => {
  expect(lint(rule, http("'GET /orders/{id}'"), { undecided: true })).toBe('');
});

test('a route for everything', () => {
  expect(lint(rule, http("'ANY /{proxy+}'"))).toMatchInlineSnapshot(`
    "4:3 error ANY /{proxy+} of Orders takes every method and every path, so who may call what, how often, and with which input is for the code behind it to decide [api-route-catch-all]
          All: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Orders, RouteKey: 'ANY /{proxy+}' } }
          ~~~ takes more than one request
      help: declare a route for each method and path that the API has, or list "ANY /{proxy+}" in the option allow"
  `);
});

test('what each takes', () => {
  expect(lint(rule, http('$default'))).toContain('$default of Orders takes whatever no other route does');
  expect(lint(rule, http("'ANY /orders'"))).toContain('takes every method, so');
  expect(lint(rule, http("'GET /docs/{file+}'"))).toContain('takes every path below /docs/, so');
});

test('the $default route of an API for WebSockets has a name like any other', () => {
  expect(lint(rule, http('$default', 'WEBSOCKET'), { undecided: true })).toBe('');
  expect(lint(rule, http('$connect', 'WEBSOCKET'), { undecided: true })).toBe('');
});

test('an event of SAM, and a method of a REST API', () => {
  const sam = `
Transform: AWS::Serverless-2016-10-31
Resources:
  App:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Events:
        All: { Type: Api, Properties: { Path: '/{proxy+}', Method: any } }
`;
  expect(lint(rule, sam)).toMatchInlineSnapshot(`
    "11:9 error ANY /{proxy+} takes every method and every path, so who may call what, how often, and with which input is for the code behind it to decide [api-route-catch-all]
                All: { Type: Api, Properties: { Path: '/{proxy+}', Method: any } }
                ~~~ takes more than one request
      help: declare a route for each method and path that the API has, or list "ANY /{proxy+}" in the option allow"
  `);
});

test('a route that may take all', () => {
  const options = { allow: ['* /docs/*', '$default'] };
  expect(lint(rule, http("'GET /docs/{file+}'"), { options, undecided: true })).toBe('');
  expect(lint(rule, http('$default'), { options, undecided: true })).toBe('');
  expect(lint(rule, http("'ANY /{proxy+}'"), { options })).not.toBe('');
});

test('preflight requests to all paths', () => {
  expect(lint(rule, http("'OPTIONS /{proxy+}'"), { undecided: true })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  const text = `Parameters: { Key: { Type: String } }${http('!Ref Key')}`;
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"4:3 undecided All: its method or path is known only at deployment"`,
  );
  const path = `Parameters: { Path: { Type: String } }${http("!Sub 'GET /${Path}'")}`;
  expect(lint(rule, path, { undecided: true })).toContain('undecided All: its method or path');
  const document = `
Resources:
  Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { BodyS3Location: { Bucket: b, Key: k } } }
`;
  expect(lint(rule, document, { undecided: true })).toContain('undecided');
});

test('a parameter that takes all by default', () => {
  expect(lint(rule, `Parameters: { Key: { Type: String, Default: $default } }${http('!Ref Key')}`)).toContain(
    'when Key keeps its default',
  );
});

test('only in the branch that is wrong, and says when', () => {
  const text = `Conditions: { IsDev: !Equals [!Ref AWS::StackName, dev] }${http("!If [IsDev, $default, 'GET /orders']")}`;
  expect(lint(rule, text)).toContain('when IsDev is true');
});
