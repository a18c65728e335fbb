import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './topic-encryption.js';

const topic = (properties: string) => `
Parameters: { Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  News: { Type: AWS::SNS::Topic, Properties: ${properties} }
  Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: {} } }
  Alias: { Type: AWS::KMS::Alias, Properties: { AliasName: alias/news, TargetKeyId: !Ref Key } }
`;
const cmk = { requireCmk: true };

test('a topic without a key', () => {
  expect(lint(rule, topic('{ TopicName: news }'))).toMatchInlineSnapshot(`
    "5:3 info News has no KmsMasterKeyId, so its messages are stored without server-side encryption [topic-encryption]
          News: { Type: AWS::SNS::Topic, Properties: { TopicName: news } }
          ~~~~ no KmsMasterKeyId
      help: set KmsMasterKeyId to a KMS key that its publishers may use"
  `);
  expect(lint(rule, topic("{ KmsMasterKeyId: '' }"))).toContain('News has no KmsMasterKeyId');
  expect(lint(rule, topic('{}'), { options: cmk })).toContain('help: set KmsMasterKeyId to a customer managed key');
});

test.each(['!Ref Key', '!GetAtt Key.Arn', '!Ref Alias', 'alias/aws/sns', '!ImportValue key', "!Sub 'alias/${Stage}'"])(
  'with a key: %s',
  (key) => {
    expect(lint(rule, topic(`{ KmsMasterKeyId: ${key} }`), { undecided: true })).toBe('');
  },
);

test('the key of AWS, where a customer managed one is asked for', () => {
  expect(lint(rule, topic('{ KmsMasterKeyId: alias/aws/sns }'), { options: cmk })).toMatchInlineSnapshot(`
    "5:64 info News has no customer managed key, so no key policy of yours says who may read its messages [topic-encryption]
          News: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: alias/aws/sns } }
                                                                       ~~~~~~~~~~~~~ a key of AWS
      help: set KmsMasterKeyId to a customer managed key that its publishers may use"
  `);
  expect(lint(rule, topic('{ KmsMasterKeyId: alias/news }'), { options: cmk, undecided: true })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  const text = topic('{ KmsMasterKeyId: !ImportValue key }');
  expect(lint(rule, text, { options: cmk, undecided: true })).toMatchInlineSnapshot(
    `"5:77 undecided News: imported from another stack"`,
  );
});

test('only in the branch that is wrong, and says when', () => {
  expect(lint(rule, topic('{ KmsMasterKeyId: !If [IsProd, !Ref Key, !Ref AWS::NoValue] }'))).toMatchInlineSnapshot(`
    "5:92 info News has no KmsMasterKeyId, so its messages are stored without server-side encryption [topic-encryption]
          News: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: !If [IsProd, !Ref Key, !Ref AWS::NoValue] } }
                                                                                                   ~~~~~~~~~~~~ no KmsMasterKeyId
      help: set KmsMasterKeyId to a KMS key that its publishers may use
      when IsProd is false"
  `);
});

test('a topic that SAM makes', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs22.x
      EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SNS } } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "10:49 info the topic that SAM makes for OnFailure of Worker has no KmsMasterKeyId, so its messages are stored without server-side encryption [topic-encryption]
              EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SNS } } }
                                                        ~~~~~~~~~ no KmsMasterKeyId
      help: make a topic of your own with a KMS key in KmsMasterKeyId, and name it where Worker has this one made"
  `);
});
