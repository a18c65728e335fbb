import type { Location, Problem, SourceFile } from '../source/source.js';
import type { Condition, Entry, MapNode, Node, Scalar } from './node.js';

/** What a file was recognised as. */
export type Format = 'sam' | 'cloudformation' | 'terraform-plan' | 'terraform-state';

/** What a file of a format is called. */
export const nouns: Readonly<Record<Format, 'template' | 'plan' | 'state'>> = {
  sam: 'template',
  cloudformation: 'template',
  'terraform-plan': 'plan',
  'terraform-state': 'state',
};

/**
 * A template in the user's words: every resource that deployment would make, transforms done, nothing judged or resolved.
 * Names of parameters, conditions and resources are scoped: those of a nested stack carry its id and a slash (`Orders/Table`).
 */
export interface Template {
  readonly format: Format;
  readonly file: SourceFile;
  readonly resources: readonly RawResource[];
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Names of the parameters that its conditions compare, scoped; all others, pseudo parameters among them, are left open. */
  readonly compared?: ReadonlySet<string>;
  readonly conditions: ReadonlyMap<string, Condition>;
  /** Values of a nested stack's outputs, by `Stack.Outputs.Name`. */
  readonly outputs: ReadonlyMap<string, Node>;
  /** Values that other stacks may import. */
  readonly exported?: readonly Node[];
  /** Generated ids that a reference may use, by their `Id.Property` spelling (`Fn.Alias` → `FnAliaslive`). */
  readonly aliases: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  /** What was written before a transform worked on it, by stack. */
  readonly written?: readonly Written[];
  /** What the `Metadata` of its templates say to linters. */
  readonly metadata?: readonly Node[];
  /** Other files that belong to it: nested templates, included files, OpenAPI documents. */
  readonly files: readonly SourceFile[];
  /** A plan of a part of its configuration (`terraform plan -target`): what is not in it may be there all the same. */
  readonly partial?: true;
  /** How many nested stacks have templates that lie elsewhere, as after `sam package`: nothing of them is known. */
  readonly unread?: number;
  /** The accounts that it is deployed to, where it tells: a plan knows them. */
  readonly accounts?: ReadonlySet<string>;
  /** Of a plan, what its archives are made from, by their paths: a directory (with a slash at its end) or a file. */
  readonly archives?: ReadonlyMap<string, string>;
}

/** A template with nothing in it, for what is said of a file as a whole. */
export function emptyTemplate(file: SourceFile, problems: readonly Problem[] = []): Template {
  const empty = new Map<string, never>();
  return {
    format: 'cloudformation',
    file,
    resources: [],
    parameters: empty,
    conditions: empty,
    outputs: empty,
    aliases: empty,
    problems,
    files: [file],
  };
}

/** A scoped name as its own template has it: without the ids of the stacks around. */
export const localName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** The resources of a SAM template as they are written, and what its Globals add to them. */
export interface Written {
  readonly globals: Node | undefined;
  readonly resources: readonly RawResource[];
}

/** A resource that deployment would make, in the words of the user's language; nothing of it is resolved. */
export interface RawResource {
  /** Scoped logical id, or a plan address. */
  readonly address: string;
  /** The resource's own type: `AWS::Lambda::Function`, `aws_lambda_function`. */
  readonly type: string;
  readonly properties: MapNode;
  /** The logical id where it is written; of a generated resource, what caused it. */
  readonly at: Location;
  readonly condition?: Condition;
  /** In a plan, the provider configuration that makes it: an account and a region, in which a physical name is one thing's only. */
  readonly providerConfig?: string;
  /** The module calls that lead to it, where they are written: the outermost first. */
  readonly calls?: readonly Location[];
  /** Everything beside Type, Properties and Condition: DependsOn, Metadata, DeletionPolicy, Connectors, IgnoreGlobals … */
  readonly attributes: ReadonlyMap<string, Entry>;
  /** What the user wrote, where a transform made or changed this resource. */
  readonly origin?: Origin;
  /** Settings that the user wrote and the transform throws away. */
  readonly dropped?: readonly Dropped[];
}

/**
 * Whether a type is of the Terraform provider that follows CloudFormation's schemas: it has no blocks, but attributes, and fills in what
 * nobody sets in them.
 */
export const isCloudControl = (type: string): boolean => type.startsWith('awscc_');

/** A setting without effect, and the one that takes its effect away: `Policies` beside `Role`. */
export interface Dropped {
  readonly name: string;
  readonly at: Location;
  readonly because: { readonly name: string; readonly at: Location };
  /** Only then; always where it is missing. */
  readonly when?: Condition;
}

/** The resource of the user that a transform worked on. */
export interface Origin {
  /** Scoped logical id in the user's template. */
  readonly address: string;
  readonly type: string;
  /** The resource is not written under its own id in the user's template: how to speak of it ("the role SAM makes for Api"). */
  readonly label?: string;
  /** Its user can set nothing of it, but name one of their own by this property instead. */
  readonly instead?: string;
}

/** A parameter that a template declares, or a variable of a plan, and all that is known of its value. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly at: Location;
  readonly noEcho: boolean;
  /** Located default; absent where the template has none. */
  readonly default?: Node;
  /** Located values of AllowedValues. */
  readonly allowed?: readonly Node[];
  /** Its AllowedPattern lets no star through. */
  readonly plain?: true;
  /** Some of it is not known: an include that is not at hand, or text that can't be read. */
  readonly partly?: true;
  /** A value given on the command line, or by a configuration file. */
  readonly given?: Scalar;
}
