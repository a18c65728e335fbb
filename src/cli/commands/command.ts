import type { Io } from '../io.js';
import type { OptionTable } from '../options.js';

/** 0: nothing that counts. 1: findings. 2: could not run, or not all of it. */
export type ExitCode = 0 | 1 | 2;

/** Runs with what stands behind the command's name; a `UsageError` or `ConfigError` that it throws is said by its caller. */
export interface Command {
  /** What `lambda-lint NAME --help` prints. */
  readonly help: string;
  readonly options: OptionTable<string>;
  /** What its --format takes, where it has one. */
  readonly formats?: readonly string[];
  readonly run: (argv: readonly string[], io: Io) => Promise<ExitCode>;
}

/** The commands: `lambda-lint NAME`. */
export const commandNames = ['init', 'rules', 'explain', 'graph', 'completion'] as const;
