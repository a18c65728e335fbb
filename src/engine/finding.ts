import type { Silence, Terms } from '../graph/suppression.js';
import type { Peer, Severity } from '../rules/define.js';
import type { Location } from '../source/source.js';

export type { Peer, Severity };

/** The worst first. */
export const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** A place in a user's file and what is to be seen there. */
export interface Place {
  readonly at: Location;
  readonly message: string;
}

/** What a rule found, ready to be printed. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: 'high' | 'medium';
  /** What is wrong and why it matters, naming the resource in the user's words; one sentence without a full stop. */
  readonly message: string;
  /** What to do, as an imperative without a full stop. */
  readonly help?: string;
  readonly at: Location;
  /** A few words for the place itself, printed under it: `no CodeSigningConfigArn here`. */
  readonly label?: string;
  /** The resource as its user knows it: the logical id in their template, or the address in their plan. */
  readonly resource?: string;
  /** Method and path, where the finding is about one route: `GET /orders`. */
  readonly route?: string;
  /** Other places that explain it, cause before effect. */
  readonly related: readonly Place[];
  /** The condition under which it holds: `IsProd is true`; missing where it always holds. */
  readonly when?: string;
  /** Stable over edits elsewhere in the file: made from rule, resource and subject, not from lines. 32 hex digits. */
  readonly fingerprint: string;
  /** The change that is looked at has written its place; known only where findings are told by a change. */
  readonly changed?: true;
  /** The file that was linted, where it is not the one of the place: a template that nests it, a plan. */
  readonly root?: string;
  /** Where secrets stand that it is about: text that must be masked wherever a line with it is shown. */
  readonly secrets?: readonly Location[];
}

/** A check that could neither find nor clear, because something is known only at deployment. */
export interface Undecided {
  readonly rule: string;
  readonly resource?: string;
  readonly at: Location;
  /** Why, as a clause: `Role is imported from another stack`. */
  readonly why: string;
}

/** What kind of thing silences: a comment, Metadata, the configuration, or what is written for another tool. */
export type SuppressionForm = Silence['form'] | Peer;

/** A finding that its user has silenced: where, in what form and why. */
export interface Suppressed extends Terms {
  readonly finding: Finding;
  readonly at: Location;
  readonly form: SuppressionForm;
}
