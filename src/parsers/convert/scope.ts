import type { Location, Problem, SourceFile } from '../../source/source.js';
import type { Condition, Node } from '../../template/node.js';
import type { Syntax } from '../../template/syntax.js';
import type { Parameter } from '../../template/template.js';
import type { MapSyntax } from '../detect.js';
import { longName } from '../tags.js';

/** What one call of the parser has at hand, shared by the root template and all that it includes. */
export interface Session {
  readonly problems: Problem[];
  /** Names of parameters, scoped, of all stacks read so far. */
  readonly parameters: Map<string, Parameter>;
  /** Names of the parameters that conditions compare. */
  readonly compared: Set<string>;
  /** The file that another file names, by a path relative to the latter. */
  source(path: string, from: SourceFile): SourceFile | undefined;
  /** The document in a file; `undefined` where nothing can be read of it. Its problems are kept. */
  document(file: SourceFile): Syntax | undefined;
  /** Whether one more loop body may be expanded; said once when no more may. */
  mayExpand(at: Location): boolean;
  /** Whether one more stack may be nested; said once when no more may. */
  mayNest(at: Location): boolean;
  /** Whether other files can be read at all. */
  readonly canRead: boolean;
}

/** One stack: the root template, or a nested one with its own names. */
export interface Stack {
  readonly session: Session;
  readonly file: SourceFile;
  /** Prefix of all its names: empty, or `Child/`. */
  readonly prefix: string;
  /** What the parent stack gives for a parameter, by its own name. */
  readonly bindings: ReadonlyMap<string, Node>;
  /** Own names of its conditions. */
  readonly conditions: Set<string>;
  readonly mappings: Map<string, Node>;
}

/** What a variable of `Fn::ForEach` stands for: text, or (where the collection is not known) a hole that `key` tells apart. */
export interface LoopValue {
  readonly text: string | undefined;
  readonly key: string;
}

/** An entry after loops and includes are done, with the scope that its value is read in. */
export interface ScopedEntry {
  readonly key: string;
  readonly at: Location;
  readonly value: Syntax;
  readonly scope: Scope;
  /** A transform that cannot be done here stands in place of the value: why. */
  readonly unknown?: string;
}

/** Where a piece of syntax stands, which is what it needs to get a meaning. */
export interface Scope {
  readonly stack: Stack;
  readonly loops: ReadonlyMap<string, LoopValue>;
  /** The included files that this piece lies in, outermost first. */
  readonly including: readonly SourceFile[];
  node(syntax: Syntax): Node;
  condition(syntax: Syntax): Condition;
  entries(map: MapSyntax): readonly ScopedEntry[];
  within(change: Partial<Pick<Scope, 'loops' | 'including'>>): Scope;
}

/** A function of the template language: its long name and what it is given. */
export interface Call {
  readonly name: string;
  readonly argument: Syntax;
}

/** The call that a node is: a short tag, or a map with that one key. `Condition` counts; who does not want it says so. */
export function callOf(syntax: Syntax): Call | undefined {
  const tagged = syntax.tag === undefined ? undefined : longName(syntax.tag);
  if (tagged !== undefined) return { name: tagged, argument: untagged(syntax) };
  if (syntax.is !== 'map' || syntax.entries.length !== 1) return undefined;
  const [only] = syntax.entries;
  if (only === undefined || !/^(?:Ref$|Condition$|Fn::(?!ForEach::))/.test(only.key)) return undefined;
  return { name: only.key, argument: only.value };
}

function untagged(syntax: Syntax): Syntax {
  const { at } = syntax;
  switch (syntax.is) {
    case 'scalar':
      return { is: 'scalar', value: syntax.value, text: syntax.text, at };
    case 'list':
      return { is: 'list', items: syntax.items, at };
    case 'map':
      return { is: 'map', entries: syntax.entries, at };
  }
}

/** Says that something in the template is not as it has to be. */
export function complain(stack: Stack, at: Location, message: string, help: string): void {
  stack.session.problems.push({ at, message, help });
}
