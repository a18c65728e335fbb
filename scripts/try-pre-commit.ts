/**
 * `npm run try:pre-commit` tries the hooks of .pre-commit-hooks.yaml with the pre-commit, git and npm that are installed: the
 * last commit of this repository is used as a hook in a repository made for it. Takes a minute or two, and the npm registry.
 */
import { join } from 'node:path';
import { put } from '../test/support/files.js';
import { expect, must, repository, root, run, scratch, trial } from './support/trial.js';

const template = (properties: string): string => `Resources:
  Jobs: { Type: AWS::SQS::Queue, Properties: { ${properties} } }
`;
const wrong = template('DelaySeconds: 0');
const right = template('RedrivePolicy: { deadLetterTargetArn: !ImportValue dead, maxReceiveCount: 5 }');
const found = 'error[queue-dlq]';

trial(() => {
  const here = repository('repository');
  const clone = join(scratch, 'hooks');
  const revision = must(root, 'git', 'rev-parse', 'HEAD');
  must(scratch, 'git', 'clone', '--quiet', root, clone);
  const config = (...hooks: string[]): string =>
    `repos:\n  - repo: ${clone}\n    rev: ${revision}\n    hooks:\n${hooks.map((id) => `      - id: ${id}\n`).join('')}`;
  const commit = (message: string, files: Readonly<Record<string, string>>) => {
    put(here, files);
    must(here, 'git', 'add', '--all');
    return run(here, 'git', 'commit', '--quiet', '-m', message);
  };
  put(here, {
    '.pre-commit-config.yaml': config('lambda-lint', 'lambda-lint-all'),
    'rules.config.json': '{ "rules": { "queue-dlq": "error" } }\n',
    'template.yaml': wrong,
    'deploy-template.yaml': 'kind: Deployment\n',
  });
  must(here, 'git', 'add', '--all');
  const whole = run(here, 'pre-commit', 'run', '--all-files');
  expect(
    'both hooks find the queue without a dead-letter queue',
    whole.output.split(found).length === 3 && whole.code === 1,
  );
  expect('what is no template is passed over in silence', !whole.output.includes('deploy-template.yaml'));

  must(here, 'pre-commit', 'install');
  const blocked = commit('a queue', {});
  expect('the commit is blocked', blocked.code === 1 && blocked.output.includes(found));
  const passed = commit('its dead-letter queue', { 'template.yaml': right });
  expect('it passes when the template is mended', passed.code === 0);
  const nothing = commit('no template', { 'deploy-template.yaml': 'kind: Service\n' });
  expect('a commit without a template passes', nothing.code === 0);

  must(clone, 'npm', 'install', '--no-audit', '--no-fund');
  const archive = must(clone, 'npm', 'pack', '--silent');
  put(here, { 'package.json': '{ "private": true }\n', '.gitignore': 'node_modules/\n' });
  must(here, 'npm', 'install', '--no-audit', '--no-fund', join(clone, archive));
  const system = commit('no dead-letter queue', {
    '.pre-commit-config.yaml': config('lambda-lint-system'),
    'template.yaml': wrong,
  });
  expect('the hook of the installed package blocks, too', system.code === 1 && system.output.includes(found));
});
