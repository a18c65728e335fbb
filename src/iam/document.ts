import type { Location } from '../source/source.js';
import { type Node, list, map, scalar, text } from '../template/node.js';
import type { Resolved } from '../values/resolved.js';
import { type Hole, type Text, wholeText } from '../values/text.js';

/** A policy document in one world. */
export interface PolicyDocument {
  readonly at: Location;
  readonly statements: readonly Statement[];
  /** What was read, JSON text taken apart; missing where several documents are taken together. */
  readonly tree?: Resolved;
  /** What of it can't be told, and why. */
  readonly unknowns: readonly { readonly why: string; readonly at: Location }[];
}

/**
 * One statement; an element that is missing is `undefined`, a single one is a list of one.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export interface Statement {
  readonly at: Location;
  /** What it stands for, where its user wrote no statement: a policy template, a connector. */
  readonly of?: string;
  readonly sid: string | undefined;
  /** `undefined`: only the deployment knows. */
  readonly effect: 'Allow' | 'Deny' | undefined;
  readonly actions: readonly Text[] | undefined;
  readonly notActions: readonly Text[] | undefined;
  readonly resources: readonly Text[] | undefined;
  readonly notResources: readonly Text[] | undefined;
  readonly principals: readonly Principal[] | undefined;
  readonly notPrincipals: readonly Principal[] | undefined;
  readonly conditions: readonly PolicyCondition[];
}

/** `type` is the key in the policy (`AWS`, `Service`, `Federated`, `CanonicalUser`), or `*` for the bare star. */
export interface Principal {
  readonly type: string;
  readonly value: Text;
}

/** One key of a statement's `Condition`, with its operator (`StringEquals`) and what it is compared with. */
export interface PolicyCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Text[];
  readonly at: Location;
}

/** Works out nodes in the world that is being looked at. */
export interface Resolver {
  resolve(node: Node): Resolved;
  textOf(resolved: Resolved): Text | undefined;
}

/**
 * Reads a policy document: an object, or JSON text with or without holes. Element names are matched as IAM does, exactly;
 * what has the wrong shape is left out, and what can't be told is listed in `unknowns`.
 */
export function readDocument(document: Resolved, resolver: Resolver): PolicyDocument {
  return new Reader(resolver).document(document);
}

/** A statement of a document that stands elsewhere, every part of it shown at the place that names the document. */
export function placedAt(at: Location, statement: Statement): Statement {
  const texts = (all: readonly Text[] | undefined): Text[] | undefined => all?.map(({ parts }) => ({ parts, at }));
  const principals = (all: readonly Principal[] | undefined): Principal[] | undefined =>
    all?.map(({ type, value: { parts } }) => ({ type, value: { parts, at } }));
  return {
    ...statement,
    at,
    actions: texts(statement.actions),
    notActions: texts(statement.notActions),
    resources: texts(statement.resources),
    notResources: texts(statement.notResources),
    principals: principals(statement.principals),
    notPrincipals: principals(statement.notPrincipals),
    conditions: statement.conditions.map((each) => ({ ...each, at, values: texts(each.values) ?? [] })),
  };
}

class Reader {
  readonly #unknowns: { why: string; at: Location }[] = [];

  constructor(readonly resolver: Resolver) {}

  document(document: Resolved): PolicyDocument {
    const tree = this.#parsed(document);
    const statements = tree.is === 'map' ? this.#statements(this.#child(tree, 'Statement')) : [];
    return { at: document.at, statements, tree, unknowns: this.#unknowns };
  }

  /** JSON text becomes a tree whose every place is the text's. */
  #parsed(document: Resolved): Resolved {
    if (document.is === 'unknown' || document.is === 'resource') {
      this.#unknown(document);
      return document;
    }
    if (document.is !== 'text') return document;
    const node = parseJson(document.text, document.at);
    if (node !== undefined) return this.resolver.resolve(node);
    if (wholeText(document.text) === undefined) {
      this.#unknowns.push({ why: 'its text is known only at deployment', at: document.at });
    }
    return document;
  }

  #statements(statements: Resolved | undefined): Statement[] {
    if (statements === undefined) return [];
    return this.#each(statements).flatMap((statement) => {
      if (statement.is !== 'map') {
        this.#unknown(statement);
        return [];
      }
      return [this.#statement(statement)];
    });
  }

  #statement(statement: Extract<Resolved, { is: 'map' }>): Statement {
    const effect = this.#word(this.#child(statement, 'Effect'));
    const loose = statement.entries.get('Fn::Transform');
    if (loose !== undefined) this.#unknown(this.resolver.resolve(loose.value));
    return {
      at: statement.at,
      sid: this.#word(this.#child(statement, 'Sid')),
      effect: effect === 'Allow' || effect === 'Deny' ? effect : undefined,
      actions: this.#texts(statement, 'Action'),
      notActions: this.#texts(statement, 'NotAction'),
      resources: this.#texts(statement, 'Resource'),
      notResources: this.#texts(statement, 'NotResource'),
      principals: this.#principals(this.#child(statement, 'Principal')),
      notPrincipals: this.#principals(this.#child(statement, 'NotPrincipal')),
      conditions: this.#conditions(this.#child(statement, 'Condition')),
    };
  }

  #principals(principals: Resolved | undefined): Principal[] | undefined {
    if (principals === undefined || principals.is === 'absent') return undefined;
    if (principals.is !== 'map') return this.#each(principals).flatMap((each) => this.#text(each, '*'));
    return [...principals.entries].flatMap(([type, { value }]) =>
      this.#each(this.resolver.resolve(value)).flatMap((each) => this.#text(each, type)),
    );
  }

  #text(value: Resolved, type: string): Principal[] {
    const text = this.resolver.textOf(value);
    return text === undefined ? [] : [{ type, value: text }];
  }

  #conditions(conditions: Resolved | undefined): PolicyCondition[] {
    if (conditions === undefined) return [];
    if (conditions.is === 'unknown') this.#unknown(conditions);
    if (conditions.is !== 'map') return [];
    return [...conditions.entries].flatMap(([operator, { value }]) => {
      const keys = this.resolver.resolve(value);
      this.#unknown(keys);
      if (keys.is !== 'map') return [];
      return [...keys.entries].flatMap(([key, entry]) => {
        const value = this.resolver.resolve(entry.value);
        // Of a key that a condition of the template leaves out, nothing is left that narrows.
        if (value.is === 'absent') return [];
        const values = this.#each(value).flatMap((each) => this.resolver.textOf(each) ?? []);
        return [{ operator, key, values, at: entry.key }];
      });
    });
  }

  #texts(statement: Extract<Resolved, { is: 'map' }>, element: string): Text[] | undefined {
    const value = this.#child(statement, element);
    if (value === undefined || value.is === 'absent') return undefined;
    return this.#each(value).flatMap((each) => this.resolver.textOf(each) ?? []);
  }

  #word(value: Resolved | undefined): string | undefined {
    return value?.is === 'text' ? wholeText(value.text) : undefined;
  }

  #child(parent: Extract<Resolved, { is: 'map' }>, key: string): Resolved | undefined {
    const entry = parent.entries.get(key);
    return entry && this.resolver.resolve(entry.value);
  }

  /** A single one or a list of them; lists within lists are taken apart, as a loop or a condition makes them. */
  #each(value: Resolved): Resolved[] {
    if (value.is === 'absent') return [];
    return value.is === 'list' ? value.items.flatMap((item) => this.#each(item)) : [value];
  }

  #unknown(value: Resolved): void {
    if (value.is === 'unknown') this.#unknowns.push({ why: value.why, at: value.at });
    else if (value.is === 'resource') this.#unknowns.push({ why: `${value.address} gives it`, at: value.at });
  }
}

/** A stand-in for a hole within JSON text: of the private use area, so that nothing written is taken for one. */
const mark = (index: number): string => `\uE000${String(index)}\uE001`;

/** The tree that JSON text holds, with nodes for its holes; `undefined` where it is none. */
export function parseJson(source: Text, at: Location): Node | undefined {
  const holes: Hole[] = [];
  const json = source.parts
    .map((part) => {
      if (typeof part === 'string') return part;
      holes.push(part);
      return mark(holes.length - 1);
    })
    .join('');
  try {
    return nodeOf(JSON.parse(json) as unknown, holes, at);
  } catch {
    return undefined;
  }
}

function nodeOfHole({ name, resource, word }: Hole, at: Location): Node {
  if (resource !== undefined) return { is: 'reference', to: resource.address, attribute: resource.attribute, at };
  const inner = name.replace(/^\$\{(.*)\}$/, '$1');
  if (word === true) return { is: 'parameter', name: inner, at };
  return { is: 'opaque', why: `${name} is known only at deployment`, key: inner, at };
}

function nodeOf(value: unknown, holes: readonly Hole[], at: Location): Node {
  if (typeof value === 'string') return filled(value, holes, at);
  if (Array.isArray(value))
    return list(
      value.map((item) => nodeOf(item, holes, at)),
      at,
    );
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [spelled(key, holes), nodeOf(item, holes, at)]);
    return map(Object.fromEntries(entries) as Record<string, Node>, at);
  }
  return scalar(typeof value === 'number' || typeof value === 'boolean' ? value : null, at);
}

const marks = /\uE000(\d+)\uE001/;

/** A key with its holes as their user wrote them: `${Issuer}:sub`. */
function spelled(key: string, holes: readonly Hole[]): string {
  return key
    .split(marks)
    .map((part, index) => (index % 2 === 0 ? part : (holes[Number(part)]?.name ?? part)))
    .join('');
}

function filled(value: string, holes: readonly Hole[], at: Location): Node {
  const parts = value.split(marks).map((part, index) => {
    const hole = index % 2 === 0 ? undefined : holes[Number(part)];
    return hole === undefined ? part : nodeOfHole(hole, at);
  });
  return parts.length === 1 ? scalar(value, at) : text(parts, at);
}
