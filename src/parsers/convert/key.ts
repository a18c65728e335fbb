import type { Node } from '../../template/node.js';

/** Longer keys are not worth their price; a value without a key equals none but itself. */
const longest = 2000;

/**
 * A key under which two unknown values are the same value: what kind they are and what they are made of. None where that cannot be
 * told. It is made of nodes, not of what is written, since one spelling means many things in a loop or in another stack.
 */
export function keyOf(kind: string, node: Node): string | undefined {
  if (node.is === 'scalar') return `${kind}:${String(node.value)}`;
  const pieces: string[] = [];
  const budget = { left: longest };
  // A name that is put together is spelled as its user does, for messages show it.
  const own = node.is === 'text' ? node.parts : [node];
  const done = own.every((part) =>
    typeof part === 'string' ? put(part, pieces, budget) : print(part, pieces, budget),
  );
  return done ? `${kind}:${pieces.join('')}` : undefined;
}

interface Budget {
  left: number;
}

function put(piece: string, into: string[], budget: Budget): boolean {
  into.push(piece);
  budget.left -= piece.length;
  return budget.left > 0;
}

function print(node: Node, into: string[], budget: Budget): boolean {
  const add = (piece: string): boolean => put(piece, into, budget);
  const all = (nodes: readonly Node[]): boolean => nodes.every((item) => print(item, into, budget) && add(','));
  switch (node.is) {
    case 'scalar':
      return add(JSON.stringify(node.value));
    case 'list':
      return add('[') && all(node.items) && add(']');
    case 'map':
      return [...node.entries].every(([key, { value }]) => add(`${JSON.stringify(key)}:`) && all([value]));
    case 'text':
      return node.parts.every((part) =>
        typeof part === 'string' ? add(JSON.stringify(part)) : print(part, into, budget),
      );
    case 'reference':
      return add(`\${${node.to}${node.attribute === undefined ? '' : `.${node.attribute}`}}`);
    case 'parameter':
      return add(`\${${node.name}}`);
    case 'computed':
      return add(`${node.name}(`) && all(node.args) && add(')');
    case 'alias':
      return print(node.of, into, budget);
    case 'opaque':
      return node.key !== undefined && add(`<${node.key}>`);
    case 'choice':
    case 'omitted':
      return false;
  }
}
