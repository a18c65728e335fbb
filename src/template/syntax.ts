import type { Location, Problem } from '../source/source.js';

/** A scalar as a template language knows it. */
export type Scalar = string | number | boolean | null;

/**
 * A document as it was written, located to key and value, before any meaning: what the YAML and the JSON reader hand out.
 * `tag` is a YAML tag in the user's spelling with its exclamation mark (`!GetAtt`); JSON has none.
 * A collection that an alias repeats is one shared object, so a document can be a graph but never has a cycle.
 */
export type Syntax = { readonly at: Location; readonly tag?: string } & (
  | { readonly is: 'scalar'; readonly value: Scalar; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly Syntax[] }
  | { readonly is: 'map'; readonly entries: readonly SyntaxEntry[] }
);

/** One entry of a map; keys are always text. Keys are unique within a map: the reader reports a repeated one and keeps the last. */
export interface SyntaxEntry {
  readonly key: string;
  readonly at: Location;
  readonly value: Syntax;
}

/** What reading gave: `root` is missing where nothing could be made of the text. */
export interface Reading {
  readonly root?: Syntax;
  readonly problems: readonly Problem[];
}
