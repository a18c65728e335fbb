import { describe, expect, test } from 'vitest';
import rule from './function-metadata-secrets.js';
import { formatters } from '../formatters/index.js';
import { formatNames } from '../formatters/names.js';
import { lint as lintFiles } from '../lint.js';
import { lint } from '../../test/support/lint.js';
import { formatOptions } from '../../test/support/report.js';

const template = (properties: string, head = '') => `
${head}
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      ${properties}
`;

const tagged = (tags: string, head = '') => `
Transform: AWS::Serverless-2016-10-31
${head}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Tags: ${tags}
`;

const accessKey = 'AKIAIOSFODNN7EXAMPLE';
/** Put together here, so that no scanner takes a test for a leak. */
const made = (start: string, length: number): string => start + 'a1B2c3D4e5F6g7H8i9J0'.repeat(5).slice(0, length);

describe('a format that is known', () => {
  test('in a tag', () => {
    expect(lint(rule, tagged(`{ Owner: ${accessKey} }`))).toMatchInlineSnapshot(`
      "11:22 warning Worker has an AWS access key in the tag Owner, so whoever may list functions or read the template has it, too [function-metadata-secrets]
                Tags: { Owner: ●●●●●●●●●●●●●●●●●●●● }
                               ~~~~~~~~~~~~~~~~~~~~ an AWS access key
        help: revoke it, take the tag out, and let the code read the new one from Secrets Manager or Parameter Store"
    `);
    const list = template(`Tags: [{ Key: Owner, Value: ${accessKey} }]`);
    expect(lint(rule, list)).toContain('Worker has an AWS access key in the tag Owner');
  });

  test('in the description, and in the name', () => {
    expect(lint(rule, template(`Description: calls the shop with ${made('ghp_', 36)} until May`)))
      .toMatchInlineSnapshot(`
      "8:20 warning Worker has a GitHub token in its Description, so whoever may list functions or read the template has it, too [function-metadata-secrets]
                Description: calls the shop with ●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●● until May
                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ a GitHub token
        help: revoke it, take it out of Description, and let the code read the new one from Secrets Manager or Parameter Store"
    `);
    expect(lint(rule, template(`FunctionName: worker-${accessKey}`))).toContain(
      'Worker has an AWS access key in its FunctionName',
    );
    const part = template('Description: !Sub "postgres://orders:hunter2hunter2@db.${AWS::Region}.example.com/orders"');
    expect(lint(rule, part)).toContain('a password within a URL');
  });
});

test('the name of a tag makes an info of what is written out', () => {
  expect(lint(rule, tagged('{ DbPassword: hunter2 }'))).toMatchInlineSnapshot(`
    "11:27 info Worker writes out the tag DbPassword, by its name a secret, so whoever may list functions or read the template has it, too [function-metadata-secrets]
              Tags: { DbPassword: ●●●●●●● }
                                  ~~~~~~~ a secret by its name
      help: take the tag out, or put DbPassword into the option allow if it is none"
  `);
});

test.each([
  'Description: Hands out the password of a token to whoever has the secret',
  'Description: my-secret-worker',
  'FunctionName: rotate-db-password',
  'Tags: [{ Key: Team, Value: hunter2 }]',
  'Tags: [{ Key: SecretArn, Value: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a" }]',
  'Tags: [{ Key: UsesSecret, Value: "true" }]',
  'Tags: [{ Key: ApiToken, Value: "{{resolve:secretsmanager:a}}" }]',
  'Timeout: 3',
])('nothing: %s', (properties) => {
  expect(lint(rule, template(properties), { undecided: true })).toBe('');
});

test('patterns of your own, entropy, and exceptions', () => {
  const own = { options: { valuePatterns: ['acme_live_*'] } };
  expect(lint(rule, template('Description: uses acme_live_12345678 for now'), own)).toContain(
    'has a secret of a known format in its Description',
  );
  const entropy = { options: { entropy: 4 } };
  expect(lint(rule, tagged(`{ Owner: ${made('', 32)} }`), entropy)).toContain('what looks like a key');
  expect(lint(rule, tagged('{ Owner: the-quick-brown-foxes-are-here-again }'), entropy)).toBe('');
  expect(lint(rule, template(`FunctionName: ${made('', 32)}`), entropy)).toBe('');
  expect(lint(rule, tagged('{ DbPassword: hunter2 }'), { options: { allow: ['Db*'] } })).toBe('');
  expect(lint(rule, tagged('{ DbPassword: hunter2 }'), { options: { allow: ['Worker.DbPassword'] } })).toBe('');
  expect(lint(rule, tagged('{ Magic: hunter2 }'), { options: { keyPatterns: ['magic'] } })).toContain('info Worker');
});

test('what a parameter gives', () => {
  const parameter = (more: string) => `Parameters: { Words: { Type: String${more} } }`;
  const text = tagged('{ Owner: !Ref Words }', parameter(`, Default: ${accessKey}`));
  expect(lint(rule, text)).toContain('when Words keeps its default');
  // That is not written here.
  expect(lint(rule, tagged('{ Owner: !Ref Words }', parameter('')), { parameters: { Words: accessKey } })).toBe('');
  expect(lint(rule, template('Description: !Ref Words', parameter('')), { parameters: { Words: accessKey } })).toBe('');
  // That is for parameter-noecho to say.
  const hidden = parameter(', NoEcho: true, Default: hunter2');
  expect(lint(rule, tagged('{ DbPassword: !Ref Words }', hidden))).toBe('');
});

test('only in the branch that is wrong, and says when', () => {
  const head = 'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }';
  const found = lint(rule, template(`Description: !If [IsDev, ${accessKey}, orders]`, head));
  expect(found).toContain('when IsDev is true');
  expect(found).not.toContain(accessKey);
});

test('tags that only the deployment knows are not guessed at', () => {
  const whole = template('Tags: !Ref Tags', 'Parameters: { Tags: { Type: String } }');
  expect(lint(rule, whole, { undecided: true })).toContain('undecided Worker');
});

test.each(formatNames)('the secret is not shown: as %s', (format) => {
  const token = made('ghp_', 36);
  for (const properties of [
    { Tags: [{ Key: 'Owner', Value: token }] },
    { Description: `has ${token} in it` },
    { FunctionName: token },
  ]) {
    const text = JSON.stringify({ Resources: { Worker: { Type: 'AWS::Lambda::Function', Properties: properties } } });
    const report = lintFiles([{ path: 'template.json', text }], { ruleset: [rule], today: new Date('2026-11-22') });
    expect(report.findings).toHaveLength(1);
    const shown = formatters[format](report, formatOptions({ showSuppressed: true, showUnknown: true, width: 400 }));
    expect(shown).not.toContain(token);
    expect(shown).not.toContain(made('', 8));
  }
});

test.each(['Tags: 3', 'Tags: [a]', 'Tags: [{ Key: [a], Value: b }]', 'Description: [a]', 'FunctionName: { a: b }'])(
  'an odd value is no crash: %s',
  (properties) => {
    expect(lint(rule, template(properties))).not.toContain('crashed');
  },
);
