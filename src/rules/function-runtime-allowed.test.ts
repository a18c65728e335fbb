import { expect, test } from 'vitest';
import rule from './function-runtime-allowed.js';
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

const options = { allow: ['python3.13', 'nodejs2*.x'] };

test('a runtime that is not on the list is found', () => {
  expect(lint(rule, sam('Runtime: java21'), { options })).toMatchInlineSnapshot(`
    "9:16 error Worker runs on java21, which is not among the runtimes that this platform looks after [function-runtime-allowed]
              Runtime: java21
                       ~~~~~~ not on the list
      help: set Runtime to one that matches python3.13 or nodejs2*.x"
  `);
});

test('a runtime on the list passes', () => {
  expect(lint(rule, sam('Runtime: python3.13'), { options, undecided: true })).toBe('');
  expect(lint(rule, sam('Runtime: nodejs22.x'), { options, undecided: true })).toBe('');
});

test('a denied runtime is found, also where the list has it', () => {
  expect(lint(rule, sam('Runtime: nodejs20.x'), { options: { ...options, deny: ['nodejs20.x'] } }))
    .toMatchInlineSnapshot(`
    "9:16 error Worker runs on nodejs20.x, which is not to be used on this platform [function-runtime-allowed]
              Runtime: nodejs20.x
                       ~~~~~~~~~~ denied
      help: set Runtime to one that matches python3.13 or nodejs2*.x"
  `);
  expect(lint(rule, sam('Runtime: java21'), { options: { deny: ['java*'] } })).toMatchInlineSnapshot(`
    "9:16 error Worker runs on java21, which is not to be used on this platform [function-runtime-allowed]
              Runtime: java21
                       ~~~~~~ denied
      help: set Runtime to another runtime"
  `);
  expect(lint(rule, sam('Runtime: ruby3.4'), { options: { deny: ['java*'] }, undecided: true })).toBe('');
});

test('a runtime that only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Language: { Type: String } }';
  expect(lint(rule, sam('Runtime: !Ref Language', parameters), { options, undecided: true })).toMatchInlineSnapshot(
    `"9:21 undecided Worker: Runtime: Language is given at deployment"`,
  );
});

test('default and branches', () => {
  const parameters = 'Parameters: { Language: { Type: String, Default: ruby3.4 } }';
  expect(lint(rule, sam('Runtime: !Ref Language', parameters), { options })).toMatchInlineSnapshot(`
    "9:21 error Worker runs on ruby3.4, which is not among the runtimes that this platform looks after [function-runtime-allowed]
              Runtime: !Ref Language
                            ~~~~~~~~ not on the list
      help: set Runtime to one that matches python3.13 or nodejs2*.x
      3:50 its value comes from here
      when Language keeps its default"
  `);
  const conditions = 'Conditions: { IsOld: !Equals [!Ref AWS::Region, eu-west-1] }';
  expect(lint(rule, sam('Runtime: !If [IsOld, java11, python3.13]', conditions), { options })).toMatchInlineSnapshot(`
    "9:28 error Worker runs on java11, which is not among the runtimes that this platform looks after [function-runtime-allowed]
              Runtime: !If [IsOld, java11, python3.13]
                                   ~~~~~~ not on the list
      help: set Runtime to one that matches python3.13 or nodejs2*.x
      when IsOld is true"
  `);
});

test('without a list, and for an image there is nothing to say', () => {
  expect(lint(rule, template('Runtime: java21'), { undecided: true })).toBe('');
  expect(lint(rule, template('PackageType: Image'), { options, undecided: true })).toBe('');
  expect(lint(rule, template('Timeout: 3'), { options, undecided: true })).toBe('');
});

test('as AWS Config judges: LAMBDA_FUNCTION_SETTINGS_CHECK with its parameter runtime', () => {
  const config = { allow: 'python3.13,nodejs22.x'.split(','), osOnly: false };
  const verdict = (properties: string) =>
    lint(rule, template(properties), { options: config }) === '' ? 'COMPLIANT' : 'NON_COMPLIANT';
  expect(verdict('Runtime: python3.13')).toBe('COMPLIANT');
  expect(verdict('Runtime: python3.12')).toBe('NON_COMPLIANT');
  expect(verdict('Runtime: provided.al2023')).toBe('COMPLIANT');
  expect(verdict('PackageType: Image')).toBe('COMPLIANT');
  expect(lint(rule, template('Runtime: provided.al2023'), { options })).not.toBe('');
});
