import { addTo } from '../../source/groups.js';
import { type Text, printText } from '../../values/text.js';
import type { Value } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { mentionedBy } from '../mentions.js';
import { leadsTo } from '../naming.js';
import type { Resource, Spot } from '../resource.js';
import { type Invocation, type Mappings, customInvocation } from './custom-integration.js';
import { type Operation, operationsOf, read, textIn } from './openapi.js';
import { protocolOf } from './route.js';

/** A place where an API calls a function. */
export interface Call extends Spot {
  /** The route for messages, or the resource that stands for it. */
  readonly name: string;
  /** What names the function, or an alias or a version of it. */
  readonly uri: Text;
  readonly invocation: Invocation;
  /** Seconds after which it gives up, where its user says so. */
  readonly limit: number | undefined;
  /** Seconds after which it does where nobody says so. */
  readonly usual: number;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const usualOf = (kind: string): number => (kind.startsWith('rest') ? 29 : 30);

/** The routes in the graph's world that call a function. WebSocket APIs and streamed answers are left out. */
export function callsOf(fn: Resource<'function'>, graph: Graph): readonly Call[] {
  return graph.quietly(() => {
    const names = new Set([
      fn.address,
      ...graph
        .mentioning('functionAlias', fn.address)
        .filter(({ of }) => leadsTo(of, fn))
        .map(({ address }) => address),
    ]);
    return [...inResources(names, graph), ...inBodies(names, graph)];
  });
}

/** An integration as it is written, in a resource or in a body. */
interface Integration extends Omit<Call, 'invocation'>, Mappings {
  /** `undefined`: only the deployment knows it. */
  readonly type: string | undefined;
}

/** An integration that calls a function, or may; none where it certainly does not. */
function callAt({ type, parameters, templates, ...call }: Integration, graph: Graph): readonly Call[] {
  const invocation = invocationOf(type, { parameters, templates }, graph);
  return invocation === undefined ? [] : [{ ...call, invocation }];
}

const proxy: Invocation = { is: 'RequestResponse' };

function invocationOf(type: string | undefined, mappings: Mappings, graph: Graph): Invocation | undefined {
  switch (type?.toUpperCase()) {
    case undefined:
      return { is: 'unknown', open: 'the type of its integration is known only at deployment' };
    case 'AWS_PROXY':
      return proxy;
    case 'AWS':
      return customInvocation(mappings, graph);
    default:
      return undefined;
  }
}

/** Whether a text is the URI that calls one of some functions, and not for a stream. */
function calls({ parts }: Pick<Text, 'parts'>, names: ReadonlySet<string>): boolean {
  return (
    parts.some((part) => typeof part === 'object' && part.resource !== undefined && names.has(part.resource.address)) &&
    !printText({ parts }).includes('response-streaming')
  );
}

const secondsOf = (millis: Value<number>): number | undefined =>
  millis.state === 'known' ? millis.value / 1000 : undefined;

function inResources(names: ReadonlySet<string>, graph: Graph): readonly Call[] {
  const those = <K extends 'restMethod' | 'restIntegration' | 'httpIntegration'>(kind: K): readonly Resource<K>[] =>
    [...names].flatMap((name) => graph.mentioning(kind, name)).filter((each) => graph.exists(each));
  const rest = [
    ...those('restMethod').map((each) => ({
      each,
      type: each.integrationType,
      uri: each.integrationUri,
      timeout: each.integrationTimeout,
      parameters: each.integrationParameters,
      templates: each.integrationTemplates,
    })),
    ...those('restIntegration').map((each) => ({
      each,
      type: each.integrationType,
      uri: each.uri,
      timeout: each.timeout,
      parameters: each.parameters,
      templates: each.templates,
    })),
    ...those('httpIntegration')
      .filter(({ api }) => api.state !== 'known' || protocolOf(api.resource, graph) === 'HTTP')
      .map((each) => ({
        each,
        type: each.integrationType,
        uri: each.uri,
        timeout: each.timeout,
        parameters: undefined,
        templates: undefined,
      })),
  ];
  return rest.flatMap(({ each, type, uri, timeout, parameters, templates }) => {
    if (uri.state !== 'known' || !calls(uri.value, names) || type.state === 'absent') return [];
    const integration = {
      at: each.at,
      name: `the ${each.kind === 'restMethod' ? 'method' : 'integration'} ${each.name}`,
      uri: uri.value,
      limit: secondsOf(timeout),
      usual: usualOf(each.kind),
      // HTTP APIs have no other integration for a function.
      type: type.state === 'known' ? type.value : each.kind === 'httpIntegration' ? 'AWS_PROXY' : undefined,
      parameters,
      templates,
    };
    return callAt(integration, graph);
  });
}

/** The operations of an API's body by what they mention: each function looks for its own among those of all. */
function operationsBy({ body }: Resource<'restApi' | 'httpApi'>, { template }: Graph) {
  const index = new Map<string, Operation[]>();
  const operations = body === undefined ? [] : operationsOf(body).operations;
  for (const operation of operations) {
    for (const address of mentionedBy([operation.node], template).addresses) addTo(index, address, operation);
  }
  return index;
}

function inBodies(names: ReadonlySet<string>, graph: Graph): readonly Call[] {
  const apis = [...names].flatMap((name) => [
    ...graph.mentioning('restApi', name),
    ...graph.mentioning('httpApi', name),
  ]);
  return apis.flatMap((api) => {
    if (!graph.exists(api)) return [];
    const target = api.kind === 'httpApi' && api.target.state === 'known' ? api.target.value : undefined;
    const usual = usualOf(api.kind);
    const byAddress = graph.kept(operationsBy, api);
    const operations = new Set([...names].flatMap((name) => byAddress.get(name) ?? []));
    return [
      ...(target !== undefined && calls(target, names)
        ? [{ at: target.at, name: `the API ${api.name}`, uri: target, invocation: proxy, limit: undefined, usual }]
        : []),
      ...[...operations].flatMap(({ node, path, method, key, conditions }): readonly Call[] => {
        const integration = read(node, 'x-amazon-apigateway-integration', graph);
        const entry = (name: string) =>
          integration?.value.is === 'map' ? integration.value.entries.get(name)?.value : undefined;
        const part = (name: string) => {
          const value = entry(name);
          return value && graph.resolve(value);
        };
        const [uri, type] = [part('uri'), part('type')];
        const text = uri && graph.textOf(uri);
        if (text === undefined || !calls(text, names) || type === undefined || type.is === 'absent') return [];
        if (!conditions.every((condition) => graph.holds(condition))) return [];
        const millis = Number(textIn(part('timeoutInMillis')));
        const call = {
          at: key,
          name: path.includes('$default') ? '$default' : `${method} ${path}`,
          uri: text,
          limit: millis > 0 ? millis / 1000 : undefined,
          usual,
          type: textIn(type),
          parameters: entry('requestParameters'),
          templates: entry('requestTemplates'),
        };
        return callAt(call, graph);
      }),
    ];
  });
}
