import type { Undecided } from '../engine/finding.js';
import type { FormatOptions, Formatter, LintReport } from '../engine/report.js';
import { counted } from '../source/counted.js';
import { alike, type Alike } from './alike.js';
import { countsOf, linted, listed } from './summary.js';
import { visible } from './visible.js';
import { relatedLines, whereIs } from './words.js';

function block({ finding, also }: Alike): string[] {
  const { at, severity, rule, message, when, help } = finding;
  const lines = [
    ...(when === undefined ? [] : [`when: ${visible(when)}`]),
    ...(help === undefined ? [] : [`help: ${visible(help)}`]),
    ...relatedLines(finding),
    ...(also.length === 0 ? [] : [`also: ${visible(also.join(', '))}`]),
  ];
  return [
    `${whereIs(at)}: ${severity} ${visible(rule)}: ${visible(message)}`,
    ...new Set(lines.map((line) => `  ${line}`)),
  ];
}

const undecidedLine = ({ at, rule, resource = 'the file', why }: Undecided): string =>
  `${whereIs(at)}: undecided ${visible(rule)}: ${visible(resource)}: ${visible(why)}`;

function totals(report: LintReport, options: FormatOptions): string {
  const { error, warning, info } = countsOf(report);
  const read = linted(report.files).length;
  const { undecided, suppressed, baseline } = report;
  const parts = [
    `${counted(error, 'error')}, ${counted(warning, 'warning')}, ${counted(info, 'info')}`,
    `${undecided.length} undecided${undecided.length > 0 && !options.showUnknown ? ' (--show-unknown lists them)' : ''}`,
    `${suppressed.length} suppressed`,
    ...(baseline === undefined ? [] : [`${baseline.known.length} known in ${visible(baseline.path)}`]),
    `${counted(read, 'file')} linted, ${report.files.length - read} skipped`,
  ];
  if (options.quiet && warning + info > 0) parts.push(`${warning + info} not shown (--quiet)`);
  return parts.join('; ');
}

/** For coding assistants: one line says where, which rule and what; indented lines what else there is to know; the last one counts. */
export const agent: Formatter = (report, options) => {
  const lines = [
    ...alike(listed(report, options)).flatMap(block),
    ...(options.showUnknown ? report.undecided.map(undecidedLine) : []),
    ...report.files.flatMap(({ path, skipped }) =>
      skipped === undefined ? [] : [`${visible(path)}: skipped: ${visible(skipped)}`],
    ),
    totals(report, options),
  ];
  return `${lines.join('\n')}\n`;
};
