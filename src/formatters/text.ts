import type { Finding, Severity, Suppressed, SuppressionForm } from '../engine/finding.js';
import type { Formatter, LintReport } from '../engine/report.js';
import { counted } from '../source/counted.js';
import { alike, type Alike } from './alike.js';
import { colorsOf, tints, type Colors } from './colors.js';
import { frameIndent, frames, type Mark, type Paint } from './frame.js';
import { shownLines, type ShowLine } from './masked.js';
import { byFile, fileLines, goneLine, listed, passedOverLine, tally, timeLine } from './summary.js';
import { visible } from './visible.js';
import { whereIs } from './words.js';

function paintFor(severity: Severity, colors: Colors): Paint {
  return {
    rail: colors.blue,
    primary: (text) => colors.bold(colors[tints[severity]](text)),
    related: colors.blue,
  };
}

/** The marks of a finding; a place that says the same about the same text is shown once. */
export function marksOf({ at, label, related }: Finding): Mark[] {
  const marks: Mark[] = [{ at, label, primary: true }];
  for (const place of related) {
    const said = marks.some(
      (mark) =>
        mark.at.file === place.at.file &&
        mark.at.start === place.at.start &&
        mark.at.end === place.at.end &&
        mark.label === place.message,
    );
    if (!said) marks.push({ at: place.at, label: place.message, primary: false });
  }
  return marks;
}

/** How frames are drawn. */
interface Look {
  readonly colors: Colors;
  readonly width: number;
  readonly show: ShowLine;
}

function findingLines(finding: Finding, { colors, width, show }: Look): string[] {
  const { rule, severity, message, help, when } = finding;
  const marks = marksOf(finding);
  const paint = paintFor(severity, colors);
  const indent = frameIndent(marks);
  const said = (name: string, text: string | undefined) =>
    text === undefined ? [] : [`${indent} ${colors.blue('=')} ${colors.bold(name)}: ${visible(text)}`];
  return [
    `${paint.primary(`${severity}[${visible(rule)}]`)}${colors.bold(`: ${visible(message)}`)}`,
    ...frames(marks, width, paint, show),
    ...said('when', when),
    ...said('help', help),
  ];
}

function alsoLines({ finding, also }: Alike, colors: Colors): string[] {
  if (also.length === 0) return [];
  const indent = frameIndent(marksOf(finding));
  return [`${indent} ${colors.blue('=')} ${colors.bold('also')}: ${visible(also.join(', '))}`];
}

/** Findings of one file stand under its path, where there are several files; their order is that of the report. */
function findingBlocks(findings: readonly Finding[], look: Look): string[] {
  const { colors } = look;
  const groups = byFile(findings);
  return groups.flatMap(([path, own]) => {
    const blocks = alike(own).map((each) =>
      [...findingLines(each.finding, look), ...alsoLines(each, colors)].join('\n'),
    );
    const heading = `${colors.bold(colors.underline(visible(path)))} ${colors.dim(`(${counted(own.length, 'finding')})`)}`;
    return groups.length > 1 ? [heading, ...blocks] : blocks;
  });
}

function undecidedBlock({ undecided }: LintReport, colors: Colors): string[] {
  if (undecided.length === 0) return [];
  const lines = undecided.map(({ rule, resource, at, why }) => {
    const subject = resource === undefined ? '' : `${visible(resource)}: `;
    return `  ${colors.dim(whereIs(at))}  ${visible(rule)}  ${subject}${visible(why)}`;
  });
  return [[colors.bold('Undecided: only the deployment knows'), ...lines].join('\n')];
}

const forms: Partial<Record<SuppressionForm, string>> = {
  comment: 'a comment',
  metadata: 'Metadata',
  configuration: 'the configuration',
};

function whyLine({ at, form, reason, owner, expires }: Suppressed, colors: Colors): string {
  const terms = [
    ...(owner === undefined ? [] : [`owner: ${visible(owner)}`]),
    ...(expires === undefined ? [] : [`expires: ${visible(expires)}`]),
  ];
  const why = reason === undefined ? 'no reason given' : visible(reason);
  const by = `suppressed by ${forms[form] ?? `what ${form} is told`} at ${whereIs(at)}:`;
  return `${colors.dim(by)} ${why}${terms.length === 0 ? '' : ` (${terms.join(', ')})`}`;
}

function suppressedBlock({ suppressed, baseline }: LintReport, colors: Colors): string[] {
  const lines = (finding: Finding, why: string) =>
    `  ${colors.dim(whereIs(finding.at))}  ${visible(finding.rule)}  ${visible(finding.message)}\n    ${why}`;
  const block = (heading: string, entries: readonly string[]) =>
    entries.length === 0 ? [] : [[colors.bold(heading), ...entries].join('\n')];
  const { path, known } = baseline ?? { path: '', known: [] };
  return [
    ...block(
      'Suppressed',
      suppressed.map((each) => lines(each.finding, whyLine(each, colors))),
    ),
    ...block(
      'Known',
      known.map((finding) => lines(finding, colors.dim(`stands in the baseline ${visible(path)}`))),
    ),
  ];
}

function skippedBlock({ passedOver = [] }: LintReport, colors: Colors): string[] {
  if (passedOver.length === 0) return [];
  const lines = passedOver.map(({ path, skipped }) => `  ${visible(path)} ${colors.dim(visible(skipped ?? ''))}`);
  return [[colors.bold('Passed over'), ...lines].join('\n')];
}

/** For people: each finding as a frame of its own source, then what was looked at. */
export const text: Formatter = (report, options) => {
  const colors = colorsOf(options.color);
  const blocks = findingBlocks(listed(report, options), { colors, width: options.width, show: shownLines(report) });
  if (options.showUnknown) blocks.push(...undecidedBlock(report, colors));
  if (options.showSuppressed) blocks.push(...suppressedBlock(report, colors));
  if (options.showSkipped === true) blocks.push(...skippedBlock(report, colors));
  blocks.push(
    [
      tally(report, options, colors),
      ...goneLine(report, colors),
      ...fileLines(report, colors),
      ...passedOverLine(report, options, colors),
      ...timeLine(report, options, colors),
    ].join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
};
