/** The command. What needs no linter is answered before anything else is loaded. */
import { fstatSync, readFileSync, writeSync } from 'node:fs';
import { commandOf } from './commands/index.js';
import type { Core } from './core.js';
import { help } from './help.js';
import type { Io } from './io.js';
import { version } from './version.js';

/** What is printed without loading more, if that is what is asked for. */
function answer(argv: readonly string[]): string | undefined {
  // A command tells of itself.
  if (commandOf(argv[0]) !== undefined) return undefined;
  const end = argv.indexOf('--');
  const options = end === -1 ? argv : argv.slice(0, end);
  if (options.includes('--help') || options.includes('-h')) return help;
  return options.includes('--version') ? `${version}\n` : undefined;
}

/** Standard output and error, by their file descriptors. */
type Stream = 1 | 2;

/** Those of which node's own stream has the rest: all that follows has to wait for it. */
const handedOver = new Set<Stream>();

/** Those that nobody reads any more, as after `lambda-lint … | head`: no fault, and no reason to leave files unwritten. */
const unread = new Set<Stream>();

/**
 * Writes straight to a file descriptor: node's own streams cost more to set up than a template does to lint. Only a pipe that
 * takes no more for now is left to them, and all of Windows, whose console takes bytes for another character set.
 */
function write(to: Stream, text: string): void {
  if (unread.has(to)) return;
  if (process.platform === 'win32' || handedOver.has(to)) {
    streamOf(to).write(text);
    return;
  }
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(to, rest));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') unread.add(to);
    else if (code === 'EAGAIN') streamOf(to).write(rest);
    else throw error;
  }
}

function streamOf(to: Stream): NodeJS.WriteStream {
  const stream = to === 1 ? process.stdout : process.stderr;
  if (!handedOver.has(to)) {
    handedOver.add(to);
    stream.on('error', (error: NodeJS.ErrnoException) => {
      unread.add(to);
      if (error.code === 'EPIPE') return;
      process.exitCode = 2;
      if (to === 1) write(2, `lambda-lint: standard output cannot be written: ${error.message}\n`);
    });
  }
  return stream;
}

/** The terminal that standard output is, if it is one: no file and no pipe, which is quick to tell. */
function terminal(): { readonly columns: number } | undefined {
  try {
    if (!fstatSync(1).isCharacterDevice()) return undefined;
  } catch {
    return undefined;
  }
  return process.stdout.isTTY ? { columns: process.stdout.columns } : undefined;
}

/**
 * Whether code that was compiled in this run serves the next one, which will lint a few templates as a rule: see scripts/launcher.cjs.
 * What many files need between them is nearly all there is, and costs every later run more to take in than it saves.
 */
export let hasLinted = false;
const mostFiles = 5;

async function load(): Promise<Core> {
  const { loadCore } = await import('./core.js');
  const core = await loadCore();
  const linted = new Set<string>();
  return {
    ...core,
    lint: (files, options) => {
      const report = core.lint(files, options);
      for (const { path, recognisedAs, partly } of report.files) {
        if (recognisedAs !== undefined && partly !== true) linted.add(path);
      }
      hasLinted = linted.size > 0 && linted.size <= mostFiles;
      return report;
    },
  };
}

async function main(argv: readonly string[]): Promise<void> {
  const { run } = await import('./run.js');
  const screen = terminal();
  const io: Io = {
    stdout: (text) => {
      write(1, text);
    },
    stderr: (text) => {
      write(2, text);
    },
    stdin: () => readFileSync(0),
    cwd: process.cwd(),
    env: process.env,
    ...(screen !== undefined && { terminal: screen }),
    errorTerminal: () => (process.stderr.isTTY ? { columns: process.stderr.columns } : undefined),
    ask: async (question) => (await import('./ask.js')).ask(question),
    today: new Date(),
    elapsed: () => process.uptime() * 1000,
  };
  const code = await run(argv, io, load);
  process.exitCode ??= code;
  // Node takes its memory apart before it ends by itself, for longer than some templates take to lint. Ended at once, it would
  // cut off what a pipe has not taken yet.
  if (handedOver.size === 0) process.exit();
}

const argv = process.argv.slice(2);
const answered = answer(argv);
if (answered === undefined) void main(argv);
else write(1, answered);
