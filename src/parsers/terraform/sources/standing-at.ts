import type { Location, SourceFile } from '../../../source/source.js';
import type { Entry, Node } from '../../../template/node.js';

/** The same value with everything in it that stands in certain files standing at one place. */
export function standingAt(place: Location, node: Node, moves: (file: SourceFile) => boolean): Node {
  const moved = new Map<Node, Node>();
  const move = (each: Node): Node => {
    const found = moved.get(each) ?? rebuilt(each, move, (at) => (moves(at.file) ? place : at));
    moved.set(each, found);
    return found;
  };
  return move(node);
}

function rebuilt(node: Node, move: (node: Node) => Node, to: (at: Location) => Location): Node {
  const at = to(node.at);
  switch (node.is) {
    case 'list':
      return { ...node, items: node.items.map(move), at };
    case 'map': {
      const entries = [...node.entries].map(([name, { key, value }]): [string, Entry] => [
        name,
        { key: to(key), value: move(value) },
      ]);
      return { ...node, entries: new Map(entries), at };
    }
    case 'text':
      return { ...node, parts: node.parts.map((part) => (typeof part === 'string' ? part : move(part))), at };
    case 'choice':
      return { ...node, then: move(node.then), otherwise: move(node.otherwise), at };
    case 'computed':
      return { ...node, args: node.args.map(move), at };
    case 'alias':
      return { ...node, of: move(node.of), at };
    default:
      return { ...node, at };
  }
}
