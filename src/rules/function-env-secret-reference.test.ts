import { expect, test } from 'vitest';
import rule from './function-env-secret-reference.js';
import { lint } from '../../test/support/lint.js';
import { planText, refs } from '../../test/support/plan-text.js';

const fn = (variables: string, head = '') => `
Transform: AWS::Serverless-2016-10-31
${head}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Environment:
        Variables: ${variables}
  Secret: { Type: AWS::SecretsManager::Secret }
  Key: { Type: AWS::IAM::AccessKey, Properties: { UserName: mailer } }
`;

const hidden = 'Parameters: { DbPassword: { Type: String, NoEcho: true } }';

test('where a secret is may be known', () => {
  for (const value of [
    '!Ref Secret',
    '!Sub "{{resolve:ssm:/orders/limit}}"',
    'orders/db',
    '"{{resolve:secretsmanager:orders:SecretString:username}}"',
    '"{{resolve:secretsmanager:orders:SecretString:LEDGER_BASE_URL}}"',
    '"{{resolve:secretsmanager:orders:SecretString:clientId:AWSCURRENT}}"',
    '!GetAtt Key.Id',
    '!ImportValue orders-secret-arn',
  ]) {
    expect(lint(rule, fn(`{ A: ${value} }`), { undecided: true })).toBe('');
  }
});

test('a secret of Secrets Manager', () => {
  expect(lint(rule, fn('{ DB_PASSWORD: "{{resolve:secretsmanager:orders:SecretString:password}}" }')))
    .toMatchInlineSnapshot(`
      "12:36 warning Fn gets {{resolve:secretsmanager:orders:SecretString:password}} in the environment variable DB_PASSWORD, where whoever may read the function's configuration sees it in clear [function-env-secret-reference]
                  Variables: { DB_PASSWORD: "{{resolve:secretsmanager:orders:SecretString:password}}" }
                                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ a secret, in clear once deployed
        help: pass on where the secret is (its name or ARN), and let the code read it when it starts"
    `);
  for (const field of ['apiKey', 'DATABASE_URL', 'tenant'])
    expect(lint(rule, fn(`{ A: "{{resolve:secretsmanager:orders:SecretString:${field}}}" }`))).toContain('Fn gets');
  expect(lint(rule, fn('{ A: !Sub "{{resolve:secretsmanager:${Secret}}}" }'))).toContain(
    'Fn gets {{resolve:secretsmanager:${Secret}}} in the environment variable A',
  );
  expect(lint(rule, fn('{ A: "{{resolve:ssm-secure:/orders/password:1}}" }'))).toContain('{{resolve:ssm-secure');
});

test('a secret that a mapping holds', () => {
  const head = `Mappings:
  Stages:
    dev: { Db: '{{resolve:secretsmanager:dev:SecretString:password}}', Host: localhost }
    prod: { Db: '{{resolve:secretsmanager:prod:SecretString:password}}', Host: db }`;
  const got = (call: string): string => lint(rule, fn(`{ A: !FindInMap ${call} }`, head));
  expect(got('[Stages, prod, Db]')).toContain('{{resolve:secretsmanager:prod:SecretString:password}}');
  expect(got('[Stages, !Ref AWS::Region, Db]')).toContain('warning');
  expect(got('[Stages, prod, Host]')).toBe('');
  expect(got('[Stages, test, Db]')).toBe('');
});

test('a plain parameter whose name says that it is a secret', () => {
  const value = '!Sub "{{resolve:ssm:/orders/${AWS::Region}/DB_PASSWORD:3}}"';
  expect(lint(rule, fn(`{ DB: ${value} }`))).toContain(
    'Fn gets {{resolve:ssm:/orders/${AWS::Region}/DB_PASSWORD:3}} in the environment variable DB, where',
  );
  for (const harmless of ['/orders/secret-arn', '/secret/limit', 'token-url', '/orders/${AWS::Region}']) {
    expect(lint(rule, fn(`{ A: !Sub "{{resolve:ssm:${harmless}}}" }`))).toBe('');
  }
});

test('a secret whose version or name is looked up, in the words of the template', () => {
  const head = 'Parameters: { Stage: { Type: String } }\nMappings: { Stages: { prod: { Version: v1 } } }';
  const value = (version: string): string =>
    `!Sub ["{{resolve:secretsmanager:\${Stage}/db:SecretString:key::\${V}}}", { V: ${version} }]`;
  const find = value('!FindInMap [Stages, !Ref Stage, Version]');
  expect(lint(rule, fn(`{ A: ${find} }`, head))).toContain(
    'Fn gets {{resolve:secretsmanager:${Stage}/db:SecretString:key::${${Stage}.Version}}} in',
  );
  expect(lint(rule, fn(`{ A: ${value('!ImportValue version')} }`, head))).toContain(':key::${version}}} in');
});

test('a parameter that is kept from sight everywhere else', () => {
  expect(lint(rule, fn('{ DB_PASSWORD: !Ref DbPassword }', hidden))).toMatchInlineSnapshot(`
    "12:40 warning Fn gets the NoEcho parameter DbPassword in the environment variable DB_PASSWORD, where whoever may read the function's configuration sees it in clear [function-env-secret-reference]
                Variables: { DB_PASSWORD: !Ref DbPassword }
                                               ~~~~~~~~~~ a secret, in clear once deployed
      help: pass on where the secret is (its name or ARN), and let the code read it when it starts"
  `);
  expect(lint(rule, fn('{ DB: !Sub "postgres://orders:${DbPassword}@db.example.com" }', hidden))).toContain(
    'the NoEcho parameter DbPassword',
  );
  expect(lint(rule, fn('{ DB: !Join [":", [orders, !Ref DbPassword]] }', hidden))).toContain('DbPassword');
});

test('a value that is given, and a default, change nothing', () => {
  const text = fn('{ DB_PASSWORD: !Ref DbPassword }', hidden);
  expect(lint(rule, text, { parameters: { DbPassword: 'hunter2' } })).toContain('the NoEcho parameter DbPassword');
  const standard = hidden.replace('NoEcho: true', "NoEcho: true, Default: ''");
  expect(lint(rule, fn('{ DB_PASSWORD: !Ref DbPassword }', standard))).toContain('the NoEcho parameter DbPassword');
});

test('a parameter that is hidden, but tells where something is or who somebody is', () => {
  for (const name of ['SecretArn', 'DbUser', 'DbHost']) {
    const head = `Parameters: { ${name}: { Type: String, NoEcho: true } }`;
    expect(lint(rule, fn(`{ A: !Ref ${name} }`, head))).toBe('');
  }
});

test('an address that is hidden, as it lets in whoever has it', () => {
  for (const name of ['ChatWebhookUrl', 'DATABASE_URL', 'MongoUri']) {
    const head = `Parameters: { ${name}: { Type: String, NoEcho: true } }`;
    expect(lint(rule, fn(`{ A: !Ref ${name} }`, head))).toContain(`the NoEcho parameter ${name}`);
  }
  const head = 'Parameters: { ApiUrl: { Type: String, NoEcho: true } }';
  expect(lint(rule, fn('{ A: !Ref ApiUrl }', head))).toBe('');
});

test('a parameter that is looked up in Parameter Store', () => {
  const stored = (name: string, type = 'AWS::SSM::Parameter::Value<String>'): string =>
    lint(rule, fn(`{ A: !Ref ${name} }`, `Parameters: { ${name}: { Type: '${type}' } }`));
  expect(stored('LedgerApiKey')).toMatchInlineSnapshot(`
    "12:30 warning Fn gets the value from Parameter Store that LedgerApiKey names in the environment variable A, where whoever may read the function's configuration sees it in clear [function-env-secret-reference]
                Variables: { A: !Ref LedgerApiKey }
                                     ~~~~~~~~~~~~ a secret, in clear once deployed
      help: pass on where the secret is (its name or ARN), and let the code read it when it starts"
  `);
  // Plain parameters are the matter of parameter-noecho.
  expect(stored('LedgerApiKey', 'String')).toBe('');
  expect(stored('LedgerTableName')).toBe('');
  expect(stored('LedgerSecretName')).toBe('');
});

test('an attribute that is a secret itself', () => {
  expect(lint(rule, fn('{ SMTP: !GetAtt Key.SecretAccessKey }'))).toContain('Fn gets SecretAccessKey of Key in');
});

test('only in the branch that is wrong, and says when', () => {
  const head = `
Parameters: { Stage: { Type: String } }
Conditions: { IsDev: !Equals [!Ref Stage, dev] }`;
  const text = fn('{ A: !If [IsDev, "{{resolve:ssm-secure:/a}}", none] }', head);
  expect(lint(rule, text)).toContain('when IsDev is true');
});

test('what only the deployment knows is not guessed at', () => {
  const text = fn('{ A: !ImportValue Something, B: !Ref Param }', 'Parameters: { Param: { Type: String } }');
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('variables that may', () => {
  const text = fn('{ DB_PASSWORD: !Ref DbPassword }', hidden);
  expect(lint(rule, text, { options: { allow: ['DB_PASSWORD'] } })).toBe('');
  expect(lint(rule, text, { options: { allow: ['Fn.*'] } })).toBe('');
});

test('the variables of Globals', () => {
  const globals = `${hidden}\nGlobals: { Function: { Environment: { Variables: { DB_PASSWORD: !Ref DbPassword } } } }`;
  expect(lint(rule, fn('{ A: b }', globals))).toContain('4:70 warning Fn gets the NoEcho parameter DbPassword');
});

test('in JSON', () => {
  const variables = { A: '{{resolve:secretsmanager:orders}}' };
  const json = JSON.stringify({
    Resources: { Fn: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: variables } } } },
  });
  expect(lint(rule, json, { path: 'template.json' })).toContain('Fn gets {{resolve:secretsmanager:orders}}');
});

test('what a plan marks as sensitive', () => {
  const after = { environment: [{ variables: { DB_PASSWORD: 'hunter2', STAGE: 'prod' } }] };
  const found = (variables: unknown) =>
    lint(rule, planText({ 'aws_lambda_function.f': { after, sensitive: { environment: [{ variables }] } } }), {
      path: 'plan.json',
    });
  expect(found({ DB_PASSWORD: true })).toContain(
    'aws_lambda_function.f gets a value that is marked as sensitive in the environment variable DB_PASSWORD',
  );
  expect(found(true)).toContain('aws_lambda_function.f gets a value that is marked as sensitive in its environment');
  expect(found({})).toBe('');
});

test('a secret that is made in the same plan', () => {
  const instances = {
    'aws_lambda_function.f': {
      after: { environment: [{ variables: {} }] },
      unknown: { environment: [{ variables: true }] },
    },
    'random_password.p': { unknown: { result: true } },
  };
  const resources = {
    'aws_lambda_function.f': { environment: [{ variables: refs('random_password.p.result') }] },
    'random_password.p': {},
  };
  expect(lint(rule, planText(instances, { resources }), { path: 'plan.json' })).toContain(
    'aws_lambda_function.f gets result of random_password.p',
  );
});

test('a secret variable that a plan without its sources only says may be in it', () => {
  const instances = {
    'aws_lambda_function.f': {
      after: { environment: [{ variables: {} }] },
      unknown: { environment: [{ variables: true }] },
    },
    'aws_sqs_queue.jobs': { unknown: { id: true } },
  };
  const resources = {
    'aws_lambda_function.f': { environment: [{ variables: refs('aws_sqs_queue.jobs.id', 'var.token') }] },
    'aws_sqs_queue.jobs': {},
  };
  const text = planText(
    instances,
    { resources, variables: { token: { sensitive: true } } },
    { variables: { token: { value: 't0k3n' } } },
  );
  expect(lint(rule, text, { path: 'plan.json', undecided: true })).toMatchInlineSnapshot(
    `"plan.json:1:284 undecided aws_lambda_function.f: aws_sqs_queue.jobs gives it"`,
  );
});
