/** Options: how a rule declares them, as properties of a JSON Schema, and the values that it is given for them. */

/** One option of a rule, as a property of a JSON Schema. */
export type OptionSchema = {
  readonly description: string;
  readonly default?: unknown;
} & (
  | { readonly type: 'boolean'; readonly default: boolean }
  | {
      readonly type: 'number' | 'integer';
      readonly default: number;
      readonly minimum?: number;
      readonly maximum?: number;
    }
  | {
      readonly type: 'string';
      readonly default: string;
      readonly enum?: readonly string[];
      readonly pattern?: string;
    }
  | {
      readonly type: 'array';
      readonly default: readonly unknown[];
      readonly items: ItemSchema;
      readonly uniqueItems?: boolean;
    }
);

/** What an item of a list, or a property of such an item, may be. */
export type ItemSchema =
  | {
      readonly type: 'string';
      readonly enum?: readonly string[];
      readonly pattern?: string;
      readonly description?: string;
    }
  | { readonly type: 'integer' | 'number'; readonly minimum?: number; readonly description?: string }
  | { readonly type: 'boolean'; readonly description?: string }
  | { readonly type: 'array'; readonly items: ItemSchema; readonly description?: string }
  | {
      readonly type: 'object';
      readonly properties: Readonly<Record<string, ItemSchema>>;
      readonly required?: readonly string[];
      readonly additionalProperties: false;
      readonly description?: string;
    };

/** The options that a rule has, by name. */
export type Options = Readonly<Record<string, OptionSchema>>;

/** The option that says whose rights are judged: all, or those of execution roles. */
export const allRolesOption = {
  type: 'boolean',
  default: false,
  description:
    'Whether roles that no serverless service acts with, users, groups and unattached policies are judged, too.',
} as const;

/** The option that says which policies that the configuration shows deny. */
export const denyingOption = {
  type: 'array',
  items: { type: 'string' },
  default: ['arn:*:organizations::*'],
  description:
    'ARN patterns of policies among the `policies` of the configuration whose Deny statements count: as a rule service control policies.',
} as const;

/** The option that says whose managed policies are judged. */
export const allGiversOption = {
  type: 'boolean',
  default: false,
  description: 'Whether roles that no serverless service acts with, users and groups are judged, too.',
} as const;

/** The options that say what secrets look like beside the formats that are known. */
export const secretOptions = {
  valuePatterns: {
    type: 'array',
    items: { type: 'string' },
    default: [],
    description:
      'What secrets of your own look like, such as `acme_live_*`, beside the formats that the rule knows; `*` matches any text, `?` one character.',
  },
  entropy: {
    type: 'number',
    minimum: 0,
    default: 0,
    description:
      'Bits per character from which on a value of twenty characters or more counts as a secret whatever it is called, such as 4.5; 0: never.',
  },
} as const;

/** For how many days before its deprecation a runtime is pointed out as such, unless a configuration says otherwise. */
export const deprecationNotice = 90;

/** The options that say which functions are judged: see `isManaged`. */
export const managedOptions = {
  osOnly: {
    type: 'boolean',
    default: true,
    description:
      'Whether functions with an OS-only runtime (`provided.al2023`) are judged, too; AWS Config passes them over.',
  },
  images: {
    type: 'boolean',
    default: true,
    description: 'Whether functions that are container images are judged, too; AWS Config passes them over.',
  },
} as const;

type ItemOf<S extends ItemSchema> = S extends { readonly enum: readonly (infer E)[] }
  ? E
  : S extends { readonly type: 'string' }
    ? string
    : S extends { readonly type: 'integer' | 'number' }
      ? number
      : S extends { readonly type: 'boolean' }
        ? boolean
        : S extends { readonly type: 'array'; readonly items: infer I extends ItemSchema }
          ? readonly ItemOf<I>[]
          : S extends {
                readonly type: 'object';
                readonly properties: infer P extends Readonly<Record<string, ItemSchema>>;
              }
            ? ObjectOf<P, S extends { readonly required: readonly (infer R)[] } ? R : never>
            : never;

type ObjectOf<P extends Readonly<Record<string, ItemSchema>>, Required> = {
  readonly [N in keyof P as N extends Required ? N : never]: ItemOf<P[N]>;
} & {
  readonly [N in keyof P as N extends Required ? never : N]?: ItemOf<P[N]>;
};

/** The values that a rule sees for its options: written by the user, or the defaults. */
export type OptionsOf<O extends Options> = {
  readonly [N in keyof O]: O[N] extends { readonly type: 'boolean' }
    ? boolean
    : O[N] extends { readonly type: 'array'; readonly items: infer I extends ItemSchema }
      ? readonly ItemOf<I>[]
      : O[N] extends { readonly type: 'string'; readonly enum: readonly (infer E)[] }
        ? E
        : O[N] extends { readonly type: 'string' }
          ? string
          : number;
};
