/**
 * What stands in one of some lists, each once and in the order that all lists are in; found as it is asked for.
 * @param from only what comes behind this in the order
 * @param before only what comes before this in the order
 */
export function* merged<T>(
  lists: readonly (readonly T[])[],
  orderOf: (value: T) => number,
  from: number,
  before: number,
): Generator<T, undefined> {
  const positions = lists.map((list) => firstBehind(list, orderOf, from));
  for (;;) {
    let next: T | undefined;
    let order = before;
    for (const [index, list] of lists.entries()) {
      const value = list[positions[index] ?? 0];
      if (value === undefined || orderOf(value) >= order) continue;
      next = value;
      order = orderOf(value);
    }
    if (next === undefined) return undefined;
    for (const [index, list] of lists.entries()) {
      const position = positions[index] ?? 0;
      if (list[position] === next) positions[index] = position + 1;
    }
    yield next;
  }
}

function firstBehind<T>(list: readonly T[], orderOf: (value: T) => number, order: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = list[middle];
    if (value !== undefined && orderOf(value) <= order) low = middle + 1;
    else high = middle;
  }
  return low;
}
