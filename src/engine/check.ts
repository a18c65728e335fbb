import type { Graph } from '../graph/graph.js';
import type { SubjectKind, Subjects } from '../graph/subjects.js';
import type { Context, Report } from '../rules/define.js';
import { eachWorld } from '../values/each-world.js';
import { ImpossibleWorld, type World } from '../values/world.js';
import type { ActiveRule } from './active.js';
import { type Reported, placeOf } from './echoes.js';

/** Whatever a rule is run on. */
export type Subject = Subjects[SubjectKind];

/** What came of one rule on one subject. */
export interface Checked {
  /** What the rule reports, each with the worlds in which it does. */
  readonly reported: readonly Reported[];
  /** The worlds that have the subject. */
  readonly worlds: readonly World[];
  /** Whether there are no other worlds than those that were looked at. */
  readonly complete: boolean;
  /** What the rule has thrown first; `undefined` where it ran to its end in all worlds. */
  readonly crash: { readonly error: unknown } | undefined;
}

const nothing: readonly never[] = [];

/** One rule on one graph, run on one subject after another. */
export class Check {
  readonly #context: Context;
  #reports: Report[] = [];
  #crash: Checked['crash'];

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

  /** Runs the rule on a subject in every world that its own questions open. */
  run(subject: Subject): Checked {
    this.#crash = undefined;
    const worlds: World[] = [];
    let reported: Map<string, Reported> | undefined;
    const complete = eachWorld((world) => {
      const reports = this.reportsIn(world, subject);
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
    // Most rules say nothing about most subjects.
    return {
      reported: reported === undefined ? nothing : [...reported.values()],
      worlds,
      complete,
      crash: this.#crash,
    };
  }

  /** What the rule reports in a world; `undefined` where the world does not have the subject. */
  reportsIn(world: World, subject: Subject): readonly Report[] | undefined {
    const { graph, active } = this;
    graph.world = world;
    if (!graph.exists(subject)) return undefined;
    if (this.#reports.length > 0) this.#reports = [];
    try {
      active.rule.check(subject, this.#context);
    } catch (error) {
      if (error instanceof ImpossibleWorld) throw error;
      this.#crash ??= { error };
    }
    return this.#reports;
  }
}
