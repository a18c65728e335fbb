import type { Location, SourceFile } from '../../source/source.js';

/** A way from the root of a JSON text: keys and indexes. */
export type Pointer = readonly (string | number)[];

interface Range {
  readonly start: number;
  readonly end: number;
}

/** What begins or ends a string, a list or a map. */
const sign = /["[\]{}]/g;

/**
 * Finds where values of a JSON text stand, when somebody asks: a plan of many megabytes has places for a few findings. Lists
 * that were walked once are remembered. The text is known to be valid.
 */
export class Places {
  readonly #text: string;
  readonly #root: number;
  readonly #lists = new Map<number, readonly number[]>();
  #sections: ReadonlyMap<string, number> | undefined;

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
    if (this.#text.charAt(list) !== '[') return undefined;
    let starts = this.#lists.get(list);
    if (starts === undefined) {
      const found: number[] = [];
      for (let at = this.#space(list + 1); at < this.#text.length && this.#text.charAt(at) !== ']';) {
        found.push(at);
        at = this.#space(this.#skip(at));
        if (this.#text.charAt(at) === ',') at = this.#space(at + 1);
      }
      starts = found;
      this.#lists.set(list, starts);
    }
    return starts[index];
  }

  #member(map: number, key: string): number | undefined {
    if (this.#text.charAt(map) !== '{') return undefined;
    if (map === this.#root) return this.#top().get(key);
    for (const [name, value] of this.#members(map)) {
      if (name === key) return value;
    }
    return undefined;
  }

  /** The members of the whole text are large: they are walked once. */
  #top(): ReadonlyMap<string, number> {
    this.#sections ??= new Map(this.#members(this.#root));
    return this.#sections;
  }

  *#members(map: number): Iterable<readonly [string, number]> {
    for (let at = this.#space(map + 1); this.#text.charAt(at) === '"';) {
      const end = this.#string(at);
      const raw = this.#text.slice(at + 1, end - 1);
      const value = this.#space(this.#space(end) + 1);
      yield [raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw, value];
      at = this.#space(this.#skip(value));
      if (this.#text.charAt(at) === ',') at = this.#space(at + 1);
    }
  }

  #space(at: number): number {
    let next = at;
    while (this.#text.charCodeAt(next) <= 0x20) next += 1;
    return next;
  }

  /** The offset behind a string. */
  #string(start: number): number {
    for (let end = this.#text.indexOf('"', start + 1); end !== -1; end = this.#text.indexOf('"', end + 1)) {
      let slashes = 0;
      while (this.#text.charAt(end - 1 - slashes) === '\\') slashes += 1;
      if (slashes % 2 === 0) return end + 1;
    }
    return this.#text.length;
  }

  /** The offset behind a value. */
  #skip(start: number): number {
    const text = this.#text;
    const first = text.charAt(start);
    if (first === '"') return this.#string(start);
    if (first !== '{' && first !== '[') return this.#next(/[,\]}\s]/g, start);
    let depth = 0;
    for (let at = start; at < text.length; at = this.#next(sign, at)) {
      const code = text.charCodeAt(at);
      if (code === 0x22) at = this.#string(at);
      else {
        depth += code === 0x7b || code === 0x5b ? 1 : -1;
        at += 1;
        if (depth === 0) return at;
      }
    }
    return text.length;
  }

  /** Where a pattern matches next, or the end. */
  #next(pattern: RegExp, from: number): number {
    pattern.lastIndex = from;
    return pattern.test(this.#text) ? pattern.lastIndex - 1 : this.#text.length;
  }
}

/** A location that is worked out when it is looked at. */
export class LazyLocation implements Location {
  #found: Location | undefined;

  constructor(readonly find: () => Location) {}

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
