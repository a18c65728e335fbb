import { colorsOf } from './colors.js';
import type { Finding } from '../engine/finding.js';
import type { FormatOptions, Formatter } from '../engine/report.js';
import { positionOf, type Location } from '../source/source.js';
import { repositoryPath } from './paths.js';
import { ranked } from './ranked.js';
import { fileLines, listed, tally, timeLine } from './summary.js';
import { inert, visible } from './visible.js';

/** Of each kind, GitHub shows so many annotations of one step, and drops the others. */
const most = 10;

/** So many of the others are named; all of them are in the other formats. */
const mostNamed = 50;

const kinds = { error: 'error', warning: 'warning', info: 'notice' } as const;

const asData = (text: string): string => inert(visible(text)).replaceAll('%', '%25');
const asProperty = (text: string): string => asData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A line that the runner obeys: a kind of annotation, where it belongs, and its text. */
export function command(
  kind: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string | number>>,
  text: string,
): string {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${asProperty(String(value))}`);
  return `::${kind} ${given.join(',')}::${text.split('\n').map(asData).join('%0A')}\n`;
}

type PathOf = (at: Location) => string;

function whereIs(at: Location, pathOf: PathOf): string {
  const { line, column } = positionOf(at);
  return `${pathOf(at)}:${line}:${column}`;
}

/** The command that annotates a line. The log shows its text alone, so that says the place, too. */
function annotation(finding: Finding, pathOf: PathOf): string {
  const { rule, severity, message, when, help, at, related } = finding;
  const { line, column, endLine, endColumn } = positionOf(at);
  // A place of several lines may end behind the last line that GitHub knows; columns are for one line only.
  const end = endLine === line && endColumn > column ? { endLine, col: column, endColumn } : {};
  const text = [
    `${whereIs(at, pathOf)}: ${message} [${rule}]`,
    ...(when === undefined ? [] : [`when: ${when}`]),
    ...(help === undefined ? [] : [`help: ${help}`]),
    ...related.map((place) => `${whereIs(place.at, pathOf)}: ${place.message}`),
  ].map(visible);
  return command(kinds[severity], { file: pathOf(at), line, ...end, title: rule }, text.join('\n'));
}

/** One line about what GitHub would not have shown. */
function others(findings: readonly Finding[], pathOf: PathOf): string[] {
  if (findings.length === 0) return [];
  const named = findings
    .slice(0, mostNamed)
    .map(({ at, severity, rule }) => `${severity} ${whereIs(at, pathOf)} ${rule}`);
  const unnamed = findings.length - named.length;
  const more = unnamed === 0 ? '' : `; and ${unnamed} more`;
  return [`${findings.length} not annotated, for GitHub shows ${most} of a kind: ${named.join('; ')}${more}`];
}

/** For a log of GitHub Actions: workflow commands that annotate lines, errors first, then what the log's reader wants to know. */
export const github: Formatter = (report, options: FormatOptions) => {
  const pathOf: PathOf = ({ file }) => repositoryPath(file.path, options.repository);
  const left = { error: most, warning: most, info: most };
  const rest: Finding[] = [];
  const annotated = ranked(listed(report, options)).filter((finding) => {
    if (left[finding.severity]-- > 0) return true;
    rest.push(finding);
    return false;
  });
  const colors = colorsOf(false);
  const lines = [
    ...others(rest, pathOf),
    tally(report, options, colors),
    ...fileLines(report, colors),
    ...timeLine(report, options, colors),
  ];
  return [
    ...annotated.map((finding) => annotation(finding, pathOf)),
    ...lines.map((line) => `${inert(visible(line))}\n`),
  ].join('');
};
