import type { PolicyCondition } from '../iam/document.js';
import { accountOf, isAboutAssuming, limitOf } from '../iam/trust.js';
import { defineRule, isExecutionRole, spell, wholeText } from './define.js';

/** Whoever runs another account decides there who gets the rights of the role. */
export default defineRule({
  id: 'role-trust-cross-account',
  title: 'A role trusts another account only under a condition',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid',
  ],
  peers: {
    checkov: ['CKV_AWS_61'],
    regula: ['FG_R00255'],
    KICS: ['Cross-Account IAM Assume Role Policy Without ExternalId or MFA'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    accounts: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Ids of accounts that may be trusted without a condition, such as those of the organisation.',
    },
    orgIds: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Ids of organisations (`o-…`) that a condition may name. Empty: any.',
    },
    requireExternalId: {
      type: 'boolean',
      default: false,
      description: 'Whether only a condition on `sts:ExternalId` is enough, and none on an organisation.',
    },
    allRoles: {
      type: 'boolean',
      default: false,
      description: 'Whether roles that no serverless service acts with are judged, too.',
    },
  },

  on: 'role',
  check(role, { graph, options, report, matches, undecided }) {
    if (!options.allRoles && !isExecutionRole(role, graph)) return;
    const { trust } = role;
    if (trust.state !== 'known') return;
    for (const { why, at } of trust.value.unknowns) undecided(why, { at });

    /** `undefined`: only the deployment knows which organisation it is. */
    const isEnough = (condition: PolicyCondition): boolean | undefined => {
      const limit = limitOf(condition);
      if (limit === 'external id') return true;
      if (limit !== 'organisation' || options.requireExternalId) return false;
      if (options.orgIds.length === 0) return true;
      const globs = options.orgIds.flatMap((id) => [id, `${id}/*`]);
      const verdicts = condition.values.map((value) => matches(value, globs));
      return verdicts.includes('no') ? false : verdicts.includes('maybe') ? undefined : true;
    };

    for (const statement of trust.value.statements) {
      if (statement.effect === 'Deny' || !isAboutAssuming(statement)) continue;
      if (statement.conditions.some((condition) => isEnough(condition) !== false)) continue;
      for (const { type, value } of statement.principals ?? []) {
        if (type !== 'AWS' || wholeText(value) === '*') continue;
        const found = accountOf(value, graph.template.accounts);
        if (found === 'own') continue;
        if (found === 'unknown') {
          if (value.parts.some((part) => typeof part !== 'string'))
            undecided(`the account of ${spell(value)} is known only at deployment`, value);
          continue;
        }
        const { account, whole } = found;
        if (options.accounts.includes(account)) continue;
        if (statement.effect === undefined) {
          undecided("it can't be told whether the statement allows or denies", value);
          continue;
        }
        const needed = options.requireExternalId ? 'sts:ExternalId' : 'sts:ExternalId or aws:PrincipalOrgID';
        report({
          at: value,
          message: whole
            ? `${role.name} trusts all of account ${account}, so whoever runs that account decides who gets its rights`
            : `${role.name} trusts ${spell(value)}, so whoever runs account ${account} decides who gets its rights`,
          help: `add a condition on ${needed}, or put ${account} into the option accounts if it is one of yours`,
          label: whole ? 'a whole account, no condition' : 'another account, no condition',
          subject: account,
        });
      }
    }
  },
});
