import type { Location } from '../../../source/source.js';
import { list, literal, map, opaque, parameter } from '../../../template/node.js';
import type { Entry, MapNode, Node } from '../../../template/node.js';
import { build, mapOf, worded } from '../build.js';
import { entryOf, s3Location, textOf, truthy } from '../resource.js';
import { field } from './nodes.js';

/**
 * Bodies of APIs: OpenAPI and Swagger documents as located trees. Nothing is changed in place: the user's own nodes are
 * shared, and what is added carries the place of its cause. A choice is changed in both of its branches, as the transform does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export const integrationKey = 'x-amazon-apigateway-integration';
export const anyMethod = 'x-amazon-apigateway-any-method';

/** Keys of a path item that are no methods. */
const notMethods = new Set(['summary', 'description', 'parameters', 'servers', '$ref', 'Fn::Transform']);

/** Changes a map, also where a choice decides which map it is; other nodes stay as they are. */
export function inBranches(node: Node, change: (map: MapNode) => Node): Node {
  switch (node.is) {
    case 'map':
      return change(node);
    case 'choice':
      return { ...node, then: inBranches(node.then, change), otherwise: inBranches(node.otherwise, change) };
    case 'alias':
      return inBranches(node.of, change);
    default:
      return node;
  }
}

/** The maps that a node may be. */
export function branches(node: Node | undefined): MapNode[] {
  const found: MapNode[] = [];
  if (node !== undefined) {
    inBranches(node, (branch) => {
      found.push(branch);
      return branch;
    });
  }
  return found;
}

/** A map with one more entry, or with another value in the place of one. */
export function withEntry(node: MapNode, key: string, value: Node, at: Location = value.at): MapNode {
  const entries = new Map(node.entries);
  entries.set(key, { key: at, value });
  return { ...node, entries };
}

/** A map with the value of one entry changed, whose key stays where it is. */
export function withValue(node: MapNode, key: string, change: (value: Node) => Node): MapNode {
  const entry = node.entries.get(key);
  return entry === undefined ? node : withEntry(node, key, change(entry.value), entry.key);
}

export function without(node: MapNode, key: string): MapNode {
  const entries = new Map(node.entries);
  entries.delete(key);
  return { ...node, entries };
}

/** A map under a key with entries added; what is already there stays unless a new entry has its name. */
export function withAdded(node: MapNode, key: string, added: ReadonlyMap<string, Entry>, at: Location): MapNode {
  if (added.size === 0) return node;
  const old = field(node, key);
  const base: MapNode = old?.is === 'map' ? old : map({}, at);
  const value: MapNode = { ...base, entries: new Map([...base.entries, ...added]) };
  return withEntry(node, key, value, node.entries.get(key)?.key ?? at);
}

/** Lower case, and API Gateway's own spelling of ANY. */
export function methodKey(method: string): string {
  const lower = method.toLowerCase();
  return lower === 'any' ? anyMethod : lower;
}

export const hasIntegration = (operation: MapNode): boolean => truthy(field(operation, integrationKey));

/** Changes every path item of a document. */
export function eachPath(body: Node, change: (item: MapNode, path: string, key: Location) => Node): Node {
  return inBranches(body, (document) =>
    withValue(document, 'paths', (paths) =>
      inBranches(paths, (items) => {
        const entries = new Map<string, Entry>();
        for (const [path, { key, value }] of items.entries) {
          const changed = path === 'Fn::Transform' ? value : inBranches(value, (item) => change(item, path, key));
          entries.set(path, { key, value: changed });
        }
        return { ...items, entries };
      }),
    ),
  );
}

/** Changes every method of a path item, in all of its branches. */
export function eachMethod(item: MapNode, change: (operation: MapNode, method: string) => Node): MapNode {
  const entries = new Map<string, Entry>();
  for (const [method, { key, value }] of item.entries) {
    const changed = notMethods.has(method) ? value : inBranches(value, (operation) => change(operation, method));
    entries.set(method, { key, value: changed });
  }
  return { ...item, entries };
}

/** Changes every method that has an integration: the others are no business of the transform. */
export function eachOperation(body: Node, change: (operation: MapNode, method: string, path: string) => Node): Node {
  return eachPath(body, (item, path) =>
    eachMethod(item, (operation, method) =>
      hasIntegration(operation) ? change(operation, methodKey(method), path) : operation,
    ),
  );
}

/** Changes the item of one path, which is made where the document lacks it. */
export function atPath(body: Node, path: string, at: Location, change: (item: MapNode) => Node): Node {
  return inBranches(body, (document) => {
    const entry = entryOf(document, 'paths');
    const change1 = (items: MapNode): Node => {
      const known = entryOf(items, path);
      const item = inBranches(known?.value ?? map({}, at), change);
      return withEntry(items, path, item, known?.key ?? at);
    };
    return withEntry(document, 'paths', inBranches(entry?.value ?? map({}, at), change1), entry?.key ?? at);
  });
}

/** The methods that a document has at one path, in all branches. */
export function operationsAt(body: Node | undefined, path: string, method: string): MapNode[] {
  return branches(body).flatMap((document) =>
    branches(field(document, 'paths')).flatMap((items) =>
      branches(field(items, path)).flatMap((item) => branches(field(item, method))),
    ),
  );
}

const isVersion3 = (node: Node | undefined): boolean => /^3(\.\d)(\.\d)?$/.test(literal(node) ?? '');

/** A document that says `openapi: 3…` and not also `swagger`. */
export const isOpenApi3 = (document: MapNode): boolean =>
  field(document, 'swagger') === undefined && isVersion3(field(document, 'openapi'));

/** An empty document for the events of an API; `version` is the user's OpenApiVersion. */
export function skeleton(version: Node | undefined, at: Location): MapNode {
  const dialect = version !== undefined && isVersion3(version) ? { openapi: version } : { swagger: '2.0' };
  return mapOf({ ...dialect, info: { version: '1.0', title: parameter('AWS::StackName', at) }, paths: {} }, at);
}

/** OpenAPI 3 keeps under `components` what Swagger 2 keeps at the top; like the transform, the former are replaced. */
export function tidied(body: Node, version: Node | undefined): Node {
  return inBranches(body, (document) => {
    if (field(document, 'swagger') !== undefined) return document;
    if (!isVersion3(version ?? field(document, 'openapi'))) return document;
    let result = document;
    for (const [from, to] of [
      ['securityDefinitions', 'securitySchemes'],
      ['definitions', 'schemas'],
    ] as const) {
      const entry = entryOf(result, from);
      if (entry === undefined || !truthy(entry.value)) continue;
      const components = field(result, 'components');
      const base: MapNode = components?.is === 'map' ? components : map({}, entry.key);
      const at = result.entries.get('components')?.key ?? entry.key;
      result = withEntry(without(result, from), 'components', withEntry(base, to, entry.value, entry.key), at);
    }
    return result;
  });
}

/** Where a document lies, in the words of CloudFormation; a local path stays one. */
export function bodyLocation(properties: MapNode): Node | undefined {
  const uri = field(properties, 'DefinitionUri');
  if (uri === undefined || field(properties, 'DefinitionBody') !== undefined) return undefined;
  const place = s3Location(textOf(uri) ?? '');
  if (place === undefined) return worded(uri, 'DefinitionUri');
  const { bucket, key, version } = place;
  return worded(build({ Bucket: bucket, Key: key, Version: version }, uri.at), 'DefinitionUri');
}

/** A document that lies elsewhere. Two APIs with the same one have the same unknown body. */
export function unreadBody(uri: Node, at: Location, key: string): Node {
  const name = literal(uri);
  const why = `DefinitionUri ${name === undefined ? '' : `${name} `}is not read`;
  return worded(opaque(why, at, `definition:${key}`), 'DefinitionUri');
}

/** Whether every branch of a document is one that the transform can put authorization into. */
export function takesAuth(body: Node): boolean {
  const documents = branches(body);
  return documents.every((document) => {
    const paths = field(document, 'paths');
    return paths?.is === 'map' && (truthy(field(document, 'swagger')) || isOpenApi3(document));
  });
}

/** The switch of the default endpoint lies at the top of a Swagger document, and in each server of an OpenAPI one. */
export function withDisabledEndpoint(document: MapNode, disable: Entry, inServers: boolean): MapNode {
  const setting: Entry = { key: disable.key, value: worded(disable.value, 'DisableExecuteApiEndpoint') };
  const configured = (node: MapNode): MapNode =>
    withAdded(
      node,
      'x-amazon-apigateway-endpoint-configuration',
      new Map([['disableExecuteApiEndpoint', setting]]),
      disable.key,
    );
  if (!inServers) return configured(document);
  const servers = field(document, 'servers');
  const items = servers?.is === 'list' ? servers.items : [mapOf({}, disable.key)];
  const changed = list(
    items.map((server) => inBranches(server, configured)),
    servers?.at ?? disable.key,
  );
  return withEntry(document, 'servers', changed, document.entries.get('servers')?.key ?? disable.key);
}
