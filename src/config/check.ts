import type { Peer } from '../rules/define.js';
import { didYouMean } from '../source/nearest.js';
import type { Json } from './json.js';
import { presetNames } from './presets.js';
import { entriesOf, filesOf, listed, oneOf, textOf, textsOf } from './shapes.js';
import { honorOf, suppressionsOf, type WrittenSuppression } from './suppressions.js';
import { unknownLevels, type ParameterValue, type UnknownLevel } from './types.js';
import { noRules, rulesOf, type Known, type WrittenRules } from './written-rules.js';

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
  readonly honor?: readonly Peer[];
}

/** What a configuration file names in other files. */
export interface Reader {
  /** A preset, or a file; the path is where it is written. */
  extend(name: string, path: readonly string[]): void;
  plug(name: string, path: readonly string[]): void;
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

function readExtends(json: Json, known: Known, reader: Reader): void {
  const presets = presetNames([...known.rules.values()]);
  for (const { name, path } of listed('extends', json, 'the name of a preset, or a file: ./FILE', known.complain)) {
    if (presets.includes(name) || /^\.{0,2}\/|^[A-Za-z]:[\\/]/.test(name)) {
      reader.extend(name, path);
      continue;
    }
    known.complain(path, `there is no preset ${name}${meantBy(name, presets)}`);
  }
}

function readPlugins(json: Json, { complain }: Known, reader: Reader): void {
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
    else reader.plug(name, path);
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
