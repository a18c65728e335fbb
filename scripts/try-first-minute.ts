/**
 * `npm run try:first-minute` does what somebody does who meets lambda-lint: installs the packed package into a new repository, runs it,
 * sets the repository up, has a commit blocked by the pre-commit that is installed, mends it, and opens a pull request, on which the
 * Action's bundle and the workflow that `init` wrote are run as a runner would. Takes no network.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { parse } from 'yaml';
import { put } from '../test/support/files.js';
import {
  commit,
  expect,
  must,
  packed,
  repository,
  root,
  run,
  runnerFor,
  runWith,
  scratch,
  trial,
} from './support/trial.js';

const template = (properties: string, more = ''): string => `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs24.x
    Handler: index.handler
    CodeUri: src/
    Timeout: 10
    MemorySize: 256${properties}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      LoggingConfig: { LogGroup: !Ref Logs }
  Logs:
    Type: AWS::Logs::LogGroup
    Properties: { RetentionInDays: 30 }
${more}`;

const guarded = `
    CodeSigningConfigArn: !ImportValue code-signing
    PermissionsBoundary: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/workload-boundary`;

/** What the pull request brings: an address that anybody can call. */
const open = `  Address:
    Type: AWS::Lambda::Url
    Properties: { AuthType: NONE, TargetFunctionArn: !GetAtt Orders.Arn }
`;

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly name?: string; readonly run?: string }[] }>
  >;
}

/** The text of the step that lints in the workflow that `init` wrote. */
function lintStep(here: string): string {
  const { jobs } = parse(readFileSync(join(here, '.github/workflows/lambda-lint.yml'), 'utf8')) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  return steps.find(({ name }) => name === 'Lint')?.run ?? '';
}

trial(() => {
  const archive = packed();
  const here = repository('shop');
  put(here, {
    'package.json': '{ "private": true }\n',
    '.gitignore': 'node_modules/\n',
    'template.yaml': template(''),
    'compose.yaml': 'services: {}\n',
  });
  must(here, 'npm', 'install', '--silent', '--no-audit', '--no-fund', '--save-dev', archive);

  const first = run(here, 'npx', 'lambda-lint');
  expect(
    'the first run finds what is wrong, and says what it looked at',
    first.code === 1 && first.stdout.includes('template.yaml: SAM, 1 function'),
  );
  const set = run(here, 'npx', 'lambda-lint', 'init', '--yes', '--hook', 'pre-commit', '--workflow');
  expect(
    'init makes three files, and says what to do next',
    set.code === 0 && set.stdout.split('written ').length === 4,
  );

  must(here, 'pre-commit', 'install');
  must(here, 'git', 'add', '--all');
  const blocked = run(here, 'git', 'commit', '--quiet', '-m', 'orders');
  expect('the commit is blocked', blocked.code === 1 && blocked.output.includes('error[function-code-signing]'));
  put(here, { 'template.yaml': template(guarded) });
  must(here, 'git', 'add', '--all');
  const passed = run(here, 'git', 'commit', '--quiet', '-m', 'orders');
  expect('mended, it passes', passed.code === 0);

  const base = must(here, 'git', 'rev-parse', 'HEAD');
  must(here, 'git', 'update-ref', 'refs/remotes/origin/main', base);
  must(here, 'git', 'checkout', '--quiet', '-b', 'address');
  put(here, { 'template.yaml': template(guarded, open) });
  const head = commit(here, 'an address for orders, by somebody without the hook');
  const side = (sha: string) => ({ sha, repo: { full_name: 'octo/shop' } });
  const env = {
    ...runnerFor(here, { pull_request: { base: side(base), head: side(head) } }),
    GITHUB_BASE_REF: 'main',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_SHA: head,
  };
  const written = (name: string): string => readFileSync(join(scratch, name), 'utf8');

  const step = runWith(
    { ...env, 'INPUT_SARIF-FILE': 'lambda-lint.sarif' },
    here,
    process.execPath,
    join(root, 'action/index.cjs'),
  );
  console.log(`── outputs\n${written('output')}\n── summary\n${written('summary')}`);
  expect(
    'the Action annotates what the pull request brings',
    step.code === 1 && /^::error file=template\.yaml,.*title=function-url-auth::/m.test(step.stdout),
  );
  const [log] = (JSON.parse(readFileSync(join(here, 'lambda-lint.sarif'), 'utf8')) as Log).runs;
  for (const { ruleId, level, message, locations } of log?.results ?? []) {
    const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
    console.log(
      `SARIF: ${String(level)} ${String(ruleId)} ${String(artifactLocation?.uri)}:${String(region?.startLine)} ${String(message.text)}`,
    );
  }
  expect('its SARIF file has it, too', log?.results?.some(({ ruleId }) => ruleId === 'function-url-auth') === true);

  put(scratch, { summary: '' });
  const own = runWith(env, here, 'bash', '-e', '-c', lintStep(here));
  expect('so does the workflow that init wrote', own.code === 1 && own.stdout.includes('title=function-url-auth::'));
  expect('with the same summary', written('summary').startsWith('## 🔴 lambda-lint found 1 error'));
});
