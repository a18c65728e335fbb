import { expect, test } from 'vitest';
import rule from './function-permission-qualifier.js';
import { lint } from '../../test/support/lint.js';

const template = (name: string, rest = '') => `
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { FunctionName: worker } }
  Published: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Worker } }
  Live:
    Type: AWS::Lambda::Alias
    Properties: { Name: live, FunctionName: !Ref Worker, FunctionVersion: !GetAtt Published.Version }
  Topic:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, Principal: sns.amazonaws.com, FunctionName: ${name} }
${rest}
`;

const sam = (properties: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      ${properties}
      Events:
        Post: { Type: HttpApi, Properties: { Path: /jobs, Method: POST } }
`;

const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:other';

test('a permission for a function is found', () => {
  expect(lint(rule, template('!Ref Worker'))).toMatchInlineSnapshot(`
    "10:99 error Topic lets sns.amazonaws.com invoke Worker itself, and not an alias, so each change of the code is theirs at once [function-permission-qualifier]
            Properties: { Action: lambda:InvokeFunction, Principal: sns.amazonaws.com, FunctionName: !Ref Worker }
                                                                                                          ~~~~~~ not an alias
      help: set FunctionName to an alias of Worker"
  `);
  expect(lint(rule, template('!GetAtt Worker.Arn'))).toContain('invoke Worker itself');
});

test('what SAM makes is put right where SAM makes it', () => {
  expect(lint(rule, sam('Timeout: 3'))).toMatchInlineSnapshot(`
    "12:9 error the permission of event Post of Worker lets apigateway.amazonaws.com invoke Worker itself, and not an alias, so each change of the code is theirs at once [function-permission-qualifier]
                Post: { Type: HttpApi, Properties: { Path: /jobs, Method: POST } }
                ~~~~ not an alias
      help: set AutoPublishAlias to the name of an alias"
  `);
  expect(lint(rule, sam('AutoPublishAlias: live'), { undecided: true })).toBe('');
});

test('both permissions that a URL needs are one finding', () => {
  expect(lint(rule, sam('FunctionUrlConfig: { AuthType: NONE }').replace(/ +Events:[^]*/, ''))).toMatchInlineSnapshot(`
    "10:7 error the permission of everyone to call the URL of Worker lets everyone invoke Worker itself, and not an alias, so each change of the code is theirs at once [function-permission-qualifier]
              FunctionUrlConfig: { AuthType: NONE }
              ~~~~~~~~~~~~~~~~~ not an alias
      help: set AutoPublishAlias to the name of an alias"
  `);
});

test('what SAM makes for a function that is named without its alias', () => {
  const authorizer = `
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth: { Authorizers: { Login: { FunctionArn: !GetAtt Worker.Arn } } }`;
  const found = lint(rule, sam('AutoPublishAlias: live') + authorizer.slice(1));
  expect(found).toContain('the permission of authorizer Login lets');
  expect(found).toContain('help: name an alias of Worker');
});

test.each([
  '!Ref Live',
  '!Ref Published',
  '!Sub "${Worker.Arn}:live"',
  'worker:live',
  `${arn}:live`,
  '111122223333:function:other:7',
  '!Sub "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:other:live"',
])('an alias or a version passes: %s', (name) => {
  expect(lint(rule, template(name), { undecided: true })).toBe('');
});

test.each([
  'worker',
  'other',
  arn,
  `${arn}:$LATEST`,
  '111122223333:function:other',
  '!Sub "${Worker.Arn}:$LATEST"',
  '!Sub "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-other"',
])('a function itself does not: %s', (name) => {
  expect(lint(rule, template(name))).toContain('itself, and not an alias');
});

test('what only the deployment knows is not guessed at', () => {
  const given = 'Parameters: { Name: { Type: String } }';
  expect(lint(rule, template('!Ref Name', given), { undecided: true })).toMatchInlineSnapshot(
    `"10:99 undecided Topic: FunctionName: Name is given at deployment"`,
  );
  const part = '!Sub "arn:aws:lambda:eu-west-1:111122223333:function:${Name}"';
  expect(lint(rule, template(part, given), { undecided: true })).toContain('parts of it are known only at deployment');
});

test('only in the branch that is wrong, and says when', () => {
  const head = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  expect(lint(rule, template('!If [IsProd, !Ref Live, !Ref Worker]', head))).toContain('when IsProd is false');
});

test.each(['[a]', '{ a: b }', "''", '3'])('an odd value is no crash: %s', (name) => {
  expect(lint(rule, template(name))).not.toContain('crashed');
});
