import { type Escalated, type Needed, actionsOf, escalationsOf } from '../iam/escalations.js';
import { type Escalation, escalations, nameOf } from '../iam/escalations.data.js';
import { grantsOf } from '../iam/rights.js';
import {
  type HeldRights,
  type Holder,
  type Report,
  allRolesOption,
  defineRule,
  isOneOf,
  listOf,
  onceFor,
  ownFunction,
  rightsOf,
  selfOf,
  spell,
} from './define.js';

/** Some actions are worth more than they say: with them code gets rights that nobody gave it. */
export default defineRule({
  id: 'role-privilege-escalation',
  title: 'A role has no set of actions that lets it raise its own rights',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  ],
  peers: {
    checkov: ['CKV_AWS_110', 'CKV_AWS_286', 'CKV2_AWS_40'],
    parliament: ['PRIVILEGE_ESCALATION'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    combos: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          actions: { type: 'array', items: { type: 'string' }, description: 'Actions that no role may have together.' },
          gives: { type: 'string', description: 'What can be done with them, for the message.' },
        },
        required: ['actions'],
        additionalProperties: false,
      },
      default: [],
      description: 'Further sets of actions that no role may have together, on whatever resources.',
    },
    ignore: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Sets that a role may have: their actions with `+` between them, such as `iam:PassRole+lambda:CreateFunction*`.',
    },
    allRoles: allRolesOption,
  },

  on: 'holder',
  check(holder, { graph, options, report, undecided }) {
    const rights = rightsOf(holder, graph, options.allRoles);
    if (rights === undefined) return;
    for (const { why, at } of rights.doubts) undecided(why, { at });

    const { found, doubts } = escalationsOf(rights, setsOf(options), selfOf(holder, rights, graph));
    for (const { why, at } of doubts) undecided(why, at);

    const [first, ...more] = found;
    if (first !== undefined) {
      report(judgement(holder, rights, first, more.length));
      return;
    }
    for (const { resource, action, doubt, held } of grantsOf(rights, 'lambda:UpdateFunctionCode')) {
      const fn = ownFunction(holder, resource, graph);
      if (fn === undefined || doubt !== undefined || isOneOf('lambda:UpdateFunctionCode', options.ignore)) continue;
      report({
        at: action,
        message: `${holder.name} may use lambda:UpdateFunctionCode on ${fn.name}, which acts with it, so whoever gets into the function once can stay in it`,
        help: 'leave lambda:UpdateFunctionCode to what deploys the function',
        label: 'replaces its own code',
        atMost: 'info',
        subject: 'own code',
        ...(held.policy.owner === undefined ? {} : { about: { owner: held.policy.owner } }),
      });
    }
  },
});

interface Choice {
  readonly combos: readonly { readonly actions: readonly string[]; readonly gives?: string }[];
  readonly ignore: readonly string[];
}

/** The sets of actions that are looked for. */
const setsOf = onceFor(({ combos, ignore }: Choice): readonly Escalation[] => {
  const own = combos.map(({ actions, gives = 'do what the configuration forbids' }): Escalation => {
    return { needs: actions.map((action) => ({ actions: [action] })), gives };
  });
  return [...own, ...escalations].filter((set) => !isOneOf(nameOf(set), ignore));
});

function judgement({ name, of }: Holder, { unseen }: HeldRights, escalated: Escalated, more: number): Report {
  const [key, ...others] = escalated.grants;
  if (key === undefined) throw new Error('a set of actions has none');
  const has = of.kind === 'identityPolicy' ? 'allows' : 'may use';
  const rest = ['', ', or use another way to raise its rights'][more];
  const ways = rest ?? `, or use one of ${String(more)} other ways to raise its rights`;
  const { policy } = key.held;
  return {
    at: key.action,
    message: `${name} ${has} ${listOf(actionsOf(escalated))}, so whatever acts with it can ${escalated.escalation.gives}${ways}`,
    help:
      policy.owner === undefined
        ? `replace ${policy.name} by a policy with the actions and resources that are needed`
        : `leave out ${key.name}, or limit it to the ARNs that are needed`,
    label: label(key),
    related: [
      ...others
        .filter(({ action }) => action.at !== key.action.at)
        .map((grant) => ({ at: grant.action, message: `${grant.held.policy.name} allows ${grant.name}` })),
      ...(unseen === undefined ? [] : [{ at: unseen, message: 'what this boundary leaves of it is not known' }]),
    ],
    subject: 'escalation',
    ...(unseen === undefined ? {} : { confidence: 'medium' }),
  };
}

function label({ action, name, held }: Needed): string {
  if (held.statement.notActions !== undefined) return `does not leave out ${name}`;
  if (held.policy.owner === undefined) return `allows ${name}`;
  return spell(action).toLowerCase() === name.toLowerCase() ? 'raises rights' : `allows ${name}`;
}
