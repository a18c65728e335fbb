/** An argument in a made-up plan: known, or what another resource gives. Lists of objects are blocks. */
export type Value =
  string | number | boolean | null | Reference | readonly Value[] | { readonly [name: string]: Value };
export type Arguments = Readonly<Record<string, Value>>;

/** An attribute of a resource: known, or what the provider knows only after the apply. */
class Reference {
  constructor(
    readonly to: string,
    readonly is: string | undefined,
  ) {}
}
export const ref = (to: string, is?: string): Reference => new Reference(to, is);

/** The smallest plan that makes some resources, as `terraform show -json` writes it; arguments by address, of `var.` a variable's, of `data.` those of a data source that waits for the apply. */
export function plan(resources: Readonly<Record<string, Arguments>>): string {
  const isVariable = ([address]: readonly [string, Arguments]): boolean => address.startsWith('var.');
  const all = Object.entries(resources);
  const variables = all.filter(isVariable).map(([address, args]) => [address.slice('var.'.length), args] as const);
  const managed = all.filter((entry) => !isVariable(entry));
  const each = managed.map(([address, args]) => {
    const isData = address.startsWith('data.');
    const [type = '', name = ''] = address.split('.').slice(isData ? 1 : 0);
    return { address, mode: isData ? 'data' : 'managed', type, name, args };
  });
  return JSON.stringify(
    {
      format_version: '1.2',
      terraform_version: '1.11.4',
      resource_changes: each.map(({ args, ...resource }) => ({
        ...resource,
        provider_name: 'registry.terraform.io/hashicorp/aws',
        change: {
          actions: ['create'],
          before: null,
          after: known(args),
          // What is given can't be computed, too.
          after_unknown: {
            id: true,
            ...(resource.mode === 'data' ? { json: true } : 'arn' in args ? {} : { arn: true }),
            ...(unknown(args) as object),
          },
          before_sensitive: false,
          after_sensitive: {},
        },
      })),
      configuration: {
        provider_config: { aws: { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws' } },
        root_module: {
          ...(variables.length === 0 ? {} : { variables: Object.fromEntries(variables) }),
          resources: each.map(({ args, ...resource }) => ({
            ...resource,
            provider_config_key: 'aws',
            expressions: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, expression(value)])),
            schema_version: 0,
          })),
        },
      },
    },
    undefined,
    2,
  );
}

const isMap = (value: Value): value is { readonly [name: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Reference);

/** `change.after`: what is unknown is left out of objects, and null in lists. */
function known(value: Value): unknown {
  if (value instanceof Reference) return value.is ?? null;
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => known(item));
  if (!isMap(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => !(item instanceof Reference && item.is === undefined));
  return Object.fromEntries(entries.map(([key, item]) => [key, known(item)]));
}

/** `change.after_unknown`. */
function unknown(value: Value): unknown {
  if (value instanceof Reference) return value.is === undefined;
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => unknown(item));
  if (!isMap(value)) return false;
  const entries = Object.entries(value).filter(([, item]) => isOpen(item));
  return Object.fromEntries(entries.map(([key, item]) => [key, unknown(item)]));
}

const isOpen = (value: Value): boolean =>
  value instanceof Reference ? value.is === undefined : typeof value === 'object' && value !== null;

function expression(value: Value): unknown {
  const references = referencesIn(value);
  if (Array.isArray(value) && value.some((item: Value) => isMap(item))) {
    return (value as readonly Value[]).map((block) =>
      Object.fromEntries(Object.entries(block as Arguments).map(([key, item]) => [key, expression(item)])),
    );
  }
  return references.length > 0 ? { references } : { constant_value: value };
}

/** As Terraform lists them: the attribute, then the resource. */
function referencesIn(value: Value): string[] {
  if (value instanceof Reference) {
    const length = value.to.startsWith('data.') ? 3 : 2;
    return [value.to, value.to.split('.').slice(0, length).join('.')];
  }
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap((item) => referencesIn(item));
  return isMap(value) ? Object.values(value).flatMap((item) => referencesIn(item)) : [];
}
