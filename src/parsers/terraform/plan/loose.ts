/** A JSON object from outside: nothing about it is sure. Keys are read with {@link own} alone, for `__proto__` may be one. */
export type Loose = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of an object's own key; `undefined` for whatever is no object. */
export function own(value: unknown, key: string): unknown {
  if (!isObject(value)) return undefined;
  const found = value[key];
  // What every object inherits is its prototype or a function, and JSON holds no functions.
  const mayBeInherited = typeof found === 'function' || key === '__proto__';
  return mayBeInherited && !Object.hasOwn(value, key) ? undefined : found;
}

/** The value at a path of keys and indexes. */
export function at(value: unknown, path: readonly (string | number)[]): unknown {
  let found = value;
  for (const step of path) found = Array.isArray(found) ? (found as unknown[])[Number(step)] : own(found, String(step));
  return found;
}

/** The items of a list; none of whatever is no list. */
export const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The keys of an object; none of whatever is no object. */
export const keys = (value: unknown): readonly string[] => (isObject(value) ? Object.keys(value) : []);

/** The entries of an object; none for whatever is no object. */
export const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  isObject(value) ? Object.entries(value) : [];

/** A value that is text; something else for whatever is none. */
export const textOr = <T>(value: unknown, otherwise: T): string | T => (typeof value === 'string' ? value : otherwise);

/** The strings of a list. */
export const texts = (value: unknown): readonly string[] =>
  items(value).filter((item): item is string => typeof item === 'string');
