import { made } from '../../source/once.js';
import { lineIndex, lineStarts, type SourceFile } from '../../source/source.js';

interface Line {
  /** Where its first character stands. */
  readonly first: number;
  readonly indent: number;
}

/** What the indentation of lines tells of brackets, where these do not match: most JSON is indented by its depth. */
export class Indents {
  readonly #lines = new Map<number, Line>();

  constructor(
    private readonly file: SourceFile,
    private readonly text: string,
  ) {}

  /** Whether a bracket begins a line that is indented less than that with the opening one: it closes something further out. */
  isOuter(closing: number, opening: number): boolean {
    const { first, indent } = this.#lineAt(closing);
    return first === closing && indent < this.#lineAt(opening).indent;
  }

  /** Whether a bracket stands on a line of closing brackets that is indented more than that with the opening one: it comes too early. */
  isInner(closing: number, opening: number): boolean {
    const { first, indent } = this.#lineAt(closing);
    return '}]'.includes(this.text.charAt(first)) && indent > this.#lineAt(opening).indent;
  }

  #lineAt(offset: number): Line {
    const index = lineIndex(this.file, offset);
    return made(this.#lines, index, () => {
      const start = lineStarts(this.file)[index] ?? 0;
      let first = start;
      while (first < offset && ' \t'.includes(this.text.charAt(first))) first++;
      return { first, indent: first - start };
    });
  }
}
