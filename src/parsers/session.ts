import type { Location, Problem, SourceFile } from '../source/source.js';
import type { Syntax } from '../template/syntax.js';
import type { Parameter } from '../template/template.js';
import type { Session } from './convert/scope.js';
import { withLosses } from './losses.js';
import { joinPath } from '../source/paths.js';
import { read } from './read.js';

const mostLoopBodies = 10_000;
const mostStacks = 500;

/** Reads another file by its path; `undefined` where there is none to read. */
export type ReadFile = (path: string) => SourceFile | undefined;

/** What reading one root template keeps: the files it leads to, each read once, and what is wrong with them. */
export function newSession(readFile: ReadFile | undefined): Session & {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** What the readers of files found. */
  readonly found: Problem[];
} {
  const problems: Problem[] = [];
  const found: Problem[] = [];
  const files = new Map<string, SourceFile>();
  const documents = new Map<SourceFile, Syntax | undefined>();
  const parameters = new Map<string, Parameter>();
  let loopBodies = 0;
  let stacks = 0;
  const once = (count: number, most: number, problem: Problem): boolean => {
    if (count === most + 1) problems.push(problem);
    return count <= most;
  };
  return {
    problems,
    found,
    parameters,
    compared: new Set(),
    files,
    canRead: readFile !== undefined,
    source(path, from) {
      const joined = joinPath(from.path, path);
      const found = files.get(joined) ?? readFile?.(joined);
      if (found !== undefined) files.set(joined, found);
      return found;
    },
    document(file) {
      if (documents.has(file)) return documents.get(file);
      const reading = withLosses(read(file));
      documents.set(file, reading.root);
      found.push(...reading.problems);
      return reading.root;
    },
    mayExpand: (at: Location) =>
      once(++loopBodies, mostLoopBodies, {
        at,
        message: `the loops of the template make more than ${mostLoopBodies} entries`,
        help: 'Loop over fewer values',
      }),
    mayNest: (at: Location) =>
      once(++stacks, mostStacks, {
        at,
        message: `the template nests more than ${mostStacks} stacks`,
        help: 'Nest fewer stacks',
      }),
  };
}
