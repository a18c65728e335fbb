import { type Keeper, type Unmet, unmetBy } from '../../graph/functions/lacks.js';
import type { Need } from '../../graph/functions/needs.js';
import { here, listOf, spell, spellLink } from '../../graph/phrases.js';
import type { Resource, ResourceBase } from '../../graph/resource.js';
import { boundaryRemedy } from '../../graph/rights/boundaries.js';
import type { Context, Report } from './rule.js';

/** A need, with the other places that have the same, and all that is allowed together for it. */
type Shared = Need & { readonly others?: readonly Report['at'][]; readonly together?: readonly string[] };

/** How many other places are shown. */
const most = 3;

/** What is told of a need of something, by its name, that its role does not meet. */
function unmetReport(
  name: string,
  role: Resource<'role'>,
  { need, missing, keeper }: Extract<Unmet<Shared>, { readonly is: 'missing' }>,
): Report {
  const { on, policy, there = on && 'there', where = on && spellLink(on) } = need;
  const actions = listOf(missing);
  const allow = `${need.together?.join(', ') ?? actions}${where === undefined ? '' : ` on ${where}`}`;
  return {
    at: need.at,
    message: `${name} ${need.says}, but ${spellKeeper(role, keeper)} ${refuses(keeper)} ${actions}${there === undefined ? '' : ` ${there}`}, ${need.effect}`,
    help: remedyFor(role, keeper, giving(role, policy), allow),
    label: `needs ${actions}`,
    related: [
      isBoundary(keeper)
        ? { at: role.boundary, message: `the boundary of ${role.name}` }
        : { at: role, message: 'its role' },
      ...(need.others ?? []).slice(0, most).map((at) => ({ at, message: 'needs it, too' })),
    ],
    subject: `${missing.join(' ')}${need.others === undefined || where === undefined ? '' : ` ${where}`}`,
  };
}

/** The role of something, if it is at hand: what one allows that is made elsewhere is not known. */
export function roleAtHand(
  role: Resource<'function'>['role'],
  by: ResourceBase,
  { graph, undecided }: Pick<Context, 'graph' | 'undecided'>,
): Resource<'role'> | undefined {
  if (role.state === 'external') undecided(`what ${spell(role.text)} allows is known only outside ${here(by)}`, role);
  return role.state === 'known' && graph.exists(role.resource) ? role.resource : undefined;
}

/** Tells which needs of something a role does not meet. */
export function tellUnmet(
  name: string,
  role: Resource<'role'>,
  needs: readonly Shared[],
  { graph, report, undecided }: Pick<Context, 'graph' | 'report' | 'undecided'>,
): void {
  for (const unmet of unmetBy(role, needs, graph)) {
    if (unmet.is === 'open') undecided(unmet.why, unmet);
    else report(unmetReport(name, role, unmet));
  }
}

/** How a role is given something; what a role of SAM's making may do stands under `Policies` of what it is made for. */
function giving({ name, generated }: Resource<'role'>, policy: string | undefined): string {
  if (generated) return policy === undefined ? 'under Policies, allow' : `under Policies, name ${policy}, or allow`;
  return policy === undefined ? `allow ${name}` : `attach ${policy} to ${name}, or allow it`;
}

/** Who does not allow something: a role, or its boundary. */
export const spellKeeper = ({ name, generated, boundary }: Resource<'role'>, keeper: Keeper): string =>
  isBoundary(keeper) ? `${spellLink(boundary)}, the boundary of ${name},` : `${generated ? '' : 'its role '}${name}`;

const isBoundary = (keeper: Keeper): boolean => keeper === 'boundary' || keeper === 'boundary-deny';

/** What a role or its boundary does where something is not allowed. */
export const refuses = (keeper: Keeper): string => (/deny$/.test(keeper) ? 'denies' : 'does not allow');

/** What lets a role have something: `give` tells to whom it is allowed (`allow OrdersRole`), `allow` what. */
export function remedyFor(role: Resource<'role'>, keeper: Keeper, give: string, allow: string): string {
  if (keeper === 'boundary') return boundaryRemedy(role, allow);
  if (keeper === 'boundary-deny') {
    return role.boundary.state === 'known'
      ? `take ${allow} out of what ${role.boundary.resource.name} denies`
      : boundaryRemedy(role, allow);
  }
  if (keeper === 'deny') return `take ${allow} out of what ${role.name} denies`;
  return `${give} ${allow}${keeper === 'both' ? ', in its boundary as well' : ''}`;
}
