import { describe, expect, test } from 'vitest';
import rule from './function-env-secrets.js';
import { formatters } from '../formatters/index.js';
import { formatNames } from '../formatters/names.js';
import { lint as lintFiles } from '../lint.js';
import { formatOptions } from '../../test/support/report.js';
import { lint } from '../../test/support/lint.js';
import { planText } from '../../test/support/plan-text.js';

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
`;

const accessKey = 'AKIAIOSFODNN7EXAMPLE';
const secretKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
/** Put together here, so that no scanner takes a test for a leak. */
const made = (start: string, length: number): string => start + 'a1B2c3D4e5F6g7H8i9J0'.repeat(5).slice(0, length);

describe('a format that is known', () => {
  test('is an error whatever the variable is called', () => {
    expect(lint(rule, fn(`{ ID: ${accessKey} }`))).toMatchInlineSnapshot(`
      "12:26 error Fn has an AWS access key in the environment variable ID, so whoever may read the template or the function's configuration has it, too [function-env-secrets]
                  Variables: { ID: ●●●●●●●●●●●●●●●●●●●● }
                                   ~~~~~~~~~~~~~~~~~~~~ an AWS access key
        help: revoke it, and let the code read the new one from Secrets Manager or Parameter Store"
    `);
  });

  test.each([
    ['GH', made('ghp_', 36), 'a GitHub token'],
    ['HOOK', `https://hooks.slack.com/services/${made('', 30)}`, 'a Slack webhook'],
    ['CHAT', `https://discord.com/api/webhooks/123456789012345678/${made('', 68)}`, 'a Discord webhook'],
    ['TEAMS', `https://example.webhook.office.com/webhookb2/${made('', 36)}@${made('', 36)}`, 'a Teams webhook'],
    ['NOTES', made('ntn_', 46), 'a Notion token'],
    ['OAUTH', made('GOCSPX-', 28), 'a Google client secret'],
    ['PAY', made('sk_live_', 24), 'a Stripe key'],
    ['MAPS', made('AIza', 35), 'a Google API key'],
    ['AI', made('sk-ant-api03-', 30), 'an Anthropic key'],
    ['DB', `postgres://orders:${made('', 8)}@db.example.com/orders`, 'a password within a URL'],
    ['CACHE', `redis://:${made('', 8)}@cache.example.com:6379`, 'a password within a URL'],
    ['ODBC', `Server=db;User=orders;Password=${made('', 8)};`, 'a password within a connection string'],
    ['AWS_SECRET_ACCESS_KEY', secretKey, 'an AWS secret key'],
    ['SESSION', `eyJhbGciOiJIUzI1NiJ9.${made('eyJ', 20)}.${made('', 20)}`, 'a JSON web token'],
  ])('%s', (name, value, what) => {
    const found = lint(rule, fn(`{ ${name}: '${value}' }`));
    expect(found).toContain(`error Fn has ${what} in the environment variable ${name}`);
    expect(found).not.toContain(made('', 8));
  });

  test('a key of reCAPTCHA, as long as one of AWS, is a secret by its name', () => {
    const found = lint(rule, fn(`{ CAPTCHA_SECRET_KEY: '6L${secretKey.slice(2)}' }`));
    expect(found).toContain('warning Fn writes out the environment variable CAPTCHA_SECRET_KEY, by its name a secret');
  });

  test('in a part of a text, and in a text of several lines', () => {
    expect(lint(rule, fn(`{ URL: !Sub 'https://\${AWS::Region}.example.com?key=${made('AIza', 35)}' }`))).toContain(
      'a Google API key',
    );
    const text = fn(`
          PEM: |
            -----BEGIN RSA PRIVATE KEY-----
            MIIEowIBAAKCAQEA
            -----END RSA PRIVATE KEY-----`);
    const found = lint(rule, text);
    expect(found).toContain('Fn has a private key');
    expect(found).not.toMatch(/BEGIN|MII/);
  });
});

describe('the name of a variable', () => {
  test('makes a warning of what is written out', () => {
    expect(lint(rule, fn('{ DB_PASSWORD: hunter2 }'))).toMatchInlineSnapshot(`
      "12:35 warning Fn writes out the environment variable DB_PASSWORD, by its name a secret, so whoever may read the template or the function's configuration has it, too [function-env-secrets]
                  Variables: { DB_PASSWORD: ●●●●●●● }
                                            ~~~~~~~ a secret by its name
        help: let the code read it from Secrets Manager or Parameter Store, or put DB_PASSWORD into the option allow if it is none"
    `);
  });

  test.each([
    'JWT_SECRET: my-super-secret-key',
    'apiKey: 12ab34cd',
    'GITHUB_TOKEN_PROD: abc123def',
    'pwd: 123456',
    'SMTP_PASS: kxjq wzpf opqr lmno',
    'dbPass: hunter2',
  ])('%s', (variable) => {
    expect(lint(rule, fn(`{ ${variable} }`))).toContain('by its name a secret');
  });

  test.each([
    // The name says where it is.
    'DB_PASSWORD_ARN: abcdefgh',
    'SECRET_NAME: orders-db',
    'TOKEN_URL: abcdefgh',
    'API_KEY_ID: abcdefgh',
    'PASSWORD_PARAMETER: orders',
    // The name has another end.
    'TOKEN_TTL: 3600',
    'MAX_TOKENS: 4096',
    'PASSWORD_POLICY: strict',
    'SECRETS_TABLE: secrets',
    'PARTITION_KEY: id',
    'CACHE_BYPASS: x-no-cache',
    'FIRST_PASS: quick',
    'PASSES: 3',
    // The value can be no secret.
    'DB_SECRET: arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders',
    'API_TOKEN: https://example.com/token',
    'DB_PASSWORD: /orders/db/password',
    'DB_PASSWORD: orders/prod/dbPassword',
    'ROTATE_SECRET: true',
    'REFRESH_TOKEN: 2026-01-01',
    'SESSION_TOKEN: 3600',
    "API_KEY: ''",
    'DB_SECRET: orders-db-secret',
    'SECRET: DatabaseSecret',
    'GITHUB_TOKEN: GITHUB_TOKEN',
    // Somebody else is meant to put it there.
    'API_KEY: <your key>',
    'API_KEY: your-api-key',
    'API_KEY: xxxxxxxxxxxx',
    "API_KEY: '${API_KEY}'",
    "API_KEY: '********'",
  ])('%s: nothing', (variable) => {
    expect(lint(rule, fn(`{ ${variable} }`), { undecided: true })).toBe('');
  });
});

test('the password of what runs on the own machine opens nothing elsewhere', () => {
  const url = (host: string) => lint(rule, fn(`{ DATABASE: 'postgresql://postgres:password@${host}/orders' }`));
  for (const host of ['localhost:5432', 'localhost', '127.0.0.1:5432', '[::1]:5432', 'host.docker.internal'])
    expect(url(host)).toBe('');
  for (const host of ['localhost.example.com', '127.0.0.10', 'db.example.com'])
    expect(url(host)).toContain('Fn has a password within a URL');
});

test('what is no literal is never judged by how it is written', () => {
  const head = `Parameters: { DatabasePasswordParameterForTheOrdersService: { Type: String, NoEcho: true } }`;
  for (const value of [
    '!Ref DatabasePasswordParameterForTheOrdersService',
    '!Sub "{{resolve:secretsmanager:orders:SecretString:password}}"',
    '"{{resolve:ssm-secure:/orders/password}}"',
    '!ImportValue orders-password',
    '!Sub "postgres://orders:${DatabasePasswordParameterForTheOrdersService}@db.example.com/orders"',
    '!Ref AWS::NoValue',
  ]) {
    expect(lint(rule, fn(`{ DB_PASSWORD: ${value} }`, head), { undecided: true })).toBe('');
  }
});

test('the default of a parameter that is meant for a secret belongs to parameter-noecho; of any other, it counts', () => {
  const parameter = (name: string, value: string) => `Parameters: { ${name}: { Type: String, Default: ${value} } }`;
  expect(lint(rule, fn('{ DB_PASSWORD: !Ref Password }', parameter('Password', 'hunter2')))).toBe('');
  expect(lint(rule, fn('{ DB_PASSWORD: !Ref Db }', parameter('Db', 'hunter2')))).toMatchInlineSnapshot(`
    "12:40 warning Fn writes out the environment variable DB_PASSWORD, by its name a secret, so whoever may read the template or the function's configuration has it, too [function-env-secrets]
                Variables: { DB_PASSWORD: !Ref Db }
                                               ~~ a secret by its name
      help: let the code read it from Secrets Manager or Parameter Store, or put DB_PASSWORD into the option allow if it is none
      3:44 its value comes from here
      when Db keeps its default"
  `);
  expect(lint(rule, fn('{ ID: !Ref Password }', parameter('Password', accessKey)))).toContain('an AWS access key');
});

test('what is given at deployment is not written here', () => {
  const text = fn('{ ID: !Ref Id }', 'Parameters: { Id: { Type: String } }');
  expect(lint(rule, text, { parameters: { Id: accessKey } })).toBe('');
});

test('only in the branch that is wrong, and says when', () => {
  const head = `
Parameters: { Stage: { Type: String } }
Conditions: { IsDev: !Equals [!Ref Stage, dev] }`;
  const found = lint(rule, fn(`{ DB_PASSWORD: !If [IsDev, hunter2, !Ref AWS::NoValue] }`, head));
  expect(found).toContain('when IsDev is true');
  expect(found).not.toContain('hunter2');
});

test('variables that only the deployment knows are not guessed at', () => {
  const text = fn("{ 'Fn::Transform': { Name: Guard } }");
  expect(lint(rule, text)).toBe('');
  const whole = fn('!Ref Variables', 'Parameters: { Variables: { Type: String } }');
  expect(lint(rule, whole, { undecided: true })).toContain('undecided Fn');
});

test('a function without variables', () => {
  expect(lint(rule, fn('{}'), { undecided: true })).toBe('');
});

test('the variables of Globals are those of each function', () => {
  const globals = `Globals: { Function: { Environment: { Variables: { ID: ${accessKey} } } } }`;
  expect(lint(rule, fn('{ A: b }', globals))).toMatchInlineSnapshot(`
    "3:56 error Fn has an AWS access key in the environment variable ID, so whoever may read the template or the function's configuration has it, too [function-env-secrets]
        Globals: { Function: { Environment: { Variables: { ID: ●●●●●●●●●●●●●●●●●●●● } } } }
                                                               ~~~~~~~~~~~~~~~~~~~~ an AWS access key
      help: revoke it, and let the code read the new one from Secrets Manager or Parameter Store"
  `);
});

test('patterns of your own, and exceptions', () => {
  expect(lint(rule, fn('{ A: acme_live_12345678 }'), { options: { valuePatterns: ['acme_live_*'] } })).toContain(
    'error Fn has a secret of a known format',
  );
  const named = (name: string, pattern: string) =>
    lint(rule, fn(`{ ${name}: please }`), { options: { keyPatterns: [pattern] } });
  expect(named('MAGIC_WORD', 'magic*')).toContain('warning Fn');
  expect(named('MAGIC_WORD_PATH', 'magic*')).toBe('');
  expect(named('PROD', 'prod')).toContain('warning Fn');
  expect(named('GATE_BYPASS', '*bypass')).toContain('warning Fn');
  expect(lint(rule, fn('{ DB_PASSWORD: hunter2 }'), { options: { allow: ['DB_*'] } })).toBe('');
  expect(lint(rule, fn('{ DB_PASSWORD: hunter2 }'), { options: { allow: ['Fn.DB_PASSWORD'] } })).toBe('');
});

test('by entropy, where it is asked for', () => {
  const options = { entropy: 4 };
  expect(lint(rule, fn(`{ A: ${made('', 32)} }`))).toBe('');
  expect(lint(rule, fn(`{ A: ${made('', 32)} }`), { options })).toContain('what looks like a key');
  expect(lint(rule, fn('{ A: the-quick-brown-foxes-are-here-again }'), { options })).toBe('');
});

describe('the secret is not shown', () => {
  const token = made('ghp_', 36);
  const json = JSON.stringify({
    Resources: { Fn: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { A: token } } } } },
  });
  const yaml = fn(`{ A: ${token} }`).replace('      CodeUri: src/', `      CodeUri: src/ # not ${token}`);

  test.each(formatNames)('as %s', (format) => {
    for (const file of [
      { path: 'template.json', text: json },
      { path: 'template.yaml', text: yaml },
      { path: 'suppressed.yaml', text: yaml.replace('Variables:', 'Variables: # lambda-lint-disable-line\n         ') },
    ]) {
      const report = lintFiles([file], { ruleset: [rule], today: new Date('2026-11-22') });
      expect(report.findings.length + report.suppressed.length).toBeGreaterThan(0);
      const options = formatOptions({ showSuppressed: true, showUnknown: true, width: 400 });
      const shown = formatters[format](report, options);
      expect(shown).not.toContain(token);
      expect(shown).not.toContain(made('', 8));
    }
  });

  test('by no other rule that speaks of the same line', async () => {
    const { default: other } = await import('./function-code-signing.js');
    const report = lintFiles([{ path: 'template.json', text: json }], {
      ruleset: [other, rule],
      today: new Date('2026-11-22'),
    });
    expect(report.findings.map((finding) => finding.rule)).toEqual(['function-code-signing', 'function-env-secrets']);
    expect(formatters.text(report, formatOptions({ width: 400 }))).toMatchInlineSnapshot(`
      "error[function-code-signing]: Fn has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed
         ╭─ template.json:1:15
       1 │ {"Resources":{"Fn":{"Type":"AWS::Lambda::Function","Properties":{"Environment":{"Variables":{"A":"●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●"}}}}}}
         │               ^^^^ no CodeSigningConfigArn
         = help: set CodeSigningConfigArn to the ARN of your organisation's code-signing configuration

      error[function-env-secrets]: Fn has a GitHub token in the environment variable A, so whoever may read the template or the function's configuration has it, too
         ╭─ template.json:1:98
       1 │ {"Resources":{"Fn":{"Type":"AWS::Lambda::Function","Properties":{"Environment":{"Variables":{"A":"●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●"}}}}}}
         │                                                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a GitHub token
         = help: revoke it, and let the code read the new one from Secrets Manager or Parameter Store

      2 errors
      template.json: CloudFormation, 1 function
      1 file checked with 2 rules
      "
    `);
  });
});

test('the value of a parameter is not told in a condition either', () => {
  const head = "Parameters: { Db: { Type: String, Default: '', AllowedValues: ['', hunter2] } }";
  const found = lint(rule, fn('{ DB_PASSWORD: !Ref Db }', head));
  expect(found).toContain('when Db is ●●●●●●●');
  expect(found).not.toContain('hunter2');
});

test('of several values each is hidden', () => {
  const head = 'Parameters: { Db: { Type: String, Default: hunter2, AllowedValues: [hunter2, hunter3] } }';
  const text = fn('{ DB_PASSWORD: !Ref Db }', head);
  const report = lintFiles([{ path: 'template.yaml', text }], { ruleset: [rule], today: new Date('2026-11-22') });
  const shown = formatters.text(report, formatOptions({ width: 400 }));
  expect(shown).toContain('AllowedValues: [●●●●●●●, ●●●●●●●]');
});

test('the variables of a function in a plan', () => {
  const environment = [{ variables: { ID: accessKey, STAGE: 'prod' } }];
  const plan = planText({ 'aws_lambda_function.f': { after: { environment } } });
  expect(lint(rule, plan, { path: 'plan.json' })).toContain(
    'aws_lambda_function.f has an AWS access key in the environment variable ID',
  );
  const hidden = { after: { environment }, sensitive: { environment: [{ variables: true }] } };
  expect(lint(rule, planText({ 'aws_lambda_function.f': hidden }), { undecided: true, path: 'plan.json' })).toContain(
    'undecided aws_lambda_function.f: environment.variables: it is sensitive',
  );
});
