import { lexer, type Token, type Tokens } from 'marked';
import { painted, table, wrap, type Screen } from './screen.js';

/** Prints Markdown for people: headings, lists, tables and code in colours, prose as wide as the screen. */
export function printed(markdown: string, screen: Screen): string {
  return `${blocks(lexer(markdown), screen).join('\n\n')}\n`;
}

/** The text of each block. */
function blocks(tokens: readonly Token[], screen: Screen): string[] {
  return tokens.flatMap((token) => {
    const lines = block(token as MarkedToken, screen);
    return lines.length === 0 ? [] : [lines.join('\n')];
  });
}

type MarkedToken = Tokens.Heading | Tokens.Paragraph | Tokens.Code | Tokens.List | Tokens.Table | Tokens.Text;

function block(token: MarkedToken, screen: Screen): string[] {
  const { colors, width } = screen;
  switch (token.type) {
    case 'heading': {
      const title = wrap(inline(token.tokens, screen), width);
      return title.map((line) => colors.bold(token.depth === 1 ? colors.underline(line) : line));
    }
    case 'code':
      return token.text.split('\n').map((line) => (line === '' ? '' : `    ${colors.green(line)}`));
    case 'list':
      return token.items.flatMap((item, at) => {
        const bullet = token.ordered ? `${Number(token.start) + at}.` : '•';
        const inside = { ...screen, width: width - bullet.length - 1 };
        const lines = blocks(item.tokens, inside).join('\n\n').split('\n');
        return lines.map((line, row) => (row === 0 ? `${bullet} ${line}` : ' '.repeat(bullet.length + 1) + line));
      });
    case 'table':
      return tableLines(token, screen);
    case 'paragraph':
    case 'text':
      return wrap(inline(token.tokens ?? [], screen), width);
    default:
      // Comments, and the space between blocks.
      return [];
  }
}

/** A table in columns; where they do not fit, each row is a list of what its columns say. */
function tableLines({ header, rows }: Tokens.Table, screen: Screen): string[] {
  const { colors, width } = screen;
  const head = header.map((cell) => inline(cell.tokens, screen));
  const body = rows.map((row) => row.map((cell) => inline(cell.tokens, screen)));
  const columns = table([head.map((text) => painted(text, colors.dim)), ...body], width);
  if (columns !== undefined) return columns;
  return body.flatMap(([first = '', ...rest]) => [
    first,
    ...rest.flatMap((text, at) =>
      wrap(`${painted(`${head[at + 1] ?? ''}:`, colors.dim)} ${text}`, width - 2).map((line) => `  ${line}`),
    ),
  ]);
}

/** Text with what is in it; without colours, code keeps its backticks. */
function inline(tokens: readonly Token[], screen: Screen): string {
  const { colors } = screen;
  return tokens
    .map((token) => {
      switch (token.type) {
        case 'strong':
          return painted(inline(token.tokens ?? [], screen), colors.bold);
        case 'em':
          return painted(inline(token.tokens ?? [], screen), colors.underline);
        case 'codespan':
          return screen.isColored ? painted(token['text'] as string, colors.cyan) : token.raw;
        case 'link':
          return linked(token as Tokens.Link, screen);
        default:
          return 'text' in token ? String(token.text) : token.raw;
      }
    })
    .join('');
}

function linked({ href, text, tokens }: Tokens.Link, screen: Screen): string {
  const address = painted(href, screen.colors.underline);
  return href === text ? address : `${inline(tokens, screen)} (${address})`;
}
