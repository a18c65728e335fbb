import { describe, expect, test } from 'vitest';
import { parseFiles, printProblems, printResources, resourceOf, templateOf } from '../../../../test/support/parse.js';
import { printNode } from '../../../../test/support/print-node.js';
import { printRoutes } from '../../../../test/support/routes.js';
import { get } from '../../../template/node.js';

const app = (auth: string, events: readonly string[], body = ''): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth: ${auth}
${body}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: nodejs22.x
      InlineCode: x
      Events:
${events.map((event, index) => `        E${String(index)}: { Type: HttpApi, Properties: { ApiId: !Ref Api, ${event} } }`).join('\n')}
`;
const jwt =
  '{ DefaultAuthorizer: J, Authorizers: { J: { IdentitySource: a, JwtConfiguration: { Issuer: i, audience: [x] }, AuthorizationScopes: [s] } } }';
const routes = (auth: string, ...events: string[]): string => printRoutes(templateOf(app(auth, events)), 'Api');

describe('the security of a route', () => {
  test('is the default’s but for OPTIONS, or the event’s own', () => {
    expect(
      routes(
        jwt,
        'Path: /a, Method: get',
        'Path: /b, Method: options',
        'Path: /c, Method: get, Auth: { Authorizer: NONE }',
      ),
    ).toMatchInlineSnapshot(`
      "get /a @15 → [{J: ["s"]}] @6 DefaultAuthorizer
      options /b @16 → open
      get /c @17 → [{NONE: []}] @17 Authorizer"
    `);
  });

  test('of an event whose Auth names none is the default’s, with the event’s scopes', () => {
    expect(routes(jwt, 'Path: /a, Method: get, Auth: { AuthorizationScopes: [t] }')).toBe(
      'get /a @15 → [{J: ["t"]}] @6 DefaultAuthorizer',
    );
  });

  test('may be IAM where that is switched on, and only then', () => {
    expect(routes('{ EnableIamAuthorizer: true }', 'Path: /a, Method: get, Auth: { Authorizer: AWS_IAM }')).toBe(
      'get /a @15 → [{AWS_IAM: []}] @15 Authorizer',
    );
    expect(
      routes(
        '{ EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM }',
        'Path: /a, Method: get',
        'Path: /b, Method: get, Auth: { Authorizer: NONE }',
      ),
    ).toBe('get /a @15 → [{AWS_IAM: []}] @6 DefaultAuthorizer\nget /b @16 → [{NONE: []}] @16 Authorizer');
    const text = app('{ EnableIamAuthorizer: "true", DefaultAuthorizer: AWS_IAM }', ['Path: /a, Method: get']);
    expect(printRoutes(templateOf(text), 'Api')).toMatch(/get \/a @15 → \?/);
    expect(printProblems(parseFiles({ 'template.yaml': text }))).toContain('Set EnableIamAuthorizer to true');
  });

  test('is open where the default is empty', () => {
    const text = app(jwt.replace('DefaultAuthorizer: J', 'DefaultAuthorizer: ""'), ['Path: /a, Method: get']);
    expect(printRoutes(templateOf(text), 'Api')).toBe('get /a @15 → open');
    expect(printProblems(parseFiles({ 'template.yaml': text }))).toBe('');
  });

  test('is not known where an Auth is none, and says why', () => {
    expect(routes('[J]', 'Path: /a, Method: get')).toBe('get /a @15 → ?(Auth of Api is not a map) @6');
    expect(routes(jwt, 'Path: /a, Method: get, Auth: [J]')).toBe('get /a @15 → ?(Auth of event E0 is not a map) @6');
  });
});

test('an authorizer is called by the role that it names, if any', () => {
  const authorizers = (more: string): string => {
    const auth = `{ Authorizers: { L: { AuthorizerPayloadFormatVersion: 2.0, ${more} } } }`;
    const body = get(resourceOf(templateOf(app(auth, ['Path: /a, Method: get'])), 'Api').properties, 'Body');
    const scheme = get(get(get(body, 'components'), 'securitySchemes'), 'L');
    return printNode(get(scheme, 'x-amazon-apigateway-authorizer'));
  };
  const named = 'FunctionArn: arn, FunctionInvokeRole:';
  expect(
    ['', `${named} role`, `${named} NONE`, `${named} ""`, `${named} !GetAtt R.Arn, JwtConfiguration: {}`].map(
      authorizers,
    ),
  ).toMatchInlineSnapshot(`
    [
      "{type: "request", authorizerUri: ?(authorizer L names no FunctionArn), authorizerPayloadFormatVersion: "2.0"}",
      "{type: "request", authorizerUri: text("arn:" $AWS::Partition ":apigateway:" $AWS::Region ":lambda:path/2015-03-31/functions/arn/invocations"), authorizerCredentials: "role", authorizerPayloadFormatVersion: "2.0"}",
      "{type: "request", authorizerUri: text("arn:" $AWS::Partition ":apigateway:" $AWS::Region ":lambda:path/2015-03-31/functions/arn/invocations"), authorizerPayloadFormatVersion: "2.0"}",
      "{type: "request", authorizerUri: text("arn:" $AWS::Partition ":apigateway:" $AWS::Region ":lambda:path/2015-03-31/functions/arn/invocations"), authorizerPayloadFormatVersion: "2.0"}",
      "{type: "request", authorizerUri: text("arn:" $AWS::Partition ":apigateway:" $AWS::Region ":lambda:path/2015-03-31/functions/arn/invocations"), authorizerCredentials: @R.Arn, authorizerPayloadFormatVersion: "2.0"}",
    ]
  `);
});

test('events change a document of the user’s own', () => {
  const body = `      DefinitionBody:
        openapi: '3.0.1'
        paths:
          /a: { get: { x-amazon-apigateway-integration: { type: http_proxy }, security: [{ Own: [] }] } }`;
  const template = templateOf(
    app(jwt, ['Path: /a, Method: get, Auth: { Authorizer: NONE }', 'Path: /b, Method: post'], body),
  );
  expect(printRoutes(template, 'Api')).toMatchInlineSnapshot(`
    "get /a @10 → [{Own: []}, {NONE: []}] @10
    post /b @19 → [{J: ["s"]}] @6 DefaultAuthorizer"
  `);
});

test('the permission of the default route covers the function’s other routes', () => {
  const template = templateOf(app('{}', ['TimeoutInMillis: 5', 'Path: /a, Method: get']));
  const permissions = template.resources.filter(({ type }) => type === 'AWS::Lambda::Permission');
  expect(printResources({ ...template, resources: permissions })).toMatchInlineSnapshot(
    `"FnE0Permission AWS::Lambda::Permission {Action: "lambda:InvokeFunction", FunctionName: @Fn, Principal: "apigateway.amazonaws.com", SourceArn: text("arn:" $AWS::Partition ":execute-api:" $AWS::Region ":" $AWS::AccountId ":" @Api "/*/*")}"`,
  );
});

test('a stage always arises', () => {
  const template = templateOf(app('{}', []));
  expect(template.resources.map(({ address, type }) => `${address} ${type}`)).toContain(
    'ApiApiGatewayDefaultStage AWS::ApiGatewayV2::Stage',
  );
});
