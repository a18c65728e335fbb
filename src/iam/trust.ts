import { type Text, identityOf, ownAccount, wholeText } from '../values/text.js';
import type { PolicyCondition, Statement } from './document.js';
import { arnSegments } from './resources.js';
import { matcher } from './wildcards.js';

const assuming = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];

/** Whether a statement of a trust policy is about assuming the role; what can't be told may be. */
export function isAboutAssuming({ actions, notActions }: Statement): boolean {
  if (actions === undefined) return notActions !== undefined;
  return actions.some((action) => {
    const literal = wholeText(action);
    return literal === undefined || assuming.some(matcher(literal));
  });
}

/** Who a condition lets in, of all who are named: some principals by name, an organisation, or whoever meets something else. */
export type Limit = 'principals' | 'organisation' | 'external id' | 'other';

const keys = new Map<string, Limit>(
  Object.entries({
    'aws:principalarn': 'principals',
    'aws:principalaccount': 'principals',
    'aws:userid': 'principals',
    'aws:sourcearn': 'principals',
    'aws:sourceaccount': 'principals',
    'aws:principalorgid': 'organisation',
    'aws:principalorgpaths': 'organisation',
    'aws:sourceorgid': 'organisation',
    'aws:sourceorgpaths': 'organisation',
    'sts:externalid': 'external id',
  } as const),
);
const order: readonly Limit[] = ['principals', 'organisation', 'external id', 'other'];

/** What a condition of an Allow limits; nothing where it also holds for those who do not have its key, or for any value. */
export function limitOf({ operator, key, values }: PolicyCondition): Limit | undefined {
  const plain = operator.toLowerCase().replace(/^foranyvalue:/, '');
  if (plain.startsWith('forallvalues:') || plain.endsWith('ifexists') || plain === 'null' || plain.includes('not'))
    return undefined;
  if (values.some((value) => /^\**$/.test(wholeText(value) ?? '-'))) return undefined;
  const limit = keys.get(key.toLowerCase()) ?? 'other';
  // Whoever has an account can give a role of theirs the name that is asked for.
  return limit === 'principals' && values.some(isOfAnyAccount) ? 'other' : limit;
}

/** Whether an ARN leaves the account open: `arn:aws:iam::*:role/deployer`. */
function isOfAnyAccount({ parts }: Text): boolean {
  const account = arnSegments(parts)[4];
  return account?.length === 1 && account[0] === '*';
}

/** The condition of a statement that limits most who may assume the role. */
export function narrowest(
  conditions: readonly PolicyCondition[],
): { readonly limit: Limit; readonly condition: PolicyCondition } | undefined {
  const found = conditions.flatMap((condition) => {
    const limit = limitOf(condition);
    return limit === undefined ? [] : [{ limit, condition }];
  });
  return found.sort((one, other) => order.indexOf(one.limit) - order.indexOf(other.limit))[0];
}

/**
 * A Deny for all but some: the same as a condition of each Allow.
 *
 * @param who a principal, where it will do if the Deny is for that one
 */
export function denialOfOthers(statements: readonly Statement[], who?: Text): PolicyCondition | undefined {
  const names = ['*', ...(who === undefined ? [] : [identityOf(who)])];
  return statements
    .filter((statement) => statement.effect === 'Deny' && isAboutAssuming(statement))
    .filter(({ principals = [] }) => principals.some(({ value }) => names.includes(identityOf(value))))
    .flatMap(({ conditions }) => (conditions.length === 1 ? conditions : []))
    .find(({ operator, key }) => /^(?:string|arn)not/i.test(operator) && keys.get(key.toLowerCase()) !== undefined);
}

/**
 * The account that a principal belongs to, and whether it is the account as a whole; `own`: the one that is deployed to.
 *
 * @param accounts those that are known to be deployed to
 */
export function accountOf(
  principal: Text,
  accounts: ReadonlySet<string> = new Set(),
): { readonly account: string; readonly whole: boolean } | 'own' | 'unknown' {
  const { parts } = principal;
  const literal = wholeText(principal);
  if (literal !== undefined && accounts.has(literal)) return 'own';
  if (literal !== undefined && /^\d{12}$/.test(literal)) return { account: literal, whole: true };
  const segments = arnSegments(parts);
  const account = segments.length === 6 ? (segments[4] ?? []) : parts;
  const [only] = account;
  if (account.length !== 1 || only === undefined) return 'unknown';
  if (typeof only !== 'string') return only.name === ownAccount || only.resource !== undefined ? 'own' : 'unknown';
  if (accounts.has(only)) return 'own';
  if (!/^\d{12}$/.test(only)) return 'unknown';
  return { account: only, whole: segments[5]?.[0] === 'root' };
}
