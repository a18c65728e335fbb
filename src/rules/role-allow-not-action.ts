import type { Statement } from '../iam/document.js';
import { fixedIn } from '../iam/resources.js';
import { allRolesOption, defineRule, holdingOf, isExecutionRole, judgedHolders, listOf, spell } from './define.js';

/** Who allows all but some actions also allows what AWS adds next year. */
export default defineRule({
  id: 'role-allow-not-action',
  title: 'A role is granted actions that are named, not all but some',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html'],
  peers: {
    cfn_nag: ['W14', 'W15', 'W16', 'W17'],
    'guard-rules-registry': [
      'IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_ACTION',
      'IAM_ROLE_NO_ALLOW_PLUS_NOT_ACTION_ON_TRUST_POLICY',
    ],
    'Control Tower': ['CT.IAM.PR.3', 'CT.IAM.PR.5'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    allRoles: allRolesOption,
  },

  on: ['identityPolicy', 'role'],
  check(subject, { graph, options, report, undecided }) {
    const tell = (statement: Statement, message: string, related: ReturnType<typeof holdingOf> = []): void => {
      if (statement.notActions === undefined || statement.effect === 'Deny') return;
      const first = statement.notActions[0] ?? statement;
      if (statement.effect === undefined) undecided("it can't be told whether the statement allows or denies", first);
      else
        report({
          at: first,
          message,
          help: 'list the actions that are needed in Action instead',
          label: 'all but this',
          related,
          subject: statement.sid ?? 'NotAction',
        });
    };

    if (subject.kind === 'role') {
      if (!options.allRoles && !isExecutionRole(subject, graph)) return;
      const { trust } = subject;
      for (const each of trust.state === 'known' ? trust.value.statements : [])
        tell(
          each,
          `the trust policy of ${subject.name} allows ${butOf(each)}, so it allows more than to assume the role`,
        );
      return;
    }
    const holders = judgedHolders(subject, graph, options.allRoles);
    if (holders === undefined) return;
    const { document } = subject;
    if (document.state !== 'known') return;
    for (const { why, at } of document.value.unknowns) undecided(why, { at });
    for (const each of document.value.statements) {
      const { resources = [] } = each;
      const isNamed = resources.length > 0 && resources.every((resource) => fixedIn(resource).names > 0);
      const extent = isNamed ? 'to what Resource names' : 'in the account';
      const message = `${each.of ?? subject.name} allows ${butOf(each)}, so whatever acts with it can do almost anything ${extent}`;
      tell(each, message, holdingOf(subject, holders));
    }
  },
});

const butOf = ({ notActions = [] }: Statement): string =>
  `every action but ${listOf(notActions.map(spell)) || 'what NotAction names'}`;
