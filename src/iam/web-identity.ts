import { type Text, mayBeStar } from '../values/text.js';
import type { PolicyCondition, Statement } from './document.js';
import { type SharedProvider, sharedProviders } from './oidc-providers.data.js';

/** A provider whose tokens a statement of a trust policy takes, and what its condition keys begin with. */
export interface Issuer extends SharedProvider {
  readonly issuer: string;
}

/** How far a statement tells one customer of a provider from the others. */
export type Tenancy =
  | { readonly is: 'limited' }
  /** Only the deployment knows what a claim is compared with. */
  | { readonly is: 'unknown'; readonly value: Text }
  /** Any customer's tokens do, since no claim is looked at, or those that others can have do: the claim, and what it is compared with. */
  | {
      readonly is: 'open';
      readonly claim?: string;
      readonly value?: Text;
      /** Whether what it is compared with may have wildcards. */
      readonly isPattern?: boolean;
    };

const arn = /^arn:[^:]*:iam::[^:]*:oidc-provider\/(?<issuer>.+)$/s;

/** The shared provider of a `Federated` principal, an ARN or a bare name; nothing for a provider of one organisation only. */
export function sharedIssuer(principal: string): Issuer | undefined {
  const issuer = principal.replace(arn, '$<issuer>').toLowerCase();
  const found = sharedProviders.get(issuer);
  return found && { ...found, issuer };
}

/** The shared providers whose claims conditions look at: where the principal is known only at deployment, its keys tell who it is. */
export function issuersIn(conditions: readonly PolicyCondition[]): readonly Issuer[] {
  const names = new Set(conditions.map(({ key }) => key.toLowerCase().replace(/:[^:]*$/, '')));
  return [...names].flatMap((name) => sharedIssuer(name) ?? []);
}

/** Whether any provider's claims are looked at: all keys of other origin begin with `aws:`, `sts:` or `saml:`. */
export const namesIssuer = (conditions: readonly PolicyCondition[]): boolean =>
  conditions.some(({ key }) => !/^(?:aws|sts|saml):/i.test(key));

/** Whether the conditions of an Allow leave the tokens of some customers of a provider, or those of all. */
export function tenancyOf({ conditions }: Statement, provider: Issuer): Tenancy {
  const found = conditions.flatMap((condition) => {
    const claim = claimOf(condition, provider);
    return claim === undefined || !limiting.test(condition.operator) ? [] : [ofCondition(condition, claim, provider)];
  });
  return (
    found.find(({ is }) => is === 'limited') ??
    found.find(({ is }) => is === 'unknown') ??
    found.find(({ is }) => is === 'open') ?? { is: 'open' }
  );
}

/** Whether a Deny of a trust policy is about the claims of a provider: it keeps out whom it does not name. */
export const deniesOthers = (statements: readonly Statement[], provider: Issuer): boolean =>
  statements.some(
    ({ effect, conditions }) =>
      effect === 'Deny' &&
      conditions.some(
        (condition) => /^(?:for\w+:)?stringnot/i.test(condition.operator) && claimOf(condition, provider) !== undefined,
      ),
  );

/** A token always has the claims that tell customers apart, so that what also holds where a key is missing limits them all the same. */
const limiting = /^(?:for(?:any|all)values?:)?string(?:equals(?:ignorecase)?|like)(?:ifexists)?$/i;

/** The claim that a condition looks at, of those that tell customers apart; an enterprise's own issuer goes on behind that of all. */
function claimOf({ key }: PolicyCondition, { issuer, claims }: Issuer): string | undefined {
  const name = key.toLowerCase();
  const colon = name.lastIndexOf(':');
  const of = name.slice(0, colon);
  const claim = name.slice(colon + 1);
  return (of === issuer || of.startsWith(`${issuer}/`)) && claims.includes(claim) ? claim : undefined;
}

const isLike = (operator: string): boolean => /like/i.test(operator);

function ofCondition({ operator, values }: PolicyCondition, claim: string, provider: Issuer): Tenancy {
  const verdicts = values.map((value) => ({ value, verdict: namesCustomer(value, operator, claim, provider) }));
  const open = verdicts.find(({ verdict }) => verdict === 'no');
  if (open !== undefined) return { is: 'open', claim, value: open.value, isPattern: isLike(operator) };
  const unknown = verdicts.find(({ verdict }) => verdict === 'maybe');
  return unknown === undefined ? { is: 'limited' } : { is: 'unknown', value: unknown.value };
}

/** Stands for text that only the deployment knows. */
const mark = '\uE000';

/** Whether a value is one that only one customer's tokens have. */
function namesCustomer({ parts }: Text, operator: string, claim: string, { issuer }: Issuer): 'yes' | 'no' | 'maybe' {
  const text = parts.map((part) => (typeof part === 'string' ? part : mark)).join('');
  const isPattern = isLike(operator);
  const star = isPattern ? text.search(/[*?]/) : -1;
  const isOfGithub = claim === 'sub' && issuer.endsWith('actions.githubusercontent.com');
  if (star < 0) {
    if (!isOfGithub) return isPattern && mayBeStar({ parts }) ? 'maybe' : 'yes';
    // No token has a subject without a claim in it.
    if (!text.includes(':') && !text.includes(mark)) return 'yes';
  }
  const begin = star < 0 ? `${text}:` : text.slice(0, star);
  const customer = isOfGithub ? ofGithub : beginOf(claim, issuer);
  return customer.test(begin) ? 'yes' : begin.includes(mark) ? 'maybe' : 'no';
}

/**
 * Claims that say of a repository whose it is, each with its value and what ends that: which of them make up a subject is up to the
 * repository. A subject that begins with the name of the workflow says nothing: that may be any text, with all that should follow.
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
const ofGithub =
  /^(?!workflow:)(?:.*:)?(?:repo|repository|repository_id|repository_owner|repository_owner_id|enterprise|enterprise_id|actor|actor_id|job_workflow_ref|workflow_ref):[^:/@]+[:/@]/;

/** What a pattern has before its first wildcard where it is one customer's. */
function beginOf(claim: string, issuer: string): RegExp {
  if (claim === 'sub') return /^[\w-]+:[^:/@]+[:/@]/;
  if (claim === 'repository' || claim === 'job_workflow_ref') return /^[^/]+\//;
  // The region of an identity pool, and the site of all teams, are nobody's.
  if (issuer === 'cognito-identity.amazonaws.com') return /:./;
  return issuer === 'oidc.vercel.com' ? /^https:\/\/vercel\.com\/./ : /./;
}
