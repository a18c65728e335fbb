/**
 * `npm run mutate -- FILE...` changes sources in small ways, one at a time, and prints the changes that no test notices: of files, or
 * of parts of them (`src/iam/patterns.ts:10-40`). Stryker is large and needed for nothing else, so it is no dependency: the first run
 * installs it in a temporary directory.
 *
 * - A change is tried on every file of tests that runs the changed code at all, first those beside the changed files: a second or two
 *   of computing where one notices, some ten where none does. `vitest.config.ts` beside this says which tests there are: quick ones of
 *   what is judged, and the slower ones of the parsers where a parser is changed. The command's own tests are none of them.
 * - `setup.ts` beside this sees to it that a survivor is one: Stryker alone would try a change on the single test that happened to be
 *   the first to fill a cache, and not at all where code runs while modules are loaded or tests are collected.
 * - `errors` in the table are changes with which a file of tests can't even be loaded: they are noticed.
 * - Some survivors change nothing that anybody can see (a shortcut, a list that is never read further): they are left.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corporaRoot } from '../../test/support/corpora.js';

const version = '9.6.1';
const root = join(import.meta.dirname, '../..');
const home = join(tmpdir(), `lambda-lint-stryker-${version}`);
const modules = join(home, 'node_modules');
const installed = join(home, 'installed');

function run(command: string, args: readonly string[], cwd: string): void {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(installed)) {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  const packages = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@${version}`);
  // Peers are not installed: they are those of the project, as they are in a run of its tests.
  run('npm', ['install', '--legacy-peer-deps', '--no-audit', '--no-fund', ...packages], home);
  writeFileSync(installed, '');
}
for (const name of ['vitest', 'typescript']) {
  rmSync(join(modules, name), { force: true });
  symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
}

const stryker = join(modules, '@stryker-mutator/core/bin/stryker.js');
const files = process.argv.slice(2).join(',');
process.env['LAMBDA_LINT_MUTATED'] = files;
process.env['LAMBDA_LINT_CORPORA'] ??= corporaRoot;
run(process.execPath, [stryker, 'run', join(import.meta.dirname, 'stryker.json'), '--mutate', files], root);

interface Result {
  readonly files: Readonly<
    Record<string, { readonly mutants: readonly { readonly status: string; readonly testsCompleted?: number }[] }>
  >;
}

// Where the copy that Stryker works on is gone, it finds no test and takes each change for one that nobody noticed.
const { files: results } = JSON.parse(readFileSync(join(root, 'coverage/mutation.json'), 'utf8')) as Result;
const untried = Object.values(results)
  .flatMap(({ mutants }) => mutants)
  .filter(({ status, testsCompleted = 0 }) => status === 'Survived' && testsCompleted === 0);
if (untried.length > 0) {
  console.error(`${String(untried.length)} changes were tried on no test at all: this score says nothing`);
  process.exitCode = 1;
}
