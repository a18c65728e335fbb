import { expect, test } from 'vitest';
import rule from './role-boundary-document.js';
import { lint } from '../../test/support/lint.js';

const boundary = (statements: string, use = 'PermissionsBoundary: !Ref Limit') => `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      ${use}
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
  Limit:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
${statements}
`;
const allow = (action: string, more = '') => `          - { Effect: Allow, Action: ${action}, Resource: '*'${more} }\n`;
const deny = (action: string, more = '') => `          - { Effect: Deny, Action: ${action}, Resource: '*'${more} }\n`;

test('a list of what applications need', () => {
  const core = allow('[logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents]');
  const data =
    "          - { Effect: Allow, Action: [s3:GetObject, s3:PutObject, dynamodb:GetItem], Resource: ['arn:aws:s3:::my-app-data-bucket/*', 'arn:aws:dynamodb:us-east-1:123456789012:table/AppStateTable'] }\n";
  expect(lint(rule, boundary(core + data + deny("['iam:*', 'kms:*']")), { undecided: true })).toBe('');
});

test('everything but what changes rights', () => {
  expect(
    lint(rule, boundary(allow("'*'") + deny("['iam:*', 'organizations:*', 'account:*']")), { undecided: true }),
  ).toBe('');
});

test('everything', () => {
  expect(lint(rule, boundary(allow("'*'")))).toMatchInlineSnapshot(`
    "15:38 warning Limit is a boundary, but leaves iam:PutRolePolicy (and 33 more ways), so what it limits can get past it through other roles and users [role-boundary-document]
                  - { Effect: Allow, Action: '*', Resource: '*' }
                                             ~~~ leaves iam:PutRolePolicy
      help: deny iam:PutRolePolicy in Limit, or allow it only with a condition on iam:PermissionsBoundary"
  `);
});

test('a Deny list that forgets something', () => {
  expect(
    lint(
      rule,
      boundary(
        allow("'*'") +
          deny("['iam:Put*', 'iam:Attach*', 'iam:Update*', 'iam:Create*', 'iam:Delete*', 'iam:Set*', 'iam:Add*']"),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "15:38 warning Limit is a boundary, but leaves iam:PassRole, lambda:CreateFunction and lambda:InvokeFunction (and 18 more ways), so what it limits can get past it through other roles and users [role-boundary-document]
                  - { Effect: Allow, Action: '*', Resource: '*' }
                                             ~~~ leaves iam:PassRole
      help: limit iam:PassRole in Limit to roles that have a boundary themselves"
  `);
});

test('whole services', () => {
  expect(lint(rule, boundary(allow("['s3:List*', 's3:Get*', 'logs:*', 'dynamodb:*', 'lambda:*']"))))
    .toMatchInlineSnapshot(`
    "15:62 warning Limit is a boundary, but leaves logs:* (such as PutResourcePolicy), dynamodb:* (such as UpdateAbacStatus) and lambda:* (such as AddPermission) on every resource, so what it limits can still change who may use them [role-boundary-document]
                  - { Effect: Allow, Action: ['s3:List*', 's3:Get*', 'logs:*', 'dynamodb:*', 'lambda:*'], Resource: '*' }
                                                                     ~~~~~~~~ a service without limit
      help: list the actions that the roles may need, or deny those that change permissions"
  `);
  expect(
    lint(rule, boundary(allow("['logs:*', 'dynamodb:*', 'lambda:*']")), {
      options: { allow: ['logs:*', 'DynamoDB:*', 'lambda:*'] },
    }),
  ).toBe('');
  expect(lint(rule, boundary(allow("'xray:Get*'")), { options: { accessLevels: ['read'] } })).toBe('');
  expect(lint(rule, boundary(allow("'xray:*'")), { options: { accessLevels: ['read'] } })).toContain('xray:*');
});

test('a service without what changes permissions', () => {
  const left = deny("['sqs:*Permission', sqs:SetQueueAttributes]");
  expect(lint(rule, boundary(allow("'sqs:*'") + left), { undecided: true })).toBe('');
});

test('roles that get the same boundary', () => {
  const same =
    ", Condition: { StringEquals: { 'iam:PermissionsBoundary': !Sub 'arn:aws:iam::${AWS::AccountId}:policy/limit' } }";
  expect(
    lint(rule, boundary(allow('[iam:CreateRole, iam:PutRolePolicy, iam:AttachRolePolicy]', same)), { undecided: true }),
  ).toBe('');
});

test('the boundary itself', () => {
  const own =
    "          - { Effect: Allow, Action: 'iam:CreatePolicyVersion', Resource: 'arn:aws:iam::123456789012:policy/*' }\n";
  expect(lint(rule, boundary(own))).toMatchInlineSnapshot(`
    "15:38 warning Limit is a boundary, but leaves iam:CreatePolicyVersion, so what it limits can get past it through other roles and users [role-boundary-document]
                  - { Effect: Allow, Action: 'iam:CreatePolicyVersion', Resource: 'arn:aws:iam::123456789012:policy/*' }
                                             ~~~~~~~~~~~~~~~~~~~~~~~~~ leaves iam:CreatePolicyVersion
      help: deny iam:CreatePolicyVersion in Limit, or allow it only with a condition on iam:PermissionsBoundary"
  `);
});

test('a policy that is no boundary', () => {
  expect(lint(rule, boundary(allow("'*'"), 'ManagedPolicyArns: [!Ref Limit]'), { undecided: true })).toBe('');
  expect(lint(rule, boundary(allow("'*'"), 'Path: /'), { undecided: true })).toBe('');
});

test('what only the deployment knows', () => {
  const text = (statement: string) => `Parameters: { Given: { Type: String } }${boundary(statement)}`;
  expect(lint(rule, text(allow('!Ref Given')), { undecided: true })).toMatchInlineSnapshot(
    `"15:43 undecided Limit: \${Given} is known only at deployment"`,
  );
  expect(lint(rule, text('          - !Ref Given'), { undecided: true })).toContain('undecided Limit');
});

test('only where the condition makes it so', () => {
  const text = `Conditions: { IsTest: !Equals [!Ref AWS::Region, eu-west-1] }${boundary(allow("!If [IsTest, '*', s3:GetObject]"))}`;
  expect(lint(rule, text)).toContain('when IsTest is true');
});

test('a boundary in Globals of SAM', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { PermissionsBoundary: !Ref Limit } }
Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: app.handler, Runtime: nodejs22.x, CodeUri: src/ } }
  Limit:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: '{ "Statement": { "Effect": "Allow", "Action": ["iam:PassRole", "ec2:*"], "Resource": "*" } }'
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "9:23 warning Limit is a boundary, but leaves iam:PassRole and ec2:RunInstances, so what it limits can get past it through other roles and users [role-boundary-document]
              PolicyDocument: '{ "Statement": { "Effect": "Allow", "Action": ["iam:PassRole", "ec2:*"], "Resource": "*" } }'
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ leaves iam:PassRole
      help: limit iam:PassRole in Limit to roles that have a boundary themselves"
  `);
});
