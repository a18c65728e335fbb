import type { Module } from './modules.js';
import { type Node, child, isFunction, memberIn, nameIn, propertyOf } from './syntax.js';
import type { Place } from './value.js';
import type { Values } from './values.js';

/** The expressions that run when a module is loaded, so that a name of it has its value. */
export function* originsOf(values: Values, module: Module, node: Node, through = new Set<Node>()): Iterable<Place> {
  if (through.has(node)) return;
  through.add(node);
  if (node.type === 'MemberExpression') {
    const object = values.of(module, child(node, 'object'));
    const name = memberIn(node);
    if (object?.is === 'module' && name !== undefined) yield* originsOfExport(values, object.module, name, through);
    return;
  }
  if (node.type !== 'Identifier') return;
  const binding = values.scopes(module).find(nameIn(node) ?? '', node);
  if (binding?.is === 'imported') {
    const target = values.target(module, binding.from);
    if (target !== undefined) yield* originsOfExport(values, target, binding.name, through);
  } else if (binding?.is === 'variable') {
    for (const value of binding.values) if (isAtTop(values, module, value)) yield { module, node: value };
  }
}

/** As {@link originsOf}, of what a module exports. */
export function* originsOfExport(
  values: Values,
  module: Module,
  name: string,
  through = new Set<Node>(),
): Iterable<Place> {
  const { named, whole, passedOn } = values.exports(module);
  const own = named.get(name);
  if (own?.is === 'imported') {
    const target = values.target(module, own.from);
    if (target !== undefined) yield* originsOfExport(values, target, own.name, through);
  } else if (own !== undefined) {
    if (own.node.type === 'Identifier') yield* originsOf(values, module, own.node, through);
    else yield { module, node: own.node };
  } else if (whole !== undefined) {
    const object = values.of(module, whole);
    const property = object?.is === 'object' ? propertyOf(object.node, name) : undefined;
    if (object?.is === 'object' && property !== undefined && !through.has(property)) {
      if (property.type === 'Identifier') yield* originsOf(values, object.module, property, through);
      else yield { module: object.module, node: property };
    }
  }
  if (through.has(module.program)) return;
  if (passedOn.length > 0) through.add(module.program);
  for (const from of passedOn) {
    const target = values.target(module, from);
    if (target !== undefined) yield* originsOfExport(values, target, name, through);
  }
}

function isAtTop(values: Values, module: Module, node: Node): boolean {
  const { parent } = values.scopes(module);
  for (let each: Node | undefined = node; each !== undefined; each = parent(each)) {
    if (each !== node && isFunction(each)) return false;
  }
  return true;
}
