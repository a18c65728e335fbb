/** Generated templates at one, ten and a hundred times a size, each run beside one of `node -e 0`; in a line each. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, inTurn, measure, median } from './measure.js';
import { shapes } from './shapes/index.js';

/** What ten times as much may take on top of `node -e 0`: 10 times would be even, the rest is for caches that are too small for it. */
const even = 16;

const columns = (name: string, sizes: readonly string[], growth: string, memory: string): string =>
  `${name.padEnd(44)} ${sizes.map((size) => size.padStart(9)).join(' ')}  ${growth.padEnd(22)} ${memory}`.trimEnd();

/** Prints how CPU grows, all rules on, in multiples of that of `node -e 0`. */
export function printGrowth(runs: number): void {
  console.log('\ngrowth: CPU beside `node -e 0`, all rules on, at each size');
  console.log(columns('', ['1 ×', '10 ×', '100 ×'], 'from 10 × to 100 ×', 'peak memory'));
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    for (const { name, most, template } of shapes) {
      const sizes = [100, 10, 1].map((part) => {
        const path = join(folder, 'template.json');
        writeFileSync(path, JSON.stringify(template(Math.ceil(most / part)), undefined, 2));
        const pairs = inTurn(
          runs,
          () => measure([command, '--no-config', '--preset', 'all', path]),
          () => measure(['-e', '0']),
        );
        return {
          cpu: median(pairs.map(([own, floor]) => own.cpu / floor.cpu)),
          memory: median(pairs.map(([own]) => own.memory)),
        };
      });
      const [, more = 0, all = 0] = sizes.map(({ cpu }) => cpu);
      const factor = (all - 1) / (more - 1);
      console.log(
        columns(
          `${String(most)} ${name}`,
          sizes.map(({ cpu }) => `${cpu.toFixed(2)} ×`),
          `${factor.toFixed(1)} × ${factor <= even ? 'linear' : 'steeper'}`,
          `${(sizes.at(-1)?.memory ?? 0).toFixed(0)} MiB`,
        ),
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
