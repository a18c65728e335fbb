import type { ReadHcl } from '../../../src/parsers/terraform/hcl/syntax.js';
import { everything, type Attack } from './attack.js';
import type { Base } from './bases.js';
import { printTree, raw, replaced, type Path, type Tree } from './tree.js';
import { calls } from './values.js';

/** Inputs that are all there is of a kind, in an order: the same number, the same input. */
export interface Campaign {
  readonly count: number;
  readonly inputAt: (index: number) => Attack;
  /** What that input was before it was damaged: the same object for all inputs that come of it. */
  readonly soundAt: (index: number) => Attack;
}

/** The damaged texts of several bases as one row. */
function campaign(
  bases: readonly Base[],
  readHcl: ReadHcl,
  countOf: (base: Base) => number,
  textOf: (base: Base, index: number) => string,
): Campaign {
  const begins: number[] = [];
  let count = 0;
  for (const base of bases) {
    begins.push(count);
    count += countOf(base);
  }
  const attackOf = (base: Base, text: string): Attack => ({
    name: base.name,
    file: { path: base.path, text },
    options: everything(new Map(base.files).set(base.path, text), readHcl),
  });
  const sound = bases.map((base) => attackOf(base, base.text));
  const at = <T>(all: readonly T[], index: number): T => {
    const found = index < count ? all[begins.findLastIndex((begin) => begin <= index)] : undefined;
    if (found === undefined) throw new Error(`there is no input ${String(index)}`);
    return found;
  };
  return {
    count,
    inputAt: (index) => {
      const base = at(bases, index);
      return attackOf(base, textOf(base, index - at(begins, index)));
    },
    soundAt: (index) => at(sound, index),
  };
}

/** Files that are being written: each text up to each of its characters. */
export function prefixes(bases: readonly Base[], readHcl: ReadHcl): Campaign {
  return campaign(
    bases,
    readHcl,
    ({ text }) => text.length,
    ({ text }, index) => text.slice(0, index),
  );
}

/** What is put in a node's place: each kind of value, and a few that are of the right kind and mean nothing. */
const instead: readonly Tree[] = [
  ...['null', 'true', '0', '-1', '1e400', '18446744073709551616', '""', '"x"', '"*"', '"${"', '[]', '{}'],
  ...['[null]', '[""]', '{"":""}', '{"__proto__":{"a":1}}', '["a","a"]', '{"Ref":"AWS::NoValue"}'],
].map(raw);

/** How many calls of the template language there are around a node. */
const callCount = calls(raw('0'), 'A').length;

type Entry = readonly [key: string, value: Tree];

/** What can happen to a child of a map or a list: it is gone, there twice, or has another name. */
const around: readonly ((parent: Tree, child: number) => Tree)[] = [
  (parent, child) => changed(parent, child, () => []),
  (parent, child) => changed(parent, child, (entry) => [entry, entry]),
  (parent, child) => changed(parent, child, ([, value]) => [['__proto__', value]]),
  (parent, child) => changed(parent, child, ([key, value]) => [[`${key}x`, value]]),
  (parent, child) => changed(parent, child, ([key, value]) => [[key.toLowerCase(), value]]),
];

function changed(parent: Tree, child: number, change: (entry: Entry) => readonly Entry[]): Tree {
  if (parent.is === 'raw') return parent;
  if (parent.is === 'map') {
    return { is: 'map', entries: parent.entries.flatMap((each, index) => (index === child ? change(each) : [each])) };
  }
  const items = parent.items.flatMap((item, index) =>
    index === child ? change(['', item]).map(([, value]) => value) : [item],
  );
  return { is: 'list', items };
}

/** Two levels deep in a template stand the names that a call can lead to. */
const idsOf = (tree: Tree): readonly string[] =>
  tree.is !== 'map'
    ? []
    : tree.entries.flatMap(([, section]) => (section.is === 'map' ? section.entries.map(([key]) => key) : []));

const perNode = instead.length + callCount + around.length;

/** Each node of each document damaged in each way, alone. */
export function mutations(bases: readonly Base[], readHcl: ReadHcl): Campaign {
  const mutated = ({ tree, paths }: Base, index: number): string => {
    const path: Path = paths[Math.floor(index / perNode)] ?? [];
    const way = index % perNode;
    return printTree(mutate(tree, path, way));
  };
  return campaign(bases, readHcl, ({ paths }) => paths.length * perNode, mutated);
}

function mutate(tree: Tree, path: Path, way: number): Tree {
  const other = instead[way];
  if (other !== undefined) return replaced(tree, path, () => other);
  const call = way - instead.length;
  if (call < callCount) {
    // Another name each time: a node would else only ever lead to the same thing.
    const ids = idsOf(tree);
    const id = ids[(path.reduce((sum, step) => sum * 7 + step, path.length) + call) % Math.max(1, ids.length)] ?? 'A';
    return replaced(tree, path, (node) => calls(node, id)[call] ?? node);
  }
  const change = around[call - callCount];
  const child = path.at(-1);
  if (change === undefined || child === undefined) return tree;
  return replaced(tree, path.slice(0, -1), (parent) => change(parent, child));
}
