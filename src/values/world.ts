import type { Scalar } from '../template/node.js';
import type { Open } from './value.js';

/** One thing that a world has settled, in words: `IsProd is true`, `Stage is prod`. */
export interface Fact {
  /** What it is about: a condition's or a parameter's name. */
  readonly subject: string;
  readonly words: string;
  /** A condition's answer, a parameter's default, or another value that the template allows for it. */
  readonly is: 'condition' | 'default' | 'value';
}

/** Thrown to leave a world that no deployment can be in. */
export class ImpossibleWorld extends Error {}

interface Settled {
  value?: Scalar;
  excluded: Set<string>;
}

/** What a condition comes to, and whether that differs between worlds. */
interface Answer {
  readonly holds: boolean;
  readonly touches: boolean;
}

/** Worlds are many, and so are the conditions in one: the four answers are made once. */
const answers = [
  [
    { holds: false, touches: false },
    { holds: false, touches: true },
  ],
  [
    { holds: true, touches: false },
    { holds: true, touches: true },
  ],
] as const;

/** What a world has settled. */
interface Settlements {
  readonly asked: { answer: number; of: number }[];
  readonly facts: Fact[];
  /** The words of the facts. */
  readonly told: Set<string>;
  readonly assumed: Set<string>;
  readonly parameters: Map<string, Settled>;
  readonly memo: Map<string, boolean>;
  readonly conditions: Map<string, Answer>;
  /** The conditions that were found true. */
  readonly held: string[];
  /** The conditions that are being worked out. */
  readonly working: Set<string>;
}

const none: readonly never[] = [];
const nobody = new Set<string>();

/**
 * One way in which everything that a template leaves open can fall: each condition true or false, each parameter one of the
 * values that its template names. What was settled stays settled, so that two `Fn::If` on one condition, or two conditions on
 * one parameter, agree. Only what a check asks for is settled at all.
 */
export class World {
  /** Why something could not be told, in the order of asking. */
  readonly unknowns: Open[] = [];
  /** Grows with every question that depends on this world; equal before and after means that an answer holds in all. */
  touched = 0;

  readonly #answers: readonly number[];
  // Each check of each resource has a world, and most of them settle nothing: what is settled is kept apart.
  #settled: Settlements | undefined;
  #guesses = false;

  /**
   * @param answers which option to take at each branching; options beyond the list's end take the first
   * @param withheld parameters whose default must not be used
   */
  constructor(
    answers: readonly number[] = [],
    readonly withheld: ReadonlySet<string> = nobody,
  ) {
    this.#answers = answers;
  }

  /** Every branching so far: the answer taken, and how many there were. */
  get asked(): readonly { readonly answer: number; readonly of: number }[] {
    return this.#settled?.asked ?? none;
  }

  get facts(): readonly Fact[] {
    return this.#settled?.facts ?? none;
  }

  /** Parameters that were read at a default which nothing else confirms. */
  get assumed(): ReadonlySet<string> {
    return this.#settled?.assumed ?? nobody;
  }

  /** Whether it is one of several of which nothing tells which there will be. */
  get isGuess(): boolean {
    return this.#guesses;
  }

  /** The names of the conditions that it has found true so far. */
  get held(): readonly string[] {
    return this.#settled?.held ?? none;
  }

  get #own(): Settlements {
    this.#settled ??= {
      asked: [],
      facts: [],
      told: new Set(),
      assumed: new Set(),
      parameters: new Map(),
      memo: new Map(),
      conditions: new Map(),
      held: [],
      working: new Set(),
    };
    return this.#settled;
  }

  /** Takes one of the options; a single one is no branching. */
  choose<T>(options: readonly [T, ...T[]]): T {
    this.touched += 1;
    if (options.length === 1) return options[0];
    const { asked } = this.#own;
    const answer = this.#answers[asked.length] ?? 0;
    asked.push({ answer, of: options.length });
    return options[answer] ?? options[0];
  }

  /** A yes-or-no question that is answered once per world. */
  decide(key: string, first: boolean): boolean {
    const known = this.#settled?.memo.get(key);
    if (known !== undefined) {
      this.touched += 1;
      return known;
    }
    const answer = this.choose([first, !first]);
    this.#own.memo.set(key, answer);
    return answer;
  }

  /** Tells that it has gone one way where nothing tells which: what holds that way only is not known to hold. */
  guess(): void {
    this.#guesses = true;
  }

  /** The answer of a condition: it is worked out once, however many others ask for it. One that asks for itself may be either. */
  once(name: string, answer: () => boolean): boolean {
    const known = this.#settled?.conditions.get(name);
    if (known !== undefined) {
      if (known.touches) this.touched += 1;
      return known.holds;
    }
    const { conditions, held, working } = this.#own;
    if (working.has(name)) return this.decide(`condition ${name}`, true);
    const before = this.touched;
    working.add(name);
    try {
      const holds = answer();
      conditions.set(name, answers[holds ? 1 : 0][this.touched > before ? 1 : 0]);
      if (holds) held.push(name);
      return holds;
    } finally {
      working.delete(name);
    }
  }

  /** What this world holds of a parameter. */
  settled(name: string): { readonly value?: Scalar; readonly excluded: ReadonlySet<string> } {
    this.touched += 1;
    return this.#of(name);
  }

  settle(name: string, value: Scalar): void {
    this.#of(name).value = value;
  }

  exclude(name: string, value: string): void {
    const settled = this.#of(name);
    if (settled.excluded === nobody) settled.excluded = new Set();
    settled.excluded.add(value);
  }

  assume(name: string): void {
    this.#own.assumed.add(name);
  }

  fact(fact: Fact): void {
    const { facts, told } = this.#own;
    if (told.has(fact.words)) return;
    told.add(fact.words);
    facts.push(fact);
  }

  /** Lets go of what is of use only while the world is asked; its facts and answers stay. */
  leave(): void {
    this.#settled?.parameters.clear();
    this.#settled?.conditions.clear();
    if (this.#settled !== undefined) this.#settled.held.length = 0;
    this.#settled?.memo.clear();
    this.#settled?.told.clear();
  }

  #of(name: string): Settled {
    const { parameters } = this.#own;
    let settled = parameters.get(name);
    if (settled === undefined) {
      settled = { excluded: nobody };
      parameters.set(name, settled);
    }
    return settled;
  }
}
