import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Io } from '../src/cli/io.js';
import { run } from '../src/cli/run.js';
import { onWindows } from './support/platform.js';
import { type Files, put as putInto } from './support/files.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'init-')));
});
afterEach(() => rmSync(root, { recursive: true }));

const put = (files: Files): void => putInto(root, files);
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

async function cli(argv: readonly string[], answers?: readonly (string | undefined)[]) {
  let stdout = '';
  let stderr = '';
  const left = [...(answers ?? [])];
  const io: Io = {
    stdout: (text) => (stdout += text),
    stderr: (text) => (stderr += text),
    stdin: () => Buffer.from(''),
    cwd: root,
    env: { NO_COLOR: '1' },
    today: new Date('2026-01-01'),
    elapsed: () => 0,
    ...(answers !== undefined && {
      terminal: { columns: 100 },
      ask: (question) => {
        const answer = left.shift();
        stdout += `${question}${answer ?? ''}\n`;
        return Promise.resolve(answer);
      },
    }),
  };
  return { code: await run(argv, io), stdout, stderr };
}

const repository = {
  'template.yaml': `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Layers: [!Sub 'arn:aws:lambda:\${AWS::Region}:123456789012:layer:company-base:12']
    PermissionsBoundary: !Sub arn:aws:iam::\${AWS::AccountId}:policy/company-boundary
Resources:
  Orders: { Type: AWS::Serverless::Function, Properties: { InlineCode: '', Handler: a.b, Runtime: python3.13 } }
  Billing:
    Type: AWS::Serverless::Function
    Properties: { InlineCode: '', Handler: a.b, Runtime: python3.13, Layers: [!Ref Own] }
  Own: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: layer/ } }
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth:
        Authorizers:
          Company: { FunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:authorizer' }
`,
};

test('asks on a terminal, and proposes what is used already', async () => {
  put(repository);
  const { code, stdout, stderr } = await cli(['init'], ['', 'arn:aws:lambda:*:*:code-signing-config:csc-1', '', '-']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.replace(/@\d+\.\d+\.\d+\S*/g, '@VERSION')).toMatchInlineSnapshot(`
    "Looked at what is here: 2 zip functions and 2 roles

    Layers that every function has to include (ARNs without a version, * for any text)
      arn:aws:lambda:*:123456789012:layer:company-base (2 of 2 zip functions)
      Enter: this, -: leave it open > 
    Code-signing configurations that functions may use (ARNs)
      Enter: leave it open > arn:aws:lambda:*:*:code-signing-config:csc-1
    Policies that may be the permissions boundary of a role (ARNs)
      arn:aws:iam::*:policy/company-boundary (2 of 2 roles)
      Enter: this, -: leave it open > 
    Functions of the organisation's Lambda authorizers (ARNs, such as arn:aws:lambda:*:*:function:NAME)
      arn:aws:lambda:eu-west-1:123456789012:function:authorizer (1 of 1 authorizers)
      Enter: this, -: leave it open > -

    written     rules.config.json  what is linted, and how

    Next
      1. Fill in what stands in <angle brackets>, or remove it; nothing is asked for until then:
         api-standard-authorizer
      2. Lint: npx lambda-lint@VERSION
      3. Read about a rule: npx lambda-lint@VERSION explain function-code-signing
      4. Install it, so that everybody has the same version: npm install --save-dev lambda-lint
    "
  `);
  expect(read('rules.config.json').replace(/@[^/]+/, '@VERSION')).toMatchInlineSnapshot(`
    "{
      "$schema": "https://unpkg.com/lambda-lint@VERSION/schema.json",
      "extends": "recommended",
      "rules": {
        "function-required-layers": ["error", { "layers": [{ "arn": "arn:aws:lambda:*:123456789012:layer:company-base" }] }],
        "function-code-signing": ["error", { "allowedConfigArns": ["arn:aws:lambda:*:*:code-signing-config:csc-1"] }],
        "role-boundary-allowed": ["error", { "allowed": ["arn:aws:iam::*:policy/company-boundary"] }],
        "api-standard-authorizer": ["error", { "allowed": [{ "type": "lambda", "functionArn": "<ARN of the function of the organisation's authorizer>" }] }]
      }
    }
    "
  `);
});

test('asks nothing without a terminal: what is used already is taken, places are left for the rest', async () => {
  put(repository);
  put({ 'node_modules/lambda-lint/schema.json': '{}' });
  const { stdout } = await cli(['init', '--preset', 'strict']);
  expect(stdout).toContain(
    'See whether function-required-layers is right: arn:aws:lambda:*:123456789012:layer:company-base',
  );
  expect(JSON.parse(read('rules.config.json'))).toMatchObject({
    $schema: './node_modules/lambda-lint/schema.json',
    extends: 'strict',
    rules: {
      'function-code-signing': ['error', { allowedConfigArns: [expect.stringMatching(/^<.*>$/)] }],
      'role-boundary-allowed': ['error', { allowed: ['arn:aws:iam::*:policy/company-boundary'] }],
    },
  });
});

test('whoever ends the input is asked no more', async () => {
  const { code, stdout } = await cli(['init'], [undefined]);
  expect(code).toBe(0);
  expect(stdout.match(/> /g)).toHaveLength(1);
});

test('what it writes is a configuration, by the schema and by the linter; its places ask for nothing and are told', async () => {
  await cli(['init', '--yes']);
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../schema.json'), 'utf8')) as object;
  expect(new Ajv({ strict: false }).validate(schema, JSON.parse(read('rules.config.json')))).toBe(true);

  put({ 'template.yaml': repository['template.yaml'] });
  const configured = await cli(['template.yaml', '-f', 'json']);
  const plain = await cli(['template.yaml', '-f', 'json', '--no-config']);
  expect(configured.stdout).toBe(plain.stdout);
  expect(configured.stderr).toBe(
    'lambda-lint: rules.config.json: what stands in <angle brackets> is to be filled in still, and asks for nothing: ' +
      'function-required-layers, function-code-signing, role-boundary-allowed, api-standard-authorizer\n',
  );
  const { rules } = JSON.parse((await cli(['--print-config', 'template.yaml'])).stdout) as { rules: object };
  expect(rules).toMatchObject({ 'function-required-layers': ['error', { layers: [] }] });
});

describe('hooks and the workflow', () => {
  test.each([
    ['pre-commit', '.pre-commit-config.yaml'],
    ['husky', '.husky/pre-commit'],
    ['lefthook', 'lefthook.yml'],
  ])('%s', async (hook, path) => {
    const { stdout } = await cli(['init', '--hook', hook, '--workflow']);
    expect(stdout).toContain(`written     ${path} `);
    expect(stdout).toContain('written     .github/workflows/lambda-lint.yml ');
    expect(read(path).replace(/lambda-lint@\d\S+/, 'lambda-lint@VERSION')).toMatchSnapshot();
    if (hook === 'husky' && !onWindows) expect(statSync(join(root, path)).mode & 0o111).not.toBe(0);
  });

  test("one's own copy is run where there is one", async () => {
    put({ 'node_modules/lambda-lint/schema.json': '{}' });
    await cli(['init', '--workflow', '--hook', 'lefthook']);
    expect(read('lefthook.yml')).toContain('run: npx --no-install lambda-lint --no-warn-ignored -- {staged_files}');
    expect(read('.github/workflows/lambda-lint.yml')).toMatch(/- run: npm ci\n[^]* npx --no-install lambda-lint \$/);
  });

  test('a hook file that is there is left alone, and what to add to it is said', async () => {
    put({ '.pre-commit-config.yaml': 'repos: []\n' });
    const { stdout } = await cli(['init', '--hook', 'pre-commit', '--force']);
    expect(read('.pre-commit-config.yaml')).toBe('repos: []\n');
    expect(stdout).toMatch(/not written \.pre-commit-config\.yaml is there already; add to it:\n\n {6}- repo: local\n/);
  });
});

test('nothing is overwritten unless it is forced', async () => {
  put({ 'rules.config.json': '{}' });
  expect(await cli(['init'])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'lambda-lint: rules.config.json is there already: edit it, or write it anew with --force; --hook, --workflow and ' +
      '--baseline leave it as it is\nTry lambda-lint init --help.\n',
  });
  expect((await cli(['init', '--force'])).stdout).toContain('overwritten rules.config.json');
});

test('a hook, a workflow and a baseline are added to a configuration that is there, which stays as it is', async () => {
  put({ 'rules.config.json': '{ "extends": "strict" }', 'template.yaml': repository['template.yaml'] });
  put({ 'node_modules/lambda-lint/schema.json': '{}' });
  const { code, stdout, stderr } = await cli(['init', '--hook', 'husky', '--workflow'], ['not asked']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(`rules.config.json is there already, and stays as it is

written     .husky/pre-commit  lints what is about to be committed
written     .github/workflows/lambda-lint.yml  lints every pull request, and shows findings at its lines

Next
  1. Lint: npx lambda-lint
  2. Read about a rule: npx lambda-lint explain function-code-signing
`);
  expect((await cli(['init', '--baseline'])).code).toBe(0);
  expect(existsSync(join(root, 'lambda-lint-baseline.json'))).toBe(true);
  expect(read('rules.config.json')).toBe('{ "extends": "strict" }');

  const stated = await cli(['init', '--hook', 'lefthook', '--preset', 'all']);
  expect(stated.stderr).toContain('rules.config.json is there already: edit it, or write it anew with --force\n');
});

test.each([
  [['--hook', 'huskey'], '--hook takes pre-commit, husky, lefthook, not huskey; did you mean husky?'],
  [['--preset', 'strickt'], '--preset: there is no preset strickt; did you mean strict?'],
  [['src'], 'init takes no src: it sets up the directory that it is run in'],
  [['--worflow'], 'there is no option --worflow; did you mean --workflow?'],
])('%j is one sentence, and exit code 2', async (argv, message) => {
  expect(await cli(['init', ...argv])).toMatchObject({
    code: 2,
    stderr: `lambda-lint: ${message}\nTry lambda-lint init --help.\n`,
  });
  expect(existsSync(join(root, 'rules.config.json'))).toBe(false);
});
