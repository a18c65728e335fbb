import { expect, test } from 'vitest';
import rule from './function-memory.js';
import { lint } from '../../test/support/lint.js';

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

test('a function without a memory size is found', () => {
  expect(lint(rule, sam('Runtime: python3.13'))).toMatchInlineSnapshot(`
    "5:3 info Worker has no MemorySize, so that it gets 128 MB and the processor time that goes with them, the least there is [function-memory]
          Worker:
          ~~~~~~ no MemorySize
      help: set MemorySize to what its load has been measured to need"
  `);
});

test('what a macro adds, and text that is no number, are not guessed at', () => {
  for (const properties of ["'Fn::Transform': { Name: Sizes }", "MemorySize: ' '"]) {
    expect(lint(rule, template(properties))).toBe('');
    expect(lint(rule, template(properties), { options: { min: 256 } })).toBe('');
  }
});

test('any memory will do without limits', () => {
  expect(lint(rule, sam('MemorySize: 128'), { undecided: true })).toBe('');
  expect(
    lint(rule, sam('Runtime: python3.13', 'Globals: { Function: { MemorySize: 512 } }'), { undecided: true }),
  ).toBe('');
  const parameters = 'Parameters: { Size: { Type: Number } }';
  expect(lint(rule, sam('MemorySize: !Ref Size', parameters), { undecided: true })).toBe('');
});

test('limits', () => {
  const options = { min: 256, max: 2048 };
  expect(lint(rule, template('MemorySize: 128'), { options })).toMatchInlineSnapshot(`
    "8:19 info Worker has 128 MB of memory, less than the 256 MB that are asked for [function-memory]
              MemorySize: 128
                          ~~~ below 256 MB
      help: set MemorySize to a value between 256 and 2048"
  `);
  expect(lint(rule, template('MemorySize: 10240'), { options })).toMatchInlineSnapshot(`
    "8:19 info Worker has 10240 MB of memory, more than the 2048 MB that are allowed, and every run is paid by its memory [function-memory]
              MemorySize: 10240
                          ~~~~~ above 2048 MB
      help: set MemorySize to a value between 256 and 2048"
  `);
  expect(lint(rule, template('MemorySize: 2048'), { options, undecided: true })).toBe('');
  expect(lint(rule, template('Timeout: 3'), { options: { ...options, required: false } })).toMatchInlineSnapshot(`
    "4:3 info Worker has 128 MB of memory, the default without MemorySize, less than the 256 MB that are asked for [function-memory]
          Worker:
          ~~~~~~ below 256 MB
      help: set MemorySize to a value between 256 and 2048"
  `);
  expect(lint(rule, template('Timeout: 3'), { options: { required: false }, undecided: true })).toBe('');
});

test('within limits, a value that only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Size: { Type: Number } }';
  expect(
    lint(rule, template('MemorySize: !Ref Size', parameters), { options: { max: 512 }, undecided: true }),
  ).toMatchInlineSnapshot(`"8:24 undecided Worker: MemorySize: Size is given at deployment"`);
});

test('a default and a branch', () => {
  const parameters = 'Parameters: { Size: { Type: Number, Default: 3008 } }';
  expect(lint(rule, template('MemorySize: !Ref Size', parameters), { options: { max: 512 } })).toMatchInlineSnapshot(`
    "8:24 info Worker has 3008 MB of memory, more than the 512 MB that are allowed, and every run is paid by its memory [function-memory]
              MemorySize: !Ref Size
                               ~~~~ above 512 MB
      help: set MemorySize to 512 or less
      2:46 its value comes from here
      when Size keeps its default"
  `);
  const conditions = 'Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }';
  expect(lint(rule, template('MemorySize: !If [IsProd, !Ref AWS::NoValue, 512]', conditions))).toMatchInlineSnapshot(`
    "8:37 info Worker has no MemorySize, so that it gets 128 MB and the processor time that goes with them, the least there is [function-memory]
              MemorySize: !If [IsProd, !Ref AWS::NoValue, 512]
                                            ~~~~~~~~~~~~ no MemorySize
      help: set MemorySize to what its load has been measured to need
      when IsProd is true"
  `);
});

test('images have memory, too', () => {
  expect(lint(rule, template('PackageType: Image'))).toContain('has no MemorySize');
});

test('managed instances have another default', () => {
  const instances = 'CapacityProviderConfig: { Arn: !Ref Size }';
  expect(lint(rule, sam(instances))).toBe('');
  expect(lint(rule, sam(instances), { options: { min: 4096 } })).toBe('');
  const written = sam(`MemorySize: 2048\n      ${instances}`);
  expect(lint(rule, written, { options: { min: 4096 } })).toContain('less than');
});

test('as AWS Config judges: LAMBDA_FUNCTION_SETTINGS_CHECK with its parameter memorySize', () => {
  const verdict = (properties: string, size: number) => {
    const options = { required: false, min: size, max: size };
    return lint(rule, template(properties), { options }) === '' ? 'COMPLIANT' : 'NON_COMPLIANT';
  };
  expect(verdict('MemorySize: 128', 128)).toBe('COMPLIANT');
  expect(verdict('Timeout: 3', 128)).toBe('COMPLIANT');
  expect(verdict('MemorySize: 256', 128)).toBe('NON_COMPLIANT');
  expect(verdict('Timeout: 3', 512)).toBe('NON_COMPLIANT');
});
