import { expect, test } from 'vitest';
import rule from './parameter-noecho.js';
import { lint } from '../../test/support/lint.js';
import { planText } from '../../test/support/plan-text.js';

const parameters = (...lines: readonly string[]) => `
Parameters:
${lines.map((line) => `  ${line}\n`).join('')}Resources:
  Topic: { Type: AWS::SNS::Topic }
`;

test('a parameter that is hidden and has no default', () => {
  expect(lint(rule, parameters('DbPassword: { Type: String, NoEcho: true }'), { undecided: true })).toBe('');
  expect(lint(rule, parameters("DbPassword: { Type: String, NoEcho: true, Default: '' }"))).toBe('');
});

test('a parameter that is shown', () => {
  expect(lint(rule, parameters('DbPassword: { Type: String }'))).toMatchInlineSnapshot(`
    "3:3 warning DbPassword takes a secret and has no NoEcho, so whoever may look at the stack sees it [parameter-noecho]
          DbPassword: { Type: String }
          ~~~~~~~~~~ no NoEcho
      help: set NoEcho to true, or take the name of a secret in Secrets Manager instead"
  `);
  expect(lint(rule, parameters('DbPassword: { Type: String, NoEcho: false }'))).toContain('has no NoEcho');
  expect(lint(rule, parameters("github_token: { Type: String, Default: '' }"))).toContain('has no NoEcho');
});

test('a default, which everyone reads', () => {
  expect(lint(rule, parameters('DbPassword: { Type: String, NoEcho: true, Default: hunter2 }'))).toMatchInlineSnapshot(`
    "3:54 warning DbPassword takes a secret and has a default, so whoever may read the template has it [parameter-noecho]
          DbPassword: { Type: String, NoEcho: true, Default: ●●●●●●● }
                                                             ~~~~~~~ a default for a secret
      help: take the default out, and give the secret a new value where the default is in use"
  `);
});

test('both, and the secret is not shown', () => {
  const found = lint(rule, parameters('ApiKey: { Type: String, Default: 8a7b6c5d4e3f2a1b }'));
  expect(found).toContain('ApiKey takes a secret and has no NoEcho');
  expect(found).toContain('ApiKey takes a secret and has a default');
  expect(found).not.toContain('8a7b6c5d4e3f2a1b');
});

test('a default that tells that it is no secret', () => {
  for (const line of [
    'DbSecret: { Type: String, Default: orders/db/secret }',
    'DbSecret: { Type: String, Default: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a" }',
    'UseToken: { Type: String, Default: true }',
    'SessionToken: { Type: Number, Default: 3600 }',
    'DbSecret: { Type: String, Default: my-db-secret }',
  ]) {
    expect(lint(rule, parameters(line))).toBe('');
  }
});

test('a default that waits for a secret', () => {
  expect(lint(rule, parameters('DbPassword: { Type: String, Default: none }'))).toContain('has no NoEcho');
});

test('a default that is read from Secrets Manager', () => {
  const line = 'DbPassword: { Type: String, NoEcho: true, Default: "{{resolve:secretsmanager:orders}}" }';
  expect(lint(rule, parameters(line))).toBe('');
});

test('names that say where something is, and types that hold no secret', () => {
  for (const line of [
    'SecretArn: { Type: String }',
    'PasswordParameterName: { Type: String }',
    'TokenUrl: { Type: String }',
    'DbPassword: { Type: "AWS::SSM::Parameter::Value<String>", Default: /orders/password }',
    'DbPassword: { Type: "AWS::SSM::Parameter::Name" }',
    'EnableToken: { Type: String, AllowedValues: [yes, no] }',
  ]) {
    expect(lint(rule, parameters(line), { undecided: true })).toBe('');
  }
});

test('names that say what is to be done about a secret', () => {
  for (const name of ['poolClientGenerateSecret', 'UseApiKey', 'ROTATE_PASSWORD']) {
    expect(lint(rule, parameters(`${name}: { Type: String }`), { undecided: true })).toBe('');
  }
  for (const name of ['GeneratedSecret', 'CreateUserPassword', 'EnableSecret']) {
    expect(lint(rule, parameters(`${name}: { Type: String }`))).toContain(`${name} takes a secret`);
  }
});

test('a password that is called a pass', () => {
  const found = lint(rule, parameters('RDSPass: { Type: String, Default: hunter2 }', 'smtp_pass: { Type: String }'));
  expect(found).toContain('RDSPass takes a secret and has no NoEcho');
  expect(found).toContain('RDSPass takes a secret and has a default');
  expect(found).toContain('smtp_pass takes a secret and has no NoEcho');
  for (const name of ['Bypass', 'WafBypass', 'FirstPass', 'Passes', 'MaxPass'])
    expect(lint(rule, parameters(`${name}: { Type: String }`)), name).toBe('');
});

test('names of your own', () => {
  const options = { namePatterns: ['pin'] };
  expect(lint(rule, parameters('Pin: { Type: String }', 'DbPassword: { Type: String }'), { options })).toContain(
    'Pin takes a secret',
  );
});

test('the parameters of a nested stack, in SAM and in JSON', () => {
  const child = JSON.stringify({
    Parameters: { DbPassword: { Type: 'String' } },
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
  });
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::Serverless::Application, Properties: { Location: child.json } }
`;
  expect(lint(rule, text, { files: { 'child.json': child } })).toContain('DbPassword takes a secret and has no NoEcho');
});

test('a template without parameters', () => {
  expect(lint(rule, 'Resources: { Topic: { Type: AWS::SNS::Topic } }', { undecided: true })).toBe('');
});

test('a suppression in a comment', () => {
  const line = 'DbPassword: { Type: String } # lambda-lint-disable-line parameter-noecho -- not a secret';
  expect(lint(rule, parameters(line))).toBe('');
});

test('a variable of Terraform', () => {
  const variables = { db_password: { default: 'hunter2' }, db_user: {}, api_key: { sensitive: true }, tokens: {} };
  const plan = planText({}, { variables });
  expect(lint(rule, plan, { path: 'plan.json' })).toMatchInlineSnapshot(`
    "plan.json:1:171 warning var.db_password takes a secret and is not sensitive, so every plan shows it [parameter-noecho]
        {"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{}},"resource_changes":[],"configuration":{"root_module":{"variables":{"db_password":{"default":"●●●●●●●"},"db_user":{},"api_key":{"sensitive":true},"tokens":{}},"resources":[]}}}
                                                                                                                                                                                  ~~~~~~~~~~~~~~~~~~~~~ no sensitive
      help: set sensitive to true, or take the name of a secret in Secrets Manager instead
    plan.json:1:182 warning var.db_password takes a secret and has a default, so whoever may read the configuration has it [parameter-noecho]
        {"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{}},"resource_changes":[],"configuration":{"root_module":{"variables":{"db_password":{"default":"●●●●●●●"},"db_user":{},"api_key":{"sensitive":true},"tokens":{}},"resources":[]}}}
                                                                                                                                                                                             ~~~~~~~~~ a default for a secret
      help: take the default out, and give the secret a new value where the default is in use"
  `);
});
