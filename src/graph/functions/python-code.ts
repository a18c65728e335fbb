import { type CodeReader, type Program, filesOf, programOf, readPython } from '../../code/python/modules.js';
import type { Said } from '../../code/python/words.js';
import { made } from '../../source/once.js';
import type { SourceFile } from '../../source/source.js';
import type { Graph } from '../graph.js';
import { type Home, readOnce } from './code-home.js';

/** How SAM builds code of which the sources are read. */
export const pythonBuilders = /^python/;

/** The program that a text of a template is. */
export const inlinePython = (file: SourceFile): Program =>
  programOf([file], [], { read: () => undefined, said: readPython });

/** The program of a handler, with other folders that its modules are looked for in; missing where it is not there. */
export function pythonProgram(
  home: Home,
  handler: string,
  others: readonly string[],
  graph: Graph,
): Program | undefined {
  const reader = graph.once(readerOf);
  const folders = [home.path, ...others];
  const entries = filesOf(moduleOf(handler), folders, reader.read);
  if (entries.length === 0) return undefined;
  const key = [...folders, '', ...entries.map(({ path }) => path)].join('\n');
  // What is begun with is the module itself, not the packages around it.
  return made(graph.once(programs), key, () => programOf(entries.toReversed(), folders, reader));
}

/** Functions with the same handler have one program. */
const programs = (): Map<string, Program> => new Map();

/** The module of a handler: `src/app.handler` is in `src.app`. */
const moduleOf = (handler: string): string => handler.replace(/\.[^.]*$/, '').replaceAll('/', '.');

/** The file that a handler is looked for in. */
export const fileOf = (handler: string): string => `${moduleOf(handler).replaceAll('.', '/')}.py`;

/** The folders that PYTHONPATH names, as they are in the package; missing where it names others. Layers are looked at by themselves. */
export function foldersIn(path: string): readonly string[] | undefined {
  const folders = path
    .split(':')
    .filter((folder) => folder !== '' && !/^\/(?:opt|var\/(?:runtime|lang))(?:\/|$)/.test(folder));
  const found = folders.map((folder) => /^(?:\/var\/task|\$LAMBDA_TASK_ROOT|\.)(?:\/(.*))?$/.exec(folder));
  return found.includes(null) ? undefined : found.map((match) => match?.[1] ?? '');
}

/** What several functions share is read and taken apart once. */
function readerOf(graph: Graph): CodeReader {
  const known = new Map<string, Said | undefined>();
  return {
    read: graph.once(readOnce),
    said: (file) => {
      if (!known.has(file.path)) known.set(file.path, readPython(file));
      return known.get(file.path);
    },
  };
}
