import { groupsOf } from '../source/groups.js';
import { made } from '../source/once.js';
import type { Location } from '../source/source.js';
import { type Text, type Verdict, mayBeStar, printText, wholeText, whyOpen } from '../values/text.js';
import { type Action, actionsMatching, fullServiceOf } from './actions.js';
import type { Statement } from './document.js';
import { type ArnForms, type ResourceType, formsByUse, mayBeOfType, resourceTypesOf } from './resource-types.js';
import { fixedIn, scopeOf } from './resources.js';

/** A resource of a statement, as it is written and with what is known of the ARNs in it. */
export interface GrantedResource {
  readonly written: Text;
  readonly arn: Text;
}

/** Actions of a statement that can be done on none of its resources, for the same reason. */
export interface DeadGrant {
  readonly actions: readonly [Text, ...Text[]];
  /** An ARN that they take, with stars; `undefined`: AWS lists none, so that they can be granted on the star only. */
  readonly arn: string | undefined;
  /** What to write in the place of a resource, where a few signs more or less do it. */
  readonly instead: string | undefined;
}

/** What of a statement grants nothing, and what can't be told. */
export interface DeadGrants {
  readonly dead: readonly DeadGrant[];
  readonly doubts: readonly { readonly why: string; readonly at: Location }[];
}

/**
 * The actions of a statement that none of its resources can be granted for. A pattern counts if all that it matches are such. What has
 * a resource that is no ARN, as some policies of resources may, is not judged.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function deadGrants({ actions = [] }: Statement, resources: readonly GrantedResource[]): DeadGrants {
  const doubts: { why: string; at: Location }[] = [];
  if (resources.length === 0 || resources.some(({ arn }) => isOther(arn))) return { dead: [], doubts };
  const found: { text: Text; types: readonly ResourceType[] }[] = [];
  const verdicts = new Verdicts(resources);
  for (const text of actions) {
    const literal = wholeText(text);
    if (literal === undefined) {
      doubts.push({ why: 'the action is known only at deployment', at: text.at });
      continue;
    }
    const matching = fullServiceOf(text) === 'all' ? [] : (actionsMatching(literal) ?? []);
    if (matching.length === 0) continue;
    const { verdict, open } = best(matching, (action) => verdicts.of(action));
    if (verdict === 'no') found.push({ text, types: [...new Set(matching.flatMap(resourceTypesOf))] });
    else if (verdict === 'maybe' && open !== undefined) doubts.push({ why: whyOpen(open), at: open.at });
  }
  const dead = groupsOf(found, ({ types }) => knownArn(types)).map((group): DeadGrant => {
    const [{ text, types }, ...more] = group;
    const actions: DeadGrant['actions'] = [text, ...more.map((each) => each.text)];
    return { actions, arn: knownArn(types), instead: insteadOf(resources, types) };
  });
  return { dead, doubts };
}

/** The shortest ARN is the one that people know: of objects, that in a bucket, not that in an access point. */
const knownArn = (types: readonly ResourceType[]): string | undefined =>
  types.flatMap(({ arns }) => arns).sort((one, other) => one.length - other.length)[0];

/** Whether something can be done on one of a statement's resources; `open`: which of them leaves a doubt. */
interface Possible {
  readonly verdict: Verdict;
  readonly open?: Text;
}

/** The best that some things give, asking no further than the first `yes`. */
function best<T>(things: readonly T[], possible: (thing: T) => Possible): Possible {
  let found: Possible = { verdict: 'no' };
  for (const thing of things) {
    found = better(found, possible(thing));
    if (found.verdict === 'yes') return found;
  }
  return found;
}

const better = (one: Possible, other: Possible): Possible =>
  one.verdict === 'no' || other.verdict === 'yes' ? other : one;

/** What of the resources of a statement is of which type: asked once for each type, however many actions take it. */
class Verdicts {
  readonly #of = new Map<ArnForms, Possible>();
  #untyped?: Possible;

  constructor(private readonly resources: readonly GrantedResource[]) {}

  /** Whether an action can be done on one of them, or AWS itself grants it there. */
  of(action: Action): Possible {
    const types = resourceTypesOf(action);
    const listed = types.length === 0 ? (this.#untyped ??= this.#best(mayBeAny)) : best(types, this.#among);
    const byUse = formsByUse(action);
    return listed.verdict === 'yes' || byUse === undefined ? listed : better(listed, this.#among(byUse));
  }

  readonly #among = (forms: ArnForms): Possible =>
    made(this.#of, forms, () => this.#best((arn) => mayBeOfType(arn, forms)));

  #best(verdictOf: (arn: Text) => Verdict): Possible {
    return best(this.resources, ({ written, arn }) => ({ verdict: verdictOf(arn), open: written }));
  }
}

/** An action without resources asks for the star; some services ask for an ARN that ends in one (`table/*`): only a name is too narrow. */
function mayBeAny(arn: Text): Verdict {
  if (fixedIn(arn).names === 0) return 'yes';
  return arn.parts.some((part) => mayBeStar({ parts: [part] })) ? 'maybe' : 'no';
}

/** The star, and what is no ARN: some text, or a name that stands alone. */
function isOther(arn: Text): boolean {
  const [begin] = arn.parts;
  if (typeof begin === 'object') return begin.word === true;
  return scopeOf(arn).breadth === 'star' || !/^a?r?n?[*?]|^arn:/.test(begin ?? '');
}

/** The same resource with all that is in it, or without: `arn:aws:s3:::orders/*`, where objects are asked for. */
function insteadOf(resources: readonly GrantedResource[], types: readonly ResourceType[]): string | undefined {
  const holders = types.flatMap((type): ResourceType[] => {
    const arns = type.arns.flatMap(holderOf);
    return arns.length === 0
      ? []
      : [{ ...type, arns, patterns: type.patterns.flatMap(({ parts }) => holdersIn(parts)) }];
  });
  for (const { written, arn } of resources) {
    if (holders.some((type) => mayBeOfType(arn, type) === 'yes')) return `${printText(written)}/*`;
    const last = arn.parts.at(-1);
    if (typeof last !== 'string' || !last.endsWith('/*')) continue;
    const holder = { parts: [...arn.parts.slice(0, -1), last.slice(0, -2)] };
    if (types.some((type) => mayBeOfType(holder, type) === 'yes')) return printText(written).replace(/\/\*$/, '');
  }
  return undefined;
}

/** The ARN of what something is in: of an object, its bucket. */
const holderOf = (arn: string): string[] => (arn.endsWith('/*') ? [arn.slice(0, -2)] : []);

const holdersIn = (parts: Text['parts']): Pick<Text, 'parts'>[] => {
  const last = parts.at(-1);
  return typeof last === 'string' ? holderOf(last).map((end) => ({ parts: [...parts.slice(0, -1), end] })) : [];
};
