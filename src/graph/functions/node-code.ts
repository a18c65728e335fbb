import {
  type CodeFile,
  type CodeReader,
  type Program,
  findCode,
  programOf,
  readCode,
} from '../../code/javascript/modules.js';
import { parseModule } from '../../code/javascript/parse.js';
import { made } from '../../source/once.js';
import { pathIn } from '../../source/paths.js';
import type { SourceFile } from '../../source/source.js';
import type { Graph } from '../graph.js';
import { type Home, readOnce } from './code-home.js';

/** How SAM builds code of which the sources are read. */
export const nodeBuilders = /^(?:esbuild$|nodejs)/;

/** Options of node's that load modules: `-r`, `--require`, `--import` and `--loader`. */
export const loadingOptions = /(?:^|\s)(?:-r|--(?:require|import|(?:experimental-)?loader)\b)/;

/** The program that a text of a template is. */
export const inlineNode = (file: SourceFile): Program =>
  programOf([file], { read: () => undefined, code: (each) => readCode(each, parseModule) });

/** The program of a handler; missing where it is not there. */
export function nodeProgram(home: Home, handler: string, graph: Graph): Program | undefined {
  const reader = graph.once(readerOf);
  const entries = entryFiles(home, stemOf(handler), reader.read);
  if (entries.length === 0) return undefined;
  const key = entries.map(({ path }) => path).join('\n');
  return made(graph.once(programs), key, () => programOf(entries, reader));
}

/** Functions with the same handler have one program. */
const programs = (): Map<string, Program> => new Map();

/** The file of a handler without its ending: what follows the first dot of its name is the way to the function in it. */
export const stemOf = (handler: string): string => /^(.*\/)?[^./]+(?=\.)/.exec(handler)?.[0] ?? handler;

/** What several functions share is read and taken apart once. */
function readerOf(graph: Graph): CodeReader {
  const codes = new Map<string, CodeFile | undefined>();
  return {
    read: graph.once(readOnce),
    code: (file) => {
      if (!codes.has(file.path)) codes.set(file.path, readCode(file, parseModule));
      return codes.get(file.path);
    },
  };
}

/** The files that the handler may be in, the likeliest first: where a bundler begins, or else where the handler says. */
function entryFiles({ path, entries }: Home, stem: string, read: CodeReader['read']): readonly SourceFile[] {
  const found = entries.map((name) => {
    const entry = pathIn(path, name);
    return [read(entry) ?? findCode(entry, read)].flat();
  });
  if (found.length > 0 && found.every((files) => files.length > 0)) {
    // Which of several entries has the handler is for a build to say, but it keeps their names.
    const [name] = stem.split('/').slice(-1);
    const isNamed = (file: SourceFile): boolean => /([^/.]*)[^/]*$/.exec(file.path)?.[1] === name;
    return found.flat().sort((one, other) => Number(isNamed(other)) - Number(isNamed(one)));
  }
  const given = pathIn(path, stem);
  // A compiler will have made `dist/app.js` of src/app.ts.
  const source = given.replace(/(^|\/)(?:build|dist|lib|out)\/(?:src\/)?/, '$1src/');
  const files = findCode(given, read);
  return files.length > 0 || source === given ? files : findCode(source, read);
}
