import type { Node } from '../../template/node.js';
import { identityOf } from '../../values/text.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Resource } from '../resource.js';
import { read, textIn } from './openapi.js';
import type { Route } from './route.js';

/** What answers a request: API Gateway itself, something behind it, or nothing. */
export interface Backend {
  readonly is: 'mock' | 'real' | 'none' | 'unknown';
  /** Of a mock: whether its answer says which origins may read it; `undefined` where that can't be told. */
  readonly saysOrigin?: boolean | undefined;
}

/** What answers the requests to a route. */
export function backendOf(route: Route, graph: Graph): Backend {
  return graph.quietly(() => {
    const resource = graph.resource(route.address);
    switch (resource?.kind) {
      case 'restMethod':
        return methodBackend(resource, graph);
      case 'httpRoute':
        return { is: resource.target.state === 'absent' ? 'none' : 'real' };
      case 'httpApi':
        return { is: 'real' };
      default:
        return operationBackend(route, graph);
    }
  });
}

function methodBackend(method: Resource<'restMethod'>, graph: Graph): Backend {
  const { integrationType: type, integrationResponses } = method;
  if (type.state === 'known') {
    if (type.value.toUpperCase() !== 'MOCK') return { is: 'real' };
    return { is: 'mock', saysOrigin: integrationResponses !== undefined && says(integrationResponses, graph) };
  }
  if (type.state === 'unknown') return { is: 'unknown' };
  const beside = integrationOf(method, graph);
  if (beside === undefined) return { is: 'none' };
  const { integrationType } = beside;
  if (integrationType.state !== 'known') return { is: 'unknown' };
  return integrationType.value.toUpperCase() === 'MOCK' ? { is: 'mock', saysOrigin: undefined } : { is: 'real' };
}

/** What answers a method where that is a resource of its own, as in Terraform. */
export function integrationOf(method: Resource<'restMethod'>, graph: Graph): Resource<'restIntegration'> | undefined {
  if (method.resource.state !== 'known') return undefined;
  const path = method.resource.resource;
  return graph
    .mentioning('restIntegration', path.address)
    .find((each) => graph.exists(each) && leadsTo(each.resource, path) && hasVerbOf(each, method));
}

function hasVerbOf({ httpMethod }: Resource<'restIntegration'>, method: Resource<'restMethod'>): boolean {
  if (httpMethod.state !== 'known' || method.httpMethod.state !== 'known') return false;
  const [part] = httpMethod.value.parts;
  // The verb by reference to the method itself.
  if (typeof part === 'object' && part.resource !== undefined) return part.resource.address === method.address;
  return identityOf(httpMethod.value).toUpperCase() === identityOf(method.httpMethod.value).toUpperCase();
}

function operationBackend({ operation, api }: Route, graph: Graph): Backend {
  const method = operation && graph.resolve(operation.node);
  if (operation === undefined || method === undefined || method.is === 'absent') return { is: 'unknown' };
  const integration = read(operation.node, 'x-amazon-apigateway-integration', graph);
  if (integration === undefined) {
    const whole = method.is === 'map' && !method.entries.has('Fn::Transform');
    return { is: whole ? 'none' : 'unknown' };
  }
  if (api?.kind === 'httpApi') return { is: 'real' };
  const type = textIn(read(integration.entry.value, 'type', graph)?.value)?.toLowerCase();
  if (type === undefined) return { is: 'unknown' };
  return type === 'mock' ? { is: 'mock', saysOrigin: says(integration.entry.value, graph) } : { is: 'real' };
}

/** Whether something below a node sets the header of a preflight's answer. */
function says(node: Node, graph: Graph, depth = 0): boolean | undefined {
  const value = graph.resolve(node);
  if (value.is === 'unknown') return undefined;
  if (value.is === 'list') {
    const maps = value.items.flatMap((item) => (item.is === 'map' ? [...item.entries] : []));
    return maps.some(([key, entry]) => isOrigin(key) || says(entry.value, graph, depth + 1) === true);
  }
  if (value.is !== 'map' || depth > 8) return false;
  return [...value.entries].some(([key, entry]) => isOrigin(key) || says(entry.value, graph, depth + 1) === true);
}

const isOrigin = (key: string): boolean => key.toLowerCase().endsWith('header.access-control-allow-origin');
