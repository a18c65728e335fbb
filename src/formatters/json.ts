import type { BaselineEntry } from '../engine/baseline.js';
import type { Finding, Severity, Suppressed, SuppressionForm, Undecided } from '../engine/finding.js';
import type { Formatter, LintReport } from '../engine/report.js';
import { positionOf, type Location } from '../source/source.js';
import { countsOf, linted, listed } from './summary.js';
import { escapedJson } from './visible.js';

/** A place: one-based lines and columns, columns counted in UTF-16 units, the end exclusive. */
export interface JsonPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A finding; what does not apply is left out. */
export interface JsonFinding extends JsonPlace {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: 'high' | 'medium';
  readonly message: string;
  readonly help?: string;
  readonly label?: string;
  readonly resource?: string;
  readonly route?: string;
  readonly when?: string;
  readonly related: readonly (JsonPlace & { readonly message: string })[];
  readonly fingerprint: string;
}

/** A check that could neither find nor clear. */
export interface JsonUndecided extends JsonPlace {
  readonly rule: string;
  readonly resource?: string;
  readonly why: string;
}

/** A finding that was silenced, with where and why. */
export interface JsonSuppressed {
  readonly finding: JsonFinding;
  readonly by: JsonPlace;
  readonly form: SuppressionForm;
  readonly reason?: string;
  readonly owner?: string;
  readonly expires?: string;
}

/** What `--baseline` made of the findings: those that are left are new. */
export interface JsonBaseline {
  readonly path: string;
  readonly known: readonly JsonFinding[];
  /** Entries that nothing was found for any more. */
  readonly gone: readonly BaselineEntry[];
}

/** What became of a file. */
export interface JsonFile {
  readonly path: string;
  readonly recognisedAs?: string;
  readonly skipped?: string;
}

/** The whole output of `--format json`. A change that could break a reader of it raises `version`. */
export interface JsonReport {
  readonly version: 1;
  readonly tool: { readonly name: 'lambda-lint'; readonly version: string };
  readonly files: readonly JsonFile[];
  readonly findings: readonly JsonFinding[];
  readonly undecided: readonly JsonUndecided[];
  readonly suppressed: readonly JsonSuppressed[];
  readonly baseline?: JsonBaseline;
  readonly summary: {
    readonly errors: number;
    readonly warnings: number;
    readonly infos: number;
    readonly undecided: number;
    readonly suppressed: number;
    readonly known?: number;
    readonly files: number;
    readonly skipped: number;
    readonly rules: readonly string[];
    readonly since?: { readonly ref: string; readonly leftOut: number };
    readonly milliseconds?: number;
  };
}

const place = (at: Location): JsonPlace => ({ path: at.file.path, ...positionOf(at) });

function jsonFinding(finding: Finding): JsonFinding {
  const { rule, severity, confidence, message, help, at, label, resource, route, when, related, fingerprint } = finding;
  return {
    rule,
    severity,
    confidence,
    message,
    ...(help !== undefined && { help }),
    ...place(at),
    ...(label !== undefined && { label }),
    ...(resource !== undefined && { resource }),
    ...(route !== undefined && { route }),
    ...(when !== undefined && { when }),
    related: related.map((other) => ({ message: other.message, ...place(other.at) })),
    fingerprint,
  };
}

const jsonUndecided = ({ rule, resource, at, why }: Undecided): JsonUndecided => ({
  rule,
  ...(resource !== undefined && { resource }),
  why,
  ...place(at),
});

const jsonSuppressed = ({ finding, at, form, reason, owner, expires }: Suppressed): JsonSuppressed => ({
  finding: jsonFinding(finding),
  by: place(at),
  form,
  ...(reason !== undefined && { reason }),
  ...(owner !== undefined && { owner }),
  ...(expires !== undefined && { expires }),
});

function summaryOf(report: LintReport, elapsed: number | undefined): JsonReport['summary'] {
  const counts = countsOf(report);
  const read = linted(report.files).length;
  return {
    errors: counts.error,
    warnings: counts.warning,
    infos: counts.info,
    undecided: report.undecided.length,
    suppressed: report.suppressed.length,
    ...(report.baseline !== undefined && { known: report.baseline.known.length }),
    files: read,
    skipped: report.files.length - read,
    rules: report.rules,
    ...(report.since !== undefined && { since: report.since }),
    ...(elapsed !== undefined && { milliseconds: Math.round(elapsed) }),
  };
}

/** For programs: everything the report says, documented in docs/json-format.md. */
export const json: Formatter = (report, options) => {
  const { version, elapsed } = options;
  const output: JsonReport = {
    version: 1,
    tool: { name: 'lambda-lint', version },
    files: report.files.map(({ path, recognisedAs, skipped }) => ({
      path,
      ...(recognisedAs !== undefined && { recognisedAs }),
      ...(skipped !== undefined && { skipped }),
    })),
    findings: listed(report, options).map(jsonFinding),
    undecided: report.undecided.map(jsonUndecided),
    suppressed: report.suppressed.map(jsonSuppressed),
    ...(report.baseline !== undefined && {
      baseline: { ...report.baseline, known: report.baseline.known.map(jsonFinding) },
    }),
    summary: summaryOf(report, elapsed),
  };
  return `${escapedJson(output)}\n`;
};
