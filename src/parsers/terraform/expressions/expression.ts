import { type Condition, type Entry, list, type Node, opaque, scalar, unaliased } from '../../../template/node.js';
import type { Expression, Loop } from '../hcl/syntax.js';
import type { Each, ModuleScope } from '../scope.js';
import type { NamedFiles } from './files.js';
import { callFunction } from './functions.js';
import { rememberHeredoc } from './heredocs.js';
import { operate } from './operations.js';
import { access, follow } from './references.js';
import { eachItem, missing, perhaps, sourceOf, textKey, textNode, truthOf } from './values.js';

/** Where an expression is worked out. */
export interface Setting {
  readonly scope: ModuleScope;
  readonly each?: Each;
  /** Names of loops and of `dynamic` blocks. */
  readonly names?: ReadonlyMap<string, Node>;
  /** A local value of the module. */
  local(name: string): Node | undefined;
  readonly files?: NamedFiles;
  /** How many more expressions may be worked out: loops within loops have to end somewhere. */
  readonly budget?: { left: number };
}

/**
 * What an expression of the Terraform language gives, as far as it can be told: every node stands at its `.tf` place. Never
 * throws; what is known only after apply is opaque and says why.
 */
export function evaluate(expression: Expression, setting: Setting): Node {
  return new Evaluation(setting).value(expression);
}

/** Works out one expression after another in one setting: the module, and what `each` and locals stand for. */
export class Evaluation {
  constructor(readonly setting: Setting) {}

  value(expression: Expression): Node {
    const { at } = expression;
    const { budget } = this.setting;
    if (budget !== undefined && --budget.left < 0) return this.unknown(expression, 'it takes too long to work out');
    switch (expression.is) {
      case 'literal':
        return expression.value === null ? { is: 'omitted', at } : scalar(expression.value, at);
      case 'template':
        return this.#template(expression);
      case 'tuple':
        return list(
          expression.items.map((item) => this.value(item)),
          at,
        );
      case 'object':
        return this.#object(expression);
      case 'traversal':
        return follow(expression, this);
      case 'access':
        return access(expression, this);
      case 'call':
        return callFunction(expression, this);
      case 'conditional': {
        const condition = this.condition(expression.condition);
        if (typeof condition === 'boolean') return this.value(condition ? expression.then : expression.otherwise);
        const [then, otherwise] = [this.value(expression.then), this.value(expression.otherwise)];
        // A branch that would fail is not the one that is taken.
        if (missing.has(then)) return otherwise;
        return missing.has(otherwise) ? then : { is: 'choice', condition, then, otherwise, at };
      }
      case 'operation': {
        const condition = this.condition(expression);
        if (typeof condition === 'boolean') return scalar(condition, at);
        return operate(expression, (each) => this.value(each)) ?? this.unknown(expression);
      }
      case 'for':
        return this.#loop(expression, expression);
      case 'other':
        return this.unknown(expression, `${expression.what} is not followed`);
    }
  }

  /** Whether a condition holds; where that is open, what it hangs on. */
  condition(expression: Expression): boolean | Condition {
    if (expression.is === 'operation') {
      const [left, right] = expression.operands;
      if (expression.operator === '!' && left !== undefined) {
        const inner = this.condition(left);
        return typeof inner === 'boolean' ? !inner : { is: 'not', of: inner };
      }
      if (expression.operator === '&&' || expression.operator === '||') {
        const decisive = expression.operator === '||';
        const sides = [left, right].flatMap((each) => (each === undefined ? [] : [this.condition(each)]));
        if (sides.includes(decisive)) return decisive;
        const open = sides.filter((side) => typeof side !== 'boolean');
        const [first] = open;
        if (first === undefined) return !decisive;
        return open.length === 1 ? first : { is: decisive ? 'or' : 'and', all: open };
      }
      const truth = truthOf(operate(expression, (each) => this.value(each)));
      return truth ?? this.#open(expression);
    }
    const node = this.value(expression);
    return truthOf(node) ?? this.#conditionOf(node) ?? this.#open(expression);
  }

  /** What is known only after apply, by the words of the source. */
  unknown(expression: Expression, why?: string): Node {
    const words = sourceOf(expression.at);
    return opaque(why ?? `known after apply: ${words}${this.within}`, expression.at, this.#keyOf(words));
  }

  /** What an expression asks for and would fail to find: the branch of a `try` that is passed over. */
  failing(expression: Expression): Node {
    const words = sourceOf(expression.at);
    const node = opaque(`${words}${this.within} is not in the plan`, expression.at, this.#keyOf(words));
    missing.add(node);
    return node;
  }

  /** The same setting with more names in it. */
  binding(names: Iterable<readonly [string, Node]>): Evaluation {
    return new Evaluation({ ...this.setting, names: new Map([...(this.setting.names ?? []), ...names]) });
  }

  /** ` of module.x`, but for the root module. */
  get within(): string {
    const { path } = this.setting.scope;
    return path === '' ? '' : ` of ${path}`;
  }

  /** Two values with one key are the same: so the words, the module's instance, and the resource's where they count. */
  #keyOf(words: string): string {
    const { scope, each, names } = this.setting;
    const instance = each !== undefined && /\b(?:each|count|self)\b/.test(words) ? `[${JSON.stringify(each.key)}]` : '';
    const local = [...(names ?? [])].find(([name]) => new RegExp(`\\b${name}\\b`).test(words));
    const bound = local === undefined ? '' : `@${local[1].at.start}`;
    return `${scope.path === '' ? '' : `${scope.path}.`}${words}${instance}${bound}`;
  }

  #open(expression: Expression): Condition {
    return { is: 'unknown', why: this.#keyOf(sourceOf(expression.at)) };
  }

  /** A value that is itself one thing or another decides like the condition it hangs on. */
  #conditionOf(node: Node): Condition | undefined {
    const value = unaliased(node);
    if (value.is !== 'choice') return undefined;
    const [then, otherwise] = [truthOf(value.then), truthOf(value.otherwise)];
    if (then === undefined || otherwise === undefined || then === otherwise) return undefined;
    return then ? value.condition : { is: 'not', of: value.condition };
  }

  #template(expression: Extract<Expression, { is: 'template' }>): Node {
    const { at, parts } = expression;
    const [only] = parts;
    if (!expression.heredoc && parts.length === 1 && only !== undefined && typeof only !== 'string')
      return this.value(only);
    const values = parts.map((part) => (typeof part === 'string' ? part : this.value(part)));
    const failed = values.find((value) => typeof value !== 'string' && missing.has(value));
    if (failed !== undefined && typeof failed !== 'string') return failed;
    const node = textNode(values, at);
    if (expression.heredoc) rememberHeredoc(node, expression, values);
    return node;
  }

  #object(expression: Extract<Expression, { is: 'object' }>): Node {
    const entries = new Map<string, Entry>();
    for (const { key, value } of expression.entries) {
      entries.set(textKey(this.value(key)), { key: key.at, value: this.value(value) });
    }
    return { is: 'map', entries, at: expression.at };
  }

  #loop(loop: Loop, expression: Expression): Node {
    const { at } = expression;
    const of = this.value(loop.of);
    const items = eachItem(of);
    if (items === undefined) return missing.has(of) ? of : this.unknown(expression);
    const made: Node[] = [];
    const entries = new Map<string, Entry>();
    const [first = '', second] = loop.names;
    for (const { key, value } of items) {
      const inner = this.binding(
        second === undefined
          ? [[first, value]]
          : [
              [first, key],
              [second, value],
            ],
      );
      const condition = loop.condition === undefined ? true : inner.condition(loop.condition);
      if (condition === false) continue;
      const node = inner.value(loop.each);
      const kept: Node =
        condition === true
          ? node
          : { is: 'choice', condition, then: node, otherwise: { is: 'omitted', at }, at: node.at };
      if (kept !== node) perhaps.add(kept);
      made.push(kept);
      if (loop.key === undefined) continue;
      const name = textKey(inner.value(loop.key));
      const before = entries.get(name)?.value;
      const grouped = loop.groups ? list([...(before?.is === 'list' ? before.items : []), kept], at) : kept;
      entries.set(name, { key: loop.key.at, value: grouped });
    }
    return loop.key === undefined ? list(made, at) : { is: 'map', entries, at };
  }
}
