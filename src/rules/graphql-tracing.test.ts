import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan } from '../../test/support/plan.js';
import rule from './graphql-tracing.js';

const template = (properties: string, more = '') => `
${more}
Resources:
  Shop: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: shop, AuthenticationType: AWS_IAM${properties} } }
`;
const sam = (properties: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::GraphQLApi
    Properties: { SchemaUri: schema.graphql, Auth: { Type: AWS_IAM }${properties} }
`;

test('traced', () => {
  expect(lint(rule, template(', XrayEnabled: true'), { undecided: true })).toBe('');
  expect(lint(rule, sam(', XrayEnabled: true'), { undecided: true })).toBe('');
});

test('not traced', () => {
  expect(lint(rule, template(''))).toMatchInlineSnapshot(`
    "4:3 error Shop is not traced, so which of its resolvers makes a request slow has to be guessed [graphql-tracing]
          Shop: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: shop, AuthenticationType: AWS_IAM } }
          ~~~~ not traced
      help: set XrayEnabled to true"
  `);
  expect(lint(rule, sam(', XrayEnabled: false'))).toMatchInlineSnapshot(`
    "6:84 error Shop is not traced, so which of its resolvers makes a request slow has to be guessed [graphql-tracing]
            Properties: { SchemaUri: schema.graphql, Auth: { Type: AWS_IAM }, XrayEnabled: false }
                                                                                           ~~~~~ not traced
      help: set XrayEnabled to true"
  `);
});

test('what only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Traced: { Type: String } }';
  expect(lint(rule, template(', XrayEnabled: !Ref Traced', parameters), { undecided: true })).toMatchInlineSnapshot(
    `"4:116 undecided Shop: XrayEnabled: Traced is given at deployment"`,
  );
});

test('a default and a branch', () => {
  const parameters = 'Parameters: { Traced: { Type: String, Default: false } }';
  expect(lint(rule, template(', XrayEnabled: !Ref Traced', parameters))).toMatchInlineSnapshot(`
    "4:116 error Shop is not traced, so which of its resolvers makes a request slow has to be guessed [graphql-tracing]
          Shop: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: shop, AuthenticationType: AWS_IAM, XrayEnabled: !Ref Traced } }
                                                                                                                           ~~~~~~ not traced
      help: set XrayEnabled to true
      2:48 its value comes from here
      when Traced keeps its default"
  `);
  const conditions = 'Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }';
  expect(lint(rule, template(', XrayEnabled: !If [IsProd, true, !Ref AWS::NoValue]', conditions)))
    .toMatchInlineSnapshot(`
    "4:135 error Shop is not traced, so which of its resolvers makes a request slow has to be guessed [graphql-tracing]
          Shop: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: shop, AuthenticationType: AWS_IAM, XrayEnabled: !If [IsProd, true, !Ref AWS::NoValue] } }
                                                                                                                                              ~~~~~~~~~~~~ not traced
      help: set XrayEnabled to true
      when IsProd is false"
  `);
});

test('a plan', () => {
  const planned = (traced: boolean) => plan({ 'aws_appsync_graphql_api.shop': { xray_enabled: traced } });
  expect(lint(rule, planned(false), { path: 'plan.json' })).toContain('help: set xray_enabled to true');
  expect(lint(rule, planned(true), { path: 'plan.json', undecided: true })).toBe('');
});
