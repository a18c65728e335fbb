import { type Node, scalar } from '../../../template/node.js';
import type { Expression } from '../hcl/syntax.js';
import { followed, isOpen } from './values.js';

type Operation = Extract<Expression, { is: 'operation' }>;

/** What an operation gives, where its operands are known well enough. `&&` and `||` are not for this place. */
export function operate({ operator, operands, at }: Operation, value: (operand: Expression) => Node): Node | undefined {
  const [left, right] = operands.map((operand) => followed(value(operand)));
  if (left === undefined) return undefined;
  if (right === undefined) {
    const number = numberOf(left);
    return operator === '-' && number !== undefined ? scalar(-number, at) : undefined;
  }
  if (operator === '==' || operator === '!=') {
    const equal = equalNodes(left, right);
    return equal === undefined ? undefined : scalar(equal === (operator === '=='), at);
  }
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === undefined || b === undefined) return undefined;
  const result = computed(operator, a, b);
  return result === undefined ? undefined : scalar(result, at);
}

function computed(operator: string, a: number, b: number): number | boolean | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : a / b;
    case '%':
      return b === 0 ? undefined : a % b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}

function numberOf(node: Node): number | undefined {
  if (node.is !== 'scalar') return undefined;
  if (typeof node.value === 'number') return node.value;
  return typeof node.value === 'string' && /^-?\d+(?:\.\d+)?$/.test(node.value) ? Number(node.value) : undefined;
}

/** Whether two values are equal, where that can be told: what a resource gives is never null or the empty text. */
export function equalNodes(left: Node, right: Node): boolean | undefined {
  const [a, b] = [followed(left), followed(right)];
  if (a.is === 'scalar' && b.is === 'scalar') return a.value === b.value;
  const [known, other] = a.is === 'scalar' ? [a, b] : [b, a];
  if (known.is !== 'scalar') {
    if (isOpen(a) || isOpen(b)) return undefined;
    if (a.is === 'list' && b.is === 'list') return equalLists(a.items, b.items);
    if (a.is === 'map' && b.is === 'map' && (a.entries.size === 0 || b.entries.size === 0)) {
      return a.entries.size === b.entries.size;
    }
    return undefined;
  }
  if (other.is === 'choice') {
    const [then, otherwise] = [equalNodes(known, other.then), equalNodes(known, other.otherwise)];
    return then === otherwise ? then : undefined;
  }
  const isNothing = known.value === null || known.value === '';
  const isText = other.is === 'text' && other.parts.some((part) => typeof part === 'string' && part !== '');
  if (isNothing && (isText || other.is === 'reference')) return false;
  if (other.is === 'list' || other.is === 'map') return false;
  return known.value === null && (other.is === 'text' || other.is === 'computed') ? false : undefined;
}

function equalLists(a: readonly Node[], b: readonly Node[]): boolean | undefined {
  if (a.length !== b.length) return false;
  const each = a.map((item, index) => {
    const other = b[index];
    return other === undefined ? false : equalNodes(item, other);
  });
  if (each.includes(false)) return false;
  return each.includes(undefined) ? undefined : true;
}
