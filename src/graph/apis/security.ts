import { isTerraform } from '../../resources/spelling.js';
import type { Entry, Node } from '../../template/node.js';
import type { Resolved } from '../../values/resolved.js';
import type { Graph } from '../graph.js';
import type { Spot } from '../resource.js';
import { type Authorizer, schemeAuthorizer } from './authorizers.js';
import { type Operation, read, textIn } from './openapi.js';
import type { Api } from './route.js';

/** What a request to a route has to pass. */
export type Gate = Spot &
  (
    | Open
    | { readonly is: 'key' }
    | { readonly is: 'iam' }
    | { readonly is: 'authorizer'; readonly authorizer: Authorizer }
    /** An authorizer outside the template, or one that only the deployment knows. */
    | { readonly is: 'elsewhere'; readonly why: string }
    /** A type that needs an authorizer, and none is named. */
    | { readonly is: 'dangling'; readonly says: string }
    | { readonly is: 'unknown'; readonly why: string }
    /** The route is not there in this world. */
    | { readonly is: 'gone' }
  );

/** Nothing asks who calls. */
export interface Open {
  readonly is: 'open';
  /** What its user has written, or has not, as a clause: `has no AuthorizationType`. */
  readonly says: string;
  /** What else explains it. */
  readonly cause?: Spot & { readonly message: string };
  /** The list at the document's root that looks like a gate and is none. */
  readonly root?: Spot;
}

/**
 * The gate of an operation of a body. Only what stands at the operation counts: API Gateway does not use the list at the
 * document's root.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function operationGate(operation: Operation, api: Api, graph: Graph): Gate {
  if (!operation.conditions.every((each) => graph.holds(each))) return { is: 'gone', at: operation.key };
  const found = graph.quietly(() => gateOf(operation, api, graph));
  // API keys are a matter of REST and WebSocket APIs; an HTTP API takes no notice of them.
  if (found.is !== 'key' || api.kind === 'restApi') return found;
  return { is: 'open', at: operation.key, says: 'asks only for an API key, which HTTP APIs do not check' };
}

function gateOf(operation: Operation, api: Api, graph: Graph): Gate {
  const { node, key: at } = operation;
  const here = graph.resolve(node);
  const loose = here.is === 'map' ? here.entries.get('Fn::Transform')?.value : undefined;
  if (here.is !== 'map' && here.is !== 'absent') return unknownAt(here.is === 'unknown' ? here.why : undefined, at);

  const extension = read(node, 'x-amazon-apigateway-auth', graph);
  if (extension !== undefined) {
    const type = textIn(read(extension.entry.value, 'type', graph)?.value)?.toUpperCase();
    if (type === 'AWS_IAM') {
      const list = read(node, 'security', graph)?.value;
      const asked = list?.is === 'list' ? requirementGates(list.items, operation, api, graph) : [];
      // Which of the two counts, AWS does not say; either asks who calls.
      return asked.some(({ is }) => is === 'authorizer')
        ? unknownAt('x-amazon-apigateway-auth and security ask for different authorization', extension.entry.key)
        : { is: 'iam', at: extension.entry.key };
    }
    if (type === undefined) return unknownAt(undefined, extension.entry.key);
  }

  const own = read(node, 'security', graph);
  if (own === undefined) {
    if (loose !== undefined) return unknownAt(loose.is === 'opaque' ? loose.why : undefined, loose.at);
    const root = read(api.body, 'security', graph);
    const listed = root !== undefined && !(root.value.is === 'list' && root.value.items.length === 0);
    const says = isMade(operation, api) ? 'has no authorizer' : 'has no security of its own';
    return { is: 'open', at, says, ...(listed ? { root: { at: root.entry.key } } : {}) };
  }
  if (own.value.is !== 'list') return unknownAt(own.value.is === 'unknown' ? own.value.why : undefined, own.entry.key);
  if (own.value.items.length === 0) {
    if (isMade(operation, api)) return { is: 'open', at, says: 'has no authorizer' };
    const cause = { at: own.entry.key, message: 'an empty list asks for nothing' };
    return { is: 'open', at, says: 'has an empty security list', cause };
  }
  const found = requirementGates(own.value.items, operation, api, graph);
  const best = ['iam', 'authorizer', 'unknown', 'key'].map((is) => found.find((each) => each.is === is)).find(Boolean);
  return best ?? found[0] ?? { is: 'open', at, says: 'has a security list that asks for nothing' };
}

/** What each requirement of a security list asks for. */
function requirementGates(list: readonly Resolved[], operation: Operation, api: Api, graph: Graph): readonly Gate[] {
  return list.flatMap((requirement) =>
    requirement.is === 'map'
      ? [...requirement.entries]
          .filter(([, { value }]) => graph.resolve(value).is !== 'absent')
          .map(([name, entry]) => requirementGate({ name, entry, operation }, api, graph))
      : [unknownAt(requirement.is === 'unknown' ? requirement.why : undefined, requirement.at)],
  );
}

/** Whether an operation asks for an API key, be it alone or beside something else; `undefined` where there is no telling. */
export function operationAsksForKey(operation: Operation, api: Api, graph: Graph): boolean | undefined {
  return graph.quietly(() => {
    const list = read(operation.node, 'security', graph);
    if (list === undefined) return false;
    if (list.value.is !== 'list') return undefined;
    const gates = requirementGates(list.value.items, operation, api, graph);
    if (gates.some(({ is }) => is === 'key')) return true;
    return gates.some(({ is }) => is === 'unknown') ? undefined : false;
  });
}

const unknownAt = (why = 'its security is known only at deployment', at: Spot['at']): Gate => ({
  is: 'unknown',
  why,
  at,
});

/** Whether a transform made an operation: then all of it stands where its cause does. */
export function isMade({ key, node }: Operation, { language }: Api): boolean {
  // A document that a Terraform expression gives stands where that does.
  return !isTerraform(language) && key.start === node.at.start && key.end === node.at.end;
}

interface Requirement {
  readonly name: string;
  readonly entry: Entry;
  readonly operation: Operation;
}

/** Stands for a text that only the deployment knows. */
const open = Symbol('open');

function requirementGate({ name, entry: { key }, operation }: Requirement, api: Api, graph: Graph): Gate {
  const scheme = schemeNamed(name, api.body, graph);
  const at = operation.key;
  if (scheme === undefined) {
    if (name === 'AWS_IAM' || name === 'sigv4') return { is: 'iam', at: key };
    if (name === 'api_key') return { is: 'key', at: key };
    // SAM leaves this entry behind where an event switches the default authorizer off.
    if (name === 'NONE')
      return {
        is: 'open',
        at,
        says: 'has Authorizer NONE',
        cause: { at: key, message: 'the default authorizer is switched off here' },
      };
    return unknownAt(`the security scheme ${name} is not in the definition`, key);
  }
  const { value, entry } = scheme;
  if (value.is !== 'map') return unknownAt(`the security scheme ${name} is known only at deployment`, key);
  const [authtype, type, header] = (['x-amazon-apigateway-authtype', 'type', 'name'] as const).map((each) => {
    const found = read(entry.value, each, graph);
    return found && (textIn(found.value) ?? open);
  });
  const isWord = (text: typeof header, word: string): boolean =>
    typeof text === 'string' && text.toLowerCase() === word;
  if (isWord(authtype, 'awssigv4')) return { is: 'iam', at: key };
  if (read(entry.value, 'x-amazon-apigateway-authorizer', graph) !== undefined) {
    return { is: 'authorizer', at: key, authorizer: schemeAuthorizer(api, { name, entry, conditions: [] }, graph) };
  }
  if (value.entries.has('Fn::Transform')) return unknownAt(`the security scheme ${name} is not read in full`, key);
  if ([authtype, type, header].includes(open)) return unknownAt(`${name} is known only at deployment`, key);
  if (type === 'apiKey' && (header === undefined || isWord(header, 'x-api-key'))) return { is: 'key', at: key };
  // A scheme without an authorizer documents what clients should send.
  const message = `${name} has no x-amazon-apigateway-authorizer`;
  return { is: 'open', at, says: `asks for ${name}, which nothing checks`, cause: { at: entry.key, message } };
}

function schemeNamed(name: string, body: Node | undefined, graph: Graph): ReturnType<typeof read> {
  const components = read(body, 'components', graph)?.entry.value;
  return (
    read(read(body, 'securityDefinitions', graph)?.entry.value, name, graph) ??
    read(read(components, 'securitySchemes', graph)?.entry.value, name, graph)
  );
}
