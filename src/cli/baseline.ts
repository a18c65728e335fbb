import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { ConfigError, JsonError, parseJson, type Json } from '../config/index.js';
import { shown, slashed } from '../disk/paths.js';
import {
  type Baseline,
  type BaselineEntry,
  baselineOf,
  baselineVersion,
  compare,
  entriesOf,
  printBaseline,
  updated,
} from '../engine/baseline.js';
import type { LintReport } from '../engine/report.js';
import { counted } from '../source/counted.js';
import { positionOf } from '../source/source.js';
import type { Input } from './collect.js';
import { reasonOf, unwritten } from './io.js';
import { FileError, UsageError } from './options.js';
import { writeWhole } from './write.js';

/** What a run says of its baseline. */
export interface BaselineRequest {
  /** As it is given on the command line. */
  readonly file: string;
  readonly update: boolean;
  /** What could be linted, or turned out to be no template. */
  readonly inputs: readonly Input[];
  /** Whether all that lies beside a file or below it is looked at. */
  readonly isWhole: (file: string) => boolean;
  readonly cwd: string;
}

/** Takes the findings that a baseline knows out of a report; before that, the baseline may be written anew. */
export function meetBaseline(report: LintReport, request: BaselineRequest): { report: LintReport; written?: string } {
  const { file, update, inputs, isWhole, cwd } = request;
  const absolute = resolve(cwd, file);
  const path = shown(absolute, cwd);
  const before = readBaseline(absolute, path, update);

  const near = (other: string): string => slashed(relative(dirname(absolute), resolve(cwd, other)));
  const inputPaths = new Set(inputs.map(({ source }) => source.path));
  const partly = new Set(report.files.filter((each) => each.partly).map((each) => each.path));
  const lookedAt = new Set([...inputPaths].filter((each) => !partly.has(each)).map(near));
  const whole = isWhole(absolute);
  const ran = new Set(report.rules);
  const context = {
    keyOf: (finding: LintReport['findings'][number]) =>
      inputPaths.has(rootOf(finding)) ? near(rootOf(finding)) : undefined,
    looked: (key: string, rule: string) =>
      ran.has(rule) && (lookedAt.has(key) || (whole && !existsSync(resolve(dirname(absolute), key)))),
  };

  const baseline = update ? updated(report.findings, before, context) : before;
  const { fresh, known, gone } = compare(report.findings, baseline, context);
  const met = { ...report, findings: fresh, baseline: { path, known, gone } };
  if (!update) return { report: met };
  const text = printBaseline(baseline);
  try {
    writeWhole(absolute, text);
  } catch (error) {
    throw new FileError(`--update-baseline: ${path} ${unwritten(error)}`);
  }
  const was = compare(report.findings, before, context);
  return { report: met, written: `wrote ${path}: ${summary(baseline, was.fresh.length - fresh.length, was.gone)}` };
}

const rootOf = ({ root, at }: LintReport['findings'][number]): string => root ?? at.file.path;

const sum = (entries: readonly BaselineEntry[]): number => entries.reduce((count, entry) => count + entry.count, 0);

function summary(baseline: Baseline, added: number, gone: readonly BaselineEntry[]): string {
  const changes = [...(added > 0 ? [`${added} new`] : []), ...(gone.length > 0 ? [`${sum(gone)} gone`] : [])];
  const all = `${counted(sum(entriesOf(baseline)), 'finding')} in ${counted(baseline.size, 'file')}`;
  return `${all} (${changes.join(', ') || 'nothing new'})`;
}

function readBaseline(absolute: string, path: string, update: boolean): Baseline {
  let text: string;
  try {
    text = readFileSync(absolute, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing && update) return new Map();
    const help = missing ? ': --update-baseline makes it' : '';
    throw new UsageError(`--baseline: ${path} ${reasonOf(error)}${help}`);
  }
  return parseBaseline(path, text);
}

const anew = 'to have the baseline written anew, remove it and run --update-baseline';

/** Reads a baseline; what is wrong with it is a {@link ConfigError} with its place. */
function parseBaseline(path: string, text: string): Baseline {
  const source = { path, text };
  const fail = (offset: number, message: string): never => {
    const { line, column } = positionOf({ file: source, start: offset, end: offset });
    throw new ConfigError([{ file: path, line, column, message }]);
  };
  const entries = (json: Json | undefined, what: string): [key: string, value: Json][] => {
    if (json?.is !== 'object') return fail(json?.start ?? 0, `${what}; ${anew}`);
    return [...json.entries].map(([key, { value }]) => [key, value]);
  };
  let root: Json;
  try {
    root = parseJson(source);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return fail(error.offset, `${error.message}; ${anew}`);
  }
  const sections = new Map(entries(root, 'a baseline is an object'));
  const version = sections.get('version');
  if (version?.is !== 'scalar' || version.value !== baselineVersion) {
    fail(
      version?.start ?? 0,
      `the version of a baseline must be ${baselineVersion}: another lambda-lint wrote this one; ${anew}`,
    );
  }
  return baselineOf(
    entries(sections.get('files'), 'files must be an object').flatMap(([file, rules]) =>
      entries(rules, `what is under ${file} must be an object of rules`).flatMap(([rule, counts]) =>
        entries(counts, `what is under ${rule} must be an object of fingerprints`).map(([fingerprint, count]) => {
          const number = count.is === 'scalar' && typeof count.value === 'number' ? count.value : 0;
          if (!Number.isInteger(number) || number < 1) fail(count.start, 'a count must be a whole number, 1 or more');
          return { path: file, rule, fingerprint, count: number };
        }),
      ),
    ),
  );
}
