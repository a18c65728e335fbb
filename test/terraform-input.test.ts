import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../src/cli/run.js';

/** A real plan, as Terraform wrote it. */
const plan = readFileSync(join(import.meta.dirname, 'templates/guarded/terraform/plan.json'), 'utf8');
const orders = readFileSync(join(import.meta.dirname, 'templates/orders/terraform/plan.json'), 'utf8');
const oneLine = (text: string): string => JSON.stringify(JSON.parse(text));
const options = ['--no-config', '--preset', 'all', '--show-unknown', '--show-suppressed'];

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'input-')));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

async function lint(bytes: Buffer, ...argv: readonly string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await run(argv, {
    stdout: (text) => void out.push(text),
    stderr: (text) => void errors.push(text),
    stdin: () => bytes,
    cwd: root,
    env: {},
    today: new Date('2026-11-22'),
    elapsed: () => 0,
  });
  return { code, stdout: out.join(''), stderr: errors.join('') };
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('a plan is read however it was saved', () => {
  const spellings: readonly (readonly [name: string, bytes: (text: string) => Buffer])[] = [
    ['UTF-8', (text) => Buffer.from(text)],
    ['UTF-8 with a mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 BE', (text) => utf16be(`\uFEFF${text}`)],
    ['line ends of Windows', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['one line', (text) => Buffer.from(oneLine(text))],
  ];
  const summary = (text: string): string[] => text.split('\n').filter((line) => /^\w+\[/.test(line));

  test.each(spellings)('%s, as a file of any name and on standard input', async (_, bytesOf) => {
    const expected = await lint(Buffer.from(orders), '-', ...options);
    expect(expected.code).toBe(1);
    const piped = await lint(bytesOf(orders), '-', ...options);
    writeFileSync(join(root, 'tfplan.out'), bytesOf(orders));
    const named = await lint(Buffer.from(''), 'tfplan.out', ...options);
    const missed = (path: string) => `lambda-lint: ${path}: its .tf files were not found; `;
    expect(piped.stderr.startsWith(missed('<stdin>'))).toBe(true);
    expect(named.stderr.startsWith(missed('tfplan.out'))).toBe(true);
    expect(piped.stdout).toContain('<stdin>: Terraform plan, 8 functions');
    expect(named.stdout).toContain('tfplan.out: Terraform plan, 8 functions');
    expect(summary(piped.stdout)).toEqual(summary(expected.stdout));
    expect(summary(named.stdout)).toEqual(summary(expected.stdout));
  });

  test('a plan of OpenTofu, whose providers have other names', async () => {
    const tofu = orders
      .replaceAll('registry.terraform.io', 'registry.opentofu.org')
      .replace(/"terraform_version": "[^"]*"/, '"terraform_version": "1.9.0"');
    expect(tofu).not.toBe(orders);
    const { stdout } = await lint(Buffer.from(tofu), '-', ...options);
    expect(summary(stdout)).toEqual(summary((await lint(Buffer.from(orders), '-', ...options)).stdout));
  });

  test('a plan that was made with -target says that it is no more than a part', async () => {
    const part = JSON.stringify({ ...(JSON.parse(plan) as object), complete: false });
    const { stdout } = await lint(Buffer.from(part), '-', ...options);
    expect(stdout).toContain('<stdin>: Terraform plan of a part of its configuration, 4 functions');
  });

  test('a state', async () => {
    const { planned_values, format_version, terraform_version } = JSON.parse(orders) as Record<string, unknown>;
    const state = JSON.stringify({ format_version, terraform_version, values: planned_values });
    const { code, stdout } = await lint(Buffer.from(state), '-', ...options);
    expect(code).toBe(1);
    expect(stdout).toContain('aws_iam_role.payment_role has no permissions_boundary');
  });
});

const save = 'run "terraform plan -out tfplan", then "terraform show -json tfplan > plan.json"';
const changed = (more: Record<string, unknown>): string => JSON.stringify({ ...JSON.parse(plan), ...more });

test.each([
  [
    'the log of plan -json',
    '{"@level":"info","@message":"Terraform 1.11.4","@module":"terraform.ui","type":"version"}\n{"@level":"info"}\n',
    `<stdin> is the log that "terraform plan -json" streams, and holds no plan: ${save}`,
  ],
  [
    'a binary plan',
    'PK\u0003\u0004\u0014\u0000\b\u0000 tfplan \u0000',
    '<stdin> is a binary plan file: run "terraform show -json tfplan > plan.json" in its directory, and lint that',
  ],
  [
    'a plan with an error',
    changed({ errored: true }),
    `<stdin> is a plan that ended with an error and is not whole: correct what "terraform plan" says, then ${save}`,
  ],
  [
    'a format of the future',
    changed({ format_version: '2.0' }),
    '<stdin> is a Terraform plan of format 2.0, and only formats 0.1 to 1.x are known: use a newer lambda-lint, or make the plan with a Terraform that writes format 1',
  ],
  [
    'a state as it is stored',
    '{ "version": 4, "terraform_version": "1.9.8", "resources": [] }',
    '<stdin> is a state as Terraform stores it: run "terraform show -json > state.json", and lint that',
  ],
  [
    'an error of the program before the pipe',
    'Error: Inconsistent dependency lock file\n',
    '<stdin> holds no template and no plan: see what writes into it',
  ],
])('%s ends the run and says what to do', async (_, text, words) => {
  expect(await lint(Buffer.from(text), '-', ...options)).toEqual({
    code: 2,
    stdout: '',
    stderr: `lambda-lint: ${words}\n`,
  });
});

test.each(['main.tf', 'main.tf.json'])('%s is no plan, and its user is told how to make one', async (name) => {
  writeFileSync(join(root, name), name === 'main.tf' ? 'resource "aws_iam_role" "r" {}\n' : '{"resource": {}}');
  const { code, stdout } = await lint(Buffer.from(''), name, '--no-config');
  expect(code).toBe(0);
  expect(stdout).toContain(`${name} holds Terraform's sources, and what is linted is the plan: ${save}`);
});

describe('what is secret is in no output', () => {
  const secret = 's3cr3t';
  const policy = JSON.stringify({
    Statement: [{ Sid: secret, Effect: 'Allow', Action: [`${secret}:*`, 's3:*'], Resource: '*' }],
  });
  interface Change {
    type: string;
    address: string;
    change: { after: Record<string, unknown>; after_unknown: Record<string, unknown>; after_sensitive: unknown };
  }

  /** A real plan in which names, descriptions and policies are secret. */
  function secretive(): string {
    const json = JSON.parse(orders) as { resource_changes: Change[]; planned_values?: unknown };
    delete json.planned_values;
    for (const { change } of json.resource_changes) {
      const hidden: Record<string, boolean> = {};
      for (const name of ['name', 'description', 'policy', 'function_name', 'layers', 'body']) {
        if (!(name in change.after)) continue;
        change.after[name] = name === 'policy' ? policy : name === 'layers' ? [secret] : secret;
        change.after_unknown = Object.fromEntries(Object.entries(change.after_unknown).filter(([key]) => key !== name));
        hidden[name] = true;
      }
      change.after_sensitive = { ...(change.after_sensitive as object), ...hidden };
    }
    return JSON.stringify(json);
  }

  test.each(['text', 'json', 'sarif'])('%s', async (format) => {
    const text = secretive();
    expect(text).toContain(secret);
    for (const shape of [text, JSON.stringify(JSON.parse(text), undefined, 2)]) {
      const { stdout, stderr } = await lint(Buffer.from(shape), '-', ...options, '--format', format);
      expect(stdout).toContain('role-boundary-required');
      expect(stdout).not.toContain(secret);
      expect(stderr).not.toContain(secret);
    }
  });

  test('the text of a plan is not shown where a finding points at it', async () => {
    const { stdout } = await lint(Buffer.from(oneLine(orders)), '-', ...options, '--color');
    expect(stdout).not.toMatch(/"(?:address|after|mode|type)"/);
  });
});
