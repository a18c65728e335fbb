import { type Kind, type Kinds, kindOf, kinds } from '../resources/index.js';
import { addTo } from '../source/groups.js';
import { made } from '../source/once.js';
import { type Problem, isWithin } from '../source/source.js';
import type { Condition, Node } from '../template/node.js';
import { nouns, type RawResource, type Template } from '../template/template.js';
import { Evaluator, type Resolved } from '../values/evaluate.js';
import { type Text, type Verdict, matchesAny } from '../values/text.js';
import { openIn } from '../values/value.js';
import { World } from '../values/world.js';
import type { Authorizer } from './apis/authorizers.js';
import type { Route } from './apis/route.js';
import { authorizersOf, routesOf } from './apis/routes.js';
import { type Stage, stagesOf } from './apis/stages.js';
import { type GlobalsException, exceptionsOf } from './globals.js';
import { Lasting } from './lasting.js';
import { type TemplateParameter, parametersOf } from './parameters.js';
import { type Peers, existing } from './peers.js';
import type { AnyResource, Resource, Spot } from './resource.js';
import { type Holder, holders } from './rights/holders.js';
import { type IdentityPolicy, identityPolicies } from './rights/identity-policies.js';
import { type PolicyHome, policyHomes } from './rights/policy-homes.js';
import { type TemplatedPolicies, templatedPoliciesOf } from './rights/policy-templates.js';
import { Sieve } from './sieve.js';
import type { Suppression } from './suppression.js';
import { viewOf } from './view.js';

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
/** What a rule says in `on`. */
export type SubjectKind = keyof Subjects;

const derivedKinds = {
  route: true,
  authorizer: true,
  stage: true,
  identityPolicy: true,
  policyHome: true,
  parameter: true,
  holder: true,
  globalsException: true,
  templatedPolicies: true,
  suppression: true,
  problem: true,
} satisfies Record<Exclude<SubjectKind, Kind>, true>;

/** Every kind of subject, by name. */
export const subjectKinds: readonly string[] = [...Object.keys(kinds), ...Object.keys(derivedKinds)];

/** Something wrong with the file itself. */
export interface Fault extends Problem {
  readonly kind: 'problem';
  readonly address: string;
  readonly owner: undefined;
  readonly condition: undefined;
}

/** A policy that is made elsewhere, and which the configuration shows. */
export interface KnownPolicy {
  /** A glob. */
  readonly arn: string;
  /** Its document as JSON. */
  readonly text: string;
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

  readonly #evaluator: Evaluator;
  readonly #byAddress = new Map<string, AnyResource>();
  readonly #byKind = new Map<Kind, AnyResource[]>();
  readonly #questions = new Map<string, unknown>();
  readonly #kept = new Map<string, Lasting<unknown>>();
  readonly #sieve = new Sieve(this);

  /** @param policies documents of policies that are made elsewhere */
  constructor(
    readonly template: Template,
    readonly policies: readonly KnownPolicy[] = [],
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
    const make = derived[kind];
    if (make !== undefined) return this.once(`all:${kind}`, () => make(this));
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

  /** The one resource of some kinds that has a literal physical name; of namesakes, the one in a realm. */
  named(name: string | undefined, to: readonly Kind[], realm: string | undefined): AnyResource | undefined {
    return name === undefined ? undefined : this.#sieve.named(name, to, realm);
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

  /** Works something out without noting what is unknown in it, and only once where no world makes a difference to it. */
  kept<T>(key: string, make: () => T): T {
    return made(this.#kept, key, () => new Lasting(this, () => this.quietly(make))).get() as T;
  }

  /** Passes a value on, noting it if it is unknown. */
  noting(value: unknown): unknown {
    const open = openIn(value);
    if (open !== undefined) this.world.unknowns.push(open);
    return value;
  }

  /** Answers a question about the whole template once; the answer must not depend on the world. */
  once<T>(key: string, answer: () => T): T {
    if (!this.#questions.has(key)) this.#questions.set(key, answer());
    return this.#questions.get(key) as T;
  }

  /** The physical name of a resource, where it is plain text. */
  literalName(resource: AnyResource): string | undefined {
    return this.#sieve.literalName(resource);
  }

  /** A resource as its template has it. */
  raw(address: string): RawResource | undefined {
    return this.#sieve.raw(address);
  }

  /** The resources that the physical name of one refers to, in any world. */
  referredInName(of: Pick<AnyResource, 'address' | 'kind'>): ReadonlySet<string> {
    return this.#sieve.referredInName(of);
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

/** Subjects that are no single resource, and how they are found. */
const derived: { readonly [K in SubjectKind]?: (graph: Graph) => readonly Subjects[K][] } = {
  route: routesOf,
  authorizer: authorizersOf,
  stage: stagesOf,
  identityPolicy: identityPolicies,
  policyHome: policyHomes,
  parameter: parametersOf,
  holder: holders,
  globalsException: exceptionsOf,
  templatedPolicies: templatedPoliciesOf,
  suppression: ({ suppressions }) => suppressions,
  problem: ({ template }) =>
    template.problems.map((problem) => ({
      ...problem,
      kind: 'problem',
      address: '',
      owner: undefined,
      condition: undefined,
    })),
};
