import type { Entry } from '../../../template/node.js';
import type { Attributes } from './attributes.js';

/** The arguments of an instance as the entries of a map: each is worked out when it is asked for. */
export class ArgumentEntries implements ReadonlyMap<string, Entry> {
  #all: ReadonlyMap<string, Entry> | undefined;

  constructor(readonly attributes: Attributes) {}

  get(name: string): Entry | undefined {
    return this.attributes.has(name) ? this.#entry(name) : undefined;
  }

  #entry(name: string): Entry | undefined {
    const value = this.attributes.get(name);
    return value && { key: this.attributes.at([name]), value };
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get size(): number {
    return this.#whole().size;
  }

  entries(): MapIterator<[string, Entry]> {
    return this.#whole().entries();
  }

  keys(): MapIterator<string> {
    return this.#whole().keys();
  }

  values(): MapIterator<Entry> {
    return this.#whole().values();
  }

  [Symbol.iterator](): MapIterator<[string, Entry]> {
    return this.entries();
  }

  forEach(visit: (value: Entry, key: string, map: ReadonlyMap<string, Entry>) => void): void {
    for (const name of this.attributes.names()) {
      const entry = this.#entry(name);
      if (entry !== undefined) visit(entry, name, this);
    }
  }

  #whole(): ReadonlyMap<string, Entry> {
    if (this.#all === undefined) {
      const found = new Map<string, Entry>();
      this.forEach((entry, name) => found.set(name, entry));
      this.#all = found;
    }
    return this.#all;
  }
}
