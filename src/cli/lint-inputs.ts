import { resolve } from 'node:path';
import type { ResolvedConfig } from '../config/index.js';
import { isOfPackage } from '../disk/paths.js';
import { confinedReader } from '../disk/read.js';
import type { LintedFile, LintReport } from '../engine/report.js';
import type { AnyRule } from '../rules/define.js';
import { counted } from '../source/counted.js';
import { type SourceFile, stdinPath } from '../source/source.js';
import type { Args } from './args.js';
import { constructsOf } from './cdk.js';
import { isWalked, type Input } from './collect.js';
import type { Core } from './core.js';
import { draws } from './formats.js';
import { say, type Io } from './io.js';
import type { Progress } from './progress.js';
import { terraformSources } from './terraform.js';

/** Lints files with what belongs to them: their configuration, the files that they name, the sources that they were made from. */
export async function lintInputs(
  inputs: readonly Input[],
  configs: ReadonlyMap<string, ResolvedConfig>,
  plugins: readonly AnyRule[],
  args: Args,
  core: Core,
  progress: Progress,
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
  const constructs = await constructsOf(linted, read, io);
  const position = (path: string): number => linted.findIndex(({ source }) => source.path === path) + 1;
  const lintWith = (files: readonly SourceFile[], given: (path: string) => ResolvedConfig['parameters']) =>
    core.lint(files, {
      rules: (path) => config(path).rules,
      parameters: given,
      policies: (path) => config(path).policies ?? [],
      unknown: (path) => config(path).unknown,
      suppressions: (path) => config(path).suppressions ?? [],
      // Other repositories may need what a package holds.
      isWhole: ({ at: { file } }) =>
        !isOfPackage(file.path) && isWalked(resolve(io.cwd, file.path), args.paths, io.cwd),
      honor: (path) => config(path).honor ?? [],
      read,
      ...(terraform !== undefined && { terraform }),
      ...(constructs !== undefined && { constructs }),
      ...(plugins.length > 0 && { plugins }),
      inlineSuppressions: args.inlineSuppressions,
      diagrams: args.outputs.some(({ format }) => draws(format)),
      today: io.today,
      step: (path) => progress.step(() => `linting ${position(path)} of ${counted(linted.length, 'file')}: ${path}`),
    });
  const sources = linted.map(({ source }) => source);
  const parameters = (path: string) => config(path).parameters;
  const report =
    args.configEnv === undefined
      ? lintWith(sources, parameters)
      : await lintDeployed(args, linted, lintWith, parameters, io);
  // Of files that were found, only templates are worth a word.
  const named = new Set(inputs.filter((input) => input.named).map(({ source }) => source.path));
  const skipped = ignored.map(({ source }) => ({ path: source.path, skipped: 'is ignored by the configuration' }));
  const files = [...report.files.map(orUnusable), ...skipped];
  const isTold = ({ path, skipped: why, unusable }: LintedFile): boolean =>
    why === undefined || unusable !== undefined || (args.warnIgnored && named.has(path));
  const isPassedOver = (file: LintedFile): boolean => !isTold(file) && !named.has(file.path);
  return { ...report, files: files.filter(isTold), passedOver: files.filter(isPassedOver) };
}

/** What is piped in is meant to be linted: it may be the error of a program before the pipe. With a name, an editor gives whatever it has. */
function orUnusable(file: LintedFile): LintedFile {
  const { path, skipped, unrecognised } = file;
  if (path !== stdinPath || skipped === undefined) return file;
  return { ...file, unusable: unrecognised ? 'holds no template and no plan: see what writes into it' : skipped };
}

/** Lints with the parameters of samconfig files; like sam's own, the option's take the place of all of them. */
async function lintDeployed(
  { configEnv = '', parameters: given }: Args,
  inputs: readonly Input[],
  lintWith: (files: readonly SourceFile[], parameters: (path: string) => ResolvedConfig['parameters']) => LintReport,
  configured: (path: string) => ResolvedConfig['parameters'],
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
