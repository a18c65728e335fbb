import { resolve } from 'node:path';
import type { ResolvedConfig } from '../config/index.js';
import { isOfPackage } from '../disk/paths.js';
import { confinedReader } from '../disk/read.js';
import type { LintedFile, LintReport } from '../engine/report.js';
import type { LintOptions } from '../lint.js';
import type { AnyRule } from '../rules/define.js';
import { counted } from '../source/counted.js';
import { stdinPath } from '../source/source.js';
import type { Args } from './args.js';
import { constructsOf } from './cdk.js';
import { isWalked, type Input } from './collect.js';
import type { Core } from './core.js';
import type { LintWith } from './environments.js';
import { draws } from './formats.js';
import { say, type Io } from './io.js';
import type { Progress } from './progress.js';
import { terraformSources } from './terraform.js';

/** What is linted, and with what. */
export interface Batch {
  readonly inputs: readonly Input[];
  /** What is configured for an input, by its path. */
  readonly configs: ReadonlyMap<string, ResolvedConfig>;
  /** The rules of plugins. */
  readonly plugins: readonly AnyRule[];
  readonly args: Args;
  readonly core: Core;
  readonly progress: Progress;
}

/** Lints files with what belongs to them: their configuration, the files that they name, the sources that they were made from. */
export async function lintInputs(batch: Batch, io: Io): Promise<LintReport> {
  const { inputs, args, core } = batch;
  const config = configIn(batch);
  const ignored = inputs.filter(({ source }) => config(source.path).ignored);
  const linted = inputs.filter((input) => !ignored.includes(input));
  const options = await optionsFor(linted, batch, io);
  const lintWith: LintWith = (files, parameters) => core.lint(files, { ...options, parameters });
  const parameters = (path: string) => config(path).parameters;
  const report =
    args.configEnv === undefined
      ? lintWith(
          linted.map(({ source }) => source),
          parameters,
        )
      : await lintDeployed(linted, lintWith, parameters, args, io);
  // Of files that were found, only templates are worth a word.
  const named = new Set(inputs.filter((input) => input.named).map(({ source }) => source.path));
  const skipped = ignored.map(({ source }) => ({ path: source.path, skipped: 'is ignored by the configuration' }));
  const files = [...report.files.map(orUnusable), ...skipped];
  const isTold = ({ path, skipped: why, unusable }: LintedFile): boolean =>
    why === undefined || unusable !== undefined || (args.warnIgnored && named.has(path));
  const isPassedOver = (file: LintedFile): boolean => !isTold(file) && !named.has(file.path);
  return { ...report, files: files.filter(isTold), passedOver: files.filter(isPassedOver) };
}

function configIn({ configs }: Batch): (path: string) => ResolvedConfig {
  return (path) => {
    const found = configs.get(path);
    if (found === undefined) throw new Error(`no configuration was read for ${path}`);
    return found;
  };
}

/** How the inputs are linted that no configuration ignores. */
async function optionsFor(linted: readonly Input[], batch: Batch, io: Io): Promise<LintOptions> {
  const { inputs, plugins, args, progress } = batch;
  const config = configIn(batch);
  const { terraformSource: asked } = args;
  // A directory that is named may be read as if a template in it were.
  const roots = [
    ...inputs.map(({ absolute }) => absolute),
    ...(asked === undefined ? [] : [resolve(io.cwd, asked, 'x')]),
  ];
  const read = confinedReader(roots, io.cwd);
  const terraform = await terraformSources(linted, asked, read, io);
  const constructs = await constructsOf(linted, read, io);
  const position = (path: string): number => linted.findIndex(({ source }) => source.path === path) + 1;
  return {
    rules: (path) => config(path).rules,
    policies: (path) => config(path).policies ?? [],
    unknown: (path) => config(path).unknown,
    suppressions: (path) => config(path).suppressions ?? [],
    // Other repositories may need what a package holds.
    isWhole: ({ at: { file } }) => !isOfPackage(file.path) && isWalked(resolve(io.cwd, file.path), args.paths, io.cwd),
    honor: (path) => config(path).honor ?? [],
    read,
    ...(terraform !== undefined && { terraform }),
    ...(constructs !== undefined && { constructs }),
    ...(plugins.length > 0 && { plugins }),
    inlineSuppressions: args.inlineSuppressions,
    diagrams: args.outputs.some(({ format }) => draws(format)),
    today: io.today,
    step: (path) => progress.step(() => `linting ${position(path)} of ${counted(linted.length, 'file')}: ${path}`),
  };
}

/** What is piped in is meant to be linted: it may be the error of a program before the pipe. With a name, an editor gives whatever it has. */
function orUnusable(file: LintedFile): LintedFile {
  const { path, skipped, unrecognised } = file;
  if (path !== stdinPath || skipped === undefined) return file;
  return { ...file, unusable: unrecognised ? 'holds no template and no plan: see what writes into it' : skipped };
}

/** Lints with the parameters of samconfig files; like sam's own, the option's take the place of all of them. */
async function lintDeployed(
  inputs: readonly Input[],
  lintWith: LintWith,
  configured: (path: string) => ResolvedConfig['parameters'],
  { configEnv = '', parameters: given }: Args,
  io: Io,
): Promise<LintReport> {
  const { findEnvironments, lintEnvironments } = await import('./environments.js');
  const environments = await findEnvironments(configEnv, inputs, io);
  for (const note of environments.notes) say(io, note);
  const sources = inputs.map(({ source }) => source);
  if (Object.keys(given).length > 0) return lintWith(sources, configured);
  return lintEnvironments(sources, environments, (files, parameters) =>
    lintWith(files, (path) => ({ ...configured(path), ...parameters(path) })),
  );
}
