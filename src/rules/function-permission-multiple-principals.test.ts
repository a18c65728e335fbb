import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './function-permission-multiple-principals.js';

/** A function with permissions: each is a list of properties. */
const app = (...permissions: readonly string[]) => `
Parameters: { Given: { Type: String } }
Conditions: { IsNightly: !Equals [!Ref AWS::StackName, nightly] }
Resources:
  Worker: { Type: AWS::Lambda::Function }
  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Worker, Name: live, FunctionVersion: '1' } }
${permissions
  .map(
    (properties, index) =>
      `  P${String(index)}: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, ${properties} } }`,
  )
  .join('\n')}
`;
const of = (principal: string, fn = '!Ref Worker') => `FunctionName: ${fn}, Principal: ${principal}`;

test('two services, one by Ref and one by GetAtt', () => {
  expect(lint(rule, app(of('sns.amazonaws.com'), of('events.amazonaws.com', '!GetAtt Worker.Arn'))))
    .toMatchInlineSnapshot(`
      "5:3 error Worker may be invoked by sns.amazonaws.com and events.amazonaws.com, so that one handler has to tell their events apart, with the rights that all of them need [function-permission-multiple-principals]
            Worker: { Type: AWS::Lambda::Function }
            ~~~~~~ 2 principals
        help: give each of them a function of its own, or list those that are meant in the option ignore
        7:123 the permission for sns.amazonaws.com
        8:130 the permission for events.amazonaws.com"
    `);
});

test('one service in several permissions, and one that is spelled in two ways', () => {
  expect(lint(rule, app(of('sns.amazonaws.com'), of('sns.amazonaws.com')), { undecided: true })).toBe('');
  expect(lint(rule, app(of('sns.amazonaws.com'), of("!Sub 'sns.${AWS::URLSuffix}'")), { undecided: true })).toBe('');
  expect(lint(rule, app(of('sns.amazonaws.com')), { undecided: true })).toBe('');
  expect(lint(rule, app(), { undecided: true })).toBe('');
});

test('an alias is its function', () => {
  expect(lint(rule, app(of('sns.amazonaws.com'), of('s3.amazonaws.com', '!Ref Live')))).toContain(
    'Worker may be invoked by sns.amazonaws.com and s3.amazonaws.com',
  );
});

test('events and URLs of SAM', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      FunctionUrlConfig: { AuthType: NONE }
      Events:
        Get: { Type: HttpApi, Properties: { Path: /, Method: get } }
        Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "4:3 error Worker may be invoked by everyone, events.amazonaws.com and apigateway.amazonaws.com, so that one handler has to tell their events apart, with the rights that all of them need [function-permission-multiple-principals]
          Worker:
          ~~~~~~ 3 principals
      help: give each of them a function of its own, or list those that are meant in the option ignore
      10:7 the permission for everyone
      13:9 the permission for events.amazonaws.com
      12:9 the permission for apigateway.amazonaws.com"
  `);
});

test('a function that is made elsewhere, once', () => {
  expect(
    lint(
      rule,
      app(of('sns.amazonaws.com', 'orders'), of('s3.amazonaws.com', 'orders'), of('s3.amazonaws.com', 'other')),
    ),
  ).toMatchInlineSnapshot(`
    "7:3 error orders may be invoked by sns.amazonaws.com and s3.amazonaws.com, so that one handler has to tell their events apart, with the rights that all of them need [function-permission-multiple-principals]
          P0: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: orders, Principal: sns.amazonaws.com } }
          ~~ 2 principals
      help: give each of them a function of its own, or list those that are meant in the option ignore
      7:118 the permission for sns.amazonaws.com
      8:118 the permission for s3.amazonaws.com"
  `);
});

test('principals that do not count', () => {
  const text = app(of('sns.amazonaws.com'), of('events.amazonaws.com'));
  expect(lint(rule, text, { options: { ignore: ['events.*'] } })).toBe('');
});

test('Lambda@Edge copies a function, and does not invoke it', () => {
  const text = app(of('sns.amazonaws.com'), of('replicator.lambda.amazonaws.com'));
  const last = text.lastIndexOf('lambda:InvokeFunction');
  const copied = `${text.slice(0, last)}'lambda:GetFunction'${text.slice(last + 'lambda:InvokeFunction'.length)}`;
  expect(lint(rule, copied, { undecided: true })).toBe('');
});

test('a principal that only the deployment knows', () => {
  expect(lint(rule, app(of('sns.amazonaws.com'), of('!Ref Given')), { undecided: true })).toMatchInlineSnapshot(
    `"8:128 undecided Worker: it may be another principal than the others"`,
  );
  expect(lint(rule, app(of('!Ref Given')), { undecided: true })).toBe('');
});

test('only in the branch that is wrong', () => {
  const text = app(of('sns.amazonaws.com'), of('events.amazonaws.com')).replace('P1: {', 'P1: { Condition: IsNightly,');
  expect(lint(rule, text)).toContain('when IsNightly is true');
});
