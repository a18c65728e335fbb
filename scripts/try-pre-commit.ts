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
  readonly stdout: string;
  /** With what went to standard error behind it. */
  readonly output: string;
}

function run(cwd: string, command: string, ...args: string[]): Ran {
  console.log(`$ ${[command, ...args].join(' ')}`);
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env: environment, encoding: 'utf8' });
  if (error !== undefined) throw error;
  const output = stdout + stderr;
  if (output.trim() !== '') console.log(output.trimEnd().replace(/^/gm, '    '));
  return { code: status, stdout, output };
}

/** Runs what has to work for the trial to go on. */
function must(cwd: string, command: string, ...args: string[]): string {
  const { code, stdout } = run(cwd, command, ...args);
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}`);
  return stdout.trim();
}

function expect(what: string, holds: boolean): void {
  console.log(`${holds ? 'ok' : 'NOT OK'}: ${what}\n`);
  if (!holds) problems.push(what);
}

const put = (path: string, text: string): void => {
  writeFileSync(join(repository, path), text);
};

const template = (properties: string): string => `Resources:
  Jobs: { Type: AWS::SQS::Queue, Properties: { ${properties} } }
`;
const wrong = template('DelaySeconds: 0');
const right = template('RedrivePolicy: { deadLetterTargetArn: !ImportValue dead, maxReceiveCount: 5 }');
const found = 'error[queue-dlq]';

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
  put('rules.config.json', '{ "rules": { "queue-dlq": "error" } }\n');
  put('template.yaml', wrong);
  put('deploy-template.yaml', 'kind: Deployment\n');
  must(repository, 'git', 'add', '--all');

  const whole = run(repository, 'pre-commit', 'run', '--all-files');
  expect(
    'both hooks find the queue without a dead-letter queue',
    whole.output.split(found).length === 3 && whole.code === 1,
  );
  expect('what is no template is passed over in silence', !whole.output.includes('deploy-template.yaml'));

  must(repository, 'pre-commit', 'install');
  const blocked = run(repository, 'git', 'commit', '--quiet', '-m', 'a queue');
  expect('the commit is blocked', blocked.code === 1 && blocked.output.includes(found));

  put('template.yaml', right);
  must(repository, 'git', 'add', '--all');
  const passed = run(repository, 'git', 'commit', '--quiet', '-m', 'its dead-letter queue');
  expect('it passes when the template is mended', passed.code === 0);

  put('deploy-template.yaml', 'kind: Service\n');
  must(repository, 'git', 'add', '--all');
  const nothing = run(repository, 'git', 'commit', '--quiet', '-m', 'no template');
  expect('a commit without a template passes', nothing.code === 0);

  const clone = join(scratch, 'hooks');
  must(clone, 'npm', 'install', '--no-audit', '--no-fund');
  const packed = must(clone, 'npm', 'pack', '--silent');
  put('package.json', '{ "private": true }\n');
  put('.gitignore', 'node_modules/\n');
  must(repository, 'npm', 'install', '--no-audit', '--no-fund', join(clone, packed));
  put('.pre-commit-config.yaml', config('lambda-lint-system'));
  put('template.yaml', wrong);
  must(repository, 'git', 'add', '--all');
  const system = run(repository, 'git', 'commit', '--quiet', '-m', 'no dead-letter queue');
  expect('the hook of the installed package blocks, too', system.code === 1 && system.output.includes(found));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

console.log(problems.length === 0 ? 'The hooks work.' : `${String(problems.length)} problems: ${problems.join('; ')}`);
if (problems.length > 0) process.exitCode = 1;
