import { everyResource } from '../plan/instances.js';
import { at, items, type Loose, own, textOr } from '../plan/loose.js';

/** What resources of their own give to roles: the names of inline policies and the ARNs of managed ones, by the role's name. */
export type GivenToRoles = ReadonlyMap<string, ReadonlySet<string>>;

/** Lists of a role that name each policy by one value: the type that gives such a policy, and where it says which. */
const lists = {
  inline_policy: { type: 'aws_iam_role_policy', argument: 'name' },
  managed_policy_arns: { type: 'aws_iam_role_policy_attachment', argument: 'policy_arn' },
} as const;

type List = keyof typeof lists;

export const isRoleList = (type: string, name: string): name is List =>
  type === 'aws_iam_role' && Object.hasOwn(lists, name);

/**
 * What gives roles the policies of a list, now or before the apply. The provider reads into the list whatever a role has, so
 * that it repeats these, as they were before: even those that the plan changes or takes away.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role
 */
export function givenToRoles(json: Loose, list: List): GivenToRoles {
  const { type, argument } = lists[list];
  const found = new Map<string, Set<string>>();
  const states = ['values', 'planned_values'].flatMap((of) => everyResource(at(json, [of, 'root_module'])));
  for (const resource of [...items(own(json, 'resource_changes')), ...states]) {
    if (own(resource, 'type') !== type) continue;
    for (const path of [['values'], ['change', 'before'], ['change', 'after']]) {
      const values = at(resource, path);
      const [role, given] = [own(values, 'role'), own(values, argument)];
      if (typeof role !== 'string' || typeof given !== 'string') continue;
      const known = found.get(role);
      if (known === undefined) found.set(role, new Set([given]));
      else known.add(given);
    }
  }
  return found;
}

/** What a role's list says of one policy that tells which it is. */
export const identityIn = (list: List, item: unknown): string =>
  textOr(list === 'inline_policy' ? own(item, lists[list].argument) : item, '');
