import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Io } from '../cli/io.js';
import { run } from '../cli/run.js';
import type { JsonReport } from '../formatters/index.js';
import { command } from '../formatters/github.js';
import { escaped } from '../formatters/markdown/text.js';
import { baseOf, isFromFork } from './base.js';
import { addSummary, setOutput } from './files.js';
import { InputError, readInputs, type Inputs } from './inputs.js';

type Conclusion = 'success' | 'neutral' | 'failure';

/** Lints as a step of a workflow: the command with the step's inputs; gives the step's exit code, and never throws. */
export async function runAction(io: Io): Promise<0 | 1> {
  const root = resolve(io.env['GITHUB_WORKSPACE'] ?? io.cwd);
  let conclusion: Conclusion = 'failure';
  try {
    conclusion = await lintStep(readInputs(io.env, root), root, io);
  } catch (error) {
    const { message } = error as Error;
    const fault = error instanceof InputError ? message : `internal error: ${message}. Please report it.`;
    fail(fault, io);
  }
  setOutput(io.env['GITHUB_OUTPUT'], 'conclusion', conclusion);
  return conclusion === 'failure' ? 1 : 0;
}

/** Says why nothing, or not everything, could be linted. */
function fail(why: string, { stdout, env }: Io): void {
  stdout(command('error', { title: 'lambda-lint could not run' }, why));
  addSummary(
    env['GITHUB_STEP_SUMMARY'],
    `## ⚪ lambda-lint could not run, or not on everything\n\n${escaped(why)}\n\n`,
  );
}

async function lintStep(inputs: Inputs, root: string, io: Io): Promise<Conclusion> {
  const { directory } = inputs;
  const folder = mkdtempSync(join(io.env['RUNNER_TEMP'] ?? tmpdir(), 'lambda-lint-'));
  const sarif = resolve(directory, inputs.sarifFile ?? join(folder, 'lambda-lint.sarif'));
  const json = join(folder, 'report.json');
  const markdown = join(folder, 'summary.md');
  const told: string[] = [];
  const isWithheld = inputs.plugins === 'auto' && isFromFork(io.env);
  const argv = [
    `--format=${inputs.annotations ? 'github' : 'text'}`,
    `--format=json=${json}`,
    `--format=markdown=${markdown}`,
    `--format=sarif=${sarif}`,
    ...inputs.options,
    ...(isWithheld || inputs.plugins === 'false' ? ['--no-plugins'] : []),
    ...sinceOptions(inputs, io),
    '--',
    ...inputs.paths,
  ];
  const nothing = () => Buffer.alloc(0);
  const code = await run(argv, { ...io, cwd: directory, stdin: nothing, stderr: (text) => void told.push(text) });
  const said = told.join('').replace(/^Try lambda-lint --help\.\n/m, '');
  if (code === 2) fail(said.replaceAll(/^lambda-lint: (?:--)?/gm, '').trim(), io);
  else io.stderr(said);
  if (isWithheld && said.includes('(--no-plugins)')) {
    const text = 'Plugins are not loaded, as this pull request is from a fork, and they would run its code here';
    io.stdout(command('notice', { title: 'lambda-lint' }, text));
  }
  const report = read(json);
  if (report !== undefined) {
    const { summary } = JSON.parse(report) as JsonReport;
    const outputs = {
      'sarif-file': shownFrom(root, sarif),
      findings: summary.errors + summary.warnings + summary.infos,
      errors: summary.errors,
      warnings: summary.warnings,
      undecided: summary.undecided,
    };
    for (const [name, value] of Object.entries(outputs)) setOutput(io.env['GITHUB_OUTPUT'], name, String(value));
    if (inputs.summary) addSummary(io.env['GITHUB_STEP_SUMMARY'], `${read(markdown) ?? ''}\n`);
  }
  // The SARIF file stays: a later step uploads it.
  for (const file of [json, markdown]) rmSync(file, { force: true });
  return conclusionOf(code, inputs);
}

function conclusionOf(code: 0 | 1 | 2, { failOn }: Inputs): Conclusion {
  if (code === 0) return 'success';
  return code === 1 && failOn === 'never' ? 'neutral' : 'failure';
}

/** By default, a pull request is told what it changes; where that can't be known, everything. */
function sinceOptions({ since, directory }: Inputs, io: Io): string[] {
  if (since === 'none') return [];
  if (since !== undefined) return [`--since=${since}`];
  const base = baseOf(io.env, directory);
  if (base === undefined) return [];
  if ('ref' in base) return [`--since=${base.ref}`];
  const text = `Everything is reported, not only what the pull request changes: ${base.problem}`;
  io.stdout(command('warning', { title: 'lambda-lint' }, text));
  return [];
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** As other steps take a path: from the workspace, or absolute outside it. */
function shownFrom(root: string, path: string): string {
  const near = relative(root, path);
  return near.startsWith(`..${sep}`) || isAbsolute(near) ? path : near.replaceAll(sep, '/');
}
