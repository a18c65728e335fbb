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
  /** What `each` goes over there. */
  readonly forEach: Expression | undefined;
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
export function linked(value: string, expression: Expression, asked: Asked, at: Location): Node | undefined {
  if (expression.is === 'constant' || value.length < 3) return undefined;
  return linkedTo(value, within(value, leavesOf(expression.to, asked, 0))[0], at);
}

/**
 * The same of a state, or of a block that a `dynamic` makes, of which no expressions are kept: what the resource depends on is all that
 * its text can lead to. What a data source looked up stays the text that it is, as in a plan.
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
const identifiers: ReadonlySet<string> = new Set([
  'arn',
  'id',
  'invoke_arn',
  'execution_arn',
  'qualified_arn',
  'root_resource_id',
  'url',
]);

/** What identifies an instance and nothing else: an id that says again what another argument does is a name, or another's id. */
function identifiersOf({ address, type, after }: Instance): Leaf[] {
  const given = entries(after).filter(([name]) => isIdentifier(name, type));
  const others = new Set(entries(after).flatMap(([name, value]) => (isIdentifier(name, type) ? [] : [value])));
  return given.flatMap(([attribute, value]): Leaf[] => {
    if (typeof value !== 'string' || value === '' || others.has(value)) return [];
    return [{ to: address, attribute, value }];
  });
}

/** Some are called after the resource: `key_id` of `aws_kms_key`, `api_id` of `awscc_apigatewayv2_api`. */
function isIdentifier(name: string, type: string): boolean {
  const [, own] = /^(\w+)_(?:arn|id|url)$/.exec(name) ?? [];
  return identifiers.has(name) || (own !== undefined && type.endsWith(`_${own}`));
}

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

function leavesOf(references: readonly string[], asked: Asked, depth: number): Leaf[] {
  const { plan, scope, forEach } = asked;
  // Deeper than modules are nested, and a bound for those that lead in circles.
  if (depth > 12) return [];
  return references.slice(0, 40).flatMap((reference) => {
    const [head, first, ...rest] = stepsOf(reference);
    if (typeof head !== 'string' || typeof first !== 'string') return [];
    if (head === 'var') return ofVariable(first, asked, depth);
    if (head === 'each') return ofExpression(forEach, { ...asked, forEach: undefined }, depth);
    if (head === 'module') {
      const isIndexed = typeof rest[0] === 'object';
      const output = isIndexed ? rest[1] : rest[0];
      return typeof output === 'string' ? ofOutput(first, keyOf(rest[0]), output, asked, depth) : [];
    }
    const key = keyOf(rest[0]);
    const attribute = pathOf(typeof rest[0] === 'object' ? rest.slice(1) : rest);
    const instances = plan
      .instancesOf(scope.path, `${head}.${first}`)
      .filter((instance) => key === undefined || instance.key === key);
    if (attribute.length === 0)
      return isLonger(reference, references) ? [] : givenTo(instances, reference, scope, plan);
    return instances.flatMap((instance): Leaf[] => {
      const value = inside(instance.after, attribute);
      if (!isGiven(plan, instance, String(attribute[0])) || typeof value !== 'string' || value === '') return [];
      return [{ to: instance.address, attribute: attribute.join('.'), value }];
    });
  });
}

/** Whether a reference is listed for what lies in it. */
const isLonger = (reference: string, all: readonly string[]): boolean =>
  all.some((each) => each.startsWith(`${reference}.`) || each.startsWith(`${reference}[`));

/** What the provider gave instances of which no attribute is named: of `aws_subnet.a[count.index].id`, the plan keeps `aws_subnet.a`. */
const givenTo = (instances: readonly Instance[], reference: string, { path }: PlanScope, plan: Plan): readonly Leaf[] =>
  plan.once(`given to ${path} ${reference}`, [], () =>
    instances
      .filter(({ mode }) => mode === 'managed')
      .flatMap((each) => identifiersOf(each).filter(({ attribute }) => isGiven(plan, each, attribute))),
  );

const ofExpression = (expression: Expression | undefined, asked: Asked, depth: number): Leaf[] =>
  expression?.is === 'references' ? leavesOf(expression.to, asked, depth + 1) : [];

function ofVariable(name: string, { plan, scope }: Asked, depth: number): Leaf[] {
  const call = scope.modules.at(-1);
  if (call === undefined) return [];
  const parent = plan.scope(scope.modules.slice(0, -1));
  const configured = plan.configuration.call(parent.calls, call.name);
  const forEach = expressionOf(own(configured, 'for_each_expression'));
  return ofExpression(expressionOf(own(own(configured, 'expressions'), name)), { plan, scope: parent, forEach }, depth);
}

function ofOutput(
  module: string,
  key: string | number | undefined,
  output: string,
  { plan, scope }: Asked,
  depth: number,
): Leaf[] {
  return plan
    .calls(scope.path, module)
    .filter((step) => key === undefined || step.key === key)
    .flatMap((step) => {
      const child = plan.scope([...scope.modules, step]);
      const written = own(own(own(child.configured?.module, 'outputs'), output), 'expression');
      return ofExpression(expressionOf(written), { plan, scope: child, forEach: undefined }, depth);
    });
}
