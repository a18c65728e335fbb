import type { Location } from '../../../source/source.js';
import { type Entry, type Node, isSensitive, opaque, scalar, sensitive } from '../../../template/node.js';
import { entries, isObject, items } from './loose.js';

/** Whether nothing of a node waits for the apply; `isOther` says what counts as known beside what is. */
export function isLiteral(node: Node, isOther: (node: Node) => boolean = () => false): boolean {
  const isKnown = (each: Node): boolean => isLiteral(each, isOther);
  switch (node.is) {
    case 'scalar':
    case 'omitted':
      return true;
    case 'list':
      return node.items.every(isKnown);
    case 'map':
      return [...node.entries.values()].every(({ value }) => isKnown(value));
    case 'text':
      return node.parts.every((part) => typeof part === 'string' || isKnown(part));
    case 'alias':
      return isKnown(node.of);
    case 'computed':
      return node.args.every(isKnown);
    default:
      return isOther(node);
  }
}

/** What a value is that the plan does not know: of a conditional, the branch that is not known either. */
export function unknownIn(node: Node): Node {
  if (node.is === 'alias') {
    const of = unknownIn(node.of);
    return of === node.of ? node : { ...node, of };
  }
  if (node.is !== 'choice') return node;
  const [then, otherwise] = [unknownIn(node.then), unknownIn(node.otherwise)];
  if (isLiteral(then)) return otherwise;
  return isLiteral(otherwise) ? then : { ...node, then, otherwise };
}

/** A value that the plan knows; null is as good as not written. */
export function valueOf(value: unknown, at: Location, depth = 0): Node {
  if (depth > 100) return opaque('it is nested too deep', at);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return scalar(value, at);
  if (Array.isArray(value))
    return { is: 'list', items: value.map((item: unknown) => valueOf(item, at, depth + 1)), at };
  if (!isObject(value)) return { is: 'omitted', at };
  const children = new Map<string, Entry>();
  for (const [key, item] of entries(value)) {
    if (item !== null) children.set(key, { key: at, value: valueOf(item, at, depth + 1) });
  }
  return { is: 'map', entries: children, at };
}

/** Whether nothing of a value is left open but what must not be spoken of. */
export const isOpenOnPurpose = (node: Node): boolean => isLiteral(node, isSensitive);

/** Whether anything below a mark of `after_unknown` or `after_sensitive` is marked. */
export function isMarked(mark: unknown, depth = 0): boolean {
  if (typeof mark === 'boolean' || mark === undefined || depth > 100) return mark === true;
  if (Array.isArray(mark)) return mark.some((item) => isMarked(item, depth + 1));
  return entries(mark).some(([, item]) => isMarked(item, depth + 1));
}

/** How many things below a mark are marked. */
export function marksIn(mark: unknown, depth = 0): number {
  if (typeof mark === 'boolean' || depth > 100) return mark === true ? 1 : 0;
  const below = Array.isArray(mark) ? items(mark) : entries(mark).map(([, item]) => item);
  return below.reduce<number>((sum, item) => sum + marksIn(item, depth + 1), 0);
}

/** The same value, asked for at another place. */
export function movedTo(at: Location, node: Node): Node {
  switch (node.is) {
    case 'map':
    case 'alias':
    case 'computed':
      return { is: 'alias', of: node, at };
    case 'list':
      return { ...node, items: node.items.map((item) => movedTo(at, item)), at };
    case 'text':
      return { ...node, parts: node.parts.map((part) => (typeof part === 'string' ? part : movedTo(at, part))), at };
    case 'choice':
      return { ...node, then: movedTo(at, node.then), otherwise: movedTo(at, node.otherwise), at };
    default:
      return { ...node, at };
  }
}

/** A value that an expression may have. */
export interface Candidate {
  readonly node: Node;
  /** Known before the apply: it can't be what an unknown argument is, only what decides or surrounds it. */
  readonly known: boolean;
}

export const candidateOf = (node: Node): Candidate => ({ node, known: isLiteral(node) });

/** A value that the plan knows, and must not be spoken of. */
export const hiddenAt = (at: Location, key?: string): Candidate => ({ node: sensitive(at, key), known: true });

/** More ways than this make a choice that nobody can follow. */
const limit = 8;

/** Tells which value one of an argument's candidates is. */
const identity = (node: Node): string | Node =>
  node.is === 'reference' ? `${node.to} ${node.attribute ?? ''}` : node.is === 'opaque' ? `? ${node.why}` : node;

export function withoutRepetition(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length < 2) return candidates;
  const seen = new Map<string | Node, Candidate>();
  for (const candidate of candidates) {
    const name = identity(candidate.node);
    if (!seen.has(name)) seen.set(name, candidate);
  }
  return [...seen.values()];
}

/**
 * What is one of several, with nothing that decides which: whoever asks for another one gets the same answer, so that two that
 * differ would look alike. One resource is told whatever is asked for.
 */
export function oneOf(
  found: readonly Candidate[],
  at: Location,
  told: (candidate: Candidate) => readonly Candidate[] = (candidate) => [candidate],
): readonly Candidate[] {
  const all = new Set(found.map(({ node }) => (node.is === 'reference' ? node.to : node)));
  if (all.size < 2) return found.flatMap(told);
  const names = [...all].flatMap((each) => (typeof each === 'string' ? [each] : []));
  if (names.length < all.size) return found.flatMap(told);
  return [candidateOf(opaque(`known after apply: the plan does not tell which it is of ${shown(names)}`, at))];
}

/** What the plan keeps nothing of (a local): it gives way to anything that is known to be there. */
export const unresolved = (what: string, scope: string, at: Location): Node =>
  opaque(`known after apply: ${what} of ${scope === '' ? 'the root module' : scope} is not in the plan`, at);

export const isUnresolved = ({ node }: Candidate): boolean =>
  node.is === 'opaque' && node.why.endsWith(' is not in the plan');

/**
 * A list of which nothing is told but what it refers to: where that is more than one thing, each of them may be in it or not, and
 * what is found in it holds for one guess only.
 */
export function listed(nodes: readonly Node[], at: Location): Node {
  const items: Node = { is: 'list', items: nodes.map((node) => movedTo(at, node)), at };
  if (nodes.length < 2) return items;
  const names = namesOf(nodes);
  const otherwise = opaque(`known after apply: the plan does not tell which of ${shown(names)} it has`, at);
  return {
    is: 'choice',
    condition: { is: 'unknown', why: `what of ${names.join(', ')} it has` },
    then: items,
    otherwise,
    at,
  };
}

/** An item of a list or map: one of the things that this refers to, or text with some of them in it. */
export function itemOf(nodes: readonly Node[], at: Location): Node | undefined {
  const [first, ...others] = nodes;
  if (first === undefined || others.every((node) => areAlike(first, node))) return combined(nodes, at, 'one');
  const why = `known after apply: the plan does not tell what of ${shown(namesOf(nodes))} it is`;
  return { is: 'opaque', why, at, mentions: mentionsOf(nodes) };
}

/**
 * One node for all that an expression may be. What is alike (the same attribute of resources of one type) is a choice; of what
 * differs, the text is made, in an order and with words between that the plan does not keep.
 */
export function combined(nodes: readonly Node[], at: Location, manner: 'list' | 'one'): Node | undefined {
  if (manner === 'list') return { is: 'list', items: nodes.map((node) => movedTo(at, node)), at };
  const hidden = nodes.filter(({ is }) => is === 'opaque');
  const telling = nodes.filter(({ is }) => is !== 'opaque');
  const [first, ...others] = hidden.slice(0, 1).concat(telling);
  if (first === undefined) return undefined;
  if (others.length === 0) return movedTo(at, first);
  if (others.length > limit) return opaque('known after apply: it may be many things', at);
  const differ = telling.some((node) => !areAlike(telling[0] ?? node, node));
  const whole: Node = { is: 'text', parts: telling.map((node) => movedTo(at, node)), at };
  return choiceOf(differ ? [...hidden.slice(0, 1), whole] : [first, ...others], at);
}

function areAlike(one: Node, other: Node): boolean {
  if (one.is === 'map' || other.is === 'map') return one.is === other.is;
  if (one.is !== 'reference' || other.is !== 'reference') return false;
  return one.attribute === other.attribute && typeOf(one.to) === typeOf(other.to);
}

/** The resource type in an address: the name before the last but one dot outside of brackets. */
const typeOf = (address: string): string | undefined =>
  /([a-z]\w*)\.[^.[\]"]+$/i.exec(address.replace(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, ''))?.[1];

/** The addresses of the resources among some nodes. */
export const mentionsOf = (nodes: readonly Node[]): readonly string[] =>
  nodes.flatMap((node) => (node.is === 'reference' ? [node.to] : []));

const namesOf = (nodes: readonly Node[]): readonly string[] =>
  nodes.map((node) => (node.is === 'reference' ? node.to : node.is === 'opaque' ? node.why : 'a value'));

/** The first few of many names. */
export function shown(names: readonly string[]): string {
  const all = [...new Set(names)];
  return all.slice(0, 3).join(', ') + (all.length > 3 ? ', …' : '');
}

function choiceOf(nodes: readonly Node[], at: Location): Node | undefined {
  const why = `which it is of ${namesOf(nodes).join(', ')}`;
  return nodes.reduceRight<Node | undefined>((otherwise, node, index) => {
    const then = movedTo(at, node);
    if (otherwise === undefined) return then;
    return { is: 'choice', condition: { is: 'unknown', why: `${why} (${index})` }, then, otherwise, at };
  }, undefined);
}
