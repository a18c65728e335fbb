import { onceFor } from '../source/once.js';
import { type Text, whyOpen, wholeText } from '../values/text.js';
import { actionsMatching } from './actions.js';
import { type Grant, type Held, grantsOf, rightsWith } from './rights.js';
import { hasWildcard } from './wildcards.js';

/** What takes away from what the policies of somebody allow. */
export interface Limits {
  /** Statements that deny, of whatever policy is for them. */
  readonly denies: readonly Held[];
  readonly boundary?: readonly Held[];
}

/** What takes a grant away. */
export type Cause =
  /** No statement of the boundary is for the action, or for what it is done on. */
  | { readonly is: 'boundary' }
  /** The boundary has the action for other resources. */
  | { readonly is: 'resources'; readonly resources: readonly [Text, ...Text[]] }
  /** A Deny of the boundary, or of another policy. */
  | { readonly is: 'boundary-deny' | 'deny'; readonly by: Held };

/** An action, as it is written, of which nothing is left on any resource of its statement. */
export interface CutGrant {
  readonly action: Text;
  readonly cause: Cause;
}

/** What is cut off, and what can't be told. */
export interface Cuts {
  readonly cut: readonly CutGrant[];
  readonly doubts: readonly { readonly why: string; readonly at: Text }[];
}

/**
 * The actions of a statement that allows of which nothing is left. That of a pattern a part is left is what boundaries are for.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function cutGrants(held: Held, limits: Limits): Cuts {
  const fates = (held.statement.actions ?? []).map((action) => ({ action, fate: fateOf(action, held, limits) }));
  return {
    cut: fates.flatMap(({ action, fate }) => (fate.is === 'cut' ? [{ action, cause: fate.cause }] : [])),
    doubts: fates.flatMap(({ fate }) => (fate.is === 'open' ? [fate] : [])),
  };
}

/** The same of statements that their user takes or leaves as one: all of them are cut off, or none is. */
export function cutAsOne(all: readonly Held[], limits: Limits): Cuts {
  const cut: CutGrant[] = [];
  const doubts: Cuts['doubts'][number][] = [];
  for (const held of all) {
    const { actions } = held.statement;
    if (actions === undefined) return { cut: [], doubts: [] };
    for (const action of actions) {
      const fate = fateOf(action, held, limits);
      if (fate.is === 'left') return { cut: [], doubts: [] };
      if (fate.is === 'open') doubts.push(fate);
      if (fate.is === 'cut') cut.push({ action, cause: fate.cause });
    }
  }
  return { cut: doubts.length > 0 ? [] : cut, doubts };
}

/** What becomes of something allowed; `none`: it allows nothing to begin with. */
type Fate =
  | { readonly is: 'none' | 'left' }
  | { readonly is: 'open'; readonly why: string; readonly at: Text }
  | { readonly is: 'cut'; readonly cause: Cause };

/** What is left of all that a pattern covers: the best of it. */
function fateOf(pattern: Text, held: Held, limits: Limits): Fate {
  const literal = wholeText(pattern);
  if (literal === undefined) return { is: 'open', why: whyOpen(pattern), at: pattern };
  // Whoever writes so does not mean each of them.
  if (hasWildcard(literal.split(':')[0] ?? '')) return { is: 'left' };
  let worst: Fate = { is: 'none' };
  for (const { service, name } of actionsMatching(literal) ?? []) {
    const fate = fateOfAction(`${service}:${name}`, held, limits);
    if (fate.is === 'left') return fate;
    if (worst.is === 'none' || fate.is === 'open') worst = fate;
  }
  return worst;
}

function fateOfAction(action: string, held: Held, { denies, boundary }: Limits): Fate {
  const own = grantsOf({ held: [held] }, action);
  if (own.length === 0) return { is: 'none' };
  const [first] = own;
  const undenied = grantsOf({ held: [held, ...denies] }, action);
  const left = boundary === undefined ? undenied : grantsOf({ held: [held, ...denies], boundary }, action);
  if (left.some(({ doubt }) => doubt === undefined)) return { is: 'left' };
  const [open] = left.length > 0 ? left : first?.doubt === undefined ? [] : own;
  if (open !== undefined) return { is: 'open', why: open.doubt ?? '', at: open.resource };
  return { is: 'cut', cause: causeOf(action, held, own, { denies, ...(undenied.length > 0 && { boundary }) }) };
}

function causeOf(
  action: string,
  held: Held,
  own: readonly Grant[],
  { denies, boundary }: { readonly denies: readonly Held[]; readonly boundary?: readonly Held[] | undefined },
): Cause {
  const deniedBy = (all: readonly Held[]): Held | undefined =>
    all.find((each) => grantsOf({ held: [held, each] }, action).length < own.length);
  if (boundary === undefined) {
    const by = deniedBy(denies);
    return by === undefined ? { is: 'boundary' } : { is: 'deny', by };
  }
  const allows = allowsOf(boundary);
  const [first, ...more] = grantsOf(rightsWith(allows), action).map(({ resource }) => resource);
  if (first === undefined) return { is: 'boundary' };
  if (grantsOf({ held: [held], boundary: allows }, action).length === 0)
    return { is: 'resources', resources: [first, ...more] };
  const by = deniedBy(boundary);
  return by === undefined ? { is: 'resources', resources: [first, ...more] } : { is: 'boundary-deny', by };
}

/** The statements of a boundary that allow. */
const allowsOf = onceFor((boundary: readonly Held[]) =>
  boundary.filter(({ statement }) => statement.effect === 'Allow'),
);
