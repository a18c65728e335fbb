import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { put, remove } from '../../test/support/files.js';
import { LambdaLint, type LambdaLintOptions } from './index.js';
import { slashed } from '../disk/paths.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'plugin-')));
  put(root, { '.git/HEAD': '', 'rules.config.json': '{ "rules": { "function-code-signing": "off" } }' });
});
afterEach(() => remove(root));

const template = JSON.stringify(
  {
    Resources: {
      List1: {
        Type: 'AWS::Lambda::Function',
        Properties: { Runtime: 'nodejs18.x', Timeout: 9, MemorySize: 512, Role: { Ref: 'Role1' } },
        Metadata: { 'aws:cdk:path': 'Orders/List/Resource' },
      },
    },
    Parameters: { Role1: { Type: 'String' } },
  },
  undefined,
  1,
);

const only = (...ids: readonly string[]): LambdaLintOptions => ({
  configFile: join(root, 'only.json'),
  today: new Date('2026-11-22'),
  rules: Object.fromEntries(ids.map((id) => [id, 'error'] as const)),
});

/** What the plugin says of a template as the CDK would ask it. */
function validate(options: LambdaLintOptions, text = template) {
  put(root, { 'cdk.out/Orders.template.json': text, 'only.json': '{ "extends": "./rules.config.json" }' });
  const templatePath = join(root, 'cdk.out/Orders.template.json');
  const report = new LambdaLint(options).validate({
    templatePaths: [templatePath],
    stackTemplates: [{ templatePath, stackConstructPath: 'Orders' }],
  });
  return {
    ...report,
    violations: report.violations.map((violation) => ({
      ...violation,
      violatingResources: violation.violatingResources.map((each) => ({
        ...each,
        templatePath: slashed(each.templatePath.replace(root, '')),
      })),
    })),
  };
}

test('a finding is a violation of a resource, at its place in the template', () => {
  const { success, violations } = validate(only('function-runtime-deprecated'));
  expect(success).toBe(true);
  expect(violations.filter(({ ruleName }) => ruleName === 'function-runtime-deprecated')).toMatchInlineSnapshot(`
    [
      {
        "description": "List1 runs on nodejs18.x, unpatched since 2025-09-01; Lambda will create no function with it from 2027-07-29 on and will update none from 2027-08-31 on",
        "fix": "set Runtime to nodejs24.x",
        "ruleMetadata": {
          "pillar": "security",
          "source": "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
          "title": "A function runs on a runtime that AWS still supports",
        },
        "ruleName": "function-runtime-deprecated",
        "severity": "warning",
        "violatingResources": [
          {
            "locations": [
              "Properties.Runtime",
            ],
            "resourceLogicalId": "List1",
            "templatePath": "/cdk.out/Orders.template.json",
          },
        ],
      },
    ]
  `);
});

test('the configuration counts, and what the plugin is given stands above it; errors are no success', () => {
  const { success, violations } = validate({
    ...only(),
    rules: { 'function-timeout': ['error', { required: true, max: 5 }] },
  });
  expect(success).toBe(false);
  const errors = violations.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ ruleName, violatingResources }) => [ruleName, violatingResources[0]?.locations])).toEqual([
    ['function-timeout', ['Properties.Timeout']],
  ]);
});

test('a comment in the code, and what is ignored, is no violation', () => {
  const count = (): number =>
    validate(only()).violations.filter(({ ruleName }) => ruleName === 'function-runtime-deprecated').length;
  put(root, {
    'lib/orders.ts': '// lambda-lint-disable-next-line function-runtime-deprecated -- old\nnew lambda.Function();\n',
    'cdk.out/manifest.json':
      '{ "artifacts": { "Orders": { "properties": { "templateFile": "Orders.template.json" }, "additionalMetadataFile": "m.json" } } }',
    'cdk.out/m.json': JSON.stringify({
      '/Orders/List/Resource': [
        { type: 'aws:cdk:logicalId', data: 'List1' },
        { type: 'aws:cdk:creationStack', data: [`new Orders (${root}/lib/orders.ts:2:1)`] },
      ],
    }),
  });
  expect(count()).toBe(0);
  put(root, { 'lib/orders.ts': '\nnew lambda.Function();\n' });
  expect(count()).toBe(1);
  put(root, { 'rules.config.json': '{ "ignore": ["cdk.out"] }' });
  expect(count()).toBe(0);
});

test('what is about no resource is about the stack', () => {
  const { violations } = validate(only(), '{ "Resources": { "A": { "Type": 7 } } }');
  expect(violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources])).toMatchInlineSnapshot(`
    [
      [
        "template-parse",
        [
          {
            "locations": [
              "Type",
            ],
            "resourceLogicalId": "A",
            "templatePath": "/cdk.out/Orders.template.json",
          },
        ],
      ],
    ]
  `);
  const broken = validate(only(), '{ "Resources": { "A": { "Type": "AWS::Lambda::Function" ');
  expect(broken.violations[0]?.violatingResources).toEqual([
    { templatePath: '/cdk.out/Orders.template.json', locations: [], resourceLogicalId: '', constructPath: 'Orders' },
  ]);
});

test('what is wrong with its options is one sentence', () => {
  const message = (options: LambdaLintOptions): string => {
    try {
      validate(options);
      return '';
    } catch (error) {
      return (error as Error).message.replace(root, '');
    }
  };
  expect(message({ preset: 'recomended' })).toBe(
    'lambda-lint: preset: there is no preset recomended; did you mean recommended?',
  );
  expect(message(only('function-timeuot'))).toBe(
    'lambda-lint: rules: there is no rule function-timeuot; did you mean function-timeout?',
  );
  put(root, { 'rules.config.json': '{ "rules": { "x": "off" } }' });
  expect(message(only())).toContain('rules.config.json:1:14: rules.x: there is no rule x');
});
