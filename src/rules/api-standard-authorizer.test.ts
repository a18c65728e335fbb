import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-standard-authorizer.js';

const company = 'arn:aws:lambda:eu-central-1:123456789012:function:MyCompanyJWTAuthorizer';
const lambda = { allowed: [{ type: 'lambda', functionArn: company }] };

describe('Lambda authorizers', () => {
  const sam = (functionArn: string, more = '') => `
Transform: AWS::Serverless-2016-10-31
Globals:
  Api:
    Auth:
      DefaultAuthorizer: Jwt
      Authorizers:
        Jwt:
          FunctionArn: ${functionArn}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        List: { Type: Api, Properties: { Path: /orders, Method: get } }
        Add: { Type: Api, Properties: { Path: /orders, Method: post } }
${more}
`;

  test.each([
    ['the company’s', company],
    ['an alias of it', `${company}:live`],
    ['a version of it', `${company}:7`],
    [
      'with a partition, region and account that the pattern leaves open',
      '!Sub arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:MyCompanyJWTAuthorizer',
    ],
  ])('%s is approved', (_, arn) => {
    const open = {
      allowed: [...lambda.allowed, { type: 'lambda', functionArn: 'arn:*:lambda:*:*:function:MyCompanyJWTAuthorizer' }],
    };
    expect(lint(rule, sam(arn), { options: open, undecided: true })).toBe('');
  });

  test('another one is a finding, with the routes that it guards', () => {
    expect(lint(rule, sam('arn:aws:lambda:eu-central-1:123456789012:function:MyOwn'), { options: lambda }))
      .toMatchInlineSnapshot(`
        "9:24 error Jwt decides who may call GET /orders and POST /orders, but calls arn:aws:lambda:eu-central-1:123456789012:function:MyOwn, which is not an approved authorizer [api-standard-authorizer]
                      FunctionArn: arn:aws:lambda:eu-central-1:123456789012:function:MyOwn
                                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
          help: use the Lambda authorizer arn:aws:lambda:eu-central-1:123456789012:function:MyCompanyJWTAuthorizer instead
          15:9 guards GET /orders
          16:9 guards POST /orders"
      `);
  });

  test('nothing is asked for without a list', () => {
    expect(lint(rule, sam('arn:aws:lambda:eu-central-1:123456789012:function:MyOwn'), { undecided: true })).toBe('');
  });

  test('a pattern may pin the qualifier', () => {
    const pinned = { allowed: [{ type: 'lambda', functionArn: `${company}:live` }] };
    expect(lint(rule, sam(`${company}:live`), { options: pinned })).toBe('');
    expect(lint(rule, sam(company), { options: pinned })).toContain('not an approved authorizer');
    expect(lint(rule, sam(`${company}:dev`), { options: pinned })).toContain('not an approved authorizer');
  });

  test('a pattern may be a whole invocation URI, as guardrail policies have it', () => {
    const uri = `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${company}/invocations`;
    expect(lint(rule, sam(company), { options: { allowed: [{ type: 'lambda', functionArn: uri }] } })).toBe('');
  });

  test('one that the template makes is not the company’s', () => {
    const own = 'Own: { Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: live } }';
    expect(lint(rule, sam('!GetAtt Own.Arn', `  ${own}`), { options: lambda })).toMatchInlineSnapshot(`
      "9:32 error Jwt decides who may call GET /orders and POST /orders, but calls Own, which is made in this template and is not an approved authorizer [api-standard-authorizer]
                    FunctionArn: !GetAtt Own.Arn
                                         ~~~~~~~ not approved
        help: use the Lambda authorizer arn:aws:lambda:eu-central-1:123456789012:function:MyCompanyJWTAuthorizer instead
        17:3 Own is made here
        15:9 guards GET /orders
        16:9 guards POST /orders"
    `);
    expect(lint(rule, sam('!Ref Own.Alias', `  ${own}`), { options: lambda })).toContain('calls Own, which is made in');
    expect(
      lint(rule, sam('!Sub "arn:aws:lambda:${AWS::Region}:1:function:${Own}"', `  ${own}`), { options: lambda }),
    ).toContain('calls Own, which is made in');
  });

  test('any function, if none is named; and an alias of a URI without its end', () => {
    const any = { allowed: [{ type: 'lambda' }] };
    expect(lint(rule, sam('arn:aws:lambda:eu-central-1:1:function:Any'), { options: any, undecided: true })).toBe('');
    const uri = `arn:aws:apigateway:eu-central-1:lambda:path/2021-11-15/functions/${company}`;
    for (const end of ['', '/invocations', '/response-streaming-invocations']) {
      const options = { allowed: [{ type: 'lambda', functionArn: uri + end }] };
      expect(lint(rule, sam(`${company}:live`), { options, undecided: true })).toBe('');
      expect(lint(rule, sam(`${company}X`), { options })).toContain('not an approved authorizer');
    }
  });

  test('one that the template makes under the company’s name may be it', () => {
    const own = '  Own: { Type: AWS::Serverless::Function, Properties: { FunctionName: MyCompanyJWTAuthorizer } }';
    expect(lint(rule, sam('!GetAtt Own.Arn', own), { options: lambda, undecided: true })).toMatchInlineSnapshot(
      `"9:32 undecided ServerlessRestApi: parts of FunctionArn are known only at deployment"`,
    );
    const anywhere = { allowed: [{ type: 'lambda', functionArn: '*:function:MyCompanyJWTAuthorizer' }] };
    expect(lint(rule, sam('!GetAtt Own.Arn', own), { options: anywhere, undecided: true })).toBe('');
  });

  test.each([
    ['a parameter', '!Ref AuthArn'],
    ['an import', '!ImportValue Jwt'],
    ['a name with holes', '!Sub arn:aws:lambda:eu-central-1:123456789012:function:${AuthName}'],
    [
      'a region that only the deployment knows',
      '!Sub arn:aws:lambda:${AWS::Region}:123456789012:function:MyCompanyJWTAuthorizer',
    ],
    ['a stage variable', "'arn:aws:lambda:eu-central-1:123456789012:function:${stageVariables.Auth}'"],
  ])('%s can’t be told', (_, arn) => {
    const more = '';
    const parameters = 'Parameters: { AuthArn: { Type: String }, AuthName: { Type: String } }';
    expect(lint(rule, sam(arn, more) + parameters, { options: lambda, undecided: true })).toMatch(
      /^\d+:\d+ undecided ServerlessRestApi: [^\n]*$/,
    );
  });

  test('in one branch, and with a parameter’s values', () => {
    const condition = 'Conditions: { IsProd: !Equals [!Ref Stage, prod] }\nParameters: { Stage: { Type: String } }';
    expect(
      lint(rule, sam(`!If [IsProd, '${company}', 'arn:aws:lambda:eu-central-1:1:function:Fake']`, condition), {
        options: lambda,
      }),
    ).toMatchInlineSnapshot(`
      "9:28 error Jwt decides who may call GET /orders and POST /orders, but calls arn:aws:lambda:eu-central-1:1:function:Fake, which is not an approved authorizer [api-standard-authorizer]
                    FunctionArn: !If [IsProd, 'arn:aws:lambda:eu-central-1:123456789012:function:MyCompanyJWTAuthorizer', 'arn:aws:lambda:eu-central-1:1:function:Fake']
                                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
        help: use the Lambda authorizer arn:aws:lambda:eu-central-1:123456789012:function:MyCompanyJWTAuthorizer instead
        15:9 guards GET /orders
        16:9 guards POST /orders
        when IsProd is false"
    `);
    const parameter = `Parameters: { Arn: { Type: String, Default: '${company}' } }`;
    expect(lint(rule, sam('!Ref Arn', parameter), { options: lambda, undecided: true })).toBe('');
  });

  test('one that guards nothing is not judged', () => {
    const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties: { StageName: prod, Cors: "'*'", Auth: { Authorizers: { Own: { FunctionArn: !GetAtt Fn.Arn }, Other: { FunctionArn: !Ref Arn } } } }
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Events: { List: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /orders, Method: get } } } }
Parameters: { Arn: { Type: String } }
`;
    expect(lint(rule, text, { options: lambda, undecided: true })).toBe('');
  });

  test('resources: one finding for all routes, the URI told in its own word', () => {
    const text = `
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Mine:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      AuthorizerType: REQUEST
      AuthorizerUri: !Sub arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:210987654321:function:Mine/invocations
  List: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: GET /orders, AuthorizationType: CUSTOM, AuthorizerId: !Ref Mine } }
  Add: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: POST /orders, AuthorizationType: CUSTOM, AuthorizerId: !Ref Mine } }
  Free: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: GET /free } }
`;
    expect(lint(rule, text, { options: lambda })).toMatchInlineSnapshot(`
      "9:27 error Mine decides who may call GET /orders and POST /orders, but calls arn:aws:lambda:eu-central-1:210987654321:function:Mine, which is not an approved authorizer [api-standard-authorizer]
                AuthorizerUri: !Sub arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:210987654321:function:Mine/invocations
                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
        help: use the Lambda authorizer arn:aws:lambda:eu-central-1:123456789012:function:MyCompanyJWTAuthorizer instead
        10:3 guards GET /orders
        11:3 guards POST /orders"
    `);
  });

  test.each([
    ['Sub', `!Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${company}/invocations'`],
    [
      'Join',
      `!Join ['', ['arn:aws:apigateway:', !Ref AWS::Region, ':lambda:path/2015-03-31/functions/', '${company}', /invocations]]`,
    ],
    ['a literal', `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${company}:live/invocations`],
  ])('the wrapper is taken off a URI by %s', (_, uri) => {
    const text = `
Resources:
  Jwt: { Type: AWS::ApiGateway::Authorizer, Properties: { Type: TOKEN, AuthorizerUri: ${uri} } }
  Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, AuthorizationType: CUSTOM, AuthorizerId: !Ref Jwt } }
`;
    expect(lint(rule, text, { options: lambda, undecided: true })).toBe('');
    expect(lint(rule, text.replaceAll('MyCompany', 'Own'), { options: lambda })).toContain(
      `calls ${company.replace('MyCompany', 'Own')}`,
    );
  });

  test.each([
    ['a URI of which only the deployment knows the function', '!ImportValue JwtUri'],
    ['a URI in unknown parts', "!Join ['', ['arn:aws:apigateway:eu-central-1:lambda:path/', !ImportValue Rest]]"],
  ])('%s can’t be told', (_, uri) => {
    const text = `
Resources:
  Jwt: { Type: AWS::ApiGateway::Authorizer, Properties: { Type: TOKEN, AuthorizerUri: ${uri} } }
  Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, AuthorizationType: CUSTOM, AuthorizerId: !Ref Jwt } }
`;
    expect(lint(rule, text, { options: lambda, undecided: true })).toMatch(/^3:\d+ undecided Jwt: [^\n]*$/);
  });

  test('an authorizer that is not in the template can’t be told', () => {
    const text = `
Resources:
  Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, AuthorizationType: CUSTOM, AuthorizerId: !ImportValue Jwt } }
`;
    expect(lint(rule, text, { options: lambda, undecided: true })).toMatchInlineSnapshot(
      `"3:126 undecided Get: imported from another stack"`,
    );
  });

  test('a JSON body with a scheme', () => {
    const text = `{
  "Resources": {
    "Api": {
      "Type": "AWS::ApiGateway::RestApi",
      "Properties": {
        "Body": {
          "swagger": "2.0",
          "securityDefinitions": {
            "Mine": {
              "type": "apiKey", "name": "Authorization", "in": "header",
              "x-amazon-apigateway-authorizer": {
                "type": "token",
                "authorizerUri": "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:1:function:Mine/invocations"
              }
            }
          },
          "paths": { "/orders": { "get": { "security": [{ "Mine": [] }] } } }
        }
      }
    }
  }
}`;
    expect(lint(rule, text, { options: lambda })).toMatchInlineSnapshot(`
      "13:34 error Mine decides who may call GET /orders, but calls arn:aws:lambda:eu-central-1:1:function:Mine, which is not an approved authorizer [api-standard-authorizer]
                          "authorizerUri": "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:1:function:Mine/invocations"
                                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
        help: use the Lambda authorizer arn:aws:lambda:eu-central-1:123456789012:function:MyCompanyJWTAuthorizer instead
        17:35 guards GET /orders"
    `);
  });

  test('a WebSocket API of SAM', () => {
    const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Auth: { Type: AWS::Serverless::Function }
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      Auth: { AuthType: CUSTOM, AuthArn: !GetAtt Auth.Arn }
      Routes: { $connect: { FunctionArn: !GetAtt Auth.Arn }, send: { FunctionArn: !GetAtt Auth.Arn } }
`;
    expect(lint(rule, text, { options: lambda })).toMatchInlineSnapshot(`
      "8:50 error the authorizer of Chat decides who may call $connect, but calls Auth, which is made in this template and is not an approved authorizer [api-standard-authorizer]
                Auth: { AuthType: CUSTOM, AuthArn: !GetAtt Auth.Arn }
                                                           ~~~~~~~~ not approved
        help: use the Lambda authorizer arn:aws:lambda:eu-central-1:123456789012:function:MyCompanyJWTAuthorizer instead
        4:3 Auth is made here
        9:17 guards $connect"
    `);
  });
});

describe('user pools', () => {
  const pool = 'arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Company';
  const options = { allowed: [{ type: 'cognito', userPoolArns: [pool, `${pool}Two`] }] };
  const app = (pools: string) => `
Transform: AWS::Serverless-2016-10-31
Parameters: { Arn: { Type: String } }
Resources:
  Users: { Type: AWS::Cognito::UserPool }
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth: { DefaultAuthorizer: Pool, Authorizers: { Pool: { UserPoolArn: ${pools} } } }
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Events: { List: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /orders, Method: get } } } }
`;

  test('all of them must be approved', () => {
    expect(lint(rule, app(pool), { options, undecided: true })).toBe('');
    expect(lint(rule, app(`[${pool}, ${pool}Two]`), { options, undecided: true })).toBe('');
    expect(lint(rule, app(`[${pool}, ${pool}Three]`), { options })).toMatchInlineSnapshot(`
      "10:154 error Pool decides who may call GET /orders, but takes the users of arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_CompanyThree, which is not an approved user pool [api-standard-authorizer]
                Auth: { DefaultAuthorizer: Pool, Authorizers: { Pool: { UserPoolArn: [arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Company, arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_CompanyThree] } } }
                                                                                                                                                                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
        help: use the user pool arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Company or arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_CompanyTwo instead
        13:29 guards GET /orders"
    `);
  });

  test('one that the template makes is none of them', () => {
    expect(lint(rule, app('!GetAtt Users.Arn'), { options })).toMatchInlineSnapshot(`
      "10:84 error Pool decides who may call GET /orders, but takes the users of Users, which is made in this template and is not an approved user pool [api-standard-authorizer]
                Auth: { DefaultAuthorizer: Pool, Authorizers: { Pool: { UserPoolArn: !GetAtt Users.Arn } } }
                                                                                             ~~~~~~~~~ not approved
        help: use the user pool arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Company or arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_CompanyTwo instead
        5:3 Users is made here
        13:29 guards GET /orders"
    `);
  });

  test('one that only the deployment knows', () => {
    expect(lint(rule, app(`[${pool}, !Ref Arn]`), { options, undecided: true })).toMatchInlineSnapshot(
      `"10:159 undecided Api: Arn is given at deployment"`,
    );
    expect(lint(rule, app(`[${pool}Three, !Ref Arn]`), { options })).toContain('which is not an approved user pool');
  });

  test('another kind of authorizer than the approved ones', () => {
    expect(lint(rule, app(pool), { options: lambda })).toMatchInlineSnapshot(`
      "10:76 error Pool decides who may call GET /orders, but is a Cognito authorizer, and none of that type is approved [api-standard-authorizer]
                Auth: { DefaultAuthorizer: Pool, Authorizers: { Pool: { UserPoolArn: arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Company } } }
                                                                                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
        help: use the Lambda authorizer arn:aws:lambda:eu-central-1:123456789012:function:MyCompanyJWTAuthorizer instead
        13:29 guards GET /orders"
    `);
    expect(lint(rule, app('!Ref Arn'), { options: lambda })).toContain(
      'is a Cognito authorizer, and none of that type',
    );
  });

  test('any user pool, if none is named', () => {
    expect(lint(rule, app('!GetAtt Users.Arn'), { options: { allowed: [{ type: 'cognito' }] }, undecided: true })).toBe(
      '',
    );
  });
});

describe('tokens', () => {
  const options = { allowed: [{ type: 'jwt', issuer: 'https://login.example.com/', audience: ['orders', 'shop'] }] };
  const app = (jwt: string) => `
Transform: AWS::Serverless-2016-10-31
Parameters: { Issuer: { Type: String } }
Resources:
  Users: { Type: AWS::Cognito::UserPool }
  Client: { Type: AWS::Cognito::UserPoolClient, Properties: { UserPoolId: !Ref Users } }
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        DefaultAuthorizer: Login
        Authorizers: { Login: { IdentitySource: $request.header.Authorization, JwtConfiguration: ${jwt} } }
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Events: { List: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /orders, Method: get } } } }
`;

  test.each([
    '{ issuer: https://login.example.com, audience: [orders] }',
    '{ issuer: https://login.example.com/, audience: [other, shop] }',
    '{ Issuer: https://login.example.com, Audience: [orders] }',
  ])('%s is approved', (jwt) => {
    expect(lint(rule, app(jwt), { options, undecided: true })).toBe('');
  });

  test('another issuer', () => {
    expect(lint(rule, app('{ issuer: https://evil.example.com, audience: [orders] }'), { options }))
      .toMatchInlineSnapshot(`
      "12:108 error Login decides who may call GET /orders, but takes the tokens of https://evil.example.com, which is not an approved issuer [api-standard-authorizer]
                  Authorizers: { Login: { IdentitySource: $request.header.Authorization, JwtConfiguration: { issuer: https://evil.example.com, audience: [orders] } } }
                                                                                                                     ~~~~~~~~~~~~~~~~~~~~~~~~ not approved
        help: use tokens of https://login.example.com/ for orders or shop instead
        15:29 guards GET /orders"
    `);
  });

  test('another audience, or none', () => {
    expect(lint(rule, app('{ issuer: https://login.example.com, audience: [other] }'), { options }))
      .toMatchInlineSnapshot(`
      "12:145 error Login decides who may call GET /orders, but takes tokens for other, which is not an approved audience [api-standard-authorizer]
                  Authorizers: { Login: { IdentitySource: $request.header.Authorization, JwtConfiguration: { issuer: https://login.example.com, audience: [other] } } }
                                                                                                                                                          ~~~~~~~ not approved
        help: use tokens of https://login.example.com/ for orders or shop instead
        15:29 guards GET /orders"
    `);
    expect(lint(rule, app('{ issuer: https://login.example.com }'), { options })).toMatchInlineSnapshot(`
      "12:98 error Login decides who may call GET /orders, but takes tokens for any audience, which is not an approved audience [api-standard-authorizer]
                  Authorizers: { Login: { IdentitySource: $request.header.Authorization, JwtConfiguration: { issuer: https://login.example.com } } }
                                                                                                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
        help: use tokens of https://login.example.com/ for orders or shop instead
        15:29 guards GET /orders"
    `);
  });

  test('a user pool of the template issues them', () => {
    const cognito = {
      allowed: [{ type: 'jwt', issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Company' }],
    };
    expect(
      lint(
        rule,
        app('{ issuer: !Sub "https://cognito-idp.${AWS::Region}.amazonaws.com/${Users}", audience: [!Ref Client] }'),
        {
          options: cognito,
        },
      ),
    ).toMatchInlineSnapshot(`
      "12:113 error Login decides who may call GET /orders, but takes the tokens of Users, which is made in this template and is not an approved issuer [api-standard-authorizer]
                  Authorizers: { Login: { IdentitySource: $request.header.Authorization, JwtConfiguration: { issuer: !Sub "https://cognito-idp.\${AWS::Region}.amazonaws.com/\${Users}", audience: [!Ref Client] } } }
                                                                                                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
        help: use tokens of https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Company instead
        5:3 Users is made here
        15:29 guards GET /orders"
    `);
  });

  test.each([
    '{ issuer: !Ref Issuer, audience: [orders] }',
    '{ issuer: !Sub "https://${Issuer}", audience: [orders] }',
    '{ issuer: https://login.example.com, audience: [!Ref Client] }',
    '{ issuer: https://login.example.com, audience: !Ref Issuer }',
    '!Ref Issuer',
  ])('%s can’t be told', (jwt) => {
    expect(lint(rule, app(jwt), { options, undecided: true })).toMatch(/^\d+:\d+ undecided Api: [^\n]*$/);
  });

  test('of several entries each is whole: its issuer with its audience', () => {
    const allowed = [
      { type: 'jwt', issuer: 'https://one.example.com//', audience: ['a'] },
      { type: 'jwt', issuer: 'https://two.example.com', audience: [] },
      { type: 'jwt', audience: ['anywhere'] },
    ];
    const found = (issuer: string, audience: string): string =>
      lint(rule, app(`{ issuer: '${issuer}', audience: ${audience} }`), { options: { allowed }, undecided: true });
    expect(found('https://one.example.com', '[a]')).toBe('');
    expect(found('https://one.example.com///', '[a]')).toBe('');
    expect(found('https://two.example.com', '[whatever]')).toBe('');
    expect(found('https://three.example.com', '[b, anywhere]')).toBe('');
    expect(found('https://one.example.com', '[b, c]')).toContain('takes tokens for b, c, which is not an approved');
    expect(found('https://one.example.com', '!Ref Issuer')).toContain('undecided Api: Issuer is given at deployment');
    expect(found('https://one.example.com', '[b, !Ref Issuer]')).toContain(
      'undecided Api: parts of audience are known',
    );
    expect(found('https://one.example.com', '[!Ref Issuer, b]')).toContain(
      'undecided Api: parts of audience are known',
    );
    const one = { allowed: allowed.slice(0, 1) };
    const unsure = app('{ issuer: !Ref Issuer, audience: !Ref Issuer }');
    expect(lint(rule, unsure, { options: one, undecided: true })).toContain('undecided Api: Issuer is given');
    expect(
      lint(rule, app('{ issuer: !Sub "https://${Issuer}", audience: [a] }'), { options: one, undecided: true }),
    ).toContain('undecided Api: parts of issuer are known');
    expect(lint(rule, app('{ issuer: !Ref Issuer, audience: [b] }'), { options: one })).toContain(
      'takes tokens for b, which is not an approved audience',
    );
  });

  test('resources', () => {
    const text = (issuer: string) => `
Resources:
  Login:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      AuthorizerType: JWT
      JwtConfiguration: { Issuer: ${issuer}, Audience: [orders] }
  List:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !ImportValue Api, RouteKey: GET /orders, AuthorizationType: JWT, AuthorizerId: !Ref Login }
`;
    expect(lint(rule, text('https://login.example.com'), { options, undecided: true })).toBe('');
    expect(lint(rule, text('https://evil.example.com'), { options })).toMatchInlineSnapshot(`
      "7:35 error Login decides who may call GET /orders, but takes the tokens of https://evil.example.com, which is not an approved issuer [api-standard-authorizer]
                JwtConfiguration: { Issuer: https://evil.example.com, Audience: [orders] }
                                            ~~~~~~~~~~~~~~~~~~~~~~~~ not approved
        help: use tokens of https://login.example.com/ for orders or shop instead
        8:3 guards GET /orders"
    `);
  });
});

describe('IAM', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Events: { List: { Type: Api, Properties: { Path: /orders, Method: get, Auth: { Authorizer: AWS_IAM } } } } }
  Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, AuthorizationType: AWS_IAM } }
  Options: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: OPTIONS, AuthorizationType: AWS_IAM } }
`;

  test('is accepted beside the approved ones', () => {
    expect(lint(rule, text, { options: lambda, undecided: true })).toBe('');
  });

  test('is not, if so configured', () => {
    expect(lint(rule, text, { options: { ...lambda, allowIam: false } })).toMatchInlineSnapshot(`
      "6:29 error GET /orders has IAM authorization where an approved authorizer should decide who may call it [api-standard-authorizer]
              Properties: { Events: { List: { Type: Api, Properties: { Path: /orders, Method: get, Auth: { Authorizer: AWS_IAM } } } } }
                                      ~~~~ IAM authorization
        help: use the Lambda authorizer arn:aws:lambda:eu-central-1:123456789012:function:MyCompanyJWTAuthorizer instead
      7:91 error GET /… has IAM authorization where an approved authorizer should decide who may call it [api-standard-authorizer]
            Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, AuthorizationType: AWS_IAM } }
                                                                                                    ~~~~~~~ IAM authorization
        help: use the Lambda authorizer arn:aws:lambda:eu-central-1:123456789012:function:MyCompanyJWTAuthorizer instead"
    `);
    expect(lint(rule, text, { options: { allowIam: false } })).toContain('help: name an authorizer instead');
  });
});

test('an authorizer that names nobody', () => {
  const text = `
Resources:
  Jwt: { Type: AWS::ApiGateway::Authorizer, Properties: { Type: TOKEN } }
  Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, AuthorizationType: CUSTOM, AuthorizerId: !Ref Jwt } }
`;
  expect(lint(rule, text, { options: lambda })).toMatchInlineSnapshot(`
    "3:3 error Jwt decides who may call GET /…, but has no AuthorizerUri [api-standard-authorizer]
          Jwt: { Type: AWS::ApiGateway::Authorizer, Properties: { Type: TOKEN } }
          ~~~ not approved
      help: use the Lambda authorizer arn:aws:lambda:eu-central-1:123456789012:function:MyCompanyJWTAuthorizer instead
      4:3 guards GET /…"
  `);
});

test('the function in an invocation URI', () => {
  const wrapped = 'arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/';
  const judged = (uri: string): string | undefined => {
    const text = `
Parameters: { Given: { Type: String } }
Resources:
  Jwt: { Type: AWS::ApiGateway::Authorizer, Properties: { Type: TOKEN, AuthorizerUri: !Sub '${uri}' } }
  Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, AuthorizationType: CUSTOM, AuthorizerId: !Ref Jwt } }
`;
    return lint(rule, text, { options: lambda, undecided: true }).split('\n')[0];
  };
  expect(
    [
      `${wrapped}${company}:\${!stageVariables.Alias}/invocations`,
      `${wrapped}arn:aws:lambda:eu-central-1:123456789012:function:Own:\${!stageVariables.Alias}/invocations`,
      `${wrapped}arn:aws:lambda:eu-central-1:123456789012:function:Own\${Given}`,
      `${wrapped}/invocations`,
      'arn:aws:apigateway:${Given}',
      '${Given}',
    ].map(judged),
  ).toMatchInlineSnapshot(`
    [
      "",
      "4:92 error Jwt decides who may call GET /…, but calls arn:aws:lambda:eu-central-1:123456789012:function:Own:\${stageVariables.Alias}, which is not an approved authorizer [api-standard-authorizer]",
      "4:92 error Jwt decides who may call GET /…, but calls arn:aws:lambda:eu-central-1:123456789012:function:Own\${Given}, which is not an approved authorizer [api-standard-authorizer]",
      "4:92 error Jwt decides who may call GET /…, but has no AuthorizerUri [api-standard-authorizer]",
      "4:92 undecided Jwt: the function in AuthorizerUri is known only at deployment",
      "4:92 undecided Jwt: Given is given at deployment",
    ]
  `);
});

test('an authorizer whose type can’t be told', () => {
  const scheme = (authorizer: string): string => `
Parameters: { Given: { Type: String } }
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        swagger: '2.0'
        securityDefinitions:
          Jwt: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authorizer: ${authorizer} }
        paths:
          /orders: { get: { security: [{ Jwt: [] }] } }
`;
  const resource = (properties: string): string => `
Parameters: { Given: { Type: String } }
Resources:
  Jwt: { Type: AWS::ApiGateway::Authorizer, Properties: ${properties} }
  Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, AuthorizationType: CUSTOM, AuthorizerId: !Ref Jwt } }
`;
  expect(
    [
      scheme('{ type: ldap }'),
      scheme('{}'),
      scheme('{ type: !Ref Given }'),
      scheme('{ type: [token] }'),
      scheme(`{ type: Token, authorizerUri: ${company} }`),
      resource('{ Type: LDAP }'),
      resource('{}'),
      resource('{ Type: !Ref Given }'),
      resource(`{ Type: request, AuthorizerUri: ${company} }`),
    ].map((text) => lint(rule, text, { options: lambda, undecided: true })),
  ).toMatchInlineSnapshot(`
    [
      "10:105 undecided Api: ldap is not a type of authorizer",
      "10:65 undecided Api: Jwt names no type",
      "10:110 undecided Api: its type is known only at deployment",
      "10:105 undecided Api: its type is known only at deployment",
      "",
      "4:65 undecided Jwt: LDAP is not a type of authorizer",
      "4:3 error Jwt decides who may call GET /…, but has no AuthorizerUri [api-standard-authorizer]
          Jwt: { Type: AWS::ApiGateway::Authorizer, Properties: {} }
          ~~~ not approved
      help: use the Lambda authorizer arn:aws:lambda:eu-central-1:123456789012:function:MyCompanyJWTAuthorizer instead
      5:3 guards GET /…",
      "4:70 undecided Jwt: Given is given at deployment",
      "",
    ]
  `);
});

test('open routes are another rule’s business', () => {
  const text = `
Resources:
  Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, AuthorizationType: NONE } }
  Keyed: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: PUT, ApiKeyRequired: true } }
`;
  expect(lint(rule, text, { options: lambda, undecided: true })).toBe('');
});

test.each([
  'Type: AWS::ApiGateway::Authorizer, Properties: { Type: [TOKEN], AuthorizerUri: {}, ProviderARNs: 5 }',
  'Type: AWS::ApiGateway::Authorizer, Properties: { Type: COGNITO_USER_POOLS, ProviderARNs: [[], {}, 5] }',
  'Type: AWS::ApiGateway::Authorizer, Properties: { Type: TOKEN, AuthorizerUri: 5 }',
  'Type: AWS::ApiGateway::Authorizer, Properties: { Type: NEW }',
  'Type: AWS::ApiGatewayV2::Authorizer, Properties: { AuthorizerType: JWT, JwtConfiguration: 5 }',
  'Type: AWS::ApiGatewayV2::Authorizer, Properties: { AuthorizerType: JWT, JwtConfiguration: { Issuer: [], Audience: {} } }',
])('values of the wrong kind don’t crash it: %s', (resource) => {
  const text = `
Resources:
  X: { ${resource} }
  Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, AuthorizationType: CUSTOM, AuthorizerId: !Ref X } }
  Route: { Type: AWS::ApiGatewayV2::Route, Properties: { RouteKey: GET /, AuthorizationType: JWT, AuthorizerId: !Ref X } }
`;
  for (const options of [lambda, { allowed: [{ type: 'jwt' }] }, { allowed: [{ type: 'cognito' }] }]) {
    expect(lint(rule, text, { options })).not.toContain('rule-crashed');
  }
});
