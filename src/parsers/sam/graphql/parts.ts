import type { Location } from '../../../source/source.js';
import { reference, type Entry, type Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import type { Value } from '../build.js';
import type { SamContext } from '../context.js';
import { generate, given, localId, type Making } from '../resource.js';

/** A GraphQL API on its way to resources. */
export interface GraphQl {
  readonly context: SamContext;
  readonly owner: RawResource;
  /** Names of its data sources, by their key. */
  readonly sources: Map<string, string>;
}

/** Puts a resource of a GraphQL API; `at` is the key that asked for it. */
export function putPart(
  { context, owner }: GraphQl,
  suffix: string,
  type: string,
  what: string,
  at: Location,
  properties: Readonly<Record<string, Value | undefined>>,
  more: Pick<Making, 'instead'> = {},
): RawResource {
  const label = `the ${what} of ${localId(context, owner.address)}`;
  return generate(context, owner, { id: owner.address + suffix, type, at, label, properties, ...more });
}

/** Everything in a map but for some entries. */
export function others(node: Node, ...without: readonly string[]): Record<string, Node> {
  if (node.is !== 'map') return {};
  const entries = [...node.entries].filter(
    ([name, { value }]) => !without.includes(name) && given(value) !== undefined,
  );
  return Object.fromEntries(entries.map(([name, { value }]) => [name, value]));
}

/** Entries of a map under a property. */
export const entriesOf = (node: Node | undefined): readonly (readonly [string, Entry])[] =>
  node?.is === 'map' ? [...node.entries] : [];

/** The id of the API, for what belongs to it. */
export const apiId = ({ owner }: GraphQl, at: Location): Node => reference(owner.address, 'ApiId', at);
