import type { Statement } from '../iam/document.js';
import { type Approved, sparesApproved, strangersIn } from '../iam/strangers.js';
import {
  defineRule,
  isOpen,
  keptApart,
  policyService,
  sayActions,
  readStatements,
  whyOpen,
  wholeText,
} from './define.js';

/** Whoever runs another account decides there who uses what a policy opens to it. */
export default defineRule({
  id: 'resource-policy-cross-account',
  title: 'A resource policy lets in only approved accounts',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
  ],
  peers: { checkov: ['CKV_AWS_385'], 'Serverless Lens': ['SEC2'] },
  presets: { strict: 'error' },
  options: {
    accounts: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Ids of accounts that may be let in. With no account and no organisation nothing is judged.',
    },
    orgIds: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Ids of organisations (`o-…`) whose accounts may be let in where a condition names one.',
    },
  },

  on: 'policyHome',
  check(home, { graph, options, report, undecided }) {
    const { accounts, orgIds } = options;
    if ((accounts.length === 0 && orgIds.length === 0) || policyService(home) === undefined) return;
    const apart = keptApart(home);
    if (apart === 'yes') return;
    const approved: Approved = { own: graph.template.accounts ?? new Set(), accounts, orgIds };
    const { statements, isWhole } = readStatements(home, undecided);
    for (const statement of statements) {
      // Everyone but some is the business of policy-not-principal.
      if (statement.effect === 'Deny' || statement.notPrincipals !== undefined) continue;
      if (!isWhole(statement)) continue;
      const { found, unknown } = strangersIn(statement, approved);
      for (const value of unknown) {
        const literal = wholeText(value);
        undecided(
          literal === undefined ? whyOpen(value) : `it can't be told to which account ${literal} belongs`,
          value,
        );
      }
      for (const { name, at } of found) {
        if (statement.effect === undefined) {
          undecided("it can't be told whether the statement allows or denies", at);
          continue;
        }
        const kept = keptOut(statement, statements, approved);
        if (kept === 'maybe') undecided("it can't be told whom a Deny beside it keeps out", at);
        if (apart !== 'no') undecided(apart.why, apart);
        if (kept !== 'no' || apart !== 'no') continue;
        const limit =
          orgIds.length === 0 || !name.startsWith('account')
            ? ''
            : `, or add a condition on aws:PrincipalOrgID with ${orgIds.join(' or ')}`;
        report({
          at,
          message: `${home.name} allows ${sayActions(statement)} to ${name}, which is not an approved one`,
          help: `take it out${limit}; if it is one of yours, put it into the option ${name.includes('organisation') ? 'orgIds' : 'accounts'}`,
          label: 'not approved',
          subject: `${statement.sid ?? ''} ${name}`,
        });
      }
    }
  },
});

/** Whether a Deny for everyone but those who are approved stands beside a statement. */
function keptOut(allow: Statement, all: readonly Statement[], approved: Approved): 'yes' | 'no' | 'maybe' {
  const everyone = [{ type: '*', value: { parts: ['*'], at: allow.at } }];
  const verdicts = all.flatMap((deny) => {
    // What services do by themselves is no account's doing.
    const conditions = deny.conditions.filter(({ key }) => !/^aws:(?:principalis|via)awsservice$/i.test(key));
    const sparing = conditions.filter((each) => sparesApproved(each, approved) !== 'no');
    if (deny.effect !== 'Deny' || sparing.length === 0) return [];
    const shut = { ...deny, conditions: sparing };
    if (isOpen({ ...allow, principals: everyone, conditions: [] }, [shut], ['caller']) === 'yes') return [];
    return [conditions.every((each) => sparesApproved(each, approved) === 'yes')];
  });
  return verdicts.includes(true) ? 'yes' : verdicts.length > 0 ? 'maybe' : 'no';
}
