import type { Diagram } from '../graph/diagram/diagram.js';
import type { Level } from '../rules/define.js';
import type { SourceFile } from '../source/source.js';
import type { BaselineOutcome } from './baseline.js';
import type { Finding, Suppressed, Undecided } from './finding.js';

export type { Diagram, DiagramEdge, DiagramKind, DiagramNode } from '../graph/diagram/diagram.js';

/** What became of one file that was handed in. */
export interface LintedFile {
  readonly path: string;
  /** Its text, for frames; missing for a file that could not be read. */
  readonly file?: SourceFile;
  /** What it was recognised as, for people: `SAM, 12 functions`. Missing where it was skipped. */
  readonly recognisedAs?: string;
  /** How many of its nested stacks were not read. */
  readonly unread?: number;
  /** Some of its text could not be read: there may be more in it than was found. */
  readonly partly?: true;
  /** The directory of the `.tf` files that a plan was made from, where they are at hand. */
  readonly sources?: string;
  /** The names of its parameters, where values were given for some. */
  readonly parameters?: readonly string[];
  /** Its resources and their relations, where they were asked for. */
  readonly diagram?: Diagram;
  /** Why it was passed over: `is no template`. */
  readonly skipped?: string;
  /** Passed over because it is nothing that is known here, and not for what it is. */
  readonly unrecognised?: true;
  /** It was certainly meant, but can't be linted: the same words, which also say what to do. The run is not whole. */
  readonly unusable?: string;
}

/** Everything that one run of the linter says. Findings are sorted by file, place and rule. */
export interface LintReport {
  readonly files: readonly LintedFile[];
  /** What a search found and left out, with the reasons; directories, too. */
  readonly passedOver?: readonly LintedFile[];
  readonly findings: readonly Finding[];
  readonly undecided: readonly Undecided[];
  readonly suppressed: readonly Suppressed[];
  /** What a baseline made of the findings: those that are left are new. Missing where there is no baseline. */
  readonly baseline?: BaselineOutcome;
  /** Ids of the rules that ran. */
  readonly rules: readonly string[];
  /** The commit since which places must have changed, and how many findings are left out because none of theirs has. */
  readonly since?: { readonly ref: string; readonly leftOut: number };
}

/** What a formatter may know of a rule. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  readonly severity: Level;
  readonly pillar: string;
  /** Pages of AWS that it rests on; the first one is where to read on. */
  readonly sources: readonly string[];
  /** How sure its findings are; `high` where it is missing. */
  readonly confidence?: 'high' | 'medium';
}

/** How a report is printed. */
export interface FormatOptions {
  readonly rules: readonly RuleInfo[];
  readonly color: boolean;
  /** Columns of the terminal; long lines are clipped to it. */
  readonly width: number;
  /** Milliseconds that the run took; missing where output must not vary. */
  readonly elapsed?: number;
  readonly showUnknown: boolean;
  readonly showSuppressed: boolean;
  readonly showSkipped?: boolean;
  /** Leaves findings below `error` out of the listing, not out of the counts. */
  readonly quiet: boolean;
  readonly version: string;
  /** Where the linted files lie, for formats whose readers know paths from a repository's root; without it, paths stay. */
  readonly repository?: Repository;
  /** The category of a SARIF log, which tells several logs of one commit apart. */
  readonly category?: string;
  /** The address under which files can be seen, up to their paths: `https://github.com/o/r/blob/COMMIT/`. */
  readonly filesAt?: string;
}

/** A repository around the directory that the paths of a report are relative to. */
export interface Repository {
  /** Its root: absolute, with forward slashes. */
  readonly root: string;
  /** The directory, from there: `services/orders`, or nothing for the root itself. */
  readonly directory: string;
}

/** Turns a report into text; knows nothing of files, console or process. */
export type Formatter = (report: LintReport, options: FormatOptions) => string;
