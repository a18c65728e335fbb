import type { Condition } from '../../template/node.js';
import type { Dropped, RawResource } from '../../template/template.js';
import type { SamContext } from './context.js';
import { entryOf, truthy } from './resource.js';

/**
 * Settings of a role that SAM leaves out because the resource names a role of the user's. One that comes from Globals is
 * meant for the resources without a role, and is not counted.
 *
 * @param names what only a role of SAM's own has
 * @param makes the condition under which SAM makes a role all the same
 */
export function droppedBesideRole(
  context: SamContext,
  owner: RawResource,
  names: readonly string[],
  makes?: Condition,
): Pick<RawResource, 'dropped'> {
  const role = owner.properties.entries.get('Role');
  if (role === undefined) return {};
  const dropped = names.flatMap((name): readonly Dropped[] => {
    const entry = entryOf(owner.properties, name);
    if (entry === undefined || !truthy(entry.value) || context.isGlobal(entry.key)) return [];
    const because = { name: 'Role', at: role.value.at };
    return [{ name, at: entry.key, because, ...(makes === undefined ? {} : { when: { is: 'not', of: makes } }) }];
  });
  return dropped.length === 0 ? {} : { dropped };
}
