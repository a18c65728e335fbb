import { describe, expect, test } from 'vitest';
import { type Hole, ownAccount, textOf } from '../values/text.js';
import type { PolicyCondition, Statement } from './document.js';
import { accountOf, denialOfOthers, isAboutAssuming, limitOf, narrowest } from './trust.js';

const at = { file: { path: '', text: '' }, start: 0, end: 0 };
const text = (...parts: readonly (string | Hole)[]) => textOf(parts, at);
const hole: Hole = { name: '${Given}' };

const condition = (operator: string, key: string, ...values: readonly (string | Hole)[]): PolicyCondition => ({
  operator,
  key,
  values: values.map((value) => text(value)),
  at,
});

test.each([
  ['StringEquals', 'aws:PrincipalArn', 'principals'],
  ['ArnLike', 'AWS:SourceArn', 'principals'],
  ['StringEquals', 'aws:PrincipalAccount', 'principals'],
  ['StringEquals', 'aws:PrincipalOrgID', 'organisation'],
  ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'organisation'],
  ['StringEquals', 'sts:ExternalId', 'external id'],
  ['Bool', 'aws:MultiFactorAuthPresent', 'other'],
  // These hold for those who do not have the key, too.
  ['StringEqualsIfExists', 'sts:ExternalId', undefined],
  ['ForAllValues:StringLike', 'aws:PrincipalOrgPaths', undefined],
  ['StringNotEquals', 'aws:PrincipalOrgID', undefined],
  ['Null', 'sts:ExternalId', undefined],
])('%s of %s limits: %s', (operator, key, limit) => {
  expect(limitOf(condition(operator, key, 'a'))).toBe(limit);
});

test('one value that anybody can have is enough to let anybody in', () => {
  expect(limitOf(condition('StringLike', 'sts:ExternalId', 'a', '*'))).toBeUndefined();
  expect(limitOf(condition('StringLike', 'sts:ExternalId', '**'))).toBeUndefined();
  expect(limitOf(condition('StringLike', 'sts:ExternalId', ''))).toBeUndefined();
  expect(limitOf(condition('StringLike', 'sts:ExternalId', 'a*'))).toBe('external id');
  expect(limitOf(condition('StringEquals', 'sts:ExternalId', hole))).toBe('external id');
});

test('an ARN of any account names nobody', () => {
  const named = (arn: string | Hole) => limitOf(condition('ArnLike', 'aws:PrincipalArn', arn));
  expect(named('arn:aws:iam::*:role/deployer')).toBe('other');
  expect(named('arn:aws:iam::123456789012:role/*')).toBe('principals');
  expect(named(hole)).toBe('principals');
  expect(limitOf(condition('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::uploads'))).toBe('principals');
});

test('of several conditions the narrowest counts, whatever their order', () => {
  const all = [
    condition('Null', 'sts:ExternalId', 'false'),
    condition('Bool', 'aws:MultiFactorAuthPresent', 'true'),
    condition('StringEquals', 'sts:ExternalId', 'a'),
    condition('StringEquals', 'aws:PrincipalOrgID', 'o-1'),
    condition('StringEquals', 'aws:PrincipalArn', 'arn:aws:iam::123456789012:role/a'),
  ];
  expect(narrowest(all)?.limit).toBe('principals');
  expect(narrowest([...all].reverse())?.limit).toBe('principals');
  expect(narrowest(all.slice(0, 4))?.limit).toBe('organisation');
  expect(narrowest(all.slice(0, 3))?.limit).toBe('external id');
  expect(narrowest(all.slice(0, 2))?.condition).toBe(all[1]);
  expect(narrowest(all.slice(0, 1))).toBeUndefined();
});

const statement = (effect: 'Allow' | 'Deny', more: Partial<Statement> = {}): Statement => ({
  at,
  sid: undefined,
  effect,
  actions: [text('sts:AssumeRole')],
  notActions: undefined,
  resources: undefined,
  notResources: undefined,
  principals: [{ type: 'AWS', value: text('*') }],
  notPrincipals: undefined,
  conditions: [],
  ...more,
});

test.each([
  [{ actions: [text('sts:AssumeRole')] }, true],
  [{ actions: [text('STS:assume*')] }, true],
  [{ actions: [text('sts:AssumeRoleWithSAML')] }, true],
  [{ actions: [text('sts:TagSession'), text('sts:AssumeRoleWithWebIdentity')] }, true],
  [{ actions: [text('sts:TagSession')] }, false],
  [{ actions: [text('sts:', hole)] }, true],
  [{ actions: undefined, notActions: [text('s3:*')] }, true],
  [{ actions: undefined }, false],
])('is about assuming: %#', (more, expected) => {
  expect(isAboutAssuming(statement('Allow', more))).toBe(expected);
});

describe('a Deny for all but some', () => {
  const others = condition('StringNotEquals', 'aws:PrincipalOrgID', 'o-1');
  const named = { type: 'AWS', value: text('arn:aws:iam::123456789012:root') };
  const star = { type: '*', value: text('*') };

  test.each([
    ['everybody', { conditions: [others] }, true],
    ['everybody, among others', { conditions: [others], principals: [named, star] }, true],
    [
      'ARNs',
      { conditions: [condition('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::123456789012:role/deploy')] },
      true,
    ],
    ['some only', { conditions: [others], principals: [named] }, false],
    ['nobody by name', { conditions: [others], principals: undefined }, false],
    ['another action', { conditions: [others], actions: [text('sts:TagSession')] }, false],
    ['only those who meet another condition, too', { conditions: [others, condition('Bool', 'a:b', 'true')] }, false],
    ['some', { conditions: [condition('StringEquals', 'aws:PrincipalOrgID', 'o-1')] }, false],
    ['any other key', { conditions: [condition('StringNotEquals', 'aws:RequestedRegion', 'eu-west-1')] }, false],
    [
      'any value, if there is one',
      { conditions: [condition('ForAnyValue:StringNotEquals', 'aws:PrincipalOrgID', 'o-1')] },
      false,
    ],
    ['no condition', {}, false],
  ])('%s', (_, more, expected) => {
    expect(denialOfOthers([statement('Allow'), statement('Deny', more)]) !== undefined).toBe(expected);
  });

  test('an Allow is none', () => {
    expect(denialOfOthers([statement('Allow', { conditions: [others] })])).toBeUndefined();
  });
});

test.each([
  ['arn:aws:iam::123456789012:root', { account: '123456789012', whole: true }],
  ['arn:aws:iam::123456789012:role/root', { account: '123456789012', whole: false }],
  ['123456789012', { account: '123456789012', whole: true }],
  ['arn:aws:iam::111122223333:root', 'own'],
  ['111122223333', 'own'],
  ['1234567890123', 'unknown'],
  ['a123456789012', 'unknown'],
  ['arn:aws:iam::1234567890123:root', 'unknown'],
  ['arn:aws:iam::x123456789012:root', 'unknown'],
  ['arn:aws:iam::*:root', 'unknown'],
  ['arn:aws:iam:::root', 'unknown'],
  ['*', 'unknown'],
])('the account of %s', (principal, expected) => {
  expect(accountOf(text(principal), new Set(['111122223333']))).toEqual(expected);
});

test('the account of a text with holes', () => {
  const role: Hole = { name: '${Role.Arn}', resource: { address: 'Role', attribute: 'Arn' } };
  const own: Hole = { name: ownAccount, word: true };
  expect(accountOf(text(own))).toBe('own');
  expect(accountOf(text(role))).toBe('own');
  expect(accountOf(text('arn:aws:iam::', own, ':root'))).toBe('own');
  expect(accountOf(text('arn:aws:iam::', hole, ':root'))).toBe('unknown');
  expect(accountOf(text('arn:aws:iam::12', own, ':root'))).toBe('unknown');
  expect(accountOf(text(hole))).toBe('unknown');
  expect(accountOf(text())).toBe('unknown');
});
