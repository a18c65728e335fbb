import { addTo } from '../../source/groups.js';
import { made } from '../../source/once.js';
import type { Location, SourceFile } from '../../source/source.js';
import { Attributes } from './arguments/attributes.js';
import { modulePath, type ModuleStep } from './plan/address.js';
import { Configuration } from './plan/configuration.js';
import { type Instance, instancesOf } from './plan/instances.js';
import { type Loose, own } from './plan/loose.js';
import { LazyLocation, Places, type Pointer } from './plan/places.js';
import { PlanScope } from './references/module-scope.js';
import type { Path, PlanSources } from './scope.js';

/** A plan that was read: its instances, its configuration, and the modules that hold them. */
export class Plan {
  readonly configuration: Configuration;
  /** By their addresses, in the order of the plan. */
  readonly instances: ReadonlyMap<string, Instance>;
  readonly places: Places;
  readonly #byName = new Map<string, Instance[]>();
  readonly #modules = new Map<string, Map<string, ModuleStep>>();
  readonly #scopes = new Map<string, PlanScope>();
  readonly #attributes = new Map<Instance, Attributes>();
  readonly #memo = new Map<string, unknown>();
  #depth = 0;

  constructor(
    readonly file: SourceFile,
    readonly json: Loose,
    readonly sources: PlanSources | undefined,
  ) {
    this.configuration = new Configuration(own(json, 'configuration'));
    this.instances = instancesOf(json);
    this.places = new Places(file);
    const modules = new Set<string>();
    for (const instance of this.instances.values()) {
      this.#add(instance);
      if (!modules.has(instance.module)) this.#call(instance.modules);
      modules.add(instance.module);
    }
  }

  #add(instance: Instance): void {
    const { module, mode, type, name } = instance;
    addTo(this.#byName, `${module} ${mode === 'data' ? 'data.' : ''}${type}.${name}`, instance);
  }

  #call(modules: readonly ModuleStep[]): void {
    modules.forEach((step, index) => {
      const call = `${modulePath(modules.slice(0, index))} ${step.name}`;
      made(this.#modules, call, () => new Map<string, ModuleStep>()).set(modulePath([step]), step);
    });
  }

  instance(address: string): Instance | undefined {
    return this.instances.get(address);
  }

  /** The instances of a resource of one module instance: `aws_iam_role.this`, `data.aws_region.this`. */
  instancesOf(module: string, name: string): readonly Instance[] {
    return this.#byName.get(`${module} ${name}`) ?? [];
  }

  /**
   * The instances of a resource in every instance of its module, by an address without keys: `module.m.aws_iam_role.this`. Those of
   * data sources are left out.
   */
  instancesAnywhere(address: string): readonly Instance[] {
    const byName = this.once('by name', new Map<string, Instance[]>(), () => {
      const found = new Map<string, Instance[]>();
      for (const instance of this.instances.values()) {
        const { mode, type, modules, name } = instance;
        if (mode === 'data') continue;
        addTo(found, [...modules.map((step) => `module.${step.name}`), type, name].join('.'), instance);
      }
      return found;
    });
    return byName.get(address) ?? [];
  }

  /** The instances that a module call has in one module instance, as far as they hold resources. */
  calls(module: string, name: string): readonly ModuleStep[] {
    return [...(this.#modules.get(`${module} ${name}`)?.values() ?? [])];
  }

  scope(modules: readonly ModuleStep[]): PlanScope {
    return this.scopeOf({ module: modulePath(modules), modules });
  }

  /** The module that an instance is in. */
  scopeOf({ module, modules }: Pick<Instance, 'module' | 'modules'>): PlanScope {
    return made(this.#scopes, module, () => new PlanScope(this, modules));
  }

  attributes(instance: Instance): Attributes {
    return made(this.#attributes, instance, () => new Attributes(this, instance));
  }

  /** Works something out once; `circular` where that asks for itself, `tooFar` as {@link deeper} has it. */
  once<T>(key: string, circular: T, find: () => T, tooFar = (): T => circular): T {
    if (this.#memo.has(key)) return this.#memo.get(key) as T;
    return this.deeper(tooFar, () => {
      this.#memo.set(key, circular);
      const found = find();
      this.#memo.set(key, found);
      return found;
    });
  }

  /** One step further on the way from value to value; `tooFar` where it is longer than any configuration's. */
  deeper<T>(tooFar: () => T, find: () => T): T {
    if (this.#depth >= 150) return tooFar();
    this.#depth += 1;
    try {
      return find();
    } finally {
      this.#depth -= 1;
    }
  }

  /** The place of a value of the plan. */
  at(pointer: Pointer): Location {
    return new PointerLocation(this, pointer);
  }

  findPointer(pointer: Pointer): Location {
    return { file: this.file, ...this.places.find(pointer) };
  }

  /** The place of an instance's argument (of the instance, without a path) in its source, else in the plan. */
  placeOf(instance: Instance, path: Path): Location {
    return new InstanceLocation(this, instance, path);
  }

  findPlace(instance: Instance, path: Path): Location {
    const { mode, type, name, after } = instance;
    const target = { is: 'resource', mode, type, name } as const;
    const { each } = this.attributes(instance);
    const query = {
      target,
      path,
      scope: this.scopeOf(instance),
      known: after,
      ...(each === undefined ? {} : { each }),
    };
    const source = this.sources?.placeOf(query);
    if (source !== undefined) return source;
    const pointer = path.length === 0 ? [...instance.pointer, 'address'] : this.#pointer(instance, path);
    return this.findPointer(pointer);
  }

  /** An argument that is unknown stands in `after_unknown` alone. */
  #pointer({ pointer, below, after }: Instance, path: Path): Pointer {
    const hidden = own(after, String(path[0])) === undefined;
    return [...pointer, ...(hidden ? ['change', 'after_unknown'] : below), ...path];
  }
}

/** The place of a value of the plan. */
class PointerLocation extends LazyLocation {
  constructor(
    readonly plan: Plan,
    readonly pointer: Pointer,
  ) {
    super();
  }

  protected override find(): Location {
    return this.plan.findPointer(this.pointer);
  }
}

/** The place of an instance or an argument. */
class InstanceLocation extends LazyLocation {
  constructor(
    readonly plan: Plan,
    readonly instance: Instance,
    readonly path: Path,
  ) {
    super();
  }

  protected override find(): Location {
    return this.plan.findPlace(this.instance, this.path);
  }
}
