import type { PolicyCondition, PolicyDocument, Statement } from '../../iam/document.js';
import { type Text, globOf, matchesGlob } from '../../values/text.js';
import type { Graph } from '../graph.js';
import type { Spot } from '../resource.js';
import { isForAnybody, isOpen, narrowsBy, policyOf, statementsOf } from './api-policy.js';
import { endpointTypes, isPrivate } from './endpoints.js';
import type { Route } from './route.js';

/** What lets only some networks reach a route. */
export interface NetworkLimit {
  readonly at: Spot;
  readonly message: string;
  /** The networks: `in the networks of the resource policy`. */
  readonly where: string;
}

/**
 * What lets only some networks reach a route of a REST API: a statement of its resource policy, which is an Allow for them alone or a
 * Deny for all others, or that the API is private. What can't be told limits nothing.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
 */
export function networkLimit(route: Route, graph: Graph): NetworkLimit | undefined {
  const { api } = route;
  if (api?.kind !== 'restApi') return undefined;
  const at = policyOf(api, graph)
    .documents.map(({ document }) => limitIn(document, route))
    .find(Boolean);
  if (at !== undefined) {
    return {
      at,
      message: 'the resource policy limits who can reach it',
      where: 'in the networks of the resource policy',
    };
  }
  if (graph.quietly(() => isPrivate(api, graph)) !== true) return undefined;
  return {
    at: endpointTypes(api),
    message: `${api.name} is private`,
    where: 'in a VPC with an endpoint that it lets in',
  };
}

/**
 * Whether a REST API's resource policy lets in nobody but named callers: who sends no signature is none of them, and a method that
 * asks for none takes every caller for a stranger. What can't be told lets in somebody.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function refusesStrangers({ api }: Route, graph: Graph): boolean {
  if (api?.kind !== 'restApi') return false;
  const policy = policyOf(api, graph);
  const all = statementsOf(policy);
  const lets = all.filter(({ effect }) => effect !== 'Deny');
  const isNamed = (each: Statement): boolean =>
    each.effect === 'Allow' && each.principals !== undefined && isOpen(each, all, ['caller']) === 'no';
  return policy.unknown === undefined && lets.length > 0 && lets.every(isNamed);
}

function limitIn({ statements, unknowns }: PolicyDocument, route: Route): Spot | undefined {
  const concerned = statements.filter((statement) => isForAnybody(statement) && covers(statement, route));
  if (unknowns.length > 0 || concerned.some(({ effect }) => effect === undefined)) return undefined;
  const denial = concerned.find(
    ({ effect, conditions }) =>
      effect === 'Deny' && conditions.length > 0 && conditions.every((each) => isNetwork(each, 'Deny')),
  );
  if (denial !== undefined) return denial;
  const allows = concerned.filter(({ effect }) => effect === 'Allow');
  const narrow = allows.every(({ conditions }) => conditions.some((each) => isNetwork(each, 'Allow')));
  return narrow ? allows[0] : undefined;
}

/** Whether a condition tells some networks from all others. */
const isNetwork = (condition: PolicyCondition, effect: 'Allow' | 'Deny'): boolean =>
  ['vpc', 'network'].includes(narrowsBy(condition, effect) ?? '');

/** Whether a statement names a route. */
export function covers({ resources }: Statement, route: Route): boolean {
  return resources?.some((resource) => names(resource, route)) === true;
}

/** `execute-api:/stage/GET/orders`, or an ARN that ends so; the stage is not looked at. */
function names(resource: Text, { name }: Route): boolean {
  const glob = globOf(resource);
  const found = /^[^/]*\/[^/]*(?:\/(.*))?$/.exec(glob);
  if (found?.[1] === undefined) return glob.endsWith('*');
  return matchesGlob({ parts: [name.replace(' /', '/')] }, found[1]) === 'yes';
}
