import type { Action } from '../iam/actions.js';
import { Sought, search, spellAction } from '../iam/granted.js';
import { fixedIn } from '../iam/resources.js';
import { hasWildcard, matcher } from '../iam/wildcards.js';
import { allRolesOption, defineRule, groupsOf, listOf, onceFor, rightsOf, spell } from './define.js';

/** Some actions are nobody's business but a few people's. */
export default defineRule({
  id: 'role-blocked-actions',
  title: 'A role has none of the actions that the organisation keeps to itself',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/config/latest/developerguide/iam-customer-policy-blocked-kms-actions.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/iam-inline-policy-blocked-kms-actions.html',
  ],
  peers: {
    trivy: ['AVD-AWS-0345', 'AVD-AWS-0346'],
    'AWS Config': ['IAM_CUSTOMER_POLICY_BLOCKED_KMS_ACTIONS', 'IAM_INLINE_POLICY_BLOCKED_KMS_ACTIONS'],
    'Security Hub': ['KMS.1', 'KMS.2'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    deny: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Actions that no role may have, such as `organizations:*` or `kms:Decrypt`; `*` matches any text. Empty: nothing is judged.',
    },
    onlyOnStarResource: {
      type: 'boolean',
      default: false,
      description: 'Whether an action may be granted on resources that are named.',
    },
    allRoles: allRolesOption,
  },

  on: 'holder',
  check(holder, { graph, options, report, undecided }) {
    if (options.deny.length === 0) return;
    const rights = rightsOf(holder, graph, options.allRoles);
    if (rights === undefined) return;
    for (const { why, at } of rights.doubts) undecided(why, { at });

    const { patternOf, sought } = deniedBy(options);
    const { found, doubts } = search(rights, {
      sought,
      isWide: (resource) => !options.onlyOnStarResource || fixedIn(resource).names === 0,
      // That a condition narrows an action says nothing where nobody may have it.
      anyway: !options.onlyOnStarResource,
    });
    for (const { why, at } of doubts) undecided(why, at);
    for (const group of groupsOf(found, ({ held, first }) => `${first.action.at.start} ${held.policy.name}`)) {
      const [{ held, action, first }] = group;
      const { policy } = held;
      const why = patternOf(first.name) ?? '';
      const who = policy.owner === undefined ? `${holder.name} has ${policy.name}, which` : policy.name;
      const where = options.onlyOnStarResource ? ` on ${spell(first.resource)}` : '';
      report({
        at: action,
        message: `${who} allows ${listOf(group.map(spellAction))}${where}, which the configuration denies${hasWildcard(why) ? ` as ${why}` : ''}`,
        help:
          policy.owner === undefined
            ? `replace ${policy.name} by a policy with the actions that are needed`
            : options.onlyOnStarResource
              ? 'put the ARNs that are needed into Resource, or leave the action out'
              : 'leave the action out, or list the actions that are needed instead of a wildcard',
        label: 'denied',
        subject: spell(action),
        ...(policy.owner === undefined ? {} : { about: { owner: policy.owner } }),
      });
    }
  },
});

/** The actions that are denied, and the pattern of the configuration that denies one. */
const deniedBy = onceFor(({ deny }: { readonly deny: readonly string[] }) => {
  const patterns = deny.map((pattern) => ({ pattern, matches: matcher(pattern) }));
  const patternOf = ({ service, name }: Action): string | undefined =>
    patterns.find(({ matches }) => matches(`${service}:${name}`))?.pattern;
  return { patternOf, sought: new Sought((action) => patternOf(action) !== undefined) };
});
