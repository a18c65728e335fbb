import type { Finding } from '../engine/finding.js';
import type { LintReport } from '../engine/report.js';
import { mask } from '../engine/secrets.js';
import { made } from '../source/once.js';
import { lineStarts, lineText, type Location, type SourceFile } from '../source/source.js';

/** The text of a line (one-based) as it may be shown. */
export type ShowLine = (file: SourceFile, line: number) => string;

/** Shows lines with the secrets in them masked, unit by unit, so that columns stay what they are. */
export function showLines(findings: readonly Finding[]): ShowLine {
  // Findings of one secret have the same places.
  const secrets = new Map<SourceFile, Map<string, Location>>();
  for (const places of new Set(findings.map((finding) => finding.secrets ?? []))) {
    for (const place of places) {
      const same = made(secrets, place.file, () => new Map<string, Location>());
      same.set(`${String(place.start)} ${String(place.end)}`, place);
    }
  }
  const known = new Map<SourceFile, Map<number, string>>();
  return (file, line) => {
    const inFile = secrets.get(file);
    if (inFile === undefined) return lineText(file, line);
    const lines = made(known, file, () => new Map<number, string>());
    let shown = lines.get(line);
    if (shown === undefined) {
      shown = withoutSecrets(file, line, inFile.values());
      lines.set(line, shown);
    }
    return shown;
  };
}

function withoutSecrets(file: SourceFile, line: number, places: Iterable<Location>): string {
  const from = lineStarts(file)[line - 1] ?? file.text.length;
  let shown = lineText(file, line);
  for (const { start, end } of places) {
    const first = Math.max(0, start - from);
    const last = Math.min(shown.length, end - from);
    if (last > first) shown = shown.slice(0, first) + masked(shown.slice(first, last)) + shown.slice(last);
  }
  return shown;
}

/** Indentation says nothing and may stay. */
const masked = (text: string): string => text.replace(/\S/gu, (sign) => mask.repeat(sign.length));

/** The lines of everything that a report holds, suppressed or not: what one finding hides no other one shows. */
export const shownLines = ({ findings, suppressed, baseline }: LintReport): ShowLine =>
  showLines([...findings, ...suppressed.map(({ finding }) => finding), ...(baseline?.known ?? [])]);
