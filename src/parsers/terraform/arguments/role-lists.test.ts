import { expect, test } from 'vitest';
import { argument, constant, planTemplate, planText } from '../../../../test/support/plan-text.js';

const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const role = {
  name: 'worker',
  inline_policy: ['changed', 'gone', 'by-hand'].map((name) => ({ name, policy: '{}' })),
  managed_policy_arns: [readOnly, admin],
};
const instances = {
  'aws_iam_role.r': { actions: ['no-op'], before: role, after: role },
  'aws_iam_role_policy.p': { actions: ['update'], before: { role: 'worker', name: 'changed' }, after: {} },
  'module.m.aws_iam_role_policy.q': { actions: ['delete'], before: { role: 'worker', name: 'gone' } },
  'aws_iam_role_policy.other': { after: { role: 'other', name: 'by-hand' } },
  'aws_iam_role_policy_attachment.a': { after: { role: 'worker', policy_arn: admin } },
};
const listsOf = (text: string) => {
  const template = planTemplate(text);
  return ['inline_policy', 'managed_policy_arns'].map((name) => argument(template, 'aws_iam_role.r', name));
};

test('a role repeats what resources of their own gave it before', () => {
  expect(listsOf(planText(instances, { resources: { 'aws_iam_role.r': { name: constant('worker') } } }))).toEqual([
    '[{name: "by-hand", policy: {}}]',
    'absent',
  ]);
});

test('what is written in the role is its own', () => {
  const written = {
    inline_policy: role.inline_policy.map(({ name }) => ({ name: constant(name) })),
    managed_policy_arns: constant([readOnly, admin]),
  };
  const [inline, managed] = listsOf(planText(instances, { resources: { 'aws_iam_role.r': written } }));
  expect(inline).toBe('[{name: "changed"}, {name: "gone"}, {name: "by-hand"}]');
  expect(managed).toBe(`["${readOnly}", "${admin}"]`);
});

test('in a state, too, what another resource gave is said there', () => {
  const resource = (address: string, values: object) => {
    const [name, type] = address.split('.').reverse();
    return { address, mode: 'managed', type, name, values };
  };
  const inModule = resource('module.m.aws_iam_role_policy.p', { role: 'worker', name: 'changed' });
  const values = {
    root_module: {
      resources: [
        resource('aws_iam_role.r', role),
        resource('aws_iam_role_policy_attachment.a', { role: 'worker', policy_arn: admin }),
      ],
      child_modules: [{ resources: [inModule] }],
    },
  };
  expect(listsOf(JSON.stringify({ format_version: '1.0', values }))).toEqual([
    '[{name: "gone", policy: {}}, {name: "by-hand", policy: {}}]',
    `["${readOnly}"]`,
  ]);
});
