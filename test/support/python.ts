import { programOf, readPython } from '../../src/code/python/modules.js';
import { usesOf } from '../../src/code/python/uses.js';
import { type Files, printed } from './code.js';

/** The program that files in Python are; the first of them is the handler, and names are looked for in a folder. */
export function programIn(files: Files, folder = ''): ReturnType<typeof programOf> {
  const all = new Map(
    Object.entries(typeof files === 'string' ? { 'app.py': files } : files).map(([path, text]) => [
      path,
      { path, text },
    ]),
  );
  return programOf([...all.values()].slice(0, 1), [folder], { read: (path) => all.get(path), said: readPython });
}

/** What code in Python calls of AWS, and then, line by line, why it may call more. */
export const callsOfPython = (files: Files): string => printed(usesOf(programIn(files)));
