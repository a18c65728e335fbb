import { type Text, wholeText } from '../values/text.js';
import type { Operator, OperatorFamily } from './condition-operators.js';
import { hasWildcard } from './wildcards.js';

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const addresses = [
  new RegExp(`^${octet}(?:\\.${octet}){3}(?:/(?:3[0-2]|[12]?\\d))?$`),
  /^(?=.*:)[\da-f:.]+(?:\/(?:12[0-8]|1[01]\d|\d?\d))?$/i,
];

/** What a value has to be for the operators of a family. */
interface Form {
  readonly fits: (value: string) => boolean;
  /** What a value that does not fit is, as a clause. */
  readonly not: string;
  readonly help: string;
}

const truth: Form = {
  fits: (value) => /^(?:true|false)$/i.test(value),
  not: 'is neither true nor false',
  help: 'write true or false',
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const forms: Readonly<Partial<Record<OperatorFamily, Form>>> = {
  boolean: truth,
  presence: truth,
  number: { fits: (value) => /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(value), not: 'is no number', help: 'write a number' },
  date: {
    // As ISO 8601 has it, or in seconds since 1970.
    fits: (value) => /^\d{4}[-\dTZ:.+]*$|^\d+$/i.test(value),
    not: 'is no date',
    help: 'write a date such as 2026-01-31T00:00:00Z',
  },
  address: {
    fits: (value) => addresses.some((address) => address.test(value)),
    not: 'is no IP address and no range of them',
    help: 'write an address or a range such as 203.0.113.0/24',
  },
  arn: {
    fits: (value) => hasWildcard(value) || value.split(':').length >= 6,
    not: 'is no ARN',
    help: 'write an ARN, or compare with StringEquals',
  },
};

/** A value that matches nothing. */
export interface DeadValue {
  readonly value: Text;
  /** A clause: `is no number`. */
  readonly says: string;
  readonly help: string;
}

const isEquals = ({ name }: Operator): boolean => /^String(?:Not)?Equals/.test(name);

/** Policy variables and escapes, which IAM puts something in the place of. */
const variable = /\$\{[^${}]+\}|\$\{\$\}/g;

/**
 * A value that an operator can't match with anything; `undecided` where only the deployment knows. A star that `StringEquals` compares as
 * it stands is such a value, but for names that may begin with one (`*.example.com`).
 */
export function deadValue(operator: Operator, value: Text): DeadValue | 'undecided' | undefined {
  const literal = wholeText(value);
  if (isEquals(operator)) {
    const begin = value.parts[0];
    const isDomain = typeof begin === 'string' && begin.startsWith('*.');
    const starred = value.parts.some((part) => typeof part === 'string' && part.replace(variable, '').includes('*'));
    if (starred && !isDomain) {
      const like = operator.written.replace(/Equals(?:IgnoreCase)?/i, 'Like');
      return { value, says: `has a star, which ${operator.written} takes as it stands`, help: `write ${like}` };
    }
    return value.parts.some(mayHoldStar) ? 'undecided' : undefined;
  }
  const form = forms[operator.family];
  if (form === undefined) return undefined;
  if (literal === undefined) return value.parts.length === 1 && value.parts.some(mayHoldStar) ? 'undecided' : undefined;
  return form.fits(literal) || literal.search(variable) >= 0 ? undefined : { value, says: form.not, help: form.help };
}

/** Whether a hole may hold anything: no word, and nothing that a resource of the template gives. */
const mayHoldStar = (part: Text['parts'][number]): boolean =>
  typeof part === 'object' && part.word !== true && part.plain !== true && part.resource === undefined;
