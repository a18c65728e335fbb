import { type Escalated, actionsOf, escalationsOf } from '../iam/escalations.js';
import { escalations } from '../iam/escalations.data.js';
import { type Found, Sought, search, spellAction } from '../iam/granted.js';
import { fullServiceOf } from '../iam/actions.js';
import { fixedIn } from '../iam/resources.js';
import type { Rights } from '../iam/rights.js';
import { matcher } from '../iam/wildcards.js';
import { type Report, type Text, boundaryRights, defineRule, groupsOf, listOf, spell } from './define.js';

/** A boundary that leaves a way around it limits nobody. */
export default defineRule({
  id: 'role-boundary-document',
  title: 'A permissions boundary leaves no way past it',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Wildcards that a boundary may have on every resource, such as `logs:*`; `*` matches any text.',
    },
    accessLevels: {
      type: 'array',
      items: { type: 'string', enum: ['list', 'read', 'write', 'tagging', 'permissions'] },
      default: ['permissions'],
      description: 'A wildcard for a service counts if it leaves an action of one of these access levels.',
    },
  },
  presets: { strict: 'error' },

  on: 'managedPolicy',
  check(policy, { graph, options, report, undecided }) {
    const rights = boundaryRights(policy, graph);
    if (rights === undefined) return;
    for (const { why, at } of rights.doubts) undecided(why, { at });

    const isOwn = ({ parts }: Text): boolean =>
      parts.some((part) => typeof part === 'object' && part.resource?.address === policy.address);
    // What only concerns functions and instances may be limited as well as this role is.
    const ways = escalations.filter(({ needs: [first] }) => first?.actions.some((name) => name.startsWith('iam:')));
    const { found, doubts } = escalationsOf(rights, ways, { bounded: true, isOwn });
    for (const { why, at } of doubts) undecided(why, at);
    const [first] = found;
    if (first !== undefined) report(wayOut(policy.name, first, found));

    const allowed = options.allow.map(matcher);
    const wide = wildcards(rights, options.accessLevels).filter(
      ({ action }) => !allowed.some((matches) => matches(spell(action))),
    );
    for (const group of groupsOf(wide, ({ held }) => held)) {
      const [{ action, held }] = group;
      const grave = group.some(({ first: { name } }) => name.level === 'permissions');
      if (first?.grants[0]?.action.at === action.at) continue;
      report({
        at: action,
        message: `${policy.name} is a boundary, but leaves ${listOf(group.map(spellAction))} on every resource, so ${grave ? 'what it limits can still change who may use them' : 'it limits little'}`,
        help: 'list the actions that the roles may need, or deny those that change permissions',
        label: 'a service without limit',
        subject: held.statement.sid ?? 'wildcard',
      });
    }
  },
});

function wayOut(name: string, escalated: Escalated, all: readonly Escalated[]): Report {
  const [key] = escalated.grants;
  if (key === undefined) throw new Error('a set of actions has none');
  const others = all.length === 1 ? '' : ` (and ${String(all.length - 1)} more ${all.length === 2 ? 'way' : 'ways'})`;
  const what = listOf(actionsOf(escalated));
  return {
    at: key.action,
    message: `${name} is a boundary, but leaves ${what}${others}, so what it limits can get past it through other roles and users`,
    help:
      key.name === 'iam:PassRole'
        ? `limit iam:PassRole in ${name} to roles that have a boundary themselves`
        : `deny ${key.name} in ${name}, or allow it only with a condition on iam:PermissionsBoundary`,
    label: `leaves ${key.name}`,
    subject: 'way out',
  };
}

/** Wildcards for all of a service on every resource. The star for all services is judged by what Deny leaves of it: by the ways out. */
function wildcards(rights: Rights, levels: readonly string[]): readonly Found[] {
  return search(rights, {
    sought: new Sought(({ level }) => levels.includes(level)),
    isWide: (resource) => fixedIn(resource).names === 0,
  }).found.filter(({ action }) => fullServiceOf(action) === 'service');
}
