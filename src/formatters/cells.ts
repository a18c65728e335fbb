import { visible } from './visible.js';

// Reading such a pattern takes time, and most lines need none.
const isWide = (text: string): boolean =>
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u.test(
    text,
  );
const isNarrow = (text: string): boolean => /\p{Mn}|\p{Me}|\u200c|\u200d/u.test(text);
/** Printable ASCII: every character is a column. */
const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

/** Tabs are not allowed in YAML's indentation, but stand in JSON and in comments. */
const tabWidth = 4;

/** One character of a source line: what is printed for it, the column of the screen it begins at, and its width there. */
interface Cell {
  readonly text: string;
  readonly column: number;
  readonly width: number;
}

/** A source line as a terminal shows it. */
export interface Line {
  /** The line itself, where every character of it takes one column; else its cells. */
  readonly shown: string | readonly Cell[];
  /** Columns that the whole line takes. */
  readonly width: number;
  /** The column of the screen at which a UTF-16 unit of the line stands. */
  columnOf(unit: number): number;
}

/** Lays a source line out: tabs become spaces, characters that act on a terminal are shown, wide ones count twice. */
export function layOut(source: string): Line {
  const { length } = source;
  if (isPlain(source)) return { shown: source, width: length, columnOf: (unit) => Math.min(unit, length) };
  const cells: Cell[] = [];
  const columns: number[] = [];
  let column = 0;
  for (const character of source) {
    const text = character === '\t' ? ' '.repeat(tabWidth - (column % tabWidth)) : visible(character);
    const single = text.length <= 2 && [...text].length === 1;
    const width = single ? (isNarrow(text) ? 0 : isWide(text) ? 2 : 1) : text.length;
    cells.push({ text, column, width });
    for (let unit = 0; unit < character.length; unit++) columns.push(column);
    column += width;
  }
  return { shown: cells, width: column, columnOf: (unit) => columns[unit] ?? column };
}

/** The part of a line between two columns, with an ellipsis where something was left out; as wide as the part itself. */
export function cut(line: Line, from: number, to: number): string {
  const { text: whole, reached } =
    typeof line.shown === 'string' ? { text: line.shown.slice(from, to), reached: to } : within(line.shown, from, to);
  let text = whole;
  const clippedLeft = from > 0;
  const clippedRight = to < line.width;
  if (clippedLeft) text = `…${dropFirst(text)}`;
  if (clippedRight) text = reached < to ? `${text}…` : `${dropLast(text)}…`;
  return text.trimEnd();
}

/** The cells that lie between two columns as a whole, and the column that they reach. */
function within(cells: readonly Cell[], from: number, to: number): { text: string; reached: number } {
  let text = '';
  let reached = from;
  for (const cell of cells) {
    const end = cell.column + cell.width;
    if (cell.column < from || end > to) continue;
    // A wide character cut in half by the left border leaves a gap.
    if (text === '' && cell.column > from) text = ' '.repeat(cell.column - from);
    text += cell.text;
    reached = end;
  }
  return { text, reached };
}

const dropFirst = (text: string): string => {
  const first = [...text][0] ?? '';
  return (isWide(first) ? ' ' : '') + text.slice(first.length);
};
const dropLast = (text: string): string => {
  const last = [...text].at(-1) ?? '';
  return text.slice(0, text.length - last.length) + (isWide(last) ? ' ' : '');
};
