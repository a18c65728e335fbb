import type { AnyRule, Level, Peer, RuleMeta, RuleSetting, Severity } from '../rules/define.js';
import { didYouMean } from '../source/nearest.js';
import type { Location } from '../source/source.js';

/** What `rules` takes for a severity, in the order in which messages list it. */
export const levels: readonly Level[] = ['off', 'info', 'warning', 'error'];

/** What a check that could not be decided counts as. */
export type UnknownLevel = Severity | 'ignore';

/** What `unknown` takes, in the order in which messages list it. */
export const unknownLevels: readonly UnknownLevel[] = ['ignore', 'info', 'warning', 'error'];

/** What a preset makes of a rule: its severity, or that and options. */
export type PresetSetting = Level | readonly [severity: Level, options: Readonly<Record<string, unknown>>];

/** The tools whose suppressions may count. */
export const honorable: readonly Peer[] = ['checkov', 'cfn-lint', 'cfn_nag', 'cdk-nag', 'guard-rules-registry'];

/** What the configuration has to know of a rule: one of a plugin may have other presets, and any JSON Schema. */
export interface ConfigurableRule extends Pick<RuleMeta, 'id' | 'severity'> {
  /** The properties of a JSON Schema, with defaults. */
  readonly options: Readonly<Record<string, object>>;
  /** What it is in presets other than `recommended`. */
  readonly presets?: Readonly<Record<string, PresetSetting>>;
}

/** Says that there is no such rule, and which one may have been meant. */
export function unknownRule(id: string, rules: Iterable<string>): string {
  // Those of plugins are in no list.
  const all = id.includes('/') ? '' : '; lambda-lint rules lists them';
  return `there is no rule ${id}${didYouMean(id, rules) || all}`;
}

/** A policy that templates name and which is made elsewhere. */
export interface PolicyFile {
  /** A glob of its ARN. */
  readonly arn: string;
  readonly file: string;
  /** The file as its user would name it: from where the command runs. */
  readonly path: string;
  /** Its document as JSON. */
  readonly text: string;
}

/** A suppression that stands in the configuration. */
export interface ResolvedSuppression {
  /** Ids of the rules that it silences; missing: all. */
  readonly rules?: readonly string[];
  /** Whether it is for what is found in a file, by the file's path from where the command runs. */
  readonly covers: (path: string) => boolean;
  /** Globs of resources; missing: all. */
  readonly resources?: readonly string[];
  readonly reason?: string;
  readonly owner?: string;
  readonly expires?: string;
  /** Its entry in the configuration file. */
  readonly at: Location;
  /** The rules and files as they are written, for people. */
  readonly written: { readonly rules: readonly string[]; readonly files?: readonly string[] };
}

/** What `parameters` takes for the value of one. */
export type ParameterValue = string | number | boolean;

/** Everything that is configured for one file. */
export interface ResolvedConfig {
  /** The configuration file that was found; missing where there is none. */
  readonly file?: string;
  readonly rules: ReadonlyMap<string, Required<RuleSetting>>;
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
  /** Those of all files that were extended, too; missing where there are none. */
  readonly suppressions?: readonly ResolvedSuppression[];
  /** Missing where no other tool's suppressions count. */
  readonly honor?: readonly Peer[];
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
