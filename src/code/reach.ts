import { addTo } from '../source/groups.js';
import type { Call } from './uses.js';
import { clientIn, operationNamed } from './names.js';
import { documentOperations, services } from './services.data.js';
import type { Module, Program } from './modules.js';
import { type Node, child, children, nameIn, nodesIn, textIn } from './syntax.js';

/** A call that a handler leads to, and the service that it goes to. */
export interface CertainCall extends Call {
  /** The service's prefix in actions: `dynamodb`. */
  readonly service: string;
}

/** Whether code may act as somebody else than its function: it hands credentials to a client. */
export const bringsCredentials = ({ modules, imports }: Program): boolean =>
  imports.some(({ from }) => /credential|cognito-identity$/.test(from)) ||
  modules.some(({ program }) =>
    [...nodesIn(program)].some((node) => node.type === 'Property' && nameIn(child(node, 'key')) === 'credentials'),
  );

/**
 * The calls that a handler leads to, as far as they can be told for certain: commands of the SDK's third version that are made in the
 * handler, or in what it names, in its own file or in others. Methods count only where something of their name is asked for.
 */
export function callsFrom(program: Program, handler: string): readonly CertainCall[] {
  return new Walk(program).from(handler);
}

/** What a name of a module stands for: a declaration of its own, or something of another module or package. */
type Meaning =
  | { readonly is: 'declared'; readonly node: Node }
  | { readonly is: 'imported'; readonly from: string; readonly name: string };

interface Names {
  readonly own: ReadonlyMap<string, Meaning>;
  readonly exported: ReadonlyMap<string, Meaning>;
  /** Modules that are exported as they are. */
  readonly passedOn: readonly string[];
}

class Walk {
  readonly #modules: ReadonlyMap<string, Module>;
  readonly #names = new Map<Module, Names>();
  readonly #seen = new Set<Node>();
  readonly #open: (readonly [Module, Node])[] = [];
  /** Names of members that are asked for, and the methods that wait for theirs to be. */
  readonly #asked = new Set<string>();
  readonly #waiting = new Map<string, (readonly [Module, Node])[]>();
  readonly #calls: CertainCall[] = [];

  constructor(readonly program: Program) {
    this.#modules = new Map(program.modules.map((module) => [module.file.path, module]));
  }

  from(handler: string): readonly CertainCall[] {
    const [entry] = this.program.modules;
    if (entry === undefined) return [];
    this.#exported(entry, handler, new Set());
    for (let next = this.#open.pop(); next !== undefined; next = this.#open.pop()) this.#read(...next);
    return this.#calls;
  }

  #visit(module: Module, node: Node): void {
    if (this.#seen.has(node)) return;
    this.#seen.add(node);
    this.#open.push([module, node]);
  }

  /** Reads what is reached, but for methods, which wait until something asks for one of their name. */
  #read(module: Module, tree: Node): void {
    const { own } = this.#namesOf(module);
    // Names of members and keys stand for nothing by themselves.
    const labels = new Set<Node>();
    for (const node of nodesIn(tree, (within) => within !== tree && this.#waits(module, within))) {
      const isLabelled = node.type === 'MemberExpression' || /^(?:Property|MethodDefinition)/.test(node.type);
      const label = isLabelled ? child(node, node.type === 'MemberExpression' ? 'property' : 'key') : undefined;
      if (label !== undefined && node['computed'] !== true && node['shorthand'] !== true) labels.add(label);
      if (node.type === 'Identifier' && !labels.has(node)) {
        const meaning = own.get(nameIn(node) ?? '');
        if (meaning !== undefined) this.#mean(module, meaning);
      } else if (node.type === 'MemberExpression') {
        this.#member(module, node, own);
      } else if (node.type === 'NewExpression') {
        this.#made(module, node, own);
      }
    }
  }

  #waits(module: Module, node: Node): boolean {
    const isMethod = node.type === 'MethodDefinition' && node['kind'] !== 'constructor';
    const value = child(node, 'value');
    const isFunction = /^(?:Arrow)?FunctionExpression$/.test(value?.type ?? '');
    if (!isMethod && !(isFunction && /^Property(?:Definition)?$/.test(node.type))) return false;
    const name = node['computed'] === true ? undefined : nameIn(child(node, 'key'));
    if (name === undefined || value === undefined || this.#asked.has(name)) return false;
    addTo(this.#waiting, name, [module, value]);
    return true;
  }

  #member(module: Module, node: Node, own: Names['own']): void {
    const property = child(node, 'property');
    const name = node['computed'] === true ? textIn(property) : nameIn(property);
    if (name === undefined) return;
    const object = child(node, 'object');
    const meaning = object?.type === 'Identifier' ? own.get(nameIn(object) ?? '') : undefined;
    if (meaning?.is === 'imported' && meaning.name === '*') this.#mean(module, { ...meaning, name });
    this.#asked.add(name);
    for (const [at, method] of this.#waiting.get(name) ?? []) this.#visit(at, method);
    this.#waiting.delete(name);
  }

  /** A command of the SDK that is made. */
  #made(module: Module, node: Node, own: Names['own']): void {
    const callee = child(node, 'callee');
    const object = child(callee, 'object');
    const meaning = own.get(nameIn(callee?.type === 'MemberExpression' ? object : callee) ?? '');
    if (meaning?.is !== 'imported') return;
    const name = meaning.name === '*' ? nameIn(child(callee, 'property')) : meaning.name;
    const operation = /Command$/.test(name ?? '') ? operationNamed(name ?? '') : undefined;
    if (operation === undefined) return;
    const isDocument = meaning.from === '@aws-sdk/lib-dynamodb';
    const service = services.get(isDocument ? 'dynamodb' : (clientIn(meaning.from) ?? ''));
    const called = isDocument ? documentOperations.get(operation) : operation;
    if (service === undefined || called === undefined) return;
    const at = { file: module.file, start: node.start, end: node.end };
    this.#calls.push({ service: service.prefix, operation: called, at });
  }

  #mean(module: Module, meaning: Meaning): void {
    if (meaning.is === 'declared') {
      this.#visit(module, meaning.node);
      return;
    }
    const target = this.#modules.get(module.targets.get(meaning.from) ?? '');
    if (target !== undefined) this.#exported(target, meaning.name, new Set());
  }

  /** Follows what a module exports under a name; all of it where it is taken as a whole. */
  #exported(module: Module, name: string, through: Set<Module>): boolean {
    if (through.has(module)) return false;
    through.add(module);
    const { exported, passedOn } = this.#namesOf(module);
    const meaning = exported.get(name);
    if (meaning !== undefined) {
      this.#mean(module, meaning);
      return true;
    }
    return passedOn.some((from) => {
      const target = this.#modules.get(module.targets.get(from) ?? '');
      return target !== undefined && this.#exported(target, name, through);
    });
  }

  #namesOf(module: Module): Names {
    let names = this.#names.get(module);
    if (names === undefined) this.#names.set(module, (names = namesIn(module.program)));
    return names;
  }
}

/** The names that a module has at its top, and those that it exports. */
function namesIn(program: Node): Names {
  const own = new Map<string, Meaning>();
  const exported = new Map<string, Meaning>();
  const passedOn: string[] = [];
  for (const statement of children(program, 'body')) {
    const from = textIn(child(statement, 'source'));
    const declaration = child(statement, 'declaration');
    for (const [name, meaning] of declaredBy(statement)) own.set(name, meaning);
    switch (statement.type) {
      case 'ImportDeclaration':
        for (const each of children(statement, 'specifiers')) {
          const name = each.type === 'ImportSpecifier' ? nameIn(child(each, 'imported')) : undefined;
          const whole = each.type === 'ImportDefaultSpecifier' ? 'default' : '*';
          own.set(nameIn(child(each, 'local')) ?? '', { is: 'imported', from: from ?? '', name: name ?? whole });
        }
        break;
      case 'ExportNamedDeclaration':
        if (declaration !== undefined) {
          for (const [name, meaning] of declaredBy(declaration)) {
            own.set(name, meaning);
            exported.set(name, meaning);
          }
        }
        for (const each of children(statement, 'specifiers')) {
          const local = nameIn(child(each, 'local')) ?? '*';
          const meaning: Meaning | undefined =
            from === undefined ? own.get(local) : { is: 'imported', from, name: local };
          if (meaning !== undefined) exported.set(nameIn(child(each, 'exported')) ?? '', meaning);
        }
        break;
      case 'ExportDefaultDeclaration':
        if (declaration !== undefined) exported.set('default', { is: 'declared', node: declaration });
        break;
      case 'ExportAllDeclaration':
        if (from !== undefined) passedOn.push(from);
        break;
      case 'ExpressionStatement':
        for (const [name, node] of assignedBy(child(statement, 'expression'))) {
          exported.set(name, { is: 'declared', node });
        }
    }
  }
  return { own, exported, passedOn };
}

/** What a statement declares. */
function* declaredBy(statement: Node): Iterable<readonly [string, Meaning]> {
  if (/^(?:Function|Class)Declaration$/.test(statement.type)) {
    yield [nameIn(child(statement, 'id')) ?? '', { is: 'declared', node: statement }];
  }
  if (statement.type !== 'VariableDeclaration') return;
  for (const declarator of children(statement, 'declarations')) {
    const pattern = child(declarator, 'id');
    const from = requiredBy(child(declarator, 'init'));
    if (pattern?.type !== 'ObjectPattern') {
      const meaning: Meaning =
        from === undefined ? { is: 'declared', node: declarator } : { is: 'imported', from, name: '*' };
      yield [nameIn(pattern) ?? '', meaning];
      continue;
    }
    for (const property of children(pattern, 'properties')) {
      const name = nameIn(child(property, 'key'));
      const local = nameIn(child(property, 'value'));
      if (name === undefined || local === undefined) continue;
      yield [local, from === undefined ? { is: 'declared', node: declarator } : { is: 'imported', from, name }];
    }
  }
}

function requiredBy(node: Node | undefined): string | undefined {
  if (node?.type !== 'CallExpression' || nameIn(child(node, 'callee')) !== 'require') return undefined;
  return textIn(children(node, 'arguments')[0]);
}

/** `exports.a = …`, `module.exports.a = …` and `module.exports = { a: … }`. */
function* assignedBy(node: Node | undefined): Iterable<readonly [string, Node]> {
  const left = child(node, 'left');
  const right = child(node, 'right');
  if (node?.type !== 'AssignmentExpression' || left?.type !== 'MemberExpression' || right === undefined) return;
  const object = child(left, 'object');
  const name = nameIn(child(left, 'property'));
  const isModule = (of: Node | undefined): boolean =>
    nameIn(of) === 'exports' ||
    (of?.type === 'MemberExpression' &&
      nameIn(child(of, 'object')) === 'module' &&
      nameIn(child(of, 'property')) === 'exports');
  if (isModule(left)) {
    yield ['default', right];
    for (const property of right.type === 'ObjectExpression' ? children(right, 'properties') : []) {
      const value = child(property, 'value');
      const key = nameIn(child(property, 'key'));
      if (value !== undefined && key !== undefined) yield [key, value];
    }
  } else if (isModule(object) && name !== undefined) yield [name, right];
}
