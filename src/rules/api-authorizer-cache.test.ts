import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-authorizer-cache.js';

const undecided = { undecided: true };
const none = { options: { maxTtl: 0 } };

const resource = (properties: string, more = '') => `${more}
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
  Staff:
    Type: AWS::ApiGateway::Authorizer
    Properties: { RestApiId: !Ref Orders, Name: staff, ${properties} }
`;
const header = 'IdentitySource: method.request.header.Authorization';

test('answers that are kept as long as is usual', () => {
  expect(lint(rule, resource(`Type: TOKEN, ${header}`), undecided)).toBe('');
  expect(lint(rule, resource(`Type: REQUEST, ${header}, AuthorizerResultTtlInSeconds: 60`), undecided)).toBe('');
});

describe('answers that are kept for too long', () => {
  test('by what is written', () => {
    expect(lint(rule, resource(`Type: TOKEN, ${header}, AuthorizerResultTtlInSeconds: 3600`))).toMatchInlineSnapshot(`
      "6:152 error Staff keeps its answers for 3600 seconds, more than 300, so that whoever is shut out gets in as long as that [api-authorizer-cache]
              Properties: { RestApiId: !Ref Orders, Name: staff, Type: TOKEN, IdentitySource: method.request.header.Authorization, AuthorizerResultTtlInSeconds: 3600 }
                                                                                                                                                                 ~~~~ above 300
        help: set AuthorizerResultTtlInSeconds to 300 or less"
    `);
  });

  test('by default', () => {
    expect(lint(rule, resource(`Type: TOKEN, ${header}`), none)).toMatchInlineSnapshot(`
      "4:3 error Staff has no AuthorizerResultTtlInSeconds, so that it keeps its answers for 300 seconds, more than 0, and whoever is shut out gets in as long as that [api-authorizer-cache]
            Staff:
            ~~~~~ no AuthorizerResultTtlInSeconds
        help: set AuthorizerResultTtlInSeconds to 0"
    `);
    expect(lint(rule, resource(`Type: TOKEN, ${header}, AuthorizerResultTtlInSeconds: 0`), none)).toBe('');
  });

  test('by a parameter or a condition', () => {
    const text = `Type: TOKEN, ${header}, AuthorizerResultTtlInSeconds: !Ref Seconds`;
    expect(lint(rule, resource(text, 'Parameters: { Seconds: { Type: Number, Default: 900 } }'))).toContain(
      'when Seconds keeps its default',
    );
    expect(lint(rule, resource(text, 'Parameters: { Seconds: { Type: Number } }'), undecided)).toMatchInlineSnapshot(
      `"6:157 undecided Staff: AuthorizerResultTtlInSeconds: Seconds is given at deployment"`,
    );
    const more = 'Parameters: { Stage: { Type: String } }\nConditions: { Dev: !Equals [!Ref Stage, dev] }';
    const branches = `Type: TOKEN, ${header}, AuthorizerResultTtlInSeconds: !If [Dev, 900, 60]`;
    expect(lint(rule, resource(branches, more))).toContain('when Dev is true');
  });
});

test('answers that are kept for nobody knows whom', () => {
  expect(lint(rule, resource('Type: REQUEST'))).toMatchInlineSnapshot(`
    "4:3 error Staff keeps its answers for 300 seconds, but has no IdentitySource that tells one caller from another, so API Gateway refuses to make it [api-authorizer-cache]
          Staff:
          ~~~~~ no IdentitySource
      help: set IdentitySource to what names the caller, such as method.request.header.Authorization, or AuthorizerResultTtlInSeconds to 0"
  `);
  expect(lint(rule, resource('Type: REQUEST, AuthorizerResultTtlInSeconds: 0'), undecided)).toBe('');
});

test('authorizers that keep nothing', () => {
  expect(lint(rule, resource('Type: COGNITO_USER_POOLS, ProviderARNs: [a]'), { ...none, undecided: true })).toBe('');
});

describe('SAM', () => {
  const sam = (type: string, identity: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::${type}
    Properties:
      StageName: prod
      Auth:
        Authorizers:
          Staff: { FunctionArn: arn:aws:lambda:eu-west-1:111122223333:function:staff, AuthorizerPayloadFormatVersion: 2.0${identity} }
`;

  test('a REST API', () => {
    expect(lint(rule, sam('Api', ', Identity: { ReauthorizeEvery: 900 }'))).toMatchInlineSnapshot(`
      "10:154 error Staff keeps its answers for 900 seconds, more than 300, so that whoever is shut out gets in as long as that [api-authorizer-cache]
                    Staff: { FunctionArn: arn:aws:lambda:eu-west-1:111122223333:function:staff, AuthorizerPayloadFormatVersion: 2.0, Identity: { ReauthorizeEvery: 900 } }
                                                                                                                                                                   ~~~ above 300
        help: set ReauthorizeEvery to 300 or less"
    `);
    expect(lint(rule, sam('Api', ''), none)).toMatchInlineSnapshot(`
      "10:11 error Staff has no Identity.ReauthorizeEvery, so that it keeps its answers for 300 seconds, more than 0, and whoever is shut out gets in as long as that [api-authorizer-cache]
                    Staff: { FunctionArn: arn:aws:lambda:eu-west-1:111122223333:function:staff, AuthorizerPayloadFormatVersion: 2.0 }
                    ~~~~~ no Identity.ReauthorizeEvery
        help: set Identity.ReauthorizeEvery to 0"
    `);
    expect(lint(rule, sam('Api', ''), undecided)).toBe('');
  });

  test('an HTTP API keeps what it is told to keep', () => {
    expect(lint(rule, sam('HttpApi', ', Identity: { ReauthorizeEvery: 900 }'))).toContain(
      'set ReauthorizeEvery to 300',
    );
    expect(lint(rule, sam('HttpApi', ''), { ...none, undecided: true })).toBe('');
  });
});

test('an OpenAPI document', () => {
  const body = (more: string) => `
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: 3.0.1
        paths: {}
        components:
          securitySchemes:
            Staff: { type: apiKey, name: Unused, in: header, x-amazon-apigateway-authorizer: { type: request, authorizerUri: a${more} } }
`;
  expect(lint(rule, body(''))).toContain('has no identitySource that tells one caller from another');
  expect(lint(rule, body(', identitySource: method.request.header.Authorization'), undecided)).toBe('');
});
