import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './function-permission-action.js';

const app = (action: string, before = '') => `${before}
Resources:
  Fn: { Type: AWS::Lambda::Function }
  Permission:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: !Ref Fn, Principal: '444455556666'${action} }
`;

test.each([
  ', Action: lambda:InvokeFunction',
  ', Action: lambda:invokeFunctionUrl',
  ", Action: 'lambda:Invoke*'",
  ', Action: lambda:EnableReplication*',
  ', Action: !If [IsDev, lambda:InvokeFunction, lambda:InvokeAsync]',
  '',
])('to invoke it, or to copy it to the edge; without an action there is nothing to judge: %s', (action) => {
  const conditions = "Conditions: { IsDev: !Equals [!Ref 'AWS::StackName', dev] }";
  expect(lint(rule, app(action, conditions), { undecided: true })).toBe('');
});

test('another action', () => {
  expect(lint(rule, app(', Action: lambda:GetFunction'))).toMatchInlineSnapshot(`
    "6:77 info Permission allows lambda:GetFunction on Fn to 444455556666, which is more than to invoke it [function-permission-action]
            Properties: { FunctionName: !Ref Fn, Principal: '444455556666', Action: lambda:GetFunction }
                                                                                    ~~~~~~~~~~~~~~~~~~ more than to invoke
      help: set Action to lambda:InvokeFunction, and give other rights to a role of those who need them"
  `);
});

test('every action', () => {
  expect(lint(rule, app(", Action: 'lambda:*'"))).toContain('info Permission allows lambda:* on Fn to 444455556666');
  expect(lint(rule, app(", Action: '*'"))).toContain('info Permission allows * on Fn');
});

test('others, where it is not known who', () => {
  const text = app(', Action: lambda:GetFunction').replace("'444455556666'", '!ImportValue Who');
  expect(lint(rule, text)).toContain('Permission allows lambda:GetFunction on Fn to');
});

test('an action that only the deployment knows is not guessed at', () => {
  const given = 'Parameters: { What: { Type: String } }';
  expect(lint(rule, app(', Action: !Ref What', given), { undecided: true })).toMatchInlineSnapshot(
    `"6:82 undecided Permission: Action: What is given at deployment"`,
  );
  const standard = given.replace('String', "String, Default: 'lambda:*'");
  expect(lint(rule, app(', Action: !Ref What', standard))).toContain('when What keeps its default');
});

test('an action that may be granted', () => {
  const options = { allow: ['lambda:Invoke*', 'lambda:getfunction'] };
  expect(lint(rule, app(', Action: lambda:GetFunction'), { options })).toBe('');
  expect(lint(rule, app(', Action: lambda:EnableReplication'), { options })).toContain('which is more');
});

test('what SAM makes invokes', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: nodejs22.x
      CodeUri: src/
      FunctionUrlConfig: { AuthType: NONE }
      Events: { Get: { Type: Api, Properties: { Path: /, Method: get } } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});
