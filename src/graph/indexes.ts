/** Adds to what an index has under a key. */
export function addTo<K, T>(index: Map<K, T[]>, key: K, value: T): void {
  const same = index.get(key);
  if (same === undefined) index.set(key, [value]);
  else same.push(value);
}
