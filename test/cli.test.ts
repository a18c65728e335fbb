import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Core } from '../src/cli/core.js';
import { reasonOf, type Io } from '../src/cli/io.js';
import { run } from '../src/cli/run.js';
import type { Finding } from '../src/engine/finding.js';
import type { JsonReport } from '../src/formatters/index.js';
import { finding, placeOf } from './support/report.js';
import { canLink, onWindows } from './support/platform.js';
import { type Files, put as putInto } from './support/files.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'cli-')));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const put = (files: Files): void => putInto(root, files);

/**
 * Stands for the linter: `error`, `warning` and `info` in a file of Resources are findings, and `include NAME` reads a file.
 * So the command line is tested apart from what the rules find.
 */
const core: Core = {
  rules: [
    { id: 'role-shared', title: 'One role each', severity: 'error', pillar: 'security', sources: [], options: {} },
    {
      id: 'function-required-layers',
      title: 'Layers',
      severity: 'off',
      pillar: 'security',
      sources: [],
      options: { layers: { type: 'array', items: { type: 'string' }, default: [], description: '' } },
    },
  ],
  lint: (files, options) => {
    for (const { path } of files) options.step?.(path);
    const templates = files.filter(({ text }) => text.includes('Resources'));
    const findings = templates.flatMap((file): Finding[] => {
      if (file.text.includes('crash')) throw new Error('the linter \u001b[31m broke');
      const included = /include (\S+)/.exec(file.text)?.[1];
      const read = included === undefined ? '' : `; read ${JSON.stringify(options.read?.(included) ?? null)}`;
      const setting = options.rules?.(file.path).get('role-shared')?.severity ?? 'off';
      const told = JSON.stringify(options.parameters?.(file.path) ?? {});
      return (['error', 'warning', 'info'] as const)
        .filter((severity) => file.text.includes(severity) && setting !== 'off')
        .map((severity) =>
          finding({ severity, at: placeOf(file, severity), message: `${severity} with ${told}${read}` }),
        );
    });
    return {
      files: files.map((file) => {
        if (templates.includes(file)) return { path: file.path, file, recognisedAs: 'SAM, 1 function' };
        const isCutOff = file.text === 'cut off';
        const skipped = isCutOff ? 'is cut off' : 'is no template';
        return { path: file.path, file, skipped, ...(isCutOff ? { unusable: skipped } : { unrecognised: true }) };
      }),
      findings,
      undecided: [],
      suppressed: [],
      rules: ['role-shared'],
    };
  },
};

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function cli(argv: readonly string[], given: Partial<Io> = {}): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const io: Io = {
    stdout: (text) => (stdout += text),
    stderr: (text) => (stderr += text),
    stdin: () => Buffer.from(''),
    cwd: root,
    env: {},
    today: new Date('2026-01-01'),
    elapsed: () => 34,
    ...given,
  };
  const code = await run(argv, io, () => Promise.resolve(core));
  return { code, stdout, stderr };
}

/** Paths of the files that are linted, and of those that are named and no template. */
async function files(...argv: string[]): Promise<string[]> {
  const { stdout } = await cli([...argv, '--format', 'json']);
  return (JSON.parse(stdout) as JsonReport).files.map(({ path, skipped }) => path + (skipped ? ` ${skipped}` : ''));
}

const lookedFor =
  'looked for SAM and CloudFormation templates (.yaml, .yml, .json, .template) and Terraform plans (terraform show -json)';

describe('exit codes', () => {
  test.each([
    ['Resources: {}', [], 0],
    ['Resources: warning', [], 0],
    ['Resources: error', [], 1],
    ['Resources: warning', ['--max-warnings', '0'], 1],
    ['Resources: warning', ['--max-warnings=1'], 0],
    ['Resources: info', ['--max-warnings', '0'], 0],
    ['Resources: error', ['--rule', 'role-shared: off'], 0],
    ['Resources: error', ['--quiet'], 1],
    ['nothing', [], 0],
  ])('%j with %j is %d', async (text, argv, code) => {
    put({ 'template.yaml': text });
    expect((await cli([...argv, 'template.yaml'])).code).toBe(code);
  });

  test('an empty directory is no failure, and is said, with what was looked for', async () => {
    expect(await cli([])).toEqual({
      code: 0,
      stdout: 'Nothing to lint: no template among the files\n',
      stderr: `lambda-lint: ${lookedFor}\n`,
    });
  });

  test('what could be linted instead', async () => {
    put({ 'main.tf': '', 'modules/x/main.tf': '', 'cdk.json': '', 'api/serverless.yml': 'service: x' });
    const { code, stdout, stderr } = await cli([]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout:
        'Nothing to lint: no template among the files\npassed over 2: 2 are no templates (--show-skipped lists them)\n',
    });
    expect(stderr).toBe(`lambda-lint: ${lookedFor}
lambda-lint: 2 .tf files: a plan is what can be linted; terraform plan -out tfplan, then terraform show -json tfplan > plan.json
lambda-lint: cdk.json: run cdk synth, then lambda-lint cdk.out
lambda-lint: serverless.yml: run serverless package, then lambda-lint .serverless
`);
  });

  test('what could be linted instead of a file that is named', async () => {
    put({ 'main.tf': '', 'api/serverless.yml': 'service: x' });
    expect(await cli(['api/serverless.yml', 'main.tf'])).toMatchObject({
      code: 0,
      stderr: 'lambda-lint: serverless.yml: run serverless package, then lambda-lint .serverless\n',
    });
  });

  test('a build directory that was left out is named when nothing was found', async () => {
    put({ 'cdk.out/app.template.json': '{"Resources": "error"}' });
    expect((await cli([])).stderr).toBe(`lambda-lint: ${lookedFor}\nlambda-lint: read only when named: cdk.out\n`);
    expect((await cli(['cdk.out'])).code).toBe(1);
  });

  test('a file that is meant but can not be used is a failure, and is said once', async () => {
    put({ 'plan.json': 'cut off', 'template.yaml': 'Resources: error' });
    expect(await cli(['plan.json'])).toEqual({ code: 2, stdout: '', stderr: 'lambda-lint: plan.json is cut off\n' });
    const { code, stdout, stderr } = await cli(['plan.json', 'template.yaml']);
    expect([code, stderr]).toEqual([2, 'lambda-lint: plan.json is cut off\n']);
    expect(stdout).toContain('error with');
    expect(stdout).not.toContain('cut off');
  });
});

describe('what is wrong with the command line is one sentence, and exit code 2', () => {
  test.each([
    [['--fromat', 'json'], 'there is no option --fromat; did you mean --format?'],
    [['-x'], 'there is no option -x'],
    [['-v'], 'there is no option -v; it is --version'],
    [['-q'], 'there is no option -q; it is --quiet'],
    [['-o', 'x.json'], 'there is no option -o; a file is given with --format NAME=FILE'],
    [['--template', 'a.yaml'], 'there is no option --template; files and directories are named without an option'],
    [['--ignore-checks', 'x'], "there is no option --ignore-checks; a rule is switched off with --rule 'ID: off'"],
    [['--ignore-pattern=x'], 'there is no option --ignore-pattern; files are left out by ignore in rules.config.json'],
    [['--fix'], 'there is no option --fix; findings say what to do, and no file is changed'],
    [['--max-warnings', '-1'], '--max-warnings takes a whole number, not -1; without it, any number will do'],
    [['--baseline', 'x'], '--baseline: x does not exist: --update-baseline makes it'],
    [['--format'], '--format needs a value'],
    [['--format', '--quiet'], '--format needs a value'],
    [['--config='], '--config needs a value'],
    [['--quiet=yes'], '--quiet takes no value'],
    [['-f', 'jsn'], 'there is no format jsn; did you mean json?'],
    [['-f', 'sarif='], '--format sarif= needs a file after the equals sign'],
    [
      ['-f', 'json', '-f', 'sarif'],
      'only one format can go to standard output: give the others a file, as in --format sarif=FILE',
    ],
    [
      ['-f', 'json=a.json', '-f', 'sarif=./b/../a.json'],
      '--format json=a.json and --format sarif=./b/../a.json go to the same file',
    ],
    [['--sarif-category', ''], '--sarif-category needs a value'],
    [['--max-warnings', 'few'], '--max-warnings takes a whole number, not few; without it, any number will do'],
    [['--unknown', 'warn'], '--unknown takes ignore, info, warning, error, not warn; did you mean warning?'],
    [['--preset', 'strickt'], '--preset: there is no preset strickt; did you mean strict?'],
    [['--rule', 'role-share: off'], "--rule 'role-share: off': there is no rule role-share; did you mean role-shared?"],
    [['--no-config', '-c', 'x'], '--config and --no-config exclude each other'],
    [['--parameter-overrides', 'Stage'], '--parameter-overrides: Stage is not written as Key=Value'],
  ])('%j', async (argv, message) => {
    put({ 'template.yaml': 'Resources: error' });
    expect(await cli(argv)).toEqual({
      code: 2,
      stdout: '',
      stderr: `lambda-lint: ${message}\nTry lambda-lint --help.\n`,
    });
  });

  test('a configuration that is wrong: nothing is linted', async () => {
    put({
      'template.yaml': 'Resources: error',
      'sub/template.yaml': 'Resources: error',
      'sub/rules.config.json': '{ "rules": { "role-share": "off" } }',
    });
    expect(await cli([])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'lambda-lint: sub/rules.config.json:1:14: rules.role-share: there is no rule role-share; did you mean role-shared?\n',
    });
    expect((await cli(['--no-config'])).code).toBe(1);
  });
});

describe('files', () => {
  test('a directory is searched for what may be a template, without what git ignores or a build made', async () => {
    put({
      'template.yaml': 'Resources',
      'a/t.yml': 'Resources',
      'a/t.json': 'Resources',
      'a/t.template': 'Resources',
      'a/t.template.txt': 'Resources',
      'a/t.txt': 'Resources',
      'a/notes.yaml': 'no',
      'package.json': 'Resources',
      'node_modules/x/template.yaml': 'Resources',
      '.aws-sam/build/template.yaml': 'Resources',
      '.git/x.yaml': 'Resources',
      '.hidden/t.yaml': 'Resources',
      '.gitignore': 'out/\n*.gen.yaml\n',
      'out/t.yaml': 'Resources',
      'a/x.gen.yaml': 'Resources',
      'b/.gitignore': '!keep.gen.yaml\n/only.yaml\n',
      'b/keep.gen.yaml': 'Resources',
      'b/only.yaml': 'Resources',
      'b/c/only.yaml': 'Resources',
    });
    const found = ['b/c/only.yaml', 'b/keep.gen.yaml'];
    const inA = ['a/t.json', 'a/t.template', 'a/t.template.txt', 'a/t.yml'];
    expect(await files()).toEqual(['.hidden/t.yaml', ...inA, ...found, 'template.yaml']);
    // Patterns above the directory apply too, up to the root of the repository.
    expect(await files('a', './b')).toEqual([...inA, ...found]);
    // What is named is wanted.
    expect(await files('out', 'a/x.gen.yaml', 'a/t.txt', '.aws-sam', 'a/notes.yaml')).toEqual([
      'out/t.yaml',
      'a/x.gen.yaml',
      'a/t.txt',
      '.aws-sam/build/template.yaml',
      'a/notes.yaml is no template',
    ]);
  });

  test('globs', async () => {
    put({ 'a/t.yaml': 'Resources', 'a/b/u.yaml': 'Resources', 'c/t.txt': 'Resources', 'a/no.yaml': 'no' });
    expect(await files('**/*.yaml')).toEqual(['a/b/u.yaml', 'a/t.yaml']);
    expect(await files('{a,c}/t.*', 'a/t.yaml')).toEqual(['a/t.yaml', 'c/t.txt']);
    expect(await files(join(root, 'a/*.yaml'))).toEqual(['a/t.yaml']);
    expect(await cli(['x/*.yaml'])).toMatchObject({ code: 2, stderr: 'lambda-lint: no file matches x/*.yaml\n' });
  });

  test.runIf(canLink)('what cannot be read is named, the rest is linted', async () => {
    put({ 'template.yaml': 'Resources: error' });
    symlinkSync('nowhere', join(root, 'broken.yaml'));
    symlinkSync('.', join(root, 'circle'));
    symlinkSync('template.yaml', join(root, 'linked.yaml'));
    const ran = await cli(['.', 'missing.yaml', '-f', 'json']);
    expect(ran).toMatchObject({
      code: 2,
      stderr: 'lambda-lint: broken.yaml is a link to nothing\nlambda-lint: missing.yaml does not exist\n',
    });
    expect((JSON.parse(ran.stdout) as JsonReport).files.map(({ path }) => path)).toEqual([
      'linked.yaml',
      'template.yaml',
    ]);
  });

  test.runIf(canLink)('a link to nothing', async () => {
    symlinkSync('nowhere', join(root, 'broken.yaml'));
    expect((await cli(['broken.yaml'])).stderr).toBe('lambda-lint: broken.yaml is a link to nothing\n');
  });
  test.skipIf(onWindows)('a path as Windows writes it', async () => {
    put({ 'svc/t.yaml': 'Resources' });
    expect((await cli(['svc\\t.yaml'])).stderr).toBe(
      'lambda-lint: svc\\t.yaml does not exist; did you mean svc/t.yaml?\n',
    );
  });

  test.each([
    ['help', 'help does not exist; did you mean --help?'],
    ['version', 'version does not exist; did you mean --version?'],
    ['lint', 'lint does not exist; files and directories are linted without a command'],
  ])('a command that other tools have: %s', async (word, message) => {
    expect(await cli([word])).toEqual({ code: 2, stdout: '', stderr: `lambda-lint: ${message}\n` });
  });

  test('why something may not be read', () => {
    const denied = Object.assign(new Error('EACCES: permission denied, scandir'), { code: 'EACCES' });
    expect(reasonOf(denied)).toBe('may not be read: permission denied');
  });

  test('encodings', async () => {
    const text = 'Resources: error é';
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    put({
      'a.yaml': `\ufeff${text}`,
      'b.yaml': little,
      'c.yaml': Buffer.from(little).swap16(),
      'd.yaml': Buffer.concat([Buffer.from(text), Buffer.from([0xff])]),
    });
    const { stdout } = await cli(['-f', 'json']);
    const found = (JSON.parse(stdout) as JsonReport).findings.map(({ path, column }) => `${path}:${column}`);
    expect(found).toEqual(['a.yaml:12', 'b.yaml:12', 'c.yaml:12', 'd.yaml:12']);
  });

  test('standard input, with a name and without', async () => {
    put({ 'sub/rules.config.json': '{ "rules": { "role-shared": "off" } }' });
    const stdin = () => Buffer.from('Resources: error');
    expect((await cli(['-'], { stdin })).stdout).toContain('<stdin>:1:12');
    expect((await cli(['-', '--stdin-filename', 'x.yaml'], { stdin })).stdout).toContain('x.yaml:1:12');
    expect((await cli(['-', '--stdin-filename', 'sub/x.yaml'], { stdin })).code).toBe(0);
  });

  test('nothing on standard input is a failure: the command before the pipe may have failed', async () => {
    const empty = { code: 2, stdout: '', stderr: 'lambda-lint: standard input is empty: see what writes into it\n' };
    expect(await cli(['-'])).toEqual(empty);
    expect(await cli(['-', '--no-warn-ignored'], { stdin: () => Buffer.from('\ufeff\n') })).toEqual(empty);
  });

  test('what is piped in and is neither template nor plan may be an error of the command before the pipe; what has a name is a file', async () => {
    const stdin = () => Buffer.from('Error: no such plan\n');
    expect(await cli(['-', '--no-warn-ignored'], { stdin })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'lambda-lint: <stdin> holds no template and no plan: see what writes into it\n',
    });
    expect((await cli(['-', '--stdin-filename', 'notes.yaml', '--no-warn-ignored'], { stdin })).code).toBe(0);
  });

  test('what the configuration ignores: quietly when found, with a word when named', async () => {
    put({ 'rules.config.json': '{ "ignore": ["old"] }', 'old/t.yaml': 'Resources: error', 't.yaml': 'Resources' });
    expect(await files()).toEqual(['t.yaml']);
    expect(await files('old/t.yaml')).toEqual(['old/t.yaml is ignored by the configuration']);
  });

  test('files that templates name are read inside the repository only', async () => {
    put({ 'repo/.git/HEAD': '', 'repo/sub/child.yaml': 'child', 'secret.yaml': 'secret' });
    symlinkSync(join(root, 'secret.yaml'), join(root, 'repo/link.yaml'));
    const included = async (path: string) => {
      put({ 'repo/app/template.yaml': `Resources: error include ${path}` });
      const { stdout } = await cli(['repo/app', '-f', 'json']);
      return /read (.*)$/.exec((JSON.parse(stdout) as JsonReport).findings[0]?.message ?? '')?.[1];
    };
    expect(await included('repo/sub/child.yaml')).toBe('"child"');
    expect(await included('secret.yaml')).toBe('null');
    expect(await included('repo/../secret.yaml')).toBe('null');
    expect(await included('repo/link.yaml')).toBe('null');
    expect(await included('/etc/hostname')).toBe('null');
    expect(await included('repo/sub')).toBe('null');
  });
});

describe('parameters', () => {
  test.each([
    [['--parameter-overrides', 'A=1', 'B=two words', 'template.yaml'], { A: '1', B: 'two words' }],
    [['--parameter-overrides=A=1 B="x y"', 'template.yaml'], { A: '1', B: 'x y' }],
    [['template.yaml', '--parameter-overrides', 'ParameterKey=A,ParameterValue=a=b,c'], { A: 'a=b,c' }],
    [['--parameter-overrides', 'A=1', '--parameter-overrides', 'A=2', '--', 'template.yaml'], { A: '2' }],
  ])('%j', async (argv, expected) => {
    put({ 'template.yaml': 'Resources: error', 'rules.config.json': '{ "parameters": { "A": "config", "C": 1 } }' });
    const { stdout } = await cli(['-f', 'json', ...argv]);
    const told = (JSON.parse(stdout) as JsonReport).findings[0]?.message.replace(/^error with /, '') ?? '';
    expect(JSON.parse(told)).toEqual({ C: 1, ...expected });
  });
});

describe('output', () => {
  beforeEach(() => put({ 'template.yaml': 'Resources: error warning' }));

  test('what people see', async () => {
    const ran = await cli(['template.yaml', '--max-warnings', '0']);
    expect(ran.stderr).toBe('lambda-lint: 1 warning, more than --max-warnings 0 allows\n');
    expect(ran.stdout).toMatchInlineSnapshot(`
      "error[role-shared]: error with {}
         ╭─ template.yaml:1:12
       1 │ Resources: error warning
         │            ^^^^^

      warning[role-shared]: warning with {}
         ╭─ template.yaml:1:18
       1 │ Resources: error warning
         │                  ^^^^^^^

      1 error, 1 warning
      template.yaml: SAM, 1 function
      1 file checked with 1 rule in 34 ms
      "
    `);
  });

  test('what was passed over, and why: in a line, and listed when asked for', async () => {
    put({
      'template.yaml': 'Resources',
      'notes.yaml': 'no',
      'values.yaml': 'no',
      'old/t.yaml': 'Resources',
      'rules.config.json': '{ "ignore": ["old"] }',
      '.gitignore': 'out/\n',
      'out/t.yaml': 'Resources',
      '.aws-sam/build/template.yaml': 'Resources',
      'node_modules/x.yaml': 'Resources',
      'readme.md': '',
    });
    const { stdout } = await cli(['--show-skipped']);
    expect(stdout).toMatchInlineSnapshot(`
      "Passed over
        notes.yaml is no template
        values.yaml is no template
        old/t.yaml is ignored by the configuration
        .aws-sam is read only when named
        out is ignored by git

      Nothing found
      template.yaml: SAM, 1 function
      passed over 5: 2 are no templates, 1 is ignored by git, 1 is ignored by the configuration, 1 is read only when named
      1 file checked with 1 rule in 34 ms
      "
    `);
    expect((await cli([])).stdout).toContain('passed over 5: 2 are no templates, 1 is ignored by git,');
    // Nothing was looked for among files that were named.
    expect((await cli(['template.yaml'])).stdout).not.toContain('passed over');
  });

  test('many files that are named and no templates take one line', async () => {
    const names = Array.from({ length: 9 }, (_, at) => `n${at}.yaml`);
    put(Object.fromEntries(names.map((name) => [name, 'no'])));
    expect((await cli(names)).stdout).toBe(
      'Nothing to lint: no template among the files\npassed over 9: 9 are no templates\n',
    );
  });

  test('several formats, to files', async () => {
    const ran = await cli(['-f', 'text', '-f', 'sarif=out/a.sarif', '--format=json=out/a.json', '--color']);
    expect(ran.stdout).toContain('\u001b[');
    expect(readFileSync(join(root, 'out/a.sarif'), 'utf8')).toContain('"2.1.0"');
    expect(readFileSync(join(root, 'out/a.json'), 'utf8')).not.toContain('\u001b');
    expect((await cli(['-f', 'json=template.yaml/x'])).code).toBe(2);
  });

  test.each([
    [{}, [], false],
    [{ terminal: { columns: 80 } }, [], true],
    [{ terminal: { columns: 80 }, env: { NO_COLOR: '1' } }, [], false],
    [{ terminal: { columns: 80 }, env: { NO_COLOR: '' } }, [], true],
    [{ terminal: { columns: 80 }, env: { TERM: 'dumb' } }, [], false],
    [{ env: { FORCE_COLOR: '1' } }, [], true],
    [{ terminal: { columns: 80 }, env: { FORCE_COLOR: '0' } }, [], false],
    [{ env: { FORCE_COLOR: '1' } }, ['--no-color'], false],
    [{ env: { NO_COLOR: '1' } }, ['--color'], true],
  ])('colours: %j %j → %s', async (io, argv, colored) => {
    expect((await cli(argv, io)).stdout.includes('\u001b[')).toBe(colored);
  });

  test('the configuration of a file', async () => {
    put({ 'rules.config.json': '{ "extends": "all", "ignore": ["x.yaml"], "parameters": { "A": 1 } }' });
    const ran = await cli(['--print-config', 'x.yaml', '--unknown', 'info']);
    expect(JSON.parse(ran.stdout)).toEqual({
      file: join(root, 'rules.config.json'),
      ignore: ['x.yaml'],
      ignored: true,
      parameters: { A: 1 },
      unknown: 'info',
      rules: { 'role-shared': 'error', 'function-required-layers': ['warning', { layers: [] }] },
    });
  });

  test('--debug says what is done', async () => {
    const { stderr } = await cli(['--debug']);
    expect(stderr.replace(/lambda-lint \d\S+,/, 'lambda-lint VERSION,')).toMatchInlineSnapshot(`
      "lambda-lint: lambda-lint VERSION, 2 rules loaded (34 ms)
      lambda-lint: 1 file read (34 ms)
      lambda-lint: template.yaml: found, 24 characters, no configuration file
      lambda-lint: linted (34 ms)
      "
    `);
  });

  test('a fault of the linter is one sentence, and a stack when asked for', async () => {
    put({ 'crash.yaml': 'Resources: crash' });
    expect(await cli(['crash.yaml'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'lambda-lint: internal error: the linter ␛[31m broke. This is a fault of lambda-lint; please report it.\n' +
        'Run again with --debug to see where it happened.\n',
    });
    expect((await cli(['crash.yaml', '--debug'])).stderr).toMatch(/at .*cli\.test\.ts/);
  });
});

describe('a long run says how far it is, on a terminal', () => {
  const erase = '\r\u001b[2K';
  /** A clock that goes on by so much each time that it is looked at. */
  const clock = (by: number) => {
    let now = 0;
    return () => (now += by);
  };
  const errorTerminal = () => ({ columns: 40 });
  const [strange, shown] = onWindows ? ['b.yaml', 'b.yaml'] : ['b\u001b.yaml', 'b␛.yaml'];
  beforeEach(() => put({ 'a.yaml': 'Resources', [strange]: 'Resources', 'c.yaml': `Resources ${'x'.repeat(50)}` }));

  test('in one line that is taken away before anything else is printed', async () => {
    const { stderr } = await cli([], { elapsed: clock(200), errorTerminal });
    expect(stderr.split(erase)).toEqual([
      '',
      'reading c.yaml',
      '',
      'linting 1 of 3 files: a.yaml',
      `linting 2 of 3 files: ${shown}`,
      'linting 3 of 3 files: c.yaml',
      '',
    ]);
  });

  test('no longer than the terminal is wide, and also taken away when something fails', async () => {
    put({ 'crash.yaml': 'Resources: crash' });
    const { stderr } = await cli(['crash.yaml'], { elapsed: clock(600), errorTerminal: () => ({ columns: 12 }) });
    expect(stderr).toContain(`${erase}linting 1 o${erase}lambda-lint: internal error`);
  });

  test.each([
    ['a short one', { elapsed: clock(1), errorTerminal }],
    ['in CI', { elapsed: clock(600), errorTerminal, env: { CI: 'true' } }],
    ['on a terminal that can do nothing', { elapsed: clock(600), errorTerminal, env: { TERM: 'dumb' } }],
    ['to a pipe', { elapsed: clock(600), errorTerminal: () => undefined }],
  ])('not %s', async (_, io) => {
    expect((await cli([], io)).stderr).toBe('');
  });
});
