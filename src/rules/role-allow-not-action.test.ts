import { expect, test } from 'vitest';
import rule from './role-allow-not-action.js';
import { lint } from '../../test/support/lint.js';
import { role, sam } from '../../test/support/role-template.js';

const but = (resource: string, more = '') =>
  role(`[{ Effect: Allow, NotAction: ['iam:*', s3:DeleteBucket], Resource: ${resource}${more} }]`);

test('actions that are named', () => {
  expect(lint(rule, role("[{ Effect: Allow, Action: ['s3:*'], Resource: '*' }]"), { undecided: true })).toBe('');
});

test('a Deny of all but some is a limit', () => {
  expect(lint(rule, role("[{ Effect: Deny, NotAction: 's3:*', Resource: '*' }]"), { undecided: true })).toBe('');
});

test('all but some in the account', () => {
  expect(lint(rule, but("'*'"))).toMatchInlineSnapshot(`
    "11:54 error the inline policy of FnRole allows every action but iam:* and s3:DeleteBucket, so whatever acts with it can do almost anything in the account [role-allow-not-action]
                    Statement: [{ Effect: Allow, NotAction: ['iam:*', s3:DeleteBucket], Resource: '*' }]
                                                             ~~~~~~~ all but this
      help: list the actions that are needed in Action instead"
  `);
});

test('all but some on what is named', () => {
  expect(lint(rule, but("'arn:aws:s3:::orders/*'"))).toContain('can do almost anything to what Resource names');
});

test('a trust policy is the business of role-trust-not-principal', () => {
  const text = `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, NotAction: 'iam:*' }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a function of SAM, and a statement without a list', () => {
  expect(lint(rule, sam("[{ Statement: { Effect: Allow, NotAction: 'iam:*', Resource: '*' } }]")))
    .toMatchInlineSnapshot(`
    "10:59 error the role that SAM makes for Fn allows every action but iam:*, so whatever acts with it can do almost anything in the account [role-allow-not-action]
              Policies: [{ Statement: { Effect: Allow, NotAction: 'iam:*', Resource: '*' } }]
                                                                  ~~~~~~~ all but this
      help: list the actions that are needed in Action instead"
  `);
  expect(
    lint(rule, sam('[AWSLambdaBasicExecutionRole, { DynamoDBCrudPolicy: { TableName: t } }]'), { undecided: true }),
  ).toBe('');
});

test('what only the deployment knows', () => {
  const text = (statement: string) => `Parameters: { Given: { Type: String } }${role(statement)}`;
  expect(
    lint(rule, text("[{ Effect: !Ref Given, NotAction: 'iam:*', Resource: '*' }]"), { undecided: true }),
  ).toMatchInlineSnapshot(`"11:58 undecided FnRole: it can't be told whether the statement allows or denies"`);
  expect(lint(rule, text('[!Ref Given]'), { undecided: true })).toContain('undecided');
});

test('only where the condition makes it so', () => {
  const text = `Conditions: { IsTest: !Equals [!Ref AWS::Region, eu-west-1] }${role("[!If [IsTest, { Effect: Allow, NotAction: 'iam:*', Resource: '*' }, { Effect: Allow, Action: s3:GetObject, Resource: '*' }]]")}`;
  expect(lint(rule, text)).toContain('when IsTest is true');
});

test('a role of something else only if all roles are judged', () => {
  const text = role("[{ Effect: Allow, NotAction: 'iam:*', Resource: '*' }]", '', 'ec2');
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: { allRoles: true } })).toContain('error');
});

test('a managed policy names the roles that have it, and a boundary grants nothing', () => {
  const text = (property: string) => `${role('[]', `\n      ${property}`)}
  Wide:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: '{ "Statement": [{ "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" }] }'
`;
  expect(lint(rule, text('ManagedPolicyArns: [!Ref Wide]'))).toMatchInlineSnapshot(`
    "17:23 error Wide allows every action but iam:*, so whatever acts with it can do almost anything in the account [role-allow-not-action]
              PolicyDocument: '{ "Statement": [{ "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" }] }'
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ all but this
      help: list the actions that are needed in Action instead
      3:3 FnRole has Wide"
  `);
  expect(lint(rule, text('PermissionsBoundary: !Ref Wide'), { undecided: true })).toBe('');
});

test('an element of the wrong shape is still there', () => {
  expect(lint(rule, role("[{ Effect: Allow, NotAction: { AWS: x }, Resource: '*' }]"))).toContain(
    'but what NotAction names',
  );
});
