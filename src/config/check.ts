import { didYouMean } from '../source/nearest.js';
import { hasBlanks, withoutBlanks } from './blanks.js';
import { plain, type Json } from './json.js';
import { checkOptions } from './options.js';
import { presetNames } from './presets.js';
import { honorOf, suppressionsOf, type WrittenSuppression } from './suppressions.js';
import {
  levels,
  unknownLevels,
  unknownRule,
  type HonoredTool,
  type Level,
  type ParameterValue,
  type RuleMeta,
  type UnknownLevel,
} from './types.js';

/** What was written for a rule: without options, those of a configuration before it stay. */
export interface WrittenRule {
  readonly severity: Level;
  readonly options?: Readonly<Record<string, unknown>>;
}

export type WrittenRules = ReadonlyMap<string, WrittenRule>;

const noRules: WrittenRules = new Map();

/** A configuration file as it was written, found to be right. */
export interface Config {
  readonly rules: WrittenRules;
  readonly overrides: readonly { readonly files: readonly string[]; readonly rules: WrittenRules }[];
  readonly ignore: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Files with the documents of policies that are made elsewhere, by globs of their ARNs. */
  readonly policies: Readonly<Record<string, string>>;
  readonly unknown?: UnknownLevel;
  readonly suppressions: readonly WrittenSuppression[];
  readonly honor?: readonly HonoredTool[];
}

/** Takes what is wrong under a path of the file. */
export type Complain = (path: readonly string[], message: string) => void;

/** What a configuration is checked against. */
export interface Known {
  /** What is extended and plugged in may add to it before it is used. */
  readonly rules: ReadonlyMap<string, RuleMeta>;
  /** Takes the id of a rule that may well be a plugin's, where plugins are not to be loaded. */
  readonly passOver?: ((id: string) => void) | undefined;
  readonly complain: Complain;
  /** Takes the rules in whose options something is to be filled in still. */
  readonly open?: (rule: string) => void;
}

/** What a configuration file names in other files. */
export interface Reader {
  /** A preset, or a file; the path is where it is written. */
  readonly extend: (name: string, path: readonly string[]) => void;
  readonly plug: (name: string, path: readonly string[]) => void;
}

const settings = [
  '$schema',
  'extends',
  'plugins',
  'rules',
  'overrides',
  'ignore',
  'parameters',
  'policies',
  'unknown',
  'suppressions',
  'honor',
];

/** A path in the file as people write it: `rules.role-shared[1]`. */
export const pathText = (path: readonly string[]): string =>
  path.map((part, at) => (/^\d+$/.test(part) ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');

const textOf = (json: Json): string | undefined =>
  json.is === 'scalar' && typeof json.value === 'string' ? json.value : undefined;

function entriesOf(json: Json, path: readonly string[], complain: Complain): ReadonlyMap<string, { value: Json }> {
  if (json.is === 'object') return json.entries;
  complain(path, 'must be an object: { … }');
  return new Map();
}

function textsOf(json: Json, path: readonly string[], complain: Complain): string[] {
  if (json.is !== 'list') {
    complain(path, 'must be a list of texts: ["…"]');
    return [];
  }
  return json.items.flatMap((item, at) => {
    const text = textOf(item);
    if (text !== undefined && text !== '') return [text];
    complain([...path, String(at)], 'must be text, and not empty');
    return [];
  });
}

/** Patterns of files: one, or a list of them. */
function filesOf(json: Json, path: readonly string[], complain: Complain): string[] {
  const one = textOf(json);
  return one === undefined || one === '' ? textsOf(json, path, complain) : [one];
}

function oneOf<T extends string>(json: Json, allowed: readonly T[], path: readonly string[], complain: Complain) {
  const text = textOf(json);
  const found = allowed.find((word) => word === text);
  if (found === undefined) {
    const given = text ?? JSON.stringify(plain(json));
    complain(
      path,
      `must be one of ${allowed.join(', ')}, not ${given}${text === undefined ? '' : didYouMean(text, allowed)}`,
    );
  }
  return found;
}

/** One entry of `rules`: a severity, or a severity and options. */
export function checkRule(meta: RuleMeta, json: Json, path: readonly string[], known: Known): WrittenRule | undefined {
  const { complain } = known;
  if (json.is === 'object') {
    complain(path, 'must be a severity, or a list of a severity and options: ["error", { … }]');
    return undefined;
  }
  if (json.is !== 'list') {
    const severity = oneOf(json, levels, path, complain);
    return severity === undefined ? undefined : { severity };
  }
  const [first, options, ...more] = json.items;
  if (first === undefined || more.length > 0) {
    complain(path, 'a list holds a severity and an object of options, nothing else: ["error", { … }]');
    return undefined;
  }
  const severity = oneOf(first, levels, [...path, '0'], complain);
  if (options === undefined) return severity === undefined ? undefined : { severity };
  if (options.is !== 'object') {
    complain([...path, '1'], 'must be an object of options: { … }');
    return undefined;
  }
  if (Object.keys(meta.options).length === 0 && options.entries.size > 0) {
    complain([...path, '1'], `${meta.id} has no options`);
    return undefined;
  }
  const written = plain(options) as Readonly<Record<string, unknown>>;
  const isOpen = hasBlanks(written);
  const value = isOpen ? withoutBlanks(written) : written;
  if (isOpen) known.open?.(meta.id);
  const problems = options.entries.size === 0 ? [] : checkOptions(meta, value);
  for (const problem of problems) complain([...path, '1', ...problem.path], problem.message);
  return severity === undefined ? undefined : { severity, options: value };
}

function rulesOf(json: Json, path: readonly string[], known: Known): WrittenRules {
  const found = new Map<string, WrittenRule>();
  for (const [id, { value }] of entriesOf(json, path, known.complain)) {
    const meta = known.rules.get(id);
    if (meta === undefined) {
      if (id.includes('/') && known.passOver !== undefined) known.passOver(id);
      else known.complain([...path, id], unknownRule(id, known.rules.keys()));
      continue;
    }
    const rule = checkRule(meta, value, [...path, id], known);
    if (rule !== undefined) found.set(id, rule);
  }
  return found;
}

/** One text or a list of them, each with the path at which it is written. */
function listed(
  name: string,
  json: Json,
  is: string,
  complain: Complain,
): { readonly name: string; readonly path: readonly string[] }[] {
  const items = json.is === 'list' ? json.items.map((item, at) => ({ item, path: [name, String(at)] })) : [];
  if (json.is !== 'list') items.push({ item: json, path: [name] });
  return items.flatMap(({ item, path }) => {
    const text = textOf(item);
    if (text !== undefined && text !== '') return [{ name: text, path }];
    complain(path, `must be ${is}`);
    return [];
  });
}

/** What to write instead of a name that is no preset: a file of a package is one like others, and nothing is fetched. */
function meantBy(name: string, presets: readonly string[]): string {
  if (/^[a-z]+:/i.test(name)) return '; nothing is fetched: a file is written ./FILE';
  const inPackage = /^(?:node_modules\/)?(@[^/]+\/.+)/.exec(name)?.[1];
  if (inPackage !== undefined) {
    const file = inPackage.endsWith('.json') ? inPackage : `${inPackage}/FILE.json`;
    return `; a file of a package is written ./node_modules/${file}`;
  }
  if (name.endsWith('.json')) return `; a file is written ./${name}`;
  return didYouMean(name, presets) || `; there are ${presets.join(', ')}`;
}

function readExtends(json: Json, known: Known, { extend }: Reader): void {
  const presets = presetNames([...known.rules.values()]);
  for (const { name, path } of listed('extends', json, 'the name of a preset, or a file: ./FILE', known.complain)) {
    if (presets.includes(name) || /^\.{0,2}\/|^[A-Za-z]:[\\/]/.test(name)) {
      extend(name, path);
      continue;
    }
    known.complain(path, `there is no preset ${name}${meantBy(name, presets)}`);
  }
}

function readPlugins(json: Json, { complain }: Known, { plug }: Reader): void {
  if (json.is !== 'list') {
    complain(['plugins'], 'must be a list of files and packages: ["./my-rules.js"]');
    return;
  }
  for (const { name, path } of listed(
    'plugins',
    json,
    'a file, as in ./my-rules.js, or the name of a package',
    complain,
  )) {
    if (/^(?:\/|[A-Za-z]:[\\/]|[a-z]+:)/.test(name)) complain(path, 'must be relative: a file begins with ./');
    else plug(name, path);
  }
}

function overridesOf(json: Json, known: Known): Config['overrides'] {
  if (json.is !== 'list') {
    known.complain(['overrides'], 'must be a list: [{ "files": ["…"], "rules": { … } }]');
    return [];
  }
  return json.items.map((item, at) => {
    const path = ['overrides', String(at)];
    const entries = entriesOf(item, path, known.complain);
    for (const name of entries.keys()) {
      if (name !== 'files' && name !== 'rules') {
        known.complain([...path, name], `there is no ${name} in an override${didYouMean(name, ['files', 'rules'])}`);
      }
    }
    const files = entries.get('files');
    const rules = entries.get('rules');
    if (files === undefined || rules === undefined) known.complain(path, 'an override needs files and rules');
    return {
      files: files === undefined ? [] : filesOf(files.value, [...path, 'files'], known.complain),
      rules: rules === undefined ? noRules : rulesOf(rules.value, [...path, 'rules'], known),
    };
  });
}

function parametersOf(json: Json, known: Known): Record<string, ParameterValue> {
  const found: [string, ParameterValue][] = [];
  for (const [name, { value }] of entriesOf(json, ['parameters'], known.complain)) {
    if (value.is === 'scalar' && value.value !== null) found.push([name, value.value]);
    else known.complain(['parameters', name], 'must be text, a number, true or false');
  }
  return Object.fromEntries(found);
}

function policiesOf(json: Json, known: Known): Record<string, string> {
  const found: [string, string][] = [];
  for (const [arn, { value }] of entriesOf(json, ['policies'], known.complain)) {
    const file = textOf(value);
    if (file === undefined || file === '') known.complain(['policies', arn], 'must be the path of a JSON file');
    else found.push([arn, file]);
  }
  return Object.fromEntries(found);
}

/** Checks the shape of a configuration and every word in it; what is wrong is complained of, and left out. */
export function checkConfig(json: Json, known: Known, reader: Reader): Config {
  const entries = entriesOf(json, [], known.complain);
  for (const name of entries.keys()) {
    if (settings.includes(name)) continue;
    const meant = didYouMean(name, settings) || `; there are ${settings.join(', ')}`;
    known.complain([name], `there is no setting ${name}${meant}`);
  }
  const read = <T>(name: string, reader: (json: Json) => T, instead: T): T => {
    const entry = entries.get(name);
    return entry === undefined ? instead : reader(entry.value);
  };
  // These two say which rules there are.
  read('extends', (value) => readExtends(value, known, reader), undefined);
  read('plugins', (value) => readPlugins(value, known, reader), undefined);
  const unknown = read('unknown', (value) => oneOf(value, unknownLevels, ['unknown'], known.complain), undefined);
  const honor = read('honor', (value) => honorOf(value, known), undefined);
  return {
    rules: read('rules', (value) => rulesOf(value, ['rules'], known), noRules),
    overrides: read('overrides', (value) => overridesOf(value, known), []),
    ignore: read('ignore', (value) => textsOf(value, ['ignore'], known.complain), []),
    parameters: read('parameters', (value) => parametersOf(value, known), {}),
    policies: read('policies', (value) => policiesOf(value, known), {}),
    ...(unknown !== undefined && { unknown }),
    suppressions: read('suppressions', (value) => suppressionsOf(value, known), []),
    ...(honor !== undefined && { honor }),
  };
}
