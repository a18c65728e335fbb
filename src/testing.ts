/**
 * The tester of the built-in rules, for rules of one's own: {@link lint} takes a rule and a template, and gives what its user
 * would see, to be compared with a snapshot.
 */
import type { Finding } from './engine/finding.js';
import { shownLines, type ShowLine } from './formatters/masked.js';
import { lint as lintFiles } from './lint.js';
import type { AnyRule } from './rules/define.js';
import { positionOf, type Location } from './source/source.js';
import type { Scalar } from './template/node.js';

/** What a test may set. */
export interface Setup {
  /** The rule's options; those that are missing have their defaults. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Values of the template's parameters. */
  readonly parameters?: Readonly<Record<string, Scalar>>;
  /** Files beside the template, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Documents of policies that are made elsewhere, by their ARNs. */
  readonly policies?: Readonly<Record<string, unknown>>;
  /** Prints what could not be decided, too. */
  readonly undecided?: boolean;
  /** The path of the template; `template.yaml` where it is missing, and then findings do not name it. */
  readonly path?: string;
  /** The day that rules with dates are judged on; 22 November 2026 where it is missing, so that tests do not rot. */
  readonly today?: Date;
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

/**
 * Lints a text with one rule, at the rule's own severity (`error` where it is off).
 *
 * @param text a template: SAM, CloudFormation (YAML or JSON) or a Terraform plan
 * @returns what its user would see, without colours; empty where nothing is found
 */
export function lint(rule: AnyRule, text: string, setup: Setup = {}): string {
  const { options = {}, parameters = {}, files = {}, policies = {}, path = 'template.yaml' } = setup;
  const report = lintFiles([{ path, text }], {
    ruleset: [rule],
    rules: () => new Map([[rule.id, { severity: rule.severity === 'off' ? 'error' : rule.severity, options }]]),
    parameters: () => parameters,
    policies: () => Object.entries(policies).map(([arn, document]) => ({ arn, text: JSON.stringify(document) })),
    read: (name) => files[name],
    today: setup.today ?? new Date('2026-11-22'),
  });
  const show = shownLines(report);
  const undecided = report.undecided.map(({ at, why, resource }) => `${place(at)} undecided ${resource ?? ''}: ${why}`);
  return [
    ...report.findings.map((finding) => print(finding, show)),
    ...(setup.undecided === true ? undecided : []),
  ].join('\n');
}
