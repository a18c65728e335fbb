import { joinPath, pathIn } from '../../source/paths.js';
import type { SourceFile } from '../../source/source.js';
import type { Gap } from '../gap.js';
import { type Import, importsIn, isPath } from './imports.js';
import { type Node, type ParseModule, nodesIn } from './syntax.js';
import { pathsOf } from './tsconfig.js';
import { type Words, wordsIn } from './words.js';

/** A file of code: its syntax tree, what it asks for, and what it says. */
export interface CodeFile {
  readonly file: SourceFile;
  readonly program: Node;
  readonly imports: readonly Import[];
  readonly words: Words;
}

/** A file of code with where it leads. */
export interface Module extends CodeFile {
  /** The paths of the files that it imports, by what it calls them. */
  readonly targets: ReadonlyMap<string, string>;
}

/** What a module takes from a package. */
export type PackageImport = Import & { readonly from: string };

/** Modules with all that they lead to; the first of them is what is begun with. */
export interface Program {
  readonly modules: readonly Module[];
  readonly imports: readonly PackageImport[];
  readonly gaps: readonly Gap[];
}

/** How code is read. */
export interface CodeReader {
  /** The file of a path, joined already; `undefined` where there is none that may be read. */
  readonly read: (path: string) => SourceFile | undefined;
  /** What a file says; `undefined` where it can't be read as code. */
  readonly code: (file: SourceFile) => CodeFile | undefined;
}

/** More than any function is written in. */
const mostModules = 1000;

/** Takes a file of code apart. */
export function readCode(file: SourceFile, parse: ParseModule): CodeFile | undefined {
  const program = parse(file.text, file.path);
  if (program === undefined) return undefined;
  const nodes = [...nodesIn(program)];
  return { file, program, imports: importsIn(file, nodes), words: wordsIn(file, nodes) };
}

const endings = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'];

/**
 * The files of code that a path without its ending may stand for. There are several where a compiler has put what it made beside the
 * source: which of them runs is for a build to say, so all of them count.
 */
export function findCode(path: string, read: CodeReader['read']): SourceFile[] {
  return endings.flatMap((ending) => read(`${path}${ending}`) ?? []);
}

/** Modules and all that they import from files, whichever of it runs. */
export function programOf(entries: readonly SourceFile[], reader: CodeReader): Program {
  const modules: Module[] = [];
  const imports: PackageImport[] = [];
  const gaps: Gap[] = [];
  // It is gone through in the order in which it grows.
  const files = new Map(entries.map((file) => [file.path, file]));
  for (const file of files.values()) {
    if (modules.length === mostModules) {
      gaps.push({ why: `it is more than ${String(mostModules)} files` });
      break;
    }
    const code = reader.code(file);
    if (code === undefined) {
      gaps.push({ why: `${file.path} can't be read as JavaScript or TypeScript`, at: { file, start: 0, end: 0 } });
      continue;
    }
    const targets = new Map<string, string>();
    modules.push({ ...code, targets });
    for (const found of code.imports) {
      const { from, at } = found;
      if (from === undefined) {
        gaps.push({ why: 'which module is loaded is known only when it runs', at });
        continue;
      }
      const leads = isPath(from) ? pathLeads(file.path, from, reader.read) : aliasLeads(file.path, from, reader.read);
      if (leads !== undefined) {
        if (leads[0] !== undefined) targets.set(from, leads[0].path);
        for (const each of leads) if (!files.has(each.path)) files.set(each.path, each);
      } else if (isPath(from)) gaps.push({ why: `${from} is not there, or is no code`, at });
      else imports.push({ ...found, from });
    }
  }
  return { modules, imports, gaps };
}

/** What is no code, and imported as data. */
const data = /\.(?:json|html?|txt|css|md|graphql|gql|sql|ya?ml|png|jpe?g|svg|gif|pem|csv)$/;

/** The files that a path in a module may mean; none where it is data, or types. */
function pathLeads(path: string, from: string, read: CodeReader['read']): readonly SourceFile[] | undefined {
  return leadsOf(joinPath(path, from), read) ?? (data.test(from) ? [] : undefined);
}

/** The files that the settings of a compiler make of a name. */
function aliasLeads(path: string, from: string, read: CodeReader['read']): readonly SourceFile[] | undefined {
  const leads = pathsOf(from, path, read).map((target) => leadsOf(target, read));
  return leads.find((each) => each !== undefined);
}

/** The files that a path leads to; none where declarations are left of what has types only. */
function leadsOf(target: string, read: CodeReader['read']): readonly SourceFile[] | undefined {
  const files = filesAt(target, read);
  if (files.length > 0) return files;
  const isOfTypes = [target, target.replace(/\.[mc]?js$/, '')].some((each) => read(`${each}.d.ts`) !== undefined);
  return isOfTypes ? [] : undefined;
}

/** The files of code that a path leads to: `./a.js` is what will be made of a.ts, too. */
function filesAt(target: string, read: CodeReader['read']): readonly SourceFile[] {
  const [, stem = '', ending = ''] = /^(.*?)(\.[mc]?[jt]sx?)?$/.exec(target) ?? [];
  const source = ending.replace('j', 't');
  const given = ending === '' ? [] : [...new Set([ending, source, `${source}x`])].map((each) => `${stem}${each}`);
  const files = given.flatMap((each) => read(each) ?? []);
  if (files.length > 0) return files;
  const named = findCode(target, read);
  return named.length > 0 ? named : findCode(pathIn(target, 'index'), read);
}
