import { expect, test } from 'vitest';
import { ImpossibleWorld, World, eachWorld } from './world.js';

const seen = (run: (world: World) => string, limit?: number): [string[], boolean] => {
  const found: string[] = [];
  const complete = eachWorld((world) => void found.push(run(world)), limit);
  return [found, complete];
};

test('what is not asked opens no world', () => {
  expect(seen(() => 'once')).toEqual([['once'], true]);
});

test('every way in which questions can be answered, first answers first', () => {
  const ask = (world: World): string => (world.decide('A', true) ? 'A' : world.decide('B', false) ? 'B' : 'none');
  expect(seen(ask)).toEqual([['A', 'none', 'B'], true]);
});

test('a question has one answer in a world', () => {
  expect(seen((world) => String(world.decide('A', true) === world.decide('A', true)))[0]).toEqual(['true', 'true']);
});

test('a world that nobody can be in is left, the others are seen', () => {
  const found: boolean[] = [];
  eachWorld((world) => {
    const answer = world.decide('A', true);
    if (answer) throw new ImpossibleWorld();
    found.push(answer);
  });
  expect(found).toEqual([false]);
});

test('any other error is not swallowed', () => {
  expect(() =>
    eachWorld(() => {
      throw new Error('broken');
    }),
  ).toThrow('broken');
});

test('it stops at the limit and says so', () => {
  const [found, complete] = seen((world) => {
    for (let index = 0; index < 10; index += 1) world.decide(String(index), true);
    return '';
  }, 64);
  expect([found.length, complete]).toEqual([64, false]);
});
