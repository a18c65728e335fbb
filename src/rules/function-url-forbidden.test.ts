import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './function-url-forbidden.js';

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
const plain = (type: string, more = '') => `
Parameters: { Given: { Type: String } }
Conditions: { IsOpen: !Equals [!Ref AWS::StackName, open] }
Resources:
  Worker: { Type: AWS::Lambda::Function }
  Url: { Type: AWS::Lambda::Url, ${more} Properties: { TargetFunctionArn: !Ref Worker, AuthType: ${type} } }
`;

test('a URL of a SAM function, whoever may call it', () => {
  expect(lint(rule, sam('FunctionUrlConfig: { AuthType: AWS_IAM }'))).toMatchInlineSnapshot(`
    "11:7 error the URL of Worker lets requests reach Worker past the APIs, their authorizers and firewalls [function-url-forbidden]
              FunctionUrlConfig: { AuthType: AWS_IAM }
              ~~~~~~~~~~~~~~~~~ not a permitted way in
      help: take it out and give the function a route of an API with an authorizer, or list the function in the option allow"
  `);
});

test('a URL as a resource, also where only the deployment knows who may call it', () => {
  expect(lint(rule, plain('NONE'))).toMatchInlineSnapshot(`
    "6:3 error Url lets requests reach Worker past the APIs, their authorizers and firewalls [function-url-forbidden]
          Url: { Type: AWS::Lambda::Url,  Properties: { TargetFunctionArn: !Ref Worker, AuthType: NONE } }
          ~~~ not a permitted way in
      help: take it out and give the function a route of an API with an authorizer, or list the function in the option allow"
  `);
  expect(lint(rule, plain('!Ref Given'))).toContain('Url lets requests reach Worker past the APIs');
});

test('functions without a URL', () => {
  expect(lint(rule, sam('MemorySize: 256'), { undecided: true })).toBe('');
});

test('a function that the template only names', () => {
  expect(lint(rule, plain('AWS_IAM').replace('!Ref Worker', '!Ref Given'), { undecided: true })).toContain(
    'Url lets requests reach its function past the APIs',
  );
});

test('functions and URLs that are meant, by their ids', () => {
  expect(lint(rule, plain('AWS_IAM'), { options: { allow: ['Work*'] } })).toBe('');
  expect(lint(rule, plain('AWS_IAM'), { options: { allow: ['Url'] } })).toBe('');
});

test('only where it is made', () => {
  expect(lint(rule, plain('AWS_IAM', 'Condition: IsOpen,'))).toContain('Url lets requests reach Worker');
});

test('Globals give every function one, and are found once', () => {
  const globals = 'Globals: { Function: { FunctionUrlConfig: { AuthType: AWS_IAM } } }';
  const other = `
  Other:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: src/, Handler: app.handler, Runtime: nodejs22.x }
`;
  expect(lint(rule, sam('MemorySize: 128', globals) + other)).toMatchInlineSnapshot(`
    "3:24 error FunctionUrlConfig of Globals lets requests reach every function past the APIs, their authorizers and firewalls [function-url-forbidden]
        Globals: { Function: { FunctionUrlConfig: { AuthType: AWS_IAM } } }
                               ~~~~~~~~~~~~~~~~~ not a permitted way in
      help: take it out and give the function a route of an API with an authorizer, or list the function in the option allow
      5:3 Worker gets such a URL
      13:3 Other gets such a URL"
  `);
});
