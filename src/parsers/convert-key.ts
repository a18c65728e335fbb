import type { Node } from '../template/node.js';

/** Longer keys are not worth their price; a value without a key equals none but itself. */
const longest = 2000;

/**
 * A key under which two unknown values are the same value: what kind they are and what they are made of. None where that cannot be
 * told. It is made of nodes, not of what is written, since one spelling means many things in a loop or in another stack.
 */
export function keyOf(kind: string, node: Node): string | undefined {
  if (node.is === 'scalar') return `${kind}:${String(node.value)}`;
  const pieces: string[] = [];
  return print(node, pieces, { left: longest }) ? `${kind}:${pieces.join('')}` : undefined;
}

function print(node: Node, into: string[], budget: { left: number }): boolean {
  const put = (piece: string): boolean => {
    into.push(piece);
    budget.left -= piece.length;
    return budget.left > 0;
  };
  const all = (nodes: readonly Node[]): boolean => nodes.every((item) => print(item, into, budget) && put(','));
  switch (node.is) {
    case 'scalar':
      return put(JSON.stringify(node.value));
    case 'list':
      return put('[') && all(node.items) && put(']');
    case 'map':
      return [...node.entries].every(([key, { value }]) => put(`${JSON.stringify(key)}:`) && all([value]));
    case 'text':
      return node.parts.every((part) =>
        typeof part === 'string' ? put(JSON.stringify(part)) : print(part, into, budget),
      );
    case 'reference':
      return put(`\${${node.to}${node.attribute === undefined ? '' : `.${node.attribute}`}}`);
    case 'parameter':
      return put(`\${${node.name}}`);
    case 'computed':
      return put(`${node.name}(`) && all(node.args) && put(')');
    case 'alias':
      return print(node.of, into, budget);
    case 'opaque':
      return node.key !== undefined && put(`<${node.key}>`);
    case 'choice':
    case 'omitted':
      return false;
  }
}
