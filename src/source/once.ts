/** Works something out for an object once, and keeps it as long as the object lives. It must depend on nothing else. */
export function onceFor<O extends object, T extends object>(make: (of: O) => T): (of: O) => T {
  const known = new WeakMap<O, T>();
  return (of) => {
    let made = known.get(of);
    if (made === undefined) {
      made = make(of);
      known.set(of, made);
    }
    return made;
  };
}
