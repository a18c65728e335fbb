/**
 * `npm run fuzz -- COUNT [SEED]` damages COUNT templates, plans and Terraform sources (the repository's own, and the published ones
 * that LAMBDA_LINT_CORPORA names), and prints what the linter cannot stand: an exception, a rule that crashes, a place
 * outside of its file, output that acts on a terminal, a file that is lost because of its neighbour, an input that takes too long or
 * too much memory. The same seed, the same input: `npm run fuzz -- 1 SEED` shows one again.
 */
import { fork } from 'node:child_process';
import { attack } from '../test/support/hostile/attack.js';
import { ownBases, publishedBases } from '../test/support/hostile/bases.js';
import { faultOf } from '../test/support/hostile/judge.js';
import { Random } from '../test/support/hostile/random.js';
import { hcl } from '../test/support/hcl.js';

/** An input that takes longer hangs: the usual one takes a few milliseconds, the slowest sound one a third of a second. */
const mostSeconds = 60;
const mostMegabytes = 1024;

type Said =
  | { readonly is: 'begun'; readonly seed: number }
  | { readonly is: 'fault'; readonly seed: number; readonly name: string; readonly fault: string }
  | { readonly is: 'done'; readonly slowest: number; readonly slowestSeed: number };

async function work(from: number, to: number): Promise<void> {
  const say = (said: Said) => process.send?.(said);
  const bases = [...ownBases(), ...publishedBases()];
  const readHcl = await hcl();
  let slowest = 0;
  let slowestSeed = from;
  for (let seed = from; seed < to; seed++) {
    const input = attack(bases, new Random(seed), readHcl);
    if (seed % 50 === from % 50) say({ is: 'begun', seed });
    const start = performance.now();
    const fault = faultOf(input, seed % 8 === 0);
    const took = performance.now() - start;
    if (took > slowest) [slowest, slowestSeed] = [took, seed];
    if (fault !== undefined) say({ is: 'fault', seed, name: input.name, fault });
  }
  say({ is: 'done', slowest, slowestSeed });
}

function main(count: number, first: number): void {
  const start = performance.now();
  const known = new Map<string, number>();
  let crashes = 0;
  let last = first;
  const worker = fork(import.meta.filename, ['--work', String(first), String(first + count)], {
    execArgv: [...process.execArgv, `--max-old-space-size=${String(mostMegabytes)}`],
  });
  let done = false;
  const end = (words: string): void => {
    const seconds = (performance.now() - start) / 1000;
    console.log(`${words}; ${seconds.toFixed(0)} seconds, ${String(crashes)} crashes of ${String(known.size)} kinds`);
    process.exitCode = crashes > 0 ? 1 : 0;
  };
  let watch: NodeJS.Timeout | undefined;
  const stop = (why: string): void => {
    crashes += 1;
    end(`an input of seeds ${String(last)} to ${String(last + 49)} ${why}`);
    process.exitCode = 1;
    done = true;
    worker.kill('SIGKILL');
  };
  const alive = (): void => {
    clearTimeout(watch);
    // Fifty inputs go by between two signs of life.
    watch = setTimeout(() => {
      stop('hangs');
    }, mostSeconds * 1000);
  };
  worker.on('exit', (code) => {
    clearTimeout(watch);
    if (!done) stop(`ends the process with ${String(code)}`);
  });
  worker.on('message', (said: Said) => {
    alive();
    if (said.is === 'begun') {
      last = said.seed;
      if ((said.seed - first) % 50_000 === 0) console.log(`${String(said.seed - first)} inputs`);
      return;
    }
    if (said.is === 'fault') {
      crashes += 1;
      const kind = said.fault.split('\n').slice(0, 2).join('\n');
      known.set(kind, (known.get(kind) ?? 0) + 1);
      if (known.get(kind) === 1) console.log(`seed ${String(said.seed)}, ${said.name}:\n${said.fault}\n`);
      return;
    }
    done = true;
    end(`${String(count)} inputs, the slowest ${said.slowest.toFixed(0)} ms (seed ${String(said.slowestSeed)})`);
  });
}

const [mode, ...numbers] = process.argv.slice(2);
if (mode === '--work') await work(Number(numbers[0]), Number(numbers[1]));
else main(Number(mode ?? 10_000), Number(numbers[0] ?? 1));
