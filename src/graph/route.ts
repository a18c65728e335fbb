import type { Condition } from '../template/node.js';
import { type Text, type Verdict, matchesAny } from '../values/text.js';
import type { Authorizer } from './authorizers.js';
import type { Graph } from './graph.js';
import type { Resource, Spot } from './resource.js';
import type { Gate } from './security.js';

export type Api = Resource<'restApi'> | Resource<'httpApi'>;
export type Protocol = 'REST' | 'HTTP' | 'WEBSOCKET';

/** A method of a REST API, a route of an HTTP API, or a route of a WebSocket API. */
export interface Route extends Spot {
  readonly kind: 'route';
  readonly address: string;
  /** Method and path (`GET /orders`), or the bare key (`$default`, `$connect`), as far as they are known. */
  readonly key: Text;
  /** The key for messages. */
  readonly name: string;
  readonly owner: string;
  readonly condition: Condition | undefined;
  /** The API, if it is in the template. */
  readonly api: Api | undefined;
  /** How its user has written it: as a resource, in an OpenAPI body, as the event of a function, or not at all. */
  readonly form: 'resource' | 'operation' | 'event' | 'missing';
  /** `undefined` where an API elsewhere decides. */
  protocol(): Protocol | undefined;
  /** What a request has to pass. Nothing unknown is counted: a rule says itself what it can't tell. */
  gate(): Gate;
}

/** What kind of API it is. */
export function protocolOf(api: Api, graph: Graph): Protocol | undefined {
  if (api.kind === 'restApi') return 'REST';
  const protocol = graph.quietly(() => api.protocol);
  if (protocol.state !== 'known') return undefined;
  return protocol.value.toUpperCase() === 'WEBSOCKET' ? 'WEBSOCKET' : 'HTTP';
}

/** Whether a route is one of some: `GET /health` (method or `*`, path glob), `/health` for all methods, `$default`. */
export function matchesRoute(route: Route, patterns: readonly string[]): Verdict {
  return matchesAny(
    route.key,
    patterns.map((pattern) =>
      pattern.startsWith('/') ? `* ${pattern}` : pattern.replace(/^[A-Za-z]+(?= )/, (method) => method.toUpperCase()),
    ),
  );
}

/** A route for messages: `GET /orders of Orders`; an API that its user has not written is left out. */
export function spellRoute({ name, api }: Pick<Route, 'name' | 'api'>): string {
  return api === undefined || api.generated ? name : `${name} of ${api.name}`;
}

/** The routes that an authorizer guards; preflights are left out. */
export function guardedBy({ address }: Authorizer, graph: Graph): readonly Route[] {
  const [api = '', scheme] = address.split('#');
  const { ofBodies, ofResources, quick } = graph.once('routes:guarded', () => sieve(graph));
  // A cheap sieve first, so that conditions of other routes are not asked about.
  const near = scheme === undefined ? [...(ofResources.get(address) ?? []), ...quick] : (ofBodies.get(api) ?? []);
  return near.filter((route) => {
    if (!graph.exists(route) || matchesRoute(route, ['OPTIONS *']) === 'yes') return false;
    const gate = route.gate();
    return gate.is === 'authorizer' && gate.authorizer.address === address;
  });
}

/** Routes by what may guard them: those of bodies by their API, resources by what they mention, and those with their API's address. */
function sieve(graph: Graph) {
  const ofBodies = new Map<string, Route[]>();
  const ofResources = new Map<string, Route[]>();
  const quick: Route[] = [];
  const add = (to: Map<string, Route[]>, key: string, route: Route): void => {
    const same = to.get(key);
    if (same === undefined) to.set(key, [route]);
    else same.push(route);
  };
  for (const route of graph.all('route')) {
    const resource = graph.resource(route.address);
    if (resource === undefined) add(ofBodies, route.api?.address ?? '', route);
    else if (resource.kind === 'httpApi') quick.push(route);
    else for (const mentioned of graph.mentioned(route.address)) add(ofResources, mentioned, route);
  }
  return { ofBodies, ofResources, quick };
}
