import { programOf, readCode } from '../../src/code/javascript/modules.js';
import { parseModule } from '../../src/code/javascript/parse.js';
import type { ParseModule } from '../../src/code/javascript/syntax.js';
import { usesOf } from '../../src/code/javascript/uses.js';
import type { CodeUse } from '../../src/code/uses.js';

/** Files of code by their paths, of which the first is the handler; a text alone is all of it. */
export type Files = string | Readonly<Record<string, string>>;

/** The program that files are. */
export function programIn(files: Files, parse: ParseModule = parseModule): ReturnType<typeof programOf> {
  const all = new Map(
    Object.entries(typeof files === 'string' ? { 'app.ts': files } : files).map(([path, text]) => [
      path,
      { path, text },
    ]),
  );
  const entries = [...all.values()].slice(0, 1);
  return programOf(entries, { read: (path) => all.get(path), code: (file) => readCode(file, parse) });
}

/** What code calls of AWS, and then, line by line, why it may call more. */
export function calls(files: Files, parse?: ParseModule): string {
  return printed(usesOf(programIn(files, parse)));
}

/** What is told of code, in lines. */
export function printed({ actions, services, gaps }: CodeUse): string {
  return [
    ...(actions.size === 0 ? [] : [[...actions.keys()].join(' ')]),
    ...[...services].map(([service, { why }]) => `${service}: ${why}`),
    ...gaps.map(({ why }) => why),
  ].join('\n');
}
