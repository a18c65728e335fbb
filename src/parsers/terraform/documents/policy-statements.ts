import {
  type Entry,
  get,
  type ListNode,
  literal,
  type MapNode,
  type Node,
  scalar,
  unaliased,
} from '../../../template/node.js';

/**
 * Statements of one document after another; a later one takes the place of an earlier one with its Sid. Where a later document
 * is not known, each earlier one that has a Sid may be gone.
 */
export function mergedStatements(documents: readonly (readonly Node[])[]): Node[] {
  let merged: readonly Node[] = [];
  const last = documents.findLastIndex((each) => each.some(mayReplace));
  const replacing = documents[last]?.find(mayReplace);
  const kept = new Set<Node>();
  for (const [index, statements] of documents.entries()) {
    merged = statements.reduce(withStatement, merged);
    if (index >= last) for (const each of statements) kept.add(each);
  }
  return merged.map((each) => (replacing === undefined || kept.has(each) ? each : replaceable(each, replacing)));
}

function withStatement(merged: readonly Node[], statement: Node): readonly Node[] {
  const sid = sidOf(statement);
  const index = sid === undefined || sid === '' ? -1 : merged.findIndex((each) => sidOf(each) === sid);
  return index === -1 ? [...merged, statement] : merged.with(index, statement);
}

/** Whether nobody can tell which Sid a statement has. */
const mayReplace = (statement: Node): boolean =>
  unaliased(statement).is !== 'map' || (within(statement, 'Sid') !== undefined && sidOf(statement) === undefined);

/** A statement, or what stands in its place. */
function replaceable(statement: Node, by: Node): Node {
  if (mayReplace(statement) || (sidOf(statement) ?? '') === '') return statement;
  const why = 'what of it is overridden';
  return { is: 'choice', condition: { is: 'unknown', why }, then: statement, otherwise: by, at: statement.at };
}

const sidOf = (statement: Node): string | undefined => literal(within(statement, 'Sid'));

/** What a block or a map has by a name, wherever it was handed on from. */
function within(node: Node, name: string): Node | undefined {
  const found = get(unaliased(node), name);
  return found && unaliased(found);
}

const spellings: Readonly<Record<string, string>> = {
  sid: 'Sid',
  effect: 'Effect',
  actions: 'Action',
  not_actions: 'NotAction',
  resources: 'Resource',
  not_resources: 'NotResource',
};

/** `statement` blocks in IAM's own spelling; what can't be told stays as it is. */
export function statementsOf(blocks: Node): readonly Node[] {
  const found = unaliased(blocks);
  if (found.is === 'list') return found.items.flatMap((block) => statementsOf(block));
  return [found.is === 'map' ? statement(found) : blocks];
}

function statement(block: MapNode): Node {
  const entries = new Map<string, Entry>();
  for (const [name, spelled] of Object.entries(spellings)) {
    const entry = block.entries.get(name);
    if (entry !== undefined && !isEmpty(entry.value)) entries.set(spelled, entry);
  }
  if (!entries.has('Effect')) put(entries, 'Effect', scalar('Allow', block.at));
  put(entries, 'Principal', principals(within(block, 'principals')));
  put(entries, 'NotPrincipal', principals(within(block, 'not_principals')));
  put(entries, 'Condition', conditions(within(block, 'condition')));
  return { is: 'map', entries, at: block.at };
}

function put(entries: Map<string, Entry>, name: string, value: Node | undefined): void {
  if (value !== undefined) entries.set(name, { key: value.at, value });
}

function isEmpty(node: Node): boolean {
  const value = unaliased(node);
  return (value.is === 'list' && value.items.length === 0) || (value.is === 'scalar' && value.value === '');
}

/** Blocks with a type and identifiers: a map by type, or the bare star. */
function principals(blocks: Node | undefined): Node | undefined {
  if (blocks?.is !== 'list') return blocks;
  if (blocks.items.length === 0) return undefined;
  const found = new Map<string, Node[]>();
  for (const block of blocks.items) {
    const type = literal(within(block, 'type'));
    const identifiers = within(block, 'identifiers');
    if (type === undefined) return within(block, 'type') ?? block;
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
    const [test, variable, values] = ['test', 'variable', 'values'].map((name) => within(block, name));
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
