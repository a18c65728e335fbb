import { constructorOf, elementsOf } from './classes.js';
import { Guards, type Environment } from './guards.js';
import type { Module, Program } from './modules.js';
import { clientIn, operationNamed } from './names.js';
import { services } from '../services.data.js';
import type { Call } from '../uses.js';
import { type Node, child, children, isClass, isFunction, memberIn, nameIn, nodesIn } from './syntax.js';
import { originsOf, originsOfExport } from './origins.js';
import { documentOperations } from './services.data.js';
import type { Place, Site, Value } from './value.js';
import { type Sites, Values } from './values.js';

/** A call that a handler leads to, and the service that it goes to. */
export interface CertainCall extends Call {
  /** The service's prefix in actions: `dynamodb`. */
  readonly service: string;
}

/** Whether code may act as somebody else than its function: it hands credentials to a client. */
export const bringsCredentials = ({ modules, imports }: Program): boolean =>
  imports.some(({ from }) => /credential|cognito-identity$/.test(from)) ||
  modules.some(({ program }) =>
    [...nodesIn(program)].some(
      (node) =>
        (node.type === 'Property' && nameIn(child(node, 'key')) === 'credentials') ||
        (node.type === 'AssignmentExpression' && nameIn(child(child(node, 'left'), 'property')) === 'credentials'),
    ),
  );

/** How often what functions are called with is asked for again, for what it leads to. */
const mostRounds = 8;

/**
 * The calls that a handler leads to, as far as they can be told for certain: commands of the SDK's third version that are made in the
 * handler, or in what it calls or hands on, in its own file or in others. What the environment switches off is none of them.
 */
export function callsFrom(
  program: Program,
  handler: string,
  environment: Environment = () => undefined,
): readonly CertainCall[] {
  let sites: Found = new Map();
  for (let round = 0; round < mostRounds; round++) {
    const walk = new Walk(new Values(program, argumentsIn(sites)), environment);
    const calls = walk.from(handler);
    if (isSame(sites, walk.sites)) return calls;
    sites = walk.sites;
  }
  return [];
}

/** What functions are called with, by function and by what calls it. */
type Found = Map<Node, Map<Node, Site>>;

const argumentsIn = (found: Found): Sites => new Map([...found].map(([of, sites]) => [of, [...sites.values()]]));

const isSame = (one: Found, other: Found): boolean =>
  one.size === other.size &&
  [...one].every(([of, sites]) => {
    const others = other.get(of);
    return others?.size === sites.size && [...sites.keys()].every((site) => others.has(site));
  });

class Walk {
  readonly sites: Found = new Map();
  readonly #guards: Guards;
  readonly #seen = new Set<Node>();
  readonly #open: Place[] = [];
  readonly #calls = new Map<Node, CertainCall>();

  constructor(
    readonly values: Values,
    environment: Environment,
  ) {
    this.#guards = new Guards(values, environment);
  }

  from(handler: string): readonly CertainCall[] {
    const [entry] = this.values.program.modules;
    if (entry === undefined) return [];
    for (const origin of originsOfExport(this.values, entry, handler)) this.#load(origin);
    this.#handOn(this.values.exported(entry, handler), entry.program);
    for (let next = this.#open.shift(); next !== undefined; next = this.#open.shift()) this.#read(next);
    return [...this.#calls.values()];
  }

  #enter(place: Place): void {
    if (this.#seen.has(place.node)) return;
    this.#seen.add(place.node);
    this.#open.push(place);
  }

  /** What runs when its module is loaded. */
  #load(place: Place): void {
    if (!isFunction(place.node) && !isClass(place.node)) this.#enter(place);
  }

  /** Reads what runs; functions within it do where they are called or handed on. */
  #read({ module, node: tree }: Place): void {
    const isLeftOut = (node: Node): boolean =>
      node !== tree && (isFunction(node) || isClass(node) || this.#guards.isOff(module, node));
    for (const node of nodesIn(tree, isLeftOut)) {
      switch (node.type) {
        case 'CallExpression':
          this.#call(module, node);
          break;
        case 'NewExpression':
          this.#make(module, node);
          break;
        case 'TaggedTemplateExpression':
          this.#handOn(this.values.of(module, child(node, 'tag')), node);
          break;
        case 'Identifier':
        case 'MemberExpression':
          if (!this.#isLabel(module, node)) {
            for (const origin of originsOf(this.values, module, node)) this.#load(origin);
          }
      }
    }
  }

  /** Whether an identifier only labels something: a member, a key. */
  #isLabel(module: Module, node: Node): boolean {
    const parent = this.values.scopes(module).parent(node);
    if (parent?.['computed'] === true) return false;
    return child(parent, 'property') === node || child(parent, 'key') === node;
  }

  #call(module: Module, node: Node): void {
    const callee = child(node, 'callee');
    const given = this.#arguments(module, node);
    if (callee?.type === 'Super') {
      const made = this.#classAround(module, node);
      const parent = made && this.values.parentOf(made);
      if (parent?.is === 'class') this.#construct(parent, node, given);
      return;
    }
    const called = this.values.of(module, callee);
    if (called?.is === 'function') this.#invoke(called, node, { given, open: false });
    else if (called?.is === 'package' && /^(?:paginate|waitUntil)/.test(called.name)) this.#note(called, module, node);
    else if (callee?.type === 'MemberExpression' && /^(?:apply|call)$/.test(memberIn(callee) ?? '')) {
      this.#handOn(this.values.of(module, child(callee, 'object')), node);
    }
  }

  #make(module: Module, node: Node): void {
    const given = this.#arguments(module, node);
    const made = this.values.of(module, child(node, 'callee'));
    if (made?.is === 'class') this.#construct(made, node, given);
    else if (made?.is === 'package' && made.name.endsWith('Command')) this.#note(made, module, node);
  }

  /** What is handed on to be called: to what calls it by and by. */
  #arguments(module: Module, node: Node): readonly Place[] {
    const given = children(node, 'arguments').map((each) => ({ module, node: each }));
    for (const each of given) this.#handOn(this.values.of(module, each.node), node);
    return given;
  }

  #handOn(value: Value | undefined, site: Node): void {
    if (value?.is === 'function') this.#invoke(value, site, { given: [], open: true });
  }

  #invoke(of: Extract<Value, { is: 'function' }>, by: Node, { given, open }: Site): void {
    const sites = this.sites.get(of.node) ?? new Map<Node, Site>();
    this.sites.set(of.node, sites);
    sites.set(by, { given: [...(of.bound ?? []), ...given], open });
    this.#enter(of);
  }

  #construct(of: Place, site: Node, given: readonly Place[]): void {
    const own = constructorOf(of.node);
    if (own !== undefined) this.#invoke({ is: 'function', module: of.module, node: own }, site, { given, open: false });
    for (const each of elementsOf(of.node)) {
      const value = child(each, 'value');
      if (each.type === 'PropertyDefinition' && each['static'] !== true && value !== undefined) {
        this.#load({ module: of.module, node: value });
      }
    }
    const parent = own === undefined ? this.values.parentOf(of) : undefined;
    if (parent?.is === 'class' && parent.node !== of.node) this.#construct(parent, site, given);
  }

  #classAround(module: Module, node: Node): Place | undefined {
    let around: Node | undefined = node;
    while (around !== undefined && !isClass(around)) around = this.values.scopes(module).parent(around);
    return around && { module, node: around };
  }

  /** An operation of the SDK, by the name of its command, its paginator or its waiter. */
  #note({ from, name }: { readonly from: string; readonly name: string }, { file }: Module, node: Node): void {
    const operation = operationNamed(name);
    if (operation === undefined) return;
    const isDocument = from === '@aws-sdk/lib-dynamodb';
    const service = services.get(isDocument ? 'dynamodb' : (clientIn(from) ?? ''));
    const called = isDocument ? documentOperations.get(operation) : operation;
    if (service === undefined || called === undefined) return;
    const at = { file, start: node.start, end: node.end };
    this.#calls.set(node, { service: service.prefix, operation: called, at });
  }
}
