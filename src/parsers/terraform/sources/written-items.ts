import { type Node, unaliased } from '../../../template/node.js';

/** What is known of an item: `undefined` where it waits for something, or is no single value. */
export type KnownItem = string | number | boolean | undefined;

/** The place, among the items that are written, of the one that a plan has at an index. */
export type Pairing = (index: number) => number | undefined;

/**
 * Pairs the items of a list of the plan's with those that its author wrote: a plan sorts what is a set and leaves out what is in
 * it twice, and then values tell. `undefined` where nothing tells.
 *
 * @param planned what the plan has; where that is no list, the order is the author's
 */
export function pairing(written: readonly KnownItem[], planned: unknown): Pairing {
  if (!Array.isArray(planned)) return (index) => index;
  const values = planned.map(knownItem);
  const isAsWritten =
    written.length === values.length && written.every((item, at) => item === undefined || isSame(item, values[at]));
  if (isAsWritten) return (index) => index;

  const places = new Map<string, number>();
  for (const [at, item] of written.entries()) {
    if (item !== undefined && !places.has(String(item))) places.set(String(item), at);
  }
  const placeOf = (value: KnownItem): number | undefined =>
    value === undefined ? undefined : places.get(String(value));
  // The others are those that the source doesn't tell, if there is one for each: which is which matters only where they are known.
  const open = [...written.keys()].filter((at) => written[at] === undefined);
  const left = [...values.keys()].filter((at) => placeOf(values[at]) === undefined);
  const isSure = open.length === left.length && (open.length === 1 || left.every((at) => values[at] === undefined));
  const others = new Map(isSure ? left.map((at, place) => [at, open[place]]) : []);
  return (index) => placeOf(values[index]) ?? others.get(index);
}

/** What is known of an item by its node. */
export function itemOf(node: Node): KnownItem {
  const value = unaliased(node);
  return value.is === 'scalar' ? knownItem(value.value) : undefined;
}

export const knownItem = (value: unknown): KnownItem =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;

/** Constants keep the type they were written in: a number may have become text. */
const isSame = (one: KnownItem, other: KnownItem): boolean => other !== undefined && String(one) === String(other);
