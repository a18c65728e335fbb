import type { Graph } from '../../graph/graph.js';
import type { Spot } from '../../graph/resource.js';
import type { SubjectKind, Subjects } from '../../graph/subjects.js';
import type { Text, Verdict } from '../../values/text.js';
import type { Options, OptionsOf } from './options.js';

/** How much a finding weighs: errors fail a run, warnings only beyond a limit that is asked for. */
export type Severity = 'error' | 'warning' | 'info';

/** What a rule counts as; `off` is not run. */
export type Level = Severity | 'off';

/** How one rule is to run. */
export interface RuleSetting {
  readonly severity: Level;
  /** Options as the rule declares them; those that are missing have their defaults. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Other tools whose suppressions are understood, by the names that rules give them in `peers`. */
export type Peer = 'checkov' | 'cfn-lint' | 'cfn_nag' | 'cdk-nag' | 'guard-rules-registry';

/** Everything about a rule that is said once and printed in many places. */
export interface RuleMeta<O extends Options = Options> {
  /** Subject first, then the guardrail or the defect; equal to the file's name. */
  readonly id: string;
  /** The guardrail in one sentence, without a full stop. */
  readonly title: string;
  /** `off`: silent until a configuration switches it on. */
  readonly severity: Level;
  readonly confidence?: 'high' | 'medium';
  readonly pillar: 'security' | 'reliability' | 'cost' | 'operations' | 'performance';
  readonly since: string;
  /** Pages of AWS that the rule rests on. */
  readonly sources: readonly string[];
  /** What other tools call it. */
  readonly peers: Readonly<Record<string, readonly string[]>>;
  readonly options: O;
  /** What it is in presets other than `recommended`, where it differs: a severity, or that and options. */
  readonly presets?: Readonly<
    Partial<Record<'strict' | 'config-parity', Severity | readonly [Severity, Partial<OptionsOf<NoInfer<O>>>]>>
  >;
}

/** What a rule says of a place. */
export interface Report {
  readonly at: Spot;
  /** What is wrong and why it matters, naming the resource; no full stop. */
  readonly message: string;
  /** What to do, as an imperative; no full stop. */
  readonly help: string;
  /** A few words on the place itself. */
  readonly label?: string;
  readonly related?: readonly { readonly at: Spot; readonly message: string }[];
  /** Lower than the configured severity where this finding weighs less. */
  readonly atMost?: Severity;
  readonly confidence?: 'high' | 'medium';
  /** Method and path, where it is about one route. */
  readonly route?: string;
  /** The resource that it is about, where that is not the one that is checked. */
  readonly about?: { readonly owner: string };
  /** Tells several findings of one rule about one resource apart, in a way that edits elsewhere don't change. */
  readonly subject?: string;
  /** Text of the template that is a secret: no output shows it, whoever speaks of the lines that hold it. */
  readonly secret?: string;
}

/** What a check may use beside its subject. */
export interface Context<O extends Options = Options> {
  readonly graph: Graph;
  readonly options: OptionsOf<O>;
  /** The day on which the check is made. */
  readonly today: Date;
  readonly report: (report: Report) => void;
  /** Whether a text matches one of some globs; a `maybe` makes the check undecided unless it finds something. */
  readonly matches: (text: Text, globs: readonly string[]) => Verdict;
  /** Says that the check can't tell, and why. */
  readonly undecided: (why: string, at: Spot) => void;
}

/** One guardrail: looked at for every subject of a kind, in every world in which that subject exists. */
export interface Rule<K extends SubjectKind = SubjectKind, O extends Options = Options> extends RuleMeta<O> {
  /** The kind of subject, or several. */
  readonly on: K | readonly K[];
  check(subject: Subjects[K], context: Context<O>): void;
}

/** A rule whose subject and options are of no matter to who runs it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place where rules of all kinds stand together
export interface AnyRule extends Rule<any, any> {
  readonly on: SubjectKind | readonly SubjectKind[];
}

/** A rule as it is declared: what is not said of it has a default. */
export interface DeclaredRule<K extends SubjectKind, O extends Options>
  extends
    Pick<RuleMeta<O>, 'id' | 'title' | 'severity' | 'confidence' | 'presets'>,
    Partial<Pick<RuleMeta, 'pillar' | 'since' | 'sources' | 'peers'>>,
    Pick<Rule<K, O>, 'on' | 'check'> {
  readonly options?: O;
}
