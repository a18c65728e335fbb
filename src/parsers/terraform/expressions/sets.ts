import { list, type Node, type Scalar } from '../../../template/node.js';
import { concat } from './collections.js';
import type { Apply } from './functions.js';
import { followed, isOpen, longestList, sets, textKey } from './values.js';

/** A function that leaves out or orders what is in a list. */
const ofItems =
  (change: (items: readonly Node[]) => readonly Node[]): Apply =>
  ([of], at) => {
    const value = of && followed(of);
    return value?.is === 'list' ? list(change(value.items), at) : of;
  };

/** Each once, where that can be told. */
function once(items: readonly Node[]): readonly Node[] {
  const met = new Set<Scalar>();
  return items.filter((item) => {
    const value = followed(item);
    if (value.is !== 'scalar') return true;
    const isNew = !met.has(value.value);
    met.add(value.value);
    return isNew;
  });
}

/** In the order of the alphabet, where all are known. */
function inOrder(items: readonly Node[]): readonly Node[] {
  if (items.some((item) => followed(item).is !== 'scalar')) return items;
  const keys = items.map((item) => [textKey(item), item] as const);
  return keys.sort(([one], [other]) => (one < other ? -1 : Number(one > other))).map(([, item]) => item);
}

const asSet = ofItems((items) => inOrder(once(items)));

/** A list as a set: each once, in order, and without places that a loop could count. */
const toSet: Apply = (args, at) => {
  const made = asSet(args, at);
  if (typeof made === 'object' && made.is === 'list') sets.add(made);
  return made;
};

const setunion: Apply = (args, at) => {
  const all = concat(args, at);
  return typeof all === 'object' ? toSet([all], at) : all;
};

/** What of the first list is in all others, or in none of them. */
const kept =
  (isIn: boolean): Apply =>
  ([first, ...others], at) => {
    const [values, rest] = [first && followed(first), others.map(followed)];
    if (values?.is !== 'list') return undefined;
    const known = [values, ...rest].map((set) =>
      set.is === 'list' && set.items.every((item) => followed(item).is === 'scalar')
        ? set.items.map(textKey)
        : undefined,
    );
    if (known.includes(undefined)) return undefined;
    const left = values.items.filter((item) => known.slice(1).every((set) => set?.includes(textKey(item)) === isIn));
    return toSet([list(left, at)], at);
  };

/** Each item of a list with each of the next. */
const setproduct: Apply = (args, at) => {
  let made: readonly (readonly Node[])[] = [[]];
  for (const node of args) {
    const value = followed(node);
    if (value.is !== 'list' || isOpen(value) || made.length * value.items.length > longestList) return undefined;
    made = made.flatMap((before) => value.items.map((item) => [...before, item]));
  }
  return list(
    made.map((items) => list(items, at)),
    at,
  );
};

/** Functions that sets are made by, and lists in their manner, by name. */
export const setFunctions: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['distinct', ofItems(once)],
  ['setintersection', kept(true)],
  ['setproduct', setproduct],
  ['setsubtract', kept(false)],
  ['setunion', setunion],
  ['sort', ofItems(inOrder)],
  ['toset', toSet],
]);
