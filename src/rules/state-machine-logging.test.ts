import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan } from '../../test/support/plan.js';
import rule from './state-machine-logging.js';

const template = (properties: string, more = '') => `
${more}
Resources:
  Order: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !ImportValue Role${properties} } }
`;
const sam = (properties: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Order:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: order.asl.json${properties} }
`;

test('any level will do', () => {
  for (const level of ['FATAL', 'ERROR', 'ALL']) {
    expect(lint(rule, template(`, LoggingConfiguration: { Level: ${level} }`), { undecided: true })).toBe('');
    expect(lint(rule, sam(`, Logging: { Level: ${level} }`), { undecided: true })).toBe('');
  }
});

test('a state machine that logs nothing', () => {
  expect(lint(rule, template(''))).toMatchInlineSnapshot(`
    "4:3 info Order logs nothing, so what an execution did is forgotten 90 days after it [state-machine-logging]
          Order: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !ImportValue Role } }
          ~~~~~ logs nothing
      help: set LoggingConfiguration.Level to ERROR or ALL, and name a log group for it"
  `);
  expect(lint(rule, template(', LoggingConfiguration: { Level: OFF }'))).toMatchInlineSnapshot(`
    "4:125 info Order logs nothing, so what an execution did is forgotten 90 days after it [state-machine-logging]
          Order: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !ImportValue Role, LoggingConfiguration: { Level: OFF } } }
                                                                                                                                    ~~~ logs nothing
      help: set LoggingConfiguration.Level to ERROR or ALL, and name a log group for it"
  `);
  expect(lint(rule, sam(', Logging: { IncludeExecutionData: true }'))).toMatchInlineSnapshot(`
    "6:50 info Order logs nothing, so what an execution did is forgotten 90 days after it [state-machine-logging]
            Properties: { DefinitionUri: order.asl.json, Logging: { IncludeExecutionData: true } }
                                                         ~~~~~~~ logs nothing
      help: set Logging.Level to ERROR or ALL, and name a log group for it"
  `);
});

test('an express workflow keeps no history', () => {
  expect(lint(rule, sam(', Type: EXPRESS'))).toMatchInlineSnapshot(`
    "4:3 info Order logs nothing, so nobody can tell afterwards what an execution did [state-machine-logging]
          Order:
          ~~~~~ logs nothing
      help: set Logging.Level to ERROR or ALL, and name a log group for it"
  `);
  const parameters = 'Parameters: { Kind: { Type: String } }';
  expect(lint(rule, template(', StateMachineType: !Ref Kind', parameters))).toContain('nobody can tell afterwards');
});

test('a level that is asked for', () => {
  const options = { level: 'ALL' };
  expect(lint(rule, template(', LoggingConfiguration: { Level: ERROR }'), { options })).toMatchInlineSnapshot(`
    "4:125 info Order logs ERROR only, less than the ALL that is asked for [state-machine-logging]
          Order: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !ImportValue Role, LoggingConfiguration: { Level: ERROR } } }
                                                                                                                                    ~~~~~ less than ALL
      help: set LoggingConfiguration.Level to ALL"
  `);
  expect(lint(rule, template(', LoggingConfiguration: { Level: ALL }'), { options, undecided: true })).toBe('');
  expect(lint(rule, template(''), { options: { level: 'ERROR' } })).toContain(
    'help: set LoggingConfiguration.Level to ERROR or ALL, and name a log group for it',
  );
});

test('what only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Level: { Type: String }, Logging: { Type: String } }';
  expect(
    lint(rule, template(', LoggingConfiguration: { Level: !Ref Level }', parameters), { undecided: true }),
  ).toMatchInlineSnapshot(`"4:130 undecided Order: LoggingConfiguration.Level: Level is given at deployment"`);
  expect(
    lint(rule, template(', LoggingConfiguration: !Ref Logging', parameters), { undecided: true }),
  ).toMatchInlineSnapshot(`"4:121 undecided Order: LoggingConfiguration.Level: Logging is given at deployment"`);
});

test('a default and a branch', () => {
  const parameters = 'Parameters: { Level: { Type: String, Default: "OFF" } }';
  expect(lint(rule, template(', LoggingConfiguration: { Level: !Ref Level }', parameters))).toMatchInlineSnapshot(`
    "4:130 info Order logs nothing, so what an execution did is forgotten 90 days after it [state-machine-logging]
          Order: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !ImportValue Role, LoggingConfiguration: { Level: !Ref Level } } }
                                                                                                                                         ~~~~~ logs nothing
      help: set LoggingConfiguration.Level to ERROR or ALL, and name a log group for it
      2:47 its value comes from here
      when Level keeps its default"
  `);
  const conditions = 'Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }';
  const config = ', LoggingConfiguration: !If [IsProd, { Level: ALL }, !Ref AWS::NoValue]';
  expect(lint(rule, template(config, conditions))).toMatchInlineSnapshot(`
    "4:150 info Order logs nothing, so what an execution did is forgotten 90 days after it [state-machine-logging]
          Order: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !ImportValue Role, LoggingConfiguration: !If [IsProd, { Level: ALL }, !Ref AWS::NoValue] } }
                                                                                                                                                             ~~~~~~~~~~~~ logs nothing
      help: set LoggingConfiguration.Level to ERROR or ALL, and name a log group for it
      when IsProd is false"
  `);
});

test('a plan', () => {
  const planned = (level: string) =>
    plan({ 'aws_sfn_state_machine.order': { type: 'EXPRESS', logging_configuration: [{ level }] } });
  expect(lint(rule, planned('OFF'), { path: 'plan.json' })).toContain(
    'aws_sfn_state_machine.order logs nothing, so nobody can tell afterwards what an execution did',
  );
  expect(lint(rule, planned('ERROR'), { path: 'plan.json', undecided: true })).toBe('');
});
