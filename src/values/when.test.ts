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

test('an alternative is for the worlds that have all of its facts', () => {
  const holding = [world('A', 'B', '!C'), world('A', '!B', 'C')];
  const others = [world('A', '!B', '!C'), world('!A', 'B', '!C')];
  expect(whenOf(holding, [...holding, ...others])).toBe('A is true and B is true, or C is true');
});

test('a world that never asked about the facts of another is an alternative of its own', () => {
  const [one, two, three] = [world('!A', 'B'), world('!A', '!B'), world('A')];
  expect(whenOf([one, three], [one, two, three])).toBe('B is true, or A is true');
});

test('of two facts that go together, one is enough', () => {
  const [one, two] = [world('A', 'B'), world('!A', '!B')];
  expect(whenOf([one], [one, two])).toBe('B is true');
});

test('three alternatives at most', () => {
  const holding = [world('A'), world('!A', 'B'), world('!A', '!B', 'C'), world('!A', '!B', '!C', 'D')];
  const other = world('!A', '!B', '!C', '!D');
  expect(whenOf(holding, [...holding, other])).toBe('A is true, or B is true, or C is true');
});
