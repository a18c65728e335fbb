/** What a process took: measured from outside, whole. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
export const command = join(root, 'dist/cli.cjs');
if (!existsSync(command)) throw new Error('dist/ is missing: run `npm run build` first');

export interface Usage {
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
}

/** Of node with some arguments. */
export function measure(args: readonly string[]): Usage {
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

/** Of any program, by GNU time: to 10 ms. */
export function measureProgram(program: string, args: readonly string[]): Usage {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const usage = join(folder, 'usage');
    const begun = performance.now();
    const { error } = spawnSync('/usr/bin/time', ['--quiet', '-f', '%U %S %M', '-o', usage, program, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 28,
    });
    if (error !== undefined) throw error;
    const wall = performance.now() - begun;
    const [user = NaN, system = NaN, kilobytes = NaN] = readFileSync(usage, 'utf8').trim().split(' ').map(Number);
    return { wall, cpu: (user + system) * 1000, memory: kilobytes / 1024 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const width = 26;

export const heading = (first: string): string =>
  `${first.padEnd(34)} ${'wall'.padEnd(width)} ${'CPU'.padEnd(width)} peak memory`;

/** The medians of pairs of runs and of their ratios, on a line. */
export function line(name: string, pairs: readonly (readonly [own: Usage, beside: Usage])[]): string {
  const column = (key: keyof Usage): string => {
    const [own, other] = [0, 1].map((side) => median(pairs.map((pair) => (side === 0 ? pair[0] : pair[1])[key])));
    const ratio = median(pairs.map(([one, beside]) => one[key] / beside[key]));
    const unit = key === 'memory' ? 'MiB' : 'ms';
    return `${ratio.toFixed(2)} × (${own?.toFixed(0) ?? ''} : ${other?.toFixed(0) ?? ''} ${unit})`.padEnd(width);
  };
  return `${name.padEnd(34)} ${column('wall')} ${column('cpu')} ${column('memory')}`.trimEnd();
}

/** Runs one and the other in turn, so that a busy machine slows both alike; the first of each only warms up. */
export function inTurn(times: number, one: () => Usage, other: () => Usage): [Usage, Usage][] {
  one();
  return Array.from({ length: times }, () => [one(), other()]);
}
