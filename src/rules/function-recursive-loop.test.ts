import { expect, test } from 'vitest';
import rule from './function-recursive-loop.js';
import { lint } from '../../test/support/lint.js';
import { constant, planText, refs } from '../../test/support/plan-text.js';

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

test('a function that may call itself in a circle is found', () => {
  expect(lint(rule, sam('RecursiveLoop: Allow'))).toMatchInlineSnapshot(`
    "9:22 error Worker has RecursiveLoop Allow, so that Lambda lets it call itself in a circle for as long as somebody pays [function-recursive-loop]
              RecursiveLoop: Allow
                             ~~~~~ no protection
      help: remove RecursiveLoop, or set it to Terminate"
  `);
});

test('Terminate, and the default, pass', () => {
  expect(lint(rule, sam('RecursiveLoop: Terminate'), { undecided: true })).toBe('');
  expect(lint(rule, template('Timeout: 3'), { undecided: true })).toBe('');
  expect(lint(rule, template('RecursiveLoop: !Ref AWS::NoValue'), { undecided: true })).toBe('');
});

test('a value that only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Loop: { Type: String } }';
  expect(lint(rule, template('RecursiveLoop: !Ref Loop', parameters), { undecided: true })).toMatchInlineSnapshot(
    `"8:27 undecided Worker: RecursiveLoop: Loop is given at deployment"`,
  );
});

test('a default and a branch', () => {
  const parameters = 'Parameters: { Loop: { Type: String, Default: Allow } }';
  expect(lint(rule, template('RecursiveLoop: !Ref Loop', parameters))).toMatchInlineSnapshot(`
    "8:27 error Worker has RecursiveLoop Allow, so that Lambda lets it call itself in a circle for as long as somebody pays [function-recursive-loop]
              RecursiveLoop: !Ref Loop
                                  ~~~~ no protection
      help: remove RecursiveLoop, or set it to Terminate
      2:46 its value comes from here
      when Loop keeps its default"
  `);
  const conditions = 'Conditions: { IsTest: !Equals [!Ref AWS::Region, eu-west-1] }';
  expect(lint(rule, template('RecursiveLoop: !If [IsTest, Allow, Terminate]', conditions))).toMatchInlineSnapshot(`
    "8:35 error Worker has RecursiveLoop Allow, so that Lambda lets it call itself in a circle for as long as somebody pays [function-recursive-loop]
              RecursiveLoop: !If [IsTest, Allow, Terminate]
                                          ~~~~~ no protection
      help: remove RecursiveLoop, or set it to Terminate
      when IsTest is true"
  `);
});

test('a function that loops on purpose', () => {
  expect(lint(rule, template('RecursiveLoop: Allow'), { options: { allow: ['Worker'] }, undecided: true })).toBe('');
  expect(lint(rule, sam('RecursiveLoop: Allow\n      Tags: { loop: ok }'), { options: { allow: ['loop=ok'] } })).toBe(
    '',
  );
});

test('in Terraform, a resource of its own says it', () => {
  const plan = planText(
    {
      'aws_lambda_function.worker': { after: { function_name: 'worker' } },
      'aws_lambda_function_recursion_config.worker': { after: { function_name: 'worker', recursive_loop: 'Allow' } },
    },
    {
      resources: {
        'aws_lambda_function.worker': { function_name: constant('worker') },
        'aws_lambda_function_recursion_config.worker': {
          function_name: refs('aws_lambda_function.worker.function_name'),
          recursive_loop: constant('Allow'),
        },
      },
    },
  );
  expect(lint(rule, plan, { path: 'plan.json' })).toContain('aws_lambda_function.worker has recursive_loop Allow');
  expect(lint(rule, plan, { path: 'plan.json', options: { allow: ['*.worker'] }, undecided: true })).toBe('');
});
