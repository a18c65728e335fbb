import type { Location } from '../../../source/source.js';
import { type Entry, list, type MapNode, type Node, unaliased } from '../../../template/node.js';
import { Evaluation, type Setting } from '../expressions/expression.js';
import { decoded } from '../expressions/json.js';
import { eachItem, isOpen, itemsOf, missing, stepInto } from '../expressions/values.js';
import type { Block, Body, Expression } from '../hcl/syntax.js';
import type { Each, ModuleScope, Path, PlanSources, Query, ReferenceStep, Target } from '../scope.js';
import { type ModuleSource, ModuleSources, type SourceAccess } from './modules.js';
import { bindIterator, findPath, type Found, type Nested, nestedBlocks, placeWithin } from './path.js';
import { standingAt } from './standing-at.js';
import { typed } from './variable-types.js';
import { itemOf, pairing } from './written-items.js';

/** The `.tf` files that a plan was made from, read as far as they are asked for. */
export function planSources(access: SourceAccess): PlanSources {
  return new Sources(access);
}

/** One argument takes no more expressions than this to work out, with all that it refers to. */
const mostSteps = 100_000;

class Sources implements PlanSources {
  readonly #modules: ModuleSources;
  readonly #locals = new Map<string, Node | undefined>();
  #budget = { left: mostSteps };
  /** Queries that are being answered: one that asks for itself has no answer. */
  readonly #asked = new Set<string>();

  constructor(access: SourceAccess) {
    this.#modules = new ModuleSources(access);
  }

  get files() {
    return this.#modules.files;
  }

  expressionOf(query: Query): Node | undefined {
    const { target, path, scope, each } = query;
    const key = JSON.stringify([scope.path, target, path, each?.key]);
    if (this.#asked.has(key)) return undefined;
    if (this.#asked.size === 0) this.#budget = { left: mostSteps };
    this.#asked.add(key);
    try {
      const node = this.#value(query);
      return node === undefined || missing.has(node) ? undefined : this.#shown(decoded(node), scope.calls);
    } finally {
      this.#asked.delete(key);
    }
  }

  placeOf(query: Query): Location | undefined {
    const { target, path, scope, each, known } = query;
    const { calls } = scope;
    const module = this.#modules.module(calls);
    if (module === undefined || module.installed) return this.#callOf(calls);
    if (target.is === 'local') return placeOfLocal(module, target.name, path);
    const block = module.block(target);
    if (block === undefined) return undefined;
    const found = this.#find(block, target, path, known, this.#evaluation(scope, module, each));
    const { attribute, evaluation } = found;
    if (attribute !== undefined) {
      const tell = (expression: Expression) => itemOf(evaluation.value(expression));
      return placeWithin(attribute.value, found.rest, { value: found.known, tell });
    }
    const [nested] = found.blocks ?? [];
    return nested === undefined ? (found.block ?? block).at : (nested.dynamic ?? nested.block).at;
  }

  typed(variable: string, given: Node, scope: ModuleScope): Node {
    const module = this.#modules.module(scope.calls);
    const type = module?.block({ is: 'variable', name: variable })?.body.attributes.get('type')?.value;
    if (module === undefined || type === undefined) return given;
    const evaluation = this.#evaluation(scope, module, undefined);
    return typed(given, type, (standard) => evaluation.value(standard));
  }

  /** The nearest `module` block of the user's own on the way to a module. */
  #callOf(calls: readonly string[]): Location | undefined {
    for (let count = calls.length; count > 0; count -= 1) {
      const name = calls[count - 1] ?? '';
      const around = this.#modules.module(calls.slice(0, count - 1));
      const block = around?.installed === false ? around.block({ is: 'module', name }) : undefined;
      if (block !== undefined) return block.at;
    }
    return undefined;
  }

  /** What stands in a module that is not the user's own is shown where the user calls it. */
  #shown(node: Node, calls: readonly string[]): Node {
    const module = this.#modules.module(calls);
    const call = module?.installed === true ? this.#callOf(calls) : undefined;
    return call === undefined ? node : standingAt(call, node, (file) => this.#modules.isInstalled(file));
  }

  #value({ target, path, scope, each, known }: Query): Node | undefined {
    const module = this.#modules.module(scope.calls);
    if (module === undefined) return undefined;
    if (target.is === 'local') {
      const local = this.#local(target.name, scope, module);
      return local && into(local, path);
    }
    const block = module.block(target);
    if (block === undefined) return undefined;
    const found = this.#find(block, target, path, known, this.#evaluation(scope, module, each));
    const { attribute, evaluation, blocks, rest } = found;
    if (attribute !== undefined) return into(evaluation.value(attribute.value), rest, found.known);
    if (blocks === undefined) return undefined;
    const [only] = blocks;
    return found.block === only?.block && only !== undefined
      ? bodyNode(only.block, evaluation)
      : blocksNode(blocks, block, evaluation);
  }

  #find(block: Block, target: Target, path: Path, known: unknown, evaluation: Evaluation): Found {
    const whole = target.is === 'output' ? ['value', ...path] : path;
    return findPath(block.body, whole, known, evaluation);
  }

  #evaluation(scope: ModuleScope, module: ModuleSource, each: Each | undefined): Evaluation {
    const setting: Setting = {
      scope,
      local: (name) => this.#local(name, scope, module),
      files: this.#modules.named(module),
      budget: this.#budget,
      ...(each === undefined ? {} : { each }),
    };
    return new Evaluation(setting);
  }

  #local(name: string, scope: ModuleScope, module: ModuleSource): Node | undefined {
    const key = `${scope.path} ${name}`;
    if (this.#locals.has(key)) return this.#locals.get(key);
    this.#locals.set(key, undefined);
    const attribute = module.locals.get(name);
    const node = attribute && this.#evaluation(scope, module, undefined).value(attribute.value);
    this.#locals.set(key, node);
    return node;
  }
}

function placeOfLocal({ locals }: ModuleSource, name: string, path: Path): Location | undefined {
  const attribute = locals.get(name);
  return attribute && placeWithin(attribute.value, path);
}

/** What a path leads to in a value, nothing being set where that certainly has no such thing; `known` is what the plan has as that value. */
function into(node: Node, path: Path, known?: unknown): Node | undefined {
  const [first, ...rest] = path;
  if (first === undefined || missing.has(node)) return node;
  const value = unaliased(node);
  if (value.is === 'list' && typeof first === 'number' && Array.isArray(known) && !isOpen(value)) {
    const index = pairing(value.items.map(itemOf), known)(first);
    const item = index === undefined ? undefined : value.items[index];
    return item && into(item, rest, (known as unknown[])[first]);
  }
  const steps = path.map((step): ReferenceStep => (typeof step === 'number' ? { index: step } : step));
  const found = stepInto(node, steps, node.at);
  return found === 'missing' ? { is: 'omitted', at: node.at } : found;
}

/** All nested blocks of a name, as a list of maps; those that a `dynamic` block makes of something unknown stand for several. */
function blocksNode(blocks: readonly Nested[], around: Block, evaluation: Evaluation): Node {
  const items = blocks.flatMap(({ block, dynamic }): Node[] => {
    if (dynamic === undefined) return [bodyNode(block, evaluation)];
    const forEach = dynamic.body.attributes.get('for_each')?.value;
    const value = forEach && evaluation.value(forEach);
    const made = value && eachItem(value);
    if (made === undefined) return value === undefined ? [] : [itemsOf(value)];
    return made.map((_, position) => bodyNode(block, bindIterator(dynamic, position, evaluation)));
  });
  return list(items, items[0]?.at ?? around.at);
}

function bodyNode(block: Block, evaluation: Evaluation): MapNode {
  const { attributes, blocks }: Body = block.body;
  const entries = new Map<string, Entry>();
  for (const { name, key, value } of attributes.values()) entries.set(name, { key, value: evaluation.value(value) });
  const names = new Set(blocks.map(({ type, labels }) => (type === 'dynamic' ? (labels[0] ?? '') : type)));
  for (const name of names) {
    entries.set(name, { key: block.at, value: blocksNode(nestedBlocks(block.body, name), block, evaluation) });
  }
  return { is: 'map', entries, at: block.at };
}
