import { describe, expect, test } from 'vitest';
import { parsePlan, planTemplate, planText } from '../../../test/support/plan-text.js';

const role = { 'aws_iam_role.a': { after: { path: '/' } } };
const made = (more: Record<string, unknown>) => planText(role, {}, more);

describe('a plan is known by its content', () => {
  test.each(['0.1', '0.2', '1.0', '1.1', '1.2', '1.9'])('format %s', (format_version) => {
    const template = planTemplate(made({ format_version }));
    expect(template.format).toBe('terraform-plan');
    expect(template.resources.map(({ address }) => address)).toEqual(['aws_iam_role.a']);
  });

  test('with a byte order mark, indented, and with its keys in another order', () => {
    const { format_version, ...rest } = JSON.parse(made({})) as Record<string, unknown>;
    const text = `\uFEFF\n${JSON.stringify({ ...rest, format_version }, null, 2)}`;
    expect(planTemplate(text).resources).toHaveLength(1);
  });

  test('a plan without resources', () => {
    expect(planTemplate(planText({})).resources).toEqual([]);
  });

  test('a state', () => {
    const resources = [
      { address: 'aws_iam_role.a', mode: 'managed', type: 'aws_iam_role', name: 'a', values: { name: 'n' } },
    ];
    const child_modules = [
      { address: 'module.m', resources: [{ ...resources[0], address: 'module.m.aws_iam_role.a[0]' }] },
    ];
    const values = { root_module: { resources, child_modules } };
    const text = JSON.stringify({ format_version: '1.0', terraform_version: '1.11.4', values });
    const template = planTemplate(text);
    expect(template.format).toBe('terraform-state');
    expect(template.resources.map(({ address }) => address)).toEqual(['aws_iam_role.a', 'module.m.aws_iam_role.a[0]']);
    expect(planTemplate('{"format_version":"1.0"}').resources).toEqual([]);
  });

  test.each([
    ['a template', '{"Resources": {"A": {"Type": "A::B::C", "Metadata": {"format_version": "1"}}}}'],
    ['the schema of providers', '{"format_version":"1.0","provider_schemas":{}}'],
    ['what validate says', '{"format_version":"1.0","valid":true,"diagnostics":[]}'],
    ['JSON with an error', '{"name": "format_version", "format_version": '],
  ])('%s is none', (_, text) => {
    const { template, unusable } = parsePlan(text);
    expect([template?.format, unusable]).not.toContain('terraform-plan');
    expect(unusable).toBeUndefined();
  });
});

const log = '"@message":"Terraform 1.11.4","type":"version"}\n{"@level":"info"}';
const save = 'run "terraform plan -out tfplan", then "terraform show -json tfplan > plan.json"';

test.each([
  [
    `{"@level":"info","@module":"terraform.ui",${log}`,
    `is the log that "terraform plan -json" streams, and holds no plan: ${save}`,
  ],
  [
    `{"@level":"info","@module":"tofu.ui",${log}`,
    `is the log that "terraform plan -json" streams, and holds no plan: ${save}`,
  ],
  [
    'PK\u0003\u0004\uFFFD tfplan \u0000',
    'is a binary plan file: run "terraform show -json tfplan > plan.json" in its directory, and lint that',
  ],
  [
    made({ errored: true }),
    `is a plan that ended with an error and is not whole: correct what "terraform plan" says, then ${save}`,
  ],
  [
    made({ format_version: '2.0' }),
    'is a Terraform plan of format 2.0, and only formats 0.1 to 1.x are known: use a newer lambda-lint, or make the plan with a Terraform that writes format 1',
  ],
  [made({}).slice(0, -40), `is a Terraform plan that is cut off or damaged: ${save}`],
  ['\n\u001B[0mTerraform used the selected providers to generate', `is a plan as it is printed for people: ${save}`],
])('what is no plan says how to get one: %s', (text, words) => {
  const { template, unusable } = parsePlan(text);
  expect(template).toBeUndefined();
  expect(unusable).toBe(words);
});
