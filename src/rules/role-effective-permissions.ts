import { type Cause, type CutGrant, type Limits, cutAsOne, cutGrants } from '../iam/cut-grants.js';
import type { Statement } from '../iam/document.js';
import type { Held } from '../iam/rights.js';
import { matcher } from '../iam/wildcards.js';
import {
  type Context,
  type HeldRights,
  type IdentityPolicy,
  type Report,
  type Resource,
  type Spot,
  type Text,
  allRolesOption,
  boundaryRemedy,
  defineRule,
  denyingOption,
  groupsOf,
  isWithin,
  listOf,
  neededActions,
  rightsOf,
  shownPolicies,
  spell,
  spellLink,
} from './define.js';

/** How many actions are named. */
const most = 4;

/** A policy that allows what a boundary keeps back looks right, and the call fails when it is first made. */
export default defineRule({
  id: 'role-effective-permissions',
  title: 'What a role is allowed gets through its boundary',
  severity: 'warning',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {
    denying: denyingOption,
    allRoles: allRolesOption,
  },

  on: ['identityPolicy', 'role'],
  check(subject, { graph, options, report, undecided }) {
    const guardrails = shownPolicies(options.denying, graph).flatMap(({ name, statements }) =>
      statements.filter(isDeny).map((statement): Held => ({ statement, policy: { name } })),
    );
    const asked: Asked = { graph, report, undecided, guardrails, allRoles: options.allRoles };
    if (subject.kind === 'role') checkForeign(subject, asked);
    else checkOwn(subject, asked);
  },
});

interface Asked extends Pick<Context, 'graph' | 'report' | 'undecided'> {
  /** What the organisation's own policies deny. */
  readonly guardrails: readonly Held[];
  readonly allRoles: boolean;
}

/** A role, and what takes away of what it is allowed. */
interface Limited {
  readonly role: Resource<'role'>;
  readonly rights: HeldRights;
  readonly limits: Limits;
}

type Roles = readonly [Limited, ...Limited[]];

/** A statement, or those that one policy brings. */
type Unit = readonly [Held, ...Held[]];

/** What policies that are written elsewhere allow a role: each is taken or left as a whole. */
function checkForeign(role: Resource<'role'>, asked: Asked): void {
  const limited = limitedOf(role, asked);
  if (limited === undefined) return;
  const { held, doubts, unseen } = limited.rights;
  // Who shows no policies does not ask what those let through that are made elsewhere.
  const isElsewhere = role.boundary.state === 'external' && asked.graph.policies.length === 0;
  if (unseen !== undefined && !isElsewhere && held.length + doubts.length > 0)
    asked.undecided(`what ${spellLink(role.boundary)} lets through is not known`, unseen);
  const foreign = held.filter(({ policy, statement }) => policy.owner === undefined && !isDeny(statement));
  for (const unit of groupsOf(foreign, ({ policy }) => policy.name)) {
    const [first] = cutOf(unit, [limited], asked);
    const { name } = unit[0].policy;
    if (first !== undefined) asked.report(wholeReport(`${role.name} has ${name}`, name, first, [limited]));
  }
}

/** What a policy that is written here allows its roles. */
function checkOwn(policy: IdentityPolicy, asked: Asked): void {
  const { name, owner } = policy;
  const { roles, elsewhere } = asked.graph.quietly(() => policy.holders());
  const [one, ...more] = roles.flatMap((role) => limitedOf(role, asked) ?? []);
  if (one === undefined) return;
  const limited: Roles = [one, ...more];
  // Where one of several roles may do it, it is not allowed in vain.
  if (limited.length < roles.length || !limited.every(isSeen)) return;
  const { document } = policy;
  if (document.state !== 'known') {
    if (document.state === 'unknown') asked.undecided(document.why, document);
    return;
  }
  const { statements, unknowns } = document.value;
  for (const { why, at } of unknowns) asked.undecided(why, { at });
  const allows = statements.filter(
    ({ at, effect }) => effect === 'Allow' && !unknowns.some((each) => isWithin(each.at, at)),
  );
  const held = allows.map((statement): Held => ({ statement, policy: { name, owner } }));
  for (const unit of groupsOf(held, ({ statement }) => statement.of ?? statement)) {
    const cut = cutOf(unit, limited, asked);
    const [first] = cut;
    if (first === undefined) continue;
    const { of } = unit[0].statement;
    if (elsewhere) asked.undecided(`a role that is made elsewhere has ${name}, too`, policy);
    else if (of !== undefined) asked.report(wholeReport(`${one.role.name} has ${of}`, of, first, limited));
    else
      for (const group of groupsOf(cut, ({ cause }) => keyOf(cause)))
        asked.report(reportOf(name, unit[0], group, limited));
  }
}

/** What limits a role; nothing where nothing does, or where the role is not judged. */
function limitedOf(role: Resource<'role'>, { graph, guardrails, allRoles }: Asked): Limited | undefined {
  const rights = rightsOf({ of: role }, graph, allRoles);
  if (rights === undefined) return undefined;
  const { held, boundary, unseen } = rights;
  const own = held.filter(({ statement, unsure }) => isDeny(statement) && unsure === undefined);
  const denies = [...own, ...guardrails];
  if (denies.length === 0 && boundary === undefined && unseen === undefined) return undefined;
  return { role, rights, limits: { denies, ...(boundary && { boundary }) } };
}

/** What none of some roles gets; nothing else is allowed in vain. */
function cutOf(held: Unit, roles: Roles, { graph, undecided }: Asked): readonly CutGrant[] {
  const asOne = held[0].statement.of !== undefined || held[0].policy.owner === undefined;
  const [first = [], ...others] = roles.map(({ limits }) => {
    const { cut, doubts } = asOne ? cutAsOne(held, limits) : cutGrants(held[0], limits);
    for (const { why, at } of doubts) undecided(why, at);
    return cut;
  });
  const all = first.filter(({ action }) => others.every((cut) => cut.some((each) => each.action === action)));
  if (all.length === 0) return all;
  // What Lambda needs itself is another rule's matter.
  const needed = roles.flatMap(({ role }) => [...neededActions(role, graph)]);
  const left = all.filter(({ action }) => !needed.some(matcher(spell(action))));
  return asOne && left.length < all.length ? [] : left;
}

/** Whether anything is known of what limits a role. */
const isSeen = ({ limits: { boundary, denies } }: Limited): boolean => boundary !== undefined || denies.length > 0;

const isDeny = ({ effect }: Statement): boolean => effect === 'Deny';

const keyOf = (cause: Cause): unknown =>
  cause.is === 'resources' ? spellAll(cause.resources) : 'by' in cause ? cause.by.statement : cause.is;

const spellAll = (resources: readonly Text[]): string => listOf([...new Set(resources.map(spell))], most);

/** Of one statement, what is cut off for the same reason. */
function reportOf(name: string, { statement }: Held, cut: readonly [CutGrant, ...CutGrant[]], roles: Roles): Report {
  const [{ role }] = roles;
  const [{ action, cause }] = cut;
  const names = cut.map((each) => spell(each.action));
  const it = cut.length === 1 ? 'it' : 'them';
  const on = cause.is === 'resources' ? ` on ${spellAll(statement.resources ?? [])}` : '';
  const first = cause.is === 'resources' ? 'name resources that the boundary has' : `leave out ${listOf(names, most)}`;
  return {
    at: action,
    message: `${name} allows ${listOf(names, most)}${on}, but ${whatOf(cause, it, roles, name)}, so AWS refuses each call`,
    help: `${first}, or ${changeOf(cause, role, it)}`,
    label: labelOf(cause),
    related: [placeOf(cause, role)],
    subject: `${statement.sid ?? ''} ${names.join(' ')}`,
  };
}

/** Of what is taken or left as one, that nothing is left of it. */
function wholeReport(who: string, name: string, { action, cause }: CutGrant, roles: Roles): Report {
  const [{ role }] = roles;
  const what =
    cause.is === 'deny' ? `${spellDeny(cause.by)} denies it` : `${spellBoundary(roles)} lets nothing of it through`;
  return {
    at: action,
    message: `${who}, but ${what}, so AWS refuses what it is there for`,
    help: `leave out ${name}, or ${changeOf(cause, role, 'what it is there for')}`,
    label: labelOf(cause),
    related: [placeOf(cause, role)],
    subject: name,
  };
}

function whatOf(cause: Cause, it: string, roles: Roles, policy: string): string {
  if (cause.is === 'deny') return `${spellDeny(cause.by, policy)} denies ${it}`;
  const who = spellBoundary(roles);
  if (cause.is === 'boundary') return `${who} does not`;
  return cause.is === 'resources' ? `${who} only on ${spellAll(cause.resources)}` : `${who} denies ${it}`;
}

/** The boundary of some roles; in the singular, for what is said of each holds for each. */
function spellBoundary(roles: Roles): string {
  const [name = '', ...others] = new Set(roles.map(({ role }) => spellLink(role.boundary)));
  if (roles.length === 1) return `the role's boundary ${name}`;
  const of = `of ${listOf(roles.map(({ role }) => role.name))}`;
  return others.length === 0 ? `${name}, the boundary ${of},` : `each boundary ${of}`;
}

/** What denies something, beside the policy that allows it. */
function spellDeny({ statement: { sid }, policy: { name } }: Held, beside?: string): string {
  if (name === beside) return sid === undefined ? 'another of its statements' : `its statement ${sid}`;
  return sid === undefined ? name : `${sid} of ${name}`;
}

/** What lets it through. */
function changeOf(cause: Cause, role: Resource<'role'>, what: string): string {
  if (!('by' in cause)) return boundaryRemedy(role, what);
  const { notActions, notResources } = cause.by.statement;
  // What such a Deny names is what it leaves alone.
  const apart =
    notActions === undefined ? notResources && 'its resource to the NotResource' : `${what} to the NotAction`;
  if (cause.by.policy.owner !== undefined)
    return apart === undefined ? `take ${what} out of the Deny` : `add ${apart} of the Deny`;
  return cause.is === 'boundary-deny' ? boundaryRemedy(role, what) : `have ${cause.by.policy.name} changed`;
}

const labelOf = (cause: Cause): string => ('by' in cause ? 'denied elsewhere' : 'not within the boundary');

const placeOf = (cause: Cause, { boundary, name }: Resource<'role'>): { at: Spot; message: string } =>
  'by' in cause
    ? { at: cause.by.statement, message: 'the statement that denies it' }
    : { at: boundary, message: `the boundary of ${name}` };
