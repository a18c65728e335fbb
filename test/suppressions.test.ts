import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import schema from '../schema.json' with { type: 'json' };
import { command } from './support/cli.js';
import { slashed } from '../src/disk/paths.js';
import { type Files, put as putInto } from './support/files.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'suppressions-')));
  mkdirSync(join(root, '.git'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const put = (files: Files): void => putInto(root, files);

const queues = (...names: string[]): string =>
  `Resources:\n${names.map((name) => `  ${name}: { Type: AWS::SQS::Queue }\n`).join('')}`;

const config = (suppressions: unknown, more: object = {}): string =>
  JSON.stringify({ extends: 'recommended', ...more, suppressions }, null, 2);

const heads = (stdout: string): string[] =>
  [...stdout.matchAll(/^\w+\[(.*?)\]: (.*?)(?:,.*)?\n *╭─ (.*)$/gm)].map(
    ([, rule = '', message = '', at = '']) => `${at} ${rule}: ${message}`,
  );

describe('in the configuration', () => {
  beforeEach(() => put({ 'old/template.yaml': queues('Jobs', 'Hints'), 'template.yaml': queues('Orders') }));

  test.each([
    [{ rule: 'queue-dlq', files: 'old/**' }, ['template.yaml:2:3 queue-dlq: Orders has no dead-letter queue']],
    [
      { rules: ['queue-*'], files: ['old'], resources: 'J*' },
      [
        'old/template.yaml:3:3 queue-dlq: Hints has no dead-letter queue',
        'template.yaml:2:3 queue-dlq: Orders has no dead-letter queue',
      ],
    ],
    [
      { rule: 'queue-dlq', resources: ['Orders', 'H?nts'] },
      ['old/template.yaml:2:3 queue-dlq: Jobs has no dead-letter queue'],
    ],
    [{ rule: 'queue-dlq' }, []],
  ])('%j', async (entry, expected) => {
    put({ 'rules.config.json': config([{ ...entry, reason: 'agreed' }]) });
    expect(heads((await command(root)).stdout)).toEqual(expected);
  });

  test('globs are relative to the configuration, wherever the command runs, and those of what is extended to theirs', async () => {
    put({
      'shared/base.json': config([{ rule: 'queue-dlq', files: 'template.yaml', reason: 'below its folder' }]),
      'rules.config.json': config([{ rule: 'queue-dlq', files: 'old/*.yaml', reason: 'agreed' }], {
        extends: ['recommended', './shared/base.json'],
      }),
    });
    expect(heads((await command(join(root, 'old'), '.', '../template.yaml')).stdout)).toEqual([
      `${slashed(root)}/template.yaml:2:3 queue-dlq: Orders has no dead-letter queue`,
    ]);
  });

  test('what is silenced is listed with its place, its reason and its owner', async () => {
    put({
      'rules.config.json': config([
        { rule: 'queue-dlq', files: 'old/**', reason: 'switched off in May', owner: 'payments', expires: '2027-05-31' },
      ]),
    });
    const { stdout } = await command(root, 'old', '--show-suppressed');
    expect(stdout).toMatchInlineSnapshot(`
      "Suppressed
        old/template.yaml:2:3  queue-dlq  Jobs has no dead-letter queue, so a message that can't be worked on comes back until it expires and is lost
          suppressed by the configuration at rules.config.json:5:15: switched off in May (owner: payments, expires: 2027-05-31)
        old/template.yaml:3:3  queue-dlq  Hints has no dead-letter queue, so a message that can't be worked on comes back until it expires and is lost
          suppressed by the configuration at rules.config.json:5:15: switched off in May (owner: payments, expires: 2027-05-31)

      Nothing found · 2 suppressed
      old/template.yaml: CloudFormation, 2 resources
      1 file checked with 112 rules
      "
    `);
    expect((await command(root, '--no-inline-suppressions')).stdout).toContain('2 suppressed');
  });

  test('one that has expired is found in the configuration, once, and silences nothing', async () => {
    put({ 'rules.config.json': config([{ rule: 'queue-dlq', reason: 'agreed', expires: '2026-11-21' }]) });
    const { stdout } = await command(root);
    expect(heads(stdout)).toHaveLength(4);
    expect(stdout.slice(stdout.indexOf('warning[suppression-justified]'))).toMatchInlineSnapshot(`
      "warning[suppression-justified]: a suppression expired on 2026-11-21 and silences nothing any more
         ╭─ rules.config.json:5:15
       5 │       "rule": "queue-dlq",
         │               ^^^^^^^^^^^ expired
         = help: mend what it silenced and remove it, or agree on another day

      4 warnings
      old/template.yaml: CloudFormation, 2 resources
      template.yaml: CloudFormation, 1 resource
      2 files checked with 112 rules
      "
    `);
  });

  test('one without a reason, and one for everything, are found', async () => {
    put({ 'rules.config.json': config([{ rule: 'queue-dlq' }, { rule: '*', files: 'old', reason: 'all of it' }]) });
    expect(heads((await command(root)).stdout)).toEqual([
      'rules.config.json:5:15 suppression-justified: a suppression gives no reason',
      'rules.config.json:8:15 suppression-justified: a suppression gives no rule',
    ]);
  });

  test('one that silences nothing is a notice, where all that it may be for was looked at', async () => {
    put({ 'rules.config.json': config([{ rule: 'queue-dlq', resources: 'Nothing', reason: 'agreed' }]) });
    const unused = 'rules.config.json:5:15 suppression-unused: a suppression of queue-dlq silences nothing';
    const whole = await command(root, '--max-warnings', '3');
    expect(heads(whole.stdout)).toContain(unused);
    expect(whole.stdout).toContain('info[suppression-unused]');
    expect(whole.code).toBe(0);
    for (const path of ['template.yaml', 'old'])
      expect(heads((await command(root, path)).stdout)).not.toContain(unused);
    expect(heads((await command(root, '--rule', 'queue-dlq: off')).stdout)).toEqual([]);
    put({ 'rules.config.json': config([{ rule: 'function-*', resources: 'Nothing', reason: 'agreed' }]) });
    expect(heads((await command(root)).stdout)).toContain(unused.replace('queue-dlq', 'function-*'));
    put({ 'rules.config.json': config([{ rule: 'queue-dlq', files: 'new/**', reason: 'agreed' }]) });
    expect(heads((await command(root)).stdout)).not.toContain(unused);
  });

  test('what a package holds is for the repository that uses it, and never said to be unused: others may need it', async () => {
    const entries = [
      { rule: 'queue-dlq', files: 'old/**', reason: 'agreed' },
      { rule: 'role-*', reason: 'agreed' },
    ];
    put({
      'node_modules/@acme/base/rules.config.json': config(entries),
      'rules.config.json': '{ "extends": "./node_modules/@acme/base/rules.config.json" }',
    });
    const { stdout } = await command(root);
    expect(heads(stdout)).toEqual(['template.yaml:2:3 queue-dlq: Orders has no dead-letter queue']);
  });

  test('a baseline has nothing to do with what is said of the configuration', async () => {
    put({ 'rules.config.json': config([{ rule: 'queue-dlq' }]) });
    const { stdout } = await command(root, '--update-baseline');
    expect(heads(stdout)).toHaveLength(1);
  });

  test('it is printed as it is written', async () => {
    const entry = { rules: ['queue-*'], files: ['old'], reason: 'agreed' };
    put({ 'rules.config.json': config([entry], { honor: ['checkov'] }) });
    const { stdout } = await command(root, '--print-config', 'template.yaml');
    expect(JSON.parse(stdout)).toMatchObject({ suppressions: [entry], honor: ['checkov'] });
  });
});

const validate = new Ajv({ strict: false }).compile(schema);

test.each([
  [{ suppressions: {} }, '1:2: suppressions: must be a list'],
  [{ suppressions: ['queue-dlq'] }, 'suppressions[0]: must be an object'],
  [{ suppressions: [{ reason: 'x' }] }, 'suppressions[0]: a suppression needs a rule'],
  [
    { suppressions: [{ rule: 'queue-dlq', rules: ['queue-dlq'] }] },
    'suppressions[0].rule: give rule or rules, not both',
  ],
  [
    { suppressions: [{ rule: 'queue-dl' }] },
    'suppressions[0].rule: there is no rule queue-dl; did you mean queue-dlq?',
  ],
  [{ suppressions: [{ rules: ['que-*'] }] }, 'suppressions[0].rules: no rule matches que-*'],
  [{ suppressions: [{ rule: 'queue-dlq', files: [] }] }, 'suppressions[0].files: must not be empty'],
  [{ suppressions: [{ rule: 'queue-dlq', files: [7] }] }, 'suppressions[0].files[0]: must be text, or a list of texts'],
  [
    { suppressions: [{ rule: 'queue-dlq', resources: '' }] },
    'suppressions[0].resources: must be text, or a list of texts',
  ],
  [{ suppressions: [{ rule: 'queue-dlq', reason: 7 }] }, 'suppressions[0].reason: must be text, and not empty'],
  [
    { suppressions: [{ rule: 'queue-dlq', expires: '2027-02-30' }] },
    'suppressions[0].expires: must be a day, written YYYY-MM-DD, not 2027-02-30',
  ],
  [
    { suppressions: [{ rule: 'queue-dlq', expire: '2027-02-03' }] },
    'there is no expire in a suppression; did you mean expires?',
  ],
  [{ honor: 'checkov' }, 'honor: must be a list of tools'],
  [{ honor: ['chekov'] }, 'honor[0]: no suppressions of chekov are understood; did you mean checkov?'],
  [
    { honor: [7] },
    'honor[0]: no suppressions of 7 are understood; there are checkov, cfn-lint, cfn_nag, cdk-nag, guard-rules-registry',
  ],
])('a wrong entry is told with its place: %j', async (wrong, message) => {
  put({ 'template.yaml': queues('Jobs'), 'rules.config.json': JSON.stringify(wrong) });
  const { code, stdout, stderr } = await command(root);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^lambda-lint: rules\.config\.json:1:\d+: /);
  expect(stderr).toContain(message);
});

test.each([
  [
    {
      suppressions: [{ rule: 'queue-*', files: 'a', resources: ['b'], reason: 'c', owner: 'd', expires: '2027-01-31' }],
      honor: ['cdk-nag'],
    },
    true,
  ],
  [{ suppressions: [{ rules: ['queue-dlq'] }] }, true],
  [{ suppressions: [{ reason: 'x' }] }, false],
  [{ suppressions: [{ rule: 'queue-dlq', expires: 'soon' }] }, false],
  [{ suppressions: [{ rule: 'queue-dlq', until: 'x' }] }, false],
  [{ honor: ['chekov'] }, false],
])('an editor judges the same: %j is %s', (json, valid) => {
  expect(validate(json)).toBe(valid);
});

test('another tool’s suppressions count where the configuration says so', async () => {
  const template = `Resources:
  Fn:
    Type: AWS::Lambda::Function
    # checkov:skip=CKV_AWS_50: traced by the caller
    Properties: { Runtime: nodejs22.x, Handler: app.handler, Code: { ZipFile: // }, Role: !ImportValue role }
`;
  put({ 'template.yaml': template, 'rules.config.json': '{ "rules": { "function-tracing": "error" } }' });
  expect((await command(root)).stdout).toContain('error[function-tracing]');
  put({ 'rules.config.json': '{ "rules": { "function-tracing": "error" }, "honor": ["checkov"] }' });
  const { stdout } = await command(root, '--show-suppressed');
  expect(stdout).not.toContain('error[function-tracing]');
  expect(stdout).toContain('suppressed by what checkov is told at template.yaml:4:7: traced by the caller');
});

test('checkov’s comments in the sources of a plan: in the block of the resource, or in the call of a module', async () => {
  cpSync(join(import.meta.dirname, 'fixtures/terraform'), root, { recursive: true });
  const main = readFileSync(join(root, 'main.tf'), 'utf8');
  const tracing = async (text: string, honor: readonly string[] = ['checkov']) => {
    put({
      'main.tf': text,
      'rules.config.json': JSON.stringify({ honor, rules: { 'function-tracing': 'error' } }),
    });
    const { stdout } = await command(root, 'plan.json', '--show-suppressed');
    return [...stdout.matchAll(/\[function-tracing\]: (\S+)|function-tracing {2}(\S+).*\n +(suppressed by what .*)/g)]
      .map(([, found, silenced, by]) => (found === undefined ? `${silenced ?? ''} ${by ?? ''}` : found))
      .filter((line) => /prototype|trusted/.test(line));
  };
  const open = ['aws_lambda_function.prototype', 'module.trusted.aws_lambda_function.this'];
  const inBlock = (head: string) => main.replace(head, `${head}\n  # checkov:skip=CKV_AWS_50: traced by the caller`);
  const block = 'resource "aws_lambda_function" "prototype" {';
  const told = /suppressed by what checkov is told at main\.tf:\d+:5: traced by the caller$/;

  expect(await tracing(main)).toEqual(open);
  expect(await tracing(inBlock(block), [])).toEqual(open);
  expect(await tracing(inBlock(block))).toEqual([open[1], expect.stringMatching(told)]);
  expect(await tracing(inBlock('module "trusted" {'))).toEqual([open[0], expect.stringMatching(told)]);
  // Above a block it stands in none.
  expect(await tracing(main.replace(block, `# checkov:skip=CKV_AWS_50\n${block}`))).toEqual(open);
});
