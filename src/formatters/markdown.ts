import { severities, type Finding, type Severity } from '../engine/finding.js';
import type { FormatOptions, Formatter, LintedFile, LintReport, Repository, RuleInfo } from '../engine/report.js';
import { counted } from '../source/counted.js';
import { positionOf, type Location } from '../source/source.js';
import { graphParts } from './markdown/graph.js';
import { code, details, escaped, link, table } from './markdown/text.js';
import { repositoryPath } from './paths.js';
import { ranked } from './ranked.js';
import { countsOf, linted, listed } from './summary.js';
import { visible } from './visible.js';

/** A summary of GitHub's takes 1 MiB; what the tables may take together leaves room for all else. */
const most = 900_000;

const marks: Readonly<Record<Severity, string>> = { error: '🔴', warning: '🟡', info: '🔵' };

const isOutside = (path: string, repository: Repository | undefined): boolean =>
  /^(?:[A-Za-z]:)?\//.test(path) && !(repository !== undefined && path.startsWith(`${repository.root}/`));

/** How places and rules are shown. */
interface Look {
  readonly place: (at: Location) => string;
  readonly rule: (id: string) => string;
}

function lookOf({ repository, filesAt, rules }: FormatOptions): Look {
  const known = new Map(rules.map((rule): [string, RuleInfo] => [rule.id, rule]));
  return {
    place(at) {
      const { line, column } = positionOf(at);
      const path = repositoryPath(at.file.path, repository);
      const text = code(`${path}:${line}:${column}`);
      if (filesAt === undefined || at.file.hidden === true || isOutside(at.file.path, repository)) return text;
      return link(text, `${filesAt}${visible(path).split('/').map(encodeURIComponent).join('/')}#L${line}`);
    },
    rule(id) {
      const [page] = known.get(id)?.sources ?? [];
      return page === undefined ? code(id) : link(code(id), page);
    },
  };
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function findingRow({ rule, severity, message, help, when, at, label, related }: Finding, look: Look): string[] {
  const what = [
    escaped(`${message}.`),
    ...(when === undefined ? [] : [escaped(`When ${when}.`)]),
    ...(help === undefined ? [] : [`<b>Help:</b> ${escaped(sentence(help))}`]),
    ...related.slice(0, 10).map((place) => `${look.place(place.at)} ${escaped(place.message)}`),
  ];
  const where = [look.place(at), ...(label === undefined ? [] : [escaped(label)])];
  return [`${marks[severity]} ${severity}`, where.join('<br>'), what.join('<br>'), look.rule(rule)];
}

/** Rows of a table as long as there is room, and a word about the others. */
class Room {
  #left = most;

  /** Whether there is room for some bytes, which is then taken. */
  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const kept: (readonly string[])[] = [];
    for (const row of rows) {
      // No character takes more bytes than three for each of its units.
      if (!this.take(3 * row.reduce((sum, cell) => sum + cell.length + 3, 3))) break;
      kept.push(row);
    }
    const missing = rows.length - kept.length;
    const word = missing === 0 ? '' : `\n\nThere is no room here for ${missing} more of ${rows.length}.`;
    return kept.length === 0 ? word.trim() : `${table(head, kept)}${word}`;
  }
}

function verdict(report: LintReport): string {
  const counts = countsOf(report);
  const found = severities.filter((severity) => counts[severity] > 0);
  if (found.length > 0) {
    const [worst = 'info'] = found;
    return `${marks[worst]} lambda-lint found ${found.map((each) => counted(counts[each], each)).join(', ')}`;
  }
  if (linted(report.files).length === 0) return '⚪ lambda-lint found no template to lint';
  const left = report.since === undefined || report.since.leftOut === 0 ? '' : ' in what was changed';
  return `🟢 lambda-lint found nothing${left}${report.undecided.length > 0 ? ', as far as can be told' : ''}`;
}

function countsTable(report: LintReport): string {
  const counts = countsOf(report);
  const { undecided, suppressed, since } = report;
  const columns: [string, number][] = [
    ['Errors', counts.error],
    ['Warnings', counts.warning],
    ['Infos', counts.info],
    ['Undecided', undecided.length],
    ['Suppressed', suppressed.length],
    ...(since === undefined ? [] : ([[`Untouched since ${escaped(since.ref)}`, since.leftOut]] as [string, number][])),
  ];
  return table(
    columns.map(([name]) => name),
    [columns.map(([, count]) => String(count))],
  );
}

const fileRow = ({ path, recognisedAs, skipped }: LintedFile, { repository }: FormatOptions): string[] => [
  code(repositoryPath(path, repository)),
  escaped(skipped === undefined ? (recognisedAs ?? 'unknown') : `passed over: ${skipped}`),
];

function findingsPart(report: LintReport, options: FormatOptions, look: Look, room: Room): string[] {
  const shown = listed(report, options);
  if (shown.length === 0) return [];
  const rows = ranked(shown).map((finding) => findingRow(finding, look));
  return ['### Findings', room.table(['Severity', 'Where', 'What', 'Rule'], rows)];
}

/** What is less urgent, folded up. */
function foldedParts(report: LintReport, options: FormatOptions, look: Look, room: Room): string[] {
  const { undecided, suppressed, files } = report;
  const parts: string[] = [];
  const fold = (count: number, summary: string, head: readonly string[], rows: string[][]) => {
    if (count > 0) parts.push(details(summary, room.table(head, rows)));
  };
  fold(
    undecided.length,
    `${counted(undecided.length, 'check')} undecided: only the deployment knows`,
    ['Where', 'Resource', 'Why', 'Rule'],
    undecided.map(({ at, resource = '', why, rule }) => [
      look.place(at),
      escaped(resource),
      escaped(why),
      look.rule(rule),
    ]),
  );
  fold(
    suppressed.length,
    `${counted(suppressed.length, 'finding')} suppressed`,
    ['Where', 'What', 'Reason', 'Rule'],
    suppressed.map(({ finding, reason = 'none given' }) => [
      look.place(finding.at),
      escaped(finding.message),
      escaped(reason),
      look.rule(finding.rule),
    ]),
  );
  const read = linted(files).length;
  const skipped = files.length - read;
  fold(
    files.length,
    `${counted(read, 'file')} checked with ${counted(report.rules.length, 'rule')}${skipped === 0 ? '' : `, ${skipped} passed over`}`,
    ['File', 'Recognised as'],
    files.map((file) => fileRow(file, options)),
  );
  return parts;
}

/** For people, on a page: a job's summary, or a comment on a pull request. Errors first, what was changed first. */
export const markdown: Formatter = (report, options) => {
  const look = lookOf(options);
  const room = new Room();
  const parts = [
    `## ${verdict(report)}`,
    countsTable(report),
    ...findingsPart(report, options, look, room),
    ...graphParts(report, (bytes) => room.take(bytes)),
    ...foldedParts(report, options, look, room),
  ];
  return `${parts.join('\n\n')}\n`;
};
