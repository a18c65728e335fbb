import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './table-encryption.js';

const table = (properties: string, type = 'AWS::DynamoDB::Table') => `
Transform: AWS::Serverless-2016-10-31
Parameters: { Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Orders: { Type: ${type}, Properties: ${properties} }
  Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: {} } }
`;
const sse = (enabled: string, more = '') => table(`{ SSESpecification: { SSEEnabled: ${enabled}${more} } }`);
const cmk = { requireCmk: true };

test('a table with a key of DynamoDB', () => {
  expect(lint(rule, table('{}'))).toMatchInlineSnapshot(`
    "6:3 error Orders has no SSESpecification.SSEEnabled, so it is encrypted with a key of DynamoDB's own, whose use nobody can see or limit [table-encryption]
          Orders: { Type: AWS::DynamoDB::Table, Properties: {} }
          ~~~~~~ a key of DynamoDB's own
      help: set SSESpecification.SSEEnabled to true"
  `);
  expect(lint(rule, sse('false'))).toMatchInlineSnapshot(`
    "6:87 error Orders has SSESpecification.SSEEnabled false, so it is encrypted with a key of DynamoDB's own, whose use nobody can see or limit [table-encryption]
          Orders: { Type: AWS::DynamoDB::Table, Properties: { SSESpecification: { SSEEnabled: false } } }
                                                                                              ~~~~~ a key of DynamoDB's own
      help: set SSESpecification.SSEEnabled to true"
  `);
  expect(lint(rule, table('{}', 'AWS::Serverless::SimpleTable'))).toContain(
    'Orders has no SSESpecification.SSEEnabled',
  );
  expect(lint(rule, table('{}'), { options: cmk })).toContain(
    'help: set SSESpecification.SSEEnabled to true, and name',
  );
});

test('one with a key of KMS', () => {
  expect(lint(rule, sse('true'), { undecided: true })).toBe('');
  expect(lint(rule, sse('true', ', KMSMasterKeyId: !ImportValue key'), { undecided: true })).toBe('');
});

test('the truth values of YAML 1.1', () => {
  for (const on of ['yes', 'Yes', 'ON', "'true'"]) expect(lint(rule, sse(on), { undecided: true })).toBe('');
  for (const off of ['no', 'Off', "'False'"]) {
    expect(lint(rule, sse(off))).toContain('Orders has SSESpecification.SSEEnabled false');
  }
  expect(lint(rule, sse('maybe'), { undecided: true })).toContain('undecided');
});

test('a customer managed key, where one is asked for', () => {
  expect(lint(rule, sse('true', ', KMSMasterKeyId: !Ref Key'), { options: cmk, undecided: true })).toBe('');
  expect(lint(rule, sse('true', ', KMSMasterKeyId: alias/orders'), { options: cmk, undecided: true })).toBe('');
  expect(lint(rule, sse('true'), { options: cmk })).toMatchInlineSnapshot(`
    "6:55 error Orders has no customer managed key, so no key policy of yours says who may read its items [table-encryption]
          Orders: { Type: AWS::DynamoDB::Table, Properties: { SSESpecification: { SSEEnabled: true } } }
                                                              ~~~~~~~~~~~~~~~~ no SSESpecification.KMSMasterKeyId
      help: set SSESpecification.KMSMasterKeyId to a customer managed key"
  `);
  expect(lint(rule, sse('true', ', KMSMasterKeyId: alias/aws/dynamodb'), { options: cmk })).toContain('a key of AWS');
});

test('what only the deployment knows is not guessed at', () => {
  expect(lint(rule, sse('!ImportValue sse'), { undecided: true })).toMatchInlineSnapshot(
    `"6:100 undecided Orders: SSESpecification.SSEEnabled: imported from another stack"`,
  );
  const key = sse('true', ', KMSMasterKeyId: !ImportValue key');
  expect(lint(rule, key, { options: cmk, undecided: true })).toMatchInlineSnapshot(
    `"6:122 undecided Orders: imported from another stack"`,
  );
});

test('only in the branch that is wrong, and says when', () => {
  expect(lint(rule, sse('!If [IsProd, true, false]'))).toContain('when IsProd is false');
});

test('a global table has a key in each region', () => {
  const replicas = (...keys: string[]) =>
    table(
      `{ SSESpecification: { SSEEnabled: true }, Replicas: [${keys.map((key) => `{ Region: eu-west-1, ${key} }`).join(', ')}] }`,
      'AWS::DynamoDB::GlobalTable',
    );
  const own = 'SSESpecification: { KMSMasterKeyId: alias/orders }';
  expect(lint(rule, table('{ Replicas: [] }', 'AWS::DynamoDB::GlobalTable'))).toContain("a key of DynamoDB's own");
  expect(lint(rule, replicas('DeletionProtectionEnabled: true'), { undecided: true })).toBe('');
  expect(lint(rule, replicas(own, own), { options: cmk, undecided: true })).toBe('');
  expect(lint(rule, replicas(own, 'DeletionProtectionEnabled: true'), { options: cmk })).toContain(
    'Orders has no customer managed key',
  );
});
