import type { Silence } from '../../graph/suppression.js';
import { didYouMean } from '../../source/nearest.js';
import { made } from '../../source/once.js';
import { lineStarts, lineText, positionOf, type Location, type SourceFile } from '../../source/source.js';
import { commentSign, type Directive } from './directives.js';
import type { Silencer, Silenceable } from './silencer.js';
import { termsOf } from './terms.js';

/** Lines at which a comment reaches all that is found in a resource: its block, the calls of the modules around it. */
export type HeadsOf = (resource: string) => readonly Location[];

const lineOf = (at: Location): number => positionOf(at).line;

/** Whether a place of the subject begins on one of these lines of the file. */
function onLines(
  subject: Silenceable,
  file: SourceFile,
  from: number,
  to: number,
  heads: HeadsOf | undefined,
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

/** What the comments of a file silence: one for each rule that a comment names. */
export function commentSilencers(
  file: SourceFile,
  directives: readonly Directive[],
  heads: HeadsOf | undefined,
): Silencer<'comment'>[] {
  return directives
    .filter(({ kind }) => kind !== 'enable' && kind !== 'unknown')
    .flatMap((directive) => {
      const { names, at } = directive;
      const reaches = new Map<string, readonly [number, number]>();
      const lines = (rule: string) => made(reaches, rule, () => reach(directive, rule, directives));
      return (names.length === 0 ? [undefined] : names).map((name): Silencer<'comment'> => ({
        ...termsOf(directive),
        at: name?.at ?? at,
        form: 'comment',
        whole: at,
        ...(name !== undefined && { rule: name.rule }),
        covers: (subject) =>
          (name === undefined || name.rule === subject.rule) && onLines(subject, file, ...lines(subject.rule), heads),
      }));
    });
}

const words = ['disable', 'enable', 'disable-line', 'disable-next-line', 'disable-file'].map(
  (kind) => `lambda-lint-${kind}`,
);

/** Directives that are misspelt, and `enable`s that end nothing. */
export function misused(directives: readonly Directive[]): Silence[] {
  const none = ({ at }: Directive, message: string, help: string): Silence[] => [
    { at, form: 'comment', whole: at, isNone: true, fault: { message, help } },
  ];
  return directives.flatMap((directive): Silence[] => {
    const { at, kind, word } = directive;
    if (kind === 'unknown') {
      const meant = didYouMean(word, words) || `; there are ${words.join(', ')}`;
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
