import { made, onceFor } from '../source/once.js';
import type { Location, SourceFile } from '../source/source.js';
import { type Entry, type MapNode, type Node, list, opaque, scalar } from '../template/node.js';
import type { Syntax, SyntaxEntry } from '../template/syntax.js';
import { callOf } from './convert/scope.js';
import { unreadWhy } from './losses.js';
import { read } from './read.js';

/**
 * The document in a file that a template hands on as it is: neither intrinsic functions nor parameters are worked out in it. Nothing where
 * it is no map, or can't be read: what is put into it before it is used may be what makes a document of it.
 */
export const plainDocument = onceFor((file: SourceFile): MapNode | undefined => {
  const { root, problems } = read(file);
  const node = problems.length === 0 && root !== undefined ? new Plain().node(root) : undefined;
  return node?.is === 'map' ? node : undefined;
});

/** Why something that is written like a function of templates is not known: `what` is its name, or the variable in a text. */
export type WhyUnworked = (what: string) => string;

/** A document that is handed on as it is, in which nobody knows what becomes of functions, and of what can't be read. */
export const plainNode = (root: Syntax, why: WhyUnworked): Node => new Plain(why).node(root);

/** A document in a text that stands somewhere else, where `place` says what is found in it. */
export const placedNode = (root: Syntax, place: (at: Location) => Location): Node =>
  new Plain(undefined, place).node(root);

class Plain {
  /** An anchor's content is one object however often it is used: each is made once, so that aliases cannot explode. */
  readonly #made = new Map<Syntax, Node>();

  constructor(
    private readonly why?: WhyUnworked,
    private readonly place = (at: Location): Location => at,
  ) {}

  node(syntax: Syntax): Node {
    return made(this.#made, syntax, () => this.#unworked(syntax, functionIn) ?? this.#nodeOf(syntax));
  }

  #unworked<T extends Pick<Syntax, 'at'>>(piece: T, find: (piece: T) => string | undefined): Node | undefined {
    const what = this.why && find(piece);
    if (this.why === undefined || what === undefined) return undefined;
    return opaque(what === unreadWhy ? what : this.why(what), this.place(piece.at));
  }

  #nodeOf(syntax: Syntax): Node {
    const at = this.place(syntax.at);
    switch (syntax.is) {
      case 'scalar':
        return scalar(syntax.value, at);
      case 'list':
        return list(
          syntax.items.map((item) => this.node(item)),
          at,
        );
      case 'map': {
        const entries = syntax.entries.map((entry): [string, Entry] => [
          entry.key,
          { key: this.place(entry.at), value: this.#unworked(entry, transformIn) ?? this.node(entry.value) },
        ]);
        return { is: 'map', entries: new Map(entries), at };
      }
    }
  }
}

/** A variable of `Fn::Sub`, as far as it is told from those of other languages, which begin with small letters. */
const variable = /\$\{(?:AWS::|[A-Z])[\w.]*\}/;

/** The function of templates that a piece of a document is written like, or the variable in a text. */
function functionIn(syntax: Syntax): string | undefined {
  const call = callOf(syntax);
  if (call?.name === 'Fn::Transform') return transformIn({ key: call.name, value: call.argument });
  // A schema may have a property of the name.
  const isOther = call?.name === 'Condition' || (call?.name === 'Ref' && call.argument.is !== 'scalar');
  if (call !== undefined && !isOther) return call.name;
  return syntax.is === 'scalar' ? variable.exec(syntax.text)?.[0] : undefined;
}

/** An include that stands among other entries, or text that can't be read. */
function transformIn({ key, value }: Pick<SyntaxEntry, 'key' | 'value'>): string | undefined {
  if (key !== 'Fn::Transform') return undefined;
  return value.is === 'scalar' && value.text === unreadWhy ? unreadWhy : key;
}
