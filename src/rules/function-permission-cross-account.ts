import { accountOf } from '../iam/trust.js';
import { defineRule, giverOf, isGivenText, serviceOf, spell, targetOf, wholeText } from './define.js';

/** Whoever runs another account decides there who invokes the function. */
export default defineRule({
  id: 'function-permission-cross-account',
  title: 'Only approved accounts may invoke a function',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-cross-account.html'],
  peers: { 'AWS Config': ['LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED'], 'Serverless Lens': ['SEC2'] },
  presets: { strict: 'error' },
  options: {
    accounts: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Ids of accounts that may invoke functions. With no account and no organisation nothing is judged.',
    },
    orgIds: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Ids of organisations (`o-…`) whose accounts may invoke functions where the permission names one.',
    },
  },

  on: 'permission',
  check(permission, { graph, options, report, matches, undecided }) {
    const { accounts, orgIds } = options;
    if (accounts.length === 0 && orgIds.length === 0) return;
    const { principal } = permission;
    if (principal.state !== 'known') return;
    const { value } = principal;
    if (wholeText(value) === '*' || serviceOf(value) !== undefined) return;
    const giver = giverOf(value, graph);
    if (giver !== undefined) {
      undecided(`${giver} gives it`, principal);
      return;
    }
    const found = accountOf(value, graph.template.accounts);
    if (found === 'own') return;
    if (found === 'unknown') {
      undecided(`it can't be told to which account ${spell(value)} belongs`, principal);
      return;
    }
    const { account } = found;
    if (accounts.includes(account)) return;

    const organization = graph.quietly(() => permission.organization);
    if (orgIds.length > 0 && isGivenText(organization)) {
      const told = permission.organization;
      if (told.state !== 'known' || matches(told.value, orgIds) !== 'no') return;
    }
    const approve = accounts.length === 0 ? [] : [`set ${principal.name} to ${accounts.join(' or ')}`];
    const limit = orgIds.length === 0 ? [] : [`set ${organization.name} to ${orgIds.join(' or ')}`];
    report({
      at: principal,
      message: `${permission.name} lets account ${account} invoke ${targetOf(permission, graph)}, which is not an approved one`,
      help: [...approve, ...limit].join(', or '),
      label: 'not approved',
      subject: account,
    });
  },
});
