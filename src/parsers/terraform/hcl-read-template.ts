import type { Node as Syntax } from 'web-tree-sitter';
import type { Location, SourceFile } from '../../source/source.js';
import type { Expression } from './hcl.js';

type Template = Extract<Expression, { is: 'template' }>;

/** One piece of a template before escapes and indentation are worked out. */
interface Piece {
  /** Text as written; of a hole, what stands in it. */
  readonly is: string | Expression;
  readonly at: Location;
  /** `~` beside the marks: the text before or behind loses its white space. */
  readonly trimsBefore: boolean;
  readonly trimsBehind: boolean;
}

/** The text of a quoted label or literal. */
export function plainText(node: Syntax, file: SourceFile): string {
  const { start, end } = contentOf(node, file);
  return unescape(file.text.slice(start, end));
}

/** A quoted template, a quoted literal or a heredoc; one that is only text becomes a literal, unless it is a heredoc. */
export function readTemplate(node: Syntax, file: SourceFile, read: (inner: Syntax) => Expression): Expression {
  const at = { file, start: node.startIndex, end: node.endIndex };
  if (node.type === 'string_lit') return { is: 'literal', value: plainText(node, file), at };
  const content = contentOf(node, file);
  const pieces = piecesOf(node, content, read);
  const heredoc = node.type === 'heredoc_template';
  const indent = heredoc && file.text.startsWith('<<-', node.startIndex) ? indentOf(pieces, content) : 0;
  const texts = trimmed(
    pieces.map((piece) => (typeof piece.is === 'string' ? { ...piece, is: outdent(piece, indent) } : piece)),
  );
  const parts = texts
    .map(({ is }) => (typeof is !== 'string' ? is : heredoc ? unmark(is) : unescape(is)))
    .filter((part) => part !== '');
  const holes = pieces.flatMap((piece) => (typeof piece.is === 'string' ? [] : [piece.at]));
  const template: Template = { is: 'template', parts, heredoc, content, holes, at };
  const [only] = parts;
  if (!heredoc && parts.length === 1 && typeof only === 'string') return { is: 'literal', value: only, at };
  return template;
}

/** What stands between the marks of a template: of a heredoc, its lines. */
function contentOf(node: Syntax, file: SourceFile): Location {
  const { text } = file;
  if (node.type !== 'heredoc_template') {
    const closed = node.children.at(-1)?.type === 'quoted_template_end' && node.endIndex - node.startIndex >= 2;
    return { file, start: node.startIndex + 1, end: closed ? node.endIndex - 1 : node.endIndex };
  }
  const [, opening] = node.children;
  const closing = node.children.at(-1);
  const line = text.indexOf('\n', opening?.endIndex ?? node.startIndex);
  const start = line < 0 ? node.endIndex : line + 1;
  const end = closing?.type === 'heredoc_identifier' ? text.lastIndexOf('\n', closing.startIndex) + 1 : node.endIndex;
  return { file, start, end: Math.max(start, end) };
}

/** The pieces in order. The parser skips white space at the edges of text, so text is what lies between the holes. */
function piecesOf(node: Syntax, content: Location, read: (inner: Syntax) => Expression): Piece[] {
  const { file } = content;
  const pieces: Piece[] = [];
  let from = content.start;
  const addText = (end: number): void => {
    const at = { file, start: from, end };
    if (end > from) pieces.push({ is: file.text.slice(from, end), at, trimsBefore: false, trimsBehind: false });
  };
  for (const child of node.children) {
    if (child.type !== 'template_interpolation' && child.type !== 'template_directive' && child.type !== 'ERROR')
      continue;
    if (child.startIndex < from || child.endIndex > content.end) continue;
    addText(child.startIndex);
    from = child.endIndex;
    const at = { file, start: child.startIndex, end: child.endIndex };
    const source = file.text.slice(child.startIndex, child.endIndex);
    const [trimsBefore, trimsBehind] = [/^[$%]\{~/.test(source), source.endsWith('~}')];
    const inner = child.children.find(({ type }) => type === 'expression');
    const isHole = child.type === 'template_interpolation' && inner !== undefined;
    const is: Expression = isHole ? read(inner) : { is: 'other', what: directiveOf(child), inner: [], at };
    pieces.push({ is, at, trimsBefore, trimsBehind });
  }
  addText(content.end);
  return pieces;
}

function directiveOf(node: Syntax): string {
  const [kind] = node.children;
  if (kind?.type === 'template_for') return '%{ for } directive';
  return kind?.type === 'template_if' ? '%{ if } directive' : 'broken template';
}

/** The white space that every line of a `<<-` heredoc begins with: lines of nothing else do not count. */
function indentOf(pieces: readonly Piece[], { file, start, end }: Location): number {
  let least = Infinity;
  const inHole = (offset: number): boolean =>
    pieces.some(({ is, at }) => typeof is !== 'string' && offset > at.start && offset < at.end);
  for (let line = start; line < end;) {
    const next = file.text.indexOf('\n', line);
    const stop = next < 0 || next >= end ? end : next;
    const written = file.text.slice(line, stop);
    if (written.trim() !== '' && !inHole(line)) least = Math.min(least, written.length - written.trimStart().length);
    line = stop + 1;
  }
  return least === Infinity ? 0 : least;
}

function outdent({ is, at }: Piece, indent: number): string {
  if (typeof is !== 'string' || indent === 0) return typeof is === 'string' ? is : '';
  const atLineStart = at.start === 0 || at.file.text[at.start - 1] === '\n';
  const lines = is.split('\n');
  const cut = (line: string): string => line.slice(Math.min(indent, line.length - line.trimStart().length));
  return lines.map((line, index) => (index > 0 || atLineStart ? cut(line) : line)).join('\n');
}

/** Takes the white space off that `~` asks for. */
function trimmed(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) => {
    if (typeof piece.is !== 'string') return piece;
    let text = piece.is;
    if (pieces[index - 1]?.trimsBehind === true) text = text.trimStart();
    if (pieces[index + 1]?.trimsBefore === true) text = text.trimEnd();
    return { ...piece, is: text };
  });
}

const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** `$${` and `%%{` are the marks themselves. */
const unmark = (text: string): string => text.replace(/([$%])\1\{/g, '$1{');

function unescape(text: string): string {
  return text.replace(
    /\\u([\da-fA-F]{4})|\\U([\da-fA-F]{8})|\\(["\\nrt])|([$%])\4\{/g,
    (whole, short?: string, long?: string, letter?: string, mark?: string) => {
      if (mark !== undefined) return `${mark}{`;
      if (letter !== undefined) return simple[letter] ?? whole;
      const code = parseInt(short ?? long ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
