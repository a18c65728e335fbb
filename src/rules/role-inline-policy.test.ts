import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './role-inline-policy.js';

const document = "{ Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' }] }";
const app = (properties: string, others = '') => `
Parameters: { Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  FnRole: { Type: AWS::IAM::Role, Properties: ${properties} }
  ${others}
`;
const inline = `{ PolicyName: a, PolicyDocument: ${document} }`;
const managed = (more = '') =>
  `Rights: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: ${document}${more} } }`;
const prefer = { prefer: 'inline' };

test('managed policies', () => {
  const text = app(
    '{ ManagedPolicyArns: [!Ref Rights, arn:aws:iam::aws:policy/ReadOnlyAccess], Policies: [] }',
    managed(),
  );
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('inline policies of a role', () => {
  expect(lint(rule, app(`{ Policies: [${inline}] }`))).toMatchInlineSnapshot(`
    "5:59 error FnRole has an inline policy, of which AWS keeps no earlier versions and which nothing else can use [role-inline-policy]
          FnRole: { Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyName: a, PolicyDocument: { Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' }] } }] } }
                                                                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ an inline policy
      help: put its statements into a managed policy, and attach that"
  `);
  expect(lint(rule, app(`{ Policies: [${inline}, ${inline}] }`))).toContain(
    'FnRole has 2 inline policies, of which AWS keeps no earlier versions',
  );
});

test('inline policies of a user or a group', () => {
  const of = (type: string) => `Team: { Type: ${type}, Properties: { Policies: [${inline}] } }`;
  expect(lint(rule, app('{}', of('AWS::IAM::Group')))).toContain('Team has an inline policy');
  expect(lint(rule, app('{}', of('AWS::IAM::User')))).toContain('Team has an inline policy');
});

test.each([
  ['AWS::IAM::Policy', 'PolicyName: a, Roles: [!Ref FnRole]'],
  ['AWS::IAM::RolePolicy', 'PolicyName: a, RoleName: !Ref FnRole'],
])('a resource of the type %s is inline to those that it names', (type, more) => {
  const rights = `Rights: { Type: ${type}, Properties: { PolicyDocument: ${document}, ${more} } }`;
  expect(lint(rule, app('{}', rights))).toContain('Rights is an inline policy, of which AWS keeps no earlier versions');
});

test('policies that only the deployment knows are not guessed at', () => {
  expect(
    lint(rule, app('{ Policies: !Ref Given }').replace('Stage: {', 'Given: { Type: CommaDelimitedList }, Stage: {'), {
      undecided: true,
    }),
  ).toMatchInlineSnapshot(`"5:64 undecided FnRole: Policies: Given is given at deployment"`);
});

test('only in the branch that is wrong, and says when', () => {
  expect(lint(rule, app(`{ Policies: !If [IsProd, !Ref AWS::NoValue, [${inline}]] }`))).toContain(
    'when IsProd is false',
  );
});

test('what SAM makes', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs: { Type: AWS::SQS::Queue }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt Jobs.QueueName } }]
    Connectors: { Send: { Properties: { Destination: { Id: Jobs }, Permissions: [Write] } } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: prefer, undecided: true })).toBe('');
});

test('where inline policies are asked for', () => {
  expect(lint(rule, app(`{ Policies: [${inline}] }`), { options: prefer, undecided: true })).toBe('');
  expect(lint(rule, app('{}', managed(', Roles: [!Ref FnRole]')), { options: prefer })).toMatchInlineSnapshot(`
    "6:3 error Rights is a managed policy, which can be attached to anything else in the account, too [role-inline-policy]
          Rights: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' }] }, Roles: [!Ref FnRole] } }
          ~~~~~~ a managed policy
      help: put its statements into inline policies of what needs them"
  `);
});

test('a boundary is a managed policy in any case', () => {
  expect(lint(rule, app('{ PermissionsBoundary: !Ref Rights }', managed()), { options: prefer })).toBe('');
});

test('execution roles alone', () => {
  const options = { allRoles: false };
  const trust = (service: string) =>
    `AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ${service}.amazonaws.com }, Action: 'sts:AssumeRole' }] }`;
  expect(lint(rule, app(`{ ${trust('ec2')}, Policies: [${inline}] }`), { options, undecided: true })).toBe('');
  expect(lint(rule, app(`{ ${trust('lambda')}, Policies: [${inline}] }`), { options })).toContain('FnRole has');
});
