import { allRolesOption, defineRule, holdingOf, judgedHolders, listOf, spell } from './define.js';

/** Who allows all but some resources also allows those that are made tomorrow. */
export default defineRule({
  id: 'role-allow-not-resource',
  title: 'A role is granted resources that are named, not all but some',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html'],
  peers: {
    cfn_nag: ['W21', 'W22', 'W23'],
    'guard-rules-registry': ['IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_RESOURCE'],
    parliament: ['NOTRESOURCE_WITH_ALLOW'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    allRoles: allRolesOption,
  },
  presets: { strict: 'error' },

  on: 'identityPolicy',
  check(policy, { graph, options, report, undecided }) {
    const holders = judgedHolders(policy, graph, options.allRoles);
    if (holders === undefined) return;
    const { document } = policy;
    if (document.state !== 'known') return;
    for (const { why, at } of document.value.unknowns) undecided(why, { at });
    for (const statement of document.value.statements) {
      const { effect, actions = [], notResources, of, sid } = statement;
      if (notResources === undefined || effect === 'Deny') continue;
      const first = notResources[0] ?? statement;
      if (effect === undefined) {
        undecided("it can't be told whether the statement allows or denies", first);
        continue;
      }
      const what = actions.length === 0 ? '' : `${listOf(actions.map(spell))} on `;
      report({
        at: first,
        message: `${of ?? policy.name} allows ${what}every resource but ${listOf(notResources.map(spell)) || 'what NotResource names'}, so whatever is made later in the account is open to it`,
        help: 'put the ARNs that are needed into Resource instead; to keep some out, deny them in a statement of its own',
        label: 'all but this',
        related: holdingOf(policy, holders),
        subject: sid ?? 'NotResource',
      });
    }
  },
});
