import { made } from '../source/once.js';
import type { Finding } from './finding.js';

/** Findings that are known and agreed to be mended later: how often each occurs, by file, rule and fingerprint. */
export type Baseline = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, number>>>;

/** The version of the file's format: raised when a file of this one could be misread. */
export const baselineVersion = 1;

/** Findings of one fingerprint, as a baseline counts them. */
export interface BaselineEntry {
  /** The file that was linted, relative to the baseline. */
  readonly path: string;
  readonly rule: string;
  readonly fingerprint: string;
  readonly count: number;
}

/** What a baseline made of the findings of a run. */
export interface BaselineOutcome {
  /** The baseline's own path, as it is printed. */
  readonly path: string;
  /** Findings that stand in it. */
  readonly known: readonly Finding[];
  /** What is in it and was not found any more. */
  readonly gone: readonly BaselineEntry[];
}

/** How findings meet a baseline. */
export interface BaselineContext {
  /** The path of a finding's file in the baseline; none for what is no part of any: a fault of the configuration. */
  readonly keyOf: (finding: Finding) => string | undefined;
  /** Whether an entry that was not found is gone: its file was looked at with its rule, and as a whole. */
  readonly looked: (path: string, rule: string) => boolean;
}

/** A baseline as a list, in its order. */
export function entriesOf(baseline: Baseline): BaselineEntry[] {
  return [...baseline].flatMap(([path, rules]) =>
    [...rules].flatMap(([rule, counts]) =>
      [...counts].map(([fingerprint, count]) => ({ path, rule, fingerprint, count })),
    ),
  );
}

const keyOfEntry = ({ path, rule, fingerprint }: Omit<BaselineEntry, 'count'>): string =>
  JSON.stringify([path, rule, fingerprint]);

/**
 * Tells known findings from new ones. A finding that is there more often than the baseline has it is new as often as it
 * exceeds: so nothing that was not there before is ever taken for known.
 */
export function compare(
  findings: readonly Finding[],
  baseline: Baseline,
  { keyOf, looked }: BaselineContext,
): { readonly fresh: readonly Finding[]; readonly known: readonly Finding[]; readonly gone: readonly BaselineEntry[] } {
  const entries = entriesOf(baseline);
  const left = new Map(entries.map((entry) => [keyOfEntry(entry), entry.count]));
  const fresh: Finding[] = [];
  const known: Finding[] = [];
  for (const finding of findings) {
    const path = keyOf(finding);
    const key = path === undefined ? '' : keyOfEntry({ ...finding, path });
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    (count > 0 ? known : fresh).push(finding);
  }
  const gone = entries
    .filter(({ path, rule }) => looked(path, rule))
    .map((entry) => ({ ...entry, count: left.get(keyOfEntry(entry)) ?? 0 }))
    .filter(({ count }) => count > 0);
  return { fresh, known, gone };
}

/** The baseline that knows all findings, and keeps what it knew of files that were not looked at. */
export function updated(findings: readonly Finding[], baseline: Baseline, context: BaselineContext): Baseline {
  const { keyOf, looked } = context;
  const entries = entriesOf(baseline).filter(({ path, rule }) => !looked(path, rule));
  const kept = new Map(entries.map((entry) => [keyOfEntry(entry), entry]));
  const found = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    const path = keyOf(finding);
    if (path === undefined) continue;
    const { rule, fingerprint } = finding;
    const entry = { path, rule, fingerprint };
    found.set(keyOfEntry(entry), { ...entry, count: (found.get(keyOfEntry(entry))?.count ?? 0) + 1 });
  }
  for (const [key, entry] of kept) {
    if (entry.count > (found.get(key)?.count ?? 0)) found.set(key, entry);
  }
  return baselineOf([...found.values()]);
}

/** The baseline that has these entries: of several for one fingerprint, the last. */
export function baselineOf(entries: readonly BaselineEntry[]): Baseline {
  const files = new Map<string, Map<string, Map<string, number>>>();
  for (const { path, rule, fingerprint, count } of entries) {
    const rules = made(files, path, () => new Map<string, Map<string, number>>());
    made(rules, rule, () => new Map<string, number>()).set(fingerprint, count);
  }
  return files;
}

/** The text of a baseline's file: the same for the same findings, whatever their order, so that a change shows what changed. */
export function printBaseline(baseline: Baseline): string {
  const sorted = <T>(map: ReadonlyMap<string, T>, print: (value: T) => unknown): object =>
    Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, print(value)]));
  const files = sorted(baseline, (rules) => sorted(rules, (counts) => sorted(counts, (count) => count)));
  return `${JSON.stringify({ version: baselineVersion, files }, null, 2)}\n`;
}
