/**
 * `npx tsx scripts/local-action.ts` runs the Action once under @github/local-action, GitHub's own stand-in for the runner, on a
 * pull request in a repository of its own. Opt-in, for it installs that package (350 others with it) into a temporary directory.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const action = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'local-action-'));
const workspace = join(folder, 'workspace');
const bundle = join(folder, 'bundle');

const packages = ['@github/local-action@7.0.1', '@actions/core@2'];

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env: environment() });
  if (status === 0) return stdout;
  throw new Error(
    `${command} ${args.join(' ')} ended with ${String(status)}: ${error?.message ?? ''}\n${stdout}${stderr}`,
  );
}

/** What a script of npm's is told must not reach an npm that it starts. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));

const git = (...args: string[]): string =>
  run('git', ['-c', 'user.name=Someone', '-c', 'user.email=someone@example.com', ...args], workspace).trim();

function commit(codeSigning: string): string {
  const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: index.handler
      Runtime: nodejs24.x
${codeSigning}`;
  writeFileSync(join(workspace, 'services/orders/template.yaml'), template);
  git('add', '--all');
  git('commit', '-q', '-m', 'change');
  return git('rev-parse', 'HEAD');
}

/** It calls a function `run`, where the runner starts a process. */
function wrapBundle(): void {
  mkdirSync(join(bundle, 'entry'), { recursive: true });
  copyFileSync(join(action, 'action.yml'), join(bundle, 'action.yml'));
  writeFileSync(join(bundle, 'package.json'), JSON.stringify({ name: 'bundle', private: true, type: 'commonjs' }));
  const main = JSON.stringify(join(action, 'action/index.cjs'));
  const text = `exports.run = () => new Promise((done) => { process.once('beforeExit', done); require(${main}); });\n`;
  writeFileSync(join(bundle, 'entry/index.js'), text);
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], bundle);
}

try {
  mkdirSync(join(workspace, 'services/orders'), { recursive: true });
  git('init', '-q', '-b', 'main');
  const base = commit('      CodeSigningConfigArn: !ImportValue signing\n');
  git('checkout', '-q', '-b', 'change');
  const head = commit('');
  const at = (name: string) => join(folder, name);
  for (const name of ['output', 'summary']) writeFileSync(at(name), '');
  writeFileSync(at('event.json'), JSON.stringify({ pull_request: { base: { sha: base }, head: { sha: head } } }));
  const settings = {
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_PATH: at('event.json'),
    GITHUB_OUTPUT: at('output'),
    GITHUB_STEP_SUMMARY: at('summary'),
    RUNNER_TEMP: folder,
    INPUT_PATHS: 'services',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  writeFileSync(at('.env'), `${lines.join('\n')}\n`);
  wrapBundle();
  const command = join(bundle, 'node_modules/@github/local-action/bin/local-action.js');
  const args = [command, 'run', bundle, 'entry/index.js', at('.env')];
  const { status } = spawnSync(process.execPath, args, { cwd: bundle, stdio: 'inherit', env: environment() });
  console.log(`local-action ended with ${String(status)}\n`);
  for (const name of ['output', 'summary']) console.log(`── ${name}\n${readFileSync(at(name), 'utf8')}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
