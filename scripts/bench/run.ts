/**
 * `npm run bench -- [RUNS] [PART]...` measures whole processes against `node -e 0`, run in turn so that a busy machine slows both alike,
 * and prints medians and their ratios. It needs `npm run build` before. Nothing passes or fails by it. The parts are `files`, `corpora`,
 * `plans` and `growth`, all of which it does if none is named, and `large`: a plan of 200 MB.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpora, corporaRoot } from '../../test/support/corpora.js';
import { printGrowth } from './growth.js';
import { command, heading, inTurn, line, measure, root } from './measure.js';
import { writeOnlyParse } from './only-parse.js';
import { writePlan } from './plan.js';

const isBetween = (count: number, least: number, most: number): boolean => count >= least && count <= most;

const given = process.argv.slice(2);
const runs = Number(given.find((each) => /^\d+$/.test(each)) ?? 15);
const named = given.filter((each) => !/^\d+$/.test(each));
const isAsked = (part: string): boolean => (named.length === 0 ? part !== 'large' : named.includes(part));

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
const filesOf = (collection: string): readonly string[] =>
  corpora(collection).filter((path) => !path.endsWith('index.json'));
const published = filesOf('.');

function files(): void {
  console.log(heading(''));
  compare('--version', [command, '--version']);
  const patterns = filesOf('serverless-patterns');
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
  const airline = filesOf('serverless-airline').find((path) => path.includes('booking'));
  if (airline !== undefined) compare('one template of 589 lines', [command, airline]);
  for (const count of [100, patterns.length]) {
    const some = patterns.slice(0, count);
    if (some.length > 0) compare(`${String(some.length)} published templates`, [command, ...some]);
  }
}

function collections(folder: string): void {
  if (published.length === 0) return;
  const onlyParse = join(folder, 'only-parse.cjs');
  writeOnlyParse(onlyParse);
  console.log('\nall published files in one run, beside only reading and parsing them with the same readers');
  compare(`${String(published.length)} files`, [command, ...published], [onlyParse, ...published], Math.min(runs, 5));
}

function plans(folder: string, sizes: readonly number[]): void {
  console.log('\nplans, each beside `node -e` that only reads and parses it');
  const path = join(folder, 'plan.json');
  const parse = `JSON.parse(require('node:fs').readFileSync(${JSON.stringify(path)}, 'utf8'))`;
  const compareOf = (made: string, from: string, size: number): void => {
    writePlan(path, size, from);
    const megabytes = (statSync(path).size / 1e6).toFixed(0);
    compare(`${megabytes} MB of ${made} plans`, [command, path], ['-e', parse], Math.min(runs, 5));
  };
  for (const size of sizes) {
    if (published.length > 0) compareOf('published', join(corporaRoot, 'terraform-plans'), size);
    compareOf('our dense and wrong', join(root, 'test/templates'), size);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  if (isAsked('files')) files();
  if (isAsked('corpora')) collections(folder);
  const sizes = [...(isAsked('plans') ? [4e6, 43e6] : []), ...(isAsked('large') ? [200e6] : [])];
  if (sizes.length > 0) plans(folder, sizes);
  if (isAsked('growth')) printGrowth(Math.min(runs, 3));
} finally {
  rmSync(folder, { recursive: true });
}
