import { type AccessLevel, type Action, actionsMatching, fullServiceOf } from '../iam/actions.js';
import { hasWildcard, matcher } from '../iam/wildcards.js';
import { allRolesOption, defineRule, holdingOf, judgedHolders, spell, wholeText } from './define.js';

/** A pattern reads like one action and is dozens, among them those that nobody thought of. */
export default defineRule({
  id: 'role-partial-wildcard-action',
  title: 'A pattern of actions covers none that changes more than is meant',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html',
  ],
  peers: { 'cdk-nag': ['AwsSolutions-IAM5'], 'Serverless Lens': ['SEC2'] },
  presets: { strict: 'info' },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Patterns that may be granted, such as `dynamodb:*Item`; `*` matches any text, upper and lower case are the same.',
    },
    levels: {
      type: 'array',
      items: { type: 'string', enum: ['list', 'read', 'write', 'tagging', 'permissions'] },
      default: ['write', 'tagging', 'permissions'],
      description: 'A pattern counts only if it covers an action of one of these access levels; empty: always.',
    },
    maxActions: {
      type: 'integer',
      minimum: 1,
      default: 1,
      description: 'The most actions that a pattern may cover.',
    },
    allRoles: allRolesOption,
  },

  on: 'identityPolicy',
  check(policy, { graph, options, report, undecided }) {
    const holders = judgedHolders(policy, graph, options.allRoles);
    if (holders === undefined || policy.document.state !== 'known') return;

    for (const { why, at } of policy.document.value.unknowns) undecided(why, { at });
    for (const { effect, actions = [], of: template } of policy.document.value.statements) {
      if (effect === 'Deny') continue;
      for (const action of actions) {
        const written = spell(action);
        // All of a service is the matter of role-wildcard-action.
        if (fullServiceOf(action) !== undefined || options.allow.some((glob) => matcher(glob)(written))) continue;
        if (wholeText(action) === undefined) {
          undecided(`${written} is known only at deployment`, action);
          continue;
        }
        if (!hasWildcard(written)) continue;
        const covered = actionsMatching(written);
        const [gravest] = [...(covered ?? [])].sort((one, other) => gravity[other.level] - gravity[one.level]);
        if (covered === undefined) undecided(`which actions ${written} covers is not known`, action);
        if (covered === undefined || gravest === undefined || covered.length <= options.maxActions) continue;
        if (options.levels.length > 0 && !covered.some(({ level }) => options.levels.includes(level))) continue;
        if (effect === undefined) undecided("it can't be told whether the statement allows or denies", action);
        else {
          report({
            at: action,
            message: `${template ?? policy.name} allows ${written}, which is ${String(covered.length)} actions, ${gravest.service}:${gravest.name} among them, so ${gains(gravest)}`,
            help: 'list the actions that are needed instead',
            label: `${String(covered.length)} actions`,
            related: holdingOf(policy, holders),
            subject: written,
          });
        }
      }
    }
  },
});

const gravity: Readonly<Record<AccessLevel, number>> = { list: 0, read: 1, tagging: 2, write: 3, permissions: 4 };

function gains({ level }: Action): string {
  if (level === 'permissions') return 'whatever acts with it can change who may use things';
  if (level === 'list' || level === 'read') return 'whatever acts with it sees more than it needs';
  return 'whatever acts with it changes more than it needs';
}
