import type { Location } from '../../../source/source.js';
import { type Entry, list, type Node, reference } from '../../../template/node.js';
import type { Plan } from '../plan-model.js';
import { keyOf, type ModuleStep } from '../plan/address.js';
import type { Instance } from '../plan/instances.js';
import { keys, own } from '../plan/loose.js';
import { movedTo } from '../plan/nodes.js';
import type { ReferenceStep } from '../scope.js';
import { attributeOf } from './attribute.js';
import type { PlanScope } from './module-scope.js';

/** A module as a value: its outputs, of each instance where it has several. `undefined`: the reference goes further, or leads nowhere. */
function wholeModule([head, name, step, ...rest]: readonly ReferenceStep[], scope: PlanScope, at: Location) {
  if (head !== 'module' || typeof name !== 'string' || typeof step === 'string' || rest.length > 0) return undefined;
  const { plan } = scope;
  const key = keyOf(step);
  const calls = plan.calls(scope.path, name).filter((call) => key === undefined || call.key === key);
  const values = calls.map((call): Item => [call.key, outputsOf(call, scope, at)]);
  return key === undefined ? valueOfAll(values, at) : values[0]?.[1];
}

/** A data source as a value: what is known of it, and the document that it will give. */
function wholeData(
  [head, type, name, step, ...rest]: readonly ReferenceStep[],
  { plan, path }: PlanScope,
  at: Location,
) {
  if (head !== 'data' || typeof type !== 'string' || typeof name !== 'string') return undefined;
  if (typeof step === 'string' || rest.length > 0) return undefined;
  const key = keyOf(step);
  const instances = plan.instancesOf(path, `data.${type}.${name}`);
  const values = instances
    .filter((instance) => key === undefined || instance.key === key)
    .map((instance): Item => [instance.key, attributesOf(instance, plan, at)]);
  return key === undefined ? valueOfAll(values, at) : values[0]?.[1];
}

function attributesOf(instance: Instance, plan: Plan, at: Location): Node {
  const names = plan.attributes(instance).names();
  return mapOf(
    names.flatMap((name) => attributeOf(plan, instance, [name], at).map(({ node }): [string, Node] => [name, node])),
    at,
  );
}

/** A resource with `count` or `for_each` as a value. */
function wholeResource([type, name, ...rest]: readonly ReferenceStep[], { plan, path }: PlanScope, at: Location) {
  if (typeof type !== 'string' || typeof name !== 'string' || rest.length > 0) return undefined;
  const instances = plan.instancesOf(path, `${type}.${name}`);
  if (instances[0]?.key === undefined) return undefined;
  return valueOfAll(
    instances.map(({ key, address }): Item => [key, reference(address, undefined, at)]),
    at,
  );
}

/** What a loop or a function is given that asks for a whole module, or a whole resource that has several instances. */
export function wholeValue(steps: readonly ReferenceStep[], scope: PlanScope, at: Location): Node | undefined {
  if (steps.length > 4 || steps.length < 2) return undefined;
  const key = `${scope.path} whole ${JSON.stringify(steps)}`;
  const found = scope.plan.once<Node | undefined>(
    key,
    undefined,
    () => wholeModule(steps, scope, at) ?? wholeData(steps, scope, at) ?? wholeResource(steps, scope, at),
  );
  return found && movedTo(at, found);
}

type Item = readonly [key: string | number | undefined, value: Node];

function valueOfAll(all: readonly Item[], at: Location): Node | undefined {
  const [first] = all;
  if (first === undefined || first[0] === undefined) return first?.[1];
  if (typeof first[0] === 'string') return mapOf(all, at);
  const ordered = [...all].sort(([one], [other]) => Number(one) - Number(other));
  return list(
    ordered.map(([, value]) => value),
    at,
  );
}

function outputsOf({ name, key }: ModuleStep, scope: PlanScope, at: Location): Node {
  const child = scope.plan.scope([...scope.modules, key === undefined ? { name } : { name, key }]);
  const index = key === undefined ? [] : [{ index: key }];
  const outputs = keys(own(child.configured?.module, 'outputs')).flatMap((output): [string, Node][] => {
    const node = scope.resolve(['module', name, ...index, output], at);
    return node === undefined ? [] : [[output, node]];
  });
  return mapOf(outputs, at);
}

function mapOf(all: readonly Item[], at: Location): Node {
  return {
    is: 'map',
    entries: new Map(all.map(([key, value]): [string, Entry] => [String(key), { key: at, value }])),
    at,
  };
}
