import type { Terms } from '../../graph/suppression.js';
import { didYouMean } from '../../source/nearest.js';
import type { Location, Problem } from '../../source/source.js';
import { get, literal, type Node } from '../../template/node.js';
import type { Template } from '../../template/template.js';
import type { Silencer, Silenceable } from './silencer.js';
import { termsOf } from './terms.js';

/** An entry of `Metadata: lambda-lint: ignore:` — of a resource, or, without one, of the whole template. */
export interface MetadataIgnore extends Terms {
  /** The address that findings carry for the resource. */
  readonly resource?: string;
  /** Missing, or `*`: every rule. */
  readonly rule?: string;
  readonly at: Location;
  /** What is wrong with the entry itself: it silences nothing. */
  readonly fault?: Omit<Problem, 'at'>;
  /** No entry at all, but something that was meant to hold some. */
  readonly isNone?: true;
}

/** Each `Metadata` that may speak to a linter: of a template, or of a resource, by the address that findings carry. */
export function metadataOf({ resources, metadata = [] }: Template): { metadata: Node; resource?: string }[] {
  return [
    ...metadata.map((each) => ({ metadata: each })),
    ...resources.flatMap(({ address, attributes, origin }) => {
      const own = attributes.get('Metadata')?.value;
      return own === undefined ? [] : [{ metadata: own, resource: origin?.address ?? address }];
    }),
  ];
}

/** Whether what stands at a place of a `Metadata` speaks of a subject: that of a resource for it alone, else for its file. */
export const isUnder = (subject: Silenceable, at: Location, resource: string | undefined): boolean =>
  resource === undefined ? subject.at.file === at.file : subject.resource === resource;

/** The items of a list under a path of names. */
export function itemsUnder(node: Node, ...path: readonly string[]): readonly Node[] {
  const found = path.reduce<Node | undefined>((inner, name) => get(inner, name), node);
  return found?.is === 'list' ? found.items : [];
}

const keys = ['rule', 'reason', 'owner', 'expires'];

/** A misspelt key would make an exception that nobody has agreed to: one that never ends, or that is for all rules. */
function faultOf(item: Node): MetadataIgnore['fault'] {
  if (item.is !== 'map') return undefined;
  const unknown = [...item.entries.keys()].find((key) => !keys.includes(key));
  if (unknown === undefined) return undefined;
  const meant = didYouMean(unknown, keys) || `; there are ${keys.join(', ')}`;
  return { message: `a suppression in Metadata has no ${unknown}${meant}`, help: 'correct the name' };
}

/** What stands under `lambda-lint` and is no list of entries: it would be passed over without a word. */
function strays(metadata: Node): MetadataIgnore[] {
  const own = get(metadata, 'lambda-lint');
  if (own?.is !== 'map') return [];
  const stray = (at: Location, message: string, help: string): MetadataIgnore => ({
    at,
    fault: { message, help },
    isNone: true,
  });
  return [...own.entries].flatMap(([name, { key, value }]) => {
    if (name !== 'ignore') {
      const meant = didYouMean(name, ['ignore']) || '; there is ignore';
      return [stray(key, `lambda-lint in Metadata has no ${name}${meant}`, 'correct the name')];
    }
    if (value.is !== 'map' && value.is !== 'scalar') return [];
    const message = 'ignore of lambda-lint in Metadata is no list';
    return [stray(key, message, 'write it as a list: [{ rule: RULE, reason: REASON }]')];
  });
}

/** The `Metadata: lambda-lint: ignore:` entries of a template and its resources. */
export function metadataIgnores(template: Template): MetadataIgnore[] {
  return metadataOf(template).flatMap(({ metadata, resource }) => [
    ...strays(metadata),
    ...itemsUnder(metadata, 'lambda-lint', 'ignore').map((item): MetadataIgnore => {
      const rule = literal(item) ?? literal(get(item, 'rule'));
      const [reason, owner, expires] = ['reason', 'owner', 'expires'].map((name) => literal(get(item, name)));
      const fault = faultOf(item);
      return {
        at: item.at,
        ...termsOf({ reason, owner, expires }),
        ...(resource !== undefined && { resource }),
        ...(rule !== undefined && { rule }),
        ...(fault !== undefined && { fault }),
      };
    }),
  ]);
}

export function metadataSilencer(ignore: MetadataIgnore): Silencer<'metadata'> {
  const { resource, rule, at, fault, isNone, ...terms } = ignore;
  const named = rule === '*' ? undefined : rule;
  return {
    ...termsOf(terms),
    at,
    form: 'metadata',
    whole: at,
    ...(named !== undefined && { rule: named }),
    ...(fault !== undefined && { fault }),
    ...(isNone !== undefined && { isNone }),
    covers: (subject) => (named === undefined || named === subject.rule) && isUnder(subject, at, resource),
  };
}
