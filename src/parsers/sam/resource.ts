import type { Location } from '../../source/source.js';
import { get, literal, type Condition, type Entry, type MapNode, type Node } from '../../template/node.js';
import type { Origin, RawResource } from '../../template/template.js';
import { mapOf, type Value } from './build.js';
import type { SamContext } from './context.js';

/** A value that counts: neither missing, nor `null`, nor `AWS::NoValue`. */
export function given(node: Node | undefined): Node | undefined {
  if (node === undefined || node.is === 'omitted') return undefined;
  return node.is === 'scalar' && node.value === null ? undefined : node;
}

/** A property that was given a value. */
export const property = (resource: RawResource, name: string): Node | undefined =>
  given(get(resource.properties, name));

/** An entry that was given a value. */
export function entryOf(node: Node | undefined, name: string): Entry | undefined {
  const entry = node?.is === 'map' ? node.entries.get(name) : undefined;
  return given(entry?.value) === undefined ? undefined : entry;
}

/** Whether the transform sees something there: `AWS::NoValue` is something to it, an empty list or `false` is not. */
export function truthy(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if (node.is === 'scalar') return Boolean(node.value);
  if (node.is === 'list') return node.items.length > 0;
  return node.is === 'map' ? node.entries.size > 0 : true;
}

/** Whether a value is only known later: anything but plain data. */
export const intrinsic = (node: Node): boolean => node.is !== 'scalar' && node.is !== 'list' && node.is !== 'map';

/** The logical id without the scope of its stack. */
export const localId = ({ scope }: Pick<SamContext, 'scope'>, address: string): string => address.slice(scope.length);

const passedOn = ['DeletionPolicy', 'UpdateReplacePolicy'];

/** The attributes that go over to everything that is made for a resource. */
export function passed(owner: RawResource): ReadonlyMap<string, Entry> {
  return new Map([...owner.attributes].filter(([name]) => passedOn.includes(name)));
}

/** What is to be made for a resource of the user. */
export interface Making {
  /** Scoped logical id. */
  readonly id: string;
  readonly type: string;
  /** What caused it. */
  readonly at: Location;
  /** How to speak of it: `the role of Fn`. */
  readonly label: string;
  /** The property that puts one of the user's own in its place, where nothing of this one can be set. */
  readonly instead?: string;
  readonly properties: Readonly<Record<string, Value | undefined>> | MapNode;
  /** Instead of the owner's; `null` for none. */
  readonly condition?: Condition | null;
  readonly attributes?: Readonly<Record<string, Entry | undefined>>;
}

const isMap = (properties: Making['properties']): properties is MapNode => properties['is'] === 'map';

/** A resource that the transform makes for one of the user's; it exists, and is kept, when that one is. */
export function makeResource(owner: RawResource, making: Making): RawResource {
  const { id, type, at, label, instead, properties } = making;
  const origin: Origin = {
    address: owner.address,
    type: owner.origin?.type ?? owner.type,
    label,
    ...(instead === undefined ? {} : { instead }),
  };
  const attributes = new Map(passed(owner));
  for (const [name, entry] of Object.entries(making.attributes ?? {}))
    if (entry !== undefined) attributes.set(name, entry);
  const condition = making.condition === undefined ? owner.condition : (making.condition ?? undefined);
  return {
    address: id,
    type,
    properties: isMap(properties) ? properties : mapOf(properties, at),
    at,
    attributes,
    origin,
    ...(condition === undefined ? {} : { condition }),
  };
}

/** Makes a resource and puts it; refused where the user has another resource of that id. */
export function generate(context: SamContext, owner: RawResource, making: Making): RawResource {
  const made = makeResource(owner, making);
  const taken = context.resources.get(making.id);
  if (taken !== undefined && taken !== owner) {
    context.problem(
      taken.at,
      `${localId(context, making.id)} is also the id of ${making.label}`,
      'Give this resource another logical id',
    );
    return made;
  }
  context.put(made);
  return made;
}

/** The resource of the user in its new form, under its own id. */
export function lowered(owner: RawResource, type: string, properties: MapNode): RawResource {
  return { ...owner, type, properties, origin: { address: owner.address, type: owner.type } };
}

/** Tags as CloudFormation lists them, from the map that SAM has; a list or an intrinsic is kept as it is. */
export function tagList(tags: Node | undefined): Node | undefined {
  if (tags?.is !== 'map') return given(tags);
  const items: Node[] = [...tags.entries].map(([name, { key, value }]) => ({
    is: 'map',
    at: key,
    entries: new Map<string, Entry>([
      ['Key', { key, value: { is: 'scalar', value: name, at: key } }],
      ['Value', { key, value }],
    ]),
  }));
  return { is: 'list', items, at: tags.at, word: 'Tags' };
}

/** The entry of `Tags` with its map as a list. */
export function taggedEntry({ properties }: RawResource): Entry | undefined {
  const entry = entryOf(properties, 'Tags');
  const value = tagList(entry?.value);
  return entry === undefined || value === undefined ? undefined : { key: entry.key, value };
}

/** Parts of an `s3://bucket/key?versionId=v` address. */
export function s3Location(uri: string): { bucket: string; key: string; version?: string } | undefined {
  const found = /^s3:\/\/([^/?]+)\/([^?]+)(?:\?(?:.*&)?versionId=([^&]+).*)?$/i.exec(uri);
  if (found?.[1] === undefined || found[2] === undefined) return undefined;
  return { bucket: found[1], key: found[2], ...(found[3] === undefined ? {} : { version: found[3] }) };
}

/** Whether a value is the literal `true`, also as text. */
export const isTrue = (context: SamContext, node: Node | undefined): boolean =>
  context.staticText(node)?.toLowerCase() === 'true';

/** The text of a scalar that is text: a number or a boolean is none. */
export const textOf = (node: Node | undefined): string | undefined =>
  node?.is === 'scalar' && typeof node.value === 'string' ? literal(node) : undefined;
