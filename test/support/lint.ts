import type { Finding } from '../../src/engine/finding.js';
import { shownLines, type ShowLine } from '../../src/formatters/masked.js';
import { lint as lintFiles } from '../../src/lint.js';
import type { AnyRule } from '../../src/rules/define.js';
import { positionOf, type Location } from '../../src/source/source.js';
import type { Scalar } from '../../src/template/node.js';

export interface Setup {
  /** The rule's options. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, Scalar>>;
  /** Files beside the template, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Documents of policies that are made elsewhere, by their ARNs. */
  readonly policies?: Readonly<Record<string, unknown>>;
  /** Prints what could not be decided, too. */
  readonly undecided?: boolean;
  readonly path?: string;
}

function place({ file, start, end }: Location): string {
  const { line, column } = positionOf({ file, start, end });
  return `${file.path === 'template.yaml' ? '' : `${file.path}:`}${String(line)}:${String(column)}`;
}

function print(finding: Finding, show: ShowLine): string {
  const { line, column, endLine, endColumn } = positionOf(finding.at);
  const source = show(finding.at.file, line);
  const last = endLine === line ? endColumn : source.length + 1;
  return [
    `${place(finding.at)} ${finding.severity} ${finding.message} [${finding.rule}]`,
    `    ${source}`,
    `    ${' '.repeat(column - 1)}${'~'.repeat(Math.max(1, last - column))}${finding.label === undefined ? '' : ` ${finding.label}`}`,
    ...(finding.help === undefined ? [] : [`  help: ${finding.help}`]),
    ...finding.related.map(({ at, message }) => `  ${place(at)} ${message}`),
    ...(finding.when === undefined ? [] : [`  when ${finding.when}`]),
  ].join('\n');
}

/** Lints a text with one rule, at the rule's own severity (`error` where it is off), and prints what its user would see. */
export function lint(rule: AnyRule, text: string, setup: Setup = {}): string {
  const { options = {}, parameters = {}, files = {}, policies = {}, path = 'template.yaml' } = setup;
  const report = lintFiles([{ path, text }], {
    ruleset: [rule],
    rules: () => new Map([[rule.id, { severity: rule.severity === 'off' ? 'error' : rule.severity, options }]]),
    parameters: () => parameters,
    policies: () => Object.entries(policies).map(([arn, document]) => ({ arn, text: JSON.stringify(document) })),
    read: (name) => files[name],
    today: new Date('2026-11-22'),
  });
  const show = shownLines(report);
  const undecided = report.undecided.map(({ at, why, resource }) => `${place(at)} undecided ${resource ?? ''}: ${why}`);
  return [
    ...report.findings.map((finding) => print(finding, show)),
    ...(setup.undecided === true ? undecided : []),
  ].join('\n');
}
