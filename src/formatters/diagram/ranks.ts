/** Nodes by their index, and edges between them. */
export interface Links {
  readonly count: number;
  readonly edges: readonly (readonly [from: number, to: number])[];
}

/** The nodes that hang together, in the order of the first of each group. */
export function componentsOf({ count, edges }: Links): number[][] {
  const near = neighbours(count, [...edges, ...edges.map(([from, to]) => [to, from] as const)]);
  const seen = new Set<number>();
  const groups: number[][] = [];
  for (let start = 0; start < count; start += 1) {
    if (seen.has(start)) continue;
    seen.add(start);
    const group = [start];
    for (const node of group) {
      for (const next of near[node] ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        group.push(next);
      }
    }
    groups.push(group.sort((one, other) => one - other));
  }
  return groups;
}

/** The nodes that each node's edges lead to, by their numbers. */
export function neighbours(count: number, edges: Links['edges']): number[][] {
  const near: number[][] = Array.from({ length: count }, () => []);
  for (const [from, to] of edges) near[from]?.push(to);
  return near;
}

/** Turns edges around that close a circle, so that all lead one way. */
export function withoutCircles({ count, edges }: Links): Links['edges'] {
  const after = neighbours(count, edges);
  const state = new Uint8Array(count);
  const back = new Set<string>();
  const inside = 1;
  const done = 2;
  for (let root = 0; root < count; root += 1) {
    if (state[root] !== 0) continue;
    const stack = [{ node: root, next: 0 }];
    state[root] = inside;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const to = after[top.node]?.[top.next];
      top.next += 1;
      if (to === undefined) {
        state[top.node] = done;
        stack.pop();
      } else if (state[to] === inside) back.add(`${String(top.node)} ${String(to)}`);
      else if (state[to] === 0) {
        state[to] = inside;
        stack.push({ node: to, next: 0 });
      }
    }
  }
  return edges.map(([from, to]) => (back.has(`${String(from)} ${String(to)}`) ? [to, from] : [from, to]));
}

/**
 * The column of each node: behind all that lead to it and not before the lane of its kind; what nothing leads to stands
 * right before what it leads to. Columns without a node are left out.
 */
export function ranksOf({ count, edges }: Links, lanes: readonly number[]): number[] {
  const before = neighbours(
    count,
    edges.map(([from, to]) => [to, from]),
  );
  const after = neighbours(count, edges);
  const ranks = [...lanes];
  const open = before.map((each) => each.length);
  const ready = open.flatMap((each, node) => (each === 0 ? [node] : []));
  for (const node of ready) {
    for (const next of after[node] ?? []) {
      ranks[next] = Math.max(ranks[next] ?? 0, (ranks[node] ?? 0) + 1);
      open[next] = (open[next] ?? 0) - 1;
      if (open[next] === 0) ready.push(next);
    }
  }
  for (let node = 0; node < count; node += 1) {
    const next = after[node] ?? [];
    if ((before[node] ?? []).length === 0 && next.length > 0) {
      ranks[node] = Math.min(...next.map((each) => ranks[each] ?? 0)) - 1;
    }
  }
  const used = [...new Set(ranks)].sort((one, other) => one - other);
  const column = new Map(used.map((rank, at) => [rank, at]));
  return ranks.map((rank) => column.get(rank) ?? 0);
}
