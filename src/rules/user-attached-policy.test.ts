import { expect, test } from 'vitest';
import rule from './user-attached-policy.js';
import { lint } from '../../test/support/lint.js';

const document = "{ Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: '*' }] }";
const app = (resources: string) => `
Resources:
  Deployer: { Type: AWS::IAM::User }
  Team: { Type: AWS::IAM::Group }
  FnRole: { Type: AWS::IAM::Role, Properties: {} }
${resources}
`;

test('policies of groups and roles', () => {
  const text = app(`
  Rights:
    Type: AWS::IAM::Policy
    Properties: { PolicyName: a, PolicyDocument: ${document}, Groups: [!Ref Team], Roles: [!Ref FnRole] }
  Shared: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: ${document}, Groups: [!Ref Team] } }
  Admins:
    Type: AWS::IAM::Group
    Properties: { ManagedPolicyArns: [!Ref Shared], Policies: [{ PolicyName: a, PolicyDocument: ${document} }] }
`);
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a policy that is attached to a user', () => {
  const text = app(`
  Rights:
    Type: AWS::IAM::Policy
    Properties: { PolicyName: a, PolicyDocument: ${document}, Users: [!Ref Deployer, admin] }
`);
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "9:132 error Rights is attached to user Deployer and user admin, so its rights are easily forgotten [user-attached-policy]
            Properties: { PolicyName: a, PolicyDocument: { Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: '*' }] }, Users: [!Ref Deployer, admin] }
                                                                                                                                           ~~~~~~~~~~~~~~~~~~~~~~ attached to a user
      help: attach it to a group, or let who needs it assume a role"
  `);
  expect(lint(rule, text.replace('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'))).toContain(
    'Rights is attached to user',
  );
});

test('a policy of the type for users', () => {
  const text = app(`
  Rights:
    Type: AWS::IAM::UserPolicy
    Properties: { PolicyName: a, PolicyDocument: ${document}, UserName: !Ref Deployer }
`);
  expect(lint(rule, text)).toContain('Rights is attached to user Deployer');
});

test('policies that a user has by itself', () => {
  const text = app(`
  Other:
    Type: AWS::IAM::User
    Properties:
      ManagedPolicyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]
      Policies: [{ PolicyName: a, PolicyDocument: ${document} }]
`);
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "10:26 error Other is a user with ManagedPolicyArns of its own, so its rights are easily forgotten [user-attached-policy]
              ManagedPolicyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ attached to a user
      help: attach them to a group, or let who needs them assume a role
    11:17 error Other is a user with Policies of its own, so its rights are easily forgotten [user-attached-policy]
              Policies: [{ PolicyName: a, PolicyDocument: { Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: '*' }] } }]
                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ attached to a user
      help: attach them to a group, or let who needs them assume a role"
  `);
});

test('an empty list, and a boundary, attach nothing', () => {
  const text = app(`
  Other:
    Type: AWS::IAM::User
    Properties: { ManagedPolicyArns: [], Policies: !Ref AWS::NoValue, PermissionsBoundary: arn:aws:iam::aws:policy/A }
`);
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('users that only the deployment knows are not guessed at', () => {
  const text = app(`
  Rights:
    Type: AWS::IAM::ManagedPolicy
    Properties: { PolicyDocument: ${document}, Users: !Split [',', !ImportValue People] }
`);
  expect(lint(rule, text)).toBe('');
  expect(lint(rule, text, { undecided: true })).toContain('undecided Rights');
});

test('only in the branch that is wrong; a list that is empty by default', () => {
  const head = `
Parameters: { People: { Type: CommaDelimitedList, Default: '' }, Stage: { Type: String } }
Conditions: { IsDev: !Equals [!Ref Stage, dev] }`;
  const rights = (users: string) =>
    head +
    app(`  Rights: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: ${document}, Users: ${users} } }`);
  expect(lint(rule, rights('!If [IsDev, [admin], !Ref AWS::NoValue]'))).toContain('when IsDev is true');
  expect(lint(rule, rights('!Ref People'))).toBe('');
});

test('in JSON', () => {
  const json = JSON.stringify({
    Resources: {
      Rights: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: {}, Users: ['admin'] } },
    },
  });
  expect(lint(rule, json, { path: 'template.json' })).toContain('Rights is attached to user admin');
});
