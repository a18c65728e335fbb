import { isAwsManaged } from '../../iam/managed-policies.js';
import { isWithin } from '../../source/source.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import { spell, spellLink } from '../phrases.js';
import type { Resource } from '../resource.js';

/** Whose property a role's boundary is, to go behind the property's name: ` of Fn`; nothing where it is the role's own. */
export function boundaryOwner(role: Resource<'role'>, graph: Graph): string {
  const maker = role.generated ? graph.resource(role.owner) : undefined;
  if (maker === undefined) return '';
  if (graph.isGlobal(graph.quietly(() => role.boundary))) return ' under Globals';
  if (isWithin(role.at, maker.at)) {
    return ` of ${role.owner}${maker.kind === 'function' ? ', or of all functions under Globals,' : ''}`;
  }
  // What starts a state machine takes over its boundary; a schedule of EventBridge Scheduler has one of its own.
  const { trust } = role;
  const principals = trust.state === 'known' ? trust.value.statements.flatMap((each) => each.principals ?? []) : [];
  return principals.some(({ value }) => spell(value).startsWith('scheduler.')) ? ' of the event' : ` of ${role.owner}`;
}

/** Whether a policy is the boundary of a role or user of the template: then it limits, and grants nothing. */
export function isBoundary(policy: Resource<'managedPolicy'>, graph: Graph): boolean {
  const { address } = policy;
  return [...graph.mentioning('role', address), ...graph.mentioning('user', address)].some(
    (each) => graph.exists(each) && leadsTo(each.boundary, policy),
  );
}

/** What lets something through the boundary of a role: nobody but AWS changes a managed policy of AWS. */
export function boundaryRemedy({ boundary, name }: Resource<'role'>, what: string): string {
  if (boundary.state === 'known') return `allow ${what} in ${boundary.resource.name}`;
  const isOfAws = boundary.state === 'external' && typeof isAwsManaged(boundary.text) === 'object';
  return isOfAws ? `give ${name} a boundary that allows ${what}` : `have ${what} allowed in ${spellLink(boundary)}`;
}
