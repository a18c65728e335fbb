import { type Expression, expressionOf } from './configuration.js';
import { entries, isObject, own } from './loose.js';

/** How the configuration writes an argument. */
export type Written =
  | { readonly is: 'expression'; readonly expression: Expression }
  /** A block that there is one of, or one of many. */
  | { readonly is: 'block'; readonly raw: unknown }
  | Blocks
  /** The configuration is there, and does not. */
  | { readonly is: 'unwritten' }
  /** The configuration is not there (a state), or can't show it (a `dynamic` block). */
  | { readonly is: 'unseen' };

/** All blocks of one name, as the configuration has them. */
export interface Blocks {
  readonly is: 'blocks';
  readonly raw: readonly unknown[];
}

/** How an entry of the configuration's `expressions` is written. */
export function writtenAs(raw: unknown): Written {
  if (raw === undefined) return { is: 'unwritten' };
  if (Array.isArray(raw)) return { is: 'blocks', raw };
  const expression = expressionOf(raw);
  if (expression !== undefined) return { is: 'expression', expression };
  return isObject(raw) ? { is: 'block', raw } : { is: 'unseen' };
}

/**
 * The block of the configuration that made one of the plan's. Lists keep the order; sets do not, and then constants tell. Where
 * `dynamic` blocks are among them, nothing can be said unless constants do.
 */
export function blockFor({ raw }: Blocks, values: readonly unknown[], index: number): Written {
  const value = values[index];
  const same = raw[index];
  if (raw.length === values.length && same !== undefined && agrees(same, value)) return { is: 'block', raw: same };
  const fitting = raw.filter((block) => agrees(block, value));
  const [only] = fitting;
  return only !== undefined && fitting.length === 1 ? { is: 'block', raw: only } : { is: 'unseen' };
}

/** Whether a block's constants are those of a value. */
function agrees(block: unknown, value: unknown, depth = 0): boolean {
  if (depth > 20) return true;
  return entries(block).every(([name, raw]) => {
    const here = own(value, name);
    const expression = expressionOf(raw);
    if (expression?.is === 'constant') return isSame(expression.value, here);
    if (Array.isArray(raw)) {
      const inner = raw as readonly unknown[];
      return (
        !Array.isArray(here) ||
        here.length < inner.length ||
        inner.every((each, at) => agrees(each, here[at], depth + 1))
      );
    }
    return true;
  });
}

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Constants keep the type they were written in: a number may have become text. Sets are sorted by the plan. */
function isSame(constant: unknown, value: unknown): boolean {
  if (Array.isArray(constant) && Array.isArray(value)) {
    const [a, b] = [constant, value].map((list: unknown[]) => list.map((item) => String(item)).sort());
    return JSON.stringify(a) === JSON.stringify(b);
  }
  return !isScalar(constant) || !isScalar(value) || String(constant) === String(value);
}
