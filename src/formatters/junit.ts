import type { Finding, Undecided } from '../engine/finding.js';
import type { FormatOptions, Formatter, LintReport } from '../engine/report.js';
import { byFile, linted, listed } from './summary.js';
import { occurrences, relatedLines, sentences, whereIs } from './words.js';
import { xml, type Element } from './xml.js';

const testcase = (name: string, rule: string | undefined, outcome?: Element): Element => ({
  name: 'testcase',
  attributes: { name, classname: rule === undefined ? 'lambda-lint' : `lambda-lint.${rule}` },
  ...(outcome !== undefined && { children: [outcome] }),
});

/** The name of a test says nothing of lines, so that a reader knows it again in the next run. */
const nameOf = ({ rule, resource, route, at }: Pick<Finding, 'rule' | 'resource' | 'route' | 'at'>): string =>
  `${rule}: ${[route, resource].filter((word) => word !== undefined).join(' in ') || 'the file'} (${at.file.path})`;

/** An error or a warning is a test that failed; an info one that passed with a remark. */
function found(finding: Finding, nth: number): Element {
  const { rule, severity, at } = finding;
  const message = sentences(finding);
  const lines = [whereIs(at), message, ...relatedLines(finding)];
  const outcome: Element =
    severity === 'info'
      ? { name: 'system-out', attributes: {}, lines }
      : { name: 'failure', attributes: { type: severity, message }, lines };
  return testcase(`${nameOf(finding)}${nth === 1 ? '' : ` ${nth}`}`, rule, outcome);
}

const skipped = (undecided: Undecided): Element =>
  testcase(nameOf(undecided), undecided.rule, {
    name: 'skipped',
    attributes: { message: `undecided: ${undecided.why}` },
    lines: [whereIs(undecided.at)],
  });

function suites(report: LintReport, options: FormatOptions): Element[] {
  const findings = listed(report, options);
  const nth = occurrences(findings, nameOf);
  return byFile([...findings, ...report.undecided], linted(report.files)).map(([path, own]) => {
    const cases = own.map((each) => ('why' in each ? skipped(each) : found(each, nth.get(each) ?? 1)));
    const attributes = {
      name: path,
      tests: Math.max(1, cases.length),
      failures: own.filter((each) => 'severity' in each && each.severity !== 'info').length,
      errors: 0,
      skipped: own.filter((each) => 'why' in each).length,
      file: path,
    };
    // Some readers take a suite without tests for a broken one.
    return {
      name: 'testsuite',
      attributes,
      children: cases.length > 0 ? cases : [testcase(`nothing found (${path})`, undefined)],
    };
  });
}

/** For readers of test results: each file that was linted is a suite, each finding and each undecided check a test in it. */
export const junit: Formatter = (report, options) => {
  const children = suites(report, options);
  const sum = (name: string): number => children.reduce((total, { attributes }) => total + Number(attributes[name]), 0);
  return xml({
    name: 'testsuites',
    attributes: {
      name: 'lambda-lint',
      tests: sum('tests'),
      failures: sum('failures'),
      errors: 0,
      ...(options.elapsed !== undefined && { time: (options.elapsed / 1000).toFixed(3) }),
    },
    children,
  });
};
