import type { Location } from '../../source/source.js';
import { type Entry, list, type Node, scalar } from '../../template/node.js';
import type { Syntax } from '../../template/syntax.js';
import { readJson } from '../json.js';
import { plain, textKey, textNode } from './expression-values.js';
import type { Expression } from './hcl.js';

type Template = Extract<Expression, { is: 'template' }>;

/** Stand for the holes of a template within its text, so that nothing in it moves: of the private use area. */
const first = 0xe000;
const mostHoles = 0x1800;
const filler = '\uF8FF';

const heredocs = new WeakMap<Node, { readonly template: Template; readonly values: readonly (string | Node)[] }>();

/** Remembers what a heredoc's text was made of, in case it is wanted as the JSON that it holds. */
export function rememberHeredoc(node: Node, template: Template, values: readonly (string | Node)[]): void {
  heredocs.set(node, { template, values });
}

/**
 * A value as whoever wants a document takes it: text that `jsonencode` makes, or a heredoc that holds JSON, becomes the tree in
 * it, whose nodes stand where they are written.
 */
export function decoded(node: Node): Node {
  let found = trees.get(node);
  if (found === undefined) {
    found = decode(node);
    trees.set(node, found);
  }
  return found;
}

/** Values that are used in several places are worked out once. */
const trees = new WeakMap<Node, Node>();

function decode(node: Node): Node {
  switch (node.is) {
    case 'computed': {
      const [of] = node.args;
      return node.name === 'json' && of !== undefined ? decoded(of) : node;
    }
    case 'alias': {
      // A document is told about where it is written.
      const target = plain(node);
      const of = decoded(target);
      if (of === target) return node;
      return of.is === 'list' ? { ...node, of } : of;
    }
    case 'choice': {
      const [then, otherwise] = [decoded(node.then), decoded(node.otherwise)];
      return then === node.then && otherwise === node.otherwise ? node : { ...node, then, otherwise };
    }
    case 'list': {
      const items = node.items.map(decoded);
      return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
    }
    case 'text':
    case 'scalar': {
      const heredoc = heredocs.get(node);
      return (heredoc && heredocTree(heredoc.template, heredoc.values)) ?? node;
    }
    default:
      return node;
  }
}

function heredocTree(template: Template, values: readonly (string | Node)[]): Node | undefined {
  const { content, holes } = template;
  const { file, start, end } = content;
  const nodes = values.filter((value) => typeof value !== 'string');
  if (holes.length !== nodes.length || holes.length > mostHoles) return undefined;
  let text = '';
  let from = start;
  let inString = false;
  const take = (to: number): void => {
    for (; from < to; from += 1) {
      const sign = file.text.charAt(from);
      text += sign;
      if (sign === '"') inString = !inString;
      else if (sign === '\\' && inString && from + 1 < to) text += file.text.charAt(++from);
    }
  };
  holes.forEach((hole, index) => {
    take(hole.start);
    const length = hole.end - hole.start;
    const mark = String.fromCharCode(first + index).padEnd(inString ? length : length - 2, filler);
    text += inString ? mark : `"${mark}"`;
    from = hole.end;
  });
  take(end);
  const { root, problems } = readJson({ path: file.path, text });
  if (problems.length > 0 || root === undefined || root.is === 'scalar') return undefined;
  return new Placing(content, nodes).node(root);
}

/** Gives a JSON tree its places in the file and its holes their values. */
class Placing {
  constructor(
    readonly content: Location,
    readonly nodes: readonly Node[],
  ) {}

  node(syntax: Syntax): Node {
    const at = this.#place(syntax.at);
    switch (syntax.is) {
      case 'scalar':
        return typeof syntax.value === 'string' ? this.#filled(syntax.value, at) : scalar(syntax.value, at);
      case 'list':
        return list(
          syntax.items.map((item) => this.node(item)),
          at,
        );
      case 'map': {
        const entries = new Map<string, Entry>();
        for (const { key, at: place, value } of syntax.entries) {
          entries.set(this.#name(key), { key: this.#place(place), value: this.node(value) });
        }
        return { is: 'map', entries, at };
      }
    }
  }

  #parts(value: string): (string | Node)[] {
    return value
      .replaceAll(filler, '')
      .split(/([\uE000-\uF7FF])/)
      .flatMap((part, index): (string | Node)[] => {
        if (index % 2 === 0) return part === '' ? [] : [part.replace(/([$%])\1\{/g, '$1{')];
        const node = this.nodes[part.charCodeAt(0) - first];
        return node === undefined ? [] : [node];
      });
  }

  #filled(value: string, at: Location): Node {
    const parts = this.#parts(value);
    const [only] = parts;
    if (parts.length === 1 && only !== undefined && typeof only !== 'string') return decoded(only);
    return textNode(parts, at);
  }

  #name(key: string): string {
    const node = textNode(this.#parts(key), this.content);
    return node.is === 'scalar' ? String(node.value) : textKey(node);
  }

  #place({ start, end }: Location): Location {
    const { file, start: from } = this.content;
    return { file, start: from + start, end: from + end };
  }
}
