import { type PolicyCondition, type PolicyDocument, type Statement, readDocument } from '../iam/document.js';
import { type Text, matchesGlob, wholeText } from '../values/text.js';
import type { Graph } from './graph.js';
import { read } from './openapi.js';
import type { Spot } from './resource.js';
import type { Route } from './route.js';

/**
 * The statement of a REST API's resource policy that lets only some networks reach a route: an Allow for them alone, or a Deny
 * for all others. What can't be told limits nothing.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export function networkLimit(route: Route, graph: Graph): Spot | undefined {
  const { api } = route;
  if (api?.kind !== 'restApi') return undefined;
  return graph.quietly(() => {
    const inBody = read(api.body, 'x-amazon-apigateway-policy', graph);
    const beside = graph
      .mentioning('restApiPolicy', api.address)
      .filter((each) => graph.exists(each) && each.api.state === 'known' && each.api.resource.address === api.address);
    const documents = [
      ...[api, ...beside].flatMap(({ policy }) => (policy.state === 'known' ? [policy.value] : [])),
      ...(inBody === undefined ? [] : [readDocument(inBody.value, graph)]),
    ];
    return documents.map((document) => limitIn(document, route)).find(Boolean);
  });
}

function limitIn({ statements, unknowns }: PolicyDocument, route: Route): Spot | undefined {
  const concerned = statements.filter((statement) => covers(statement, route));
  if (unknowns.length > 0 || concerned.some(({ effect }) => effect === undefined)) return undefined;
  const denial = concerned.find(
    ({ effect, conditions }) =>
      effect === 'Deny' && isAll(conditions, (each) => isNetwork(each, /^(?:string|arn)?not/)),
  );
  if (denial !== undefined) return denial;
  const allows = concerned.filter(({ effect }) => effect === 'Allow');
  const narrow = allows.every(({ conditions }) =>
    conditions.some((each) => isNetwork(each, /^(?:ipaddress|stringequals|stringlike|arn(?:equals|like))/)),
  );
  return narrow ? allows[0] : undefined;
}

const isAll = <T>(items: readonly T[], test: (item: T) => boolean): boolean => items.length > 0 && items.every(test);

const keys = new Set(['aws:sourceip', 'aws:vpcsourceip', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:sourcevpcarn']);
const everywhere = new Set(['0.0.0.0/0', '::/0', '*']);

/** Whether a condition tells some networks from all others. */
function isNetwork({ operator, key, values }: PolicyCondition, kind: RegExp): boolean {
  const plain = operator.toLowerCase().replace(/^foranyvalue:/, '');
  if (!kind.test(plain) || !keys.has(key.toLowerCase())) return false;
  // An Allow that also holds where the key is missing lets in whoever comes another way.
  if (plain.endsWith('ifexists') && !plain.includes('not')) return false;
  return isAll(values, (value) => !everywhere.has(wholeText(value) ?? ''));
}

/** Whether a statement is about everybody's calls of a route. */
function covers({ principals, resources }: Statement, route: Route): boolean {
  const anybody = principals?.some(({ type, value }) => ['*', 'AWS'].includes(type) && wholeText(value) === '*');
  return anybody === true && resources?.some((resource) => names(resource, route)) === true;
}

/** `execute-api:/stage/GET/orders`, or an ARN that ends so; the stage is not looked at. */
function names(resource: Text, { name }: Route): boolean {
  const glob = resource.parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
  const found = /^[^/]*\/[^/]*(?:\/(.*))?$/.exec(glob);
  if (found?.[1] === undefined) return glob.endsWith('*');
  return matchesGlob({ parts: [name.replace(' /', '/')] }, found[1]) === 'yes';
}
