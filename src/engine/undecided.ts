import type { Finding, Severity, Undecided } from './finding.js';
import { fingerprintOf } from './fingerprint.js';

/** Tells checks that could not be decided apart over time, as findings are. */
export const undecidedFingerprint = ({ rule, resource = '', why }: Undecided): string =>
  fingerprintOf([rule, resource, 'undecided', why]);

/** Undecided checks as findings, where they count as such. */
export function unknownFindings(undecided: readonly Undecided[], level: Severity | 'ignore'): Finding[] {
  if (level === 'ignore') return [];
  return undecided.map((each) => {
    const { rule, resource, at, why } = each;
    return {
      rule,
      severity: level,
      confidence: 'medium',
      message: `${resource ?? 'the template'} can't be judged: ${why}`,
      help: 'give the parameter a value, or leave undecided checks out with the setting "unknown": "ignore"',
      at,
      related: [],
      fingerprint: undecidedFingerprint(each),
      ...(resource === undefined ? {} : { resource }),
    };
  });
}
