import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callsOfPython } from '../../../test/support/python.js';
import { parsePython } from './parse.js';
import { nodesIn, sliceOf, textIn } from './syntax.js';

/** The texts that code has. */
const textsIn = (code: string): string[] => {
  const tree = parsePython(code);
  return tree === undefined ? [] : [...nodesIn(tree.root)].flatMap((node) => textIn(tree.text, node) ?? []);
};

describe('what is Python', () => {
  test.each([
    ['numbers that end with a dot', 'x = [1., 2.e3, 3.j, 4 .real]'],
    ['a yield that gives nothing', 'def f():\n  yield\n  x = yield\n  g((yield))'],
    ['with a mark of its encoding', '\uFEFFx = 1'],
    [
      'patterns',
      'match x:\n  case {"a": [1, *rest], **others} if rest: pass\n  case A(b=1) | None: pass\n  case _: pass',
    ],
    [
      'patterns with nothing in them',
      'match x:\n  case []: pass\n  case () if y: pass\n  case str() | a.B(): pass\n  case {"a": [int()]}: pass',
    ],
    [
      'names in brackets',
      'with (a("as )") as b, c(1) as d,):  # as\n  pass\nwith (\n  # as it is\n  a as b,\n  c(x[1:2]) as d  # (\n):\n  import a as b\nwith (a) as b: pass\nwith (a, b): pass',
    ],
    ['parameters of types', 'def f[T: int](x: T) -> T: return x\nclass A[T]: pass\ntype B = int'],
    ['texts in texts', 'f"{x!r:>{w}} {d["a"]} {x=}"'],
    ['lines that end as on Windows', 'if x:\r\n  y\r\nz\r\n'],
    ['names that are words elsewhere', 'match = 1\ntype(match)\ncase = type\nprint(case)'],
  ])('%s', (_, code) => {
    expect(parsePython(code)).toBeDefined();
  });
});

test('texts', () => {
  expect(textsIn(`a = 'b'`)).toEqual(['b']);
  expect(textsIn(`a = "put" '_item'`)).toContain('put_item');
  expect(
    textsIn(String.raw`a = 'put\x5fitem'; b = "\u0061\142"; c = r'\x5f'; d = '''e\
f'''`),
  ).toEqual(['put_item', 'ab', String.raw`\x5f`, 'ef']);
  expect(textsIn(`a = f"b" + f"{c}d"; e = b"f"`)).toEqual(['b', 'f']);
  expect(textsIn(String.raw`a = "\N{BULLET}"`)).toEqual([]);
  expect(textsIn(`a = 'yield' + "1."`)).toEqual(['yield', '1.']);
  expect(textsIn(`with (a('with (b as c):') as d):\n  f('case f():')`)).toEqual(['with (b as c):', 'case f():']);
});

describe('hostile code', () => {
  const many = 200_000;
  test.each([
    ['brackets', '['.repeat(many)],
    ['brackets that are closed', '['.repeat(many) + ']'.repeat(many)],
    ['calls of calls', `f${'()'.repeat(many)}`],
    ['members of members', `a${'.b'.repeat(many)}`],
    ['sums', `x = ${'1+'.repeat(many)}1`],
    ['names in brackets', 'with (a as b, '.repeat(many / 4) + ')'.repeat(many / 4)],
    ['nots', `x = ${'not '.repeat(many)}1`],
    ['texts in texts', 'f"{'.repeat(many / 4)],
    ['lines that go on', 'x = \\\n'.repeat(many / 4)],
    ['deeper and deeper', Array.from({ length: 1500 }, (_, at) => `${' '.repeat(at)}if x:`).join('\n')],
    ['branches', `if a:\n  b\n${'elif a:\n  b\n'.repeat(many / 20)}`],
    ['names', `x = [${'a,'.repeat(many)}]\nimport ${'b,'.repeat(many)}c`],
    ['names that are put', `${'a = '.repeat(many)}1\n${'a, '.repeat(many)} = b = ${'c, '.repeat(many)}`],
    ['names that are given', `f(${'a, '.repeat(many)})\nf(${'a=1, '.repeat(many)})`],
    ['loops in loops', `[a ${'for a in [b] '.repeat(many / 10)}]`],
    ['imports', Array.from({ length: many / 4 }, (_, n) => `import a${String(n)}`).join('\n')],
    ['a long line', `x = "${'a'.repeat(10_000_000)}"`],
    ['a text that is no end', `x = """${'a"'.repeat(many)}`],
    ['digits', '1_'.repeat(many)],
    ['spaces after yield', `yield${' '.repeat(many)}x`],
    [
      'constants of constants',
      `${Array.from({ length: 2000 }, (_, n) => `a${String(n + 1)} = a${String(n)}`).join('\n')}\nimport boto3\nboto3.client(a2000)`,
    ],
    [
      'makers that call each other in a tree',
      `import boto3\ndef f0(name):\n  return boto3.client(name)\n${Array.from({ length: 19 }, (_, n) => `def f${String(n + 1)}(name):\n${`  f${String(n)}(name)\n`.repeat(10)}`).join('')}f19('s3')`,
    ],
    [
      'clients of many names, made again and again',
      `import boto3\n${Array.from({ length: 900 }, (_, n) => `x = 's${String(n)}'\n`).join('')}${'boto3.client(x)\n'.repeat(5000)}`,
    ],
    ['a long name of a module', `import ${'a.'.repeat(many)}b`],
    ['a text like a long name of a module', `x = '${'a.'.repeat(many)}b'`],
    ['names from a module', `from a import ${'b, '.repeat(many / 2)}c`],
    ['constants of each other', 'a = b\nb = a\nimport boto3\nboto3.client(a)'],
    [
      'constants that double',
      `${Array.from({ length: 40 }, () => 'a = a if b else a').join('\n')}\nimport boto3\nboto3.client(a)`,
    ],
  ])('%s', (_, code) => {
    expect(callsOfPython(code)).toBeTypeOf('string');
  });

  test('any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(callsOfPython(text)).toBeTypeOf('string');
      }),
    );
  });

  const words = [
    'import ',
    'from ',
    'boto3',
    '.',
    'client',
    '(',
    ')',
    "'s3'",
    ' as ',
    ' = ',
    '\n',
    '  ',
    'for ',
    ' in ',
    '[',
    ']',
    ',',
    '*',
    'def ',
    ':',
    'f"{',
    '}"',
    'try:',
    'yield',
    'lambda ',
    '@',
    'getattr',
  ];
  test('any words', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 40 }), (some) => {
        expect(callsOfPython(some.join(''))).toBeTypeOf('string');
      }),
      { numRuns: 500 },
    );
  });
});

test('a node is where its text is', () => {
  const tree = parsePython('\nclient.put_item(Item=item)\n');
  const names = [...nodesIn(tree?.root ?? { type: '', start: 0, end: 0, parts: [], index: 0 })].filter(
    ({ type }) => type === 'PropertyName',
  );
  expect(names.map((name) => sliceOf(tree?.text ?? '', name))).toEqual(['put_item']);
});
