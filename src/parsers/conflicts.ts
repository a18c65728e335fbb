import type { Problem, SourceFile } from '../source/source.js';
import { lineEnd } from './yaml/text.js';

const marks = { begin: '<<<<<<<', end: '>>>>>>>' } as const;

/** The text of a file without what a merge has left unresolved, line by line, and where that was. */
export function withoutConflicts(file: SourceFile): { readonly text: string; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  let { text } = file;
  for (let from = 0; ;) {
    const start = lineWith(text, marks.begin, from);
    const last = start < 0 ? -1 : lineWith(text, marks.end, start);
    if (last < 0) return { text, problems };
    const end = lineEnd(text, last);
    problems.push({
      at: { file, start, end: lineEnd(text, start) },
      message: 'A merge left its marks here',
      help: 'Resolve the conflict: keep one of the two sides, and remove the marks',
      lost: { file, start, end },
    });
    text = text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
    from = end;
  }
}

/** Where a line begins that a mark of a merge stands on, alone or before a name. */
function lineWith(text: string, mark: string, from: number): number {
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    const before = text[at - 1] ?? '\n';
    const behind = text[at + mark.length] ?? '\n';
    if (/[\r\n]/.test(before) && /[ \r\n]/.test(behind)) return at;
  }
  return -1;
}
