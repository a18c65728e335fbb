import { expect, test } from 'vitest';
import rule from './role-permissions-management.js';
import { lint } from '../../test/support/lint.js';
import { allow, role, sam } from '../../test/support/role-template.js';

test('what is named, and what changes no permissions', () => {
  expect(lint(rule, allow('lambda:AddPermission', "'arn:aws:lambda:*:*:function:orders'"), { undecided: true })).toBe(
    '',
  );
  expect(lint(rule, allow("[s3:PutObject, 's3:Get*', iam:PassRole]"), { undecided: true })).toBe('');
  expect(
    lint(rule, allow('lambda:AddPermission', '!GetAtt Fn.Arn') + '\n  Fn: { Type: AWS::Lambda::Function }', {
      undecided: true,
    }),
  ).toBe('');
});

test('one finding for a statement', () => {
  expect(lint(rule, allow("[s3:PutObject, s3:PutBucketPolicy, 'sqs:*', 'lambda:Add*']"))).toMatchInlineSnapshot(`
    "11:65 error the inline policy of FnRole allows s3:PutBucketPolicy and lambda:Add* (such as AddPermission) on every resource, so whatever acts with it decides who may use what [role-permissions-management]
                    Statement: [{ Effect: Allow, Action: [s3:PutObject, s3:PutBucketPolicy, 'sqs:*', 'lambda:Add*'], Resource: '*' }]
                                                                        ~~~~~~~~~~~~~~~~~~ changes permissions
      help: put the ARNs that are needed into Resource, or leave such actions to what deploys the application
      11:120 on all of these"
  `);
});

test('all there is of a type', () => {
  expect(lint(rule, allow('iam:PutRolePolicy', "'arn:aws:iam::123456789012:role/*'"))).toMatchInlineSnapshot(`
    "11:50 error the inline policy of FnRole allows iam:PutRolePolicy on arn:aws:iam::123456789012:role/*, so whatever acts with it decides who may use what [role-permissions-management]
                    Statement: [{ Effect: Allow, Action: iam:PutRolePolicy, Resource: 'arn:aws:iam::123456789012:role/*' }]
                                                         ~~~~~~~~~~~~~~~~~ changes permissions
      help: put the ARNs that are needed into Resource, or leave such actions to what deploys the application
      11:79 on all of these"
  `);
  expect(lint(rule, allow('s3:PutBucketAcl', "'arn:aws:s3:::*'"))).toContain('error');
});

test('all of a service counts where the service is about permissions', () => {
  expect(lint(rule, allow("'sqs:*'"), { undecided: true })).toBe('');
  expect(lint(rule, allow("'iam:*'"))).toContain('allows iam:* (such as');
  expect(lint(rule, allow("'*'"))).toContain('allows every action (*) on every resource');
});

test('what can only be granted on a star', () => {
  expect(lint(rule, allow('logs:PutResourcePolicy'), { undecided: true })).toBe('');
});

test('conditions', () => {
  const when = (operator: string, key: string, action: string) =>
    allow(action, "'*'", `, Condition: { ${operator}: { '${key}': x } }`);
  expect(lint(rule, when('StringEquals', 'aws:ResourceTag/team', 'lambda:AddPermission'), { undecided: true })).toBe(
    '',
  );
  expect(lint(rule, when('ArnEquals', 'iam:PolicyARN', 'iam:AttachRolePolicy'), { undecided: true })).toBe('');
  expect(lint(rule, when('Bool', 'aws:SecureTransport', 'lambda:AddPermission'))).toContain('error');
  expect(
    lint(rule, when('StringEquals', 'lambda:Principal', 'lambda:AddPermission'), { undecided: true }),
  ).toMatchInlineSnapshot(
    `"11:50 undecided FnRole: it can't be told whether the condition on lambda:Principal narrows it"`,
  );
});

test('what is denied, and what the boundary does not have', () => {
  const text = (deny: string, more = '') => role(`[{ Effect: Allow, Action: 's3:*c*', Resource: '*' }${deny}]`, more);
  expect(
    lint(
      rule,
      text(
        ", { Effect: Deny, Action: ['s3:*Policy', 's3:*Acl', 's3:*AccessPoint*', 's3:*Access*', 's3:*Owner*', 's3:Bypass*'], Resource: '*' }",
      ),
      { undecided: true },
    ),
  ).toBe('');
  const limit = `
  Limit:
    Type: AWS::IAM::ManagedPolicy
    Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: ['s3:*Object'], Resource: '*' }] } }
`;
  expect(lint(rule, text('', '\n      PermissionsBoundary: !Ref Limit') + limit, { undecided: true })).toBe('');
});

test('actions that are ignored', () => {
  expect(
    lint(rule, allow('[lambda:AddPermission, s3:PutBucketPolicy]'), { options: { ignore: ['lambda:*Permission'] } }),
  ).toContain('allows s3:PutBucketPolicy on');
});

test('what only the deployment knows', () => {
  const parameter = 'Parameters: { Given: { Type: String } }';
  expect(lint(rule, parameter + allow('!Ref Given'), { undecided: true })).toMatchInlineSnapshot(
    `"11:55 undecided FnRole: \${Given} is known only at deployment"`,
  );
  expect(lint(rule, parameter + allow('iam:PutRolePolicy', '!Ref Given'), { undecided: true })).toMatchInlineSnapshot(
    `"11:84 undecided FnRole: \${Given} is known only at deployment"`,
  );
});

test('only where the condition makes it so', () => {
  const text = `Conditions: { IsTest: !Equals [!Ref AWS::Region, eu-west-1] }${allow('iam:PutRolePolicy', "!If [IsTest, '*', 'arn:aws:iam::*:role/x']")}`;
  expect(lint(rule, text)).toContain('when IsTest is true');
});

test('a managed policy that two roles have is one finding', () => {
  const text = `${role('[]')}
  Wide:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [!Ref FnRole, !Ref Other]
      PolicyDocument: { Statement: [{ Effect: Allow, Action: kms:PutKeyPolicy, Resource: '*' }] }
  Other:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: states.amazonaws.com }, Action: 'sts:AssumeRole' }] }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "17:62 error Wide allows kms:PutKeyPolicy on every resource, so whatever acts with it decides who may use what [role-permissions-management]
              PolicyDocument: { Statement: [{ Effect: Allow, Action: kms:PutKeyPolicy, Resource: '*' }] }
                                                                     ~~~~~~~~~~~~~~~~ changes permissions
      help: put the ARNs that are needed into Resource, or leave such actions to what deploys the application
      17:90 on all of these"
  `);
});

test('a function of SAM', () => {
  expect(
    lint(
      rule,
      sam(
        "[{ Statement: [{ Effect: Allow, Action: events:PutPermission, Resource: '*' }, { Effect: Allow, Action: sns:AddPermission, Resource: '*' }] }]",
      ),
    ),
  ).toMatchInlineSnapshot(`
    "10:121 error the role that SAM makes for Fn allows sns:AddPermission on every resource, so whatever acts with it decides who may use what [role-permissions-management]
              Policies: [{ Statement: [{ Effect: Allow, Action: events:PutPermission, Resource: '*' }, { Effect: Allow, Action: sns:AddPermission, Resource: '*' }] }]
                                                                                                                                ~~~~~~~~~~~~~~~~~ changes permissions
      help: put the ARNs that are needed into Resource, or leave such actions to what deploys the application
      10:150 on all of these"
  `);
});

test('a role of something else only if all roles are judged', () => {
  const text = role("[{ Effect: Allow, Action: iam:PutRolePolicy, Resource: '*' }]", '', 'ec2');
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: { allRoles: true } })).toContain('error');
});
