import { onceFor } from '../../source/once.js';

/** A node of a syntax tree of Python: its kind, where it begins and ends in the text (UTF-16 offsets), and the nodes in it. */
export interface Node {
  /** As the grammar of `@lezer/python` calls it: `CallExpression`; a token is its own kind: `(`. */
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly parts: readonly Node[];
  /** The node around it; missing for the whole. */
  readonly around?: Node;
  /** Where it stands among the parts of the node around it. */
  readonly index: number;
}

/** A module's tree with the text that it is of. */
export interface Tree {
  readonly text: string;
  readonly root: Node;
}

/** All nodes of a tree, each before those within it. */
export function* nodesIn(root: Node): Iterable<Node> {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    for (let index = node.parts.length - 1; index >= 0; index--) open.push(node.parts[index] as Node);
  }
}

/** What stands in the text for a node. */
export const sliceOf = (text: string, { start, end }: Node): string => text.slice(start, end);

/** The name of a member: `b` in `a.b`; missing for `a[0]`. */
export function memberIn(text: string, node: Node): string | undefined {
  const last = node.type === 'MemberExpression' ? node.parts.at(-1) : undefined;
  return last?.type === 'PropertyName' ? sliceOf(text, last) : undefined;
}

/** The name that something is called by, be it of its own or a member's. */
export const lastNameIn = (text: string, node: Node | undefined): string | undefined =>
  node?.type === 'VariableName' ? sliceOf(text, node) : node && memberIn(text, node);

/** The text that a literal is, or several in a row; missing for what holds expressions, or names what only tables tell. */
export function textIn(text: string, node: Node | undefined): string | undefined {
  if (node?.type === 'ParenthesizedExpression') {
    return node.parts.length === 3 ? textIn(text, node.parts[1]) : undefined;
  }
  if (node?.type === 'ContinuedString') {
    const parts = node.parts.map((part) => textIn(text, part));
    return parts.includes(undefined) ? undefined : parts.join('');
  }
  if (node?.type !== 'String' && node?.type !== 'FormatString') return undefined;
  if (node.parts.some(({ type }) => type === 'FormatReplacement')) return undefined;
  const [, prefix = '', , within = ''] = /^([A-Za-z]*)("""|'''|"|')([^]*)\2$/.exec(sliceOf(text, node)) ?? [];
  if (/r/i.test(prefix) || !within.includes('\\')) return within;
  return within.includes('\\N') ? undefined : within.replace(escapes, unescaped);
}

const escapes = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U(?:00)?([\da-fA-F]{6})|([0-7]{1,3})|(\r?\n|[^]))/g;

function unescaped(_: string, ...[x, u, long, octal, other = '']: readonly (string | undefined)[]): string {
  const hex = x ?? u ?? long;
  const code = hex === undefined ? parseInt(octal ?? '', 8) : parseInt(hex, 16);
  if (code <= 0x10ffff) return String.fromCodePoint(code);
  return /[\r\n]/.test(other) ? '' : /["'\\]/.test(other) ? other : ` ${other}`;
}

/** Nodes by the commas between them. */
export function listsIn(parts: readonly Node[]): Node[][] {
  const lists: Node[][] = [[]];
  for (const part of parts) {
    if (part.type === ',') lists.push([]);
    else lists.at(-1)?.push(part);
  }
  return lists.filter((list) => list.length > 0);
}

/** What a call is given. */
export interface Given {
  readonly places: readonly Node[];
  readonly named: ReadonlyMap<string, Node>;
  /** Whether there are more of them that only a run tells: `*all`, `**all`. */
  readonly isOpen: boolean;
}

/** What stands between the brackets of a call. */
export function givenTo(text: string, call: Node): Given {
  const places: Node[] = [];
  const named = new Map<string, Node>();
  let isOpen = false;
  const list = call.parts.find(({ type }) => type === 'ArgList')?.parts.slice(1, -1) ?? [];
  for (const [first, second, third] of listsIn(list)) {
    if (first?.type === '*' || first?.type === '**') isOpen = true;
    else if (second?.type === 'AssignOp' && first !== undefined && third !== undefined) {
      named.set(sliceOf(text, first), third);
    } else if (first !== undefined) places.push(first);
  }
  return { places, named, isOpen };
}

/** The call that a node is the callee of. */
export function callOf(node: Node): Node | undefined {
  const { around } = node;
  return around?.type === 'CallExpression' && around.parts[0] === node ? around : undefined;
}

/** Whether a name stands for what it names: it is not put there, and is no key of an argument. */
export function isUse(node: Node): boolean {
  const { around, index } = node;
  if (around === undefined) return true;
  switch (around.type) {
    case 'ImportStatement':
    case 'ScopeStatement':
      return false;
    case 'ArgList':
      return around.parts[index + 1]?.type !== 'AssignOp';
    case 'ParamList':
      return around.parts[index - 1]?.type === 'AssignOp';
    case 'FunctionDefinition':
    case 'ClassDefinition':
      return !/^(?:def|class)$/.test(around.parts[index - 1]?.type ?? '');
    case 'AssignStatement':
      return index > lastEquals(around);
    default:
      return true;
  }
}

/** Where the last `=` of an assignment stands: what is before it is put to what is after it. */
export const lastEquals = onceFor(({ parts }: Node): number => parts.findLastIndex(({ type }) => type === 'AssignOp'));
