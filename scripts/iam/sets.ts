/**
 * What each of a service's actions has of a list, as `sets|which`: the sets that there are, and which of them the actions have, in their
 * order. A set is places in the list (`0.2`), sets are apart by `;`; `3*4` is the third set for four actions, one after another.
 */
export function setsOf(having: readonly (readonly number[])[]): string {
  const texts = having.map((places) => [...new Set(places)].toSorted((one, other) => one - other).join('.'));
  const sets = [...new Set(texts)];
  const runs: { set: number; length: number }[] = [];
  for (const text of texts) {
    const set = sets.indexOf(text);
    const last = runs.at(-1);
    if (last?.set === set) last.length += 1;
    else runs.push({ set, length: 1 });
  }
  const which = runs.map(({ set, length }) => (length === 1 ? String(set) : `${set}*${length}`));
  return `${sets.join(';')}|${which.join(',')}`;
}
