import { type Node, child, children, isFunction, nameIn, nodesIn, partsOf, textIn } from './syntax.js';

/** Something of another module or package. */
export interface Imported {
  readonly is: 'imported';
  readonly from: string;
  /** `*` for all of it. */
  readonly name: string;
}

/** What a name stands for. */
export type Binding =
  /** A function or class. */
  | { readonly is: 'declared'; readonly node: Node }
  | Imported
  /** Whatever is assigned to it, or a member of that: `b` in `const { a: { b } } = …` is `a`, `b` of it. */
  | { readonly is: 'variable'; readonly path: readonly string[]; readonly values: readonly Node[] }
  | { readonly is: 'parameter'; readonly of: Node; readonly index: number; readonly path: readonly string[] }
  /** What only a run tells. */
  | { readonly is: 'open' };

/** The names of a module. */
export interface Scopes {
  /** What a name means at a place. */
  readonly find: (name: string, at: Node) => Binding | undefined;
  readonly parent: (of: Node) => Node | undefined;
}

const isBlock = (node: Node): boolean =>
  isFunction(node) ||
  /^(?:Program|BlockStatement|StaticBlock|SwitchStatement|CatchClause|For(?:In|Of)?Statement|ClassExpression|TSModuleBlock)$/.test(
    node.type,
  );

/** Finds what the names of a tree stand for. */
export function scopesOf(program: Node): Scopes {
  const parents = new Map<Node, Node>();
  /** The innermost block around each node. */
  const blocks = new Map<Node, Node>();
  const scopes = new Map<Node, Map<string, Binding>>();
  const namesAt = (name: string, at: Node): Map<string, Binding> | undefined => {
    for (let node: Node | undefined = at; node !== undefined; node = blocks.get(node)) {
      const names = scopes.get(node);
      if (names?.has(name) === true) return names;
    }
    return undefined;
  };
  const scopeOf = (node: Node): Node => {
    let scope = isOwnScope(node) ? node : blocks.get(node);
    const isVar = node.type === 'VariableDeclarator' && parents.get(node)?.['kind'] === 'var';
    while (isVar && scope !== undefined && !isFunction(scope) && blocks.has(scope)) scope = blocks.get(scope);
    return scope ?? program;
  };
  const declare = (name: string, binding: Binding, scope: Node): void => {
    const names = scopes.get(scope) ?? new Map<string, Binding>();
    scopes.set(scope, names.set(name, binding));
  };

  const assignments: Node[] = [];
  for (const node of nodesIn(program)) {
    const block = isBlock(node) ? node : blocks.get(node);
    for (const part of partsOf(node)) {
      parents.set(part, node);
      if (block !== undefined) blocks.set(part, block);
    }
    const name = node.type === 'FunctionDeclaration' ? nameIn(child(node, 'id')) : undefined;
    if (name !== undefined) declare(name, { is: 'declared', node }, blocks.get(node) ?? program);
    for (const [own, binding] of declaredBy(node)) declare(own, binding, scopeOf(node));
    if (node.type === 'AssignmentExpression') assignments.push(node);
  }
  for (const node of assignments) {
    const name = nameIn(child(node, 'left'));
    const right = child(node, 'right');
    const names = name === undefined ? undefined : namesAt(name, node);
    if (name === undefined || right === undefined || names === undefined) continue;
    const known = names.get(name);
    const isPut = /^(?:\|\||\?\?)?=$/.test(String(node['operator']));
    const isPlain = isPut && known?.is === 'variable' && known.path.length === 0;
    names.set(name, isPlain ? { ...known, values: [...known.values, right] } : { is: 'open' });
  }
  return { find: (name, at) => namesAt(name, at)?.get(name), parent: (of) => parents.get(of) };
}

/** Whether what a node declares is known within it alone. */
const isOwnScope = (node: Node): boolean =>
  isFunction(node) || node.type === 'CatchClause' || node.type === 'ClassExpression';

/** The names that a node brings into the scope that it stands in; a function, those within it. */
function* declaredBy(node: Node): Iterable<readonly [string, Binding]> {
  switch (node.type) {
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'FunctionExpression': {
      const name = nameIn(child(node, 'id'));
      if (name !== undefined) yield [name, { is: 'declared', node }];
      break;
    }
    case 'VariableDeclarator':
      yield* variablesIn(node);
      break;
    case 'ImportDeclaration': {
      const from = textIn(child(node, 'source')) ?? '';
      for (const each of children(node, 'specifiers')) {
        const whole = each.type === 'ImportDefaultSpecifier' ? 'default' : '*';
        const name = each.type === 'ImportSpecifier' ? (nameIn(child(each, 'imported')) ?? '') : whole;
        yield [nameIn(child(each, 'local')) ?? '', { is: 'imported', from, name }];
      }
      break;
    }
    case 'TSImportEqualsDeclaration': {
      const from = textIn(child(child(node, 'moduleReference'), 'expression'));
      const binding: Binding = from === undefined ? { is: 'open' } : { is: 'imported', from, name: '*' };
      yield [nameIn(child(node, 'id')) ?? '', binding];
      break;
    }
    case 'TSEnumDeclaration':
      yield [nameIn(child(node, 'id')) ?? '', { is: 'open' }];
      break;
    case 'CatchClause':
      for (const { name } of namesIn(child(node, 'param'))) yield [name, { is: 'open' }];
  }
  if (!isFunction(node)) return;
  for (const [index, param] of children(node, 'params').entries()) {
    for (const { name, path } of namesIn(param)) yield [name, { is: 'parameter', of: node, index, path }];
  }
}

function* variablesIn(declarator: Node): Iterable<readonly [string, Binding]> {
  const value = child(declarator, 'init');
  for (const { name, path } of namesIn(child(declarator, 'id'))) {
    yield [name, { is: 'variable', path, values: value === undefined ? [] : [value] }];
  }
}

/** A step into what only a run tells: an item of a list, what is left of an object. */
const anywhere = '*';

/** The names within a pattern, each with the members that lead to it. */
function* namesIn(
  pattern: Node | undefined,
  path: readonly string[] = [],
): Iterable<{ readonly name: string; readonly path: readonly string[] }> {
  if (pattern === undefined) return;
  switch (pattern.type) {
    case 'Identifier':
      yield { name: nameIn(pattern) ?? '', path };
      break;
    case 'AssignmentPattern':
      yield* namesIn(child(pattern, 'left'), path);
      break;
    case 'TSParameterProperty':
      yield* namesIn(child(pattern, 'parameter'), path);
      break;
    case 'RestElement':
      yield* namesIn(child(pattern, 'argument'), [...path, anywhere]);
      break;
    case 'ArrayPattern':
      for (const each of children(pattern, 'elements')) yield* namesIn(each, [...path, anywhere]);
      break;
    case 'ObjectPattern':
      for (const each of children(pattern, 'properties')) {
        const isNamed = each.type === 'Property' && each['computed'] !== true;
        const key = isNamed ? (nameIn(child(each, 'key')) ?? anywhere) : anywhere;
        const value = each.type === 'Property' ? child(each, 'value') : child(each, 'argument');
        yield* namesIn(value, [...path, key]);
      }
  }
}
