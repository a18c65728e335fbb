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

/** What `lambda-lint NAME` runs instead of linting; nothing of it is loaded before. */
const commands = {
  init: () => import('./init.js'),
  rules: () => import('./rules.js'),
  explain: () => import('./explain.js'),
  completion: () => import('./completion.js'),
} satisfies Record<string, () => Promise<Command>>;

export const commandNames = Object.keys(commands);

/** The command of a name, if there is one. A file of that name is linted as `./NAME`, or after `--`. */
export function commandOf(name: string | undefined): (() => Promise<Command>) | undefined {
  return name !== undefined && Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined;
}
