import { anyVerdict } from '../../iam/patterns.js';
import { type Text, type Verdict, matchesAny, printText, textOf } from '../../values/text.js';
import type { Told, Value } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { spellOwn } from '../own.js';
import { here } from '../phrases.js';
import type { ResourceBase, Spot } from '../resource.js';
import type { Authorizer } from './authorizers.js';

/** An authorizer that an organisation approves of; what is left out may be anything. */
export interface Approved {
  readonly type: 'lambda' | 'jwt' | 'cognito';
  readonly functionArn?: string;
  readonly issuer?: string;
  readonly audience?: readonly string[];
  readonly userPoolArns?: readonly string[];
}

/** What comes of comparing an authorizer with those that are approved. */
export type Approval =
  | { readonly is: 'approved' }
  | { readonly is: 'undecided'; readonly why: string; readonly at: Spot['at'] }
  /** `says`: what is not approved, as a clause; `made`: the resource of this template that it is. */
  | {
      readonly is: 'foreign';
      readonly told: Told;
      readonly says: string;
      readonly made?: ResourceBase;
    };

/** Whether an authorizer is one of those that are approved. */
export function approvalOf(authorizer: Authorizer, approved: readonly Approved[], graph: Graph): Approval {
  const { type } = authorizer;
  if (type.state !== 'known') {
    const why = type.state === 'unknown' ? type.why : `${authorizer.name} names no type`;
    return { is: 'undecided', why, at: type.at };
  }
  const entries = approved.filter((each) => each.type === type.value);
  const { named, of } = kinds[type.value];
  const told = of(authorizer);
  if (entries.length === 0)
    return { is: 'foreign', told, says: `is a ${named} authorizer, and none of that type is approved` };
  if (told.state === 'absent') return { is: 'foreign', told, says: `has no ${told.name}` };
  switch (type.value) {
    case 'lambda':
      return ofFunction(authorizer.functionArn, entries, graph);
    case 'cognito':
      return ofPools(authorizer.userPools, entries, graph);
    case 'jwt':
      return ofTokens(authorizer, entries, graph);
  }
}

/** What each type of authorizer is called, and which of its facts tells who decides. */
const kinds = {
  lambda: { named: 'Lambda', of: ({ functionArn }: Authorizer) => functionArn },
  cognito: { named: 'Cognito', of: ({ userPools }: Authorizer) => userPools },
  jwt: { named: 'JWT', of: ({ issuer }: Authorizer) => issuer },
} as const satisfies Record<Approved['type'], { named: string; of: (authorizer: Authorizer) => Value<unknown> }>;

interface Compared {
  readonly verdict: Verdict;
  readonly spelled: string;
  readonly made?: ResourceBase;
}

/** Compares a value with globs. A user pool that the template makes is none that anybody has approved by its generated id. */
function compare(value: Value<Text>, globs: readonly string[], graph: Graph): Compared {
  const hole = { name: value.state === 'unknown' ? (value.key ?? value.why) : 'nothing' };
  const own = spellOwn(value.state === 'known' ? value.value : textOf([hole], value.at), graph);
  const verdict = value.state === 'absent' ? 'no' : matchesAny(withoutSlash(own.text), globs);
  const { resource: made } = own;
  const sure = verdict === 'maybe' && made?.kind === 'userPool' ? 'no' : verdict;
  return {
    verdict: sure,
    spelled: value.state === 'known' ? printText(value.value) : `no ${value.name}`,
    ...(made === undefined ? {} : { made }),
  };
}

const slashes = /\/+$/;

/** An issuer is the same with and without a slash at its end. */
function withoutSlash({ parts, at }: Text): Text {
  const last = parts.at(-1);
  return typeof last === 'string' ? textOf([...parts.slice(0, -1), last.replace(slashes, '')], at) : { parts, at };
}

const open = (value: Value<unknown>): Approval => ({
  is: 'undecided',
  why: value.state === 'unknown' ? value.why : `parts of ${value.name} are known only at deployment`,
  at: value.at,
});

function ofFunction(arn: Value<Text>, entries: readonly Approved[], graph: Graph): Approval {
  // With an alias or a version after its name it is the same function, unless the entry names one itself.
  const globs = entries.flatMap(({ functionArn = '*' }) => [bare(functionArn), `${bare(functionArn)}:*`]);
  const { verdict, spelled, made } = compare(arn, globs, graph);
  if (verdict === 'yes') return { is: 'approved' };
  if (verdict === 'maybe') return open(arn);
  if (made === undefined)
    return { is: 'foreign', told: arn, says: `calls ${spelled}, which is not an approved authorizer` };
  const says = `calls ${made.name}, which is made in ${here(made)} and is not an approved authorizer`;
  return { is: 'foreign', told: arn, says, made };
}

/** The function's ARN in a pattern that is written as a whole invocation URI. */
function bare(pattern: string): string {
  return /\/functions\/(.+?)(?:\/(?:response-streaming-)?invocations)?$/.exec(pattern)?.[1] ?? pattern;
}

/** All user pools count: whoever is in one of them gets in. */
function ofPools(pools: Value<readonly Value<Text>[]>, entries: readonly Approved[], graph: Graph): Approval {
  const globs = entries.flatMap(({ userPoolArns = ['*'] }) => userPoolArns);
  if (pools.state !== 'known') return open(pools);
  const compared = pools.value.map((pool) => ({ pool, ...compare(pool, globs, graph) }));
  const foreign = compared.find(({ verdict }) => verdict === 'no');
  if (foreign !== undefined) {
    const { pool, spelled, made } = foreign;
    const which = made === undefined ? `${spelled}, which is` : `${made.name}, which is made in ${here(made)} and is`;
    const says = `takes the users of ${which} not an approved user pool`;
    return { is: 'foreign', told: { ...pool, name: pools.name }, says, ...(made === undefined ? {} : { made }) };
  }
  const unsure = compared.find(({ verdict }) => verdict === 'maybe');
  return unsure === undefined ? { is: 'approved' } : open(unsure.pool);
}

function ofTokens({ issuer, audience }: Authorizer, entries: readonly Approved[], graph: Graph): Approval {
  const compared = entries.map((entry) => ({
    issuer: compare(issuer, [(entry.issuer ?? '*').replace(slashes, '')], graph).verdict,
    audience: audienceVerdict(audience, entry.audience, graph),
  }));
  if (compared.some((each) => each.issuer === 'yes' && each.audience === 'yes')) return { is: 'approved' };
  const unsure = compared.find((each) => each.issuer !== 'no' && each.audience !== 'no');
  if (unsure !== undefined) return open(unsure.issuer === 'maybe' ? issuer : audience);
  if (compared.some((each) => each.issuer !== 'no')) {
    const named = audience.state === 'known' ? audience.value.map((each) => compare(each, [], graph).spelled) : [];
    const says = `takes tokens for ${named.join(', ') || 'any audience'}, which is not an approved audience`;
    return { is: 'foreign', told: audience, says };
  }
  const { spelled, made } = compare(issuer, [], graph);
  const which = made === undefined ? `${spelled}, which is` : `${made.name}, which is made in ${here(made)} and is`;
  const says = `takes the tokens of ${which} not an approved issuer`;
  return { is: 'foreign', told: issuer, says, ...(made === undefined ? {} : { made }) };
}

function audienceVerdict(
  audience: Value<readonly Value<Text>[]>,
  wanted: readonly string[] | undefined,
  graph: Graph,
): Verdict {
  if (wanted === undefined || wanted.length === 0) return 'yes';
  if (audience.state !== 'known') return audience.state === 'unknown' ? 'maybe' : 'no';
  const verdicts = audience.value.map((each) => compare(each, wanted, graph).verdict);
  return anyVerdict(verdicts);
}
