/** The command. What needs no linter is answered before anything else is loaded. */
import { readFileSync } from 'node:fs';
import { help } from './help.js';
import type { Io } from './io.js';
import { version } from './version.js';

/** What is printed without loading more, if that is what is asked for. */
function answer(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--');
  const options = end === -1 ? argv : argv.slice(0, end);
  if (options.includes('--help') || options.includes('-h')) return help;
  return options.includes('--version') ? `${version}\n` : undefined;
}

// `lambda-lint … | head` closes the pipe early: that is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

async function main(argv: readonly string[]): Promise<void> {
  const { run } = await import('./run.js');
  const io: Io = {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    stdin: () => readFileSync(0),
    cwd: process.cwd(),
    env: process.env,
    ...(process.stdout.isTTY && { terminal: { columns: process.stdout.columns } }),
    today: new Date(),
    elapsed: () => performance.now(),
  };
  // Not process.exit: it would cut off what a pipe has not taken yet.
  process.exitCode = await run(argv, io);
}

const argv = process.argv.slice(2);
const answered = answer(argv);
if (answered === undefined) void main(argv);
else process.stdout.write(answered);
