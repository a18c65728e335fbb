import type { Finding } from '../../src/engine/finding.js';
import type { FormatOptions, LintReport } from '../../src/engine/report.js';
import type { Location, SourceFile } from '../../src/source/source.js';

/** The `nth` place (from 0) where a text stands in a file. */
export function placeOf(file: SourceFile, text: string, nth = 0): Location {
  let start = -1;
  for (let count = 0; count <= nth; count++) start = file.text.indexOf(text, start + 1);
  if (start === -1) throw new Error(`${text} does not stand in ${file.path}`);
  return { file, start, end: start + text.length };
}

/** A finding with only what a test cares for. */
export const finding = (given: Partial<Finding> & Pick<Finding, 'at'>): Finding => ({
  rule: 'role-shared',
  severity: 'error',
  confidence: 'high',
  message: 'Orders has the same role as Payments',
  related: [],
  fingerprint: '0123456789abcdef0123456789abcdef',
  ...given,
});

export const report = (given: Partial<LintReport>): LintReport => ({
  files: [],
  findings: [],
  undecided: [],
  suppressed: [],
  rules: ['role-shared'],
  ...given,
});

export const formatOptions = (given: Partial<FormatOptions> = {}): FormatOptions => ({
  rules: [],
  color: false,
  width: 100,
  showUnknown: false,
  showSuppressed: false,
  quiet: false,
  version: '1.2.3',
  ...given,
});
