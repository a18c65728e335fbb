import type { Entry, Node } from '../../../template/node.js';
import type { Expression } from '../hcl/syntax.js';

type Call = Extract<Expression, { is: 'call' }>;

/**
 * What a variable of a type is, for what it is given: attributes that are `optional` and not given, or null, have their default,
 * else they are null. The node itself where that changes nothing.
 */
export function typed(node: Node, type: Expression | undefined, valueOf: (standard: Expression) => Node): Node {
  if (type?.is !== 'call' || !hasOptional(type)) return node;
  switch (node.is) {
    case 'alias':
      return { ...node, of: typed(node.of, type, valueOf) };
    case 'choice':
      return { ...node, then: typed(node.then, type, valueOf), otherwise: typed(node.otherwise, type, valueOf) };
    case 'list':
      return { ...node, items: node.items.map((item) => typed(item, type.args[0], valueOf)) };
    case 'map': {
      const entries =
        type.name === 'object'
          ? withDefaults(node.entries, type, (given, of) => typed(given, of, valueOf), node.at, valueOf)
          : [...node.entries].map(([key, entry]): [string, Entry] => [
              key,
              { ...entry, value: typed(entry.value, type.args[0], valueOf) },
            ]);
      return { ...node, entries: new Map(entries) };
    }
    default:
      return node;
  }
}

function hasOptional({ name, args }: Call): boolean {
  if (name === 'optional') return true;
  const inner = args.flatMap((arg) => (arg.is === 'object' ? arg.entries.map(({ value }) => value) : [arg]));
  return inner.some((type) => type.is === 'call' && hasOptional(type));
}

function withDefaults(
  given: ReadonlyMap<string, Entry>,
  { args }: Call,
  typedAs: (node: Node, type: Expression | undefined) => Node,
  at: Node['at'],
  valueOf: (standard: Expression) => Node,
): Map<string, Entry> {
  const entries = new Map(given);
  const [attributes] = args;
  if (attributes?.is !== 'object') return entries;
  for (const { key, value: type } of attributes.entries) {
    if (key.is !== 'literal') continue;
    const name = String(key.value);
    const entry = given.get(name);
    const isOptional = type.is === 'call' && type.name === 'optional';
    const [inner, standard] = isOptional ? type.args : [type];
    if (entry !== undefined && entry.value.is !== 'omitted') {
      entries.set(name, { ...entry, value: typedAs(entry.value, inner) });
    } else if (isOptional) {
      const value: Node = standard === undefined ? { is: 'omitted', at } : typedAs(valueOf(standard), inner);
      entries.set(name, { key: entry?.key ?? at, value });
    }
  }
  return entries;
}
