/**
 * How many single edits (a letter put in, taken out, changed, or swapped with its neighbour) lie between two words; `Infinity` where
 * they are more than `most`.
 */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const changed = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + changed);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      current.push(best);
    }
    if (Math.min(...current) > most) return Infinity;
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

/** The known word that was most likely meant by an unknown one, if any is near enough to be worth a mention. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  const known = [...words];
  if (word.length > 100) return undefined;
  const wanted = word.toLowerCase();
  let best: string | undefined;
  // The beginning of a word means that word: `warn`, `rec`.
  if (wanted.length > 2) {
    const begun = known.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
    const [shortest] = begun.sort((one, other) => one.length - other.length);
    if (shortest !== undefined) return shortest;
  }
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const away = distance(wanted, candidate.toLowerCase(), bestDistance - 1);
    if (away < bestDistance) {
      best = candidate;
      bestDistance = away;
    }
  }
  return best;
}

/** `; did you mean X?`, or nothing: to be put behind a message about an unknown word. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const meant = nearest(word, known);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}
