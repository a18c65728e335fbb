import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './log-group-encryption.js';

const group = (properties: string) => `
Parameters: { None: { Type: String, Default: '' }, Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Access: { Type: AWS::Logs::LogGroup, Properties: ${properties} }
  Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: {} } }
`;

test('a log group without a key', () => {
  expect(lint(rule, group('{ RetentionInDays: 30 }'))).toMatchInlineSnapshot(`
    "5:3 error Access has no KmsKeyId, so no key policy of yours says who may read its logs [log-group-encryption]
          Access: { Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: 30 } }
          ~~~~~~ no KmsKeyId
      help: set KmsKeyId to the ARN of a customer managed key that CloudWatch Logs may use"
  `);
  expect(lint(rule, group('{ KmsKeyId: !Ref None }'))).toContain('Access has no KmsKeyId');
});

test.each([
  ['of the template', '!GetAtt Key.Arn'],
  ['elsewhere', "!Sub 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/1234'"],
  ['that only the deployment knows', '!ImportValue key'],
])('one with a key %s', (_, key) => {
  expect(lint(rule, group(`{ KmsKeyId: ${key} }`), { undecided: true })).toBe('');
});

test('only in the branch that is wrong, and says when', () => {
  const key = '{ KmsKeyId: !If [IsProd, !GetAtt Key.Arn, !Ref AWS::NoValue] }';
  expect(lint(rule, group(key))).toContain('when IsProd is false');
});

test('what only sets the retention of a log group takes no key', () => {
  const text = `
Resources:
  Retention: { Type: Custom::LogRetention, Properties: { LogGroupName: /aws/lambda/orders, RetentionInDays: 7 } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});
