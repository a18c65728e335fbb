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
  const heredoc = node.type === 'heredoc_template';
  const reader = new TemplateReader(heredoc, read);
  const pieces = reader.pieces(node.children, content);
  if (heredoc && file.text.startsWith('<<-', node.startIndex)) reader.indent = indentOf(pieces, content);
  const template = reader.template(pieces, content, at);
  const [only] = template.parts;
  if (!heredoc && template.parts.length === 1 && typeof only === 'string') return { is: 'literal', value: only, at };
  return template;
}

/** Reads what stands in a template, and in the directives of it. */
class TemplateReader {
  /** The white space that is taken off each line. */
  indent = 0;

  constructor(
    readonly heredoc: boolean,
    readonly read: (inner: Syntax) => Expression,
  ) {}

  template(pieces: readonly Piece[], content: Location, at: Location): Template {
    const texts = trimmed(
      pieces.map((piece) => (typeof piece.is === 'string' ? { ...piece, is: outdent(piece, this.indent) } : piece)),
    );
    const parts = texts
      .map(({ is }) => (typeof is !== 'string' ? is : this.heredoc ? unmark(is) : unescape(is)))
      .filter((part) => part !== '');
    const holes = pieces.flatMap((piece) => (typeof piece.is === 'string' ? [] : [piece.at]));
    return { is: 'template', parts, heredoc: this.heredoc, content, holes, at };
  }

  /** The pieces in order. The parser skips white space at the edges of text, so text is what lies between the holes. */
  pieces(children: readonly Syntax[], content: Location): Piece[] {
    const { file } = content;
    const pieces: Piece[] = [];
    let from = content.start;
    const addText = (end: number): void => {
      const at = { file, start: from, end };
      if (end > from) pieces.push({ is: file.text.slice(from, end), at, trimsBefore: false, trimsBehind: false });
    };
    for (const child of children) {
      if (child.type !== 'template_interpolation' && child.type !== 'template_directive' && child.type !== 'ERROR')
        continue;
      if (child.startIndex < from || child.endIndex > content.end) continue;
      addText(child.startIndex);
      from = child.endIndex;
      const at = { file, start: child.startIndex, end: child.endIndex };
      pieces.push({ is: this.#hole(child, at), at, ...trims(child) });
    }
    addText(content.end);
    return pieces;
  }

  #hole(node: Syntax, at: Location): Expression {
    if (node.type === 'template_interpolation') {
      const inner = expressionIn(node);
      if (inner !== undefined) return this.read(inner);
    }
    const [directive] = node.children;
    const made = directive === undefined ? undefined : this.#directive(directive, at);
    return made ?? { is: 'other', what: 'broken template', inner: [], at };
  }

  /** What a directive gives: one of two texts, or the texts that a loop makes, one behind another. */
  #directive({ type, children }: Syntax, at: Location): Expression | undefined {
    const marks = children.filter((child) => /^template_(?:if|for|else)_/.test(child.type));
    const [head, middle, end] = [marks[0], marks.length > 2 ? marks[1] : undefined, marks.at(-1)];
    const of = head && expressionIn(head);
    if (end === undefined || head === undefined || end === head || of === undefined) return undefined;
    const then = this.#between(head, middle ?? end, children, at);
    if (type === 'template_if') {
      const otherwise: Expression =
        middle === undefined ? { is: 'literal', value: '', at } : this.#between(middle, end, children, at);
      return { is: 'conditional', condition: this.read(of), then, otherwise, at };
    }
    const names = head.children.filter((child) => child.type === 'identifier').map(({ text }) => text);
    const loop: Expression = { is: 'for', names, of: this.read(of), each: then, groups: false, at };
    return { is: 'call', name: 'join', args: [{ is: 'literal', value: '', at }, loop], expands: false, at };
  }

  #between(open: Syntax, close: Syntax, children: readonly Syntax[], { file }: Location): Template {
    const content = { file, start: open.endIndex, end: close.startIndex };
    const edge = (node: Syntax): Piece => ({ is: '', at: content, ...trims(node) });
    return this.template([edge(open), ...this.pieces(children, content), edge(close)], content, content);
  }
}

const expressionIn = (node: Syntax): Syntax | undefined => node.children.find(({ type }) => type === 'expression');

const trims = ({ text }: Syntax): Pick<Piece, 'trimsBefore' | 'trimsBehind'> => ({
  trimsBefore: /^[$%]\{~/.test(text),
  trimsBehind: text.endsWith('~}'),
});

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
