import { addTo } from '../source/groups.js';
import type { World } from './world.js';

/** Beyond this many alternatives a sentence is no help any more. */
const mostAlternatives = 3;

/**
 * The conditions under which something holds, in as few facts as tell the worlds in which it does from those in which it
 * does not: `IsProd is true and Stage is eu, or Legacy is true`. `undefined` where it holds in every world.
 */
export function whenOf(holding: readonly World[], all: readonly World[]): string | undefined {
  if (holding.length === all.length) return undefined;
  const facts = new Map(all.map((world) => [world, factsOf(world)]));
  const set = new Set(holding);
  const others = all.filter((world) => !set.has(world)).map((world) => facts.get(world) ?? none);
  const alternatives: string[] = [];
  let left = holding;
  while (left[0] !== undefined && alternatives.length < mostAlternatives) {
    const needed = neededFacts(facts.get(left[0]) ?? none, others);
    alternatives.push([...needed.values()].join(' and '));
    left = left.filter((world) => !agrees(facts.get(world) ?? none, needed));
  }
  return [...new Set(alternatives)].filter(Boolean).join(', or ') || undefined;
}

type Facts = ReadonlyMap<string, string>;

const none: Facts = new Map();

function factsOf(world: World): Facts {
  return new Map(world.facts.map(({ subject, words }) => [subject, words]));
}

/** A world that never asked about a fact holds also where that is otherwise: it is an alternative of its own. */
function agrees(own: Facts, facts: Facts): boolean {
  return [...facts].every(([subject, words]) => own.get(subject) === words);
}

/** Leaves out, one after another, the facts without which no other kind of world is let in. */
function neededFacts(facts: Facts, others: readonly Facts[]): Facts {
  // A world that is told by one fact alone needs it: each world's facts are compared once, and then only counted.
  const tells = new Map<string, number[]>();
  const told = others.map((other, index) => {
    let count = 0;
    for (const [subject, words] of other) {
      if ((facts.get(subject) ?? words) === words) continue;
      addTo(tells, subject, index);
      count += 1;
    }
    return count;
  });
  if (told.includes(0)) return facts;
  const needed = new Map(facts);
  for (const subject of facts.keys()) {
    const worlds = tells.get(subject) ?? [];
    if (worlds.some((index) => told[index] === 1)) continue;
    needed.delete(subject);
    for (const index of worlds) told[index] = (told[index] ?? 0) - 1;
  }
  return needed;
}
