import { severities, type Finding, type Severity } from '../engine/finding.js';
import type { FormatOptions, LintedFile, LintReport } from '../engine/report.js';
import { counted } from '../source/counted.js';
import { addTo } from '../source/groups.js';
import type { Location } from '../source/source.js';
import { tints, type Colors } from './colors.js';
import { visible } from './visible.js';

/** How many findings there are of each severity. */
export function countsOf({ findings }: LintReport): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** Files that were linted, told apart from those that were passed over. */
export const linted = (files: readonly LintedFile[]): LintedFile[] =>
  files.filter(({ skipped }) => skipped === undefined);

/** The findings that are to be listed. */
export const listed = ({ findings }: LintReport, { quiet }: FormatOptions): readonly Finding[] =>
  quiet ? findings.filter(({ severity }) => severity === 'error') : findings;

/** What stands at some place, by the path of its file: in the order of these files first, each of which is there. */
export function byFile<T extends { readonly at: Location }>(
  all: readonly T[],
  files: readonly LintedFile[] = [],
): [path: string, own: T[]][] {
  const groups = new Map<string, T[]>(files.map(({ path }) => [path, []]));
  for (const each of all) addTo(groups, each.at.file.path, each);
  return [...groups];
}

function verdict(report: LintReport, colors: Colors): string {
  const counts = countsOf(report);
  if (report.findings.length > 0) {
    return severities
      .filter((severity) => counts[severity] > 0)
      .map((severity) => colors.bold(colors[tints[severity]](counted(counts[severity], severity))))
      .join(', ');
  }
  if (linted(report.files).length === 0) return colors.bold('Nothing to lint: no template among the files');
  const undecided = report.undecided.length > 0;
  if (report.baseline !== undefined && report.baseline.known.length > 0)
    return colors.bold(colors.green('Nothing new'));
  return colors.bold(colors.green(undecided ? 'Nothing found, as far as can be told' : 'Nothing found'));
}

/** The line that a tired reader looks at first: findings by severity, and what was kept back. */
export function tally(report: LintReport, options: FormatOptions, colors: Colors): string {
  const parts = [verdict(report, colors)];
  const hint = (flag: string, shown: boolean) => (shown ? '' : colors.dim(` (${flag} lists them)`));
  const { undecided, suppressed, baseline } = report;
  if (undecided.length > 0) {
    parts.push(`${counted(undecided.length, 'check')} undecided${hint('--show-unknown', options.showUnknown)}`);
  }
  if (suppressed.length > 0) {
    parts.push(`${suppressed.length} suppressed${hint('--show-suppressed', options.showSuppressed)}`);
  }
  if (report.since !== undefined && report.since.leftOut > 0) {
    parts.push(`${report.since.leftOut} untouched since ${visible(report.since.ref)}`);
  }
  if (baseline !== undefined) {
    const { known, path } = baseline;
    parts.push(
      `${known.length} known in ${visible(path)}${hint('--show-suppressed', options.showSuppressed || known.length === 0)}`,
    );
  }
  const counts = countsOf(report);
  const kept = counts.warning + counts.info;
  if (options.quiet && kept > 0) parts.push(`${kept} not shown${colors.dim(' (--quiet)')}`);
  return parts.join(' · ');
}

/** That entries of the baseline are not needed any more. */
export function goneLine({ baseline }: LintReport, colors: Colors): string[] {
  const count = (baseline?.gone ?? []).reduce((sum, entry) => sum + entry.count, 0);
  if (baseline === undefined || count === 0) return [];
  const entries = count === 1 ? 'entry of the baseline is' : 'entries of the baseline are';
  return [colors.yellow(`${count} ${entries} gone: run --update-baseline`)];
}

/** More files than this are summed up in one line. */
const mostFiles = 5;

const kindOf = ({ recognisedAs }: LintedFile): string => recognisedAs?.split(',')[0] ?? 'unknown';

/** How often each word occurs, the most frequent first. */
function byFrequency(words: readonly string[]): [word: string, count: number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, often], [b, other]) => other - often || (a < b ? -1 : 1));
}

/** How many nested stacks of some files were not read, where there are any. */
export function unreadStacks(files: readonly LintedFile[]): string[] {
  const count = files.reduce((sum, { unread = 0 }) => sum + unread, 0);
  return count === 0 ? [] : [`${counted(count, 'nested stack')} not read`];
}

/** What each file was recognised as, and which were passed over. */
export function fileLines({ files }: LintReport, colors: Colors): string[] {
  const skipped = files.filter((file) => file.skipped !== undefined);
  const read = linted(files);
  const lines: string[] = [];
  if (read.length <= mostFiles) {
    for (const { path, recognisedAs } of read) lines.push(`${visible(path)}: ${visible(recognisedAs ?? 'unknown')}`);
  } else {
    const kinds = byFrequency(read.map(kindOf)).map(([kind, count]) => `${count} ${visible(kind)}`);
    lines.push(`${counted(read.length, 'file')}: ${[...kinds, ...unreadStacks(read)].join(', ')}`);
  }
  if (skipped.length <= mostFiles) {
    for (const { path, skipped: why } of skipped) lines.push(`${visible(path)} ${visible(why ?? '')}`);
  } else {
    lines.push(`passed over ${skipped.length}: ${reasonsOf(skipped)}`);
  }
  return lines.map((line) => colors.dim(line));
}

/** A reason as it is said of several files. */
const ofSeveral = (why: string): string =>
  why
    .replace(/^is /, 'are ')
    .replace(/^are no (.*)template$/, 'are no $1templates')
    .replace(/template that names it$/, 'templates that name them')
    .replace(/^holds /, 'hold ');

/** How many files were skipped for each reason, the most frequent first. */
function reasonsOf(files: readonly LintedFile[]): string {
  return byFrequency(files.map(({ skipped = '' }) => skipped))
    .map(([why, count]) => `${count} ${visible(count === 1 ? why : ofSeveral(why))}`)
    .join(', ');
}

/** What a search passed over, and why. */
export function passedOverLine({ passedOver = [] }: LintReport, options: FormatOptions, colors: Colors): string[] {
  if (passedOver.length === 0) return [];
  const hint = options.showSkipped === true ? '' : ' (--show-skipped lists them)';
  return [colors.dim(`passed over ${passedOver.length}: ${reasonsOf(passedOver)}${hint}`)];
}

/** How much work it was, where there was any. */
export function timeLine({ files, rules }: LintReport, { elapsed }: FormatOptions, colors: Colors): string[] {
  const read = linted(files).length;
  if (read === 0) return [];
  const seconds = (milliseconds: number) =>
    milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
  const time = elapsed === undefined ? '' : ` in ${seconds(elapsed)}`;
  return [colors.dim(`${counted(read, 'file')} checked with ${counted(rules.length, 'rule')}${time}`)];
}
