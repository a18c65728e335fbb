import { expect, test } from 'vitest';
import rule from './role-allow-not-resource.js';
import { lint } from '../../test/support/lint.js';
import { role, sam } from '../../test/support/role-template.js';

const but = (effect: string, more = '') =>
  role(`[{ Effect: ${effect}, Action: s3:GetObject, NotResource: 'arn:aws:s3:::payroll/*'${more} }]`);

test('resources that are named', () => {
  expect(
    lint(rule, role("[{ Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::orders/*' }]"), {
      undecided: true,
    }),
  ).toBe('');
});

test('a Deny of all but some is a limit', () => {
  expect(lint(rule, but('Deny'), { undecided: true })).toBe('');
});

test('all but some', () => {
  expect(lint(rule, but('Allow'))).toMatchInlineSnapshot(`
    "11:77 warning the inline policy of FnRole allows s3:GetObject on every resource but arn:aws:s3:::payroll/*, so whatever is made later in the account is open to it [role-allow-not-resource]
                    Statement: [{ Effect: Allow, Action: s3:GetObject, NotResource: 'arn:aws:s3:::payroll/*' }]
                                                                                    ~~~~~~~~~~~~~~~~~~~~~~~~ all but this
      help: put the ARNs that are needed into Resource instead; to keep some out, deny them in a statement of its own"
  `);
  expect(lint(rule, role("[{ Effect: Allow, NotAction: 'iam:*', NotResource: 'arn:aws:s3:::x' }]"))).toContain(
    'allows every resource but',
  );
});

test('a function of SAM', () => {
  expect(
    lint(
      rule,
      sam(
        "[{ Statement: { Effect: Allow, Action: [s3:GetObject, s3:PutObject], NotResource: [!Sub 'arn:aws:s3:::${AWS::StackName}-a/*', 'arn:aws:s3:::b/*'] } }]",
      ),
    ),
  ).toMatchInlineSnapshot(`
    "10:105 warning the role that SAM makes for Fn allows s3:GetObject and s3:PutObject on every resource but arn:aws:s3:::\${AWS::StackName}-a/* and arn:aws:s3:::b/*, so whatever is made later in the account is open to it [role-allow-not-resource]
              Policies: [{ Statement: { Effect: Allow, Action: [s3:GetObject, s3:PutObject], NotResource: [!Sub 'arn:aws:s3:::\${AWS::StackName}-a/*', 'arn:aws:s3:::b/*'] } }]
                                                                                                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ all but this
      help: put the ARNs that are needed into Resource instead; to keep some out, deny them in a statement of its own"
  `);
});

test('what only the deployment knows', () => {
  const parameter = 'Parameters: { Given: { Type: String } }';
  expect(lint(rule, parameter + but('!Ref Given'), { undecided: true })).toMatchInlineSnapshot(
    `"11:82 undecided FnRole: it can't be told whether the statement allows or denies"`,
  );
  expect(lint(rule, parameter + role('!Ref Given'), { undecided: true })).toContain('undecided');
});

test('only where the condition makes it so', () => {
  const text = `Conditions: { IsTest: !Equals [!Ref AWS::Region, eu-west-1] }${but('!If [IsTest, Allow, Deny]')}`;
  expect(lint(rule, text)).toContain('when IsTest is true');
});

test('a role of something else only if all roles are judged', () => {
  const text = role("[{ Effect: Allow, Action: s3:GetObject, NotResource: 'arn:aws:s3:::x' }]", '', 'ec2');
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: { allRoles: true } })).toContain('warning');
});

test('an element of the wrong shape is still there', () => {
  expect(lint(rule, role('[{ Effect: Allow, Action: s3:GetObject, NotResource: { AWS: x } }]'))).toContain(
    'but what NotResource names',
  );
});
