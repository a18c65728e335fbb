import { grantsOf } from '../iam/rights.js';
import { type Context, type Resource, defineRule, logTargetOf, rangeOf, rightsOf, wordOf } from './define.js';

/** A log group that nobody declares is made with the first line that is logged, and keeps everything for ever. */
export default defineRule({
  id: 'function-log-retention',
  title: 'The log group that a function writes to has a retention',
  severity: 'warning',
  pillar: 'cost',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  ],
  peers: {
    'cdk-nag': ['CloudWatchLogGroupRetentionPeriod'],
    'serverless-rules': ['WS1004', 'aws_cloudwatch_log_group_lambda_retention'],
    'Serverless Lens': ['OPS1', 'COST1'],
  },
  options: {
    days: {
      type: 'array',
      items: { type: 'integer', minimum: 1 },
      default: [],
      description: 'The numbers of days that may be set; empty: any.',
    },
    minDays: { type: 'integer', minimum: 0, default: 0, description: 'The fewest days; 0: any.' },
    maxDays: { type: 'integer', minimum: 0, default: 0, description: 'The most days; 0: any.' },
  },

  on: 'function',
  check(fn, { graph, options, report, undecided }) {
    const target = logTargetOf(fn, graph);
    if (target.is === 'unknown') {
      undecided(target.why, target.at);
      return;
    }
    const { days, minDays, maxDays } = options;
    const word = wordOf('logGroup', 'retention', fn);
    const wanted = wantedOf(options);
    if (target.is === 'made') {
      // Lambda makes none with a role that is denied to: that nothing is kept is the matter of function-log-permissions.
      if (mayMakeNone(fn, graph)) return;
      report({
        at: fn,
        message: `no log group is declared for ${fn.name}, so Lambda makes one that keeps its logs for ever`,
        help: `declare the log group ${target.name} with ${word}${wanted === '' ? '' : ` ${wanted}`}, or name one in ${graph.quietly(() => fn.logGroup).name}`,
        label: 'its logs are kept for ever',
        subject: 'log group',
      });
      return;
    }
    for (const group of target.groups) {
      const { retention } = group;
      if (retention.state === 'unknown') continue;
      const set = retention.state === 'known' && retention.value > 0 ? retention.value : undefined;
      const isRight =
        set !== undefined &&
        (days.length === 0 || days.includes(set)) &&
        set >= minDays &&
        (maxDays === 0 || set <= maxDays);
      if (isRight) continue;
      const { groupClass } = group;
      if (groupClass.state !== 'known' || groupClass.value === 'DELIVERY') continue;
      // Terraform writes for ever as a retention of 0.
      const isZero = retention.state === 'known' && retention.written;
      const never = isZero ? `${retention.name} ${String(retention.value)}` : `no ${retention.name}`;
      report({
        at: retention,
        message:
          set === undefined
            ? `${group.name} has ${never}, so what functions write to it is kept for ever`
            : `${group.name} keeps logs for ${String(set)} days, which is not what your organisation asks for`,
        help: `set ${retention.name} to ${wanted === '' ? 'the number of days that its logs are needed' : wanted}`,
        label: set === undefined ? never : 'not as long as asked for',
        related: [{ at: fn, message: `${fn.name} writes to it` }],
        about: group,
        subject: 'retention',
      });
    }
  },
});

/** Whether the role of a function is denied to make log groups. */
function mayMakeNone({ role }: Resource<'function'>, graph: Context['graph']): boolean {
  const held = graph.quietly(() =>
    role.state === 'known' ? rightsOf({ of: role.resource }, graph, false) : undefined,
  );
  if (held?.held.some(({ statement }) => statement.effect === 'Deny') !== true) return false;
  return held.doubts.length === 0 && grantsOf(held, 'logs:CreateLogGroup').length === 0;
}

/** What a number of days has to be; nothing where any will do. */
function wantedOf({ days, minDays: min, maxDays: max }: Limits): string {
  if (days.length > 0) return days.join(' or ');
  return rangeOf(min, max);
}

interface Limits {
  readonly days: readonly number[];
  readonly minDays: number;
  readonly maxDays: number;
}
