import { severities, type Finding, type Severity } from '../engine/finding.js';
import type { Formatter, FormatOptions, LintReport } from '../engine/report.js';
import { counted } from '../source/counted.js';
import { addTo } from '../source/groups.js';
import { alike } from './alike.js';
import { type Painted, paintedOf } from './diagram/findings.js';
import { escapeHtml, placeHtml } from './html/escape.js';
import { articleOf } from './html/finding.js';
import { graphSection } from './html/graph.js';
import { script, scriptHash } from './html/script.js';
import { style, styleHash } from './html/style.js';
import { shownLines } from './masked.js';
import { countsOf, linted, unreadStacks } from './summary.js';

const headings: Readonly<Record<Severity, string>> = { error: 'Errors', warning: 'Warnings', info: 'Information' };

/** Beyond this many, findings are shown without their source, and so on: the page stays one that a browser opens. */
const mostFrames = 400;
const mostLines = 1000;

const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; script-src 'sha256-${scriptHash}'; base-uri 'none'; form-action 'none'`;

function verdict(report: LintReport): string {
  const counts = countsOf(report);
  const parts = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `<span class="${severity}">${counted(counts[severity], severity)}</span>`);
  if (parts.length > 0) return `<h1>${parts.join(', ')}</h1>`;
  if (linted(report.files).length === 0) return '<h1>Nothing to lint</h1>';
  return `<h1 class="good">Nothing found${report.undecided.length > 0 ? ', as far as can be told' : ''}</h1>`;
}

function facts({ files, rules, undecided, suppressed }: LintReport): string[] {
  const read = linted(files);
  const named = read.length > 6 ? [] : read.map(({ path, recognisedAs }) => `${path}: ${recognisedAs ?? 'unknown'}`);
  return [
    ...(named.length > 0 ? named : [counted(read.length, 'file'), ...unreadStacks(read)]),
    counted(rules.length, 'rule'),
    ...(undecided.length > 0 ? [`${counted(undecided.length, 'check')} undecided`] : []),
    ...(suppressed.length > 0 ? [`${String(suppressed.length)} suppressed`] : []),
  ];
}

function filterBar(report: LintReport): string[] {
  if (report.findings.length === 0) return [];
  const counts = countsOf(report);
  const pills = severities
    .filter((severity) => counts[severity] > 0)
    .map(
      (severity) =>
        `<label class="pill ${severity}"><input type="checkbox" value="${severity}" checked> ${counted(counts[severity], severity)}</label>`,
    );
  return [
    '<search id="filter" hidden><form>',
    '<input id="words" type="search" placeholder="Filter: rule, resource, file, words …" aria-label="Filter findings" autocomplete="off" spellcheck="false">',
    ...pills,
    '<button id="only" type="button" class="pill" hidden></button>',
    '<output id="left" aria-live="polite"></output>',
    '</form></search>',
  ];
}

/** The articles of findings, the worst first, and where in the page each node's begin. */
function findingsHtml(report: LintReport, painted: readonly Painted[], { rules, quiet }: FormatOptions) {
  const show = shownLines(report);
  const nodes = nodesOf(painted);
  const infos = new Map(rules.map((rule) => [rule.id, rule]));
  const targets = new Map<string, string>();
  const out: string[] = [];
  let shown = 0;
  for (const severity of severities) {
    if (quiet && severity !== 'error') continue;
    const own = report.findings.filter((finding) => finding.severity === severity);
    if (own.length === 0) continue;
    out.push(`<section class="findings"><h2>${headings[severity]} <small>${String(own.length)}</small></h2>`);
    for (const group of alike(own)) {
      shown += 1;
      const id = `f${String(shown)}`;
      const on = [...new Set(group.all.flatMap((finding) => nodes.get(finding) ?? []))];
      for (const node of on) if (!targets.has(node)) targets.set(node, id);
      const rule = infos.get(group.finding.rule);
      out.push(articleOf({ id, group, nodes: on, show: shown > mostFrames ? undefined : show, rule }));
    }
    out.push('</section>');
  }
  if (shown > mostFrames) out.unshift(`<p class="meta">The source is shown for the first ${String(mostFrames)}.</p>`);
  return { html: out, targets };
}

/** The ids of the nodes, as the page has them, that findings are on. */
function nodesOf(painted: readonly Painted[]): ReadonlyMap<Finding, readonly string[]> {
  const found = new Map<Finding, string[]>();
  painted.forEach(({ findings }, index) => {
    for (const [id, own] of findings) {
      for (const finding of own) addTo(found, finding, `g${String(index + 1)}${id}`);
    }
  });
  return found;
}

function listHtml(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > mostLines ? [`<li>${String(lines.length - mostLines)} more</li>`] : [];
  return [
    `<details class="list card"><summary>${title} <small>${String(lines.length)}</small></summary><ul>`,
    ...lines.slice(0, mostLines).map((line) => `<li>${line}</li>`),
    ...more,
    '</ul></details>',
  ];
}

/** For people, with time: one page that needs nothing else, with the findings, their source, and the resources drawn. */
export const html: Formatter = (report, options) => {
  const painted = paintedOf(report);
  const { html: findings, targets } = findingsHtml(report, painted, options);
  const skipped = report.files.filter((file) => file.skipped !== undefined);
  const none = report.findings.length === 0 ? ['<p class="none card">No rule has found anything.</p>'] : [];
  const read = report.files.length > skipped.length;
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<title>lambda-lint report</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<p class="brand"><b>lambda-lint</b> ${escapeHtml(options.version)}</p>`,
    verdict(report),
    `<div class="meta"><ul>${facts(report)
      .map((fact) => `<li>${escapeHtml(fact)}</li>`)
      .join('')}</ul></div>`,
    '</header>',
    ...filterBar(report),
    '<main>',
    ...graphSection(painted, targets),
    '<div id="findings">',
    ...(read ? none : []),
    ...findings,
    '</div>',
    ...listHtml(
      'Undecided: only the deployment knows',
      report.undecided.map(
        ({ rule, resource, at, why }) =>
          `${placeHtml(at)} <code>${escapeHtml(rule)}</code> ${escapeHtml([resource, why].filter(Boolean).join(': '))}`,
      ),
    ),
    ...listHtml(
      'Suppressed',
      report.suppressed.map(
        ({ finding, reason }) =>
          `${placeHtml(finding.at)} <code>${escapeHtml(finding.rule)}</code> ${escapeHtml(finding.message)} — ${escapeHtml(reason ?? 'no reason given')}`,
      ),
    ),
    ...listHtml(
      'Passed over',
      skipped.map(({ path, skipped: why }) => `<code>${escapeHtml(path)}</code> ${escapeHtml(why ?? '')}`),
    ),
    '</main>',
    `<footer><p>Made by lambda-lint ${escapeHtml(options.version)}. This page loads nothing and sends nothing.</p></footer>`,
    ...(report.findings.length > 0 ? [`<script>${script}</script>`] : []),
    '</body>',
    '</html>',
  ].join('\n')}\n`;
};
