import { describe, expect, test } from 'vitest';
import { parseFiles, printProblems, printResources, resourceOf, templateOf } from '../../../../test/support/parse.js';
import { printRoutes } from '../../../../test/support/routes.js';

const head = 'Transform: AWS::Serverless-2016-10-31\n';
const fn = (event: string, more = ''): string =>
  `  Fn: { Type: AWS::Serverless::Function, ${more} Properties: { Handler: a.b, Runtime: nodejs22.x, InlineCode: x, Events: { E: { Type: Api, Properties: { ${event} } } } } }\n`;

const document = `
        swagger: '2.0'
        paths:
          /a:
            get: { x-amazon-apigateway-integration: { type: mock } }
            put: {}
          /b: !If [C, { get: { x-amazon-apigateway-integration: { type: mock }, security: [] } }, !Ref AWS::NoValue]`;
const own = (properties: string): string => `${head}Conditions: { C: !Equals [a, b] }
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
${properties}
      DefinitionBody:${document}
`;
const auth = '      Auth: { DefaultAuthorizer: Tok, Authorizers: { Tok: { UserPoolArn: a } } }';

test('an event without an API makes one, whose parts stand at the event', () => {
  const template = templateOf(`${head}Resources:\n${fn('Path: "/a/{id}", Method: get')}`);
  expect(printResources(template).replace(/^Fn.*Role.*\n/m, '')).toContain(
    'ServerlessRestApiProdStage AWS::ApiGateway::Stage',
  );
  expect(printRoutes(template, 'ServerlessRestApi')).toBe('get /a/{id} @3 → open');
  expect(printResources({ ...template, resources: [resourceOf(template, 'FnEPermissionProd')] })).toMatchInlineSnapshot(
    `"FnEPermissionProd AWS::Lambda::Permission {Action: "lambda:InvokeFunction", FunctionName: @Fn, Principal: "apigateway.amazonaws.com", SourceArn: text("arn:" $AWS::Partition ":execute-api:" $AWS::Region ":" $AWS::AccountId ":" @ServerlessRestApi "/*/GET/a/*")}"`,
  );
});

describe('a document of the user’s own', () => {
  test('gets no routes from events, but the default authorizer where there is an integration, in all branches', () => {
    const template = templateOf(`${own(auth)}${fn('RestApiId: !Ref Api, Path: /new, Method: get')}`);
    expect(printRoutes(template, 'Api')).toMatchInlineSnapshot(`
      "get /a @13 → [{Tok: []}] @8 DefaultAuthorizer
      put /a @14 → open
      get /b @15 → [{Tok: []}] @15 if C"
    `);
  });

  test('OverrideApiAuth reaches into it', () => {
    const event = fn('RestApiId: !Ref Api, Path: /a, Method: get, Auth: { OverrideApiAuth: true, Authorizer: NONE }');
    expect(printRoutes(templateOf(`${own(auth)}${event}`), 'Api')).toContain(
      'get /a @13 → [{NONE: []}] @16 Authorizer',
    );
  });

  test('MergeDefinitions merges events in', () => {
    const event = fn('RestApiId: !Ref Api, Path: /new, Method: ANY');
    expect(printRoutes(templateOf(`${own(`${auth}\n      MergeDefinitions: true`)}${event}`), 'Api')).toContain(
      'any /new @17 → [{Tok: []}] @8 DefaultAuthorizer',
    );
  });

  test('that lies elsewhere is unknown', () => {
    const text = `${head}Resources:\n  Api: { Type: AWS::Serverless::Api, Properties: { StageName: p, DefinitionUri: s3://b/k } }\n`;
    expect(printRoutes(templateOf(text), 'Api')).toBe(
      '?(DefinitionUri s3://b/k is not read; definition:{"is":"scalar","value":"s3://b/k"})',
    );
  });
});

test('Cors adds preflights that the default authorizer guards too, unless it is told not to', () => {
  const api = (extra: string): string =>
    `${head}Globals: { Api: { Cors: "'*'", Auth: { DefaultAuthorizer: Tok, ${extra} Authorizers: { Tok: { UserPoolArn: a } } } } }\nResources:\n${fn('Path: /a, Method: get')}`;
  expect(printRoutes(templateOf(api('')), 'ServerlessRestApi')).toContain('options /a @2 → [{Tok: []}]');
  expect(printRoutes(templateOf(api('AddDefaultAuthorizerToCorsPreflight: false,')), 'ServerlessRestApi')).toContain(
    'options /a @2 → open',
  );
});

test('a conditional function has conditional routes', () => {
  const text = `${head}Conditions: { C: !Equals [a, b] }\nResources:\n${fn('Path: /a, Method: get', 'Condition: C,')}`;
  expect(printRoutes(templateOf(text), 'ServerlessRestApi')).toBe('get /a @4 → open if C if C');
});

test('an event may name the API that SAM makes', () => {
  const text = `${head}Resources:\n${fn('Path: /a, Method: get, RestApiId: !Ref ServerlessRestApi')}`;
  const template = templateOf(text);
  expect(printRoutes(template, 'ServerlessRestApi')).toBe('get /a @3 → open');
  expect(resourceOf(template, 'ServerlessRestApi').origin?.label).toBe(
    'the REST API that SAM makes as ServerlessRestApi',
  );
});

test.each([
  ['RestApiId: !Ref P, Path: /a, Method: get', 'RestApiId of event E names no AWS::Serverless::Api of this template'],
  ['RestApiId: abc123, Path: /a, Method: get', 'RestApiId of event E names no AWS::Serverless::Api of this template'],
  ['Path: !Ref P, Method: get', 'Path of event E is not a string'],
  ['Path: /a', 'Event E has no Method'],
])('the event { %s } is refused', (event, message) => {
  const text = `${head}Parameters: { P: { Type: String, Default: Fn } }\nResources:\n${fn(event)}`;
  expect(printProblems(parseFiles({ 'template.yaml': text }))).toContain(message);
});

test('names that a template may use for what is made', () => {
  const template = templateOf(own('      Domain: { DomainName: a.b, CertificateArn: c }'));
  expect(Object.fromEntries(template.aliases)).toEqual({
    'Api.Stage': 'ApiliveStage',
    'Api.Deployment': 'ApiDeployment',
    'Api.DomainName': 'ApiDomainName',
  });
});

test('one usage plan for all APIs that share it', () => {
  const api = (id: string): string =>
    `  ${id}: { Type: AWS::Serverless::Api, Properties: { StageName: p, Auth: { UsagePlan: { CreateUsagePlan: SHARED } } } }\n`;
  const template = templateOf(`${head}Resources:\n${api('A')}${api('B')}`);
  const plans = template.resources.filter(({ type }) => type === 'AWS::ApiGateway::UsagePlan');
  expect(printResources({ ...template, resources: plans })).toMatchInlineSnapshot(
    `"ServerlessUsagePlan AWS::ApiGateway::UsagePlan {ApiStages: [{ApiId: @A, Stage: @ApStage}, {ApiId: @B, Stage: @BpStage}]}"`,
  );
});
