import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printReading } from '../../test/support/print-reading.js';
import { templates } from '../../test/support/templates.js';
import type { Syntax } from '../template/syntax.js';
import { read } from './read.js';

const tooDeep = 'collections are nested more than 300 levels deep';

function messages(text: string, path = 'template.yaml'): string[] {
  return read({ path, text }).problems.map((problem) => problem.message);
}

test('what is far too long for CloudFormation is not read', () => {
  const text = `Resources: {Fn: {Type: AWS::Lambda::Function}}${' '.repeat(5_000_000)}`;
  expect(printReading(read({ path: 'template.yaml', text }))).toMatchInlineSnapshot(`
    "nothing
      1:1-2 The file is larger than 5 MB, and CloudFormation takes no template of more than 1 MB (Split it into nested stacks)"
  `);
  expect(printReading(read({ path: 'template.yaml', text: text.slice(0, 1000) }))).toMatchInlineSnapshot(
    `"{Resources: {Fn: {Type: "AWS::Lambda::Function"}}}"`,
  );
});

describe('JSON or YAML', () => {
  test('by what the text holds, in doubt by the name', () => {
    const files = [
      ['template.yaml', '{"a": 01}'],
      ['template.yaml', '{a: 01}'],
      ['template.template', '{"a": 1,}'],
      ['template.json', '{"a": 1,}'],
      ['template.json', 'a: b'],
      ['template.template', '{"a": [1 "b"}'],
      ['template.template', '{a: [1 b}'],
      ['template.yaml', '{{ a }}: b'],
    ] as const;
    const told = files.map(([path, text]) => `${path}: ${text}\n${printReading(read({ path, text }))}`);
    expect(told.join('\n')).toMatchInlineSnapshot(`
      "template.yaml: {"a": 01}
      {a: "01"}
      template.yaml: {a: 01}
      {a: "01"}
      template.template: {"a": 1,}
      {a: 1}
      template.json: {"a": 1,}
      {a: 1}
        1:8-9 A comma stands before nothing (Remove the comma)
      template.json: a: b
      {a: "b"}
      template.template: {"a": [1 "b"}
      {a: [1, "b"]}
        1:7-8 The bracket [ is never closed (Close it)
        1:10-11 A comma is missing before this (Write a comma behind the entry before)
      template.template: {a: [1 b}
      {a: ["1 b"]}
        1:5-6 The bracket [ is never closed (Close it)
      template.yaml: {{ a }}: b
      {}
        1:1-8 A map cannot be a key (Use text as the key, or quote a text that begins with a bracket)
        1:2-7 A map cannot be a key (Use text as the key, or quote a text that begins with a bracket)"
    `);
  });
});

describe('what would take too long or too much', () => {
  const deep = 100_000;

  test.each([
    ['brackets', '['.repeat(deep), 'a.yaml'],
    ['brackets of JSON', '['.repeat(deep), 'a.json'],
    ['maps of JSON', '{"a":'.repeat(deep), 'a.json'],
    ['dashes', '- '.repeat(deep), 'a.yaml'],
    ['flow maps', '{a: '.repeat(deep), 'a.yaml'],
    ['question marks', '? '.repeat(deep), 'a.yaml'],
    ['brackets behind another error', `a: @\nb: ${'['.repeat(5000)}`, 'a.yaml'],
  ])('%s nested too deep', (_, text, path) => {
    expect(messages(text, path)).toContain(tooDeep);
  });

  test('collections may be nested deep enough', () => {
    expect(messages('['.repeat(290) + ']'.repeat(290))).toEqual([]);
    expect(messages('{"a":'.repeat(290) + '1' + '}'.repeat(290))).toEqual([]);
  });

  test('aliases that stand for more than anyone would write', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 20; i++) lines.push(`a${i}: &a${i} [${`*a${i - 1}, `.repeat(10)}]`);
    const { root, problems } = read({ path: 'a.yaml', text: lines.join('\n') });
    expect(problems.map((problem) => problem.message)).toEqual(['The document expands to too many nodes']);
    expect(count(root)).toBeLessThan(1_000_001);
  });

  test('many keys in one map, some of them twice', () => {
    const text = Array.from({ length: 50_000 }, (_, i) => `k${i % 49_999}: ${i}`).join('\n');
    expect(messages(text)).toEqual(['The key "k0" is already on line 1 of the same map']);
  });
});

describe('whatever is thrown at it', () => {
  /** Reads a text; each problem has a place in it that can be shown, and each node one inside of the text. */
  function check(text: string, path: string): void {
    const { root, problems } = read({ path, text });
    for (const { at } of problems) {
      expect(at.start, JSON.stringify(text)).toBeGreaterThanOrEqual(0);
      expect(at.end, JSON.stringify(text)).toBeLessThanOrEqual(text.length);
      expect(at.end, JSON.stringify(text)).toBeGreaterThan(at.start);
    }
    expect(count(root, text.length)).toBeGreaterThanOrEqual(0);
  }

  test.each(Object.entries(templates))('every beginning of %s', (path, text) => {
    for (let end = 1; end <= text.length; end++) check(text.slice(0, end), path);
  });

  test.each(Object.entries(templates))('changes to %s', (path, text) => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...Array.from('[]{}:,-?&*!|>\'"%@`#~ \t\n\r\\.\0\uFEFF'),
        '---\n',
        '<<: ',
        '*a',
        '&a ',
        '!!',
        '!<',
        '\n  ',
        '- - ',
        '\uD800',
      ),
      fc.string({ maxLength: 3 }),
    );
    const change = fc.record({ at: fc.nat(text.length), remove: fc.nat(20), insert: piece });
    const apply = (before: string, { at, remove, insert }: { at: number; remove: number; insert: string }): string =>
      before.slice(0, at) + insert + before.slice(at + remove);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) =>
        check(changes.reduce(apply, text), path),
      ),
      { numRuns: 150 },
    );
  });
});

/** How many nodes a walk comes across. */
function count(node: Syntax | undefined, length = Infinity): number {
  if (node === undefined) return 0;
  const { start, end } = node.at;
  // An `expect` for each of a million nodes takes its time.
  if (start < 0 || start > end || end > length) expect.fail(`a node from ${start} to ${end}`);
  if (node.is === 'scalar') return 1;
  const inner = node.is === 'list' ? node.items : node.entries.map((entry) => entry.value);
  return inner.reduce((sum, child) => sum + count(child, length), 1);
}
