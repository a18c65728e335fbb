import type { Finding } from '../engine/finding.js';
import type { LintReport } from '../engine/report.js';
import { mask } from '../engine/secrets.js';
import { lineStarts, lineText, type Location, type SourceFile } from '../source/source.js';

/** The text of a line (one-based) as it may be shown. */
export type ShowLine = (file: SourceFile, line: number) => string;

/** Shows lines with the secrets in them masked, unit by unit, so that columns stay what they are. */
export function showLines(findings: readonly Finding[]): ShowLine {
  const secrets = new Map<SourceFile, Location[]>();
  for (const { secrets: places = [] } of findings) {
    for (const place of places) {
      const same = secrets.get(place.file);
      if (same === undefined) secrets.set(place.file, [place]);
      else same.push(place);
    }
  }
  return (file, line) => {
    const text = lineText(file, line);
    const from = lineStarts(file)[line - 1] ?? file.text.length;
    return (secrets.get(file) ?? []).reduce((shown, { start, end }) => {
      const first = Math.max(0, start - from);
      const last = Math.min(shown.length, end - from);
      return last <= first ? shown : shown.slice(0, first) + masked(shown.slice(first, last)) + shown.slice(last);
    }, text);
  };
}

/** Indentation says nothing and may stay. */
const masked = (text: string): string => text.replace(/\S/gu, (sign) => mask.repeat(sign.length));

/** The lines of everything that a report holds, suppressed or not: what one finding hides no other one shows. */
export const shownLines = ({ findings, suppressed, baseline }: LintReport): ShowLine =>
  showLines([...findings, ...suppressed.map(({ finding }) => finding), ...(baseline?.known ?? [])]);
