import type { Module } from './modules.js';
import type { Node } from './syntax.js';

/** A node and the module that it stands in. */
export interface Place {
  readonly module: Module;
  readonly node: Node;
}

/** What an expression is, where that can be told without running it. */
export type Value =
  /** Its first parameters may be given ahead: `save.bind(null, table)`. */
  | (Place & { readonly is: 'function'; readonly bound?: readonly Place[] })
  | (Place & { readonly is: 'object' })
  | (Place & { readonly is: 'class' })
  /** What is made of a class; of one that extends it, where it is not exact. */
  | (Place & { readonly is: 'instance'; readonly exact: boolean })
  | { readonly is: 'module'; readonly module: Module }
  /** A name of a package; `*` for all of it. */
  | { readonly is: 'package'; readonly from: string; readonly name: string };

/** What a function is called with. */
export interface Site {
  readonly given: readonly Place[];
  /** Whether something unknown calls it, which may give it more. */
  readonly open: boolean;
}

/** What all of some values are, where they are the same. */
export function only(values: readonly (Value | undefined)[]): Value | undefined {
  const [first, ...others] = values;
  return first !== undefined && others.every((value) => isSame(first, value)) ? first : undefined;
}

const isSame = (one: Value, other: Value | undefined): boolean =>
  other !== undefined &&
  one.is === other.is &&
  (one.is === 'package'
    ? other.is === 'package' && one.from === other.from && one.name === other.name
    : other.is !== 'package' &&
      one.module === other.module &&
      ('node' in one ? one.node : undefined) === ('node' in other ? other.node : undefined));

/** A name of a package; a path that leads to no file is none. */
export const packageNamed = (from: string, name: string): Value | undefined =>
  from === '' || /^[./]/.test(from) ? undefined : { is: 'package', from, name };
