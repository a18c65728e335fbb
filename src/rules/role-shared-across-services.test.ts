import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './role-shared-across-services.js';

const template = (services: string, more = '', role = '!GetAtt Role.Arn') => `
Parameters: { Stage: { Type: String, Default: dev }, Service: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: ${services} }, Action: 'sts:AssumeRole' }]
  Charge: { Type: AWS::Lambda::Function, Properties: { Role: ${role} } }
${more}`;
const found = (text: string, options = {}) => lint(rule, text, { options, undecided: true });
const flow = (role = '!GetAtt Role.Arn') =>
  `  Flow: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: ${role} } }`;

test('a role of one function', () => {
  expect(found(template('lambda.amazonaws.com'))).toBe('');
  expect(found(template('[lambda.amazonaws.com, edgelambda.amazonaws.com]'))).toBe('');
});

test('a role that a state machine has, too, is told once', () => {
  expect(found(template('[lambda.amazonaws.com, states.amazonaws.com]', flow()))).toMatchInlineSnapshot(`
    "11:82 warning Flow has the same role as Charge (Role), so each can do what is meant for the other [role-shared-across-services]
          Flow: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !GetAtt Role.Arn } }
                                                                                         ~~~~~~~~ the role of Charge
      help: give Flow a role of its own
      10:70 Charge has it, too"
  `);
});

test.each([
  ['a schedule', '{ Type: AWS::Scheduler::Schedule, Properties: { Target: { RoleArn: !GetAtt Role.Arn } } }'],
  ['a pipe', '{ Type: AWS::Pipes::Pipe, Properties: { RoleArn: !GetAtt Role.Arn } }'],
  ['a data source', '{ Type: AWS::AppSync::DataSource, Properties: { ServiceRoleArn: !GetAtt Role.Arn } }'],
  [
    'a target of a rule',
    '{ Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, RoleArn: !GetAtt Role.Arn }] } }',
  ],
])('%s', (_, other) => {
  expect(found(template('lambda.amazonaws.com', `  Other: ${other}`))).toContain(
    'Other has the same role as Charge (Role)',
  );
});

test('a service that is trusted without need', () => {
  expect(found(template('[lambda.amazonaws.com, apigateway.amazonaws.com, apigateway.amazonaws.com]')))
    .toMatchInlineSnapshot(`
    "9:83 warning Role, the role of Charge, trusts apigateway.amazonaws.com as well, so that service can do what is meant for Charge [role-shared-across-services]
                Statement: [{ Effect: Allow, Principal: { Service: [lambda.amazonaws.com, apigateway.amazonaws.com, apigateway.amazonaws.com] }, Action: 'sts:AssumeRole' }]
                                                                                          ~~~~~~~~~~~~~~~~~~~~~~~~ another service
      help: take apigateway.amazonaws.com out of AssumeRolePolicyDocument, and give what it does a role of its own
      10:70 Charge has the role"
  `);
  expect(found(template('[lambda.amazonaws.com, states.eu-west-1.amazonaws.com]'))).toContain(
    'trusts states.amazonaws.com',
  );
});

test('what is denied is not trusted, and neither is what only the deployment knows', () => {
  const denied = template('lambda.amazonaws.com').replace(
    'Statement: [',
    "Statement: [{ Effect: Deny, Principal: { Service: states.amazonaws.com }, Action: 'sts:AssumeRole' }, ",
  );
  expect(found(denied)).toBe('');
  expect(found(template('[lambda.amazonaws.com, !Ref Service]'))).toMatchInlineSnapshot(
    `"9:88 undecided Role: \${Service} is known only at deployment"`,
  );
  const open = template('lambda.amazonaws.com').replace(/Statement: \[.*\]/, 'Fn::Transform: { Name: Own }');
  expect(found(open)).not.toContain('warning');
});

test('of a branch', () => {
  expect(found(template('lambda.amazonaws.com', flow('!If [IsProd, !GetAtt Role.Arn, !Ref Service]')))).toContain(
    'when IsProd is true',
  );
});

test('roles of no function, and of functions made elsewhere', () => {
  expect(found(template('[lambda.amazonaws.com, states.amazonaws.com]', '', '!Ref Service'))).toBe('');
  expect(found(template('states.amazonaws.com', flow(), '!Ref Service'))).toBe('');
});

test('what is agreed on', () => {
  const text = template('[lambda.amazonaws.com, states.amazonaws.com]', flow());
  expect(found(text, { exemptRoles: ['Ro*'] })).toBe('');
  expect(found(text, { allowServices: ['states'] })).toBe('');
  expect(found(text, { allowServices: ['scheduler'] })).toContain('warning');
});
