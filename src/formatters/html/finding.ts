import type { Finding } from '../../engine/finding.js';
import type { RuleInfo } from '../../engine/report.js';
import type { Alike } from '../alike.js';
import { frames, type Paint } from '../frame.js';
import type { ShowLine } from '../masked.js';
import { marksOf } from '../text.js';
import { escapeHtml, placeHtml } from './escape.js';

/** Signs that no text has which is shown, for all that acts on a terminal is spelled out: they stand for tags until all is escaped. */
const tags = {
  '\u0001': '<i>',
  '\u0002': '</i>',
  '\u0003': '<b>',
  '\u0004': '</b>',
  '\u0005': '<u>',
  '\u0006': '</u>',
} as const;
const paint: Paint = {
  rail: (text) => `\u0001${text}\u0002`,
  primary: (text) => `\u0003${text}\u0004`,
  related: (text) => `\u0005${text}\u0006`,
};

/** Columns of a frame: what a page has room for. */
const width = 132;

function frameOf(finding: Finding, show: ShowLine): string {
  const lines = frames(marksOf(finding), width, paint, show);
  const html = lines.map((line) =>
    line
      // eslint-disable-next-line no-control-regex -- the signs above
      .split(/([\u0001-\u0006])/)
      .map((piece, at) => (at % 2 === 0 ? escapeHtml(piece) : tags[piece as keyof typeof tags]))
      .join(''),
  );
  return `<pre tabindex="0" role="region" aria-label="Source">${html.join('\n')}</pre>`;
}

/** What a finding is printed with. */
export interface Shown {
  /** Of the element. */
  readonly id: string;
  /** Findings of one rule at one place, the first of which stands for all. */
  readonly group: Alike;
  /** Ids of the nodes that they are on. */
  readonly nodes: readonly string[];
  /** Shows its source; missing where the page would grow too large. */
  readonly show: ShowLine | undefined;
  readonly rule: RuleInfo | undefined;
}

/** One finding as an article. */
export function articleOf({ id, group, nodes, show, rule }: Shown): string {
  const { finding, also } = group;
  const { severity, message, help, at, when, route } = finding;
  const names = [...(finding.resource === undefined ? [] : [finding.resource]), ...also];
  const where = [
    placeHtml(at),
    ...names.slice(0, 12).map(escapeHtml),
    ...(names.length > 12 ? [`${String(names.length - 12)} more`] : []),
    ...(route === undefined ? [] : [escapeHtml(route)]),
  ];
  const source = rule?.sources.find((each) => each.startsWith('https://'));
  const more = source === undefined ? '' : ` <a href="${escapeHtml(source)}" rel="noreferrer">Read on</a>`;
  const said = (name: string, text: string | undefined, after = ''): string[] =>
    text === undefined ? [] : [`<p class="help"><b>${name}:</b> ${escapeHtml(text)}${after}</p>`];
  return [
    `<article id="${id}" class="card ${severity}" data-severity="${severity}"${nodes.length > 0 ? ` data-nodes="${nodes.join(' ')}"` : ''}>`,
    `<h3>${escapeHtml(message)}</h3>`,
    `<p class="where"><span class="tag">${severity}</span><code>${escapeHtml(finding.rule)}</code> · ${where.join(' · ')}</p>`,
    ...(show === undefined ? [] : [frameOf(finding, show)]),
    ...said('When', when),
    ...said('Help', help, more),
    '</article>',
  ].join('\n');
}
