import type { ReportingDescriptor } from 'sarif';
import type { Severity } from '../../engine/finding.js';
import type { FormatOptions, LintReport, RuleInfo } from '../../engine/report.js';
import { cut, levels, ruleIdOf, sarifText } from './text.js';

/** Code scanning sorts security alerts by this number: 7.0 and more is high, 4.0 and more medium. A text, or GitHub refuses it. */
const scores = { error: '8.0', warning: '5.0', info: '2.0', off: '5.0' } as const;

/** GitHub takes no longer descriptions. */
const longest = 1024;

/** Links of the web, spelled as URIs. */
const linksIn = (texts: readonly string[]): string[] =>
  texts.filter((text) => /^https?:/.test(text) && URL.canParse(text)).map((text) => new URL(text).href);

/** @param severity that of its worst finding, or else its own: GitHub ranks all alerts of a rule alike */
function descriptor(rule: RuleInfo, severity: RuleInfo['severity']): ReportingDescriptor {
  const { id, title, pillar, sources, confidence } = rule;
  const short = sarifText(title, id, longest - 1);
  const sentence = `${short}.`;
  const links = linksIn(sources);
  return {
    id,
    name: id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: short },
    fullDescription: { text: sentence },
    help: {
      text: cut([sentence, ...links].join('\n'), longest),
      markdown: [`**${sentence}**`, links.map((source) => `- <${source}>`).join('\n')]
        .filter((paragraph) => paragraph !== '')
        .join('\n\n'),
    },
    ...(links[0] !== undefined && { helpUri: links[0] }),
    defaultConfiguration: { level: levels[rule.severity], ...(rule.severity === 'off' && { enabled: false }) },
    properties: {
      tags: ['aws-lambda', ...(pillar.trim() === '' ? [] : [sarifText(pillar, id, 255)])],
      precision: confidence ?? 'high',
      ...(pillar === 'security'
        ? { 'security-severity': scores[severity] }
        : { 'problem.severity': severity === 'error' || severity === 'warning' ? severity : 'recommendation' }),
    },
  };
}

/** What is shown in place of a rule that is none, such as `rule-crashed`. */
const unlisted = (id: string, severity: Severity): RuleInfo => ({ id, title: id, severity, pillar: '', sources: [] });

const weights = { info: 0, warning: 1, error: 2 } as const;

/** Rules that ran or have something to say, sorted; a result refers to its rule by its place in this list. */
export function descriptorsOf(report: LintReport, { rules }: FormatOptions): ReportingDescriptor[] {
  const worst = new Map<string, Severity | undefined>();
  for (const id of [...report.rules, ...report.undecided.map(({ rule }) => rule)]) worst.set(ruleIdOf(id), undefined);
  const { findings, suppressed, baseline } = report;
  const all = [...findings, ...suppressed.map(({ finding }) => finding), ...(baseline?.known ?? [])];
  for (const { rule, severity } of all) {
    const id = ruleIdOf(rule);
    const known = worst.get(id);
    if (known === undefined || weights[severity] > weights[known]) worst.set(id, severity);
  }
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  return [...worst]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, severity]) => {
      const rule = known.get(id) ?? unlisted(id, severity ?? 'warning');
      return descriptor(rule, severity ?? rule.severity);
    });
}
