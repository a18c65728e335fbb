import type { Definition, Field } from '../resources/define.js';
import { type Kind, type Kinds, kindOfType, kinds } from '../resources/index.js';
import { type Language, languageOf, pathsOf } from '../resources/spelling.js';
import type { Location, Problem } from '../source/source.js';
import type { Condition, Node } from '../template/node.js';
import type { RawResource, Template } from '../template/template.js';
import { Evaluator, type Resolved } from '../values/evaluate.js';
import { type Text, type Verdict, matchesAny } from '../values/text.js';
import { World } from '../values/world.js';
import { type Holder, holders } from './holders.js';
import { type IdentityPolicy, identityPolicies } from './identity-policies.js';
import { type GlobalsException, exceptionsOf } from './globals.js';
import { type Mentioned, mentionedBy } from './mentions.js';
import { type TemplateParameter, parametersOf } from './parameters.js';
import { type PolicyHome, policyHomes } from './policy-homes.js';
import { isWithin } from './phrases.js';
import { readField } from './read.js';
import type { AnyResource, Resource, ResourceBase, Spot } from './resource.js';
import { type TemplatedPolicies, templatedPoliciesOf } from './policy-templates.js';
import type { Suppression } from './suppression.js';
import type { Authorizer } from './authorizers.js';
import type { Route } from './route.js';
import { authorizersOf, routesOf } from './routes.js';
import { type Stage, stagesOf } from './stages.js';

/** Everything that a rule can be about. */
export type Subjects = { [K in Kind]: Resource<K> } & {
  route: Route;
  authorizer: Authorizer;
  stage: Stage;
  identityPolicy: IdentityPolicy;
  policyHome: PolicyHome;
  parameter: TemplateParameter;
  holder: Holder;
  globalsException: GlobalsException;
  templatedPolicies: TemplatedPolicies;
  suppression: Suppression;
  problem: Fault;
};
export type SubjectKind = keyof Subjects;

/** Something wrong with the file itself. */
export interface Fault extends Problem {
  readonly kind: 'problem';
  readonly address: string;
  readonly owner: undefined;
  readonly condition: undefined;
}

function addTo<K, T>(index: Map<K, T[]>, key: K, value: T): void {
  const same = index.get(key);
  if (same === undefined) index.set(key, [value]);
  else same.push(value);
}

/** A policy that is made elsewhere, and which the configuration shows. */
export interface KnownPolicy {
  /** A glob. */
  readonly arn: string;
  /** Its document as JSON. */
  readonly text: string;
}

/** The last part of an ARN: the name in it. A function's may have an alias or a version behind it. */
const tailOf = (word: string): string =>
  /(?:^|:)function:([^:]+)/.exec(word)?.[1] ?? word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf(':')) + 1);

/**
 * The resources of one template and their relations, in the world that is set. Facts are read from the dictionary when they
 * are asked for; those that are the same in every world are kept.
 */
export class Graph {
  /** The world in which facts are read; the engine sets it before each check. */
  world = new World();

  /** What is silenced in the template; known when all other rules have been run. */
  suppressions: readonly Suppression[] = [];

  readonly #evaluator: Evaluator;
  readonly #byAddress = new Map<string, AnyResource>();
  readonly #byKind = new Map<Kind, AnyResource[]>();
  readonly #questions = new Map<string, unknown>();
  readonly #kept = new Map<string, { readonly value: unknown }>();

  /** @param policies documents of policies that are made elsewhere */
  constructor(
    readonly template: Template,
    readonly policies: readonly KnownPolicy[] = [],
  ) {
    this.#evaluator = new Evaluator(template);
    for (const raw of template.resources) {
      const kind = kindOfType.get(raw.type);
      if (kind === undefined) continue;
      const resource = this.#view(raw, kind);
      this.#byAddress.set(raw.address, resource);
      addTo(this.#byKind, kind, resource);
    }
  }

  /** All subjects of a kind, in the order of the template, whether or not the world has them. */
  all<K extends SubjectKind>(kind: K): readonly Subjects[K][] {
    const derived: Partial<Record<SubjectKind, () => readonly unknown[]>> = {
      route: () => routesOf(this),
      authorizer: () => authorizersOf(this),
      stage: () => stagesOf(this),
      identityPolicy: () => identityPolicies(this),
      policyHome: () => policyHomes(this),
      parameter: () => parametersOf(this),
      holder: () => holders(this),
      globalsException: () => exceptionsOf(this),
      templatedPolicies: () => templatedPoliciesOf(this),
      suppression: () => this.suppressions,
      problem: () =>
        this.template.problems.map((problem): Fault => ({
          ...problem,
          kind: 'problem',
          address: '',
          owner: undefined,
          condition: undefined,
        })),
    };
    const make = derived[kind];
    const found = make === undefined ? (this.#byKind.get(kind as Kind) ?? []) : this.once(`all:${kind}`, make);
    return found as readonly Subjects[K][];
  }

  /** The resource at an address, if it is of a kind that the dictionary knows. */
  resource(address: string): AnyResource | undefined {
    return this.#byAddress.get(address);
  }

  /** The one resource of some kinds that has a literal physical name. */
  named(name: string | undefined, to: readonly Kind[]): AnyResource | undefined {
    return name === undefined ? undefined : this.#names(to).get(name);
  }

  /** Whether a subject is deployed in the world. */
  exists(subject: { readonly condition: Condition | undefined }): boolean {
    return subject.condition === undefined || this.holds(subject.condition);
  }

  holds(condition: Condition): boolean {
    return this.#evaluator.holds(condition, this.world);
  }

  resolve(node: Node): Resolved {
    return this.#evaluator.resolve(node, this.world);
  }

  textOf(resolved: Resolved): Text | undefined {
    return this.#evaluator.textOf(resolved);
  }

  /** Whether a text matches one of some globs; a `maybe` counts as something unknown that was met. */
  matches(text: Text, globs: readonly string[]): Verdict {
    const verdict = matchesAny(text, globs);
    if (verdict === 'maybe') this.unknown('parts of it are known only at deployment', text);
    return verdict;
  }

  /** Notes that a check met something that can't be told. */
  unknown(why: string, spot: Spot): void {
    this.world.unknowns.push({ why, at: spot.at });
  }

  /** Whether a place lies in a section of common properties, so that what stands there holds for many resources. */
  isGlobal({ at }: Spot): boolean {
    const { written = [] } = this.template;
    return written.some(({ globals }) => globals !== undefined && isWithin({ at }, globals));
  }

  /** Reads without counting what is unknown: where it is enough that something is there, or the reader says so itself. */
  quietly<T>(read: () => T): T {
    const { unknowns } = this.world;
    const before = unknowns.length;
    try {
      return read();
    } finally {
      unknowns.length = before;
    }
  }

  /** Works something out without noting what is unknown in it, and only once where no world makes a difference to it. */
  kept<T>(key: string, make: () => T): T {
    const found = this.#kept.get(key);
    if (found !== undefined) return found.value as T;
    const before = this.world.touched;
    const value = this.quietly(make);
    if (this.world.touched === before) this.#kept.set(key, { value });
    return value;
  }

  /** Passes a value on, noting it if it is unknown. */
  noting(value: unknown): unknown {
    if (typeof value === 'object' && value !== null && 'state' in value && value.state === 'unknown') {
      const { why, at, name } = value as unknown as { why: string; at: Spot['at']; name: string };
      this.unknown(why.includes(name) ? why : `${name}: ${why}`, { at });
    }
    return value;
  }

  /** Answers a question about the whole template once; the answer must not depend on the world. */
  once<T>(key: string, answer: () => T): T {
    if (!this.#questions.has(key)) this.#questions.set(key, answer());
    return this.#questions.get(key) as T;
  }

  /** The resources that one may refer to in any world, by reference or by a literal name. */
  mentioned(from: string): ReadonlySet<string> {
    const raw = this.#raw(from);
    return raw === undefined ? new Set() : this.#mentionedBy(from, raw.properties).addresses;
  }

  /** The resources of a kind that may refer to another in some world: a cheap sieve. */
  mentioning<K extends Kind>(kind: K, to: string): readonly Resource<K>[] {
    const found = this.once(`mentioning:${kind}`, () => {
      const index = new Map<string, AnyResource[]>();
      for (const resource of this.#byKind.get(kind) ?? []) {
        for (const address of this.mentioned(resource.address)) addTo(index, address, resource);
      }
      return index;
    });
    return (found.get(to) ?? []) as unknown as readonly Resource<K>[];
  }

  /** The other resources of its kind for which a fact may be the same in some world, in the order of the template: a cheap sieve. */
  mayAgree<K extends Kind>(one: Resource<K>, field: keyof Kinds[K]['fields'] & string): readonly Resource<K>[] {
    const { byKey, keys } = this.once(`agreeing:${one.kind}.${field}`, () => {
      const index = { byKey: new Map<string, AnyResource[]>(), keys: new Map<string, ReadonlySet<string>>() };
      for (const resource of this.#byKind.get(one.kind) ?? []) {
        const found = this.#keysOf(resource, field);
        index.keys.set(resource.address, found);
        for (const key of found) addTo(index.byKey, key, resource);
      }
      return index;
    });
    const near = [...(keys.get(one.address) ?? [])].map((key) => byKey.get(key) ?? []);
    const others = new Set(near.flat().filter(({ address }) => address !== one.address));
    const sorted = near.length > 1 ? [...others].sort((a, b) => this.#orderOf(a) - this.#orderOf(b)) : [...others];
    return sorted as unknown as readonly Resource<K>[];
  }

  /** Whether a resource stands before another in the template. */
  isBefore(one: ResourceBase, other: ResourceBase): boolean {
    return this.#orderOf(one) < this.#orderOf(other);
  }

  #orderOf({ address }: ResourceBase): number {
    const order = this.once('order', () => new Map(this.template.resources.map((raw, index) => [raw.address, index])));
    return order.get(address) ?? -1;
  }

  /** What two facts that may agree have in common one of: a resource, a name that only the deployment knows, the end of a text. */
  #keysOf(resource: AnyResource, field: string): ReadonlySet<string> {
    const found = this.#mentionedIn(resource, field);
    if (found === undefined) return new Set();
    return new Set([
      ...[...found.addresses].map((each) => `address ${each}`),
      ...[...found.names].map((each) => `name ${each}`),
      ...found.words.map((each) => `word ${tailOf(each)}`),
    ]);
  }

  /** The resources of a kind that may name another in some world, also by a name that is put together like its own. */
  naming<K extends Kind>(kind: K, to: AnyResource): readonly Resource<K>[] {
    const certain = this.mentioning(kind, to.address);
    const { named }: Definition = kinds[to.kind];
    const own = named === undefined ? undefined : this.#mentionedIn(to, named);
    const tails = new Set((own?.words ?? []).map(tailOf).filter(Boolean));
    if (tails.size === 0) return certain;
    const byTail = this.once(`tails:${kind}`, () => {
      const index = new Map<string, AnyResource[]>();
      for (const each of this.#byKind.get(kind) ?? []) {
        const raw = this.#raw(each.address);
        const words = raw === undefined ? [] : this.#mentionedBy(each.address, raw.properties).words;
        for (const tail of new Set(words.map(tailOf))) addTo(index, tail, each);
      }
      return index;
    });
    const near = new Set<AnyResource>(certain as unknown as readonly AnyResource[]);
    for (const tail of tails) for (const each of byTail.get(tail) ?? []) near.add(each);
    return [...near].sort(
      (one, other) => this.#orderOf(one) - this.#orderOf(other),
    ) as unknown as readonly Resource<K>[];
  }

  /** What the property mentions that a fact of a resource is read from. */
  #mentionedIn({ address, kind }: Pick<AnyResource, 'address' | 'kind'>, field: string): Mentioned | undefined {
    const raw = this.#raw(address);
    const { fields }: Definition = kinds[kind];
    const spelled = fields[field]?.spelled;
    const [path] = spelled && raw ? pathsOf(spelled, languageOf(raw.type)) : [];
    const node = raw?.properties.entries.get(path?.split('.')[0] ?? '')?.value;
    return node && this.#mentionedBy(`${address}.${field}`, node);
  }

  #raw(address: string): RawResource | undefined {
    return this.once('raw', () => new Map(this.template.resources.map((raw) => [raw.address, raw]))).get(address);
  }

  /** What a node mentions, with the resources that its words name. */
  #mentionedBy(key: string, node: Node): Mentioned {
    return this.once(`mentions:${key}`, () => {
      const found = mentionedBy(node, this.template);
      // A function and its role are often namesakes.
      const all = (Object.keys(kinds) as Kind[])
        .filter((kind) => 'named' in kinds[kind])
        .map((kind) => this.#names([kind]));
      const named = found.words.flatMap((word) => all.flatMap((names) => names.get(tailOf(word))?.address ?? []));
      return { ...found, addresses: new Set([...found.addresses, ...named]) };
    });
  }

  #names(to: readonly Kind[]): ReadonlyMap<string, AnyResource> {
    return this.once(`names:${to.join()}`, () => {
      const names = new Map<string, AnyResource>();
      for (const kind of to) {
        const { named, fields }: Definition = kinds[kind];
        const path = named === undefined ? undefined : fields[named]?.spelled;
        if (path === undefined) continue;
        for (const raw of this.template.resources) {
          if (kindOfType.get(raw.type) !== kind) continue;
          const [spelled] = pathsOf(path, languageOf(raw.type));
          const entry = spelled === undefined ? undefined : raw.properties.entries.get(spelled)?.value;
          const name = entry?.is === 'scalar' && entry.value !== null ? String(entry.value) : undefined;
          const resource = this.#byAddress.get(raw.address);
          if (name !== undefined && resource !== undefined && !names.has(name)) names.set(name, resource);
        }
      }
      return names;
    });
  }

  #view(raw: RawResource, kind: Kind): AnyResource {
    const { origin } = raw;
    const writtenAs = origin?.type ?? raw.type;
    // A resource that a transform made is read in CloudFormation and spoken of in its user's words.
    const language = languageOf(writtenAs);
    const view: ResourceBase = {
      kind,
      address: raw.address,
      name: origin?.label ?? localName(raw.address, this.template),
      owner: origin?.address ?? raw.address,
      type: raw.type,
      writtenAs,
      language,
      generated: origin?.label !== undefined,
      instead: origin?.instead,
      at: raw.at,
      condition: raw.condition,
      dropped: raw.dropped ?? [],
    };
    const { fields }: Definition = kinds[kind];
    for (const [name, field] of Object.entries(fields)) this.#property(view, name, field, raw, language);
    return view as AnyResource;
  }

  #property(view: ResourceBase, name: string, field: Field, raw: RawResource, language: Language): void {
    let kept: unknown;
    let keptFor: World | 'every' | undefined;
    Object.defineProperty(view, name, {
      enumerable: true,
      get: () => {
        if (keptFor !== 'every' && keptFor !== this.world) {
          const before = this.world.touched;
          const properties: Resolved = { is: 'map', entries: raw.properties.entries, at: raw.properties.at };
          kept = readField(field, { properties, language, fallback: placeWithout(raw, field) }, this);
          keptFor = this.world.touched === before ? 'every' : this.world;
        } else if (keptFor !== 'every') this.world.touched += 1;
        return this.noting(kept);
      },
    });
  }
}

/** An id as it is written in its own template: a nested stack's name before it is for the graph alone. */
function localName(address: string, { format }: Template): string {
  return format === 'terraform-plan' ? address : address.slice(address.lastIndexOf('/') + 1);
}

/** What to point at where a fact is missing: the entry of IgnoreGlobals that takes it away, else the resource. */
function placeWithout(raw: RawResource, { spelled }: Field): Location {
  const ignored = raw.attributes.get('IgnoreGlobals')?.value;
  const name = (spelled.sam ?? spelled.cloudformation)?.split('.')[0];
  if (ignored?.is === 'list')
    return ignored.items.find((item) => item.is === 'scalar' && item.value === name)?.at ?? raw.at;
  return raw.at;
}
