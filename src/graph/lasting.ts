import type { Open } from '../values/value.js';
import type { Graph } from './graph.js';

/**
 * Something that is worked out when it is asked for, and only once where no world makes a difference to it. What is unknown in it
 * counts as met whenever it is asked for.
 */
export class Lasting<T> {
  #known: { readonly value: T; readonly open: readonly Open[] } | undefined;

  constructor(
    readonly graph: Graph,
    readonly make: () => T,
  ) {}

  get(): T {
    const { world } = this.graph;
    const { unknowns } = world;
    if (this.#known !== undefined) {
      for (const each of this.#known.open) unknowns.push(each);
      return this.#known.value;
    }
    const [touched, met] = [world.touched, unknowns.length];
    const value = this.make();
    if (world.touched === touched) this.#known = { value, open: unknowns.slice(met) };
    return value;
  }
}
