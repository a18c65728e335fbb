import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './role-partial-wildcard-action.js';

const undecided = { undecided: true };

const app = (action: string, more = '', effect = 'Allow') => `${more}
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - Statement: { Effect: ${effect}, Action: ${action}, Resource: arn:aws:s3:::orders/* }
`;

test('actions by name, and all of a service', () => {
  expect(lint(rule, app("[s3:PutObject, 's3:*', '*', 's3:?*']"), undecided)).toBe('');
});

test('a pattern that covers what changes things', () => {
  expect(lint(rule, app("'s3:PutO*'"))).toMatchInlineSnapshot(`
    "8:47 error the role that SAM makes for Orders allows s3:PutO*, which is 9 actions, s3:PutObjectAcl among them, so whatever acts with it can change who may use things [role-partial-wildcard-action]
                - Statement: { Effect: Allow, Action: 's3:PutO*', Resource: arn:aws:s3:::orders/* }
                                                      ~~~~~~~~~~ 9 actions
      help: list the actions that are needed instead"
  `);
  expect(lint(rule, app("'dynamodb:*Item'"))).toContain('so whatever acts with it changes more than it needs');
});

test('a pattern that covers what only reads, or one action', () => {
  expect(lint(rule, app("['s3:List*', 'dynamodb:Que*']"), undecided)).toBe('');
});

test('a pattern that denies', () => {
  expect(lint(rule, app("'s3:Put*'", '', 'Deny'), undecided)).toBe('');
});

describe('options', () => {
  test('levels', () => {
    const levels = (...each: string[]) => ({ options: { levels: each }, undecided: true });
    expect(lint(rule, app("'s3:List*'"), levels('list'))).toContain('so whatever acts with it sees more than it needs');
    expect(lint(rule, app("'s3:List*'"), levels())).toContain('[role-partial-wildcard-action]');
    expect(lint(rule, app("'dynamodb:*Item'"), levels('permissions'))).toBe('');
  });

  test('allow', () => {
    expect(lint(rule, app("'s3:Put*'"), { options: { allow: ['S3:put*'] }, undecided: true })).toBe('');
  });

  test('maxActions', () => {
    expect(lint(rule, app("'dynamodb:Update*Item'"), undecided)).toBe('');
    expect(lint(rule, app("'dynamodb:*Item'"), { options: { maxActions: 20 }, undecided: true })).toBe('');
  });
});

test('what only the deployment knows', () => {
  const parameters = 'Parameters: { Verb: { Type: String } }';
  expect(lint(rule, app("!Sub 's3:${Verb}Object*'", parameters), undecided)).toMatchInlineSnapshot(
    `"8:52 undecided Orders: s3:\${Verb}Object* is known only at deployment"`,
  );
  expect(lint(rule, app("'nobody:Put*'"), undecided)).toMatchInlineSnapshot(
    `"8:47 undecided Orders: which actions nobody:Put* covers is not known"`,
  );
});

test('a default', () => {
  const parameters = 'Parameters: { Verb: { Type: String, Default: Put } }';
  expect(lint(rule, app("!Sub 's3:${Verb}Object*'", parameters))).toContain('when Verb keeps its default');
});

test('a condition of the template', () => {
  const more = 'Parameters: { Stage: { Type: String } }\nConditions: { Open: !Equals [!Ref Stage, dev] }';
  expect(lint(rule, app("!If [Open, 's3:Put*', s3:PutObject]", more))).toContain('when Open is true');
});

test('roles that no serverless service acts with', () => {
  const role = `
Resources:
  Server:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole } }
      Policies: [{ PolicyName: p, PolicyDocument: { Statement: { Effect: Allow, Action: 's3:Put*', Resource: '*' } } }]
`;
  expect(lint(rule, role, undecided)).toBe('');
  expect(lint(rule, role, { options: { allRoles: true } })).toContain('Server allows s3:Put*');
});
