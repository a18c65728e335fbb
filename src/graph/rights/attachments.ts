import { groupsOf } from '../../source/groups.js';
import { itemsOf } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Link, Resource } from '../resource.js';

type Attachment = Resource<'policyAttachment'>;
type Principal = Link<'role'> | Link<'user'>;
type Holder = Resource<'role'> | Resource<'user'>;

/** The managed policies of a role or user, of its own list and of attachments; each once. */
export function managedPoliciesOf(holder: Holder, graph: Graph): readonly Link<'managedPolicy'>[] {
  const policies = [holder, ...attachmentsTo(holder, graph)].flatMap(ownList);
  return groupsOf(policies, identityOf).map(([first]) => first);
}

/** The managed policies that a role or user lists itself, or that an attachment gives. */
export function givenBy(giver: Holder | Attachment, graph: Graph): readonly Link<'managedPolicy'>[] {
  const policies = ownList(giver);
  if (!isExclusive(giver)) return policies;
  // What is attached has to be in the list of all that may be attached, too.
  const attaching = principalsOf(giver, graph)
    .flatMap((link) => (link.state === 'known' ? attachmentsTo(link.resource, graph) : []))
    .filter((each) => !isExclusive(each));
  const attached = new Set(attaching.flatMap(ownList).map(identityOf));
  return policies.filter((policy) => !attached.has(identityOf(policy)));
}

const isExclusive = (giver: Holder | Attachment): giver is Attachment => giver.type.endsWith('_exclusive');

const ownList = (giver: Holder | Attachment): readonly Link<'managedPolicy'>[] =>
  itemsOf(giver.kind === 'policyAttachment' ? giver.policies : giver.managedPolicies);

const identityOf = (policy: Link<'managedPolicy'>): unknown =>
  policy.state === 'known' || policy.state === 'external' ? policy.identity : policy;

const attachmentsTo = (holder: Holder, graph: Graph): readonly Attachment[] =>
  graph
    .naming('policyAttachment', holder)
    .filter((each) => graph.exists(each) && principalsOf(each, graph).some((link) => isFor(link, holder, graph)));

/** Whether a link leads to somebody, also by a name that is put together as theirs is. */
const isFor = (link: Principal, holder: Holder, graph: Graph): boolean =>
  graph.quietly(() => leadsTo(link, holder, holder.kind === 'role' ? holder.roleName : holder.userName));

/** The roles that an attachment gives its policies to. */
export const rolesOf = ({ roles }: Attachment): readonly Link<'role'>[] => itemsOf(roles);

/** The roles, users and groups that an attachment gives its policies to. */
export function principalsOf(attachment: Attachment, graph: Graph): readonly Principal[] {
  return graph.quietly(() => {
    const { users, groups } = attachment;
    return [...rolesOf(attachment), ...itemsOf(users), ...itemsOf(groups)];
  });
}
