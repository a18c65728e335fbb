import { fullServiceOf } from '../iam/actions.js';
import { defineRule, listOf, othersIn, policyService, spell, readStatements } from './define.js';

/** Who sends messages to a queue needs one action; a wildcard throws in the ones that empty it, and what AWS will add. */
export default defineRule({
  id: 'resource-policy-wildcard-action',
  title: 'A resource policy allows actions by name, never all of a service',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html#access-points-delegating-control',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html#ac-types-resource',
  ],
  peers: {
    checkov: ['CKV_AWS_72'],
    cfn_nag: ['F15', 'F20'],
    'guard-rules-registry': ['SQS_QUEUEPOLICY_NO_WILDCARD_ACTION'],
    trivy: ['AVD-AWS-0097'],
    'Serverless Lens': ['SEC2'],
  },
  options: {},

  on: 'policyHome',
  check(home, { graph, report, undecided }) {
    const service = policyService(home);
    // In the policy of a search domain, all actions are no more than its HTTP methods.
    if (service === undefined || service === 'es') return;
    const { statements, isWhole } = readStatements(home, undecided);
    for (const statement of statements) {
      const { effect, actions = [], sid = '' } = statement;
      if (effect === 'Deny' || !isWhole(statement)) continue;
      const { named, open } = othersIn(statement, statements, home, graph);
      for (const action of actions) {
        const full = fullServiceOf(action);
        if (full === undefined) continue;
        const written = spell(action);
        if (named.length === 0) {
          if (open !== undefined) undecided(`the account of ${spell(open)} is known only at deployment`, open);
        } else if (full === 'maybe') {
          undecided(`${written} is known only at deployment`, action);
        } else if (effect === undefined) {
          undecided("it can't be told whether the statement allows or denies", action);
        } else {
          report({
            at: action,
            message: `${home.name} allows ${written}, every action of the service, to ${listOf(named)}, so also what nobody needs and what AWS adds later`,
            help: 'list the actions that are needed instead',
            label: 'every action',
            subject: `${sid} ${written}`,
          });
        }
      }
    }
  },
});
