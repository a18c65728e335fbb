import { anyVerdict } from '../iam/patterns.js';
import { scopeOf } from '../iam/resources.js';
import { type Grant, grantsOf, mayHold } from '../iam/rights.js';
import {
  type Context,
  type HeldRights,
  type Keeper,
  type LogTarget,
  type Text,
  defineRule,
  here,
  keeperFor,
  lackOf,
  listOf,
  logGroupNames,
  logTargetOf,
  remedyFor,
  rightsOf,
  roleAtHand,
  spellLink,
} from './define.js';

/** A function that may not write logs runs as ever, and leaves nothing to look into when it fails. */
export default defineRule({
  id: 'function-log-permissions',
  title: 'The role of a function allows it to write logs',
  severity: 'info',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html',
  ],
  peers: { cfn_nag: ['W58'], 'aws-config-rules': ['LAMBDA_ROLE_ALLOWED_ON_LOGGING'], 'Serverless Lens': ['OPS1'] },
  options: {
    allowNoCreateLogGroup: {
      type: 'boolean',
      default: false,
      description: 'Whether a role may do without `logs:CreateLogGroup`, as log groups are made elsewhere.',
    },
  },

  on: 'function',
  check(fn, context) {
    const { graph, options, report, undecided } = context;
    const role = roleAtHand(fn.role, fn, context);
    if (role === undefined) return;
    const rights = rightsOf({ of: role }, graph, false);
    if (rights === undefined) return;
    // Nearly all roles have the policy of AWS, which names no log group: nothing has to be worked out for them.
    const needed = [create, ...writing].map((each) => ({ ...each, granted: grantsOf(rights, each.action) }));
    if (needed.every(({ granted }) => granted.some(isEverywhere))) return;

    const target = logTargetOf(fn, graph);
    const { names, spelled } = logGroupNames(fn, target, graph);
    const mayMake = target.is === 'declared' || options.allowNoCreateLogGroup;
    const judged = needed.slice(mayMake ? 1 : 0).map(({ action, on, granted }) => {
      const grants = granted.map(({ resource, doubt, conditions: [condition] }) => {
        const verdicts = names.flatMap(({ parts }) =>
          on.map((rest) => mayHold(spelled(resource), 'logs:log-group:', [...parts, ...rest])),
        );
        const why = doubt ?? (condition && `it can't be told whether the condition on ${condition.key} is met`);
        return { resource, verdict: anyVerdict(verdicts), why };
      });
      const isAllowed = grants.some(({ verdict, why }) => verdict === 'yes' && why === undefined);
      return { action, grants, isAllowed, open: grants.find(({ verdict }) => verdict !== 'no') };
    });

    const missing = judged.filter(({ isAllowed }) => !isAllowed);
    const [open] = missing.flatMap((each) => each.open ?? []);
    const [doubt] = rights.doubts;
    const lacking = doubt === undefined ? missing.filter((each) => each.open === undefined) : [];
    const lacksAll = lacking.some(({ action }) => action !== create.action);
    if (lacking.length === 0 || (target.is === 'unknown' && !lacksAll)) {
      if (open !== undefined) undecided(open.why ?? `it can't be told whether ${fn.name} writes there`, open.resource);
      else if (doubt !== undefined && missing.length > 0) undecided(doubt.why, doubt);
      else if (target.is === 'unknown' && missing.length > 0) undecided(target.why, target.at);
      return;
    }

    const group = spellTarget(
      target,
      graph.quietly(() => fn.logGroup),
    );
    const actions = listOf(lacking.map(({ action }) => action));
    const { name } = role;
    const which = name.startsWith('the ') ? name : `the role ${name}`;
    const lack = lacking.length === judged.length ? `let it write to ${group}` : `allow ${actions} on ${group}`;
    const elsewhere = lacking.flatMap(({ grants }) => grants.map(({ resource }) => resource));
    report({
      at: fn.role,
      message: lacksAll
        ? `${fn.name} has ${which}, which does not ${lack}, so nothing that it logs is kept`
        : `${fn.name} has ${which}, which does not allow ${actions}, and nothing in ${here(fn)} makes ${group}, so nothing that it logs is kept until somebody does`,
      help: lacksAll
        ? remedyFor(
            role,
            keeperOfAll(lacking, rights, graph),
            `attach AWSLambdaBasicExecutionRole to ${role.name}, or allow it`,
            `${actions} on the streams of ${group}`,
          )
        : `declare the log group ${group}, or allow ${role.name} ${actions}`,
      label: lacksAll ? 'writes no logs' : 'makes no log group',
      related: [...new Set(elsewhere)].slice(0, 3).map((at) => ({ at, message: 'allowed on this alone' })),
      subject: 'logs',
    });
  },
});

/** Who keeps back all of some actions, where that is not left to what they are allowed on. */
function keeperOfAll(
  lacking: readonly { readonly action: string }[],
  rights: HeldRights,
  graph: Context['graph'],
): Keeper {
  const actions = lacking.map(({ action }) => action);
  const need = { actions: actions.map((action) => [action]) };
  const isOnNothing = lackOf(need, rights, graph).missing.length === actions.length;
  return isOnNothing ? keeperFor(need, actions, rights, graph) : 'policies';
}

const isEverywhere = ({ resource, doubt, conditions }: Grant): boolean =>
  doubt === undefined && conditions.length === 0 && scopeOf(resource).breadth === 'star';

/** The log group that a function writes to, for messages. */
function spellTarget(target: LogTarget, named: Parameters<typeof spellLink>[0]): string {
  if (target.is === 'declared') return listOf(target.groups);
  if (target.is === 'made') return target.name;
  return named.state === 'external' ? spellLink(named) : 'its log group';
}

interface Needed {
  readonly action: string;
  /** What stands behind the name of the log group in the ARN that the action is about; any of these will do. */
  readonly on: readonly Text['parts'][];
}

const stream: Text['parts'] = [':log-stream:', { name: 'the log stream', word: true }];
const create: Needed = { action: 'logs:CreateLogGroup', on: [[], stream] };
const writing: readonly Needed[] = [
  { action: 'logs:CreateLogStream', on: [[], stream] },
  { action: 'logs:PutLogEvents', on: [stream] },
];
