import type { Node as Syntax } from 'web-tree-sitter';
import type { Location, SourceFile } from '../../../source/source.js';
import type { Expression } from './syntax.js';

type Template = Extract<Expression, { is: 'template' }>;

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
  const tokens = tokensIn(marksIn(node.children), content, heredoc);
  const isOutdented = heredoc && file.text.startsWith('<<-', node.startIndex);
  const reader = new TemplateReader(heredoc, isOutdented ? outdented(tokens) : tokens, read);
  const template = reader.template(node.children, content, at);
  const [only] = template.parts;
  if (!heredoc && template.parts.length === 1 && typeof only === 'string') return { is: 'literal', value: only, at };
  return template;
}

/** Reads what stands in a template, and in the directives of it. */
class TemplateReader {
  /** Its texts, by where they begin. */
  readonly #texts = new Map<number, string>();

  constructor(
    readonly heredoc: boolean,
    tokens: readonly Token[],
    readonly read: (inner: Syntax) => Expression,
  ) {
    for (const { from, text = '' } of tokens) this.#texts.set(from, (this.#texts.get(from) ?? '') + text);
  }

  /** The pieces in order. The parser skips white space at the edges of text, so text is what lies between the holes. */
  template(children: readonly Syntax[], content: Location, at: Location): Template {
    const { file } = content;
    const parts: (string | Expression)[] = [];
    const holes: Location[] = [];
    let from = content.start;
    const addText = (): void => {
      const text = this.#texts.get(from) ?? '';
      if (text !== '') parts.push(text);
    };
    for (const child of children) {
      if (!isHole.test(child.type) || child.startIndex < from || child.endIndex > content.end) continue;
      addText();
      from = child.endIndex;
      const hole = { file, start: child.startIndex, end: child.endIndex };
      holes.push(hole);
      parts.push(this.#hole(child, hole));
    }
    addText();
    return { is: 'template', parts, heredoc: this.heredoc, content, holes, at };
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
    const marks = children.filter(({ type }) => isDirectiveMark.test(type));
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
    return this.template(children, content, content);
  }
}

const expressionIn = (node: Syntax): Syntax | undefined => node.children.find(({ type }) => type === 'expression');

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

const isHole = /^(?:template_interpolation|template_directive|ERROR)$/;
const isDirectiveMark = /^template_(?:if|for|else)_/;

/** `${…}`, and each part of a directive (`%{ if … }`, `%{ else }`, `%{ endif }`), in order. */
function marksIn(children: readonly Syntax[]): Syntax[] {
  return children.flatMap((child) => {
    if (/^template_(?:directive|if|for)$/.test(child.type)) return marksIn(child.children);
    return isHole.test(child.type) || isDirectiveMark.test(child.type) ? [child] : [];
  });
}

/** What Terraform reads a template as: its marks, and the text between them, of a heredoc each line for itself. */
interface Token {
  /** Where the text begins of which it is a line. */
  readonly from: number;
  /** Of a mark nothing. */
  readonly text?: string;
}

/** `~` takes white space off the token before or behind, which is no more than what is left of the line. */
function tokensIn(marks: readonly Syntax[], { file, start, end }: Location, heredoc: boolean): readonly Token[] {
  const tokens: Token[] = [];
  let from = start;
  let trimsBehind = false;
  const add = (to: number, trimsBefore: boolean): void => {
    const written = file.text.slice(from, to);
    const texts = heredoc ? written.split(/(?<=\n)/).map(unmark) : [unescape(written)];
    for (const [index, text] of texts.entries()) {
      const rest = trimsBehind && index === 0 ? text.trimStart() : text;
      tokens.push({ from, text: trimsBefore && index === texts.length - 1 ? rest.trimEnd() : rest });
    }
  };
  for (const { startIndex, endIndex, text } of marks) {
    if (startIndex < from || endIndex > end) continue;
    if (startIndex > from) add(startIndex, /^[$%]\{~/.test(text));
    tokens.push({ from: startIndex });
    from = endIndex;
    trimsBehind = text.endsWith('~}');
  }
  if (end > from) add(end, false);
  return tokens;
}

/** The tokens of a `<<-` heredoc without the white space that all of its lines begin with; what is only that does not count. */
function outdented(tokens: readonly Token[]): readonly Token[] {
  const beginsLine = (index: number): boolean => index === 0 || tokens[index - 1]?.text?.endsWith('\n') === true;
  const isIndented = ({ text = '' }: Token, index: number): boolean => beginsLine(index) && !/^\s*\n$/.test(text);
  const indent = tokens.reduce(
    (least, token, index) => (isIndented(token, index) ? Math.min(least, token.text?.search(/\S|$/) ?? 0) : least),
    Infinity,
  );
  return tokens.map((token, index) =>
    token.text !== undefined && isIndented(token, index) ? { ...token, text: token.text.slice(indent) } : token,
  );
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
