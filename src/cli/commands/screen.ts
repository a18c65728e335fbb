import { stripVTControlCharacters } from 'node:util';
import { colorsOf, type Colors } from '../../formatters/colors.js';
import { wantsColor, widthOf, type Io } from '../io.js';

/** What a command prints on: colours, and columns of which prose takes no more than is good to read. */
export interface Screen {
  readonly colors: Colors;
  readonly isColored: boolean;
  readonly width: number;
}

const widest = 120;

export function screenOf(io: Io): Screen {
  const isColored = wantsColor(io, undefined);
  return { colors: colorsOf(isColored), isColored, width: Math.min(widest, widthOf(io)) };
}

export const widthIn = (text: string): number => stripVTControlCharacters(text).length;

/** Paints each word by itself, so that a line may end anywhere between them. */
export const painted = (text: string, paint: (word: string) => string): string => text.replace(/[^ \n]+/g, paint);

/** Lines of at most so many columns; only a word that is longer has a line that is, too. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && widthIn(line) + 1 + widthIn(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

const gap = 2;

/** Rows in columns that fit the width, the widest of them wrapped; `undefined` where that would break words. */
export function table(rows: readonly (readonly string[])[], width: number): string[] | undefined {
  const columns = Math.max(...rows.map(({ length }) => length));
  const measure = (of: (cell: string) => number): number[] =>
    Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => of(row[at] ?? ''))));
  const least = measure((cell) => Math.max(...cell.split(/\s+/).map(widthIn)));
  const widths = measure(widthIn);
  const room = width - gap * (columns - 1);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  if (sum(least) > room) return undefined;
  while (sum(widths) > room) {
    const spare = widths.map((each, at) => (each > (least[at] ?? 0) ? each : 0));
    const at = spare.indexOf(Math.max(...spare));
    widths[at] = (widths[at] ?? 0) - 1;
  }
  return rows.flatMap((row) => {
    const cells = row.map((cell, at) => wrap(cell, widths[at] ?? 0));
    return Array.from({ length: Math.max(...cells.map(({ length }) => length)) }, (_, line) =>
      cells
        .map((cell, at) => padded(cell[line] ?? '', widths[at] ?? 0))
        .join(' '.repeat(gap))
        .trimEnd(),
    );
  });
}

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthIn(text)));
