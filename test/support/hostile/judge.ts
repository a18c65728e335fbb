import type { LintReport } from '../../../src/engine/report.js';
import { formatters, type FormatName } from '../../../src/formatters/index.js';
import { lint } from '../../../src/lint.js';
import { rules } from '../../../src/rules/index.js';
import type { SourceFile } from '../../../src/source/source.js';
import { formatOptions } from '../report.js';
import type { Attack } from './attack.js';

/** A file that must be judged the same whatever lies beside it. */
const sibling: SourceFile = {
  path: 'sibling.yaml',
  text: 'Resources:\n  Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 900, Role: !GetAtt Role.Arn } }\n  Role: { Type: AWS::IAM::Role }\n',
};

const textOf = ({ findings }: LintReport): string =>
  findings
    .filter(({ at }) => at.file.path === sibling.path)
    .map(({ rule, message, fingerprint }) => `${rule} ${message} ${fingerprint}`)
    .join('\n');

let expected: string | undefined;

/**
 * What is wrong with what the linter does: `undefined` where it says findings, or that the file is none.
 *
 * @param thorough also prints the report in every format, and lints a sound file before and behind
 */
export function faultOf({ file, options }: Attack, thorough: boolean): string | undefined {
  try {
    const report = lint(thorough ? [file, sibling] : [file], options);
    return (
      broken(report) ??
      unsound(report) ??
      (thorough ? (unprintable(report) ?? lostSibling(report, options)) : undefined)
    );
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

const broken = ({ files }: LintReport): string | undefined =>
  files.map(({ unusable }) => unusable).find((unusable) => unusable?.includes('fault of lambda-lint'));

function unsound({ findings, undecided }: LintReport): string | undefined {
  for (const { rule, message } of findings) {
    if (rule === 'rule-crashed') return message;
    if (message === '') return `${rule} says nothing`;
  }
  const places = [
    ...findings.flatMap(({ at, related }) => [at, ...related.map((each) => each.at)]),
    ...undecided.map(({ at }) => at),
  ];
  for (const { file, start, end } of places) {
    const isInside =
      Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= file.text.length;
    if (!isInside)
      return `a place from ${String(start)} to ${String(end)} in ${file.path} with ${String(file.text.length)} characters`;
  }
  return undefined;
}

/** Bytes that act on a terminal, and what is not text at all. */
const unsafe =
  // eslint-disable-next-line no-control-regex -- finding control characters is the purpose
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const ruleInfos = rules.map(({ id, title, severity, pillar, sources }) => ({ id, title, severity, pillar, sources }));

function unprintable(report: LintReport): string | undefined {
  for (const name of Object.keys(formatters) as FormatName[]) {
    const text = formatters[name](report, formatOptions({ rules: ruleInfos, showUnknown: true, showSuppressed: true }));
    const found = unsafe.exec(text);
    if (found !== null)
      return `${name} prints ${JSON.stringify(text.slice(Math.max(0, found.index - 40), found.index + 10))}`;
    if (name === 'json' || name === 'sarif' || name === 'gitlab') JSON.parse(text);
  }
  return undefined;
}

function lostSibling(report: LintReport, options: Attack['options']): string | undefined {
  const { rules: settings = () => new Map<string, never>(), today } = options;
  expected ??= textOf(lint([sibling], { rules: settings, unknown: () => 'info', today }));
  return textOf(report) === expected ? undefined : `the file beside it is judged otherwise:\n${textOf(report)}`;
}
