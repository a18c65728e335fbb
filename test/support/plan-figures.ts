import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Graph } from '../../src/graph/graph.js';
import { lint } from '../../src/lint.js';
import type { ReadHcl } from '../../src/parsers/terraform/hcl/syntax.js';
import { parse } from '../../src/parsers/parse.js';
import type { AnyRule } from '../../src/rules/define.js';
import { rules } from '../../src/rules/index.js';
import { positionOf, type SourceFile } from '../../src/source/source.js';
import { corpora } from './corpora.js';

/** The published plans, each beside the directory of its sources. */
export const plansWithSources = (): readonly string[] =>
  corpora('terraform-plans').filter((path) => !path.includes('.tf/') && existsSync(sourcesOf(path)));

const sourcesOf = (plan: string): string => plan.replace(/\.json$/, '.tf');

export interface Figures {
  /** Checks by rule: one for each subject of the rule that a plan has. */
  readonly checks: Map<string, { all: number; reasons: string[] }>;
  /** Findings, as `FILE:LINE [RULE] MESSAGE`, and how many of them point into a `.tf` file. */
  readonly findings: readonly string[];
  readonly inSource: number;
}

/** What some rules (all of them, without a list) say of plans with their sources at hand. */
export function figuresOf(paths: readonly string[], readHcl: ReadHcl, ids?: readonly string[]): Figures {
  const ruleset = rules.filter(({ id }) => ids === undefined || ids.includes(id));
  const checks: Figures['checks'] = new Map(ruleset.map(({ id }) => [id, { all: 0, reasons: [] as string[] }]));
  const findings: string[] = [];
  let inSource = 0;
  for (const path of paths) {
    const file = { path, text: readFileSync(path, 'utf8') };
    const report = lint([file], {
      ruleset,
      rules: () => new Map(ruleset.map(({ id }) => [id, { severity: 'error' }])),
      terraform: { readHcl, files: tfFiles, directories: () => directoriesBelow(sourcesOf(path)) },
      read: (name) => (existsSync(name) ? readFileSync(name, 'utf8') : undefined),
      today: new Date('2026-11-22'),
    });
    const { template } = parse(file);
    if (template !== undefined) count(checks, new Graph(template), ruleset);
    for (const { rule, why, resource } of report.undecided) checks.get(rule)?.reasons.push(`${resource ?? ''}: ${why}`);
    for (const { at, rule, message } of report.findings) {
      if (at.file.path.endsWith('.tf')) inSource += 1;
      findings.push(`${at.file.path}:${String(positionOf(at).line)} [${rule}] ${message}`);
    }
  }
  return { checks, findings, inSource };
}

function count(checks: Figures['checks'], graph: Graph, ruleset: readonly AnyRule[]): void {
  for (const { id, on } of ruleset) {
    const known = checks.get(id);
    if (known === undefined) continue;
    for (const kind of [on].flat()) known.all += graph.all(kind).length;
  }
}

/** A module's example lies below it, as with `--terraform-source`. */
function directoriesBelow(directory: string): string[] {
  const below = readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return [directory, ...below].filter((each) => tfFiles(each).length > 0);
}

function tfFiles(directory: string): SourceFile[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tf'))
    .map(({ name }) => join(directory, name))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

export const percent = (part: number, whole: number): number => (whole === 0 ? 100 : (100 * part) / whole);
