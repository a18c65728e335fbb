import { expect, test } from 'vitest';
import rule from './table-backup-plan.js';
import { lint } from '../../test/support/lint.js';

const app = (selection: string, table = '') => `
Parameters: { Word: { Type: String } }
Conditions: { IsProd: !Equals [!Ref 'AWS::StackName', prod] }
Resources:
  Table: { Type: AWS::DynamoDB::Table, Properties: { ${table} } }
  Other: { Type: AWS::SQS::Queue }
  Plan: { Type: AWS::Backup::BackupPlan }
  Daily:
    Type: AWS::Backup::BackupSelection
    Properties: { BackupPlanId: !Ref Plan, BackupSelection: { SelectionName: daily, ${selection} } }
`;
const tagged = 'Tags: [{ Key: backup, Value: daily }]';
const byTag = (key: string, value: string) =>
  `ListOfTags: [{ ConditionType: STRINGEQUALS, ConditionKey: ${key}, ConditionValue: ${value} }]`;
const by = (operator: string, value: string) =>
  `Conditions: { ${operator}: [{ ConditionKey: aws:ResourceTag/backup, ConditionValue: ${value} }] }`;
const all = "Resources: ['arn:aws:dynamodb:*:*:table/*']";

test('in no plan', () => {
  expect(lint(rule, 'Resources:\n  Table: { Type: AWS::DynamoDB::Table }\n')).toMatchInlineSnapshot(`
    "2:3 error Table is in no backup selection of this template, so no copy of it is kept apart [table-backup-plan]
          Table: { Type: AWS::DynamoDB::Table }
          ~~~~~ in no backup plan
      help: name it in BackupSelection.Resources of a backup selection"
  `);
  expect(lint(rule, app('Resources: [!GetAtt Other.Arn]'))).toContain(
    'Table is in no backup selection of this template',
  );
});

test.each([
  'Resources: [!GetAtt Table.Arn]',
  "Resources: [!Sub 'arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Table}']",
  all,
  "Resources: ['*']",
  'NotResources: [!GetAtt Other.Arn]',
  byTag('backup', 'daily'),
  `Resources: [!GetAtt Other.Arn], ${byTag('backup', 'daily')}`,
  `${all}, ${by('StringEquals', 'daily')}`,
  by('StringLike', 'd*'),
  by('StringNotEquals', 'never'),
  by('StringNotLike', 'n*'),
])('selected: %s', (selection) => {
  expect(lint(rule, app(selection, tagged), { undecided: true })).toBe('');
});

test.each([
  `${all}, NotResources: [!GetAtt Table.Arn]`,
  byTag('backup', 'weekly'),
  byTag('other', 'daily'),
  `${all}, ${by('StringEquals', 'weekly')}`,
  by('StringLike', 'w*'),
  by('StringNotEquals', 'daily'),
  by('StringNotLike', 'd*'),
])('not selected: %s', (selection) => {
  expect(lint(rule, app(selection, tagged))).toContain('Table is in no backup selection');
});

test('by its name', () => {
  const named = "Resources: ['arn:aws:dynamodb:*:*:table/shop-*']";
  expect(lint(rule, app(named, 'TableName: shop-orders'), { undecided: true })).toBe('');
  expect(lint(rule, app(named, 'TableName: orders'))).toContain('Table is in no backup selection');
  expect(
    lint(rule, app("Resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/orders']", 'TableName: orders')),
  ).toBe('');
});

test('by a tag that plans elsewhere select', () => {
  const text = (tags: string) => `Resources:\n  Table: { Type: AWS::DynamoDB::Table, Properties: { ${tags} } }\n`;
  expect(lint(rule, text(tagged), { options: { tag: 'backup' } })).toBe('');
  expect(lint(rule, text(tagged), { options: { tag: 'backup=daily' } })).toBe('');
  expect(lint(rule, text(tagged), { options: { tag: 'backup=weekly' } })).toMatchInlineSnapshot(`
    "2:3 error Table is in no backup selection of this template and has no tag backup=weekly, so no copy of it is kept apart [table-backup-plan]
          Table: { Type: AWS::DynamoDB::Table, Properties: { Tags: [{ Key: backup, Value: daily }] } }
          ~~~~~ in no backup plan
      help: name it in BackupSelection.Resources of a backup selection, or tag it backup=weekly"
  `);
  expect(lint(rule, text('Tags: !Ref AWS::NoValue'), { options: { tag: 'backup' } })).toContain('or tag it backup');
});

test('one replica of a global table is enough', () => {
  const text = (tags: string) => `
Resources:
  Table:
    Type: AWS::DynamoDB::GlobalTable
    Properties: { Replicas: [{ Region: eu-west-1 }, { Region: eu-central-1, ${tags} }] }
`;
  expect(lint(rule, text(tagged), { options: { tag: 'backup' } })).toBe('');
  expect(lint(rule, text(''), { options: { tag: 'backup' } })).toContain('Table is in no backup selection');
});

test('a table of SAM', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Table: { Type: AWS::Serverless::SimpleTable, Properties: { Tags: { backup: daily } } }
`;
  expect(lint(rule, text, { options: { tag: 'backup=daily' } })).toBe('');
  expect(lint(rule, text)).toContain('4:3 error Table is in no backup selection');
});

test('what only the deployment knows is not guessed at', () => {
  expect(lint(rule, app('Resources: [!Ref Word]'), { undecided: true })).toMatchInlineSnapshot(
    `"8:3 undecided Table: it can't be told whether Daily takes it"`,
  );
  expect(lint(rule, app("Resources: ['arn:aws:dynamodb:*:*:table/shop-*']"), { undecided: true })).toContain(
    'undecided',
  );
  expect(lint(rule, app(byTag('backup', '!Ref Word'), tagged), { undecided: true })).toContain('undecided');
  expect(lint(rule, app(byTag('backup', 'daily'), 'Tags: !Ref Word'), { undecided: true })).toContain('undecided');
  expect(
    lint(rule, 'Resources:\n  Table: { Type: AWS::DynamoDB::Table, Properties: { Tags: !Ref Given } }\n', {
      options: { tag: 'backup' },
      undecided: true,
    }),
  ).toMatchInlineSnapshot(`"2:65 undecided Table: Tags: Given is not in the template"`);
});

test('in one branch only, and by a default', () => {
  const text = app('Resources: [!GetAtt Table.Arn]').replace(
    '    Type: AWS::Backup::BackupSelection',
    '    Type: AWS::Backup::BackupSelection\n    Condition: IsProd',
  );
  expect(lint(rule, text)).toContain('when IsProd is false');
  const named = app(byTag('backup', '!Ref Word'), tagged).replace(
    '{ Type: String }',
    '{ Type: String, Default: weekly }',
  );
  expect(lint(rule, named)).toContain('when Word keeps its default');
});

test('what is no table', () => {
  expect(lint(rule, 'Resources:\n  Other: { Type: AWS::SQS::Queue }\n', { undecided: true })).toBe('');
});
