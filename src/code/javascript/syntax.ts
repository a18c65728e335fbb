/**
 * A node of a syntax tree of JavaScript or TypeScript, as ESTree has it: a type, where it begins and ends in the text (UTF-16 offsets),
 * and its children under names of their own. Whoever asks for a child has to look what it is.
 * @see https://github.com/estree/estree
 */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [name: string]: unknown;
}

/** Takes a module's text apart; `undefined` where it is none that can be read. */
export type ParseModule = (text: string, path: string) => Node | undefined;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';

/** A child of a node. */
export function child(of: Node | undefined, name: string): Node | undefined {
  const value = of?.[name];
  return isNode(value) ? value : undefined;
}

/** A list of children. */
export function children(of: Node | undefined, name: string): readonly Node[] {
  const value = of?.[name];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The text that a literal is, or a template without holes. */
export function textIn(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node?.type !== 'TemplateLiteral' || children(node, 'expressions').length > 0) return undefined;
  return cookedIn(children(node, 'quasis')[0]);
}

/** The text of a piece of a template. */
export function cookedIn(piece: Node | undefined): string | undefined {
  const { cooked } = (piece?.['value'] ?? {}) as { readonly cooked?: unknown };
  return typeof cooked === 'string' ? cooked : undefined;
}

/** The name that an identifier is, or a text in its place: `a` in `{ a: 1 }` and in `{ 'a': 1 }`. */
export function nameIn(node: Node | undefined): string | undefined {
  if (node?.type === 'Identifier' && typeof node['name'] === 'string') return node['name'];
  return textIn(node);
}

/** The name of a member: `b` in `a.b` and `a['b']`, `#b` in `a.#b`; missing where only a run tells. */
export const memberIn = (node: Node | undefined): string | undefined => labelIn(node, 'property');

/** The name of a property or of an element of a class, as that of a member. */
export const keyIn = (node: Node | undefined): string | undefined => labelIn(node, 'key');

function labelIn(node: Node | undefined, of: 'key' | 'property'): string | undefined {
  const label = child(node, of);
  if (node?.['computed'] === true) return textIn(label);
  return label?.type === 'PrivateIdentifier' ? `#${String(label['name'])}` : nameIn(label);
}

/** The names that a pattern takes out of an object; `*` for those that only a run tells. */
export function keysOf(pattern: Node): string[] {
  return children(pattern, 'properties').map((property) => keyIn(property) ?? '*');
}

/** A node without what changes nothing about its value: `x` in `(0, x as any)!`. */
export function unwrapped(node: Node | undefined): Node | undefined {
  switch (node?.type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
      return unwrapped(child(node, 'expression'));
    case 'SequenceExpression':
      return unwrapped(children(node, 'expressions').at(-1));
    default:
      return node;
  }
}

export const isFunction = (node: Node | undefined): boolean =>
  /^(?:FunctionDeclaration|(?:Arrow)?FunctionExpression)$/.test(node?.type ?? '');

export const isClass = (node: Node | undefined): boolean => /^Class(?:Declaration|Expression)$/.test(node?.type ?? '');

/** All nodes of a tree, each before those within it; what is left out is, with all within. */
export function* nodesIn(tree: Node, leaveOut: (node: Node) => boolean = () => false): Iterable<Node> {
  const open = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (leaveOut(node)) continue;
    yield node;
    const within = partsOf(node);
    for (let index = within.length - 1; index >= 0; index--) open.push(within[index] as Node);
  }
}

/** The node around each of some nodes that are all of a tree. */
export function parentsIn(nodes: readonly Node[]): ReadonlyMap<Node, Node> {
  const parents = new Map<Node, Node>();
  for (const node of nodes) for (const part of partsOf(node)) parents.set(part, node);
  return parents;
}

/** The nodes right below a node. */
export function partsOf(node: Node): Node[] {
  const within: Node[] = [];
  for (const name in node) {
    const value = node[name];
    if (isNode(value)) within.push(value);
    else if (Array.isArray(value)) for (const each of value) if (isNode(each)) within.push(each);
  }
  return within;
}

/** What a function returns. */
export function returnedBy(node: Node): readonly Node[] {
  const body = child(node, 'body');
  if (body?.type !== 'BlockStatement') return body === undefined ? [] : [body];
  return [...nodesIn(body, isFunction)].flatMap((each) =>
    each.type === 'ReturnStatement' ? (child(each, 'argument') ?? []) : [],
  );
}

/** The last property of a name that an object is written with. */
export const propertyOf = (object: Node, name: string): Node | undefined =>
  child(
    children(object, 'properties').findLast((each) => each.type === 'Property' && keyIn(each) === name),
    'value',
  );

/** `null`, `undefined` and `void 0`. */
export const isNothing = (node: Node): boolean =>
  (node.type === 'Literal' && node['value'] === null && node['regex'] === undefined) ||
  (node.type === 'Identifier' && nameIn(node) === 'undefined') ||
  (node.type === 'UnaryExpression' && node['operator'] === 'void');
