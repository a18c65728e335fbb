import { fixedIn } from '../iam/resources.js';
import { allRolesOption, defineRule, holdingOf, judgedHolders, sayAllBut } from './define.js';

/** Who allows all but some actions also allows what AWS adds next year. */
export default defineRule({
  id: 'role-allow-not-action',
  title: 'A role is granted actions that are named, not all but some',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html'],
  peers: {
    cfn_nag: ['W15', 'W16', 'W17'],
    'guard-rules-registry': ['IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_ACTION'],
    'Control Tower': ['CT.IAM.PR.3', 'CT.IAM.PR.5'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    allRoles: allRolesOption,
  },

  on: 'identityPolicy',
  check(policy, { graph, options, report, undecided }) {
    const holders = judgedHolders(policy, graph, options.allRoles);
    if (holders === undefined) return;
    const { document } = policy;
    if (document.state !== 'known') return;
    for (const { why, at } of document.value.unknowns) undecided(why, { at });
    for (const each of document.value.statements) {
      const { resources = [] } = each;
      const isNamed = resources.length > 0 && resources.every((resource) => fixedIn(resource).names > 0);
      const extent = isNamed ? 'to what Resource names' : 'in the account';
      if (each.notActions === undefined || each.effect === 'Deny') continue;
      const first = each.notActions[0] ?? each;
      if (each.effect === undefined) {
        undecided("it can't be told whether the statement allows or denies", first);
        continue;
      }
      report({
        at: first,
        message: `${each.of ?? policy.name} allows ${sayAllBut(each)}, so whatever acts with it can do almost anything ${extent}`,
        help: 'list the actions that are needed in Action instead',
        label: 'all but this',
        related: holdingOf(policy, holders),
        subject: each.sid ?? 'NotAction',
      });
    }
  },
});
