import { expect, test } from 'vitest';
import { type Hole, identityOf, textOf } from '../../values/text.js';
import type { Link } from '../resource.js';
import { roleIdentity } from './roles.js';

const at = { file: { path: 'template.yaml', text: '' }, start: 7, end: 9 };
const told = { name: 'Role', at };
const partition: Hole = { name: '${AWS::Partition}', word: true };
const account: Hole = { name: '${AWS::AccountId}', word: true };
const stage: Hole = { name: '${Stage}' };

const identity = (...parts: readonly (string | Hole)[]): string | undefined => {
  const text = textOf(parts, at);
  return roleIdentity({ ...told, state: 'external', text, identity: identityOf(text) });
};

test('partition, account and path do not tell roles apart, the name does', () => {
  const worker = identity('arn:aws:iam::123456789012:role/worker');
  expect(identity('arn:', partition, ':iam::', account, ':role/worker')).toBe(worker);
  expect(identity('arn:aws:iam::123456789012:role/service/app/worker')).toBe(worker);
  expect(identity('arn:aws:iam::', account, ':role/', 'worker')).toBe(worker);
  expect(identity('arn:aws:iam::123456789012:role/other')).not.toBe(worker);
});

test('a name with a hole is the same with the same hole in the same place', () => {
  const worker = identity('arn:aws:iam::123456789012:role/', stage, '-worker');
  expect(identity('arn:', partition, ':iam::', account, ':role/', stage, '-worker')).toBe(worker);
  expect(identity('arn:aws:iam::123456789012:role/', stage, '-other')).not.toBe(worker);
  expect(identity('arn:aws:iam::123456789012:role/a-', stage, '-worker')).not.toBe(worker);
  expect(identity('arn:aws:iam::123456789012:role/', stage)).not.toBe(worker);
  expect(identity('arn:aws:iam::', stage, ':role/', stage)).toBe(identity('arn:aws:iam::1:role/', stage));
  expect(identity('arn:aws:iam::123456789012:role/', stage, '/worker')).toBe(identity('arn:aws:iam::1:role/worker'));
});

test('what is no ARN of a role is compared as it is', () => {
  expect(identity('worker')).toBe('worker');
  expect(identity(stage)).toBe(identity(stage));
  expect(identity(stage)).not.toBe(identity({ name: '${Other}' }));
  expect(identity(stage, '-worker')).not.toBe(identity(stage, '-other'));
});

test('a parameter that is empty is the same for all who use it; without one there is no role', () => {
  const empty: Link<'role'> = { ...told, state: 'external', text: textOf([], at), identity: '' };
  expect(roleIdentity({ ...empty, via: at })).toBe('given:template.yaml:7');
  expect(roleIdentity(empty)).toBeUndefined();
  expect(roleIdentity({ ...told, state: 'absent' })).toBeUndefined();
  expect(roleIdentity({ ...told, state: 'unknown', why: 'it is', identity: 'import:role' })).toBe('import:role');
});
