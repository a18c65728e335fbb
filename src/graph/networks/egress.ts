import { isTerraform } from '../../resources/spelling.js';
import type { Text } from '../../values/text.js';
import { type Told, type Value, itemsOf } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Link, Resource, Spot } from '../resource.js';
import { isDefault } from './defaults.js';

/** What one rule of a security group lets out. */
export type Outlet = Spot &
  Pick<Resource<'egressRule'>, 'protocol' | 'firstPort' | 'lastPort' | 'ranges' | 'ipv6Ranges'>;

/** What a security group lets out. */
export interface Egress {
  /** Where it says so itself. */
  readonly egress: Told;
  readonly outlets: readonly Outlet[];
  /** It has no rule for what leaves it, so that AWS gives it one for everything. Terraform takes that one away. */
  readonly isOpen: boolean;
  /** Rules that may be of the group. */
  readonly maybe: readonly Resource<'egressRule'>[];
}

/**
 * What a security group lets out: by rules of its own, and by those that are resources beside it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export function egressOf(group: Resource<'securityGroup'>, graph: Graph): Egress {
  const { egress } = group;
  const near = graph.mentioning('egressRule', group.address).filter((each) => graph.exists(each) && isEgress(each));
  const beside = near.filter((each) => leadsTo(each.group, group));
  const maybe = graph.quietly(() => near.filter((each) => each.group.state === 'unknown'));
  const outlets = [...(egress.state === 'known' ? egress.value : []), ...beside];
  const isEmpty = outlets.length + maybe.length === 0 && egress.state !== 'unknown';
  return { egress, outlets, isOpen: isEmpty && !isTerraform(group.language), maybe };
}

/** One of Terraform's types is for both directions. */
const isEgress = ({ direction }: Resource<'egressRule'>): boolean =>
  direction.state === 'absent' || (direction.state === 'known' && direction.value === 'egress');

/** The ranges that a rule lets out to, of both versions of IP. */
export const rangesOf = ({ ranges, ipv6Ranges }: Outlet): readonly Value<Text>[] =>
  [ranges, ipv6Ranges].flatMap((each) => itemsOf(each));

/** The functions of the world that are in a security group. */
export const functionsIn = (group: Resource<'securityGroup'>, graph: Graph): readonly Resource<'function'>[] =>
  graph
    .mentioning('function', group.address)
    .filter((fn) => graph.exists(fn) && itemsOf(fn.securityGroups).some((link) => leadsTo(link, group)));

/** Where a function names the security group that a VPC was made with: by the resource for it, or by what the VPC says of it. */
export const defaultGroupOf = ({ securityGroups }: Resource<'function'>): Link<'securityGroup'> | undefined =>
  securityGroups.state !== 'known'
    ? undefined
    : securityGroups.value.find((link) =>
        link.state === 'known'
          ? isDefault(link.resource)
          : link.state === 'unknown' &&
            /\.(?:DefaultSecurityGroup|default_security_group_id)$/.test(link.identity ?? ''),
      );
