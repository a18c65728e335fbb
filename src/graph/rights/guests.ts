import { matcher } from '../../iam/wildcards.js';
import type { PolicyCondition, Statement } from '../../iam/document.js';
import { type Text, wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Resource } from '../resource.js';

/** What says of an identity pool whose credentials it gives; it has at most one such list. */
export function rolesOfPool(pool: Resource<'identityPool'>, graph: Graph): Resource<'identityPoolRoles'> | undefined {
  return graph
    .mentioning('identityPoolRoles', pool.address)
    .find((each) => graph.exists(each) && graph.quietly(() => leadsTo(each.pool, pool)));
}

/**
 * The roles that guests of a pool may ask for by themselves: their trust names it. So CloudWatch RUM does it, without an attachment.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
 */
export const rolesForGuests = (pool: Resource<'identityPool'>, graph: Graph): readonly Resource<'role'>[] =>
  graph.mentioning('role', pool.address).filter((role) => {
    const { trust } = role;
    return graph.exists(role) && trust.state === 'known' && trust.value.statements.some((each) => takes(each, pool));
  });

/** Whether a statement lets guests of a pool take a role. */
function takes({ effect, conditions }: Statement, { address }: Resource<'identityPool'>): boolean {
  const named = valuesOf(conditions, 'aud').some(({ parts }) =>
    parts.some((part) => typeof part === 'object' && part.resource?.address === address),
  );
  const logins = valuesOf(conditions, 'amr').map(wholeText);
  const isForGuests = logins.some((login) => login === undefined || matcher(login)('unauthenticated'));
  return effect === 'Allow' && named && (logins.length === 0 || isForGuests);
}

const valuesOf = (conditions: readonly PolicyCondition[], key: string): readonly Text[] =>
  conditions
    .filter((condition) => condition.key.toLowerCase() === `cognito-identity.amazonaws.com:${key}`)
    .flatMap(({ values }) => values);
