import type { Node as Syntax, Parser } from 'web-tree-sitter';
import { onceFor } from '../../../source/once.js';
import type { Location, SourceFile } from '../../../source/source.js';
import { readExpression } from './read-expression.js';
import { plainText } from './read-template.js';
import type { Attribute, Block, Body, ReadHcl } from './syntax.js';

/** Blocks nested deeper than this are left out: no configuration has them. */
const deepest = 50;

/** A reader of `.tf` text on top of a parser that knows the grammar. A file is read once. */
export function hclReader(parser: Parser): ReadHcl {
  return onceFor((file) => {
    const tree = parser.parse(file.text);
    try {
      return tree === null ? emptyBody : readBody(rootBodies(tree.rootNode), file, 0);
    } finally {
      tree?.delete();
    }
  });
}

export const emptyBody: Body = { attributes: new Map(), blocks: [] };

/** What stands at the top of a file; where its syntax is broken, also the pieces that could be read. */
function rootBodies(root: Syntax): readonly Syntax[] {
  return root.children.flatMap((child) => (child.type === 'body' ? child.children : [child]));
}

function readBody(nodes: readonly Syntax[], file: SourceFile, depth: number): Body {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  for (const node of nodes) {
    if (node.type === 'attribute') {
      const attribute = readAttribute(node, file);
      if (attribute !== undefined) attributes.set(attribute.name, attribute);
    } else if (node.type === 'block') {
      const block = readBlock(node, file, depth);
      if (block !== undefined) blocks.push(block);
    } else if (node.type === 'ERROR') {
      // Whole blocks and attributes can lie within what the parser gave up on.
      const inner = readBody(
        node.children.filter(({ type }) => type === 'attribute' || type === 'block' || type === 'body'),
        file,
        depth,
      );
      for (const [name, attribute] of inner.attributes) if (!attributes.has(name)) attributes.set(name, attribute);
      blocks.push(...inner.blocks);
    } else if (node.type === 'body' && depth < deepest) {
      const inner = readBody(node.children, file, depth + 1);
      for (const [name, attribute] of inner.attributes) attributes.set(name, attribute);
      blocks.push(...inner.blocks);
    }
  }
  return { attributes, blocks };
}

/** An attribute; nothing where its own syntax is broken, for then its value may be another one's. */
function readAttribute(node: Syntax, file: SourceFile): Attribute | undefined {
  const { children } = node;
  const [name] = children;
  const value = children.at(-1);
  if (name?.type !== 'identifier' || value?.type !== 'expression') return undefined;
  if (children.some(({ type }) => type === 'ERROR')) return undefined;
  return { name: name.text, key: placeOf(name, file), value: readExpression(value, file) };
}

function readBlock(node: Syntax, file: SourceFile, depth: number): Block | undefined {
  const { children } = node;
  const [type] = children;
  if (type?.type !== 'identifier' || depth > deepest) return undefined;
  const open = children.findIndex(({ type: kind }) => kind === 'block_start');
  const head = children.slice(0, Math.max(open, 1)).filter(({ type: kind }) => isLabel(kind));
  const last = head.at(-1) ?? type;
  return {
    type: type.text,
    labels: head.slice(1).map((label) => (label.type === 'identifier' ? label.text : plainText(label, file))),
    at: { file, start: type.startIndex, end: last.endIndex },
    body: readBody(children.slice(open + 1), file, depth + 1),
  };
}

const isLabel = (type: string): boolean => type === 'identifier' || type === 'string_lit';

function placeOf({ startIndex, endIndex }: Syntax, file: SourceFile): Location {
  return { file, start: startIndex, end: endIndex };
}
