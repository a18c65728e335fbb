import { dirname, resolve } from 'node:path';
import { ConfigError, configurations, givenRules, presetProblem, type ResolvedConfig } from '../config/index.js';
import type { LintedFile, LintReport } from '../engine/report.js';
import { counted, escapedJson, visible } from '../formatters/visible.js';
import { parse, UsageError, type Args } from './args.js';
import { collect, configPathOf, isDirectory, shown, type Collected, type Input } from './collect.js';
import { loadCore, ruleInfo, type Core } from './core.js';
import { widthOf, type Io } from './io.js';
import { checkOutputs, writeOutputs } from './output.js';
import { confinedReader, isWithin } from './read.js';
import { missedSources, terraformSources } from './terraform.js';
import { version } from './version.js';

/** 0: nothing that counts. 1: findings. 2: could not run, or not all of it. */
export type ExitCode = 0 | 1 | 2;

/** A line of the program's own on standard error; what it quotes cannot act on the terminal. */
const say = (io: Io, message: string): void => {
  for (const line of message.split('\n')) io.stderr(`lambda-lint: ${visible(line)}\n`);
};

type ConfigOf = (path: string) => Promise<ResolvedConfig>;

/** Configuration, after everything about it on the command line was found to be right. */
async function configured(args: Args, core: Core, io: Io): Promise<ConfigOf> {
  const { preset, config, parameters, unknown } = args;
  const wrong = preset === undefined ? undefined : presetProblem(preset, core.rules);
  if (wrong !== undefined) throw new UsageError(`--preset: ${wrong}`);
  const given = await givenRules(args.rules, core.rules);
  if (given.problems.length > 0) throw new UsageError(given.problems.join('\n'));
  return configurations({
    rules: core.rules,
    cwd: io.cwd,
    file: config,
    preset,
    ruleSettings: given.rules,
    parameters,
    unknown,
  });
}

async function printConfig(path: string, configOf: ConfigOf, io: Io): Promise<ExitCode> {
  const { rules, policies = [], suppressions = [], ...rest } = await configOf(resolve(io.cwd, path));
  const settings = Object.fromEntries(
    [...rules].map(([id, { severity, options }]) => [
      id,
      Object.keys(options).length === 0 ? severity : [severity, options],
    ]),
  );
  const files =
    policies.length === 0 ? {} : { policies: Object.fromEntries(policies.map(({ arn, file }) => [arn, file])) };
  const written = suppressions.map(({ written: own, resources, reason, owner, expires }) => ({
    ...own,
    resources,
    reason,
    owner,
    expires,
  }));
  const silenced = written.length === 0 ? {} : { suppressions: written };
  io.stdout(`${escapedJson({ ...rest, ...files, ...silenced, rules: settings })}\n`);
  return 0;
}

/** The configuration of each file, all read before anything is linted. */
async function configsFor(inputs: readonly Input[], configOf: ConfigOf, io: Io): Promise<Map<string, ResolvedConfig>> {
  const configs = new Map<string, ResolvedConfig>();
  for (const input of inputs) configs.set(input.source.path, await configOf(configPathOf(input, io.cwd)));
  return configs;
}

async function lintInputs(
  inputs: readonly Input[],
  configs: ReadonlyMap<string, ResolvedConfig>,
  args: Args,
  core: Core,
  io: Io,
): Promise<LintReport> {
  const config = (path: string): ResolvedConfig => {
    const found = configs.get(path);
    if (found === undefined) throw new Error(`no configuration was read for ${path}`);
    return found;
  };
  const ignored = inputs.filter(({ source }) => config(source.path).ignored);
  const linted = inputs.filter((input) => !ignored.includes(input));
  const { terraformSource: asked } = args;
  // A directory that is named may be read as if a template in it were.
  const roots = [
    ...inputs.map(({ absolute }) => absolute),
    ...(asked === undefined ? [] : [resolve(io.cwd, asked, 'x')]),
  ];
  const read = confinedReader(roots, io.cwd);
  const terraform = await terraformSources(linted, asked, read, io);
  const report = core.lint(
    linted.map(({ source }) => source),
    {
      rules: (path) => config(path).rules,
      parameters: (path) => config(path).parameters,
      policies: (path) => config(path).policies ?? [],
      unknown: (path) => config(path).unknown,
      suppressions: (path) => config(path).suppressions ?? [],
      isWhole: ({ at }) => isWalked(resolve(io.cwd, at.file.path), args.paths, io.cwd),
      honor: (path) => config(path).honor ?? [],
      read,
      ...(terraform !== undefined && { terraform }),
      inlineSuppressions: args.inlineSuppressions,
      today: io.today,
    },
  );
  // Of files that were found, only templates are worth a word.
  const named = new Set(inputs.filter((input) => input.named).map(({ source }) => source.path));
  const skipped = ignored.map(({ source }) => ({ path: source.path, skipped: 'is ignored by the configuration' }));
  return {
    ...report,
    files: [...report.files, ...skipped].filter(
      ({ path, skipped: why, unusable }: LintedFile) =>
        why === undefined || unusable !== undefined || (args.warnIgnored && named.has(path)),
    ),
  };
}

/** Whether all that lies beside a file or below it is looked at, as far as it is found. */
const isWalked = (file: string, paths: readonly string[], cwd: string): boolean =>
  paths.some((path) => isWithin(dirname(file), resolve(cwd, path)) && isDirectory(resolve(cwd, path)) === true);

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

function verdict({ findings }: LintReport, maxWarnings: number): ExitCode {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return count('error') > 0 || count('warning') > maxWarnings ? 1 : 0;
}

function debugFiles({ inputs }: Collected, configs: ReadonlyMap<string, ResolvedConfig>, io: Io): void {
  for (const { source, named } of inputs) {
    const file = configs.get(source.path)?.file;
    const by = file === undefined ? 'no configuration file' : shown(file, io.cwd);
    say(io, `${source.path}: ${named ? 'named' : 'found'}, ${source.text.length} characters, ${by}`);
  }
}

/** @returns how many outputs could not be written */
async function print(report: LintReport, args: Args, core: Core, io: Io): Promise<number> {
  const { color, showUnknown, showSuppressed, quiet, category } = args;
  const problems = await writeOutputs(
    args.outputs,
    report,
    {
      rules: core.rules.map((rule) => ruleInfo(rule)),
      color,
      width: widthOf(io),
      elapsed: io.elapsed(),
      showUnknown,
      showSuppressed,
      quiet,
      version,
      ...(category !== undefined && { category }),
    },
    io,
  );
  for (const problem of problems) say(io, problem);
  return problems.length;
}

async function lintCommand(args: Args, io: Io, load: () => Promise<Core>): Promise<ExitCode> {
  const debug = (message: string) => {
    if (args.debug) say(io, `${message} (${Math.round(io.elapsed())} ms)`);
  };
  const core = await load();
  debug(`lambda-lint ${version}, ${counted(core.rules.length, 'rule')} loaded`);
  const configOf = await configured(args, core, io);
  if (args.printConfig !== undefined) return printConfig(args.printConfig, configOf, io);

  const { terraformSource } = args;
  if (terraformSource !== undefined && !isDirectory(resolve(io.cwd, terraformSource))) {
    throw new UsageError(`--terraform-source: ${terraformSource} is no directory`);
  }
  checkOutputs(args.outputs, io.cwd);
  const collected = await collect(args.paths, args.stdinFilename, io);
  debug(`${counted(collected.inputs.length, 'file')} read`);
  const configs = await configsFor(collected.inputs, configOf, io);
  if (args.debug) debugFiles(collected, configs, io);
  const whole = await lintInputs(collected.inputs, configs, args, core, io);
  debug('linted');

  // What can't be used is said like a file that can't be read, and is no part of the report.
  const used = { ...whole, files: whole.files.filter(({ unusable }) => unusable === undefined) };
  const unusable = whole.files.flatMap((file) =>
    file.unusable === undefined ? [] : [`${file.path} ${file.unusable}`],
  );
  const problems = [...collected.problems, ...unusable];
  for (const problem of problems) say(io, problem);
  for (const missed of missedSources(used, args.terraformSource)) say(io, missed);
  if (collected.inputs.length === unusable.length && problems.length > 0) return 2;
  const report = args.baseline === undefined ? used : await withBaseline(used, whole.files, collected, args, io);
  const nothing = report.files.every(({ skipped }) => skipped !== undefined);
  // A commit hook hands over whatever is about to be committed.
  const silent = nothing && !args.warnIgnored;
  const outputs = args.outputs.filter(({ format }) => !silent || format !== 'text');
  const unwritten = await print(report, { ...args, outputs }, core, io);
  if (nothing && !silent && collected.left.length > 0) say(io, `read only when named: ${collected.left.join(', ')}`);
  if (args.maxWarnings !== Infinity && args.outputs.some(({ format }) => format === 'text')) {
    const warnings = report.findings.filter(({ severity }) => severity === 'warning').length;
    if (warnings > args.maxWarnings)
      say(io, `${counted(warnings, 'warning')}, more than --max-warnings ${args.maxWarnings} allows`);
  }
  return problems.length + unwritten > 0 ? 2 : verdict(report, args.maxWarnings);
}

/** Runs one command line to its end; never throws. */
export async function run(argv: readonly string[], io: Io, load: () => Promise<Core> = loadCore): Promise<ExitCode> {
  try {
    return await lintCommand(parse(argv), io, load);
  } catch (error) {
    if (error instanceof UsageError) {
      say(io, error.message);
      io.stderr('Try lambda-lint --help.\n');
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
