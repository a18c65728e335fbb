import type { Location, Problem } from '../source/source.js';
import type { Condition } from '../template/node.js';
import type { Spot } from './resource.js';

/** What its user has written to silence a rule somewhere, or all of them: in a comment, or in Metadata. */
export interface Silence extends Spot {
  /** Missing: every rule. */
  readonly rule?: string;
  readonly reason?: string;
  /** Who stands for it. */
  readonly owner?: string;
  /** The last day on which it is meant to be there, as `YYYY-MM-DD`. */
  readonly until?: string;
  readonly form: 'comment' | 'metadata';
  /** The comment or the entry as a whole: it may name several rules. */
  readonly whole: Location;
  /** What keeps it from silencing anything. */
  readonly fault?: Omit<Problem, 'at'>;
  /** It does not even say that something is to be silenced. */
  readonly isNone?: true;
}

/** A suppression, to be judged when it is known what it silences. */
export interface Suppression extends Spot {
  readonly kind: 'suppression';
  readonly address: string;
  readonly owner: undefined;
  /** Of the resource that it stands in: where that is never deployed, there is nothing to silence. */
  readonly condition: Condition | undefined;
  readonly silence: Silence;
}
