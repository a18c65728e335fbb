import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './table-pitr.js';

const table = (properties: string, type = 'AWS::DynamoDB::Table') => `
Transform: AWS::Serverless-2016-10-31
Parameters: { Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Orders: { Type: ${type}, Properties: ${properties} }
`;
const recovery = (value: string) => `PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: ${value} }`;

test('a table that no earlier state is kept of', () => {
  expect(lint(rule, table('{ BillingMode: PAY_PER_REQUEST }'))).toMatchInlineSnapshot(`
    "6:3 info Orders has no PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled, so what is overwritten or deleted by mistake is lost [table-pitr]
          Orders: { Type: AWS::DynamoDB::Table, Properties: { BillingMode: PAY_PER_REQUEST } }
          ~~~~~~ no point-in-time recovery
      help: set PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled to true"
  `);
  expect(lint(rule, table(`{ ${recovery('false')} }`))).toMatchInlineSnapshot(`
    "6:119 info Orders has PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled false, so what is overwritten or deleted by mistake is lost [table-pitr]
          Orders: { Type: AWS::DynamoDB::Table, Properties: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } } }
                                                                                                                              ~~~~~ no point-in-time recovery
      help: set PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled to true"
  `);
});

test('one that can be brought back', () => {
  expect(lint(rule, table(`{ ${recovery('true')} }`), { undecided: true })).toBe('');
});

test('a table of SAM', () => {
  expect(lint(rule, table('{}', 'AWS::Serverless::SimpleTable'))).toContain('Orders has no');
  expect(lint(rule, table(`{ ${recovery('true')} }`, 'AWS::Serverless::SimpleTable'))).toBe('');
});

test('a value that only the deployment knows is not guessed at', () => {
  expect(lint(rule, table(`{ ${recovery('!ImportValue recovery')} }`), { undecided: true })).toMatchInlineSnapshot(
    `"6:132 undecided Orders: PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled: imported from another stack"`,
  );
});

test('only in the branch that is wrong, and says when', () => {
  expect(lint(rule, table(`{ ${recovery('!If [IsProd, true, false]')} }`))).toContain('when IsProd is false');
});

test('of a global table one replica is enough', () => {
  const replicas = (...more: string[]) =>
    table(
      `{ Replicas: [${more.map((each, index) => `{ Region: eu-west-${String(index + 1)}, ${each} }`).join(', ')}] }`,
      'AWS::DynamoDB::GlobalTable',
    );
  expect(lint(rule, replicas(recovery('false'), 'DeletionProtectionEnabled: true'))).toMatchInlineSnapshot(`
    "6:157 info Orders has PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled false, so what is overwritten or deleted by mistake is lost [table-pitr]
          Orders: { Type: AWS::DynamoDB::GlobalTable, Properties: { Replicas: [{ Region: eu-west-1, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } }, { Region: eu-west-2, DeletionProtectionEnabled: true }] } }
                                                                                                                                                                    ~~~~~ no point-in-time recovery
      help: set PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled to true"
  `);
  expect(lint(rule, replicas(recovery('false'), recovery('true')), { undecided: true })).toBe('');
});
