import { defineRule, listOf, othersIn, sayAllBut, spell, readStatements } from './define.js';

/** Who allows all but some actions lets others delete the resource, or open it to anybody, unless he thought of naming that. */
export default defineRule({
  id: 'resource-policy-not-action',
  title: 'A resource policy allows actions that are named, not all but some',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html'],
  peers: {
    cfn_nag: ['W18', 'W19', 'W20'],
    'guard-rules-registry': ['SNS_TOPICPOLICY_NO_ALLOW_PLUS_NOT_ACTION', 'SQS_QUEUEPOLICY_NO_ALLOW_PLUS_NOT_ACTION'],
    'Serverless Lens': ['SEC2'],
  },
  options: {},

  on: 'policyHome',
  check(home, { graph, report, undecided }) {
    // Who may assume a role is judged by role-trust-not-principal.
    if (home.use !== 'resource') return;
    const { statements, isWhole } = readStatements(home, undecided);
    for (const statement of statements) {
      const { effect, notActions, sid = '' } = statement;
      if (notActions === undefined || effect === 'Deny') continue;
      if (!isWhole(statement)) continue;
      const at = notActions[0] ?? statement;
      const { named, open } = othersIn(statement, statements, home, graph);
      if (named.length === 0) {
        if (open !== undefined) undecided(`the account of ${spell(open)} is known only at deployment`, open);
      } else if (effect === undefined) {
        undecided("it can't be told whether the statement allows or denies", at);
      } else {
        report({
          at,
          message: `${home.name} allows ${sayAllBut(statement)}, to ${listOf(named)}, so also what nobody needs and what AWS adds later`,
          help: 'list the actions that are needed in Action instead',
          label: 'all but this',
          subject: sid,
        });
      }
    }
  },
});
