import { hasEnded, type Silence } from '../../graph/suppression.js';
import { didYouMean } from '../../source/nearest.js';
import { nowhere, type Location, type SourceFile } from '../../source/source.js';
import { commentSilencers, misused, type HeadsOf } from './comments.js';
import { directivesOf } from './directives.js';
import type { Finding, Suppressed, Undecided } from '../finding.js';
import { metadataSilencer, type MetadataIgnore } from './metadata.js';
import type { Silencer, Silenceable } from './silencer.js';
import { termsOf } from './terms.js';

/** What is known of the run when its suppressions are judged. */
export interface SuppressContext {
  /** Ids of all rules, whether they ran or not. */
  readonly known: ReadonlySet<string>;
  /** The day on which suppressions have to hold. */
  readonly today: Date;
  /** Rules that ran: a suppression of another one may well be needed another time. Missing: all. */
  readonly ran?: ReadonlySet<string>;
  /** A check that could not be decided may need its suppression once it can. */
  readonly undecided?: readonly Undecided[];
  /** Whether some of the template could not be read: what a suppression is for may stand there. */
  readonly partly?: boolean;
  readonly heads?: HeadsOf;
  /** Files from which other templates are made, too, and the resources of this one. */
  readonly shared?: Shared;
  /** What silences beside comments and Metadata; whether it is needed is not judged here. */
  readonly others?: readonly Silencer[];
}

/** What several templates have in common that were made by the same code. */
export interface Shared {
  readonly files: ReadonlySet<SourceFile>;
  readonly addresses: readonly string[];
}

/** A rule of a plugin that is not loaded here may well exist. */
function isOfOtherPlugin(rule: string, known: ReadonlySet<string>): boolean {
  const plugin = rule.slice(0, rule.lastIndexOf('/') + 1);
  return plugin !== '' && ![...known].some((id) => id.startsWith(plugin));
}

/** Whether a comment speaks of none of a template's resources: it may well speak of another's. */
function isOfOthers({ at, rule = '', covers }: Silencer, { shared }: SuppressContext): boolean {
  if (shared?.files.has(at.file) !== true) return false;
  return !shared.addresses.some((resource) => covers({ rule, resource, at: nowhere }));
}

/** What keeps a suppression from silencing anything. */
function faultOf(silencer: Silencer, used: boolean, context: SuppressContext): Pick<Silence, 'fault'> {
  const { rule, fault } = silencer;
  const { known, ran, today, partly = false } = context;
  if (fault !== undefined) return { fault };
  if (rule !== undefined && !known.has(rule) && !isOfOtherPlugin(rule, known)) {
    const message = `a suppression names ${rule}, but there is no such rule${didYouMean(rule, known)}`;
    return { fault: { message, help: 'correct the name of the rule' } };
  }
  if (used || partly || hasEnded(silencer, today) || (rule !== undefined && ran?.has(rule) === false)) return {};
  return isOfOthers(silencer, context) ? {} : { fault: unusedFault(rule) };
}

/** What is said of a suppression that nothing needs. */
export const unusedFault = (rule: string | undefined): NonNullable<Silence['fault']> => ({
  message: `${rule === undefined ? 'a suppression of all rules' : `a suppression of ${rule}`} silences nothing`,
  help: 'remove it',
});

/**
 * Takes out what its user has silenced: by a comment (`# lambda-lint-disable-next-line RULE -- reason`), which reaches a
 * finding if the finding's own place or a related one in that file is on a line that it covers, by an entry in Metadata, or
 * by something else that is handed in. What has expired silences nothing.
 */
export function applySuppressions(
  findings: readonly Finding[],
  files: readonly SourceFile[],
  ignores: readonly MetadataIgnore[],
  context: SuppressContext,
): {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** Every comment and entry, and what else speaks of one. */
  readonly silences: readonly Silence[];
  /** Those that silence something. */
  readonly used: ReadonlySet<Silencer>;
  /** Where the comments and entries among them are. */
  readonly needed: readonly Location[];
} {
  const { others = [], today, undecided = [] } = context;
  const own: Silencer<'comment' | 'metadata'>[] = ignores.map(metadataSilencer);
  const misspelt: Silence[] = [];
  for (const file of files) {
    const directives = directivesOf(file);
    own.push(...commentSilencers(file, directives, context.heads));
    misspelt.push(...misused(directives));
  }
  const used = new Set<Silencer>();
  if (own.length + others.length === 0) return { findings, suppressed: [], silences: misspelt, used, needed: [] };

  const able = [...own, ...others].filter((each) => each.fault === undefined && !hasEnded(each, today));
  /** All that silence a subject count as used; the first one is told. */
  const silencing = (subject: Silenceable): Silencer | undefined => {
    const covering = able.filter((each) => each.covers(subject));
    for (const each of covering) used.add(each);
    return covering[0];
  };
  const kept: Finding[] = [];
  const suppressed: Suppressed[] = [];
  for (const finding of findings) {
    const by = silencing(finding);
    if (by === undefined) kept.push(finding);
    else suppressed.push({ finding, at: by.at, form: by.form, ...termsOf(by) });
  }
  for (const each of undecided) silencing(each);
  const silences = own.map((each): Silence => ({ ...each, ...faultOf(each, used.has(each), context) }));
  const needed = own.flatMap((each) => (used.has(each) ? [each.at] : []));
  return { findings: kept, suppressed, silences: [...misspelt, ...silences], used, needed };
}
