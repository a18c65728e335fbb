import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { onWindows } from './support/platform.js';

const main = join(import.meta.dirname, '../src/cli/main.ts');
const tsx = import.meta.resolve('tsx');

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'process-'));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** The command as its own process: what only a process can show. */
function command(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', tsx, main, ...argv], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
  });
  return { status, stdout, stderr };
}

test('--version and --help answer', () => {
  expect(command('--version')).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' });
  expect(command('-f', 'json', '--help').stdout).toMatch(/^Usage: lambda-lint /);
});

test('what answers them loads nothing else', () => {
  const imports = [...readFileSync(main, 'utf8').matchAll(/^import (?!type).* from '(.*)';$/gm)].map(
    ([, name]) => name,
  );
  expect(imports).toEqual(['node:fs', './commands/index.js', './help.js', './version.js']);
});

test('no format but text is loaded before it is asked for', () => {
  const folder = join(import.meta.dirname, '../src/cli');
  const imported = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      [
        ...readFileSync(join(folder, name), 'utf8').matchAll(
          /^import (?!type).* from '(?:\.\.\/)+formatters\/(.*)\.js';$/gm,
        ),
      ].map(([, module]) => module),
    );
  expect([...new Set(imported)].sort()).toEqual(['colors', 'names', 'text', 'visible']);
});

/** A template with more findings than a pipe holds. */
function putLarge(): void {
  const functions = Array.from({ length: 2000 }, (_, at) => `  F${at}: { Type: AWS::Lambda::Function }`);
  writeFileSync(join(root, 'template.yaml'), `Resources:\n${functions.join('\n')}\n`);
}

test('lints for real', () => {
  putLarge();
  const { status, stdout, stderr } = command('template.yaml', '--preset', 'all');
  expect(stderr).toBe('');
  expect(status).toBe(1);
  expect(stdout).toMatch(/\ntemplate\.yaml: CloudFormation, 2000 functions\n.*\n$/);
});

test.skipIf(onWindows)('stops quietly when nobody reads on', () => {
  putLarge();
  const quoted = [process.execPath, '--import', tsx, main, 'template.yaml', '--preset', 'all'].map(
    (part) => `'${part}'`,
  );
  const piped = spawnSync('sh', ['-c', `${quoted.join(' ')} | head -n 1`], { cwd: root, encoding: 'utf8' });
  expect(piped.stderr).toBe('');
  expect(piped.stdout).toMatch(/^(?:error|warning)\[/);
});
