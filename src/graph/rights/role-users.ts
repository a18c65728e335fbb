import type { Graph } from '../graph.js';
import { mentionedBy } from '../mentions.js';
import { leadsTo } from '../naming.js';
import type { AnyResource, Link, Resource } from '../resource.js';

/** Something that acts with a role. */
export interface RoleUser {
  readonly by: AnyResource;
  /** Where it names the role. */
  readonly role: Link<'role'>;
  /** The service that assumes the role for it, as in a trust policy: `states`. */
  readonly service: string;
}

/** What acts with a role of the template and is no function, in any world. */
export function otherRoleUsers(role: Resource<'role'>, graph: Graph): readonly RoleUser[] {
  const { address } = role;
  const all: readonly RoleUser[] = [
    ...graph.mentioning('stateMachine', address).map((by) => ({ by, role: by.role, service: 'states' })),
    ...graph.mentioning('roleUser', address).flatMap((by) => {
      const service = /pipe/i.test(by.type) ? 'pipes' : 'appsync';
      return [by.roleArn, by.serviceRole].map((role) => ({ by, role, service }));
    }),
    ...graph.mentioning('schedule', address).map((by) => ({ by, role: by.role, service: 'scheduler' })),
    ...graph.mentioning('eventTarget', address).map((by) => ({ by, role: by.role, service: 'events' })),
    ...graph.mentioning('eventRule', address).flatMap((by) => {
      const targets = by.targets.state === 'known' ? by.targets.value : [];
      return [by.role, ...targets.map((target) => target.role)].map((role) => ({ by, role, service: 'events' }));
    }),
  ];
  return all.filter((user) => leadsTo(user.role, role));
}

/** Why what has a role may stand elsewhere: its ARN is handed on to where only others know who takes it. */
export const isHandedOn = (role: Resource<'role'>, graph: Graph): boolean => graph.once(handedOn).has(role.address);

function handedOn({ template }: Graph): ReadonlySet<string> {
  const { exported = [], resources, unread = 0 } = template;
  const passing = unread > 0 ? /^(?:AWS::SSM::Parameter|AWS::CloudFormation::Stack)$/ : /^AWS::SSM::Parameter$/;
  const handed = resources.filter(({ type }) => type === 'aws_ssm_parameter' || passing.test(type));
  return mentionedBy([...exported, ...handed.map(({ properties }) => properties)], template).addresses;
}

/** The first few functions of the world that have a role. Each that is looked at may open worlds. */
export function functionsWith(role: Resource<'role'>, graph: Graph, most: number): readonly Resource<'function'>[] {
  const found: Resource<'function'>[] = [];
  for (const fn of graph.mentioning('function', role.address)) {
    if (found.length >= most) break;
    if (leadsTo(fn.role, role) && graph.exists(fn)) found.push(fn);
  }
  return found;
}
