import { defineRule, isOfFunction } from './define.js';

/** A log group that is told nothing keeps everything for ever; so do those of APIs, state machines and queries. */
export default defineRule({
  id: 'log-group-retention',
  title: 'Every log group has a retention',
  severity: 'warning',
  pillar: 'cost',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html',
  ],
  peers: {
    checkov: ['CKV_AWS_66', 'CKV_AWS_338'],
    cfn_nag: ['W86'],
    'guard-rules-registry': ['CW_LOGGROUP_RETENTION_PERIOD_CHECK'],
    'cdk-nag': ['CloudWatchLogGroupRetentionPeriod'],
    'AWS Config': ['CW_LOGGROUP_RETENTION_PERIOD_CHECK'],
    'Control Tower': ['CT.CLOUDWATCH.PR.2'],
    'Security Hub': ['CloudWatch.16'],
    'Serverless Lens': ['OPS1', 'COST1'],
  },
  options: {
    days: { type: 'integer', minimum: 0, default: 0, description: 'The fewest days; 0: any.' },
  },

  on: 'logGroup',
  check(group, { graph, options, report }) {
    const { days } = options;
    const { retention } = group;
    if (retention.state === 'unknown') return;
    // Terraform writes for ever as a retention of 0.
    const set = retention.state === 'known' && retention.value > 0 ? retention.value : undefined;
    if (set !== undefined && set >= days) return;
    const { groupClass } = group;
    if (groupClass.state !== 'known' || groupClass.value === 'DELIVERY') return;
    // function-log-retention speaks of those.
    if (isOfFunction(group, graph)) return;

    const { name } = retention;
    const never = retention.state === 'known' ? `${name} ${String(retention.value)}` : `no ${name}`;
    report({
      at: retention,
      message:
        set === undefined
          ? `${group.name} has ${never}, so what is written to it is kept for ever`
          : `${group.name} keeps logs for ${String(set)} days, and your organisation asks for ${String(days)} or more`,
      help: `set ${name} to ${days > 0 ? `${String(days)} or more` : 'the number of days that its logs are needed'}`,
      label: set === undefined ? never : 'not as long as asked for',
    });
  },
});
