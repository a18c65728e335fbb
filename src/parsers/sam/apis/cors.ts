import type { Location } from '../../../source/source.js';
import { list, scalar, unaliased } from '../../../template/node.js';
import type { Entry, MapNode, Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { build, worded } from '../build.js';
import type { Value } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, intrinsic, textOf, truthy } from '../resource.js';
import { field } from './nodes.js';
import { anyMethod, branches, eachPath, inBranches, isOpenApi3, withEntry } from './openapi-body.js';

const restKeys = ['AllowMethods', 'AllowHeaders', 'AllowOrigin', 'MaxAge', 'AllowCredentials'];
const allMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** The settings of Cors, of which a single value is the origin; nothing where SAM refuses them. */
function settingsOf(
  context: SamContext,
  api: RawResource,
  entry: Entry,
  { property, origin, keys }: { property: string; origin: string; keys: readonly string[] },
): ReadonlyMap<string, Node> | undefined {
  const cors = unaliased(entry.value);
  if (intrinsic(cors) || textOf(cors) !== undefined) return new Map([[origin, entry.value]]);
  if (cors.is !== 'map') {
    context.problem(
      cors.at,
      `${property} of ${api.address} is no valid value`,
      'Write an origin, or a map of settings',
    );
    return undefined;
  }
  const settings = new Map<string, Node>();
  for (const [key, { key: at, value }] of cors.entries) {
    if (!keys.includes(key)) {
      context.problem(at, `${property} of ${api.address} has no property ${key}`, `Use one of ${keys.join(', ')}`);
    } else if (entryOf(cors, key) !== undefined) settings.set(key, value);
  }
  return settings;
}

/**
 * Cors of a REST API: every path without an OPTIONS method gets one that API Gateway answers itself. It comes before Auth,
 * so that a default authorizer guards it too.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html
 */
export function withRestCors(context: SamContext, api: RawResource, body: Node): Node {
  const entry = entryOf(api.properties, 'Cors');
  if (entry === undefined || !truthy(entry.value)) return body;
  const settings = settingsOf(context, api, entry, { property: 'Cors', origin: 'AllowOrigin', keys: restKeys });
  if (settings === undefined) return body;
  const origin = settings.get('AllowOrigin') ?? scalar("'*'", entry.key);
  const credentials = settings.get('AllowCredentials');
  const allows = credentials?.is === 'scalar' && credentials.value === true;
  if (allows && textOf(origin) === "'*'") {
    context.problem(
      entry.key,
      `Cors of ${api.address} allows credentials from any origin`,
      'Name the origins that may send credentials',
    );
    return body;
  }
  const version3 = branches(body).some(isOpenApi3);
  const seen = new Set<string>();
  return eachPath(body, (item, path) => {
    const plain = path === '/' ? path : path.replace(/\/+$/, '');
    if (item.entries.has('options') || (seen.has(plain) && !seen.has(path))) return item;
    seen.add(plain);
    seen.add(path);
    return withEntry(item, 'options', preflight(item, settings, { origin, allows, version3 }, entry.key), entry.key);
  });
}

function preflight(
  item: MapNode,
  settings: ReadonlyMap<string, Node>,
  { origin, allows, version3 }: { origin: Node; allows: boolean; version3: boolean },
  at: Location,
): Node {
  const own = [...item.entries.keys()];
  const methods = own.includes(anyMethod)
    ? allMethods
    : [...new Set([...own, 'options'].map((method) => method.toUpperCase()))].sort();
  const set = (key: string): Node | undefined => (truthy(settings.get(key)) ? settings.get(key) : undefined);
  const headers: Readonly<Record<string, Value | undefined>> = {
    'Access-Control-Allow-Origin': worded(origin, settings.has('AllowOrigin') ? 'AllowOrigin' : 'Cors'),
    'Access-Control-Allow-Headers': set('AllowHeaders'),
    'Access-Control-Allow-Methods': set('AllowMethods') ?? `'${methods.join(',')}'`,
    'Access-Control-Max-Age': settings.get('MaxAge'),
    'Access-Control-Allow-Credentials': allows ? "'true'" : undefined,
  };
  const named = Object.entries(headers).filter(([, value]) => value !== undefined);
  const operation: Value = {
    summary: 'CORS support',
    ...(version3 ? {} : { consumes: ['application/json'], produces: ['application/json'] }),
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{\n  "statusCode" : 200\n}\n' },
      responses: {
        default: {
          statusCode: '200',
          responseParameters: Object.fromEntries(
            named.map(([name, value]) => [`method.response.header.${name}`, value]),
          ),
          responseTemplates: { 'application/json': '{}\n' },
        },
      },
    },
    responses: {
      '200': {
        description: 'Default response for CORS method',
        headers: Object.fromEntries(named.map(([name]) => [name, version3 ? { schema: typeOf(name) } : typeOf(name)])),
      },
    },
  };
  return worded(build(operation, at), 'Cors');
}

const typeOf = (header: string): Value => ({ type: header.endsWith('Max-Age') ? 'integer' : 'string' });

const httpKeys = ['AllowOrigins', 'AllowHeaders', 'AllowMethods', 'ExposeHeaders', 'MaxAge', 'AllowCredentials'];

/**
 * CorsConfiguration of an HTTP API: an extension of the document, which API Gateway answers preflights from.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapicorsconfiguration.html
 */
export function withHttpCors(context: SamContext, api: RawResource, body: Node): Node {
  const entry = entryOf(api.properties, 'CorsConfiguration');
  if (entry === undefined || !truthy(entry.value)) return body;
  const said = context.staticText(unaliased(entry.value))?.toLowerCase();
  if (said === 'false') return body;
  const property = 'CorsConfiguration';
  const settings =
    said === 'true'
      ? new Map([['AllowOrigins', list([scalar('*', entry.value.at)], entry.value.at)]])
      : settingsOf(context, api, entry, { property, origin: 'AllowOrigins', keys: httpKeys });
  if (settings === undefined) return body;
  return inBranches(body, (document) => {
    const old = field(document, 'x-amazon-apigateway-cors');
    const entries = new Map(old?.is === 'map' ? old.entries : []);
    for (const [name, value] of settings) {
      const written = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      entries.set(written, { key: value.at, value: worded(value, name) });
    }
    const cors: Node = { is: 'map', entries, at: entry.value.at, word: property };
    return withEntry(document, 'x-amazon-apigateway-cors', cors, entry.key);
  });
}
