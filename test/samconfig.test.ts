import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseOverrides } from '../src/cli/overrides.js';
import { command } from './support/cli.js';
import { type Files, put as putInto } from './support/files.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'samconfig-')));
});
afterEach(() => rmSync(root, { recursive: true }));

const put = (files: Files): void => putInto(root, files);

/** Its function has a URL that is open to everybody where Auth is NONE. */
const template = `Parameters:
  Auth: { Type: String }
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Runtime: python3.13, Handler: a.b, Code: src } }
  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Worker, AuthType: !Ref Auth } }
`;

const environments = (prod: string, dev = 'Auth=AWS_IAM') => `version = 0.1
[prod.deploy.parameters]
stack_name = "prod"
parameter_overrides = ${prod}

[dev.global.parameters]
parameter_overrides = "${dev}"
`;

const only = ['--no-config', '--rule', 'function-url-auth: error'];
const lint = (...argv: string[]) => command(root, ...only, ...argv);

/** How often the finding is there. */
async function found(...argv: string[]): Promise<number> {
  const { stdout } = await lint(...argv);
  return [...stdout.matchAll(/^error\[function-url-auth\]/gm)].length;
}

describe('an environment', () => {
  test.each([
    ['"Auth=NONE Size=3"'],
    ['"ParameterKey=Auth,ParameterValue=NONE ParameterKey=Size,ParameterValue=3"'],
    ['["Size=3", "Auth=NONE"]'],
    ['["ParameterKey=Auth,ParameterValue=NONE"]'],
    ['""" \n Size="a b=c" Auth="NONE" """'],
    ['{ Auth = "NONE", Size = 3 }'],
  ])('gives the parameters %s', async (overrides) => {
    put({ 'template.yaml': template, 'samconfig.toml': environments(overrides) });
    expect(await found()).toBe(0);
    expect(await found('--config-env', 'prod')).toBe(1);
    expect(await found('--config-env', 'dev')).toBe(0);
  });

  test('what deploy says stands above what global says, and that above the configuration', async () => {
    put({
      'template.yaml': template,
      'samconfig.toml': `[prod.global.parameters]\nparameter_overrides = "Auth=NONE"\n[prod.deploy.parameters]\nparameter_overrides = "Auth=AWS_IAM"\n[default.global.parameters]\nparameter_overrides = "Auth=NONE"\n`,
      'rules.config.json': '{ "parameters": { "Auth": "AWS_IAM" } }',
    });
    const configured = (...argv: string[]) => command(root, ...argv, '--rule', 'function-url-auth: error');
    expect((await configured('--config-env', 'prod')).stdout).not.toContain('function-url-auth');
    expect((await configured('--config-env', 'default')).stdout).toContain('function-url-auth');
    // As with sam, what the command line says takes the place of all that the file does.
    const { stdout } = await configured('--config-env=default', '--parameter-overrides=Size=3');
    expect(stdout).not.toContain('function-url-auth');
  });

  test('in YAML', async () => {
    put({
      'template.yaml': template,
      'samconfig.yaml': 'version: 0.1\nprod:\n  deploy:\n    parameters:\n      parameter_overrides: [Auth=NONE]\n',
    });
    expect(await found('--config-env', 'prod')).toBe(1);
  });

  test('is about the template that it names', async () => {
    put({
      '.git/HEAD': '',
      'template.yaml': template,
      'infra/app.yaml': template,
      'infra/other.yaml': template,
      'samconfig.toml': `[prod.deploy.parameters]\ntemplate_file = "infra/app.yaml"\nparameter_overrides = "Auth=NONE"\n`,
      'built/template.yaml': template,
      'built/samconfig.toml': `[prod.deploy.parameters]\ntemplate_file = ".aws-sam/build/template.yaml"\nparameter_overrides = "Auth=NONE"\n`,
    });
    const { stdout } = await lint('--config-env', 'prod', '--format', 'json');
    const { findings } = JSON.parse(stdout) as { findings: { path: string; rule: string }[] };
    const open = findings.filter(({ rule }) => rule === 'function-url-auth');
    expect(open.map(({ path }) => path)).toEqual(['built/template.yaml', 'infra/app.yaml']);
  });
});

test('a value for a parameter that no template has is told', async () => {
  const stray = (name: string, meant = '') =>
    `lambda-lint: --parameter-overrides: no template here has a parameter ${name}${meant}\n`;
  put({ 'template.yaml': template, 'other.yaml': 'Parameters: { Stage: { Type: String } }\nResources: {}\n' });
  const { code, stderr } = await lint('--parameter-overrides', 'Autth=NONE', 'Stage=prod', 'Domain=x');
  expect(stderr).toBe(stray('Autth', '; did you mean Auth?') + stray('Domain'));
  expect(code).toBe(1);
  expect((await lint('template.yaml', '--parameter-overrides', 'Auth=NONE')).stderr).toBe('');
  // What is configured is for many templates.
  put({ 'rules.config.json': '{ "parameters": { "Domain": "x" } }' });
  expect((await command(root, 'template.yaml')).stderr).toBe('');
  // What cannot be read may have it.
  put({ 'other.yaml': 'Parameters: { Stage: { Type: String } }\nResources: {}\n{' });
  expect((await lint('--parameter-overrides', 'Domain=x')).stderr).toBe('');
});

describe('every environment in turn', () => {
  test('a finding says in which it is, unless it is in all', async () => {
    put({
      'template.yaml': `${template}  Open: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Worker, AuthType: NONE } }\n`,
      'samconfig.toml': environments('"Auth=NONE"'),
    });
    expect((await lint('--config-env', 'all', '--rule', 'function-code-signing: off', '--quiet')).stdout)
      .toMatchInlineSnapshot(`
        "error[function-url-auth]: Url has AuthType NONE, so anybody who knows the address can invoke Worker
           ╭─ template.yaml:5:95
         5 │   Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Worker, AuthType: !Ref Auth } }
           │                                                                                               ^^^^ open to everybody
           = when: deployed with the parameters of prod
           = help: set AuthType to AWS_IAM, or list the function in the option allow if it is meant to be public

        error[function-url-auth]: Open has AuthType NONE, so anybody who knows the address can invoke Worker
           ╭─ template.yaml:6:91
         6 │   Open: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Worker, AuthType: NONE } }
           │                                                                                           ^^^^ open to everybody
           = help: set AuthType to AWS_IAM, or list the function in the option allow if it is meant to be public

        2 errors, 1 warning, 2 infos · 3 not shown (--quiet)
        template.yaml: CloudFormation, 1 function, with the parameters of prod and dev
        1 file checked with 111 rules
        "
      `);
  });

  test('templates that are nested, or that no samconfig is about, are linted once', async () => {
    const nest = '  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child/template.yaml } }\n';
    const child = template.replace('!Ref Auth', 'NONE');
    put({
      '.git/HEAD': '',
      'template.yaml': template + nest,
      'child/template.yaml': child,
      'apart/template.yaml': child,
      'samconfig.toml': environments('"Auth=NONE"'),
    });
    const { stdout } = await lint('--config-env', 'all', '--format', 'json', '--rule', 'suppression-unused: error');
    const { findings } = JSON.parse(stdout) as { findings: { path: string; rule: string; when?: string }[] };
    const urls = findings.filter(({ rule }) => rule === 'function-url-auth');
    expect(urls.map(({ path, when }) => `${path} ${when ?? 'always'}`)).toEqual([
      'apart/template.yaml always',
      'child/template.yaml always',
      'template.yaml deployed with the parameters of prod',
    ]);
  });

  test('a comment that silences something in one environment is of use', async () => {
    const silenced = template.replace(
      '  Url:',
      '  # lambda-lint-disable-next-line function-url-auth -- as agreed\n  Url:',
    );
    put({ 'template.yaml': silenced, 'samconfig.toml': environments('"Auth=NONE"') });
    const { stdout } = await lint('--config-env', 'all');
    expect(stdout).toContain('1 suppressed');
    expect(stdout).not.toContain('suppression-unused');
    const nobody = await lint('--config-env', 'dev');
    expect(nobody.stdout).toContain('suppression-unused');
  });
});

describe('what is wrong is one sentence, and exit code 2', () => {
  test.each([
    [
      'prd',
      environments('""'),
      'lambda-lint: --config-env prd: samconfig.toml has no environment prd; did you mean prod?',
    ],
    ['x', environments('""'), 'lambda-lint: --config-env x: samconfig.toml has no environment x; it has prod, dev'],
    ['prod', 'version = 0.1', 'lambda-lint: --config-env prod: samconfig.toml has no environments'],
    ['prod', '[prod]\na = \n', 'lambda-lint: samconfig.toml:2:5: is no TOML: invalid value'],
    [
      'prod',
      environments('3'),
      'lambda-lint: samconfig.toml: prod.deploy.parameters.parameter_overrides: must be text, or a list of texts, with Key=Value',
    ],
    [
      'prod',
      environments('"file://x.json"'),
      'lambda-lint: samconfig.toml: prod.deploy.parameters.parameter_overrides: file://x.json is not written as Key=Value',
    ],
  ])('%s in %j', async (name, samconfig, message) => {
    put({ 'template.yaml': template, 'samconfig.toml': samconfig });
    const { code, stdout, stderr } = await lint('--config-env', name);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toBe(message);
  });

  test('YAML that is none', async () => {
    put({ 'template.yaml': template, 'samconfig.yml': 'prod:\n  deploy: [\n' });
    const { code, stderr } = await lint('--config-env', 'prod');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^lambda-lint: samconfig\.yml:\d+:\d+: is no YAML: [^\n]+\n$/);
  });

  test('no samconfig, or one about other templates', async () => {
    put({ 'template.yaml': template });
    expect((await lint('--config-env', 'all')).stderr).toMatch(/there is no samconfig\.toml or samconfig\.yaml beside/);
    put({ 'samconfig.toml': `[prod.deploy.parameters]\ntemplate_file = "app.yaml"\n`, 'app.yaml': template });
    expect((await lint('--config-env', 'all', 'template.yaml')).stderr).toMatch(/samconfig\.toml is about other/);
  });

  test('one of several that lacks the environment is named', async () => {
    put({
      'a/template.yaml': template,
      'a/samconfig.toml': environments('"Auth=NONE"'),
      'b/template.yaml': template,
      'b/samconfig.toml': '[dev.deploy.parameters]\n',
    });
    const { code, stderr } = await lint('--config-env', 'prod');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'lambda-lint: b/samconfig.toml has no environment prod: its templates are linted without\n',
    });
  });
});

test.each([
  [['A=1 B=two words C='], { A: '1', B: 'two words', C: '' }],
  [['A="x B=y" C=\'z\''], { A: 'x B=y', C: 'z' }],
  [['ParameterKey="A",ParameterValue="a \\" b" ParameterKey=B,ParameterValue=c=d'], { A: 'a " b', B: 'c=d' }],
  [['A="x"y'], { A: '"x"y' }],
  [['  '], {}],
  [['A=1', 'nothing'], 'nothing is not written as Key=Value'],
])('%j are parameters as sam takes them', (given, expected) => {
  expect(parseOverrides(given)).toEqual(expected);
});
