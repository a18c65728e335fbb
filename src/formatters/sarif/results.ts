import type { CodeFlow, Location as Place, PhysicalLocation, ReportingDescriptor, Result } from 'sarif';
import type { Finding, Suppressed, Undecided } from '../../engine/finding.js';
import type { FormatOptions, LintReport, Repository } from '../../engine/report.js';
import { undecidedFingerprint } from '../../engine/undecided.js';
import { positionOf, type Location } from '../../source/source.js';
import { repositoryPath } from '../paths.js';
import type { Ranked } from './limits.js';
import { levels, ruleIdOf, sarifText } from './text.js';
import { listed } from '../summary.js';
import { visible } from '../visible.js';
import { occurrences, sentences } from '../words.js';

/** GitHub refuses a result with more places. */
const mostPlaces = 1000;

const ranks = { error: 0, warning: 1, info: 2, suppressed: 3, known: 3, undecided: 4 } as const;

/** Makes the results of one run. */
class Results {
  readonly #index: ReadonlyMap<string, number>;

  constructor(
    rules: readonly ReportingDescriptor[],
    readonly repository: Repository | undefined,
    /** How often a fingerprint has been met in a file, up to each finding and undecided check. */
    readonly nth: ReadonlyMap<Finding | Undecided, number>,
  ) {
    this.#index = new Map(rules.map(({ id }, at) => [id, at]));
  }

  failed(finding: Finding): Result {
    const { rule, severity, confidence, at, resource, route, when, related } = finding;
    const id = ruleIdOf(rule);
    const flow = this.#flow(finding);
    return {
      ruleId: id,
      ruleIndex: this.#index.get(id) ?? -1,
      kind: 'fail',
      level: levels[severity],
      message: { text: sarifText(sentences(finding), id) },
      locations: [this.#primary(at, resource)],
      ...(related.length > 0 && {
        relatedLocations: related
          .slice(0, mostPlaces)
          .map((place, index) => ({ id: index + 1, ...this.#step(place, id) })),
      }),
      ...(flow !== undefined && { codeFlows: [flow] }),
      partialFingerprints: this.#fingerprints(finding, finding.fingerprint),
      properties: {
        ...(resource !== undefined && { resource: sarifText(resource, id) }),
        ...(route !== undefined && { route: sarifText(route, id) }),
        confidence,
        ...(when !== undefined && { when: sarifText(when, id) }),
      },
    };
  }

  silenced({ finding, at, form, reason = '' }: Suppressed): Result {
    const justification = sarifText(reason, '');
    const location = { physicalLocation: this.#physical(at) };
    return {
      ...this.failed(finding),
      suppressions: [
        {
          kind: form === 'configuration' ? 'external' : 'inSource',
          status: 'accepted',
          ...(justification !== '' && { justification }),
          location,
        },
      ],
    };
  }

  open(undecided: Undecided): Result {
    const { rule, resource, at, why } = undecided;
    const id = ruleIdOf(rule);
    return {
      ruleId: id,
      ruleIndex: this.#index.get(id) ?? -1,
      kind: 'open',
      level: 'none',
      message: { text: `Undecided: ${sarifText(why, 'only the deployment knows')}.` },
      locations: [this.#primary(at, resource)],
      partialFingerprints: this.#fingerprints(undecided, undecidedFingerprint(undecided)),
      ...(resource !== undefined && { properties: { resource: sarifText(resource, id) } }),
    };
  }

  /** GitHub reads only the first, and knows by it an alert whose lines have moved. */
  #fingerprints(of: Finding | Undecided, fingerprint: string): NonNullable<Result['partialFingerprints']> {
    return {
      primaryLocationLineHash: `${fingerprint}:${this.nth.get(of) ?? 1}`,
      'lambdaLint/v1': fingerprint,
    };
  }

  /** The way through the graph from cause to effect, where it leads over more than one place. */
  #flow({ rule, related, at, label, message }: Finding): CodeFlow | undefined {
    const steps = [...related.slice(0, mostPlaces - 1), { at, message: label ?? message }];
    const way = steps.filter(({ at: here }, index) => {
      const next = steps[index + 1]?.at;
      return next?.file !== here.file || next.start !== here.start || next.end !== here.end;
    });
    if (way.length < 2) return undefined;
    return { threadFlows: [{ locations: way.map((step) => ({ location: this.#step(step, ruleIdOf(rule)) })) }] };
  }

  #step({ at, message }: Finding['related'][number], instead: string): Place {
    return { physicalLocation: this.#physical(at), message: { text: sarifText(message, instead) } };
  }

  #primary(at: Location, resource = ''): Place {
    if (resource.trim() === '') return { physicalLocation: this.#physical(at) };
    const name = sarifText(resource.slice(resource.lastIndexOf('/') + 1), resource);
    const logical = { name, fullyQualifiedName: sarifText(resource, resource), kind: 'resource' };
    return { physicalLocation: this.#physical(at), logicalLocations: [logical] };
  }

  /** GitHub shows an alert in a pull request only if all its lines are part of it: line ends do not belong to a place. */
  #physical({ file, start, end }: Location): PhysicalLocation {
    const written = file.text.slice(start, end).trimEnd().length;
    const { line, column, endLine, endColumn } = positionOf({ file, start, end: start + written });
    // A reader needs at least one character to underline.
    const last = written > 0 ? { endLine, endColumn } : { endLine: line, endColumn: column + 1 };
    const uri = repositoryPath(file.path, this.repository)
      .split('/')
      .map((part) => encodeURIComponent(visible(part)))
      .join('/');
    return {
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: column, ...last },
    };
  }
}

/** Everything of a report that is to be in its log, and how much each matters. */
export function resultsOf(
  report: LintReport,
  options: FormatOptions,
  rules: readonly ReportingDescriptor[],
): readonly Ranked[] {
  const findings = listed(report, options);
  const undecided = options.showUnknown ? report.undecided : [];
  const suppressed = options.showSuppressed ? report.suppressed : [];
  // What a baseline knows is no news, and GitHub would raise an alert for it.
  const known = options.showSuppressed ? (report.baseline?.known ?? []) : [];
  const all = [...findings, ...suppressed.map(({ finding }) => finding), ...known, ...undecided];
  const nth = occurrences<Finding | Undecided>(all, (each) => {
    const fingerprint = 'fingerprint' in each ? each.fingerprint : undecidedFingerprint(each);
    return `${repositoryPath(each.at.file.path, options.repository)}\n${fingerprint}`;
  });
  const make = new Results(rules, options.repository, nth);
  const fresh = report.baseline === undefined ? {} : { baselineState: 'new' as const };
  return [
    ...findings.map((finding) => ({ rank: ranks[finding.severity], result: { ...make.failed(finding), ...fresh } })),
    ...undecided.map((each) => ({ rank: ranks.undecided, result: make.open(each) })),
    ...suppressed.map((each) => ({ rank: ranks.suppressed, result: make.silenced(each) })),
    ...known.map((finding) => ({
      rank: ranks.known,
      result: { ...make.failed(finding), baselineState: 'unchanged' as const },
    })),
  ];
}
