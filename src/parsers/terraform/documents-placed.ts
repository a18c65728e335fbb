import { type Entry, list, type Node } from '../../template/node.js';
import { plain } from './expression-values.js';
import { isObject } from './loose.js';
import { valueOf } from './nodes.js';

/**
 * A document that the plan knows as text, with its parts where the source writes them: the values are the plan's, the places
 * those of what the source gives. `undefined` where the source has no such parts.
 */
export function placedDocument(text: string, source: Node | undefined): Node | undefined {
  const tree = source && plain(source);
  if (tree?.is !== 'map' && tree?.is !== 'list') return undefined;
  try {
    return placed(JSON.parse(text), tree);
  } catch {
    return undefined;
  }
}

function placed(value: unknown, source: Node): Node {
  if (Array.isArray(value)) {
    const items = listed(source, value.length);
    if (items === undefined) return valueOf(value, source.at);
    return list(
      value.map((item, index) => placed(item, items[index] ?? source)),
      source.at,
    );
  }
  const tree = isObject(value) ? plain(source) : source;
  if (!isObject(value) || tree.is !== 'map') {
    // One of several is written without brackets.
    const [only] = listed(source, 1) ?? [];
    return only === undefined || isObject(value) ? valueOf(value, source.at) : valueOf(value, only.at);
  }
  const entries = new Map<string, Entry>();
  for (const [key, item] of Object.entries(value)) {
    const entry = tree.entries.get(key);
    const node = entry === undefined ? valueOf(item, tree.at) : placed(item, entry.value);
    if (item !== null) entries.set(key, { key: entry?.key ?? tree.at, value: node });
  }
  return { is: 'map', entries, at: tree.at };
}

/** The items of a list of just so many. */
function listed(node: Node, count: number): readonly Node[] | undefined {
  const value = plain(node);
  return value.is === 'list' && value.items.length === count ? value.items : undefined;
}
