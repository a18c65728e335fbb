import type { Location } from '../../../source/source.js';
import { list, type Node, opaque, scalar, text, unaliased } from '../../../template/node.js';
import type { ReferenceStep } from '../scope.js';

/** Nodes that stand for what an expression would fail to find. */
export const missing = new WeakSet<Node>();

/** Ends the key of what stands in a list for items that are not known, however many. */
const several = '[*]';

/** What stands in a list for all items of another value. */
export function itemsOf(node: Node): Node {
  const value = unaliased(node);
  const key = value.is === 'opaque' ? (value.key ?? value.why) : sourceOf(node.at);
  const why = value.is === 'opaque' ? value.why : `the items of ${sourceOf(node.at)} are known after apply`;
  return opaque(why, node.at, `${key}${several}`);
}

/** What may be in its list or not, as a condition decides that is not known. */
export const perhaps = new WeakSet<Node>();

/** Whether something in a list stands for any number of items. */
export const isSeveral = (item: Node): boolean =>
  perhaps.has(item) || (item.is === 'opaque' && item.key?.endsWith(several) === true);

/** Whether it is not known how many items a list has. */
export const isOpen = (node: Node): boolean => node.is === 'list' && node.items.some(isSeveral);

/** The value of a node, null as a scalar. */
export function followed(node: Node): Node {
  const value = unaliased(node);
  return value.is === 'omitted' ? scalar(null, value.at) : value;
}

/** Whether a node is true or false, where that is known; text says so too. */
export function truthOf(node: Node | undefined): boolean | undefined {
  const value = node && unaliased(node);
  if (value?.is !== 'scalar') return undefined;
  if (value.value === true || value.value === 'true') return true;
  return value.value === false || value.value === 'false' ? false : undefined;
}

const longest = 80;

/** The words of the source on one line. */
export function sourceOf({ file, start, end }: Location): string {
  const words = file.text.slice(start, end).replace(/\s+/g, ' ');
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
}

/** A key of an object: what is not known of it stands in it by name. */
export function textKey(node: Node): string {
  const value = followed(node);
  switch (value.is) {
    case 'scalar':
      return String(value.value ?? '');
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? part : textKey(part))).join('');
    case 'reference':
      return `\${${value.to}${value.attribute === undefined ? '' : `.${value.attribute}`}}`;
    case 'opaque':
      return `\${${value.key ?? value.why}}`;
    default:
      return `\${${sourceOf(value.at)}}`;
  }
}

/** Lists that are sets: the keys of what is in them are the things themselves. */
export const sets = new WeakSet<Node>();

/** What a loop goes over, each with its key; nothing where that is not known. */
export function eachItem(node: Node): readonly { readonly key: Node; readonly value: Node }[] | undefined {
  const of = followed(node);
  if (of.is === 'list' && !isOpen(of)) {
    return of.items.map((value, index) => ({ key: sets.has(of) ? value : scalar(index, value.at), value }));
  }
  if (of.is !== 'map') return undefined;
  const sorted = [...of.entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([key, { key: at, value }]) => ({ key: scalar(key, at), value }));
}

/** What steps lead to within a value; `missing` where the value certainly has no such thing, nothing where it is not known. */
export function stepInto(node: Node, steps: readonly ReferenceStep[], at: Location): Node | 'missing' | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return node;
  const value = followed(node);
  if (value.is === 'choice') {
    const [then, otherwise] = [stepInto(value.then, steps, at), stepInto(value.otherwise, steps, at)];
    if (then === 'missing') return otherwise;
    if (otherwise === 'missing') return then;
    return then && otherwise && { is: 'choice', condition: value.condition, then, otherwise, at };
  }
  if (typeof step === 'object' && 'splat' in step) return splat(value, rest, at);
  const key = typeof step === 'string' ? step : step.index;
  if (value.is === 'map') {
    const entry = value.entries.get(String(key));
    return entry === undefined ? 'missing' : stepInto(entry.value, rest, at);
  }
  if (value.is === 'list') {
    const index = Number(key);
    const before = value.items.slice(0, index + 1);
    if (before.some(isSeveral)) return undefined;
    const item = value.items[index];
    if (item === undefined) return isOpen(value) ? undefined : 'missing';
    return stepInto(item, rest, at);
  }
  if (value.is === 'reference' && value.attribute === undefined && typeof step === 'string') {
    return stepInto({ is: 'reference', to: value.to, attribute: step, at }, rest, at);
  }
  if (value.is === 'opaque' && value.key !== undefined) {
    const suffix = typeof step === 'string' ? `.${step}` : `[${JSON.stringify(key)}]`;
    return stepInto(opaque(value.why, at, `${value.key}${suffix}`), rest, at);
  }
  return value.is === 'scalar' ? 'missing' : undefined;
}

function splat(value: Node, rest: readonly ReferenceStep[], at: Location): Node | 'missing' | undefined {
  if (value.is === 'scalar' && value.value === null) return list([], at);
  if (value.is === 'opaque') return undefined;
  const items = value.is === 'list' ? value.items : [value];
  const found = items.map((item) => {
    const within = stepInto(item, rest, at);
    return isSeveral(item) && typeof within === 'object' ? itemsOf(within) : within;
  });
  if (found.includes('missing')) return 'missing';
  const known = found.filter((item) => item !== undefined && item !== 'missing');
  if (known.length < found.length) return undefined;
  return list(known, at);
}

/** Neither a policy nor anything else that is looked at is longer; text that is put together from itself grows quickly. */
const longestText = 1_000_000;
export const longestList = 10_000;

const lengths = new WeakMap<Node, number>();

/** Text of parts, with what is known in it written out. */
export function textNode(values: readonly (string | Node)[], at: Location): Node {
  const parts: (string | Node)[] = [];
  let length = 0;
  for (const value of values) {
    const node = typeof value === 'string' ? value : followed(value);
    const known = typeof node === 'string' ? node : node.is === 'scalar' ? String(node.value ?? '') : undefined;
    length += known?.length ?? (typeof node === 'string' ? 0 : (lengths.get(node) ?? 1));
    if (length > longestText) return opaque('its text is too long', at);
    const last = parts.at(-1);
    if (known === undefined) parts.push(value);
    else if (typeof last === 'string') parts[parts.length - 1] = last + known;
    else if (known !== '') parts.push(known);
  }
  const [only] = parts;
  if (parts.length === 0) return scalar('', at);
  if (parts.length === 1 && typeof only === 'string') return scalar(only, at);
  const node = text(parts, at);
  lengths.set(node, length);
  return node;
}
