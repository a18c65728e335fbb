import type { Location } from '../../../source/source.js';
import { list, opaque } from '../../../template/node.js';
import type { Entry, MapNode, Node } from '../../../template/node.js';
import { build, worded } from '../build.js';
import { entryOf } from '../resource.js';
import { withEntry } from './openapi-body.js';

/** An authorizer by name, as somebody asked for it: where, and by which property. */
export interface Asked {
  readonly name: string;
  readonly at: Location;
  readonly property: string;
}

/** `{Name: scopes}`: one way in. */
export function requirement({ name, at, property }: Asked, scopes?: Node): Node {
  const entries = new Map<string, Entry>([[name, { key: at, value: scopes ?? list([], at) }]]);
  return worded({ is: 'map', entries, at }, property);
}

/** The names in one entry of a `security` list. */
export const namesIn = (item: Node): string[] => (item.is === 'map' ? [...item.entries.keys()] : []);

/**
 * Changes the `security` of a method; `undefined` from `edit` leaves it alone, and so does one whose content is not known.
 * A list that is there keeps its place, a new one stands at `at`.
 */
export function editSecurity(
  operation: MapNode,
  at: Location,
  property: string,
  edit: (items: readonly Node[]) => readonly Node[] | undefined,
): MapNode {
  const entry = entryOf(operation, 'security');
  if (entry === undefined) {
    const items = edit([]);
    return items === undefined ? operation : withEntry(operation, 'security', worded(list(items, at), property), at);
  }
  const changed = (node: Node): Node => {
    if (node.is === 'choice') return { ...node, then: changed(node.then), otherwise: changed(node.otherwise) };
    if (node.is !== 'list') return node;
    const items = edit(node.items);
    return items === undefined ? node : { ...node, items };
  };
  return withEntry(operation, 'security', changed(entry.value), entry.key);
}

/** A method whose authorizer cannot be said, since the template is not one that SAM takes. */
export const undecidedSecurity = (operation: MapNode, why: string, at: Location): MapNode =>
  withEntry(operation, 'security', opaque(why, at), at);

/** Whether a method says nothing of its own about who may call it. */
export const saysNothing = (operation: MapNode): boolean => entryOf(operation, 'security') === undefined;

/** The scheme of IAM authorization, which API Gateway has built in. */
export const iamScheme = (at: Location): Node =>
  build({ type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' }, at);
