/** Adds to what an index has under a key. */
export function addTo<K, T>(index: Map<K, T[]>, key: K, value: T): void {
  const same = index.get(key);
  if (same === undefined) index.set(key, [value]);
  else same.push(value);
}

/** Sorts things into groups of equals, in the order of their first. */
export function groupsOf<T>(things: readonly T[], keyOf: (thing: T) => unknown): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<unknown, [T, ...T[]]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return [...groups.values()];
}

/** Several maps in one: of what more than one of them has, that of the first. */
export const together = <K, V>(maps: readonly ReadonlyMap<K, V>[]): Map<K, V> =>
  new Map(maps.toReversed().flatMap((map) => [...map]));
