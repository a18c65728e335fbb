import { expect, test } from 'vitest';
import rule from './function-permission-public.js';
import { lint } from '../../test/support/lint.js';

const permit = (properties: string) => `
Parameters: { Id: { Type: String } }
Conditions: { IsOpen: !Equals [!Ref 'AWS::StackName', open] }
Resources:
  Fn: { Type: AWS::Lambda::Function }
  Topic: { Type: AWS::SNS::Topic }
  Permit:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, ${properties} }
`;

test('a function that everyone may invoke', () => {
  expect(lint(rule, permit("Principal: '*'"))).toMatchInlineSnapshot(`
    "9:84 error Permit lets every AWS account invoke Fn, so anybody can run it with input of their own [function-permission-public]
            Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: '*' }
                                                                                           ~~~ everyone
      help: set Principal to the service or account that invokes it, or PrincipalOrgID to your organisation's id"
  `);
});

test('a source that takes in everything limits nothing', () => {
  expect(lint(rule, permit("Principal: '*', SourceArn: '*'"))).toMatchInlineSnapshot(`
    "9:84 error Permit lets every AWS account invoke Fn, so anybody can run it with input of their own [function-permission-public]
            Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: '*', SourceArn: '*' }
                                                                                           ~~~ everyone
      help: set Principal to the service or account that invokes it, or PrincipalOrgID to your organisation's id
      9:100 this SourceArn takes in every source"
  `);
  expect(lint(rule, permit("Principal: '*', SourceArn: 'arn:aws:sns:*:*:*'"))).toContain('every AWS account');
  expect(lint(rule, permit("Principal: '*', PrincipalOrgID: ''"))).toContain('every AWS account');
  expect(lint(rule, permit("Principal: '*', PrincipalOrgID: !Ref AWS::NoValue"))).toContain('every AWS account');
});

test.each([
  "Principal: '*', PrincipalOrgID: o-abcdef1234",
  "Principal: '*', PrincipalOrgID: !Ref Id",
  "Principal: '*', SourceArn: !Ref Topic",
  "Principal: '*', SourceArn: !ImportValue topic",
  "Principal: '*', SourceAccount: !Ref AWS::AccountId",
  "Principal: '123456789012'",
  'Principal: !Ref AWS::AccountId',
  'Principal: sns.amazonaws.com',
  "Principal: '*', FunctionUrlAuthType: NONE",
  "Principal: '*', InvokedViaFunctionUrl: true",
])('limited, or of another rule: %s', (properties) => {
  expect(lint(rule, permit(properties), { undecided: true })).toBe('');
});

test('what is said not to come through a URL comes from anywhere', () => {
  expect(lint(rule, permit("Principal: '*', InvokedViaFunctionUrl: false"))).toContain('every AWS account');
});

test('beside a URL it may be the second permission that its callers need', () => {
  const text = `${permit("Principal: '*'")}  Url: { Type: AWS::Lambda::Url, Properties: { AuthType: NONE, TargetFunctionArn: !GetAtt Fn.Arn } }`;
  expect(lint(rule, text)).toContain(
    "or PrincipalOrgID to your organisation's id; or InvokedViaFunctionUrl to true, if it is for Url",
  );
});

test('a principal that only the deployment knows is not guessed at', () => {
  expect(lint(rule, permit('Principal: !Ref Id'), { undecided: true })).toMatchInlineSnapshot(
    `"9:89 undecided Permit: Principal: Id is given at deployment"`,
  );
});

test('approved organisations', () => {
  const options = { allowOrgIds: ['o-abcdef1234'] };
  expect(lint(rule, permit("Principal: '*', PrincipalOrgID: o-abcdef1234"), { options })).toBe('');
  expect(lint(rule, permit("Principal: '*', PrincipalOrgID: o-other"), { options })).toMatchInlineSnapshot(`
    "9:105 error Permit lets everyone of the organisation o-other invoke Fn, which is not an approved one [function-permission-public]
            Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: '*', PrincipalOrgID: o-other }
                                                                                                                ~~~~~~~ not approved
      help: set PrincipalOrgID to o-abcdef1234"
  `);
  expect(lint(rule, permit("Principal: '*', PrincipalOrgID: !Ref Id"), { options, undecided: true })).toContain(
    'undecided Permit',
  );
});

test('only in the branch that is wrong, and says when', () => {
  const properties =
    "Principal: !If [IsOpen, '*', sns.amazonaws.com], SourceArn: !If [IsOpen, !Ref AWS::NoValue, !Ref Topic]";
  expect(lint(rule, permit(properties))).toContain('when IsOpen is true');
});

test('the URL of a function of SAM and its events, as JSON', () => {
  const text = JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Fn: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          FunctionUrlConfig: { AuthType: 'NONE' },
          Events: { Api: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } },
        },
      },
      Permit: {
        Type: 'AWS::Lambda::Permission',
        Properties: { FunctionName: { 'Fn::GetAtt': ['Fn', 'Arn'] }, Principal: '*' },
      },
    },
  });
  const found = lint(rule, text, { path: 'template.json', undecided: true });
  expect(found).toContain('Permit lets every AWS account invoke Fn');
  expect(found.match(/error/g)).toHaveLength(1);
});

test('a function without a permission is not judged', () => {
  expect(lint(rule, 'Resources: { Fn: { Type: AWS::Lambda::Function } }', { undecided: true })).toBe('');
});
