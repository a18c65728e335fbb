import { addTo } from '../source/groups.js';
import { onceFor } from '../source/once.js';
import { type Parts, type Text, identityOf, wholeText } from '../values/text.js';
import type { PolicyCondition, Principal, Statement } from './document.js';
import { covers } from './patterns.js';
import { arnSegments } from './resources.js';

/** What may be left out of a policy without a change of what it allows or denies. */
export interface Redundancy {
  readonly statement: Statement;
  readonly of: 'actions' | 'resources' | 'statement';
  /** The actions or resources; none where it is the statement as a whole. */
  readonly texts: readonly Text[];
  /** The action or resource that covers them, where it is one. */
  readonly by?: Text;
  /** The statement that covers them: another, or their own. */
  readonly beside: Statement;
}

/** An action or a resource where it stands. */
interface Entry {
  readonly text: Text;
}

interface Listed {
  readonly statement: Statement;
  readonly actions: readonly Entry[] | undefined;
  readonly resources: readonly Entry[] | undefined;
  /** Something of it can't be told. */
  readonly isHidden: boolean;
}

/**
 * What of some statements others of them cover, or the same one: only what is covered whatever the deployment fills in, and so that all of it
 * can go at once. Of two that are the same, the latter goes.
 *
 * @param isHidden whether something of a statement can't be told
 */
export function redundanciesIn(
  statements: readonly Statement[],
  isHidden: (statement: Statement) => boolean,
): readonly Redundancy[] {
  const entriesOf = (texts: readonly Text[] | undefined): readonly Entry[] | undefined =>
    texts?.map((text) => ({ text }));
  const all = statements.map((statement) => ({
    statement,
    actions: entriesOf(statement.actions ?? statement.notActions),
    resources: entriesOf(statement.resources ?? statement.notResources),
    isHidden: isHidden(statement),
  }));
  const search = new Search(all);
  const found = all.toReversed().map((each) => search.of(each));
  return found.toReversed().flat();
}

/** Remembers what goes, and what has to stay as it is why something else goes. */
class Search {
  readonly #going = new Set<Entry>();
  readonly #staying = new Set<Entry>();
  readonly #actions: Nearby<Listed>;
  readonly #resources: Nearby<Listed>;

  constructor(all: readonly Listed[]) {
    const told = all.filter(({ isHidden }) => !isHidden);
    const entries = (of: 'actions' | 'resources') =>
      told.flatMap((each) => (each[of] ?? []).map(({ text }): [Text, Listed] => [text, each]));
    this.#actions = new Nearby(entries('actions'), headOfAction);
    this.#resources = new Nearby(entries('resources'), headOfResource);
  }

  of(one: Listed): readonly Redundancy[] {
    const others = one.isHidden ? [] : this.#beside(one).filter((each) => each !== one && mayCover(each, one));
    const wider: { readonly beside: Listed; readonly pairs: readonly Pair[] }[] = [];
    for (const beside of others) {
      const pairs = this.#allCoveredBy(beside, one);
      if (pairs?.some(({ narrow }) => this.#staying.has(narrow)) === false) wider.push({ beside, pairs });
      if (wider.length === enough) break;
    }
    // The broadest, so that what it covers itself can go, too.
    const [first, ...more] = wider;
    if (first !== undefined) {
      const { beside, pairs } = more.reduce(
        (best, each) =>
          this.#allCoveredBy(each.beside, best.beside) && !this.#allCoveredBy(best.beside, each.beside) ? each : best,
        first,
      );
      this.#take(pairs);
      return [{ statement: one.statement, of: 'statement', texts: [], beside: beside.statement }];
    }
    const { statement } = one;
    const within = (['actions', 'resources'] as const).flatMap((of) => this.#within(of, one));
    const across = others.flatMap((beside) => this.#across(one, beside));
    const isEmpty = one.actions?.every((entry) => this.#going.has(entry)) === true && one.actions.length > 0;
    const [by] = across;
    return isEmpty && by ? [{ statement, of: 'statement', texts: [], beside: by.beside }] : [...within, ...across];
  }

  /** The statements that may cover something of one: what they do, and what they do it on, begins alike. */
  #beside({ actions = [], resources }: Listed): readonly Listed[] {
    const near = this.#actions.of(actions.map(({ text }) => text));
    if (resources === undefined || near.length <= enough) return near;
    const others = this.#resources.of(resources.map(({ text }) => text));
    return others.length < near.length ? others : near;
  }

  /** What one entry of a list covers of the others. */
  #within(of: 'actions' | 'resources', { statement, [of]: list = [] }: Listed): Redundancy[] {
    const found = new Map<Entry, Text[]>();
    const near = new Nearby(
      list.map((entry): [Text, Entry] => [entry.text, entry]),
      of === 'actions' ? headOfAction : headOfResource,
    );
    for (const narrow of list.toReversed()) {
      const wider: Entry[] = [];
      for (const wide of near.of([narrow.text])) {
        const isWider = wide !== narrow && !this.#going.has(wide) && coverings[of](wide.text, narrow.text);
        if (isWider) wider.push(wide);
        if (wider.length === enough) break;
      }
      // The broadest, so that what it covers itself can go, too.
      const by = wider.find((wide) => wider.every((each) => coverings[of](wide.text, each.text))) ?? wider[0];
      if (by === undefined || this.#take([{ narrow, wide: by }]).length === 0) continue;
      found.set(by, [narrow.text, ...(found.get(by) ?? [])]);
    }
    return [...found].map(([{ text }, texts]) => ({ statement, of, texts, by: text, beside: statement }));
  }

  /** What another statement covers of one. */
  #across({ statement, ...one }: Listed, beside: Listed): Redundancy[] {
    const covered = this.#coveredBy(beside, { statement, ...one });
    if (covered === undefined) return [];
    const { actions, resources } = covered;
    const [of, part, rest] = resources.all
      ? (['actions', actions, resources] as const)
      : (['resources', resources, actions] as const);
    if (!rest.all) return [];
    const going = this.#take(part.pairs, rest.pairs);
    const [first] = going;
    if (first === undefined) return [];
    const isOne = going.every(({ wide }) => wide === first.wide);
    const texts = going.map(({ narrow }) => narrow.text);
    return [{ statement, of, texts, beside: beside.statement, ...(isOne && { by: first.wide.text }) }];
  }

  /** What covers the entries of a statement, where another covers all of them. */
  #allCoveredBy(wide: Listed, narrow: Listed): readonly Pair[] | undefined {
    const covered = this.#coveredBy(wide, narrow);
    return covered?.actions.all === true && covered.resources.all
      ? [...covered.actions.pairs, ...covered.resources.pairs]
      : undefined;
  }

  #coveredBy(wide: Listed, narrow: Listed): { readonly actions: Covered; readonly resources: Covered } | undefined {
    const resources = this.#covered(narrow.resources, wide.resources, coverings.resources);
    const actions = resources && this.#covered(narrow.actions, wide.actions, coverings.actions);
    return actions && { actions, resources };
  }

  /** Which entries of a list those of another cover; `undefined`: none. A trust policy has no resources, and nothing to be covered. */
  #covered(
    narrow: readonly Entry[] | undefined,
    wide: readonly Entry[] | undefined,
    covering: Covering,
  ): Covered | undefined {
    if (narrow === undefined && wide === undefined) return { pairs: [], all: true };
    if (narrow === undefined || wide === undefined || narrow.length === 0) return undefined;
    const pairs = narrow.flatMap((each) => {
      const by = wide.find((one) => !this.#going.has(one) && covering(one.text, each.text));
      return by === undefined ? [] : [{ narrow: each, wide: by }];
    });
    return pairs.length === 0 ? undefined : { pairs, all: pairs.length === narrow.length };
  }

  /** Lets go what is covered and need not stay; what covers it has to stay, and what is `also` needed for that. */
  #take(pairs: readonly Pair[], also: readonly Pair[] = []): readonly Pair[] {
    const going = pairs.filter(({ narrow }) => !this.#staying.has(narrow) && !this.#going.has(narrow));
    if (going.length === 0) return [];
    for (const { narrow, wide } of going) {
      this.#going.add(narrow);
      this.#staying.add(wide);
    }
    for (const { wide } of also) this.#staying.add(wide);
    return going;
  }
}

/** Of more that cover the same, those that begin with the least are the broadest. */
const enough = 20;

/** What may cover a text, by how that begins. */
class Nearby<T> {
  readonly #byHead = new Map<string, T[]>();
  readonly #places = new Map<T, number>();

  constructor(
    all: readonly (readonly [Text, T])[],
    readonly headOf: (text: Text) => string,
  ) {
    for (const [text, each] of all) {
      addTo(this.#byHead, headOf(text), each);
      if (!this.#places.has(each)) this.#places.set(each, this.#places.size);
    }
  }

  /** Those whose head one of some texts begins with: in their order, but where they are many, with the shortest heads first. */
  of(texts: readonly Text[]): readonly T[] {
    const found = new Set<T>();
    for (const head of new Set(texts.map(this.headOf))) {
      for (let end = 0; end <= head.length; end += 1) {
        for (const each of this.#byHead.get(head.slice(0, end)) ?? []) found.add(each);
      }
    }
    const all = [...found];
    const place = (each: T): number => this.#places.get(each) ?? 0;
    return all.length > enough ? all : all.sort((one, other) => place(one) - place(other));
  }
}

interface Pair {
  readonly narrow: Entry;
  readonly wide: Entry;
}

interface Covered {
  readonly pairs: readonly Pair[];
  readonly all: boolean;
}

/** Whether a statement is about as much as another but for actions and resources, and maybe more. */
function mayCover({ statement: wide }: Listed, { statement: narrow }: Listed): boolean {
  if (wide.effect === undefined || wide.effect !== narrow.effect) return false;
  if ([wide, narrow].some((each) => each.notActions ?? each.notResources ?? each.notPrincipals)) return false;
  return (
    isToldOf(narrow) &&
    isWithin(principalsOf(narrow), principalsOf(wide)) &&
    isWithin(conditionsOf(wide), conditionsOf(narrow))
  );
}

type Covering = (wide: Text, narrow: Text) => boolean;

/** A text, or a segment of one, made ready: many are compared with many. */
interface Piece {
  readonly parts: Parts;
  readonly identity: string;
  /** What stands before the first wildcard and the first hole, and what that is the beginning of. */
  readonly head: string;
  readonly before: 'nothing' | 'a star' | 'more';
}

function pieceOf(parts: Parts): Piece {
  const [first] = parts;
  const text = typeof first === 'string' ? first : '';
  const head = /^(?:[^*?$]|\$(?!\{))*/.exec(text)?.[0] ?? '';
  const rest = text.slice(head.length);
  const before =
    parts.length > 1 || typeof first === 'object' ? 'more' : rest === '' ? 'nothing' : rest === '*' ? 'a star' : 'more';
  return { parts, identity: identityOf({ parts }), head, before };
}

function coversPiece(wide: Piece, narrow: Piece): boolean {
  if (!narrow.head.startsWith(wide.head)) return false;
  if (wide.before === 'a star' || wide.identity === narrow.identity) return true;
  return wide.before === 'more' && covers(wide, narrow) === 'yes';
}

const actionOf = onceFor(({ parts }: Text) =>
  pieceOf(parts.map((part) => (typeof part === 'string' ? part.toLowerCase() : part))),
);

const coversAction: Covering = (wide, narrow) =>
  isTold(wide) && isTold(narrow) && coversPiece(actionOf(wide), actionOf(narrow));

/** The segments of an ARN, or the text as one. */
const segmentsIn = onceFor(({ parts }: Text): readonly Piece[] => {
  const segments = arnSegments(parts);
  return segments.length === 6 ? segments.map(pieceOf) : [pieceOf(parts)];
});

const headOfAction = (text: Text): string => actionOf(text).head.slice(0, longestHead);

/** How the last segment begins; a star covers those of any length. */
const headOfResource = (text: Text): string => (segmentsIn(text).at(-1)?.head ?? '').slice(0, longestHead);

/** What is longer is told apart when it is compared. */
const longestHead = 200;

/** Those of an ARN which tell most come first; its partition is left out. */
const telling = [5, 2, 4, 3, 0];

/** A wildcard stays within its segment of an ARN. */
const coversResource: Covering = (wide, narrow) => {
  if (wholeText(wide) === '*') return true;
  if (!isTold(wide) || !isTold(narrow)) return false;
  const [segments, others] = [segmentsIn(wide), segmentsIn(narrow)];
  if (segments.length !== others.length) return false;
  const isCovered = (at: number): boolean => {
    const [one, other] = [segments[at], others[at]];
    return one !== undefined && other !== undefined && coversPiece(one, other);
  };
  if (segments.length === 1) return isCovered(0);
  if (!telling.every(isCovered)) return false;
  // Of partitions there is one: that which is deployed to.
  return isCovered(1) || [segments[1], others[1]].some((each) => each === undefined || wholeText(each) === undefined);
};

/** Of what is left open without a name, two that read the same may differ. */
const isTold = onceFor(({ parts }: Text): boolean =>
  parts.every((part) => typeof part === 'string' || (part.partly !== true && part.unnamed !== true)),
);

const isToldOf = onceFor(({ principals = [], conditions }: Statement): boolean =>
  [...principals.map(({ value }) => value), ...conditions.flatMap(({ values }) => values)].every(isTold),
);

const isWithin = (few: readonly string[] | undefined, many: readonly string[] | undefined): boolean =>
  few === undefined || many === undefined ? few === many : few.every((each) => many.includes(each));

const coverings = { actions: coversAction, resources: coversResource };

const principalKey = ({ type, value }: Principal): string => `${type} ${identityOf(value)}`;

const principalsOf = onceFor(({ principals }: Statement) => principals?.map(principalKey));

const conditionKey = ({ operator, key, values }: PolicyCondition): string =>
  [operator.toLowerCase(), key.toLowerCase(), ...values.map(identityOf).sort()].join('\n');

const conditionsOf = onceFor(({ conditions }: Statement) => conditions.map(conditionKey));
