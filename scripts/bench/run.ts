/**
 * `npm run bench` measures whole processes against `node -e 0`, run in turn so that a busy machine slows both alike, and prints
 * medians and their ratios. It needs `npm run build` before. Nothing passes or fails by it.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpora } from '../../test/support/corpora.js';
import { command, heading, inTurn, line, measure, root } from './measure.js';
import { writePlan } from './plan.js';

const isBetween = (count: number, least: number, most: number): boolean => count >= least && count <= most;

const runs = Number(process.argv[2] ?? 15);

function compare(
  name: string,
  args: readonly string[],
  floor: readonly string[] = ['-e', '0'],
  times: number = runs,
): void {
  const pairs = inTurn(
    times,
    () => measure(args),
    () => measure(floor),
  );
  console.log(line(name, pairs));
}

console.log(`medians of ${String(runs)} runs, each beside one of \`node -e 0\` · node ${process.version}\n`);
console.log(heading(''));
compare('--version', [command, '--version']);
const patterns = corpora('serverless-patterns').filter((path) => !path.endsWith('index.json'));
const middling = patterns.filter((path) => isBetween(readFileSync(path, 'utf8').split('\n').length, 180, 225));
if (middling.length > 0) {
  const each = middling.flatMap((path) =>
    inTurn(
      Math.ceil(runs / 3),
      () => measure([command, path]),
      () => measure(['-e', '0']),
    ),
  );
  console.log(line(`${String(middling.length)} of about 200 lines, one by one`, each));
}
compare('one of 228 lines, dense and wrong', [command, 'test/templates/orders/template.yaml']);
const airline = corpora('serverless-airline').find((path) => path.includes('booking'));
if (airline !== undefined) compare('one template of 589 lines', [command, airline]);
if (patterns.length > 0) compare(`${String(patterns.length)} published templates`, [command, ...patterns]);

const plans = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  console.log('\nplans, each beside `node -e` that only reads and parses it');
  for (const size of [4e6, 43e6]) {
    const path = join(plans, `${String(size)}.json`);
    writePlan(path, size, join(root, 'test/templates'));
    const parse = `JSON.parse(require('node:fs').readFileSync(${JSON.stringify(path)}, 'utf8'))`;
    compare(
      `a plan of ${(statSync(path).size / 1e6).toFixed(0)} MB`,
      [command, path],
      ['-e', parse],
      Math.min(runs, 5),
    );
  }
} finally {
  rmSync(plans, { recursive: true });
}
