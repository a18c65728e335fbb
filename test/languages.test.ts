import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonReport } from '../src/formatters/index.js';
import { parse } from '../src/parsers/parse.js';
import { command } from './support/cli.js';

const apps = join(import.meta.dirname, 'templates');

/** What goes by another name in a plan: there, an authorizer is no part of its API. */
const renamed: Readonly<Record<string, string>> = { Scanners: 'WarehouseApi' };

/** The functions whose event a plan writes as a resource of its own, by application and resource. */
const ofEvent: Readonly<Record<string, string>> = {
  'orders Nightly': 'Invoices',
  'branches Nightly': 'Collect',
  'nested Hourly': 'Reminders',
};

/** The SAM resource that each resource of its translation belongs to. */
function owners(app: string): ReadonlyMap<string, string> {
  const path = 'template.yaml';
  if (!readdirSync(join(apps, app)).includes(path)) return new Map();
  const { template } = parse({ path, text: readFileSync(join(apps, app, path), 'utf8') });
  return new Map(template?.resources.map(({ address, origin }) => [address, origin?.address ?? address]));
}

/** `module.platform.aws_iam_role.support_role[0]` → `Platform/SupportRole`; of a logical id, without what CDK adds. */
function logicalId(address: string): string {
  if (!address.includes('.')) return address.replace(/[\dA-F]{8}$/, '');
  const names = address.replace(/\[.*?\]/g, '').match(/(?<=module\.)\w+|\w+$/g) ?? [];
  const id = names
    .map((name) => name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()))
    .join('/');
  return renamed[id] ?? id;
}

/**
 * What SAM drops without a word is a matter of SAM alone. The roles that it makes may write logs and have inline policies, which nobody
 * has to write; those of the twins hold what is written there.
 */
const isOfSam = ({ rule }: { rule: string }): boolean =>
  rule.startsWith('sam-') || ['function-log-permissions', 'role-inline-policy'].includes(rule);

/** Every rule and resource that something is found in, or that can't be decided. */
async function judgements(app: string, path: string, ...options: readonly string[]): Promise<string[]> {
  const { stdout } = await command(join(apps, app), path, '--format', 'json', ...options);
  const owner = owners(app);
  const report = JSON.parse(stdout) as JsonReport;
  const about = ({ rule, resource = '' }: { rule: string; resource?: string | undefined }): string => {
    const id = logicalId(resource);
    // Which of two is the second is a matter of order, and a plan has the order of the alphabet.
    return rule === 'role-shared'
      ? rule
      : `${rule} ${owner.get(id) ?? owner.get(resource) ?? ofEvent[`${app} ${id}`] ?? id}`;
  };
  const found = [
    ...report.findings.filter((each) => !isOfSam(each)).map(about),
    ...report.undecided.filter((each) => !isOfSam(each)).map((each) => `undecided: ${about(each)}`),
    ...report.suppressed.map(({ finding }) => `suppressed: ${about(finding)}`),
  ];
  return [...new Set(found)].sort();
}

/** Variables of Terraform as parameters of the template. */
function parametersIn(app: string, file: string): string[] {
  const text = readFileSync(join(apps, app, 'terraform', file), 'utf8');
  return Array.from(
    text.matchAll(/^(\w+) *= *"?(.*?)"?$/gm),
    ([, name = '', value = '']) => `${logicalId(`v.${name}`)}=${value}`,
  );
}

test.each([
  ['orders', 'template.yaml', 'cloudformation.yaml', 25],
  ['orders', 'template.yaml', 'terraform/plan.json', 25],
  ['nested', 'template.yaml', 'terraform/plan.json', 8],
  ['openapi', 'Library.template.json', 'terraform/plan.json', 6],
  ['guarded', 'template.yaml', 'terraform/plan.json', 0],
])('of %s, %s and its twin %s are judged alike', async (app, path, twin, count) => {
  const found = await judgements(app, path);
  expect(await judgements(app, twin)).toEqual(found);
  expect(found).toHaveLength(count);
});

test.each(['dev', 'shared', 'prod'])('of branches, the template is judged for %s like the plan', async (stage) => {
  const found = await judgements(
    'branches',
    'template.yaml',
    '--parameter-overrides',
    ...parametersIn('branches', `${stage}.tfvars`),
  );
  expect(await judgements('branches', `terraform/${stage}.json`)).toEqual(found);
  expect(found.length).toBeGreaterThan(3);
});
