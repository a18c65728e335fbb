import type { PolicyDocument } from '../iam/document.js';
import type {
  BooleanField,
  Field,
  Fields,
  LinkField,
  LinksField,
  NumberField,
  PolicyField,
  RecordsField,
  StringField,
  TagsField,
  TextField,
  TextsField,
  TreeField,
} from '../resources/define.js';
import type { Kind, Kinds } from '../resources/index.js';
import type { Language } from '../resources/spelling.js';
import type { Location } from '../source/source.js';
import type { Condition, Node } from '../template/node.js';
import type { Dropped } from '../template/template.js';
import type { Text } from '../values/text.js';
import type { Told, Value } from '../values/value.js';

/** Anything that a finding can be about or point at. */
export interface Spot {
  readonly at: Location;
}

/** What everything has that a template's user has written or brought about. */
export interface SubjectBase<K extends string = string> extends Spot {
  readonly kind: K;
  /** Its id in the graph: unique among those of its kind, also for what a transform made. */
  readonly address: string;
  /** How to speak of it: its logical id, or what it is where its user did not write it. */
  readonly name: string;
  /** The resource in the user's text that it belongs to. */
  readonly owner: string;
  readonly condition: Condition | undefined;
}

/** What every resource has, whatever its kind. */
export interface ResourceBase<K extends string = string> extends SubjectBase<K> {
  readonly type: string;
  /** Where the user's own type differs: `AWS::Serverless::Function`. */
  readonly writtenAs: string;
  /** Of `writtenAs`. */
  readonly language: Language;
  /** Made by a transform; its user has written no such resource. */
  readonly generated: boolean;
  /** Nothing of it can be set; the property by which its user puts one of their own in its place. */
  readonly instead: string | undefined;
  /** Settings in the user's text that the transform throws away. */
  readonly dropped: readonly Dropped[];
  /** In a plan, the provider configuration that makes it: it stands for an account and a region. */
  readonly providerConfig: string | undefined;
}

/**
 * A fact that names another resource: one of the template, or text that names one elsewhere.
 * Two links with the same `identity` name the same thing.
 */
export type Link<K extends Kind> = Told &
  (
    | {
        readonly state: 'known';
        readonly resource: Resource<K>;
        readonly identity: string;
        /** What stands behind it, where it is named in a text that goes on: the `live` of `${Function.Arn}:live`. */
        readonly qualifier?: string;
      }
    | { readonly state: 'external'; readonly text: Text; readonly identity: string }
    | { readonly state: 'absent' }
    | { readonly state: 'unknown'; readonly why: string; readonly identity?: string }
  );

/** One block of a list of blocks. */
export type Block<F extends Fields> = Spot & { readonly [N in keyof F]: FieldValue<F[N]> };

/** What a row of the dictionary reads as. */
export type FieldValue<F extends Field> = F extends NumberField
  ? Value<number>
  : F extends BooleanField
    ? Value<boolean>
    : F extends StringField
      ? Value<string>
      : F extends TextField
        ? Value<Text>
        : F extends TextsField
          ? Value<readonly Value<Text>[]>
          : F extends TagsField
            ? Value<ReadonlyMap<string, Value<Text>>>
            : F extends PolicyField
              ? Value<PolicyDocument>
              : F extends TreeField
                ? Node | undefined
                : F extends LinksField<infer K>
                  ? Value<readonly Link<K & Kind>[]>
                  : F extends LinkField<infer K>
                    ? Link<K & Kind>
                    : F extends RecordsField<infer R>
                      ? Value<readonly Block<R>[]>
                      : never;

/** A resource of one kind, in the world that is being looked at: its facts read like properties. */
export type Resource<K extends Kind> = {
  [Each in K]: ResourceBase<Each> & {
    readonly [N in keyof Kinds[Each]['fields']]: Kinds[Each]['fields'][N] extends Field
      ? FieldValue<Kinds[Each]['fields'][N]>
      : never;
  };
}[K];

/** A resource of whatever kind. */
export type AnyResource = Resource<Kind>;
