import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from './support/cli.js';
import { put, remove } from './support/files.js';
import { installed } from './support/package.js';

const root = join(import.meta.dirname, '..');

/** The code of a guide by the name that its first line gives it, and what is shown as printed. */
function guide(name: string): { files: Record<string, string>; printed: string[]; json: string[] } {
  const text = readFileSync(join(root, 'docs', name), 'utf8').replaceAll('\r\n', '\n');
  const fences = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const of = (language: string) => fences.flatMap(([, is, code = '']) => (is === language ? [code] : []));
  const code = of('js').map((each) => [/^\/\/ (\S+)\n/.exec(each)?.[1] ?? '', each] as const);
  return { files: Object.fromEntries(code), printed: of('text'), json: of('json') };
}

let home: string;
beforeAll(async () => {
  home = await installed();
  put(home, { 'package.json': '{ "type": "module", "private": true }', '.git/HEAD': '' });
});
afterAll(() => remove(home));

function node(file: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [file], { cwd: home, encoding: 'utf8' });
  return status === 0 ? stdout : stderr;
}

describe('docs/library.md', () => {
  const { files, printed } = guide('library.md');

  test('its example prints what it says', () => {
    put(home, files);
    expect(node('lint-one.js')).toBe(printed[0]);
  });
});

describe('docs/cdk.md', () => {
  const text = readFileSync(join(root, 'docs/cdk.md'), 'utf8');

  test('the output that it shows is what test/cdk.test.ts sees', () => {
    const { printed } = guide('cdk.md');
    const shown = (printed[0] ?? '').split('\n').slice(1).join('\n').trimEnd();
    const seen = readFileSync(join(root, 'test/cdk.test.ts'), 'utf8')
      .replaceAll('\r\n', '\n')
      .replaceAll(/^ {4}/gm, '');
    expect(shown).not.toBe('');
    expect(seen).toContain(shown);
  });

  test('its plugin can be made as it says, without aws-cdk-lib', () => {
    const [, imported = ''] = /^(import \{ LambdaLint \}.*)$/m.exec(text) ?? [];
    put(home, {
      'plugin.js': `${imported}\nconst plugin = new LambdaLint();\nconsole.log(plugin.name, typeof plugin.validate);`,
    });
    expect(node('plugin.js')).toBe('lambda-lint function\n');
  });
});

describe('docs/plugins.md', () => {
  const { files, printed, json } = guide('plugins.md');
  const template = `Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs24.x, FunctionName: list }
`;
  beforeAll(() => put(home, { ...files, 'rules.config.json': json[0] ?? '', 'template.yaml': template }));

  test('its test prints what it says', () => {
    expect(node('my-rules.test.js')).toBe(`\n${printed[0] ?? ''}`);
  });

  test('its rule runs with its configuration', async () => {
    const { stdout, stderr, code } = await command(home, 'template.yaml');
    expect([stderr, code]).toEqual(['', 1]);
    expect(stdout).toContain('Orders is named after no team that we know');
  });
});
