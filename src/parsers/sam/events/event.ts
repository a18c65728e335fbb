import type { Location } from '../../../source/source.js';
import { literal, reference, type Entry, type MapNode, type Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import type { Target } from '../alias.js';
import type { Value } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, generate, given, localId, property } from '../resource.js';
import type { RolePermissions } from '../roles/policies.js';

/** An event of a function or a state machine, on its way to resources. */
export interface SamEvent {
  readonly context: SamContext;
  readonly owner: RawResource;
  readonly name: string;
  /** Id of its main resource: that of the owner and its own name. */
  readonly id: string;
  readonly type: string;
  /** Its key: everything that it causes stands there. */
  readonly at: Location;
  readonly properties: MapNode;
  readonly target: Target;
  /** `Upload of Fn`. */
  readonly spoken: string;
}

/** An event of a function, which may add to the function's role. */
export interface FunctionEvent extends SamEvent {
  readonly permissions: RolePermissions;
}

/** A property of an event that was given a value. */
export const valueOf = (event: SamEvent, name: string): Node | undefined =>
  given(entryOf(event.properties, name)?.value);

/** Properties of an event that are taken over as they stand, by the name in CloudFormation. */
export function taken(event: SamEvent, names: Readonly<Record<string, string>>): Record<string, Value | undefined> {
  const found: Record<string, Value | undefined> = {};
  for (const [name, written] of Object.entries(names)) {
    const value = valueOf(event, written);
    if (value !== undefined) found[name] = name === written ? value : { ...value, word: written };
  }
  return found;
}

/** Reports what SAM would refuse an event for. */
export const refuse = (event: SamEvent, message: string, help: string, at?: Location): void => {
  event.context.problem(at ?? event.at, `Event ${event.spoken} ${message}`, help);
};

/** Whether an event has the properties that its type needs; what is missing is reported. */
export function has(event: SamEvent, ...names: readonly string[]): boolean {
  const missing = names.filter((name) => valueOf(event, name) === undefined);
  for (const name of missing) refuse(event, `needs ${name}`, `Add ${name}`);
  return missing.length === 0;
}

/** Puts a resource of an event. */
export function put(
  event: SamEvent,
  making: {
    readonly suffix?: string;
    readonly id?: string;
    readonly type: string;
    readonly what: string;
    readonly properties: Readonly<Record<string, Value | undefined>> | MapNode;
    readonly attributes?: Readonly<Record<string, Entry | undefined>>;
  },
): RawResource {
  return generate(event.context, event.owner, {
    id: making.id ?? event.id + (making.suffix ?? ''),
    type: making.type,
    at: event.at,
    label: `the ${making.what} of event ${event.spoken}`,
    properties: making.properties,
    ...(making.attributes === undefined ? {} : { attributes: making.attributes }),
  });
}

/** Puts the permission by which a service may invoke the function. */
export function permit(
  event: SamEvent,
  principal: string,
  source: Readonly<Record<string, Value | undefined>>,
  id = `${event.id}Permission`,
): RawResource {
  return put(event, {
    id,
    type: 'AWS::Lambda::Permission',
    what: 'permission',
    properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: event.target.name(event.at),
      Principal: principal,
      ...source,
    },
  });
}

/** The events of a resource that are maps with a known type; the others are reported. */
export function eventsOf(
  context: SamContext,
  owner: RawResource,
  target: Target,
  types: ReadonlySet<string>,
): readonly SamEvent[] {
  const events = property(owner, 'Events');
  const id = localId(context, owner.address);
  if (events === undefined) return [];
  if (events.is !== 'map') {
    context.problem(events.at, `Events of ${id} has to be a map of events`, 'Name each event');
    return [];
  }
  const found: SamEvent[] = [];
  for (const [name, { key: at, value }] of events.entries) {
    const spoken = `${name} of ${id}`;
    const type = literal(entryOf(value, 'Type')?.value);
    const written = entryOf(value, 'Properties')?.value;
    if (value.is !== 'map' || type === undefined || !types.has(type)) {
      const all = [...types].join(', ');
      context.problem(
        at,
        `Event ${spoken} has ${type === undefined ? 'no Type' : `unknown Type ${type}`}`,
        `Use one of ${all}`,
      );
    } else if (written !== undefined && written.is !== 'map') {
      context.problem(
        at,
        `Properties of event ${spoken} have to be a map`,
        'Put intrinsic functions into the properties',
      );
    } else {
      const properties: MapNode = written ?? { is: 'map', at, entries: new Map() };
      found.push({ context, owner, name, id: owner.address + name, type, at, properties, target, spoken });
    }
  }
  return found;
}

/** `Ref` to a resource of this stack by its id. */
export const refTo = (address: string, at: Location): Node => reference(address, undefined, at);
