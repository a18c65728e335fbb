import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { allow, role, sam } from '../../test/support/role-template.js';
import rule from './role-credentials-exposure.js';

const everyRole = "'arn:aws:iam::123456789012:role/*'";

test.each([
  ['a role that is named', 'sts:AssumeRole', 'arn:aws:iam::123456789012:role/reader'],
  ['roles with part of a name', 'sts:AssumeRole', "'arn:aws:iam::*:role/reader-*'"],
  ['tokens with the rights of who asks', '[ecr:GetAuthorizationToken, sts:GetSessionToken]', "'*'"],
  ['what is data', 'secretsmanager:GetSecretValue', "'*'"],
])('%s', (_, action, resource) => {
  expect(lint(rule, allow(action, resource), { undecided: true })).toBe('');
});

test('credentials of all there are', () => {
  expect(lint(rule, allow('[sts:TagSession, sts:AssumeRole]', everyRole))).toMatchInlineSnapshot(`
    "11:67 error the inline policy of FnRole allows sts:AssumeRole on arn:aws:iam::123456789012:role/*, which is all there is, so whoever gets into what acts with it can take away the credentials of others [role-credentials-exposure]
                    Statement: [{ Effect: Allow, Action: [sts:TagSession, sts:AssumeRole], Resource: 'arn:aws:iam::123456789012:role/*' }]
                                                                          ~~~~~~~~~~~~~~ fetches credentials
      help: put the ARNs of what is needed into Resource
      11:94 on all of these"
  `);
  expect(lint(rule, allow('gamelift:RequestUploadCredentials'))).toMatchInlineSnapshot(`
    "11:50 error the inline policy of FnRole allows gamelift:RequestUploadCredentials on every resource, so whoever gets into what acts with it can take away the credentials of others [role-credentials-exposure]
                    Statement: [{ Effect: Allow, Action: gamelift:RequestUploadCredentials, Resource: '*' }]
                                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ fetches credentials
      help: put the ARNs of what is needed into Resource
      11:95 on all of these"
  `);
});

test.each(['acm:GetAcmeExternalAccountBindingCredentials', 'bedrock-agentcore:GetResourcePaymentToken'])(
  '%s',
  (action) => {
    expect(lint(rule, allow(action))).toContain('fetches credentials');
  },
);

test('a pattern, by what it covers', () => {
  expect(lint(rule, allow("'sts:Assume*'", everyRole))).toContain('sts:Assume* (such as AssumeRole)');
});

test('what other rules report is not said twice', () => {
  expect(lint(rule, allow('sts:AssumeRole'), { undecided: true })).toBe('');
  expect(lint(rule, allow("'sts:*'", everyRole), { undecided: true })).toBe('');
});

test('a condition that narrows', () => {
  const when = (key: string) => allow('sts:AssumeRole', everyRole, `, Condition: { StringEquals: { '${key}': x } }`);
  expect(lint(rule, when('aws:ResourceTag/team'), { undecided: true })).toBe('');
  expect(lint(rule, when('aws:RequestedRegion'))).toContain('sts:AssumeRole');
});

test('what is denied is not to be had', () => {
  const text = role(
    `[{ Effect: Allow, Action: sts:AssumeRole, Resource: ${everyRole} }, { Effect: Deny, Action: 'sts:*', Resource: '*' }]`,
  );
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('policies of AWS are judged by their names elsewhere', () => {
  expect(lint(rule, sam('[ReadOnlyAccess]'))).toBe('');
});

test('actions that are let through', () => {
  expect(lint(rule, allow('sts:AssumeRole', everyRole), { options: { ignore: ['sts:*'] } })).toBe('');
});

test('what only the deployment knows', () => {
  const parameter = 'Parameters: { Given: { Type: String } }';
  expect(lint(rule, parameter + allow('sts:AssumeRole', '!Ref Given'), { undecided: true })).toMatchInlineSnapshot(
    `"11:81 undecided FnRole: \${Given} is known only at deployment"`,
  );
});

test('only where the condition makes it so', () => {
  const resource = `!If [IsTest, ${everyRole}, 'arn:aws:iam::123456789012:role/reader']`;
  const text = `Conditions: { IsTest: !Equals [!Ref AWS::Region, eu-west-1] }${allow('sts:AssumeRole', resource)}`;
  expect(lint(rule, text)).toContain('when IsTest is true');
});

test('a role of something else only if all roles are judged', () => {
  const text = role(`[{ Effect: Allow, Action: sts:AssumeRole, Resource: ${everyRole} }]`, '', 'ec2');
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: { allRoles: true } })).toContain('sts:AssumeRole');
});
