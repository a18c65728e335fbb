/**
 * `npm run fuzz -- COUNT [SEED]` damages COUNT templates, plans and Terraform sources at random (the repository's own, and the
 * published ones that LAMBDA_LINT_CORPORA names). The same seed, the same input: `npm run fuzz -- 1 SEED` shows one again.
 *
 * `npm run fuzz -- prefixes` cuts 50 real templates and 20 plans off at each of their characters, and `npm run fuzz -- mutations`
 * damages each of their nodes in each of some sixty ways; a count and a number to begin with may follow here, too.
 *
 * Each prints what the linter cannot stand: an exception, a rule that crashes, a place outside of its file, output that acts on a
 * terminal, a file that is lost because of its neighbour, an input that takes fifty times as long as the sound one, or too much memory.
 */
import { fork } from 'node:child_process';
import { attack, type Attack } from '../test/support/hostile/attack.js';
import { ownBases, publishedBases, realBases } from '../test/support/hostile/bases.js';
import { mutations, prefixes } from '../test/support/hostile/exhaustive.js';
import { faultOf } from '../test/support/hostile/judge.js';
import { Random } from '../test/support/hostile/random.js';
import { hcl } from '../test/support/hcl.js';

/** An input that takes longer hangs: the usual one takes a few milliseconds, the slowest sound one a third of a second. */
const mostSeconds = 60;
const mostMegabytes = 1024;
const mostTimes = 50;

const modes = ['random', 'prefixes', 'mutations'] as const;
type Mode = (typeof modes)[number];

type Said =
  | { readonly is: 'begun'; readonly at: number; readonly of: number }
  | { readonly is: 'fault'; readonly at: number; readonly name: string; readonly fault: string }
  | { readonly is: 'done'; readonly inputs: number; readonly slowest: number; readonly slowestAt: number };

interface Inputs {
  readonly count: number;
  readonly inputAt: (index: number) => Attack;
  /** What that input was before it was damaged, where the two can be compared. */
  readonly soundAt: (index: number) => Attack | undefined;
  /** Printing in every format takes longer than linting. */
  readonly oneThoroughIn: number;
}

async function inputsOf(mode: Mode): Promise<Inputs> {
  const readHcl = await hcl();
  if (mode !== 'random') {
    const all = mode === 'prefixes' ? prefixes : mutations;
    return { ...all(realBases(50, 20), readHcl), oneThoroughIn: 50 };
  }
  const bases = [...ownBases(), ...publishedBases()];
  return {
    count: Infinity,
    inputAt: (seed) => attack(bases, new Random(seed), readHcl),
    soundAt: () => undefined,
    oneThoroughIn: 8,
  };
}

function took(input: Attack, isThorough: boolean): { readonly fault: string | undefined; readonly time: number } {
  const start = performance.now();
  const fault = faultOf(input, isThorough);
  return { fault, time: performance.now() - start };
}

/** The quickest of a few runs: the others shared the machine with something. */
const atBest = (input: Attack): number => Math.min(...[1, 2, 3].map(() => took(input, false).time));

async function work(mode: Mode, count: number, first: number): Promise<void> {
  const say = (said: Said) => process.send?.(said);
  const inputs = await inputsOf(mode);
  const end = Math.min(first + count, inputs.count);
  let slowest = 0;
  let slowestAt = first;
  let sound: Attack | undefined;
  let usual = Infinity;
  for (let at = first; at < end; at++) {
    const input = inputs.inputAt(at);
    if (inputs.soundAt(at) !== sound) {
      sound = inputs.soundAt(at);
      usual = sound === undefined ? Infinity : Math.max(0.5, atBest(sound));
    }
    if ((at - first) % 50 === 0) say({ is: 'begun', at, of: end - first });
    const isThorough = at % inputs.oneThoroughIn === 0;
    const { fault, time } = took(input, isThorough);
    if (time > slowest) [slowest, slowestAt] = [time, at];
    if (fault !== undefined) say({ is: 'fault', at, name: input.name, fault });
    else if (!isThorough && time > mostTimes * usual) {
      const again = atBest(input);
      const times = `${again.toFixed(0)} ms, where the sound one takes ${usual.toFixed(1)} ms`;
      if (again > mostTimes * usual) say({ is: 'fault', at, name: input.name, fault: `hangs: ${times}` });
    }
  }
  say({ is: 'done', inputs: end - first, slowest, slowestAt });
}

function main(mode: Mode, count: number, first: number): void {
  const start = performance.now();
  const known = new Map<string, number>();
  let crashes = 0;
  let last = first;
  const worker = fork(import.meta.filename, ['--work', mode, String(count), String(first)], {
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
    end(`an input of ${String(last)} to ${String(last + 49)} ${why}`);
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
      last = said.at;
      if ((said.at - first) % 50_000 === 0) console.log(`${String(said.at - first)} of ${String(said.of)} inputs`);
      return;
    }
    if (said.is === 'fault') {
      crashes += 1;
      const kind = said.fault.split('\n').slice(0, 2).join('\n');
      known.set(kind, (known.get(kind) ?? 0) + 1);
      if (known.get(kind) === 1) console.log(`input ${String(said.at)}, ${said.name}:\n${said.fault}\n`);
      return;
    }
    done = true;
    end(`${String(said.inputs)} inputs, the slowest ${said.slowest.toFixed(0)} ms (input ${String(said.slowestAt)})`);
  });
}

const words = process.argv.slice(2);
const isWorker = words[0] === '--work';
if (isWorker) words.shift();
const mode = modes.find((name) => name === words[0]) ?? 'random';
if (mode === words[0]) words.shift();
const [count = mode === 'random' ? 10_000 : Infinity, first = mode === 'random' ? 1 : 0] = words.map(Number);
if (isWorker) await work(mode, count, first);
else main(mode, count, first);
