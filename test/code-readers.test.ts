import { readFileSync, readdirSync } from 'node:fs';
import { parse } from '@typescript-eslint/typescript-estree';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CodeFile, readCode } from '../src/code/javascript/modules.js';
import { parseModule } from '../src/code/javascript/parse.js';
import type { Node, ParseModule } from '../src/code/javascript/syntax.js';
import { programs } from './support/code-programs.js';
import { calls } from './support/code.js';

/** The parser of typescript-eslint, which is TypeScript's own: its nodes have a range where ours begin and end. */
const parseOtherwise: ParseModule = (text, path) => {
  try {
    return withPlaces(parse(text, { range: true, jsx: /x$|\.[mc]?js$/.test(path), filePath: path })) as Node;
  } catch {
    return undefined;
  }
};

function withPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withPlaces);
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return value;
  const { range, ...rest } = value as { readonly range?: readonly [number, number] };
  const parts = Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, withPlaces(part)]));
  return range === undefined ? parts : { ...parts, start: range[0], end: range[1] };
}

/** What a file says, without its text. */
function saying(code: CodeFile | undefined) {
  if (code === undefined) return undefined;
  const { imports, words } = code;
  return {
    imports: imports.map(({ from, names, open, at }) => ({
      from,
      names: [...names].sort(),
      open: open?.start,
      start: at.start,
      end: at.end,
    })),
    members: [...words.members.keys()].sort(),
    made: [...words.made.keys()].sort(),
    texts: [...words.texts.keys()].sort(),
    keys: [...words.keys].sort(),
    open: words.open !== undefined,
    asks: [...words.asks].map(([method, { open }]) => [method, open]),
    gaps: words.gaps.map(({ why }) => why),
  };
}

describe('a second parser says the same', () => {
  test('of the sources of this project', () => {
    const paths = ['scripts', 'src/cdk', 'src/cli', 'src/code', 'src/formatters'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(?:[mc]?[jt]s)$/.test(name))
        .map((name) => `${folder}/${name}`),
    );
    expect(paths.length).toBeGreaterThan(100);
    for (const path of paths) {
      const file = { path, text: readFileSync(path, 'utf8') };
      const said = saying(readCode(file, parseModule));
      expect(said, path).toBeDefined();
      expect(said, path).toEqual(saying(readCode(file, parseOtherwise)));
    }
  });

  test('of programs that call AWS', () => {
    fc.assert(
      fc.property(programs, ({ files }) => {
        expect(calls(files, parseOtherwise)).toBe(calls(files));
      }),
      { numRuns: 100 },
    );
  });
});

test('what a program calls is found, however it is spread over files', () => {
  fc.assert(
    fc.property(programs, ({ files, actions }) => {
      const found = calls(files).split('\n')[0]?.split(' ') ?? [];
      expect(found).toEqual(expect.arrayContaining([...actions]));
    }),
    { numRuns: 500 },
  );
});

test('what a program does not call is not found, where each call is told', () => {
  fc.assert(
    fc.property(programs, ({ files, actions, told }) => {
      if (told) expect(calls(files).split(' ').sort()).toEqual([...new Set(actions)].sort());
    }),
    { numRuns: 500 },
  );
});
