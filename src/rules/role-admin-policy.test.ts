import { expect, test } from 'vitest';
import rule from './role-admin-policy.js';
import { lint } from '../../test/support/lint.js';

const role = (policies: string, service = 'lambda.amazonaws.com') => `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: ${service} }, Action: 'sts:AssumeRole' }]
      ManagedPolicyArns: ${policies}
`;

const sam = (policies: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, Runtime: nodejs22.x, CodeUri: src/, Policies: ${policies} }
`;

test('policies for code', () => {
  const policies = `
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
        - arn:aws:iam::aws:policy/AmazonS3FullAccess
        - arn:aws:iam::aws:policy/job-function/ViewOnlyAccess
        - !Sub 'arn:aws:iam::\${AWS::AccountId}:policy/AdministratorAccess'`;
  expect(lint(rule, role(policies), { undecided: true })).toBe('');
});

test('policies for administrators', () => {
  const policies = `
        - arn:aws:iam::aws:policy/AdministratorAccess
        - arn:aws:iam::aws:policy/PowerUserAccess
        - arn:aws:iam::aws:policy/IAMFullAccess
        - arn:aws:iam::aws:policy/job-function/SystemAdministrator`;
  expect(lint(rule, role(policies))).toMatchInlineSnapshot(`
    "9:11 error FnRole has AdministratorAccess, so whatever acts with it can do anything in the account [role-admin-policy]
                - arn:aws:iam::aws:policy/AdministratorAccess
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ administrator rights
      help: replace it by a policy with the actions and resources that are needed
    10:11 error FnRole has PowerUserAccess, so whatever acts with it can do anything in the account but manage users and roles [role-admin-policy]
                - arn:aws:iam::aws:policy/PowerUserAccess
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ administrator rights
      help: replace it by a policy with the actions and resources that are needed
    11:11 error FnRole has IAMFullAccess, so whatever acts with it can give itself any right [role-admin-policy]
                - arn:aws:iam::aws:policy/IAMFullAccess
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ administrator rights
      help: replace it by a policy with the actions and resources that are needed
    12:11 error FnRole has SystemAdministrator, which is meant for people who run an account [role-admin-policy]
                - arn:aws:iam::aws:policy/job-function/SystemAdministrator
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ administrator rights
      help: replace it by a policy with the actions and resources that are needed"
  `);
});

test.each([
  "!Sub 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess'",
  "!Join ['', ['arn:', !Ref 'AWS::Partition', ':iam::aws:policy/AdministratorAccess']]",
  'arn:aws-cn:iam::aws:policy/AdministratorAccess',
  'arn:aws-us-gov:iam::aws:policy/AdministratorAccess',
])('in every partition: %s', (policy) => {
  expect(lint(rule, role(`[${policy}]`))).toContain('FnRole has AdministratorAccess, so');
});

test('no policies, or policies of the template itself', () => {
  expect(lint(rule, role('!Ref AWS::NoValue'), { undecided: true })).toBe('');
  const own = `${role('[!Ref Own]')}
  Own: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [] } } }
`;
  expect(lint(rule, own, { undecided: true })).toBe('');
});

test('a policy that only the deployment knows is not guessed at', () => {
  const text = 'Parameters: { Policy: { Type: String } }';
  expect(lint(rule, text + role('[!Ref Policy]'))).toBe('');
  expect(lint(rule, text + role('[!Ref Policy]'), { undecided: true })).toMatchInlineSnapshot(
    `"8:32 undecided FnRole: Policy is given at deployment"`,
  );
  expect(lint(rule, text + role("[!Sub 'arn:aws:iam::aws:policy/${Policy}']"), { undecided: true })).toContain(
    'undecided',
  );
  expect(lint(rule, role('!Split [",", !ImportValue Policies]'), { undecided: true })).toContain('undecided');
});

test('a default, and another value that is allowed', () => {
  const text = `Parameters:
  Policy:
    Type: String
    Default: arn:aws:iam::aws:policy/AdministratorAccess
    AllowedValues: [arn:aws:iam::aws:policy/ReadOnlyAccess, arn:aws:iam::aws:policy/AdministratorAccess]
`;
  expect(lint(rule, text + role('[!Ref Policy]'))).toMatchInlineSnapshot(`
    "13:32 error FnRole has AdministratorAccess, so whatever acts with it can do anything in the account [role-admin-policy]
              ManagedPolicyArns: [!Ref Policy]
                                       ~~~~~~ administrator rights
      help: replace it by a policy with the actions and resources that are needed
      4:14 its value comes from here
      when Policy keeps its default"
  `);
  const swapped = text.replace(
    'Default: arn:aws:iam::aws:policy/Adm',
    'Default: arn:aws:iam::aws:policy/ReadOnlyAccess #',
  );
  expect(lint(rule, swapped + role('[!Ref Policy]'))).toContain(
    'when Policy is arn:aws:iam::aws:policy/AdministratorAccess',
  );
});

test('only in the branch that is wrong, and says when', () => {
  const text =
    'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }' +
    role("[!If [IsDev, 'arn:aws:iam::aws:policy/AdministratorAccess', !Ref AWS::NoValue]]");
  expect(lint(rule, text)).toContain('when IsDev is true');
});

test('roles that no code acts with, users and groups only if asked for', () => {
  const options = { allRoles: true };
  const batch = role('[arn:aws:iam::aws:policy/AdministratorAccess]', 'batch.amazonaws.com');
  expect(lint(rule, batch, { undecided: true })).toBe('');
  expect(lint(rule, batch, { options })).toContain('FnRole has AdministratorAccess');
  const ops = `
Resources:
  Ops: { Type: AWS::IAM::User, Properties: { ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess] } }
`;
  expect(lint(rule, ops, { undecided: true })).toBe('');
  expect(lint(rule, ops, { options })).toContain('Ops has AdministratorAccess');
});

test('policies that the configuration denies', () => {
  const options = { deny: ['arn:aws:iam::*:policy/legacy-*', 'arn:aws:iam::aws:policy/AmazonSQSFullAccess'] };
  const policies = `
        - arn:aws:iam::123456789012:policy/legacy-app
        - !Sub 'arn:\${AWS::Partition}:iam::aws:policy/AmazonSQSFullAccess'
        - arn:aws:iam::123456789012:policy/app
        - arn:aws:iam::aws:policy/AdministratorAccess`;
  expect(lint(rule, role(policies), { options })).toMatchInlineSnapshot(`
    "9:11 error FnRole has arn:aws:iam::123456789012:policy/legacy-app, which the configuration denies [role-admin-policy]
                - arn:aws:iam::123456789012:policy/legacy-app
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ denied
      help: replace it by a policy with the actions and resources that are needed
    10:16 error FnRole has AmazonSQSFullAccess, which the configuration denies [role-admin-policy]
                - !Sub 'arn:\${AWS::Partition}:iam::aws:policy/AmazonSQSFullAccess'
                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ denied
      help: replace it by a policy with the actions and resources that are needed
    12:11 error FnRole has AdministratorAccess, so whatever acts with it can do anything in the account [role-admin-policy]
                - arn:aws:iam::aws:policy/AdministratorAccess
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ administrator rights
      help: replace it by a policy with the actions and resources that are needed"
  `);
  expect(
    lint(rule, role('[arn:aws-cn:iam::aws:policy/X]'), { options: { deny: ['arn:aws-cn:iam::aws:policy/X'] } }),
  ).toContain('denies');
});

test('policies that grant all of a service, if asked for', () => {
  const options = { denyFullAccess: true };
  const policies = `[arn:aws:iam::aws:policy/AmazonS3FullAccess, arn:aws:iam::aws:policy/AWSLambda_FullAccess,
        arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess, arn:aws:iam::aws:policy/IAMFullAccess,
        arn:aws:iam::123456789012:policy/AppFullAccess]`;
  expect(lint(rule, role(policies), { options, undecided: true })).toMatchInlineSnapshot(`
    "8:27 error FnRole has AmazonS3FullAccess, which grants every action of a service on all of its resources [role-admin-policy]
              ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonS3FullAccess, arn:aws:iam::aws:policy/AWSLambda_FullAccess,
                                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ full access
      help: replace it by a policy with the actions and resources that are needed
    8:71 error FnRole has AWSLambda_FullAccess, which grants every action of a service on all of its resources [role-admin-policy]
              ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonS3FullAccess, arn:aws:iam::aws:policy/AWSLambda_FullAccess,
                                                                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ full access
      help: replace it by a policy with the actions and resources that are needed
    9:57 error FnRole has IAMFullAccess, so whatever acts with it can give itself any right [role-admin-policy]
                arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess, arn:aws:iam::aws:policy/IAMFullAccess,
                                                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ administrator rights
      help: replace it by a policy with the actions and resources that are needed"
  `);
});

test('short names of SAM, one or many', () => {
  expect(lint(rule, sam('AdministratorAccess'))).toMatchInlineSnapshot(`
    "6:87 error the role that SAM makes for Fn has AdministratorAccess, so whatever acts with it can do anything in the account [role-admin-policy]
            Properties: { Handler: app.handler, Runtime: nodejs22.x, CodeUri: src/, Policies: AdministratorAccess }
                                                                                              ~~~~~~~~~~~~~~~~~~~ administrator rights
      help: replace it by a policy with the actions and resources that are needed"
  `);
  expect(lint(rule, sam('[AWSLambdaBasicExecutionRole, PowerUserAccess]'))).toContain('has PowerUserAccess');
  expect(lint(rule, sam('[AmazonDynamoDBReadOnlyAccess, SystemAdministrator]'))).toContain('has SystemAdministrator');
  expect(lint(rule, sam('[AWSLambdaBasicExecutionRole]'), { undecided: true })).toBe('');
});

test('policies beside a role of its own do nothing', () => {
  const text = sam('AdministratorAccess').replace('Policies:', 'Role: arn:aws:iam::123456789012:role/app, Policies:');
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a state machine of SAM', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: flow.json, Policies: [AdministratorAccess] }
`;
  expect(lint(rule, text)).toContain('the role that SAM makes for Flow has AdministratorAccess');
});

test('a template in JSON', () => {
  const text = JSON.stringify(
    {
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
        },
      },
    },
    null,
    2,
  );
  expect(lint(rule, text, { path: 'template.json' })).toContain(
    'template.json:7:11 error Role has AdministratorAccess',
  );
});

test.each(['7', '[[], {}]', '{ a: 1 }', "['']", '[null, true]'])('policies of a wrong type: %s', (policies) => {
  expect(lint(rule, role(policies))).toBe('');
});
