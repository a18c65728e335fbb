import { nearest } from '../source/nearest.js';
import type { KeyType } from './condition-keys.js';

const negatable = ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike', 'IpAddress'];
const ordered = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators = [
  ...negatable,
  ...negatable.map((name) => (name === 'IpAddress' ? 'NotIpAddress' : name.replace(/^(?:String|Arn)/, '$&Not'))),
  ...['Numeric', 'Date'].flatMap((type) => ordered.map((name) => type + name)),
  ...['Bool', 'BinaryEquals', 'Null'],
];
const parts = /^(ForAllValues:|ForAnyValue:)?(.*?)(IfExists)?$/s;

/** What an operator compares as: `Null` asks only whether the key is there. */
export type OperatorFamily = KeyType | 'presence' | 'bytes';

const families: readonly (readonly [start: string, family: OperatorFamily])[] = [
  ['String', 'string'],
  ['Arn', 'arn'],
  ['Ip', 'address'],
  ['NotIp', 'address'],
  ['Numeric', 'number'],
  ['Date', 'date'],
  ['Bool', 'boolean'],
  ['Null', 'presence'],
  ['Binary', 'bytes'],
];

/** An operator of a condition, taken apart. */
export interface Operator {
  readonly written: string;
  readonly set: 'all' | 'any' | undefined;
  /** Without what stands before and behind: `StringEquals`. */
  readonly name: string;
  readonly family: OperatorFamily;
  /** It holds for all but the values. */
  readonly negated: boolean;
  readonly ifExists: boolean;
}

/** Takes an operator apart; `undefined`: there is no such operator. Some services know them in any case. */
export function readOperator(written: string): Operator | undefined {
  const [, set, rest, ifExists] = parts.exec(written) ?? [];
  const name = operators.find((known) => known.toLowerCase() === rest?.toLowerCase());
  const family = families.find(([start]) => name?.startsWith(start))?.[1];
  if (name === undefined || family === undefined) return undefined;
  return {
    written,
    set: set === undefined ? undefined : set === 'ForAllValues:' ? 'all' : 'any',
    name,
    family,
    negated: name.includes('Not'),
    ifExists: ifExists !== undefined,
  };
}

/** An operator without what stands before and behind its name, be there such a one or not. */
export const bareOperator = (written: string): string => parts.exec(written)?.[2] ?? written;

/** The operator that was meant by one that there is not: nothing where there is such a one, `''` where none is near. */
export function meantOperator(operator: string): string | undefined {
  const [, before = '', name = '', after = ''] = parts.exec(operator) ?? [];
  const same = operators.find((known) => known.toLowerCase() === name.toLowerCase());
  if (same === name) return undefined;
  const near = same ?? nearest(name, operators);
  return near === undefined ? '' : before + near + after;
}

/**
 * Whether a comparison holds where the key is not in the request: with `ForAllValues`, `…IfExists` and what is negated.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export const holdsWithoutKey = ({ set, negated, ifExists }: Operator): boolean =>
  set === undefined ? negated || ifExists : set === 'all';
