import type { Location } from '../source/source.js';
import { type Text, wholeText } from '../values/text.js';
import { actionsMatching } from './actions.js';
import type { ConditionFault } from './condition-faults.js';
import { globalKey, isOfNoAction, keyOf, mayHaveKey } from './condition-keys.js';
import { type Operator, holdsWithoutKey, readOperator } from './condition-operators.js';
import type { PolicyCondition, Statement } from './document.js';
import { anyVerdict } from './patterns.js';
import { actionVerdict } from './request.js';
import { type Siblings, siblings } from './sibling-actions.data.js';

/** Something in a statement that makes a guardrail stop less than it seems to, or more. */
export interface GuardrailFault extends ConditionFault {
  readonly statement: Statement;
}

/** A condition whose operator there is. */
interface Comparison {
  readonly condition: PolicyCondition;
  readonly operator: Operator;
  readonly statement: Statement;
}

/**
 * What is wrong with the statements of one guardrail, whichever requests there are.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function guardrailFaults(statements: readonly Statement[]): readonly GuardrailFault[] {
  const everything = statements.find(allowsEverything);
  return statements.flatMap((statement) => {
    const { effect, conditions } = statement;
    if (effect === undefined) return [];
    const comparisons = conditions.flatMap((condition): Comparison[] => {
      const operator = readOperator(condition.operator);
      return operator === undefined ? [] : [{ condition, operator, statement }];
    });
    const faults = [
      ...(everything !== undefined && everything !== statement && effect === 'Allow' ? [idle(statement)] : []),
      ...faultsOfTags(comparisons),
      ...comparisons.flatMap(
        (comparison) => faultOfNull(comparison, comparisons) ?? faultOfSet(comparison, comparisons) ?? [],
      ),
      ...comparisons.flatMap((comparison) => faultOfActions(comparison) ?? []),
    ];
    return faults.map((fault) => ({ ...fault, statement }));
  });
}

const allowsEverything = ({ effect, actions, resources, conditions }: Statement): boolean =>
  effect === 'Allow' &&
  conditions.length === 0 &&
  [actions, resources].every((all) => all?.some((each) => wholeText(each) === '*'));

/**
 * An Allow beside one of everything.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html#scp-syntax-action
 */
const idle = ({ at }: Statement): ConditionFault => ({
  at,
  says: 'allows in this statement less than in another one, which allows everything',
  so: 'so the statement limits nothing',
  label: 'limits nothing',
  help: 'write as a Deny what is not to be done, or take out the statement that allows everything',
});

/** The service of a key: `lambda`, or `aws` for those of all. */
const prefixOf = (key: string): string => key.slice(0, Math.max(0, key.indexOf(':'))).toLowerCase();

const sameKey = (one: PolicyCondition, other: PolicyCondition): boolean =>
  one.key.toLowerCase() === other.key.toLowerCase();

/** What a `Null` asks for; nothing where that can't be told, and of other operators. */
function asks({ operator, condition: { values } }: Comparison): 'missing' | 'there' | undefined {
  if (operator.family !== 'presence' || values.length !== 1) return undefined;
  const [wanted] = values.map((value) => wholeText(value)?.toLowerCase());
  return wanted === 'true' ? 'missing' : wanted === 'false' ? 'there' : undefined;
}

/** A comparison beside a `Null` that asks for requests without the key. */
function faultOfNull(
  { condition, operator, statement: { effect } }: Comparison,
  all: readonly Comparison[],
): ConditionFault | undefined {
  if (operator.family === 'presence') return undefined;
  if (!all.some((each) => asks(each) === 'missing' && sameKey(each.condition, condition))) return undefined;
  const verb = effect === 'Deny' ? 'denies' : 'allows';
  const holds = holdsWithoutKey(operator);
  if (holds && effect === 'Allow') return undefined;
  return {
    at: condition.at,
    says: `${verb} by ${condition.operator} and by Null on ${condition.key} in one statement, where both have to hold`,
    so: holds
      ? 'so only requests without that key are denied, and those with any value of it are not'
      : `so the condition never holds, and the statement ${verb} nothing`,
    label: 'both have to hold',
    help: 'make two statements of it, one with each condition',
  };
}

/**
 * `ForAllValues` for a key with several values. It holds where there is none, which for an Allow may be more than was meant; and in a Deny of
 * some values one other beside them keeps it from holding.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function faultOfSet(
  { condition, operator, statement: { effect } }: Comparison,
  all: readonly Comparison[],
): ConditionFault | undefined {
  const { key, at } = condition;
  if (operator.set !== 'all' || operator.negated || operator.family === 'presence') return undefined;
  const global = globalKey(key);
  if ((global ?? keyOf(prefixOf(key), key))?.multivalued !== true) return undefined;
  if (effect === 'Deny') {
    return {
      at,
      says: `denies by ForAllValues on ${key}, which asks that all values of a request are among these`,
      so: 'so a request that has one other value beside them is not denied',
      label: 'all values',
      help: `write ForAnyValue:${operator.name}`,
    };
  }
  if (all.some((each) => asks(each) === 'there' && sameKey(each.condition, condition))) return undefined;
  return {
    at,
    says: `allows by ForAllValues on ${key} without asking for that key`,
    so: 'so requests that have none are allowed, too',
    label: 'holds without any value',
    help: `add Null with ${key}: "false" beside it`,
    // Requests may well be meant to have no tags, but not those that a key of a service has been looked up for.
    gravity: global === undefined ? undefined : 'info',
  };
}

const requestTag = /^aws:requesttag\//i;

/** Tags that a Deny asks for together: it is for requests that have none of them right, so that one of them is enough. */
function faultsOfTags(comparisons: readonly Comparison[]): readonly ConditionFault[] {
  const denying = comparisons.filter(({ statement }) => statement.effect === 'Deny');
  const listed = denying.filter(asksForOneOf).map(({ condition: { operator, key, at } }) => ({
    at,
    says: `denies by ${operator} on ${key} only requests that have none of these tags`,
    so: 'so one of them is enough',
    label: 'one is enough',
    help: 'make a statement for each of the tags, with Null on aws:RequestTag/…: "true"',
  }));
  const asked = denying.filter(
    (each) =>
      requestTag.test(each.condition.key) &&
      (asks(each) === 'missing' || (each.operator.negated && each.operator.family === 'string')),
  );
  const [first, ...others] = asked;
  const second = others.find(({ condition }) => first !== undefined && !sameKey(condition, first.condition));
  if (first === undefined || second === undefined) return listed;
  return [
    ...listed,
    {
      at: second.condition.at,
      says: `denies requests by ${first.condition.key} and by ${second.condition.key} in one statement, where both conditions have to hold`,
      so: 'so a request with one of these tags is not denied for lack of the other',
      label: 'both have to hold',
      help: 'make a statement for each of the tags',
    },
  ];
}

/** Whether a Deny is for requests without any of several tags. */
function asksForOneOf({ operator, condition: { key, values } }: Comparison): boolean {
  if (key.toLowerCase() !== 'aws:tagkeys' || operator.set !== 'all' || !operator.negated) return false;
  const names = values.map((value) => wholeText(value)?.toLowerCase());
  return !names.includes(undefined) && new Set(names).size > 1;
}

/** Actions of a statement whose requests don't have a key that those of others of it have. */
function faultOfActions({ condition, operator, statement }: Comparison): ConditionFault | undefined {
  const { key, at } = condition;
  const prefix = prefixOf(key);
  const known = keyOf(prefix, key);
  // The table of API Gateway's keys lacks some of those that its own pages have.
  if (operator.family === 'presence' || known === undefined || prefix === 'apigateway') return undefined;
  if (prefix === 'aws' || isOfNoAction(prefix, known)) return undefined;
  const without = (statement.actions ?? []).filter((action) => lacks(action, key));
  const [first] = without;
  if (first === undefined || without.length === statement.actions?.length) return undefined;
  const verb = statement.effect === 'Deny' ? 'denies' : 'allows';
  const names = without.map((action) => wholeText(action) ?? '');
  const [which, it] =
    names.length > 3
      ? [`${String(names.length)} actions`, 'them']
      : [names.join(', ').replace(/, ([^,]*)$/, ' and $1'), names.length > 1 ? 'them' : 'it'];
  return {
    at,
    says: `${verb} ${which} by ${condition.operator} on ${key}, a key that AWS does not list for ${it}`,
    so: holdsWithoutKey(operator)
      ? `so that condition holds for ${it} whatever is asked`
      : `so the statement never ${verb} ${it}`,
    label: 'not for all of these actions',
    help: `put ${it} into a statement without this condition`,
    // The list of a service may lack a key of its own for some action.
    gravity: names.some((name) => name.toLowerCase().startsWith(`${prefix}:`)) ? 'info' : undefined,
  };
}

/** Whether no request for an action, or for any that a pattern matches, has a key. */
function lacks(action: Text, key: string): boolean {
  const literal = wholeText(action);
  const all = literal === undefined ? [] : (actionsMatching(literal) ?? []);
  return (
    all.length > 0 &&
    all.every((each) => {
      const known = keyOf(each.service, key);
      return known === undefined || !mayHaveKey(each, known);
    })
  );
}

/** Actions that a guardrail has left out: what a statement denies can be had by them. */
export interface OpenSiblings {
  readonly at: Location;
  readonly key: string;
  /** Those that it denies. */
  readonly denied: readonly string[];
  readonly open: readonly string[];
  /** What is asked for is taken away by these, not set. */
  readonly undo: boolean;
}

/** The actions beside those that a statement denies by a condition that set the same thing, and that it is not for. */
export function openSiblings(statement: Statement): readonly OpenSiblings[] {
  if (statement.effect !== 'Deny') return [];
  return siblings.flatMap((row) => siblingsOf(statement, row));
}

function siblingsOf(statement: Statement, { keys, actions, undo = [] }: Siblings): readonly OpenSiblings[] {
  const folded = keys.map((key) => key.toLowerCase());
  const conditions = statement.conditions.filter(({ key }) => folded.includes(key.toLowerCase()));
  const [first] = conditions;
  const denied = actions.filter((action) => actionVerdict(statement, action) === 'yes');
  if (first === undefined || denied.length === 0) return [];
  const isOpen = (action: string): boolean => actionVerdict(statement, action) === 'no';
  const { at, key } = first;
  const found = [{ at, key, denied, open: actions.filter(isOpen), undo: false }];
  // What is asked for must not be taken away; what is forbidden may.
  if (conditions.some(asksForKey)) found.push({ at, key, denied, open: undo.filter(isOpen), undo: true });
  return found.filter(({ open }) => open.length > 0);
}

/** Whether a condition of a Deny holds where the key is missing or is another one than it names. */
function asksForKey(condition: PolicyCondition): boolean {
  const operator = readOperator(condition.operator);
  if (operator?.family !== 'presence') return operator?.negated === true;
  return condition.values.some((value) => wholeText(value)?.toLowerCase() === 'true');
}

/** Whether some statements deny an action, be it under conditions. */
export const denyAction = (statements: readonly Statement[], action: string) =>
  anyVerdict(statements.filter(({ effect }) => effect !== 'Allow').map((each) => actionVerdict(each, action)));
