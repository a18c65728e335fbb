import type { Graph } from '../graph/graph.js';
import type { Silence, Suppression } from '../graph/suppression.js';
import type { AnyRule } from '../rules/define.js';
import type { Location, SourceFile } from '../source/source.js';
import type { RawResource, Template } from '../template/template.js';
import type { HeadsOf } from './comments.js';
import { configuredSilencer, type ConfiguredSuppression } from './configured.js';
import type { Finding, Peer, Suppressed, Undecided } from './finding.js';
import { honoredSilencers } from './honored.js';
import { metadataIgnores } from './metadata.js';
import { type ActiveRule, runRules } from './run.js';
import { applySuppressions } from './suppress.js';

/** Whether a rule judges what silences the others, so that it has to come last. */
export const isAboutSuppressions = ({ on }: AnyRule): boolean => [on].flat().includes('suppression');

/** What the rules about suppressions find; nothing silences them. */
export function judgeSuppressions(
  graph: Graph,
  silences: readonly Silence[],
  rules: readonly ActiveRule[],
  today: Date,
): readonly Finding[] {
  graph.suppressions = silences.map((silence): Suppression => {
    const condition = resourceAt(silence.whole, graph.template)?.condition;
    return { kind: 'suppression', address: '', owner: undefined, at: silence.at, condition, silence };
  });
  const last = rules.filter(({ rule }) => isAboutSuppressions(rule));
  return runRules(graph, last, today).findings;
}

/** How suppressions count for one file. */
export interface SuppressSettings {
  /** Ids of all rules. */
  readonly known: ReadonlySet<string>;
  readonly active: readonly ActiveRule[];
  readonly today: Date;
  /** `false`: what is written in the file itself silences nothing. */
  readonly inline: boolean;
  readonly configured: readonly ConfiguredSuppression[];
  readonly honored: readonly Peer[];
}

/** What is left of a file's findings, with what there is to say of the suppressions in the file. */
export function suppress(
  graph: Graph,
  findings: readonly Finding[],
  undecided: readonly Undecided[],
  settings: SuppressSettings,
): {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** Suppressions of the configuration that silence something here. */
  readonly used: readonly ConfiguredSuppression[];
} {
  const { template } = graph;
  const { known, active, today, inline, configured, honored } = settings;
  const files = inline ? filesOf(template, findings) : [];
  const heads = headsOf(template);
  const fromConfig = configured.map((each) => configuredSilencer(each, template.file.path));
  const peers = inline && honored.length > 0 ? honoredSilencers(template, files, honored, active, heads) : [];
  const applied = applySuppressions(findings, files, inline ? metadataIgnores(template) : [], {
    known,
    today,
    ran: new Set(active.map(({ rule }) => rule.id)),
    undecided,
    others: [...fromConfig, ...peers],
    ...(template.format === 'terraform-plan' && { heads }),
  });
  const last = inline ? judgeSuppressions(graph, applied.silences, active, today) : [];
  return {
    findings: [...applied.findings, ...last],
    suppressed: applied.suppressed,
    used: configured.filter((_, index) => {
      const silencer = fromConfig[index];
      return silencer !== undefined && applied.used.has(silencer);
    }),
  };
}

/** Where a resource's block, and the calls of the modules around it, begin. */
function headsOf({ resources }: Template): HeadsOf {
  const found = new Map<string, readonly Location[]>();
  return (address) => {
    let heads = found.get(address);
    if (heads === undefined) {
      const resource = resources.find((each) => each.address === address || each.origin?.address === address);
      heads = resource === undefined ? [] : [resource.at, ...(resource.calls ?? [])];
      found.set(address, heads);
    }
    return heads;
  };
}

/** The files in which something may be silenced; places are asked first, for they may lead to files that were not read before. */
function filesOf({ file, files }: Template, findings: readonly Finding[]): readonly SourceFile[] {
  const places = findings.flatMap(({ at, related }) => [at.file, ...related.map((other) => other.at.file)]);
  return [...new Set([file, ...files, ...places])].filter(({ hidden }) => hidden !== true);
}

/** The resource that a place stands in; a comment right before one belongs to it. */
function resourceAt({ file, start, end }: Location, { resources }: Template): RawResource | undefined {
  const written = resources.filter(({ at }) => at.file === file);
  const gap = /^[^\r\n]*(?:\r?\n[ \t]*(?:#[^\r\n]*)?)*[ \t"]*$/;
  const next = written.find(({ at }) => at.start > end && gap.test(file.text.slice(end, at.start)));
  if (next !== undefined) return next;
  return written
    .filter(({ at }) => at.start <= start)
    .reduce<RawResource | undefined>((last, each) => (last && last.at.start > each.at.start ? last : each), undefined);
}
