import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './resource-policy-not-action.js';

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

test('all but some, for a role', () => {
  const text = queue("Effect: Allow, Principal: { AWS: !GetAtt Role.Arn }, NotAction: ['sqs:DeleteQueue']");
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "11:133 warning Policy allows every action but sqs:DeleteQueue, to Role, so also what nobody needs and what AWS adds later [resource-policy-not-action]
              PolicyDocument: { Statement: [{ Resource: !GetAtt Queue.Arn, Effect: Allow, Principal: { AWS: !GetAtt Role.Arn }, NotAction: ['sqs:DeleteQueue'] }] }
                                                                                                                                            ~~~~~~~~~~~~~~~~~ all but this
      help: list the actions that are needed in Action instead"
  `);
});

test('for everyone, and for all but some', () => {
  expect(lint(rule, queue("Effect: Allow, Principal: '*', NotAction: 'sqs:DeleteQueue'"))).toContain('to everyone, so');
  const text = queue("Effect: Allow, NotPrincipal: { AWS: '123456789012' }, NotAction: { AWS: x }");
  expect(lint(rule, text)).toContain(
    'every action but what NotAction names, to everyone but those whom NotPrincipal names',
  );
});

test.each([
  "Effect: Deny, Principal: '*', NotAction: 'sqs:SendMessage'",
  "Effect: Allow, Principal: '*', Action: 'sqs:*'",
  "Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root' }, NotAction: 'sqs:DeleteQueue'",
])('a limit, another rule’s business, or what the policies of the account decide: %s', (statement) => {
  expect(lint(rule, queue(statement), { undecided: true })).toBe('');
});

test.each([
  "Effect: !Ref Word, Principal: '*', NotAction: 'sqs:DeleteQueue'",
  "Effect: Allow, Principal: { AWS: !Ref Word }, NotAction: 'sqs:DeleteQueue'",
  "Effect: Allow, Principal: '*', NotAction: 'sqs:DeleteQueue', Fn::Transform: { Name: AWS::Include }",
])('what only the deployment knows: %s', (statement) => {
  expect(lint(rule, queue(statement), { undecided: true })).toMatch(/^\d+:\d+ undecided Policy: .*$/);
});

test('only in the branch that is wrong, and says when', () => {
  const text = queue("Effect: !If [IsOpen, Allow, Deny], Principal: '*', NotAction: 'sqs:DeleteQueue'");
  expect(lint(rule, text)).toContain('when IsOpen is true');
});

test('the policy of an API of SAM; no trust policy', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: a
      Auth:
        ResourcePolicy: { CustomStatements: [{ Effect: Allow, Principal: '*', NotAction: 'execute-api:x', Resource: '*' }] }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: { Effect: Allow, Principal: '*', NotAction: 'sts:TagSession' } }
`;
  expect(lint(rule, text).match(/\[resource-policy-not-action\]/g)).toHaveLength(1);
  expect(lint(rule, text)).toContain('the resource policy of Api allows every action but execute-api:x');
});
