import { expect, test } from 'vitest';
import rule from './function-reserved-concurrency.js';
import { lint } from '../../test/support/lint.js';
import { constant, planText } from '../../test/support/plan-text.js';

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

test('a function without a reservation is found', () => {
  expect(lint(rule, sam('Runtime: python3.13'))).toMatchInlineSnapshot(`
    "5:3 error Worker has no ReservedConcurrentExecutions, so that a burst of events lets it take the concurrency of all other functions of the account [function-reserved-concurrency]
          Worker:
          ~~~~~~ no ReservedConcurrentExecutions
      help: set ReservedConcurrentExecutions to the most instances that it may have at a time"
  `);
  expect(lint(rule, template('ReservedConcurrentExecutions: !Ref AWS::NoValue'))).toContain(
    ' has no ReservedConcurrentExecutions',
  );
});

test('any reservation passes without limits, also one that only the deployment knows', () => {
  expect(lint(rule, sam('ReservedConcurrentExecutions: 10'), { undecided: true })).toBe('');
  expect(lint(rule, sam('ReservedConcurrentExecutions: "10"'), { undecided: true })).toBe('');
  const parameters = 'Parameters: { Most: { Type: Number } }';
  expect(lint(rule, sam('ReservedConcurrentExecutions: !Ref Most', parameters), { undecided: true })).toBe('');
  const globals = 'Globals: { Function: { ReservedConcurrentExecutions: 5 } }';
  expect(lint(rule, sam('Runtime: python3.13', globals), { undecided: true })).toBe('');
});

test('zero switches a function off', () => {
  expect(lint(rule, template('ReservedConcurrentExecutions: 0'))).toMatchInlineSnapshot(`
    "8:37 error Worker has ReservedConcurrentExecutions 0, which switches it off: Lambda refuses every call of it [function-reserved-concurrency]
              ReservedConcurrentExecutions: 0
                                            ~ switched off
      help: set ReservedConcurrentExecutions to the most instances that it may have at a time; if it is meant to be off, say so with the option allowZero"
  `);
  expect(lint(rule, template('ReservedConcurrentExecutions: 0'), { options: { allowZero: true, min: 5 } })).toBe('');
});

test('limits', () => {
  const options = { min: 5, max: 50 };
  expect(lint(rule, template('ReservedConcurrentExecutions: 2'), { options })).toMatchInlineSnapshot(`
    "8:37 error Worker reserves a concurrency of 2, less than the 5 that are asked for, so that it is throttled sooner than planned [function-reserved-concurrency]
              ReservedConcurrentExecutions: 2
                                            ~ below 5
      help: set ReservedConcurrentExecutions to a value between 5 and 50"
  `);
  expect(lint(rule, template('ReservedConcurrentExecutions: 51'), { options })).toMatchInlineSnapshot(`
    "8:37 error Worker reserves a concurrency of 51, more than the 50 that it may have, and takes them from all other functions [function-reserved-concurrency]
              ReservedConcurrentExecutions: 51
                                            ~~ above 50
      help: set ReservedConcurrentExecutions to a value between 5 and 50"
  `);
  expect(lint(rule, template('ReservedConcurrentExecutions: 50'), { options, undecided: true })).toBe('');
  expect(lint(rule, template('Timeout: 3'), { options })).toContain(
    'help: set ReservedConcurrentExecutions to a value between 5 and 50',
  );
});

test('within limits, a value that only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Most: { Type: Number } }';
  expect(
    lint(rule, template('ReservedConcurrentExecutions: !Ref Most', parameters), {
      options: { max: 50 },
      undecided: true,
    }),
  ).toMatchInlineSnapshot(`"8:42 undecided Worker: ReservedConcurrentExecutions: Most is given at deployment"`);
});

test('a default and a branch', () => {
  const parameters = 'Parameters: { Most: { Type: Number, Default: 100 } }';
  expect(lint(rule, template('ReservedConcurrentExecutions: !Ref Most', parameters), { options: { max: 50 } }))
    .toMatchInlineSnapshot(`
    "8:42 error Worker reserves a concurrency of 100, more than the 50 that it may have, and takes them from all other functions [function-reserved-concurrency]
              ReservedConcurrentExecutions: !Ref Most
                                                 ~~~~ above 50
      help: set ReservedConcurrentExecutions to 50 or less
      2:46 its value comes from here
      when Most keeps its default"
  `);
  const conditions = 'Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }';
  expect(lint(rule, template('ReservedConcurrentExecutions: !If [IsProd, 5, !Ref AWS::NoValue]', conditions)))
    .toMatchInlineSnapshot(`
      "8:58 error Worker has no ReservedConcurrentExecutions, so that a burst of events lets it take the concurrency of all other functions of the account [function-reserved-concurrency]
                ReservedConcurrentExecutions: !If [IsProd, 5, !Ref AWS::NoValue]
                                                                   ~~~~~~~~~~~~ no ReservedConcurrentExecutions
        help: set ReservedConcurrentExecutions to the most instances that it may have at a time
        when IsProd is false"
    `);
});

test('an exempt function needs none', () => {
  expect(lint(rule, template('Timeout: 3'), { options: { exempt: ['Work*'] }, undecided: true })).toBe('');
  expect(lint(rule, sam('Tags: { tier: batch }'), { options: { exempt: ['tier=batch'] }, undecided: true })).toBe('');
});

test('images reserve concurrency, too', () => {
  expect(lint(rule, template('PackageType: Image'))).toContain(' has no ReservedConcurrentExecutions');
});

test('as AWS Config judges: LAMBDA_CONCURRENCY_CHECK with ConcurrencyLimitLow and ConcurrencyLimitHigh', () => {
  const verdict = (reserved: string, [low, high]: readonly [number, number]) =>
    lint(rule, template(reserved), { options: { min: low, max: high, allowZero: low === 0 } }) === ''
      ? 'COMPLIANT'
      : 'NON_COMPLIANT';
  expect(verdict('Timeout: 3', [0, 0])).toBe('NON_COMPLIANT');
  expect(verdict('ReservedConcurrentExecutions: 0', [0, 0])).toBe('COMPLIANT');
  expect(verdict('ReservedConcurrentExecutions: 7', [0, 0])).toBe('COMPLIANT');
  expect(verdict('ReservedConcurrentExecutions: 7', [5, 10])).toBe('COMPLIANT');
  expect(verdict('ReservedConcurrentExecutions: 4', [5, 10])).toBe('NON_COMPLIANT');
  expect(verdict('ReservedConcurrentExecutions: 11', [5, 10])).toBe('NON_COMPLIANT');
});

test("Terraform's -1 is no reservation", () => {
  const plan = (reserved: number) =>
    planText(
      { 'aws_lambda_function.worker': { after: { reserved_concurrent_executions: reserved } } },
      { resources: { 'aws_lambda_function.worker': { reserved_concurrent_executions: constant(reserved) } } },
    );
  expect(lint(rule, plan(-1), { path: 'plan.json' })).toContain(
    'aws_lambda_function.worker has no reserved_concurrent_executions',
  );
  expect(lint(rule, plan(5), { path: 'plan.json', undecided: true })).toBe('');
});
