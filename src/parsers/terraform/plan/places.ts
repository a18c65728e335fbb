import type { Location, SourceFile } from '../../../source/source.js';

/** A way from the root of a JSON text: keys and indexes. */
export type Pointer = readonly (string | number)[];

interface Range {
  readonly start: number;
  readonly end: number;
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openList = 0x5b;
const closeList = 0x5d;
const openMap = 0x7b;
const closeMap = 0x7d;

/**
 * Finds where values of a JSON text stand, when somebody asks: a plan of many megabytes has places for a few findings. Lists
 * that were walked once are remembered. The text is known to be valid.
 */
export class Places {
  readonly #text: string;
  readonly #root: number;
  readonly #lists = new Map<number, readonly number[]>();
  /** The members of the whole text are large: they are walked once, and only as far as somebody asks. */
  readonly #sections = new Map<string, number>();
  #left: Iterator<readonly [string, number]> | undefined;

  constructor(readonly file: SourceFile) {
    this.#text = file.text;
    this.#root = this.#space(file.text.startsWith('\uFEFF') ? 1 : 0);
  }

  /** The value at a pointer, or the nearest thing around it that is there. */
  find(pointer: Pointer): Range {
    let at = this.#root;
    for (const step of pointer) {
      const next = typeof step === 'number' ? this.#item(at, step) : this.#member(at, step);
      if (next === undefined) break;
      at = next;
    }
    return { start: at, end: this.#skip(at) };
  }

  #item(list: number, index: number): number | undefined {
    if (this.#text.charCodeAt(list) !== openList) return undefined;
    let starts = this.#lists.get(list);
    if (starts === undefined) {
      const found: number[] = [];
      let at = this.#space(list + 1);
      // Nothing to skip: the end of the list, or what is behind it.
      for (let end = this.#skip(at); end > at; end = this.#skip(at)) {
        found.push(at);
        at = this.#behind(end);
      }
      starts = found;
      this.#lists.set(list, starts);
    }
    return starts[index];
  }

  #member(map: number, key: string): number | undefined {
    if (this.#text.charCodeAt(map) !== openMap) return undefined;
    if (map === this.#root) return this.#section(key);
    for (const [name, value] of this.#members(map)) {
      if (name === key) return value;
    }
    return undefined;
  }

  #section(key: string): number | undefined {
    this.#left ??= this.#members(this.#root);
    while (!this.#sections.has(key)) {
      const next = this.#left.next();
      if (next.done === true) break;
      this.#sections.set(...next.value);
    }
    return this.#sections.get(key);
  }

  *#members(map: number): Generator<readonly [string, number]> {
    for (let at = this.#space(map + 1); this.#text.charCodeAt(at) === quote;) {
      const end = this.#string(at);
      const raw = this.#text.slice(at + 1, end - 1);
      const value = this.#behind(end);
      yield [raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw, value];
      at = this.#behind(this.#skip(value));
    }
  }

  /** What follows the sign (a comma, a colon, the end of a list or map) behind a key or value. */
  #behind(end: number): number {
    return this.#space(this.#space(end) + 1);
  }

  #space(at: number): number {
    let next = at;
    while (this.#text.charCodeAt(next) <= 0x20) next += 1;
    return next;
  }

  /** The offset behind a string. */
  #string(start: number): number {
    const text = this.#text;
    for (let at = start + 1; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === quote) return at + 1;
      if (code === backslash) at += 1;
    }
    return text.length;
  }

  /** The offset behind a value. Much of a plan is walked by it: sign by sign is several times as quick as by patterns. */
  #skip(start: number): number {
    const text = this.#text;
    const { length } = text;
    let depth = 0;
    for (let at = start; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === quote) at = this.#string(at) - 1;
      else if (code === openMap || code === openList) depth += 1;
      else if (depth === 0) {
        // What follows a value: no string, number or word holds such a sign outside quotes.
        if (code === comma || code === closeMap || code === closeList || code <= 0x20) return at;
      } else if (code === closeMap || code === closeList) depth -= 1;
    }
    return length;
  }
}

/** A location that is found when it is looked at: each value of a plan has one, and few are ever shown. */
export abstract class LazyLocation implements Location {
  #found: Location | undefined;

  protected abstract find(): Location;

  get file(): SourceFile {
    return this.#location.file;
  }

  get start(): number {
    return this.#location.start;
  }

  get end(): number {
    return this.#location.end;
  }

  get #location(): Location {
    this.#found ??= this.find();
    return this.#found;
  }
}
