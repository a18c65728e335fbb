import { expect, test } from 'vitest';
import rule from './graphql-auth.js';
import { lint } from '../../test/support/lint.js';

const api = (properties: string, rest = '') => `
Parameters: { Given: { Type: String } }
Conditions: { IsProd: !Equals [!Ref 'AWS::StackName', prod] }
Resources:
  Shop:
    Type: AWS::AppSync::GraphQLApi
    Properties: { Name: shop, ${properties} }
${rest}`;

test('an API that a key opens', () => {
  expect(lint(rule, api('AuthenticationType: API_KEY'))).toMatchInlineSnapshot(`
    "7:51 error Shop takes an API key, which every client carries, so it lets in whoever has got hold of one [graphql-auth]
            Properties: { Name: shop, AuthenticationType: API_KEY }
                                                          ~~~~~~~ only a key
      help: set AuthenticationType to AWS_IAM, AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT or AWS_LAMBDA"
  `);
});

test.each(['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS', 'OPENID_CONNECT', 'AWS_LAMBDA'])('%s tells who calls', (type) => {
  expect(lint(rule, api(`AuthenticationType: ${type}`), { undecided: true })).toBe('');
});

test('a key beside something better counts', () => {
  const more = 'AdditionalAuthenticationProviders: [{ AuthenticationType: API_KEY }]';
  expect(lint(rule, api(`AuthenticationType: AWS_IAM, ${more}`))).toMatchInlineSnapshot(`
    "7:118 error Shop also takes an API key, so whoever has got hold of one gets at what its schema opens to keys [graphql-auth]
            Properties: { Name: shop, AuthenticationType: AWS_IAM, AdditionalAuthenticationProviders: [{ AuthenticationType: API_KEY }] }
                                                                                                                             ~~~~~~~ only a key
      help: remove this provider"
  `);
});

test('what the schema opens to keys is told apart', () => {
  const properties =
    'AuthenticationType: AWS_IAM, AdditionalAuthenticationProviders: [{ AuthenticationType: API_KEY }]';
  const schema = (definition: string) => `  Schema:
    Type: AWS::AppSync::GraphQLSchema
    Properties:
      ApiId: !GetAtt Shop.ApiId
      Definition: |
        ${definition}
`;
  expect(lint(rule, api(properties, schema('type Query { orders: [ID] } # @aws_api_key')))).toMatchInlineSnapshot(`
    "7:118 info Shop also takes an API key, though its schema opens nothing to keys so far [graphql-auth]
            Properties: { Name: shop, AuthenticationType: AWS_IAM, AdditionalAuthenticationProviders: [{ AuthenticationType: API_KEY }] }
                                                                                                                             ~~~~~~~ only a key
      help: remove this provider"
  `);
  expect(lint(rule, api(properties, schema('type Query { orders: [ID] @aws_api_key }')))).toContain(
    ' error Shop also takes',
  );
});

test('a way that only the deployment knows is not guessed at', () => {
  expect(lint(rule, api('AuthenticationType: !Ref Given'), { undecided: true })).toMatchInlineSnapshot(
    `"7:56 undecided Shop: AuthenticationType: Given is given at deployment"`,
  );
});

test('only in the branch that is wrong, and says when', () => {
  expect(lint(rule, api('AuthenticationType: !If [IsProd, AWS_IAM, API_KEY]'))).toContain('when IsProd is false');
});

test('only the ways that are approved', () => {
  const options = { modes: ['AWS_IAM', 'AWS_LAMBDA'] };
  expect(lint(rule, api('AuthenticationType: OPENID_CONNECT'), { options })).toMatchInlineSnapshot(`
    "7:51 error Shop authorises requests by OPENID_CONNECT, which is not an approved way [graphql-auth]
            Properties: { Name: shop, AuthenticationType: OPENID_CONNECT }
                                                          ~~~~~~~~~~~~~~ not approved
      help: set AuthenticationType to AWS_IAM or AWS_LAMBDA"
  `);
  expect(lint(rule, api('AuthenticationType: API_KEY'), { options: { modes: ['API_KEY'] } })).toBe('');
});

test('only the user pools that are approved', () => {
  const options = { userPoolIds: ['eu-west-1_Staff*'] };
  const pool = (id: string) => `AuthenticationType: AMAZON_COGNITO_USER_POOLS, UserPoolConfig: { UserPoolId: ${id} }`;
  expect(lint(rule, api(pool('eu-west-1_StaffOnly')), { options })).toBe('');
  expect(lint(rule, api(pool('eu-west-1_Guests')), { options })).toMatchInlineSnapshot(`
    "7:108 error Shop takes the users of eu-west-1_Guests, which is not an approved user pool [graphql-auth]
            Properties: { Name: shop, AuthenticationType: AMAZON_COGNITO_USER_POOLS, UserPoolConfig: { UserPoolId: eu-west-1_Guests } }
                                                                                                                   ~~~~~~~~~~~~~~~~ not approved
      help: set UserPoolConfig.UserPoolId to one that matches eu-west-1_Staff*"
  `);
  expect(lint(rule, api(pool('!Ref Pool'), '  Pool: { Type: AWS::Cognito::UserPool }'), { options }))
    .toMatchInlineSnapshot(`
    "7:113 error Shop takes the users of Pool, which is made here and is not an approved user pool [graphql-auth]
            Properties: { Name: shop, AuthenticationType: AMAZON_COGNITO_USER_POOLS, UserPoolConfig: { UserPoolId: !Ref Pool } }
                                                                                                                        ~~~~ not approved
      help: set UserPoolConfig.UserPoolId to one that matches eu-west-1_Staff*"
  `);
  expect(lint(rule, api(pool('!ImportValue pool')), { options, undecided: true })).toContain('undecided Shop');
  expect(lint(rule, api(pool('!ImportValue pool')), { undecided: true })).toBe('');
});

test('only the issuers that are approved', () => {
  const options = { issuers: ['https://login.example.com/'] };
  const oidc = (issuer: string) => `AuthenticationType: OPENID_CONNECT, OpenIDConnectConfig: { Issuer: ${issuer} }`;
  expect(lint(rule, api(oidc('https://login.example.com')), { options })).toBe('');
  expect(lint(rule, api(oidc('https://login.test')), { options })).toMatchInlineSnapshot(`
    "7:98 error Shop takes tokens of https://login.test, which is not an approved issuer [graphql-auth]
            Properties: { Name: shop, AuthenticationType: OPENID_CONNECT, OpenIDConnectConfig: { Issuer: https://login.test } }
                                                                                                         ~~~~~~~~~~~~~~~~~~ not approved
      help: set OpenIDConnectConfig.Issuer to https://login.example.com/"
  `);
});

test('SAM, as JSON', () => {
  const text = JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Shop: {
        Type: 'AWS::Serverless::GraphQLApi',
        Properties: {
          SchemaInline: 'type Query { a: ID @aws_api_key }',
          Auth: { Type: 'AWS_IAM', Additional: [{ Type: 'API_KEY' }] },
        },
      },
    },
  });
  expect(lint(rule, text, { path: 'template.json' })).toContain('error Shop also takes an API key');
  expect(lint(rule, text.replace('AWS_IAM', 'API_KEY'), { path: 'template.json' })).toContain(
    'set Auth.Type to AWS_IAM,',
  );
  expect(lint(rule, text.replace(' @aws_api_key', ''), { path: 'template.json' })).toContain('info Shop also takes');
});

test('a template without such an API has nothing to judge', () => {
  expect(lint(rule, 'Resources: { Pool: { Type: AWS::Cognito::UserPool } }', { undecided: true })).toBe('');
});
