import type { Io } from '../../src/cli/io.js';
import type { ExitCode } from '../../src/cli/commands/command.js';
import { run } from '../../src/cli/run.js';

export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process, in a directory, as its user would see it: without colours, and without the time it took. */
export const command = (cwd: string, ...argv: readonly string[]): Promise<Ran> => piped('', cwd, ...argv);

/** The same, with something on standard input. */
export async function piped(input: string, cwd: string, ...argv: readonly string[]): Promise<Ran> {
  const out: string[] = [];
  const errors: string[] = [];
  const io: Io = {
    stdout: (text) => void out.push(text),
    stderr: (text) => void errors.push(text),
    stdin: () => Buffer.from(input),
    cwd,
    env: {},
    today: new Date('2026-11-22'),
    elapsed: () => 0,
  };
  const code = await run(argv, io);
  return { code, stdout: out.join('').replace(/ in 0 ms$/m, ''), stderr: errors.join('') };
}
