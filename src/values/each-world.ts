import { ImpossibleWorld, World } from './world.js';

/** No check is replayed more often than this; what lies beyond is said to be undecided. */
export const worldLimit = 64;

/** How many questions the worlds of one check may ask together: beyond it there are fewer worlds, so that time grows with size alone. */
const questionLimit = 16_384;

/** From which answers on worlds are visited, without which defaults, and how many at most. */
export interface Ways {
  readonly start?: World['asked'];
  readonly withheld?: ReadonlySet<string>;
  readonly limit?: number;
}

/**
 * Runs something once for every world that its own questions open, first answers first. Where they are too many, each question is also
 * answered otherwise alone, so that what hangs on one condition is seen however many there are.
 * @returns whether all worlds were seen; `false` where the limit ended it
 */
export function eachWorld(
  run: (world: World) => void,
  { start = [], withheld, limit = worldLimit }: Ways = {},
): boolean {
  const visit = (answers: readonly number[]): World['asked'] => {
    const world = new World(answers, withheld);
    try {
      run(world);
    } catch (error) {
      if (!(error instanceof ImpossibleWorld)) throw error;
    }
    world.leave();
    return world.asked;
  };
  const first = visit(start.map(({ answer }) => answer));
  const most = Math.min(limit, Math.floor(questionLimit / Math.max(first.length, 1)));
  let answers = following(first);
  let last = answers;
  for (let count = 1; answers !== undefined && count < most; count += 1) {
    last = answers;
    answers = following(visit(answers));
  }
  if (answers === undefined) return true;
  if (limit < worldLimit) return false;
  for (const other of otherwise(first, last ?? [], most)) visit(other);
  return false;
}

/** The answers of the first world with one of them changed, where that lies beyond the last world that was seen. */
function otherwise(first: World['asked'], last: readonly number[], most: number): readonly number[][] {
  const untouched = last.findIndex((answer) => answer !== 0);
  return first
    .slice(0, Math.min(untouched, most))
    .flatMap(({ of }, index) =>
      Array.from({ length: of - 1 }, (_, answer) => [...first.slice(0, index).map(() => 0), answer + 1]),
    )
    .slice(0, most);
}

function following(asked: World['asked']): number[] | undefined {
  for (let index = asked.length - 1; index >= 0; index -= 1) {
    const branching = asked[index];
    if (branching !== undefined && branching.answer + 1 < branching.of) {
      return [...asked.slice(0, index).map(({ answer }) => answer), branching.answer + 1];
    }
  }
  return undefined;
}
