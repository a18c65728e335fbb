import { createRequire } from 'node:module';
import type { ParserPlugin } from '@babel/parser';
import type { ParseModule } from './syntax.js';

/** More is no source that somebody wrote; what a bundler makes of a function is a tenth of it. */
const mostCharacters = 3_000_000;

/** Reads JavaScript and TypeScript, by the name of the file; a syntax error that leaves the tree whole is none. */
export const parseModule: ParseModule = (text, path) => {
  if (text.length > mostCharacters) return undefined;
  try {
    const { program } = loadParser().parse(text, {
      sourceType: 'unambiguous',
      errorRecovery: true,
      allowReturnOutsideFunction: true,
      createImportExpressions: true,
      attachComment: false,
      plugins: [['estree', { classFeatures: true }], 'decorators', ...syntaxOf(path)],
    });
    return program as object as ReturnType<ParseModule>;
  } catch {
    return undefined;
  }
};

function syntaxOf(path: string): ParserPlugin[] {
  if (/\.tsx$/.test(path)) return ['typescript', 'jsx'];
  return /\.[mc]?ts$/.test(path) ? ['typescript'] : ['jsx'];
}

/** Loaded when code is first read, which few runs do: see loadYaml of src/parsers/yaml/lazy.ts. */
function loadParser(): typeof import('@babel/parser') {
  if (typeof require !== 'function')
    return createRequire(import.meta.url)('@babel/parser') as typeof import('@babel/parser');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a literal one is what the bundle keeps apart
  return require('@babel/parser') as typeof import('@babel/parser');
}
