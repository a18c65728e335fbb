import { groupsOf } from '../source/groups.js';
import { type Text, type Verdict, matchesAny, wholeText } from '../values/text.js';
import type { PolicyCondition, Principal, Statement } from './document.js';
import { arnSegments } from './resources.js';
import { accountOf } from './trust.js';

/** Whom resource policies may let in. */
export interface Approved {
  /** The accounts that are deployed to, as far as they are known. */
  readonly own: ReadonlySet<string>;
  readonly accounts: readonly string[];
  readonly orgIds: readonly string[];
}

/** Somebody whom nobody has approved. */
export interface Stranger {
  /** In words: `account 123456789012`, `everyone of organisation o-abcdef1234`. */
  readonly name: string;
  readonly at: Text;
}

/** Whom a statement lets in beside those who are approved, and who may be another. */
export interface Strangers {
  readonly found: readonly Stranger[];
  readonly unknown: readonly Text[];
}

type Whose = 'approved' | 'unknown' | { readonly account: string } | { readonly organisation: string };

const none: Strangers = { found: [], unknown: [] };

const accountKeys = /^(?:aws:(?:principal(?:account|arn)|source(?:account|arn|owner))|kms:calleraccount)$/;
const organisationKeys = /^aws:(?:principal|source)org(?:id|paths)$/;
/** An Allow that also holds where the key is missing lets in whoever comes another way. */
const limiting = /^(?:foranyvalue:)?(?:string(?:equals|equalsignorecase|like)|arn(?:equals|like))$/i;

/** Whom an Allow lets in who is not approved; nobody where one of its conditions leaves only those who are. */
export function strangersIn(statement: Statement, approved: Approved): Strangers {
  const around = withHosts(approved, statement);
  const limits = statement.conditions
    .filter(({ operator }) => limiting.test(operator))
    .flatMap((condition) => leftBy(condition, around) ?? []);
  if (limits.some(({ found, unknown }) => found.length + unknown.length === 0)) return none;
  const open = limits.flatMap(({ unknown }) => unknown);
  const limited = limits.flatMap(({ found }) => found);
  const named = (statement.principals ?? []).map((principal) => ofPrincipal(principal, around, limited));
  const found = named.flatMap((each) => each.found);
  const isOpen = named.length > 0 && open.length > 0;
  return {
    found: isOpen ? [] : groupsOf(found, ({ name }) => name).map(([first]) => first),
    unknown: [...(isOpen ? open : []), ...named.flatMap((each) => each.unknown)],
  };
}

/** Whether a condition of a Deny for everyone spares only those who are approved. */
export function sparesApproved(condition: PolicyCondition, approved: Approved): Verdict {
  if (!/^(?:foranyvalue:|forallvalues:)?(?:string|arn)not/i.test(condition.operator)) return 'no';
  const spared = leftBy(condition, approved);
  if (spared === undefined || spared.found.length > 0) return 'no';
  return spared.unknown.length > 0 ? 'maybe' : 'yes';
}

/** A resource is in the account that its ARN names. */
function withHosts(approved: Approved, { resources = [] }: Statement): Approved {
  const hosts = resources.flatMap(({ parts }) => wholeText({ parts: arnSegments(parts)[4] ?? [] }) ?? []);
  return { ...approved, own: new Set([...approved.own, ...hosts.filter((host) => /^\d{12}$/.test(host))]) };
}

function ofPrincipal({ type, value }: Principal, approved: Approved, limited: readonly Stranger[]): Strangers {
  if (type === 'Service') {
    const found = limited.map(({ name, at }) => ({ name: `${wholeText(value) ?? 'a service'} for ${name}`, at }));
    return { found, unknown: [] };
  }
  if (wholeText(value) === '*') {
    return { found: limited.map(({ name, at }) => ({ name: `everyone of ${name}`, at })), unknown: [] };
  }
  return type === 'Federated' ? none : judged(value, whoseIs(value, approved));
}

/** Whom a condition leaves; `undefined`: it does not tell accounts apart. */
function leftBy({ key, values }: PolicyCondition, approved: Approved): Strangers | undefined {
  const name = key.toLowerCase();
  const isOrganisation = organisationKeys.test(name);
  if (isOrganisation ? approved.orgIds.length === 0 : !accountKeys.test(name) || values.some(isOfAny)) return undefined;
  const judge = isOrganisation ? whoseOrganisation : whoseIs;
  const all = values.map((value) => judged(value, judge(value, approved)));
  return { found: all.flatMap(({ found }) => found), unknown: all.flatMap(({ unknown }) => unknown) };
}

function judged(at: Text, whose: Whose): Strangers {
  if (whose === 'approved') return none;
  if (whose === 'unknown') return { found: [], unknown: [at] };
  const name = 'account' in whose ? `account ${whose.account}` : `organisation ${whose.organisation}`;
  return { found: [{ name, at }], unknown: [] };
}

function whoseIs(value: Text, { own, accounts }: Approved): Whose {
  const found = accountOf(value, own);
  if (typeof found === 'object') return accounts.includes(found.account) ? 'approved' : found;
  const segments = arnSegments(value.parts);
  const account = wholeText({ parts: segments[4] ?? [] }) ?? '';
  // AWS itself, such as the user of CloudFront: `arn:aws:iam::cloudfront:user/…`.
  const isAws = segments.length === 6 && /^[a-z]+$/.test(account);
  // The ARN of a bucket has no account, but the bucket of this template does.
  const isOwn = segments[5]?.some((part) => typeof part !== 'string' && part.resource !== undefined) === true;
  return found === 'own' || isAws || (account === '' && isOwn) ? 'approved' : 'unknown';
}

function whoseOrganisation(value: Text, { orgIds }: Approved): Whose {
  const verdict = matchesAny(
    value,
    orgIds.flatMap((id) => [id, `${id}/*`]),
  );
  if (verdict !== 'no') return verdict === 'yes' ? 'approved' : 'unknown';
  return { organisation: wholeText(value)?.split('/')[0] ?? 'of another name' };
}

/** Whether a value leaves the account open: `arn:aws:sns:*:*:orders`. */
function isOfAny({ parts }: Text): boolean {
  const segments = arnSegments(parts);
  return /[*?]/.test(wholeText({ parts: segments.length === 6 ? (segments[4] ?? []) : parts }) ?? '');
}
