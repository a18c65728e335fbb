import type { Location } from '../source/source.js';
import { type Text, printText, wholeText, whyOpen } from '../values/text.js';
import type { KeyType, KnownKey } from './condition-keys.js';
import { type Operator, readOperator } from './condition-operators.js';
import { findKey } from './condition-spelling.js';
import { deadValue } from './condition-values.js';
import type { PolicyCondition, Statement } from './document.js';
import { isOpenKey } from './policy-elements.js';

/** A condition that IAM takes, and that does not do what it says. */
export interface ConditionFault {
  readonly at: Location;
  /** A clause that begins with a verb: `compares aws:SourceIp with 10.0.0.256, which is no IP address`. */
  readonly says: string;
  /** What comes of it, as a clause, and what may have been meant. */
  readonly so: string;
  readonly label: string;
  readonly help: string;
  /** `info`: there may well be such a key, which AWS's list lacks. */
  readonly gravity?: 'info' | undefined;
}

/** What is wrong with one condition of a statement, and what of it can't be told. */
export interface ConditionVerdict {
  readonly fault?: ConditionFault | undefined;
  readonly doubts: readonly { readonly why: string; readonly at: Location }[];
}

/** A condition with what is known of its operator and its key. */
interface Judged {
  readonly condition: PolicyCondition;
  readonly statement: Statement;
  readonly operator: Operator;
  readonly key: KnownKey | undefined;
}

/**
 * Judges one condition. Operators that there are not, and what has the wrong shape, are told by how the document is written.
 *
 * @param allowed keys that exist, whatever the table says
 */
export function judgeCondition(
  condition: PolicyCondition,
  statement: Statement,
  allowed: (key: string) => boolean,
): ConditionVerdict {
  const operator = readOperator(condition.operator);
  if (operator === undefined) return { doubts: [] };
  const { key, at } = condition;
  if (isOpenKey(key)) return { doubts: [{ why: `the condition key ${key} is known only at deployment`, at }] };

  const { known, fault: ofKey, doubt } = allowed(key) ? {} : findKey(key, statement);
  if (ofKey !== undefined) {
    const { meant = '', ...words } = ofKey;
    return { fault: { at, ...words, so: outcomeOf(operator, statement, 'absent') + meant }, doubts: [] };
  }
  const judged = { condition, statement, operator, key: known };
  const fault = faultOfType(judged) ?? faultOfSet(judged) ?? faultOfMfa(judged);
  if (fault !== undefined) return { fault, doubts: [] };
  const ofValues = judgeValues(judged);
  const doubts = doubt === undefined ? ofValues.doubts : [{ why: doubt, at }, ...ofValues.doubts];
  return { fault: ofValues.fault, doubts };
}

/**
 * What comes of a key that no request has, or of values that none of its values matches.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function outcomeOf(operator: Operator, { effect }: Statement, key: 'absent' | 'other'): string {
  if (operator.family === 'presence') return 'so the condition tells nothing';
  const holds = operator.negated && operator.set !== 'any';
  const passes = operator.ifExists || operator.set === 'all';
  if (holds || (passes && key === 'absent')) return 'so the condition always holds, and limits nothing';
  if (passes) return 'so the condition holds only for requests without that key';
  const nothing = effect === undefined ? 'has no effect' : effect === 'Deny' ? 'denies nothing' : 'allows nothing';
  return `so the condition never holds, and the statement ${nothing}`;
}

const nouns: Readonly<Record<KeyType, string>> = {
  string: 'text',
  arn: 'an ARN',
  boolean: 'true or false',
  date: 'a date',
  address: 'an IP address',
  number: 'a number',
};

/** The operators to take for a type. */
const operatorsFor: Readonly<Record<KeyType, string>> = {
  string: 'StringEquals or StringLike',
  arn: 'ArnLike',
  boolean: 'Bool',
  date: 'an operator for dates, such as DateLessThan',
  address: 'IpAddress or NotIpAddress',
  number: 'an operator for numbers, such as NumericLessThan',
};

/**
 * The types of keys that operators of a family find nothing in. Text operators compare any key as it is spelled, which serves; text may
 * hold an ARN or the word `true`; and a date is a number, too.
 */
const incomparable: Readonly<Partial<Record<Operator['family'], readonly KeyType[]>>> = {
  number: ['string', 'arn', 'boolean', 'address'],
  date: ['string', 'arn', 'boolean', 'address'],
  boolean: ['arn', 'date', 'address', 'number'],
  address: ['string', 'arn', 'boolean', 'date', 'number'],
  arn: ['boolean', 'date', 'address', 'number'],
};

/** An operator for another type than the key's. */
function faultOfType({ operator, key, condition, statement }: Judged): ConditionFault | undefined {
  if (key === undefined) return undefined;
  const range = key.type === 'address' && operator.family === 'string' ? condition.values.find(isRange) : undefined;
  if (range === undefined && incomparable[operator.family]?.includes(key.type) !== true) return undefined;
  const what = range === undefined ? '' : ` with the range ${printText(range)}`;
  return {
    at: condition.at,
    says: `compares ${condition.key}, which holds ${nouns[key.type]}, by ${condition.operator}${what}`,
    so: outcomeOf(operator, statement, 'other'),
    label: `holds ${nouns[key.type]}`,
    help: `write ${operatorsFor[key.type]}`,
  };
}

/** A range of addresses, which is equal to none of them. */
const isRange = (value: Text): boolean => /^[\da-f.:]+\/\d+$/i.test(wholeText(value) ?? '');

/**
 * Keys that every request has.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const inEveryRequest = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:principalarn',
  'aws:principaltype',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:userid',
]);

/**
 * `ForAllValues` for a key with one value: it holds where there is none, which for an Allow is more than was meant. What is named in
 * the plural may have several, whatever the table says.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function faultOfSet({ operator, key, condition, statement }: Judged): ConditionFault | undefined {
  if (key === undefined || key.multivalued || /[^s]s$/.test(key.name) || operator.set !== 'all') return undefined;
  if (operator.negated || operator.ifExists || statement.effect !== 'Allow') return undefined;
  const name = condition.key.toLowerCase();
  const isAskedAgain = statement.conditions.some((each) => each !== condition && each.key.toLowerCase() === name);
  if (isAskedAgain || inEveryRequest.has(name)) return undefined;
  return {
    at: condition.at,
    says: `uses ForAllValues for ${condition.key}, which has one value at most`,
    so: 'so the condition also holds for requests without that key, and the statement allows them all',
    label: 'one value at most',
    help: `write ${operator.name} without ForAllValues`,
  };
}

/**
 * A Deny of requests without multi-factor authentication by `Bool`: what comes with a long-term access key has no such key, and is not denied.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
function faultOfMfa({ operator, condition, statement }: Judged): ConditionFault | undefined {
  if (condition.key.toLowerCase() !== 'aws:multifactorauthpresent' || statement.effect !== 'Deny') return undefined;
  if (operator.family !== 'boolean' || operator.ifExists || operator.set !== undefined) return undefined;
  if (!condition.values.some((value) => wholeText(value)?.toLowerCase() === 'false')) return undefined;
  return {
    at: condition.at,
    says: `denies by Bool where ${condition.key} is false`,
    so: 'so requests with a long-term access key, which have no such key, are not denied',
    label: 'not in every request',
    help: `write ${operator.name}IfExists`,
  };
}

/** Values that match nothing. */
function judgeValues({ operator, condition, statement, key }: Judged): ConditionVerdict {
  const verdicts = condition.values.map((value) =>
    isLiteralStar(key, value) ? undefined : deadValue(operator, value),
  );
  const dead = verdicts.filter((verdict) => typeof verdict === 'object');
  const [first] = dead;
  if (first !== undefined) {
    const isAll = dead.length === condition.values.length;
    const shown = printText(first.value);
    return {
      fault: {
        at: first.value.at,
        says: `compares ${condition.key} with ${shown.length > 80 ? `${shown.slice(0, 77)}…` : shown}, which ${first.says}`,
        so: isAll ? outcomeOf(operator, statement, 'other') : 'so that value matches nothing',
        label: first.says,
        help: first.help,
      },
      doubts: [],
    };
  }
  const open = condition.values.filter((_, place) => verdicts[place] === 'undecided');
  return { doubts: open.map((value) => ({ why: whyOpen(value), at: value.at })) };
}

/**
 * Where a permission is given to everybody, Lambda's principal is a star.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
 */
const isLiteralStar = (key: KnownKey | undefined, value: Text): boolean =>
  key?.name === 'lambda:Principal' && wholeText(value) === '*';
