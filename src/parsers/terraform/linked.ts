import type { Location } from '../../source/source.js';
import { type Node, reference, text } from '../../template/node.js';
import { keyOf, pathOf, stepsOf } from './address.js';
import { isGiven } from './attribute-reference.js';
import { type Expression, expressionOf } from './configuration.js';
import { at as inside, own } from './loose.js';
import type { PlanScope } from './module-scope.js';
import type { Plan } from './plan-model.js';
import type { Each } from './scope.js';

interface Asked {
  readonly plan: Plan;
  readonly scope: PlanScope;
  readonly each: Each | undefined;
  readonly at: Location;
}

/** An attribute of an instance that the provider gave, and its text. */
interface Leaf {
  readonly to: string;
  readonly attribute: string;
  readonly value: string;
}

/**
 * What is deployed already has ids that are known: text that is, or holds, the id of a resource that the expression leads to
 * refers to that resource, as it did before the apply.
 */
export function linked(value: string, expression: Expression, asked: Asked): Node | undefined {
  if (expression.is === 'constant' || value.length < 3) return undefined;
  const leaves = leavesOf(expression.to, asked.scope, asked.plan, 0);
  const same = leaves.find((leaf) => leaf.value === value);
  if (same !== undefined) return reference(same.to, same.attribute, asked.at);
  const within = leaves.find((leaf) => leaf.value.length >= 6 && value.includes(leaf.value));
  if (within === undefined) return undefined;
  const start = value.indexOf(within.value);
  const parts = [
    value.slice(0, start),
    reference(within.to, within.attribute, asked.at),
    value.slice(start + within.value.length),
  ];
  return text(
    parts.filter((part) => part !== ''),
    asked.at,
  );
}

function leavesOf(references: readonly string[], scope: PlanScope, plan: Plan, depth: number): Leaf[] {
  // Deeper than modules are nested, and a bound for those that lead in circles.
  if (depth > 12) return [];
  return references.slice(0, 40).flatMap((reference) => {
    const [head, first, ...rest] = stepsOf(reference);
    if (typeof head !== 'string' || typeof first !== 'string') return [];
    if (head === 'var') return ofVariable(first, scope, plan, depth);
    if (head === 'module') {
      const isIndexed = typeof rest[0] === 'object';
      const output = isIndexed ? rest[1] : rest[0];
      return typeof output === 'string' ? ofOutput(first, keyOf(rest[0]), output, scope, plan, depth) : [];
    }
    if (/^(?:local|each|count|path|terraform|self|data)$/.test(head)) return [];
    const key = keyOf(rest[0]);
    const attribute = pathOf(typeof rest[0] === 'object' ? rest.slice(1) : rest);
    return plan
      .instancesOf(scope.path, `${head}.${first}`)
      .filter((instance) => key === undefined || instance.key === key)
      .flatMap((instance): Leaf[] => {
        const given = attribute.length > 0 && isGiven(plan, instance, String(attribute[0]));
        const value = inside(instance.after, attribute);
        if (!given || typeof value !== 'string' || value === '') return [];
        return [{ to: instance.address, attribute: attribute.join('.'), value }];
      });
  });
}

function ofVariable(name: string, scope: PlanScope, plan: Plan, depth: number): Leaf[] {
  const call = scope.modules.at(-1);
  if (call === undefined) return [];
  const parent = plan.scope(scope.modules.slice(0, -1));
  const raw = own(own(plan.configuration?.call(parent.calls, call.name), 'expressions'), name);
  const expression = expressionOf(raw);
  return expression?.is === 'references' ? leavesOf(expression.to, parent, plan, depth + 1) : [];
}

function ofOutput(
  module: string,
  key: string | number | undefined,
  output: string,
  scope: PlanScope,
  plan: Plan,
  depth: number,
): Leaf[] {
  return plan
    .calls(scope.path, module)
    .filter((step) => key === undefined || step.key === key)
    .flatMap((step) => {
      const child = plan.scope([...scope.modules, step]);
      const outputs = own(child.configured?.module, 'outputs');
      const expression = expressionOf(own(own(outputs, output), 'expression'));
      return expression?.is === 'references' ? leavesOf(expression.to, child, plan, depth + 1) : [];
    });
}
