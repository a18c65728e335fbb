import { type PolicyDocument, placedAt } from '../../iam/document.js';
import type { Self } from '../../iam/escalations.js';
import { isAwsManaged, managedPolicyDocument } from '../../iam/managed-policies.js';
import { type Held, type HeldPolicy, type Rights, holds } from '../../iam/rights.js';
import { isWithin } from '../../source/source.js';
import { localName } from '../../template/template.js';
import { type Parts, type Text, globOf, matchesGlob, printText } from '../../values/text.js';
import type { Value } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Link, Resource, ResourceBase, Spot, SubjectBase } from '../resource.js';
import { unreadStacksWith } from '../stacks.js';
import { managedPoliciesOf } from './attachments.js';
import { isBoundary } from './boundaries.js';
import { type IdentityPolicy, isExecutionRole, judgedHolders, rolesIn } from './identity-policies.js';
import { statementsOf } from './known-policies.js';

/** Who has rights: a role or user with all its policies, or a policy whose holders are made elsewhere. */
export interface Holder extends SubjectBase<'holder'> {
  readonly of: Resource<'role'> | Resource<'user'> | IdentityPolicy;
}

/** What a holder may do in the world that is being looked at. */
export interface HeldRights extends Rights {
  /** Why there may be more. */
  readonly doubts: readonly (Spot & { readonly why: string })[];
  /** Policies without a statement, which nobody means to give: what they grant where they are used may be another thing. */
  readonly empty: readonly Spot[];
  /** A boundary of which no more than its name is known: what it leaves can't be told, so that nothing is taken away. */
  readonly unseen?: Spot;
}

/** Everyone who may have rights. */
export function holders(graph: Graph): readonly Holder[] {
  const loose = graph.all('identityPolicy').filter(({ address }) => !isPrincipal(graph, address));
  return [...graph.all('role'), ...graph.all('user'), ...loose].map((of) => ({
    kind: 'holder',
    address: of.address,
    name: of.name,
    owner: of.owner,
    condition: of.condition,
    at: of.at,
    of,
  }));
}

const isPrincipal = (graph: Graph, address: string): boolean =>
  ['role', 'user'].includes(graph.resource(address)?.kind ?? '');

/**
 * The rights of a holder, if they are judged: those of execution roles and of policies given to roles elsewhere, or of all.
 * A policy that roles of the template have is judged with them.
 */
export function rightsOf({ of }: Pick<Holder, 'of'>, graph: Graph, all: boolean): HeldRights | undefined {
  return graph.kept(all ? rightsOfAll : rightsOfExecution, of);
}

/** An action that a policy allows, as it is written, and its service, as IAM calls that. */
export interface AllowedAction {
  readonly service: string;
  readonly action: Text;
}

/** What policies of the template allow of one service each. What a managed policy of AWS brings is more than anybody has asked for. */
export const writtenActions = (held: readonly Held[]): readonly AllowedAction[] =>
  held.flatMap(({ statement: { effect, actions = [] }, policy }) => {
    if (effect !== 'Allow' || policy.owner === undefined) return [];
    return actions.flatMap((action) => {
      const [service = '', name] = globOf(action).toLowerCase().split(':');
      return name === undefined || service.includes('*') ? [] : [{ service, action }];
    });
  });

const rightsOfAll = (of: Holder['of'], graph: Graph) => heldBy(of, graph, true);
const rightsOfExecution = (of: Holder['of'], graph: Graph) => heldBy(of, graph, false);

function heldBy(of: Holder['of'], graph: Graph, all: boolean): HeldRights | undefined {
  if (of.kind === 'identityPolicy') {
    const judged = judgedHolders(of, graph, all);
    return judged === undefined || of.holders().roles.length > 0 ? undefined : sum([partOf(of)]);
  }
  if (!all && (of.kind === 'user' || !isExecutionRole(of, graph))) return undefined;
  const rights = sum([
    ...policiesOf(of, graph).map(partOf),
    ...managedPoliciesOf(of, graph).map((link) => ofManaged(link, graph)),
    ...givenByStacks(of, graph),
  ]);
  return { ...rights, ...boundaryOf(of, graph) };
}

type Part = Pick<HeldRights, 'held' | 'doubts'> & Partial<Pick<HeldRights, 'empty'>>;

const sum = (parts: readonly Part[]): HeldRights => ({
  held: parts.flatMap(({ held }) => held),
  doubts: parts.flatMap(({ doubts }) => doubts),
  empty: parts.flatMap(({ empty = [] }) => empty),
});

/** The policies of the template that a role or user has by their own lists. */
function policiesOf(holder: Resource<'role'> | Resource<'user'>, graph: Graph): readonly IdentityPolicy[] {
  const byAddress = graph.once(policiesByAddress);
  const listing = (['attachedPolicy', 'managedPolicy'] as const)
    .flatMap((kind): readonly Attached[] => graph.naming(kind, holder))
    .filter((resource) => graph.exists(resource))
    .flatMap((resource) => {
      const policy = byAddress.get(resource.address);
      return policy !== undefined && isHeld(policy, resource, holder, graph) ? [policy] : [];
    });
  // What the holder lists itself is found there.
  const others = listing.filter(
    ({ address }) => !managedPoliciesOf(holder, graph).some((link) => leadsTo(link, { address })),
  );
  return [byAddress.get(holder.address), ...others].filter((policy) => policy !== undefined);
}

type Attached = Resource<'attachedPolicy'> | Resource<'managedPolicy'>;

/** Whether a role has a policy: the policy refers to it, or spells its name, put together as it is. */
const isHeld = (
  policy: IdentityPolicy,
  resource: Attached,
  holder: Resource<'role'> | Resource<'user'>,
  graph: Graph,
) =>
  holder.kind === 'role' &&
  (policy.holders().roles.includes(holder) ||
    graph.quietly(() => rolesIn(resource).some((link) => leadsTo(link, holder, holder.roleName))));

const policiesByAddress = (graph: Graph): ReadonlyMap<string, IdentityPolicy> =>
  new Map(graph.all('identityPolicy').map((policy) => [policy.address, policy]));

/** A stack that is not read, and is given the name of a role: such a name is needed for nothing but to attach policies to it. */
function givenByStacks(holder: Resource<'role'> | Resource<'user'>, graph: Graph): readonly Part[] {
  return unreadStacksWith(holder, graph)
    .filter((stack) => graph.quietly(() => isNamedIn(stack, holder, graph)))
    .map(({ at, name }) => ({
      held: [],
      doubts: [{ at, why: `what ${name} attaches to ${holder.name} is not read` }],
    }));
}

function isNamedIn(stack: Resource<'nestedStack'>, { address }: ResourceBase, graph: Graph): boolean {
  const node = graph.raw(stack.address)?.properties.entries.get('Parameters')?.value;
  const found = node && graph.resolve(node);
  if (found?.is !== 'map') return false;
  return [...found.entries.values()].some(({ value }) =>
    graph
      .textOf(graph.resolve(value))
      ?.parts.some(
        (part) =>
          typeof part === 'object' && part.resource?.address === address && !/arn$/i.test(part.resource.attribute),
      ),
  );
}

const partOf = ({ name, owner, document }: IdentityPolicy): Part => ofDocument(document, { name, owner });

function ofDocument(document: Value<PolicyDocument>, policy: HeldPolicy): Part {
  if (document.state === 'unknown') return { held: [], doubts: [document] };
  if (document.state === 'absent') return { held: [], doubts: [] };
  const { statements, unknowns } = document.value;
  const held = statements.map((statement): Held => {
    const unsure = unknowns.find(({ at }) => isWithin(at, statement.at))?.why;
    const named = statement.of === undefined ? policy : { ...policy, name: statement.of };
    return { statement, policy: named, ...(unsure === undefined ? {} : { unsure }) };
  });
  const doubts = unknowns.filter(({ at }) => !statements.some((statement) => isWithin(at, statement.at)));
  return { held, doubts, empty: statements.length + doubts.length > 0 ? [] : [document] };
}

/** A managed policy: of the template, of AWS, or one that the configuration shows. */
function ofManaged(link: Link<'managedPolicy'>, graph: Graph): Part {
  if (link.state === 'absent') return { held: [], doubts: [] };
  if (link.state === 'unknown') return { held: [], doubts: [link] };
  if (link.state === 'known') return ofDocument(link.resource.document, link.resource);
  const { text, at } = link;
  const known = documentOf(text, graph);
  if (known === undefined) return { held: [], doubts: [{ at, why: `what ${printText(text)} grants is not known` }] };
  const statements = statementsOf(known.json, graph);
  const policy = { name: known.name };
  return { held: statements.map((statement) => ({ statement: placedAt(at, statement), policy })), doubts: [] };
}

/** The document of a policy that the template doesn't make, and its name. */
function documentOf(arn: Text, graph: Graph): { readonly name: string; readonly json: string } | undefined {
  const shown = graph.policies.find((policy) => matchesGlob(arn, policy.arn) === 'yes');
  if (shown !== undefined) return { name: printText(arn), json: shown.text };
  const managed = isAwsManaged(arn);
  if (typeof managed === 'string') return undefined;
  const json = managedPolicyDocument(managed.path + managed.name);
  return json === undefined ? undefined : { name: managed.name, json };
}

function boundaryOf(
  { boundary }: Resource<'role'> | Resource<'user'>,
  graph: Graph,
): Pick<HeldRights, 'boundary' | 'unseen'> {
  if (boundary.state === 'absent') return {};
  const { held, doubts } = ofManaged(boundary, graph);
  return doubts.length === 0 ? { boundary: held } : { unseen: boundary };
}

/** What a role has of its own: itself, its policies, the functions that act with it. */
export function selfOf({ of }: Holder, rights: HeldRights, graph: Graph): Self {
  const bounded = rights.boundary !== undefined || rights.unseen !== undefined;
  if (of.kind !== 'role') return { bounded, isOwn: () => false };
  const policies = graph
    .quietly(() => managedPoliciesOf(of, graph))
    .flatMap((link) => (link.state === 'known' ? [link.resource.address] : []));
  const own = new Set([of.address, ...policies]);
  return { bounded, isOwn: (resource) => names(resource, own) || holds(resource, 'iam:role', nameOf(of, graph)) };
}

const names = ({ parts }: Text, addresses: ReadonlySet<string>): boolean =>
  parts.some((part) => typeof part === 'object' && part.resource !== undefined && addresses.has(part.resource.address));

/** Path and name of a role, as they stand in its ARN; without a name of its own, what CloudFormation makes of its id. */
function nameOf(role: Resource<'role'>, graph: Graph): Parts {
  const { path, roleName } = graph.quietly(() => ({ path: role.path, roleName: role.roleName }));
  const hole = (name: string) => ({ name: `the ${name} of ${role.name}` });
  const before = path.state === 'known' ? path.value.parts : [path.state === 'absent' ? '/' : hole('path')];
  const made = [hole('stack'), `-${localName(role.address)}-`, hole('suffix')];
  return [...before, ...(roleName.state === 'known' ? roleName.value.parts : made)];
}

/** A function that acts with a role and which a pattern of resources names. */
export function ownFunction({ of }: Holder, resource: Text, graph: Graph): Resource<'function'> | undefined {
  return graph.quietly(() =>
    graph
      .mentioning('function', of.address)
      .find((fn) => fn.role.state === 'known' && fn.role.resource === of && names(resource, new Set([fn.address]))),
  );
}

/** What a policy of the template leaves to those whose boundary it is; nothing where it is nobody's. */
export function boundaryRights(policy: Resource<'managedPolicy'>, graph: Graph): HeldRights | undefined {
  return graph.quietly(() => (isBoundary(policy, graph) ? sum([ofDocument(policy.document, policy)]) : undefined));
}
