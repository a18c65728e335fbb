import { didYouMean } from '../source/nearest.js';
import type { Silence } from '../graph/suppression.js';
import { lineStarts, lineText, positionOf, type Location, type SourceFile } from '../source/source.js';
import { commentSign, directivesOf, type Directive, type Terms } from './directives.js';
import type { Finding, Suppressed, Undecided } from './finding.js';

/** An entry of `Metadata: lambda-lint: ignore:` — of a resource, or, without one, of the whole template. */
export interface MetadataIgnore extends Terms {
  /** The address that findings carry for the resource. */
  readonly resource?: string;
  /** Missing, or `*`: every rule. */
  readonly rule?: string;
  readonly at: Location;
}

export interface SuppressContext {
  /** Ids of all rules, whether they ran or not. */
  readonly known: ReadonlySet<string>;
  /** Rules that ran: a suppression of another one may well be needed another time. Missing: all. */
  readonly ran?: ReadonlySet<string>;
  /** A check that could not be decided may need its suppression once it can. */
  readonly undecided?: readonly Undecided[];
  /** Lines at which a comment reaches all that is found in a resource: its block, the calls of the modules around it. */
  readonly heads?: (resource: string) => readonly Location[];
  /** Files from which other templates are made, too, and the resources of this one. */
  readonly shared?: { readonly files: ReadonlySet<SourceFile>; readonly addresses: readonly string[] };
}

/** One rule that one comment or entry silences, somewhere. */
interface Silencer extends Silence {
  readonly covers: (subject: Subject) => boolean;
  used: boolean;
}

interface Subject {
  readonly rule: string;
  readonly resource?: string;
  readonly at: Location;
  readonly related?: readonly { readonly at: Location }[];
}

const lineOf = (at: Location): number => positionOf(at).line;

/** Whether a place of the subject begins on one of these lines of the file. */
function onLines(
  subject: Subject,
  file: SourceFile,
  from: number,
  to: number,
  heads: SuppressContext['heads'],
): boolean {
  const { at: own, related = [], resource } = subject;
  const above = resource === undefined ? [] : (heads?.(resource) ?? []);
  return [own, ...related.map(({ at }) => at), ...above].some((at) => {
    if (at.file !== file) return false;
    const line = lineOf(at);
    return line >= from && line <= to;
  });
}

/** The line that `disable-next-line` means: the next that is neither empty nor a comment. */
function nextLine(file: SourceFile, line: number): number {
  const last = lineStarts(file).length;
  let next = line + 1;
  const blank = new RegExp(`^\\s*(?:${commentSign(file)}.*)?$`);
  while (next <= last && blank.test(lineText(file, next))) next += 1;
  return next;
}

/** Nothing but comments, empty lines and the mark of a document stands above a comment that is meant for the whole file. */
function isAtTop({ at }: Directive): boolean {
  const empty = new RegExp(`^\\ufeff?\\s*(?:[#%].*|---.*|${commentSign(at.file)}.*)?$`);
  return at.file.text
    .slice(0, at.start)
    .split(/\r\n|\n|\r/)
    .every((line) => empty.test(line));
}

/** The lines that a directive covers for a rule. */
function reach(directive: Directive, rule: string, all: readonly Directive[]): readonly [from: number, to: number] {
  const { at, kind } = directive;
  const line = lineOf(at);
  if (kind === 'disable-file') return [1, Infinity];
  if (kind === 'disable-line') return [line, line];
  if (kind === 'disable-next-line') return [line, nextLine(at.file, line)];
  const end = all.find(
    (other) =>
      other.kind === 'enable' &&
      other.at.start > at.start &&
      (other.names.length === 0 || other.names.some((name) => name.rule === rule)),
  );
  return [end === undefined && isAtTop(directive) ? 1 : line, end === undefined ? Infinity : lineOf(end.at)];
}

function silencersOf(file: SourceFile, directives: readonly Directive[], heads: SuppressContext['heads']): Silencer[] {
  return directives
    .filter(({ kind }) => kind !== 'enable' && kind !== 'unknown')
    .flatMap((directive) => {
      const { names, at } = directive;
      const reaches = new Map<string, readonly [number, number]>();
      const lines = (rule: string): readonly [number, number] => {
        const known = reaches.get(rule) ?? reach(directive, rule, directives);
        reaches.set(rule, known);
        return known;
      };
      return (names.length === 0 ? [undefined] : names).map((name): Silencer => ({
        ...termsOf(directive),
        at: name?.at ?? at,
        form: 'comment',
        whole: at,
        ...(name !== undefined && { rule: name.rule }),
        covers: (subject: Subject) => onLines(subject, file, ...lines(subject.rule), heads),
        used: false,
      }));
    });
}

function silencerOf(ignore: MetadataIgnore): Silencer {
  const { resource, rule, at } = ignore;
  return {
    ...termsOf(ignore),
    at,
    form: 'metadata',
    whole: at,
    ...(rule !== undefined && rule !== '*' && { rule }),
    covers: (subject) => (resource === undefined ? subject.at.file === at.file : subject.resource === resource),
    used: false,
  };
}

/** The first that silences a subject; all that do count as used. */
function silencing(subject: Subject, silencers: readonly Silencer[]): Silencer | undefined {
  let first: Silencer | undefined;
  for (const silencer of silencers) {
    if (silencer.rule !== undefined && silencer.rule !== subject.rule) continue;
    if (!silencer.covers(subject)) continue;
    silencer.used = true;
    first ??= silencer;
  }
  return first;
}

const termsOf = ({ reason, owner, until }: Terms): Terms => ({
  ...(reason !== undefined && { reason }),
  ...(owner !== undefined && { owner }),
  ...(until !== undefined && { until }),
});

/** A rule of a plugin that is not loaded here may well exist. */
function isOfOtherPlugin(rule: string, known: ReadonlySet<string>): boolean {
  const plugin = rule.slice(0, rule.lastIndexOf('/') + 1);
  return plugin !== '' && ![...known].some((id) => id.startsWith(plugin));
}

/** Whether a comment speaks of none of a template's resources: it may well speak of another's. */
function isOfOthers({ at, rule = '', covers }: Silencer, { shared }: SuppressContext): boolean {
  if (shared?.files.has(at.file) !== true) return false;
  const nowhere = { file: { path: '', text: '' }, start: 0, end: 0 };
  return !shared.addresses.some((resource) => covers({ rule, resource, at: nowhere }));
}

/** What keeps a suppression from silencing anything. */
function faultOf(silencer: Silencer, context: SuppressContext): Pick<Silence, 'fault'> {
  const { rule, used } = silencer;
  const { known, ran } = context;
  if (rule !== undefined && !known.has(rule) && !isOfOtherPlugin(rule, known)) {
    const message = `a suppression names ${rule}, but there is no such rule${didYouMean(rule, known)}`;
    return { fault: { message, help: 'correct the name of the rule' } };
  }
  if (used || (rule !== undefined && ran?.has(rule) === false) || isOfOthers(silencer, context)) return {};
  const what = rule === undefined ? 'a suppression of all rules' : `a suppression of ${rule}`;
  return { fault: { message: `${what} silences nothing`, help: 'remove it' } };
}

/** Directives that are misspelt, and `enable`s that end nothing. */
function misused(directives: readonly Directive[], kinds: readonly string[]): Silence[] {
  const none = ({ at }: Directive, message: string, help: string): Silence[] => [
    { at, form: 'comment', whole: at, isNone: true, fault: { message, help } },
  ];
  return directives.flatMap((directive): Silence[] => {
    const { at, kind, word } = directive;
    if (kind === 'unknown') {
      const meant = didYouMean(word, kinds) || `; there are ${kinds.join(', ')}`;
      return none(directive, `${word} is no comment that lambda-lint knows${meant}`, 'correct the comment');
    }
    if (kind !== 'enable') return [];
    const opened = directives.some(
      (other) =>
        other.kind === 'disable' &&
        other.at.start < at.start &&
        (directive.names.length === 0 ||
          other.names.length === 0 ||
          other.names.some(({ rule }) => directive.names.some((name) => name.rule === rule))),
    );
    if (opened) return [];
    return none(directive, `${word} ends nothing: no lambda-lint-disable stands before it`, 'remove it');
  });
}

const words = ['disable', 'enable', 'disable-line', 'disable-next-line', 'disable-file'].map(
  (kind) => `lambda-lint-${kind}`,
);

/**
 * Takes out what its user has silenced: by a comment (`# lambda-lint-disable-next-line RULE -- reason`), which reaches a
 * finding if the finding's own place or a related one in that file is on a line that it covers, or by an entry in Metadata.
 */
export function applySuppressions(
  findings: readonly Finding[],
  files: readonly SourceFile[],
  ignores: readonly MetadataIgnore[],
  context: SuppressContext,
): {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** Every suppression, and what else speaks of one. */
  readonly silences: readonly Silence[];
  /** Those that silence something. */
  readonly needed: readonly Location[];
} {
  const silencers = ignores.map(silencerOf);
  const misspelt: Silence[] = [];
  for (const file of files) {
    const directives = directivesOf(file);
    silencers.push(...silencersOf(file, directives, context.heads));
    misspelt.push(...misused(directives, words));
  }
  if (silencers.length === 0) return { findings, suppressed: [], silences: misspelt, needed: [] };

  const kept: Finding[] = [];
  const suppressed: Suppressed[] = [];
  for (const finding of findings) {
    const by = silencing(finding, silencers);
    if (by === undefined) kept.push(finding);
    else suppressed.push({ finding, at: by.at, ...(by.reason !== undefined && { reason: by.reason }) });
  }
  for (const undecided of context.undecided ?? []) silencing(undecided, silencers);
  const silences = [...misspelt, ...silencers.map((silencer) => ({ ...silencer, ...faultOf(silencer, context) }))];
  const needed = silencers.flatMap(({ used, at }) => (used ? [at] : []));
  return { findings: kept, suppressed, silences, needed };
}
