import { severities, type Finding } from '../engine/finding.js';

/** Findings as somebody with little time should read them: errors first, and of each severity what was changed first. */
export const ranked = (findings: readonly Finding[]): Finding[] =>
  severities.flatMap((severity) => {
    const own = findings.filter((finding) => finding.severity === severity);
    return [...own.filter(({ changed }) => changed), ...own.filter(({ changed }) => !changed)];
  });
