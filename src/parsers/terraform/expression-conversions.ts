import { list, type Node, type Scalar, scalar } from '../../template/node.js';
import type { Apply } from './expression-functions.js';
import { followed, sets } from './expression-values.js';

/** A function that makes a scalar of another one; what is not known, or null, stays what it is. */
const ofScalar =
  (change: (value: string | number | boolean) => string | number | boolean | undefined): Apply =>
  ([of], at) => {
    const value = of && followed(of);
    if (value?.is !== 'scalar' || value.value === null) return of;
    const changed = change(value.value);
    if (changed === value.value) return of;
    return changed === undefined ? 'missing' : scalar(changed, at);
  };

const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** A function that leaves out or orders what is in a list. */
const ofItems =
  (change: (items: readonly Node[]) => readonly Node[]): Apply =>
  ([of], at) => {
    const value = of && followed(of);
    return value?.is === 'list' ? list(change(value.items), at) : of;
  };

/** Each once, where that can be told. */
function once(items: readonly Node[]): readonly Node[] {
  const met = new Set<Scalar>();
  return items.filter((item) => {
    const value = followed(item);
    if (value.is !== 'scalar') return true;
    const isNew = !met.has(value.value);
    met.add(value.value);
    return isNew;
  });
}

/** In the order of the alphabet, where all are known. */
function inOrder(items: readonly Node[]): readonly Node[] {
  const words = items.flatMap((item) => {
    const value = followed(item);
    return value.is === 'scalar' && typeof value.value === 'string' ? [{ word: value.value, item }] : [];
  });
  if (words.length < items.length) return items;
  return words.sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : 0)).map(({ item }) => item);
}

const asSet = ofItems((items) => inOrder(once(items)));

export const toSet: Apply = (args, at) => {
  const made = asSet(args, at);
  if (typeof made === 'object' && made.is === 'list') sets.add(made);
  return made;
};

/** Functions that give what they are given, as another type or in another order, by name. */
export const conversions: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['distinct', ofItems(once)],
  ['sort', ofItems(inOrder)],
  ['tobool', ofScalar((value) => truths.get(String(value)))],
  ['tonumber', ofScalar((value) => (number.test(String(value)) ? Number(value) : undefined))],
  ['toset', toSet],
  ['tostring', ofScalar(String)],
]);
