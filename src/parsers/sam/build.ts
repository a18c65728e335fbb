import type { Location } from '../../source/source.js';
import {
  list,
  parameter,
  scalar,
  type Condition,
  type Entry,
  type MapNode,
  type Node,
  type Scalar,
} from '../../template/node.js';

/** What {@link build} makes nodes of: plain data with nodes of the user anywhere in it. */
export type Value = Scalar | Node | readonly Value[] | { readonly [key: string]: Value | undefined };

const isNode = (value: object): value is Node => 'is' in value && 'at' in value;

/** Nodes for plain data; all of them stand at the text that caused them. Nodes inside are kept as they are. */
export function build(value: Value, at: Location): Node {
  if (value === null || typeof value !== 'object') return scalar(value, at);
  if (Array.isArray(value)) {
    return list(
      (value as readonly Value[]).map((item) => build(item, at)),
      at,
    );
  }
  const plain = value as Node | Readonly<Record<string, Value | undefined>>;
  return isNode(plain) ? plain : mapOf(plain, at);
}

/** A map for plain data; entries that are `undefined` are left out. */
export function mapOf(values: Readonly<Record<string, Value | undefined>>, at: Location): MapNode {
  const entries = new Map<string, Entry>();
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const node = build(value, at);
    entries.set(key, { key: node.at, value: node });
  }
  return { is: 'map', entries, at };
}

/**
 * Text with `${…}` in it: pseudo parameters, and names that stand for the given nodes. Literals are put in as text, so
 * that a pattern is found in one piece where it can be.
 */
export function sub(template: string, at: Location, values: Readonly<Record<string, Node | undefined>> = {}): Node {
  const parts: (string | Node)[] = [];
  const add = (part: string | Node): void => {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  };
  for (const [index, piece] of template.split(/\$\{([^}]+)\}/).entries()) {
    if (index % 2 === 0) {
      add(piece);
      continue;
    }
    const value = values[piece] ?? parameter(piece, at);
    if (value.is === 'scalar' && value.value !== null) add(String(value.value));
    else if (value.is === 'text') for (const part of value.parts) add(part);
    else add(value);
  }
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string') return scalar(only, at);
  return { is: 'text', parts, at };
}

/** The same value under the user's own word for the property. */
export const worded = (node: Node, word: string): Node => ({ ...node, word });

/** An entry of the user under the user's own word for it. */
export const wordedEntry = (entry: Entry, word: string): Entry => ({
  key: entry.key,
  value: worded(entry.value, word),
});

/** A map with some entries put in, replaced, or (`undefined`) taken out; it stands where the old one stood. */
export function withEntries(map: MapNode, changes: Readonly<Record<string, Entry | undefined>>): MapNode {
  const entries = new Map(map.entries);
  for (const [key, entry] of Object.entries(changes)) {
    if (entry === undefined) entries.delete(key);
    else entries.set(key, entry);
  }
  return { ...map, entries };
}

/** A spelling of a node or a condition without its places, by which two can be told to be the same value. */
export function shape(of: Node | Condition): string {
  return JSON.stringify(of, (key, value: unknown) => {
    if (key === 'at' || key === 'word' || (key === 'key' && typeof value === 'object')) return undefined;
    return value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)].sort(byName) : value;
  });
}

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left < right ? -1 : left > right ? 1 : 0;
