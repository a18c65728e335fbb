import type { Graph } from '../graph/graph.js';
import type { Silence, Suppression } from '../graph/suppression.js';
import type { AnyRule } from '../rules/define.js';
import type { Location } from '../source/source.js';
import type { RawResource, Template } from '../template/template.js';
import type { Finding } from './finding.js';
import { type ActiveRule, inReadingOrder, runRules } from './run.js';

/** Whether a rule judges what silences the others, so that it has to come last. */
export const isAboutSuppressions = ({ on }: AnyRule): boolean => [on].flat().includes('suppression');

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
