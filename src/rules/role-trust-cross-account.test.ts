import { expect, test } from 'vitest';
import rule from './role-trust-cross-account.js';
import { lint } from '../../test/support/lint.js';

const role = (statements: string) => `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }
          - ${statements}
`;

const allow = (principal: string, condition = '') =>
  role(
    `{ Effect: Allow, Principal: ${principal}, Action: 'sts:AssumeRole'${condition && `, Condition: { ${condition} }`} }`,
  );

const other = "{ AWS: 'arn:aws:iam::123456789012:root' }";

test('the own account, by its pseudo parameter, and a role of the template', () => {
  for (const principal of [
    '{ AWS: !Ref AWS::AccountId }',
    '{ AWS: !Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:root" }',
    '{ AWS: !GetAtt Deployer.Arn }',
  ]) {
    const text = `${allow(principal)}  Deployer: { Type: AWS::IAM::User }\n`;
    expect(lint(rule, text, { undecided: true })).toBe('');
  }
});

test('a whole other account', () => {
  expect(lint(rule, allow(other))).toMatchInlineSnapshot(`
    "10:48 warning FnRole trusts all of account 123456789012, so whoever runs that account decides who gets its rights [role-trust-cross-account]
                  - { Effect: Allow, Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'sts:AssumeRole' }
                                                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ a whole account, no condition
      help: add a condition on sts:ExternalId or aws:PrincipalOrgID, or put 123456789012 into the option accounts if it is one of yours"
  `);
  expect(lint(rule, allow("{ AWS: '123456789012' }"))).toContain('trusts all of account 123456789012');
});

test('a role of another account', () => {
  expect(lint(rule, allow('{ AWS: [!Ref AWS::AccountId, arn:aws:iam::123456789012:role/ci] }'))).toMatchInlineSnapshot(`
    "10:70 warning FnRole trusts arn:aws:iam::123456789012:role/ci, so whoever runs account 123456789012 decides who gets its rights [role-trust-cross-account]
                  - { Effect: Allow, Principal: { AWS: [!Ref AWS::AccountId, arn:aws:iam::123456789012:role/ci] }, Action: 'sts:AssumeRole' }
                                                                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ another account, no condition
      help: add a condition on sts:ExternalId or aws:PrincipalOrgID, or put 123456789012 into the option accounts if it is one of yours"
  `);
});

test('with an external id, or for an organisation', () => {
  expect(lint(rule, allow(other, 'StringEquals: { sts:ExternalId: !Ref Id }'))).toBe('');
  expect(lint(rule, allow(other, 'StringEquals: { aws:PrincipalOrgID: o-1 }'))).toBe('');
});

test('a condition of another kind is none', () => {
  expect(lint(rule, allow(other, 'Bool: { aws:MultiFactorAuthPresent: true }'))).toContain('trusts all of account');
  expect(lint(rule, allow(other, 'StringEqualsIfExists: { sts:ExternalId: a }'))).toContain('trusts all of account');
});

test('the organisation has to be one of yours', () => {
  const mine = (condition: string) => lint(rule, allow(other, condition), { options: { orgIds: ['o-mine'] } });
  expect(mine('StringEquals: { aws:PrincipalOrgID: o-mine }')).toBe('');
  expect(mine('"ForAnyValue:StringLike": { aws:PrincipalOrgPaths: o-mine/r-1/* }')).toBe('');
  expect(mine('StringEquals: { aws:PrincipalOrgID: o-other }')).toContain('trusts all of account');
});

test('an external id is asked for', () => {
  const options = { requireExternalId: true };
  const text = allow(other, 'StringEquals: { aws:PrincipalOrgID: o-1 }');
  expect(lint(rule, text, { options })).toContain('help: add a condition on sts:ExternalId, or put 123456789012');
});

test('an account of yours', () => {
  expect(lint(rule, allow(other), { options: { accounts: ['123456789012'] } })).toBe('');
});

test('a Deny, a service, a federation and the star are not judged here', () => {
  expect(lint(rule, role(`{ Effect: Deny, Principal: ${other}, Action: 'sts:AssumeRole' }`))).toBe('');
  expect(lint(rule, allow('{ Federated: "arn:aws:iam::123456789012:saml-provider/idp" }'))).toBe('');
  expect(lint(rule, allow("{ AWS: '*' }"))).toBe('');
});

test('an account that only the deployment knows is not guessed at', () => {
  const text = `Parameters: { Other: { Type: String } }${allow('{ AWS: !Sub "arn:aws:iam::${Other}:root" }')}`;
  expect(lint(rule, text)).toBe('');
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"10:53 undecided FnRole: the account of arn:aws:iam::\${Other}:root is known only at deployment"`,
  );
});

test('an account by the default of a parameter, and by branch', () => {
  const text = `Parameters: { Other: { Type: String, Default: '123456789012' } }${allow('{ AWS: !Ref Other }')}`;
  expect(lint(rule, text)).toContain('when Other keeps its default');
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }';
  expect(lint(rule, conditions + allow("{ AWS: !If [IsDev, '123456789012', !Ref AWS::AccountId] }"))).toContain(
    'when IsDev is true',
  );
});

test('a role that nothing serverless acts with, only where it is asked for', () => {
  const text = `
Resources:
  Audit:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Principal: ${other}, Action: 'sts:AssumeRole' }
`;
  expect(lint(rule, text)).toBe('');
  expect(lint(rule, text, { options: { allRoles: true } })).toContain('Audit trusts all of account 123456789012');
});

test('in JSON', () => {
  const json = JSON.stringify({
    Resources: {
      FnRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'lambda.amazonaws.com', AWS: '123456789012' },
                Action: 'sts:AssumeRole',
              },
            ],
          },
        },
      },
    },
  });
  expect(lint(rule, json, { path: 'template.json' })).toContain('FnRole trusts all of account 123456789012');
});
