import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan, ref } from '../../test/support/plan.js';
import rule from './function-permission-source-scope.js';

const permit = (source: string, more = '', rest = '') => `
Parameters: { Given: { Type: String } }
Conditions: { IsOpen: !Equals [!Ref AWS::StackName, open] }
Resources:
  Fn: { Type: AWS::Lambda::Function }
  Api: { Type: AWS::ApiGateway::RestApi }
  Permit:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Fn
      Principal: apigateway.amazonaws.com
      SourceArn: ${source}
      ${more}
${rest}
`;
const of = (end: string) => `!Sub 'arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}${end}'`;

test('every route of an API', () => {
  expect(lint(rule, permit(of('/*/*/*')))).toMatchInlineSnapshot(`
    "13:23 info Permit lets every route of Api invoke Fn, also those that are added later, as its SourceArn ends in /*/*/* [function-permission-source-scope]
              SourceArn: !Sub 'arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*/*/*'
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ any route
      help: let SourceArn end in the route that invokes it, as in /*/GET/orders"
  `);
  for (const end of ['/*', '/*/*', '/prod/*', '/prod/*/*'])
    expect(lint(rule, permit(of(end)))).toContain(`ends in ${end}`);
});

test.each(['/*/GET/orders', '/*/*/orders', '/*/GET/*', '/*/GET/', '/prod/POST/orders/*', '/*/$default', '/*/$connect'])(
  'one route, or what has a star in one place: %s',
  (end) => {
    expect(lint(rule, permit(of(end)), { undecided: true })).toBe('');
  },
);

test('every API of the account', () => {
  expect(lint(rule, permit("!Sub 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:*'"))).toMatchInlineSnapshot(`
    "13:23 info Permit lets every API of the account invoke Fn, as its SourceArn names none [function-permission-source-scope]
              SourceArn: !Sub 'arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:*'
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ any API
      help: write the id of the API into SourceArn, and stage, method and path of the route behind it"
  `);
  expect(lint(rule, permit("'arn:aws:execute-api:*:*:*'", 'SourceAccount: !Ref AWS::AccountId'))).toContain(
    'every API',
  );
});

test('an API that may be anybody’s is told by another rule', () => {
  expect(lint(rule, permit("'arn:aws:execute-api:*:*:*'"), { undecided: true })).toBe('');
});

test('authorizers have an ARN of their own', () => {
  expect(lint(rule, permit(of('/authorizers/*')), { undecided: true })).toBe('');
  const authorizer = `  Auth: { Type: AWS::ApiGateway::Authorizer, Properties: { RestApiId: !Ref Api, Type: TOKEN, AuthorizerUri: !Sub 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations' } }`;
  expect(lint(rule, permit(of('/*/*'), '', authorizer))).toContain(
    'help: let SourceArn end in /authorizers/ and the id of Auth',
  );
});

test('an API for WebSockets', () => {
  const text = permit(
    of('/*'),
    '',
    '  Connect: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: $connect } }',
  );
  const webSocket = text.replace(
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGatewayV2::Api, Properties: { Name: a, ProtocolType: WEBSOCKET }',
  );
  expect(lint(rule, webSocket)).toContain('help: let SourceArn end in the route that invokes it, as in /*/$connect');
});

test('a route that takes all requests can’t be named more narrowly', () => {
  const resource = `
  All: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: '{proxy+}' } }
  Any: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Api, ResourceId: !Ref All, HttpMethod: ANY, AuthorizationType: AWS_IAM } }
`;
  expect(lint(rule, permit(of('/*/*/*'), '', resource), { undecided: true })).toBe('');
  expect(lint(rule, permit(of('/*/*/*'), '', resource.replace('{proxy+}', 'orders')))).toContain('every route of Api');
});

test('routes that stand in another file', () => {
  const text = permit(of('/*/*')).replace(
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::RestApi, Properties: { BodyS3Location: { Bucket: b, Key: k } }',
  );
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"6:72 undecided Permit: it can't be told whether Api has a route that takes all requests"`,
  );
});

test('permissions that SAM makes of events', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Events: { All: { Type: HttpApi }, Any: { Type: Api, Properties: { Path: '/{proxy+}', Method: any } } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('which parts count, and how many stars', () => {
  const strict = { segments: ['stage', 'method', 'path'], maxWildcards: 0 };
  expect(lint(rule, permit(of('/*/GET/orders')), { options: strict })).toMatchInlineSnapshot(`
    "13:23 info Permit lets Api invoke Fn at any stage, as its SourceArn ends in /*/GET/orders [function-permission-source-scope]
              SourceArn: !Sub 'arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*/GET/orders'
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ any stage
      help: let SourceArn end in the route that invokes it, as in /prod/GET/orders"
  `);
  expect(lint(rule, permit(of('/prod/GET/orders')), { options: strict })).toBe('');
  expect(lint(rule, permit(of('/*/*/*')), { options: { maxWildcards: 2 } })).toBe('');
});

test('what only the deployment knows, and what is no API', () => {
  expect(lint(rule, permit('!Ref Given'), { undecided: true })).toMatchInlineSnapshot(
    `"13:23 undecided Permit: SourceArn: Given is given at deployment"`,
  );
  expect(lint(rule, permit(of('/*/${Given}')), { undecided: true })).toBe('');
  expect(lint(rule, permit("'*'").replace('apigateway', 'sns'), { undecided: true })).toBe('');
  expect(lint(rule, permit('!Ref AWS::NoValue'), { undecided: true })).toBe('');
});

test('only in the branch that is wrong', () => {
  expect(lint(rule, permit(`!If [IsOpen, ${of('/*')}, ${of('/*/GET/orders')}]`))).toContain('when IsOpen is true');
});

test('an API of which a plan does not tell what stands behind it', () => {
  const text = plan({
    'aws_apigatewayv2_api.api': { name: 'api', protocol_type: 'HTTP' },
    'aws_lambda_permission.p': {
      action: 'lambda:InvokeFunction',
      function_name: 'fn',
      principal: 'apigateway.amazonaws.com',
      source_arn: ref('aws_apigatewayv2_api.api.execution_arn'),
    },
  });
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"47:25 undecided aws_lambda_permission.p: \${aws_apigatewayv2_api.api.execution_arn} is known only at deployment, and so is what stands around it"`,
  );
});
