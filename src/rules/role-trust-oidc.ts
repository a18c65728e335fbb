import type { PolicyCondition, Statement } from '../iam/document.js';
import { isAboutAssuming, narrowest } from '../iam/trust.js';
import {
  type Issuer,
  deniesOthers,
  issuersIn,
  namesIssuer,
  sharedIssuer,
  type Tenancy,
  tenancyOf,
} from '../iam/web-identity.js';
import { defineRule, federatedName, isWithin, spell, whyOpen } from './define.js';

/** A provider that many use vouches for all of them: whose token it is stands in its claims alone. */
export default defineRule({
  id: 'role-trust-oidc',
  title: 'A role that trusts a shared OIDC provider says whose tokens it takes',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif',
    'https://docs.github.com/en/actions/reference/security/oidc',
  ],
  peers: { checkov: ['CKV_AWS_358', 'CKV_AWS_393'], 'Serverless Lens': ['SEC2'] },
  options: {},

  on: 'role',
  check(role, { graph, report, undecided }) {
    const { trust } = role;
    if (trust.state !== 'known') return;
    const { statements, unknowns } = trust.value;
    for (const { why, at } of unknowns) undecided(why, { at });

    for (const statement of statements) {
      const { effect, principals = [], conditions, sid } = statement;
      if (effect === 'Deny' || !isAboutAssuming(statement)) continue;
      if (unknowns.some(({ at }) => isWithin(at, statement.at))) continue;
      for (const { type, value } of principals) {
        if (type !== 'Federated') continue;
        const name = graph.quietly(() => federatedName(value, graph));
        if (name === undefined && !namesIssuer(conditions)) undecided(whyOpen(value), value);
        const issuers = name === undefined ? issuersIn(conditions) : [sharedIssuer(name)];
        for (const issuer of issuers) {
          if (issuer === undefined || deniesOthers(statements, issuer)) continue;
          const tenancy = tenancyOf(statement, issuer);
          if (tenancy.is === 'unknown') undecided(whyOpen(tenancy.value), tenancy.value);
          if (tenancy.is !== 'open') continue;
          const at = tenancy.value ?? value;
          if (effect === undefined) {
            undecided("it can't be told whether the statement allows or denies", at);
            continue;
          }
          const left = restOf(statement, issuer);
          report({
            at,
            message: `${role.name} takes ${tokensOf(issuer, tenancy)}`,
            help: helpFor(issuer, tenancy),
            label: 'tokens of others, too',
            related: [
              ...(tenancy.value === undefined ? [] : [{ at: value, message: 'the provider' }]),
              ...(left === undefined ? [] : [{ at: left, message: 'this is all that limits it' }]),
            ],
            ...(left === undefined ? {} : { atMost: 'warning' }),
            subject: `${sid ?? ''} ${issuer.issuer}`,
          });
        }
      }
    }
  },
});

type Open = Extract<Tenancy, { readonly is: 'open' }>;

function tokensOf({ name, issuer, claims: [claim] }: Issuer, { value, claim: found = claim }: Open): string {
  return value === undefined
    ? `every token of ${name}, since no condition looks at ${issuer}:${claim}, so other customers of ${name} can get its rights`
    : `tokens of ${name} with the ${found} ${spell(value)}, which its other customers can have, too, and its rights with them`;
}

function helpFor({ issuer, claims: [claim], example }: Issuer, { value, isPattern }: Open): string {
  // With StringEquals a star stands for itself, and nobody gets in.
  const how = example?.includes('*') === true && isPattern !== true ? ' with StringLike' : '';
  const such = example === undefined ? '' : `, such as ${example}${how}`;
  return value === undefined
    ? `add a condition that limits ${issuer}:${claim} to what is yours${such}`
    : `limit it to what is yours${such}`;
}

/** A condition that limits who gets in by something else; the audience is the same for all customers. */
function restOf({ conditions }: Statement, { issuer }: Issuer): PolicyCondition | undefined {
  return narrowest(conditions.filter(({ key }) => !key.toLowerCase().startsWith(issuer)))?.condition;
}
