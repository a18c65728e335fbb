import { expect, test } from 'vitest';
import rule from './policy-not-principal.js';
import { lint } from '../../test/support/lint.js';

const queue = (statement: string) => `
Parameters: { Word: { Type: String } }
Conditions: { IsOpen: !Equals [!Ref 'AWS::StackName', open] }
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument: { Statement: [{ Action: sqs:SendMessage, Resource: '*', ${statement} }] }
`;

test('all but one may send', () => {
  const text = queue("Effect: Allow, NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' }");
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "10:115 error Policy allows sqs:SendMessage to everyone but those whom NotPrincipal names, anonymous callers among them [policy-not-principal]
              PolicyDocument: { Statement: [{ Action: sqs:SendMessage, Resource: '*', Effect: Allow, NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' } }] }
                                                                                                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ everyone else
      help: name who is let in as Principal"
  `);
  expect(lint(rule, queue("Effect: Allow, NotPrincipal: '*'"))).toContain('everyone but');
});

test.each([
  "Effect: Deny, NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' }",
  "Effect: Allow, Principal: { AWS: 'arn:aws:iam::123456789012:root' }",
  "Effect: Allow, Principal: '*'",
])('a denial of all but one, or another rule’s business: %s', (statement) => {
  expect(lint(rule, queue(statement), { undecided: true })).toBe('');
});

test('an effect that only the deployment knows', () => {
  const text = queue("Effect: !Ref Word, NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' }");
  expect(lint(rule, text, { undecided: true })).toContain("undecided Policy: it can't be told");
});

test('only in the branch that is wrong, and says when', () => {
  const text = queue("Effect: !If [IsOpen, Allow, Deny], NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' }");
  expect(lint(rule, text)).toContain('when IsOpen is true');
});

test('the policy of an API of SAM and of a key, as JSON', () => {
  const document = {
    Statement: [{ Effect: 'Allow', NotPrincipal: { AWS: '123456789012' }, Action: '*', Resource: '*' }],
  };
  const text = JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Api: {
        Type: 'AWS::Serverless::Api',
        Properties: { StageName: 'a', Auth: { ResourcePolicy: { CustomStatements: document.Statement } } },
      },
      Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: document } },
    },
  });
  const found = lint(rule, text, { path: 'template.json' });
  expect(found).toContain('the resource policy of Key allows *');
  expect(found).toContain('the resource policy of Api allows *');
});

test('the trust policy of a role is not judged here', () => {
  const text = `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Action: 'sts:AssumeRole', NotPrincipal: { AWS: '123456789012' } }] }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});
