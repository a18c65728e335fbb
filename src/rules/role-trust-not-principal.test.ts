import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './role-trust-not-principal.js';

const role = (statement: string, before = '') => `${before}
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: ${statement}
`;

const allow = (action: string) => role(`[{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, ${action} }]`);

test('a trust policy that names who may do what', () => {
  for (const action of [
    'Action: sts:AssumeRole',
    'Action: [sts:AssumeRole, sts:TagSession]',
    "Action: 'sts:AssumeRole*'",
    "Action: 's3:*'",
  ])
    expect(lint(rule, allow(action), { undecided: true })).toBe('');
});

test('a Deny for all but some is a limit', () => {
  const denial = "[{ Effect: Deny, NotPrincipal: { AWS: '123456789012' }, NotAction: 'sts:TagSession' }]";
  expect(lint(rule, role(denial), { undecided: true })).toBe('');
  expect(lint(rule, role("[{ Effect: Deny, Principal: '*', Action: '*' }]"), { undecided: true })).toBe('');
});

test('everyone but some', () => {
  const statement = "[{ Effect: Allow, NotPrincipal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }]";
  expect(lint(rule, role(statement))).toMatchInlineSnapshot(`
    "8:59 error the trust policy of FnRole allows sts:AssumeRole to everyone but those whom NotPrincipal names, every other AWS account among them [role-trust-not-principal]
                Statement: [{ Effect: Allow, NotPrincipal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }]
                                                                  ~~~~~~~~~~~~~~ everyone else
      help: name the service, the account or the roles that have to assume it as Principal"
  `);
});

test('all actions but some', () => {
  expect(lint(rule, allow("NotAction: 'iam:*'"))).toMatchInlineSnapshot(`
    "8:95 error the trust policy of FnRole allows every action but iam:*, so it allows more than to assume the role [role-trust-not-principal]
                Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, NotAction: 'iam:*' }]
                                                                                                      ~~~~~~~ all but this
      help: list the actions that are needed in Action instead, such as sts:AssumeRole"
  `);
});

test('every action', () => {
  expect(lint(rule, allow("Action: '*'"))).toMatchInlineSnapshot(`
    "8:92 error the trust policy of FnRole allows *, so whoever assumes the role may also set the tags and the source identity of the session [role-trust-not-principal]
                Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: '*' }]
                                                                                                   ~~~ every action
      help: list the actions that are needed instead, such as sts:AssumeRole"
  `);
  expect(lint(rule, allow("Action: [sts:AssumeRole, 'sts:*']"))).toMatchInlineSnapshot(`
    "8:109 warning the trust policy of FnRole allows sts:*, so whoever assumes the role may also set the tags and the source identity of the session [role-trust-not-principal]
                Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: [sts:AssumeRole, 'sts:*'] }]
                                                                                                                    ~~~~~~~ every action of the service
      help: list the actions that are needed instead, such as sts:AssumeRole"
  `);
});

test('each defect of a statement, in JSON text, in a statement that is no list', () => {
  const text = JSON.stringify({
    Statement: { Effect: 'Allow', NotPrincipal: { AWS: '123456789012' }, NotAction: 'sts:TagSession' },
  });
  const json = JSON.stringify({
    Resources: { FnRole: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: text } } },
  });
  const said = lint(rule, json, { path: 'template.json' });
  expect(said).toContain('to everyone but those whom NotPrincipal names');
  expect(said).toContain('allows every action but sts:TagSession');
});

test('elements of the wrong shape are still there', () => {
  const said = lint(rule, role('[{ Effect: Allow, NotPrincipal: {}, NotAction: { AWS: x } }]'));
  expect(said).toContain('to everyone but those whom NotPrincipal names');
  expect(said).toContain('every action but what NotAction names');
});

test('what only the deployment knows is not guessed at', () => {
  const given = 'Parameters: { Given: { Type: String } }';
  for (const what of ["NotPrincipal: { AWS: '123456789012' }", "NotAction: 'iam:*'", "Action: '*'"])
    expect(lint(rule, role(`[{ Effect: !Ref Given, ${what} }]`, given), { undecided: true })).toContain(
      "undecided FnRole: it can't be told whether the statement allows or denies",
    );
  expect(lint(rule, role('[{ Effect: !Ref Given, Action: sts:AssumeRole }]', given), { undecided: true })).toBe('');
  expect(
    lint(rule, role("[{ Effect: Allow, Principal: '*', Action: !Ref Given }]", given), { undecided: true }),
  ).toMatchInlineSnapshot(`"8:67 undecided FnRole: \${Given} is known only at deployment"`);
  expect(lint(rule, role('!Ref Given', given), { undecided: true })).toContain('undecided FnRole');
});

test('a parameter that is a star by default', () => {
  const given = "Parameters: { Given: { Type: String, Default: '*' } }";
  const text = role("[{ Effect: Allow, Principal: { AWS: '123456789012' }, Action: !Ref Given }]", given);
  expect(lint(rule, text)).toContain('when Given keeps its default');
});

test('only in the branch that is wrong, and says when', () => {
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }';
  const text = role(
    "[{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: !If [IsDev, '*', sts:AssumeRole] }]",
    conditions,
  );
  expect(lint(rule, text)).toContain('when IsDev is true');
});

test('a trust policy that a function of SAM is given; the one that SAM writes names its service', () => {
  const text = (more: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, CodeUri: src/${more} } }
`;
  expect(lint(rule, text(''), { undecided: true })).toBe('');
  const given =
    ", AssumeRolePolicyDocument: { Statement: { Effect: Allow, NotPrincipal: { AWS: '1' }, Action: 'sts:*' } }";
  expect(lint(rule, text(given))).toContain('error the trust policy of the role that SAM makes for Fn allows sts:*');
});
