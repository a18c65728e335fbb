import { type Entry, get, type ListNode, literal, type MapNode, type Node, scalar } from '../../template/node.js';

/** Statements of one document after another; a later one takes the place of an earlier one with its Sid. */
export function mergedStatements(groups: readonly (readonly Node[])[]): Node[] {
  const merged: Node[] = [];
  for (const statement of groups.flat()) {
    const sid = sidOf(statement);
    const index = sid === undefined || sid === '' ? -1 : merged.findIndex((each) => sidOf(each) === sid);
    if (index === -1) merged.push(statement);
    else merged[index] = statement;
  }
  return merged;
}

function sidOf(statement: Node): string | undefined {
  return statement.is === 'alias' ? sidOf(statement.of) : literal(get(statement, 'Sid'));
}

const plain: Readonly<Record<string, string>> = {
  sid: 'Sid',
  effect: 'Effect',
  actions: 'Action',
  not_actions: 'NotAction',
  resources: 'Resource',
  not_resources: 'NotResource',
};

/** `statement` blocks in IAM's own spelling; what can't be told stays as it is. */
export function statementsOf(blocks: Node): readonly Node[] {
  if (blocks.is === 'list') return blocks.items.flatMap((block) => statementsOf(block));
  if (blocks.is !== 'map') return [blocks];
  return [statement(blocks)];
}

function statement(block: MapNode): Node {
  const entries = new Map<string, Entry>();
  for (const [name, spelled] of Object.entries(plain)) {
    const entry = block.entries.get(name);
    if (entry !== undefined && !isEmpty(entry.value)) entries.set(spelled, entry);
  }
  if (!entries.has('Effect')) put(entries, 'Effect', scalar('Allow', block.at));
  put(entries, 'Principal', principals(get(block, 'principals')));
  put(entries, 'NotPrincipal', principals(get(block, 'not_principals')));
  put(entries, 'Condition', conditions(get(block, 'condition')));
  return { is: 'map', entries, at: block.at };
}

function put(entries: Map<string, Entry>, name: string, value: Node | undefined): void {
  if (value !== undefined) entries.set(name, { key: value.at, value });
}

const isEmpty = (node: Node): boolean =>
  (node.is === 'list' && node.items.length === 0) || (node.is === 'scalar' && node.value === '');

/** Blocks with a type and identifiers: a map by type, or the bare star. */
function principals(blocks: Node | undefined): Node | undefined {
  if (blocks?.is !== 'list') return blocks;
  if (blocks.items.length === 0) return undefined;
  const found = new Map<string, Node[]>();
  for (const block of blocks.items) {
    const type = literal(get(block, 'type'));
    const identifiers = get(block, 'identifiers');
    if (type === undefined) return block.is === 'map' ? (get(block, 'type') ?? block) : block;
    const same = found.get(type) ?? [];
    if (identifiers !== undefined) same.push(...(identifiers.is === 'list' ? identifiers.items : [identifiers]));
    found.set(type, same);
  }
  const star = found.get('*');
  if (star !== undefined && found.size === 1) return listOf(star, blocks);
  return mapOf(found, blocks);
}

/** Blocks with a test, a variable and values: values by key by operator. */
function conditions(blocks: Node | undefined): Node | undefined {
  if (blocks?.is !== 'list') return blocks;
  if (blocks.items.length === 0) return undefined;
  const operators = new Map<string, Map<string, Node[]>>();
  for (const block of blocks.items) {
    const [test, variable, values] = ['test', 'variable', 'values'].map((name) => get(block, name));
    const [operator, key] = [literal(test), literal(variable)];
    if (operator === undefined || key === undefined) return test !== undefined && operator === undefined ? test : block;
    const keys = operators.get(operator) ?? new Map<string, Node[]>();
    const same = keys.get(key) ?? [];
    if (values !== undefined) same.push(...(values.is === 'list' ? values.items : [values]));
    keys.set(key, same);
    operators.set(operator, keys);
  }
  const entries = new Map<string, Entry>();
  for (const [operator, keys] of operators) put(entries, operator, mapOf(keys, blocks));
  return { is: 'map', entries, at: blocks.at };
}

function mapOf(lists: ReadonlyMap<string, readonly Node[]>, blocks: ListNode): Node {
  const entries = new Map<string, Entry>();
  for (const [key, items] of lists) put(entries, key, listOf(items, blocks));
  return { is: 'map', entries, at: blocks.at };
}

const listOf = (items: readonly Node[], blocks: ListNode): Node => ({
  is: 'list',
  items,
  at: items[0]?.at ?? blocks.at,
});
