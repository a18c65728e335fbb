import type { Location } from '../../../source/source.js';
import { type Node, scalar, unaliased } from '../../../template/node.js';
import type { Evaluation } from '../expressions/expression.js';
import { eachItem } from '../expressions/values.js';
import type { Attribute, Block, Body, Expression } from '../hcl/syntax.js';
import { at as inside } from '../plan/loose.js';
import type { Path } from '../scope.js';
import { itemOf as itemNode, type KnownItem, knownItem, pairing } from './written-items.js';

/** What a path leads to: an attribute, blocks, or neither, but something around it. */
export interface Found {
  readonly attribute?: Attribute;
  /** What of the path lies within the attribute's value. */
  readonly rest: Path;
  /** What the plan has as the attribute's value. */
  readonly known?: unknown;
  readonly blocks?: readonly Nested[];
  /** The innermost block on the way. */
  readonly block?: Block;
  /** Where the names of `dynamic` blocks around it are bound. */
  readonly evaluation: Evaluation;
}

/** A nested block, or a `dynamic` one that makes such blocks. */
export interface Nested {
  readonly block: Block;
  readonly dynamic?: Block;
}

/** The nested blocks of a name, in the order in which Terraform makes them. */
export function nestedBlocks({ blocks }: Body, name: string): Nested[] {
  return blocks.flatMap((block): Nested[] => {
    if (block.type === name) return [{ block }];
    if (block.type !== 'dynamic' || block.labels[0] !== name) return [];
    const content = block.body.blocks.find(({ type }) => type === 'content');
    return content === undefined ? [] : [{ block: content, dynamic: block }];
  });
}

/** Goes along a path of arguments and nested blocks; `known` is what the plan has there. */
export function findPath(body: Body, path: Path, known: unknown, evaluation: Evaluation, block?: Block): Found {
  const [name, ...rest] = path;
  const around = block === undefined ? { evaluation } : { evaluation, block };
  if (typeof name !== 'string') return { ...around, rest: path };
  const attribute = body.attributes.get(name);
  if (attribute !== undefined) return { ...around, attribute, rest, known: inside(known, [name]) };
  const blocks = nestedBlocks(body, name);
  if (blocks.length === 0) return { ...around, rest: path };
  if (rest.length === 0) return { ...around, blocks, rest: [] };
  const [index, ...inner] = typeof rest[0] === 'number' ? [rest[0], ...rest.slice(1)] : [0, ...rest];
  const there = inside(known, [name]);
  const picked = pick(blocks, index, Array.isArray(there) ? there : undefined, evaluation);
  if (picked === undefined) return { ...around, rest: path };
  const { nested, position } = picked;
  const bound = nested.dynamic === undefined ? evaluation : bindIterator(nested.dynamic, position, evaluation);
  if (inner.length === 0) return { evaluation: bound, block: nested.block, blocks: [nested], rest: [] };
  return findPath(nested.block.body, inner, inside(there, [index]), bound, nested.dynamic ?? nested.block);
}

/** A block, and its place among those that the same `dynamic` block makes. */
interface Made {
  readonly nested: Nested;
  readonly position: number;
}

/** Which block makes the one at an index, and its place among those that the same `dynamic` block makes. */
function pick(
  blocks: readonly Nested[],
  index: number,
  known: readonly unknown[] | undefined,
  evaluation: Evaluation,
): Made | undefined {
  if (blocks.every(({ dynamic }) => dynamic === undefined)) {
    // A list of blocks is in its author's order; a set is taken for one as long as no value speaks against it.
    const isInOrder =
      known?.length === blocks.length && blocks.every(({ block }, at) => likeness(block, known[at]) >= 0);
    const nested = isInOrder ? blocks[index] : mostAlike(blocks, index, known?.[index]);
    return nested && { nested, position: 0 };
  }
  const counts = blocks.map(({ dynamic }) => (dynamic === undefined ? 1 : countOf(dynamic, evaluation)));
  const sorted = counts.every((count) => count !== undefined)
    ? sortedAway(blocks, counts, index, known, evaluation)
    : undefined;
  if (sorted !== undefined) return sorted;
  const told = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  let left = Math.max((known?.length ?? Infinity) - told, 0);
  let from = 0;
  for (const [place, nested] of blocks.entries()) {
    const count = counts[place] ?? left;
    if (counts[place] === undefined) left = 0;
    if (index < from + count) return fitting({ nested, position: index - from }, blocks, known?.[index]);
    from += count;
  }
  return undefined;
}

/** The block itself, or the one of those whose number is open that agrees better with what is written out in it. */
function fitting(made: Made, blocks: readonly Nested[], known: unknown): Made {
  if (made.nested.dynamic === undefined || likeness(made.nested.block, known) >= 0) return made;
  const [best, second] = blocks
    .filter(({ dynamic }) => dynamic !== undefined)
    .map((nested) => ({ nested, score: likeness(nested.block, known) }))
    .sort((one, other) => other.score - one.score);
  return best === undefined || best.score < 0 || best.score === second?.score
    ? made
    : { nested: best.nested, position: 0 };
}

/** Of more blocks, none is looked for. */
const mostMade = 60;

/** The only block that may have made the one at an index, where the one whose turn it is can't have: a plan sorts a set. */
function sortedAway(
  blocks: readonly Nested[],
  counts: readonly number[],
  index: number,
  known: readonly unknown[] | undefined,
  evaluation: Evaluation,
): Made | undefined {
  const made = blocks.flatMap((nested, at) =>
    Array.from({ length: counts[at] ?? 0 }, (_, position): Made => ({ nested, position })),
  );
  const own = made[index];
  if (own === undefined || known?.length !== made.length || made.length > mostMade) return undefined;
  const may = ({ nested: { block, dynamic }, position }: Made): boolean => {
    const bound = dynamic === undefined ? evaluation : bindIterator(dynamic, position, evaluation);
    return [...block.body.attributes.values()].every(({ name, value }) =>
      maySay(bound.value(value), inside(known[index], [name])),
    );
  };
  if (may(own)) return undefined;
  const [only, ...others] = made.filter(may);
  return others.length === 0 ? only : undefined;
}

/** Whether a value of the source may be the plan's: no where one of them is known to be another. */
function maySay(node: Node, planned: unknown): boolean {
  const of = unaliased(node);
  if (of.is === 'list' && Array.isArray(planned)) {
    const had = new Set(planned.map(String));
    return of.items.map(itemNode).every((item) => item === undefined || had.has(String(item)));
  }
  const [item, value] = [itemNode(node), knownItem(planned)];
  return item === undefined || value === undefined || String(item) === String(value);
}

/** A plan sorts the blocks of a set: then values that are written out tell which one is meant. */
function mostAlike(blocks: readonly Nested[], index: number, known: unknown): Nested | undefined {
  const scores = blocks.map(({ block }) => likeness(block, known));
  const best = Math.max(...scores);
  return scores[index] === best ? blocks[index] : blocks[scores.indexOf(best)];
}

function likeness({ body }: Block, known: unknown): number {
  let score = 0;
  for (const { name, value } of body.attributes.values()) {
    if (value.is !== 'literal' || value.value === null) continue;
    const there = inside(known, [name]);
    if (typeof there !== 'string' && typeof there !== 'number' && typeof there !== 'boolean') continue;
    score += String(there) === String(value.value) ? 1 : -100;
  }
  return score;
}

function countOf(dynamic: Block, evaluation: Evaluation): number | undefined {
  const forEach = dynamic.body.attributes.get('for_each')?.value;
  return forEach && eachItem(evaluation.value(forEach))?.length;
}

/** Binds a `dynamic` block's iterator to what one of its blocks is made for. */
export function bindIterator(dynamic: Block, position: number, evaluation: Evaluation): Evaluation {
  const { attributes } = dynamic.body;
  const iterator = attributes.get('iterator')?.value;
  const [step] = iterator?.is === 'traversal' ? iterator.steps : [];
  const name = step?.is === 'name' ? step.name : (dynamic.labels[0] ?? '');
  const forEach = attributes.get('for_each')?.value;
  const value = forEach && evaluation.value(forEach);
  const item = value && eachItem(value)?.[position];
  if (forEach === undefined || item === undefined) {
    const unknown = evaluation.unknown(forEach ?? { is: 'literal', value: null, at: dynamic.at });
    const entries = new Map([
      ['key', { key: dynamic.at, value: unknown }],
      ['value', { key: dynamic.at, value: unknown }],
    ]);
    return evaluation.binding([[name, { is: 'map', entries, at: dynamic.at }]]);
  }
  // A set's keys are its values.
  const key =
    item.key.is === 'scalar' && typeof item.key.value === 'number' ? scalar(item.key.value, dynamic.at) : item.key;
  const entries = new Map([
    ['key', { key: dynamic.at, value: key }],
    ['value', { key: dynamic.at, value: item.value }],
  ]);
  return evaluation.binding([[name, { is: 'map', entries, at: dynamic.at }]]);
}

/** What a plan has at a place of the source, and what the source tells of an expression there. */
export interface Known {
  readonly value: unknown;
  readonly tell: (expression: Expression) => KnownItem;
}

/** The place that a path leads to within an expression, as far as it is written out there. */
export function placeWithin(expression: Expression, [first, ...rest]: Path, known?: Known): Location {
  if (first === undefined) return expression.at;
  const inner = expression.is === 'tuple' ? itemOf(expression, first, known) : entryOf(expression, first);
  const there = known && { ...known, value: inside(known.value, [first]) };
  return inner === undefined ? expression.at : placeWithin(inner, rest, there);
}

function itemOf({ items }: Expression & { is: 'tuple' }, step: string | number, known?: Known): Expression | undefined {
  if (typeof step !== 'number') return undefined;
  const index = known === undefined ? step : pairing(items.map(known.tell), known.value)(step);
  return index === undefined ? undefined : items[index];
}

function entryOf(expression: Expression, step: string | number): Expression | undefined {
  if (expression.is !== 'object') return undefined;
  return expression.entries.find(({ key }) => key.is === 'literal' && key.value === step)?.value;
}
