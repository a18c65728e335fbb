import { expect, test } from 'vitest';
import rule from './function-tracing.js';
import { lint } from '../../test/support/lint.js';
import { planText } from '../../test/support/plan-text.js';

/** A CloudFormation template with one function that has some properties. */
const template = (properties: string, rest = '') => `
${rest}
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      ${properties}
`;

/** A SAM template with one function that has some properties. */
const sam = (properties: string, rest = '') => `
Transform: AWS::Serverless-2016-10-31
${rest}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      ${properties}
`;

test('a function that is not traced is found', () => {
  expect(lint(rule, sam('Runtime: python3.13'))).toMatchInlineSnapshot(`
    "5:3 error Worker has no Tracing, so that its requests leave no trace unless its caller's do [function-tracing]
          Worker:
          ~~~~~~ no Tracing
      help: set Tracing to Active"
  `);
  expect(lint(rule, sam('Tracing: PassThrough'))).toMatchInlineSnapshot(`
    "9:16 error Worker has Tracing PassThrough, so that it is traced only if its caller is [function-tracing]
              Tracing: PassThrough
                       ~~~~~~~~~~~ not Active
      help: set Tracing to Active"
  `);
  expect(lint(rule, template('TracingConfig: { Mode: PassThrough }'))).toMatchInlineSnapshot(`
    "8:30 error Worker has TracingConfig.Mode PassThrough, so that it is traced only if its caller is [function-tracing]
              TracingConfig: { Mode: PassThrough }
                                     ~~~~~~~~~~~ not Active
      help: set TracingConfig.Mode to Active"
  `);
});

test('a traced function passes', () => {
  expect(lint(rule, sam('Tracing: Active'), { undecided: true })).toBe('');
  expect(
    lint(rule, sam('Runtime: python3.13', 'Globals: { Function: { Tracing: Active } }'), { undecided: true }),
  ).toBe('');
  expect(lint(rule, template('TracingConfig: { Mode: Active }'), { undecided: true })).toBe('');
});

test('a value that only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Mode: { Type: String } }';
  expect(lint(rule, sam('Tracing: !Ref Mode', parameters), { undecided: true })).toMatchInlineSnapshot(
    `"9:21 undecided Worker: Tracing: Mode is given at deployment"`,
  );
});

test('a default and a branch, also of the whole block', () => {
  const parameters = 'Parameters: { Mode: { Type: String, Default: PassThrough } }';
  expect(lint(rule, sam('Tracing: !Ref Mode', parameters))).toMatchInlineSnapshot(`
    "9:21 error Worker has Tracing PassThrough, so that it is traced only if its caller is [function-tracing]
              Tracing: !Ref Mode
                            ~~~~ not Active
      help: set Tracing to Active
      3:46 its value comes from here
      when Mode keeps its default"
  `);
  const conditions = 'Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }';
  expect(lint(rule, template('TracingConfig: !If [IsProd, { Mode: Active }, !Ref AWS::NoValue]', conditions)))
    .toMatchInlineSnapshot(`
    "8:58 error Worker has no TracingConfig.Mode, so that its requests leave no trace unless its caller's do [function-tracing]
              TracingConfig: !If [IsProd, { Mode: Active }, !Ref AWS::NoValue]
                                                                 ~~~~~~~~~~~~ no TracingConfig.Mode
      help: set TracingConfig.Mode to Active
      when IsProd is false"
  `);
  expect(lint(rule, template('TracingConfig: !If [IsProd, { Mode: Active }, { Mode: Active }]', conditions))).toBe('');
});

test('another tracer in a layer has decided', () => {
  const layers = 'Layers: [!Sub "arn:aws:lambda:${AWS::Region}:464622532012:layer:Datadog-Extension:67"]';
  expect(lint(rule, template(layers), { undecided: true })).toBe('');
  expect(lint(rule, template('Layers: [arn:aws:lambda:eu-west-1:1:layer:pandas:1]'))).toContain(
    'has no TracingConfig.Mode',
  );
});

test('the other mode can be asked for', () => {
  const options = { mode: 'PassThrough' };
  expect(lint(rule, sam('Tracing: Active'), { options })).toMatchInlineSnapshot(`
    "9:16 error Worker has Tracing Active, so that it is sampled whatever its caller decides [function-tracing]
              Tracing: Active
                       ~~~~~~ not PassThrough
      help: set Tracing to PassThrough"
  `);
  expect(lint(rule, sam('Runtime: python3.13'), { options, undecided: true })).toBe('');
});

test('images are traced, too', () => {
  expect(lint(rule, template('PackageType: Image'))).toContain('has no TracingConfig.Mode');
});

test('a plan, with and without the block', () => {
  const plan = (block: unknown) => planText({ 'aws_lambda_function.worker': { after: { tracing_config: block } } });
  expect(lint(rule, plan([]), { path: 'plan.json' })).toContain(
    'aws_lambda_function.worker has no tracing_config.mode',
  );
  expect(lint(rule, plan([{ mode: 'Active' }]), { path: 'plan.json', undecided: true })).toBe('');
});
