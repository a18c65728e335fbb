import { made, onceFor } from '../source/once.js';
import { nowhere } from '../source/source.js';
import { type Parts, type Text, type Verdict, printText, textOf, whyOpen } from '../values/text.js';
import { actionsMatching } from './actions.js';
import { concerns } from './concerns.js';
import type { PolicyCondition, Statement } from './document.js';
import { type Pattern, anyVerdict, covers, everyVerdict, notVerdict, overlaps } from './patterns.js';
import { resourceTypesOf } from './resource-types.js';
import { scopeOf } from './resources.js';
import { hasWildcard } from './wildcards.js';

/** A policy that brings statements. */
export interface HeldPolicy {
  /** How to speak of it, or of the part of it that its user wrote. */
  readonly name: string;
  /** The resource of the template that it belongs to; none where it is made elsewhere. */
  readonly owner?: string;
}

/** A statement, and the policy that brings it. */
export interface Held {
  readonly statement: Statement;
  readonly policy: HeldPolicy;
  /** Why part of the statement can't be told. */
  readonly unsure?: string;
}

/** What somebody may do: all statements of all policies, as far as a boundary lets them. */
export interface Rights {
  readonly held: readonly Held[];
  readonly boundary?: readonly Held[];
}

/** An action on a pattern of resources that is allowed, not denied, and within the boundary. */
export interface Grant {
  readonly held: Held;
  /** The pattern that allows the action, as it is written. */
  readonly action: Text;
  /** Of the statement and the boundary the narrower. */
  readonly resource: Text;
  /** Those of the statement, and of the boundary's. */
  readonly conditions: readonly PolicyCondition[];
  /** Why it may not be granted after all. */
  readonly doubt?: string;
}

/**
 * Conditions of a Deny that speak of the way of a request, which whoever makes it can choose: what is denied with them is left to be had.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const ofTheWay = new Set([
  'aws:requestedregion',
  'aws:securetransport',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:currenttime',
  'aws:epochtime',
  's3:tlsversion',
]);

/**
 * Everything that grants an action: each Allow and each of its resources, unless a Deny takes it away or the boundary does not have it.
 * A Deny with a condition, and one of which only parts can be told, leaves a doubt.
 */
export const grantsOf = (rights: Rights, action: string): readonly Grant[] =>
  made(grantsByAction(rights), action, () => workOut(rights, action));

/** Those who have one role ask the same. */
const grantsByAction = onceFor<Rights, Map<string, readonly Grant[]>>(() => new Map());

/** What some statements allow by themselves: many ask it of the same boundary. */
export const rightsWith = onceFor((held: readonly Held[]): Rights => ({ held }));

function workOut(rights: Rights, action: string): readonly Grant[] {
  const held = heldFor(rights.held, action);
  if (held.length === 0) return [];
  const grants = allowsOf(held, action).flatMap((grant) => afterDenies(grant, held, action));
  const { boundary } = rights;
  if (boundary === undefined || grants.length === 0) return grants;
  const limits = grantsOf(rightsWith(boundary), action);
  return grants.flatMap((grant) => limits.flatMap((limit) => within(grant, limit)));
}

/** Of lists of statements, those which may be about a service's actions: few of them are, and many actions are asked for. */
const byService = onceFor<readonly Held[], Map<string, readonly Held[]>>(() => new Map());

function heldFor(held: readonly Held[], action: string): readonly Held[] {
  const known = byService(held);
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  const found = known.get(service) ?? held.filter(({ statement }) => mayConcern(statement, service));
  known.set(service, found);
  return found;
}

function mayConcern({ actions }: Statement, service: string): boolean {
  if (actions === undefined) return true;
  return actions.some(({ parts: [first] }) => {
    if (typeof first !== 'string') return true;
    const colon = first.indexOf(':');
    const own = first.slice(0, Math.max(colon, 0));
    return colon === -1 || hasWildcard(own) || own.toLowerCase() === service;
  });
}

function allowsOf(held: readonly Held[], action: string): Grant[] {
  return held.flatMap((each): Grant[] => {
    const { statement, unsure } = each;
    const { effect, resources, notResources, conditions } = statement;
    if (effect === 'Deny') return [];
    const found = grantedBy(statement, action);
    if (found === undefined) return [];
    const doubt =
      effect === undefined
        ? 'whether the statement allows or denies is known only at deployment'
        : found.verdict === 'maybe'
          ? whyOpen(found.by)
          : unsure;
    // All but some is as wide as a star: that some are left out is seldom what matters.
    const patterns = resources ?? (notResources ?? []).slice(0, 1).map((but) => textOf(['*'], but.at));
    const [service = '', name = ''] = action.split(':');
    const own = patterns.filter((resource) => concerns({ service: service.toLowerCase(), name }, resource));
    return own.map((resource) => ({
      held: each,
      action: found.by,
      resource,
      conditions,
      ...(doubt === undefined ? {} : { doubt }),
    }));
  });
}

/** Which pattern of a statement is for an action; of NotAction the first, for it is what is not there that grants. */
function grantedBy(
  { actions, notActions }: Statement,
  action: string,
): { readonly verdict: 'yes' | 'maybe'; readonly by: Text } | undefined {
  const name: Pattern = { parts: [action] };
  if (actions === undefined) {
    const [first] = notActions ?? [];
    const verdict = notVerdict(anyVerdict((notActions ?? []).map((each) => covers(each, name, { fold: true }))));
    return first === undefined || verdict === 'no' ? undefined : { verdict, by: first };
  }
  let best: { verdict: 'yes' | 'maybe'; by: Text } | undefined;
  for (const by of actions) {
    const verdict = covers(by, name, { fold: true });
    if (verdict === 'yes') return { verdict, by };
    if (verdict === 'maybe') best ??= { verdict, by };
  }
  return best;
}

function afterDenies(grant: Grant, held: readonly Held[], action: string): Grant[] {
  let left = grant;
  for (const { statement, unsure } of held) {
    if (statement.effect !== 'Deny') continue;
    const found = grantedBy(statement, action);
    if (found === undefined) continue;
    const reached = reaches(statement, grant.resource);
    const isAll = reached !== 'yes' && isAsGoodAsStar(statement, grant.resource, action);
    const verdict = everyVerdict([found.verdict, isAll ? 'yes' : reached]);
    const { conditions } = statement;
    if (verdict === 'no' || conditions.some(({ key }) => ofTheWay.has(key.toLowerCase()))) continue;
    if (verdict === 'yes' && conditions.length === 0 && unsure === undefined) return [];
    left = { ...left, doubt: left.doubt ?? `a Deny of ${printText(found.by)} may take it away` };
  }
  return [left];
}

/** Whether a statement's resources hold all of some. */
function reaches({ resources, notResources }: Statement, resource: Pattern): Verdict {
  if (resources !== undefined) return anyVerdict(resources.map((each) => covers(each, resource)));
  if (notResources === undefined) return 'no';
  return notVerdict(anyVerdict(notResources.map((each) => overlaps(each, resource))));
}

/** What is left of one action is mostly what is left of the next. */
const overlapsWith = onceFor<Text, Map<Text, Verdict>>(() => new Map());

/** Whether a statement holds all that an action can be done on, so that nothing is left of the star: `arn:aws:logs:*:*:*` of logs. */
function isAsGoodAsStar({ resources = [] }: Statement, resource: Pattern, action: string): boolean {
  if (scopeOf(resource).breadth !== 'star') return false;
  const forms = (actionsMatching(action) ?? []).flatMap(resourceTypesOf).flatMap(({ patterns }) => patterns);
  return forms.length > 0 && forms.every((form) => resources.some((each) => covers(each, form) === 'yes'));
}

/** What is left of a grant within one that a boundary makes. */
function within(grant: Grant, limit: Grant): Grant[] {
  const known = overlapsWith(grant.resource);
  const common = known.get(limit.resource) ?? overlaps(grant.resource, limit.resource);
  known.set(limit.resource, common);
  if (common === 'no') return [];
  const doubt =
    grant.doubt ?? limit.doubt ?? (common === 'maybe' ? 'what the boundary leaves is not certain' : undefined);
  return [
    {
      ...grant,
      resource: isNarrower(limit.resource, grant.resource)
        ? { ...limit.resource, at: grant.resource.at }
        : grant.resource,
      conditions: [...grant.conditions, ...limit.conditions],
      ...(doubt === undefined ? {} : { doubt }),
    },
  ];
}

function isNarrower(one: Text, other: Text): boolean {
  return covers(other, one) === 'yes' || scopeOf(one).fixedSegments > scopeOf(other).fixedSegments;
}

/**
 * Whether a pattern of resources holds all that there are of a type, whatever their names: `arn:aws:iam::*:role/*` and `*` hold every
 * `iam:role/`. Regions and accounts don't matter: they are those of whoever acts. `maybe`: nothing of the pattern is known.
 * @param type service and type with the sign behind it: `iam:role/`, `lambda:function:`, `s3:`
 */
export function holdsEvery(resource: Text, type: string): Verdict {
  if (scopeOf(resource).breadth === 'unknown') return 'maybe';
  return holds(resource, type, ['\uE000']) ? 'yes' : 'no';
}

/** Whether a pattern of resources certainly holds the one of a type and name, in whatever region and account. */
export const holds = (resource: Pattern, type: string, name: Parts): boolean => mayHold(resource, type, name) === 'yes';

/** Whether a pattern of resources holds the one of a type and name, in whatever region and account. */
export function mayHold(resource: Pattern, type: string, name: Parts): Verdict {
  const colon = type.indexOf(':');
  const arn = textOf([`arn:aws:${type.slice(0, colon)}::${type.slice(colon)}`, ...name], nowhere);
  return covers(anywhere(resource), arn);
}

/** The pattern without its region and account. */
function anywhere({ parts }: Pattern): Pattern {
  let colons = 0;
  const kept: Parts[number][] = [];
  for (const part of parts) {
    if (typeof part !== 'string') {
      if (colons < 3 || colons > 4) kept.push(part);
      continue;
    }
    let text = '';
    for (const sign of part) {
      if (sign === ':') colons += 1;
      if (sign === ':' || colons < 3 || colons > 4) text += sign;
    }
    kept.push(text);
  }
  return colons < 5 ? { parts } : { parts: textOf(kept, nowhere).parts };
}
