import type { Condition, Node } from '../../src/template/node.js';

/**
 * A node on one line: `"text"`, `[…]`, `{key: …}`, `text(…)`, `@Resource.Attribute`, `$Parameter`, `if(condition, …, …)`, `name(…)` for a
 * computation, `=…` for an alias, `nothing` for what counts as not written, `?(why; key)` for what is not known.
 */
export function printNode(node: Node | undefined): string {
  if (node === undefined) return 'absent';
  switch (node.is) {
    case 'scalar':
      return JSON.stringify(node.value);
    case 'list':
      return `[${node.items.map(printNode).join(', ')}]`;
    case 'map':
      return `{${[...node.entries].map(([key, { value }]) => `${key}: ${printNode(value)}`).join(', ')}}`;
    case 'text':
      return `text(${node.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : printNode(part))).join(' ')})`;
    case 'reference':
      return `@${node.to}${node.attribute === undefined ? '' : `.${node.attribute}`}`;
    case 'parameter':
      return `$${node.name}`;
    case 'choice':
      return `if(${printCondition(node.condition)}, ${printNode(node.then)}, ${printNode(node.otherwise)})`;
    case 'computed':
      return `${node.name}(${node.args.map(printNode).join(', ')})`;
    case 'alias':
      return `=${printNode(node.of)}`;
    case 'omitted':
      return 'nothing';
    case 'opaque':
      return `?(${node.why}${node.key === undefined ? '' : `; ${node.key}`})`;
  }
}

/** A condition on one line; what is not known is `?(why)`. */
export function printCondition(condition: Condition | undefined): string {
  if (condition === undefined) return 'always';
  switch (condition.is) {
    case 'named':
      return condition.name;
    case 'and':
    case 'or':
      return `${condition.is}(${condition.all.map(printCondition).join(', ')})`;
    case 'not':
      return `not(${printCondition(condition.of)})`;
    case 'equals':
      return `${printNode(condition.left)} == ${printNode(condition.right)}`;
    case 'unknown':
      return `?(${condition.why})`;
  }
}
