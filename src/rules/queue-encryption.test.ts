import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './queue-encryption.js';

const queue = (properties: string) => `
Parameters: { None: { Type: String, Default: '' }, Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Jobs: { Type: AWS::SQS::Queue, Properties: ${properties} }
  Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: {} } }
  Alias: { Type: AWS::KMS::Alias, Properties: { AliasName: alias/jobs, TargetKeyId: !Ref Key } }
`;
const cmk = { requireCmk: true };

test('a queue whose encryption is switched off', () => {
  expect(lint(rule, queue('{ SqsManagedSseEnabled: false }'))).toMatchInlineSnapshot(`
    "5:70 info Jobs has SqsManagedSseEnabled false and no KmsMasterKeyId, so its messages are stored without server-side encryption [queue-encryption]
          Jobs: { Type: AWS::SQS::Queue, Properties: { SqsManagedSseEnabled: false } }
                                                                             ~~~~~ no encryption
      help: leave SqsManagedSseEnabled out, or set KmsMasterKeyId"
  `);
  expect(lint(rule, queue("{ SqsManagedSseEnabled: 'false', KmsMasterKeyId: !Ref None }"))).toContain('false and no');
  expect(lint(rule, queue('{ SqsManagedSseEnabled: false }'), { options: cmk })).toContain(
    'help: leave SqsManagedSseEnabled out, and set KmsMasterKeyId to a customer managed key',
  );
});

test.each([
  ['AWS has SSE-SQS on by default', '{}'],
  ['SSE-SQS', '{ SqsManagedSseEnabled: true }'],
  ['the key of AWS', '{ KmsMasterKeyId: alias/aws/sqs }'],
  ['a key in its stead', '{ SqsManagedSseEnabled: false, KmsMasterKeyId: !Ref Key }'],
  ['some key', '{ SqsManagedSseEnabled: false, KmsMasterKeyId: !ImportValue key }'],
])('an encrypted queue: %s', (_, properties) => {
  expect(lint(rule, queue(properties), { undecided: true })).toBe('');
});

test.each([
  ['of the template', '!Ref Key'],
  ['its ARN', '!GetAtt Key.Arn'],
  ['an alias of it', '!Ref Alias'],
  ['another alias', 'alias/jobs'],
  ['an ARN elsewhere', "!Sub 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/1234'"],
])('a customer managed key, where one is asked for: %s', (_, key) => {
  expect(lint(rule, queue(`{ KmsMasterKeyId: ${key} }`), { options: cmk, undecided: true })).toBe('');
});

test('a key of AWS, where a customer managed one is asked for', () => {
  expect(lint(rule, queue('{}'), { options: cmk })).toMatchInlineSnapshot(`
    "5:3 info Jobs has no customer managed key, so no key policy of yours says who may read its messages [queue-encryption]
          Jobs: { Type: AWS::SQS::Queue, Properties: {} }
          ~~~~ no KmsMasterKeyId
      help: set KmsMasterKeyId to a customer managed key that its senders may use"
  `);
  expect(lint(rule, queue('{ KmsMasterKeyId: alias/aws/sqs }'), { options: cmk })).toMatchInlineSnapshot(`
    "5:64 info Jobs has no customer managed key, so no key policy of yours says who may read its messages [queue-encryption]
          Jobs: { Type: AWS::SQS::Queue, Properties: { KmsMasterKeyId: alias/aws/sqs } }
                                                                       ~~~~~~~~~~~~~ a key of AWS
      help: set KmsMasterKeyId to a customer managed key that its senders may use"
  `);
  const arn = "!Sub 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:alias/aws/sqs'";
  expect(lint(rule, queue(`{ KmsMasterKeyId: ${arn} }`), { options: cmk })).toContain('a key of AWS');
});

test('what only the deployment knows is not guessed at', () => {
  const sse = queue('{ SqsManagedSseEnabled: !ImportValue sse }');
  expect(lint(rule, sse, { undecided: true })).toMatchInlineSnapshot(
    `"5:83 undecided Jobs: imported from another stack"`,
  );
  const key = queue('{ KmsMasterKeyId: !ImportValue key }');
  expect(lint(rule, key, { options: cmk, undecided: true })).toMatchInlineSnapshot(
    `"5:77 undecided Jobs: imported from another stack"`,
  );
  const alias = queue("{ KmsMasterKeyId: !Sub 'alias/${Stage}' }");
  expect(lint(rule, alias, { options: cmk, undecided: true })).toContain('undecided Jobs');
});

test('only in the branch that is wrong, and says when', () => {
  expect(lint(rule, queue('{ SqsManagedSseEnabled: !If [IsProd, true, false] }'))).toMatchInlineSnapshot(`
    "5:89 info Jobs has SqsManagedSseEnabled false and no KmsMasterKeyId, so its messages are stored without server-side encryption [queue-encryption]
          Jobs: { Type: AWS::SQS::Queue, Properties: { SqsManagedSseEnabled: !If [IsProd, true, false] } }
                                                                                                ~~~~~ no encryption
      help: leave SqsManagedSseEnabled out, or set KmsMasterKeyId
      when IsProd is false"
  `);
});

test('a queue that SAM makes takes no key', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs22.x
      Events:
        Tick: { Type: Schedule, Properties: { Schedule: rate(1 day), DeadLetterConfig: { Type: SQS } } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: cmk })).toMatchInlineSnapshot(`
    "11:9 info the dead-letter queue of event Tick of Worker has no customer managed key, so no key policy of yours says who may read its messages [queue-encryption]
                Tick: { Type: Schedule, Properties: { Schedule: rate(1 day), DeadLetterConfig: { Type: SQS } } }
                ~~~~ no KmsMasterKeyId
      help: make a queue of your own with a customer managed key in KmsMasterKeyId, and name it where Worker has this one made"
  `);
});
