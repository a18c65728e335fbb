import { expect, test } from 'vitest';
import rule from './role-pass-role.js';
import { lint } from '../../test/support/lint.js';
import { allow, role, sam } from '../../test/support/role-template.js';

const to = (service: string, operator = 'StringEquals') =>
  `, Condition: { ${operator}: { 'iam:PassedToService': ${service} } }`;
const worker = "'arn:aws:iam::123456789012:role/worker'";

test('one role to one service', () => {
  expect(lint(rule, allow('iam:PassRole', worker, to('ecs-tasks.amazonaws.com')), { undecided: true })).toBe('');
  expect(lint(rule, allow('s3:GetObject'), { undecided: true })).toBe('');
});

test('every role', () => {
  expect(lint(rule, allow('[ecs:RunTask, iam:PassRole]'))).toMatchInlineSnapshot(`
    "11:89 error the inline policy of FnRole allows iam:PassRole on every role, so whatever acts with it can lend itself the rights of any role [role-pass-role]
                    Statement: [{ Effect: Allow, Action: [ecs:RunTask, iam:PassRole], Resource: '*' }]
                                                                                                ~~~ every role
      help: put the ARNs of the roles that are passed on into Resource"
  `);
});

test('every role of the account, through a wildcard in the action', () => {
  expect(lint(rule, allow("'iam:Pass*'", "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*'")))
    .toMatchInlineSnapshot(`
      "11:78 error the inline policy of FnRole allows iam:Pass*, which includes iam:PassRole, on arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/*, which is every role, so whatever acts with it can lend itself the rights of any role [role-pass-role]
                      Statement: [{ Effect: Allow, Action: 'iam:Pass*', Resource: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/*' }]
                                                                                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ every role
        help: put the ARNs of the roles that are passed on into Resource"
    `);
});

test.each(["'iam:*'", "'*'", 'IAM:passrole'])('whatever covers it: %s', (action) => {
  expect(lint(rule, allow(action))).toContain('error');
});

test('resources that are no roles', () => {
  const both = "['arn:aws:s3:::orders/*', 'arn:aws:logs:*:*:*']";
  expect(lint(rule, allow('[s3:GetObject, iam:PassRole]', both), { undecided: true })).toBe('');
});

test('every role, to one service', () => {
  expect(lint(rule, allow('iam:PassRole', "'*'", to('lambda.amazonaws.com')))).toMatchInlineSnapshot(`
    "11:74 error the inline policy of FnRole allows iam:PassRole on every role, so whatever acts with it can lend itself the rights of any role that the named service may take [role-pass-role]
                    Statement: [{ Effect: Allow, Action: iam:PassRole, Resource: '*', Condition: { StringEquals: { 'iam:PassedToService': lambda.amazonaws.com } } }]
                                                                                 ~~~ every role
      help: put the ARNs of the roles that are passed on into Resource"
  `);
});

test('one role, to any service', () => {
  expect(lint(rule, allow('iam:PassRole', worker))).toMatchInlineSnapshot(`
    "11:50 warning the inline policy of FnRole allows iam:PassRole on arn:aws:iam::123456789012:role/worker without a word on the service, so the role can be put to use where nobody meant it to be [role-pass-role]
                    Statement: [{ Effect: Allow, Action: iam:PassRole, Resource: 'arn:aws:iam::123456789012:role/worker' }]
                                                         ~~~~~~~~~~~~ to any service
      help: add a condition: StringEquals, iam:PassedToService with the service that gets the role"
  `);
  expect(lint(rule, allow('iam:PassRole', worker), { options: { requireCondition: false }, undecided: true })).toBe('');
  expect(lint(rule, allow('iam:PassRole', worker, to('x', 'StringEqualsIfExists')))).toContain('warning');
  expect(lint(rule, allow('iam:PassRole', "'arn:aws:iam::*:role/app/*'"))).toContain('warning');
});

test('several roles of one statement are one finding', () => {
  expect(lint(rule, allow('iam:PassRole', `[${worker}, 'arn:aws:iam::123456789012:role/other']`)))
    .toMatchInlineSnapshot(`
    "11:50 warning the inline policy of FnRole allows iam:PassRole on arn:aws:iam::123456789012:role/worker and arn:aws:iam::123456789012:role/other without a word on the service, so the role can be put to use where nobody meant it to be [role-pass-role]
                    Statement: [{ Effect: Allow, Action: iam:PassRole, Resource: ['arn:aws:iam::123456789012:role/worker', 'arn:aws:iam::123456789012:role/other'] }]
                                                         ~~~~~~~~~~~~ to any service
      help: add a condition: StringEquals, iam:PassedToService with the service that gets the role"
  `);
});

test('what is denied, and what the boundary does not have', () => {
  const denied = role(
    "[{ Effect: Allow, Action: 'iam:*', Resource: '*' }, { Effect: Deny, Action: iam:PassRole, Resource: '*' }]",
  );
  expect(lint(rule, denied, { undecided: true })).toBe('');
  const bounded = `${role("[{ Effect: Allow, Action: iam:PassRole, Resource: '*' }]", '\n      PermissionsBoundary: !Ref Limit')}
  Limit:
    Type: AWS::IAM::ManagedPolicy
    Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: 's3:*', Resource: '*' }] } }
`;
  expect(lint(rule, bounded, { undecided: true })).toBe('');
});

test('a boundary that leaves one role', () => {
  const text = `${role("[{ Effect: Allow, Action: iam:PassRole, Resource: '*' }]", '\n      PermissionsBoundary: !Ref Limit')}
  Limit:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement: [{ Effect: Allow, Action: iam:PassRole, Resource: ${worker}${to('ecs-tasks.amazonaws.com')} }]
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('what only the deployment knows', () => {
  const parameter = 'Parameters: { Given: { Type: String } }';
  expect(lint(rule, parameter + allow('iam:PassRole', '!Ref Given'), { undecided: true })).toMatchInlineSnapshot(
    `"11:79 undecided FnRole: \${Given} is known only at deployment"`,
  );
  expect(lint(rule, parameter + allow('!Ref Given'), { undecided: true })).toMatchInlineSnapshot(
    `"11:55 undecided FnRole: \${Given} is known only at deployment"`,
  );
  const named = allow('iam:PassRole', "!Sub 'arn:aws:iam::123456789012:role/${Given}'", to('!Ref Given'));
  expect(lint(rule, parameter + named, { undecided: true })).toBe('');
});

test('a parameter with a default', () => {
  const text = `Parameters: { Given: { Type: String, Default: '*' } }${allow('iam:PassRole', '!Ref Given')}`;
  expect(lint(rule, text)).toContain('when Given keeps its default');
});

test('only where the condition makes it so', () => {
  const text = `Conditions: { IsTest: !Equals [!Ref AWS::Region, eu-west-1] }${allow('iam:PassRole', `!If [IsTest, '*', ${worker}]`, to('x'))}`;
  expect(lint(rule, text)).toContain('when IsTest is true');
});

test('a role of the template', () => {
  const text = `${sam("[{ Statement: [{ Effect: Allow, Action: iam:PassRole, Resource: !GetAtt Task.Arn, Condition: { StringLike: { 'iam:PassedToService': 'ecs-*' } } }] }]")}  Task: { Type: AWS::IAM::Role }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('policies of AWS are not their users to write', () => {
  expect(lint(rule, sam('[AWSLambda_FullAccess]'), { undecided: true })).toBe('');
});

test('a role of something else only if all roles are judged', () => {
  const text = role("[{ Effect: Allow, Action: iam:PassRole, Resource: '*' }]", '', 'ec2');
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: { allRoles: true } })).toContain('error');
});
