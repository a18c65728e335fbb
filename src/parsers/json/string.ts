import type { Problems } from '../reading.js';

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Reads the string that begins with a quote at `start`: its value and the offset behind it. */
export function readString(text: string, start: number, problems: Problems): { value: string; end: number } {
  const quote = text.charAt(start);
  if (quote !== '"') problems.add(start, start + 1, 'JSON has no single quotes', 'Use double quotes');
  let value = '';
  let at = start + 1;
  for (;;) {
    const from = at;
    const stop = quote === '"' ? 0x22 : 0x27;
    let code = text.charCodeAt(at);
    while (code !== stop && code !== 0x5c && code >= 0x20) code = text.charCodeAt(++at);
    value += text.slice(from, at);
    if (code === stop) return { value, end: at + 1 };
    // Not a number behind the end of the text; a line break ends a string that was not closed, for what follows is a line of its own.
    if (Number.isNaN(code) || code === 0x0a || code === 0x0d) {
      problems.addUnclosed(start, at);
      // The comma behind it is hardly a part of the text.
      const comma = /,[ \t]*$/.exec(value)?.[0].length ?? 0;
      return { value: value.slice(0, value.length - comma), end: at - comma };
    }
    if (code === 0x5c) {
      const read = readEscape(text, at, problems);
      value += read.value;
      at = read.end;
    } else {
      problems.add(
        at,
        at + 1,
        'A control character stands in a string',
        code === 0x09 ? 'Write \\t for a tab' : 'Write it as an escape',
      );
      value += text.charAt(at++);
    }
  }
}

function readEscape(text: string, at: number, problems: Problems): { value: string; end: number } {
  const escaped = text.charAt(at + 1);
  const known = Object.hasOwn(escapes, escaped) ? escapes[escaped] : undefined;
  if (known !== undefined) return { value: known, end: at + 2 };
  const digits = text.slice(at + 2, at + 6);
  if (escaped === 'u' && /^[\da-f]{4}$/i.test(digits))
    return { value: String.fromCharCode(parseInt(digits, 16)), end: at + 6 };
  problems.add(
    at,
    at + (escaped === '\n' || escaped === '\r' ? 1 : 2),
    'JSON has no such escape',
    'Write a backslash twice',
  );
  return { value: '\\', end: at + 1 };
}
