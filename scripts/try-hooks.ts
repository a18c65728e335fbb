/**
 * `npm run try:hooks` follows the recipes of docs/pre-commit.md for husky with lint-staged and for lefthook to the letter, with the
 * packed package, in a repository for each, and has a commit blocked; then it does the same with the hook that `init` writes. Takes a
 * minute, and the npm registry.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { put } from '../test/support/files.js';
import { expect, must, packed, repository, root, run, trial } from './support/trial.js';

const page = readFileSync(join(root, 'docs/pre-commit.md'), 'utf8').replaceAll('\r\n', '\n');

/** The fences under a heading of the page, by their languages. */
function recipe(heading: string): Readonly<Record<string, string>> {
  const [, rest = ''] = page.split(`\n## ${heading}\n`);
  const [section = ''] = rest.split('\n## ');
  return Object.fromEntries(
    [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, is = '', text = '']) => [is, text]),
  );
}

const queue = (properties: string): string => `Resources:
  Jobs: { Type: AWS::SQS::Queue, Properties: { ${properties} } }
`;
const wrong = queue('DelaySeconds: 0');
const right = queue('RedrivePolicy: { deadLetterTargetArn: !ImportValue dead, maxReceiveCount: 5 }');

/** Has a commit blocked and another passed. */
function commits(here: string, hook: string): void {
  const commit = (files: Readonly<Record<string, string>>) => {
    put(here, files);
    must(here, 'git', 'add', '--all');
    return run(here, 'git', 'commit', '--quiet', '-m', 'jobs');
  };
  const blocked = commit({ 'template.yaml': wrong, 'compose.yaml': 'services: {}\n' });
  expect(`${hook} blocks a commit`, blocked.code !== 0 && blocked.output.includes('error[queue-dlq]'));
  expect('and says no word of what is no template', !blocked.output.includes('compose.yaml'));
  expect('mended, it passes', commit({ 'template.yaml': right }).code === 0);
  expect('as does one without a template', commit({ 'compose.yaml': 'services: { a: {} }\n' }).code === 0);
}

trial(() => {
  const archive = packed();
  const prepared = (name: string, shell: string, files: Readonly<Record<string, string>>): string => {
    const here = repository(name);
    put(here, { 'package.json': '{ "private": true }\n', '.gitignore': 'node_modules/\n', ...files });
    for (const line of shell.trim().split('\n')) {
      must(here, 'bash', '-c', line.replace(/(?<=^npm install --save-dev )lambda-lint/, archive));
    }
    put(here, { 'rules.config.json': '{ "rules": { "queue-dlq": "error" } }\n' });
    return here;
  };
  const init = (here: string, hook: string): void => {
    for (const name of ['rules.config.json', '.husky/pre-commit', 'lefthook.yml'])
      rmSync(join(here, name), { force: true });
    must(here, 'npx', 'lambda-lint', 'init', '--yes', '--hook', hook);
    put(here, { 'rules.config.json': '{ "rules": { "queue-dlq": "error" } }\n' });
  };

  const staged = recipe('husky and lint-staged');
  const husky = prepared('with-husky', staged['sh'] ?? '', {});
  const manifest = JSON.parse(readFileSync(join(husky, 'package.json'), 'utf8')) as object;
  put(husky, { 'package.json': JSON.stringify({ ...manifest, ...(JSON.parse(staged['json'] ?? '') as object) }) });
  commits(husky, 'lint-staged');
  init(husky, 'husky');
  commits(husky, 'the hook of husky that init writes');

  const other = recipe('lefthook');
  const lefthook = prepared('with-lefthook', other['sh'] ?? '', { 'lefthook.yml': other['yaml'] ?? '' });
  commits(lefthook, 'lefthook');
  init(lefthook, 'lefthook');
  must(lefthook, 'npx', 'lefthook', 'install');
  commits(lefthook, 'the settings of lefthook that init writes');
});
