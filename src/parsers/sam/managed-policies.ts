import { scalar, type Node } from '../../template/node.js';
import type { Location } from '../../source/source.js';
import type { SamContext } from './context.js';
import { managedPolicyNames } from './managed-policies.data.js';

let paths: ReadonlyMap<string, string> | undefined;

function pathOf(name: string): string | undefined {
  paths ??= new Map(
    Object.entries(managedPolicyNames).flatMap(([path, names]) =>
      names
        .trim()
        .split(/\s+/)
        .map((known) => [known, path] as const),
    ),
  );
  return paths.get(name);
}

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
