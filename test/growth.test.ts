/**
 * What many have in common is not asked by each of them about all others: what a run asks its worlds grows as the template does. Time is
 * measured by `npm run bench`; here it is the questions that are counted.
 */
import { expect, test, vi } from 'vitest';
import { shapes } from '../scripts/bench/shapes/index.js';
import { lint } from '../src/lint.js';
import { World } from '../src/values/world.js';

/** How often all rules together ask their worlds for what differs between them. */
function questions(text: string): number {
  let asked = 0;
  // A world that is left has counted them; what it would let go of only takes room.
  const left = vi.spyOn(World.prototype, 'leave').mockImplementation(function (this: World) {
    asked += this.touched;
  });
  lint([{ path: 'template.json', text }], { today: new Date('2026-01-01') });
  left.mockRestore();
  return asked;
}

const common = shapes.filter(({ name }) => /^(?!routes).* (?:one role|one policy|HTTP API|REST API)$/.test(name));

test.each(common)('four times the size, not sixteen times the questions: $name', ({ template }) => {
  const [few = 0, many = 0] = [30, 120].map((count) => questions(JSON.stringify(template(count))));
  expect(many).toBeLessThan(few * 8);
});
