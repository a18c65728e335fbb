import type { Location } from '../source/source.js';
import type { Entry } from '../template/node.js';
import type { Text } from './text.js';

/**
 * A node's value in one world. Of what is unknown, `plain` text holds no star, and a list of `some` is not empty. Maps stay nodes
 * below their keys, so that only what is asked for is worked out.
 */
export type Resolved = { readonly at: Location; readonly via?: Location | undefined; readonly word?: string } & (
  | { readonly is: 'absent' }
  | { readonly is: 'unknown'; readonly why: string; readonly key?: string; readonly plain?: true; readonly some?: true }
  | { readonly is: 'text'; readonly text: Text }
  | { readonly is: 'resource'; readonly address: string; readonly attribute: string; readonly partly?: true }
  | { readonly is: 'list'; readonly items: readonly Resolved[] }
  | { readonly is: 'map'; readonly entries: ReadonlyMap<string, Entry> }
);
