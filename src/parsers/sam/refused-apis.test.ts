import { expect, test } from 'vitest';
import { parseFiles, printProblems } from '../../../test/support/parse.js';

/** What is said of an API with each of some properties in turn, and of an event of a function for it. */
const said = (type: string, properties: readonly string[], events: readonly string[] = []): string =>
  properties
    .map((each) => {
      const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  A: { Type: AWS::Serverless::${type}, Properties: { ${each} } }
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: nodejs22.x
      InlineCode: x
      Events:
${events.map((event, index) => `        E${String(index)}: ${event}\n`).join('') || '        {}\n'}`;
      return printProblems(parseFiles({ 'template.yaml': text })).replaceAll('template.yaml:', '');
    })
    .join('\n');

const rest = (properties: readonly string[], events: readonly string[] = []): string =>
  said(
    'Api',
    properties.map((each) => `StageName: live, ${each}`),
    events.map((each) => `{ Type: Api, Properties: { RestApiId: !Ref A, ${each} } }`),
  );
const http = (properties: readonly string[], events: readonly string[] = []): string =>
  said(
    'HttpApi',
    properties,
    events.map((each) => `{ Type: HttpApi, Properties: { ApiId: !Ref A, ${each} } }`),
  );

test('a REST API', () => {
  expect(said('Api', ['Name: a'])).toMatchInlineSnapshot(`"3:3 A has no StageName | Add StageName"`);
  expect(
    rest([
      'DefinitionUri: s3://a/b, DefinitionBody: { swagger: "2.0", paths: {} }',
      'DefinitionUri: s3://a/b, Auth: { ApiKeyRequired: true }, Cors: "\'*\'", Models: {}',
      'EndpointConfiguration: { Type: PRIVATE, VPCEndpointIds: [a], VpcEndpointIds: [a] }',
      'DefinitionBody: {}, Cors: "\'*\'"',
      'Cors: []',
      'Cors: { AllowOrigins: "\'*\'" }',
      'Cors: { AllowCredentials: true }',
    ]),
  ).toMatchInlineSnapshot(`
    "3:67 A has both DefinitionBody and DefinitionUri | Keep one of them
    3:92 Auth of A does not work with DefinitionUri | Use DefinitionBody instead
    3:124 Cors of A does not work with DefinitionUri | Use DefinitionBody instead
    3:123 A has both VPCEndpointIds and VpcEndpointIds | Keep one of them
    3:87 Cors of A needs a DefinitionBody with paths and a version of Swagger or OpenAPI | Add swagger or openapi, and paths, to DefinitionBody

    3:75 Cors of A has no property AllowOrigins | Use one of AllowMethods, AllowHeaders, AllowOrigin, MaxAge, AllowCredentials
    3:67 Cors of A allows credentials from any origin | Name the origins that may send credentials"
  `);
});

test('the Auth of a REST API', () => {
  const tok = 'Authorizers: { Tok: { UserPoolArn: a }, Other: { UserPoolArn: b } }';
  expect(
    rest([
      'Auth: []',
      'Auth: { Default: Tok }',
      `Auth: { ${tok}, DefaultAuthorizer: !GetAtt F.Arn }`,
      `Auth: { ${tok}, DefaultAuthorizer: Nope }`,
      'Auth: { Authorizers: [Tok] }',
      'Auth: { Authorizers: { Tok: arn } }',
      'Auth: { ResourcePolicy: [] }',
      'Auth: { UsagePlan: PER_API }',
      'Auth: { UsagePlan: { CreateUsagePlan: ALWAYS } }',
    ]),
  ).toMatchInlineSnapshot(`
    "3:73 Auth of A is not a map | Write Auth as a map; SAM takes no function there
    3:75 Auth of A has no property Default | Use one of Authorizers, DefaultAuthorizer, InvokeRole, AddDefaultAuthorizerToCorsPreflight, AddApiKeyRequiredToCorsPreflight, ApiKeyRequired, ResourcePolicy, UsagePlan
    3:171 DefaultAuthorizer of A is not a string | Write the name of an authorizer
    3:163 DefaultAuthorizer Nope is not defined in Authorizers of A | Define Nope, or name one of Tok, Other
    3:88 Authorizers of A is not a map | Write a map of names to authorizers
    3:90 Authorizer Tok of A is not a map | Write its properties as a map

    3:75 UsagePlan of A says no CreateUsagePlan that SAM knows | Write PER_API, SHARED or NONE
    3:105 UsagePlan of A says no CreateUsagePlan that SAM knows | Write PER_API, SHARED or NONE"
  `);
});

test('Lambda authorizers of a REST API', () => {
  const guarded = (...each: string[]): string =>
    rest(each.map((more) => `Auth: { Authorizers: { Tok: { FunctionArn: !GetAtt F.Arn${more} } } }`));
  expect(
    guarded(
      ', FunctionPayloadType: Request',
      ', FunctionPayloadType: REQUEST',
      ', FunctionPayloadType: REQUEST, Identity: { ReauthorizeEvery: 60 }',
      ', FunctionPayloadType: REQUEST, Identity: { Headers: [], Header: a }',
    ),
  ).toMatchInlineSnapshot(`
    "3:146 FunctionPayloadType of authorizer Tok is no valid value | Write TOKEN or REQUEST
    3:90 Authorizer Tok keeps its answers, but nothing in its Identity tells one caller from another | Add Headers, QueryStrings, StageVariables or Context to Identity, or set ReauthorizeEvery to 0
    3:165 Authorizer Tok keeps its answers, but nothing in its Identity tells one caller from another | Add Headers, QueryStrings, StageVariables or Context to Identity, or set ReauthorizeEvery to 0
    3:165 Authorizer Tok keeps its answers, but nothing in its Identity tells one caller from another | Add Headers, QueryStrings, StageVariables or Context to Identity, or set ReauthorizeEvery to 0"
  `);
  expect(
    guarded(
      '',
      ', FunctionPayloadType: TOKEN',
      ', FunctionPayloadType: !Ref Payload',
      ', FunctionPayloadType: REQUEST, Identity: { Headers: [Authorization] }',
      ', FunctionPayloadType: REQUEST, Identity: { QueryStrings: !Ref Names }',
      ", FunctionPayloadType: REQUEST, Identity: { ReauthorizeEvery: '0' }",
      ', FunctionPayloadType: REQUEST, Identity: { ReauthorizeEvery: !Ref Seconds }',
    ).trim(),
  ).toBe('');
});

test('events of a REST API', () => {
  expect(rest(['Name: a'], ['Path: /, Method: get', 'Path: /, Method: get'])).toMatchInlineSnapshot(
    `"12:9 Another event has GET / already | Change Path or Method"`,
  );
  const body = 'DefinitionBody: { swagger: "2.0", paths: { /: { get: {} } } }';
  expect(
    rest(
      [body],
      [
        'Path: /, Method: get, Auth: { OverrideApiAuth: true }',
        'Path: /a, Method: get, Auth: { OverrideApiAuth: true, ApiKeyRequired: true }',
      ],
    ),
  ).toMatchInlineSnapshot(`
    "11:9 OverrideApiAuth of event E0 overrides nothing | Add Authorizer, ApiKeyRequired or ResourcePolicy
    12:9 DefinitionBody of A has no method for event E1 | Add it to the document"
  `);
});

test('an HTTP API', () => {
  expect(
    http([
      'DefinitionUri: s3://a/b, DefinitionBody: { openapi: 3.0.1, paths: {} }',
      'DefinitionUri: s3://a/b, Auth: { EnableIamAuthorizer: true }, CorsConfiguration: true, Tags: {}',
      'CorsConfiguration: [a]',
      'CorsConfiguration: { Origins: [a] }',
      'Auth: []',
      'Auth: { Default: Tok }',
      'Auth: { DefaultAuthorizer: AWS_IAM }',
      'Auth: { DefaultAuthorizer: Nope }',
      'Auth: { DefaultAuthorizer: !GetAtt F.Arn }',
      'Auth: { Authorizers: { Tok: { JwtConfiguration: { issuer: a } } } }',
      'Auth: { Authorizers: { Tok: { AuthorizerPayloadFormatVersion: 2.0 } } }',
      'Auth: { Authorizers: { Tok: { AuthorizerPayloadFormatVersion: 2.0, JwtConfiguration: {} } } }',
    ]),
  ).toMatchInlineSnapshot(`
    "3:54 A has both DefinitionBody and DefinitionUri | Keep one of them
    3:79 Auth of A does not work with DefinitionUri | Use DefinitionBody instead
    3:116 CorsConfiguration of A does not work with DefinitionUri | Use DefinitionBody instead
    3:73 CorsConfiguration of A is no valid value | Write an origin, or a map of settings
    3:75 CorsConfiguration of A has no property Origins | Use one of AllowOrigins, AllowHeaders, AllowMethods, ExposeHeaders, MaxAge, AllowCredentials
    3:60 Auth of A is not a map | Write Auth as a map; SAM takes no function there
    3:62 Auth of A has no property Default | Use one of Authorizers, DefaultAuthorizer, EnableIamAuthorizer
    3:81 DefaultAuthorizer AWS_IAM is not defined in Authorizers of A | Set EnableIamAuthorizer to true
    3:81 DefaultAuthorizer Nope is not defined in Authorizers of A | Write the name of an authorizer
    3:89 DefaultAuthorizer of A is not a string | Write the name of an authorizer
    3:77 Authorizer Tok has no IdentitySource | Add IdentitySource
    3:77 Authorizer Tok has no FunctionArn | Add FunctionArn
    3:77 Authorizer Tok has no FunctionArn | Add FunctionArn"
  `);
});

test('events of an HTTP API', () => {
  const tok = 'Auth: { Authorizers: { Tok: { JwtConfiguration: { issuer: a }, IdentitySource: b } } }';
  expect(
    http(
      [tok],
      [
        'Path: /a, Method: get',
        'Path: /a, Method: get',
        'Path: /b, Method: get, Auth: []',
        'Path: /c, Method: get, Auth: { AuthorizationScopes: [s] }',
        'Path: /d, Method: get, Auth: { Authorizer: !GetAtt F.Arn }',
        'Path: /e, Method: get, Auth: { Authorizer: NONE }',
        'Path: /f, Method: get, Auth: { Authorizer: Nope }',
        'Path: /g, Method: get, Auth: { Authorizer: AWS_IAM }',
        'Path: /h, Method: get, Auth: { Authorizer: Tok }',
        'Path: /i, Method: get, Auth: [Tok]',
      ],
    ),
  ).toMatchInlineSnapshot(`
    "12:9 Another event has GET /a already | Change Path or Method
    14:88 Auth of event E3 has no Authorizer, and A no DefaultAuthorizer | Name an Authorizer
    15:110 Authorizer of event E4 is not a string | Write the name of an authorizer
    16:102 Authorizer NONE of event E5 needs a DefaultAuthorizer in A | Leave Authorizer out: the route is open anyway
    17:102 Authorizer Nope of event E6 is not defined in A | Define Nope in Auth.Authorizers
    18:102 Authorizer AWS_IAM of event E7 is not defined in A | Set EnableIamAuthorizer to true
    20:88 Auth of event E9 is not a map | Write Auth as a map"
  `);
});

test('domains', () => {
  const whole = 'DomainName: a.b, CertificateArn: c';
  expect(
    rest([
      'Domain: a.b',
      'Domain: { DomainName: a.b }',
      `Domain: { ${whole}, EndpointConfiguration: GLOBAL }`,
      `Domain: { ${whole}, Policy: {} }`,
      `Domain: { ${whole}, EndpointConfiguration: PRIVATE, OwnershipVerificationCertificateArn: d }`,
      `Domain: { ${whole}, MutualTlsAuthentication: { Uri: s3://a/b } }`,
      `Domain: { ${whole}, Route53: { EvaluateTargetHealth: true } }`,
    ]),
  ).toMatchInlineSnapshot(`
    "3:75 Domain of A is not a map | Write its properties as a map
    3:75 Domain of A needs both DomainName and CertificateArn | Add the missing one
    3:136 Domain of A has an EndpointConfiguration that is not EDGE or REGIONAL or PRIVATE | Write one of them
    3:121 Domain of A has a Policy but is not PRIVATE | Leave Policy out
    3:182 Domain of A is PRIVATE and has an OwnershipVerificationCertificateArn | Leave it out
    3:140 MutualTlsAuthentication has no property Uri | Use TruststoreUri and TruststoreVersion
    3:113 Route53 of A names no hosted zone | Add HostedZoneId or HostedZoneName"
  `);
  expect(http([`Domain: { ${whole}, EndpointConfiguration: EDGE }`])).toMatchInlineSnapshot(
    `"3:123 Domain of A has an EndpointConfiguration that is not REGIONAL | Write one of them"`,
  );
});

test('a WebSocket API', () => {
  const route = 'Routes: { $default: { FunctionArn: !GetAtt F.Arn } }';
  const connect = 'Routes: { $connect: { FunctionArn: !GetAtt F.Arn } }';
  const whole = 'DomainName: a.b, CertificateArn: c';
  const select = 'RouteSelectionExpression: $request.body.action';
  expect(
    said(
      'WebSocketApi',
      [
        '',
        'Routes: { send-it: { FunctionArn: !GetAtt F.Arn } }',
        'Routes: { send: {} }',
        `${route}, Auth: { AuthType: AWS_IAM }`,
        `${connect}, Auth: { AuthType: JWT }`,
        `${connect}, Auth: { AuthType: CUSTOM }`,
        `${route}, StageName: $default`,
        `${route}, Domain: { ${whole}, MutualTlsAuthentication: { TruststoreUri: s3://a/b } }`,
      ].map((each) => `${select}, ${each}`),
    ),
  ).toMatchInlineSnapshot(`
    "3:3 A has no routes | Add Routes, as a map of route keys
    3:117 Route key send-it of A is not alphanumeric | Use letters and digits only
    3:117 Route send of A names no function | Add FunctionArn
    3:167 Auth of A needs a route $connect | Add the route, or leave Auth out
    3:179 Auth of A says no AuthType that SAM knows | Write CUSTOM, AWS_IAM or NONE
    3:161 Auth of A names no function | Add AuthArn
    3:172 The stage of A cannot be $default | Choose another StageName
    3:232 Domain of A has MutualTlsAuthentication | Leave it out: WebSocket APIs do not have it"
  `);
});
