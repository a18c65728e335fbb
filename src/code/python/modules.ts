import { pathIn } from '../../source/paths.js';
import type { SourceFile } from '../../source/source.js';
import type { Gap } from '../gap.js';
import type { Import } from './imports.js';
import { sdk } from './packages.data.js';
import { parsePython } from './parse.js';
import { type Said, type Words, saidIn } from './words.js';

/** Modules with all that they lead to; the first of them is what is begun with. */
export interface Program {
  readonly files: readonly SourceFile[];
  readonly words: readonly Words[];
  /** What is imported that is no file of these. */
  readonly imports: readonly Import[];
  readonly gaps: readonly Gap[];
}

/** How code is read. */
export interface CodeReader {
  /** The file of a path, joined already; `undefined` where there is none that may be read. */
  readonly read: (path: string) => SourceFile | undefined;
  /** What a file says; `undefined` where it can't be read as Python. */
  readonly said: (file: SourceFile) => Said | undefined;
}

/** More than any function is written in. */
const mostModules = 1000;

/** No path of a file is longer. */
const longestName = 4096;

/** Takes a file of Python apart. */
export function readPython(file: SourceFile): Said | undefined {
  const tree = parsePython(file.text);
  return tree && saidIn(file, tree);
}

/** The files that a module is in, by its dotted name: those of the packages around it before its own. None where it is not there. */
export function filesOf(name: string, folders: readonly string[], read: CodeReader['read']): readonly SourceFile[] {
  if (name.length > longestName) return [];
  const parts = name.split('.');
  for (const folder of folders) {
    const found = parts.map((_, index) => {
      const path = pathIn(folder, parts.slice(0, index + 1).join('/'));
      return [read(`${path}/__init__.py`) ?? [], index === parts.length - 1 ? (read(`${path}.py`) ?? []) : []].flat();
    });
    if (found.at(-1)?.length) return found.flat();
  }
  return [];
}

/** Reads modules and all that they import from files; `folders` are those that names are looked for in. */
export function programOf(
  entries: readonly SourceFile[],
  folders: readonly string[],
  { read, said }: CodeReader,
): Program {
  const words: Words[] = [];
  const imports: Import[] = [];
  const gaps: Gap[] = [];
  // What it asks for twice is looked for once.
  const leading = new Map<string, ReturnType<typeof leadsOf>>();
  const leadsFrom = (found: Import, file: SourceFile): ReturnType<typeof leadsOf> => {
    const key = [
      found.dots === 0 ? '' : folderOf(file),
      found.dots,
      found.from,
      ...found.names.map(({ name }) => name),
    ];
    const known = leading.get(key.join('\n')) ?? leadsOf(found, file, folders, { read, said });
    leading.set(key.join('\n'), known);
    return known;
  };
  // It is gone through in the order in which it grows.
  const files = new Map(entries.map((file) => [file.path, file]));
  for (const file of files.values()) {
    if (words.length === mostModules) {
      gaps.push({ why: `it is more than ${String(mostModules)} files` });
      break;
    }
    const code = said(file);
    if (code === undefined) {
      gaps.push({ why: `${file.path} can't be read as Python`, at: { file, start: 0, end: 0 } });
      continue;
    }
    words.push(code.words);
    const led = code.imports.map((found) => ({ found, leads: leadsFrom(found, file) }));
    // Of several attempts one is enough: in src, `from src.db import save` is that of tests where `from db import save` is there.
    const made = new Set(led.map(({ found, leads }) => (leads?.length ? found.attempt : undefined)));
    for (const { found, leads } of led) {
      if (!leads?.length && (found.isMaybe === true || isSpare(found, leads, made, file))) continue;
      if (leads === undefined) imports.push(found);
      else if (leads.length === 0) {
        gaps.push({ why: `${'.'.repeat(found.dots)}${found.from} is not there`, at: found.at });
      } else for (const each of leads) if (!files.has(each.path)) files.set(each.path, each);
    }
  }
  return { files: [...files.values()], words, imports, gaps };
}

/**
 * Whether an import that leads nowhere is one of several attempts, and not needed: of a file that is not there, be it by the folders
 * around those that names are looked for in. A package may be there all the same.
 */
const isSpare = (
  { attempt, from }: Import,
  leads: unknown,
  made: ReadonlySet<string | undefined>,
  { path }: SourceFile,
) =>
  attempt !== undefined &&
  made.has(attempt) &&
  (leads !== undefined || path.split('/').includes(from.replace(/\..*/, '')));

/** The files that an import leads to; none where it leads nowhere, `undefined` where it is that of a package. */
function leadsOf(
  { from, dots, names }: Import,
  file: SourceFile,
  folders: readonly string[],
  reader: CodeReader,
): readonly SourceFile[] | undefined {
  const [first = ''] = from.split('.');
  if (dots === 0 && sdk.has(first)) return undefined;
  const around = dots === 0 ? folders : [pathIn(folderOf(file), '../'.repeat(Math.min(dots - 1, longestName)))];
  const under = from === '' ? '' : `${from}.`;
  const own =
    from === ''
      ? [reader.read(pathIn(around[0] ?? '', '__init__.py')) ?? []].flat()
      : filesOf(from, around, reader.read);
  const within = names.flatMap(({ name }) =>
    (name === '*' ? exportedBy(own, reader) : [name]).flatMap((each) =>
      filesOf(`${under}${each}`, around, reader.read),
    ),
  );
  const leads = [...own, ...within];
  if (leads.length > 0 || dots > 0) return leads;
  return filesOf(first, folders, reader.read).length > 0 ? [] : undefined;
}

/** The names that `*` may stand for in a package: `__all__` is among its texts. */
const exportedBy = (files: readonly SourceFile[], { said }: CodeReader): readonly string[] =>
  files.flatMap((file) => [...(said(file)?.words.texts.keys() ?? [])]).slice(0, mostModules);

const folderOf = ({ path }: SourceFile): string => path.replace(/\/?[^/]*$/, '');
