import type { Result } from 'sarif';

/** A result, and how much it matters: 0 is dropped last. */
export interface Ranked {
  readonly rank: number;
  readonly result: Result;
}

/** GitHub refuses a run with more results than this. */
const mostResults = 25_000;

/**
 * GitHub refuses more than 10 MB after gzip. Text that is no longer before it never is after it, and has room for twice the
 * results that GitHub shows.
 */
const mostBytes = 9_000_000;

/** As many results as GitHub takes, in the order they are in; of more, the least severe are left out. */
export function withinLimits(all: readonly Ranked[]): { readonly results: Result[]; readonly left: number } {
  const encoder = new TextEncoder();
  const kept = new Set<Ranked>();
  let bytes = 0;
  for (const each of [...all].sort((a, b) => a.rank - b.rank)) {
    bytes += encoder.encode(JSON.stringify(each.result)).length;
    if (kept.size === mostResults || bytes > mostBytes) break;
    kept.add(each);
  }
  return { results: all.filter((each) => kept.has(each)).map(({ result }) => result), left: all.length - kept.size };
}
