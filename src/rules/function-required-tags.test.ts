import { expect, test } from 'vitest';
import rule from './function-required-tags.js';
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

const options = { tags: [{ key: 'Owner' }, { key: 'Stage', values: ['dev', 'prod'] }] };

test('a function without tags is found, with the tags that it needs', () => {
  expect(lint(rule, sam('Runtime: python3.13'), { options })).toMatchInlineSnapshot(`
    "5:3 error Worker does not have the tags Owner and Stage, so that whoever looks for functions by them does not find it [function-required-tags]
          Worker:
          ~~~~~~ no Tags
      help: add Owner and Stage (dev or prod) to Tags"
  `);
});

test('a missing tag, and a value that is not allowed', () => {
  expect(lint(rule, sam('Tags: { Stage: production }'), { options })).toMatchInlineSnapshot(`
    "9:13 error Worker does not have the tag Owner, so that whoever looks for functions by it does not find it [function-required-tags]
              Tags: { Stage: production }
                    ~~~~~~~~~~~~~~~~~~~~~ without Owner
      help: add Owner to Tags
    9:22 error Worker has the tag Stage with the value production, which is not one that your organisation uses [function-required-tags]
              Tags: { Stage: production }
                             ~~~~~~~~~~ not an allowed value
      help: set it to dev or prod"
  `);
});

test('a key in another case is another key', () => {
  expect(lint(rule, sam('Tags: { owner: me, Stage: dev }'), { options })).toMatchInlineSnapshot(`
    "9:13 error Worker does not have the tag Owner, so that whoever looks for functions by it does not find it [function-required-tags]
              Tags: { owner: me, Stage: dev }
                    ~~~~~~~~~~~~~~~~~~~~~~~~~ without Owner
      help: add Owner to Tags
      9:22 owner is another key: upper and lower case differ"
  `);
});

test('an empty value is none', () => {
  expect(lint(rule, sam('Tags: { Owner: "", Stage: dev }'), { options })).toMatchInlineSnapshot(`
    "9:22 error Worker has the tag Owner without a value, so that it says nothing [function-required-tags]
              Tags: { Owner: "", Stage: dev }
                             ~~ empty
      help: set it to what it is for"
  `);
});

test('a tagged function passes, as a map, as a list and by Globals', () => {
  expect(lint(rule, sam('Tags: { Owner: me, Stage: prod }'), { options, undecided: true })).toBe('');
  const list = 'Tags: [{ Key: Owner, Value: me }, { Key: Stage, Value: dev }]';
  expect(lint(rule, template(list), { options, undecided: true })).toBe('');
  const globals = 'Globals: { Function: { Tags: { Stage: dev } } }';
  expect(lint(rule, sam('Tags: { Owner: me }', globals), { options, undecided: true })).toBe('');
});

test('a value that only the deployment knows is not guessed at; that it is there is enough for some', () => {
  const parameters = 'Parameters: { Stage: { Type: String }, Who: { Type: String } }';
  const text = sam('Tags: { Owner: !Sub "team-${Who}", Stage: !Ref Stage }', parameters);
  expect(lint(rule, text, { options, undecided: true })).toMatchInlineSnapshot(
    `"9:54 undecided Worker: Stage: Stage is given at deployment"`,
  );
  const there = { tags: [{ key: 'Owner' }, { key: 'Stage', values: ['*'] }] };
  expect(lint(rule, text, { options: there, undecided: true })).toBe('');
});

test('a default and a branch', () => {
  const parameters = 'Parameters: { Stage: { Type: String, Default: test, AllowedValues: [test, dev] } }';
  expect(lint(rule, sam('Tags: { Owner: me, Stage: !Ref Stage }', parameters), { options })).toMatchInlineSnapshot(`
    "9:38 error Worker has the tag Stage with the value test, which is not one that your organisation uses [function-required-tags]
              Tags: { Owner: me, Stage: !Ref Stage }
                                             ~~~~~ not an allowed value
      help: set it to dev or prod
      3:47 its value comes from here
      when Stage keeps its default"
  `);
  const conditions = 'Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }';
  expect(
    lint(
      rule,
      template(
        'Tags: !If [IsProd, [{ Key: Owner, Value: me }, { Key: Stage, Value: dev }], !Ref AWS::NoValue]',
        conditions,
      ),
      { options },
    ),
  ).toMatchInlineSnapshot(`
    "8:88 error Worker does not have the tags Owner and Stage, so that whoever looks for functions by them does not find it [function-required-tags]
              Tags: !If [IsProd, [{ Key: Owner, Value: me }, { Key: Stage, Value: dev }], !Ref AWS::NoValue]
                                                                                               ~~~~~~~~~~~~ no Tags
      help: add Owner and Stage (dev or prod) to Tags
      when IsProd is false"
  `);
});

test('copies of a loop are tagged each', () => {
  const loop = `
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources:
  Fn::ForEach::Workers:
    - Name
    - [Orders, Bills]
    - "Worker\${Name}":
        Type: AWS::Serverless::Function
        Properties: { CodeUri: src/, Tags: { Owner: me, Stage: dev, For: !Ref Name } }
`;
  expect(lint(rule, loop, { options, undecided: true })).toBe('');
  expect(lint(rule, loop, { options: { tags: [{ key: 'For', values: ['Orders'] }] } })).toMatchInlineSnapshot(`
    "9:79 error WorkerBills has the tag For with the value Bills, which is not one that your organisation uses [function-required-tags]
                Properties: { CodeUri: src/, Tags: { Owner: me, Stage: dev, For: !Ref Name } }
                                                                                      ~~~~ not an allowed value
      help: set it to Orders"
  `);
});

test('a list that has a tag of unknown key may have every tag', () => {
  for (const tag of ['!ImportValue Tag', '{ Key: !ImportValue Key, Value: x }']) {
    const text = template(`Tags: [{ Key: Stage, Value: dev }, ${tag}]`);
    expect(lint(rule, text, { options })).toBe('');
    expect(lint(rule, text, { options, undecided: true })).toContain('undecided Worker');
  }
});

test('without a list there is nothing to say', () => {
  expect(lint(rule, template('Timeout: 3'), { undecided: true })).toBe('');
});
