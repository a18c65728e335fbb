import { resolve } from 'node:path';
import type { ResolvedConfig } from '../config/index.js';
import { shown } from '../disk/paths.js';
import type { Severity } from '../engine/finding.js';
import type { LintedFile, LintReport, RuleInfo } from '../engine/report.js';
import { counted } from '../source/counted.js';
import type { Args } from './args.js';
import { collect, isDirectory, isWalked, type Collected } from './collect.js';
import type { ExitCode } from './commands/command.js';
import { configsFor, configured, pluginsOf, printConfig, sayOpen } from './configured.js';
import { loadCore, type Core } from './core.js';
import { isGraph } from './formats.js';
import { say, widthOf, type Io } from './io.js';
import { lintInputs } from './lint-inputs.js';
import { UsageError } from './options.js';
import { checkOutputs, writeOutputs } from './output.js';
import { progressOf } from './progress.js';
import { strayOverrides } from './overrides.js';
import { missedSources } from './terraform.js';
import { tuneFor } from './tune.js';
import { version } from './version.js';

/** What is left of a report when only changes count. */
async function since(ref: string, report: LintReport, io: Io): Promise<LintReport> {
  const { changesSince, onlySince } = await import('./since.js');
  const changes = changesSince(ref, io.cwd);
  if (typeof changes === 'string') throw new UsageError(`--since ${ref}: ${changes}`);
  return onlySince(report, changes);
}

/** The report with what is known taken out of its findings; the known ones are written, if that is asked for. */
async function withBaseline(
  report: LintReport,
  files: readonly LintedFile[],
  collected: Collected,
  { baseline, updateBaseline, paths }: Args,
  io: Io,
): Promise<LintReport> {
  const unusable = new Set(files.filter((file) => file.unusable !== undefined).map(({ path }) => path));
  const inputs = collected.inputs.filter(({ source }) => !unusable.has(source.path));
  const { meetBaseline } = await import('./baseline.js');
  const isWhole = (file: string) => isWalked(file, paths, io.cwd);
  const met = meetBaseline(report, { file: baseline ?? '', update: updateBaseline, inputs, isWhole, cwd: io.cwd });
  if (met.written !== undefined) say(io, met.written);
  return met.report;
}

function debugFiles({ inputs }: Collected, configs: ReadonlyMap<string, ResolvedConfig>, io: Io): void {
  for (const { source, named } of inputs) {
    const file = configs.get(source.path)?.file;
    const by = file === undefined ? 'no configuration file' : shown(file, io.cwd);
    say(io, `${source.path}: ${named ? 'named' : 'found'}, ${source.text.length} characters, ${by}`);
  }
}

/** @returns how many outputs could not be written */
async function print(report: LintReport, rules: readonly RuleInfo[], args: Args, io: Io): Promise<number> {
  const { color, showUnknown, showSuppressed, showSkipped, quiet, category } = args;
  const problems = await writeOutputs(
    args.outputs,
    report,
    {
      rules,
      color,
      width: widthOf(io),
      elapsed: io.elapsed(),
      showUnknown,
      showSuppressed,
      showSkipped,
      quiet,
      version,
      ...(category !== undefined && { category }),
    },
    io,
  );
  for (const problem of problems) say(io, problem);
  return problems.length;
}

/** Lints as the arguments say, and prints it. */
export async function lintCommand(args: Args, io: Io, load: () => Promise<Core> = loadCore): Promise<ExitCode> {
  const debug = (message: string) => {
    if (args.debug) say(io, `${message} (${Math.round(io.elapsed())} ms)`);
  };
  const core = await load();
  debug(`lambda-lint ${version}, ${counted(core.rules.length, 'rule')} loaded`);
  const configOf = configured(args, core, io);
  if (args.printConfig !== undefined) return printConfig(args.printConfig, configOf, io);

  const { terraformSource } = args;
  if (terraformSource !== undefined && !isDirectory(resolve(io.cwd, terraformSource))) {
    throw new UsageError(`--terraform-source: ${terraformSource} is no directory`);
  }
  checkOutputs(args.outputs, io.cwd);
  const progress = progressOf(io);
  const collected = await collect(args.paths, args.stdinFilename, io, (path) => progress.step(() => `reading ${path}`));
  progress.clear();
  await tuneFor(collected.inputs);
  debug(`${counted(collected.inputs.length, 'file')} read`);
  const configs = configsFor(collected.inputs, configOf, io);
  sayOpen(configs, io);
  if (args.debug) debugFiles(collected, configs, io);
  const plugins = pluginsOf(configs);
  const batch = { inputs: collected.inputs, configs, plugins, args, core, progress };
  const whole = await lintInputs(batch, io).finally(() => progress.clear());
  debug('linted');

  // What can't be used is said like a file that can't be read, and is no part of the report.
  const passedOver = [...(whole.passedOver ?? []), ...collected.passedOver];
  const used = { ...whole, passedOver, files: whole.files.filter(({ unusable }) => unusable === undefined) };
  const unusable = whole.files.flatMap((file) =>
    file.unusable === undefined ? [] : [`${file.path} ${file.unusable}`],
  );
  const problems = [...collected.problems, ...unusable];
  for (const problem of problems) say(io, problem);
  for (const missed of missedSources(used, args.terraformSource)) say(io, missed);
  for (const stray of strayOverrides(used, args.parameters)) say(io, stray);
  if (collected.inputs.length === unusable.length && problems.length > 0) return 2;
  const known = args.baseline === undefined ? used : await withBaseline(used, whole.files, collected, args, io);
  const report = args.since === undefined ? known : await since(args.since, known, io);
  const nothing = report.files.every(({ skipped }) => skipped !== undefined);
  if (nothing && args.outputs.some(({ format }) => isGraph(format))) {
    for (const { path, skipped } of report.files) say(io, `${path} ${skipped ?? ''}`);
    say(io, 'nothing to draw: no template among the files');
    return 2;
  }
  // A commit hook hands over whatever is about to be committed.
  const silent = nothing && !args.warnIgnored;
  const outputs = args.outputs.filter(({ format }) => !silent || format !== 'text');
  const unwritten = await print(report, [...core.rules, ...plugins], { ...args, outputs }, io);
  if (nothing && !silent) {
    for (const hint of await (await import('./hints.js')).hints(args.paths, collected, io)) say(io, hint);
  }
  const count = (severity: Severity) => report.findings.filter((finding) => finding.severity === severity).length;
  const warnings = count('warning');
  const isOver = warnings > args.maxWarnings;
  if (isOver && args.outputs.some(({ format }) => format === 'text')) {
    say(io, `${counted(warnings, 'warning')}, more than --max-warnings ${args.maxWarnings} allows`);
  }
  if (problems.length + unwritten > 0) return 2;
  return count('error') > 0 || isOver ? 1 : 0;
}
