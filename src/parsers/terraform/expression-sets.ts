import { list, type Node } from '../../template/node.js';
import type { Apply } from './expression-functions.js';
import { followed, isOpen, longestList, textKey } from './expression-values.js';

/** What is known to be in a list twice is in a set once. */
const distinct: Apply = ([of], at) => {
  const value = of && followed(of);
  if (value?.is !== 'list') return of;
  const seen = new Set<unknown>();
  const items = value.items.filter((item) => {
    const known = followed(item);
    if (known.is !== 'scalar') return true;
    const isNew = !seen.has(known.value);
    seen.add(known.value);
    return isNew;
  });
  return items.length === value.items.length ? of : list(items, at);
};

const sort: Apply = ([of], at) => {
  const value = of && followed(of);
  if (value?.is !== 'list') return of;
  const keys = value.items.map((item) => [textKey(item), item] as const);
  if (value.items.some((item) => followed(item).is !== 'scalar')) return of;
  return list(
    keys.sort(([one], [other]) => (one < other ? -1 : Number(one > other))).map(([, item]) => item),
    at,
  );
};

/** What of the first list is in all others, or in none of them. */
const kept =
  (isIn: boolean): Apply =>
  ([first, ...others], at) => {
    const [values, sets] = [first && followed(first), others.map(followed)];
    if (values?.is !== 'list') return undefined;
    const known = [values, ...sets].map((set) =>
      set.is === 'list' && set.items.every((item) => followed(item).is === 'scalar')
        ? set.items.map(textKey)
        : undefined,
    );
    if (known.includes(undefined)) return undefined;
    return list(
      values.items.filter((item) => known.slice(1).every((set) => set?.includes(textKey(item)) === isIn)),
      at,
    );
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
export const sets: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['distinct', distinct],
  ['setintersection', kept(true)],
  ['setproduct', setproduct],
  ['setsubtract', kept(false)],
  ['sort', sort],
  ['toset', distinct],
]);
