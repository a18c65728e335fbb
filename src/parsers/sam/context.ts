import { isWithin, type Location, type Problem, type SourceFile } from '../../source/source.js';
import { literal, type Condition, type Node } from '../../template/node.js';
import type { Parameter, RawResource } from '../../template/template.js';

/** Reads a file that a template names, by a path relative to that template; `undefined` where there is none to read. */
export type ReadBeside = (path: string) => SourceFile | undefined;

/** What the lowering of one SAM template (or one nested stack) works on. */
export interface SamContext {
  readonly file: SourceFile;
  /** Prefix of all ids and names of this stack: empty, or `Stack/`. */
  readonly scope: string;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly conditions: ReadonlyMap<string, Condition>;
  /** The template's resources with Globals merged in and embedded connectors made into resources. */
  readonly resources: ReadonlyMap<string, RawResource>;
  /** What the lowering made so far, by id; `put` replaces. */
  readonly made: Map<string, RawResource>;
  /** `Fn.Alias` → generated id. */
  readonly aliases: Map<string, string>;
  readonly problems: Problem[];
  readonly read: ReadBeside | undefined;
  /** Whether a place lies in the template's Globals. */
  isGlobal(at: Location): boolean;
  put(resource: RawResource): void;
  problem(at: Location, message: string, help: string): void;
  /** The text of a literal, or of a parameter's given value or default; `undefined` for every other node. */
  staticText(node: Node | undefined): string | undefined;
}

/** What one run of the lowering begins with. */
export interface SamInput {
  readonly file: SourceFile;
  readonly scope: string;
  readonly resources: ReadonlyMap<string, RawResource>;
  readonly globals: Node | undefined;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly read: ReadBeside | undefined;
  readonly problems: Problem[];
}

/** The context for resources that Globals was merged into. */
export function createContext(input: SamInput, resources: ReadonlyMap<string, RawResource>): SamContext {
  const { file, scope, parameters, conditions, problems, read } = input;
  const globals = input.globals?.at;
  const made = new Map<string, RawResource>();
  return {
    file,
    scope,
    parameters,
    conditions,
    resources,
    made,
    aliases: new Map(),
    problems,
    read,
    isGlobal: (at) => globals !== undefined && isWithin(at, globals),
    put: (resource) => {
      made.set(resource.address, resource);
    },
    problem: (at, message, help) => {
      problems.push({ at, message, help });
    },
    staticText: (node) => staticTextOf(node, parameters),
  };
}

function staticTextOf(node: Node | undefined, parameters: SamInput['parameters']): string | undefined {
  if (node?.is === 'alias') return staticTextOf(node.of, parameters);
  if (node?.is !== 'parameter') return literal(node);
  const known = parameters.get(node.name);
  if (known === undefined) return undefined;
  return known.given === undefined || known.given === null ? literal(known.default) : String(known.given);
}
