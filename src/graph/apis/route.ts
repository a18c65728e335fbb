import { type Text, type Verdict, matchesAny, printText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Resource, SubjectBase } from '../resource.js';
import type { Operation } from './openapi.js';
import type { Gate } from './security.js';

/** What has routes: a REST API, or one of API Gateway V2. */
export type Api = Resource<'restApi'> | Resource<'httpApi'>;
/** How an API is spoken to; those of API Gateway V2 are HTTP and WebSocket APIs. */
export type Protocol = 'REST' | 'HTTP' | 'WEBSOCKET';

/** A method of a REST API, a route of an HTTP API, or a route of a WebSocket API. */
export interface Route extends SubjectBase<'route'> {
  /** Method and path (`GET /orders`), or the bare key (`$default`, `$connect`), as far as they are known. */
  readonly key: Text;
  /** The key for messages. */
  readonly name: string;
  /** The API, if it is in the template. */
  readonly api: Api | undefined;
  /** How its user has written it: as a resource, in an OpenAPI body, as the event of a function, or not at all. */
  readonly form: 'resource' | 'operation' | 'event' | 'missing';
  /** What it is in the body of its API, where it stands there. */
  readonly operation?: Operation;
  /** Of what stands for the routes of a body: why they can't be read. */
  readonly unread?: string;
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

/**
 * What is set of the route and the stage that an HTTP API with a `Target` makes by itself.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-apigatewaymanagedoverrides.html
 */
export function overridesOf(api: Resource<'httpApi'>, graph: Graph): Resource<'httpApiOverrides'> | undefined {
  return graph.mentioning('httpApiOverrides', api.address).find((each) => graph.exists(each) && leadsTo(each.api, api));
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

/** Whether a route takes whatever no other does: all methods of all paths. That of an API for WebSockets has a name like any other. */
export function takesAll(route: Route): boolean {
  const name = printText(route.key);
  return /^ANY \/\{[^/]+\+\}$/.test(name) || (name === '$default' && route.protocol() !== 'WEBSOCKET');
}

/** A route for messages: `GET /orders of Orders`; an API that its user has not written is left out. */
export function spellRoute({ name, api }: Pick<Route, 'name' | 'api'>): string {
  return api === undefined || api.generated ? name : `${name} of ${api.name}`;
}
