import type { Location } from '../../../source/source.js';
import type { Node } from '../../../template/node.js';
import { placedNode } from '../../plain.js';
import { read } from '../../read.js';
import { LazyLocation } from '../plan/places.js';

/**
 * The tree in a JSON or YAML text that the plan knows: a policy, an OpenAPI document. Its nodes stand within the string of the
 * plan where that is what `at` is, and all at `at` where that is in a source file.
 */
export function documentIn(text: string, at: Location): Node | undefined {
  // YAML is anything: only what begins as an OpenAPI document is taken for one.
  if (!/^\s*\{|^(?:openapi|swagger)["']?\s*:/m.test(text)) return undefined;
  const { root, problems } = read({ path: 'document.json', text });
  if (root?.is !== 'map' || problems.length > 0) return undefined;
  const places = new Places(text, at);
  return placedNode(root, ({ start, end }) => new TextLocation(places, start, end));
}

/** Where things in a text stand that is a string of a plan. */
class Places {
  #offsets: readonly number[] | undefined;

  constructor(
    readonly text: string,
    readonly at: Location,
  ) {}

  find(start: number, end: number): Location {
    const { file, start: from } = this.at;
    this.#offsets ??= offsetsIn(file.text.slice(from, this.at.end), this.text);
    const [first, last] = [this.#offsets[start], this.#offsets[end]];
    return first === undefined || last === undefined
      ? { file, start: from, end: this.at.end }
      : { file, start: from + first, end: from + last };
  }
}

/** A place in a text, by its offsets there. */
class TextLocation extends LazyLocation {
  constructor(
    readonly places: Places,
    readonly from: number,
    readonly to: number,
  ) {
    super();
  }

  protected override find(): Location {
    return this.places.find(this.from, this.to);
  }
}

/** Where each unit of a text stands in the JSON string that spells it, and where its end does; none in anything else. */
function offsetsIn(source: string, text: string): readonly number[] {
  if (!source.startsWith('"')) return [];
  const offsets: number[] = [];
  let at = 1;
  for (; at < source.length - 1;) {
    offsets.push(at);
    if (source.charAt(at) !== '\\') at += 1;
    else at += source.charAt(at + 1) === 'u' ? 6 : 2;
  }
  offsets.push(at);
  return offsets.length === text.length + 1 ? offsets : [];
}
