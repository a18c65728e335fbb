import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan } from '../../test/support/plan.js';
import rule from './state-machine-tracing.js';

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

test('traced', () => {
  expect(lint(rule, template(', TracingConfiguration: { Enabled: true }'), { undecided: true })).toBe('');
  expect(lint(rule, sam(', Tracing: { Enabled: true }'), { undecided: true })).toBe('');
});

test('not traced', () => {
  expect(lint(rule, template(''))).toMatchInlineSnapshot(`
    "4:3 error Order is not traced, so where the time of a slow execution goes has to be guessed [state-machine-tracing]
          Order: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !ImportValue Role } }
          ~~~~~ not traced
      help: set TracingConfiguration.Enabled to true"
  `);
  expect(lint(rule, sam(', Tracing: { Enabled: false }'))).toMatchInlineSnapshot(`
    "6:70 error Order is not traced, so where the time of a slow execution goes has to be guessed [state-machine-tracing]
            Properties: { DefinitionUri: order.asl.json, Tracing: { Enabled: false } }
                                                                             ~~~~~ not traced
      help: set Tracing.Enabled to true"
  `);
});

test('what only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Traced: { Type: String } }';
  const text = template(', TracingConfiguration: { Enabled: !Ref Traced }', parameters);
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"4:132 undecided Order: TracingConfiguration.Enabled: Traced is given at deployment"`,
  );
});

test('a default and a branch', () => {
  const parameters = 'Parameters: { Traced: { Type: String, Default: false } }';
  const text = template(', TracingConfiguration: { Enabled: !Ref Traced }', parameters);
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "4:132 error Order is not traced, so where the time of a slow execution goes has to be guessed [state-machine-tracing]
          Order: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !ImportValue Role, TracingConfiguration: { Enabled: !Ref Traced } } }
                                                                                                                                           ~~~~~~ not traced
      help: set TracingConfiguration.Enabled to true
      2:48 its value comes from here
      when Traced keeps its default"
  `);
  const conditions = 'Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }';
  const config = ', TracingConfiguration: !If [IsProd, { Enabled: true }, !Ref AWS::NoValue]';
  expect(lint(rule, template(config, conditions))).toMatchInlineSnapshot(`
    "4:153 error Order is not traced, so where the time of a slow execution goes has to be guessed [state-machine-tracing]
          Order: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !ImportValue Role, TracingConfiguration: !If [IsProd, { Enabled: true }, !Ref AWS::NoValue] } }
                                                                                                                                                                ~~~~~~~~~~~~ not traced
      help: set TracingConfiguration.Enabled to true
      when IsProd is false"
  `);
});

test('a plan, with and without the block', () => {
  const planned = (enabled: boolean[]) =>
    plan({ 'aws_sfn_state_machine.order': { tracing_configuration: enabled.map((each) => ({ enabled: each })) } });
  expect(lint(rule, planned([]), { path: 'plan.json' })).toContain('aws_sfn_state_machine.order is not traced');
  expect(lint(rule, planned([true]), { path: 'plan.json', undecided: true })).toBe('');
});
