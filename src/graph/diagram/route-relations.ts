import type { Kind } from '../../resources/index.js';
import { addTo } from '../../source/groups.js';
import { type Text, printText, wholeText } from '../../values/text.js';
import { type Value, known, unknown } from '../../values/value.js';
import { integrationOf } from '../apis/answer.js';
import { type Authorizer, functionArnOf } from '../apis/authorizers.js';
import { type Operation, operationsOf, read } from '../apis/openapi.js';
import { type Route, matchesRoute } from '../apis/route.js';
import type { Gate } from '../apis/security.js';
import type { Graph } from '../graph.js';
import { linkOf } from '../links.js';
import type { Link } from '../resource.js';
import type { End, Part, Relation, Thing } from './relation.js';

/** What a text names: a resource of some kinds, or something elsewhere. */
function linked<K extends Kind>(value: Value<Text>, to: readonly K[], graph: Graph): Link<K> {
  if (value.state !== 'known') return value;
  return linkOf({ is: 'text', text: value.value, at: value.at }, value, to, graph) as Link<K>;
}

/** What answers at a URI of an integration: a function, or a host. */
function backendAt(uri: Value<Text>, graph: Graph): End | undefined {
  const arn = functionArnOf(uri);
  const link = linked(arn, ['function', 'functionAlias'], graph);
  if (link.state !== 'external') return link.state === 'absent' ? undefined : link;
  const text = printText(link.text);
  if (text.includes(':function:')) return link;
  const host = /^https?:\/\/([^/?#]+)/.exec(text)?.[1];
  return host === undefined ? undefined : { ...link, text: { ...link.text, parts: [host] } };
}

const resourcesIn = ({ parts }: Text): readonly string[] =>
  parts.flatMap((part) => (typeof part === 'object' && part.resource !== undefined ? [part.resource.address] : []));

/** What a route calls, in the graph's world. */
function calleeOf(route: Route, graph: Graph): { readonly to: End | undefined; readonly as: 'function' | 'resource' } {
  const uri = uriOf(route, graph);
  const to = uri && backendAt(uri, graph);
  const isHost =
    to !== undefined &&
    'state' in to &&
    to.state === 'external' &&
    !/:function:/.test(printText((to as { text: Text }).text));
  return { to, as: isHost ? 'resource' : 'function' };
}

function uriOf(route: Route, graph: Graph): Value<Text> | undefined {
  const resource = graph.resource(route.address);
  switch (resource?.kind) {
    case 'restMethod': {
      const own = resource.integrationUri;
      return own.state === 'absent' ? integrationOf(resource, graph)?.uri : own;
    }
    case 'httpRoute': {
      if (resource.target.state !== 'known') return resource.target.state === 'absent' ? undefined : resource.target;
      const integration = resourcesIn(resource.target.value)
        .map((address) => graph.resource(address))
        .find((each) => each?.kind === 'httpIntegration');
      return integration?.kind === 'httpIntegration' ? integration.uri : undefined;
    }
    case 'httpApi':
      return resource.target;
    default:
      return operationUri(route, graph);
  }
}

function operationUri({ api, address }: Route, graph: Graph): Value<Text> | undefined {
  if (api?.body === undefined) return undefined;
  const operation = graph
    .kept(operationsByRoute, api)
    .get(address)
    ?.find(({ conditions }) => conditions.every((each) => graph.holds(each)));
  const uri =
    operation && read(read(operation.node, 'x-amazon-apigateway-integration', graph)?.entry.value, 'uri', graph);
  if (uri === undefined) return undefined;
  const told = { name: 'uri', at: uri.value.at };
  const text = graph.textOf(uri.value);
  return text === undefined ? unknown(told, 'it is known only at deployment') : known(told, text);
}

/** The operations of an API's body by the addresses of their routes. */
function operationsByRoute({ address, body }: NonNullable<Route['api']>): ReadonlyMap<string, readonly Operation[]> {
  const found = new Map<string, Operation[]>();
  for (const each of body === undefined ? [] : operationsOf(body).operations) {
    addTo(found, `${address} ${each.method} ${each.path}`, each);
  }
  return found;
}

/** Who may call, in two words; nothing where an authorizer is drawn beside it. */
function noteOf(gate: Gate): string | undefined {
  switch (gate.is) {
    case 'open':
      return 'open';
    case 'key':
      return 'API key';
    case 'iam':
      return 'IAM';
    case 'dangling':
      return 'names no authorizer';
    case 'unknown':
    case 'elsewhere':
      return gate.why;
    case 'authorizer':
    case 'gone':
      return undefined;
  }
}

function routePart(route: Route, index: number, graph: Graph): Part {
  return {
    exists: () => graph.exists(route) && (route.api === undefined || graph.exists(route.api)),
    relations: () => {
      const gate = route.gate();
      if (gate.is === 'gone') return [];
      const { api, name, owner, at, address } = route;
      const { to, as } = calleeOf(route, graph);
      // What a browser asks beforehand says nothing of the application.
      if (to === undefined && matchesRoute(route, ['OPTIONS *']) === 'yes') return [];
      const note = noteOf(gate);
      const thing: Thing = {
        kind: 'route',
        noun: 'route',
        label: name,
        key: `route ${String(index)}`,
        address,
        owner,
        at,
        ...(name === '…' && { state: 'unknown' }),
        ...(note !== undefined && { note }),
      };
      return [
        thing,
        ...(api === undefined ? [] : [{ from: api, to: thing, label: 'has', as: ['api', 'route'] } satisfies Relation]),
        ...(gate.is === 'authorizer'
          ? [
              {
                from: thing,
                to: thingOf(gate.authorizer, graph),
                label: 'guarded by',
                as: ['route', 'authorizer'],
              } satisfies Relation,
            ]
          : []),
        ...(to === undefined ? [] : [{ from: thing, to, label: 'calls', as: ['route', as] } satisfies Relation]),
      ];
    },
  };
}

/** An authorizer that is a resource is drawn as that; a scheme of a body as itself. */
function thingOf({ address, name, owner, at }: Authorizer, graph: Graph): End {
  const resource = graph.resource(address);
  if (resource?.kind === 'restAuthorizer' || resource?.kind === 'httpAuthorizer') return resource;
  return { kind: 'authorizer', noun: 'authorizer', label: name, key: `authorizer ${address}`, address, owner, at };
}

function authorizerPart(authorizer: Authorizer, graph: Graph): Part {
  return {
    exists: () => graph.exists(authorizer),
    relations: () => {
      const from = thingOf(authorizer, graph);
      const { functionArn, userPools, issuer } = authorizer;
      const pools = userPools.state === 'known' ? userPools.value : [];
      const issuers = issuer.state === 'known' && wholeText(issuer.value) === '' ? [] : [issuer];
      return [
        ...('key' in from ? [from] : []),
        {
          from,
          to: linked(functionArn, ['function', 'functionAlias'], graph),
          label: 'asks',
          as: ['authorizer', 'function'],
        },
        ...[...pools, ...issuers].map((pool): Relation => ({
          from,
          to: linked(pool, ['userPool'], graph),
          label: 'trusts',
          as: ['authorizer', 'user pool'],
        })),
      ];
    },
  };
}

/** Routes with what guards and answers them, authorizers with whom they ask, and stages. */
export function routeParts(graph: Graph): readonly Part[] {
  return [
    ...graph.all('route').map((route, index) => routePart(route, index, graph)),
    ...graph.all('authorizer').map((authorizer) => authorizerPart(authorizer, graph)),
    ...graph.all('stage').map((stage): Part => ({
      exists: () => graph.exists(stage) && stage.isMade(),
      relations: () => {
        const { api, stageName, name, address, owner, at } = stage;
        if (api === undefined) return [];
        const label = stageName.state === 'known' ? printText(stageName.value) : name;
        const thing: Thing = { kind: 'stage', noun: 'stage', label, key: `stage ${address}`, address, owner, at };
        return [{ from: thing, to: api, label: 'stage of', as: ['stage', 'api'] }];
      },
    })),
  ];
}
