import { describe, expect, test } from 'vitest';
import { programIn } from '../../../test/support/code.js';
import type { SourceFile } from '../../source/source.js';
import { programOf, readCode } from './modules.js';
import { parseModule } from './parse.js';

/** The files that are read, and why there may be more. */
function read(files: Readonly<Record<string, string>>): string {
  const { modules, imports, gaps } = programIn(files);
  return [
    modules.map(({ file }) => file.path).join(' '),
    ...imports.map(({ from, names }) => `${from} { ${names.join(' ')} }`),
    ...gaps.map(({ why }) => why),
  ].join('\n');
}

describe('files', () => {
  test.each([
    ['of the same name', { 'src/a.js': `import './b.js';`, 'src/b.js': '' }, 'src/a.js src/b.js'],
    ['without an ending', { 'src/a.js': `require('../b')`, 'b.mjs': '' }, 'src/a.js b.mjs'],
    [
      'what will be made of them',
      { 'a.ts': `import './b.js'; import './c.mjs'; import './d.jsx';`, 'b.ts': '', 'c.mts': '', 'd.tsx': '' },
      'a.ts b.ts c.mts d.tsx',
    ],
    ['a component that is called by what it becomes', { 'a.ts': `import './b.js';`, 'b.tsx': '' }, 'a.ts b.tsx'],
    [
      'of folders',
      { 'a.ts': `import './b'; import './c/'; import '.';`, 'b/index.ts': '', 'c/index.js': '', 'index.ts': '' },
      'a.ts b/index.ts c/index.js index.ts',
    ],
    ['before folders', { 'a.ts': `import './b';`, 'b.ts': '', 'b/index.ts': '' }, 'a.ts b.ts'],
    ['with dots in their names', { 'a.ts': `import './b.service';`, 'b.service.ts': '' }, 'a.ts b.service.ts'],
    [
      'source and what was made of it',
      { 'a.ts': `import './b'; import './c.js';`, 'b.ts': '', 'b.js': '', 'c.ts': '', 'c.js': '' },
      'a.ts b.ts b.js c.js c.ts',
    ],
    [
      'that are exported again',
      { 'a.ts': `export * from './b'; export { d } from './c';`, 'b.ts': '', 'c.ts': '' },
      'a.ts b.ts c.ts',
    ],
    [
      'of types',
      {
        'a.ts': `import type { B } from './b'; export type { C } from './c'; import { D } from './d'; import { E } from './e.js';`,
        'd.d.ts': '',
        'e.d.ts': '',
      },
      'a.ts',
    ],
    [
      'of data',
      { 'a.ts': `import x from './x.json'; require('./y.html'); import z from './z.graphql';`, 'z.graphql.ts': '' },
      'a.ts z.graphql.ts',
    ],
    ['in a circle', { 'a.ts': `import './b'; import './a';`, 'b.ts': `import './a';` }, 'a.ts b.ts'],
    [
      'that are not there',
      { 'a.ts': `import './b'; import '/opt/nodejs/c'; import './d.wasm';` },
      'a.ts\n./b is not there, or is no code\n/opt/nodejs/c is not there, or is no code\n./d.wasm is not there, or is no code',
    ],
    [
      'that are not code',
      { 'a.ts': `import './b';`, 'b.ts': 'const = 1;' },
      "a.ts\nb.ts can't be read as JavaScript or TypeScript",
    ],
  ])('%s', (_, files, told) => {
    expect(read(files)).toBe(told);
  });

  test('more than a function is written in', () => {
    const files = Object.fromEntries(
      Array.from({ length: 1100 }, (_, n) => [`m${String(n)}.js`, `import './m${String(n + 1)}.js';`]),
    );
    expect(read(files)).toMatch(/m999\.js\nit is more than 1000 files$/);
  });
});

test('names without number, and settings with as many', () => {
  const names = Array.from({ length: 1000 }, (_, at) => `import 'n${String(at)}/x';`).join('\n');
  const targets = Array.from({ length: 1000 }, (_, at) => `t${String(at)}/*`);
  const files = new Map(
    Object.entries({
      'a.ts': names,
      'tsconfig.json': JSON.stringify({ compilerOptions: { paths: { '*': targets } } }),
    }),
  );
  let asked = 0;
  const reader = {
    read: (path: string) => {
      asked += 1;
      const text = files.get(path);
      return text === undefined ? undefined : { path, text };
    },
    code: (file: SourceFile) => readCode(file, parseModule),
  };
  programOf([{ path: 'a.ts', text: names }], reader);
  // Twenty of the targets, each with every ending that it may have.
  expect(asked).toBeLessThan(1_000_000);
});

describe('names by the settings of a compiler', () => {
  const tsconfig = (options: string) => `{ // comments are allowed\n "compilerOptions": ${options}, }`;
  test.each([
    [
      'paths',
      {
        'src/a.ts': `import '@/b'; import '@lib';`,
        'src/b.ts': '',
        'lib/index.ts': '',
        'tsconfig.json': tsconfig(`{ "paths": { "@/*": ["./gone/*", "./src/*"], "@lib": ["./lib"] } }`),
      },
      'src/a.ts src/b.ts lib/index.ts',
    ],
    [
      'paths from a base',
      {
        'app/src/a.ts': `import '@/b';`,
        'app/src/b.ts': '',
        'app/tsconfig.json': tsconfig(`{ "baseUrl": "./src", "paths": { "@/*": ["*"] } }`),
      },
      'app/src/a.ts app/src/b.ts',
    ],
    [
      'a file of the name of a package',
      {
        'src/a.ts': `import { Db } from 'redis'; import 'zod';`,
        'src/redis.ts': `import 'pg';`,
        'tsconfig.json': tsconfig(`{ "baseUrl": "src" }`),
      },
      'src/a.ts src/redis.ts\nzod {  }\npg {  }',
    ],
    [
      'a base where the settings are',
      { 'src/a.ts': `import 'lib/b';`, 'lib/b.ts': '', 'tsconfig.json': tsconfig(`{ "baseUrl": "." }`) },
      'src/a.ts lib/b.ts',
    ],
    [
      'by what they extend',
      {
        'src/a.ts': `import '@/b';`,
        'src/b.ts': '',
        'src/tsconfig.json': `{ "extends": "../base" }`,
        'base.json': tsconfig(`{ "paths": { "@/*": ["./src/*"] } }`),
      },
      'src/a.ts src/b.ts',
    ],
    [
      'the nearest',
      {
        'src/a.ts': `import '@/b';`,
        'src/b.ts': '',
        'src/tsconfig.json': '{}',
        'tsconfig.json': tsconfig(`{ "paths": { "@/*": ["./src/*"] } }`),
      },
      'src/a.ts\n@/b {  }',
    ],
    [
      'outside of where it runs',
      {
        '../x/a.ts': `import '@/b';`,
        '../x/b.ts': '',
        '../tsconfig.json': tsconfig(`{ "paths": { "@/*": ["./x/*"] } }`),
        'tsconfig.json': '{}',
      },
      '../x/a.ts ../x/b.ts',
    ],
    [
      'by an absolute path',
      {
        '/x/a.ts': `import '@/b';`,
        '/x/b.ts': '',
        '/tsconfig.json': tsconfig(`{ "paths": { "@/*": ["./x/*"] } }`),
        'tsconfig.json': '{}',
      },
      '/x/a.ts /x/b.ts',
    ],
    [
      'types by a path',
      { 'a.ts': `import { T } from 'types/t';`, 'types/t.d.ts': '', 'tsconfig.json': tsconfig(`{ "baseUrl": "." }`) },
      'a.ts',
    ],
    [
      'settings in a circle',
      { 'a.ts': `import 'b';`, 'tsconfig.json': `{ "extends": "./tsconfig.json" }` },
      'a.ts\nb {  }',
    ],
    ['no settings', { 'a.ts': `import 'b';`, 'tsconfig.json': 'no' }, 'a.ts\nb {  }'],
  ])('%s', (_, files, told) => {
    expect(read(files)).toBe(told);
  });
});

test('what is taken of packages', () => {
  const files = {
    'a.ts': `
import a, { b as c } from 'one';
import * as two from 'two';
export { d as e } from 'three';
export * as four from 'four';
const { f, 'g': h, ...rest } = require('five');
import type { T } from 'six';
two.i(two['j'], two.default.k);
a.l = 1;`,
  };
  expect(read(files)).toMatchInlineSnapshot(`
    "a.ts
    one { b l }
    two { k j i }
    three { d }
    four { * }
    five { f g * }"
  `);
});
