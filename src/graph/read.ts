import { parseJson, readDocument } from '../iam/document.js';
import type { Field, Fields, RecordsField } from '../resources/define.js';
import type { Kind } from '../resources/index.js';
import { argumentOf, isTerraform, type Language, pathsOf, wordFor } from '../resources/spelling.js';
import type { Location } from '../source/source.js';
import type { Node } from '../template/node.js';
import type { Resolved } from '../values/resolved.js';
import { type Text, textOf, wholeText } from '../values/text.js';
import { absent, known, type Told, unknown, type Value } from '../values/value.js';
import { Facts, gettersOf } from './facts.js';
import { linkOf } from './links.js';
import type { Graph } from './graph.js';
import type { Link, Spot } from './resource.js';

/** Where a field is looked for: a map in the user's text, the language it is written in, and what to point at without it. */
export interface Source {
  readonly properties: Resolved;
  readonly language: Language;
  readonly fallback: Location;
  /** That of the resource, in a plan. */
  readonly providerConfig?: string | undefined;
}

type Found = Resolved & { readonly word?: string };

/** Reads one field of a resource in the graph's world. */
export function readField(field: Field, source: Source, graph: Graph): unknown {
  const path = pathOf(field, source);
  if (field.field === 'tree') return path === undefined ? undefined : treeAt(path, source, graph);
  const word = source.language === 'terraform' && path !== undefined ? argumentOf(path) : undefined;
  const name = word ?? wordFor(field.spelled, source.language);
  if (path === undefined) return absent({ name, at: source.fallback });
  const found = follow(path, source, graph);
  const told: Told = { name: found.word ?? name, at: found.at, via: found.via };
  switch (field.field) {
    case 'number':
      return whole(found, told, field.default, (text) =>
        text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined,
      );
    case 'boolean':
      return whole(found, told, field.default, booleanIn);
    case 'string':
      return whole(found, told, field.default, (text) => text);
    case 'text':
      return textValue(found, told, graph);
    case 'texts':
      return listValue(found, told, (item) => textValue(item, toldOf(item, told), graph));
    case 'tags':
      return tagsValue(found, told, graph);
    case 'policy':
      return policyValue(found, told, graph);
    case 'link':
      return linkOf(found, told, field.to as readonly Kind[], graph, source.providerConfig);
    case 'links':
      return listValue<Link<Kind>>(found, told, (item) =>
        linkOf(item, toldOf(item, told), field.to as readonly Kind[], graph, source.providerConfig),
      );
    case 'records':
      if (field.keyed) return keyedBlocks(field, { found, told }, source, graph);
      return listValue(found, told, (item) => new BlockView(item, field.fields, source, graph));
  }
}

/** The path of a field: of several the first that is there. */
function pathOf({ spelled }: Field, { language, properties }: Source): string | undefined {
  const paths = pathsOf(spelled, language);
  const isThere = (path: string): boolean => properties.is === 'map' && properties.entries.has(path);
  return paths.length > 1 ? (paths.find(isThere) ?? paths[0]) : paths[0];
}

/** Walks a path of property names; an absent value is placed at the last thing that is there. */
export function follow(path: string, { properties, fallback, language }: Source, graph: Graph): Found {
  let found: Found = properties;
  let near = fallback;
  for (const name of namesIn(path)) {
    // A Terraform block is a list of at most one.
    const first = found.is === 'list' && isTerraform(language) ? found.items[0] : undefined;
    const here: Found = documentOf(first ?? found, graph);
    if (here.is !== 'map') {
      // Some name by an ARN what others describe in a block: nothing lies in an ARN.
      const isOpen = here.is === 'unknown' || (here.is === 'resource' && !/(?:^|[._])arn$/i.test(here.attribute));
      return isOpen ? withinUnknown(here) : { is: 'absent', at: near };
    }
    const entry = here.entries.get(name);
    if (entry === undefined) {
      const rest = here.entries.get('Fn::Transform');
      return rest === undefined ? { is: 'absent', at: near } : unknownOf(graph.resolve(rest.value));
    }
    found = graph.resolve(entry.value);
    if (found.is === 'absent') return found;
    near = entry.key;
  }
  return found;
}

/** A map that is written as JSON text. */
function documentOf(found: Found, graph: Graph): Found {
  if (found.is !== 'text') return found;
  const [first] = found.text.parts;
  if (typeof first !== 'string' || !/^\s*\{/.test(first)) return found;
  const node = parseJson(found.text, found.at);
  return node === undefined ? found : graph.resolve(node);
}

/** The names in a path; there are few paths, and each is walked many times. */
function namesIn(path: string): readonly string[] {
  let names = paths.get(path);
  if (names === undefined) {
    names = path.split('.');
    paths.set(path, names);
  }
  return names;
}

const paths = new Map<string, readonly string[]>();

/** What lies in something unknown: no key of that is one of each thing in it. */
function withinUnknown(resolved: Resolved): Found {
  const found = unknownOf(resolved);
  return found.is === 'unknown' ? { is: 'unknown', why: found.why, at: found.at, via: found.via } : found;
}

function unknownOf(resolved: Resolved): Found {
  if (resolved.is === 'unknown') return resolved;
  const why = resolved.is === 'resource' ? `${resolved.address} gives it` : 'only the deployment knows it';
  return { is: 'unknown', why, at: resolved.at };
}

function treeAt(path: string, { properties, language }: Source, graph: Graph): Node | undefined {
  const [first = path, ...rest] = path.split('.');
  if (properties.is !== 'map') return undefined;
  let node = properties.entries.get(first)?.value;
  for (const name of rest) {
    const found = node && graph.resolve(node);
    const value = found?.is === 'list' && isTerraform(language) ? found.items[0] : found;
    node = value?.is === 'map' ? value.entries.get(name)?.value : undefined;
  }
  return node;
}

/** `true` or `false` in any case, as a template may write it as a text, or what CloudFormation's YAML 1.1 takes for them. */
export function booleanIn(text: string): boolean | undefined {
  switch (text.toLowerCase()) {
    case 'true':
    case 'yes':
    case 'on':
      return true;
    case 'false':
    case 'no':
    case 'off':
      return false;
    default:
      return undefined;
  }
}

/** A value that counts only as a whole. */
function whole<T>(found: Found, told: Told, standard: T | undefined, parse: (text: string) => T | undefined): Value<T> {
  if (found.is === 'absent') return standard === undefined ? absent(told) : known(told, standard, false);
  if (found.is === 'text') {
    const text = wholeText(found.text);
    const value = text === undefined ? undefined : parse(text);
    if (value !== undefined) return known(told, value);
  }
  return unknownValue(found, told);
}

function unknownValue(found: Found, told: Told): Value<never> {
  const why =
    found.is === 'unknown'
      ? found.why
      : found.is === 'resource'
        ? `${found.address} gives it`
        : `${told.name} is known only at deployment`;
  const value = unknown(told, why, found.is === 'unknown' ? found.key : undefined);
  return found.is === 'unknown' && found.some === true ? { ...value, some: true } : value;
}

/** What was found, as text: known also where it has holes. */
export function textValue(found: Found, told: Told, graph: Graph): Value<Text> {
  if (found.is === 'absent') return absent(told);
  if (found.is === 'unknown') return unknownValue(found, told);
  const text = graph.textOf(found);
  return text === undefined ? unknownValue(found, told) : known(told, text);
}

/** What was found, as a list of what `item` makes of each. */
export function listValue<T>(found: Found, told: Told, item: (each: Found) => T): Value<readonly T[]> {
  if (found.is === 'absent') return absent(told);
  if (found.is === 'unknown') return unknownValue(found, told);
  // A single value stands for a list of one, as services take it.
  const items = found.is === 'list' ? flat(found.items) : [found];
  return known(
    told,
    items.map((each) => item(each)),
  );
}

/** The blocks of a map of them; `aws_…` resources have a list instead, `awscc_…` ones a JSON document as CloudFormation has it. */
function keyedBlocks(
  { fields }: RecordsField<Fields>,
  { found, told }: { readonly found: Found; readonly told: Told },
  source: Source,
  graph: Graph,
): Value<readonly Spot[]> {
  const language = source.language === 'awscc' ? 'cloudformation' : source.language;
  const map = documentOf(found, graph);
  const items = map.is === 'map' ? [...map.entries.values()].map(({ value }) => graph.resolve(value)) : undefined;
  const list: Found = items === undefined ? map : { is: 'list', items, at: map.at };
  return listValue(list, told, (item) => new BlockView(item, fields, { ...source, language }, graph));
}

/** What is told of an item of a list. */
const toldOf = ({ at, via }: Found, told: Told): Told => ({ name: told.name, at, via: via ?? told.via });

/** Lists within a list, as a condition or a split makes them, are taken apart. */
function flat(items: readonly Resolved[]): Resolved[] {
  return items.flatMap((item) => (item.is === 'list' ? flat(item.items) : [item]));
}

function tagsValue(found: Found, told: Told, graph: Graph): Value<ReadonlyMap<string, Value<Text>>> {
  if (found.is === 'absent') return absent(told);
  const tags = new Map<string, Value<Text>>();
  const put = (key: string, value: Resolved): void => {
    tags.set(key, textValue(value, toldOf(value, { ...told, name: key }), graph));
  };
  if (found.is === 'map') {
    for (const [key, entry] of found.entries) put(key, graph.resolve(entry.value));
  } else if (found.is === 'list') {
    for (const item of found.items) {
      if (item.is !== 'map') return unknownValue(item, told);
      const [key, value] = ['Key', 'Value']
        .map((name) => (item.entries.get(name) ?? item.entries.get(name.toLowerCase()))?.value)
        .map((node) => node && graph.resolve(node));
      const name = key?.is === 'text' ? wholeText(key.text) : undefined;
      if (name === undefined) return unknownValue(item, told);
      put(name, value ?? { is: 'text', text: textOf([], item.at), at: item.at });
    }
  } else return unknownValue(found, told);
  return known(told, tags);
}

function policyValue(found: Found, told: Told, graph: Graph): Value<ReturnType<typeof readDocument>> {
  if (found.is === 'absent') return absent(told);
  if (found.is === 'unknown' || found.is === 'resource') return unknownValue(found, told);
  return known(told, readDocument(found, graph));
}

/** One of a list of blocks. */
class BlockView implements Spot {
  readonly at: Location;
  readonly facts: Facts;

  constructor(item: Resolved, fields: Fields, { language, providerConfig }: Source, graph: Graph) {
    this.at = item.at;
    const source: Source = { properties: item, language, fallback: item.at, providerConfig };
    addGetters(fields);
    this.facts = new Facts(graph, fields, (field) => readField(field, source, graph));
  }
}

const addGetters = gettersOf(BlockView);
