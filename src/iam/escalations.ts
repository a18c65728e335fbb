import { made } from '../source/once.js';
import { type Text, type Verdict, globOf, matchesGlob, whyOpen } from '../values/text.js';
import { narrows } from './conditions.js';
import type { PolicyCondition } from './document.js';
import type { Escalation, Need } from './escalations.data.js';
import type { Doubt } from './granted.js';
import { anyVerdict, everyVerdict, overlaps } from './patterns.js';
import { type Grant, type Rights, grantsOf, holdsEvery } from './rights.js';

/** A set of actions that somebody has. */
export interface Escalated {
  readonly escalation: Escalation;
  /** One for each of its needs, in their order. */
  readonly grants: readonly Needed[];
}

/** A grant of an action that a set needs. */
export interface Needed extends Grant {
  /** The action that is needed: `iam:PassRole`. */
  readonly name: string;
}

/** The actions of a set, each once: a set may pass two roles. */
export const actionsOf = ({ grants }: Escalated): readonly string[] => [...new Set(grants.map(({ name }) => name))];

/** Which sets of actions somebody has, as far as it can be told. */
export interface Judgement {
  readonly found: readonly Escalated[];
  /** Sets of which it can't be told whether somebody has them. */
  readonly doubts: readonly Doubt[];
}

/** Who somebody is, to tell what is granted on itself. */
export interface Self {
  readonly bounded: boolean;
  /** Whether a pattern of resources holds the role or a policy that it has. */
  isOwn(resource: Text): boolean;
}

/** Which sets of actions somebody has. */
export function escalationsOf(rights: Rights, sets: readonly Escalation[], self: Self): Judgement {
  const known = new Map<string, readonly Needed[]>();
  const granted = (name: string): readonly Needed[] =>
    made(known, name, () => grantsOf(rights, name).map((grant) => ({ ...grant, name })));

  const found: Escalated[] = [];
  const doubts: Doubt[] = [];
  for (const escalation of sets) {
    if (escalation.bounded === true && !self.bounded) continue;
    const options: Needed[][] = [];
    for (const need of escalation.needs) {
      const grants = usable(need, need.actions.flatMap(granted), self);
      // Without one of them, the others need not be looked at.
      if (grants.length === 0) break;
      options.push(grants);
    }
    if (options.length < escalation.needs.length) continue;
    const sure = chosen(
      escalation,
      options.map((grants) => grants.filter(({ doubt }) => doubt === undefined)),
    );
    if (sure !== undefined) found.push({ escalation, grants: sure });
    else {
      const [first] = (chosen(escalation, options) ?? []).filter(({ doubt }) => doubt !== undefined);
      if (first?.doubt !== undefined) doubts.push({ why: first.doubt, at: first.action });
    }
  }
  return { found, doubts };
}

/** The grants that fulfil a need. */
function usable({ on, to }: Need, grants: readonly Needed[], self: Self): Needed[] {
  return grants.flatMap((grant): Needed[] => {
    const width = on === undefined || self.isOwn(grant.resource) ? 'yes' : holdsEvery(grant.resource, on);
    const verdict = everyVerdict([width, ...grant.conditions.map((condition) => leaves(condition, grant.name, to))]);
    if (verdict === 'no') return [];
    if (verdict === 'yes' || grant.doubt !== undefined) return [grant];
    const why =
      width === 'maybe'
        ? whyOpen(grant.resource)
        : `it can't be told what the condition on ${grant.conditions[0]?.key ?? ''} leaves`;
    return [{ ...grant, doubt: why }];
  });
}

/** Whether a condition leaves what is needed. */
function leaves(condition: PolicyCondition, action: string, to: string | undefined): Verdict {
  if (condition.key.toLowerCase() === 'iam:passedtoservice' && to !== undefined) return passesTo(condition, to);
  const colon = action.indexOf(':');
  const verdict = narrows(condition, { service: action.slice(0, colon), name: action.slice(colon + 1) });
  return ({ narrows: 'no', not: 'yes', 'unknown-key': 'maybe' } as const)[verdict];
}

function passesTo({ operator, values }: PolicyCondition, service: string): Verdict {
  const how = operator.toLowerCase();
  const verdict = anyVerdict(values.map((value) => matchesGlob({ parts: [service] }, globOf(value))));
  if (how.includes('not')) return verdict === 'yes' ? 'no' : 'yes';
  const open = values.some(({ parts }) => parts.some((part) => typeof part !== 'string'));
  return verdict === 'yes' && open ? 'maybe' : verdict;
}

/** One grant for each need, such that those which have to be about the same thing can be. */
function chosen(
  { needs, together }: Escalation,
  options: readonly (readonly Needed[])[],
): readonly Needed[] | undefined {
  if (together !== true) {
    const first = options.map(([grant]) => grant);
    return first.every((grant) => grant !== undefined) ? first : undefined;
  }
  const pick = (index: number, before: readonly Needed[]): readonly Needed[] | undefined => {
    const need = needs[index];
    if (need === undefined) return before;
    for (const grant of options[index] ?? []) {
      const others = before.filter((_, at) => needs[at]?.on === undefined);
      if (need.on === undefined && others.some((other) => overlaps(other.resource, grant.resource) === 'no')) continue;
      const all = pick(index + 1, [...before, grant]);
      if (all !== undefined) return all;
    }
    return undefined;
  };
  return pick(0, []);
}
