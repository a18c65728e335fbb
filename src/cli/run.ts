import { ConfigError } from '../config/index.js';
import { parse } from './args.js';
import type { Command, ExitCode } from './commands/command.js';
import { commandOf } from './commands/index.js';
import { loadCore, type Core } from './core.js';
import { say, type Io } from './io.js';
import { lintCommand } from './lint-command.js';
import { FileError, UsageError } from './options.js';

async function runCommand(command: Command, argv: readonly string[], io: Io): Promise<ExitCode> {
  if (!argv.includes('--help') && !argv.includes('-h')) return command.run(argv, io);
  io.stdout(command.help);
  return 0;
}

/** Runs one command line to its end; never throws. */
export async function run(argv: readonly string[], io: Io, load: () => Promise<Core> = loadCore): Promise<ExitCode> {
  const command = commandOf(argv[0]);
  try {
    if (command !== undefined) return await runCommand(await command(), argv.slice(1), io);
    return await lintCommand(parse(argv), io, load);
  } catch (error) {
    if (error instanceof UsageError) {
      say(io, error.message);
      if (error instanceof FileError) return 2;
      io.stderr(`Try lambda-lint ${command === undefined ? '' : `${argv[0] ?? ''} `}--help.\n`);
    } else if (error instanceof ConfigError) {
      say(io, error.message);
    } else {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      say(io, `internal error: ${message}. This is a fault of lambda-lint; please report it.`);
      if (argv.includes('--debug')) say(io, stack ?? message);
      else io.stderr('Run again with --debug to see where it happened.\n');
    }
    return 2;
  }
}
