import type { Location, Problem, SourceFile } from '../source/source.js';
import { positionOf } from '../source/source.js';
import type { Syntax, SyntaxEntry } from '../template/syntax.js';

/** Collections nested deeper than this are refused, so that whatever walks a document may do so by recursion. */
export const deepest = 300;

export const tooDeep = {
  message: `collections are nested more than ${String(deepest)} levels deep`,
  help: 'Flatten the document',
};

/** A broken file often breaks in every line that follows; what helps its user is the first few. */
const mostProblems = 20;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The problems of one file. */
export class Problems {
  readonly #found: Problem[] = [];
  /** What is said only where all brackets are closed: maps run into each other otherwise. */
  readonly #repeated: Problem[] = [];
  /** Where it was noticed that something is not closed. */
  readonly #unclosed = new Set<number>();

  constructor(readonly file: SourceFile) {}

  get anyUnclosed(): boolean {
    return this.#unclosed.size > 0;
  }

  get any(): boolean {
    return this.#found.length > 0;
  }

  /** Adds a problem for which text could not be read: at its place, or all that is `lost`. */
  add(start: number, end: number, message: string, help: string, lost?: Range): void {
    const at = this.#shown(start, end);
    this.#found.push({ at, message, help, lost: lost === undefined ? at : this.#shown(lost.start, lost.end) });
  }

  /** Adds a problem that leaves nothing unread. */
  addHarmless(start: number, end: number, message: string, help: string): void {
    this.#found.push({ at: this.#shown(start, end), message, help });
  }

  /** Adds that a key stands twice in a map. */
  addRepeated(start: number, end: number, message: string, help: string): void {
    this.#repeated.push({ at: this.#shown(start, end), message, help });
  }

  /** A place at nothing is moved to something that can be shown: the next character, or at the end the last. */
  #shown(start: number, end: number): Location {
    const { file } = this;
    let from = Math.min(Math.max(start, 0), file.text.length);
    let to = Math.min(Math.max(end, from), file.text.length);
    if (from === to) {
      to = from + 1;
      if (from >= file.text.length) {
        to = Math.max(file.text.trimEnd().length, Math.min(1, file.text.length));
        from = Math.max(to - 1, 0);
      }
    }
    return { file, start: from, end: to };
  }

  /**
   * Adds that the bracket or the quote at `opened` has no partner, which was noticed at `start`. Of several that should have been closed
   * there, the innermost is told, which comes first. Where nothing else is said, all between is lost.
   */
  addUnclosed(opened: number, start: number, lost?: Range): void {
    if (this.#unclosed.has(start)) return;
    this.#unclosed.add(start);
    const mark = this.file.text.charAt(opened);
    const what = mark === '{' || mark === '[' ? 'bracket' : 'quote';
    const noticed = lineAt(this.file, start);
    this.add(
      opened,
      opened + 1,
      `The ${what} ${mark} is never closed`,
      noticed === lineAt(this.file, opened) ? 'Close it' : `Close it before line ${noticed}`,
      lost ?? { start: opened, end: opened + this.file.text.slice(opened, start).trimEnd().length },
    );
  }

  /**
   * What was found, in the order of the text; of several problems at one place the first, for the others follow from it.
   */
  list(): readonly Problem[] {
    return inOrder(this.anyUnclosed ? this.#found : [...this.#found, ...this.#repeated]);
  }
}

/** Problems in the order of the text, without those that follow from another one at the same place. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const sorted = problems.toSorted((a, b) => a.at.start - b.at.start);
  return sorted.filter(({ at }, i) => at.start !== sorted[i - 1]?.at.start).slice(0, mostProblems);
}

/** The one-based line of an offset, as text for a message. */
export function lineAt(file: SourceFile, offset: number): string {
  return String(positionOf({ file, start: offset, end: offset }).line);
}

/** The number of entries from which on looking a key up is dearer than keeping an index. */
const small = 12;

/** The entries of one map while it is read. */
export class Entries {
  readonly list: SyntaxEntry[] = [];
  #index: Map<string, number> | undefined;

  find(key: string): number {
    const { list } = this;
    if (list.length < small) return list.findIndex((entry) => entry.key === key);
    if (this.#index === undefined) {
      this.#index = new Map();
      for (let i = 0; i < list.length; i++) this.#index.set((list[i] as SyntaxEntry).key, i);
    }
    return this.#index.get(key) ?? -1;
  }

  /** Adds an entry. Of two with one key the later stays, as in what most readers make of it, and is reported. */
  add(key: string, at: Location, value: Syntax, problems: Problems): void {
    const earlier = this.find(key);
    const entry = { key, at, value };
    if (earlier < 0) {
      this.#index?.set(key, this.list.length);
      this.list.push(entry);
      return;
    }
    const first = this.list[earlier] as SyntaxEntry;
    problems.addRepeated(
      at.start,
      at.end,
      `The key "${shorten(key)}" is already on line ${lineAt(at.file, first.at.start)} of the same map`,
      'Remove one of the two: where a repeated key is not refused, only the last counts',
    );
    this.list[earlier] = entry;
  }
}

/** A key as a message shows it. */
function shorten(key: string): string {
  const line = key.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

/** What is said of a second document; it begins behind `from`. */
export function severalDocuments(problems: Problems, from: number): void {
  const { text } = problems.file;
  const marker = /^(?:---(?=\s|$)|\.\.\.\s+(?!---))/gm;
  marker.lastIndex = from;
  let found = marker.exec(text);
  // The first document may be empty: then its own marker comes first.
  if (found !== null && text.slice(0, found.index).replace(/#.*/g, '').trim() === '')
    found = marker.exec(text) ?? found;
  const start = found === null ? from : found[0] === '---' ? found.index : marker.lastIndex;
  const end = found?.[0] === '---' ? start + 3 : start + 1;
  problems.addHarmless(
    start,
    end,
    'A second document begins here',
    'Put each template into a file of its own: only the first is read',
  );
}
