import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hole } from '../values/text.js';
import { anyVerdict, covers, everyVerdict, overlaps } from './patterns.js';
import { matcher } from './wildcards.js';

const account: Hole = { name: '${AWS::AccountId}', word: true };
const partition: Hole = { name: '${AWS::Partition}', word: true };
const name: Hole = { name: '${Name}' };
const of = (...parts: (string | Hole)[]) => ({ parts });

test.each([
  ['*', 'arn:aws:s3:::orders', 'yes'],
  ['s3:Get*', 's3:GetObject', 'yes'],
  ['s3:Get*', 's3:PutObject', 'no'],
  ['s3:Get*', 's3:*', 'no'],
  ['s3:*', 's3:Get*', 'yes'],
  ['s3:Get?bject', 's3:Get*bject', 'no'],
  ['a*c', 'a*b*c', 'yes'],
  ['a**c', 'a*c', 'yes'],
  ['a?c*', 'abc*', 'yes'],
  ['a?c*', 'a?c*', 'yes'],
  ['a?*', 'a*', 'no'],
  ['a?*', 'ab*', 'yes'],
  ['abc*', 'a?c*', 'no'],
  ['*ab', '*aab', 'yes'],
  ['*ab*', '*a*b*', 'no'],
  ['*a*', '*?a*', 'yes'],
  ['?*', '*', 'no'],
  ['*?', '*', 'no'],
  ['a?', 'ab*', 'no'],
  ['arn:aws:iam::*:role/*', 'arn:aws-cn:iam::123456789012:role/x', 'yes'],
] as const)('%s covers %s: %s', (outer, inner, expected) => {
  expect(covers(of(outer), of(inner))).toBe(expected);
});

test.each([
  ['a*', '*b', 'yes'],
  ['a?', '?b', 'yes'],
  ['a*', 'b*', 'no'],
  ['a?', 'a', 'no'],
  ['?b', 'ab', 'yes'],
  ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*', 'no'],
  ['arn:aws:s3:::Orders', 'arn:aws:s3:::orders', 'no'],
  ['s3:GetObject', 's3:Get', 'no'],
  ['arn:aws:lambda:*:*:function:a-*', 'arn:aws:lambda:*:*:function:b-*', 'no'],
  ['arn:*', 'arn:aws:lambda:*:*:function:b-*', 'yes'],
] as const)('%s overlaps %s: %s', (left, right, expected) => {
  expect(overlaps(of(left), of(right))).toBe(expected);
});

test('a hole is filled alike wherever it stands, and may be anything where it does not', () => {
  const own = of('arn:aws:iam::', account, ':role/', name);
  expect(covers(own, own)).toBe('yes');
  expect(covers(of('arn:', partition, ':iam::', account, ':role/*'), own)).toBe('yes');
  expect(covers(of('arn:aws:iam::123456789012:role/*'), own)).toBe('maybe');
  expect(covers(of('arn:aws:iam::123456789012:user/*'), of('arn:aws:iam::', account, ':role/x'))).toBe('no');
  expect(covers(of('arn:aws:iam::*:role/orders'), own)).toBe('maybe');
  expect(overlaps(own, of('arn:aws:iam::*:role/*'))).toBe('yes');
  expect(overlaps(own, of('arn:aws:iam::*:role/orders'))).toBe('maybe');
  expect(overlaps(own, of('arn:aws:s3:::orders'))).toBe('no');
});

test('holes of other names may be filled otherwise, and a hole is no single character', () => {
  const one: Hole = { name: '${A.Arn}', resource: { address: 'A', attribute: 'Arn' } };
  const other: Hole = { name: '${A.Id}', resource: { address: 'A', attribute: 'Id' } };
  expect(covers(of('a', one), of('a', one))).toBe('yes');
  expect(covers(of('a', one), of('a', other))).toBe('maybe');
  expect(overlaps(of('a', one), of('a', name))).toBe('maybe');
  expect(overlaps(of('a', name), of('a?'))).toBe('maybe');
  expect(overlaps(of('a?'), of('a', name))).toBe('maybe');
  expect(covers(of('a?'), of('a', name))).toBe('maybe');
  expect(covers(of('a', name), of('ab'))).toBe('maybe');
  expect(covers(of('a', name), of('b'))).toBe('no');
  expect(overlaps(of('a', name), of('b'))).toBe('no');
});

test('a variable of a policy is filled by each request', () => {
  const own = of('arn:aws:s3:::home/${aws:username}/*');
  expect(covers(own, of('arn:aws:s3:::home/anna/*'))).toBe('maybe');
  expect(overlaps(of('arn:aws:s3:::home/anna/notes'), own)).toBe('maybe');
  expect(overlaps(of('arn:aws:s3:::orders/*'), own)).toBe('no');
  expect(covers(own, of('arn:aws:s3:::home/${aws:username}/notes'))).toBe('yes');
  // What stands for a star itself is none.
  expect(covers(of('arn:aws:s3:::a/${*}'), of('arn:aws:s3:::a/b'))).toBe('no');
});

test('only a word in the place of a partition is one', () => {
  expect(covers(of('arn:aws:s3:::a*'), of('arn:', partition, ':s3:::a*'))).toBe('yes');
  expect(covers(of('arn:aws:s3:::a*'), of('arn:', name, ':s3:::a*'))).toBe('maybe');
  expect(covers(of('b', partition, 'a'), of('barn:awsa'))).toBe('no');
});

test('upper and lower case are the same where they are for IAM', () => {
  expect(covers(of('S3:?et*'), of('s3:GetObject'), { fold: true })).toBe('yes');
  expect(covers(of('S3:?et*'), of('s3:GetO*'), { fold: true })).toBe('yes');
  expect(covers(of('S3:Get'), of('s3:GetObject'), { fold: true })).toBe('no');
  expect(covers(of('S3:Get*'), of('sqs:GetObject'), { fold: true })).toBe('no');
  expect(overlaps(of('S3:get*'), of('s3:*Object'), { fold: true })).toBe('yes');
  expect(overlaps(of('S3:get*'), of('s3:*Object'))).toBe('no');
  expect(covers(of('S3:get*'), of('s3:GetObject'), { fold: true })).toBe('yes');
  expect(covers(of('arn:aws:s3:::Orders'), of('arn:aws:s3:::orders'))).toBe('no');
});

const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });

test('what a pattern covers it matches, and what overlaps shares a text', () => {
  fc.assert(
    fc.property(glob, glob, word, (outer, inner, text) => {
      const inside = matcher(inner)(text);
      if (inside && covers(of(outer), of(inner)) === 'yes') expect(matcher(outer)(text)).toBe(true);
      if (inside && matcher(outer)(text)) expect(overlaps(of(outer), of(inner))).toBe('yes');
      expect(covers(of(outer), of(text))).toBe(matcher(outer)(text) ? 'yes' : 'no');
    }),
  );
});

test('patterns that nobody means are no crash, and those with holes are not told', () => {
  const [long, other] = ['a*b?'.repeat(30_000), '*ab?'.repeat(30_000)];
  expect(covers(of(long), of(other))).toBe('no');
  expect(covers(of(long), of(long))).toBe('yes');
  expect(covers(of(long, name), of(other))).toBe('maybe');
  expect(overlaps(of('x', '*a'.repeat(30_000)), of('*', other))).toBe('maybe');
});

test('verdicts by the hundred thousand', () => {
  const verdicts = Array.from({ length: 300_000 }, () => 'maybe' as const);
  expect([anyVerdict(verdicts), everyVerdict(verdicts), anyVerdict([]), everyVerdict([])]).toEqual([
    'maybe',
    'maybe',
    'no',
    'yes',
  ]);
});
