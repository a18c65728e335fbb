import { expect, test } from 'vitest';
import rule from './role-trusts-lambda.js';
import { lint } from '../../test/support/lint.js';

const app = (principal: string, { action = 'sts:AssumeRole', effect = 'Allow', role = '!GetAtt FnRole.Arn' } = {}) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, Runtime: nodejs22.x, CodeUri: src/, Role: ${role} }
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: fn-role
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{ Effect: ${effect}, Principal: ${principal}, Action: ${action} }]
`;

test('a role that trusts Lambda, however it is written', () => {
  for (const principal of [
    '{ Service: lambda.amazonaws.com }',
    '{ Service: [edgelambda.amazonaws.com, lambda.amazonaws.com] }',
    '{ Service: lambda.amazonaws.com.cn }',
    '{ Service: !Sub "lambda.${AWS::URLSuffix}" }',
    '{ Service: !Join [".", [lambda, amazonaws.com]] }',
  ]) {
    expect(lint(rule, app(principal), { undecided: true })).toBe('');
  }
  expect(lint(rule, app('{ Service: lambda.amazonaws.com }', { action: "'sts:*'" }), { undecided: true })).toBe('');
});

test('a role for another service', () => {
  expect(lint(rule, app('{ Service: states.amazonaws.com }'))).toMatchInlineSnapshot(`
    "6:91 error Fn has the role FnRole, which does not trust Lambda, so the deployment fails: Lambda can't assume it [role-trusts-lambda]
            Properties: { Handler: app.handler, Runtime: nodejs22.x, CodeUri: src/, Role: !GetAtt FnRole.Arn }
                                                                                                  ~~~~~~~~~~ Lambda may not assume it
      help: allow the service lambda.amazonaws.com to do sts:AssumeRole in AssumeRolePolicyDocument of FnRole
      12:9 whom FnRole trusts"
  `);
});

test('a role that is found by its name', () => {
  const role = '!Sub "arn:aws:iam::${AWS::AccountId}:role/fn-role"';
  expect(lint(rule, app('{ Service: ec2.amazonaws.com }', { role }))).toContain('Fn has the role FnRole');
});

test('Lambda may do something else with the role, or may not assume it', () => {
  const principal = '{ Service: lambda.amazonaws.com }';
  expect(lint(rule, app(principal, { action: 'sts:TagSession' }))).toContain('does not trust Lambda');
  expect(lint(rule, app(principal, { effect: 'Deny' }))).toContain('does not trust Lambda');
});

test('a service that only the deployment knows is not guessed at', () => {
  const text = app('{ Service: !Ref Service }').replace(
    'Resources:',
    'Parameters: { Service: { Type: String } }\nResources:',
  );
  expect(lint(rule, text)).toBe('');
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"13:9 undecided Fn: whom it trusts is known only at deployment"`,
  );
  expect(lint(rule, app("'*'"))).toBe('');
});

test('by the default of a parameter, and by branch', () => {
  const standard = app('{ Service: !Ref Service }').replace(
    'Resources:',
    'Parameters: { Service: { Type: String, Default: ecs-tasks.amazonaws.com } }\nResources:',
  );
  expect(lint(rule, standard)).toContain('when Service keeps its default');
  const branch = app('{ Service: !If [IsBatch, batch.amazonaws.com, lambda.amazonaws.com] }').replace(
    'Resources:',
    'Parameters: { Kind: { Type: String } }\nConditions: { IsBatch: !Equals [!Ref Kind, batch] }\nResources:',
  );
  expect(lint(rule, branch)).toMatchInlineSnapshot(`
    "8:91 error Fn has the role FnRole, which does not trust Lambda, so the deployment fails: Lambda can't assume it [role-trusts-lambda]
            Properties: { Handler: app.handler, Runtime: nodejs22.x, CodeUri: src/, Role: !GetAtt FnRole.Arn }
                                                                                                  ~~~~~~~~~~ Lambda may not assume it
      help: allow the service lambda.amazonaws.com to do sts:AssumeRole in AssumeRolePolicyDocument of FnRole
      14:9 whom FnRole trusts
      when IsBatch is true"
  `);
});

test('roles from elsewhere, and those that SAM makes, are not judged', () => {
  const service = '{ Service: ec2.amazonaws.com }';
  expect(lint(rule, app(service, { role: 'arn:aws:iam::123456789012:role/other' }), { undecided: true })).toBe('');
  expect(lint(rule, app(service, { role: '!Ref AWS::NoValue' }), { undecided: true })).toBe('');
});

test('in JSON', () => {
  const json = JSON.stringify({
    Resources: {
      Fn: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': 'FnRole.Arn' } } },
      FnRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: { Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' },
          },
        },
      },
    },
  });
  expect(lint(rule, json, { path: 'template.json' })).toContain('FnRole, which does not trust Lambda');
});
