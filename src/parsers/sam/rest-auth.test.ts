import { describe, expect, test } from 'vitest';
import { parseFiles, printProblems, resourceOf, sourceOf, templateOf } from '../../../test/support/parse.js';
import { printRoutes } from '../../../test/support/routes.js';
import { get } from '../../template/node.js';

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
    expect(routes(auth, `Path: /a, Method: get${event}`)).toMatch(/get \/a @15 → \?\(.*\) @/);
    expect(problems(auth, `Path: /a, Method: get${event}`)).not.toBe('');
  });

  test('with what to do', () => {
    expect(problems(tok, 'Path: /a, Method: get, Auth: { Authorizer: Nope }')).toMatchInlineSnapshot(
      `"template.yaml:15:104 Authorizer Nope of event E0 is not defined in Api | Name one of Tok, Other"`,
    );
  });
});

test('a scheme stands at its authorizer, and its function may be called', () => {
  const template = templateOf(app(tok, ['Path: /a, Method: get']));
  const schemes = get(get(resourceOf(template, 'Api').properties, 'Body'), 'securityDefinitions');
  const entry = schemes?.is === 'map' ? schemes.entries.get('Tok') : undefined;
  expect(entry && sourceOf({ at: entry.key })).toBe('Tok');
  expect(get(get(entry?.value, 'x-amazon-apigateway-authorizer'), 'authorizerUri')?.word).toBe('FunctionArn');
  expect(template.resources.map(({ address }) => address)).toContain('ApiTokAuthorizerPermission');
});
