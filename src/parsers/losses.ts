import type { Location } from '../source/source.js';
import type { Reading, Syntax, SyntaxEntry } from '../template/syntax.js';
import { callOf } from './convert/scope.js';

/** What an `Fn::Transform` is given that stands in the place of text that can't be read: why nobody knows what it says. */
export const unreadWhy = "text that can't be read";

/**
 * Puts an `Fn::Transform` wherever text could not be read, as if it were an include that is not at hand: what a map or a list
 * does not say may be said there.
 */
export function withLosses({ root, problems }: Reading): Reading {
  const losses = problems.flatMap(({ lost }) => lost ?? []);
  return root === undefined || losses.length === 0
    ? { problems, ...(root && { root }) }
    : { root: new Marks(losses).marked(root, 0, root.at.file.text.length), problems };
}

class Marks {
  readonly #done = new Map<Syntax, Syntax>();

  constructor(private readonly losses: readonly Location[]) {}

  /** The syntax with its losses: `from` is where what comes before it ends, and at `next` something else begins. */
  marked(syntax: Syntax, from: number, next: number): Syntax {
    const known = this.#done.get(syntax);
    if (known !== undefined) return known;
    const { at } = syntax;
    // What an alias repeats stands elsewhere.
    const isHere = at.start >= from;
    // What is missing behind a collection may be its last bracket, and entries before that.
    const own = syntax.is === 'scalar' ? at.end : at.end + 1;
    const end = isHere && isOpen(syntax) ? Math.max(next, own) : own;
    const made = this.#isHit(isHere ? from : at.start, end) ? this.#mark(syntax, end) : syntax;
    this.#done.set(syntax, made);
    return made;
  }

  #isHit(start: number, end: number): boolean {
    return this.losses.some((lost) => lost.start < end && lost.end > start);
  }

  #mark(syntax: Syntax, end: number): Syntax {
    const { at } = syntax;
    // A function is given what it needs, or gives nothing that can be known.
    if (syntax.is === 'scalar' || callOf(syntax) !== undefined) return unread(at);
    if (syntax.is === 'list') {
      const { items } = syntax;
      const marked = items.map((item, i) => this.marked(item, item.at.start, endOf(items[i + 1]?.at, item.at, end)));
      return { ...syntax, items: [...marked, unread(at)] };
    }
    const entries = syntax.entries.flatMap((entry, i): SyntaxEntry[] => {
      const key = entry.at;
      if (this.losses.some((lost) => lost.start <= key.start && lost.end >= key.end)) return [];
      return [{ ...entry, value: this.marked(entry.value, key.end, endOf(syntax.entries[i + 1]?.at, key, end)) }];
    });
    return { ...syntax, entries: [...entries, unreadEntry(at)] };
  }
}

/** Where an entry ends at the latest; what an alias repeats stands elsewhere. */
function endOf(next: Location | undefined, { start }: Location, end: number): number {
  return next === undefined || next.start < start ? end : next.start;
}

const unreadEntry = (at: Location): SyntaxEntry => ({
  key: 'Fn::Transform',
  at,
  value: { is: 'scalar', value: unreadWhy, text: unreadWhy, at },
});

/** Stands for what can't be read. */
export const unread = (at: Location): Syntax => ({ is: 'map', entries: [unreadEntry(at)], at });

/** Without brackets, a collection goes on until something else begins; so may what seems to be left out. */
const isOpen = ({ is, at }: Syntax): boolean =>
  is === 'scalar' ? at.start === at.end : !'{['.includes(at.file.text.charAt(at.start));
