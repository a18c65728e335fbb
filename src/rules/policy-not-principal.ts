import { defineRule, sayActions, statementsIn } from './define.js';

/** Who is not named is let in: everyone else on the internet. */
export default defineRule({
  id: 'policy-not-principal',
  title: 'A resource policy does not allow to all but some',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html'],
  peers: {
    cfn_nag: ['F7', 'F8', 'F9'],
    'guard-rules-registry': ['SNS_TOPICPOLICY_NO_ALLOW_PLUS_NOTPRINCIPAL'],
    'Serverless Lens': ['SEC2'],
  },
  options: {},

  on: 'policyHome',
  check(home, { report, undecided }) {
    // Who may assume a role is judged by role-trust-public.
    if (home.use !== 'resource') return;
    for (const statement of statementsIn(home, undecided)) {
      const { effect, notPrincipals, sid = '' } = statement;
      if (notPrincipals === undefined || effect === 'Deny') continue;
      const at = notPrincipals[0]?.value ?? statement;
      if (effect === undefined) {
        undecided("it can't be told whether the statement allows or denies", at);
        continue;
      }
      report({
        at,
        message: `${home.name} allows ${sayActions(statement)} to everyone but those whom NotPrincipal names, anonymous callers among them`,
        help: 'name who is let in as Principal',
        label: 'everyone else',
        subject: sid,
      });
    }
  },
});
