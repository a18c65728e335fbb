import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isOfPackage, shown } from '../disk/paths.js';
import type { AnyRule } from '../rules/define.js';
import { positionOf, type SourceFile } from '../source/source.js';
import { checkConfig, type Config } from './check.js';
import { JsonError, offsetOf, parseJson, type Json } from './json.js';
import { distrusted, loadPlugin } from './plugins.js';
import { presetNames } from './presets.js';
import { pathText } from './shapes.js';
import { ConfigError, type ConfigProblem, type PolicyFile, type ConfigurableRule } from './types.js';

/** The name that is looked for. */
export const configName = 'rules.config.json';

/** A configuration and the one thing that is not written in it: where it lies. Those that it extends come before it. */
export interface LoadedConfig {
  readonly file: string;
  /** What its patterns are relative to: its own directory, or, for a file of a package, that of the one that extends it. */
  readonly directory: string;
  readonly config: Config;
  /** Its text, for what is said of places in it. */
  readonly source: SourceFile;
  /** In the order of `extends`: names of presets, and files. */
  readonly bases: readonly (string | LoadedConfig)[];
  readonly policies: readonly PolicyFile[];
  /** The rules of its plugins, and of those that it extends. */
  readonly plugins: readonly AnyRule[];
  /** The rules in whose options something is to be filled in still. */
  readonly open: ReadonlySet<string>;
}

/** The nearest configuration file of a directory or of one above it. */
export function findConfig(directory: string): string | undefined {
  for (let current = resolve(directory); ; current = dirname(current)) {
    const file = join(current, configName);
    if (existsSync(file)) return file;
    if (dirname(current) === current) return undefined;
  }
}

/** What loading needs to know. */
export interface LoadContext {
  readonly rules: readonly ConfigurableRule[];
  /** Paths in messages are told from here. */
  readonly cwd: string;
  /** `false`: no plugin is loaded, and what is set of their rules is left out. */
  readonly plugins?: boolean | undefined;
  /** Takes a sentence about what is left out. */
  readonly note?: ((message: string) => void) | undefined;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such configuration file',
  EISDIR: 'is a directory, not a configuration file',
};

function read(file: string, { cwd }: LoadContext): SourceFile {
  try {
    return { path: shown(file, cwd), text: readFileSync(file, 'utf8') };
  } catch (error) {
    const why = reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? `cannot be read: ${(error as Error).message}`;
    throw new ConfigError([{ file: shown(file, cwd), message: why }]);
  }
}

function problemAt(source: SourceFile, offset: number, message: string): ConfigProblem {
  const { line, column } = positionOf({ file: source, start: offset, end: offset });
  return { file: source.path, line, column, message };
}

function parse(source: SourceFile): Json {
  try {
    return parseJson(source);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new ConfigError([problemAt(source, error.offset, error.message)]);
  }
}

/** Reads the document of a policy; what is wrong with it is said in a word. */
function policyIn(directory: string, arn: string, name: string): PolicyFile | string {
  const file = resolve(directory, name);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return missing ? `there is no file ${name}` : `${name} cannot be read: ${(error as Error).message}`;
  }
  try {
    const document: unknown = JSON.parse(text);
    const isDocument = typeof document === 'object' && document !== null && 'Statement' in document;
    return isDocument ? { arn, file, text } : `${name} is no policy document: it has no Statement`;
  } catch {
    return `${name} is no JSON`;
  }
}

/**
 * Reads and checks a configuration file and all that it extends.
 *
 * @param named whether its user named it, rather than it being found: then it may load plugins wherever it lies
 * @param above the files on the way here
 * @param extending what the patterns of the file that extends it are relative to
 */
export function loadConfig(
  path: string,
  context: LoadContext,
  named: boolean,
  above: readonly string[] = [],
  extending: string = context.cwd,
): LoadedConfig {
  const file = resolve(context.cwd, path);
  const source = read(file, context);
  const json = parse(source);
  const problems: ConfigProblem[] = [];
  const complain = (where: readonly string[], message: string): void => {
    const told = where.length === 0 ? message : `${pathText(where)}: ${message}`;
    problems.push(problemAt(source, offsetOf(json, where), told));
  };
  const known = new Map(context.rules.map((rule) => [rule.id, rule]));
  const open = new Set<string>();
  const plugins: AnyRule[] = [];
  const add = (rules: readonly AnyRule[], where: readonly string[]): void => {
    for (const rule of rules) {
      if (plugins.some((other) => other === rule)) continue;
      if (known.has(rule.id)) complain(where, `the rule ${rule.id} is given twice`);
      known.set(rule.id, rule);
      plugins.push(rule);
    }
  };

  const presets = presetNames(context.rules);
  const directory = dirname(file);
  // Nothing of a package is linted: its patterns can only speak of the files of whoever uses it.
  const home = isOfPackage(file) ? extending : directory;
  const bases: (string | LoadedConfig)[] = [];
  const chain = [...above, file];
  const extend = (name: string, where: readonly string[]): void => {
    if (presets.includes(name)) {
      bases.push(name);
      return;
    }
    const base = resolve(directory, name);
    if (chain.includes(base)) {
      complain(where, `${[...chain, base].map((each) => shown(each, context.cwd)).join(' → ')} is a circle`);
    } else if (!existsSync(base)) complain(where, `there is no file ${name}`);
    else {
      const loaded = loadConfig(base, context, false, chain, home);
      bases.push(loaded);
      add(loaded.plugins, where);
    }
  };
  const unplugged: string[] = [];
  const plug = (name: string, where: readonly string[]): void => {
    if (context.plugins === false) {
      unplugged.push(name);
      return;
    }
    const problem = named ? undefined : distrusted(file, context.cwd);
    const rules = problem ?? loadPlugin(name, file, context.cwd);
    if (typeof rules === 'string') complain(where, rules);
    else add(rules, where);
  };

  const leftOut = new Set<string>();
  const passOver = context.plugins === false ? (id: string) => void leftOut.add(id) : undefined;
  const config = checkConfig(
    json,
    { rules: known, complain, passOver, open: (rule) => void open.add(rule) },
    { extend, plug },
  );
  if (unplugged.length > 0 || leftOut.size > 0) {
    const which = unplugged.length > 0 ? `: ${unplugged.join(', ')}` : '';
    const settings = leftOut.size > 0 ? `; what is set of ${[...leftOut].join(', ')} is left out` : '';
    context.note?.(`${source.path}: plugins are not loaded (--no-plugins)${which}${settings}`);
  }
  const policies: PolicyFile[] = [];
  for (const [arn, name] of Object.entries(config.policies)) {
    const policy = policyIn(directory, arn, name);
    if (typeof policy !== 'string') policies.push(policy);
    else complain(['policies', arn], policy);
  }
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  if (problems.length > 0) throw new ConfigError(problems);
  return { file, directory: home, config, source, bases, policies, plugins, open };
}
