import { defineRule, replicasOf } from './define.js';

/** A table that no backup is made of loses for good what code overwrites or deletes by mistake. */
export default defineRule({
  id: 'table-pitr',
  title: 'A table can be brought back to an earlier point in time',
  severity: 'info',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-2',
  ],
  peers: {
    checkov: ['CKV_AWS_28', 'CKV_AWS_165'],
    cfn_nag: ['W78'],
    'guard-rules-registry': ['DYNAMODB_PITR_ENABLED'],
    'cdk-nag': ['AwsSolutions-DDB3'],
    trivy: ['AVD-AWS-0024'],
    'AWS Config': ['DYNAMODB_PITR_ENABLED'],
    'Control Tower': ['CT.DYNAMODB.PR.1'],
    'Security Hub': ['DynamoDB.2'],
    'Serverless Lens': ['REL2'],
  },
  options: {},

  on: ['table', 'globalTable'],
  check(table, { report }) {
    const all = replicasOf(table).map((replica) => replica.pointInTimeRecovery);
    // What is deleted in one replica is deleted in all, and one that can be brought back is enough to mend it.
    if (all.some((recovery) => recovery.state !== 'known' || recovery.value)) return;
    const [recovery] = all;
    if (recovery?.state !== 'known') return;
    const { name, written } = recovery;
    report({
      at: recovery,
      message: `${table.name} has ${written ? `${name} false` : `no ${name}`}, so what is overwritten or deleted by mistake is lost`,
      help: `set ${name} to true`,
      label: 'no point-in-time recovery',
    });
  },
});
