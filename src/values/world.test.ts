import { expect, test } from 'vitest';
import { eachWorld } from './each-world.js';
import { ImpossibleWorld, World } from './world.js';

const seen = (run: (world: World) => string, limit?: number): [string[], boolean] => {
  const found: string[] = [];
  const complete = eachWorld((world) => void found.push(run(world)), limit === undefined ? {} : { limit });
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

test('of too many ways to answer, each question is answered otherwise once', () => {
  const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'];
  const [found, complete] = seen((world) => names.filter((name) => !world.decide(name, true)).join(''));
  expect(complete).toBe(false);
  expect(names.filter((name) => found.includes(name))).toEqual(names);
  expect(new Set(found).size).toBe(found.length);
});

test.each([
  [250, 128],
  [2000, 16],
])('of %i questions, no more worlds are seen than take time in proportion', (questions, worlds) => {
  const [found, complete] = seen((world) => {
    for (let index = 0; index < questions; index += 1) world.decide(String(index), true);
    return '';
  });
  expect([found.length, complete]).toEqual([worlds, false]);
});

test('it stops at the limit and says so', () => {
  const [found, complete] = seen((world) => {
    for (let index = 0; index < 10; index += 1) world.decide(String(index), true);
    return '';
  }, 20);
  expect([found.length, complete]).toEqual([20, false]);
});

test('a single option is no question, and of several each is taken once', () => {
  expect(seen((world) => world.choose(['only']))).toEqual([['only'], true]);
  const both = seen((world) => `${world.choose(['a', 'b', 'c'])}${world.choose(['x', 'y'])}`);
  expect(both).toEqual([['ax', 'ay', 'bx', 'by', 'cx', 'cy'], true]);
});

test('what depends on the world can be told: every such question is counted', () => {
  const world = new World();
  const touching = (ask: () => unknown): boolean => {
    const before = world.touched;
    ask();
    return world.touched > before;
  };
  expect(touching(() => world.decide('A', true))).toBe(true);
  expect(touching(() => world.decide('A', true))).toBe(true);
  expect(touching(() => world.choose(['only']))).toBe(true);
  expect(touching(() => world.settled('Stage'))).toBe(true);
  expect(touching(() => world.once('Fixed', () => true))).toBe(false);
  expect(touching(() => world.once('Fixed', () => true))).toBe(false);
  expect(touching(() => world.once('Open', () => world.decide('B', true)))).toBe(true);
  expect(touching(() => world.once('Open', () => true))).toBe(true);
});

test('a condition is worked out once in a world', () => {
  let count = 0;
  const world = new World();
  const ask = (): boolean =>
    world.once('C', () => {
      count += 1;
      return false;
    });
  expect([ask(), ask(), count]).toEqual([false, false, 1]);
});

test('a condition that asks for itself may be either', () => {
  const ask = (world: World): boolean => world.once('C', () => !world.once('C', () => true));
  expect(seen((world) => String(ask(world)))).toEqual([['false', 'true'], true]);
});

test('a condition that fails is not being worked out any more', () => {
  const world = new World();
  const fail = (): boolean => {
    throw new Error('broken');
  };
  expect(() => world.once('C', fail)).toThrow('broken');
  expect(world.once('C', () => true)).toBe(true);
  expect(world.asked).toEqual([]);
});

test('a parameter is what it was settled to be, and is not what was excluded', () => {
  const world = new World();
  expect(world.settled('Stage')).toEqual({ excluded: new Set() });
  world.exclude('Stage', 'dev');
  world.exclude('Stage', 'test');
  expect(world.settled('Stage')).toEqual({ excluded: new Set(['dev', 'test']) });
  world.settle('Stage', 'prod');
  expect(world.settled('Stage').value).toBe('prod');
  expect(world.settled('Other')).toEqual({ excluded: new Set() });
});

test('a fact is told once, in the order of asking', () => {
  const world = new World();
  expect(world.facts).toEqual([]);
  world.fact({ is: 'condition', subject: 'IsProd', words: 'IsProd is true' });
  world.fact({ is: 'default', subject: 'Stage', words: 'Stage keeps its default' });
  world.fact({ is: 'condition', subject: 'IsProd', words: 'IsProd is true' });
  expect(world.facts.map(({ words }) => words)).toEqual(['IsProd is true', 'Stage keeps its default']);
});

test('what was answered stays when a world is left, and the same answers are given again without some defaults', () => {
  const worlds: World[] = [];
  eachWorld((world) => {
    world.decide('A', true);
    world.assume('Stage');
    world.settle('Stage', 'dev');
    world.fact({ is: 'condition', subject: 'A', words: 'A' });
    worlds.push(world);
  });
  const [, second] = worlds;
  if (second === undefined) throw new Error('no second world');
  expect(second.asked).toEqual([{ answer: 1, of: 2 }]);
  expect([...second.assumed]).toEqual(['Stage']);
  expect(second.facts).toHaveLength(1);
  expect(second.settled('Stage').value).toBeUndefined();
  const again: [boolean, string[]][] = [];
  eachWorld((world) => void again.push([world.decide('A', true), [...world.withheld]]), {
    start: second.asked,
    withheld: second.assumed,
    limit: 1,
  });
  expect(again).toEqual([[false, ['Stage']]]);
  expect(new World().withheld.size).toBe(0);
});
