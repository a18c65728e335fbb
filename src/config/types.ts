import type { AnyRule } from '../rules/define.js';

/** What a rule counts as; `off` is not run. */
export type Level = 'off' | 'info' | 'warning' | 'error';

export const levels: readonly Level[] = ['off', 'info', 'warning', 'error'];

/** What a check that could not be decided counts as. */
export type UnknownLevel = 'ignore' | 'info' | 'warning' | 'error';

export const unknownLevels: readonly UnknownLevel[] = ['ignore', 'info', 'warning', 'error'];

/** What a preset makes of a rule: its severity, or that and options. */
export type PresetSetting = Level | readonly [severity: Level, options: Readonly<Record<string, unknown>>];

/** What the configuration has to know of a rule. */
export interface RuleMeta {
  readonly id: string;
  /** Its severity in the preset `recommended`. */
  readonly severity: Level;
  /** The properties of a JSON Schema, with defaults. */
  readonly options: Readonly<Record<string, object>>;
  /** What it is in other presets. */
  readonly presets?: Readonly<Record<string, PresetSetting>>;
}

/** How one rule is to run. */
export interface RuleSetting {
  readonly severity: Level;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A policy that templates name and which is made elsewhere. */
export interface PolicyFile {
  /** A glob of its ARN. */
  readonly arn: string;
  readonly file: string;
  /** Its document as JSON. */
  readonly text: string;
}

export type ParameterValue = string | number | boolean;

/** Everything that is configured for one file. */
export interface ResolvedConfig {
  /** The configuration file that was found; missing where there is none. */
  readonly file?: string;
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Rules in whose options something is to be filled in still; missing where there are none. */
  readonly open?: readonly string[];
  /** All `ignore` patterns that apply, as they were written. */
  readonly ignore: readonly string[];
  /** Whether one of them matches the file. */
  readonly ignored: boolean;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** The nearest configuration's first; missing where there are none. */
  readonly policies?: readonly PolicyFile[];
  /** The rules of plugins; missing where there are none. */
  readonly plugins?: readonly AnyRule[];
  readonly unknown: UnknownLevel;
}

/** Something that is wrong with a configuration file. */
export interface ConfigProblem {
  readonly file: string;
  /** One-based; missing where the file could not be read at all. */
  readonly line?: number;
  readonly column?: number;
  /** What is wrong, and what would be right; without a full stop. */
  readonly message: string;
}

function sentence({ file, line, column, message }: ConfigProblem): string {
  return `${file}${line === undefined ? '' : `:${line}:${column ?? 1}`}: ${message}`;
}

/** A configuration that cannot be used: nothing is linted. Its message has one line per problem. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(sentence).join('\n'));
    this.problems = problems;
  }
}
