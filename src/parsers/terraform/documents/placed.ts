import { type Entry, list, type Node, unaliased } from '../../../template/node.js';
import { isObject } from '../plan/loose.js';
import { valueOf } from '../plan/nodes.js';
import { itemOf, pairing } from '../sources/written-items.js';

/**
 * A document that the plan knows as text, with its parts where the source writes them: the values are the plan's, the places
 * those of what the source gives. `undefined` where the source has no such parts.
 */
export function placedDocument(text: string, source: Node | undefined): Node | undefined {
  try {
    return placedValue(JSON.parse(text), source);
  } catch {
    return undefined;
  }
}

/** Deeper, no place is looked for. */
const mostDepth = 100;

/** A map or list that the plan knows, likewise. */
export function placedValue(value: unknown, source: Node | undefined): Node | undefined {
  const tree = source && unaliased(source);
  return tree?.is === 'map' || tree?.is === 'list' ? placed(value, tree) : undefined;
}

function placed(value: unknown, source: Node, depth = 0): Node {
  if (depth > mostDepth) return valueOf(value, source.at, depth);
  if (Array.isArray(value)) {
    const items = itemsOf(source);
    const pairs = pairing(items.map(itemOf), value);
    return list(
      value.map((item, index) => placed(item, items[pairs(index) ?? -1] ?? source, depth + 1)),
      source.at,
    );
  }
  const tree = isObject(value) ? unaliased(source) : source;
  if (!isObject(value) || tree.is !== 'map') {
    // One of several is written without brackets.
    const [only, ...others] = itemsOf(source);
    const isOnly = only !== undefined && others.length === 0 && !isObject(value);
    return valueOf(value, isOnly ? only.at : source.at);
  }
  const entries = new Map<string, Entry>();
  for (const [key, item] of Object.entries(value)) {
    const entry = tree.entries.get(key);
    const node = entry === undefined ? valueOf(item, tree.at) : placed(item, entry.value, depth + 1);
    if (item !== null) entries.set(key, { key: entry?.key ?? tree.at, value: node });
  }
  return { is: 'map', entries, at: tree.at };
}

function itemsOf(node: Node): readonly Node[] {
  const value = unaliased(node);
  return value.is === 'list' ? value.items : [];
}
