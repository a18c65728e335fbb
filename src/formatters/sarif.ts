import type { Location as Place, Log, ReportingDescriptor, Result } from 'sarif';
import type { Finding, Severity, Suppressed, Undecided } from '../engine/finding.js';
import type { FormatOptions, Formatter, LintReport, RuleInfo } from '../engine/report.js';
import { positionOf, type Location } from '../source/source.js';
import { escapedJson, visible } from './visible.js';

const home = 'https://www.npmjs.com/package/lambda-lint';
const levels = { error: 'error', warning: 'warning', info: 'note', off: 'none' } as const;

/** Code scanning sorts security alerts by this number: 7.0 and more is high, 4.0 and more medium. */
const scores = { error: '8.0', warning: '5.0', info: '2.0', off: '5.0' } as const;

/** Readers of SARIF refuse a whole file for one empty text. */
const filled = (text: string, instead: string): string => (text.trim() === '' ? instead : text);

/** A path as a URI: each part percent-encoded, so that spaces, `#`, `%` and colons do not change its meaning. */
function uriOf(path: string): string {
  const parts = path
    .split('/')
    .map((part) => encodeURIComponent(visible(part)))
    .join('/');
  if (/^[A-Za-z]%3A\//.test(parts)) return `file:///${parts.replace('%3A', ':')}`;
  return parts.startsWith('/') ? `file://${parts}` : filled(parts, '-');
}

const isAbsolute = (path: string): boolean => /^(?:\/|[A-Za-z]:\/)/.test(path);

function physical(at: Location): NonNullable<Place['physicalLocation']> {
  const { line, column, endLine, endColumn } = positionOf(at);
  const { path } = at.file;
  // A reader needs at least one character to underline.
  const end = at.end > at.start ? { endLine, endColumn } : { endLine: line, endColumn: column + 1 };
  return {
    artifactLocation: { uri: uriOf(path), ...(!isAbsolute(path) && { uriBaseId: '%SRCROOT%' }) },
    region: { startLine: line, startColumn: column, ...end },
  };
}

function primary(at: Location, resource: string | undefined): Place {
  if (resource === undefined) return { physicalLocation: physical(at) };
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  const logical = { name: filled(name, resource), fullyQualifiedName: resource, kind: 'resource' };
  return { physicalLocation: physical(at), logicalLocations: [logical] };
}

function descriptor(rule: RuleInfo): ReportingDescriptor {
  const { id, title, severity, pillar, sources, confidence } = rule;
  const sentence = `${filled(title, id)}.`;
  const secure = pillar === 'security';
  const links = sources.filter((source) => source !== '');
  return {
    id,
    name: id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: filled(title, id) },
    fullDescription: { text: sentence },
    help: {
      text: [sentence, ...links].filter((line) => line !== '').join('\n'),
      markdown: [`**${sentence}**`, links.map((source) => `- <${source}>`).join('\n')]
        .filter((paragraph) => paragraph !== '')
        .join('\n\n'),
    },
    ...(links[0] !== undefined && { helpUri: links[0] }),
    defaultConfiguration: { level: levels[severity], ...(severity === 'off' && { enabled: false }) },
    properties: {
      tags: ['aws-lambda', ...(pillar === '' ? [] : [pillar])],
      precision: confidence ?? 'high',
      ...(secure
        ? { 'security-severity': scores[severity] }
        : { 'problem.severity': severity === 'error' || severity === 'warning' ? severity : 'recommendation' }),
    },
  };
}

/** What is shown in place of a rule that is none, such as `rule-crashed`. */
const unlisted = (id: string, severity: Severity): RuleInfo => ({
  id,
  title: id,
  severity,
  pillar: '',
  sources: [],
});

/** Rules that ran or have something to say, sorted; a result refers to its rule by its place in this list. */
function describe(report: LintReport, { rules }: FormatOptions): ReportingDescriptor[] {
  const wanted = new Map<string, Severity>();
  for (const id of report.rules) wanted.set(id, 'warning');
  for (const { rule } of report.undecided) wanted.set(rule, 'warning');
  for (const { rule, severity } of [...report.findings, ...report.suppressed.map(({ finding }) => finding)]) {
    wanted.set(rule, severity);
  }
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  return [...wanted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, severity]) => descriptor(known.get(id) ?? unlisted(id, severity)));
}

function failed(finding: Finding, index: ReadonlyMap<string, number>): Result {
  const { rule, severity, confidence, message, help, at, resource, route, when, related, fingerprint } = finding;
  const sentences = [filled(message, rule), ...(when === undefined ? [] : [`When ${when}`])];
  if (help !== undefined && help !== '') sentences.push(help.charAt(0).toUpperCase() + help.slice(1));
  return {
    ruleId: rule,
    ruleIndex: index.get(rule) ?? -1,
    kind: 'fail',
    level: levels[severity],
    message: { text: `${sentences.join('. ')}.` },
    locations: [primary(at, resource)],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, id) => ({
        id: id + 1,
        physicalLocation: physical(place.at),
        message: { text: filled(place.message, rule) },
      })),
    }),
    partialFingerprints: { 'lambdaLint/v1': fingerprint },
    properties: {
      ...(resource !== undefined && { resource }),
      ...(route !== undefined && { route }),
      confidence,
      ...(when !== undefined && { when }),
    },
  };
}

const silenced = ({ finding, at, reason }: Suppressed, index: ReadonlyMap<string, number>): Result => ({
  ...failed(finding, index),
  suppressions: [
    {
      kind: 'inSource',
      status: 'accepted',
      ...(reason !== undefined && reason !== '' && { justification: reason }),
      location: { physicalLocation: physical(at) },
    },
  ],
});

const open = ({ rule, resource, at, why }: Undecided, index: ReadonlyMap<string, number>): Result => ({
  ruleId: rule,
  ruleIndex: index.get(rule) ?? -1,
  kind: 'open',
  level: 'none',
  message: { text: `Undecided: ${filled(why, 'only the deployment knows')}.` },
  locations: [primary(at, resource)],
  ...(resource !== undefined && { properties: { resource } }),
});

/**
 * For code scanning: SARIF 2.1.0, one run. Suppressed findings are in it only where they are asked for, since GitHub does
 * not read `suppressions` and would raise an alert for each.
 */
export const sarif: Formatter = (report, options) => {
  const rules = describe(report, options);
  const index = new Map(rules.map(({ id }, at) => [id, at]));
  const findings = options.quiet ? report.findings.filter(({ severity }) => severity === 'error') : report.findings;
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'lambda-lint',
            version: options.version,
            semanticVersion: options.version,
            informationUri: home,
            rules,
          },
        },
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The directory that lambda-lint was run in.' } } },
        columnKind: 'utf16CodeUnits',
        results: [
          ...findings.map((finding) => failed(finding, index)),
          ...report.undecided.map((undecided) => open(undecided, index)),
          ...(options.showSuppressed ? report.suppressed.map((suppressed) => silenced(suppressed, index)) : []),
        ],
      },
    ],
  };
  return `${escapedJson(log)}\n`;
};
