import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { JsonReport } from '../src/formatters/index.js';
import { command } from './support/cli.js';
import { damagedText } from './support/hostile/damage.js';
import { Random } from './support/hostile/random.js';
import { canLink, onWindows } from './support/platform.js';

const vanishing = vi.hoisted(() => ({ path: '' }));
const locked = vi.hoisted(() => ({ path: '' }));
// Right before the first file is read, the one that vanishes is still there for who lists the directory.
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const statSync = (...given: Parameters<typeof fs.statSync>) => {
    if (vanishing.path !== '' && String(given[0]).endsWith('a.yaml')) fs.rmSync(vanishing.path, { force: true });
    return fs.statSync(...given);
  };
  const readFileSync = (...given: Parameters<typeof fs.readFileSync>) => {
    if (given[0] === locked.path) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    return fs.readFileSync(...given);
  };
  return { ...fs, statSync, readFileSync };
});

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'hostile-')));
  vanishing.path = '';
  locked.path = '';
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const template = 'Resources: {A: {Type: AWS::Lambda::Function}}\n';
const put = (path: string, text: string | Uint8Array = template): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
const options = ['--no-config', '--preset', 'all'];

async function lint(...argv: readonly string[]) {
  const { code, stdout, stderr } = await command(root, ...argv, ...options, '--format', 'json');
  const report = stdout === '' ? undefined : (JSON.parse(stdout) as JsonReport);
  return { code, said: stderr, linted: report?.files.map(({ path }) => path) ?? [] };
}

describe('what is no file that can be read is named, and the others are linted', () => {
  test.runIf(canLink && !onWindows).each([
    [
      'a broken link',
      'is a link to nothing',
      (path: string) => {
        symlinkSync('nowhere', path);
      },
    ],
    [
      'a loop of links',
      'is a link that leads back to itself',
      (path: string) => {
        symlinkSync('b.yaml', path);
      },
    ],
    [
      'a link to a device',
      'is no regular file',
      (path: string) => {
        symlinkSync('/dev/zero', path);
      },
    ],
    [
      'a fifo',
      'is no regular file',
      (path: string) => {
        expect(spawnSync('mkfifo', [path]).status).toBe(0);
      },
    ],
  ])('%s', async (_, words, make) => {
    put('a.yaml');
    put('c.yaml');
    make(join(root, 'b.yaml'));
    expect(await lint('.')).toEqual({ code: 2, said: `lambda-lint: b.yaml ${words}\n`, linted: ['a.yaml', 'c.yaml'] });
  });

  test.skipIf(onWindows)('a socket', async () => {
    put('a.yaml');
    const server = createServer();
    await new Promise<void>((ready) => server.listen(join(root, 'b.yaml'), ready));
    const found = await lint('.');
    const named = await lint('b.yaml', 'a.yaml');
    await new Promise((closed) => server.close(closed));
    expect(found).toEqual({ code: 2, said: 'lambda-lint: b.yaml is no regular file\n', linted: ['a.yaml'] });
    expect(named).toEqual({ code: 2, said: 'lambda-lint: b.yaml is no regular file\n', linted: ['a.yaml'] });
  });

  test('a file that vanishes after it was found', async () => {
    put('a.yaml');
    put('b.yaml');
    put('c.yaml');
    vanishing.path = join(root, 'b.yaml');
    expect(await lint('.')).toEqual({
      code: 2,
      said: 'lambda-lint: b.yaml does not exist\n',
      linted: ['a.yaml', 'c.yaml'],
    });
  });

  test('a directory with the name of a template is a directory', async () => {
    put('a.yaml');
    put('b.yaml/template.yaml');
    expect(await lint('.')).toEqual({ code: 1, said: '', linted: ['a.yaml', 'b.yaml/template.yaml'] });
  });

  test('a file of 200 MB', async () => {
    put('a.yaml');
    put('b.json', '{');
    truncateSync(join(root, 'b.json'), 200_000_000);
    expect(await lint('b.json', 'a.yaml')).toEqual({
      code: 2,
      said: 'lambda-lint: b.json is larger than 100 MB\n',
      linted: ['a.yaml'],
    });
    expect(await lint('.')).toEqual({ code: 1, said: '', linted: ['a.yaml'] });
  });

  test('a plan may be larger than a template', async () => {
    const plan = '{"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[]';
    put('a.yaml');
    put('plan.json', `${plan}${' '.repeat(110e6)}}`);
    expect(await lint('plan.json', 'a.yaml')).toEqual({ code: 1, said: '', linted: ['plan.json', 'a.yaml'] });
    truncateSync(join(root, 'plan.json'), 500_000_000);
    expect(await lint('plan.json', 'a.yaml')).toEqual({
      code: 2,
      said: 'lambda-lint: plan.json is larger than 400 MB\n',
      linted: ['a.yaml'],
    });
  });

  test('a file without the right to read it', async () => {
    put('a.yaml');
    put('b.yaml');
    locked.path = join(root, 'b.yaml');
    expect(await lint('.')).toEqual({
      code: 2,
      said: 'lambda-lint: b.yaml may not be read: permission denied\n',
      linted: ['a.yaml'],
    });
  });

  test('bytes that are no UTF-8, zeros, and marks of every kind', async () => {
    const bytes = (...all: readonly (number | string)[]) =>
      Buffer.concat(all.map((each) => (typeof each === 'string' ? Buffer.from(each) : Buffer.of(each))));
    put(
      'a.yaml',
      bytes('Resources: {A: {Type: AWS::Lambda::Function, Properties: {Description: "', 0xff, 0xc0, 0x80, '"}}}'),
    );
    put('b.yaml', bytes(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, template));
    put('c.yaml', Buffer.from(`\ufeff${template}`, 'utf16le').subarray(0, -1));
    put('d.yaml', Buffer.from(`\ufeff${template}`, 'utf16le').swap16());
    put('e.yaml', bytes(0xff, 0xfe, 0x00, 0xd8, 0x0a));
    put('f.yaml', bytes(template, 0, 0, 0));
    const { said, linted } = await lint('.');
    expect(said).toBe('');
    expect(linted).toEqual(['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml', 'f.yaml']);
  });
});

describe('what a template names never leads out of the repository', () => {
  const secret = 'Resources: {OUTSIDE: {Type: AWS::Lambda::Function}}\nStates: {OUTSIDE: {Type: Task, Resource: x}}\n';
  beforeEach(() => {
    mkdirSync(join(root, 'repository/.git'), { recursive: true });
    put('secret.yaml', secret);
    symlinkSync('../secret.yaml', join(root, 'repository/link.yaml'));
    mkdirSync(join(root, 'outside'));
    put('outside/secret.yaml', secret);
    symlinkSync('../outside', join(root, 'repository/folder'));
  });

  const ways = [
    '../secret.yaml',
    'folder/secret.yaml',
    'link.yaml',
    'a/../../secret.yaml',
    'a\\\\..\\\\..\\\\secret.yaml',
  ];
  const homes: readonly (readonly [string, (path: string) => string])[] = [
    [
      'a nested stack',
      (path) => `Resources: {S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "${path}"}}}`,
    ],
    [
      'an application',
      (path) =>
        `Transform: AWS::Serverless-2016-10-31\nResources: {S: {Type: AWS::Serverless::Application, Properties: {Location: "${path}"}}}`,
    ],
    [
      'an include',
      (path) =>
        `Resources: {"Fn::Transform": {Name: AWS::Include, Parameters: {Location: "${path}"}}, A: {Type: AWS::Lambda::Function}}`,
    ],
    [
      'the import of an API',
      (path) => `Resources: {A: {Type: AWS::ApiGateway::RestApi, Properties: {BodyS3Location: "${path}"}}}`,
    ],
    [
      'the body of an API',
      (path) =>
        `Transform: AWS::Serverless-2016-10-31\nResources: {A: {Type: AWS::Serverless::Api, Properties: {StageName: a, DefinitionUri: "${path}"}}}`,
    ],
    [
      'the definition of a state machine',
      (path) =>
        `Transform: AWS::Serverless-2016-10-31\nResources: {A: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: "${path}", Role: {"Fn::GetAtt": [R, Arn]}}}, R: {Type: AWS::IAM::Role}}`,
    ],
  ];

  const code = (runtime: string, path: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  F: { Type: AWS::Serverless::Function, Properties: { Runtime: ${runtime}, Handler: app.handler, CodeUri: "${path}", Policies: [{ Statement: { Effect: Allow, Action: 'dynamodb:Scan', Resource: '*' } }] } }
`;

  test('the code of a function, and what it imports', async () => {
    put('outside/app.py', 'import OUTSIDE\n');
    put('outside/app.js', 'require("OUTSIDE")\n');
    const ways = ['../outside', 'folder', `${root}/outside`, `${root}/repository/../outside`];
    put(
      'repository/src/app.py',
      'from folder import app\nfrom ...outside import app\nfrom ..folder import app\nimport_module("../../outside/app")\n',
    );
    put('repository/src/app.js', ways.map((way) => `require("../${way}/app"); require("${way}/app");`).join('\n'));
    for (const runtime of ['python3.13', 'nodejs24.x']) {
      for (const way of [...ways, 'src']) {
        put('repository/template.yaml', code(runtime, way));
        const { stdout, stderr } = await command(
          join(root, 'repository'),
          'template.yaml',
          ...options,
          '--show-unknown',
        );
        expect(`${stdout}${stderr}`, way).not.toContain('OUTSIDE');
      }
    }
  });

  test.each(homes)('%s', async (_, textOf) => {
    for (const way of [...ways, join(root, 'secret.yaml'), `${root}/repository/../secret.yaml`]) {
      put('repository/template.yaml', textOf(way));
      const { stdout, stderr } = await command(join(root, 'repository'), 'template.yaml', ...options, '--show-unknown');
      expect(`${stdout}${stderr}`, way).not.toContain('OUTSIDE');
    }
  });
});

describe('a damaged configuration ends the run with a sentence', () => {
  const config = `{
  "extends": "recommended",
  "rules": {
    "function-required-layers": ["error", { "layers": [{ "arn": "arn:*:lambda:*:111122223333:layer:a", "reason": "logs" }] }],
    "role-shared": "warning"
  },
  "overrides": [{ "files": ["sandbox/**"], "rules": { "role-shared": "off" } }],
  "ignore": ["legacy/**"],
  "parameters": { "Stage": "prod" },
  "policies": {},
  "unknown": "info"
}
`;

  test.each([0, 50, 100])('seeds from %i', async (from) => {
    put('template.yaml');
    for (let seed = from; seed < from + 50; seed++) {
      const text = damagedText(config, new Random(seed));
      put('rules.config.json', text);
      const { code, stderr } = await command(root, 'template.yaml');
      expect(stderr, text).not.toMatch(/internal error|\n {4}at |fault of lambda-lint/);
      if (code === 2) expect(stderr, text).toMatch(/^lambda-lint: rules\.config\.json/);
      else expect(code).toBe(1);
    }
  });

  test('what names itself, or is no file', async () => {
    put('template.yaml');
    put('rules.config.json', '{"extends": "./rules.config.json"}');
    expect((await command(root, 'template.yaml')).stderr).toContain('is a circle');
    rmSync(join(root, 'rules.config.json'));
    mkdirSync(join(root, 'rules.config.json'));
    const { code, stderr } = await command(root, 'template.yaml');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^lambda-lint: rules\.config\.json: is a directory, not a configuration file\n/);
  });
});
