import { expect, test } from 'vitest';
import rule from './role-blocked-actions.js';
import { lint } from '../../test/support/lint.js';
import { allow, role, sam } from '../../test/support/role-template.js';

const options = { deny: ['kms:*', 'organizations:*', 'iam:Create*'] };

test('says nothing until something is denied', () => {
  expect(lint(rule, allow("'*'"), { undecided: true })).toBe('');
});

test('what is not denied', () => {
  expect(lint(rule, allow('[s3:GetObject, iam:GetRole]'), { options, undecided: true })).toBe('');
});

test('what is denied, on whatever resource', () => {
  expect(
    lint(rule, allow('[s3:GetObject, kms:Decrypt]', '!GetAtt Key.Arn') + '\n  Key: { Type: AWS::KMS::Key }', {
      options,
    }),
  ).toMatchInlineSnapshot(`
    "11:65 error the inline policy of FnRole allows kms:Decrypt, which the configuration denies as kms:* [role-blocked-actions]
                    Statement: [{ Effect: Allow, Action: [s3:GetObject, kms:Decrypt], Resource: !GetAtt Key.Arn }]
                                                                        ~~~~~~~~~~~ denied
      help: leave the action out, or list the actions that are needed instead of a wildcard"
  `);
});

test.each([
  ["'*'", 'organizations:*'],
  ["'kms:*'", 'kms:Decrypt'],
  ["'kms:D*'", 'kms:Decrypt'],
  ["'iam:*User'", 'iam:Create*'],
  ['KMS:decrypt', 'kms:Decrypt'],
])('wildcards on both sides: %s against %s', (action, deny) => {
  expect(lint(rule, allow(action), { options: { deny: [deny] } })).toContain('error');
});

test('wildcards that have nothing in common', () => {
  expect(lint(rule, allow("'kms:Describe*'"), { options: { deny: ['kms:*crypt'] }, undecided: true })).toBe('');
});

test('only on a star', () => {
  const onStar = { ...options, onlyOnStarResource: true };
  expect(lint(rule, allow('kms:Decrypt', "'arn:aws:kms:*:*:key/1234'"), { options: onStar, undecided: true })).toBe('');
  expect(lint(rule, allow('kms:Decrypt', "'arn:aws:kms:*:*:key/*'"), { options: onStar })).toMatchInlineSnapshot(`
    "11:50 error the inline policy of FnRole allows kms:Decrypt on arn:aws:kms:*:*:key/*, which the configuration denies as kms:* [role-blocked-actions]
                    Statement: [{ Effect: Allow, Action: kms:Decrypt, Resource: 'arn:aws:kms:*:*:key/*' }]
                                                         ~~~~~~~~~~~ denied
      help: put the ARNs that are needed into Resource, or leave the action out"
  `);
  const narrowed = allow(
    'kms:Decrypt',
    "'*'",
    ", Condition: { StringEquals: { 'kms:ViaService': s3.eu-west-1.amazonaws.com } }",
  );
  expect(lint(rule, narrowed, { options: onStar, undecided: true })).toBe('');
  expect(lint(rule, narrowed, { options })).toContain('error');
});

test('policies of AWS', () => {
  expect(lint(rule, sam('[AWSKeyManagementServicePowerUser]'), { options })).toMatchInlineSnapshot(`
    "10:18 error the role that SAM makes for Fn has AWSKeyManagementServicePowerUser, which allows kms:CreateAlias, kms:CreateKey, kms:DeleteAlias, kms:Describe* (such as DescribeKey), kms:GenerateRandom and 4 more, which the configuration denies as kms:* [role-blocked-actions]
              Policies: [AWSKeyManagementServicePowerUser]
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ denied
      help: replace AWSKeyManagementServicePowerUser by a policy with the actions that are needed"
  `);
});

test('what is denied by the role itself, and what its boundary does not have', () => {
  const text = role(
    "[{ Effect: Allow, Action: '*', Resource: '*' }, { Effect: Deny, Action: ['kms:*', 'iam:*', 'organizations:*'], Resource: '*' }]",
  );
  expect(lint(rule, text, { options, undecided: true })).toBe('');
  const bounded = role(
    "[{ Effect: Allow, Action: 'kms:*', Resource: '*' }]",
    '\n      PermissionsBoundary: arn:aws:iam::aws:policy/AmazonS3FullAccess',
  );
  expect(lint(rule, bounded, { options, undecided: true })).toBe('');
});

test('a policy template that decrypts', () => {
  expect(lint(rule, sam('[{ KMSDecryptPolicy: { KeyId: x } }]'), { options })).toContain(
    'KMSDecryptPolicy of Fn allows kms:Decrypt',
  );
});

test('what only the deployment knows', () => {
  expect(
    lint(rule, `Parameters: { Given: { Type: String } }${allow('!Ref Given')}`, { options, undecided: true }),
  ).toMatchInlineSnapshot(`"11:55 undecided FnRole: \${Given} is known only at deployment"`);
});

test('a parameter with a default', () => {
  const text = `Parameters: { Given: { Type: String, Default: 'kms:Decrypt' } }${allow('!Ref Given')}`;
  expect(lint(rule, text, { options })).toContain('when Given keeps its default');
});

test('only where the condition makes it so', () => {
  const text = `Conditions: { IsTest: !Equals [!Ref AWS::Region, eu-west-1] }${allow('!If [IsTest, kms:Decrypt, s3:GetObject]')}`;
  expect(lint(rule, text, { options })).toContain('when IsTest is true');
});

test('a role of something else only if all roles are judged', () => {
  const text = role("[{ Effect: Allow, Action: kms:Decrypt, Resource: '*' }]", '', 'ec2');
  expect(lint(rule, text, { options, undecided: true })).toBe('');
  expect(lint(rule, text, { options: { ...options, allRoles: true } })).toContain('error');
});
