import type { Location } from '../../source/source.js';
import type { Parameter } from '../../template/template.js';
import type { Plan } from './plan-model.js';
import { entries, isObject, own } from './plan/loose.js';
import { valueOf } from './plan/nodes.js';

/**
 * The variables of the root module, under the names that expressions have for them. Their values are in the plan's resources
 * already: nothing refers to them.
 * @see https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export function variablesOf(plan: Plan): ReadonlyMap<string, Parameter> {
  const found = new Map<string, Parameter>();
  const root = ['configuration', 'root_module', 'variables'];
  const variables = own(own(own(plan.json, 'configuration'), 'root_module'), 'variables');
  // A plan has a value for whatever has no default, but for what is ephemeral: that it shows nobody. Such plans have a time, too.
  const given = own(plan.json, 'variables');
  const isTold = isObject(given) || own(plan.json, 'timestamp') !== undefined;
  const isKept = (name: string): boolean => isTold && own(given, name) === undefined;
  for (const [name, declared] of entries(variables)) {
    const pointer = [...root, name];
    const place = (...path: readonly string[]): Location =>
      plan.sources?.placeOf({ target: { is: 'variable', name }, path, scope: plan.scope([]) }) ??
      plan.at([...pointer, ...path]);
    const standard = own(declared, 'default');
    found.set(`var.${name}`, {
      name: `var.${name}`,
      // The plan does not keep which type was asked for; a default tells.
      type: standard === undefined || standard === null || typeof standard === 'string' ? 'String' : typeof standard,
      at: place(),
      noEcho: own(declared, 'sensitive') === true || (standard === undefined && isKept(name)),
      ...(typeof standard === 'string' ? { default: valueOf(standard, place('default')) } : {}),
    });
  }
  return found;
}
