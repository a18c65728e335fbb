import { groupsOf } from '../source/groups.js';
import { positionOf, type Location, type SourceFile } from '../source/source.js';
import { cut, layOut, type Line } from './cells.js';
import type { ShowLine } from './masked.js';
import { visible } from './visible.js';
import { whereIs } from './words.js';

/** A place to be shown in its source, with what is to be seen there. */
export interface Mark {
  readonly at: Location;
  readonly label?: string | undefined;
  /** The place that the finding points at; the others explain it. */
  readonly primary: boolean;
}

type Tint = (text: string) => string;

/** How the parts of a frame are coloured; each takes plain text. */
export interface Paint {
  readonly rail: Tint;
  readonly primary: Tint;
  readonly related: Tint;
}

/** A mark on its line, in columns of the screen. */
interface Placed {
  readonly mark: Mark;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

interface Shown {
  readonly number: number;
  readonly line: Line;
  readonly marks: Placed[];
}

/** A line's number takes at least two columns, so that the frames of one file do not jump. */
const gutterOf = (marks: readonly Mark[]): number =>
  Math.max(2, ...marks.map(({ at }) => String(positionOf(at).line).length));

/** Of longer lines (JSON without line ends), only what lies around a mark is laid out. */
const longest = 4000;

function linesOf(file: SourceFile, marks: readonly Mark[], room: number, show: ShowLine): Shown[] {
  const lines = new Map<number, Shown>();
  const pieces: Shown[] = [];
  for (const mark of marks) {
    const { line: number, column, endLine, endColumn } = positionOf(mark.at);
    let shown = lines.get(number);
    const whole = shown === undefined ? show(file, number) : '';
    if (whole.length > longest) {
      pieces.push(pieceOf(whole, mark, room));
      continue;
    }
    if (shown === undefined) {
      shown = { number, line: layOut(whole), marks: [] };
      lines.set(number, shown);
    }
    // A place of several lines is shown by its first.
    const lastColumn = endLine === number ? endColumn - 1 : show(file, number).trimEnd().length;
    const from = shown.line.columnOf(column - 1);
    shown.marks.push({ mark, line: number, from, to: Math.max(from + 1, shown.line.columnOf(lastColumn)) });
  }
  for (const { marks: placed } of lines.values()) {
    placed.sort((a, b) => a.from - b.from || Number(b.mark.primary) - Number(a.mark.primary));
  }
  return [...lines.values(), ...pieces].sort((a, b) => a.number - b.number);
}

/** A long line about one mark, with more on both sides than a screen can show. */
function pieceOf(whole: string, mark: Mark, room: number): Shown {
  const { line: number, column, endLine, endColumn } = positionOf(mark.at);
  const begin = Math.max(0, column - 1 - 2 * room);
  const line = layOut(whole.slice(begin, column - 1 + 2 * room));
  const from = line.columnOf(column - 1 - begin);
  const to = endLine === number ? line.columnOf(endColumn - 1 - begin) : line.width;
  return { number, line, marks: [{ mark, line: number, from, to: Math.max(from + 1, to) }] };
}

/** Places in a file whose text is not to be seen: where they are, and what is said of them. */
function withoutText(marks: readonly Mark[], indent: string, paint: Paint): string[] {
  return marks.flatMap(({ at, label, primary }, index) => {
    const tint = primary ? paint.primary : paint.related;
    return [
      `${indent} ${paint.rail(index === 0 ? '╭─' : '├─')} ${whereIs(at)}`,
      ...(label === undefined ? [] : [`${indent} ${paint.rail('│')} ${tint(visible(label))}`]),
    ];
  });
}

/** The columns of a long line that are shown for a mark: some room before it, the rest behind. */
function windowFor(line: Line, mark: Placed, room: number): readonly [from: number, to: number] {
  if (line.width <= room) return [0, line.width];
  const before = Math.min(Math.floor(room / 4), 20);
  const from = mark.to <= room - 1 ? 0 : Math.max(0, Math.min(mark.from - before, line.width - room));
  return [from, Math.min(from + room, line.width)];
}

/** One line and the marks under it; marks that do not fit into one stretch of a long line get another. */
function showLine({ number, line, marks }: Shown, gutter: number, room: number, paint: Paint): string[] {
  const rail = `${' '.repeat(gutter)} ${paint.rail('│')}`;
  const out: string[] = [];
  let window: readonly [from: number, to: number] | undefined;
  for (const placed of marks) {
    if (window === undefined || placed.from < window[0] || placed.from >= window[1] - 1) {
      window = windowFor(line, placed, room);
      out.push(`${paint.rail(`${String(number).padStart(gutter)} │`)} ${cut(line, ...window)}`.trimEnd());
    }
    const from = placed.from - window[0];
    const length = Math.max(1, Math.min(placed.to, window[1]) - placed.from);
    const tint = placed.mark.primary ? paint.primary : paint.related;
    const under = (placed.mark.primary ? '^' : '-').repeat(length);
    const label = placed.mark.label === undefined ? '' : ` ${visible(placed.mark.label)}`;
    out.push(`${rail} ${' '.repeat(from)}${tint(`${under}${label}`)}`);
  }
  return out;
}

/** All marks of one finding: one frame per file, the finding's own file first, lines in order, gaps shown. */
export function frames(marks: readonly Mark[], width: number, paint: Paint, show: ShowLine): string[] {
  const gutter = gutterOf(marks);
  const room = Math.max(20, width - gutter - 3);
  const indent = ' '.repeat(gutter);
  const out: string[] = [];
  for (const own of groupsOf(marks, ({ at }) => at.file)) {
    const { file } = own[0].at;
    if (file.hidden === true) {
      out.push(...withoutText(own, indent, paint));
      continue;
    }
    const { at } = own.find((mark) => mark.primary) ?? own[0];
    out.push(`${indent} ${paint.rail('╭─')} ${whereIs(at)}`);
    let previous: number | undefined;
    for (const shown of linesOf(file, own, room, show)) {
      if (previous !== undefined && shown.number > previous + 1) out.push(`${indent} ${paint.rail('┆')}`);
      out.push(...showLine(shown, gutter, room, paint));
      previous = shown.number;
    }
  }
  return out;
}

/** The indent that stands before whatever follows the frames of these marks. */
export const frameIndent = (marks: readonly Mark[]): string => ' '.repeat(gutterOf(marks));
