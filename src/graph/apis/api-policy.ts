import { type PolicyCondition, type PolicyDocument, type Statement, readDocument } from '../../iam/document.js';
import { type Verdict, globOf, matchesGlob, mayBeStar, wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Resource, Spot } from '../resource.js';
import { read } from './openapi.js';

/** The resource policy of a REST API, of all places where it can be written. */
export interface ApiPolicy {
  readonly documents: readonly { readonly at: Spot['at']; readonly document: PolicyDocument }[];
  /** What of it can't be told. */
  readonly unknown: (Spot & { readonly why: string }) | undefined;
}

/** Reads the resource policy of an API: its property, a resource of its own, or an extension of its document. */
export function policyOf(api: Resource<'restApi'>, graph: Graph): ApiPolicy {
  return graph.quietly(() => {
    const beside = graph
      .mentioning('restApiPolicy', api.address)
      .filter((each) => graph.exists(each) && leadsTo(each.api, api));
    const values = [api, ...beside].map(({ policy }) => policy);
    const inBody = read(api.body, 'x-amazon-apigateway-policy', graph);
    const documents = [
      ...values.flatMap((value) => (value.state === 'known' ? [{ at: value.at, document: value.value }] : [])),
      ...(inBody === undefined ? [] : [{ at: inBody.entry.key, document: readDocument(inBody.value, graph) }]),
    ];
    const body = api.body && graph.resolve(api.body);
    const unread =
      body?.is === 'unknown'
        ? { why: body.why, at: body.at }
        : api.body === undefined && api.bodyLocation !== undefined
          ? { why: 'its definition is a file that is not read', at: api.bodyLocation.at }
          : undefined;
    return {
      documents,
      unknown:
        values.find((value) => value.state === 'unknown') ??
        documents.flatMap(({ document }) => document.unknowns)[0] ??
        (documents.length === 0 ? unread : undefined),
    };
  });
}

export const statementsOf = ({ documents }: ApiPolicy): readonly Statement[] =>
  documents.flatMap(({ document }) => document.statements);

const isAll = <T>(items: readonly T[], test: (item: T) => boolean): boolean => items.length > 0 && items.every(test);

const vpcKeys = new Set(['aws:sourcevpc', 'aws:sourcevpce', 'aws:sourcevpcarn']);
const networkKeys = new Set([...vpcKeys, 'aws:sourceip', 'aws:vpcsourceip']);
const callerKeys = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:userid',
  'aws:username',
]);
const everywhere = new Set(['0.0.0.0/0', '::/0', '*']);

/** What a condition tells callers apart by; `vpc` is a network, too. */
export type Narrowing = 'vpc' | 'network' | 'caller';

/** Whether a condition of an Allow lets in only some, or one of a Deny keeps out all but some. */
export function narrowsBy({ operator, key, values }: PolicyCondition, effect: 'Allow' | 'Deny'): Narrowing | undefined {
  const plain = operator.toLowerCase().replace(/^foranyvalue:/, '');
  const kind =
    effect === 'Allow'
      ? /^(?:ipaddress|stringequals|stringlike|arn(?:equals|like))/
      : /^(?:notipaddress|(?:string|arn)not)/;
  // An Allow that also holds where the key is missing lets in whoever comes another way.
  if (!kind.test(plain) || (effect === 'Allow' && plain.endsWith('ifexists'))) return undefined;
  if (!isAll(values, (value) => !everywhere.has(wholeText(value) ?? ''))) return undefined;
  const name = key.toLowerCase();
  if (vpcKeys.has(name)) return 'vpc';
  if (networkKeys.has(name)) return 'network';
  return callerKeys.has(name) || name.startsWith('aws:principaltag/') ? 'caller' : undefined;
}

/** Whether a statement is about everybody. */
export function isForAnybody({ principals, notPrincipals }: Statement): boolean {
  if (notPrincipals !== undefined) return true;
  return principals?.some(({ type, value }) => ['*', 'AWS'].includes(type) && wholeText(value) === '*') === true;
}

const mayBeForAnybody = (statement: Statement): boolean =>
  isForAnybody(statement) ||
  (statement.principals ?? []).some(({ type, value }) => ['*', 'AWS'].includes(type) && mayBeStar(value));

/** Whether an Allow lets in anybody whom none of its conditions and no Deny beside it tells from others. */
export function isOpen(allow: Statement, all: readonly Statement[], by: readonly Narrowing[]): Verdict {
  if (allow.effect === 'Deny' || !mayBeForAnybody(allow)) return 'no';
  const narrow = (found: Narrowing | undefined): boolean => found !== undefined && by.includes(found);
  if (allow.conditions.some((each) => narrow(narrowsBy(each, 'Allow')))) return 'no';
  const shutting = all.filter(
    (deny) =>
      deny.effect !== 'Allow' &&
      mayBeForAnybody(deny) &&
      isAll(deny.conditions, (each) => narrow(narrowsBy(each, 'Deny'))) &&
      coversActions(deny, allow) &&
      coversAll(deny, allow),
  );
  if (shutting.some((deny) => deny.effect === 'Deny' && isForAnybody(deny))) return 'no';
  return allow.effect === 'Allow' && isForAnybody(allow) && shutting.length === 0 ? 'yes' : 'maybe';
}

/** Whether one statement is about every action of another; of what is done with an API, calling it is all that counts. */
function coversActions(one: Statement, other: Statement): boolean {
  if (one.actions === undefined) return true;
  const globs = one.actions.map((text) => globOf(text).toLowerCase());
  const isCovered = (action: string): boolean => globs.some((glob) => matchesGlob({ parts: [action] }, glob) === 'yes');
  return isCovered('execute-api:invoke') || isAll(other.actions ?? [], (text) => isCovered(globOf(text).toLowerCase()));
}

/** Whether one statement is about all that another is about, as far as their resources tell. */
function coversAll(one: Statement, other: Statement): boolean {
  const globs = (one.resources ?? []).map(globOf);
  return isAll(other.resources ?? [], (text) =>
    globs.some((glob) => isWhole(glob) || matchesGlob({ parts: [globOf(text)] }, glob) === 'yes'),
  );
}

/** Every route of an API: `*`, `execute-api:/*`, or an ARN that names the API alone. */
const isWhole = (glob: string): boolean => /^(?:[^/]*\/?\*|[^/]*\/\*\/\*(?:\/\*)?)$/.test(glob);
