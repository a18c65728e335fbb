import { textOf, wholeText } from '../../values/text.js';
import type { Text } from '../../values/text.js';
import { type Value, known, unknown } from '../../values/value.js';
import type { Graph } from '../graph.js';
import type { Resource } from '../resource.js';
import { read, textIn } from './openapi.js';
import type { Api } from './route.js';

/**
 * Where an API or a domain can be reached: EDGE where nothing is said. An API may say so as a parameter of its import, too.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html
 */
export function endpointTypes(resource: Resource<'restApi'> | Resource<'restDomain'>): Value<readonly Value<Text>[]> {
  const types = resource.endpointTypes;
  if (types.state !== 'absent' && !(types.state === 'known' && types.value.length === 0)) return types;
  const imported = resource.kind === 'restApi' ? resource.importedTypes : types;
  if (imported.state === 'unknown') return imported;
  if (resource.kind === 'restApi' && resource.importedTypes.state === 'known') {
    const { at, name } = resource.importedTypes;
    return known({ name, at }, [resource.importedTypes]);
  }
  const told = { name: types.name, at: types.at };
  return known(told, [known(told, textOf(['EDGE'], told.at), false)], false);
}

/** Whether a REST API or its domain is private; `undefined`, which is noted, where only the deployment knows. */
export function isPrivate(resource: Resource<'restApi'> | Resource<'restDomain'>, graph: Graph): boolean | undefined {
  const types = endpointTypes(resource);
  if (types.state !== 'known') return undefined;
  const words = types.value.map((type) => (type.state === 'known' ? wholeText(type.value)?.toUpperCase() : undefined));
  if (words.includes('PRIVATE')) return true;
  if (!words.includes(undefined)) return false;
  graph.unknown(`whether ${resource.name} is private is known only at deployment`, types);
  return undefined;
}

const extension = 'x-amazon-apigateway-endpoint-configuration';

/**
 * Whether an API has switched its execute-api address off: by its property, or by an extension of its document, which stands
 * at the root or, in OpenAPI 3, at a server.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html
 */
export function disablesEndpoint(api: Api, graph: Graph): Value<boolean> {
  const own = api.disablesEndpoint;
  if (own.state !== 'known' || own.written) return own;
  const { body } = api;
  if (body === undefined) {
    const { bodyLocation } = api;
    if (bodyLocation === undefined) return own;
    return unknown({ name: own.name, at: bodyLocation.at }, 'its definition is a file that is not read');
  }
  const document = graph.resolve(body);
  if (document.is === 'unknown') return unknown({ name: own.name, at: document.at }, document.why);
  const servers = read(body, 'servers', graph)?.value;
  const extensions = [
    read(body, extension, graph),
    ...(servers?.is === 'list' ? servers.items : []).map((server) => {
      const entry = server.is === 'map' ? server.entries.get(extension) : undefined;
      return entry && { entry, value: graph.resolve(entry.value) };
    }),
  ];
  for (const found of extensions) {
    const setting = found && read(found.entry.value, 'disableExecuteApiEndpoint', graph);
    if (setting === undefined) continue;
    const { value, entry } = setting;
    const told = { name: value.word ?? 'disableExecuteApiEndpoint', at: value.at };
    const text = textIn(value)?.toLowerCase();
    if (text === 'true' || text === 'false') return known(told, text === 'true');
    const why = value.is === 'unknown' ? value.why : 'it is known only at deployment';
    return unknown({ ...told, at: entry.key }, why);
  }
  return own;
}
