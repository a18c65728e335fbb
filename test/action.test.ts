import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log } from 'sarif';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runAction } from '../src/action/action.js';
import { git } from '../src/cli/git.js';
import { rules } from '../src/rules/index.js';
import { commit, repository } from './support/repository.js';

let root: string;
let temporary: string;
beforeEach(() => {
  root = repository();
  temporary = `${root}-runner`;
  mkdirSync(temporary);
});
afterEach(() => {
  for (const folder of [root, temporary]) rmSync(folder, { recursive: true });
});

const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

const template = 'services/orders/template.yaml';
/** Few rules, so that each finding here is meant. */
const settings = JSON.stringify({
  rules: {
    ...Object.fromEntries(rules.map(({ id }) => [id, 'off'])),
    'role-shared': 'error',
    'function-code-signing': 'error',
    'function-tracing': 'warning',
  },
});
const app = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: index.handler
      Runtime: nodejs24.x
      Role: !GetAtt OrdersRole.Arn
  Payments:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: index.handler
      Runtime: nodejs24.x
      Role: !GetAtt PaymentsRole.Arn
      CodeSigningConfigArn: !ImportValue signing
  OrdersRole:
    Type: AWS::IAM::Role
    Properties: { AssumeRolePolicyDocument: {} }
  PaymentsRole:
    Type: AWS::IAM::Role
    Properties: { AssumeRolePolicyDocument: {} }
`;

/** A pull request that gives Orders the role of Payments, checked out as GitHub merges it; the event that tells of it. */
function pullRequest(): { readonly base: string; readonly head: string } {
  put('services/orders/rules.config.json', settings);
  put(template, app);
  const base = commit(root);
  git(root, ['checkout', '-q', '-b', 'change']);
  put(template, app.replace('OrdersRole.Arn', 'PaymentsRole.Arn'));
  const head = commit(root);
  git(root, ['checkout', '-q', 'main']);
  const who = ['-c', 'user.name=GitHub', '-c', 'user.email=noreply@github.com'];
  git(root, [...who, 'merge', '-q', '--no-ff', '-m', 'Merge', 'change']);
  git(root, ['checkout', '-q', '--detach']);
  writeFileSync(
    join(temporary, 'event.json'),
    JSON.stringify({ pull_request: { base: { sha: base }, head: { sha: head } } }),
  );
  return { base, head };
}

interface Step {
  readonly code: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

function environment(inputs: Readonly<Record<string, string>>, workspace: string): Record<string, string> {
  for (const name of ['output', 'summary']) writeFileSync(join(temporary, name), '');
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    GITHUB_BASE_REF: 'main',
    GITHUB_EVENT_PATH: join(temporary, 'event.json'),
    GITHUB_OUTPUT: join(temporary, 'output'),
    GITHUB_STEP_SUMMARY: join(temporary, 'summary'),
    RUNNER_TEMP: temporary,
    // As the runner hands over the defaults of action.yml.
    INPUT_PATHS: '.',
    'INPUT_WORKING-DIRECTORY': '.',
    'INPUT_FAIL-ON': 'error',
    INPUT_ANNOTATIONS: 'true',
    INPUT_SUMMARY: 'true',
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  };
}

const cleaned = (text: string): string =>
  text
    .replaceAll(temporary, 'TEMP')
    .replaceAll(root, 'ROOT')
    .replaceAll(/lambda-lint-\w{6}/g, 'lambda-lint-XXXXXX');

function written(): Pick<Step, 'outputs' | 'summary'> {
  const output = readFileSync(join(temporary, 'output'), 'utf8');
  const outputs = [...output.matchAll(/^([\w-]+)<<(end-[\da-f-]{36})\n([\s\S]*?)\n\2\n/gm)];
  return {
    outputs: Object.fromEntries(outputs.map(([, name = '', , value = '']) => [name, cleaned(value)])),
    summary: cleaned(readFileSync(join(temporary, 'summary'), 'utf8')),
  };
}

/** One step of a workflow, in this process. */
async function step(inputs: Readonly<Record<string, string>> = {}, workspace = root): Promise<Step> {
  const log: string[] = [];
  const code = await runAction({
    stdout: (text) => void log.push(text),
    stderr: (text) => void log.push(text),
    stdin: () => Buffer.alloc(0),
    cwd: workspace,
    env: environment(inputs, workspace),
    today: new Date('2026-11-22'),
    elapsed: () => 0,
  });
  return { code, log: cleaned(log.join('')).replace(/ in 0 ms$/m, ''), ...written() };
}

const sarifOf = (outputs: Step['outputs']): Log => {
  const file = outputs['sarif-file'] ?? '';
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as Log;
};

describe('a pull request', () => {
  test('is told what it changed, where it did', async () => {
    pullRequest();
    const { code, log, outputs, summary } = await step({ 'sarif-file': 'lambda-lint.sarif' });
    expect(code).toBe(1);
    expect(log).toMatchInlineSnapshot(`
      "::error file=services/orders/template.yaml,line=9,endLine=9,col=21,endColumn=37,title=role-shared::services/orders/template.yaml:9:21: Payments has the same role as Orders (PaymentsRole), so each can do what is meant for the other [role-shared]%0Ahelp: give Payments a role of its own%0Aservices/orders/template.yaml:16:21: the role of Orders
      1 error · 3 untouched since HEAD^1
      services/orders/template.yaml: SAM, 2 functions
      1 file checked with 3 rules
      "
    `);
    expect(outputs).toMatchInlineSnapshot(`
      {
        "conclusion": "failure",
        "errors": "1",
        "findings": "1",
        "sarif-file": "lambda-lint.sarif",
        "undecided": "0",
        "warnings": "0",
      }
    `);
    expect(summary).toMatchInlineSnapshot(`
      "## 🔴 lambda-lint found 1 error

      | Errors | Warnings | Infos | Undecided | Suppressed | Untouched since HEAD^1 |
      | --- | --- | --- | --- | --- | --- |
      | 1 | 0 | 0 | 0 | 0 | 3 |

      ### Findings

      | Severity | Where | What | Rule |
      | --- | --- | --- | --- |
      | 🔴 error | <a href="https://github.com/octo/shop/blob/0123456789abcdef0123456789abcdef01234567/services/orders/template.yaml#L9"><code>services/orders/template.yaml:9:21</code></a><br>Orders has it, too | Payments has the same role as Orders &#40;PaymentsRole&#41;, so each can do what is meant for the other.<br><b>Help:</b> Give Payments a role of its own.<br><a href="https://github.com/octo/shop/blob/0123456789abcdef0123456789abcdef01234567/services/orders/template.yaml#L16"><code>services/orders/template.yaml:16:21</code></a> the role of Orders | <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html"><code>role-shared</code></a> |

      <details>
      <summary>Graph of 3 resources: those with findings, and what they are joined to</summary>

      \`\`\`mermaid
      flowchart LR
        classDef error fill:#ffe2df,stroke:#c4281c,stroke-width:2px,color:#3b0a06
        classDef warning fill:#fff1c9,stroke:#a86b00,stroke-width:2px,color:#332100
        classDef info fill:#dcefff,stroke:#1468b3,stroke-width:2px,color:#06243f
        classDef outside stroke-dasharray:4 3
        n2["Payments<br/>function<br/>1 error"]
        class n2 error
        n4{{"PaymentsRole<br/>role"}}
        n5["signing<br/>unknown code signing · imported from another stack"]
        class n5 outside
        n2 -->|"acts as"| n4
        n2 -.->|"signed by"| n5
      \`\`\`

      </details>

      <details>
      <summary>1 file checked with 3 rules</summary>

      | File | Recognised as |
      | --- | --- |
      | <code>services/orders/template.yaml</code> | SAM, 2 functions |

      </details>

      "
    `);
    const [run] = sarifOf(outputs).runs;
    expect(
      run?.results?.map(({ ruleId, locations }) => {
        const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
        return `${String(ruleId)} ${String(artifactLocation?.uri)}:${String(region?.startLine)}`;
      }),
    ).toMatchInlineSnapshot(`
      [
        "role-shared services/orders/template.yaml:9",
      ]
    `);
  });

  test('is told everything when asked to', async () => {
    pullRequest();
    const { outputs } = await step({ since: 'none' });
    expect(outputs).toMatchObject({ findings: '4', errors: '2', warnings: '2' });
  });

  test('from a directory of the repository, paths are still those of the repository', async () => {
    pullRequest();
    const { log } = await step({ 'working-directory': 'services/orders', paths: 'template.yaml' });
    expect(log).toMatch(/^::error file=services\/orders\/template\.yaml,line=9,/);
  });

  test('in a shallow clone: everything, with a word on what to do', async () => {
    const { base } = pullRequest();
    const clone = join(root, 'clone');
    spawnSync('git', ['clone', '-q', '--depth=1', '--branch=main', pathToFileURL(root).href, clone]);
    git(clone, ['update-ref', '-d', 'refs/remotes/origin/main']);
    const { log, outputs } = await step({}, clone);
    expect(log.split('\n')[0]?.replace(base, 'BASE')).toMatchInlineSnapshot(
      `"::warning title=lambda-lint::Everything is reported, not only what the pull request changes: there is no commit BASE in this repository; this clone is shallow, so fetch its whole history: fetch-depth: 0 for actions/checkout, or git fetch --unshallow"`,
    );
    expect(outputs['findings']).toBe('4');
  });

  test('with the two commits that fetch-depth: 2 gives, the merge tells what changed', async () => {
    pullRequest();
    const clone = join(root, 'clone');
    spawnSync('git', ['clone', '-q', '--depth=2', '--branch=main', pathToFileURL(root).href, clone]);
    git(clone, ['update-ref', '-d', 'refs/remotes/origin/main']);
    const { log, outputs } = await step({}, clone);
    expect(log).toContain('3 untouched since HEAD^1');
    expect(outputs['findings']).toBe('1');
  });

  test('a merge queue has a base, too; a push has none', async () => {
    const { base } = pullRequest();
    writeFileSync(join(temporary, 'event.json'), JSON.stringify({ merge_group: { base_sha: base } }));
    expect((await step()).outputs['findings']).toBe('1');
    writeFileSync(join(temporary, 'event.json'), JSON.stringify({ before: base }));
    expect((await step()).outputs['findings']).toBe('4');
  });
});

describe('inputs', () => {
  beforeEach(() => {
    put('rules.config.json', settings);
    put('my templates/a.yaml', app);
    put('b.yaml', app);
    put('notes.json', '{}');
    commit(root);
  });

  test.each([
    [{}, 'failure', 1],
    [{ 'fail-on': 'never' }, 'neutral', 0],
    [{ 'fail-on': 'warning', paths: 'warned.yaml' }, 'failure', 1],
    [{ 'fail-on': 'warning', 'max-warnings': '2', paths: 'warned.yaml' }, 'success', 0],
    [{ 'max-warnings': '1', paths: 'warned.yaml' }, 'failure', 1],
    [{ paths: 'warned.yaml' }, 'success', 0],
    [{ paths: 'notes.json' }, 'success', 0],
    [{ paths: 'nowhere.yaml', 'fail-on': 'never' }, 'failure', 1],
  ])('%j ends in %s', async (inputs, conclusion, code) => {
    put('warned.yaml', app.replace(/^ {6}Role: !GetAtt Or.*$/m, '      CodeSigningConfigArn: !ImportValue signing'));
    const done = await step(inputs);
    expect(done.outputs['conclusion']).toBe(conclusion);
    expect(done.code).toBe(code);
  });

  test('paths: one a line, spaces and all; several in a line that is none', async () => {
    const { log } = await step({ paths: '\n my templates/a.yaml\r\n b.yaml notes.json\n', annotations: 'false' });
    expect(log.slice(log.lastIndexOf('\n\n') + 2)).toMatchInlineSnapshot(`
      "2 errors, 4 warnings
      my templates/a.yaml: SAM, 2 functions
      b.yaml: SAM, 2 functions
      notes.json is no CloudFormation template
      2 files checked with 3 rules
      "
    `);
  });

  test('further reports, the SARIF file, parameters, and no summary', async () => {
    const inputs = {
      format: 'junit=out/junit.xml\n gitlab = out/quality.json'.replaceAll(' ', ''),
      'sarif-file': 'out/lambda-lint.sarif',
      'parameter-overrides': 'Stage=prod Other="a b"\nThird=3',
      preset: 'recommended',
      summary: 'false',
    };
    const { outputs, summary } = await step(inputs);
    expect(outputs['sarif-file']).toBe('out/lambda-lint.sarif');
    expect(
      ['junit.xml', 'quality.json', 'lambda-lint.sarif'].map((name) => existsSync(join(root, 'out', name))),
    ).toEqual([true, true, true]);
    expect(summary).toBe('');
  });

  test('what is wrong with them is one sentence, in the log and in the summary', async () => {
    const told: string[] = [];
    for (const inputs of [
      { paths: 'nowhere.yaml' },
      { 'fail-on': 'warn' },
      { annotations: 'yes' },
      { plugins: 'yes' },
      { 'working-directory': 'nowhere' },
      { format: 'junit' },
      { format: 'junitt=x.xml' },
      { preset: 'strickt' },
      { since: 'nowhere' },
      { 'parameter-overrides': 'Stage' },
      { 'max-warnings': '-1' },
      { config: '--help' },
    ]) {
      const { code, log, outputs, summary } = await step(inputs);
      expect({ code, conclusion: outputs['conclusion'] }).toEqual({ code: 1, conclusion: 'failure' });
      const [, sentence = log] = /^::error title=lambda-lint could not run::([^%\n]+)\n/.exec(log) ?? [];
      expect(summary).toMatch(/^## ⚪ lambda-lint could not run/);
      told.push(sentence);
    }
    expect(told.join('\n')).toMatchInlineSnapshot(`
      "nowhere.yaml does not exist
      fail-on takes error, warning, never, not warn; did you mean warning?
      annotations takes true or false, not yes
      plugins takes auto, true, false, not yes
      working-directory: nowhere does not exist
      format: junit needs a file, as in junit=reports/lambda-lint.xml
      there is no format junitt; did you mean junit?
      preset: there is no preset strickt; did you mean strict?
      since nowhere: there is no commit nowhere in this repository
      parameter-overrides: Stage is not written as Key=Value
      max-warnings takes a whole number, not -1; without it, any number will do
      help: there is no such configuration file"
    `);
  });

  test('a template cannot set an output, and cannot forge a command', async () => {
    put('::error::x/b.yaml', app.replaceAll('Orders', 'Orders'));
    put('c.yaml', `${app}  # ##[error]forged\n  X: "##[add-mask]a"\n`);
    const { log } = await step({ annotations: 'false' });
    expect(log).not.toContain('##[');
    expect(log.split('\n').filter((line) => /^\s*::/.test(line))).toEqual([]);
  });
});

describe('plugins', () => {
  const head = (name: string | null) => ({
    pull_request: {
      base: { repo: { full_name: 'octo/shop' } },
      head: { repo: name === null ? null : { full_name: name, fork: true } },
    },
  });
  const from = (name: string) => ({
    repository: { full_name: 'octo/shop' },
    workflow_run: { head_repository: { full_name: name } },
  });
  const rule = `{ id: 'a/any', title: 'Any', severity: 'info', on: 'function', check: (at, { report }) => report({ at, message: 'seen' }) }`;
  const message = 'Plugins are not loaded, as this pull request is from a fork, and they would run its code here';

  test.each([
    ['a pull request of the repository', head('octo/shop'), {}, true],
    ['one from a fork', head('mallory/shop'), {}, false],
    ['one from a fork that is deleted', head(null), {}, false],
    ['a run after one from a fork', from('mallory/shop'), {}, false],
    ['a run after one of the repository', from('octo/shop'), {}, true],
    ['a push', {}, {}, true],
    ['a push, without plugins', {}, { plugins: 'false' }, false],
    ['one from a fork, trusted all the same', head('mallory/shop'), { plugins: 'true' }, true],
  ])('%s', async (_, event, inputs, isLoaded) => {
    const ran = join(temporary, 'ran');
    put('rules.config.json', JSON.stringify({ plugins: ['./a.cjs'], rules: { 'a/any': 'info' } }));
    put('a.cjs', `require('node:fs').writeFileSync(${JSON.stringify(ran)}, ''); exports.rules = [${rule}];`);
    put(template, app);
    commit(root);
    writeFileSync(join(temporary, 'event.json'), JSON.stringify(event));
    const { log } = await step({ since: 'none', 'fail-on': 'never', ...inputs });
    expect({ isLoaded: existsSync(ran), finds: log.includes('[a/any]') }).toEqual({ isLoaded, finds: isLoaded });
    expect(log.includes('(--no-plugins)')).toBe(!isLoaded);
    expect(log.includes(`::notice title=lambda-lint::${message}\n`)).toBe(!isLoaded && !('plugins' in inputs));
  });

  test('without any, nothing is said', async () => {
    put(template, app);
    commit(root);
    writeFileSync(join(temporary, 'event.json'), JSON.stringify(head('mallory/shop')));
    expect((await step({ since: 'none' })).log).not.toContain('lugins');
  });
});

/** The bundle as the runner starts it. */
const bundle = (inputs: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../action/index.cjs')], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...environment(inputs, root) },
  });

test('the bundle loads plugins, but none from a fork', () => {
  pullRequest();
  put('services/orders/rules.config.json', '{ "plugins": ["./a.cjs"] }');
  put('services/orders/a.cjs', 'console.log("it runs"); exports.rules = [];');
  expect(bundle().stdout).not.toContain('it runs');
  expect(bundle({ plugins: 'true' }).stdout).toContain('it runs');
});

test('the bundle does the same, as its own process', () => {
  pullRequest();
  const { status, stdout } = bundle();
  expect(stdout).toMatch(/^::error file=services\/orders\/template\.yaml,line=9,.*title=role-shared::/);
  expect(status).toBe(1);
  const { outputs, summary } = written();
  expect(outputs).toMatchObject({ findings: '1', errors: '1', conclusion: 'failure' });
  expect(summary).toMatch(/^## 🔴 lambda-lint found 1 error\n/);
});
