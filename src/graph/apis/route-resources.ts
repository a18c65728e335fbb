import { type Parts, type Text, matchesGlob, printText, textOf } from '../../values/text.js';
import type { Value } from '../../values/value.js';
import { DerivedSubject } from '../derived.js';
import type { Graph } from '../graph.js';
import { Lasting } from '../lasting.js';
import { isGiven, leadsTo } from '../naming.js';
import { here } from '../phrases.js';
import type { Link, Resource } from '../resource.js';
import { resourceAuthorizer } from './authorizers.js';
import { type Api, type Protocol, type Route, overridesOf, protocolOf } from './route.js';
import type { Gate } from './security.js';

/** What differs between the resources that are routes; read anew in each world. */
interface Reading {
  readonly key: () => Parts;
  readonly api: () => Api | undefined;
  readonly protocol: () => Protocol | undefined;
  readonly gate: () => Gate;
  readonly address?: string;
  readonly form?: Route['form'];
}

type RouteResource = Resource<'restMethod'> | Resource<'httpRoute'> | Resource<'httpApi'>;

class ResourceRoute extends DerivedSubject implements Route {
  readonly kind = 'route';
  readonly form: Route['form'];
  readonly #key: Lasting<Text>;
  readonly #api: Lasting<Api | undefined>;
  readonly #protocol: Lasting<Protocol | undefined>;
  readonly #gate: Lasting<Gate>;

  constructor(resource: RouteResource, graph: Graph, reading: Reading) {
    const { address, owner, condition, at } = resource;
    super({ address: reading.address ?? address, owner, condition, at });
    // SAM writes the routes of a WebSocket API from a setting.
    this.form = reading.form ?? (resource.kind === 'httpRoute' && resource.generated ? 'event' : 'resource');
    this.#key = new Lasting(graph, () => textOf(graph.quietly(reading.key), at));
    this.#api = new Lasting(graph, () => graph.quietly(reading.api));
    this.#protocol = new Lasting(graph, () => graph.quietly(reading.protocol));
    this.#gate = new Lasting(graph, () => graph.quietly(reading.gate));
  }

  get key(): Text {
    return this.#key.get();
  }

  get name(): string {
    return printText(this.key);
  }

  get api(): Api | undefined {
    return this.#api.get();
  }

  protocol(): Protocol | undefined {
    return this.#protocol.get();
  }

  gate(): Gate {
    return this.#gate.get();
  }
}

const routeOf = (resource: RouteResource, graph: Graph, reading: Reading): Route =>
  new ResourceRoute(resource, graph, reading);

const linked = <K extends 'restApi' | 'httpApi'>(link: Link<K>): Resource<K> | undefined =>
  link.state === 'known' ? link.resource : undefined;

const partsOf = (value: Value<Text>): Parts => (value.state === 'known' ? value.value.parts : [{ name: '…' }]);

/** A REST method. */
export function methodRoute(method: Resource<'restMethod'>, graph: Graph): Route {
  return routeOf(method, graph, {
    key: () => {
      const { httpMethod, resource } = method;
      // Without a method it is no route yet that somebody may have listed: it goes by its own name.
      if (httpMethod.state === 'absent') return [method.name];
      const verb = partsOf(httpMethod).map((part) => (typeof part === 'string' ? part.toUpperCase() : part));
      return [...verb, ' ', ...pathOf(resource)];
    },
    api: () => linked(method.api),
    protocol: () => 'REST',
    gate: () => gateOf(method, { takesKeys: true }),
  });
}

/** The path of a REST resource, from its parts; a hole stands for what lies outside the template. */
function pathOf(link: Link<'restResource' | 'restApi'>, depth = 0): Parts {
  if (link.state !== 'known' || depth > 50) return ['/', { name: '…' }];
  const { resource } = link;
  if (resource.kind === 'restApi') return ['/'];
  const parent = pathOf(resource.parent, depth + 1);
  return [...parent, ...(parent.length === 1 && parent[0] === '/' ? [] : ['/']), ...partsOf(resource.pathPart)];
}

/** A route of an HTTP or a WebSocket API. */
export function resourceRoute(route: Resource<'httpRoute'>, graph: Graph): Route {
  const key = (): Parts => partsOf(route.routeKey);
  const protocol = (): Protocol | undefined => {
    const api = linked(route.api);
    if (api !== undefined) return protocolOf(api, graph);
    const name = printText({ parts: key() });
    if (/^[A-Za-z]+ \//.test(name)) return 'HTTP';
    return name === '$default' || name.includes('…') ? undefined : 'WEBSOCKET';
  };
  return routeOf(route, graph, {
    key,
    api: () => linked(route.api),
    protocol,
    // Only WebSocket APIs ask for API keys; on a route of an HTTP API the property does nothing.
    gate: () => gateOf(route, { takesKeys: protocol() === 'WEBSOCKET' }),
  });
}

/** The route that an HTTP API with a `Target` makes by itself; its authorization is a resource of its own: see {@link overridesOf}. */
export function quickRoutes(api: Resource<'httpApi'>, graph: Graph): Route[] {
  const entries = graph.raw(api.address)?.properties.entries;
  if (entries?.has('Target') !== true && entries?.has('target') !== true) return [];
  const gate = (): Gate => {
    const { at, state, name } = api.target;
    if (state === 'absent') return { is: 'gone', at };
    const overrides = overridesOf(api, graph);
    if (overrides !== undefined) return gateOf(overrides, { takesKeys: false });
    return { is: 'open', at, says: `is made by ${name} and has no authorizer` };
  };
  const key = (): Parts => (api.routeKey.state === 'absent' ? ['$default'] : partsOf(api.routeKey));
  return [routeOf(api, graph, { key, api: () => api, protocol: () => 'HTTP', gate })];
}

/**
 * The `$connect` of a WebSocket API that has other routes, but not this one: API Gateway lets everybody connect then.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 */
export function missingConnect(api: Resource<'httpApi'>, graph: Graph): Route[] {
  const routes = graph.mentioning('httpRoute', api.address);
  if (routes.length === 0) return [];
  const gate = (): Gate => {
    const own = routes.filter((each) => graph.exists(each) && leadsTo(each.api, api));
    const verdicts = own.map(({ routeKey }) => matchesGlob({ parts: partsOf(routeKey) }, '$connect'));
    const { at } = api;
    if (protocolOf(api, graph) !== 'WEBSOCKET' || own.length === 0 || verdicts.includes('yes'))
      return { is: 'gone', at };
    if (verdicts.includes('maybe')) return { is: 'unknown', why: 'a route key is known only at deployment', at };
    return { is: 'open', at, says: 'has no $connect route' };
  };
  const protocol = (): Protocol | undefined => protocolOf(api, graph);
  const address = `${api.address} $connect`;
  return [routeOf(api, graph, { key: () => ['$connect'], api: () => api, protocol, gate, address, form: 'missing' })];
}

/** The gate of a route that is a resource, from its authorization type. */
function gateOf(
  route: Resource<'restMethod'> | Resource<'httpRoute'> | Resource<'httpApiOverrides'>,
  { takesKeys }: { readonly takesKeys: boolean },
): Gate {
  const { authorizationType: type, authorizer } = route;
  if (type.state === 'unknown') return { is: 'unknown', why: type.why, at: type.at };
  const written = type.state === 'known' && type.written ? type.value.toUpperCase() : '';
  const { at, name } = type;
  if (written === 'AWS_IAM') return { is: 'iam', at };
  if (written === 'NONE' || written === '') {
    const key = takesKeys && route.kind !== 'httpApiOverrides' ? route.apiKeyRequired : undefined;
    if (key?.state === 'unknown') return { is: 'unknown', why: key.why, at: key.at };
    if (key?.state === 'known' && key.value) return { is: 'key', at: key.at };
    if (written === 'NONE') return { is: 'open', at, says: `has ${name} NONE` };
    const cause = { at: authorizer.at, message: `${authorizer.name} does nothing without ${name}` };
    return { is: 'open', at, says: `has no ${name}`, ...(authorizer.state === 'absent' ? {} : { cause }) };
  }
  const dangling: Gate = { is: 'dangling', at, says: `has ${name} ${written}, but no ${authorizer.name}` };
  switch (authorizer.state) {
    case 'known':
      return { is: 'authorizer', at: authorizer.at, authorizer: resourceAuthorizer(authorizer.resource) };
    case 'absent':
      return dangling;
    case 'external':
      if (!isGiven(authorizer)) return dangling;
      return {
        is: 'elsewhere',
        why: `${authorizer.name} names an authorizer that is not in ${here(route)}`,
        at: authorizer.at,
      };
    case 'unknown':
      return { is: 'elsewhere', why: authorizer.why, at: authorizer.at };
  }
}
