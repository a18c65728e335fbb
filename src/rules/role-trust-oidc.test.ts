import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './role-trust-oidc.js';

const undecided = { undecided: true };
const github = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';

const role = (condition: string, provider = github, more = '') => `${more}
Resources:
  Deployer:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Federated: ${provider} }
            Action: sts:AssumeRoleWithWebIdentity
            Condition: ${condition}
`;
const sub = (value: string, operator = 'StringLike', provider = github) =>
  role(`{ ${operator}: { 'token.actions.githubusercontent.com:sub': ${value} } }`, provider);
const is = (key: string, value: string, provider: string) =>
  role(`{ StringLike: { '${key}': '${value}' } }`, `arn:aws:iam::111122223333:oidc-provider/${provider}`);

test('whose repository it is', () => {
  expect(lint(rule, sub("'repo:acme/orders:*'"), undecided)).toBe('');
});

test('no condition but on the audience', () => {
  expect(lint(rule, role("{ StringEquals: { 'token.actions.githubusercontent.com:aud': sts.amazonaws.com } }")))
    .toMatchInlineSnapshot(`
      "9:37 error Deployer takes every token of GitHub Actions, since no condition looks at token.actions.githubusercontent.com:sub, so other customers of GitHub Actions can get its rights [role-trust-oidc]
                      Principal: { Federated: arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com }
                                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ tokens of others, too
        help: add a condition that limits token.actions.githubusercontent.com:sub to what is yours, such as repo:OWNER/REPOSITORY:* with StringLike"
    `);
  expect(lint(rule, role('{}'))).toContain('takes every token of GitHub Actions');
});

test('a pattern that others meet, too', () => {
  expect(lint(rule, sub("['repo:acme/orders:*', 'repo:acme*']"))).toMatchInlineSnapshot(`
    "11:106 error Deployer takes tokens of GitHub Actions with the sub repo:acme*, which its other customers can have, too, and its rights with them [role-trust-oidc]
                    Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': ['repo:acme/orders:*', 'repo:acme*'] } }
                                                                                                                 ~~~~~~~~~~~~ tokens of others, too
      help: limit it to what is yours, such as repo:OWNER/REPOSITORY:*
      9:37 the provider"
  `);
});

describe('subjects of tokens of GitHub Actions', () => {
  test.each([
    ['repo:acme/*'],
    ['repo:acme/orders:ref:refs/heads/main'],
    ['repo:acme@123456/orders@456789:*'],
    ['repository_owner:acme:*'],
    ['repository_owner_id:123456'],
    ['environment:production:repository_id:42'],
    ['job_workflow_ref:acme/shared/.github/workflows/deploy.yml@*'],
    ['subject'],
  ])('%s is of one customer', (value) => {
    expect(lint(rule, sub(`'${value}'`), undecided)).toBe('');
  });

  test.each([
    ['*'],
    ['repo:*'],
    ['repo:*/orders:*'],
    ['repo:acm?/orders:*'],
    ['environment:production'],
    ['ref:*'],
    ['workflow:deploy:repo:acme/orders'],
  ])('%s is of anybody', (value) => {
    expect(lint(rule, sub(`'${value}'`))).toContain(
      `takes tokens of GitHub Actions with the sub ${value}, which its other customers can have, too`,
    );
  });

  test('a star that StringEquals takes as it stands lets in nobody, as an environment lets in anybody', () => {
    expect(lint(rule, sub("'repo:*/orders'", 'StringEquals'), undecided)).toBe('');
    expect(lint(rule, sub('environment:production', 'StringEquals'))).toContain('[role-trust-oidc]');
  });
});

test('operators that limit, and those that do not', () => {
  for (const operator of ['StringEquals', 'ForAnyValue:StringLike', 'ForAllValues:StringLike', 'StringLikeIfExists'])
    expect(lint(rule, sub("'repo:acme/orders:ref:refs/heads/main'", operator), undecided)).toBe('');
  for (const operator of ['StringNotLike', 'Null'])
    expect(lint(rule, sub("'repo:acme/orders:*'", operator))).toContain('takes every token of GitHub Actions');
});

test('other claims that tell whose it is', () => {
  const claim = (key: string, value: string) => role(`{ StringLike: { '${key}': '${value}' } }`);
  const of = 'token.actions.githubusercontent.com';
  expect(lint(rule, claim(`${of}:repository`, 'acme/*'), undecided)).toBe('');
  expect(lint(rule, claim(`${of}:repository_owner_id`, '123456'), undecided)).toBe('');
  expect(lint(rule, claim(`${of}/acme:sub`, 'repo:acme/orders:*'), undecided)).toBe('');
  expect(lint(rule, claim(`${of}:repository`, '*/orders'))).toContain('with the repository */orders');
  expect(lint(rule, claim(`${of}:environment`, 'production'))).toContain('takes every token');
});

test('something else that limits it', () => {
  expect(lint(rule, role("{ IpAddress: { 'aws:SourceIp': 203.0.113.0/24 } }"))).toMatchInlineSnapshot(`
    "9:37 warning Deployer takes every token of GitHub Actions, since no condition looks at token.actions.githubusercontent.com:sub, so other customers of GitHub Actions can get its rights [role-trust-oidc]
                    Principal: { Federated: arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com }
                                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ tokens of others, too
      help: add a condition that limits token.actions.githubusercontent.com:sub to what is yours, such as repo:OWNER/REPOSITORY:* with StringLike
      11:39 this is all that limits it"
  `);
});

test('a Deny for all others', () => {
  const denies = `
          - Effect: Deny
            Principal: { Federated: ${github} }
            Action: sts:AssumeRoleWithWebIdentity
            Condition: { StringNotLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/*' } }
`;
  expect(lint(rule, `${role('{}')}${denies.slice(1)}`, undecided)).toBe('');
});

describe('other shared providers', () => {
  test.each([
    ['gitlab.com:sub', 'project_path:acme/orders:*', 'gitlab.com'],
    ['app.terraform.io:sub', 'organization:acme:*', 'app.terraform.io'],
    ['oidc.vercel.com:aud', 'https://vercel.com/acme', 'oidc.vercel.com'],
    ['accounts.google.com:aud', '123.apps.googleusercontent.com', 'accounts.google.com'],
  ])('%s of %s', (key, value, provider) => {
    expect(lint(rule, is(key, value, provider), undecided)).toBe('');
  });

  test.each([
    ['gitlab.com:sub', 'project_path:*', 'gitlab.com'],
    ['gitlab.com:sub', 'project_path:acme*', 'gitlab.com'],
    ['app.terraform.io:sub', 'organization:*', 'app.terraform.io'],
    ['oidc.vercel.com:aud', 'https://vercel.com/*', 'oidc.vercel.com'],
  ])('%s of %s is of anybody', (key, value, provider) => {
    expect(lint(rule, is(key, value, provider))).toContain(` ${value}, which its other customers can have, too`);
  });

  test('the identity pools of anybody', () => {
    const cognito = 'cognito-identity.amazonaws.com';
    expect(
      lint(rule, role("{ StringEquals: { 'cognito-identity.amazonaws.com:aud': !Ref Pool } }", cognito), undecided),
    ).toBe('');
    expect(
      lint(rule, role("{ StringLike: { 'cognito-identity.amazonaws.com:aud': 'us-east-1:*' } }", cognito)),
    ).toContain('takes tokens of Amazon Cognito with the aud us-east-1:*');
    expect(
      lint(
        rule,
        role("{ 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': authenticated } }", cognito),
      ),
    ).toMatchInlineSnapshot(`
      "9:37 error Deployer takes every token of Amazon Cognito, since no condition looks at cognito-identity.amazonaws.com:aud, so other customers of Amazon Cognito can get its rights [role-trust-oidc]
                      Principal: { Federated: cognito-identity.amazonaws.com }
                                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ tokens of others, too
        help: add a condition that limits cognito-identity.amazonaws.com:aud to what is yours, such as us-east-1:IDENTITY-POOL"
    `);
  });
});

test('a provider of one organisation only', () => {
  const cluster = 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE';
  expect(lint(rule, role('{}', cluster), undecided)).toBe('');
  const enterprise = `${github}/acme`;
  expect(lint(rule, role('{}', enterprise), undecided)).toBe('');
  expect(lint(rule, role('{}', 'arn:aws:iam::111122223333:saml-provider/staff'), undecided)).toBe('');
  const saml = "{ StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } }";
  expect(lint(rule, role(saml, "!Sub 'arn:aws:iam::${AWS::AccountId}:saml-provider/staff'"), undecided)).toBe('');
  expect(
    lint(rule, `${role(saml, '!Ref Staff')}  Staff: { Type: AWS::IAM::SAMLProvider, Properties: {} }\n`, undecided),
  ).toBe('');
});

test('a provider that the template makes', () => {
  const provider = (url: string) => `${role('{}', '!Ref Provider')}
  Provider: { Type: AWS::IAM::OIDCProvider, Properties: { Url: '${url}' } }
`;
  expect(lint(rule, provider('https://token.actions.githubusercontent.com'))).toContain('takes every token');
  expect(lint(rule, provider('https://ci.acme.example'), undecided)).toBe('');
});

test('an ARN that is put together', () => {
  const arn = "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:oidc-provider/gitlab.com'";
  expect(lint(rule, role('{}', arn))).toContain('takes every token of GitLab');
});

test('a provider that only the deployment knows, told by the conditions', () => {
  const parameter = 'Parameters: { Provider: { Type: String }, Sub: { Type: String }, Org: { Type: String } }';
  const given = (condition: string) => role(condition, '!Ref Provider', parameter);
  const key = 'token.actions.githubusercontent.com';
  expect(lint(rule, given('{}'), undecided)).toMatchInlineSnapshot(
    `"9:42 undecided Deployer: \${Provider} is known only at deployment"`,
  );
  expect(lint(rule, given(`{ StringEquals: { '${key}:aud': sts.amazonaws.com } }`))).toContain('takes every token');
  expect(lint(rule, given("{ StringEquals: { 'ci.acme.example:aud': x } }"), undecided)).toBe('');
  expect(lint(rule, given(`{ StringLike: { '${key}:sub': !Ref Sub } }`), undecided)).toMatchInlineSnapshot(
    `"11:88 undecided Deployer: \${Sub} is known only at deployment"`,
  );
  expect(lint(rule, given(`{ StringLike: { '${key}:sub': !Sub 'repo:\${Org}/*' } }`), undecided)).toBe('');
  expect(lint(rule, given(`{ StringLike: { '${key}:sub': !Sub 'repo:\${Org}*' } }`), undecided)).toContain('undecided');
});

test('a default that anybody meets', () => {
  const text = role(
    "{ StringLike: { 'token.actions.githubusercontent.com:sub': !Ref Sub } }",
    github,
    "Parameters: { Sub: { Type: String, Default: 'repo:*' } }",
  );
  expect(lint(rule, text)).toContain('when Sub keeps its default');
});

test('a condition of the template', () => {
  const text = role(
    "!If [Main, { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/orders:*' } }, {}]",
    github,
    'Parameters: { Stage: { Type: String } }\nConditions: { Main: !Equals [!Ref Stage, main] }',
  );
  expect(lint(rule, text)).toContain('when Main is false');
});

test('roles that services assume', () => {
  expect(
    lint(
      rule,
      'Resources: { Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole } } } } }',
      undecided,
    ),
  ).toBe('');
});

test('a pattern belongs to StringLike', () => {
  expect(lint(rule, sub("'environment:production'", 'StringEquals'))).toContain(
    'help: limit it to what is yours, such as repo:OWNER/REPOSITORY:* with StringLike',
  );
});
