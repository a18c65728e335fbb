import type { Location } from '../../../source/source.js';
import { list, scalar, unaliased } from '../../../template/node.js';
import type { MapNode, Node } from '../../../template/node.js';
import { field } from '../apis/nodes.js';
import { branches, inBranches, withEntry } from '../apis/openapi-body.js';
import { build, shape, sub, worded } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, intrinsic, truthy } from '../resource.js';

const extension = 'x-amazon-apigateway-policy';

const accounts = [
  ['AwsAccountWhitelist', 'Allow'],
  ['AwsAccountBlacklist', 'Deny'],
] as const;
const ranges = [
  ['IpRangeWhitelist', 'NotIpAddress'],
  ['IpRangeBlacklist', 'IpAddress'],
] as const;
const networks = [
  ['Blacklist', 'StringEquals'],
  ['Whitelist', 'StringNotEquals'],
] as const;

const itemsOf = (node: Node): readonly Node[] => (node.is === 'list' ? node.items : [node]);

/**
 * Puts a ResourcePolicy into the document, for some of its paths. Ranges and networks become an Allow for everybody and a
 * Deny for all but some: the two are to be read together.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
 */
export function withResourcePolicy(
  context: SamContext,
  body: Node,
  policy: Node,
  where: { paths?: readonly string[]; stage: Node | undefined },
): Node {
  const found = unaliased(policy);
  if (found.is !== 'map') {
    context.problem(policy.at, 'ResourcePolicy is not a map', 'Write a map of lists');
    return body;
  }
  const stage = where.stage ?? scalar('*', policy.at);
  return inBranches(body, (document) => {
    let result = document;
    for (const items of branches(field(document, 'paths'))) {
      for (const [path, { value }] of items.entries) {
        if (where.paths !== undefined && !where.paths.includes(path)) continue;
        const methods = branches(value).flatMap((item) => [...item.entries.keys()]);
        result = withStatements(
          result,
          statementsFor(context, found, resources(path, methods, stage, policy.at)),
          policy.at,
        );
      }
    }
    const custom = entryOf(found, 'CustomStatements');
    if (custom === undefined || !truthy(custom.value)) return result;
    return withStatements(result, itemsOf(custom.value), custom.key);
  });
}

function resources(path: string, methods: readonly string[], stage: Node, at: Location): Node {
  const plain = path.replace(/\{[A-Za-z0-9._-]+\+?\}/g, '*');
  const uris = methods.map((method) => {
    const verb = ['any', 'x-amazon-apigateway-any-method'].includes(method.toLowerCase()) ? '*' : method.toUpperCase();
    return sub('execute-api:/${Stage}/${Rest}', at, { Stage: stage, Rest: scalar(`${verb}${plain}`, at) });
  });
  return list(uris, at);
}

function statementsFor(context: SamContext, policy: MapNode, resource: Node): Node[] {
  const statements: Node[] = [];
  const add = (at: Location, effect: string, principal: Node, condition?: Node): void => {
    const statement = {
      Effect: effect,
      Action: 'execute-api:Invoke',
      Resource: resource,
      Principal: principal,
      Condition: condition,
    };
    statements.push(worded(build(statement, at), 'ResourcePolicy'));
  };
  const guard = (at: Location, operator: string, keys: Readonly<Record<string, Node>>): void => {
    add(at, 'Allow', scalar('*', at));
    add(at, 'Deny', scalar('*', at), build({ [operator]: keys }, at));
  };
  for (const [name, effect] of accounts) {
    const entry = entryOf(policy, name);
    if (entry === undefined || !truthy(entry.value)) continue;
    add(entry.key, effect, build({ AWS: list(itemsOf(entry.value), entry.value.at) }, entry.key));
  }
  for (const [name, operator] of ranges) {
    const entry = entryOf(policy, name);
    if (entry === undefined || !truthy(entry.value)) continue;
    guard(entry.key, operator, { 'aws:SourceIp': list(itemsOf(entry.value), entry.value.at) });
  }
  for (const [suffix, operator] of networks) {
    const plain = entryOf(policy, `SourceVpc${suffix}`);
    const vpcs = entryOf(policy, `IntrinsicVpc${suffix}`);
    const endpoints = entryOf(policy, `IntrinsicVpce${suffix}`);
    const named = plain === undefined ? [] : itemsOf(plain.value);
    const starting = (prefix: string): Node[] =>
      named.filter((item) => context.staticText(item)?.startsWith(prefix) === true);
    const keys: Record<string, Node> = {};
    const first = plain ?? vpcs ?? endpoints;
    if (first === undefined) continue;
    const put = (key: string, nodes: readonly Node[]): void => {
      if (nodes.length > 0) keys[key] = list(nodes, nodes[0]?.at ?? first.key);
    };
    put('aws:SourceVpc', [...starting('vpc-'), ...(vpcs === undefined ? [] : itemsOf(vpcs.value))]);
    put('aws:SourceVpce', [...starting('vpce-'), ...(endpoints === undefined ? [] : itemsOf(endpoints.value))]);
    if (Object.keys(keys).length > 0) guard(first.key, operator, keys);
  }
  return statements;
}

function withStatements(document: MapNode, statements: readonly Node[], at: Location): MapNode {
  if (statements.length === 0) return document;
  const entry = entryOf(document, extension);
  // A policy that is only known later cannot be added to: what it says remains unknown.
  if (entry !== undefined && intrinsic(entry.value)) return document;
  const policy: MapNode = entry?.value.is === 'map' ? entry.value : { is: 'map', entries: new Map(), at };
  const old = field(policy, 'Statement');
  const kept = old === undefined ? [] : [...itemsOf(old)];
  const shapes = new Set(kept.map(shape));
  for (const statement of statements) {
    const own = shape(statement);
    if (!shapes.has(own)) kept.push(statement);
    shapes.add(own);
  }
  const versioned = withEntry(policy, 'Version', scalar('2012-10-17', at));
  const changed = withEntry(versioned, 'Statement', list(kept, old?.at ?? at));
  return withEntry(document, extension, worded(changed, 'ResourcePolicy'), entry?.key ?? at);
}
