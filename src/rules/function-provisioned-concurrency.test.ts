import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { constant, planText, refs } from '../../test/support/plan-text.js';
import rule from './function-provisioned-concurrency.js';

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
const provisions = (count: string) =>
  `AutoPublishAlias: live\n      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: ${count} }`;

const template = (reserved: string) => `
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties: { ReservedConcurrentExecutions: ${reserved} }
  One:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Worker
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 10 }
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      Name: live
      FunctionName: !Ref Worker
      FunctionVersion: '1'
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 }
`;

test('instances that nobody has agreed to are found', () => {
  expect(lint(rule, sam(provisions('5')))).toMatchInlineSnapshot(`
    "10:72 error Worker has 5 instances provisioned, billed for every hour, whether they are called or not [function-provisioned-concurrency]
              ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 }
                                                                               ~ billed by the hour
      help: remove ProvisionedConcurrencyConfig, or name Worker in the option allow if its callers can't wait for a cold start"
  `);
});

test('without an alias, and without a word on it, nothing is provisioned', () => {
  expect(lint(rule, sam('AutoPublishAlias: live'), { undecided: true })).toBe('');
  expect(lint(rule, sam('Timeout: 3'), { undecided: true })).toBe('');
  expect(lint(rule, sam(provisions('!Ref AWS::NoValue')), { undecided: true })).toBe('');
});

test('a limit', () => {
  const options = { max: 5 };
  expect(lint(rule, sam(provisions('5')), { options, undecided: true })).toBe('');
  expect(lint(rule, sam(provisions('6')), { options })).toMatchInlineSnapshot(`
    "10:72 error Worker has 6 instances provisioned, more than the 5 that it may have, billed for every hour, whether they are called or not [function-provisioned-concurrency]
              ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 6 }
                                                                               ~ above 5
      help: set ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions to 5 or less"
  `);
});

test('functions that may', () => {
  expect(lint(rule, sam(provisions('6')), { options: { allow: ['Work*'] }, undecided: true })).toBe('');
  const tagged = sam(`${provisions('6')}\n      Tags: { latency: low }`);
  expect(lint(rule, tagged, { options: { allow: ['latency=low'] }, undecided: true })).toBe('');
});

test('aliases and versions are counted together, and never exceed what is reserved', () => {
  const options = { allow: ['*'] };
  expect(lint(rule, template('15'), { options, undecided: true })).toBe('');
  expect(lint(rule, template('12'), { options })).toMatchInlineSnapshot(`
    "10:72 error Worker has 15 instances provisioned, but reserves a concurrency of 12, so that its deployment fails: Lambda provisions no more than is reserved [function-provisioned-concurrency]
              ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 10 }
                                                                               ~~ more than is reserved
      help: set ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions of One and Live together to 12 or less, or ReservedConcurrentExecutions to 15 or more
      5:49 Worker reserves 12
      17:72 5 more are provisioned by Live"
  `);
  expect(lint(rule, template('0'), { options })).toContain('but reserves a concurrency of 0');
});

test('a value that only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Warm: { Type: Number } }';
  expect(lint(rule, sam(provisions('!Ref Warm'), parameters), { undecided: true })).toMatchInlineSnapshot(
    `"10:77 undecided Worker: ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions: Warm is given at deployment"`,
  );
  const reserved = `${provisions('5')}\n      ReservedConcurrentExecutions: !Ref Warm`;
  expect(lint(rule, sam(reserved, parameters), { options: { max: 5 }, undecided: true })).toMatchInlineSnapshot(
    `"11:42 undecided Worker: ReservedConcurrentExecutions: Warm is given at deployment"`,
  );
});

test('a branch', () => {
  const conditions = 'Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }';
  const text = sam(provisions('!If [IsProd, 5, !Ref AWS::NoValue]'), conditions);
  expect(lint(rule, text)).toContain('when IsProd is true');
});

test('in Terraform, a resource of its own provisions', () => {
  const plan = (reserved: number) =>
    planText(
      {
        'aws_lambda_function.worker': { after: { function_name: 'worker', reserved_concurrent_executions: reserved } },
        'aws_lambda_alias.live': { after: { name: 'live', function_name: 'worker', function_version: '1' } },
        'aws_lambda_provisioned_concurrency_config.worker': {
          after: { function_name: 'worker', qualifier: 'live', provisioned_concurrent_executions: 5 },
        },
      },
      {
        resources: {
          'aws_lambda_function.worker': {
            function_name: constant('worker'),
            reserved_concurrent_executions: constant(reserved),
          },
          'aws_lambda_alias.live': { function_name: refs('aws_lambda_function.worker.function_name') },
          'aws_lambda_provisioned_concurrency_config.worker': {
            function_name: refs('aws_lambda_alias.live.function_name'),
            qualifier: refs('aws_lambda_alias.live.name'),
            provisioned_concurrent_executions: constant(5),
          },
        },
      },
    );
  expect(lint(rule, plan(-1), { path: 'plan.json' })).toContain(
    'help: remove aws_lambda_provisioned_concurrency_config.worker, or name aws_lambda_function.worker in the option allow',
  );
  const options = { max: 5 };
  expect(lint(rule, plan(-1), { path: 'plan.json', options, undecided: true })).toBe('');
  expect(lint(rule, plan(4), { path: 'plan.json', options })).toContain('so that its deployment fails');
});
