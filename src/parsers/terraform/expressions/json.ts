import { onceFor } from '../../../source/once.js';
import type { Location } from '../../../source/source.js';
import { type Entry, list, type Node, scalar, unaliased } from '../../../template/node.js';
import type { Syntax } from '../../../template/syntax.js';
import { readJson } from '../../json.js';
import { readYaml } from '../../yaml.js';
import { heredocOf, type Template } from './heredocs.js';
import { textKey, textNode } from './values.js';

/** Stand for the holes of a template within its text, so that nothing in it moves: of the private use area. */
const first = 0xe000;
const mostHoles = 0x1800;
const filler = '\uF8FF';

/** Whether a value is the text of a document, by the way that it is made. */
export const isDocumentText = (node: Node): boolean =>
  (node.is === 'computed' && node.name === 'json') || (heredocOf(node) !== undefined && decoded(node) !== node);

/**
 * A value as whoever wants a document takes it: text that `jsonencode` makes, or a heredoc that holds JSON or an OpenAPI document,
 * becomes the tree in it, whose nodes stand where they are written.
 */
export const decoded = onceFor((node: Node): Node => {
  switch (node.is) {
    case 'computed': {
      const [of] = node.args;
      return node.name === 'json' && of !== undefined ? decoded(of) : node;
    }
    case 'alias': {
      // A document is told about where it is written.
      const target = unaliased(node);
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
      const heredoc = heredocOf(node);
      const placed = heredoc && heredocTree(heredoc.template, heredoc.values);
      return placed ?? (heredoc !== undefined || node.is === 'text' ? textTree(node) : undefined) ?? node;
    }
    default:
      return node;
  }
});

/** What begins as an OpenAPI document does: YAML is anything, so nothing else is taken for it. */
const beginsAsYaml = /^(?:openapi|swagger)["']?\s*:/m;

/** What `yamldecode` gives of a text, whose nodes stand where they are written if that is in a file or heredoc. */
export function yamlTree(node: Node): Node | undefined {
  const value = unaliased(node);
  const heredoc = heredocOf(value);
  const placed = heredoc && heredocTree(heredoc.template, heredoc.values, true);
  return placed ?? (value.is === 'scalar' || value.is === 'text' ? textTree(value, true) : undefined);
}

function heredocTree(template: Template, values: readonly (string | Node)[], isYaml?: boolean): Node | undefined {
  const { content, holes } = template;
  const { file, start, end } = content;
  const nodes = values.filter((value) => typeof value !== 'string');
  if (holes.length !== nodes.length || holes.length > mostHoles) return undefined;
  const marked = new Marked(file.text.slice(start, end), isYaml);
  let from = start;
  for (const [index, hole] of holes.entries()) {
    marked.take(file.text.slice(from, hole.start));
    // What is text itself, or what a directive gives, is more of the document.
    if (marked.isOutside && (isText(nodes[index]) || file.text.startsWith('%{', hole.start))) return undefined;
    marked.hole(index, hole.end - hole.start);
    from = hole.end;
  }
  marked.take(file.text.slice(from, end));
  return marked.tree(file.path, new Placing((at) => ({ file, start: start + at.start, end: start + at.end }), nodes));
}

function isText(node: Node | undefined): boolean {
  const value = node && unaliased(node);
  return value?.is === 'text' || (value?.is === 'scalar' && typeof value.value === 'string');
}

/** The tree in text that was put together of several: it stands where they are. */
function textTree(node: Node, isYaml?: boolean): Node | undefined {
  const nodes: Node[] = [];
  const parts: (string | number)[] = [];
  const flatten = (each: string | Node): void => {
    const part = typeof each === 'string' ? each : unaliased(each);
    if (typeof part === 'string') parts.push(part);
    else if (part.is === 'text') part.parts.forEach(flatten);
    else if (part.is === 'scalar') parts.push(String(part.value));
    else parts.push(nodes.push(part) - 1);
  };
  flatten(node);
  if (nodes.length > mostHoles) return undefined;
  const marked = new Marked(parts.filter((part) => typeof part === 'string').join(''), isYaml);
  for (const part of parts) {
    if (typeof part === 'string') marked.take(part);
    else marked.hole(part, 0);
  }
  return marked.tree(node.at.file.path, new Placing(() => node.at, nodes));
}

/** Text with marks for its holes: outside of strings they become some, in JSON. */
class Marked {
  readonly #isYaml: boolean;
  #text = '';
  #inString = false;

  constructor(text: string, isYaml = !/^\s*[[{]/.test(text) && beginsAsYaml.test(text)) {
    this.#isYaml = isYaml;
  }

  /** Whether what comes next is no part of a string. */
  get isOutside(): boolean {
    return !this.#isYaml && !this.#inString;
  }

  take(text: string): void {
    this.#text += text;
    if (this.#isYaml) return;
    for (const [sign] of text.matchAll(/\\[\s\S]|"/g)) if (sign === '"') this.#inString = !this.#inString;
  }

  /** The mark of a hole, as long as what it stands for. */
  hole(index: number, length: number): void {
    const mark = String.fromCharCode(first + index);
    this.#text += this.isOutside ? `"${mark.padEnd(length - 2, filler)}"` : mark.padEnd(length, filler);
  }

  tree(path: string, placing: Placing): Node | undefined {
    const { root, problems } = (this.#isYaml ? readYaml : readJson)({ path, text: this.#text });
    return problems.length > 0 || root === undefined || root.is === 'scalar' ? undefined : placing.node(root);
  }
}

/** Gives a tree its places in the file and its holes their values. */
class Placing {
  constructor(
    readonly place: (at: Location) => Location,
    readonly nodes: readonly Node[],
  ) {}

  node(syntax: Syntax): Node {
    const at = this.place(syntax.at);
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
          entries.set(this.#name(key, place), { key: this.place(place), value: this.node(value) });
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

  #name(key: string, at: Location): string {
    const node = textNode(this.#parts(key), at);
    return node.is === 'scalar' ? String(node.value) : textKey(node);
  }
}
