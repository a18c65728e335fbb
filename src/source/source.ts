import { onceFor } from './once.js';

/** A file that was handed in: its path as the user gave it (forward slashes) and its whole text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Its text may hold secrets, and is never shown: a plan's. */
  readonly hidden?: true;
}

/** The path that standard input has where it is given no name. */
export const stdinPath = '<stdin>';

/** A stretch of a file, as UTF-16 offsets: `start` is its first unit, `end` the one after its last. */
export interface Location {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** The place of what stands in no file. */
export const nowhere: Location = { file: { path: '', text: '' }, start: 0, end: 0 };

/** Whether one place lies within another. */
export const isWithin = (inner: Location, outer: Location): boolean =>
  inner.file.path === outer.file.path && inner.start >= outer.start && inner.end <= outer.end;

/** Something that is wrong with a file itself, at a place that its user wrote. */
export interface Problem {
  readonly at: Location;
  readonly message: string;
  /** What to do about it, as an imperative without a full stop. */
  readonly help: string;
  /** Where text could not be read because of it: what seems to be missing there may well be written. */
  readonly lost?: Location;
}

/** One-based line and column (in UTF-16 units) of both ends of a {@link Location}. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Offsets at which the lines of a file begin; `\n`, `\r\n` and a lone `\r` each end a line. */
export const lineStarts = onceFor(({ text }: SourceFile): readonly number[] => {
  const found = [0];
  // Nearly all text has no lone `\r`, and then nothing is as fast as this.
  if (!text.includes('\r') || !/\r(?!\n)/.test(text)) {
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) found.push(end + 1);
  } else {
    for (const end of text.matchAll(/\r\n|\n|\r/g)) found.push(end.index + end[0].length);
  }
  return found;
});

/** The line that an offset lies on, counted from zero. */
export function lineIndex(file: SourceFile, offset: number): number {
  const lines = lineStarts(file);
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where a location lies for a reader: worked out when something is printed, never before. */
export function positionOf({ file, start, end }: Location): Position {
  const lines = lineStarts(file);
  const line = lineIndex(file, start);
  const endLine = lineIndex(file, end);
  return {
    line: line + 1,
    column: start - (lines[line] ?? 0) + 1,
    endLine: endLine + 1,
    endColumn: end - (lines[endLine] ?? 0) + 1,
  };
}

/** The text of one line (one-based) without its line end. */
export function lineText(file: SourceFile, line: number): string {
  const lines = lineStarts(file);
  const { text } = file;
  const start = lines[line - 1] ?? text.length;
  let end = lines[line] ?? text.length;
  // From its end: a template may be one line, and be shown once for each finding.
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end -= 1;
  return text.slice(start, end);
}
