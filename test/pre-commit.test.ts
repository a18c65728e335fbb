import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import manifest from '../package.json' with { type: 'json' };
import { command } from './support/cli.js';
import { put } from './support/files.js';

const root = join(import.meta.dirname, '..');

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly [field: string]: unknown;
}

const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as Hook[];
const hook = (id: string): Hook | undefined => hooks.find((each) => each.id === id);

/** pre-commit's patterns are Python's: a flag that holds for all of it stands at its beginning. */
const matches = ({ files }: Hook, path: string): boolean =>
  new RegExp(files.replace(/^\(\?i\)/, ''), files.startsWith('(?i)') ? 'i' : '').test(path);

test('the hooks', () => {
  expect(hooks.map(({ id, entry, language }) => [id, entry, language])).toEqual([
    ['lambda-lint', 'lambda-lint --no-warn-ignored', 'node'],
    ['lambda-lint-system', 'npx --no-install lambda-lint --no-warn-ignored', 'system'],
    ['lambda-lint-all', 'lambda-lint', 'node'],
  ]);
  for (const each of hooks) {
    expect(each).toMatchObject({ types: ['text'], require_serial: true, minimum_pre_commit_version: '3.0.0' });
    expect([each['name'], each['description']]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
  }
  expect(hook('lambda-lint-all')?.['pass_filenames']).toBe(false);
  expect(hook('lambda-lint-system')?.files).toBe(hook('lambda-lint')?.files);
});

test.each([
  'template.yaml',
  'template.yml',
  'sam/orders-template.json',
  'services/orders/template.prod.yaml',
  'services/Orders.template',
  'orders.template.json',
  'cdk.out/Stack.template.json',
  'my_stack.yaml',
  'cloudformation/network.yml',
  'infra/prod/queues.yaml',
  'templates/queues.yaml',
  'cfn-orders.json',
  'serverless.yml',
  'tfplan.json',
  'prod.plan.json',
  'Template.YAML',
])('%s may be a template', (path) => {
  for (const each of hooks) expect(matches(each, path), each.id).toBe(true);
});

test.each([
  'package.json',
  'src/app.ts',
  '.github/workflows/ci.yml',
  'docker-compose.yaml',
  'README.md',
  'template.py',
])('%s wakes no hook that looks at single files', (path) => {
  for (const id of ['lambda-lint', 'lambda-lint-system']) expect(matches(hook(id) as Hook, path)).toBe(false);
});

test.each(['rules.config.json', 'main.tf', 'lambda-lint-baseline.json'])(
  '%s wakes the hook for the repository',
  (path) => {
    expect(matches(hook('lambda-lint-all') as Hook, path)).toBe(true);
  },
);

test('a clone can be installed from: it builds itself, and npm says no word of that on standard output', () => {
  expect(manifest.scripts.prepare).toBe('node scripts/prepare.cjs');
  const npmrc = readFileSync(join(root, '.npmrc'), 'utf8');
  expect(npmrc).toMatch(/^foreground-scripts=false$/m);
  expect(npmrc).not.toContain('ignore-scripts');
});

test('what is no template, or ignored, is passed over without a word, and what is broken is not', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hook-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const put = (path: string, text: string) => {
    writeFileSync(join(folder, path), text);
  };
  put('stack.yaml', 'kind: Deployment\n');
  put('old-template.yaml', 'Resources: { Jobs: { Type: AWS::SQS::Queue } }\n');
  put('rules.config.json', '{ "ignore": ["old-*"] }');
  const names = ['stack.yaml', 'old-template.yaml', 'rules.config.json'];
  expect(await command(folder, '--no-warn-ignored', ...names)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect((await command(folder, ...names)).stdout.split('\n')).toContain('stack.yaml is no CloudFormation template');

  const json = await command(folder, '--no-warn-ignored', '-f', 'json', ...names);
  expect(JSON.parse(json.stdout)).toMatchObject({ files: [], findings: [] });

  put('template.yaml', 'Resources: [');
  expect(await command(folder, '--no-warn-ignored', 'template.yaml', ...names)).toMatchObject({ code: 1, stderr: '' });
});

test('a clone is built for the hook where npm says to install globally', () => {
  const clone = realpathSync(mkdtempSync(join(tmpdir(), 'lambda-lint-')));
  onTestFinished(() => {
    rmSync(clone, { recursive: true });
  });
  const build = `require('fs').cpSync('tool/tsx.js', 'dist/cli.cjs'), require('fs').accessSync('node_modules/tsx/tsx.js')`;
  const wanted = { tsx: 'file:tool' };
  put(clone, {
    'scripts/prepare.cjs': readFileSync(join(root, 'scripts/prepare.cjs')),
    'package.json': JSON.stringify({ devDependencies: wanted, scripts: { build: `node -e "${build}"` } }),
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { devDependencies: wanted },
        'node_modules/tsx': { resolved: 'tool', link: true },
        tool: { name: 'tsx', version: '1.0.0', dev: true },
      },
    }),
    'tool/package.json': JSON.stringify({ name: 'tsx', version: '1.0.0' }),
    'tool/tsx.js': '',
  });
  const elsewhere = join(clone, 'elsewhere');
  const env = { ...process.env, npm_config_global: 'true', npm_config_prefix: elsewhere, npm_config_offline: 'true' };
  const { status } = spawnSync(process.execPath, ['scripts/prepare.cjs'], { cwd: clone, env });
  expect([status, existsSync(join(clone, 'dist/cli.cjs')), existsSync(elsewhere)]).toEqual([0, true, false]);
});
