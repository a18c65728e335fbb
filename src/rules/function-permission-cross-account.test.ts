import { expect, test } from 'vitest';
import rule from './function-permission-cross-account.js';
import { lint } from '../../test/support/lint.js';

const permit = (properties: string) => `
Parameters: { Id: { Type: String } }
Conditions: { IsOpen: !Equals [!Ref 'AWS::StackName', open] }
Resources:
  Fn: { Type: AWS::Lambda::Function }
  Role: { Type: AWS::IAM::Role }
  Permit:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, ${properties} }
`;
const options = { accounts: ['123456789012'], orgIds: ['o-abcdef1234'] };

test('an account that nobody has approved', () => {
  expect(lint(rule, permit("Principal: '210987654321'"), { options })).toMatchInlineSnapshot(`
    "9:84 error Permit lets account 210987654321 invoke Fn, which is not an approved one [function-permission-cross-account]
            Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: '210987654321' }
                                                                                           ~~~~~~~~~~~~~~ not approved
      help: set Principal to 123456789012, or set PrincipalOrgID to o-abcdef1234"
  `);
  expect(lint(rule, permit("Principal: 'arn:aws:iam::210987654321:role/caller'"), { options })).toContain(
    'lets account 210987654321 invoke Fn',
  );
  expect(lint(rule, permit('Principal: !Sub "arn:${AWS::Partition}:iam::210987654321:root"'), { options })).toContain(
    'lets account 210987654321 invoke Fn',
  );
  expect(lint(rule, permit("Principal: '210987654321', PrincipalOrgID: o-other"), { options })).toContain(
    '210987654321',
  );
});

test.each([
  "Principal: '123456789012'",
  "Principal: 'arn:aws:iam::123456789012:role/caller'",
  "Principal: '210987654321', PrincipalOrgID: o-abcdef1234",
  'Principal: !Ref AWS::AccountId',
  'Principal: !Sub "arn:aws:iam::${AWS::AccountId}:root"',
  'Principal: !GetAtt Role.Arn',
  'Principal: sns.amazonaws.com',
  "Principal: '*'",
])('approved, one’s own, or of another rule: %s', (properties) => {
  expect(lint(rule, permit(properties), { options, undecided: true })).toBe('');
});

test('accounts alone, organisations alone', () => {
  const foreign = permit("Principal: '210987654321', PrincipalOrgID: o-abcdef1234");
  expect(lint(rule, foreign, { options: { accounts: ['123456789012'] } })).toContain(
    'help: set Principal to 123456789012',
  );
  expect(lint(rule, foreign, { options: { orgIds: ['o-abcdef1234'] } })).toBe('');
  expect(lint(rule, permit("Principal: '210987654321'"), { options: { orgIds: ['o-abcdef1234'] } })).toContain(
    'help: set PrincipalOrgID to o-abcdef1234',
  );
});

test('nothing to compare with', () => {
  expect(lint(rule, permit("Principal: '210987654321'"), { undecided: true })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  expect(lint(rule, permit('Principal: !Ref Id'), { options, undecided: true })).toMatchInlineSnapshot(
    `"9:89 undecided Permit: Principal: Id is given at deployment"`,
  );
  expect(lint(rule, permit('Principal: AIDACKCEVSQ6C2EXAMPLE'), { options, undecided: true })).toMatchInlineSnapshot(
    `"9:84 undecided Permit: it can't be told to which account AIDACKCEVSQ6C2EXAMPLE belongs"`,
  );
  expect(
    lint(rule, permit("Principal: '210987654321', PrincipalOrgID: !Ref Id"), { options, undecided: true }),
  ).toContain('undecided Permit');
});

test('only in the branch that is wrong, and says when', () => {
  const properties = "Principal: !If [IsOpen, '210987654321', '123456789012']";
  expect(lint(rule, permit(properties), { options })).toContain('when IsOpen is true');
});

test('events of SAM, as JSON', () => {
  const text = JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Fn: {
        Type: 'AWS::Serverless::Function',
        Properties: { Events: { Api: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } } },
      },
      Permit: {
        Type: 'AWS::Lambda::Permission',
        Properties: { FunctionName: { Ref: 'Fn' }, Principal: '210987654321' },
      },
    },
  });
  const found = lint(rule, text, { path: 'template.json', options, undecided: true });
  expect(found).toContain('Permit lets account 210987654321 invoke Fn');
  expect(found.match(/error/g)).toHaveLength(1);
});
