import type { Graph } from '../graph/graph.js';
import type { AnyRule } from '../rules/define.js';
import { worldLimit } from '../values/each-world.js';
import type { ActiveRule } from './active.js';
import { Check, type Checked, type Subject } from './check.js';
import type { Finding, Undecided } from './finding.js';
import { crashFinding, findingsOf } from './findings.js';
import { inReadingOrder, numbered } from './order.js';
import { hideSecrets } from './secrets.js';

/** What rules have to say of a file, before anything is silenced. */
export interface Outcome {
  readonly findings: readonly Finding[];
  readonly undecided: readonly Undecided[];
}

/**
 * Runs every rule on every subject of its kind, in every world that the check's own questions open. A rule that throws is a
 * finding of `rule-crashed`; all else goes on.
 *
 * @param step called before each rule
 */
export function runRules(
  graph: Graph,
  rules: readonly ActiveRule[],
  today: Date,
  step: () => void = () => undefined,
): Outcome {
  const findings = new Map<string, Finding>();
  const undecided: Undecided[] = [];
  const secrets = new Set<string>();
  for (const active of rules) {
    step();
    const { rule } = active;
    const check = new Check(graph, active, today);
    for (const subject of subjectsOf(rule, graph)) {
      const checked = check.run(subject);
      const found = told(check, subject, checked);
      for (const finding of found) {
        const { file, start, end } = finding.at;
        const key = `${finding.rule} ${file.path} ${start} ${end} ${finding.message}`;
        if (!findings.has(key)) findings.set(key, finding);
      }
      const open = found.length > 0 ? undefined : undecidedIn(checked, subject, rule);
      if (open !== undefined) undecided.push(open);
      for (const each of checked.reported) for (const { secret = '' } of each.secrets) secrets.add(secret);
    }
  }
  const shown = hideSecrets({ findings: [...findings.values()], undecided }, secrets);
  return { ...shown, findings: numbered([...shown.findings].sort(inReadingOrder)) };
}

function subjectsOf({ on }: AnyRule, graph: Graph): readonly Subject[] {
  return typeof on === 'string' ? graph.all(on) : on.flatMap((kind): readonly Subject[] => graph.all(kind));
}

function told(check: Check, subject: Subject, checked: Checked): readonly Finding[] {
  if (checked.crash !== undefined) return [crashFinding(check.active.rule.id, subject, checked.crash.error)];
  // Most rules say nothing about most subjects.
  return checked.reported.length === 0 ? [] : findingsOf(check, subject, checked);
}

/** A check that has found nothing, but met something unknown or worlds that it did not look at. */
function undecidedIn(checked: Checked, subject: Subject, { id }: AnyRule): Undecided | undefined {
  const { reported, worlds, complete } = checked;
  const [doubtful] = reported;
  const unknown = worlds.find(({ unknowns }) => unknowns.length > 0)?.unknowns[0];
  if (unknown === undefined && complete && doubtful === undefined) return undefined;
  const { at, why } =
    unknown ??
    (doubtful === undefined
      ? { at: subject.at, why: `its conditions can fall in more than ${String(worldLimit)} ways` }
      : { at: doubtful.report.at.at, why: "which of several values it has can't be told" });
  return { rule: id, ...(subject.owner === undefined ? {} : { resource: subject.owner }), at, why };
}
