import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { workflowFile } from '../src/cli/commands/init/files.js';
import { git } from '../src/cli/git.js';
import { put } from './support/files.js';
import { commit, repository } from './support/repository.js';
import { onWindows } from './support/platform.js';

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly name?: string; readonly run?: string }[] }>
  >;
}

const queue = (name: string): string => `  ${name}: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 0 } }\n`;

/** The workflow runs on Linux. */
const testInShell = test.skipIf(onWindows);

/** A pull request that adds a queue to one that is there, its files and the runner's. */
function pullRequest(): { readonly root: string; readonly temporary: string } {
  const root = repository();
  const temporary = `${root}-runner`;
  mkdirSync(temporary);
  onTestFinished(() => {
    for (const folder of [root, temporary]) rmSync(folder, { recursive: true });
  });
  put(root, {
    'template.yaml': `Resources:\n${queue('Old')}`,
    'rules.config.json': JSON.stringify({ extends: 'recommended', rules: { 'queue-dlq': 'error' } }),
  });
  git(root, ['update-ref', 'refs/remotes/origin/main', commit(root)]);
  put(root, { 'template.yaml': `Resources:\n${queue('Old')}${queue('New')}` });
  commit(root);
  writeFileSync(join(temporary, 'page'), '');
  return { root, temporary };
}

/** The step that lints, by the shell that a runner takes, with this checkout's command. */
function lintStep({ root, temporary }: ReturnType<typeof pullRequest>, env: Readonly<Record<string, string>> = {}) {
  const { jobs } = parse(workflowFile({ installed: true, baseline: false }).text) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const { run = '' } = steps.find(({ name }) => name === 'Lint') ?? {};
  const cli = [
    process.execPath,
    '--import',
    import.meta.resolve('tsx'),
    join(import.meta.dirname, '../src/cli/main.ts'),
  ];
  const npx = `npx() { shift 2; ${cli.map((word) => `'${word}'`).join(' ')} "$@"; }`;
  const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', `${npx}\n${run}`], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: join(temporary, 'page'),
      RUNNER_TEMP: temporary,
      ...env,
    },
  });
  return { status, stdout, stderr, page: readFileSync(join(temporary, 'page'), 'utf8') };
}

testInShell('a pull request is told what it changes: in the log, at its lines, and on the page of the run', () => {
  const { status, stdout, stderr, page } = lintStep(pullRequest(), { GITHUB_BASE_REF: 'main' });
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toMatch(/^error\[queue-dlq\]: New has no dead-letter queue/);
  expect(stdout).toContain('1 untouched since origin/main');
  expect(stdout).toMatch(/^::error file=template\.yaml,line=3,.*title=queue-dlq::/m);
  expect(stdout).not.toContain('Old has');
  expect(page).toMatch(/^## 🔴 lambda-lint found 1 error\n/);
});

testInShell('a push is told everything', () => {
  const { status, stdout } = lintStep(pullRequest());
  expect(status).toBe(1);
  expect(stdout.match(/^::error /gm)).toHaveLength(2);
});

testInShell('without findings the step passes', () => {
  const here = pullRequest();
  put(here.root, { 'rules.config.json': '{ "rules": { "queue-dlq": "off" } }' });
  const { status, page } = lintStep(here);
  expect(status).toBe(0);
  expect(page).toMatch(/^## \S+ lambda-lint/);
});

testInShell('what could not be run fails, and says why', () => {
  const here = pullRequest();
  put(here.root, { 'rules.config.json': '{ "rulez": {} }' });
  const { status, stderr } = lintStep(here);
  expect(status).not.toBe(0);
  expect(stderr).toMatch(/^lambda-lint: rules\.config\.json:1:3: .*rulez/);
});
