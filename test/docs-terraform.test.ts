import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from './support/cli.js';

const page = readFileSync(join(import.meta.dirname, '../docs/terraform.md'), 'utf8');
const lines = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, text = '']) => text.trim().split('\n'));

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'page-')));
  const fixture = join(import.meta.dirname, 'fixtures/terraform');
  cpSync(join(fixture, 'plan.json'), join(root, 'plan.json'));
  cpSync(fixture, join(root, 'infrastructure'), { recursive: true });
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** What needs Terraform is left to those who have it. */
const own = lines.flatMap((line) =>
  line.startsWith('npx lambda-lint ') ? [line.replace('npx lambda-lint ', '')] : [],
);

test.each(own)('lambda-lint %s runs', async (line) => {
  const { code, stdout, stderr } = await command(root, ...line.split(' '));
  expect([code, stderr]).toEqual([1, '']);
  expect(stdout).toContain(line.includes('--terraform-source') ? 'infrastructure/main.tf:' : 'plan.json');
});

test('the page has commands', () => {
  expect(own).toHaveLength(2);
  expect(lines.filter((line) => line.includes('| npx lambda-lint -'))).toHaveLength(1);
});
