import type { World } from './world.js';

/** Beyond this many alternatives a sentence is no help any more. */
const mostAlternatives = 3;

/**
 * The conditions under which something holds, in as few facts as tell the worlds in which it does from those in which it
 * does not: `IsProd is true and Stage is eu, or Legacy is true`. `undefined` where it holds in every world.
 */
export function whenOf(holding: readonly World[], all: readonly World[]): string | undefined {
  if (holding.length === all.length) return undefined;
  const set = new Set(holding);
  const alternatives: string[] = [];
  let left = holding;
  while (left[0] !== undefined && alternatives.length < mostAlternatives) {
    const needed = neededFacts(left[0], set, all);
    alternatives.push([...needed.values()].join(' and '));
    left = left.filter((world) => !agrees(world, needed));
  }
  return [...new Set(alternatives)].filter(Boolean).join(', or ') || undefined;
}

type Facts = ReadonlyMap<string, string>;

function factsOf(world: World): Map<string, string> {
  return new Map(world.facts.map(({ subject, words }) => [subject, words]));
}

/** A world agrees with facts that it never asked about. */
function agrees(world: World, facts: Facts): boolean {
  const own = factsOf(world);
  return [...facts].every(([subject, words]) => (own.get(subject) ?? words) === words);
}

/** Leaves out, one after another, the facts without which no other kind of world is let in. */
function neededFacts(world: World, holding: ReadonlySet<World>, all: readonly World[]): Facts {
  const needed = factsOf(world);
  for (const [subject, words] of [...needed]) {
    needed.delete(subject);
    if (all.some((other) => !holding.has(other) && agrees(other, needed))) needed.set(subject, words);
  }
  return needed;
}
