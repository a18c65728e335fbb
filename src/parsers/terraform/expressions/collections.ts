import { type Entry, list, type Node, scalar } from '../../../template/node.js';
import type { Apply } from './functions.js';
import { equalNodes } from './operations.js';
import { eachItem, followed, isOpen, isSeveral, itemsOf, longestList, stepInto, textKey, truthOf } from './values.js';

const isNull = (node: Node): boolean => {
  const value = followed(node);
  return value.is === 'scalar' && value.value === null;
};

/** Whether a value is there: not null, not the empty text, no empty list. */
function isSomething(node: Node): boolean | undefined {
  const value = followed(node);
  if (value.is === 'list') return value.items.some((item) => !isSeveral(item)) || (isOpen(value) ? undefined : false);
  const isEmpty = [equalNodes(value, scalar(null, node.at)), equalNodes(value, scalar('', node.at))];
  if (isEmpty.includes(true)) return false;
  return isEmpty.includes(undefined) ? undefined : true;
}

const coalesce: Apply = (args) => {
  for (const node of args) {
    const there = isSomething(node);
    if (there === undefined) return undefined;
    if (there) return node;
  }
  return 'missing';
};

/** The lists one behind another. */
export const concat: Apply = (args, at) => {
  const items: Node[] = [];
  for (const node of args) {
    const value = followed(node);
    if (value.is === 'list') items.push(...value.items);
    else if (!isNull(value)) items.push(itemsOf(node));
    if (items.length > longestList) return undefined;
  }
  return list(items, at);
};

const flatten: Apply = ([first], at) => {
  const value = first && followed(first);
  const items: Node[] = [];
  return value?.is === 'list' && addLeaves(value.items, items) ? list(items, at) : undefined;
};

/** Whether all fit in. What is not known may be a list itself. */
function addLeaves(items: readonly Node[], to: Node[]): boolean {
  return items.every((item) => {
    const value = followed(item);
    if (value.is === 'list') return addLeaves(value.items, to);
    to.push(value.is === 'opaque' ? itemsOf(item) : item);
    return to.length <= longestList;
  });
}

const merge: Apply = (args, at) => {
  const entries = new Map<string, Entry>();
  for (const node of args) {
    const value = followed(node);
    if (value.is === 'map') for (const [key, entry] of value.entries) entries.set(key, entry);
    else if (!isNull(value)) return undefined;
  }
  return { is: 'map', entries, at };
};

const compact: Apply = ([first], at) => {
  const value = first && followed(first);
  if (value?.is !== 'list') return undefined;
  return list(
    value.items.flatMap((item) => {
      const there = isSomething(item);
      if (there === undefined) return [itemsOf(item)];
      return there ? [item] : [];
    }),
    at,
  );
};

const element: Apply = ([of, index], at) => {
  const [items, key] = [of && followed(of), index && followed(index)];
  if (items?.is !== 'list' || key?.is !== 'scalar') return undefined;
  const [position, count] = [Number(key.value), items.items.length];
  if (count === 0) return 'missing';
  // It goes round, and from the end where it is negative.
  return stepInto(items, [{ index: isOpen(items) ? position : ((position % count) + count) % count }], at);
};

const lookup: Apply = ([of, name, otherwise], at) => {
  const [entries, key] = [of && followed(of), name && followed(name)];
  if (entries?.is !== 'map' || key?.is !== 'scalar') return undefined;
  return (
    entries.entries.get(String(key.value))?.value ?? otherwise ?? stepInto(entries, [{ index: String(key.value) }], at)
  );
};

const length: Apply = ([of], at) => {
  const value = of && followed(of);
  if (value?.is === 'map') return scalar(value.entries.size, at);
  if (value?.is === 'scalar' && typeof value.value === 'string') return scalar(value.value.length, at);
  if (value?.is !== 'list') return undefined;
  return isOpen(value) ? undefined : scalar(value.items.length, at);
};

const one: Apply = ([of], at) => {
  const value = of && followed(of);
  if (value?.is !== 'list' || isOpen(value)) return undefined;
  const [item] = value.items;
  if (value.items.length > 1) return 'missing';
  return item ?? { is: 'omitted', at };
};

const contains: Apply = ([of, sought], at) => {
  const value = of && followed(of);
  if (value?.is !== 'list' || sought === undefined) return undefined;
  const each = value.items.map((item) => equalNodes(item, sought));
  if (each.includes(true)) return scalar(true, at);
  return each.includes(undefined) || isOpen(value) ? undefined : scalar(false, at);
};

const inMap =
  (pick: (entry: { readonly key: Node; readonly value: Node }) => Node): Apply =>
  ([of], at) => {
    const value = of && followed(of);
    const items = value?.is === 'map' ? eachItem(value) : undefined;
    return items && list(items.map(pick), at);
  };

const zipmap: Apply = ([names, values], at) => {
  const [keys, items] = [names && followed(names), values && followed(values)];
  if (keys?.is !== 'list' || items?.is !== 'list' || isOpen(keys) || isOpen(items)) return undefined;
  const entries = keys.items.flatMap((key, index): [string, Entry][] => {
    const value = items.items[index];
    return value === undefined ? [] : [[textKey(key), { key: key.at, value }]];
  });
  return { is: 'map', entries: new Map(entries), at };
};

const slice: Apply = ([of, from, to], at) => {
  const [value, start, end] = [of, from, to].map((node) => node && followed(node));
  if (value?.is !== 'list' || isOpen(value) || start?.is !== 'scalar' || end?.is !== 'scalar') return undefined;
  return list(value.items.slice(Number(start.value), Number(end.value)), at);
};

const reverse: Apply = ([of], at) => {
  const value = of && followed(of);
  return value?.is === 'list' && !isOpen(value) ? list([...value.items].reverse(), at) : undefined;
};

/** All true, or any: what is not known may be decided by the rest. */
const quantified =
  (decisive: boolean): Apply =>
  ([of], at) => {
    const value = of && followed(of);
    if (value?.is !== 'list') return undefined;
    const items = value.items.map(truthOf);
    if (items.includes(decisive)) return scalar(decisive, at);
    return items.includes(undefined) ? undefined : scalar(!decisive, at);
  };

/** Functions of lists and maps, by name. */
export const collections: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['alltrue', quantified(false)],
  ['anytrue', quantified(true)],
  ['coalesce', coalesce],
  ['coalescelist', coalesce],
  ['compact', compact],
  ['concat', concat],
  ['contains', contains],
  ['element', element],
  ['flatten', flatten],
  ['keys', inMap(({ key }) => key)],
  ['length', length],
  ['list', (args, at) => list(args, at)],
  ['lookup', lookup],
  ['merge', merge],
  ['one', one],
  ['reverse', reverse],
  ['slice', slice],
  ['values', inMap(({ value }) => value)],
  ['zipmap', zipmap],
]);
