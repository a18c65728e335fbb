import type { Condition, Node } from '../../../template/node.js';
import type { ApiEvent } from './events.js';
import { eachPath } from './openapi-body.js';

/** A method that exists only if what it calls does. */
export function conditional(event: ApiEvent, operation: Node, otherwise?: Node): Node {
  const { condition } = event.owner;
  if (condition === undefined) return operation;
  const { at } = event;
  return { is: 'choice', condition, then: operation, otherwise: otherwise ?? { is: 'omitted', at }, at };
}

/** A path all of whose methods are conditional exists only if one of them does: Cors is not to add one of its own then. */
export function withConditionalPaths(body: Node): Node {
  return eachPath(body, (item) => {
    const all = new Map<string, Condition>();
    for (const { value } of item.entries.values()) {
      if (value.is !== 'choice' || value.otherwise.is !== 'omitted') return item;
      all.set(
        JSON.stringify(value.condition, (key, part: unknown) => (key === 'at' ? undefined : part)),
        value.condition,
      );
    }
    const [only] = all.values();
    if (only === undefined) return item;
    const condition: Condition = all.size === 1 ? only : { is: 'or', all: [...all.values()] };
    const { at } = item;
    return { is: 'choice', condition, then: item, otherwise: { is: 'omitted', at }, at };
  });
}
