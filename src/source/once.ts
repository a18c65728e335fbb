/** Works something out for an object once, and keeps it as long as the object lives. It must depend on nothing else. */
export function onceFor<O extends object, T>(make: (of: O) => T): (of: O) => T {
  const known = new WeakMap<O, T>();
  return (of) => {
    const found = known.get(of);
    if (found !== undefined || known.has(of)) return found as T;
    const made = make(of);
    known.set(of, made);
    return made;
  };
}

/** What a map has for a key; it is made the first time. */
export function made<K, V extends object>(known: Map<K, V>, key: K, make: () => V): V {
  let found = known.get(key);
  if (found === undefined) {
    found = make();
    known.set(key, found);
  }
  return found;
}
