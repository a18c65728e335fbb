import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './resource-policy-wildcard-action.js';

const queue = (statement: string) => `
Parameters: { Word: { Type: String } }
Conditions: { IsOpen: !Equals [!Ref 'AWS::StackName', open] }
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Role: { Type: AWS::IAM::Role }
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument: { Statement: [{ Resource: !GetAtt Queue.Arn, ${statement} }] }
`;
const allow = (principal: string, action = "'sqs:*'") =>
  queue(`Effect: Allow, Principal: ${principal}, Action: ${action}`);

const key = (...principals: string[]) => `
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
${principals.map((each) => `          - { Effect: Allow, Principal: ${each}, Action: 'kms:*', Resource: '*' }`).join('\n')}
`;

test('every action of the service, for a role', () => {
  expect(lint(rule, allow('{ AWS: !GetAtt Role.Arn }'))).toMatchInlineSnapshot(`
    "11:129 warning Policy allows sqs:*, every action of the service, to Role, so also what nobody needs and what AWS adds later [resource-policy-wildcard-action]
              PolicyDocument: { Statement: [{ Resource: !GetAtt Queue.Arn, Effect: Allow, Principal: { AWS: !GetAtt Role.Arn }, Action: 'sqs:*' }] }
                                                                                                                                        ~~~~~~~ every action
      help: list the actions that are needed instead"
  `);
});

test('every action there is, and one of several, whatever the case', () => {
  expect(lint(rule, allow('{ Service: sns.amazonaws.com }', "'*'"))).toContain(
    'allows *, every action of the service, to sns',
  );
  expect(lint(rule, allow("'*'", "[sqs:SendMessage, 'SQS:*']"))).toContain(
    'allows SQS:*, every action of the service, to everyone',
  );
  const but = "Effect: Allow, NotPrincipal: { AWS: '123456789012' }, Action: 'sqs:*'";
  expect(lint(rule, queue(but))).toContain('to everyone but those whom NotPrincipal names');
});

test('actions that are named, and wildcards for some of them', () => {
  for (const action of ['sqs:SendMessage', "['sqs:Send*', 'sqs:Get*']"])
    expect(lint(rule, allow("'*'", action), { undecided: true })).toBe('');
  expect(lint(rule, queue("Effect: Deny, Principal: '*', Action: 'sqs:*'"), { undecided: true })).toBe('');
});

test('the own account decides with policies of its own', () => {
  for (const principal of ['!Ref AWS::AccountId', "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'"])
    expect(lint(rule, allow(`{ AWS: ${principal} }`), { undecided: true })).toBe('');
  const both = allow("{ AWS: [!Ref AWS::AccountId, 'arn:aws:iam::444455556666:role/ci'] }");
  expect(lint(rule, both)).toContain('to arn:aws:iam::444455556666:role/ci, so');
});

test('another account, by its number: one whose number the queue has is its own', () => {
  const text = (account: string) =>
    allow(`{ AWS: '${account}' }`).replace('!GetAtt Queue.Arn', 'arn:aws:sqs:eu-west-1:111122223333:q');
  expect(lint(rule, text('111122223333'), { undecided: true })).toBe('');
  expect(lint(rule, text('444455556666'))).toContain('to 444455556666, so');
});

test('the statement that every key policy begins with', () => {
  expect(lint(rule, key("{ AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root' }"), { undecided: true })).toBe('');
  expect(lint(rule, key("{ AWS: 'arn:aws:iam::111122223333:root' }"), { undecided: true })).toBe('');
  expect(lint(rule, key('{ AWS: !Ref AWS::AccountId }', "{ AWS: 'arn:aws:iam::444455556666:root' }")))
    .toMatchInlineSnapshot(`
    "9:92 warning the resource policy of Key allows kms:*, every action of the service, to arn:aws:iam::444455556666:root, so also what nobody needs and what AWS adds later [resource-policy-wildcard-action]
                  - { Effect: Allow, Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'kms:*', Resource: '*' }
                                                                                                   ~~~~~~~ every action
      help: list the actions that are needed instead"
  `);
  expect(lint(rule, key("{ AWS: 'arn:aws:iam::111122223333:role/admin' }"))).toContain(
    'the resource policy of Key allows kms:*',
  );
});

test('a bucket that leaves the decision to its access points', () => {
  const bucket = (condition: string) => `
Resources:
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: b
      PolicyDocument:
        Statement: { Effect: Allow, Principal: { AWS: '*' }, Action: '*', Resource: '*', Condition: { ${condition} } }
`;
  const own = 's3:DataAccessPointAccount: !Ref AWS::AccountId';
  expect(lint(rule, bucket(`StringEquals: { ${own} }`), { undecided: true })).toBe('');
  expect(lint(rule, bucket(`StringNotEquals: { ${own} }`))).toContain('to everyone, so');
});

test('a statement that has yet to say for whom it is', () => {
  expect(lint(rule, queue("Effect: Allow, Action: 'sqs:*'"))).toContain('to those whom Principal is to name, so');
});

test('everyone stands for all who are named beside, as far as a condition leaves them', () => {
  const everyone = "{ AWS: [!GetAtt Role.Arn, '*'] }";
  expect(lint(rule, allow(everyone))).toContain('to everyone, so');
  const idle = "'sqs:*', Condition: { Bool: { aws:SecureTransport: true } }";
  expect(lint(rule, allow(everyone, idle))).toContain('to everyone, so');
  const limited = "'sqs:*', Condition: { StringEquals: { aws:PrincipalOrgID: o-abcdef1234 } }";
  expect(lint(rule, allow(everyone, limited))).toContain(
    'to everyone whom the condition on aws:PrincipalOrgID leaves, so',
  );
});

test.each([
  "Effect: !Ref Word, Principal: '*', Action: 'sqs:*'",
  "Effect: Allow, Principal: { AWS: !Ref Word }, Action: 'sqs:*'",
  "Effect: Allow, Principal: '*', Action: !Ref Word",
  "Effect: Allow, Principal: '*', Action: 'sqs:*', Fn::Transform: { Name: AWS::Include }",
])('what only the deployment knows: %s', (statement) => {
  expect(lint(rule, queue(statement), { undecided: true })).toMatch(/^\d+:\d+ undecided Policy: .*$/);
});

test('only in the branch that is wrong, and says when', () => {
  expect(lint(rule, allow("'*'", "!If [IsOpen, 'sqs:*', sqs:SendMessage]"))).toContain('when IsOpen is true');
});

test('APIs have one action, and search domains take all for their HTTP methods', () => {
  const text = `
Resources:
  Domain:
    Type: AWS::OpenSearchService::Domain
    Properties:
      AccessPolicies: { Statement: [{ Effect: Allow, Principal: { AWS: '123456789012' }, Action: 'es:*', Resource: '*' }] }
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Policy: { Statement: [{ Effect: Allow, Principal: '*', Action: 'execute-api:*', Resource: '*' }] }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});
