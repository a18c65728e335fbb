import type { Module } from './modules.js';
import { originsOf } from './origins.js';
import type { Binding } from './scopes.js';
import {
  type Node,
  child,
  children,
  isFunction,
  memberIn,
  nameIn,
  nodesIn,
  propertyOf,
  returnedBy,
  textIn,
} from './syntax.js';
import type { Place } from './value.js';
import type { Values } from './values.js';

/** Whether an environment variable has a value; `undefined` where that can't be told. */
export type Environment = (name: string) => boolean | undefined;

/** What a test comes to for a function; `open` where the template decides and it can't be told how. */
type Outcome = boolean | 'open' | undefined;

/**
 * Tells which parts of a function's code the template switches off, or may: by the function's environment (`if (process.env.TOPIC) …`), or
 * by the properties of a custom resource.
 */
export class Guards {
  readonly #outcomes = new Map<Node, Outcome>();
  /** Where the rest of a block begins that may not run. */
  readonly #ends = new Map<Node, number>();

  constructor(
    readonly values: Values,
    readonly environment: Environment,
  ) {}

  /** Whether a node does not run, or may not, for what the template gives. */
  isOff(module: Module, node: Node): boolean {
    const parent = this.values.scopes(module).parent(node);
    switch (parent?.type) {
      case 'ConditionalExpression':
      case 'IfStatement': {
        const test = child(parent, 'test');
        if (test === node || test === undefined) return false;
        const outcome = this.#outcome(module, test);
        return outcome === 'open' || outcome === (child(parent, 'consequent') !== node);
      }
      case 'LogicalExpression': {
        const left = child(parent, 'left');
        if (left === node || left === undefined) return false;
        const outcome = this.#outcome(module, left);
        return outcome === 'open' || outcome === (parent['operator'] !== '&&');
      }
      case 'SwitchCase': {
        const of = this.values.scopes(module).parent(parent);
        const on = child(of, 'discriminant');
        return on !== undefined && this.#mentions(module, on);
      }
      case 'BlockStatement':
        return node.start > this.#endOf(module, parent);
      default:
        return false;
    }
  }

  /** Where a block has a statement that may end its function; an error ends it with its calls unmade, too, but by fault. */
  #endOf(module: Module, block: Node): number {
    let end = this.#ends.get(block);
    if (end === undefined) {
      const ending = children(block, 'body').find(
        (each) => each.type === 'IfStatement' && isLeaving(each) && this.#isTaken(module, each),
      );
      this.#ends.set(block, (end = ending?.start ?? Infinity));
    }
    return end;
  }

  #isTaken(module: Module, node: Node): boolean {
    const test = child(node, 'test');
    const outcome = test && this.#outcome(module, test);
    return outcome === true || outcome === 'open';
  }

  #outcome(module: Module, test: Node, depth = 0): Outcome {
    if (!this.#outcomes.has(test)) this.#outcomes.set(test, this.#findOutcome(module, test, depth));
    return this.#outcomes.get(test);
  }

  #findOutcome(module: Module, test: Node, depth: number): Outcome {
    const name = this.#variable(module, test);
    if (name !== undefined) return this.environment(name) ?? 'open';
    const written = depth < deepest && test.type === 'Identifier' ? this.#written(module, test) : undefined;
    if (/^(?:Binary|Logical|Unary)Expression$/.test(written?.node.type ?? '') && written !== undefined) {
      return this.#outcome(written.module, written.node, depth + 1);
    }
    if (test.type === 'UnaryExpression' && test['operator'] === '!') {
      const inner = child(test, 'argument');
      const outcome = inner && this.#outcome(module, inner, depth);
      return typeof outcome === 'boolean' ? !outcome : outcome;
    }
    if (test.type === 'LogicalExpression' && test['operator'] !== '??') {
      const decides = test['operator'] === '||';
      const sides = ['left', 'right'].map((side) => {
        const inner = child(test, side);
        return inner && this.#outcome(module, inner, depth);
      });
      if (sides.includes(decides)) return decides;
      if (sides.includes('open')) return 'open';
      return sides.includes(undefined) ? undefined : !decides;
    }
    return this.#compared(module, test) ?? (this.#mentions(module, test) ? 'open' : undefined);
  }

  /** What a comparison with a text comes to where the variable has no value. */
  #compared(module: Module, test: Node): boolean | undefined {
    const operator = /^([=!])==?$/.exec(String(test['operator']))?.[1];
    if (test.type !== 'BinaryExpression' || operator === undefined) return undefined;
    const sides = ['left', 'right'].map((side) => child(test, side));
    const isText = sides.some((side) => (textIn(side) ?? '') !== '');
    const names = sides.flatMap((side) => this.#variable(module, side) ?? []);
    const isUnset = names.length === 1 && names.every((name) => this.environment(name) === false);
    return isText && isUnset ? operator === '!' : undefined;
  }

  /** The environment variable that an expression is, itself or by what stands for it. */
  #variable(module: Module, node: Node | undefined, through: readonly Node[] = []): string | undefined {
    const said = variableIn(node);
    if (said !== undefined || node === undefined || through.includes(node)) return said;
    const binding = this.#binding(module, node);
    const [value] = binding?.values ?? [];
    if (binding?.values.length === 1 && binding.path.length === 1 && isEnvironment(value)) return binding.path[0];
    const written = this.#written(module, node);
    return written && this.#variable(written.module, written.node, [...through, node]);
  }

  /** The expression that another stands for: a constant, a member of an object, what a function returns. */
  #written(module: Module, node: Node): Place | undefined {
    if (node.type === 'CallExpression') {
      const called = this.values.of(module, child(node, 'callee'));
      const [returned, ...others] = called?.is === 'function' ? returnedBy(called.node) : [];
      return called?.is !== 'function' || returned === undefined || others.length > 0
        ? undefined
        : { module: called.module, node: returned };
    }
    const object = node.type === 'MemberExpression' ? this.values.of(module, child(node, 'object')) : undefined;
    const property = object?.is === 'object' ? propertyOf(object.node, memberIn(node) ?? '') : undefined;
    if (object?.is === 'object' && property !== undefined) return { module: object.module, node: property };
    const binding = this.#binding(module, node);
    const [value, ...others] = binding?.values ?? [];
    if (binding !== undefined) {
      return value === undefined || others.length + binding.path.length > 0 ? undefined : { module, node: value };
    }
    const [origin, ...more] = originsOf(this.values, module, node);
    return more.length === 0 ? origin : undefined;
  }

  #binding(module: Module, node: Node): Extract<Binding, { is: 'variable' }> | undefined {
    if (node.type !== 'Identifier') return undefined;
    const binding = this.values.scopes(module).find(nameIn(node) ?? '', node);
    return binding?.is === 'variable' ? binding : undefined;
  }

  /** Whether a test asks for what the template gives: itself, by a name, or by a function that tells of it. */
  #mentions(module: Module, node: Node, depth = 0): boolean {
    if (depth > deepest) return false;
    return [...nodesIn(node, isFunction)].some((each) => {
      if (isEnvironment(each) || isProperties(each) || this.#variable(module, each) !== undefined) return true;
      if (each.type === 'CallExpression') {
        const called = this.values.of(module, child(each, 'callee'));
        if (called?.is !== 'function' || called.node['async'] === true) return false;
        return returnedBy(called.node).some((returned) => this.#mentions(called.module, returned, depth + 1));
      }
      if (each.type !== 'Identifier') return false;
      const values = this.#binding(module, each)?.values ?? [];
      return [
        ...originsOf(this.values, module, each),
        ...values.filter(isMember).map((value) => ({ module, node: value })),
      ].some((origin) => !isFunction(origin.node) && this.#mentions(origin.module, origin.node, depth + 1));
    });
  }
}

/** Whether what an `if` leads to leaves the function, or the turn of a loop. */
function isLeaving(node: Node): boolean {
  const then = child(node, 'consequent');
  const last = then?.type === 'BlockStatement' ? children(then, 'body').at(-1) : then;
  return /^(?:Return|Continue)Statement$/.test(last?.type ?? '');
}

const deepest = 3;

const isEnvironment = (node: Node | undefined): boolean =>
  node?.type === 'MemberExpression' && nameIn(child(node, 'object')) === 'process' && memberIn(node) === 'env';

/** What the template gives a custom resource. */
const isProperties = (node: Node | undefined): boolean =>
  node?.type === 'MemberExpression' && memberIn(node) === 'ResourceProperties';

/** A member of something, and of nothing that is called. */
const isMember = (node: Node): boolean =>
  /^(?:Chain|Member|TSAs|TSNonNull)Expression$/.test(node.type) &&
  [...nodesIn(node)].every(({ type }) => !/^(?:Call|New)Expression$/.test(type));

/** `process.env.A`, and what stands in for it where it is missing. */
function variableIn(node: Node | undefined): string | undefined {
  if (node?.type === 'LogicalExpression' && node['operator'] !== '&&') {
    const other = child(node, 'right');
    return other?.type === 'Literal' && other['value'] === '' ? variableIn(child(node, 'left')) : undefined;
  }
  if (node?.type === 'TSNonNullExpression' || node?.type === 'TSAsExpression') {
    return variableIn(child(node, 'expression'));
  }
  return node?.type === 'MemberExpression' && isEnvironment(child(node, 'object')) ? memberIn(node) : undefined;
}
