import { defineRule, hasOnlyRetention, keeperOf } from './define.js';

/** Logs hold what nobody meant to write there; with a key of one's own one can say who reads them, and end it. */
export default defineRule({
  id: 'log-group-encryption',
  title: 'A log group is encrypted with a KMS key',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html',
  ],
  peers: {
    checkov: ['CKV_AWS_158'],
    cfn_nag: ['W84'],
    'guard-rules-registry': ['CLOUDWATCH_LOG_GROUP_ENCRYPTED'],
    trivy: ['AVD-AWS-0017'],
    'AWS Config': ['CLOUDWATCH_LOG_GROUP_ENCRYPTED'],
    'Control Tower': ['CT.CLOUDWATCH.PR.3'],
    'Serverless Lens': ['SEC3'],
  },
  options: {},

  on: 'logGroup',
  check(group, { graph, report }) {
    if (hasOnlyRetention(group.type)) return;
    const key = graph.quietly(() => group.encryptionKey);
    // Whatever it is called, it is a key.
    if (keeperOf(key).is !== 'nobody') return;
    report({
      at: key,
      message: `${group.name} has no ${key.name}, so no key policy of yours says who may read its logs`,
      help: `set ${key.name} to the ARN of a customer managed key that CloudWatch Logs may use`,
      label: `no ${key.name}`,
    });
  },
});
