import type { Location } from '../../../source/source.js';
import { type Node, reference, text } from '../../../template/node.js';
import type { Plan } from '../plan-model.js';
import { keyOf, pathOf, stepsOf } from '../plan/address.js';
import { type Expression, expressionOf } from '../plan/configuration.js';
import type { Instance } from '../plan/instances.js';
import { at as inside, entries, own } from '../plan/loose.js';
import { isGiven } from '../references/attribute.js';
import type { PlanScope } from '../references/module-scope.js';

interface Asked {
  readonly plan: Plan;
  readonly scope: PlanScope;
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
export function linked(value: string, expression: Expression, { plan, scope, at }: Asked): Node | undefined {
  if (expression.is === 'constant' || value.length < 3) return undefined;
  return linkedTo(value, within(value, leavesOf(expression.to, scope, plan, 0))[0], at);
}

/**
 * The same of a state, which keeps no expressions: what the resource depends on is all that its text can lead to. What a data source
 * looked up stays the text that it is, as in a plan.
 */
export function linkedInState(value: string, instance: Instance, plan: Plan, at: Location): Node | undefined {
  const { address, dependsOn } = instance;
  if (dependsOn.length === 0 || value.length < 3) return undefined;
  const leaves = plan.once(`${address} depends on`, [], () =>
    dependsOn.flatMap((name) => plan.instancesAnywhere(name).flatMap(identifiersOf)),
  );
  const [first, ...others] = within(value, leaves);
  const isOther = (leaf: Leaf): boolean => leaf.value === first?.value && leaf.to !== first.to;
  return others.some(isOther) ? undefined : linkedTo(value, first, at);
}

/** Attributes that stand for a resource elsewhere. */
const identifiers = ['arn', 'id', 'invoke_arn', 'execution_arn', 'qualified_arn', 'root_resource_id'] as const;

/** What identifies an instance and nothing else: an id that says again what another argument does is a name, or another's id. */
function identifiersOf({ address, after }: Instance): Leaf[] {
  const others = new Set(entries(after).flatMap(([name, value]) => (isIdentifier(name) ? [] : [value])));
  return identifiers.flatMap((attribute): Leaf[] => {
    const value = own(after, attribute);
    if (typeof value !== 'string' || value === '' || others.has(value)) return [];
    return [{ to: address, attribute, value }];
  });
}

const isIdentifier = (name: string): boolean => (identifiers as readonly string[]).includes(name);

/** Those that a text is, or holds; the longest first: the name of one thing often begins as that of another. */
const within = (value: string, leaves: readonly Leaf[]): readonly Leaf[] =>
  leaves
    .filter((leaf) => leaf.value === value || (leaf.value.length >= 6 && value.includes(leaf.value)))
    .sort((one, other) => other.value.length - one.value.length);

/** Text in which one part refers to a resource. */
function linkedTo(value: string, leaf: Leaf | undefined, at: Location): Node | undefined {
  if (leaf === undefined) return undefined;
  const link = reference(leaf.to, leaf.attribute, at);
  if (leaf.value === value) return link;
  const start = value.indexOf(leaf.value);
  const parts = [value.slice(0, start), link, value.slice(start + leaf.value.length)];
  return text(
    parts.filter((part) => part !== ''),
    at,
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
  const raw = own(own(plan.configuration.call(parent.calls, call.name), 'expressions'), name);
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
