import type { Definition, Field } from '../resources/define.js';
import { type Kind, type Kinds, kinds } from '../resources/index.js';
import { type Language, languageOf, pathsOf } from '../resources/spelling.js';
import { addTo } from '../source/groups.js';
import { made } from '../source/once.js';
import type { Node } from '../template/node.js';
import type { RawResource, Template } from '../template/template.js';
import { merged } from './indexes.js';
import { type Mentioned, mentionedBy } from './mentions.js';
import type { Peers } from './peers.js';
import type { AnyResource, Resource, ResourceBase } from './resource.js';

/** What the sieve reads of a graph. */
interface Source {
  readonly template: Template;
  resource(address: string): AnyResource | undefined;
  ofKind(kind: Kind): readonly AnyResource[];
}

/** The last part of an ARN: the name in it. A function's may have an alias or a version behind it. */
function tailOf(word: string): string {
  const name = word.includes('function:') ? /(?:^|:)function:([^:]+)/.exec(word)?.[1] : undefined;
  return name ?? word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf(':')) + 1);
}

/** What tells a name that only the deployment knows from words. */
const keyOfName = (name: string): string => `name ${name}`;

/** What one resource may have to do with others. */
interface Near {
  readonly byKey: ReadonlyMap<string, readonly AnyResource[]>;
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Tells, without looking into any world, which resources may refer to one another: whoever asks a relation of them asks only these.
 * Each index is made when it is first needed.
 */
export class Sieve {
  readonly #mentions = new Map<string, Mentioned>();
  readonly #referred = new Map<string, ReadonlySet<string>>();
  readonly #mentioning = new Map<Kind, ReadonlyMap<string, readonly AnyResource[]>>();
  readonly #agreeing = new Map<string, Near>();
  readonly #byTail = new Map<Kind, ReadonlyMap<string, readonly AnyResource[]>>();
  readonly #tails = new Map<string, readonly string[]>();
  readonly #names = new Map<string, ReadonlyMap<string, readonly AnyResource[]>>();
  readonly #referring = new Map<string, readonly string[]>();
  #everyName: ReadonlyMap<string, readonly string[]> | undefined;
  #raws: ReadonlyMap<string, RawResource> | undefined;
  #order: ReadonlyMap<string, number> | undefined;

  constructor(readonly source: Source) {}

  /** The one resource of some kinds that has a literal physical name; of namesakes, the one in a realm. */
  named(name: string, to: readonly Kind[], realm: string | undefined): AnyResource | undefined {
    const all = this.#namesOf(to).get(name);
    return all?.find((resource) => resource.realm === realm) ?? all?.[0];
  }

  /** The physical name of a resource, where it is plain text. */
  literalName({ address, kind }: AnyResource): string | undefined {
    const { named, fields }: Definition = kinds[kind];
    const path = named === undefined ? undefined : fields[named]?.spelled;
    const raw = this.raw(address);
    const [spelled] = path === undefined || raw === undefined ? [] : pathsOf(path, languageOf(raw.type));
    const entry = spelled === undefined ? undefined : raw?.properties.entries.get(spelled)?.value;
    return entry?.is === 'scalar' && entry.value !== null ? String(entry.value) : undefined;
  }

  /** The resources that the physical name of one refers to, in any world. */
  referredInName(of: Pick<AnyResource, 'address' | 'kind'>): ReadonlySet<string> {
    return made(this.#referred, of.address, () => {
      const { named }: Definition = kinds[of.kind];
      const node = named === undefined ? undefined : this.#nodeOf(of, named);
      return node === undefined ? new Set() : mentionedBy([node], this.source.template).addresses;
    });
  }

  /** The resources that one may refer to in any world, by reference or by a literal name. */
  mentioned(from: string): ReadonlySet<string> {
    const raw = this.raw(from);
    return raw === undefined ? new Set() : this.#mentionedBy(from, [raw.properties]).addresses;
  }

  /** The resources of a kind of which some fact may refer to another in some world. */
  mentioning<K extends Kind>(kind: K, to: string): readonly Resource<K>[] {
    const found = made(this.#mentioning, kind, () => {
      const index = new Map<string, AnyResource[]>();
      for (const resource of this.source.ofKind(kind)) {
        for (const address of this.#mentionedInFacts(resource).addresses) addTo(index, address, resource);
      }
      return index;
    });
    return (found.get(to) ?? []) as unknown as readonly Resource<K>[];
  }

  /** The other resources of its kind for which a fact may be the same in some world, in the order of the template. */
  mayAgree<K extends Kind>(one: Resource<K>, field: keyof Kinds[K]['fields'] & string): Peers<K> {
    const { byKey, keys } = made(this.#agreeing, `${one.kind}.${field}`, (): Near => {
      const index = { byKey: new Map<string, AnyResource[]>(), keys: new Map<string, ReadonlySet<string>>() };
      for (const resource of this.source.ofKind(one.kind)) {
        const found = this.#keysOf(resource, field);
        index.keys.set(resource.address, found);
        for (const key of found) addTo(index.byKey, key, resource);
      }
      return index;
    });
    const near = [...(keys.get(one.address) ?? [])].map((key) => byKey.get(key) ?? []);
    const own = this.orderOf(one);
    const between = (from: number, before: number) =>
      merged(near, (each) => this.orderOf(each), from, before) as unknown as Iterable<Resource<K>>;
    return { before: between(-1, own), behind: between(own, Infinity) };
  }

  /** The resources of a kind that may name another in some world, also by a name that is put together like its own. */
  naming<K extends Kind>(kind: K, to: AnyResource): readonly Resource<K>[] {
    if (this.source.ofKind(kind).length === 0) return [];
    const certain = this.mentioning(kind, to.address);
    const tails = made(this.#tails, to.address, () => this.#tailsOf(to));
    if (tails.length === 0) return certain;
    const byTail = made(this.#byTail, kind, () => {
      const index = new Map<string, AnyResource[]>();
      for (const each of this.source.ofKind(kind)) {
        const { words, names } = this.#mentionedInFacts(each);
        for (const tail of new Set([...words.map(tailOf), ...Array.from(names, keyOfName)])) addTo(index, tail, each);
      }
      return index;
    });
    const others = tails.flatMap((tail) => byTail.get(tail) ?? []);
    if (others.length === 0) return certain;
    const near = new Set([...(certain as unknown as readonly AnyResource[]), ...others]);
    return this.#inOrder(near) as unknown as readonly Resource<K>[];
  }

  /** The ends of what the name of a resource is put together of; of a name without words (`!Ref AWS::StackName`) all that is in it. */
  #tailsOf(to: AnyResource): readonly string[] {
    const { named }: Definition = kinds[to.kind];
    const own = named === undefined ? undefined : this.#mentionedIn(to, named);
    if (own === undefined) return [];
    const tails = new Set(own.words.map(tailOf).filter(Boolean));
    return tails.size > 0 ? [...tails] : Array.from(own.names, keyOfName);
  }

  /** Where a resource stands in the template. */
  orderOf({ address }: ResourceBase): number {
    this.#order ??= new Map(this.source.template.resources.map((raw, index) => [raw.address, index]));
    return this.#order.get(address) ?? -1;
  }

  #inOrder(resources: Iterable<AnyResource>): AnyResource[] {
    const all = [...resources];
    return all.length < 2 ? all : all.sort((one, other) => this.orderOf(one) - this.orderOf(other));
  }

  /** What two facts that may agree have in common one of: a resource, a name that only the deployment knows, the end of a text. */
  #keysOf(resource: AnyResource, field: string): ReadonlySet<string> {
    const found = this.#mentionedIn(resource, field);
    if (found === undefined) return new Set();
    return new Set([
      ...[...found.addresses].map((each) => `address ${each}`),
      ...Array.from(found.names, keyOfName),
      ...found.words.map((each) => `word ${tailOf(each)}`),
    ]);
  }

  /** What the property mentions that a fact of a resource is read from. */
  #mentionedIn(resource: Pick<AnyResource, 'address' | 'kind'>, field: string): Mentioned | undefined {
    const node = this.#nodeOf(resource, field);
    return node && this.#mentionedBy(`${resource.address}.${field}`, [node]);
  }

  /** What the facts of a resource mention by which it may refer to others. */
  #mentionedInFacts({ address, kind }: AnyResource): Mentioned {
    const raw = this.raw(address);
    if (raw === undefined) return { addresses: new Set(), words: [], names: new Set() };
    const language = languageOf(raw.type);
    const names = made(this.#referring, `${kind} ${language}`, () => referring(kinds[kind], language));
    const nodes = names.flatMap((name) => raw.properties.entries.get(name)?.value ?? []);
    return this.#mentionedBy(`${address} facts`, nodes);
  }

  /** The property that a fact of a resource is read from. */
  #nodeOf({ address, kind }: Pick<AnyResource, 'address' | 'kind'>, field: string): Node | undefined {
    const raw = this.raw(address);
    const { fields }: Definition = kinds[kind];
    const spelled = fields[field]?.spelled;
    const [path] = spelled && raw ? pathsOf(spelled, languageOf(raw.type)) : [];
    return raw?.properties.entries.get(path?.split('.')[0] ?? '')?.value;
  }

  /** What nodes mention, with the resources that their words name. */
  #mentionedBy(key: string, nodes: readonly Node[]): Mentioned {
    return made(this.#mentions, key, () => {
      const found = mentionedBy(nodes, this.source.template);
      let addresses: Set<string> | undefined;
      for (const word of found.words) {
        const named = this.#allNames().get(tailOf(word));
        if (named === undefined) continue;
        addresses ??= new Set(found.addresses);
        for (const address of named) addresses.add(address);
      }
      return addresses === undefined ? found : { ...found, addresses };
    });
  }

  /** The resources of every physical name. A function and its role are often namesakes: each kind is asked. */
  #allNames(): ReadonlyMap<string, readonly string[]> {
    if (this.#everyName === undefined) {
      const names = new Map<string, string[]>();
      for (const kind of namedKinds) {
        for (const [name, all] of this.#namesOf([kind])) for (const { address } of all) addTo(names, name, address);
      }
      this.#everyName = names;
    }
    return this.#everyName;
  }

  #namesOf(to: readonly Kind[]): ReadonlyMap<string, readonly AnyResource[]> {
    return made(this.#names, to.join(), () => {
      const names = new Map<string, AnyResource[]>();
      for (const kind of to) {
        if (!('named' in kinds[kind])) continue;
        for (const resource of this.source.ofKind(kind)) {
          const name = this.literalName(resource);
          if (name !== undefined) addTo(names, name, resource);
        }
      }
      return names;
    });
  }

  /** A resource as its template has it. */
  raw(address: string): RawResource | undefined {
    this.#raws ??= new Map(this.source.template.resources.map((raw) => [raw.address, raw]));
    return this.#raws.get(address);
  }
}

/** The kinds with a physical name of their own. */
const namedKinds = (Object.keys(kinds) as Kind[]).filter((kind) => 'named' in kinds[kind]);

/** Numbers, words of closed lists and tags lead to no other resource. */
const plain: ReadonlySet<Field['field']> = new Set(['number', 'boolean', 'string', 'tags']);

/** The properties that those facts of a kind are read from which may refer to another resource. */
function referring({ fields }: Definition, language: Language): readonly string[] {
  const paths = Object.values(fields)
    .filter(({ field }) => !plain.has(field))
    .flatMap(({ spelled }) => pathsOf(spelled, language));
  return [...new Set(paths.map((path) => path.split('.')[0] ?? ''))];
}
