import type { Finding } from '../engine/finding.js';
import { fingerprintOf } from '../engine/fingerprint.js';
import type { Formatter } from '../engine/report.js';
import { positionOf } from '../source/source.js';
import { repositoryPath } from './paths.js';
import { listed } from './summary.js';
import { escapedJson, visible } from './visible.js';
import { occurrences, sentences } from './words.js';

const severities = { error: 'critical', warning: 'minor', info: 'info' } as const;

/** GitLab's Code Quality report. GitLab takes findings of one fingerprint for one finding, so each has its own. */
export const gitlab: Formatter = (report, options) => {
  const findings = listed(report, options);
  const pathOf = ({ at }: Finding): string => visible(repositoryPath(at.file.path, options.repository));
  const nth = occurrences(findings, (finding) => `${pathOf(finding)}\n${finding.fingerprint}`);
  const issues = findings.map((finding) => ({
    description: sentences(finding),
    check_name: visible(finding.rule),
    fingerprint: fingerprintOf([pathOf(finding), finding.fingerprint, String(nth.get(finding))]),
    severity: severities[finding.severity],
    location: { path: pathOf(finding), lines: { begin: positionOf(finding.at).line } },
  }));
  return `${escapedJson(issues)}\n`;
};
