import type { SyntaxEntry } from '../../template/syntax.js';
import { complain, type Scope, type ScopedEntry } from './scope.js';
import { staticItems } from './static.js';

/** Whether a key begins a loop. */
export const isLoop = (key: string): boolean => key.startsWith('Fn::ForEach::');

/**
 * The entries that `Fn::ForEach::Name: [Identifier, Collection, {Key: Body}]` makes. A collection that only the deployment
 * knows gives its body once, with the identifier as a hole that keeps its spelling in keys.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function loopEntries(loop: SyntaxEntry, scope: Scope): readonly ScopedEntry[] {
  const { stack } = scope;
  const [identifier, collection, body] = loop.value.is === 'list' ? loop.value.items : [];
  const name = identifier?.is === 'scalar' ? identifier.value : undefined;
  if (typeof name !== 'string' || collection === undefined || body?.is !== 'map') {
    const help = 'Give it a list of an identifier, a collection, and a map of what to repeat';
    complain(stack, loop.value.at, `${loop.key} is not a loop`, help);
    return [];
  }
  const { at } = loop;
  const key = `loop:${at.file.path}:${at.start}:${[...scope.loops.values()].map((l) => l.text ?? '').join()}`;
  const values = staticItems(scope.node(collection), stack.session.parameters) ?? [undefined];
  const made: ScopedEntry[] = [];
  for (const value of values) {
    if (!stack.session.mayExpand(at)) break;
    const loops = new Map(scope.loops).set(name, { text: value, key });
    made.push(...scope.within({ loops }).entries(body));
  }
  return made;
}
