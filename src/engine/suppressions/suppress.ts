import type { Graph } from '../../graph/graph.js';
import type { Silence, Suppression } from '../../graph/suppression.js';
import type { AnyRule } from '../../rules/define.js';
import { made } from '../../source/once.js';
import type { Location, SourceFile } from '../../source/source.js';
import { nouns, type RawResource, type Template } from '../../template/template.js';
import type { ActiveRule } from '../active.js';
import { applySuppressions } from './apply.js';
import type { HeadsOf } from './comments.js';
import { configuredSilencer, type ConfiguredSuppression } from './configured.js';
import type { Sources } from '../constructs.js';
import type { Finding, Peer, Suppressed, Undecided } from '../finding.js';
import { honoredSilencers } from './honored.js';
import { metadataIgnores } from './metadata.js';
import { inReadingOrder } from '../order.js';
import { runRules } from '../run.js';

/** Whether a rule judges what silences the others, so that it has to come last. */
export const isAboutSuppressions = ({ on }: AnyRule): boolean =>
  typeof on === 'string' ? on === 'suppression' : on.includes('suppression');

/** The findings of several templates that may be made by the same code: what one of them needs in it is not needless. */
export function acrossTemplates(
  results: readonly { readonly findings: readonly Finding[]; readonly needed: readonly Location[] }[],
): readonly Finding[] {
  const keyOf = ({ file, start }: Location): string => `${file.path}:${start}`;
  const used = new Set(results.flatMap(({ needed }) => needed.map(keyOf)));
  const said = new Set<string>();
  const kept = results.flatMap(({ findings }) =>
    findings.filter(({ rule, at, message }) => {
      if (!rule.startsWith('suppression-')) return true;
      const key = `${rule} ${keyOf(at)} ${message}`;
      if (said.has(key) || (rule === 'suppression-unused' && used.has(keyOf(at)))) return false;
      said.add(key);
      return true;
    }),
  );
  return kept.sort(inReadingOrder);
}

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
  /** The code that made the template. */
  readonly code?: Sources | undefined;
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
  /** Suppressions in the files that silence something. */
  readonly needed: readonly Location[];
} {
  const { template } = graph;
  const { known, active, today, inline, configured, honored, code } = settings;
  const files = inline ? filesOf(template, code, findings) : [];
  const heads = headsOf(template);
  const fromConfig = configured.map((each) => configuredSilencer(each, template.file.path));
  const peers = inline && honored.length > 0 ? honoredSilencers(template, files, honored, active, heads) : [];
  const applied = applySuppressions(findings, files, inline ? metadataIgnores(template) : [], {
    known,
    today,
    ran: new Set(active.map(({ rule }) => rule.id)),
    undecided,
    partly: template.problems.some(({ lost }) => lost !== undefined),
    others: [...fromConfig, ...peers],
    ...(nouns[template.format] !== 'template' && { heads }),
    ...(code !== undefined && { heads: (address: string) => code.heads(address), shared: code }),
  });
  const last = inline ? judgeSuppressions(graph, applied.silences, active, today) : [];
  return {
    findings: [...applied.findings, ...last],
    suppressed: applied.suppressed,
    needed: applied.needed,
    used: configured.filter((_, index) => {
      const silencer = fromConfig[index];
      return silencer !== undefined && applied.used.has(silencer);
    }),
  };
}

/** Where a resource's block, and the calls of the modules around it, begin. */
function headsOf({ resources }: Template): HeadsOf {
  const found = new Map<string, readonly Location[]>();
  return (address) =>
    made(found, address, () => {
      const resource = resources.find((each) => each.address === address || each.origin?.address === address);
      return resource === undefined ? [] : [resource.at, ...(resource.calls ?? [])];
    });
}

/** The files in which something may be silenced; places are asked first, for they may lead to files that were not read before. */
function filesOf(
  { file, files }: Template,
  code: Sources | undefined,
  findings: readonly Finding[],
): readonly SourceFile[] {
  const places = findings.flatMap(({ at, related }) => [at.file, ...related.map((other) => other.at.file)]);
  return [...new Set([file, ...files, ...places, ...(code?.files ?? [])])].filter(({ hidden }) => hidden !== true);
}

/** What lies further away from a resource is not right before it: a file of nothing but comments is read once, not once for each. */
const longestGap = 5000;

/** The resource that a place stands in; a comment right before one belongs to it. */
function resourceAt({ file, start, end }: Location, { resources }: Template): RawResource | undefined {
  const written = resources.filter(({ at }) => at.file === file);
  const gap = /^[^\r\n]*(?:\r?\n[ \t]*(?:#[^\r\n]*)?)*[ \t"]*$/;
  const next = written.find(
    ({ at }) => at.start > end && at.start - end < longestGap && gap.test(file.text.slice(end, at.start)),
  );
  if (next !== undefined) return next;
  return written
    .filter(({ at }) => at.start <= start)
    .reduce<RawResource | undefined>((last, each) => (last && last.at.start > each.at.start ? last : each), undefined);
}
