import { made } from '../../../source/once.js';
import { keyOf, type ModuleStep, modulePath, modulesOf, stepsOf } from './address.js';
import { at, items, type Loose, own, textOr, texts } from './loose.js';
import type { Pointer } from './places.js';

/** One instance of a resource or data source that will be there after the apply. */
export interface Instance {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** Its key with `count` or `for_each`. */
  readonly key: string | number | undefined;
  /** The module calls that lead to it. */
  readonly modules: readonly ModuleStep[];
  /** The address of its module instance. */
  readonly module: string;
  /** Its arguments as far as the plan knows them, what of them is unknown (`true`), and what is sensitive (`true`). */
  readonly after: unknown;
  readonly unknown: unknown;
  readonly sensitive: unknown;
  /** In a state, or since an earlier apply, what it depends on: addresses without keys. */
  readonly dependsOn: readonly string[];
  /** Where the instance stands in the JSON text, and where its arguments do below that. */
  readonly pointer: Pointer;
  readonly below: Pointer;
}

/** Modules that are nested deeper are a text made to exhaust the reader. */
const deepest = 100;

/**
 * Every instance that a plan or state leaves behind: what is created, updated, replaced, read or kept, and data sources that
 * were read before. What is deleted or forgotten is not.
 * @see https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export function instancesOf(json: Loose): ReadonlyMap<string, Instance> {
  const found = new Map<string, Instance>();
  const modules = new Modules();
  const put = (instance: Instance | undefined): void => {
    if (instance !== undefined && !found.has(instance.address)) found.set(instance.address, instance);
  };
  const changes = own(json, 'resource_changes');
  items(changes).forEach((change, index) => put(changed(change, ['resource_changes', index], modules)));
  items(own(json, 'deferred_changes')).forEach((deferred, index) =>
    put(changed(own(deferred, 'resource_change'), ['deferred_changes', index, 'resource_change'], modules)),
  );
  if (!Array.isArray(changes)) {
    inModule(own(own(json, 'planned_values'), 'root_module'), ['planned_values', 'root_module'], put, 'all');
    inModule(own(own(json, 'values'), 'root_module'), ['values', 'root_module'], put, 'all');
  }
  // What a plan does not speak of stays as it is: it was not asked for, or nothing but the state is refreshed.
  const deferred = items(own(json, 'deferred_changes')).map((each) => own(each, 'resource_change'));
  const told = new Set([...items(changes), ...deferred].flatMap((change) => addressesOf(change)));
  const prior = ['prior_state', 'values', 'root_module'] as const;
  const which = Array.isArray(changes) || found.size === 0 ? 'all' : 'data';
  const unchanged = (instance: Instance | undefined): void => {
    if (instance === undefined) return;
    const { address, dependsOn } = instance;
    const changing = found.get(address);
    // Changes do not say what they depend on.
    if (changing !== undefined && dependsOn.length > 0) found.set(address, { ...changing, dependsOn });
    else if (!told.has(address)) put(instance);
  };
  inModule(at(json, prior), prior, unchanged, which);
  return found;
}

/** The addresses that a change is about. */
const addressesOf = (change: unknown): readonly string[] =>
  texts([own(change, 'address'), own(change, 'previous_address')]);

/** The resources of a module of a state and of those that it calls. */
export function everyResource(module: unknown, depth = 0): readonly unknown[] {
  if (depth > deepest) return [];
  return [
    ...items(own(module, 'resources')),
    ...items(own(module, 'child_modules')).flatMap((child) => everyResource(child, depth + 1)),
  ];
}

/** The modules that were met: most of their resources say by themselves which one they are in. */
class Modules {
  readonly #known = new Map<string, Pick<Instance, 'modules' | 'module'>>();

  of(address: string, module: unknown): Pick<Instance, 'modules' | 'module'> {
    const holder = typeof module === 'string' && address.startsWith(`${module}.`) ? module : address;
    return made(this.#known, holder, () => {
      const modules = modulesOf(holder);
      return { modules, module: modulePath(modules) };
    });
  }
}

const ofChange: Pointer = ['change', 'after'];
const ofState: Pointer = ['values'];

function changed(resource: unknown, pointer: Pointer, modules: Modules): Instance | undefined {
  const change = own(resource, 'change');
  const actions = items(own(change, 'actions'));
  const stays = actions.some((action) => action !== 'delete' && action !== 'forget');
  if (!stays || own(resource, 'deposed') !== undefined) return undefined;
  const [after, unknown, sensitive] = [
    own(change, 'after'),
    own(change, 'after_unknown'),
    own(change, 'after_sensitive'),
  ];
  const found = modules.of(textOr(own(resource, 'address'), ''), own(resource, 'module_address'));
  return instance(resource, found, { pointer, below: ofChange, after, unknown, sensitive });
}

function inModule(
  module: unknown,
  pointer: Pointer,
  put: (instance: Instance | undefined) => void,
  which: 'all' | 'data',
  depth = 0,
): void {
  if (depth > deepest) return;
  items(own(module, 'resources')).forEach((resource, index) => {
    if (which === 'data' && own(resource, 'mode') !== 'data') return;
    // What another has taken the place of.
    if (own(resource, 'deposed_key') !== undefined) return;
    const modules = modulesOf(textOr(own(resource, 'address'), ''));
    const [after, sensitive] = [own(resource, 'values'), own(resource, 'sensitive_values')];
    const place = [...pointer, 'resources', index];
    const found = { modules, module: modulePath(modules) };
    put(instance(resource, found, { pointer: place, below: ofState, after, unknown: undefined, sensitive }));
  });
  items(own(module, 'child_modules')).forEach((child, index) =>
    inModule(child, [...pointer, 'child_modules', index], put, which, depth + 1),
  );
}

function instance(
  resource: unknown,
  { modules, module }: Pick<Instance, 'modules' | 'module'>,
  {
    pointer,
    below,
    after,
    unknown,
    sensitive,
  }: Pick<Instance, 'pointer' | 'below' | 'after' | 'unknown' | 'sensitive'>,
): Instance | undefined {
  const address = textOr(own(resource, 'address'), undefined);
  const type = textOr(own(resource, 'type'), undefined);
  if (address === undefined || type === undefined) return undefined;
  if (modules.length > deepest) return undefined;
  const index = own(resource, 'index');
  const given = typeof index === 'string' || typeof index === 'number' ? index : undefined;
  const key = given ?? (address.endsWith(']') ? keyOf(stepsOf(address).at(-1)) : undefined);
  return {
    address,
    mode: own(resource, 'mode') === 'data' ? 'data' : 'managed',
    type,
    name: textOr(own(resource, 'name'), ''),
    key,
    modules,
    module,
    dependsOn: texts(own(resource, 'depends_on')),
    pointer,
    below,
    after,
    unknown,
    sensitive,
  };
}
