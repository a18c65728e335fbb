import { dirname, relative, resolve } from 'node:path';
import type { Minimatch } from 'minimatch';
import { isWithin, real, slashed } from '../disk/paths.js';
import type { Level, Peer, RuleSetting } from '../rules/define.js';
import { made } from '../source/once.js';
import { loadMinimatch } from './lazy.js';
import { findConfig, loadConfig, type LoadContext, type LoadedConfig } from './load.js';
import { presetEntries } from './presets.js';
import type {
  ConfigurableRule,
  ParameterValue,
  PolicyFile,
  ResolvedConfig,
  ResolvedSuppression,
  UnknownLevel,
} from './types.js';
import type { WrittenRules } from './written-rules.js';

/** What is given on the command line: it stands above every file. */
export interface ConfigSettings extends LoadContext {
  /** Use this file for everything; `false`: use none. Without it, the nearest one of each linted file. */
  readonly file?: string | false | undefined;
  /** Takes the place of the presets that files extend. */
  readonly preset?: string | undefined;
  readonly ruleSettings?: WrittenRules | undefined;
  readonly parameters?: Readonly<Record<string, ParameterValue>> | undefined;
  readonly unknown?: UnknownLevel | undefined;
}

/** Whether a path is meant by patterns that are written in a directory. */
type Matches = (patterns: readonly string[], directory: string, path: string) => boolean;

/**
 * Patterns are relative to their file; one without a slash is meant at any depth; one that names a directory means all in it.
 * minimatch is loaded when there are patterns.
 */
function matcher(): Matches {
  const Minimatch = loadMinimatch();
  const compiled = new Map<string, Minimatch[]>();
  const compile = (pattern: string): Minimatch[] =>
    made(compiled, pattern, () => {
      const plain = pattern.replace(/^\.\//, '').replace(/\/$/, '');
      const depth = plain.includes('/') ? plain.replace(/^\//, '') : `**/${plain}`;
      return [depth, `${depth}/**`].map((each) => new Minimatch(each, { dot: true, nocomment: true, nonegate: true }));
    });
  return (patterns, directory, path) => {
    const inside = slashed(wayTo(path, directory));
    return patterns.some((pattern) => compile(pattern).some((each) => each.match(inside)));
  };
}

/** The way to a path from a directory, either of which may be named through a link to it: `/tmp` is one on macOS. */
function wayTo(path: string, directory: string): string {
  if (isWithin(path, directory)) return relative(directory, path);
  const [file, folder] = [real(path) ?? path, real(directory) ?? directory];
  return isWithin(file, folder) ? relative(folder, file) : relative(directory, path);
}

function hasPatterns({ config, bases }: LoadedConfig): boolean {
  return (
    config.ignore.length > 0 ||
    config.overrides.length > 0 ||
    config.suppressions.some(({ files }) => files !== undefined) ||
    bases.some((base) => typeof base !== 'string' && hasPatterns(base))
  );
}

/** Put together without copies: each start asks for those of every rule. */
function defaultsOf({ options }: ConfigurableRule): Record<string, unknown> {
  const defaults: Record<string, unknown> = {};
  for (const name in options) {
    const schema = options[name];
    if (schema !== undefined && 'default' in schema) defaults[name] = schema.default;
  }
  return defaults;
}

/** The settings that grow while one layer after the other is laid on. */
class Draft {
  readonly severities = new Map<string, Level>();
  readonly options = new Map<string, Readonly<Record<string, unknown>>>();
  readonly ignore: string[] = [];
  readonly open: string[] = [];
  ignored = false;
  parameters: Readonly<Record<string, ParameterValue>> = {};
  policies: readonly PolicyFile[] = [];
  unknown: UnknownLevel = 'ignore';
  readonly suppressions: ResolvedSuppression[] = [];
  honor: readonly Peer[] = [];
  readonly #rules: readonly ConfigurableRule[];
  readonly #presetOptions = new Map<string, Readonly<Record<string, unknown>> | undefined>();
  #isUntouched = false;

  constructor(rules: readonly ConfigurableRule[], preset: string) {
    this.#rules = rules;
    this.layPreset(preset);
    this.#isUntouched = true;
  }

  /** The first that a configuration names takes the place of the one that applies without; others add to it. */
  layPreset(name: string): void {
    if (this.#isUntouched) this.severities.clear();
    this.#isUntouched = false;
    for (const [id, { severity, options }] of presetEntries(name, this.#rules)) {
      this.severities.set(id, severity);
      this.#presetOptions.set(id, options);
    }
  }

  layRules(rules: WrittenRules): void {
    this.#isUntouched &&= rules.size === 0;
    for (const [id, { severity, options }] of rules) {
      this.severities.set(id, severity);
      if (options !== undefined) this.options.set(id, options);
    }
  }

  settings(): Map<string, Required<RuleSetting>> {
    return new Map(
      this.#rules.map((meta) => {
        const options = { ...defaultsOf(meta), ...(this.options.get(meta.id) ?? this.#presetOptions.get(meta.id)) };
        return [meta.id, { severity: this.severities.get(meta.id) ?? 'off', options }];
      }),
    );
  }
}

function lay(draft: Draft, loaded: LoadedConfig, path: string, matches: Matches, settings: ConfigSettings): void {
  const { config, bases, directory } = loaded;
  for (const base of bases) {
    if (typeof base !== 'string') lay(draft, base, path, matches, settings);
    else if (settings.preset === undefined) draft.layPreset(base);
  }
  draft.layRules(config.rules);
  for (const { files, rules } of config.overrides) {
    if (matches(files, directory, path)) draft.layRules(rules);
  }
  draft.ignore.push(...config.ignore);
  draft.open.push(...loaded.open);
  draft.ignored ||= matches(config.ignore, directory, path);
  draft.parameters = { ...draft.parameters, ...config.parameters };
  draft.policies = [...loaded.policies, ...draft.policies];
  draft.unknown = config.unknown ?? draft.unknown;
  draft.suppressions.push(...suppressionsIn(loaded, settings.cwd, matches));
  draft.honor = config.honor ?? draft.honor;
}

/** The suppressions of a configuration file, ready to be asked. */
function suppressionsIn(
  { config, source, directory }: LoadedConfig,
  cwd: string,
  matches: Matches,
): ResolvedSuppression[] {
  return config.suppressions.map(({ start, rules, ids, files, ...terms }) => ({
    ...terms,
    ...(ids !== undefined && { rules: ids }),
    covers: (path) => files === undefined || matches(files, directory, resolve(cwd, path)),
    at: {
      file: source,
      start,
      end: start + (/^(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\])/.exec(source.text.slice(start))?.[0].length ?? 1),
    },
    written: { rules, ...(files !== undefined && { files }) },
  }));
}

/** Gives what is configured for a file; every configuration file is read once. */
export function configurations(settings: ConfigSettings): (path: string) => ResolvedConfig {
  const named = typeof settings.file === 'string';
  const found = new Map<string, string | undefined>();
  const loaded = new Map<string, LoadedConfig>();
  let matches: Matches | undefined;

  const fileFor = (path: string): string | undefined => {
    if (settings.file === false) return undefined;
    if (settings.file !== undefined) return resolve(settings.cwd, settings.file);
    const directory = dirname(path);
    if (!found.has(directory)) found.set(directory, findConfig(directory));
    return found.get(directory);
  };

  const load = (file: string): LoadedConfig => {
    let known = loaded.get(file);
    if (known === undefined) {
      known = loadConfig(file, settings, named);
      loaded.set(file, known);
    }
    return known;
  };

  const resolved = new Map<string, ResolvedConfig>();
  return (given) => {
    const path = resolve(settings.cwd, given);
    const file = fileFor(path);
    const config = file === undefined ? undefined : load(file);
    // Without patterns, all files of one configuration have the same.
    if (config !== undefined && hasPatterns(config)) return resolveFor(path, file, config);
    const known = resolved.get(file ?? '') ?? resolveFor(path, file, config);
    resolved.set(file ?? '', known);
    return known;
  };

  function resolveFor(path: string, file: string | undefined, config: LoadedConfig | undefined): ResolvedConfig {
    const plugins = config?.plugins ?? [];
    const draft = new Draft([...settings.rules, ...plugins], settings.preset ?? 'recommended');
    if (config !== undefined) {
      const match = hasPatterns(config) ? (matches ??= matcher()) : () => false;
      lay(draft, config, path, match, settings);
    }
    draft.layRules(settings.ruleSettings ?? new Map());
    return {
      ...(file !== undefined && { file }),
      rules: draft.settings(),
      ...(draft.open.length > 0 && { open: draft.open }),
      ignore: draft.ignore,
      ignored: draft.ignored,
      parameters: { ...draft.parameters, ...settings.parameters },
      ...(draft.policies.length > 0 && { policies: draft.policies }),
      ...(plugins.length > 0 && { plugins }),
      unknown: settings.unknown ?? draft.unknown,
      ...(draft.suppressions.length > 0 && { suppressions: draft.suppressions }),
      ...(draft.honor.length > 0 && { honor: draft.honor }),
    };
  }
}

/** A configuration on which settings of some rules are laid: options take the place of those that were there. */
export function withRules(config: ResolvedConfig, given: WrittenRules): ResolvedConfig {
  const rules = new Map(config.rules);
  for (const [id, { severity, options }] of given) {
    rules.set(id, { severity, options: options ?? rules.get(id)?.options ?? {} });
  }
  return { ...config, rules };
}
