import type { Location } from '../../source/source.js';
import type { Condition } from '../../template/node.js';
import { textOf } from '../../values/text.js';
import type { Graph } from '../graph.js';
import { Lasting } from '../lasting.js';
import { type Authorizer, resourceAuthorizer, schemeAuthorizer } from './authorizers.js';
import { type Operation, operationsOf, schemesOf } from './openapi.js';
import { methodRoute, missingConnect, quickRoutes, resourceRoute } from './route-resources.js';
import { type Api, type Route, protocolOf } from './route.js';
import { isMade, operationGate } from './security.js';

/** Every route of the template, in any world. */
export function routesOf(graph: Graph): readonly Route[] {
  return [
    ...apisOf(graph).flatMap((api) => bodyRoutes(api, graph)),
    ...graph.all('restMethod').map((method) => methodRoute(method, graph)),
    ...graph.all('httpRoute').map((route) => resourceRoute(route, graph)),
    ...graph.all('httpApi').flatMap((api) => [...quickRoutes(api, graph), ...missingConnect(api, graph)]),
  ];
}

/** Every authorizer of the template, in any world: resources, and schemes of bodies. */
export function authorizersOf(graph: Graph): readonly Authorizer[] {
  const resources = [...graph.all('restAuthorizer'), ...graph.all('httpAuthorizer')];
  const schemes = apisOf(graph).flatMap((api) =>
    (api.body === undefined ? [] : schemesOf(api.body))
      .filter(({ node }) => node.is === 'map' && node.entries.has('x-amazon-apigateway-authorizer'))
      .map((scheme) => schemeAuthorizer(api, scheme, graph)),
  );
  return [...resources.map((each) => resourceAuthorizer(each)), ...schemes];
}

const apisOf = (graph: Graph): readonly Api[] => [...graph.all('restApi'), ...graph.all('httpApi')];

function bodyRoutes(api: Api, graph: Graph): Route[] {
  const { body, bodyLocation } = api;
  if (body === undefined && bodyLocation === undefined) return [];
  const { operations, unknown } =
    body === undefined
      ? {
          operations: [],
          unknown: { why: 'its definition is a file that is not read', at: bodyLocation?.at ?? api.at },
        }
      : operationsOf(body);
  const routes = operations.map((operation) => operationRoute(operation, api, graph));
  return unknown === undefined ? routes : [...routes, unreadable(api, unknown, graph)];
}

function operationRoute(operation: Operation, api: Api, graph: Graph): Route {
  const isDefault = operation.path === '$default' || operation.path === '/$default';
  const name = isDefault ? '$default' : `${operation.method} ${operation.path}`;
  const gate = new Lasting(graph, () => operationGate(operation, api, graph));
  return {
    kind: 'route',
    address: `${api.address} ${operation.method} ${operation.path}`,
    key: textOf([name], operation.key),
    name,
    owner: api.owner,
    condition: conditionOf(operation, api),
    api,
    form: isMade(operation, api) ? 'event' : 'operation',
    operation,
    at: operation.key,
    protocol: () => protocolOf(api, graph),
    gate: () => gate.get(),
  };
}

/** An API that is there where any of many functions is: a route is asked whether it is there itself first, and need not ask all others. */
function conditionOf({ conditions }: Operation, { condition }: Api): Condition | undefined {
  return condition?.is === 'or' ? { is: 'and', all: [...conditions, condition] } : condition;
}

/** Stands for the routes that can't be read, so that they are counted. */
function unreadable(api: Api, { why, at }: { readonly why: string; readonly at: Location }, graph: Graph): Route {
  return {
    kind: 'route',
    address: `${api.address} …`,
    key: textOf([{ name: '…' }], at),
    name: '…',
    owner: api.owner,
    condition: api.condition,
    api,
    form: 'operation',
    unread: why,
    at,
    protocol: () => protocolOf(api, graph),
    gate: () => ({ is: 'unknown', why, at }),
  };
}
