import type { PolicyCondition, Principal, Statement } from '../../iam/document.js';
import { arnSegments } from '../../iam/resources.js';
import { accountOf } from '../../iam/trust.js';
import { type Text, wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import { spellNamed } from '../phrases.js';
import { type PolicyHome } from './policy-homes.js';
import { limiting, policyService } from './resource-policies.js';

/** Whom a statement lets in beside the account that the resource is in. */
export interface Others {
  /** In words. */
  readonly named: readonly string[];
  /** One that may be that account. */
  readonly open?: Text;
}

/**
 * Whom a statement of a resource policy lets in, but for the resource's account as a whole and the access points of a bucket: with these
 * it only leaves the decision to other policies.
 *
 * @param statements all of the policy
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html#access-points-delegating-control
 */
export function othersIn(
  { principals, notPrincipals, resources = [], conditions }: Statement,
  statements: readonly Statement[],
  home: PolicyHome,
  graph: Graph,
): Others {
  if (notPrincipals !== undefined) return { named: ['everyone but those whom NotPrincipal names'] };
  if (principals === undefined) return { named: ['those whom Principal is to name'] };
  if (conditions.some(namesAccessPoint)) return { named: [] };
  if (principals.some(({ value }) => wholeText(value) === '*')) {
    const limit = conditions.find((each) => limiting(each) !== 'no');
    return { named: [limit === undefined ? 'everyone' : `everyone whom the condition on ${limit.key} leaves`] };
  }
  const hosts = resources.flatMap(({ parts }) => wholeText({ parts: arnSegments(parts)[4] ?? [] }) ?? []);
  const accounts = new Set([...(graph.template.accounts ?? []), ...hosts]);
  // A key policy has to name the account of the key: one that is not said to be another is that one.
  const isOfKey =
    policyService(home) === 'kms' &&
    !statements.some((each) => each.principals?.some((principal) => whoseIs(principal, accounts) === 'owner'));
  const judged = principals.map((principal) => ({ value: principal.value, whose: whoseIs(principal, accounts) }));
  const others = judged.filter(({ whose }) => whose === 'other' || (whose === 'account' && !isOfKey));
  const open = isOfKey ? undefined : judged.find(({ whose }) => whose === 'unknown')?.value;
  return {
    named: others.map(({ value }) => spellNamed(value, graph)),
    ...(open === undefined ? {} : { open }),
  };
}

const namesAccessPoint = ({ operator, key }: PolicyCondition): boolean =>
  /^s3:dataaccesspoint(?:account|arn)$/i.test(key) && /^(?:string|arn)(?:equals|like)$/i.test(operator);

/** `account`: all of one that is not known to own the resource. */
function whoseIs({ type, value }: Principal, accounts: ReadonlySet<string>): 'owner' | 'account' | 'other' | 'unknown' {
  const { parts } = value;
  const segments = arnSegments(parts);
  const isWhole = segments.length < 6 || wholeText({ parts: segments[5] ?? [] }) === 'root';
  if ((type !== 'AWS' && type !== '*') || !isWhole) return 'other';
  const found = accountOf(value, accounts);
  if (typeof found === 'object') return 'account';
  const isResource = parts.some((part) => typeof part !== 'string' && part.resource !== undefined);
  if (found === 'own') return segments.length < 6 && isResource ? 'other' : 'owner';
  return wholeText(value) === undefined ? 'unknown' : 'other';
}
