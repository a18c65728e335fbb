import { onceFor } from '../source/once.js';
import type { Location } from '../source/source.js';
import type { Scalar } from '../template/node.js';
import type { Parameter } from '../template/template.js';

/** A parameter's default, where it is plain. */
export function defaultOf({ default: node }: Parameter): Scalar | undefined {
  return node?.is === 'scalar' && node.value !== null ? node.value : undefined;
}

/** Values for a parameter, its default first, and where the template has them. */
interface Candidates {
  readonly values: readonly Scalar[];
  readonly places: ReadonlyMap<string, Location>;
}

/** The values that the template itself names for a parameter; worked out once, as every world asks for them. */
export const candidates = onceFor((parameter: Parameter): Candidates => {
  const values: Scalar[] = [];
  const places = new Map<string, Location>();
  for (const node of [parameter.default, ...(parameter.allowed ?? [])]) {
    if (node?.is !== 'scalar' || node.value === null || places.has(String(node.value))) continue;
    values.push(node.value);
    places.set(String(node.value), node.at);
  }
  return { values, places };
});
