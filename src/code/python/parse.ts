import { createRequire } from 'node:module';
import type { Node, Tree } from './syntax.js';

/** More is no source that somebody wrote. */
const mostCharacters = 3_000_000;

/** Python itself stops at 200 brackets and 100 indentations; chains of calls go deeper. */
const deepest = 2000;

/** Reads Python; `undefined` where there is anything in it that is none. */
export function parsePython(text: string): Tree | undefined {
  if (text.length > mostCharacters) return undefined;
  try {
    const root = treeOf(loadParser().parse(masked(text)).cursor());
    return root && { text, root };
  } catch {
    return undefined;
  }
}

/**
 * What the grammar does not have in words that it has, as long as before: `1.`, a `yield` that gives nothing, patterns with nothing in
 * their brackets, and `with (a as b, c as d):`. Where one of them stands in a text, it stays a text.
 */
const masked = (text: string): string =>
  withoutNames(text)
    .replace(/^\uFEFF/, ' ')
    .replace(/(?<![\w.])(\d[\d_]*)\.(?![\w.])/g, '$10')
    .replace(/(?<![\w.])(\d[\d_]*)\.(?=[eE][+-]?\d|[jJ]\b)/g, '$10')
    .replace(/^[ \t]*case\b.*:/gm, (line) =>
      line.replace(/(?<=\w)\(\)/g, '  ').replace(/(\bcase[ \t]+)(?:\[\]|\(\))/, '$1_ '),
    )
    .replace(/\byield(?=[ \t]*(?:[\r\n)\]};#,:]|$))/g, 'None ');

/** `with (a as b):` as `with (a , b):`. */
function withoutNames(text: string): string {
  if (!/\bwith\s*\(/.test(text)) return text;
  const within: number[] = [];
  // What stands within brackets that follow `with`; no other `with` stands there.
  let names: number[] | undefined;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token.startsWith('with')) [names, depth] = [[], 1];
    else if (names === undefined) continue;
    else if (token === 'as') names.push(index);
    else if (/^[([{]$/.test(token)) depth += 1;
    else if (/^[)\]}]$/.test(token)) {
      depth -= 1;
      if (depth > 0) continue;
      if (/^[ \t]*:/.test(text.slice(index + 1, index + 100))) for (const each of names) within.push(each);
      names = undefined;
    }
  }
  if (within.length === 0) return text;
  let at = 0;
  const parts = within.flatMap((index) => {
    const before = text.slice(at, index);
    at = index + 2;
    return [before, ', '];
  });
  return parts.join('') + text.slice(at);
}

/** Texts and comments, what opens and closes, and the words that matter here. */
const tokens = /"""[^]*?"""|'''[^]*?'''|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|#.*|\bwith\s*\(|\bas\b|[()[\]{}]/g;

type Parser = (typeof import('@lezer/python'))['parser'];
type Cursor = ReturnType<ReturnType<Parser['parse']>['cursor']>;

interface Open extends Node {
  readonly parts: Open[];
}

/** A tree of our own of the parser's, without comments; `undefined` where it is deeper than any program. */
function treeOf(cursor: Cursor): Node | undefined {
  const root: Open = { type: cursor.name, start: cursor.from, end: cursor.to, parts: [], index: 0 };
  const open = [root];
  let depth = 0;
  cursor.iterate(
    ({ name, from, to }) => {
      // What is between the words is of no meaning; whoever counts them would have to leave it out.
      if (name === 'Comment') return false;
      depth += 1;
      const around = open.at(-1);
      if (depth === 1 || around === undefined) return true;
      if (depth > deepest) throw new RangeError('too deep');
      const node: Open = { type: name, start: from, end: to, parts: [], around, index: around.parts.length };
      around.parts.push(node);
      open.push(node);
      return true;
    },
    () => {
      depth -= 1;
      open.pop();
    },
  );
  return root;
}

let parser: Parser | undefined;

/** Loaded when code is first read, which few runs do: see loadYaml of src/parsers/yaml/lazy.ts. What can't be parsed throws. */
function loadParser(): Parser {
  parser ??= required().parser.configure({ strict: true });
  return parser;
}

function required(): typeof import('@lezer/python') {
  if (typeof require !== 'function')
    return createRequire(import.meta.url)('@lezer/python') as typeof import('@lezer/python');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a literal one is what the bundle keeps apart
  return require('@lezer/python') as typeof import('@lezer/python');
}
