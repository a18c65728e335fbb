/** How each language spells one fact: a path of property names with dots between. */
export interface Spelling {
  /** Missing where only Terraform says it so: an attachment is a resource of its own there. */
  readonly cloudformation?: string;
  /** SAM's own word, where it is not CloudFormation's. It serves messages; values are read after the transform. */
  readonly sam?: string;
  /** Missing where the Terraform provider has no such argument; several where the types of one kind differ. */
  readonly terraform?: string | readonly string[];
}

interface Described<Type extends string> {
  readonly field: Type;
  readonly spelled: Spelling;
}

/** A number: known only as a whole. */
export interface NumberField extends Described<'number'> {
  readonly default?: number;
}
/** `true` or `false`: known only as a whole. */
export interface BooleanField extends Described<'boolean'> {
  readonly default?: boolean;
}
/** A word from a closed list: known only as a whole. */
export interface StringField extends Described<'string'> {
  readonly default?: string;
}
/** Free text: known also where only parts of it are. */
export type TextField = Described<'text'>;
/** A list of free texts. */
export type TextsField = Described<'texts'>;
/** Tags, as a list of keys and values or as a map. */
export type TagsField = Described<'tags'>;
/** An IAM policy document, as an object or as JSON text. */
export type PolicyField = Described<'policy'>;
/** A value that a reader of its own looks into: an OpenAPI body. */
export type TreeField = Described<'tree'>;
/** Another resource, of one of the kinds `to`. A field of this type is an edge of the graph. */
export interface LinkField<K extends string> extends Described<'link'> {
  readonly to: readonly K[];
}
/** A list of other resources. */
export interface LinksField<K extends string> extends Described<'links'> {
  readonly to: readonly K[];
}
/** A list of blocks that have fields themselves; where one is `keyed`, CloudFormation has a map of them. */
export interface RecordsField<F extends Fields> extends Described<'records'> {
  readonly fields: F;
  readonly keyed?: true;
}

/** One row of the dictionary: what a fact is, and how each language spells it. */
export type Field =
  | NumberField
  | BooleanField
  | StringField
  | TextField
  | TextsField
  | TagsField
  | PolicyField
  | TreeField
  | LinkField<string>
  | LinksField<string>
  | RecordsField<Fields>;

/** The facts of a kind of resource, by the names that rules read them by. */
export interface Fields {
  readonly [name: string]: Field;
}

type Elsewhere = Omit<Spelling, 'cloudformation'>;

/** In the place of CloudFormation's name: it has none. */
export const terraformOnly = Symbol('terraform only');
type Path = string | typeof terraformOnly;

function spell(path: Path, { sam, terraform }: Elsewhere = {}): Spelling {
  // Put together without copies: there are hundreds of them at each start.
  const spelled: { -readonly [Key in keyof Spelling]: Spelling[Key] } = {};
  if (path !== terraformOnly) spelled.cloudformation = path;
  if (sam !== undefined) spelled.sam = sam;
  if (terraform !== undefined) spelled.terraform = terraform;
  return spelled;
}

function withDefault<T>(value: T | undefined): { readonly default?: T } {
  return value === undefined ? {} : { default: value };
}

// The rows of the dictionary, one function for each type of field. `path` is CloudFormation's spelling.

export const number = (path: Path, more: Elsewhere & { readonly default?: number } = {}): NumberField => ({
  field: 'number',
  spelled: spell(path, more),
  ...withDefault(more.default),
});
export const boolean = (path: Path, more: Elsewhere & { readonly default?: boolean } = {}): BooleanField => ({
  field: 'boolean',
  spelled: spell(path, more),
  ...withDefault(more.default),
});
export const string = (path: Path, more: Elsewhere & { readonly default?: string } = {}): StringField => ({
  field: 'string',
  spelled: spell(path, more),
  ...withDefault(more.default),
});
export const text = (path: Path, more: Elsewhere = {}): TextField => ({ field: 'text', spelled: spell(path, more) });
export const texts = (path: Path, more: Elsewhere = {}): TextsField => ({
  field: 'texts',
  spelled: spell(path, more),
});
export const tags = (path: string, more: Elsewhere = {}): TagsField => ({ field: 'tags', spelled: spell(path, more) });
export const policy = (path: Path, more: Elsewhere = {}): PolicyField => ({
  field: 'policy',
  spelled: spell(path, more),
});
export const tree = (path: Path, more: Elsewhere = {}): TreeField => ({ field: 'tree', spelled: spell(path, more) });
export const link = <const K extends string>(
  path: Path,
  { to, ...more }: Elsewhere & { readonly to: K | readonly K[] },
): LinkField<K> => ({ field: 'link', spelled: spell(path, more), to: kindsOf(to) });
export const links = <const K extends string>(
  path: Path,
  { to, ...more }: Elsewhere & { readonly to: K | readonly K[] },
): LinksField<K> => ({ field: 'links', spelled: spell(path, more), to: kindsOf(to) });
export const records = <F extends Fields>(
  path: Path,
  fields: F,
  { keyed, ...more }: Elsewhere & { readonly keyed?: true } = {},
): RecordsField<F> => ({
  field: 'records',
  spelled: spell(path, more),
  fields,
  ...(keyed && { keyed }),
});

function kindsOf<K extends string>(to: K | readonly K[]): readonly K[] {
  return typeof to === 'string' ? [to] : to;
}

/** A kind of resource: which types it has in each language, and its facts. */
export interface Definition<F extends Fields = Fields> {
  readonly type: {
    readonly cloudformation?: string | readonly string[];
    readonly terraform?: string | readonly string[];
  };
  /** What it is called in a message: `function`, `role`. */
  readonly noun: string;
  /** The field that holds its physical name, by which literal text may point at it. */
  readonly named?: string;
  readonly fields: F;
}

/** Declares a kind of resource; the one place that knows how each language spells it. */
export function defineResource<const F extends Fields>(
  definition: Definition<F> & { readonly named?: keyof F },
): Definition<F> {
  return definition;
}
