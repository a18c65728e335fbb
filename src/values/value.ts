import type { Location } from '../source/source.js';

/** The user's own word for a thing, and where it stands. */
export interface Told {
  /** The property as its user spells it: `CodeSigningConfigArn`, `code_signing_config_arn`. */
  readonly name: string;
  /** The value; of an absent one, the nearest thing that is there. */
  readonly at: Location;
  /** Where the value comes from, if that is elsewhere: a parameter's default, a parent stack. */
  readonly via?: Location | undefined;
}

/** A fact that is told, by the user or by AWS's default. */
export type Known<T> = Told & {
  readonly state: 'known';
  readonly value: T;
  /** `false`: it is AWS's default. */
  readonly written: boolean;
};
/** Nothing is said, and AWS has no default for it. */
export type Absent = Told & { readonly state: 'absent' };
/** `key`: two unknown values with the same key are certainly the same. `some`: it is a list that is not empty. */
export type Unknown = Told & {
  readonly state: 'unknown';
  readonly why: string;
  readonly key?: string;
  readonly some?: true;
};

/** A fact about a resource. Its value can't be had before its state has been looked at. */
export type Value<T> = Known<T> | Absent | Unknown;

// Facts are made by the hundred thousand: spelled out, they are all of one shape, and several times as quick to make as copies.

/** A fact that is told; not `written`: AWS's default. */
export const known = <T>({ name, at, via }: Told, value: T, written = true): Known<T> => ({
  state: 'known',
  name,
  at,
  via,
  value,
  written,
});

/** A fact of which nothing is said, at the nearest thing that is there. */
export const absent = ({ name, at, via }: Told): Absent => ({ state: 'absent', name, at, via });

/** A fact that can't be told, and why: a clause, as `Role is imported from another stack`. */
export const unknown = ({ name, at, via }: Told, why: string, key?: string): Unknown =>
  key === undefined ? { state: 'unknown', name, at, via, why } : { state: 'unknown', name, at, via, why, key };

/** The items of a list; a list that can't be told is one of which as much can be said. */
export const itemsOf = <T>(list: Value<readonly T[]>): readonly (T | Unknown)[] =>
  list.state === 'known' ? list.value : list.state === 'unknown' ? [list] : [];

/** Something that a check met and that can't be told, and why. */
export interface Open {
  readonly why: string;
  readonly at: Location;
}

/** What is unknown of a value of whatever type. */
export function openIn(value: unknown): Open | undefined {
  if (typeof value !== 'object' || value === null || (value as { state?: unknown }).state !== 'unknown')
    return undefined;
  const { why, at, name } = value as Unknown;
  return { why: why.includes(name) ? why : `${name}: ${why}`, at };
}
