import type { Location } from '../../../source/source.js';
import { reference, type Condition, type Entry, type MapNode, type Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { mapOf, type Value } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, generate, localId, tagList } from '../resource.js';
import type { RolePermissions } from './policies.js';

/** A trust policy that lets one service assume the role. */
export const trust = (service: string, at: Location): MapNode =>
  mapOf(
    {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: [service] }, Action: ['sts:AssumeRole'] }],
    },
    at,
  );

const properties = new Map([
  ['AssumeRolePolicyDocument', 'AssumeRolePolicyDocument'],
  ['RolePath', 'Path'],
  ['PermissionsBoundary', 'PermissionsBoundary'],
  // What the owner takes from elsewhere may hold any of these.
  ['Fn::Transform', 'Fn::Transform'],
]);

/** Where the role of a function or a state machine comes from. */
export interface RolePlan {
  /** What the property `Role` becomes. */
  readonly value: Node;
  /** SAM makes a role, under this condition if any. */
  readonly makes: boolean;
  readonly condition?: Condition;
}

/**
 * Whether SAM makes a role: where `Role` is missing, or leaves a branch of `Fn::If` to `AWS::NoValue`. Any other value,
 * even an empty one, is a role of the user's.
 */
export function planRole(owner: RawResource): RolePlan {
  const role = owner.properties.entries.get('Role')?.value;
  const own = reference(`${owner.address}Role`, 'Arn', role?.at ?? owner.at);
  if (role === undefined || (role.is === 'scalar' && role.value === null)) return { value: own, makes: true };
  if (role.is !== 'choice') return { value: role, makes: false };
  const { condition, then, otherwise } = role;
  if (then.is === 'omitted' && otherwise.is === 'omitted') return { value: own, makes: true };
  if (then.is === 'omitted') return { value: { ...role, then: own }, makes: true, condition };
  if (otherwise.is === 'omitted') {
    return { value: { ...role, otherwise: own }, makes: true, condition: { is: 'not', of: condition } };
  }
  return { value: role, makes: false };
}

/** Puts the role that SAM makes for a function or a state machine. */
export function makeRole(
  context: SamContext,
  owner: RawResource,
  service: string,
  permissions: RolePermissions,
  condition?: Condition,
): void {
  const at = owner.at;
  const made = mapOf(
    {
      AssumeRolePolicyDocument: trust(service, at),
      ManagedPolicyArns: permissions.managed.length === 0 ? undefined : permissions.managed,
      Policies: permissions.inline.length === 0 ? undefined : permissions.inline,
      Tags: tagList(entryOf(owner.properties, 'Tags')?.value),
    },
    at,
  );
  const entries = new Map<string, Entry>(made.entries);
  for (const [written, name] of properties) {
    const entry = entryOf(owner.properties, written);
    if (entry !== undefined)
      entries.set(name, written === name ? entry : { ...entry, value: { ...entry.value, word: written } });
  }
  generate(context, owner, {
    id: `${owner.address}Role`,
    type: 'AWS::IAM::Role',
    at,
    label: `the role that SAM makes for ${localId(context, owner.address)}`,
    properties: { ...made, entries },
    ...(condition === undefined ? {} : { condition }),
  });
}

/** A small role of its own for an event or a data source: one service, and what it may do. */
export function roleProperties(
  service: string,
  policies: readonly { readonly name: string; readonly document: Node }[],
  at: Location,
  boundary?: Node,
): Readonly<Record<string, Value | undefined>> {
  return {
    AssumeRolePolicyDocument: trust(service, at),
    Policies:
      policies.length === 0
        ? undefined
        : policies.map(({ name, document }) => ({ PolicyName: name, PolicyDocument: document })),
    PermissionsBoundary: boundary,
  };
}
