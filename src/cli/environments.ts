import { dirname } from 'node:path';
import { repositoryOf } from '../disk/paths.js';
import type { Finding } from '../engine/finding.js';
import { fingerprintOf } from '../engine/fingerprint.js';
import type { LintReport } from '../engine/report.js';
import { inReadingOrder } from '../engine/order.js';
import { acrossTemplates } from '../engine/suppressions/suppress.js';
import type { LintOptions } from '../lint.js';
import { didYouMean } from '../source/nearest.js';
import { made } from '../source/once.js';
import type { SourceFile } from '../source/source.js';
import type { Input } from './collect.js';
import type { Io } from './io.js';
import { UsageError } from './options.js';
import { directoriesOf, readSamConfig, type SamConfig, type SamEnvironment } from './samconfig.js';

/** What `--config-env` takes for every environment in turn. */
const every = 'all';

/** The environments of each file, by its path as it is printed; files that no samconfig is about are missing. */
export interface Environments {
  readonly of: ReadonlyMap<string, readonly SamEnvironment[]>;
  /** Sentences about what was asked for and is not there. */
  readonly notes: readonly string[];
}

/** Finds the environments that are asked for; throws {@link UsageError} where no file has one. */
export async function findEnvironments(asked: string, inputs: readonly Input[], io: Io): Promise<Environments> {
  const read = new Map<string, Promise<SamConfig | undefined>>();
  const configOf = (directory: string) => made(read, directory, () => readSamConfig(directory, io));
  const found = new Map<string, readonly SamEnvironment[]>();
  for (const { source, absolute } of inputs) {
    for (const directory of directoriesOf(absolute, repositoryOf(absolute))) {
      const config = await configOf(directory);
      const own = (config?.environments ?? []).filter((each) => isAbout(each, absolute, directory));
      const chosen = own.filter(({ name }) => asked === every || name === asked);
      if (chosen.length > 0) found.set(source.path, chosen);
      if (own.length > 0) break;
    }
  }
  const configs = (await Promise.all(read.values())).filter((config) => config !== undefined);
  if (found.size === 0) throw new UsageError(`--config-env ${asked}: ${missing(asked, configs)}`);
  const without = configs.filter(({ environments }) => asked !== every && !has(environments, asked));
  return {
    of: found,
    notes: without.map(({ path }) => `${path} has no environment ${asked}: its templates are linted without`),
  };
}

const has = (environments: readonly SamEnvironment[], asked: string): boolean =>
  environments.some(({ name }) => name === asked);

/** An environment is about the template that it names; about any beside it, if it names none. */
const isAbout = ({ templates }: SamEnvironment, template: string, directory: string): boolean =>
  templates.length > 0 ? templates.includes(template) : dirname(template) === directory;

function missing(asked: string, configs: readonly SamConfig[]): string {
  const [first] = configs;
  if (first === undefined) return 'there is no samconfig.toml or samconfig.yaml beside the templates';
  const names = [...new Set(configs.flatMap(({ environments }) => environments.map(({ name }) => name)))];
  if (names.length === 0) return `${first.path} has no environments`;
  if (asked !== every && !names.includes(asked)) {
    return `${first.path} has no environment ${asked}${didYouMean(asked, names) || `; it has ${names.join(', ')}`}`;
  }
  return `${first.path} is about other templates than these`;
}

/** Lints files with some parameters, by their paths; all else is settled. */
export type LintWith = (files: readonly SourceFile[], parameters: NonNullable<LintOptions['parameters']>) => LintReport;

/**
 * Lints each file with the parameters of each of its environments. What is found in all of them is said once; what is found in
 * some says in which.
 */
export function lintEnvironments(files: readonly SourceFile[], { of }: Environments, lintWith: LintWith): LintReport {
  const first = (path: string) => of.get(path)?.[0]?.parameters ?? {};
  const whole = lintWith(files, first);
  if ([...of.values()].every(({ length }) => length === 1)) return { ...whole, files: named(whole, of) };
  // Which templates are linted by themselves, and which with the one that nests them, is known from the first time.
  const roots = whole.files.filter(({ skipped }) => skipped === undefined).map(({ path }) => path);
  const reports = files
    .filter(({ path }) => roots.includes(path))
    .map((file) => {
      const environments = of.get(file.path) ?? [];
      if (environments.length === 0) return lintWith([file], () => ({}));
      return merged(environments.map(({ name, parameters }) => ({ name, report: lintWith([file], () => parameters) })));
    });
  return {
    files: named(whole, of),
    // Suppressions of the configuration are judged with each file, but are for several.
    findings: acrossTemplates(
      reports.map(({ findings, suppressed }) => ({ findings, needed: suppressed.map(({ at }) => at) })),
    ),
    undecided: reports.flatMap(({ undecided }) => undecided),
    suppressed: reports.flatMap(({ suppressed }) => suppressed),
    rules: whole.rules,
  };
}

/** Files with the environments that they were linted for. */
function named({ files }: LintReport, of: Environments['of']): LintReport['files'] {
  return files.map((file) => {
    const names = (of.get(file.path) ?? []).map(({ name }) => name);
    const { recognisedAs } = file;
    if (names.length === 0 || recognisedAs === undefined || !/^(?:SAM|CloudFormation)\b/.test(recognisedAs))
      return file;
    return { ...file, recognisedAs: `${recognisedAs}, with the parameters of ${listed(names)}` };
  });
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

interface Run {
  readonly name: string;
  readonly report: LintReport;
}

const placeOf = ({ at }: Pick<Finding, 'at'>): string => `${at.file.path}:${String(at.start)}:${String(at.end)}`;
const keyOf = (finding: Finding): string =>
  [finding.rule, finding.severity, placeOf(finding), finding.message, finding.when ?? ''].join('\n');

/** Things of several runs, each once, with the environments that it is in. */
function collected<T>(runs: readonly Run[], of: (report: LintReport) => readonly T[], key: (thing: T) => string) {
  const found = new Map<string, { readonly thing: T; readonly names: string[] }>();
  for (const { name, report } of runs) {
    for (const thing of of(report)) {
      const known = found.get(key(thing));
      if (known === undefined) found.set(key(thing), { thing, names: [name] });
      else known.names.push(name);
    }
  }
  return [...found.values()];
}

function merged(runs: readonly Run[]): LintReport {
  const fingerprints = new Set<string>();
  const findings = collected(runs, ({ findings }) => findings, keyOf)
    // A comment that silences something in one environment is of use.
    .filter(({ thing, names }) => thing.rule !== 'suppression-unused' || names.length === runs.length)
    .map(({ thing, names }): Finding => {
      const own = fingerprints.has(thing.fingerprint)
        ? fingerprintOf([thing.fingerprint, ...names])
        : thing.fingerprint;
      fingerprints.add(own);
      if (names.length === runs.length) return { ...thing, fingerprint: own };
      const deployed = `deployed with the parameters of ${listed(names)}`;
      return { ...thing, fingerprint: own, when: [thing.when, deployed].filter(Boolean).join(' and ') };
    });
  const things = <T>(of: (report: LintReport) => readonly T[], key: (thing: T) => string): T[] =>
    collected(runs, of, key).map(({ thing }) => thing);
  return {
    files: [],
    rules: [],
    findings: findings.sort(inReadingOrder),
    undecided: things(
      ({ undecided }) => undecided,
      (each) => [each.rule, each.resource, placeOf(each), each.why].join('\n'),
    ),
    suppressed: things(
      ({ suppressed }) => suppressed,
      ({ finding }) => keyOf(finding),
    ),
  };
}
