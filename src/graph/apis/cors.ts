import type { Node } from '../../template/node.js';
import type { Resolved } from '../../values/resolved.js';
import { type Text, printText, textOf, wholeText } from '../../values/text.js';
import { type Unknown, type Value, absent, itemsOf, known, unknown } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { listValue, textValue } from '../read.js';
import type { Resource } from '../resource.js';
import { read, textIn } from './openapi.js';
import type { Route } from './route.js';

/** What one place says of pages of other origins. */
export interface Cors {
  readonly origins: readonly (Value<Text> | Unknown)[];
  readonly credentials: Value<boolean>;
  /** Headers of an answer, which browsers judge, or a setting, which API Gateway does. */
  readonly by: 'headers' | 'setting';
}

/** Whether an origin stands for all of them, or for all that a scheme has: `*`, `https://*`. */
export const isAnyOrigin = (origin: Text): boolean => /^(?:https?:\/\/)?\*+$/i.test(wholeText(origin) ?? '');

/** What an HTTP API says: in its property, and in an extension of its document. */
export function corsOfApi(api: Resource<'httpApi'>, graph: Graph): readonly Cors[] {
  const own: Cors = { origins: itemsOf(api.corsOrigins), credentials: api.corsCredentials, by: 'setting' };
  const extension = read(api.body, 'x-amazon-apigateway-cors', graph)?.entry.value;
  if (extension === undefined) return [own];
  const [origins, credentials] = ['allowOrigins', 'allowCredentials'].map((key) => {
    const found = read(extension, key, graph)?.value;
    return { found, told: { name: found?.word ?? key, at: found?.at ?? extension.at, via: found?.via } };
  });
  if (origins?.found === undefined) return [own];
  const { found, told } = origins;
  const list = listValue(found, told, (item) => textValue(item, { ...told, at: item.at }, graph));
  return [own, { origins: itemsOf(list), credentials: credentialsIn(credentials?.found, extension), by: 'setting' }];
}

/** What the answers of a method of a REST API say; those of a backend are not known. */
export function corsOfRoute({ address, operation }: Route, graph: Graph): readonly Cors[] {
  const resource = graph.resource(address);
  const node = operation === undefined ? undefined : read(operation.node, 'x-amazon-apigateway-integration', graph);
  const answers = resource?.kind === 'restMethod' ? resource.integrationResponses : node?.entry.value;
  return answers === undefined ? [] : corsInHeaders(answers, graph);
}

/** What gateway responses in the document of a REST API say. */
export function corsOfBody({ body }: Resource<'restApi'>, graph: Graph): readonly Cors[] {
  const responses = read(body, 'x-amazon-apigateway-gateway-responses', graph);
  return responses === undefined ? [] : corsInHeaders(responses.entry.value, graph);
}

const header = (name: string) => `header.access-control-allow-${name}`;

/** What mappings of headers below a node say. */
export function corsInHeaders(node: Node, graph: Graph, depth = 0): readonly Cors[] {
  const value = graph.resolve(node);
  return depth > 8 ? [] : inHeaders(value, graph, depth);
}

function inHeaders(value: Resolved, graph: Graph, depth: number): readonly Cors[] {
  if (value.is === 'list') return value.items.flatMap((item) => inHeaders(item, graph, depth + 1));
  if (value.is !== 'map') return [];
  const below = [...value.entries.values()].flatMap((entry) => corsInHeaders(entry.value, graph, depth + 1));
  const named = (name: string): Resolved | undefined => {
    const entry = [...value.entries].find(([key]) => key.toLowerCase().endsWith(header(name)))?.[1];
    return entry && graph.resolve(entry.value);
  };
  const origin = named('origin');
  if (origin === undefined || origin.is === 'absent') return below;
  const credentials = credentialsIn(named('credentials'), origin);
  return [{ origins: [staticIn(origin, graph)], credentials, by: 'headers' }, ...below];
}

/** A header's value: static text stands in single quotes, all else is taken from the request or the answer. */
function staticIn(found: Resolved, graph: Graph): Value<Text> {
  const told = { name: found.word ?? 'Access-Control-Allow-Origin', at: found.at, via: found.via };
  const value = textValue(found, told, graph);
  if (value.state !== 'known') return value;
  if (/^(?:integration|method|context|stageVariables)\./.test(printText(value.value))) {
    return unknown(told, 'it is known only with each answer');
  }
  const { parts, at } = value.value;
  const first = parts[0];
  const last = parts.at(-1);
  if (typeof first !== 'string' || typeof last !== 'string' || !first.startsWith("'") || !last.endsWith("'"))
    return value;
  const bare = parts.map((part, index) => {
    const opened = index === 0 && typeof part === 'string' ? part.slice(1) : part;
    return index === parts.length - 1 && typeof opened === 'string' ? opened.slice(0, -1) : opened;
  });
  return known(told, textOf(bare, at));
}

/** A setting or a header that allows credentials: of headers, browsers take no other word than `true`. */
function credentialsIn(found: Resolved | undefined, { at }: Pick<Resolved, 'at'>): Value<boolean> {
  const told = { name: found?.word ?? 'credentials', at: found?.at ?? at, via: found?.via };
  if (found === undefined || found.is === 'absent') return absent(told);
  const text = textIn(found)?.replaceAll("'", '').toLowerCase();
  if (text !== undefined) return known(told, text === 'true');
  return unknown(told, found.is === 'unknown' ? found.why : 'it is known only at deployment');
}
