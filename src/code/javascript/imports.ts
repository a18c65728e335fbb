import type { Location, SourceFile } from '../../source/source.js';
import { type Node, child, children, nameIn, textIn, unwrapped } from './syntax.js';
import { type Taken, takenOf } from './whole.js';

/** What a module asks another for, or a package. */
export interface Import extends Taken {
  /** As it is written: `@aws-sdk/client-s3`, `./save.js`; missing where only a run tells. */
  readonly from: string | undefined;
  readonly at: Location;
}

/** What a module asks for, by all nodes of it, in each of the ways to do so. Types are none of it. */
export function importsIn(file: SourceFile, nodes: readonly Node[]): Import[] {
  const found: {
    readonly from: string | undefined;
    readonly names: string[];
    readonly wholes: Node[];
    at: Location;
  }[] = [];
  const add = (node: Node, from: string | undefined, names: string[], wholes: Node[]): void => {
    found.push({ from, names, wholes, at: { file, start: node.start, end: node.end } });
  };
  for (const node of nodes) {
    if (isOfTypes(node)) continue;
    const from = textIn(child(node, 'source'));
    const specifiers = children(node, 'specifiers').filter((each) => !isOfTypes(each));
    if (node.type === 'ImportDeclaration') {
      const named = specifiers.filter(({ type }) => type === 'ImportSpecifier');
      const wholes = specifiers
        .filter(({ type }) => type !== 'ImportSpecifier')
        .flatMap((each) => child(each, 'local') ?? []);
      add(
        node,
        from,
        named.map((each) => nameIn(child(each, 'imported')) ?? '*'),
        wholes,
      );
    } else if (node.type === 'ExportNamedDeclaration' && from !== undefined) {
      add(
        node,
        from,
        specifiers.map((each) => nameIn(child(each, 'local')) ?? '*'),
        [],
      );
    } else if (node.type === 'ExportAllDeclaration') {
      add(node, from, ['*'], []);
    } else if (node.type === 'TSImportEqualsDeclaration') {
      const reference = child(node, 'moduleReference');
      if (reference?.type !== 'TSExternalModuleReference') continue;
      const id = child(node, 'id');
      add(node, textIn(child(reference, 'expression')), [], id === undefined ? [] : [id]);
    } else if (node.type === 'ImportExpression') {
      add(node, from, [], [node]);
    } else if (node.type === 'CallExpression' && isRequire(child(node, 'callee'))) {
      add(node, textIn(children(node, 'arguments')[0]), [], [node]);
    }
  }
  const isPackage = ({ from }: { readonly from: string | undefined }): boolean => from !== undefined && !isPath(from);
  // What is taken of other modules does not matter: all of them are read.
  const taken = takenOf(
    found.filter(isPackage).flatMap(({ wholes }) => wholes),
    file,
    nodes,
  );
  return found.map(({ from, names, wholes, at }) => {
    const each = wholes.flatMap((whole) => taken.get(whole) ?? []);
    const open = each.find((one) => one.open !== undefined)?.open;
    return { from, names: [...names, ...each.flatMap((one) => one.names)], ...(open && { open }), at };
  });
}

/** Whether what is imported is a file: it begins with a slash or with dots. */
export const isPath = (from: string): boolean => /^\.{0,2}\//.test(from) || from === '.' || from === '..';

const isOfTypes = (node: Node): boolean => node['importKind'] === 'type' || node['exportKind'] === 'type';

/** `require`, of its own or a module's. */
function isRequire(callee: Node | undefined): boolean {
  const node = unwrapped(callee);
  if (node?.type === 'Identifier') return nameIn(node) === 'require';
  return (
    node?.type === 'MemberExpression' && node['computed'] !== true && nameIn(child(node, 'property')) === 'require'
  );
}
