import type { Field, Fields } from '../resources/define.js';
import { type Open, openIn } from '../values/value.js';
import type { World } from '../values/world.js';
import type { Graph } from './graph.js';

/** A fact that was read, what is unknown of it, and the world in which it is so. */
interface Kept {
  readonly value: unknown;
  readonly open: Open | undefined;
  readonly of: World | 'every';
}

/** The facts of one thing, each read when it is asked for; one that is the same in every world is read once. */
export class Facts {
  readonly #graph: Graph;
  readonly #fields: Fields;
  readonly #read: (field: Field) => unknown;
  readonly #kept = new Map<string, Kept>();

  constructor(graph: Graph, fields: Fields, read: (field: Field) => unknown) {
    this.#graph = graph;
    this.#fields = fields;
    this.#read = read;
  }

  /** A fact in the world that is being looked at; `undefined` where the thing has no such fact. */
  get(name: string): unknown {
    const { world } = this.#graph;
    let kept = this.#kept.get(name);
    if (kept === undefined || (kept.of !== 'every' && kept.of !== world)) {
      const field = this.#fields[name];
      if (field === undefined) return undefined;
      const before = world.touched;
      const value = this.#read(field);
      kept = { value, open: openIn(value), of: world.touched === before ? 'every' : world };
      this.#kept.set(name, kept);
    } else if (kept.of !== 'every') world.touched += 1;
    if (kept.open !== undefined) world.unknowns.push(kept.open);
    return kept.value;
  }
}

/**
 * Makes facts readable like properties, when the first thing that has them is met. All things of a class share the getters of
 * all facts: with getters of its own, each would be of a shape of its own, and whoever reads them slow.
 */
export function gettersOf(made: { readonly prototype: { readonly facts: Facts } }): (fields: Fields) => void {
  const met = new WeakSet<Fields>();
  return (fields) => {
    if (met.has(fields)) return;
    met.add(fields);
    for (const name of Object.keys(fields)) {
      if (name in made.prototype) continue;
      Object.defineProperty(made.prototype, name, {
        get(this: { readonly facts: Facts }) {
          return this.facts.get(name);
        },
      });
    }
  };
}
