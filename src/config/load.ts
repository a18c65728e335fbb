import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isOfPackage, shown } from '../disk/paths.js';
import type { AnyRule } from '../rules/define.js';
import { positionOf, type SourceFile } from '../source/source.js';
import { checkConfig, type Config, type Reader } from './check.js';
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
function policyIn(directory: string, arn: string, name: string, cwd: string): PolicyFile | string {
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
    return isDocument
      ? { arn, file, path: shown(file, cwd), text }
      : `${name} is no policy document: it has no Statement`;
  } catch {
    return `${name} is no JSON`;
  }
}

/** How a configuration file was come by. */
interface Way {
  /** Whether its user named it, rather than it being found: then it may load plugins wherever it lies. */
  readonly named: boolean;
  /** The files that lead to it: each extends the next. */
  readonly above: readonly string[];
  /** What the patterns of the file that extends it are relative to. */
  readonly extending: string;
}

/** Reads and checks a configuration file and all that it extends. `named` is whether its user named it, rather than it being found. */
export const loadConfig = (path: string, context: LoadContext, named: boolean): LoadedConfig =>
  new Loading(resolve(context.cwd, path), context, { named, above: [], extending: context.cwd }).load();

/** One configuration file on its way to what it says; whatever is wrong in it is told at once. */
class Loading implements Reader {
  readonly #source: SourceFile;
  readonly #json: Json;
  readonly #directory: string;
  /** Nothing of a package is linted: its patterns can only speak of the files of whoever uses it. */
  readonly #home: string;
  readonly #known: Map<string, ConfigurableRule>;
  readonly #bases: (string | LoadedConfig)[] = [];
  readonly #plugins: AnyRule[] = [];
  /** Plugins that are not to be loaded, and rules that may well be theirs. */
  readonly #leftOut = { plugins: [] as string[], rules: new Set<string>() };
  readonly #problems: ConfigProblem[] = [];

  constructor(
    readonly file: string,
    readonly context: LoadContext,
    readonly way: Way,
  ) {
    this.#source = read(file, context);
    this.#json = parse(this.#source);
    this.#directory = dirname(file);
    this.#home = isOfPackage(file) ? way.extending : this.#directory;
    this.#known = new Map(context.rules.map((rule) => [rule.id, rule]));
  }

  load(): LoadedConfig {
    const open = new Set<string>();
    const leftOut = this.#leftOut.rules;
    const config = checkConfig(
      this.#json,
      {
        rules: this.#known,
        complain: this.#complain,
        passOver: this.context.plugins === false ? (id) => void leftOut.add(id) : undefined,
        open: (rule) => void open.add(rule),
      },
      this,
    );
    this.#noteLeftOut();
    const policies = this.#policies(config);
    if (this.#problems.length > 0) throw new ConfigError(this.#problems.sort(byPlace));
    return {
      file: this.file,
      directory: this.#home,
      config,
      source: this.#source,
      bases: this.#bases,
      policies,
      plugins: this.#plugins,
      open,
    };
  }

  extend(name: string, where: readonly string[]): void {
    const { context, file, way } = this;
    if (presetNames(context.rules).includes(name)) {
      this.#bases.push(name);
      return;
    }
    const base = resolve(this.#directory, name);
    const above = [...way.above, file];
    if (above.includes(base)) {
      this.#complain(where, `${[...above, base].map((each) => shown(each, context.cwd)).join(' → ')} is a circle`);
    } else if (!existsSync(base)) this.#complain(where, `there is no file ${name}`);
    else {
      const loaded = new Loading(base, context, { named: false, above, extending: this.#home }).load();
      this.#bases.push(loaded);
      this.#add(loaded.plugins, where);
    }
  }

  plug(name: string, where: readonly string[]): void {
    const { context, file, way } = this;
    if (context.plugins === false) {
      this.#leftOut.plugins.push(name);
      return;
    }
    const problem = way.named ? undefined : distrusted(file, context.cwd);
    const rules = problem ?? loadPlugin(name, file, context.cwd);
    if (typeof rules === 'string') this.#complain(where, rules);
    else this.#add(rules, where);
  }

  /** Makes rules of plugins known. */
  #add(rules: readonly AnyRule[], where: readonly string[]): void {
    for (const rule of rules) {
      if (this.#plugins.some((other) => other === rule)) continue;
      if (this.#known.has(rule.id)) this.#complain(where, `the rule ${rule.id} is given twice`);
      this.#known.set(rule.id, rule);
      this.#plugins.push(rule);
    }
  }

  #policies({ policies }: Config): PolicyFile[] {
    const found: PolicyFile[] = [];
    for (const [arn, name] of Object.entries(policies)) {
      const policy = policyIn(this.#directory, arn, name, this.context.cwd);
      if (typeof policy !== 'string') found.push(policy);
      else this.#complain(['policies', arn], policy);
    }
    return found;
  }

  readonly #complain = (where: readonly string[], message: string): void => {
    const told = where.length === 0 ? message : `${pathText(where)}: ${message}`;
    this.#problems.push(problemAt(this.#source, offsetOf(this.#json, where), told));
  };

  #noteLeftOut(): void {
    const { plugins, rules } = this.#leftOut;
    if (plugins.length === 0 && rules.size === 0) return;
    const which = plugins.length > 0 ? `: ${plugins.join(', ')}` : '';
    const settings = rules.size > 0 ? `; what is set of ${[...rules].join(', ')} is left out` : '';
    this.context.note?.(`${this.#source.path}: plugins are not loaded (--no-plugins)${which}${settings}`);
  }
}

const byPlace = (a: ConfigProblem, b: ConfigProblem): number =>
  (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
