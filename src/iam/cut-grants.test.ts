import { describe, expect, test } from 'vitest';
import { allow, deny } from '../../test/support/statements.js';
import { printText } from '../values/text.js';
import { type Cause, type Cuts, type Limits, cutAsOne, cutGrants } from './cut-grants.js';
import type { Held } from './rights.js';

const spell = (cause: Cause): string =>
  cause.is === 'resources'
    ? `only on ${cause.resources.map(printText).join(' ')}`
    : 'by' in cause
      ? `${cause.is} of ${(cause.by.statement.actions ?? []).map(printText).join(' ')}`
      : cause.is;

/** Each action that is cut off and by what, and each that can't be told. */
const printed = ({ cut, doubts }: Cuts): string[] => [
  ...cut.map(({ action, cause }) => `${printText(action)}: ${spell(cause)}`),
  ...doubts.map(({ why, at }) => `? ${printText(at)}: ${why}`),
];

const limits = (denies: readonly Held[], boundary?: readonly Held[]): Limits => ({
  denies,
  ...(boundary && { boundary }),
});
const cut = (held: Held, ...of: Parameters<typeof limits>): string[] => printed(cutGrants(held, limits(...of)));
const asOne = (all: readonly Held[], ...of: Parameters<typeof limits>): string[] =>
  printed(cutAsOne(all, limits(...of)));

const orders = 'arn:aws:s3:::orders/*';
const get = allow({ action: 's3:GetObject', on: orders });

describe('of a statement', () => {
  test('nothing, where nothing limits it, or what limits it is about something else', () => {
    expect(cut(get, [])).toEqual([]);
    expect(cut(get, [deny({ action: 's3:PutObject' })], [allow({ action: 's3:*' })])).toEqual([]);
  });

  test('what a Deny takes away, by the first that does', () => {
    const denies = [deny({ action: 'sqs:*' }), deny({ action: 's3:*' }), deny({ action: '*' })];
    expect(cut(get, denies)).toEqual(['s3:GetObject: deny of s3:*']);
    expect(cut(get, denies, [allow({ action: '*' })])).toEqual(['s3:GetObject: deny of s3:*']);
  });

  test('what the boundary does not have', () => {
    expect(cut(get, [], [])).toEqual(['s3:GetObject: boundary']);
    expect(cut(get, [], [allow({ action: 'sqs:*' })])).toEqual(['s3:GetObject: boundary']);
  });

  test('what the boundary has for other resources', () => {
    const boundary = [allow({ action: 's3:*', on: 'arn:aws:s3:::a/* arn:aws:s3:::b/*' })];
    const said = ['s3:GetObject: only on arn:aws:s3:::a/* arn:aws:s3:::b/*'];
    expect(cut(get, [], boundary)).toEqual(said);
    // To take it out of the Deny would not be enough.
    expect(cut(get, [], [...boundary, deny({ action: 's3:Get*' })])).toEqual(said);
  });

  test('what the boundary denies, though it allows it', () => {
    const boundary = [allow({ action: '*' }), deny({ action: 'sqs:*' }), deny({ action: 's3:Get*' })];
    expect(cut(get, [], boundary)).toEqual(['s3:GetObject: boundary-deny of s3:Get*']);
  });

  test('each action by itself', () => {
    const held = allow({ action: 's3:GetObject s3:PutObject sqs:SendMessage' });
    expect(cut(held, [deny({ action: 's3:PutObject' })], [allow({ action: 's3:*' })])).toEqual([
      's3:PutObject: deny of s3:PutObject',
      'sqs:SendMessage: boundary',
    ]);
  });

  test('a pattern only where nothing of it is left', () => {
    expect(cut(allow({ action: 's3:Get*' }), [], [allow({ action: 's3:GetObject' })])).toEqual([]);
    expect(cut(allow({ action: 's3:Get*' }), [], [allow({ action: 's3:Put*' })])).toEqual(['s3:Get*: boundary']);
  });

  test('no star for every action, nor for every service', () => {
    for (const action of ['*', '*:*', '*:Get*']) expect(cut(allow({ action }), [], [])).toEqual([]);
  });

  test('no action that there is not', () => {
    expect(cut(allow({ action: 's3:GetObjects' }), [], [])).toEqual([]);
  });

  test('what hangs on a condition or on the deployment is open', () => {
    const held = allow({ action: 's3:GetObject', on: '${Given}' });
    expect(cut(held, [], [allow({ action: 's3:*', on: orders })])).toEqual([
      '? arn:aws:s3:::orders/*: what the boundary leaves is not certain',
    ]);
    expect(cut(allow({ action: '${Given}' }), [], [])).toEqual(['? ${Given}: ${Given} is known only at deployment']);
  });

  test('what may not be allowed to begin with is open, too', () => {
    const unsure = allow({ action: 's3:GetObject', on: orders, unsure: 'a part of it is not known' });
    expect(cut(unsure, [], [allow({ action: 'sqs:*' })])).toHaveLength(1);
    expect(cut(unsure, [], [allow({ action: 'sqs:*' })])[0]).toMatch(/^\? /);
  });

  test('what is left of one action of a pattern counts more than what is open of another', () => {
    const open = allow({ action: 's3:GetObject', on: '${Given}' });
    expect(
      cut(allow({ action: 's3:GetObject*', on: orders }), [], [open, allow({ action: 's3:GetObjectTagging' })]),
    ).toEqual([]);
    expect(cut(allow({ action: 's3:GetObject*', on: orders }), [], [open])).toHaveLength(1);
  });
});

describe('of statements that are taken or left as one', () => {
  const send = allow({ action: 'sqs:SendMessage' });

  test('all, where nothing is left of any', () => {
    expect(asOne([get, send], [], [])).toEqual(['s3:GetObject: boundary', 'sqs:SendMessage: boundary']);
  });

  test('none, where something is left of one', () => {
    expect(asOne([get, send], [], [allow({ action: 'sqs:*' })])).toEqual([]);
    expect(asOne([get, allow({ notAction: 'iam:*' })], [], [])).toEqual([]);
  });

  test('none but the doubts, where one is open', () => {
    const open = allow({ action: '${Given}' });
    expect(asOne([get, open], [], [])).toEqual(['? ${Given}: ${Given} is known only at deployment']);
  });

  test('what allows nothing to begin with does not count', () => {
    expect(asOne([get, allow({ action: 's3:GetObjects' })], [], [])).toEqual(['s3:GetObject: boundary']);
  });
});
