import { parse, type Parsed, type ParseOptions } from '../../src/parsers/parse.js';
import type { Template } from '../../src/template/template.js';
import { printNode } from './print-node.js';

/** One instance of a plan, as `resource_changes` has it. */
interface Planned {
  readonly before?: unknown;
  readonly after?: unknown;
  readonly unknown?: unknown;
  readonly sensitive?: unknown;
  readonly actions?: readonly string[];
}

type Expressions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** `configuration` of a module, shortened. */
interface ModuleText {
  /** Expressions of resources, by `type.name`. */
  readonly resources?: Expressions;
  /** What else a resource has: `for_each_expression`, `provider_config_key`. */
  readonly meta?: Expressions;
  readonly module_calls?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** A reference list as Terraform writes it: each reference, then what it lies in. */
export const refs = (...references: readonly string[]) => ({
  references: references.flatMap((reference) => {
    const longer = [reference];
    const shorter = (text: string): string => text.replace(/(?:\.[\w-]+|\[[^\]]*\])$/, '');
    for (let rest = shorter(reference); rest !== longer.at(-1); rest = shorter(rest)) {
      if (!rest.replace(/^data\./, '').includes('.')) break;
      longer.push(rest);
    }
    return longer;
  }),
});

export const constant = (value: unknown) => ({ constant_value: value });

/** A module of `configuration`. */
export function moduleOf({ resources = {}, meta = {}, ...rest }: ModuleText): object {
  return {
    ...rest,
    resources: Object.entries(resources).map(([address, expressions]) => {
      const [name = '', type = '', data] = address.split('.').reverse();
      return { address, mode: data === 'data' ? 'data' : 'managed', type, name, expressions, ...meta[address] };
    }),
  };
}

/** The JSON text of a plan. */
export function planText(
  instances: Readonly<Record<string, Planned>>,
  root: ModuleText = {},
  { configuration, ...more }: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: Object.entries(instances).map(([address, planned]) => {
      const [, data, type, name] = /(?:^|\.)(data\.)?([a-z]\w*)\.([\w-]+)(?:\[[^\]]*\])?$/.exec(address) ?? [];
      return {
        address,
        mode: data === undefined ? 'managed' : 'data',
        type,
        name,
        change: {
          actions: planned.actions ?? [data === undefined ? 'create' : 'read'],
          before: planned.before ?? null,
          after: planned.after ?? {},
          after_unknown: planned.unknown ?? {},
          after_sensitive: planned.sensitive ?? {},
        },
      };
    }),
    configuration: { root_module: moduleOf(root), ...(configuration as object | undefined) },
    ...more,
  });
}

export const parsePlan = (text: string, options: ParseOptions = {}): Parsed =>
  parse({ path: 'plan.json', text }, options);

export function planTemplate(text: string, options: ParseOptions = {}): Template {
  const { template } = parsePlan(text, options);
  if (template === undefined) throw new Error('no template');
  return template;
}

/** An argument of a resource on one line. */
export function argument(template: Template, address: string, name: string): string {
  const found = template.resources.find((resource) => resource.address === address);
  if (found === undefined) throw new Error(`no resource ${address}`);
  return printNode(found.properties.entries.get(name)?.value);
}
