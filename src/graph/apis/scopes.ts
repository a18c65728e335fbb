import type { Text } from '../../values/text.js';
import { type Value, absent, unknown } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { listValue, textValue } from '../read.js';
import type { Authorizer } from './authorizers.js';
import { read } from './openapi.js';
import { type Route, overridesOf } from './route.js';

/** The OAuth scopes of which a token needs one to pass the authorizer of a route. */
export function scopesOf(route: Route, { address }: Authorizer, graph: Graph): Value<readonly Value<Text>[]> {
  const told = { name: 'AuthorizationScopes', at: route.at };
  const resource = graph.resource(route.address);
  if (resource?.kind === 'restMethod' || resource?.kind === 'httpRoute') return resource.scopes;
  if (resource?.kind === 'httpApi') return overridesOf(resource, graph)?.scopes ?? absent(told);

  const list = read(route.operation?.node, 'security', graph)?.value;
  if (list?.is !== 'list') return unknown(told, 'its security is known only at deployment');
  const scheme = address.slice(address.indexOf('#') + 1);
  for (const requirement of list.items) {
    const entry = requirement.is === 'map' ? requirement.entries.get(scheme) : undefined;
    if (entry === undefined) continue;
    const found = graph.resolve(entry.value);
    return listValue(found, { ...told, at: entry.key }, (item) => textValue(item, { ...told, at: item.at }, graph));
  }
  return absent(told);
}
