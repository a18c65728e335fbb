import { type Links, componentsOf, neighbours, ranksOf, withoutCircles } from './ranks.js';

/** A box to be placed; all are of one height. */
export interface Box {
  readonly width: number;
  /** The column that it stands in at the earliest. */
  readonly lane: number;
}

export interface Placed {
  /** Left upper corner. */
  readonly x: number;
  readonly y: number;
}

/** Where boxes stand, and through which points edges run, from the first box's side to the second's. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Placed[];
  readonly edges: readonly (readonly Placed[])[];
}

/** Measures that a layout keeps to. */
export const sizes = { box: 44, row: 14, column: 70, group: 30, dummy: 8, wide: 1080 } as const;

/**
 * Places boxes in columns, so that edges lead to the right, cross seldom and are short: layers, their order by the middle of
 * what each box is joined to, then heights. What hangs together stands together, the largest first; what
 * stands alone is at the bottom.
 */
export function layOut(boxes: readonly Box[], edges: Links['edges']): Layout {
  const placed: Placed[] = boxes.map(() => ({ x: 0, y: 0 }));
  const paths: Placed[][] = edges.map(() => []);
  const groups = componentsOf({ count: boxes.length, edges });
  let width = 0;
  let height = 0;
  const large = groups.filter(({ length }) => length > 1).sort((one, other) => other.length - one.length);
  for (const group of large) {
    const index = new Map(group.map((node, at) => [node, at]));
    const own = edges.flatMap(([from, to], at) => (index.has(from) ? [{ from, to, at }] : []));
    const local = own.map(({ from, to }) => [index.get(from) ?? 0, index.get(to) ?? 0] as const);
    const done = layOutGroup(
      group.map((node) => boxes[node] ?? { width: 0, lane: 0 }),
      local,
    );
    const top = height;
    const shifted = ({ x, y }: Placed): Placed => ({ x, y: y + top });
    group.forEach((node, at) => (placed[node] = shifted(done.boxes[at] ?? { x: 0, y: 0 })));
    own.forEach(({ at }, which) => (paths[at] = (done.edges[which] ?? []).map(shifted)));
    width = Math.max(width, done.width);
    height += done.height + sizes.group;
  }
  const room = Math.max(width, sizes.wide);
  let x = 0;
  for (const [node] of groups.filter(({ length }) => length === 1)) {
    const box = node === undefined ? undefined : boxes[node];
    if (node === undefined || box === undefined) continue;
    if (x > 0 && x + box.width > room) {
      x = 0;
      height += sizes.box + sizes.row;
    }
    placed[node] = { x, y: height };
    x += box.width + sizes.group;
    width = Math.max(width, x - sizes.group);
  }
  return { width, height: x > 0 ? height + sizes.box : Math.max(0, height - sizes.group), boxes: placed, edges: paths };
}

/** One group: real boxes first, then a point for each column that an edge passes. */
function layOutGroup(boxes: readonly Box[], edges: Links['edges']): Layout {
  const forward = withoutCircles({ count: boxes.length, edges });
  const lanes = boxes.map(({ lane }) => lane);
  const ranks = ranksOf({ count: boxes.length, edges: forward }, lanes);
  const widths = boxes.map((box) => box.width);
  const pieces: (readonly [number, number])[] = [];
  const chains = forward.map(([from, to]) => {
    const chain = [from];
    for (let rank = (ranks[from] ?? 0) + 1; rank < (ranks[to] ?? 0); rank += 1) {
      chain.push(ranks.length);
      ranks.push(rank);
      widths.push(0);
    }
    chain.push(to);
    chain.slice(1).forEach((node, at) => pieces.push([chain[at] ?? from, node]));
    return chain;
  });
  const columns = ordered(ranks, pieces);
  const middles = heightsOf(columns, pieces, (node) => (node < boxes.length ? sizes.box : sizes.dummy));
  const lefts: number[] = [];
  let x = 0;
  for (const column of columns) {
    lefts.push(x);
    x += Math.max(0, ...column.map((node) => widths[node] ?? 0)) + sizes.column;
  }
  const leftOf = (node: number): number => lefts[ranks[node] ?? 0] ?? 0;
  const columnWidth = (node: number): number => (lefts[(ranks[node] ?? 0) + 1] ?? x) - leftOf(node) - sizes.column;
  const paths = chains.map((chain, at) => {
    const points = chain.flatMap((node, step): Placed[] => {
      const y = middles[node] ?? 0;
      const [left, right] = [
        leftOf(node),
        leftOf(node) + (node < boxes.length ? (widths[node] ?? 0) : columnWidth(node)),
      ];
      if (step === 0) return [{ x: right, y }];
      return step === chain.length - 1
        ? [{ x: left, y }]
        : [
            { x: left, y },
            { x: right, y },
          ];
    });
    return edges[at]?.[0] === chain[0] ? points : points.reverse();
  });
  return {
    width: x - sizes.column,
    height: Math.max(...middles.slice(0, boxes.length)) + sizes.box / 2,
    boxes: boxes.map((_, node) => ({ x: leftOf(node), y: (middles[node] ?? 0) - sizes.box / 2 })),
    edges: paths,
  };
}

/** Columns in an order with few crossings: of some sweeps to and fro, the best. */
function ordered(ranks: readonly number[], pieces: Links['edges']): number[][] {
  const before = neighbours(
    ranks.length,
    pieces.map(([from, to]) => [to, from]),
  );
  const after = neighbours(ranks.length, pieces);
  let columns: number[][] = Array.from({ length: Math.max(...ranks) + 1 }, () => []);
  ranks.forEach((rank, node) => columns[rank]?.push(node));
  let best = columns;
  let fewest = crossings(columns, after);
  for (let sweep = 0; sweep < 24 && fewest > 0; sweep += 1) {
    const right = sweep % 2 === 0;
    const near = right ? before : after;
    const at = new Array<number>(ranks.length).fill(0);
    columns = columns.map((column) => [...column]);
    for (const column of columns) column.forEach((node, index) => (at[node] = index));
    for (const column of right ? columns : [...columns].reverse()) {
      const middle = new Map(
        column.map((node, index) => [node, mean((near[node] ?? []).map((each) => at[each] ?? 0)) ?? index]),
      );
      column.sort(
        (one, other) => (middle.get(one) ?? 0) - (middle.get(other) ?? 0) || (at[one] ?? 0) - (at[other] ?? 0),
      );
      column.forEach((node, index) => (at[node] = index));
    }
    const count = crossings(columns, after);
    if (count < fewest) [best, fewest] = [columns, count];
  }
  return best;
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, each) => sum + each, 0) / values.length;

/** How often edges between neighbouring columns cross, counted with a tree of sums. */
function crossings(columns: readonly number[][], after: readonly number[][]): number {
  let count = 0;
  columns.slice(1).forEach((column, at) => {
    const index = new Map(column.map((node, place) => [node, place]));
    const sums = new Array<number>(column.length + 1).fill(0);
    let total = 0;
    for (const node of columns[at] ?? []) {
      const targets = (after[node] ?? []).map((each) => index.get(each) ?? 0).sort((one, other) => one - other);
      for (const target of targets) {
        let upTo = 0;
        for (let place = target + 1; place > 0; place -= place & -place) upTo += sums[place] ?? 0;
        count += total - upTo;
      }
      for (const target of targets) {
        total += 1;
        for (let place = target + 1; place <= column.length; place += place & -place)
          sums[place] = (sums[place] ?? 0) + 1;
      }
    }
  });
  return count;
}

/** The middle of each node: near the middle of what it is joined to, as far as its column leaves room. */
function heightsOf(columns: readonly number[][], pieces: Links['edges'], heightOf: (node: number) => number): number[] {
  const count = columns.reduce((sum, { length }) => sum + length, 0);
  const before = neighbours(
    count,
    pieces.map(([from, to]) => [to, from]),
  );
  const after = neighbours(count, pieces);
  const middles = new Array<number>(count).fill(0);
  const settle = (column: readonly number[], wanted: (node: number) => number): void => {
    const offsets: number[] = [];
    column.forEach((node, at) => {
      const last = column[at - 1];
      const gap = last === undefined ? 0 : (heightOf(last) + heightOf(node)) / 2 + sizes.row;
      offsets.push((offsets[at - 1] ?? 0) + gap);
    });
    const places = inOrder(column.map((node, at) => wanted(node) - (offsets[at] ?? 0)));
    column.forEach((node, at) => (middles[node] = (places[at] ?? 0) + (offsets[at] ?? 0)));
  };
  for (const column of columns) settle(column, () => 0);
  for (let sweep = 0; sweep < 10; sweep += 1) {
    const near = sweep % 2 === 0 ? before : after;
    const other = sweep % 2 === 0 ? after : before;
    for (const column of sweep % 2 === 0 ? columns : [...columns].reverse()) {
      settle(column, (node) => {
        const all = sweep < 6 ? (near[node] ?? []) : [...(near[node] ?? []), ...(other[node] ?? [])];
        return mean(all.map((each) => middles[each] ?? 0)) ?? middles[node] ?? 0;
      });
    }
  }
  const top = Math.min(...columns.flat().map((node) => (middles[node] ?? 0) - heightOf(node) / 2));
  return middles.map((middle) => Math.round(middle - top));
}

/** The numbers nearest to some that never fall: neighbours that would are given their mean. */
function inOrder(wanted: readonly number[]): number[] {
  const blocks: { sum: number; count: number }[] = [];
  for (const value of wanted) {
    let block = { sum: value, count: 1 };
    for (
      let last = blocks.at(-1);
      last !== undefined && last.sum / last.count > block.sum / block.count;
      last = blocks.at(-1)
    ) {
      block = { sum: last.sum + block.sum, count: last.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
}
