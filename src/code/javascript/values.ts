import { addTo } from '../../source/groups.js';
import { assignedIn, constructorOf, elementsOf, parameterIn, typeOf } from './classes.js';
import { type Exports, exportsOf } from './exports.js';
import type { Module, Program } from './modules.js';
import { type Imported, type Scopes, scopesOf } from './scopes.js';
import {
  type Node,
  child,
  children,
  isClass,
  isFunction,
  isNothing,
  keyIn,
  memberIn,
  nameIn,
  nodesIn,
  propertyOf,
  returnedBy,
  textIn,
} from './syntax.js';
import { type Place, type Site, type Value, only, packageNamed } from './value.js';

/** Where functions are called, by their nodes. */
export type Sites = ReadonlyMap<Node, readonly Site[]>;

/** Deeper is nothing that somebody wrote. */
const deepest = 100;

/** Tells what expressions are, from file to file. Of what may be one thing or another nothing is told. */
export class Values {
  readonly #modules: ReadonlyMap<string, Module>;
  readonly #known = new Map<Node, Value | undefined>();
  readonly #scopes = new Map<Module, Scopes>();
  readonly #exports = new Map<Module, Exports>();
  #extended: ReadonlyMap<Node, readonly Place[]> | undefined;
  #depth = 0;

  constructor(
    readonly program: Program,
    readonly sites: Sites,
  ) {
    this.#modules = new Map(program.modules.map((module) => [module.file.path, module]));
  }

  scopes(module: Module): Scopes {
    let scopes = this.#scopes.get(module);
    if (scopes === undefined) this.#scopes.set(module, (scopes = scopesOf(module.program)));
    return scopes;
  }

  exports(module: Module): Exports {
    let exports = this.#exports.get(module);
    if (exports === undefined) this.#exports.set(module, (exports = exportsOf(module.program)));
    return exports;
  }

  /** What an expression is. */
  of(module: Module, node: Node | undefined): Value | undefined {
    if (node === undefined || this.#depth > deepest) return undefined;
    if (this.#known.has(node)) return this.#known.get(node);
    // What leads back to itself is nothing.
    this.#known.set(node, undefined);
    this.#depth++;
    const value = this.#find(module, node);
    this.#depth--;
    this.#known.set(node, value);
    return value;
  }

  /** What a module exports under a name. */
  exported(module: Module, name: string, through = new Set<Module>()): Value | undefined {
    const { named, whole, passedOn } = this.exports(module);
    const own = named.get(name);
    if (own !== undefined) return own.is === 'own' ? this.of(module, own.node) : this.#imported(module, own);
    if (whole !== undefined) {
      const value = this.of(module, whole);
      return name === 'default' ? value : this.member(value, name);
    }
    if (name === 'default') return named.size === 0 ? undefined : { is: 'module', module };
    if (through.has(module)) return undefined;
    through.add(module);
    const found = passedOn.map((from) => {
      const target = this.target(module, from);
      return target === undefined ? packageNamed(from, name) : this.exported(target, name, through);
    });
    return only(found.filter((value) => value !== undefined));
  }

  target(module: Module, from: string): Module | undefined {
    return this.#modules.get(module.targets.get(from) ?? '');
  }

  /** A member of what an expression is. */
  member(value: Value | undefined, name: string): Value | undefined {
    switch (value?.is) {
      case 'module':
        return this.exported(value.module, name);
      case 'package':
        return packageNamed(value.from, ['*', 'default'].includes(value.name) ? name : `${value.name}.${name}`);
      case 'object':
        return this.#memberOfObject(value, name);
      case 'class':
      case 'instance':
        return this.#memberOfClass(value, name);
      default:
        return undefined;
    }
  }

  /** What a class extends. */
  parentOf({ module, node }: Place): Value | undefined {
    return this.of(module, child(node, 'superClass'));
  }

  #find(module: Module, node: Node): Value | undefined {
    if (isFunction(node)) return { is: 'function', module, node };
    if (isClass(node)) return { is: 'class', module, node };
    const inner = (name: string): Value | undefined => this.of(module, child(node, name));
    switch (node.type) {
      case 'Identifier':
        return this.#named(module, node);
      case 'ThisExpression':
        return this.#this(module, node);
      case 'ObjectExpression':
        return { is: 'object', module, node };
      case 'MemberExpression': {
        const name = memberIn(node);
        return name === undefined ? undefined : this.member(inner('object'), name);
      }
      case 'NewExpression': {
        const made = inner('callee');
        return made?.is === 'class' ? { ...made, is: 'instance', exact: true } : undefined;
      }
      case 'CallExpression':
        return this.#called(module, node);
      case 'ImportExpression':
        return this.#imported(module, { from: textIn(child(node, 'source')) ?? '', name: '*' });
      case 'AwaitExpression':
        return inner('argument');
      case 'ChainExpression':
      case 'TSNonNullExpression':
        return inner('expression');
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        return inner('expression') ?? this.#typed(module, child(node, 'typeAnnotation'));
      case 'SequenceExpression':
        return this.of(module, children(node, 'expressions').at(-1));
      case 'AssignmentExpression':
        return inner('right');
      case 'ConditionalExpression':
        return only([inner('consequent'), inner('alternate')]);
      case 'LogicalExpression':
        return node['operator'] === '&&' ? inner('right') : only([inner('left'), inner('right')]);
      default:
        return undefined;
    }
  }

  #named(module: Module, node: Node): Value | undefined {
    const binding = this.scopes(module).find(nameIn(node) ?? '', node);
    switch (binding?.is) {
      case 'declared':
        return this.of(module, binding.node);
      case 'imported':
        return this.#imported(module, binding);
      case 'variable': {
        const values = binding.values.filter((value) => !isNothing(value)).map((value) => this.of(module, value));
        return this.#along(only(values), binding.path);
      }
      case 'parameter':
        return this.#parameter(module, binding.of, binding.index, binding.path);
      default:
        return undefined;
    }
  }

  #along(value: Value | undefined, path: readonly string[]): Value | undefined {
    return path.reduce((at, name) => this.member(at, name), value);
  }

  /** What a function is called with, where all that calls it is known and agrees; else what its type says. */
  #parameter(module: Module, of: Node, index: number, path: readonly string[]): Value | undefined {
    const pattern = children(of, 'params')[index];
    const given = (this.sites.get(of) ?? []).map((site) => {
      if (site.given.slice(0, index + 1).some(({ node }) => node.type === 'SpreadElement')) return undefined;
      const arg = site.given[index];
      if (arg === undefined && site.open) return undefined;
      const value = arg === undefined ? this.of(module, child(pattern, 'right')) : this.of(arg.module, arg.node);
      return this.#along(value, path);
    });
    return only(given) ?? (path.length === 0 ? this.#typed(module, typeOf(pattern)) : undefined);
  }

  /** What is of a type that is a class. */
  #typed(module: Module, type: Node | undefined): Value | undefined {
    if (type?.type === 'TSTypeAnnotation') return this.#typed(module, child(type, 'typeAnnotation'));
    if (type?.type === 'TSUnionType') {
      const types = children(type, 'types').filter((each) => !/^TS(?:Null|Undefined)Keyword$/.test(each.type));
      return types.length === 1 ? this.#typed(module, types[0]) : undefined;
    }
    const value = type?.type === 'TSTypeReference' ? this.of(module, child(type, 'typeName')) : undefined;
    return value?.is === 'class' ? { ...value, is: 'instance', exact: false } : undefined;
  }

  #imported(module: Module, { from, name }: Omit<Imported, 'is'>): Value | undefined {
    const target = this.target(module, from);
    if (target === undefined) return packageNamed(from, name);
    if (name !== '*') return this.exported(target, name);
    const { whole } = this.exports(target);
    return this.of(target, whole) ?? { is: 'module', module: target };
  }

  #this(module: Module, node: Node): Value | undefined {
    const { parent } = this.scopes(module);
    let within = parent(node);
    while (within !== undefined && !/^(?:Function|PropertyDefinition$|StaticBlock$)/.test(within.type)) {
      within = parent(within);
    }
    if (within === undefined) return undefined;
    const element = within.type === 'FunctionExpression' ? parent(within) : within;
    const holder = element && parent(element);
    if (element?.type === 'Property' && holder !== undefined) return { is: 'object', module, node: holder };
    const ofClass = holder?.type === 'ClassBody' ? parent(holder) : undefined;
    if (element === undefined || ofClass === undefined) return undefined;
    return element['static'] === true || element.type === 'StaticBlock'
      ? { is: 'class', module, node: ofClass }
      : { is: 'instance', module, node: ofClass, exact: false };
  }

  #called(module: Module, node: Node): Value | undefined {
    const callee = child(node, 'callee');
    const [first] = children(node, 'arguments');
    const name = callee?.type === 'MemberExpression' ? memberIn(callee) : nameIn(callee);
    if (callee?.type === 'Identifier' && name === 'require') {
      return this.#imported(module, { from: textIn(first) ?? '', name: '*' });
    }
    // What TypeScript puts around what it imports.
    if (/^__import(?:Star|Default)$/.test(name ?? '')) {
      const value = this.of(module, first);
      return value?.is === 'module' || value?.is === 'package' ? value : undefined;
    }
    if (callee?.type === 'MemberExpression' && name === 'bind') {
      const bound = this.of(module, child(callee, 'object'));
      if (bound?.is === 'function') {
        const ahead = children(node, 'arguments').slice(1);
        return { ...bound, bound: [...(bound.bound ?? []), ...ahead.map((each) => ({ module, node: each }))] };
      }
    }
    const called = this.of(module, callee);
    return called?.is === 'function' ? this.#returned(called) : undefined;
  }

  #returned({ module, node }: Place): Value | undefined {
    return only(
      returnedBy(node)
        .filter((each) => !isNothing(each))
        .map((each) => this.of(module, each)),
    );
  }

  #memberOfObject({ module, node }: Place, name: string): Value | undefined {
    const property = propertyOf(node, name);
    if (property !== undefined) return this.of(module, property);
    const spread = children(node, 'properties').filter((each) => each.type === 'SpreadElement');
    const found = spread.map((each) => this.member(this.of(module, child(each, 'argument')), name));
    return only(found.filter((value) => value !== undefined));
  }

  #memberOfClass(value: Extract<Value, { is: 'class' | 'instance' }>, name: string): Value | undefined {
    const { module, node } = value;
    const isStatic = value.is === 'class';
    const elements = elementsOf(node).filter(
      (each) => (each['static'] === true) === isStatic && keyIn(each) === name && each['kind'] !== 'constructor',
    );
    const assigned = isStatic ? [] : assignedIn(node, name);
    const property = isStatic ? undefined : this.#property(value, name);
    if (elements.length === 0 && assigned.length === 0 && property === undefined) {
      const parent = this.parentOf(value);
      if (parent?.is !== 'class') return undefined;
      return this.member(value.is === 'class' ? parent : { ...parent, is: 'instance', exact: value.exact }, name);
    }
    if (value.is === 'instance' && !value.exact && this.#isOverridden(node, name)) return undefined;
    const found = elements.flatMap((each) => {
      const held = child(each, 'value');
      if (each.type === 'PropertyDefinition' && (held === undefined || isNothing(held))) {
        return assigned.length === 0 ? [this.#typed(module, child(each, 'typeAnnotation'))] : [];
      }
      if (each['kind'] === 'set') return [];
      return [
        each['kind'] === 'get' && held !== undefined ? this.#returned({ module, node: held }) : this.of(module, held),
      ];
    });
    const values = assigned.filter((each) => !isNothing(each)).map((each) => this.of(module, each));
    return property ?? only([...found, ...values]) ?? this.#declared(elements, module);
  }

  /** What the type of a property says. */
  #declared(elements: readonly Node[], module: Module): Value | undefined {
    const [element] = elements;
    return element?.type === 'PropertyDefinition' ? this.#typed(module, child(element, 'typeAnnotation')) : undefined;
  }

  /** A property that is a parameter of the constructor: `constructor(private readonly orders: Orders)`. */
  #property(of: Place, name: string): Value | undefined {
    const made = constructorOf(of.node);
    const index = children(made, 'params').findIndex(
      (param) => param.type === 'TSParameterProperty' && nameIn(parameterIn(param)) === name,
    );
    return made === undefined || index < 0 ? undefined : this.#parameter(of.module, made, index, []);
  }

  #isOverridden(node: Node, name: string): boolean {
    return (this.#extendedBy().get(node) ?? []).some(
      (each) =>
        elementsOf(each.node).some((element) => keyIn(element) === name) ||
        assignedIn(each.node, name).length > 0 ||
        this.#isOverridden(each.node, name),
    );
  }

  #extendedBy(): ReadonlyMap<Node, readonly Place[]> {
    if (this.#extended !== undefined) return this.#extended;
    const extended = new Map<Node, Place[]>();
    this.#extended = extended;
    for (const module of this.program.modules) {
      for (const node of nodesIn(module.program)) {
        const parent = isClass(node) ? this.parentOf({ module, node }) : undefined;
        if (parent?.is === 'class' && parent.node !== node) addTo(extended, parent.node, { module, node });
      }
    }
    return extended;
  }
}
