import { expect, test } from 'vitest';
import { parseFiles, printProblems, printResources, resourceOf, templateOf } from '../../test/support/parse.js';
import { printNode } from '../../test/support/print-node.js';
import { parse } from './parse.js';

const sam = (resources: string): string => `Transform: AWS::Serverless-2016-10-31\nResources:\n${resources}`;
const rest = (uri: string, more = ''): string =>
  `  Api: { Type: AWS::Serverless::Api, Properties: { StageName: p, DefinitionUri: ${uri}${more} } }\n`;

/** The body that an API with a document in a file has. */
const bodyOf = (document: string): string =>
  printNode(
    resourceOf(templateOf(sam(rest('api.yaml')), { 'api.yaml': document }), 'Api').properties.entries.get('Body')
      ?.value,
  );

test('the document of an API is the file, and nothing of the template is put into it', () => {
  const template = templateOf(
    sam(`
  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: p, DefinitionUri: ./api/rest.yaml, OpenApiVersion: 3.0.1 } }
  Http: { Type: AWS::Serverless::HttpApi, Properties: { DefinitionUri: api/http.json, FailOnWarnings: true } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        A: { Type: Api, Properties: { RestApiId: !Ref Rest, Path: /a, Method: get } }
        B: { Type: HttpApi, Properties: { ApiId: !Ref Http, Path: /b, Method: get } }
`),
    {
      'api/rest.yaml': 'swagger: "2.0"\nsecurityDefinitions: {}\npaths: { /x: { get: {} } }',
      'api/http.json': '{ "openapi": "3.0.1", "paths": { "$default": {} } }',
    },
  );
  const apis = template.resources.filter(({ type }) => /Api$/.test(type));
  expect(printResources({ ...template, resources: apis })).toMatchInlineSnapshot(`
    "Rest AWS::ApiGateway::RestApi {Body: {swagger: "2.0", securityDefinitions: {}, paths: {/x: {get: {}}}}}
    Http AWS::ApiGatewayV2::Api {FailOnWarnings: true, Body: {openapi: "3.0.1", paths: {$default: {}}}}"
  `);
  expect(template.files.map(({ path }) => path)).toEqual(['api/rest.yaml', 'api/http.json']);
});

test('CloudFormation names it in BodyS3Location', () => {
  const files = { 'api.yaml': 'openapi: 3.0.1' };
  const text = `Resources:
  Rest: { Type: AWS::ApiGateway::RestApi, Properties: { Name: rest, BodyS3Location: api.yaml } }
  Http: { Type: AWS::ApiGatewayV2::Api, Properties: { BodyS3Location: ./api.yaml } }
  Both: { Type: AWS::ApiGatewayV2::Api, Properties: { Body: { openapi: 3.0.0 }, BodyS3Location: api.yaml } }
  Gone: { Type: AWS::ApiGatewayV2::Api, Properties: { BodyS3Location: gone.yaml } }
  Far: { Type: AWS::ApiGatewayV2::Api, Properties: { BodyS3Location: { Bucket: b, Key: k } } }
`;
  expect(printResources(templateOf(text, files))).toMatchInlineSnapshot(`
    "Rest AWS::ApiGateway::RestApi {Name: "rest", Body: {openapi: "3.0.1"}}
    Http AWS::ApiGatewayV2::Api {Body: {openapi: "3.0.1"}}
    Both AWS::ApiGatewayV2::Api {Body: {openapi: "3.0.0"}, BodyS3Location: "api.yaml"}
    Gone AWS::ApiGatewayV2::Api {Body: ?(BodyS3Location gone.yaml, which is not there)}
    Far AWS::ApiGatewayV2::Api {BodyS3Location: {Bucket: "b", Key: "k"}}"
  `);
});

test('paths begin at the template that names the file', () => {
  const template = templateOf(
    sam('  Child: { Type: AWS::Serverless::Application, Properties: { Location: child/template.yaml } }'),
    {
      'child/template.yaml': `Globals: { Api: { DefinitionUri: ../api.yaml } }\n${sam('  Api: { Type: AWS::Serverless::Api, Properties: { StageName: p } }')}`,
      'api.yaml': 'openapi: 3.0.1',
    },
  );
  expect(printNode(resourceOf(template, 'Child/Api').properties.entries.get('Body')?.value)).toBe('{openapi: "3.0.1"}');
});

test.each([
  ['{ Fn::Sub: "${A}" }', 'Fn::Sub'],
  ['!GetAtt A.Arn', 'Fn::GetAtt'],
  ['{ Ref: A }', 'Ref'],
  ['{ Fn::Transform: { Name: AWS::Include } }', 'Fn::Transform'],
  ['arn:aws:apigateway:${AWS::Region}:lambda:path', '${AWS::Region}'],
  ['${Orders.Arn}', '${Orders.Arn}'],
])('nobody works out %s', (value, what) => {
  expect(bodyOf(`a: ${value}`)).toBe(
    `{a: ?(${what}, which is worked out in files of AWS::Include, but not in those that an API imports)}`,
  );
});

test('what is put in beside other entries may be any', () => {
  expect(bodyOf('paths: { /a: {}, Fn::Transform: { Name: AWS::Include } }')).toBe(
    '{paths: {/a: {}, Fn::Transform: ?(Fn::Transform, which is worked out in files of AWS::Include, but not in those that an API imports)}}',
  );
});

test.each([
  ['http://${stageVariables.host}/', '"http://${stageVariables.host}/"'],
  ['arn:aws:s3:::home/${aws:username}', '"arn:aws:s3:::home/${aws:username}"'],
  ['"#set($id = 1) ${id} $input.json(\'$\')"', '"#set($id = 1) ${id} $input.json(\'$\')"'],
  ['{ Ref: { type: string } }', '{Ref: {type: "string"}}'],
  ['{ Condition: { type: string } }', '{Condition: {type: "string"}}'],
  ['{ $ref: "#/components/x" }', '{$ref: "#/components/x"}'],
])('%s is no function of templates', (value, printed) => {
  expect(bodyOf(`a: ${value}`)).toBe(`{a: ${printed}}`);
});

test('an anchor that is repeated again and again is read once', () => {
  const lines = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`);
  const template = templateOf(sam(rest('api.yaml')), { 'api.yaml': ['a0: &a0 x', ...lines].join('\n') });
  expect(resourceOf(template, 'Api').properties.entries.get('Body')?.value.is).toBe('map');
});

test.each([
  ['gone.yaml', 'DefinitionUri gone.yaml, which is not there'],
  ['empty.yaml', 'DefinitionUri empty.yaml, which cannot be read'],
  ['list.yaml', 'DefinitionUri list.yaml, which is no OpenAPI document'],
  ['{ Bucket: b, Key: k }', 'DefinitionUri is not read'],
  ['s3://bucket/api.yaml', 'DefinitionUri s3://bucket/api.yaml is not read'],
  ['https://example.com/api.yaml', 'DefinitionUri https://example.com/api.yaml is not read'],
  ['!Sub "${AWS::Region}.yaml"', 'DefinitionUri is not read'],
])('a document in %s is unknown', (uri, why) => {
  const { template, problems } = parseFiles({
    'template.yaml': sam(rest(uri)),
    'empty.yaml': '',
    'list.yaml': '[a]',
  });
  const body = template && resourceOf(template, 'Api').properties.entries.get('Body')?.value;
  expect(body?.is === 'opaque' && body.why).toBe(why);
  expect(problems).toEqual([]);
});

test('without a reader of files it is not read', () => {
  const { template } = parse({ path: 'template.yaml', text: sam(rest('api.yaml')) });
  const body = template && resourceOf(template, 'Api').properties.entries.get('Body')?.value;
  expect(body?.is === 'opaque' && body.why).toBe('DefinitionUri api.yaml is not read');
});

test('a broken document is told once, however many APIs have it, and what can be read of it is', () => {
  const parsed = parseFiles({
    'template.yaml': sam(`${rest('api.yaml')}${rest('./api.yaml').replace('Api:', 'Other:')}`),
    'api.yaml': 'openapi: 3.0.1\npaths:\n  /a:\n    get: { summary: [a }\n  /b:\n    get: {}\n',
  });
  expect(printProblems(parsed)).toMatchInlineSnapshot(`"api.yaml:4:21 The bracket [ is never closed | Close it"`);
  const body = parsed.template && resourceOf(parsed.template, 'Other').properties.entries.get('Body')?.value;
  expect(printNode(body)).toMatchInlineSnapshot(
    `"{openapi: "3.0.1", paths: {/b: {get: {}}, Fn::Transform: ?(text that can't be read)}, Fn::Transform: ?(text that can't be read)}"`,
  );
});

test('what the transform refuses beside DefinitionUri is refused', () => {
  const parsed = parseFiles({
    'template.yaml': sam(rest('api.yaml', ', Auth: { DefaultAuthorizer: AWS_IAM }, Cors: "\'*\'"')),
    'api.yaml': 'openapi: 3.0.1\npaths: { /a: { get: {} } }',
  });
  expect(printProblems(parsed)).toMatchInlineSnapshot(`
    "template.yaml:3:91 Auth of Api does not work with DefinitionUri | Use DefinitionBody instead
    template.yaml:3:129 Cors of Api does not work with DefinitionUri | Use DefinitionBody instead"
  `);
});
