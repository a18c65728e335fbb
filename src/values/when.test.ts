import { expect, test } from 'vitest';
import { World } from './world.js';
import { whenOf } from './when.js';

/** A world in which some conditions were asked about: `A` is true, `!A` is not. */
function world(...facts: string[]): World {
  const made = new World();
  for (const fact of facts) {
    const name = fact.replace('!', '');
    made.fact({ is: 'condition', subject: name, words: `${name} is ${String(!fact.startsWith('!'))}` });
  }
  return made;
}

test('what holds in every world has no condition', () => {
  const all = [world('A'), world('!A')];
  expect(whenOf(all, all)).toBeUndefined();
});

test('only the facts that make a difference are named', () => {
  const [one, two, three, four] = [world('A', 'B'), world('A', '!B'), world('!A', 'B'), world('!A', '!B')];
  expect(whenOf([one, two], [one, two, three, four])).toBe('A is true');
  expect(whenOf([one], [one, two, three, four])).toBe('A is true and B is true');
});

test('alternatives', () => {
  const [one, two, three] = [world('A'), world('!A', 'B'), world('!A', '!B')];
  expect(whenOf([one, two], [one, two, three])).toBe('A is true, or B is true');
});
