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
  | { readonly is: 'begun'; readonly at: number; readonly left: number }
  | { readonly is: 'fault'; readonly at: number; readonly name: string; readonly fault: string }
  | { readonly is: 'slow'; readonly at: number; readonly time: number }
  | { readonly is: 'done'; readonly end: number };

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
  let sound: Attack | undefined;
  let usual = Infinity;
  for (let at = first; at < end; at++) {
    const input = inputs.inputAt(at);
    if (inputs.soundAt(at) !== sound) {
      sound = inputs.soundAt(at);
      usual = sound === undefined ? Infinity : Math.max(0.5, atBest(sound));
    }
    if ((at - first) % batch === 0) say({ is: 'begun', at, left: end - at });
    const isThorough = at % inputs.oneThoroughIn === 0;
    const { fault, time } = took(input, isThorough);
    if (time > slowest) {
      slowest = time;
      say({ is: 'slow', at, time });
    }
    if (fault !== undefined) say({ is: 'fault', at, name: input.name, fault });
    else if (!isThorough && time > mostTimes * usual) {
      const again = atBest(input);
      const times = `${again.toFixed(0)} ms, where the sound one takes ${usual.toFixed(1)} ms`;
      if (again > mostTimes * usual) say({ is: 'fault', at, name: input.name, fault: `hangs: ${times}` });
    }
  }
  say({ is: 'done', end });
}

/** Fifty inputs go by between two signs of life. */
const batch = 50;

function main(mode: Mode, count: number, first: number): void {
  const start = performance.now();
  const known = new Map<string, number>();
  let crashes = 0;
  let slowest = 0;
  let slowestAt = first;

  const found = (where: string, fault: string): void => {
    crashes += 1;
    const kind = fault.split('\n').slice(0, 2).join('\n');
    known.set(kind, (known.get(kind) ?? 0) + 1);
    if (known.get(kind) === 1) console.log(`${where}:\n${fault}\n`);
  };
  const end = (inputs: number): void => {
    const seconds = (performance.now() - start) / 1000;
    const times = `the slowest ${slowest.toFixed(0)} ms (input ${String(slowestAt)}); ${seconds.toFixed(0)} seconds`;
    console.log(`${String(inputs)} inputs, ${times}, ${String(crashes)} crashes of ${String(known.size)} kinds`);
    process.exitCode = crashes > 0 ? 1 : 0;
  };

  /** Starts a process at an input; again, where the one before was silent there: the machine may have been busy. */
  function begin(from: number, isAgain: boolean): void {
    const worker = fork(import.meta.filename, ['--work', mode, String(count - (from - first)), String(from)], {
      execArgv: [...process.execArgv, `--max-old-space-size=${String(mostMegabytes)}`],
    });
    let last = from;
    let isOver = false;
    let watch: NodeJS.Timeout | undefined;
    const stop = (): void => {
      clearTimeout(watch);
      isOver = true;
      worker.kill('SIGKILL');
    };
    const lost = (why: string): void => {
      stop();
      found(`an input of ${String(last)} to ${String(last + batch - 1)}`, why);
      begin(last + batch, false);
    };
    const alive = (): void => {
      clearTimeout(watch);
      watch = setTimeout(() => {
        if (isAgain && last === from) {
          lost('hangs');
        } else {
          stop();
          begin(last, true);
        }
      }, mostSeconds * 1000);
    };
    worker.on('exit', (code) => {
      if (!isOver) lost(`ends the process with ${String(code)}`);
    });
    worker.on('message', (said: Said) => {
      if (isOver) return;
      alive();
      if (said.is === 'begun') {
        last = said.at;
        if ((last - first) % 50_000 === 0)
          console.log(`${String(last - first)} of ${String(last - first + said.left)} inputs`);
      } else if (said.is === 'fault') {
        found(`input ${String(said.at)}, ${said.name}`, said.fault);
      } else if (said.is === 'slow') {
        if (said.time > slowest) [slowest, slowestAt] = [said.time, said.at];
      } else {
        stop();
        end(said.end - first);
      }
    });
  }
  begin(first, false);
}

const words = process.argv.slice(2);
const isWorker = words[0] === '--work';
if (isWorker) words.shift();
const mode = modes.find((name) => name === words[0]) ?? 'random';
if (mode === words[0]) words.shift();
const [count = mode === 'random' ? 10_000 : Infinity, first = mode === 'random' ? 1 : 0] = words.map(Number);
if (isWorker) await work(mode, count, first);
else main(mode, count, first);
