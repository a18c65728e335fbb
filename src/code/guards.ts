import type { Module } from './modules.js';
import { type Node, child, children, nameIn, nodesIn } from './syntax.js';
import { isFunction } from './scopes.js';
import { type Values, memberIn, propertyOf, returnedBy } from './values.js';

/** Whether an environment variable has a value; `undefined` where that can't be told. */
export type Environment = (name: string) => boolean | undefined;

/** What a test comes to for a function; `open` where its environment decides and can't be told. */
type Outcome = boolean | 'open' | undefined;

/** Tells which parts of a function's code its environment switches off, or may: `if (process.env.TOPIC) …`. */
export class Guards {
  constructor(
    readonly values: Values,
    readonly environment: Environment,
  ) {}

  /** Whether a node does not run, or may not, for what the environment has. */
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
        return children(parent, 'body')
          .slice(0, children(parent, 'body').indexOf(node))
          .some((before) => this.#returns(module, before));
      default:
        return false;
    }
  }

  /** Whether a statement may end its function for what the environment has; an error ends it with its calls unmade, too, but by fault. */
  #returns(module: Module, node: Node): boolean {
    if (node.type !== 'IfStatement') return false;
    const then = child(node, 'consequent');
    const last = then?.type === 'BlockStatement' ? children(then, 'body').at(-1) : then;
    if (!/^(?:Return|Continue)Statement$/.test(last?.type ?? '')) return false;
    const test = child(node, 'test');
    const outcome = test && this.#outcome(module, test);
    return outcome === true || outcome === 'open';
  }

  #outcome(module: Module, test: Node): Outcome {
    const name = this.#variable(module, test);
    if (name !== undefined) return this.environment(name) ?? 'open';
    if (test.type === 'UnaryExpression' && test['operator'] === '!') {
      const inner = child(test, 'argument');
      const outcome = inner && this.#outcome(module, inner);
      return typeof outcome === 'boolean' ? !outcome : outcome;
    }
    if (test.type === 'LogicalExpression' && test['operator'] !== '??') {
      const decides = test['operator'] === '||';
      const sides = ['left', 'right'].map((side) => {
        const inner = child(test, side);
        return inner && this.#outcome(module, inner);
      });
      if (sides.includes(decides)) return decides;
      if (sides.includes('open')) return 'open';
      return sides.includes(undefined) ? undefined : !decides;
    }
    return this.#mentions(module, test) ? 'open' : undefined;
  }

  /** The environment variable that an expression is, itself or by a name or a member. */
  #variable(module: Module, node: Node | undefined, through: readonly Node[] = []): string | undefined {
    const said = variableIn(node);
    if (said !== undefined || node === undefined || through.includes(node)) return said;
    const next = [...through, node];
    if (node.type === 'MemberExpression') {
      const object = this.values.of(module, child(node, 'object'));
      if (object?.is === 'object')
        return this.#variable(object.module, propertyOf(object.node, memberIn(node) ?? ''), next);
    }
    if (node.type === 'Identifier') {
      const binding = this.values.scopes(module).find(nameIn(node) ?? '', node);
      if (binding?.is === 'variable') {
        const { path, values } = binding;
        const [value] = values;
        if (values.length !== 1 || path.length > 1) return undefined;
        return path.length === 0 ? this.#variable(module, value, next) : isEnvironment(value) ? path[0] : undefined;
      }
    }
    for (const origin of this.values.origins(module, node)) {
      const name = this.#variable(origin.module, origin.node, next);
      if (name !== undefined) return name;
    }
    return undefined;
  }

  /** Whether a test asks for the environment: itself, by a name of its module, or by a function that tells of it. */
  #mentions(module: Module, node: Node, depth = 0): boolean {
    if (depth > deepest) return false;
    return [...nodesIn(node, (each) => isFunction(each))].some((each) => {
      if (isEnvironment(each) || this.#variable(module, each) !== undefined) return true;
      if (each.type === 'CallExpression') {
        const called = this.values.of(module, child(each, 'callee'));
        if (called?.is !== 'function' || called.node['async'] === true) return false;
        return returnedBy(called.node).some((returned) => this.#mentions(called.module, returned, depth + 1));
      }
      if (each.type !== 'Identifier') return false;
      return [...this.values.origins(module, each)].some((origin) =>
        isFunction(origin.node) || origin.node === node ? false : this.#mentions(origin.module, origin.node, depth + 1),
      );
    });
  }
}

const deepest = 3;

const isEnvironment = (node: Node | undefined): boolean =>
  node?.type === 'MemberExpression' && nameIn(child(node, 'object')) === 'process' && memberIn(node) === 'env';

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
