import { defineRule, here, isTagged, selectionsOf, wordOf } from './define.js';

/** Recovery to a point in time goes with the table; a backup plan keeps copies apart from it, for as long as they are needed. */
export default defineRule({
  id: 'table-backup-plan',
  title: 'A backup plan keeps copies of a table',
  severity: 'off',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/dynamodb-in-backup-plan.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-backup-backupselection.html',
  ],
  peers: {
    'cdk-nag': ['DynamoDBInBackupPlan'],
    'AWS Config': ['DYNAMODB_IN_BACKUP_PLAN', 'DYNAMODB_RESOURCES_PROTECTED_BY_BACKUP_PLAN'],
    'Security Hub': ['DynamoDB.4'],
  },
  options: {
    tag: {
      type: 'string',
      default: '',
      description: 'Tag by which plans elsewhere select tables: its key, or `key=value`. Empty: there are none.',
    },
  },

  on: ['table', 'globalTable'],
  check(table, { graph, options, report, undecided }) {
    const tagged = options.tag === '' ? 'no' : isTagged(table, options.tag);
    const selections = selectionsOf(table, graph);
    if (tagged === 'yes' || selections.some(({ is }) => is === 'yes')) return;
    const [open] = selections;
    if (tagged === 'maybe' || open !== undefined) {
      const why =
        open === undefined
          ? 'its tags are known only at deployment'
          : `it can't be told whether ${open.selection.name} takes it`;
      undecided(why, open?.selection ?? table);
      return;
    }
    const tag = options.tag === '' ? '' : `, or tag it ${options.tag}`;
    report({
      at: table,
      message: `${table.name} is in no backup selection of ${here(table)}${options.tag === '' ? '' : ` and has no tag ${options.tag}`}, so no copy of it is kept apart`,
      help: `name it in ${wordOf('backupSelection', 'resources', table)} of a backup selection${tag}`,
      label: 'in no backup plan',
    });
  },
});
