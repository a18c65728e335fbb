import type { Location, SourceFile } from '../source/source.js';
import type { Reading, Scalar, Syntax } from '../template/syntax.js';
import { Indents } from './json/indents.js';
import { readString } from './json/string.js';
import { deepest, Entries, Problems, tooDeep } from './reading.js';

/**
 * Reads JSON with the place of everything. It goes on behind an error where the meaning is plain (comments, commas too many or
 * too few, names without quotes), so that one slip costs a template neither its other problems nor its findings. `text` is what is to
 * be read of the file.
 */
export function readJson(file: SourceFile, text = file.text): Reading {
  const reader = new JsonReader(file, text);
  const reading = reader.read();
  if (reader.isBalanced) return reading;
  const other = new JsonReader(file, text, new Indents(file, text));
  const indented = other.read();
  return other.isBalanced ? indented : reading;
}

const quote = 0x22;
const apostrophe = 0x27;
const comma = 0x2c;
const colon = 0x3a;
const openList = 0x5b;
const closeList = 0x5d;
const openMap = 0x7b;
const closeMap = 0x7d;

const number = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

class JsonReader {
  readonly #text: string;
  readonly #problems: Problems;
  #at = 0;
  /** The end of the last key, value or bracket. */
  #end = 0;
  /** What closes the collections that are open. */
  readonly #closers: number[] = [];
  /** Whether nothing more can be made of the text. */
  #stopped = false;
  #commented = false;
  /** Whether each bracket has its partner. */
  isBalanced = true;

  constructor(
    readonly file: SourceFile,
    text: string,
    private readonly indents?: Indents,
  ) {
    this.#text = text;
    this.#problems = new Problems(file);
  }

  read(): Reading {
    const root = this.#space() < this.#text.length ? this.#value() : undefined;
    if (!this.#stopped && this.#space() < this.#text.length) {
      this.isBalanced = false;
      const rest = this.#text.slice(this.#at).trimEnd().length;
      this.#problems.add(
        this.#at,
        this.#at + Math.min(rest, 1),
        'text follows the end of the document',
        'Remove it, or check the brackets before it',
      );
    }
    const problems = this.#problems.list();
    return root === undefined ? { problems } : { root, problems };
  }

  #value(): Syntax {
    switch (this.#text.charCodeAt(this.#at)) {
      case openMap:
        return this.#map();
      case openList:
        return this.#list();
      case quote:
      case apostrophe: {
        const start = this.#at;
        const text = this.#string();
        return { is: 'scalar', at: this.#location(start), value: text, text };
      }
      default:
        return this.#word();
    }
  }

  #map(): Syntax {
    const start = this.#enter(closeMap);
    const entries = new Entries();
    for (let first = true; this.#more(start, closeMap, first); first = false) {
      const keyStart = this.#at;
      const key = this.#key();
      const at = this.#location(keyStart);
      this.#colon(key);
      const value = this.#afterColon(key);
      if (key !== undefined) entries.add(key, at, value, this.#problems);
    }
    this.#closers.pop();
    return { is: 'map', at: this.#location(start), entries: entries.list };
  }

  #list(): Syntax {
    const start = this.#enter(closeList);
    const items: Syntax[] = [];
    for (let first = true; this.#more(start, closeList, first); first = false) items.push(this.#value());
    this.#closers.pop();
    return { is: 'list', at: this.#location(start), items };
  }

  #enter(closer: number): number {
    const start = this.#at++;
    this.#end = this.#at;
    if (this.#closers.push(closer) > deepest && !this.#stopped) {
      this.#problems.add(start, start + 1, tooDeep.message, tooDeep.help);
      this.#stopped = true;
    }
    return start;
  }

  /** Goes to the next entry of a collection, or behind its closing bracket and tells that there is none. */
  #more(opened: number, closer: number, first: boolean): boolean {
    let commas = 0;
    let lastComma = 0;
    while (!this.#stopped) {
      const code = this.#text.charCodeAt(this.#space());
      if (code === comma) {
        if (++commas > (first ? 0 : 1)) this.#tooManyCommas(this.#at);
        lastComma = this.#at;
        this.#step();
      } else if (code === closer && this.indents?.isOuter(this.#at, opened) === true) {
        this.#unclosed(opened);
        return false;
      } else if (code === closer && this.indents?.isInner(this.#at, opened) === true) {
        this.#needless();
      } else if (code === closer) {
        if (commas === 1 && !first) this.#tooManyCommas(lastComma);
        this.#step();
        return false;
      } else if (Number.isNaN(code) || ((code === closeList || code === closeMap) && this.#closers.includes(code))) {
        // The bracket that ends an outer collection ends this one too.
        if (Number.isNaN(code)) this.isBalanced = false;
        this.#unclosed(opened);
        return false;
      } else if (code === closeList || code === closeMap) {
        this.#needless();
      } else {
        if (commas === 0 && !first) {
          this.#problems.add(
            this.#at,
            this.#at + 1,
            'A comma is missing before this',
            'Write a comma behind the entry before',
          );
        }
        return true;
      }
    }
    return false;
  }

  #unclosed(opened: number): void {
    this.#problems.addUnclosed(opened, this.#at, { start: this.#end, end: this.#at });
  }

  #needless(): void {
    this.#problems.add(this.#at, this.#at + 1, 'This bracket closes nothing', 'Remove it, or open it before');
    this.#step();
  }

  #tooManyCommas(at: number): void {
    this.#problems.addHarmless(at, at + 1, 'A comma stands before nothing', 'Remove the comma');
  }

  #step(): void {
    this.#end = ++this.#at;
  }

  /** A key; none where something else stands in its place. */
  #key(): string | undefined {
    const start = this.#at;
    const code = this.#text.charCodeAt(start);
    if (code === quote || code === apostrophe) return this.#string();
    const word = this.#bare();
    if (word !== '') {
      this.#problems.addHarmless(start, this.#at, `The key ${word} has no quotes`, `Write "${word}"`);
      return word;
    }
    this.#problems.add(start, start + 1, 'A key is missing', 'Write a text in double quotes as the key');
    // What stands here instead is read to find its end.
    if (code !== colon) this.#value();
    return undefined;
  }

  #colon(key: string | undefined): void {
    if (this.#text.charCodeAt(this.#space()) === colon) this.#step();
    else if (key !== undefined) {
      this.#problems.add(this.#at, this.#at + 1, 'A colon is missing behind the key', `Write a colon behind "${key}"`);
    }
  }

  #afterColon(key: string | undefined): Syntax {
    const code = this.#text.charCodeAt(this.#space());
    if (!Number.isNaN(code) && code !== comma && code !== closeMap && code !== closeList) return this.#value();
    if (key !== undefined)
      this.#problems.add(this.#end - 1, this.#end, 'A value is missing', `Write a value for "${key}"`);
    return { is: 'scalar', at: this.#location(this.#end), value: null, text: '' };
  }

  #string(): string {
    const { value, end } = readString(this.#text, this.#at, this.#problems);
    this.#at = this.#end = end;
    return value;
  }

  /** A number, a literal, or what someone took for a text. */
  #word(): Syntax {
    const start = this.#at;
    let word = this.#bare();
    if (word === '') {
      // A character that begins nothing.
      this.#step();
      word = this.#text.charAt(start);
    }
    const at = this.#location(start);
    const value = literal(word);
    if (value !== undefined) return { is: 'scalar', at, value, text: word };
    this.#problems.add(
      start,
      at.end,
      `${word} is no value of JSON`,
      'Put a text in double quotes; write true, false and null in lower case',
    );
    return { is: 'scalar', at, value: word, text: word };
  }

  /** Characters up to white space or punctuation. */
  #bare(): string {
    const bare = /[^\s,:[\]{}"']+/y;
    bare.lastIndex = this.#at;
    const word = bare.exec(this.#text)?.[0] ?? '';
    this.#at += word.length;
    this.#end = this.#at;
    return word;
  }

  #location(start: number): Location {
    return { file: this.file, start, end: this.#end };
  }

  /** Passes white space and, with a word about the first, comments. */
  #space(): number {
    const text = this.#text;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0xfeff) this.#at++;
      else if (code === 0x2f || code === 0x23) {
        const end = commentEnd(text, this.#at);
        if (end === this.#at) return this.#at;
        if (!this.#commented)
          this.#problems.addHarmless(
            this.#at,
            end,
            'JSON has no comments',
            'Remove the comment, or write the file as YAML',
          );
        this.#commented = true;
        this.#at = end;
      } else return this.#at;
    }
  }
}

/** The end of the comment at an offset; the offset itself where there is none. */
function commentEnd(text: string, at: number): number {
  if (text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? text.length : end + 2;
  }
  if (text[at] !== '#' && !text.startsWith('//', at)) return at;
  const line = /[\r\n]/g;
  line.lastIndex = at;
  return line.exec(text)?.index ?? text.length;
}

/** The value of a number, `true`, `false` or `null`; a number that would lose digits stays text. */
function literal(word: string): Scalar | undefined {
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'null') return null;
  const parts = number.exec(word);
  if (parts === null) return undefined;
  const value = Number(word);
  const isWhole = parts[1] === undefined && parts[2] === undefined;
  const isFaithful = isWhole
    ? Number.isSafeInteger(value)
    : Number.isFinite(value) && word.replace(/e.*|\D/gi, '').length <= 16;
  return isFaithful ? value : word;
}
