import type { Location, SourceFile } from '../../source/source.js';
import type { Node } from '../../template/node.js';

/** One step of a reference: a name, or an index (`[0]`, `["k"]`). A splat stands for all instances. */
export type ReferenceStep = string | { readonly index: string | number } | { readonly splat: true };

/** What `count.index`, `each.key` and `each.value` stand for where an expression is evaluated. */
export interface Each {
  /** The instance's key: a number with `count`, text with `for_each`. */
  readonly key: string | number;
  /** What `each.value` is. */
  value(at: Location): Node | undefined;
}

/** One instance of a module: gives what its expressions refer to, as far as the plan and the sources tell. */
export interface ModuleScope {
  /** Its instance address: empty for the root, `module.x`, `module.x["k"].module.y`. */
  readonly path: string;
  /** The names of the module calls that lead to it, without keys. */
  readonly calls: readonly string[];
  /**
   * The value of a reference: `var.x`, `aws_iam_role.this[0].arn`, `module.m.out`, `each.value.arn`, `local.x`,
   * `data.aws_iam_policy_document.d.json`. A known value is a node without holes; `omitted` is null; `opaque` says why it can't
   * be told. `undefined`: an instance that the plan does not make, or a value of which the plan keeps nothing (`path.module`).
   */
  resolve(reference: string | readonly ReferenceStep[], at: Location, each?: Each): Node | undefined;
}

/** Something of a module that holds expressions. */
export type Target =
  | { readonly is: 'resource'; readonly mode: 'managed' | 'data'; readonly type: string; readonly name: string }
  /** A `module` block: its path begins with the name of an argument, `for_each` or `count`. */
  | { readonly is: 'module'; readonly name: string }
  /** The path is empty: its value. */
  | { readonly is: 'output' | 'local'; readonly name: string }
  | { readonly is: 'variable'; readonly name: string }
  | { readonly is: 'provider'; readonly name: string; readonly alias?: string };

/** Names of arguments and nested blocks, and places in lists: `['statement', 1, 'resources']`. A block is a list. */
export type Path = readonly (string | number)[];

/** Where an expression is asked for. */
export interface Query {
  readonly target: Target;
  readonly path: Path;
  /** The module instance that holds the target. */
  readonly scope: ModuleScope;
  readonly each?: Each;
  /** What the plan knows of the target's arguments (`change.after`), so that blocks can be told apart. */
  readonly known?: unknown;
}

/** The `.tf` files that a plan was made from. Every answer may be `undefined`: then the plan has to do. */
export interface PlanSources {
  /** The files that belong to the plan, as far as they were read. */
  readonly files: readonly SourceFile[];
  /** The value of an argument as its source writes it, with references resolved in the query's scope. */
  expressionOf(query: Query): Node | undefined;
  /** What a variable of a module is, for what it is given: with the defaults that its type has for parts of it. */
  typed(variable: string, given: Node, scope: ModuleScope): Node;
  /** The argument in its file, else the block. With an empty path: the head of the block. */
  placeOf(query: Query): Location | undefined;
}

/** Finds the sources of a plan that was parsed; `undefined` where those at hand are another configuration's. */
export type FindSources = (json: unknown) => PlanSources | undefined;
