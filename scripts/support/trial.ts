/** What the scripts `try-*.ts` share: a directory that is removed, commands that are shown as they run, and a verdict. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { put } from '../../test/support/files.js';

export const root = join(import.meta.dirname, '../..');

/** Of this trial alone. */
export const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'try-')));

// What `npm run` tells its own npm is no business of the one that a trial starts.
const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));

/** Nothing of its user's comes in, but where programs are. */
const environment: NodeJS.ProcessEnv = {
  ...Object.fromEntries(inherited),
  PRE_COMMIT_HOME: join(scratch, 'home'),
  PRE_COMMIT_COLOR: 'never',
  NO_COLOR: '1',
  GIT_CONFIG_GLOBAL: join(scratch, 'gitconfig'),
};

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  /** With what went to standard error behind it. */
  readonly output: string;
}

type Env = Readonly<Record<string, string>>;

/** Runs a command with further variables, and shows what it says. */
export function runWith(env: Env, cwd: string, command: string, ...args: readonly string[]): Ran {
  console.log(`$ ${[command, ...args].join(' ')}`);
  const done = spawnSync(command, args, { cwd, env: { ...environment, ...env }, encoding: 'utf8' });
  if (done.error !== undefined) throw done.error;
  // What npm says of its own settings is about this machine.
  const stderr = done.stderr.replaceAll(/^npm warn .*\n/gm, '');
  const output = done.stdout + stderr;
  if (output.trim() !== '') console.log(output.trimEnd().replace(/^(?=.)/gm, '    '));
  return { code: done.status, stdout: done.stdout, output };
}

export const run = (cwd: string, command: string, ...args: readonly string[]): Ran =>
  runWith({}, cwd, command, ...args);

/** Runs what has to work for the trial to go on; gives what it prints. */
export function must(cwd: string, command: string, ...args: readonly string[]): string {
  const { code, stdout } = run(cwd, command, ...args);
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}`);
  return stdout.trim();
}

const problems: string[] = [];

export function expect(what: string, holds: boolean): void {
  console.log(`${holds ? 'ok' : 'NOT OK'}: ${what}\n`);
  if (!holds) problems.push(what);
}

/** A new repository, on its branch `main`. */
export function repository(name: string): string {
  put(scratch, {
    gitconfig: '[user]\n\tname = Somebody\n\temail = somebody@example.com\n[safe]\n\tdirectory = *\n',
  });
  must(scratch, 'git', 'init', '--quiet', '--initial-branch=main', name);
  return join(scratch, name);
}

/** Commits all there is, whatever hooks say; gives the commit. */
export function commit(directory: string, message: string): string {
  must(directory, 'git', 'add', '--all');
  must(directory, 'git', 'commit', '--quiet', '--no-verify', '-m', message);
  return must(directory, 'git', 'rev-parse', 'HEAD');
}

/** The package as it would be published. */
export function packed(): string {
  must(root, 'npm', 'run', '--silent', 'build');
  const name = must(root, 'npm', 'pack', '--silent', '--ignore-scripts', '--pack-destination', scratch);
  return join(scratch, name);
}

/** What a runner of GitHub's hands to a step: the event of the workflow, and files to write to. */
export function runnerFor(workspace: string, event: object): Env {
  put(scratch, { 'event.json': JSON.stringify(event), output: '', summary: '', 'temporary/.keep': '' });
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_PATH: join(scratch, 'event.json'),
    GITHUB_OUTPUT: join(scratch, 'output'),
    GITHUB_STEP_SUMMARY: join(scratch, 'summary'),
    RUNNER_TEMP: join(scratch, 'temporary'),
  };
}

/** Runs a trial, cleans up, and says how it went. */
export function trial(steps: () => void): void {
  try {
    steps();
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log(problems.length === 0 ? 'It works.' : `${String(problems.length)} problems: ${problems.join('; ')}`);
  if (problems.length > 0) process.exitCode = 1;
}
