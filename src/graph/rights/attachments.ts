import type { Value } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Link, Resource } from '../resource.js';

type Attachment = Resource<'policyAttachment'>;
type Principal = Link<'role'> | Link<'user'>;

/** The managed policies of a role or user, of its own list and of attachments; or those that an attachment gives. */
export function managedPoliciesOf(
  holder: Resource<'role'> | Resource<'user'> | Attachment,
  graph: Graph,
): readonly Link<'managedPolicy'>[] {
  if (holder.kind === 'policyAttachment') return listed(holder.policies);
  const attachments = graph
    .mentioning('policyAttachment', holder.address)
    .filter((each) => graph.exists(each) && principalsOf(each, graph).some((link) => leadsTo(link, holder)));
  return withoutRepetition([
    ...listed(holder.managedPolicies),
    ...attachments.flatMap(({ policies }) => listed(policies)),
  ]);
}

/** What is attached and listed as all that may be attached, too, is had once. */
function withoutRepetition(policies: readonly Link<'managedPolicy'>[]): readonly Link<'managedPolicy'>[] {
  const seen = new Set<string>();
  return policies.filter((policy) => {
    if (policy.state !== 'known' && policy.state !== 'external') return true;
    if (seen.has(policy.identity)) return false;
    seen.add(policy.identity);
    return true;
  });
}

/** The roles that an attachment gives its policies to; one that can't be told stands for those of a list that can't. */
export const rolesOf = ({ roles }: Attachment): readonly Link<'role'>[] => listed(roles, 'unknown');

/** Those among whom an attachment gives its policies to that are made elsewhere: roles, or users and groups as well. */
export function strangersOf(attachment: Attachment, all: boolean, graph: Graph): readonly Link<'role' | 'user'>[] {
  const principals = all ? principalsOf(attachment, graph) : graph.quietly(() => rolesOf(attachment));
  return principals.filter(({ state }) => state === 'external' || state === 'unknown');
}

function principalsOf(attachment: Attachment, graph: Graph): readonly Principal[] {
  return graph.quietly(() => {
    const { users, groups } = attachment;
    return [...rolesOf(attachment), ...listed(users, 'unknown'), ...listed(groups, 'unknown')];
  });
}

function listed<T extends Principal | Link<'managedPolicy'>>(
  links: Value<readonly T[]>,
  also?: 'unknown',
): readonly (T | Extract<Value<T>, { state: 'unknown' }>)[] {
  if (links.state === 'unknown') return also === undefined ? [] : [links];
  return links.state === 'known' ? links.value : [];
}
