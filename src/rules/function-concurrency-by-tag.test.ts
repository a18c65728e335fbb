import { expect, test } from 'vitest';
import rule from './function-concurrency-by-tag.js';
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

const options = { rules: [{ tag: 'CostControl', value: 'HighRisk', max: 5 }] };
const tagged = 'Tags: { CostControl: HighRisk }';

test('a tagged function without a cap is found', () => {
  expect(lint(rule, sam(tagged), { options })).toMatchInlineSnapshot(`
    "5:3 error Worker is tagged CostControl=HighRisk, but has no ReservedConcurrentExecutions, so that nothing stops it from scaling, and its bill with it [function-concurrency-by-tag]
          Worker:
          ~~~~~~ no ReservedConcurrentExecutions
      help: set ReservedConcurrentExecutions to 5 or less
      9:28 tagged CostControl here"
  `);
});

test('a tagged function with too high a cap is found, unless what is there is respected', () => {
  const text = sam(`${tagged}\n      ReservedConcurrentExecutions: 100`);
  expect(lint(rule, text, { options })).toMatchInlineSnapshot(`
    "10:37 error Worker is tagged CostControl=HighRisk, but reserves a concurrency of 100, more than the 5 that go with the tag [function-concurrency-by-tag]
              ReservedConcurrentExecutions: 100
                                            ~~~ above 5
      help: set ReservedConcurrentExecutions to 5 or less
      9:28 tagged CostControl here"
  `);
  expect(lint(rule, text, { options: { ...options, respectExisting: true }, undecided: true })).toBe('');
});

test('a tagged function with a low cap passes', () => {
  for (const most of ['5', '1', '0']) {
    expect(
      lint(rule, sam(`${tagged}\n      ReservedConcurrentExecutions: ${most}`), { options, undecided: true }),
    ).toBe('');
  }
});

test('other functions are not judged', () => {
  expect(lint(rule, sam('Runtime: python3.13'), { options, undecided: true })).toBe('');
  expect(lint(rule, sam('Tags: { CostControl: Low, costcontrol: HighRisk }'), { options, undecided: true })).toBe('');
  expect(lint(rule, sam(tagged), { undecided: true })).toBe('');
});

test('the list of CloudFormation, and tags from Globals', () => {
  expect(lint(rule, template('Tags: [{ Key: CostControl, Value: HighRisk }]'), { options })).toMatchInlineSnapshot(`
    "4:3 error Worker is tagged CostControl=HighRisk, but has no ReservedConcurrentExecutions, so that nothing stops it from scaling, and its bill with it [function-concurrency-by-tag]
          Worker:
          ~~~~~~ no ReservedConcurrentExecutions
      help: set ReservedConcurrentExecutions to 5 or less
      8:41 tagged CostControl here"
  `);
  const globals = 'Globals: { Function: { Tags: { CostControl: HighRisk } } }';
  expect(lint(rule, sam('Tags: { Owner: me }', globals), { options })).toMatchInlineSnapshot(`
    "5:3 error Worker is tagged CostControl=HighRisk, but has no ReservedConcurrentExecutions, so that nothing stops it from scaling, and its bill with it [function-concurrency-by-tag]
          Worker:
          ~~~~~~ no ReservedConcurrentExecutions
      help: set ReservedConcurrentExecutions to 5 or less
      3:45 tagged CostControl here"
  `);
});

test('a tag or a cap that only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Value: { Type: String }, Most: { Type: Number } }';
  const unknownTag = sam('Tags: { CostControl: !Ref Value }', parameters);
  expect(lint(rule, unknownTag, { options, undecided: true })).toMatchInlineSnapshot(
    `"9:33 undecided Worker: CostControl: Value is given at deployment"`,
  );
  const unknownCap = sam(`${tagged}\n      ReservedConcurrentExecutions: !Ref Most`, parameters);
  expect(lint(rule, unknownCap, { options, undecided: true })).toMatchInlineSnapshot(
    `"10:42 undecided Worker: ReservedConcurrentExecutions: Most is given at deployment"`,
  );
  expect(lint(rule, unknownCap, { options: { ...options, respectExisting: true }, undecided: true })).toBe('');
});

test('a default and a branch', () => {
  const parameters = 'Parameters: { Risk: { Type: String, Default: HighRisk } }';
  expect(lint(rule, sam('Tags: { CostControl: !Ref Risk }', parameters), { options })).toMatchInlineSnapshot(`
    "5:3 error Worker is tagged CostControl=HighRisk, but has no ReservedConcurrentExecutions, so that nothing stops it from scaling, and its bill with it [function-concurrency-by-tag]
          Worker:
          ~~~~~~ no ReservedConcurrentExecutions
      help: set ReservedConcurrentExecutions to 5 or less
      9:33 tagged CostControl here
      when Risk keeps its default"
  `);
  const conditions = 'Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }';
  const branch = sam(`${tagged}\n      ReservedConcurrentExecutions: !If [IsProd, 50, 5]`, conditions);
  expect(lint(rule, branch, { options })).toMatchInlineSnapshot(`
    "10:50 error Worker is tagged CostControl=HighRisk, but reserves a concurrency of 50, more than the 5 that go with the tag [function-concurrency-by-tag]
              ReservedConcurrentExecutions: !If [IsProd, 50, 5]
                                                         ~~ above 5
      help: set ReservedConcurrentExecutions to 5 or less
      9:28 tagged CostControl here
      when IsProd is true"
  `);
});

test('any value of a tag, and several tags', () => {
  const several = {
    rules: [
      { tag: 'CostControl', max: 50 },
      { tag: 'CostControl', value: 'High*', max: 5 },
    ],
  };
  expect(
    lint(rule, sam('Tags: { CostControl: Low }\n      ReservedConcurrentExecutions: 60'), { options: several }),
  ).toContain('the 50 that');
  expect(lint(rule, sam(`${tagged}\n      ReservedConcurrentExecutions: 20`), { options: several })).toContain(
    'the 5 that',
  );
});

test('the default tags of a Terraform provider count', () => {
  const after = { tags: null, tags_all: { CostControl: 'HighRisk' }, reserved_concurrent_executions: -1 };
  const plan = planText(
    { 'aws_lambda_function.worker': { after } },
    { resources: { 'aws_lambda_function.worker': { function_name: constant('worker') } } },
  );
  expect(lint(rule, plan, { path: 'plan.json', options })).toContain(
    'is tagged CostControl=HighRisk, but has no reserved_concurrent_executions',
  );
});
