import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Io } from '../src/cli/io.js';
import { run } from '../src/cli/run.js';
import { formatNames } from '../src/formatters/names.js';
import { command } from './support/cli.js';
import { onWindows } from './support/platform.js';

const template = 'Resources:\n  Fn: { Type: AWS::Lambda::Function }\n';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'output-')));
  writeFileSync(join(root, 'template.yaml'), template);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const lint = (...argv: string[]) => command(root, 'template.yaml', '--preset', 'all', ...argv);
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test('every format is there, and goes to a file', async () => {
  for (const format of formatNames) {
    const { code, stdout, stderr } = await lint('--format', `${format}=out/${format}/report`);
    expect([code, stdout, stderr]).toEqual([1, '', '']);
    expect(read(`out/${format}/report`)).toContain('Fn has no');
    expect(readdirSync(join(root, 'out', format))).toEqual(['report']);
  }
});

test('several at once', async () => {
  const { code, stdout } = await lint(
    '--format',
    'text',
    '--format',
    'sarif=a/out.sarif',
    '--format',
    'junit=a/out.xml',
  );
  expect(code).toBe(1);
  expect(stdout).toContain('error[');
  expect(readdirSync(join(root, 'a')).sort()).toEqual(['out.sarif', 'out.xml']);
});

describe('a file', () => {
  test.skipIf(onWindows)('that is there already is replaced, and keeps its mode; a link stays one', async () => {
    writeFileSync(join(root, 'old.json'), 'old');
    chmodSync(join(root, 'old.json'), 0o640);
    symlinkSync('old.json', join(root, 'link.json'));
    expect((await lint('--format', 'json=link.json')).code).toBe(1);
    expect(lstatSync(join(root, 'link.json')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(read('old.json'))).toHaveProperty('findings');
    expect(statSync(join(root, 'old.json')).mode & 0o777).toBe(0o640);
  });

  const unwritable: readonly (readonly [file: string, reason: string | RegExp])[] = [
    ['directory', 'the file cannot be written: it is a directory'],
    ['a\u0000b', /^the file cannot be written: .*null bytes/],
  ];
  // Windows has no such devices, and tells less of what is wrong.
  const unwritableElsewhere: typeof unwritable = [
    ['template.yaml/x.json', 'the file cannot be written: a part of its path is a file'],
    ['/proc/none/x.json', 'the file cannot be written: its directory cannot be made'],
    ['/dev/full', 'the file cannot be written: the disk is full'],
    [`${'x'.repeat(300)}.json`, 'the file cannot be written: its name is too long'],
  ];
  const unwritableOnWindows: typeof unwritable = [
    [
      'template.yaml/x.json',
      /^the file cannot be written: (?:a part of its path is a file|its directory cannot be made)$/,
    ],
    [`${'x'.repeat(300)}.json`, /^the file cannot be written: (?:its name is too long|its directory cannot be made)$/],
  ];
  test.each([...unwritable, ...(onWindows ? unwritableOnWindows : unwritableElsewhere)])(
    '%j that cannot be written is one sentence; the other outputs are written',
    async (file, reason) => {
      mkdirSync(join(root, 'directory'));
      const { code, stdout, stderr } = await lint(
        '--format',
        `json=${file}`,
        '--format',
        'text',
        '--format',
        'sarif=b.sarif',
      );
      expect(code).toBe(2);
      expect(stdout).toContain('error[');
      expect(stderr.split('\n')).toHaveLength(2);
      const [, said = ''] = /^lambda-lint: --format json=.*?: (.*)\n$/s.exec(stderr) ?? [];
      if (typeof reason === 'string') expect(said).toBe(reason);
      else expect(said).toMatch(reason);
      expect(existsSync(join(root, 'b.sarif'))).toBe(true);
      expect(readdirSync(root).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    },
  );

  test('that was linted is not overwritten', async () => {
    const { code, stderr } = await lint('--format', 'json=./template.yaml');
    expect([code, stderr]).toEqual([
      2,
      'lambda-lint: --format json=./template.yaml would overwrite a file that was linted: give another name\n',
    ]);
    expect(read('template.yaml')).toBe(template);
  });

  test('that an earlier run wrote may be written again, though it is found as well', async () => {
    for (const code of [1, 1])
      expect((await command(root, '--preset', 'all', '--format', 'json=out.json')).code).toBe(code);
  });
});

test('a fault of standard output is a sentence, and files are written', async () => {
  let stderr = '';
  const io: Io = {
    stdout: () => {
      throw Object.assign(new Error('write'), { code: 'ENOSPC' });
    },
    stderr: (text) => (stderr += text),
    stdin: () => Buffer.from(''),
    cwd: root,
    env: {},
    today: new Date('2026-11-22'),
    elapsed: () => 0,
  };
  expect(await run(['template.yaml', '--format', 'text', '--format', 'json=a.json'], io)).toBe(2);
  expect(stderr).toBe('lambda-lint: --format text: standard output cannot be written: the disk is full\n');
  expect(existsSync(join(root, 'a.json'))).toBe(true);
});

test('paths are those of the repository where readers know no others', async () => {
  mkdirSync(join(root, '.git'));
  mkdirSync(join(root, 'services/orders'), { recursive: true });
  writeFileSync(join(root, 'services/orders/template.yaml'), template);
  const paths = async (...argv: string[]) => {
    await command(join(root, 'services/orders'), '--preset', 'all', '../../template.yaml', 'template.yaml', ...argv);
    return ['out.sarif', 'out.json'].map((name) => readFileSync(join(root, 'services/orders', name), 'utf8'));
  };
  const [sarif = '', gitlab = ''] = await paths(
    '-f',
    'sarif=out.sarif',
    '-f',
    'gitlab=out.json',
    '--sarif-category',
    'x',
  );
  const { runs } = JSON.parse(sarif) as Log;
  const uris = runs[0]?.results?.map((result) => result.locations?.[0]?.physicalLocation?.artifactLocation?.uri);
  expect([...new Set(uris)]).toEqual(['template.yaml', 'services/orders/template.yaml']);
  expect(runs[0]?.automationDetails?.id).toBe('x/');
  const issues = JSON.parse(gitlab) as { location: { path: string } }[];
  expect([...new Set(issues.map(({ location }) => location.path))]).toEqual([...new Set(uris)]);
});

describe.skipIf(onWindows)('a process', () => {
  const main = join(import.meta.dirname, '../src/cli/main.ts');
  const argv = ['--import', import.meta.resolve('tsx'), main];

  test('that nobody reads to the end still writes its files, and says by its exit code what it found', () => {
    const functions = Array.from({ length: 1500 }, (_, at) => `  F${at}: { Type: AWS::Lambda::Function }`);
    writeFileSync(join(root, 'template.yaml'), `Resources:\n${functions.join('\n')}\n`);
    const quoted = [process.execPath, ...argv, '--preset', 'all', '-f', 'text', '-f', 'json=out.json'].map(
      (part) => `'${part}'`,
    );
    const script = `{ ${quoted.join(' ')}; echo $? > code; } | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: root, encoding: 'utf8' });
    expect([stdout.split('\n').length, stderr, read('code')]).toEqual([2, '', '1\n']);
    expect(JSON.parse(read('out.json'))).toHaveProperty('findings');
  });

  test('whose standard output is full says so', () => {
    const quoted = [process.execPath, ...argv, 'template.yaml'].map((part) => `'${part}'`);
    const { status, stderr } = spawnSync('sh', ['-c', `${quoted.join(' ')} > /dev/full`], {
      cwd: root,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([
      2,
      'lambda-lint: --format text: standard output cannot be written: the disk is full\n',
    ]);
  });

  test('that is interrupted ends at once, without a word and without a file', async () => {
    const child = spawn(process.execPath, [...argv, '-', '--format', 'json=out.json'], { cwd: root });
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve([code, signal])));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill('SIGINT');
    // A shell makes 130 of it.
    expect(await ended).toEqual([null, 'SIGINT']);
    expect(said).toBe('');
    expect(readdirSync(root)).toEqual(['template.yaml']);
  });
});
