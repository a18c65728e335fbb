import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './function-env-names.js';

const undecided = { undecided: true };

const app = (variables: string, more = '') => `${more}
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Environment: { Variables: ${variables} }
`;

test('names of its own', () => {
  expect(
    lint(rule, app('{ TABLE: orders, AWS_LAMBDA_EXEC_WRAPPER: /opt/wrap, TZ: UTC, aws_region: x, Ab: y }'), undecided),
  ).toBe('');
});

test('a name that Lambda has taken', () => {
  expect(lint(rule, app('{ TABLE: orders, AWS_REGION: !Ref AWS::Region }'))).toMatchInlineSnapshot(`
    "7:50 error Orders sets the environment variable AWS_REGION, which Lambda sets itself, so the deployment fails [function-env-names]
              Environment: { Variables: { TABLE: orders, AWS_REGION: !Ref AWS::Region } }
                                                         ~~~~~~~~~~ reserved
      help: leave AWS_REGION out, since the code finds it set, or give yours another name"
  `);
  expect(lint(rule, app('{ _HANDLER: a.b }'))).toContain('which Lambda sets itself');
});

test.each(['MY-TABLE', '_TABLE', '1TABLE', 'T', 'my.table'])('%s is no name', (name) => {
  expect(lint(rule, app(`{ '${name}': orders }`))).toContain(`sets the environment variable ${name}, a name that`);
});

test('no variables', () => {
  expect(lint(rule, app('{}'), undecided)).toBe('');
  expect(lint(rule, app('{ AWS_REGION: !Ref AWS::NoValue }'), undecided)).toBe('');
});

test('variables for all functions', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Environment: { Variables: { AWS_REGION: eu-west-1 } } } }
Resources:
  Orders: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs22.x } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "3:52 error Orders sets the environment variable AWS_REGION, which Lambda sets itself, so the deployment fails [function-env-names]
        Globals: { Function: { Environment: { Variables: { AWS_REGION: eu-west-1 } } } }
                                                           ~~~~~~~~~~ reserved
      help: leave AWS_REGION out, since the code finds it set, or give yours another name"
  `);
});

test('variables that only the deployment knows', () => {
  const text = app('!Ref Variables', 'Parameters: { Variables: { Type: String } }');
  expect(lint(rule, text, undecided)).toMatchInlineSnapshot(
    `"7:38 undecided Orders: Environment.Variables: Variables is given at deployment"`,
  );
});

test('by a condition of the template', () => {
  const more = 'Parameters: { Stage: { Type: String } }\nConditions: { Dev: !Equals [!Ref Stage, dev] }';
  for (const variables of [
    '!If [Dev, { AWS_REGION: eu-west-1 }, {}]',
    '{ AWS_REGION: !If [Dev, eu-west-1, !Ref AWS::NoValue] }',
  ]) {
    expect(lint(rule, app(variables, more))).toContain('when Dev is true');
  }
});
