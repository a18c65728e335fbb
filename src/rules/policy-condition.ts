import { judgeCondition } from '../iam/condition-faults.js';
import { matcher } from '../iam/wildcards.js';
import { defineRule, writtenStatements } from './define.js';

/** IAM takes any key, operator and value: a condition on what no request has lets nothing through, or everything. */
export default defineRule({
  id: 'policy-condition',
  title: 'The conditions of a policy can be met, and are not met by everything',
  severity: 'warning',
  confidence: 'medium',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  ],
  peers: {
    parliament: ['UNKNOWN_CONDITION_FOR_ACTION', 'MISMATCHED_TYPE', 'BAD_PATTERN_FOR_MFA'],
    'IAM Access Analyzer': ['FORALLVALUES_WITH_SINGLE_VALUED_KEY'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Condition keys that exist although the table does not know them, such as `newservice:*`; `*` matches any text.',
    },
  },

  on: 'policyHome',
  check(home, { options, report, undecided }) {
    const allowed = options.allow.map(matcher);
    const isAllowed = (key: string): boolean => allowed.some((matches) => matches(key));
    for (const statement of writtenStatements(home, undecided)) {
      for (const condition of statement.conditions) {
        const { fault, doubts } = judgeCondition(condition, statement, isAllowed);
        for (const { why, at } of doubts) undecided(why, { at });
        if (fault === undefined) continue;
        const { at, says, so, label, help, gravity } = fault;
        const subject = `${statement.sid ?? ''} ${condition.operator} ${condition.key}`;
        const message = `${home.name} ${says}, ${so}`;
        report({ at: { at }, message, label, help, subject, ...(gravity && { atMost: gravity }) });
      }
    }
  },
});
