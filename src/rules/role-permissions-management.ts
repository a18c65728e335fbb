import { fullServiceOf, hasLevel } from '../iam/actions.js';
import { Sought, besideAction, byResource, search, spellAction } from '../iam/granted.js';
import { fixedIn } from '../iam/resources.js';
import { matcher } from '../iam/wildcards.js';
import { allRolesOption, defineRule, listOf, onceFor, rightsOf, spell } from './define.js';

/** Services that exist to say who may do what. */
const aboutPermissions = new Set(['iam', 'lakeformation', 'organizations', 'ram', 'sso']);

/** Who may change permissions everywhere decides who may do what, whatever else is guarded. */
export default defineRule({
  id: 'role-permissions-management',
  title: 'A role may change permissions only of resources that its policies name',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  ],
  peers: {
    checkov: ['CKV_AWS_109', 'CKV_AWS_289'],
    parliament: ['PERMISSIONS_MANAGEMENT_ACTIONS'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    ignore: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Actions that a role may have, such as `lambda:AddPermission`; `*` matches any text.',
    },
    allRoles: allRolesOption,
  },

  on: 'holder',
  check(holder, { graph, options, report, undecided }) {
    const rights = rightsOf(holder, graph, options.allRoles);
    if (rights === undefined) return;
    for (const { why, at } of rights.doubts) undecided(why, { at });

    const { found, doubts } = search(rights, {
      sought: managingOf(options),
      isWide: (resource) => fixedIn(resource).names === 0,
    });
    for (const { why, at } of doubts) undecided(why, at);

    // What AWS has written is judged by its name, in role-admin-policy; all of an ordinary service is another rule's matter.
    const own = found.filter(
      ({ held, action, first: { name } }) =>
        held.policy.owner !== undefined && (fullServiceOf(action) !== 'service' || aboutPermissions.has(name.service)),
    );
    for (const group of byResource(own)) {
      const [{ held, action, first }] = group;
      const { owner } = held.policy;
      const where = spell(first.resource) === '*' ? 'every resource' : spell(first.resource);
      report({
        at: action,
        message: `${held.policy.name} allows ${listOf(group.map(spellAction))} on ${where}, so whatever acts with it decides who may use what`,
        help: 'put the ARNs that are needed into Resource, or leave such actions to what deploys the application',
        label: 'changes permissions',
        related: besideAction(group[0]),
        subject: held.statement.sid ?? 'permissions',
        ...(owner === undefined ? {} : { about: { owner } }),
      });
    }
  },
});

/** Actions that change who may do what, as far as a resource can limit them. */
const managingOf = onceFor(({ ignore }: { readonly ignore: readonly string[] }): Sought => {
  const ignored = ignore.map(matcher);
  return new Sought(
    ({ service, name, level, scopable }) =>
      level === 'permissions' && scopable && !ignored.some((matches) => matches(`${service}:${name}`)),
    (service) => hasLevel(service, 'permissions'),
  );
});
