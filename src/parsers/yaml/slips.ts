import { lineEnd, lineStart, skipTo } from './text.js';

/** What somebody did who made an error of YAML, and where. */
interface Slip {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help: string;
}

export const alignIt = 'Align the line with its neighbours: entries of one map or list begin at one column';

/** The slip behind an error that is noticed at an offset, if it is one of those that a look at the lines shows. */
export function slipAt(text: string, offset: number, code: string, message: string): Slip | undefined {
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return unaligned(text, offset);
  if (code === 'MULTILINE_IMPLICIT_KEY' || message.startsWith('Implicit map keys need')) return unspaced(text, offset);
  return message.startsWith('Sequence item without') ? besideDash(text, offset) : undefined;
}

/** A value, and below it, further to the right, something that looks as if it belonged to the same map. */
function unaligned(text: string, offset: number): Slip | undefined {
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  if (/:(?=\s|$)/.test(text.slice(offset, end))) return undefined;
  const indent = /^ */.exec(text.slice(start, end))?.[0].length ?? 0;
  const dash = start + indent;
  if (/^-[\w'"]/.test(text.slice(dash, dash + 2))) {
    return {
      start: dash,
      end: dash + 1,
      message: 'A dash has no space behind it',
      help: 'Write a space behind the dash',
    };
  }
  const below = skipTo(text, end, '');
  if (below >= text.length || below - lineStart(text, below) <= indent) return undefined;
  const message = 'This line is indented more than the one before it, which has its value already';
  return { start: below, end: lineEnd(text, below), message, help: alignIt };
}

/** `Key:value` is no entry, but text. */
function unspaced(text: string, offset: number): Slip | undefined {
  const [, key] = /^([A-Za-z][\w.-]*):[^\s:/]/.exec(text.slice(offset, lineEnd(text, offset))) ?? [];
  if (key === undefined || key === 'arn') return undefined;
  const colon = offset + key.length;
  const help = 'Write a space between the colon and the value';
  return { start: colon, end: colon + 1, message: 'A colon has no space behind it', help };
}

/** A dash further away, in characters, is not looked for. */
const longestItem = 5000;

/** A line of an item that stands neither below the dash nor below what follows it. */
function besideDash(text: string, offset: number): Slip | undefined {
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  const indent = /^ */.exec(text.slice(start, end))?.[0].length ?? 0;
  const dash = [...text.slice(Math.max(0, start - longestItem), start).matchAll(/^ *(?=- )/gm)].at(-1)?.[0].length;
  if (dash === undefined || dash === indent) return undefined;
  return {
    start: start + indent,
    end,
    message: 'This line begins at another column than those it belongs to',
    help: alignIt,
  };
}
