import type { Finding } from './finding.js';
import { fingerprintOf } from './fingerprint.js';

/** By file, place and rule: the order in which a reader meets findings. */
export function inReadingOrder(one: Finding, other: Finding): number {
  return (
    compare(one.at.file.path, other.at.file.path) ||
    one.at.start - other.at.start ||
    compare(one.rule, other.rule) ||
    one.at.end - other.at.end ||
    compare(one.message, other.message)
  );
}

/** By UTF-16 units: the same everywhere, unlike the order of a locale. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Findings that would have the same fingerprint are numbered in reading order. */
export function numbered(findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const count = counts.get(finding.fingerprint) ?? 0;
    counts.set(finding.fingerprint, count + 1);
    return count === 0 ? finding : { ...finding, fingerprint: fingerprintOf([finding.fingerprint, String(count)]) };
  });
}
