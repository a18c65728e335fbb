import { type Text, type Verdict, matchesAny, matchesGlob, wholeText, whyOpen } from '../values/text.js';
import type { Told } from '../values/value.js';
import { keyOf, mayHaveKey } from './condition-keys.js';
import { type Operator, holdsWithoutKey, readOperator } from './condition-operators.js';
import type { PolicyCondition, Statement } from './document.js';
import { anyVerdict, covers, everyVerdict, notVerdict } from './patterns.js';

/** What a request has under a condition key, and the property that it comes from. */
export type ContextKey = Told & {
  /** As AWS spells it: `lambda:Layer`. Where it comes from no property, it is the name, too. */
  readonly key: string;
  /** All requests of a deployment have it, as the configuration says. */
  readonly given?: true;
} & (
    | { readonly state: 'absent' }
    /** `more`: why there may be others beside these. */
    | { readonly state: 'known'; readonly values: readonly Text[]; readonly more?: string }
    | { readonly state: 'unknown'; readonly why: string }
  );

/**
 * What is asked of AWS: an action on a resource, and the context of it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html
 */
export interface Request {
  /** As AWS spells it: `lambda:CreateFunction`. */
  readonly action: string;
  /** An ARN as far as it is known. */
  readonly resource: Text;
  readonly keys: readonly ContextKey[];
  /** What it has under keys that are too many to list: those of its tags. */
  readonly others?: (key: string) => ContextKey | undefined;
}

/** Keys of which the configuration says what all requests have, in lower case. */
export type GivenContext = ReadonlyMap<string, readonly string[]>;

/** A condition, what the request has under its key, and whether it is met. */
export interface Met {
  readonly condition: PolicyCondition;
  /** Missing where nothing tells of the key. */
  readonly key: ContextKey | undefined;
  readonly verdict: Verdict;
}

/** Whether a statement is for a request: by its action, its resource and all of its conditions. */
export interface Match {
  readonly verdict: Verdict;
  /** Whether it is for the action at all. */
  readonly action: Verdict;
  readonly resource: Verdict;
  readonly conditions: readonly Met[];
  /** Why it can't be told, where it can't. */
  readonly why: string;
}

/**
 * Holds a statement against a request, in three values.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function matchOf(statement: Statement, request: Request, given: GivenContext): Match {
  const action = actionVerdict(statement, request.action);
  if (action === 'no') return { verdict: 'no', action, resource: 'no', conditions: [], why: '' };
  const resource = resourceVerdict(statement, request.resource);
  const conditions = statement.conditions.map((condition): Met => {
    const key = keyIn(request, condition.key, given);
    return { condition, key, verdict: isMet(condition, key, isMultivalued(request, condition.key)) };
  });
  const verdict = everyVerdict([action, resource, ...conditions.map((each) => each.verdict)]);
  const open = conditions.find((each) => each.verdict === 'maybe');
  const why = open === undefined ? whyOpen(request.resource) : doubtOf(open, request);
  return { verdict, action, resource, conditions, why };
}

/** Whether a statement is for an action. */
export function actionVerdict({ actions, notActions }: Statement, action: string): Verdict {
  const name = { parts: [action] };
  const among = (patterns: readonly Text[]): Verdict =>
    anyVerdict(patterns.map((pattern) => covers(pattern, name, { fold: true })));
  if (actions !== undefined) return among(actions);
  return notActions === undefined ? 'no' : notVerdict(among(notActions));
}

function resourceVerdict({ resources, notResources }: Statement, resource: Text): Verdict {
  const among = (patterns: readonly Text[]): Verdict =>
    anyVerdict(patterns.map((pattern) => compared(resource, pattern, 'like')));
  if (resources !== undefined) return among(resources);
  return notResources === undefined ? 'yes' : notVerdict(among(notResources));
}

/** What a request has under a key; `undefined`: nothing tells. */
function keyIn({ action, keys, others, resource }: Request, key: string, given: GivenContext): ContextKey | undefined {
  const folded = key.toLowerCase();
  const own = keys.find((each) => each.key.toLowerCase() === folded) ?? others?.(key);
  if (own !== undefined) return own;
  const told = { name: key, at: resource.at };
  const values = given.get(folded);
  if (values !== undefined)
    return {
      ...told,
      key,
      given: true,
      state: 'known',
      values: values.map((value) => ({ parts: [value], at: resource.at })),
    };
  const [service = '', name = ''] = action.split(':');
  // The table of API Gateway's keys lacks some of those that its own pages have.
  const known = service === 'apigateway' ? undefined : keyOf(service, key);
  const isOfService = folded.startsWith(`${service}:`);
  return known !== undefined && isOfService && !mayHaveKey({ service, name }, known)
    ? { ...told, key, state: 'absent' }
    : undefined;
}

const isMultivalued = ({ action }: Request, key: string): boolean =>
  keyOf(action.slice(0, action.indexOf(':')), key)?.multivalued === true;

/** Whether a condition is met. */
function isMet(
  { operator: written, values }: PolicyCondition,
  key: ContextKey | undefined,
  multivalued: boolean,
): Verdict {
  const operator = readOperator(written);
  if (operator === undefined || key === undefined || key.state === 'unknown') return 'maybe';
  const isThere = key.state === 'known' && (key.values.length > 0 ? 'yes' : key.more === undefined ? 'no' : 'maybe');
  if (operator.family === 'presence') {
    const wanted = anyVerdict(values.map((value) => matchesGlob(value, 'true', { fold: true })));
    if (isThere === 'maybe' || wanted === 'maybe') return 'maybe';
    return (isThere === 'yes') === (wanted === 'no') ? 'yes' : 'no';
  }
  if (key.state === 'absent' || isThere === 'no') return holdsWithoutKey(operator) ? 'yes' : 'no';
  const each = key.values.map((value) => oneMet(operator, value, values));
  const open = key.more === undefined ? [] : (['maybe'] as const);
  if (operator.set === 'all') return everyVerdict([...each, ...open]);
  if (operator.set === 'any') return anyVerdict([...each, ...open]);
  const [only, ...others] = each;
  // What an operator without a set does with a key that may have several values, AWS does not tell.
  return only === undefined || multivalued || others.length + open.length > 0 ? 'maybe' : only;
}

function oneMet(operator: Operator, value: Text, wanted: readonly Text[]): Verdict {
  const how = hows[operator.name.replace('Not', '')];
  if (how === undefined) return 'maybe';
  const verdict = anyVerdict(wanted.map((pattern) => compared(value, pattern, how)));
  return operator.negated ? notVerdict(verdict) : verdict;
}

type How = 'same' | 'same-folded' | 'like';

/** The operators that compare text; numbers, dates and addresses are of the caller, and no template tells of those. */
const hows: Readonly<Record<string, How>> = {
  StringEquals: 'same',
  StringEqualsIgnoreCase: 'same-folded',
  StringLike: 'like',
  ArnEquals: 'like',
  ArnLike: 'like',
  Bool: 'same-folded',
};

/** Whether a text is what a policy writes, as far as the policy's own variables let it be told. */
function compared(value: Text, written: Text, how: How): Verdict {
  const pattern = wholeText(written);
  if (pattern === undefined || pattern.includes('${')) return 'maybe';
  if (how === 'like') return matchesAny(value, [pattern]);
  // A star that stands for itself is no pattern.
  const whole = wholeText(value);
  if (/[*?]/.test(pattern)) return whole === undefined ? 'maybe' : whole === pattern ? 'yes' : 'no';
  return matchesGlob(value, pattern, { fold: how === 'same-folded' });
}

function doubtOf({ condition, key }: Met, request: Request): string {
  if (key === undefined) return `what requests have under ${condition.key} is known only at deployment`;
  if (key.state === 'unknown') return key.why;
  if (key.state === 'known' && key.more !== undefined) return key.more;
  const [open] = key.state === 'known' ? key.values.filter((value) => wholeText(value) === undefined) : [];
  if (open !== undefined) return whyOpen(open);
  return isMultivalued(request, condition.key) && readOperator(condition.operator)?.set === undefined
    ? `${condition.key} may have several values, for which ${condition.operator} is not made`
    : `${condition.operator} compares what is not told here`;
}
