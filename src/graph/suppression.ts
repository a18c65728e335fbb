import { daysUntil } from '../source/day.js';
import type { Location, Problem } from '../source/source.js';
import type { Condition } from '../template/node.js';
import type { Spot } from './resource.js';

/** What is said of a suppression beside what it silences: `-- agreed with security (owner: payments, expires: 2027-03-31)`. */
export interface Terms {
  readonly reason?: string;
  /** Who stands for it. */
  readonly owner?: string;
  /** The last day on which it silences anything, as `YYYY-MM-DD`; as it is written where that is no day. */
  readonly expires?: string;
}

/** Whether a suppression silences nothing any more: its last day has gone by, or nobody can tell which day that is. */
export const hasEnded = ({ expires }: Terms, today: Date): boolean =>
  expires !== undefined && (daysUntil(expires, today) ?? -1) < 0;

/** What its user has written to silence a rule somewhere, or all of them: in a comment, in Metadata, or in the configuration. */
export interface Silence extends Spot, Terms {
  /** Missing: every rule. */
  readonly rule?: string;
  readonly form: 'comment' | 'metadata' | 'configuration';
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
