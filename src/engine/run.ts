import type { Graph, SubjectKind, Subjects } from '../graph/graph.js';
import type { AnyRule, Context, Report } from '../rules/define.js';
import type { Location } from '../source/source.js';
import { eachWorld, worldLimit } from '../values/each-world.js';
import { whenOf } from '../values/when.js';
import { ImpossibleWorld, type World } from '../values/world.js';
import type { ActiveRule } from './active.js';
import { WithoutDefaults } from './defaults.js';
import { type Reported, placeOf, withoutEchoes } from './echoes.js';
import type { Finding, Severity, Undecided } from './finding.js';
import { fingerprintOf } from './fingerprint.js';
import { misspelt } from './misspelt.js';
import { inReadingOrder, numbered } from './order.js';
import { hiddenPlaces, hideSecrets } from './secrets.js';

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
    const runner = new Runner(graph, active, today);
    for (const subject of subjectsOf(active.rule, graph)) {
      const outcome = runner.run(subject);
      for (const finding of outcome.findings) {
        const { file, start, end } = finding.at;
        const key = `${finding.rule} ${file.path} ${start} ${end} ${finding.message}`;
        if (!findings.has(key)) findings.set(key, finding);
      }
      for (const each of outcome.undecided) undecided.push(each);
    }
    for (const secret of runner.secrets) secrets.add(secret);
  }
  const told = hideSecrets({ findings: [...findings.values()], undecided }, secrets);
  return { ...told, findings: numbered([...told.findings].sort(inReadingOrder)) };
}

type Subject = Subjects[SubjectKind];

function subjectsOf({ on }: AnyRule, graph: Graph): readonly Subject[] {
  return typeof on === 'string' ? graph.all(on) : on.flatMap((kind): readonly Subject[] => graph.all(kind));
}

/** Most rules say nothing about most subjects. */
const nothing: Outcome = { findings: [], undecided: [] };

/** Runs one rule on one subject after another. */
class Runner {
  /** Texts that the rule has found to be secret. */
  readonly secrets: string[] = [];
  readonly #context: Context;
  #reports: Report[] = [];
  #crashed: unknown;

  constructor(
    readonly graph: Graph,
    readonly active: ActiveRule,
    today: Date,
  ) {
    this.#context = {
      graph,
      options: active.options as Context['options'],
      today,
      report: (report) => void this.#reports.push(report),
      matches: (text, globs) => graph.matches(text, globs),
      undecided: (why, at) => {
        graph.unknown(why, at);
      },
    };
  }

  run(subject: Subject): Outcome {
    this.#crashed = undefined;
    const worlds: World[] = [];
    let reported: Map<string, Reported> | undefined;
    const complete = eachWorld((world) => {
      const reports = this.#in(world, subject);
      if (reports === undefined) return;
      worlds.push(world);
      for (const report of reports) {
        reported ??= new Map();
        const key = `${placeOf(report)} ${report.message}`;
        const known = reported.get(key);
        if (known === undefined) reported.set(key, { report, worlds: [world], secrets: [] });
        else if (known.worlds.at(-1) !== world) known.worlds.push(world);
        if (report.secret !== undefined) reported.get(key)?.secrets.push(report);
      }
    });
    if (this.#crashed !== undefined) return { findings: [this.#crash(subject)], undecided: [] };
    if (reported === undefined) return this.#undecided(subject, worlds, complete);
    const all = [...reported.values()];
    const defaults = new WithoutDefaults((world) => (this.#in(world, subject) ?? []).map(placeOf));
    const findings = withoutEchoes(all, worlds).map((each) => this.#finding(each, subject, worlds, defaults));
    return { findings, undecided: [] };
  }

  /** What the rule reports in a world; `undefined` where the world does not have the subject. */
  #in(world: World, subject: Subject): readonly Report[] | undefined {
    const { graph, active } = this;
    graph.world = world;
    if (!graph.exists(subject)) return undefined;
    if (this.#reports.length > 0) this.#reports = [];
    try {
      active.rule.check(subject, this.#context);
    } catch (error) {
      if (error instanceof ImpossibleWorld) throw error;
      this.#crashed ??= error;
    }
    return this.#reports;
  }

  #finding(
    { report, worlds, secrets: secretReports }: Reported,
    subject: Subject,
    all: readonly World[],
    defaults: WithoutDefaults,
  ): Finding {
    const { active } = this;
    const [world] = worlds;
    const needed = world === undefined ? [] : defaults.neededFor(placeOf(report), world);
    const kept = needed.map((name) => `${name} keeps its default`);
    const told = whenOf(worlds, all) ?? '';
    const when = [...kept.filter((words) => !told.split(/ and |, or /).includes(words)), told]
      .filter(Boolean)
      .join(' and ');
    const resource = report.about?.owner ?? subject.owner;
    const about = report.subject ?? ('name' in report.at ? String(report.at.name) : '');
    const route = report.route ?? (subject.kind === 'route' ? subject.name : undefined);
    const related = [...placesOf(report), ...misspelt(report, resource, this.graph)];
    const secrets = this.#hidden(secretReports);
    return {
      rule: active.rule.id,
      severity: report.atMost === undefined ? active.severity : milder(report.atMost, active.severity),
      confidence: report.confidence ?? (isDefault(worlds, all) ? (active.rule.confidence ?? 'high') : 'medium'),
      message: report.message,
      help: report.help,
      at: report.at.at,
      related,
      fingerprint: fingerprintOf([active.rule.id, resource ?? '', route ?? '', about]),
      ...(report.label === undefined ? {} : { label: report.label }),
      ...(resource === undefined ? {} : { resource }),
      ...(route === undefined ? {} : { route }),
      ...(when === '' ? {} : { when }),
      ...(secrets.length === 0 ? {} : { secrets }),
    };
  }

  /** Where the secrets that reports are about must not be shown: the same in most worlds. */
  #hidden(reports: readonly Report[]): readonly Location[] {
    const placesIn = (report: Report): readonly Location[] => [
      report.at.at,
      ...placesOf(report).map((place) => place.at),
    ];
    const keyOf = (report: Report): string =>
      [...placesIn(report).map(({ file, start, end }) => `${file.path}:${start}:${end}`), report.secret].join(' ');
    const different = new Map(reports.map((report) => [keyOf(report), report]));
    const [first = [], ...others] = [...different.values()].map((report) => {
      const { secret = '' } = report;
      this.secrets.push(secret);
      return hiddenPlaces(secret, placesIn(report));
    });
    return others.length === 0 ? first : [...new Set([first, ...others])].flat();
  }

  #undecided(subject: Subject, worlds: readonly World[], complete: boolean): Outcome {
    const unknown = worlds.find(({ unknowns }) => unknowns.length > 0)?.unknowns[0];
    if (unknown === undefined && complete) return nothing;
    const known = { rule: this.active.rule.id, ...(subject.owner === undefined ? {} : { resource: subject.owner }) };
    const { at, why } = unknown ?? {
      at: subject.at,
      why: `its conditions can fall in more than ${String(worldLimit)} ways`,
    };
    return { findings: [], undecided: [{ ...known, at, why }] };
  }

  #crash(subject: Subject): Finding {
    const { active } = this;
    const words = this.#crashed instanceof Error ? this.#crashed.message : String(this.#crashed);
    return {
      rule: 'rule-crashed',
      severity: 'error',
      confidence: 'high',
      message: `the rule ${active.rule.id} crashed here (${words.split('\n')[0] ?? ''}), so that it says nothing about this resource`,
      help: `report it to the authors of ${active.rule.id.includes('/') ? 'the rule' : 'lambda-lint'} with this template, or switch the rule off`,
      at: subject.at,
      related: [],
      fingerprint: fingerprintOf(['rule-crashed', active.rule.id, subject.owner ?? '']),
      ...(subject.owner === undefined ? {} : { resource: subject.owner }),
    };
  }
}

/** Whether no value beyond a parameter's default is needed for a finding. */
function isDefault(worlds: readonly World[], all: readonly World[]): boolean {
  return worlds.length === all.length || worlds.some(({ facts }) => facts.every(({ is }) => is !== 'value'));
}

const weights: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

function milder(one: Severity, other: Severity): Severity {
  return weights[one] < weights[other] ? one : other;
}

/** The related places, and where the value that is pointed at comes from if that is elsewhere. */
function placesOf({ at, related = [] }: Report): Finding['related'] {
  const places = related.map((place) => ({ at: place.at.at, message: place.message }));
  const via = 'via' in at ? (at as { readonly via?: Location }).via : undefined;
  if (via === undefined || places.some((place) => place.at.start === via.start && place.at.file === via.file))
    return places;
  return [...places, { at: via, message: 'its value comes from here' }];
}
