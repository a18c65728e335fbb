import { lineIndex, lineStarts, type Location, type Problem, type SourceFile } from '../../source/source.js';

/** A stretch of a text that is not read: an entry of a section, or a whole section. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly isSection: boolean;
}

interface Line {
  readonly start: number;
  /** How many spaces it begins with: none for an empty line, a comment, and one that a tab indents. */
  readonly indent: number | undefined;
}

/** The key that a line begins with, and the type of a resource where it follows: what the rest is about. */
const head = /^ *(?:"[^"\n\r]*"|'[^'\n\r]*'|[\w.:-]*[\w.-]) *:(?=\s)/;
const headWithType = new RegExp(`${head.source} *(?:\\r?\\n|\\r) +Type: +[\\w:]*\\w(?=\\s)`);

/** What is left of a text when the lines around its errors are cut out. */
export class Cuts {
  readonly #lines: readonly Line[];
  readonly #cuts: Cut[] = [];
  #problems: Problem[] = [];

  /** `text` is what is left of the file's. */
  constructor(
    private readonly file: SourceFile,
    public text: string,
  ) {
    const starts = lineStarts(file);
    this.#lines = starts.map((start, i) => ({
      start,
      indent: /^ *(?=[^\s#])/.exec(text.slice(start, starts[i + 1]))?.[0].length,
    }));
  }

  /** The errors; what each has lost is what was cut out. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /**
   * Cuts out the entry of a section that text was lost in (a resource, a parameter), from its key to the next one, or a whole section:
   * behind an error, lines are seldom read as what they are. Says whether that can help.
   */
  cut(problem: Problem): boolean {
    const { at, lost = at } = problem;
    // Another document begins there.
    if (/^[-.]{3}/.test(this.text.slice(at.start, at.start + 3))) return false;
    const before = this.#cuts.find(({ start, end }) => lost.start < end && lost.end > start);
    if (before?.isSection === true) return false;
    const cut = this.#around(lost, before !== undefined);
    const lines = this.text.slice(cut.start, cut.end);
    const kept = [headWithType, head].map((pattern) => pattern.exec(lines)?.[0].length ?? 0);
    const start = cut.start + (kept.find((length) => length > 0 && cut.start + length <= lost.start) ?? 0);
    this.text =
      this.text.slice(0, start) + this.text.slice(start, cut.end).replace(/[^\r\n]/g, ' ') + this.text.slice(cut.end);
    this.#cuts.push(cut);
    // What is wrong beside a cut follows from it.
    if (before === undefined) this.#problems.push(problem);
    this.#problems = this.#problems.map((each) =>
      each.at.start >= cut.start && each.at.start <= cut.end ? { ...each, lost: { ...at, start, end: cut.end } } : each,
    );
    return true;
  }

  #around({ start, end }: Location, isSection: boolean): Cut {
    const line = lineIndex(this.file, start);
    const section = this.#borderBefore(line, 0);
    const inner = this.#lines.find(({ indent }, i) => i > section && indent !== undefined)?.indent ?? 0;
    const first = this.#borderBefore(line, isSection ? 0 : inner);
    const most = first === section ? 0 : inner;
    const last = lineIndex(this.file, Math.max(end - 1, start));
    const next = this.#lines.find(({ indent = Infinity }, i) => i > last && indent <= most);
    return { start: this.#lines[first]?.start ?? 0, end: next?.start ?? this.text.length, isSection: most === 0 };
  }

  /** The last line up to `from` that is not indented by more. */
  #borderBefore(from: number, most: number): number {
    return Math.max(
      this.#lines.findLastIndex(({ indent = Infinity }, i) => i <= from && indent <= most),
      0,
    );
  }
}
