import type { Finding } from '../engine/finding.js';
import type { Formatter } from '../engine/report.js';
import { positionOf } from '../source/source.js';
import { byFile, linted, listed } from './summary.js';
import { sentences } from './words.js';
import { xml, type Element } from './xml.js';

function error(finding: Finding): Element {
  const { line, column } = positionOf(finding.at);
  const { severity, rule } = finding;
  return {
    name: 'error',
    attributes: { line, column, severity, message: sentences(finding), source: `lambda-lint.${rule}` },
  };
}

/** For readers of Checkstyle's XML, of which there are many: every file that was linted, with the findings in it. */
export const checkstyle: Formatter = (report, options) =>
  xml({
    name: 'checkstyle',
    attributes: { version: '4.3' },
    children: byFile(listed(report, options), linted(report.files)).map(([name, findings]) => ({
      name: 'file',
      attributes: { name },
      children: findings.map(error),
    })),
  });
