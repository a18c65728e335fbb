import type { Location } from '../source/source.js';
import type { Scalar } from './syntax.js';

export type { Scalar } from './syntax.js';

/**
 * The located tree of a template: still the user's values, but with every language's way to refer, choose and compute
 * spelled one way. `at` is always text that the user wrote, also where a transform made the node: then it is what caused it.
 * `word` is the user's own word for the property where a transform renamed it (`Tracing` for `TracingConfig.Mode`).
 */
export type Node = { readonly at: Location; readonly word?: string } & (
  | { readonly is: 'scalar'; readonly value: Scalar }
  | { readonly is: 'list'; readonly items: readonly Node[] }
  | { readonly is: 'map'; readonly entries: ReadonlyMap<string, Entry> }
  /** Text with things in it: `Fn::Sub`, an interpolation. Parts that are text are literal. */
  | { readonly is: 'text'; readonly parts: readonly (string | Node)[] }
  /**
   * Another resource, by its address, or one of its attributes (`Arn`, `Outputs.Url`). `partly`: the value refers to it, and whether
   * text stands around it is not told.
   */
  | { readonly is: 'reference'; readonly to: string; readonly attribute?: string; readonly partly?: true }
  /** A parameter (scoped name) or a pseudo parameter (`AWS::Region`). */
  | { readonly is: 'parameter'; readonly name: string }
  | { readonly is: 'choice'; readonly condition: Condition; readonly then: Node; readonly otherwise: Node }
  /** A pure function of its arguments, worked out when its value is asked for. */
  | { readonly is: 'computed'; readonly name: Computation; readonly args: readonly Node[] }
  /** The same value as another node, asked for from here: a child stack's parameter, an output. */
  | { readonly is: 'alias'; readonly of: Node }
  /** Written, but as good as not written: `AWS::NoValue`. */
  | { readonly is: 'omitted' }
  /**
   * Not knowable before deployment. Two opaque nodes with the same `key` are the same value (`import:SharedRole`).
   * `mentions`: addresses of resources that are somewhere in it.
   */
  | { readonly is: 'opaque'; readonly why: string; readonly key?: string; readonly mentions?: readonly string[] }
);

/** One entry of a map: where its key stands, and its value. */
export interface Entry {
  readonly key: Location;
  readonly value: Node;
}

/**
 * - `join` [delimiter, list] · `split` [delimiter, text] · `select` [index, list]
 * - `find` [map, first key, second key, default?]: a look-up in a mapping; the map is a plain node
 * - `length` [list] · `json` [any]: as JSON text · `base64` [text]
 */
export type Computation = 'join' | 'split' | 'select' | 'find' | 'length' | 'json' | 'base64';

/** When something exists. A named condition is looked up in the template by its scoped name. */
export type Condition =
  | { readonly is: 'named'; readonly name: string }
  | { readonly is: 'and' | 'or'; readonly all: readonly Condition[] }
  | { readonly is: 'not'; readonly of: Condition }
  | { readonly is: 'equals'; readonly left: Node; readonly right: Node }
  | { readonly is: 'unknown'; readonly why: string };

type Of<K extends Node['is']> = Extract<Node, { is: K }>;
/** Nodes of one form, for what takes no other. */
export type MapNode = Of<'map'>;
export type ListNode = Of<'list'>;
export type ScalarNode = Of<'scalar'>;

// The nodes that parsers make most.

/** A literal value. */
export const scalar = (value: Scalar, at: Location, word?: string): ScalarNode =>
  word === undefined ? { is: 'scalar', value, at } : { is: 'scalar', value, at, word };
/** A list of nodes. */
export const list = (items: readonly Node[], at: Location): ListNode => ({ is: 'list', items, at });
/** Another resource by its address, or one of its attributes. */
export const reference = (to: string, attribute: string | undefined, at: Location): Node =>
  attribute === undefined ? { is: 'reference', to, at } : { is: 'reference', to, attribute, at };
/** A parameter by its scoped name, or a pseudo parameter. */
export const parameter = (name: string, at: Location): Node => ({ is: 'parameter', name, at });
/** Text with nodes in it. */
export const text = (parts: readonly (string | Node)[], at: Location): Node => ({ is: 'text', parts, at });
/** What is not knowable before deployment, and why. */
export const opaque = (why: string, at: Location, key?: string): Node =>
  key === undefined ? { is: 'opaque', why, at } : { is: 'opaque', why, at, key };
/** A value that must not be spoken of; what it hides is not even counted. `key` is where it is kept, as in a dynamic reference. */
export const sensitive = (at: Location, key?: string): Node => opaque('it is sensitive', at, key);
/** Whether a node stands for such a value. */
export const isSensitive = (node: Node): boolean => node.is === 'opaque' && node.why === 'it is sensitive';

/** A map of values whose keys stand where the values do; entries that are `undefined` are left out. */
export function map(values: Readonly<Record<string, Node | undefined>>, at: Location): MapNode {
  const entries = new Map<string, Entry>();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) entries.set(key, { key: value.at, value });
  }
  return { is: 'map', entries, at };
}

/** The value under a key where the node is a map that has it. Nothing is resolved. */
export function get(node: Node | undefined, key: string): Node | undefined {
  return node?.is === 'map' ? node.entries.get(key)?.value : undefined;
}

/** The text of a literal scalar; numbers and booleans print as CloudFormation passes them on. `null` is no text. */
export function literal(node: Node | undefined): string | undefined {
  if (node?.is !== 'scalar' || node.value === null) return undefined;
  return String(node.value);
}

/**
 * What a value is put together of, with nothing between: what `Fn::Sub` has in it, the one list that `Fn::Join` is given, or itself. It is
 * empty where all its pieces are.
 */
export function piecesOf(node: Node): readonly Node[] {
  const one = unaliased(node);
  if (one.is === 'text') {
    const parts = one.parts.flatMap((part) => (typeof part === 'string' ? [] : unaliased(part)));
    return parts.length === one.parts.length ? parts : [one];
  }
  const joined = one.is === 'computed' && one.name === 'join' ? one.args[1] : undefined;
  const list = joined && unaliased(joined);
  return list?.is === 'parameter' ? [list] : [one];
}

/** What an alias stands for, however many stand before it. */
export function unaliased(node: Node): Node {
  let one = node;
  while (one.is === 'alias') one = one.of;
  return one;
}
