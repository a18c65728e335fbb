import { expect, test } from 'vitest';
import rule from './function-url-auth.js';
import { lint } from '../../test/support/lint.js';

const sam = (config: string, globals = '') => `
Transform: AWS::Serverless-2016-10-31
${globals}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs22.x
      ${config}
`;
const plain = (type: string) => `
Parameters:
  Auth: { Type: String, Default: AWS_IAM, AllowedValues: [AWS_IAM, NONE] }
  Given: { Type: String }
Resources:
  Worker: { Type: AWS::Lambda::Function }
  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Worker, AuthType: ${type} } }
`;

test('a URL of a SAM function that is open to everybody', () => {
  expect(lint(rule, sam('FunctionUrlConfig: { AuthType: NONE }'))).toMatchInlineSnapshot(`
    "11:38 error the URL of Worker has AuthType NONE, so anybody who knows the address can invoke Worker [function-url-auth]
              FunctionUrlConfig: { AuthType: NONE }
                                             ~~~~ open to everybody
      help: set AuthType to AWS_IAM, or list the function in the option allow if it is meant to be public"
  `);
});

test('a URL as a resource, and as JSON', () => {
  expect(lint(rule, plain('NONE'))).toMatchInlineSnapshot(`
    "7:90 error Url has AuthType NONE, so anybody who knows the address can invoke Worker [function-url-auth]
          Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Worker, AuthType: NONE } }
                                                                                                 ~~~~ open to everybody
      help: set AuthType to AWS_IAM, or list the function in the option allow if it is meant to be public"
  `);
  const json = '{ "Resources": { "Url": { "Type": "AWS::Lambda::Url", "Properties": { "AuthType": "NONE" } } } }';
  expect(lint(rule, json, { path: 'template.json' })).toContain('Url has AuthType NONE');
});

test('a URL that asks for IAM authorization', () => {
  expect(lint(rule, plain('AWS_IAM'), { undecided: true })).toBe('');
  expect(lint(rule, sam('FunctionUrlConfig: { AuthType: AWS_IAM }'), { undecided: true })).toBe('');
});

test('each value that a parameter may have', () => {
  expect(lint(rule, plain('!Ref Auth'))).toMatchInlineSnapshot(`
    "7:95 error Url has AuthType NONE, so anybody who knows the address can invoke Worker [function-url-auth]
          Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Worker, AuthType: !Ref Auth } }
                                                                                                      ~~~~ open to everybody
      help: set AuthType to AWS_IAM, or list the function in the option allow if it is meant to be public
      3:68 its value comes from here
      when Auth is NONE"
  `);
  expect(lint(rule, plain('!Ref Auth'), { parameters: { Auth: 'AWS_IAM' } })).toBe('');
});

test('a value that only the deployment knows is not guessed at', () => {
  expect(lint(rule, plain('!Ref Given'), { undecided: true })).toMatchInlineSnapshot(
    `"7:95 undecided Url: AuthType: Given is given at deployment"`,
  );
});

test('a URL without a word on it can’t be deployed', () => {
  expect(lint(rule, 'Resources: { Url: { Type: AWS::Lambda::Url } }', { undecided: true })).toBe('');
});

test('only in the branch that is wrong, and says when', () => {
  const text = `
Parameters: { Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Url: { Type: AWS::Lambda::Url, Properties: { AuthType: !If [IsProd, AWS_IAM, NONE] } }
`;
  expect(lint(rule, text)).toContain('when IsProd is false');
});

test('Globals open every function, and are found once', () => {
  const globals = 'Globals: { Function: { FunctionUrlConfig: { AuthType: NONE } } }';
  const other = `
  Other:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: src/, Handler: app.handler, Runtime: nodejs22.x }
`;
  expect(lint(rule, sam('MemorySize: 128', globals) + other)).toMatchInlineSnapshot(`
    "3:55 error FunctionUrlConfig of Globals has AuthType NONE, so anybody who knows the address can invoke every function [function-url-auth]
        Globals: { Function: { FunctionUrlConfig: { AuthType: NONE } } }
                                                              ~~~~ open to everybody
      help: set AuthType to AWS_IAM, or list the function in the option allow if it is meant to be public
      5:3 Worker gets such a URL
      13:3 Other gets such a URL"
  `);
});

test('a function whose own setting wins over Globals', () => {
  const globals = 'Globals: { Function: { FunctionUrlConfig: { AuthType: NONE } } }';
  expect(lint(rule, sam('FunctionUrlConfig: { AuthType: AWS_IAM }', globals))).toBe('');
});

test('URLs that are meant to be public, by the id of the function or of the URL', () => {
  expect(lint(rule, sam('FunctionUrlConfig: { AuthType: NONE }'), { options: { allow: ['Work*'] } })).toBe('');
  expect(lint(rule, plain('NONE'), { options: { allow: ['Worker'] } })).toBe('');
  expect(lint(rule, plain('NONE'), { options: { allow: ['Url'] } })).toBe('');
});

test('a URL of an alias is one of its function', () => {
  const text = sam('FunctionUrlConfig: { AuthType: NONE }\n      AutoPublishAlias: live');
  expect(lint(rule, text)).toContain('can invoke Worker [');
});
