import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan } from '../../test/support/plan.js';
import rule from './graphql-logging.js';

const template = (properties: string, more = '') => `
${more}
Resources:
  Shop: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: shop, AuthenticationType: AWS_IAM${properties} } }
`;
const log = (level: string) => `, LogConfig: { CloudWatchLogsRoleArn: !ImportValue Role, FieldLogLevel: ${level} }`;
const sam = (properties: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::GraphQLApi
    Properties: { SchemaUri: schema.graphql, Auth: { Type: AWS_IAM }${properties} }
`;

test('any level but NONE will do', () => {
  for (const level of ['ERROR', 'INFO', 'DEBUG', 'ALL']) {
    expect(lint(rule, template(log(level)), { undecided: true })).toBe('');
  }
});

test('no logs, or none of fields', () => {
  expect(lint(rule, template(''))).toMatchInlineSnapshot(`
    "4:3 info Shop writes no logs, so nobody can tell afterwards who asked for what, and which resolver failed [graphql-logging]
          Shop: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: shop, AuthenticationType: AWS_IAM } }
          ~~~~ no logs
      help: set LogConfig.FieldLogLevel to ERROR or ALL, and name a role that may write logs"
  `);
  expect(lint(rule, template(log('NONE')))).toMatchInlineSnapshot(`
    "4:168 info Shop logs requests but no fields, so nobody can tell which resolver failed, or why [graphql-logging]
          Shop: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: shop, AuthenticationType: AWS_IAM, LogConfig: { CloudWatchLogsRoleArn: !ImportValue Role, FieldLogLevel: NONE } } }
                                                                                                                                                                               ~~~~ no fields
      help: set LogConfig.FieldLogLevel to ERROR or ALL"
  `);
});

test('SAM logs everything, unless it is told otherwise', () => {
  expect(lint(rule, sam(''), { undecided: true })).toBe('');
  expect(lint(rule, sam(', Logging: true'), { undecided: true })).toBe('');
  expect(lint(rule, sam(', Logging: { FieldLogLevel: ERROR }'), { undecided: true })).toBe('');
  expect(lint(rule, sam(', Logging: false'))).toMatchInlineSnapshot(`
    "4:3 info Shop writes no logs, so nobody can tell afterwards who asked for what, and which resolver failed [graphql-logging]
          Shop:
          ~~~~ no logs
      help: set Logging.FieldLogLevel to ERROR or ALL, and name a role that may write logs"
  `);
  expect(lint(rule, sam(', Logging: { FieldLogLevel: NONE }'))).toMatchInlineSnapshot(`
    "6:97 info Shop logs requests but no fields, so nobody can tell which resolver failed, or why [graphql-logging]
            Properties: { SchemaUri: schema.graphql, Auth: { Type: AWS_IAM }, Logging: { FieldLogLevel: NONE } }
                                                                                                        ~~~~ no fields
      help: set Logging.FieldLogLevel to ERROR or ALL"
  `);
});

test('what only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Level: { Type: String } }';
  expect(lint(rule, template(log('!Ref Level'), parameters), { undecided: true })).toMatchInlineSnapshot(
    `"4:173 undecided Shop: LogConfig.FieldLogLevel: Level is given at deployment"`,
  );
});

test('a default and a branch', () => {
  const parameters = 'Parameters: { Level: { Type: String, Default: NONE } }';
  expect(lint(rule, template(log('!Ref Level'), parameters))).toMatchInlineSnapshot(`
    "4:173 info Shop logs requests but no fields, so nobody can tell which resolver failed, or why [graphql-logging]
          Shop: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: shop, AuthenticationType: AWS_IAM, LogConfig: { CloudWatchLogsRoleArn: !ImportValue Role, FieldLogLevel: !Ref Level } } }
                                                                                                                                                                                    ~~~~~ no fields
      help: set LogConfig.FieldLogLevel to ERROR or ALL
      2:47 its value comes from here
      when Level keeps its default"
  `);
  const conditions = 'Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }';
  const config = ', LogConfig: !If [IsProd, { FieldLogLevel: ALL }, !Ref AWS::NoValue]';
  expect(lint(rule, template(config, conditions))).toMatchInlineSnapshot(`
    "4:151 info Shop writes no logs, so nobody can tell afterwards who asked for what, and which resolver failed [graphql-logging]
          Shop: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: shop, AuthenticationType: AWS_IAM, LogConfig: !If [IsProd, { FieldLogLevel: ALL }, !Ref AWS::NoValue] } }
                                                                                                                                                              ~~~~~~~~~~~~ no logs
      help: set LogConfig.FieldLogLevel to ERROR or ALL, and name a role that may write logs
      when IsProd is false"
  `);
});

test('a plan, with and without the block', () => {
  const planned = (levels: string[]) =>
    plan({ 'aws_appsync_graphql_api.shop': { log_config: levels.map((field_log_level) => ({ field_log_level })) } });
  expect(lint(rule, planned([]), { path: 'plan.json' })).toContain('aws_appsync_graphql_api.shop writes no logs');
  expect(lint(rule, planned(['NONE']), { path: 'plan.json' })).toContain(
    'help: set log_config.field_log_level to ERROR or ALL',
  );
  expect(lint(rule, planned(['ALL']), { path: 'plan.json', undecided: true })).toBe('');
});
