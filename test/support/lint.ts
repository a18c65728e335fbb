import type { Finding } from '../../src/engine/finding.js';
import { lint as lintFiles } from '../../src/lint.js';
import type { AnyRule } from '../../src/rules/define.js';
import { lineText, positionOf, type Location } from '../../src/source/source.js';
import type { Scalar } from '../../src/template/node.js';

export interface Setup {
  /** The rule's options. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, Scalar>>;
  /** Files beside the template, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Prints what could not be decided, too. */
  readonly undecided?: boolean;
  readonly path?: string;
}

function place({ file, start, end }: Location): string {
  const { line, column } = positionOf({ file, start, end });
  return `${file.path === 'template.yaml' ? '' : `${file.path}:`}${String(line)}:${String(column)}`;
}

function print(finding: Finding): string {
  const { line, column, endLine, endColumn } = positionOf(finding.at);
  const source = lineText(finding.at.file, line);
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
  const { options = {}, parameters = {}, files = {}, path = 'template.yaml' } = setup;
  const report = lintFiles([{ path, text }], {
    ruleset: [rule],
    rules: () => new Map([[rule.id, { severity: rule.severity === 'off' ? 'error' : rule.severity, options }]]),
    parameters: () => parameters,
    read: (name) => files[name],
    today: new Date('2026-11-22'),
  });
  const undecided = report.undecided.map(({ at, why, resource }) => `${place(at)} undecided ${resource ?? ''}: ${why}`);
  return [...report.findings.map(print), ...(setup.undecided === true ? undecided : [])].join('\n');
}
