/**
 * `npm run try:pre-commit` tries the hooks of .pre-commit-hooks.yaml with the pre-commit, git and npm that are installed: the
 * last commit of this repository is used as a hook in a repository made for it. Takes a minute or two, and the npm registry.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'try-pre-commit-'));
const repository = join(scratch, 'repository');
const environment = {
  ...process.env,
  PRE_COMMIT_HOME: join(scratch, 'home'),
  PRE_COMMIT_COLOR: 'never',
  NO_COLOR: '1',
  GIT_CONFIG_GLOBAL: join(scratch, 'gitconfig'),
};
// What `npm run` tells its own npm is no business of the one that pre-commit runs.
for (const name of Object.keys(environment)) {
  if (/^npm_/i.test(name)) Reflect.deleteProperty(environment, name);
}
const problems: string[] = [];

interface Ran {
  readonly code: number | null;
  readonly output: string;
}

function run(cwd: string, command: string, ...args: string[]): Ran {
  console.log(`$ ${[command, ...args].join(' ')}`);
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env: environment, encoding: 'utf8' });
  if (error !== undefined) throw error;
  const output = stdout + stderr;
  if (output.trim() !== '') console.log(output.trimEnd().replace(/^/gm, '    '));
  return { code: status, output };
}

/** Runs what has to work for the trial to go on. */
function must(cwd: string, command: string, ...args: string[]): string {
  const { code, output } = run(cwd, command, ...args);
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}`);
  return output.trim();
}

function expect(what: string, holds: boolean): void {
  console.log(`${holds ? 'ok' : 'NOT OK'}: ${what}\n`);
  if (!holds) problems.push(what);
}

const put = (path: string, text: string): void => {
  writeFileSync(join(repository, path), text);
};

const template = (second: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } }
  First: { Type: AWS::Serverless::Function, Properties: { Role: !GetAtt Role.Arn } }
  Second: { Type: AWS::Serverless::Function, Properties: { ${second} } }
`;

try {
  const revision = must(root, 'git', 'rev-parse', 'HEAD');
  must(scratch, 'git', 'clone', '--quiet', root, 'hooks');
  must(scratch, 'git', 'init', '--quiet', repository);
  writeFileSync(
    join(scratch, 'gitconfig'),
    '[user]\n\tname = Somebody\n\temail = somebody@example.com\n[safe]\n\tdirectory = *\n',
  );
  const config = (...hooks: string[]): string =>
    `repos:\n  - repo: ${join(scratch, 'hooks')}\n    rev: ${revision}\n    hooks:\n${hooks.map((id) => `      - id: ${id}\n`).join('')}`;
  put('.pre-commit-config.yaml', config('lambda-lint', 'lambda-lint-all'));
  put('rules.config.json', '{ "rules": { "role-shared": "error" } }\n');
  put('template.yaml', template('Role: !GetAtt Role.Arn'));
  put('deploy-template.yaml', 'kind: Deployment\n');
  must(repository, 'git', 'add', '--all');

  const whole = run(repository, 'pre-commit', 'run', '--all-files');
  expect('both hooks find the shared role', whole.output.split('error[role-shared]').length === 3 && whole.code === 1);
  expect('what is no template is passed over in silence', !whole.output.includes('deploy-template.yaml'));

  must(repository, 'pre-commit', 'install');
  const blocked = run(repository, 'git', 'commit', '--quiet', '-m', 'a shared role');
  expect('the commit is blocked', blocked.code === 1 && blocked.output.includes('error[role-shared]'));

  put('template.yaml', template('Tracing: Active'));
  must(repository, 'git', 'add', '--all');
  const passed = run(repository, 'git', 'commit', '--quiet', '-m', 'a role each');
  expect('it passes when the template is mended', passed.code === 0);

  put('deploy-template.yaml', 'kind: Service\n');
  must(repository, 'git', 'add', '--all');
  const nothing = run(repository, 'git', 'commit', '--quiet', '-m', 'no template');
  expect('a commit without a template passes', nothing.code === 0);

  const packed =
    must(join(scratch, 'hooks'), 'npm', 'install', '--no-audit', '--no-fund') &&
    must(join(scratch, 'hooks'), 'npm', 'pack');
  put('package.json', '{ "private": true }\n');
  put('.gitignore', 'node_modules/\n');
  must(
    repository,
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    join(scratch, 'hooks', packed.split('\n').at(-1) ?? ''),
  );
  put('.pre-commit-config.yaml', config('lambda-lint-system'));
  put('template.yaml', template('Role: !GetAtt Role.Arn'));
  must(repository, 'git', 'add', '--all');
  const system = run(repository, 'git', 'commit', '--quiet', '-m', 'a shared role again');
  expect(
    'the hook of the installed package blocks, too',
    system.code === 1 && system.output.includes('error[role-shared]'),
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

console.log(problems.length === 0 ? 'The hooks work.' : `${String(problems.length)} problems: ${problems.join('; ')}`);
if (problems.length > 0) process.exitCode = 1;
