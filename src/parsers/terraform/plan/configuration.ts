import { entries, isObject, items, own, texts, textOr } from './loose.js';

/** An argument as the plan's `configuration` keeps it: its value where it is written out, else only what it refers to. */
export type Expression =
  | { readonly is: 'constant'; readonly value: unknown }
  /** The most specific references, in the order of the text. */
  | { readonly is: 'references'; readonly to: readonly string[] };

/** A module of the configuration; all its instances share it. */
export interface ModuleConfiguration {
  /** By their names: `aws_iam_role.this`, `data.aws_region.this`. */
  readonly resources: ReadonlyMap<string, unknown>;
  readonly module: unknown;
}

/**
 * The `configuration` of a plan: what each argument refers to. It keeps no operators, functions or text around a reference.
 * @see https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export class Configuration {
  readonly #root: unknown;
  readonly #modules = new Map<string, ModuleConfiguration | undefined>();

  constructor(readonly configuration: unknown) {
    this.#root = own(configuration, 'root_module');
  }

  /** A module by the names of the calls that lead to it; `undefined` where the plan does not keep it. */
  module(calls: readonly string[]): ModuleConfiguration | undefined {
    const key = calls.join('.');
    if (!this.#modules.has(key)) {
      let module = this.#root;
      for (const name of calls) module = own(own(own(module, 'module_calls'), name), 'module');
      this.#modules.set(key, isObject(module) ? read(module) : undefined);
    }
    return this.#modules.get(key);
  }

  /** The call of a module, in the module that holds it. */
  call(calls: readonly string[], name: string): unknown {
    return own(own(this.module(calls)?.module, 'module_calls'), name);
  }

  /** A provider, and the key that it has here: a module may name what it was handed by its caller as if it were its own. */
  provider(asked: string): { readonly key: string; readonly provider: unknown } {
    const all = own(this.configuration, 'provider_config');
    const key = own(all, asked) === undefined ? asked.slice(asked.lastIndexOf(':') + 1) : asked;
    return { key, provider: own(all, key) };
  }
}

function read(module: unknown): ModuleConfiguration {
  const resources = new Map<string, unknown>();
  for (const resource of items(own(module, 'resources'))) {
    const name = `${textOr(own(resource, 'type'), '')}.${textOr(own(resource, 'name'), '')}`;
    resources.set(own(resource, 'mode') === 'data' ? `data.${name}` : name, resource);
  }
  return { module, resources };
}

/** Reads what stands for an argument; `undefined` where it is a nested block or missing. */
export function expressionOf(raw: unknown): Expression | undefined {
  if (!isObject(raw)) return undefined;
  if (Object.hasOwn(raw, 'constant_value')) return { is: 'constant', value: raw['constant_value'] };
  for (const name in raw) if (name !== 'references') return undefined;
  return { is: 'references', to: specific(texts(own(raw, 'references'))) };
}

/** Terraform lists each reference with everything it lies in behind it: `a.b[0].arn`, `a.b[0]`, `a.b`. The first says it all. */
function specific(references: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let last = '';
  for (const reference of references) {
    const next = last.startsWith(reference) ? last.charAt(reference.length) : '';
    if (next === '.' || next === '[') continue;
    last = reference;
    if (!kept.includes(reference)) kept.push(reference);
  }
  return kept;
}

/** Every expression below a block, its own blocks included. */
export function expressionsIn(raw: unknown, depth = 0): Expression[] {
  const expression = expressionOf(raw);
  if (expression !== undefined) return [expression];
  if (depth > 20) return [];
  if (Array.isArray(raw)) return raw.flatMap((item) => expressionsIn(item, depth + 1));
  return entries(raw).flatMap(([, value]) => expressionsIn(value, depth + 1));
}
