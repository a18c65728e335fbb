import { guardrailFaults, openSiblings } from '../iam/guardrail-faults.js';
import { defineRule, guardrailsDeny, here, listOf, writtenStatements } from './define.js';

/** A guardrail that does not stop what it is written for is worse than none: nobody looks any more. */
export default defineRule({
  id: 'guardrail-policy-ineffective',
  title: 'The policies of an organisation stop what they seem to stop',
  severity: 'warning',
  confidence: 'medium',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/permissions-user-layer.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {},

  on: 'policyHome',
  check(home, { graph, report, undecided }) {
    if (home.holder.kind !== 'organizationPolicy') return;
    const { holder, name } = home;
    const statements = writtenStatements(home, undecided);
    for (const { at, says, so, label, help, gravity, statement } of guardrailFaults(statements)) {
      const subject = `${statement.sid ?? ''} ${says}`;
      report({
        at: { at },
        message: `${name} ${says}, ${so}`,
        label,
        help,
        subject,
        ...(gravity && { atMost: gravity }),
      });
    }
    for (const statement of statements) {
      for (const { at, key, denied, open, undo } of openSiblings(statement)) {
        const verdicts = open.map((action) => graph.quietly(() => guardrailsDeny(action, graph)));
        const left = open.filter((_, place) => verdicts[place] === 'no');
        if (left.length === 0) {
          if (verdicts.includes('maybe')) undecided(`another policy may deny ${listOf(open)}`, { at });
          continue;
        }
        const [one, other] = [listOf(denied), listOf(left)];
        report({
          at: { at },
          message: undo
            ? `${name} asks for ${key} in ${one}, but no policy of ${here(holder)} denies ${other}, so it can be taken away again`
            : `${name} denies ${one} by ${key}, but no policy of ${here(holder)} denies ${other}, so what is denied can be had with that`,
          label: undo ? 'can be taken away' : 'not for all actions with this key',
          help: undo ? `deny ${other}, too` : `add ${other} to the statement`,
          subject: `${statement.sid ?? ''} ${key} ${other}`,
        });
      }
    }
  },
});
