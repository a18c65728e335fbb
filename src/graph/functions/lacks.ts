import { type Grant, type Held, grantsOf } from '../../iam/rights.js';
import { onceFor } from '../../source/once.js';
import type { Graph } from '../graph.js';
import type { Resource, Spot } from '../resource.js';
import { type HeldRights, rightsOf } from '../rights/holders.js';
import { type Need, holdsTarget, letIn, letInByService, namesAliasOf } from './needs.js';

/** What a role does not allow of what is needed. */
export interface Lack {
  /** The first action of each group of which none is allowed. */
  readonly missing: readonly string[];
  /** Why it can't be told whether all others are. */
  readonly open: (Spot & { readonly why: string }) | undefined;
}

type Needed = Pick<Need, 'actions' | 'on' | 'executions' | 'qualified'>;

/** What a role lacks for a need. */
export function lackOf(need: Needed, rights: HeldRights, graph: Graph): Lack {
  const groups = need.actions.map((group) => {
    const grants = group.flatMap((action) => grantsOf(rights, action));
    const verdicts = grants.map((grant) => ({ grant, verdict: verdictOf(grant, need, graph) }));
    const isMet = verdicts.some(({ verdict }) => verdict === 'yes');
    return { action: group[0] ?? '', isMet, open: verdicts.find(({ verdict }) => verdict === 'maybe')?.grant };
  });
  const unmet = groups.filter(({ isMet }) => !isMet);
  const [open] = unmet.flatMap((group) => group.open ?? []);
  return {
    missing: unmet.filter((group) => group.open === undefined).map(({ action }) => action),
    open: open && { at: open.resource.at, why: doubtOf(open) },
  };
}

function verdictOf(
  { resource, doubt, conditions }: Grant,
  { on, executions, qualified }: Needed,
  graph: Graph,
): ReturnType<typeof holdsTarget> {
  const verdict = on === undefined ? 'yes' : holdsTarget(resource, on, graph, executions);
  if (verdict === 'no' && qualified === true && on !== undefined && namesAliasOf(resource, on, graph)) return 'maybe';
  return verdict === 'yes' && (doubt !== undefined || conditions.length > 0) ? 'maybe' : verdict;
}

const doubtOf = ({ doubt, conditions: [condition] }: Grant): string =>
  doubt ??
  (condition === undefined
    ? "it can't be told whether it is allowed on what it is needed for"
    : `it can't be told whether the condition on ${condition.key} is met`);

/** What does not allow something: the policies of a role, a Deny in them; its boundary, or a Deny in it, though its policies do; or neither. */
export type Keeper = 'policies' | 'deny' | 'boundary' | 'boundary-deny' | 'both';

/** Who does not allow what a role lacks for a need. */
export function keeperFor(need: Needed, missing: readonly string[], rights: HeldRights, graph: Graph): Keeper {
  const isMissing = (action: string): boolean => missing.includes(action);
  if (!lackOf(need, undenied(rights), graph).missing.some(isMissing)) return 'deny';
  if (rights.boundary === undefined) return 'policies';
  const unbounded = lackOf(need, unlimited(rights), graph);
  if (!unbounded.missing.some(isMissing)) {
    return lackOf(need, undeniedThere(rights), graph).missing.some(isMissing) ? 'boundary' : 'boundary-deny';
  }
  return lackOf(need, limitsOf(rights), graph).missing.length === 0 ? 'policies' : 'both';
}

const isNoDeny = ({ statement }: Held): boolean => statement.effect !== 'Deny';

/** The same without what the policies deny. */
const undenied = onceFor((rights: HeldRights): HeldRights => ({ ...rights, held: rights.held.filter(isNoDeny) }));

/** The same without what the boundary denies. */
const undeniedThere = onceFor(({ boundary = [], ...rights }: HeldRights): HeldRights => ({
  ...rights,
  boundary: boundary.filter(isNoDeny),
}));

/** The same without the boundary. */
const unlimited = onceFor(({ held, doubts, empty }: HeldRights): HeldRights => ({ held, doubts, empty }));

/** What the boundary allows by itself. */
const limitsOf = onceFor(({ boundary = [] }: HeldRights): HeldRights => ({ held: boundary, doubts: [], empty: [] }));

/** A need that a role does not meet, or of which that can't be told. */
export type Unmet<N extends Need> =
  | { readonly is: 'missing'; readonly need: N; readonly missing: readonly string[]; readonly keeper: Keeper }
  | (Spot & { readonly is: 'open'; readonly why: string });

/** What of some needs a role does not meet, but for those for which AWS may take the call all the same. */
export function unmetBy<N extends Need>(
  role: Resource<'role'>,
  needs: readonly N[],
  graph: Graph,
): readonly Unmet<N>[] {
  const rights = rightsOf({ of: role }, graph, true);
  if (rights === undefined) return [];
  return needs.flatMap((need): Unmet<N>[] => {
    const { missing, open } = lackOf(need, rights, graph);
    const doubt = missing.length === 0 ? open : doubtBeside(need, missing, role, rights, graph);
    if (doubt !== undefined) return [{ is: 'open', why: doubt.why, at: doubt.at }];
    if (missing.length === 0) return [];
    return [{ is: 'missing', need, missing, keeper: keeperFor(need, missing, rights, graph) }];
  });
}

/** Why a role may do what its policies do not allow, as far as they are known. */
function doubtBeside(
  { at, doubt, on }: Need,
  missing: readonly string[],
  role: Resource<'role'>,
  rights: HeldRights,
  graph: Graph,
): Lack['open'] {
  const [found] = rights.doubts;
  if (found !== undefined) return found;
  if (doubt !== undefined) return { at: at.at, why: doubt };
  const empty = emptyOf(role, rights);
  if (empty !== undefined) return empty;
  // The policies of what is named are looked at, of all else those of its service.
  if (on !== undefined && (on.state !== 'known' || on.resource.kind !== 'function')) return letIn(on, graph);
  const services = missing.map((action) => action.split(':')[0] ?? '');
  return services.map((service) => letInByService(service, graph)).find((each) => each !== undefined);
}

/** Why a role may have more rights: a policy of it has no statement. */
export function emptyOf({ name }: Resource<'role'>, { empty: [bare] }: HeldRights): Lack['open'] {
  return bare && { at: bare.at, why: `what a policy of ${name} without a statement stands for can't be told` };
}
