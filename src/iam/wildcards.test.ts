import { expect, test } from 'vitest';
import fc from 'fast-check';
import { hasWildcard, isAllWildcards, matcher } from './wildcards.js';

test.each([
  ['getitem', 'GetItem', true],
  ['GetItem', 'GetItems', false],
  ['Get*', 'GetItem', true],
  ['Get*', 'Get', true],
  ['Get?*', 'Get', false],
  ['*Object', 'GetObject', true],
  ['*Object', 'GetObjectAcl', false],
  ['*Object*', 'GetObjectAcl', true],
  ['G*t*m', 'GetItem', true],
  ['G?tItem', 'GetItem', true],
  ['GetIte?', 'GetItem', true],
  ['GetItem?', 'GetItem', false],
  ['***', '', true],
  ['?', '', false],
  ['', '', true],
  ['', 'x', false],
  ['a*b*a', 'abba', true],
  ['a.c', 'abc', false],
  ['[a]*', '[A]bc', true],
])('%j and %j: %j', (pattern, text, expected) => {
  expect(matcher(pattern)(text)).toBe(expected);
});

test('agrees with a regular expression', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'B') });
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'B', '*', '?'), maxLength: 8 }), word, (pattern, text) => {
      const expected = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(text);
      expect(matcher(pattern)(text)).toBe(expected);
    }),
  );
});

test('a pattern made to take long does not', () => {
  const begun = performance.now();
  expect(matcher(`${'*a'.repeat(2_000)}b`)('a'.repeat(10_000))).toBe(false);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

test.each([
  ['*', true, true],
  ['**', true, true],
  ['?*', true, true],
  ['?', true, false],
  ['', false, false],
  ['a*', true, false],
  ['a', false, false],
  ['*:*', true, false],
])('%j: has a wildcard %j, is nothing else %j', (text, has, all) => {
  expect([hasWildcard(text), isAllWildcards(text)]).toEqual([has, all]);
});
