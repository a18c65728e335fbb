import { type Text, whyOpen, wholeText } from '../values/text.js';
import { type AccessLevel, type Action, actionsMatching, fullServiceOf } from './actions.js';
import { concerns } from './concerns.js';
import { narrows } from './conditions.js';
import type { Statement } from './document.js';
import type { Doubt } from './granted.js';
import { arnSegments, scopeOf } from './resources.js';
import { hasWildcard } from './wildcards.js';

/** An action that a statement grants on all resources, although it could be limited to some. */
export interface WideGrant {
  /** As its user wrote it; of a pattern with one of the actions that it covers: `s3:Put* (such as PutObject)`. */
  readonly action: string;
  readonly resource: Text;
  /** The service that the resource is limited to, or `*`. */
  readonly service: string;
  /** The gravest of what it covers. */
  readonly level: AccessLevel;
  /** The key of a condition that may narrow it: nobody knows. */
  readonly condition?: string;
}

/** All that a statement grants widely. */
export interface WideGrants {
  readonly grants: readonly WideGrant[];
  /** Why something more may be granted on all resources. */
  readonly doubts: readonly Doubt[];
}

/** Gravest first. */
const gravity: readonly AccessLevel[] = ['permissions', 'write', 'tagging', 'read', 'list'];

/** The gravest of some levels. */
export function gravest(levels: readonly AccessLevel[]): AccessLevel {
  return gravity.find((level) => levels.includes(level)) ?? 'list';
}

/**
 * What an Allow grants on a star, or on an ARN that fixes nothing beyond its service, and could be limited: no condition narrows
 * it, and the action has resources. Wildcards for all of a service are left out, for they are wrong on any resource.
 *
 * @param judged which actions count
 */
export function wideGrants(statement: Statement, judged: (action: Action) => boolean): WideGrants {
  const { effect, actions = [], resources = [] } = statement;
  const grants: WideGrant[] = [];
  const doubts: Doubt[] = [];
  if (effect === 'Deny') return { grants, doubts };
  const wide = resources.flatMap((resource) => {
    const service = reachOf(resource);
    return service === undefined ? [] : [{ resource, service }];
  });
  const open = resources.find((resource) => scopeOf(resource).breadth === 'unknown');
  if (wide.length === 0 && open === undefined) return { grants, doubts };

  for (const text of actions) {
    const literal = wholeText(text);
    if (literal === undefined) {
      const full = fullServiceOf(text);
      if (full === undefined || full === 'maybe') doubts.push({ why: whyOpen(text), at: text });
      continue;
    }
    if (fullServiceOf(text) !== undefined) continue;
    const covered = actionsMatching(literal) ?? [];
    if (covered.length === 0) doubts.push({ why: `no action ${literal} is known`, at: text });
    const left = covered.filter(
      (action) => action.scopable && judged(action) && limitOf(statement, action) !== 'narrows',
    );
    const here = wide.find(({ resource }) => left.some((action) => concerns(action, resource)));
    if (here === undefined) {
      if (left.length > 0 && open !== undefined) doubts.push({ why: whyOpen(open), at: open });
    } else if (effect === undefined) {
      doubts.push({ why: 'whether the statement allows or denies is known only at deployment', at: text });
    } else {
      grants.push(
        ...grantsOf(
          literal,
          here,
          left.filter((action) => concerns(action, here.resource)),
          statement,
        ),
      );
    }
  }
  return { grants, doubts };
}

/** One grant, by the gravest of what it covers. A condition that may narrow it may do so for all of it. */
function grantsOf(
  literal: string,
  where: { readonly resource: Text; readonly service: string },
  actions: readonly Action[],
  statement: Statement,
): WideGrant[] {
  const level = gravest(actions.map((action) => action.level));
  // The shortest name is the one that people know.
  const [first] = actions
    .filter((action) => action.level === level)
    .sort((one, other) => one.name.length - other.name.length);
  if (first === undefined) return [];
  const condition = limitOf(statement, first);
  const action = hasWildcard(literal) ? `${literal} (such as ${first.name})` : literal;
  return [{ action, ...where, level, ...(condition === undefined ? {} : { condition }) }];
}

/** `narrows`, or the key of a condition that may. */
function limitOf({ conditions }: Statement, action: Action): string | undefined {
  let unknown: string | undefined;
  for (const condition of conditions) {
    const verdict = narrows(condition, action);
    if (verdict === 'narrows') return 'narrows';
    if (verdict === 'unknown-key') unknown ??= condition.key;
  }
  return unknown;
}

/** `*` for all resources, a service's name for all of its; `undefined`: something is fixed, or a hole hides the service. */
function reachOf(resource: Text): string | undefined {
  const { breadth } = scopeOf(resource);
  if (breadth === 'star') return '*';
  if (breadth !== 'effectively-star') return undefined;
  const [service = '*'] = arnSegments(resource.parts)[2] ?? [];
  return typeof service === 'string' ? service : undefined;
}
