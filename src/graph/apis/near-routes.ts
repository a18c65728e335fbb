import { addTo } from '../../source/groups.js';
import type { Graph } from '../graph.js';
import type { AnyResource } from '../resource.js';
import type { Authorizer } from './authorizers.js';
import { type Api, type Route, matchesRoute } from './route.js';

/** The routes that are written in one place: all that one setting makes. */
export function routesAt({ at }: Route, graph: Graph): readonly Route[] {
  return graph.once(routesByPlace).get(keyOf(at)) ?? [];
}

const keyOf = ({ file, start }: Route['at']): string => `${String(start)} ${file.path}`;

function routesByPlace(graph: Graph): ReadonlyMap<string, readonly Route[]> {
  const found = new Map<string, Route[]>();
  for (const route of graph.all('route')) addTo(found, keyOf(route.at), route);
  return found;
}

/** The routes that may be of an API in some world: a cheap sieve. All of them, where it is not told which API. */
export function routesNear(api: AnyResource | undefined, graph: Graph): readonly Route[] {
  if (api === undefined) return graph.all('route');
  const { byApi, open } = graph.once(routesByApi);
  return [...(byApi.get(api.address) ?? []), ...open];
}

/** The routes that certainly are of an API, one by one: whoever has found the one that counts need not ask about the others. */
export function* routesOf(api: AnyResource, graph: Graph): Generator<Route> {
  for (const route of routesNear(api, graph)) {
    if (route.api?.address === api.address && graph.exists(route)) yield route;
  }
}

/** The routes of an API that none of some patterns matches; `undefined` where that can't be told. */
export function routesBeside(api: Api, patterns: readonly string[], graph: Graph): readonly Route[] | undefined {
  const routes = routesNear(api, graph).filter(
    (route) => graph.exists(route) && (route.api === undefined || route.api.address === api.address),
  );
  const isOpen = routes.some((route) => route.api === undefined || matchesRoute(route, patterns) === 'maybe');
  if (isOpen || routes.length === 0) return undefined;
  return routes.filter((route) => matchesRoute(route, patterns) === 'no');
}

/** Routes by the APIs that they may be of; `open` are those of which not one can be told. */
function routesByApi(graph: Graph) {
  const byApi = new Map<string, Route[]>();
  const open: Route[] = [];
  for (const route of graph.all('route')) {
    const resource = graph.resource(route.address);
    const isStatic = resource === undefined || resource.kind === 'httpApi';
    const apis = isStatic
      ? [route.api?.address ?? '']
      : [...graph.mentioned(route.address)].filter((each) => isApi(each, graph));
    if (apis.length === 0) open.push(route);
    for (const each of apis) addTo(byApi, each, route);
  }
  return { byApi, open };
}

function isApi(address: string, graph: Graph): boolean {
  const kind = graph.resource(address)?.kind;
  return kind === 'restApi' || kind === 'httpApi';
}

/** The routes that an authorizer guards; preflights are left out. */
export function guardedBy({ address }: Authorizer, graph: Graph): readonly Route[] {
  const [api = '', scheme] = address.split('#');
  const { ofBodies, ofResources, quick } = graph.once(routesByGuard);
  // A cheap sieve first, so that conditions of other routes are not asked about.
  const near = scheme === undefined ? [...(ofResources.get(address) ?? []), ...quick] : (ofBodies.get(api) ?? []);
  return near.filter((route) => {
    if (!graph.exists(route) || matchesRoute(route, ['OPTIONS *']) === 'yes') return false;
    const gate = route.gate();
    return gate.is === 'authorizer' && gate.authorizer.address === address;
  });
}

/** Routes by what may guard them: those of bodies by their API, resources by what they mention, and those with their API's address. */
function routesByGuard(graph: Graph) {
  const ofBodies = new Map<string, Route[]>();
  const ofResources = new Map<string, Route[]>();
  const quick: Route[] = [];
  for (const route of graph.all('route')) {
    const resource = graph.resource(route.address);
    if (resource === undefined) addTo(ofBodies, route.api?.address ?? '', route);
    else if (resource.kind === 'httpApi') quick.push(route);
    else for (const mentioned of graph.mentioned(route.address)) addTo(ofResources, mentioned, route);
  }
  return { ofBodies, ofResources, quick };
}
