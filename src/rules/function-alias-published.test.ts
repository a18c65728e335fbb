import { expect, test } from 'vitest';
import rule from './function-alias-published.js';
import { lint } from '../../test/support/lint.js';

const sam = (properties = 'Timeout: 3', head = '') => `
Transform: AWS::Serverless-2016-10-31
${head}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      ${properties}
`;

const template = (rest = '', more = 'Timeout: 3') => `
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      ${more}
${rest}
`;

const version = `
  Published: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Worker } }`;
const alias = (of: string, name = 'live') => `
  Live:
    Type: AWS::Lambda::Alias
    Properties: { Name: ${name}, FunctionName: !Ref Worker, FunctionVersion: ${of} }`;

test('a function without an alias is found', () => {
  expect(lint(rule, sam())).toMatchInlineSnapshot(`
    "5:3 error Worker has no alias, so its callers get each change of the code at once, and there is nothing to go back to [function-alias-published]
          Worker:
          ~~~~~~ no alias
      help: set AutoPublishAlias to the name of an alias"
  `);
  expect(lint(rule, template())).toContain('help: publish a version of it, and make an alias of that');
  // Versions alone move nobody on.
  expect(lint(rule, template(version))).toContain('Worker has no alias');
});

test('an alias of a version passes', () => {
  expect(lint(rule, sam('AutoPublishAlias: live'), { undecided: true })).toBe('');
  expect(lint(rule, sam('Timeout: 3', 'Globals: { Function: { AutoPublishAlias: live } }'), { undecided: true })).toBe(
    '',
  );
  expect(lint(rule, template(version + alias('!GetAtt Published.Version')), { undecided: true })).toBe('');
  expect(lint(rule, template(alias('"7"')), { undecided: true })).toBe('');
});

test('an alias of what is not a version is found', () => {
  expect(lint(rule, template(alias('$LATEST')))).toMatchInlineSnapshot(`
    "11:75 error Live leads to $LATEST of Worker, so whoever calls it gets each change of the code at once [function-alias-published]
            Properties: { Name: live, FunctionName: !Ref Worker, FunctionVersion: $LATEST }
                                                                                  ~~~~~~~ no version
      help: publish a version of it, and make an alias of that
      3:3 Worker is made here"
  `);
});

test('the name of the alias can be asked for', () => {
  const options = { aliases: ['live', 'prod*'] };
  expect(lint(rule, sam('AutoPublishAlias: live'), { options, undecided: true })).toBe('');
  expect(lint(rule, sam('AutoPublishAlias: production'), { options, undecided: true })).toBe('');
  expect(lint(rule, sam('AutoPublishAlias: canary'), { options })).toMatchInlineSnapshot(`
    "5:3 error Worker has no alias called live or prod*, so its callers get each change of the code at once, and there is nothing to go back to [function-alias-published]
          Worker:
          ~~~~~~ no alias
      help: set AutoPublishAlias to one that matches live or prod*
      11:7 the alias canary of Worker is called otherwise"
  `);
});

test('what only the deployment knows is not guessed at', () => {
  const name = 'Parameters: { Name: { Type: String }, Version: { Type: String }, Fn: { Type: String } }';
  const given = sam('AutoPublishAlias: !Ref Name', name);
  expect(lint(rule, given, { undecided: true })).toBe('');
  expect(lint(rule, given, { options: { aliases: ['live'] }, undecided: true })).toContain('undecided Worker');
  expect(
    lint(rule, template(alias('!Ref Version') + name.replace(/^/, '\n')), { undecided: true }),
  ).toMatchInlineSnapshot(`"9:3 undecided Worker: what Live leads to is known only at deployment"`);
  const strange = `
  Strange: { Type: AWS::Lambda::Alias, Properties: { Name: live, FunctionName: !Ref Fn, FunctionVersion: "1" } }
${name}`;
  expect(lint(rule, template(strange), { undecided: true })).toContain(
    'what Strange leads to is known only at deployment',
  );
});

test('only in the branch that is wrong, and says when', () => {
  const conditional = alias('"7"').replace('Properties', 'Condition: IsProd\n    Properties');
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  expect(lint(rule, template(`${conditional}\n${conditions}`))).toContain('when IsProd is false');
});

test('a function is exempt by its name or a tag', () => {
  expect(lint(rule, sam('Tags: { Task: migration }'), { options: { exempt: ['Task=migration'] } })).toBe('');
  expect(lint(rule, sam(), { options: { exempt: ['Work*'] } })).toBe('');
  expect(lint(rule, sam(), { options: { exempt: ['Other'] } })).not.toBe('');
});

test('the edge takes no alias', () => {
  const role = `
  EdgeRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: edgelambda.amazonaws.com }, Action: 'sts:AssumeRole' }]`;
  expect(lint(rule, template(role, 'Role: !GetAtt EdgeRole.Arn'), { undecided: true })).toBe('');
});
