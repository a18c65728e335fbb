import type { Location } from '../source/source.js';
import { type Condition, type Entry, type MapNode, type Node, opaque } from '../template/node.js';
import type { Syntax } from '../template/syntax.js';
import type { RawResource } from '../template/template.js';
import { mapOf, scopeOf, valueOf } from './convert.js';
import { breakCycles, namedCondition } from './convert/condition.js';
import { callOf, complain, type Scope, type ScopedEntry, type Stack } from './convert/scope.js';
import { type MapSyntax, misnamedResources, misspeltSections } from './detect.js';
import { addParameters, type Given } from './cloudformation-parameters.js';

/** What is written in the sections of one template, in neutral words; every name is scoped but those of outputs. */
export interface Sections {
  readonly resources: ReadonlyMap<string, RawResource>;
  readonly conditions: ReadonlyMap<string, Condition>;
  /** By their own names. */
  readonly outputs: ReadonlyMap<string, Node>;
  /** Values that other stacks may import. */
  readonly exported: readonly Node[];
  /** SAM's section of common properties. */
  readonly globals: Node | undefined;
  /** What its Metadata says to linters. */
  readonly metadata: Node | undefined;
}

/** The parts of a template's Metadata that are read: what else is there is nobody's concern here. */
const linters = new Set(['lambda-lint', 'cfn-lint', 'cdk_nag']);

/**
 * Reads the sections of a template; what is not as it has to be is said, and the rest is read all the same.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export function readSections(root: MapSyntax, stack: Stack, given: Given): Sections {
  const scope = scopeOf(stack);
  const sections = new Map(topLevel(root, scope).map((entry) => [entry.key, entry]));
  const entries = (name: string): readonly ScopedEntry[] => sectionEntries(sections.get(name), stack);
  addParameters(entries('Parameters'), stack, given);
  for (const entry of entries('Mappings')) stack.mappings.set(entry.key, valueOf(entry));
  const conditions = readConditions(entries('Conditions'), stack);
  const misnamed = misnamedResources(root);
  if (misnamed !== undefined) {
    const { key, at } = misnamed;
    complain(
      stack,
      at,
      `${key} holds resources, but CloudFormation reads them from Resources only`,
      'Rename it to Resources',
    );
  } else if (!sections.has('Resources') && !sections.has('Fn::Transform')) {
    const at = root.entries[0]?.at ?? root.at;
    complain(stack, at, 'the template has no Resources', 'Add a Resources section with at least one resource');
  }
  for (const { entry, meant } of misspeltSections(root)) {
    if (entry.key !== misnamed?.key)
      complain(stack, entry.at, `a template has no section ${entry.key}`, `Rename it to ${meant}`);
  }
  const globals = sections.get('Globals');
  return {
    conditions,
    resources: readResources(entries(misnamed?.key ?? 'Resources'), stack),
    ...readOutputs(entries('Outputs'), stack),
    globals: globals && valueOf(globals),
    metadata: metadataOf(sections.get('Metadata')),
  };
}

function metadataOf(section: ScopedEntry | undefined): Node | undefined {
  if (section?.value.is !== 'map') return undefined;
  const spoken = section.scope.entries(section.value).filter(({ key }) => linters.has(key));
  return spoken.length === 0 ? undefined : mapOf(spoken, section.at);
}

/** The sections, those of included files too: an include is a key `Fn::Transform` or an entry of `Transform`. */
function topLevel(root: MapSyntax, scope: Scope): readonly ScopedEntry[] {
  const own = scope.entries(root);
  const transform = own.find(({ key }) => key === 'Transform');
  const listed = transform?.value.is === 'list' ? transform.value.items : transform ? [transform.value] : [];
  const includes = listed.filter((item) => item.is === 'map');
  if (transform === undefined || includes.length === 0) return own;
  const entries = includes.map((value) => ({ key: 'Fn::Transform', at: transform.at, value }));
  const added = entries.flatMap((entry) => scope.entries({ is: 'map', entries: [entry], at: transform.at }));
  return [...added, ...own];
}

/** The entries of a section that has to be a map; one without content has none. */
function sectionEntries(section: ScopedEntry | undefined, stack: Stack): readonly ScopedEntry[] {
  if (section === undefined) return [];
  const { key, value, scope } = section;
  if (value.is === 'map') return scope.entries(value);
  if (key !== 'Resources' && value.is === 'scalar' && value.value === null) return [];
  const help = key === 'Resources' ? 'Write a map from logical ids to resources' : `Write a map, or leave ${key} out`;
  complain(stack, placeOr(value, section.at), `${key} is ${kindOf(value)}, not a map`, help);
  return [];
}

/** Where something is written, and the key before it for a value that takes no room (`Resources:`). */
function placeOr(value: Syntax, key: Location): Location {
  return value.at.end > value.at.start ? value.at : key;
}

function kindOf(value: Syntax): string {
  if (value.is !== 'scalar') return value.is === 'list' ? 'a list' : 'a map';
  if (value.value === null) return 'empty';
  return typeof value.value === 'string' ? 'text' : `a ${typeof value.value}`;
}

function readConditions(entries: readonly ScopedEntry[], stack: Stack): ReadonlyMap<string, Condition> {
  const known = entries.filter(({ unknown }) => unknown === undefined);
  for (const { key } of known) stack.conditions.add(key);
  const scoped = (key: string): string => stack.prefix + key;
  const conditions = new Map(known.map(({ key, value, scope }) => [scoped(key), scope.condition(value)]));
  breakCycles(conditions, new Map(known.map(({ key, at }) => [scoped(key), at])), stack);
  return conditions;
}

function readOutputs(entries: readonly ScopedEntry[], stack: Stack): Pick<Sections, 'outputs' | 'exported'> {
  const outputs = new Map<string, Node>();
  const exported: Node[] = [];
  for (const { key, at, value, scope, unknown } of entries) {
    if (unknown !== undefined) continue;
    const own = value.is === 'map' ? scope.entries(value) : [];
    const given = own.find((entry) => entry.key === 'Value');
    if (given === undefined) {
      complain(stack, placeOr(value, at), `the output ${key} has no Value`, 'Give the output a Value');
      continue;
    }
    const node = valueOf(given);
    outputs.set(key, node);
    if (own.some((entry) => entry.key === 'Export')) exported.push(node);
  }
  return { outputs, exported };
}

function readResources(entries: readonly ScopedEntry[], stack: Stack): ReadonlyMap<string, RawResource> {
  const resources = new Map<string, RawResource>();
  for (const entry of entries) {
    const resource = entry.unknown === undefined ? readResource(entry, stack) : undefined;
    if (resource !== undefined) resources.set(resource.address, resource);
  }
  return resources;
}

function readResource({ key, at, value, scope }: ScopedEntry, stack: Stack): RawResource | undefined {
  if (value.is !== 'map') {
    const help = 'Write a map with a Type and Properties';
    complain(stack, placeOr(value, at), `the resource ${key} is ${kindOf(value)}, not a map`, help);
    return undefined;
  }
  const parts = new Map(scope.entries(value).map((entry) => [entry.key, entry]));
  const rest = parts.get('Fn::Transform');
  if (!parts.has('Type') && rest !== undefined) return undefined;
  const type = typeOf(parts.get('Type'), key, at, stack);
  if (type === undefined) return undefined;
  const condition = parts.get('Condition');
  return {
    address: stack.prefix + key,
    type,
    at,
    properties: propertiesOf(parts.get('Properties') ?? rest, key, at, stack),
    ...(condition === undefined ? {} : { condition: namedCondition(condition.value, condition.scope) }),
    attributes: attributesOf(parts.values()),
  };
}

function typeOf(entry: ScopedEntry | undefined, id: string, at: Location, stack: Stack): string | undefined {
  if (entry === undefined) {
    complain(stack, at, `the resource ${id} has no Type`, 'Give it a Type, such as AWS::Lambda::Function');
    return undefined;
  }
  const node = valueOf(entry);
  if (node.is === 'scalar' && typeof node.value === 'string' && node.value !== '') return node.value;
  const place = placeOr(entry.value, entry.at);
  complain(stack, place, `the Type of ${id} is not text`, 'Write the name of a type, such as AWS::Lambda::Function');
  return undefined;
}

function propertiesOf(entry: ScopedEntry | undefined, id: string, at: Location, stack: Stack): MapNode {
  if (entry === undefined) return mapOf([], at);
  const { value } = entry;
  if (value.is === 'scalar' && value.value === null) return mapOf([], entry.at);
  const node = valueOf(entry);
  if (node.is === 'map') return node;
  if (entry.unknown === undefined && callOf(value) === undefined) {
    const message = `the Properties of ${id} are ${kindOf(value)}, not a map`;
    complain(stack, placeOr(value, entry.at), message, 'Write a map from names of properties to values');
    return mapOf([], value.at);
  }
  // Properties that only the deployment knows: one entry says so, as beside written ones.
  const unknown = node.is === 'opaque' ? node : opaque('the properties are not written out', value.at);
  return { is: 'map', entries: new Map([['Fn::Transform', { key: value.at, value: unknown }]]), at: value.at };
}

function attributesOf(parts: Iterable<ScopedEntry>): ReadonlyMap<string, Entry> {
  const attributes = new Map<string, Entry>();
  for (const part of parts) {
    if (part.key === 'Type' || part.key === 'Properties' || part.key === 'Condition') continue;
    attributes.set(part.key, { key: part.at, value: valueOf(part) });
  }
  return attributes;
}
