import { describe, expect, test } from 'vitest';
import { lint } from '../../../../test/support/lint.js';
import { type Arguments, plan } from '../../../../test/support/plan.js';
import layerSources from '../../../rules/function-layer-allowed-sources.js';
import permissionAccount from '../../../rules/function-permission-cross-account.js';
import trustAccount from '../../../rules/role-trust-cross-account.js';
import { accountsIn } from './accounts.js';

const own = '111122223333';
const identity = {
  type: 'aws_caller_identity',
  mode: 'data',
  name: 'me',
  values: { account_id: own, arn: `arn:aws:sts::${own}:assumed-role/deployer/me` },
};
const state = (...resources: object[]) => ({ prior_state: { values: { root_module: { resources } } } });
const provider = (expressions: object) => ({ configuration: { provider_config: { aws: { expressions } } } });

describe('the accounts of a plan', () => {
  test.each([
    ['who asks', state(identity)],
    [
      'who asks in a module',
      { prior_state: { values: { root_module: { child_modules: [{ resources: [identity] }] } } } },
    ],
    [
      'what is there',
      {
        resource_changes: [
          { mode: 'managed', type: 'aws_sqs_queue', change: { before: { arn: `arn:aws:sqs:eu-west-1:${own}:jobs` } } },
        ],
      },
    ],
    [
      'what a state holds',
      { values: state({ mode: 'managed', values: { arn: `arn:aws:iam::${own}:role/r` } }).prior_state.values },
    ],
    ['accounts that are allowed', provider({ allowed_account_ids: { constant_value: [own] } })],
    [
      'the role of the provider',
      provider({ assume_role: [{ role_arn: { constant_value: `arn:aws:iam::${own}:role/deployer` } }] }),
    ],
  ])('%s', (_, json) => {
    expect([...accountsIn(json)]).toEqual([own]);
  });

  test('not those of what is only looked up', () => {
    const key = { mode: 'data', type: 'aws_kms_key', values: { arn: `arn:aws:kms:eu-west-1:${own}:key/k` } };
    expect([...accountsIn(state(key))]).toEqual([]);
    expect([...accountsIn({ prior_state: null, resource_changes: 'none' })]).toEqual([]);
  });
});

describe('no rule calls the own account another one', () => {
  const planned = (resources: Readonly<Record<string, Arguments>>, more: object): string =>
    JSON.stringify({ ...(JSON.parse(plan(resources)) as object), ...more });
  const trust = (principal: string): Arguments => ({
    assume_role_policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: principal } }],
    }),
  });
  const layers = { function_name: 'f', runtime: 'nodejs24.x', layers: [`arn:aws:lambda:eu-west-1:${own}:layer:l:1`] };

  test.each([
    [trustAccount, { allRoles: true }, { 'aws_iam_role.r': trust(`arn:aws:iam::${own}:root`) }],
    [trustAccount, { allRoles: true }, { 'aws_iam_role.r': trust(own) }],
    [
      permissionAccount,
      { accounts: ['444455556666'] },
      { 'aws_lambda_permission.p': { function_name: 'f', action: 'lambda:InvokeFunction', principal: own } },
    ],
    [layerSources, { allowedAccounts: ['self'] }, { 'aws_lambda_function.f': layers }],
  ])('%o', (rule, options, resources) => {
    const found = (more: object): string => lint(rule, planned(resources, more), { options, path: 'plan.json' });
    expect(found({})).toContain(rule.id);
    expect(found(state(identity))).toBe('');
  });
});
