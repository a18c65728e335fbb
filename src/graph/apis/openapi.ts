import type { Location } from '../../source/source.js';
import type { Condition, Entry, Node } from '../../template/node.js';
import type { Resolved } from '../../values/resolved.js';
import { wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';

/** One operation of an OpenAPI body, with the conditions on its way. */
export interface Operation {
  readonly path: string;
  /** Upper case; `ANY` for `x-amazon-apigateway-any-method`. */
  readonly method: string;
  readonly key: Location;
  readonly node: Node;
  readonly conditions: readonly Condition[];
}

/** All operations that a body may have, and where something of it can't be read. */
export interface Operations {
  readonly operations: readonly Operation[];
  readonly unknown: { readonly why: string; readonly at: Location } | undefined;
}

/** One way in which a node's conditions can fall. */
export interface Branch {
  readonly node: Node;
  readonly conditions: readonly Condition[];
}

/** An entry of a map in one of its branches. */
interface Inside extends Branch {
  readonly key: string;
  readonly entry: Entry;
}

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);
const anyMethod = 'x-amazon-apigateway-any-method';

/** The nodes that a node may be, one for each way its conditions can fall. */
export function branches({ node, conditions }: Branch): Branch[] {
  if (node.is === 'alias') return branches({ node: node.of, conditions });
  if (node.is !== 'choice') return [{ node, conditions }];
  const not: Condition = { is: 'not', of: node.condition };
  return [
    ...branches({ node: node.then, conditions: [...conditions, node.condition] }),
    ...branches({ node: node.otherwise, conditions: [...conditions, not] }),
  ];
}

/** The entries of a map in all its branches; `miss` is told of what can't be read. */
function inside(branch: Branch, miss: (node: Node) => void): Inside[] {
  return branches(branch).flatMap(({ node, conditions }) => {
    if (node.is === 'omitted' || (node.is === 'scalar' && node.value === null)) return [];
    if (node.is !== 'map') {
      miss(node);
      return [];
    }
    return [...node.entries].flatMap(([key, entry]) => {
      // API Gateway follows no reference to another file: what is there is put in before deployment, or the import fails.
      if (key === 'Fn::Transform' || key === '$ref') miss(entry.value);
      return [{ key, entry, node: entry.value, conditions }];
    });
  });
}

/**
 * The operations of an OpenAPI 2 or 3 body over all worlds.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function operationsOf(body: Node): Operations {
  let unknown: Operations['unknown'];
  const miss = (node: Node): void => {
    const why = node.is === 'opaque' ? node.why : 'a part of the definition is known only at deployment';
    unknown ??= { why, at: node.at };
  };
  const operations = inside({ node: body, conditions: [] }, miss)
    .filter(({ key }) => key === 'paths')
    .flatMap((paths) => inside(paths, miss))
    .filter(({ key }) => key.startsWith('/') || key === '$default')
    .flatMap((path) => inside(path, miss).map((item) => ({ ...item, path: path.key })))
    .flatMap(({ path, key, entry, ...branch }) => {
      const lower = key.toLowerCase();
      const method = lower === anyMethod ? 'ANY' : methods.has(lower) ? key.toUpperCase() : undefined;
      if (method === undefined) return [];
      return branches(branch)
        .filter(({ node }) => node.is !== 'omitted')
        .map(({ node, conditions }): Operation => ({ path, method, key: entry.key, node, conditions }));
    });
  return { operations, unknown };
}

/** The security schemes that a body may have, over all worlds. */
export function schemesOf(body: Node): readonly (Branch & { readonly name: string; readonly entry: Entry })[] {
  // What can't be read here makes the operations unknown that use it.
  const miss = (): void => undefined;
  const document = inside({ node: body, conditions: [] }, miss);
  const components = document.filter(({ key }) => key === 'components').flatMap((each) => inside(each, miss));
  return [
    ...document.filter(({ key }) => key === 'securityDefinitions'),
    ...components.filter(({ key }) => key === 'securitySchemes'),
  ]
    .flatMap((schemes) => inside(schemes, miss))
    .flatMap(({ key: name, entry, ...branch }) => branches(branch).map((each) => ({ ...each, name, entry })));
}

interface Read {
  readonly entry: Entry;
  readonly value: Resolved;
}

/** Reads a key of a map in the graph's world; what is written but absent there (`AWS::NoValue`) is not there. */
export function read(node: Node | undefined, key: string, graph: Graph): Read | undefined {
  const map = node && graph.resolve(node);
  const entry = map?.is === 'map' ? map.entries.get(key) : undefined;
  const value = entry && graph.resolve(entry.value);
  return entry === undefined || value === undefined || value.is === 'absent' ? undefined : { entry, value };
}

/** A whole literal text. */
export function textIn(resolved: Resolved | undefined): string | undefined {
  return resolved?.is === 'text' ? wholeText(resolved.text) : undefined;
}
