import { longName } from '../../../src/parsers/tags.js';
import type { Syntax } from '../../../src/template/syntax.js';

/** A document that can hold what JSON and YAML allow and JavaScript's objects do not: keys twice, numbers of any size. */
export type Tree =
  | { readonly is: 'raw'; readonly json: string }
  | { readonly is: 'list'; readonly items: readonly Tree[] }
  | { readonly is: 'map'; readonly entries: readonly (readonly [key: string, value: Tree])[] };

export const raw = (json: string): Tree => ({ is: 'raw', json });

/** A plain value as a tree. */
export function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { is: 'list', items: value.map(treeOf) };
  if (typeof value !== 'object' || value === null) return raw(JSON.stringify(value));
  return { is: 'map', entries: Object.entries(value).map(([key, each]) => [key, treeOf(each)]) };
}

/** What a reader made of a text as a tree; short tags become the long names that JSON has for them. */
export function treeOfSyntax(syntax: Syntax): Tree {
  const name = syntax.tag === undefined ? undefined : longName(syntax.tag);
  const plain = withoutTag(syntax);
  return name === undefined ? plain : { is: 'map', entries: [[name, plain]] };
}

function withoutTag(syntax: Syntax): Tree {
  switch (syntax.is) {
    case 'scalar':
      return raw(JSON.stringify(syntax.value));
    case 'list':
      return { is: 'list', items: syntax.items.map(treeOfSyntax) };
    case 'map':
      return { is: 'map', entries: syntax.entries.map(({ key, value }) => [key, treeOfSyntax(value)]) };
  }
}

/** The tree as JSON text. */
export function printTree(tree: Tree): string {
  switch (tree.is) {
    case 'raw':
      return tree.json;
    case 'list':
      return `[${tree.items.map(printTree).join(',')}]`;
    case 'map':
      return `{${tree.entries.map(([key, value]) => `${JSON.stringify(key)}:${printTree(value)}`).join(',\n')}}`;
  }
}

/** Which child of which child. */
export type Path = readonly number[];

export const childrenOf = (tree: Tree): readonly Tree[] =>
  tree.is === 'raw' ? [] : tree.is === 'list' ? tree.items : tree.entries.map(([, value]) => value);

/** The paths of all nodes, the root's first. */
export function pathsIn(tree: Tree): Path[] {
  const found: Path[] = [];
  const visit = (node: Tree, path: Path): void => {
    found.push(path);
    childrenOf(node).forEach((child, index) => {
      visit(child, [...path, index]);
    });
  };
  visit(tree, []);
  return found;
}

export function at(tree: Tree, path: Path): Tree {
  return path.reduce((node, index) => childrenOf(node)[index] ?? raw('null'), tree);
}

/** The tree with another node under a path. */
export function replaced(tree: Tree, path: Path, change: (node: Tree) => Tree): Tree {
  const [index, ...rest] = path;
  if (index === undefined) return change(tree);
  if (tree.is === 'list') {
    return { is: 'list', items: tree.items.map((item, i) => (i === index ? replaced(item, rest, change) : item)) };
  }
  if (tree.is === 'raw') return tree;
  return {
    is: 'map',
    entries: tree.entries.map(([key, value], i) => [key, i === index ? replaced(value, rest, change) : value]),
  };
}
