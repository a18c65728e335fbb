import { type Kind, type Kinds, kindOf } from '../resources/index.js';
import { addTo } from '../source/groups.js';
import { made } from '../source/once.js';
import { type SourceFile, isWithin } from '../source/source.js';
import type { Condition, Node } from '../template/node.js';
import { nouns, type RawResource, type Template } from '../template/template.js';
import { Evaluator } from '../values/evaluate.js';
import type { Resolved } from '../values/resolved.js';
import { type Text, type Verdict, matchesAny } from '../values/text.js';
import { openIn } from '../values/value.js';
import { World } from '../values/world.js';
import { Lasting } from './lasting.js';
import { type Peers, existing } from './peers.js';
import { PhysicalNames } from './physical-names.js';
import type { AnyResource, Resource, Spot } from './resource.js';
import { Sieve } from './sieve.js';
import { type SubjectKind, type Subjects, finderOf } from './subjects.js';
import type { Suppression } from './suppression.js';
import { viewOf } from './view.js';

/** A policy that is made elsewhere, and which the configuration shows. */
export interface KnownPolicy {
  /** A glob. */
  readonly arn: string;
  /** Its document as JSON. */
  readonly text: string;
  /** The file that has it. */
  readonly path?: string;
}

/**
 * The resources of one template and their relations, in the world that is set. Facts are read from the dictionary when they
 * are asked for; those that are the same in every world are kept.
 */
export class Graph {
  /** The world in which facts are read; the engine sets it before each check. */
  world = new World();

  /** What is silenced in the template; known when all other rules have been run. */
  suppressions: readonly Suppression[] = [];

  /** What resources are called by AWS. */
  readonly names = new PhysicalNames(this);

  readonly #evaluator: Evaluator;
  readonly #byAddress = new Map<string, AnyResource>();
  readonly #byKind = new Map<Kind, AnyResource[]>();
  readonly #answers = new Map<(graph: Graph) => unknown, unknown>();
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- questions are about subjects of all kinds
  readonly #kept = new Map<(of: any, graph: Graph) => unknown, Map<object, Lasting<unknown>>>();
  readonly #derived = new Map<SubjectKind, readonly Subjects[SubjectKind][]>();
  readonly #sieve = new Sieve(this);
  #raws: ReadonlyMap<string, RawResource> | undefined;

  /**
   * @param policies documents of policies that are made elsewhere
   * @param read reads a file beside the template, by its path; without it, no code of functions is known
   */
  constructor(
    readonly template: Template,
    readonly policies: readonly KnownPolicy[] = [],
    readonly read?: (path: string) => SourceFile | undefined,
  ) {
    this.#evaluator = new Evaluator(template);
    for (const raw of template.resources) {
      const kind = kindOf(raw.type);
      if (kind === undefined) continue;
      const resource = viewOf(raw, kind, this);
      this.#byAddress.set(raw.address, resource);
      addTo(this.#byKind, kind, resource);
    }
  }

  /** What its file is called. */
  get noun(): 'template' | 'plan' | 'state' {
    return nouns[this.template.format];
  }

  /** All subjects of a kind, in the order of the template, whether or not the world has them. */
  all<K extends SubjectKind>(kind: K): readonly Subjects[K][] {
    const find = finderOf(kind);
    if (find !== undefined) return made(this.#derived, kind, () => find(this)) as readonly Subjects[K][];
    return this.ofKind(kind as Kind) as unknown as readonly Subjects[K][];
  }

  /** All resources of a kind, in the order of the template. */
  ofKind(kind: Kind): readonly AnyResource[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** The resource at an address, if it is of a kind that the dictionary knows. */
  resource(address: string): AnyResource | undefined {
    return this.#byAddress.get(address);
  }

  /** A resource as its template has it. */
  raw(address: string): RawResource | undefined {
    this.#raws ??= new Map(this.template.resources.map((raw) => [raw.address, raw]));
    return this.#raws.get(address);
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
    return written.some(({ globals }) => globals !== undefined && isWithin(at, globals.at));
  }

  /** Reads without counting what is unknown: where it is enough that something is there, or the reader says so itself. */
  quietly<T>(read: () => T): T {
    const { unknowns } = this.world;
    const before = unknowns.length;
    try {
      return read();
    } finally {
      if (unknowns.length !== before) unknowns.length = before;
    }
  }

  /**
   * Answers a question about the whole template once; the answer must not depend on the world. It is kept here, not in a WeakMap: what that
   * holds for a graph lives on for long after it.
   */
  once<T>(question: (graph: Graph) => T): T {
    if (!this.#answers.has(question)) this.#answers.set(question, question(this));
    return this.#answers.get(question) as T;
  }

  /**
   * Works something out for one of its subjects without noting what is unknown in it, and only once where no world makes a difference to
   * it.
   */
  kept<S extends object, T>(question: (of: S, graph: Graph) => T, of: S): T {
    const known = made(this.#kept, question, () => new Map<object, Lasting<unknown>>());
    return made(known, of, () => new Lasting(this, () => this.quietly(() => question(of, this)))).get() as T;
  }

  /** Passes a value on, noting it if it is unknown. */
  noting(value: unknown): unknown {
    const open = openIn(value);
    if (open !== undefined) this.world.unknowns.push(open);
    return value;
  }

  /** The resources that one may refer to in any world, by reference or by a literal name. */
  mentioned(from: string): ReadonlySet<string> {
    return this.#sieve.mentioned(from);
  }

  /** The resources of a kind that may refer to another in some world: a cheap sieve. */
  mentioning<K extends Kind>(kind: K, to: string): readonly Resource<K>[] {
    return this.#sieve.mentioning(kind, to);
  }

  /**
   * The other resources of its kind for which a fact may be the same in some world: a cheap sieve. Only those that the world has,
   * before it and behind it in the template.
   */
  mayAgree<K extends Kind>(one: Resource<K>, field: keyof Kinds[K]['fields'] & string): Peers<K> {
    const { before, behind } = this.#sieve.mayAgree(one, field);
    return { before: existing(before, one, this), behind: existing(behind, one, this) };
  }

  /** The resources of a kind that may name another in some world, also by a name that is put together like its own: a cheap sieve. */
  naming<K extends Kind>(kind: K, to: AnyResource): readonly Resource<K>[] {
    return this.#sieve.naming(kind, to);
  }
}
