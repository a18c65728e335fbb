import { expect, test } from 'vitest';
import rule from './iam-long-term-credentials.js';
import { lint } from '../../test/support/lint.js';

const mail = (action: string) =>
  `Policies: [{ PolicyName: a, PolicyDocument: { Statement: [{ Effect: Allow, Action: ${action}, Resource: '*' }] } }]`;

test('a template without users', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, CodeUri: src/ } }
  Team: { Type: AWS::IAM::Group }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('an access key, which speaks for its user as well', () => {
  const text = `
Resources:
  Uploader: { Type: AWS::IAM::User }
  UploaderKey:
    Type: AWS::IAM::AccessKey
    Properties: { UserName: !Ref Uploader }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "4:3 warning UploaderKey is an access key of user Uploader, so whoever gets hold of it can use it until somebody takes it away [iam-long-term-credentials]
          UploaderKey:
          ~~~~~~~~~~~ a key that does not expire
      help: let the program assume a role instead: its credentials end by themselves
      3:3 Uploader is the user"
  `);
});

test('a user', () => {
  expect(lint(rule, 'Resources:\n  Uploader: { Type: AWS::IAM::User }\n')).toMatchInlineSnapshot(`
    "2:3 warning Uploader is a user, whose password and keys do not expire by themselves [iam-long-term-credentials]
          Uploader: { Type: AWS::IAM::User }
          ~~~~~~~~ a user
      help: make a role, and let people sign in through IAM Identity Center"
  `);
});

test('a key of a user from elsewhere, also one that only the deployment knows', () => {
  const key = (user: string) => `
Parameters: { Who: { Type: String } }
Resources: { Key: { Type: AWS::IAM::AccessKey, Properties: { UserName: ${user} } } }
`;
  expect(lint(rule, key('uploader'))).toContain('Key is an access key of user uploader');
  expect(lint(rule, key('!Ref Who'))).toContain('Key is an access key of user Who');
});

test('a key that is switched off', () => {
  const text = `
Resources:
  Key: { Type: AWS::IAM::AccessKey, Properties: { UserName: uploader, Status: Inactive } }
`;
  expect(lint(rule, text)).toBe('');
});

test('a status that only the deployment knows, and one by branch', () => {
  const key = (status: string) => `
Parameters: { Status: { Type: String }, Stage: { Type: String } }
Conditions: { IsDev: !Equals [!Ref Stage, dev] }
Resources:
  Key: { Type: AWS::IAM::AccessKey, Properties: { UserName: uploader, Status: ${status} } }
`;
  expect(lint(rule, key('!If [IsDev, Active, Inactive]'))).toContain('when IsDev is true');
  expect(lint(rule, key('!Ref Status'), { undecided: true })).toMatchInlineSnapshot(
    `"5:84 undecided Key: Status is given at deployment"`,
  );
});

test('SMTP takes nothing else: a user that only sends mail', () => {
  const text = (action: string) => `
Resources:
  Mailer: { Type: AWS::IAM::User, Properties: { ${mail(action)} } }
  Key: { Type: AWS::IAM::AccessKey, Properties: { UserName: !Ref Mailer } }
`;
  expect(lint(rule, text("'ses:SendRawEmail'"))).toBe('');
  expect(lint(rule, text("['ses:SendRawEmail', 's3:GetObject']"))).toContain('Key is an access key of user Mailer');
  const beside = `
Resources:
  Mailer: { Type: AWS::IAM::User }
  Rights:
    Type: AWS::IAM::UserPolicy
    Properties:
      UserName: !Ref Mailer
      PolicyName: a
      PolicyDocument: { Statement: { Effect: Allow, Action: 'ses:SendRawEmail', Resource: '*' } }
`;
  expect(lint(rule, beside)).toBe('');
});

test('users that may be', () => {
  const text = `
Resources:
  Uploader: { Type: AWS::IAM::User, Properties: { UserName: ci-uploader } }
  Key: { Type: AWS::IAM::AccessKey, Properties: { UserName: !Ref Uploader } }
  Other: { Type: AWS::IAM::AccessKey, Properties: { UserName: ci-other } }
`;
  expect(lint(rule, text, { options: { allow: ['ci-*'] } })).toBe('');
  expect(lint(rule, text, { options: { allow: ['Uploader'] } })).toContain('Other is an access key');
});

test('in JSON', () => {
  const json = JSON.stringify({ Resources: { Uploader: { Type: 'AWS::IAM::User' } } });
  expect(lint(rule, json, { path: 'template.json' })).toContain('Uploader is a user');
});
