import { expect, test } from 'vitest';
import rule from './role-trust-public.js';
import { lint } from '../../test/support/lint.js';

const role = (statement: string, more = '') => `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: ${statement}
      ${more}
`;

const allow = (principal: string, more = '') =>
  role(`[{ Effect: Allow, Principal: ${principal}, Action: 'sts:AssumeRole'${more} }]`);

test('a role that names who may assume it', () => {
  for (const principal of [
    '{ Service: lambda.amazonaws.com }',
    '{ AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }',
    '{ AWS: !GetAtt Deployer.Arn }',
    '{ AWS: !Ref AWS::AccountId }',
  ]) {
    const text = `${allow(principal)}  Deployer: { Type: AWS::IAM::User }\n`;
    expect(lint(rule, text, { undecided: true })).toBe('');
  }
});

test('the star for accounts', () => {
  expect(lint(rule, allow("{ AWS: '*' }"))).toMatchInlineSnapshot(`
    "8:56 error FnRole may be assumed by everyone, so any AWS account can get its rights [role-trust-public]
                Statement: [{ Effect: Allow, Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }]
                                                               ~~~ everyone
      help: name the service, the account or the roles that have to assume it as Principal"
  `);
});

test('the bare star, in a list, in a statement that is no list, in JSON text', () => {
  expect(lint(rule, allow("'*'"))).toContain('may be assumed by everyone');
  expect(lint(rule, allow("{ AWS: [!Ref AWS::AccountId, '*'] }"))).toContain('may be assumed by everyone');
  expect(lint(rule, role("{ Effect: Allow, Principal: '*', Action: 'sts:*' }"))).toContain('may be assumed');
  const text = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] });
  const json = JSON.stringify({
    Resources: { FnRole: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: text } } },
  });
  expect(lint(rule, json, { path: 'template.json' })).toContain('FnRole may be assumed by everyone');
});

test('everyone but some is the business of role-trust-not-principal', () => {
  const statement = "[{ Effect: Allow, NotPrincipal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }]";
  expect(lint(rule, role(statement), { undecided: true })).toBe('');
});

test('a condition on the organisation leaves a warning', () => {
  const condition = ', Condition: { StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }';
  expect(lint(rule, allow("{ AWS: '*' }", condition))).toMatchInlineSnapshot(`
    "8:56 warning FnRole may be assumed by everyone, with nothing but a condition on aws:PrincipalOrgID in the way [role-trust-public]
                Statement: [{ Effect: Allow, Principal: { AWS: '*' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } } }]
                                                               ~~~ everyone
      help: name the service, the account or the roles that have to assume it as Principal
      8:118 this is all that limits it"
  `);
  const denial = `[
          { Effect: Allow, Principal: '*', Action: 'sts:AssumeRole' },
          { Effect: Deny, Principal: '*', Action: 'sts:AssumeRole', Condition: { StringNotEquals: { aws:PrincipalOrgID: o-1 } } }]`;
  expect(lint(rule, role(denial))).toContain('warning FnRole may be assumed by everyone, with nothing but a condition');
});

test('a condition that names principals does what Principal would', () => {
  const condition = ", Condition: { ArnLike: { aws:PrincipalArn: 'arn:aws:iam::123456789012:role/ci-*' } }";
  expect(lint(rule, allow("{ AWS: '*' }", condition))).toBe('');
  const anybodys = condition.replace('123456789012', '*');
  expect(lint(rule, allow("{ AWS: '*' }", anybodys))).toContain(
    'warning FnRole may be assumed by everyone, with nothing but a condition on aws:PrincipalArn in the way',
  );
});

test('a condition that everybody meets is none', () => {
  for (const condition of [
    'StringEqualsIfExists: { aws:PrincipalOrgID: o-1 }',
    "StringLike: { aws:PrincipalOrgID: '*' }",
    'StringNotEquals: { aws:PrincipalOrgID: o-1 }',
  ]) {
    expect(lint(rule, allow("'*'", `, Condition: { ${condition} }`))).toContain('error FnRole');
  }
});

test('a Deny for everyone opens nothing, and neither does what is not about assuming', () => {
  expect(lint(rule, role("[{ Effect: Deny, Principal: '*', Action: 'sts:AssumeRole' }]"))).toBe('');
  expect(lint(rule, role("[{ Effect: Allow, Principal: '*', Action: 'sts:TagSession' }]"))).toBe('');
});

test('a principal that only the deployment knows is not guessed at', () => {
  const text = `Parameters: { Who: { Type: String } }${allow('{ AWS: !Ref Who }')}`;
  expect(lint(rule, text)).toBe('');
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"8:61 undecided FnRole: whom Principal names is known only at deployment"`,
  );
});

test.each([
  ['^\\d{12}$', true],
  ['[0-9]{12}', true],
  ['\\d+', true],
  ['^(\\d{12}|arn:aws:iam::\\d{12}:(root|role/[\\w+=,.@/-]+))$', true],
  ['[A-Za-z0-9:/-]*', true],
  ['', true],
  ['.*', false],
  ['.+', false],
  ['\\S+', false],
  ['[^ ]+', false],
  ['[*a-z]+', false],
  ['[ -~]+', false],
  ['\\*|\\d{12}', false],
  ['(?!x).*', false],
])('a parameter whose AllowedPattern is %j can be no star: %s', (pattern, isDecided) => {
  const text = `Parameters: { Who: { Type: String, AllowedPattern: '${pattern}' } }\n${allow('{ AWS: !Ref Who }').slice(1)}`;
  expect(lint(rule, text, { undecided: true }) === '').toBe(isDecided);
});

test('a parameter that is a star by default', () => {
  const text = `Parameters: { Who: { Type: String, Default: '*' } }${allow('{ AWS: !Ref Who }')}`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "8:61 error FnRole may be assumed by everyone, so any AWS account can get its rights [role-trust-public]
                Statement: [{ Effect: Allow, Principal: { AWS: !Ref Who }, Action: 'sts:AssumeRole' }]
                                                                    ~~~ everyone
      help: name the service, the account or the roles that have to assume it as Principal
      when Who keeps its default"
  `);
});

test('only in the branch that is wrong, and says when', () => {
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }';
  const text = conditions + allow("!If [IsDev, '*', { Service: lambda.amazonaws.com }]");
  expect(lint(rule, text)).toContain('when IsDev is true');
});

test('a role that may be public', () => {
  expect(lint(rule, allow("'*'"), { options: { allow: ['FnRole'] } })).toBe('');
  const named = role("[{ Effect: Allow, Principal: '*', Action: 'sts:AssumeRole' }]", 'Path: /public/');
  expect(lint(rule, named, { options: { allow: ['/public/*'] } })).toBe('');
});

test('the roles that SAM makes name their service', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, CodeUri: src/ } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('roles of serverless services alone, where that is asked for', () => {
  const text = allow("{ AWS: '*', Service: ec2.amazonaws.com }");
  expect(lint(rule, text, { options: { allRoles: false } })).toBe('');
  expect(lint(rule, text)).toContain('may be assumed by everyone');
  const used = allow("{ AWS: '*', Service: lambda.amazonaws.com }");
  expect(lint(rule, used, { options: { allRoles: false } })).toContain('may be assumed by everyone');
});

test('a condition key in JSON text, with a hole in it', () => {
  const text = `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: !Sub '{ "Statement": { "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole", "Condition": { "StringEquals": { "\${Issuer}:sub": "me" } } } }'
`;
  expect(lint(rule, text)).toContain('with nothing but a condition on ${Issuer}:sub in the way');
});
