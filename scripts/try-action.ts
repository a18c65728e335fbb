/**
 * `npm run try:action` runs the Action once under @github/local-action, GitHub's own stand-in for the runner, on a pull request in a
 * repository of its own. Opt-in, for it installs that package (350 others with it) into a temporary directory.
 */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { put } from '../test/support/files.js';
import { commit, expect, must, repository, root, run, runnerFor, scratch, trial } from './support/trial.js';

const packages = ['@github/local-action@7.0.1', '@actions/core@2'];

const template = (signing: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: index.handler
      Runtime: nodejs24.x
${signing}`;

/** It calls a function `run`, where the runner starts a process. */
function wrapped(): string {
  const bundle = join(scratch, 'bundle');
  const main = JSON.stringify(join(root, 'action/index.cjs'));
  mkdirSync(bundle);
  copyFileSync(join(root, 'action.yml'), join(bundle, 'action.yml'));
  put(bundle, {
    'package.json': JSON.stringify({ name: 'bundle', private: true, type: 'commonjs' }),
    'entry/index.js': `exports.run = () => new Promise((done) => { process.once('beforeExit', done); require(${main}); });\n`,
  });
  must(bundle, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages);
  return bundle;
}

trial(() => {
  const workspace = repository('workspace');
  put(workspace, { 'services/orders/template.yaml': template('      CodeSigningConfigArn: !ImportValue signing\n') });
  const base = commit(workspace, 'signed');
  must(workspace, 'git', 'checkout', '-q', '-b', 'change');
  put(workspace, { 'services/orders/template.yaml': template('') });
  const head = commit(workspace, 'not signed');

  const env = runnerFor(workspace, { pull_request: { base: { sha: base }, head: { sha: head } } });
  const settings = { ...env, INPUT_PATHS: 'services' };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  put(scratch, { '.env': lines.join('') });
  const bundle = wrapped();
  const command = join(bundle, 'node_modules/@github/local-action/bin/local-action.js');
  const { output } = run(bundle, process.execPath, command, 'run', bundle, 'entry/index.js', join(scratch, '.env'));
  const [outputs = '', summary = ''] = ['output', 'summary'].map((name) => readFileSync(join(scratch, name), 'utf8'));
  console.log(`── outputs\n${outputs}\n── summary\n${summary}`);
  expect('it annotates what is no longer signed', /title=function-code-signing|function-code-signing/.test(output));
  expect('its conclusion is an output', /^conclusion<<(\S+)\nfailure\n\1$/m.test(outputs));
  expect('the summary has its verdict', summary.startsWith('## 🔴 lambda-lint found '));
});
