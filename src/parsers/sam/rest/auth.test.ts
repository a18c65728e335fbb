import { describe, expect, test } from 'vitest';
import { parseFiles, printProblems, resourceOf, sourceOf, templateOf } from '../../../../test/support/parse.js';
import { printNode } from '../../../../test/support/print-node.js';
import { printRoutes } from '../../../../test/support/routes.js';
import { get } from '../../../template/node.js';

/** A template with one API and one function; the function's events come below line 20, each on a line of its own. */
const app = (auth: string, events: readonly string[], more = ''): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth: ${auth}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: nodejs22.x
      CodeUri: s3://bucket/key
      Events:
${events.map((event, index) => `        E${String(index)}: { Type: Api, Properties: { RestApiId: !Ref Api, ${event} } }`).join('\n')}
${more}`;

const tok =
  '{ DefaultAuthorizer: Tok, Authorizers: { Tok: { FunctionArn: !GetAtt Fn.Arn }, Other: { UserPoolArn: arn } } }';
const routes = (auth: string, ...events: string[]): string => printRoutes(templateOf(app(auth, events)), 'Api');
const problems = (auth: string, ...events: string[]): string =>
  printProblems(parseFiles({ 'template.yaml': app(auth, events) }));

describe('the security of a method', () => {
  test('is the default authorizer’s, at the default; or the event’s own, at the event', () => {
    expect(
      routes(
        tok,
        'Path: /a, Method: get',
        'Path: /b, Method: get, Auth: { Authorizer: Other, AuthorizationScopes: [s] }',
        'Path: /c, Method: any, Auth: { Authorizer: NONE }',
        'Path: /d, Method: POST, Auth: { ApiKeyRequired: true }',
        'Path: /e, Method: get, Auth: { Authorizer: AWS_IAM }',
      ),
    ).toMatchInlineSnapshot(`
      "get /a @15 → [{Tok: []}] @7 DefaultAuthorizer
      get /b @16 → [{Other: ["s"]}] @16 Authorizer
      x-amazon-apigateway-any-method /c @17 → [{NONE: []}] @17 Authorizer
      post /d @18 → [{api_key: []}, {Tok: []}] @18 ApiKeyRequired
      get /e @19 → [{AWS_IAM: []}] @19 Authorizer"
    `);
  });

  test('an API key for all, but for one event', () => {
    expect(
      routes(
        '{ ApiKeyRequired: true }',
        'Path: /a, Method: get',
        'Path: /b, Method: get, Auth: { ApiKeyRequired: false }',
      ),
    ).toMatchInlineSnapshot(`
      "get /a @15 → [{api_key: []}] @7 ApiKeyRequired
      get /b @16 → [] @16 ApiKeyRequired"
    `);
  });

  test('a default without any authorizer does nothing, as in SAM', () => {
    expect(routes('{ DefaultAuthorizer: Tok }', 'Path: /a, Method: get')).toBe('get /a @15 → open');
  });

  test.each(["{ DefaultAuthorizer: '', Authorizers: { Tok: { UserPoolArn: a } } }", '{ Authorizers: [] }'])(
    'nothing is asked for: %s',
    (auth) => {
      expect(routes(auth, 'Path: /a, Method: get')).toBe('get /a @15 → open');
      expect(problems(auth, 'Path: /a, Method: get')).toBe('');
    },
  );

  test('a parameter’s default names the default authorizer', () => {
    const text = app(
      '{ DefaultAuthorizer: !Ref P, Authorizers: { Tok: { UserPoolArn: a } } }',
      ['Path: /a, Method: get'],
      'Parameters: { P: { Type: String, Default: Tok } }',
    );
    expect(printRoutes(templateOf(text), 'Api')).toBe('get /a @15 → [{Tok: []}] @7 DefaultAuthorizer');
  });
});

describe('what SAM refuses is told, and leaves the security unknown', () => {
  test.each([
    ['Auth is a function', '!If [C, {}, {}]', ''],
    ['Auth is left out by AWS::NoValue', '!Ref AWS::NoValue', ''],
    [
      'DefaultAuthorizer is a function',
      '{ DefaultAuthorizer: !If [C, Tok, Tok], Authorizers: { Tok: { UserPoolArn: a } } }',
      '',
    ],
    ['DefaultAuthorizer is not defined', '{ DefaultAuthorizer: Nope, Authorizers: { Tok: { UserPoolArn: a } } }', ''],
    ['the event’s authorizer is not defined', tok, ', Auth: { Authorizer: Nope }'],
    ['the event’s authorizer is a function', tok, ', Auth: { Authorizer: !Ref Tok }'],
    ['NONE without a default', '{}', ', Auth: { Authorizer: NONE }'],
    ['the event’s Auth is a function', tok, ', Auth: !Ref Tok'],
  ])('%s', (_, auth, event) => {
    expect(routes(auth, `Path: /a, Method: get${event}`)).toMatch(/get \/a @15 → \?\(.+\) @/);
    expect(problems(auth, `Path: /a, Method: get${event}`)).not.toBe('');
  });

  test('with what to do', () => {
    const none = '{ Authorizers: {} }';
    const auth = (at: string): string => `Path: /a, Method: get, Auth: ${at}`;
    expect(
      [
        problems(tok, auth('{ Authorizer: Nope }')),
        problems(none, auth('{ Authorizer: Nope }')),
        problems(none, auth('{ Authorizer: NONE }')),
        problems(tok, auth('{ Authorizer: !GetAtt Tok.Arn }')),
        problems(tok, auth('!Ref Tok')),
        problems(tok, auth('{ AuthorizationScopes: [s] }')),
        problems(tok, auth('{ ApiKeyRequired: false }')),
      ].join('\n'),
    ).toMatchInlineSnapshot(`
      "template.yaml:15:104 Authorizer Nope of event E0 is not defined in Api | Name one of Tok, Other
      template.yaml:15:104 Authorizer Nope of event E0 is not defined in Api | Define Nope in Auth.Authorizers
      template.yaml:15:104 Authorizer NONE of event E0 needs a DefaultAuthorizer in Api | Leave Authorizer out: the route is open anyway
      template.yaml:15:112 Authorizer of event E0 is not a string | Write the name of an authorizer
      template.yaml:15:95 Auth of event E0 is not a map | Write Auth as a map; SAM takes no function there
      template.yaml:15:113 AuthorizationScopes of event E0 does nothing without Authorizer | Name an Authorizer beside it
      template.yaml:15:108 ApiKeyRequired of event E0 is false, but Api requires no key | Leave it out"
    `);
  });
});

test.each([
  '{ Authorizer: Tok, AuthorizationScopes: [] }',
  '{ AuthorizationScopes: [] }',
  "{ Authorizer: '' }",
  '{ Authorizer: AWS_IAM }',
  '{ Authorizer: NONE }',
  '{ ApiKeyRequired: true }',
])('what SAM takes is not told: %s', (auth) => {
  expect(problems(tok, `Path: /a, Method: get, Auth: ${auth}`)).toBe('');
});

test('an authorizer without scopes of the event has its own', () => {
  const scoped = '{ Authorizers: { Tok: { UserPoolArn: arn, AuthorizationScopes: [own] } } }';
  expect(
    routes(
      scoped,
      'Path: /a, Method: get, Auth: { Authorizer: Tok }',
      'Path: /b, Method: get, Auth: { Authorizer: Tok, AuthorizationScopes: [s] }',
      'Path: /c, Method: get, Auth: { Authorizer: AWS_IAM, AuthorizationScopes: [s] }',
      'Path: /d, Method: get, Auth: { Authorizer: Tok, ApiKeyRequired: true }',
    ),
  ).toMatchInlineSnapshot(`
    "get /a @15 → [{Tok: ["own"]}] @15 Authorizer
    get /b @16 → [{Tok: ["s"]}] @16 Authorizer
    get /c @17 → [{AWS_IAM: []}] @17 Authorizer
    get /d @18 → [{Tok: ["own"]}, {api_key: []}] @18 Authorizer"
  `);
});

test('the schemes of keys and of IAM are there where an event asks for them', () => {
  const schemes = (auth: string): string[] => {
    const template = templateOf(app('{ ApiKeyRequired: !Ref AWS::NoValue }', [`Path: /a, Method: get${auth}`]));
    const all = get(get(resourceOf(template, 'Api').properties, 'Body'), 'securityDefinitions');
    return all?.is === 'map' ? [...all.entries.keys()] : [];
  };
  expect(schemes('')).toEqual([]);
  expect(schemes(', Auth: { Authorizer: AWS_IAM }')).toEqual(['AWS_IAM']);
  expect(schemes(', Auth: { ApiKeyRequired: true }')).toEqual(['api_key']);
});

test('what a document says itself stays: an authorizer beside a key, a scheme of its own for keys', () => {
  const template = templateOf(`Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth: { ApiKeyRequired: true, DefaultAuthorizer: Tok, Authorizers: { Tok: { UserPoolArn: a }, Other: { UserPoolArn: b } } }
      DefinitionBody:
        swagger: '2.0'
        securityDefinitions: { api_key: { type: apiKey, name: own, in: header } }
        paths:
          /a: { get: { security: [{ Other: [], more: [] }], x-amazon-apigateway-integration: { type: mock } } }
          /b: { get: { security: [{ AWS_IAM: [] }], x-amazon-apigateway-integration: { type: mock } } }
`);
  expect(printRoutes(template, 'Api')).toMatchInlineSnapshot(`
    "get /a @12 → [{Other: [], more: []}, {api_key: []}] @12
    get /b @13 → [{AWS_IAM: []}, {api_key: []}] @13"
  `);
  const schemes = get(get(resourceOf(template, 'Api').properties, 'Body'), 'securityDefinitions');
  expect(schemes?.is === 'map' ? [...schemes.entries.keys()] : []).toEqual(['api_key', 'Tok', 'Other', 'AWS_IAM']);
  expect(printNode(get(get(schemes, 'api_key'), 'name'))).toBe('"own"');
});

test('a scheme stands at its authorizer, and its function may be called', () => {
  const template = templateOf(app(tok, ['Path: /a, Method: get']));
  const schemes = get(get(resourceOf(template, 'Api').properties, 'Body'), 'securityDefinitions');
  const entry = schemes?.is === 'map' ? schemes.entries.get('Tok') : undefined;
  expect(entry && sourceOf({ at: entry.key })).toBe('Tok');
  expect(get(get(entry?.value, 'x-amazon-apigateway-authorizer'), 'authorizerUri')?.word).toBe('FunctionArn');
  expect(template.resources.map(({ address }) => address)).toContain('ApiTokAuthorizerPermission');
});
