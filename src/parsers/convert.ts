import type { Location, SourceFile } from '../source/source.js';
import { type Condition, type Entry, type Node, opaque, scalar } from '../template/node.js';
import type { Syntax } from '../template/syntax.js';
import { conditionOf } from './convert/condition.js';
import { expand } from './convert/entries.js';
import { callNode } from './convert/intrinsics.js';
import { callOf, type LoopValue, type Scope, type ScopedEntry, type Stack } from './convert/scope.js';
import { literalNode } from './convert/text.js';

/** The scope of a stack's own text, outside all loops: syntax goes in, nodes of the neutral tree come out. */
export function scopeOf(stack: Stack): Scope {
  return makeScope(stack, new Map(), []);
}

function makeScope(stack: Stack, loops: ReadonlyMap<string, LoopValue>, including: readonly SourceFile[]): Scope {
  // An anchor's content is one object however often it is used: each is converted once, so that aliases cannot explode.
  const known = new Map<Syntax, Node>();
  const conditions = new Map<Syntax, Condition>();
  const scope: Scope = {
    stack,
    loops,
    including,
    node: (syntax) => remember(known, syntax, () => convert(syntax, scope)),
    condition: (syntax) => remember(conditions, syntax, () => conditionOf(syntax, scope)),
    entries: (map) => expand(map, scope),
    within: (change) => makeScope(stack, change.loops ?? loops, change.including ?? including),
  };
  return scope;
}

function remember<T>(known: Map<Syntax, T>, syntax: Syntax, make: () => T): T {
  const before = known.get(syntax);
  if (before !== undefined) return before;
  const made = make();
  known.set(syntax, made);
  return made;
}

function convert(syntax: Syntax, scope: Scope): Node {
  const { at } = syntax;
  const call = callOf(syntax);
  if (call !== undefined && call.name !== 'Condition') return callNode(call, at, scope);
  switch (syntax.is) {
    case 'scalar':
      return typeof syntax.value === 'string' ? literalNode(syntax.value, at, scope) : scalar(syntax.value, at);
    case 'list':
      return { is: 'list', items: syntax.items.map((item) => scope.node(item)), at };
    case 'map':
      return mapOf(scope.entries(syntax), at);
  }
}

/** Expanded entries as one map. */
export function mapOf(entries: readonly ScopedEntry[], at: Location): Extract<Node, { is: 'map' }> {
  const made = new Map<string, Entry>();
  for (const entry of entries) made.set(entry.key, { key: entry.at, value: valueOf(entry) });
  return { is: 'map', entries: made, at };
}

/** The value of an expanded entry. */
export function valueOf({ value, scope, unknown }: ScopedEntry): Node {
  return unknown === undefined ? scope.node(value) : opaque(unknown, value.at);
}
