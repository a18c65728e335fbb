const space = /\s/;

/**
 * The offset of `mark` behind `from`, or of whatever stands in its way: white space, comments, the characters of `over` and,
 * where `over` names their first character, whole tags and anchors are passed.
 */
export function skipTo(text: string, from: number, mark: string, over = ''): number {
  let at = from;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === mark) return at;
    if (space.test(character) || character === '\uFEFF') at++;
    else if (character === '#' && (at === 0 || space.test(text.charAt(at - 1)))) at = lineEnd(text, at);
    else if (!over.includes(character)) return at;
    else if (character === '!' || character === '&') at = wordEnd(text, at);
    else at++;
  }
  return at;
}

/** The end of the tag or anchor that begins at an offset. */
export function wordEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && !/[\s,[\]{}]/.test(text.charAt(at))) at++;
  return at;
}

/** Where the line that an offset is on begins. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

/** The end of the line that an offset is on. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** Where the header of a block scalar begins (`|` or `>`) that follows `from`; its content begins at `content`. */
export function headerStart(text: string, from: number, content: number): number {
  const over = '!&:-?,';
  const literal = skipTo(text, from, '|', over);
  if (text[literal] === '|' || text[literal] === '>') return literal;
  return content;
}

/** The end of a block scalar's indicators: `|`, `>-`, `|+2`. */
function pastHeader(text: string, start: number): number {
  let at = start;
  while (at < text.length && '|>+-0123456789'.includes(text.charAt(at))) at++;
  return at;
}

/** The end of a stretch without the white space at its end, but at least `from`. */
export function trimmedEnd(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && space.test(text.charAt(at - 1))) at--;
  return at;
}

/** The end of a block scalar whose header begins at `start`: without empty lines, but with the blanks that end its last line. */
export function blockEnd(text: string, start: number, end: number): number {
  const header = pastHeader(text, start);
  let at = trimmedEnd(text, header, end);
  while (at > header && at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  return at;
}
