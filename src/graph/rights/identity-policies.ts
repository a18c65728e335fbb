import type { PolicyDocument } from '../../iam/document.js';
import { matchesAny } from '../../values/text.js';
import { type Known, type Value, known } from '../../values/value.js';
import { DerivedSubject } from '../derived.js';
import type { Graph } from '../graph.js';
import { Lasting } from '../lasting.js';
import { leadsTo } from '../naming.js';
import { listOf, spellLink } from '../phrases.js';
import type { Link, Resource, ResourceBase, Spot, SubjectBase } from '../resource.js';
import { rolesOf as attachedTo, principalsOf } from './attachments.js';
import { isBoundary } from './boundaries.js';
import { isOfTemplate } from './policy-templates.js';
import { otherRoleUsers } from './role-users.js';

/** A policy document that grants rights to roles or users: inline, attached by its own list, or managed. */
export interface IdentityPolicy extends SubjectBase<'identityPolicy'> {
  /** How to speak of it: `Policy`, `the inline policy of Role`. */
  readonly name: string;
  readonly document: Value<PolicyDocument>;
  /** Who has it in the world that is being looked at; a role outside the template counts as an execution role. */
  holders(): Holders;
}

/** The roles that have a policy. */
export interface Holders {
  readonly roles: readonly Resource<'role'>[];
  /** It is attached to a role whose trust can't be seen. */
  readonly elsewhere: boolean;
}

/**
 * Services that act with a role on behalf of serverless applications.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 */
const executing = [
  'lambda',
  'edgelambda',
  'states',
  'states.*',
  'apigateway',
  'ops.apigateway',
  'events',
  'scheduler',
  'pipes',
  'appsync',
].flatMap((service) => [`${service}.amazonaws.com`, `${service}.amazonaws.com.cn`]);

/** Every identity-based policy of the template. */
export function identityPolicies(graph: Graph): readonly IdentityPolicy[] {
  return [
    ...graph.all('role').map((role) => inlineOf(role, graph)),
    ...graph.all('user').map((user) => inlineOf(user, graph)),
    ...graph.all('attachedPolicy').map((policy) => attached(policy, graph, () => rolesOf(policy))),
    ...graph.all('managedPolicy').map((policy) => attached(policy, graph, () => managedHolders(policy, graph))),
  ];
}

class IdentityPolicyView extends DerivedSubject implements IdentityPolicy {
  readonly kind = 'identityPolicy';
  readonly #document: Lasting<Value<PolicyDocument>>;

  constructor(
    resource: ResourceBase,
    readonly name: string,
    graph: Graph,
    document: () => Value<PolicyDocument>,
    readonly holders: () => Holders,
  ) {
    super(resource);
    this.#document = new Lasting(graph, document);
  }

  get document(): Value<PolicyDocument> {
    return this.#document.get();
  }
}

/** All inline documents of a role or user as one policy, so that a finding in each is told apart by its place. */
function inlineOf(holder: Resource<'role'> | Resource<'user'>, graph: Graph): IdentityPolicy {
  const name = holder.generated ? holder.name : `the inline policy of ${holder.name}`;
  const document = (): Value<PolicyDocument> => {
    const { inlinePolicies } = holder;
    if (inlinePolicies.state !== 'known') return inlinePolicies;
    const documents = inlinePolicies.value.map((block) => block.document);
    const read = documents.flatMap((each) => (each.state === 'known' ? [named(each, holder)] : []));
    const { name: word, at } = inlinePolicies;
    const statements = read.flatMap((each) => each.statements);
    const unread = documents.flatMap((each) => (each.state === 'unknown' ? [each] : []));
    return known(
      { name: word, at },
      { at, statements, unknowns: [...read.flatMap((each) => each.unknowns), ...unread] },
    );
  };
  return new IdentityPolicyView(holder, name, graph, document, () => ({
    roles: holder.kind === 'role' && graph.exists(holder) ? [holder] : [],
    elsewhere: false,
  }));
}

/** A document whose statements know of the policy template that they stand for. */
const named = (document: Known<PolicyDocument>, holder: ResourceBase): PolicyDocument =>
  isOfTemplate(document) ? standingFor(`${document.name} of ${holder.owner}`, document.value) : document.value;

const standingFor = (of: string, document: PolicyDocument): PolicyDocument => ({
  ...document,
  statements: document.statements.map((statement) => ({ ...statement, of })),
});

function attached(
  policy: Resource<'attachedPolicy'> | Resource<'managedPolicy'>,
  graph: Graph,
  holders: () => Holders,
): IdentityPolicy {
  const { name, generated } = policy;
  const document = (): Value<PolicyDocument> => {
    const given = policy.document;
    // What SAM makes of a connector.
    return generated && given.state === 'known' ? known(given, standingFor(name, given.value), given.written) : given;
  };
  return new IdentityPolicyView(policy, name, graph, document, holders);
}

/** The roles that a policy lists itself. */
export function rolesIn(policy: Resource<'attachedPolicy'> | Resource<'managedPolicy'>): readonly Link<'role'>[] {
  const single: readonly Link<'role'>[] =
    policy.kind === 'attachedPolicy' && policy.role.state !== 'absent' ? [policy.role] : [];
  const listed = policy.roles.state === 'known' ? policy.roles.value : [];
  return [...listed, ...single];
}

function rolesOf(policy: Resource<'attachedPolicy'> | Resource<'managedPolicy'>): Holders {
  const all = rolesIn(policy);
  return {
    roles: all.flatMap((link) => (link.state === 'known' ? [link.resource] : [])),
    elsewhere: policy.roles.state === 'unknown' || all.some(({ state }) => state === 'external' || state === 'unknown'),
  };
}

function managedHolders(policy: Resource<'managedPolicy'>, graph: Graph): Holders {
  const own = rolesOf(policy);
  const listing = graph
    .mentioning('role', policy.address)
    .filter((role) => graph.exists(role) && gives(role.managedPolicies, policy));
  const links = graph
    .mentioning('policyAttachment', policy.address)
    .filter((each) => graph.exists(each) && gives(each.policies, policy))
    .flatMap((each) => attachedTo(each));
  const attached = links.flatMap((link) => (link.state === 'known' ? [link.resource] : []));
  return {
    roles: [...new Set([...own.roles, ...listing, ...attached])],
    elsewhere: own.elsewhere || links.some(({ state }) => state === 'external' || state === 'unknown'),
  };
}

const gives = (policies: Value<readonly Link<'managedPolicy'>[]>, policy: Resource<'managedPolicy'>): boolean =>
  policies.state === 'known' && policies.value.some((link) => leadsTo(link, policy));

/**
 * Whether a role is one that a serverless application acts with: given to a function, state machine, schedule or pipe, or
 * trusting their services. A role whose trust can't be told counts.
 */
export function isExecutionRole(role: Resource<'role'>, graph: Graph): boolean {
  return graph.kept(isActedWith, role);
}

const isActedWith = (role: Resource<'role'>, graph: Graph): boolean =>
  trustsExecution(role) ||
  graph.mentioning('function', role.address).some((fn) => leadsTo(fn.role, role)) ||
  otherRoleUsers(role, graph).length > 0;

function trustsExecution({ trust }: Resource<'role'>): boolean {
  if (trust.state !== 'known' || trust.value.unknowns.length > 0) return true;
  const principals = trust.value.statements.flatMap((statement) => statement.principals ?? []);
  return principals.some(({ type, value }) =>
    // An account's id is no service, known or not; a principal of which not even the type is known may be one.
    type === 'Service'
      ? matchesAny(value, executing) !== 'no'
      : type === '*' && matchesAny(value, executing) === 'maybe',
  );
}

/**
 * The roles for whose sake a policy is judged: the execution roles that have it, or all of them. None: it is judged though no
 * role of the template has it. `undefined`: it is not judged.
 * @param all whether roles that execute nothing, users, groups and policies of nobody count
 */
export function judgedHolders(
  policy: IdentityPolicy,
  graph: Graph,
  all: boolean,
): readonly Resource<'role'>[] | undefined {
  return graph.quietly(() => {
    const { roles, elsewhere } = policy.holders();
    if (all) return roles.length > 0 || elsewhere || !isLimit(policy, graph) ? roles : undefined;
    const executing = roles.filter((role) => isExecutionRole(role, graph));
    return executing.length > 0 || elsewhere ? executing : undefined;
  });
}

/**
 * Who has managed policies of a role, user or attachment, as the beginning of a sentence: `Role has`, `Attachment gives Role`; `undefined`
 * where they are not judged. Of those who are made elsewhere, the roles are, or all.
 */
export function spellGiver(
  giver: Resource<'role'> | Resource<'user'> | Resource<'policyAttachment'>,
  graph: Graph,
  all: boolean,
): string | undefined {
  if (giver.kind !== 'policyAttachment') {
    return all || (giver.kind === 'role' && isExecutionRole(giver, graph)) ? `${giver.name} has` : undefined;
  }
  const receivers = all
    ? principalsOf(giver, graph)
    : graph
        .quietly(() => attachedTo(giver))
        .filter((role) => role.state !== 'known' || isExecutionRole(role.resource, graph));
  return receivers.length === 0 ? undefined : `${giver.name} gives ${listOf(receivers.map(spellLink))}`;
}

/** The roles that have a policy, as places to be shown beside what is wrong with it. */
export function holdingOf(
  policy: IdentityPolicy,
  holders: readonly Resource<'role'>[],
): readonly { readonly at: Spot; readonly message: string }[] {
  return holders
    .filter(({ address }) => address !== policy.address)
    .slice(0, 3)
    .map((role) => ({ at: role, message: `${role.name} has ${policy.name}` }));
}

function isLimit({ address }: IdentityPolicy, graph: Graph): boolean {
  const resource = graph.resource(address);
  return resource?.kind === 'managedPolicy' && isBoundary(resource, graph);
}
