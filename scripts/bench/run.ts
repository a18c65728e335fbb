/**
 * `npm run bench` measures whole processes against `node -e 0`, run in turn so that a busy machine slows both alike, and prints
 * medians and their ratios. It needs `npm run build` before. Nothing passes or fails by it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpora } from '../../test/support/corpora.js';
import { writePlan } from './plan.js';

const root = join(import.meta.dirname, '../..');
const command = join(root, 'dist/cli.cjs');
const runs = Number(process.argv[2] ?? 15);

interface Usage {
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
}

function measure(args: readonly string[]): Usage {
  const begun = performance.now();
  const { output } = spawnSync(process.execPath, ['--require', join(import.meta.dirname, 'usage.cjs'), ...args], {
    cwd: root,
    // A pipe, as hooks and workflows read it; what is printed is thrown away.
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
  });
  const wall = performance.now() - begun;
  const usage = output[3];
  if (!usage) throw new Error(`${args.join(' ')} ended without a word`);
  return { wall, ...(JSON.parse(usage) as Omit<Usage, 'wall'>) };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

function compare(
  name: string,
  args: readonly string[],
  floor: readonly string[] = ['-e', '0'],
  times: number = runs,
): void {
  measure(args);
  const pairs = Array.from({ length: times }, () => [measure(args), measure(floor)] as const);
  const column = (key: keyof Usage): string => {
    const [own, other] = [0, 1].map((side) => median(pairs.map((pair) => (side === 0 ? pair[0] : pair[1])[key])));
    const ratio = median(pairs.map(([one, beside]) => one[key] / beside[key]));
    const unit = key === 'memory' ? 'MiB' : 'ms';
    return `${ratio.toFixed(2)} × (${own?.toFixed(0) ?? ''} : ${other?.toFixed(0) ?? ''} ${unit})`.padEnd(26);
  };
  console.log(`${name.padEnd(34)} ${column('wall')} ${column('cpu')} ${column('memory')}`);
}

if (!existsSync(command)) throw new Error('dist/ is missing: run `npm run build` first');

console.log(`medians of ${String(runs)} runs, each beside one of \`node -e 0\` · node ${process.version}\n`);
console.log(`${''.padEnd(34)} ${'wall'.padEnd(26)} ${'CPU'.padEnd(26)} peak memory`);
compare('--version', [command, '--version']);
compare('one template of about 200 lines', [command, 'test/templates/orders/template.yaml']);
const airline = corpora('serverless-airline').find((path) => path.includes('booking'));
if (airline !== undefined) compare('one template of 589 lines', [command, airline]);
const patterns = corpora('serverless-patterns');
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
