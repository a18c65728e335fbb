import type { Computation, Entry, Node } from '../template/node.js';
import type { Resolved } from './resolved.js';
import { type Hole, type Text, identityOf, textOf, wholeText } from './text.js';

type Call = Extract<Node, { is: 'computed' }>;
type Resolve = (node: Node) => Resolved;
type AsText = (resolved: Resolved) => Text | undefined;

/** What a computation's arguments lack: the whole is unknown then. */
const unknown = ({ at, name }: Call, why?: string): Extract<Resolved, { is: 'unknown' }> => ({
  is: 'unknown',
  why: why ?? `the ${name} of values that only the deployment knows`,
  at,
});

/** Works out a pure function of nodes; arguments of the wrong kind make an unknown, never an error. */
export function compute(call: Call, resolve: Resolve, asText: AsText): Resolved {
  return computations[call.name](call, resolve, asText);
}

const computations: Record<Computation, (call: Call, resolve: Resolve, asText: AsText) => Resolved> = {
  join(call, resolve, asText) {
    const [delimiter, items] = argumentsOf(call, resolve);
    const between = delimiter && literalOf(delimiter);
    if (between === undefined || items?.is !== 'list') return unknown(call);
    const parts: (string | Hole)[] = [];
    items.items.forEach((item, index) => {
      if (index > 0) parts.push(between);
      for (const part of asText(item)?.parts ?? [{ name: 'a list' }]) parts.push(part);
    });
    return { is: 'text', text: textOf(parts, call.at), at: call.at };
  },

  split(call, resolve, asText) {
    const [delimiter, source] = argumentsOf(call, resolve);
    const between = delimiter && literalOf(delimiter);
    const text = source && asText(source);
    // Of whatever text, there is at least one piece.
    const open = { ...unknown(call), some: true } as const;
    if (between === undefined || between === '' || text === undefined) return open;
    // A hole may hold the delimiter itself, so that only what stands before the first hole can be counted on.
    const pieces: (string | Hole)[][] = [[]];
    for (const part of text.parts) {
      if (typeof part !== 'string') {
        const isWord = part.word === true && !/[\w-]/.test(between);
        if (!isWord && !(between === ',' && namesOne(part))) return open;
        pieces.at(-1)?.push(part);
        continue;
      }
      const [head = '', ...tail] = part.split(between);
      pieces.at(-1)?.push(head);
      for (const piece of tail) pieces.push([piece]);
    }
    return { is: 'list', items: pieces.map((piece) => itemOf(textOf(piece, call.at))), at: call.at };
  },

  select(call, resolve) {
    const [index, items] = argumentsOf(call, resolve);
    const position = Number(index && literalOf(index));
    if (items?.is === 'unknown' && items.key !== undefined && Number.isInteger(position)) {
      // The same item of the same list is the same value.
      return { ...unknown(call), key: `${items.key}[${String(position)}]` };
    }
    if (items?.is !== 'list' || !Number.isInteger(position)) return unknown(call);
    const item = items.items[position];
    return item === undefined
      ? unknown(call, `the list has no item ${String(position)}`)
      : { ...item, at: call.at, via: item.via ?? item.at };
  },

  find(call, resolve) {
    const [mapping, first, second, otherwise] = call.args;
    const keys = [first, second].map((node) => node && literalOf(resolve(node)));
    // A key that only the deployment knows may be any that there is.
    let found: readonly Resolved[] = mapping === undefined ? [] : [resolve(mapping)];
    for (const key of keys) {
      const rows = found.map((each) => (each.is === 'map' ? each.entries : new Map<string, Entry>()));
      const nodes = rows.flatMap((row) => (key === undefined ? [...row.values()] : (row.get(key) ?? [])));
      found = nodes.slice(0, mostRows + 1).map(({ value }) => resolve(value));
    }
    const isOpen = keys.includes(undefined);
    if (otherwise !== undefined && (isOpen || found.length === 0)) found = [...found, resolve(otherwise)];
    const [one] = found;
    const isOne = one !== undefined && found.length <= mostRows && found.every((each) => isSame(each, one));
    if (isOpen && !isOne) return unknown(call, 'its key in the mapping is known only at deployment');
    if (one === undefined) return unknown(call, 'the mapping has no such key');
    return { ...one, at: call.at, via: one.via ?? one.at };
  },

  length(call, resolve) {
    const [items] = argumentsOf(call, resolve);
    if (items?.is !== 'list') return unknown(call);
    return { is: 'text', text: textOf([String(items.items.length)], call.at), at: call.at };
  },

  json(call, resolve) {
    const parts = jsonOf(call.args[0], resolve);
    return parts === undefined ? unknown(call) : { is: 'text', text: textOf(parts, call.at), at: call.at };
  },

  base64: (call) => unknown(call, 'it is encoded'),
};

/** Whether a hole is filled with what names one resource, in which no comma stands: the subnets of another stack are joined so. */
const namesOne = ({ resource, partly }: Hole): boolean =>
  partly !== true && resource !== undefined && /^$|(?:^|\.)(?:arn|id|\w+id)$/i.test(resource.attribute);

/** An item of a list that was text: what is nothing but a reference is one again. */
function itemOf(text: Text): Resolved {
  const [only, ...others] = text.parts;
  const resource = typeof only === 'object' && others.length === 0 ? only.resource : undefined;
  return resource === undefined ? { is: 'text', text, at: text.at } : { is: 'resource', ...resource, at: text.at };
}

/** CloudFormation takes no larger mapping. */
const mostRows = 200;

const isSame = (one: Resolved, other: Resolved): boolean =>
  one.is === 'text' && other.is === 'text' && identityOf(one.text) === identityOf(other.text);

function argumentsOf(call: Call, resolve: Resolve): Resolved[] {
  return call.args.map((node) => resolve(node));
}

function literalOf(resolved: Resolved): string | undefined {
  return resolved.is === 'text' ? wholeText(resolved.text) : undefined;
}

function jsonOf(node: Node | undefined, resolve: Resolve): (string | Hole)[] | undefined {
  if (node === undefined) return undefined;
  if (node.is === 'scalar') return [JSON.stringify(node.value)];
  const value = resolve(node);
  switch (value.is) {
    case 'text':
      return [
        '"',
        ...value.text.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : part)),
        '"',
      ];
    case 'list': {
      const items = node.is === 'list' ? node.items.map((item) => jsonOf(item, resolve)) : [undefined];
      return items.includes(undefined) ? undefined : ['[', ...separated(items), ']'];
    }
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => {
        const inner = jsonOf(entry.value, resolve);
        return inner && [`${JSON.stringify(key)}:`, ...inner];
      });
      return entries.includes(undefined) ? undefined : ['{', ...separated(entries), '}'];
    }
    case 'resource':
      return ['"', { name: `\${${value.address}}`, resource: value }, '"'];
    default:
      return undefined;
  }
}

function separated(items: readonly ((string | Hole)[] | undefined)[]): (string | Hole)[] {
  return items.flatMap((item, index) => (index === 0 ? (item ?? []) : [',', ...(item ?? [])]));
}
