import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Hole,
  type Text,
  identityOf,
  matchesAny,
  matchesGlob,
  printText,
  textOf,
  whyOpen,
  wholeText,
} from './text.js';

const at = { file: { path: 'template.yaml', text: '' }, start: 0, end: 0 };
const account: Hole = { name: '${AWS::AccountId}', word: true };
const partition: Hole = { name: '${AWS::Partition}', word: true };
const table: Hole = { name: '${Table.Arn}', resource: { address: 'Table', attribute: 'Arn' } };
const text = (...parts: (string | Hole)[]): Text => textOf(parts, at);

test.each([
  ['the same text', text('a:b'), 'a:b', 'yes'],
  ['other text', text('a:b'), 'a:c', 'no'],
  ['a star takes text across separators', text('arn:aws:iam::1:role/a/b'), 'arn:aws:*/b', 'yes'],
  ['a question mark takes one character', text('ab'), 'a?', 'yes'],
  ['and no more', text('abc'), 'a?', 'no'],
  ['a star takes a hole', text('arn:aws:iam::', account, ':role/x'), 'arn:aws:iam::*:role/x', 'yes'],
  ['a literal may be what is in the hole', text('arn:aws:iam::', account, ':role/x'), 'arn:aws:iam::1:role/x', 'maybe'],
  ['what stands beside the hole decides', text('arn:aws:iam::', account, ':role/x'), 'arn:aws:iam::1:role/y', 'no'],
  ['a word holds no separator', text('a:', account, ':c'), 'a:b:b:c', 'no'],
  ['nor a slash', text('a/', account, '/c'), 'a/b/b/c', 'no'],
  ['stars in a row are one', text('a', table), 'a**', 'yes'],
  ['any other hole may hold some', text('a:', table, ':c'), 'a:b:b:c', 'maybe'],
  ['a hole may be anything', text(table), 'arn:aws:dynamodb:*', 'maybe'],
  ['a lone star is certain', text(table), '*', 'yes'],
  ['the partition of a portable template', text('arn:', partition, ':iam::1:role/x'), 'arn:aws:iam::1:role/x', 'yes'],
  ['in every partition', text('arn:', partition, ':iam::1:role/x'), 'arn:aws-cn:iam::1:role/x', 'yes'],
  ['how long a hole is, nobody knows', text(table), '??', 'maybe'],
  ['case counts', text('S3:Get'), 's3:get', 'no'],
] as const)('%s', (_, given, glob, verdict) => {
  expect(matchesGlob(given, glob)).toBe(verdict);
});

test('case does not count where it is folded', () => {
  expect(matchesGlob(text('S3:GetObject'), 's3:get*', { fold: true })).toBe('yes');
});

test('the best verdict over several globs', () => {
  const role = text('arn:aws:iam::', account, ':role/x');
  expect(matchesAny(role, ['nothing', 'arn:aws:iam::1:role/x'])).toBe('maybe');
  expect(matchesAny(role, ['arn:aws:iam::1:role/x', '*'])).toBe('yes');
  expect(matchesAny(role, [])).toBe('no');
});

test('equal texts have equal parts', () => {
  expect(textOf(['a', '', 'b', account, 'c'], at).parts).toEqual(['ab', account, 'c']);
  expect(wholeText(text('a', 'b'))).toBe('ab');
  expect(wholeText(text())).toBe('');
  expect(wholeText(text('a', account))).toBeUndefined();
  expect(printText(text('a/', table))).toBe('a/${Table.Arn}');
  expect(identityOf(text(table))).not.toBe(identityOf(text('${Table.Arn}')));
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 8 });
const globs = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 8 });
const asRegExp = (glob: string): RegExp =>
  new RegExp(`^${glob.replace(/[*?]/g, (sign) => (sign === '*' ? '[^]*' : '[^]'))}$`, 'u');

test('literal text is judged like a regular expression', () => {
  fc.assert(
    fc.property(letters, globs, (literal, glob) => {
      expect(matchesGlob({ parts: [literal] }, glob)).toBe(asRegExp(glob).test(literal) ? 'yes' : 'no');
    }),
  );
});

test('a verdict on text with holes holds for every filling', () => {
  fc.assert(
    fc.property(letters, letters, globs, fc.array(letters, { maxLength: 5 }), (before, after, glob, fillings) => {
      const verdict = matchesGlob(text(before, { name: 'x' }, after), glob);
      for (const filling of fillings) {
        const matches = asRegExp(glob).test(before + filling + after);
        if (verdict === 'yes') expect(matches).toBe(true);
        if (verdict === 'no') expect(matches).toBe(false);
      }
    }),
  );
});

test('why a text can’t be told: a plan says it of a whole value, never of text around one', () => {
  const hole: Hole = { name: '${known after apply: local.x is not in the plan}' };
  expect([text(hole), text(hole, '/x/', hole), text('a-', account)].map(whyOpen)).toEqual([
    'known after apply: local.x is not in the plan',
    `${hole.name}/x/${hole.name} is known only at deployment`,
    'a-${AWS::AccountId} is known only at deployment',
  ]);
});
