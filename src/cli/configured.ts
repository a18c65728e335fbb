import { resolve } from 'node:path';
import {
  configurations,
  givenRules,
  presetProblem,
  withRules,
  type ConfigurableRule,
  type ResolvedConfig,
  type WrittenRules,
} from '../config/index.js';
import { shown } from '../disk/paths.js';
import { escapedJson } from '../formatters/visible.js';
import type { AnyRule } from '../rules/define.js';
import type { Args } from './args.js';
import { configPathOf, type Input } from './collect.js';
import type { ExitCode } from './commands/command.js';
import type { Core } from './core.js';
import { say, type Io } from './io.js';
import { UsageError } from './options.js';

type ConfigOf = (path: string) => ResolvedConfig;

/** Configuration, after everything about it on the command line was found to be right. */
export function configured(args: Args, core: Core, io: Io): ConfigOf {
  const { preset, config, parameters, unknown } = args;
  const wrong = preset === undefined ? undefined : presetProblem(preset, core.rules);
  if (wrong !== undefined) throw new UsageError(`--preset: ${wrong}`);
  const read = (texts: readonly string[], rules: readonly ConfigurableRule[]): WrittenRules => {
    const given = givenRules(texts, rules);
    if (given.problems.length > 0) throw new UsageError(given.problems.join('\n'));
    return given.rules;
  };
  const isPlugged = (text: string): boolean => /^[^:=]*\//.test(text);
  const configOf = configurations({
    rules: core.rules,
    cwd: io.cwd,
    file: config,
    preset,
    ruleSettings: read(
      args.rules.filter((text) => !isPlugged(text)),
      core.rules,
    ),
    parameters,
    unknown,
    plugins: args.plugins,
    note: (message) => say(io, message),
  });
  // What is said of the rules of plugins can be understood only where they are loaded.
  const plugged = args.rules.filter(isPlugged);
  if (plugged.length === 0 || !args.plugins) return configOf;
  return (path) => {
    const found = configOf(path);
    return withRules(found, read(plugged, found.plugins ?? []));
  };
}

/** The rules of all plugins that some configuration loads. */
export function pluginsOf(configs: ReadonlyMap<string, ResolvedConfig>): readonly AnyRule[] {
  const rules = new Map<string, AnyRule>();
  for (const { plugins = [] } of configs.values()) {
    for (const rule of plugins) {
      if ((rules.get(rule.id) ?? rule) !== rule) {
        throw new UsageError(`two configurations load different rules named ${rule.id}: lint their files in two runs`);
      }
      rules.set(rule.id, rule);
    }
  }
  return [...rules.values()];
}

/** `--print-config`: what is configured for a file, as JSON in the shape of a configuration. */
export function printConfig(path: string, configOf: ConfigOf, io: Io): ExitCode {
  const { policies = [], suppressions = [], ...found } = configOf(resolve(io.cwd, path));
  const { rules, file, ignore, ignored, parameters, unknown, honor } = found;
  const settings = Object.fromEntries(
    [...rules].map(([id, { severity, options }]) => [
      id,
      Object.keys(options).length === 0 ? severity : [severity, options],
    ]),
  );
  const files =
    policies.length === 0 ? {} : { policies: Object.fromEntries(policies.map(({ arn, file }) => [arn, file])) };
  const written = suppressions.map(({ written: own, resources, reason, owner, expires }) => ({
    ...own,
    resources,
    reason,
    owner,
    expires,
  }));
  const silenced = written.length === 0 ? {} : { suppressions: written };
  const rest = { file, ignore, ignored, parameters, unknown, honor };
  io.stdout(`${escapedJson({ ...rest, ...files, ...silenced, rules: settings })}\n`);
  return 0;
}

/** The configuration of each file, all read before anything is linted. */
export function configsFor(inputs: readonly Input[], configOf: ConfigOf, io: Io): Map<string, ResolvedConfig> {
  const configs = new Map<string, ResolvedConfig>();
  for (const input of inputs) configs.set(input.source.path, configOf(configPathOf(input, io.cwd)));
  return configs;
}

/** What `init` left to be filled in asks for nothing, which should not go unnoticed. */
export function sayOpen(configs: ReadonlyMap<string, ResolvedConfig>, io: Io): void {
  const told = new Set<string>();
  for (const { file, open } of configs.values()) {
    if (file === undefined || open === undefined || told.has(file)) continue;
    told.add(file);
    const rules = [...new Set(open)].join(', ');
    say(
      io,
      `${shown(file, io.cwd)}: what stands in <angle brackets> is to be filled in still, and asks for nothing: ${rules}`,
    );
  }
}
