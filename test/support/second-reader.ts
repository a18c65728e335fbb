import { createRequire } from 'node:module';
import type { Syntax } from '../../src/template/syntax.js';

interface Yaml3 {
  load(text: string, options: { schema: unknown; json: boolean }): unknown;
  Schema: { create(types: unknown): unknown };
}
interface CloudFormationSchema {
  localTags: Record<'mapping' | 'scalar' | 'sequence', string[]>;
  build(tags: Record<string, string[]>, yaml: Yaml3): unknown;
}

const require = createRequire(import.meta.url);
const cloudFormation = require('cloudformation-js-yaml-schema') as CloudFormationSchema;
const yaml3 = createRequire(require.resolve('cloudformation-js-yaml-schema'))('js-yaml') as Yaml3;

/** What the package does not list; besides, it lacks the kinds of node that some functions take in the meantime. */
const missing = [
  'Transform',
  'ToJsonString',
  'Length',
  'ForEach',
  'Contains',
  'EachMemberIn',
  'ValueOf',
  'RefAll',
  'Foo',
];
const tags = [...new Set([...Object.values(cloudFormation.localTags).flat(), ...missing])];
const schema = yaml3.Schema.create(cloudFormation.build({ mapping: tags, scalar: tags, sequence: tags }, yaml3));

/** Reads a template with js-yaml 3 and the tags of cloudformation-js-yaml-schema; of a repeated key, the last entry stays. */
export function readWithSecond(text: string): unknown {
  return yaml3.load(text, { schema, json: true });
}

/** The first place at which what was read differs from what the second reader gives. */
export function differenceFrom(ours: Syntax | undefined, theirs: unknown, path = '$'): string | undefined {
  if (ours === undefined) return theirs === undefined || theirs === null ? undefined : `${path}: nothing was read`;
  if (ours.tag !== undefined && !ours.tag.startsWith('!!')) {
    // It loses a tag whose block scalar begins on the next line.
    if (ours.is === 'scalar' && /^[|>]/.test(ours.at.file.text.slice(ours.at.start)) && theirs === ours.value)
      return undefined;
    const { name, data } = (theirs ?? {}) as { name?: unknown; data?: unknown };
    if (`!${String(name)}` !== ours.tag) return `${path}: ${ours.tag} is ${String(name)}`;
    // It takes a tag without anything behind it for null.
    if (ours.is === 'scalar') return (data ?? '') === ours.value ? undefined : `${path}: ${String(ours.value)}`;
    return differenceFrom({ ...ours, tag: '!!map' }, data, path);
  }
  switch (ours.is) {
    case 'scalar':
      return isSame(ours.value, ours.text, theirs)
        ? undefined
        : `${path}: ${JSON.stringify(ours.value)}, not ${String(theirs)}`;
    case 'list': {
      if (!Array.isArray(theirs) || theirs.length !== ours.items.length) return `${path}: another list`;
      return firstOf(ours.items, (item, i) => differenceFrom(item, theirs[i], `${path}[${String(i)}]`));
    }
    case 'map': {
      if (typeof theirs !== 'object' || theirs === null) return `${path}: no map`;
      const their = new Map(Object.entries(theirs));
      const keys = ours.entries.map((entry) => entry.key);
      if (their.size !== keys.length) return `${path}: keys ${keys.join()}, not ${[...their.keys()].join()}`;
      return firstOf(ours.entries, ({ key, value }) =>
        their.has(key) ? differenceFrom(value, their.get(key), `${path}.${key}`) : `${path}: no key ${key}`,
      );
    }
  }
}

/**
 * Where the second reader follows YAML 1.1 in what CloudFormation hands on as text, ours stays text:
 * a date (`2010-09-09` is a format's version) and a number that does not print as it was written (`012345678901`, `1.0`, `0x1F`).
 */
function isSame(value: unknown, text: string, theirs: unknown): boolean {
  if (Object.is(value, theirs)) return true;
  if (typeof value !== 'string') return false;
  if (theirs instanceof Date) return /^\d{4}-\d\d?-\d\d?/.test(text);
  return typeof theirs === 'number' && String(theirs) !== text;
}

function firstOf<T>(items: readonly T[], find: (item: T, index: number) => string | undefined): string | undefined {
  for (const [i, item] of items.entries()) {
    const found = find(item, i);
    if (found !== undefined) return found;
  }
  return undefined;
}
