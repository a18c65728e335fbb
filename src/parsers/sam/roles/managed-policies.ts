import type { Location } from '../../../source/source.js';
import { scalar, type Node } from '../../../template/node.js';
import type { SamContext } from '../context.js';
import { managedPolicyNames } from './managed-policies.data.js';

/** The path of a policy of AWS. */
function pathOf(name: string): string | undefined {
  if (!/^[\w+=,.@-]+$/.test(name)) return undefined;
  // Few names are asked for: they are looked for in the lists as they are.
  const isIn = (names: string): boolean => {
    for (let at = names.indexOf(name); at !== -1; at = names.indexOf(name, at + 1)) {
      if (isBetween(names.charAt(at - 1)) && isBetween(names.charAt(at + name.length))) return true;
    }
    return false;
  };
  return Object.keys(managedPolicyNames).find((path) => isIn(managedPolicyNames[path] ?? ''));
}

const isBetween = (sign: string): boolean => sign === ' ' || sign === '\n' || sign === '';

/** The partition of the region that was given; without one, that of the commercial regions. */
export function partitionOf(context: SamContext): string {
  const partition = context.parameters.get('AWS::Partition')?.given;
  if (typeof partition === 'string') return partition;
  const region = context.parameters.get('AWS::Region')?.given;
  if (typeof region !== 'string') return 'aws';
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('eusc-') ? 'aws-eusc' : 'aws';
}

/** The ARN of a policy of AWS, by its name with its path. */
export const awsManaged = (context: SamContext, name: string, at: Location): Node =>
  scalar(`arn:${partitionOf(context)}:iam::aws:policy/${name}`, at);

/** What an entry of `Policies` that is text stands for: the ARN of the AWS policy of that name, or itself. */
export function managedPolicy(context: SamContext, node: Node): Node {
  if (node.is !== 'scalar' || typeof node.value !== 'string') return node;
  const path = pathOf(node.value);
  return path === undefined ? node : { ...awsManaged(context, path + node.value, node.at), word: 'Policies' };
}
