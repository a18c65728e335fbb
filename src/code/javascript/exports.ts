import { type Node, child, children, nameIn, textIn } from './syntax.js';
import type { Imported } from './scopes.js';

/** What a module exports under a name: a node of it, or something of another module. */
export type Exported = { readonly is: 'own'; readonly node: Node } | Imported;

/** What a module exports. */
export interface Exports {
  readonly named: ReadonlyMap<string, Exported>;
  /** What `module.exports` is put to; its members are what the module exports. */
  readonly whole?: Node;
  /** Modules that are exported as they are. */
  readonly passedOn: readonly string[];
}

/** Finds what a module exports, in the words of modules and of CommonJS. */
export function exportsOf(program: Node): Exports {
  const named = new Map<string, Exported>();
  const passedOn: string[] = [];
  const bundled = new Map<string, readonly (readonly [string, Exported])[]>();
  let whole: Node | undefined;
  for (const statement of children(program, 'body')) {
    const from = textIn(child(statement, 'source'));
    const declaration = child(statement, 'declaration');
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        for (const [name, node] of declaredIn(declaration)) named.set(name, { is: 'own', node });
        for (const each of children(statement, 'specifiers')) {
          const local = child(each, 'local');
          const name = nameIn(child(each, 'exported')) ?? '';
          if (from !== undefined) named.set(name, { is: 'imported', from, name: nameIn(local) ?? '*' });
          else if (local !== undefined) named.set(name, { is: 'own', node: local });
        }
        break;
      case 'ExportDefaultDeclaration':
        if (declaration !== undefined) named.set('default', { is: 'own', node: declaration });
        break;
      case 'ExportAllDeclaration': {
        const name = nameIn(child(statement, 'exported'));
        if (from !== undefined && name !== undefined) named.set(name, { is: 'imported', from, name: '*' });
        else if (from !== undefined) passedOn.push(from);
        break;
      }
      case 'TSExportAssignment':
        whole = child(statement, 'expression');
        break;
      case 'ExpressionStatement':
        for (const expression of expressionsIn(child(statement, 'expression'))) {
          gather(expression, bundled);
          for (const { name, node } of assignedBy(expression)) {
            if (name === undefined) whole = node;
            else named.set(name, { is: 'own', node });
          }
        }
    }
  }
  const object = whole?.type === 'CallExpression' ? nameIn(children(whole, 'arguments')[0]) : undefined;
  const gathered = object === undefined ? undefined : bundled.get(object);
  if (gathered !== undefined) return { named: new Map([...named, ...gathered]), passedOn };
  return { named, passedOn, ...(whole && { whole }) };
}

function expressionsIn(node: Node | undefined): readonly Node[] {
  return node?.type === 'SequenceExpression' ? children(node, 'expressions') : node === undefined ? [] : [node];
}

/** What a bundler writes for what is exported: `__export(all, { handler: () => handler }); module.exports = __toCommonJS(all)`. */
function gather(node: Node, bundled: Map<string, readonly (readonly [string, Exported])[]>): void {
  const [object, names] = node.type === 'CallExpression' ? children(node, 'arguments') : [];
  const name = object?.type === 'Identifier' ? nameIn(object) : undefined;
  if (name === undefined || names?.type !== 'ObjectExpression') return;
  const found = children(names, 'properties').flatMap((property): (readonly [string, Exported])[] => {
    const key = nameIn(child(property, 'key'));
    const value = child(property, 'value');
    const body = value?.type === 'ArrowFunctionExpression' ? child(value, 'body') : undefined;
    return key === undefined || body === undefined ? [] : [[key, { is: 'own', node: body }]];
  });
  if (found.length > 0) bundled.set(name, found);
}

/** The names that an exported declaration gives, each with a node that stands for it. */
function* declaredIn(declaration: Node | undefined): Iterable<readonly [string, Node]> {
  const id = child(declaration, 'id');
  const name = nameIn(id);
  if (name !== undefined && id !== undefined) yield [name, id];
  for (const declarator of children(declaration, 'declarations')) yield* identifiersIn(child(declarator, 'id'));
}

function* identifiersIn(pattern: Node | undefined): Iterable<readonly [string, Node]> {
  const name = nameIn(pattern);
  if (pattern !== undefined && name !== undefined) yield [name, pattern];
  for (const each of children(pattern, 'properties')) yield* identifiersIn(child(each, 'value'));
  if (pattern?.type === 'AssignmentPattern') yield* identifiersIn(child(pattern, 'left'));
}

/** `exports.a = exports.b = …`, `module.exports.a = …` and `module.exports = …`; the latter without a name. */
function* assignedBy(node: Node | undefined): Iterable<{ readonly name: string | undefined; readonly node: Node }> {
  let value = node;
  const names: (string | undefined)[] = [];
  while (value?.type === 'AssignmentExpression') {
    const left = child(value, 'left');
    if (isExports(left)) names.push(undefined);
    else if (left?.type === 'MemberExpression' && isExports(child(left, 'object'))) {
      names.push(nameIn(child(left, 'property')));
    }
    value = child(value, 'right');
  }
  // What a compiler writes ahead: `exports.a = void 0`.
  if (value === undefined || value.type === 'UnaryExpression') return;
  for (const name of names) yield { name, node: value };
}

const isExports = (node: Node | undefined): boolean =>
  (node?.type === 'Identifier' && nameIn(node) === 'exports') ||
  (node?.type === 'MemberExpression' &&
    nameIn(child(node, 'object')) === 'module' &&
    nameIn(child(node, 'property')) === 'exports');
