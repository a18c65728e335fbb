import { addTo } from '../../source/groups.js';
import { any } from '../services.data.js';
import type { MakerCall, Words } from './words.js';

/** Nobody hands a name on through more functions. */
const deepest = 20;

/** Functions that make clients of services that they are given. */
export class Factories {
  readonly #calls = new Map<string, MakerCall[]>();
  readonly #known = new Map<string, readonly string[] | undefined>();

  constructor(
    readonly words: readonly Words[],
    renamed: ReadonlyMap<string, string>,
  ) {
    for (const call of words.flatMap(({ calls }) => calls)) {
      for (const name of new Set([call.name, renamed.get(call.name) ?? call.name])) addTo(this.#calls, name, call);
    }
  }

  /** The services that a function is given, wherever it is called; `undefined` where only a run tells. */
  servicesFor(factory: string, depth = 0): readonly string[] | undefined {
    if (this.#known.has(factory) || depth > deepest) return this.#known.get(factory);
    // What goes round in a circle is known only when it runs.
    this.#known.set(factory, undefined);
    const found = this.#servicesFor(factory, depth);
    this.#known.set(factory, found);
    return found;
  }

  #servicesFor(factory: string, depth: number): readonly string[] | undefined {
    // What hands on to a namesake is no other call of it.
    const calls = (this.#calls.get(factory) ?? []).filter(({ givenTo }) => givenTo !== factory);
    // Whoever has it otherwise may call it, too.
    if (calls.length === 0 || this.#isHanded(factory)) return undefined;
    const services = calls.map((call) => {
      if (call.services !== undefined) return call.services.length === 0 ? undefined : call.services;
      return call.givenTo === undefined ? undefined : this.servicesFor(call.givenTo, depth + 1);
    });
    return services.includes(undefined) ? undefined : [...new Set(services.flatMap((each) => each ?? []))];
  }

  #isHanded(name: string): boolean {
    return this.words.some(({ handed, asks }) => handed.has(name) || handed.has(any) || asks.some(({ open }) => open));
  }
}
