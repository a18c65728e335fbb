import type { Node } from '../../template/node.js';
import type { Resolved } from '../../values/resolved.js';
import type { Graph } from '../graph.js';
import { here } from '../phrases.js';
import { booleanIn } from '../read.js';
import type { Resource, Spot } from '../resource.js';
import { type Operation, read, textIn } from './openapi.js';
import type { Api, Route } from './route.js';

/** What of a request to a route API Gateway checks before it calls the backend. */
export type Validation = Spot &
  (
    | { readonly is: 'known'; readonly body: boolean; readonly parameters: boolean }
    | { readonly is: 'unknown'; readonly why: string }
  );

/** What is validated of requests to a route of a REST API. */
export function validationOf(
  { address, operation, api, unread = 'its definition is not read', at }: Route,
  graph: Graph,
): Validation {
  return graph.quietly(() => {
    if (operation !== undefined && api !== undefined) return inBody(operation, api, graph);
    const method = graph.resource(address);
    if (method?.kind === 'restMethod') return ofMethod(method);
    return { is: 'unknown', why: unread, at };
  });
}

function ofMethod(method: Resource<'restMethod'>): Validation {
  const { validator } = method;
  switch (validator.state) {
    case 'absent':
      return { is: 'known', body: false, parameters: false, at: validator.at };
    case 'unknown':
      return { is: 'unknown', why: validator.why, at: validator.at };
    case 'external':
      return { is: 'unknown', why: `its validator is not in ${here(method)}`, at: validator.at };
    case 'known': {
      const { checksBody: body, checksParameters: parameters } = validator.resource;
      const open = [body, parameters].find(({ state }) => state === 'unknown');
      if (open?.state === 'unknown') return { is: 'unknown', why: open.why, at: open.at };
      const isOn = (flag: typeof body): boolean => flag.state === 'known' && flag.value;
      return { is: 'known', body: isOn(body), parameters: isOn(parameters), at: validator.at };
    }
  }
}

const extension = 'x-amazon-apigateway-request-validator';

/**
 * The validator of an operation stands at it or at the root of the document, which describes it, too.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-request-validator.html
 */
function inBody({ node, key }: Operation, { body }: Api, graph: Graph): Validation {
  const named = read(node, extension, graph) ?? read(body, extension, graph);
  if (named === undefined) return { is: 'known', body: false, parameters: false, at: key };
  const at = named.value.at;
  const name = textIn(named.value);
  const settings = name === undefined ? undefined : read(read(body, `${extension}s`, graph)?.entry.value, name, graph);
  const [checksBody, checksParameters] = ['validateRequestBody', 'validateRequestParameters'].map((flag) =>
    settings === undefined ? undefined : flagIn(read(settings.entry.value, flag, graph)?.value),
  );
  if (checksBody === undefined || checksParameters === undefined) {
    return { is: 'unknown', why: 'what its validator checks is known only at deployment', at };
  }
  return { is: 'known', body: checksBody, parameters: checksParameters, at };
}

/** A flag that is off where nothing is said; `undefined` where it can't be told. */
function flagIn(value: Resolved | undefined): boolean | undefined {
  if (value === undefined || value.is === 'absent') return false;
  return booleanIn(textIn(value) ?? '');
}

/** The parameters that requests to a route have to have, but for those in its path, which are always there. */
export function requiredParameters({ address, operation }: Route, graph: Graph): readonly string[] {
  return graph.quietly(() => {
    if (operation !== undefined) return parametersIn(operation.node, graph);
    const method = graph.resource(address);
    const map = method?.kind === 'restMethod' && method.requestParameters && graph.resolve(method.requestParameters);
    if (map === undefined || map === false || map.is !== 'map') return [];
    return [...map.entries].flatMap(([key, { value }]) => {
      const name = /^method\.request\.(?:querystring|header)\.(.+)$/.exec(key)?.[1];
      return name !== undefined && flagIn(graph.resolve(value)) === true ? [name] : [];
    });
  });
}

function parametersIn(operation: Node, graph: Graph): readonly string[] {
  const list = read(operation, 'parameters', graph)?.value;
  if (list?.is !== 'list') return [];
  return list.items.flatMap((item) => {
    if (item.is !== 'map') return [];
    const [where, name, required] = ['in', 'name', 'required'].map((key) => {
      const entry = item.entries.get(key);
      return entry && graph.resolve(entry.value);
    });
    const isHere = ['query', 'header'].includes(textIn(where) ?? '') && flagIn(required) === true;
    const text = textIn(name);
    return isHere && text !== undefined ? [text] : [];
  });
}
