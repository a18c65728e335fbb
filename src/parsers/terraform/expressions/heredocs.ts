import type { Location } from '../../../source/source.js';
import { type Node, unaliased } from '../../../template/node.js';
import type { Expression } from '../hcl/syntax.js';
import { textNode } from './values.js';

export type Template = Extract<Expression, { is: 'template' }>;

/** What a heredoc's or a file's text was made of. */
interface Heredoc {
  readonly template: Template;
  readonly values: readonly (string | Node)[];
}

const heredocs = new WeakMap<Node, Heredoc>();

/** Remembers what a heredoc's text was made of, in case it is wanted as the JSON that it holds. */
export function rememberHeredoc(node: Node, template: Template, values: readonly (string | Node)[]): void {
  heredocs.set(node, { template, values });
}

export const heredocOf = (node: Node): Heredoc | undefined => heredocs.get(node);

/**
 * Text with something else for each of some words in it, and what is remembered of it: where the words stood, in a file or a
 * heredoc, there are holes now. `undefined` where nothing is known of the text.
 */
export function replaced(node: Node, sought: string, by: Node, at: Location): Node | undefined {
  const value = unaliased(node);
  const heredoc = heredocOf(value);
  const parts =
    value.is === 'text'
      ? value.parts
      : value.is === 'scalar' && value.value !== null
        ? [String(value.value)]
        : undefined;
  if (parts === undefined || sought === '') return undefined;
  const made = textNode(
    parts.flatMap((part) => (typeof part === 'string' ? between(part.split(sought), by) : [part])),
    at,
  );
  if (heredoc !== undefined) {
    const { template, values } = heredoc;
    rememberHeredoc(made, ...withHoles(template, values, sought, by));
  }
  return made;
}

const between = (texts: readonly string[], by: Node): (string | Node)[] =>
  texts.flatMap((text, index) => (index === 0 ? [text] : [by, text]));

function withHoles(
  template: Template,
  values: readonly (string | Node)[],
  sought: string,
  by: Node,
): readonly [Template, readonly (string | Node)[]] {
  const { content, holes } = template;
  const { file } = content;
  const nodes = values.filter((value) => typeof value !== 'string');
  const made: { readonly hole: Location; readonly value: Node }[] = [];
  let from = content.start;
  const search = (to: number): void => {
    for (let at = file.text.indexOf(sought, from); at !== -1 && at + sought.length <= to;) {
      made.push({ hole: { file, start: at, end: at + sought.length }, value: by });
      at = file.text.indexOf(sought, at + sought.length);
    }
  };
  for (const [index, hole] of holes.entries()) {
    search(hole.start);
    const value = nodes[index];
    if (value !== undefined) made.push({ hole, value });
    from = hole.end;
  }
  search(content.end);
  return [{ ...template, holes: made.map(({ hole }) => hole) }, made.map(({ value }) => value)];
}
