/**
 * A validation plugin of the AWS CDK: `Validations.of(app).addPlugins(new LambdaLint())`. Its types are those of aws-cdk-lib by
 * their shape, so that nothing of it has to be installed here.
 */
import { basename, resolve } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { configurations, givenRules, presetProblem, withRules, type ResolvedConfig } from '../config/index.js';
import { isWithin, real } from '../disk/paths.js';
import { confinedReader } from '../disk/read.js';
import { lint } from '../lint.js';
import type { Level } from '../rules/define.js';
import { rules } from '../rules/index.js';
import type { SourceFile } from '../source/source.js';
import { constructsIn } from './assembly.js';
import { violationsOf, type Violation } from './violations.js';

export type { Violation, ViolatingResource } from './violations.js';

/** What the plugin may be given; without anything, it does as the command would. */
export interface LambdaLintOptions {
  /** The configuration file; without it, the nearest `rules.config.json` of the templates. */
  readonly configFile?: string;
  /** Takes the place of the presets that the configuration extends. */
  readonly preset?: string;
  /** Severities of rules, or lists of a severity and options: they stand above the configuration. */
  readonly rules?: Readonly<Record<string, Level | readonly [Level, Readonly<Record<string, unknown>>]>>;
  /** `false`: the plugins that the configuration names are not loaded. */
  readonly plugins?: boolean;
  /** The day that rules with dates are judged on; today where it is missing. */
  readonly today?: Date;
}

/** What the CDK hands to a plugin, as far as it is needed. */
export interface ValidationContext {
  readonly templatePaths: readonly string[];
  /** Missing in older versions (`policyValidationBeta1`). */
  readonly stackTemplates?: readonly { readonly stackConstructPath: string; readonly templatePath: string }[];
}

/** What the CDK takes from a plugin. Synthesis fails where it is no success: where there are errors. */
export interface ValidationReport {
  success: boolean;
  violations: Violation[];
  pluginVersion: string;
}

/** Judges the templates of an app by the rules of lambda-lint, as a plugin of the CDK. */
export class LambdaLint {
  readonly name = 'lambda-lint';
  readonly version = manifest.version;
  readonly ruleIds: string[] = rules.map(({ id }) => id);
  readonly #options: LambdaLintOptions;

  constructor(options: LambdaLintOptions = {}) {
    this.#options = options;
  }

  /** Throws where the configuration is wrong. */
  validate({ templatePaths, stackTemplates = [] }: ValidationContext): ValidationReport {
    const cwd = process.cwd();
    const configOf = this.#configured(cwd);
    const files = new Map<string, SourceFile | undefined>();
    const readText = confinedReader(templatePaths, cwd);
    const read = (given: string): SourceFile | undefined => {
      const path = real(resolve(cwd, given)) ?? given;
      if (!files.has(path)) {
        const text = readText(path);
        files.set(path, text === undefined ? undefined : { path, text });
      }
      return files.get(path);
    };
    const templates = templatePaths.flatMap((path) => read(path) ?? []);
    const linted = templates.filter(({ path }) => !configOf(path).ignored);
    const plugins = [...new Set(linted.flatMap(({ path }) => configOf(path).plugins ?? []))];
    const { findings } = lint(linted, {
      rules: (path) => configOf(path).rules,
      parameters: (path) => configOf(path).parameters,
      policies: (path) => configOf(path).policies ?? [],
      unknown: (path) => configOf(path).unknown,
      read,
      constructs: constructsIn(read),
      plugins,
      today: this.#options.today ?? new Date(),
    });
    const stacks = new Map(
      stackTemplates.map(({ templatePath, stackConstructPath }) => [
        real(templatePath) ?? templatePath,
        stackConstructPath,
      ]),
    );
    return {
      success: findings.every(({ severity }) => severity !== 'error'),
      violations: violationsOf(findings, [...rules, ...plugins], stacks),
      pluginVersion: manifest.version,
    };
  }

  #configured(cwd: string): (path: string) => ResolvedConfig {
    const { configFile, preset, plugins, rules: settings = {} } = this.#options;
    const wrong = preset === undefined ? undefined : presetProblem(preset, rules);
    if (wrong !== undefined) throw new Error(`lambda-lint: preset: ${wrong}`);
    const configOf = configurations({ rules, cwd, file: configFile, preset, plugins });
    const texts = Object.entries(settings).map(([id, setting]) => `${id}: ${JSON.stringify(setting)}`);
    const known = new Map<string, ResolvedConfig>();
    return (path) => {
      // An app that is synthesised elsewhere (in its own tests) is configured where it is run.
      const isNear = configFile !== undefined || isWithin(path, real(cwd) ?? cwd);
      const near = isNear ? path : resolve(cwd, basename(path));
      const found = known.get(near) ?? laidOn(configOf(near), texts);
      known.set(near, found);
      return found;
    };
  }
}

function laidOn(config: ResolvedConfig, texts: readonly string[]): ResolvedConfig {
  if (texts.length === 0) return config;
  const given = givenRules(texts, [...rules, ...(config.plugins ?? [])]);
  if (given.problems.length > 0) {
    const problems = given.problems.map((problem) => problem.replace(/^--rule '.*?': /, ''));
    throw new Error(`lambda-lint: rules: ${problems.join('; ')}`);
  }
  return withRules(config, given.rules);
}
