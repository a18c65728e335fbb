import type { Location, SourceFile } from '../../source/source.js';
import type { Reading, Syntax, SyntaxEntry } from '../../template/syntax.js';
import { deepest, Entries, Problems, tooDeep } from '../reading.js';
import { unread } from '../losses.js';
import { plainValue, structural, tagName, typed } from './scalar.js';
import { blockEnd, skipTo, wordEnd } from './text.js';

/** How a scalar is written. */
export type Style = 'plain' | 'quoted' | 'block';

interface Key {
  readonly text: string;
  readonly at: Location;
  readonly merge: boolean;
}

interface Common {
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
  /** Whether a bracket opened it, at `start`. */
  readonly bracket: boolean;
  /** Where it begins; a block map's first key tells. */
  start: number;
  /** How many nodes the document had before. */
  readonly nodesBefore: number;
}

interface ListFrame extends Common {
  readonly is: 'list';
  readonly items: Syntax[];
}

interface MapFrame extends Common {
  readonly is: 'map';
  readonly entries: Entries;
  readonly merges: { readonly before: number; readonly from: Syntax }[];
  /** The key whose value comes next; one that is not text takes its value with it. */
  key: Key | 'unusable' | undefined;
}

interface Anchor {
  readonly node: Syntax;
  readonly nodes: number;
}

/** A document whose aliases stand for more nodes than this is refused: walking it would take for ever. */
const mostNodes = 1_000_000;

/** Thrown where a document nests too deep to go on; it is reported already. */
export class TooDeep extends Error {}

/**
 * Makes the tree of one document from what a YAML parser reports in the order of the text. Whatever two parsers must agree on
 * is decided here: spans, types, keys, tags, merge keys and aliases.
 */
export class YamlTree {
  readonly problems: Problems;
  /** The end of what was read last. */
  cursor = 0;
  #root: Syntax | undefined;
  #nodes = 0;
  #tooLarge = false;
  readonly #stack: (ListFrame | MapFrame)[] = [];
  readonly #anchors = new Map<string, Anchor | 'open'>();

  /** `text` is that of the file, or what is left of it. */
  constructor(
    readonly file: SourceFile,
    readonly text = file.text,
  ) {
    this.problems = new Problems(file);
  }

  reading(): Reading {
    const problems = this.problems.list();
    return this.#root === undefined ? { problems } : { root: this.#root, problems };
  }

  /** A scalar with its text. A block scalar begins at its header; its `end` may lie behind its last line break. */
  scalar(style: Style, start: number, end: number, text: string, written?: string, anchor?: string): void {
    const to = style === 'block' ? blockEnd(this.text, start, end) : end;
    this.cursor = to;
    const at = this.#at(start, to);
    const tag = written === undefined ? undefined : tagName(written);
    const value = style === 'plain' && (tag === undefined || typed.has(tag)) ? plainValue(text) : text;
    const node: Syntax =
      tag === undefined || structural.has(tag)
        ? { is: 'scalar', at, value, text }
        : { is: 'scalar', at, tag, value, text };
    this.#nodes++;
    if (anchor !== undefined) this.#anchors.set(anchor, { node, nodes: 1 });
    const frame = this.#awaitsKey();
    if (frame === undefined) {
      this.#add(node);
      return;
    }
    if (node.tag !== undefined && !node.tag.startsWith('!!')) {
      this.problems.add(start, to, `The key "${text}" carries the tag ${node.tag}`, 'Use plain text as the key');
    }
    if (frame.start < 0) frame.start = start;
    frame.key = { text, at, merge: style === 'plain' && text === '<<' };
  }

  /** A value or a key that was left out: it lies behind the colon or dash that announces it, or on its own tag. */
  empty(written?: string, anchor?: string): void {
    const { text } = this;
    const frame = this.#stack.at(-1);
    // A document of nothing but its marker is as empty as an empty file.
    if (frame === undefined && written === undefined && anchor === undefined) return;
    let start = this.cursor;
    let end = start;
    if (written !== undefined || anchor !== undefined) {
      const mark = written === undefined ? '&' : '!';
      const found = skipTo(text, this.cursor, mark, written === undefined ? '!:-?,' : '&:-?,');
      if (text[found] === mark) [start, end] = [found, wordEnd(text, found)];
    } else if (frame !== undefined && (frame.is === 'list' || frame.key !== undefined)) {
      const mark = frame.is === 'map' ? ':' : '-';
      const found = skipTo(text, this.cursor, mark);
      if (text[found] === mark) start = end = found + 1;
    }
    this.scalar('plain', start, end, '', written, anchor);
  }

  open(is: 'list' | 'map', start: number, flow: boolean, written?: string, anchor?: string): void {
    if (this.#stack.length >= deepest) {
      this.problems.add(start, start + 1, tooDeep.message, tooDeep.help);
      throw new TooDeep();
    }
    const bracket = flow && this.text[start] === (is === 'list' ? '[' : '{');
    const tag = written === undefined ? undefined : tagName(written);
    const common = {
      tag: tag === undefined || structural.has(tag) ? undefined : tag,
      anchor,
      bracket,
      start: bracket || is === 'list' ? start : -1,
      nodesBefore: this.#nodes,
    };
    this.#nodes++;
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    this.#stack.push(
      is === 'list'
        ? { is, ...common, items: [] }
        : { is, ...common, entries: new Entries(), merges: [], key: undefined },
    );
    this.cursor = bracket ? start + 1 : start;
  }

  close(): void {
    const frame = this.#stack.pop();
    if (frame === undefined) return;
    if (frame.bracket) this.#closeBracket(frame.start, frame.is === 'list' ? ']' : '}');
    const start = frame.start < 0 ? this.cursor : frame.start;
    const at = this.#at(start, Math.max(this.cursor, start));
    const tag = frame.tag === undefined ? undefined : { tag: frame.tag };
    const node: Syntax =
      frame.is === 'list'
        ? { is: 'list', at, ...tag, items: frame.items }
        : { is: 'map', at, ...tag, entries: frame.merges.length > 0 ? merged(frame) : frame.entries.list };
    if (frame.anchor !== undefined) this.#anchors.set(frame.anchor, { node, nodes: this.#nodes - frame.nodesBefore });
    this.#add(node);
  }

  /** An alias stands for the very node it names, which keeps its own place; one that cannot is an empty value. */
  alias(name: string, start: number, end: number): void {
    this.cursor = end;
    const at = this.#at(start, end);
    const anchor = this.#anchors.get(name);
    if (anchor === undefined && this.text !== this.file.text) {
      // What it stands for is not read.
      this.#add(unread(at));
      return;
    }
    if (anchor === undefined) {
      const [message, help] =
        name === ''
          ? ['A star without quotes begins an alias', "Put quotes around it: '*'"]
          : [`nothing above is named &${name}`, `Define &${name} before this line, or quote a text that begins with *`];
      this.problems.add(start, end, message, help);
    } else if (anchor === 'open') {
      this.problems.add(
        start,
        end,
        `The alias *${name} stands inside of what it names`,
        'Write out what is to repeat here',
      );
    } else {
      const frame = anchor.node.is === 'scalar' ? this.#awaitsKey() : undefined;
      if (anchor.node.is === 'scalar' && frame !== undefined) {
        if (frame.start < 0) frame.start = start;
        frame.key = { text: anchor.node.text, at, merge: false };
        return;
      }
      if (this.#nodes + anchor.nodes <= mostNodes) {
        this.#nodes += anchor.nodes;
        this.#add(anchor.node);
        return;
      }
      if (!this.#tooLarge) {
        this.problems.add(
          start,
          end,
          'The document expands to too many nodes',
          'Write parts out instead of nesting aliases',
        );
      }
      this.#tooLarge = true;
    }
    this.#nodes++;
    this.#add({ is: 'scalar', at, value: null, text: '' });
  }

  #at(start: number, end: number): Location {
    return { file: this.file, start, end };
  }

  #awaitsKey(): MapFrame | undefined {
    const frame = this.#stack.at(-1);
    return frame?.is === 'map' && frame.key === undefined ? frame : undefined;
  }

  #add(node: Syntax): void {
    const frame = this.#stack.at(-1);
    if (frame === undefined) {
      this.#root ??= node;
    } else if (frame.is === 'list') {
      frame.items.push(node);
    } else if (frame.key === undefined) {
      const { start, end } = node.at;
      if (frame.start < 0) frame.start = start;
      if (node.is !== 'scalar') {
        this.problems.add(
          start,
          end,
          `A ${node.is} cannot be a key`,
          'Use text as the key, or quote a text that begins with a bracket',
        );
      }
      frame.key = 'unusable';
    } else {
      const { key } = frame;
      frame.key = undefined;
      if (key === 'unusable') return;
      if (key.merge) this.#merge(frame, node, key.at);
      else frame.entries.add(key.text, key.at, node, this.problems);
    }
  }

  #merge(frame: MapFrame, node: Syntax, at: Location): void {
    for (const from of node.is === 'list' ? node.items : [node]) {
      if (from.is === 'map') frame.merges.push({ before: frame.entries.list.length, from });
      // An alias that stands for nothing was reported as such.
      else if (from.is !== 'scalar' || !this.text.startsWith('*', from.at.start)) {
        this.problems.add(
          at.start,
          at.end,
          'only maps can be merged with <<',
          'Give << the alias of a map, or a list of such aliases',
        );
      }
    }
  }

  /** Goes to the end of the bracket behind the last child of a flow collection. */
  #closeBracket(opened: number, closer: string): void {
    const { text } = this;
    const found = skipTo(text, this.cursor, closer, ',');
    if (text[found] === closer) this.cursor = found + 1;
    else this.problems.addUnclosed(opened, found);
  }
}

/** The entries of a map with what it merges: its own win, and of several merged maps the first that has a key. */
function merged(frame: MapFrame): readonly SyntaxEntry[] {
  const own = frame.entries.list;
  const keys = new Set(own.map((entry) => entry.key));
  const all: SyntaxEntry[] = [];
  let next = 0;
  for (const { before, from } of frame.merges) {
    while (next < before) all.push(own[next++] as SyntaxEntry);
    for (const entry of from.is === 'map' ? from.entries : []) {
      if (keys.has(entry.key)) continue;
      keys.add(entry.key);
      all.push(entry);
    }
  }
  return [...all, ...own.slice(next)];
}
