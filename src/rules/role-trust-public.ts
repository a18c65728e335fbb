import type { Statement } from '../iam/document.js';
import { denialOfOthers, isAboutAssuming, narrowest } from '../iam/trust.js';
import { type Text, defineRule, isExecutionRole, isExemptRole, mayBeStar, wholeText } from './define.js';

/** A role that everyone may assume gives its rights to every account of AWS. */
export default defineRule({
  id: 'role-trust-public',
  title: 'A role names who may assume it',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous',
  ],
  peers: {
    checkov: ['CKV_AWS_60'],
    regula: ['FG_R00219'],
    KICS: ['IAM Role Allows All Principals To Assume'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Logical ids, names or paths of roles that everyone may assume; `*` matches any text.',
    },
    allRoles: {
      type: 'boolean',
      default: true,
      description: 'Whether roles that no serverless service acts with are judged, too.',
    },
  },

  on: 'role',
  check(role, { graph, options, report, undecided }) {
    if (!options.allRoles && !isExecutionRole(role, graph)) return;
    if (graph.quietly(() => isExemptRole(role, options.allow))) return;
    const { trust } = role;
    if (trust.state !== 'known') return;
    const { statements, unknowns } = trust.value;
    for (const { why, at } of unknowns) undecided(why, { at });
    const denial = denialOfOthers(statements);

    for (const statement of statements) {
      if (statement.effect === 'Deny' || !isAboutAssuming(statement)) continue;
      const found = everyoneIn(statement);
      if (found === undefined) continue;
      const { value, isOpen } = found;
      const limit = narrowest(statement.conditions);
      if (limit?.limit === 'principals') continue;
      if (isOpen || statement.effect === undefined) {
        undecided(
          isOpen ? 'whom Principal names is known only at deployment' : 'whether it allows or denies is unknown',
          value,
        );
        continue;
      }
      const condition = limit?.condition ?? denial;
      report({
        at: value,
        message:
          condition === undefined
            ? `${role.name} may be assumed by everyone, so any AWS account can get its rights`
            : `${role.name} may be assumed by everyone, with nothing but a condition on ${condition.key} in the way`,
        help: 'name the service, the account or the roles that have to assume it as Principal',
        label: 'everyone',
        ...(condition === undefined ? {} : { related: [{ at: condition, message: 'this is all that limits it' }] }),
        subject: statement.sid ?? '',
        ...(condition === undefined ? {} : { atMost: 'warning' }),
      });
    }
  },
});

/** The star of a statement. `isOpen`: only the deployment knows whether it is one. Everyone but some is the business of role-trust-not-principal. */
function everyoneIn({ principals = [] }: Statement): { readonly value: Text; readonly isOpen: boolean } | undefined {
  const ofAccounts = principals.filter(({ type }) => type === '*' || type === 'AWS').map(({ value }) => value);
  const star = ofAccounts.find((value) => wholeText(value) === '*');
  if (star !== undefined) return { value: star, isOpen: false };
  const open = ofAccounts.find(mayBeStar);
  return open && { value: open, isOpen: true };
}
