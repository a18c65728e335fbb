import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { parse as parseArgs } from '../src/cli/args.js';
import type { JsonReport } from '../src/formatters/index.js';
import { command } from './support/cli.js';
import { onWindows } from './support/platform.js';

const project = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(project, path), 'utf8').replaceAll('\r\n', '\n');

/** The fences of a page by language, with what stands behind the language. */
function fences(path: string, language: string): string[] {
  return [...read(path).matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)]
    .filter(([, head]) => head === language)
    .map(([, , text = '']) => text);
}

let root: string;
const put = (path: string, text: string): void => {
  writeFileSync(join(root, path), text);
};
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'guides-')));
  mkdirSync(join(root, '.git'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('docs/adopting.md', () => {
  const page = 'docs/adopting.md';

  test('its commands run, one after the other', async () => {
    put('template.yaml', 'Resources: { Jobs: { Type: AWS::SQS::Queue } }\n');
    const lines = fences(page, 'sh').flatMap((text) => text.trim().split('\n'));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      const [, args = ''] = /^npx lambda-lint (.*)$/.exec(line) ?? [];
      const { code, stdout } = await command(root, ...args.split(' '));
      expect(code, line).toBe(0);
      if (line.includes('--baseline')) expect(stdout, line).toContain('Nothing new · 1 known');
    }
  });

  test.each(fences(page, 'yaml'))('its suppressions silence what they are for: %s', async (text) => {
    put('template.yaml', text);
    put('rules.config.json', '{ "honor": ["checkov", "cfn-lint", "cfn_nag", "cdk-nag"] }');
    const { stdout } = await command(root, '-f', 'json');
    const report = JSON.parse(stdout) as JsonReport;
    expect(report.suppressed).toEqual([expect.objectContaining({ reason: 'hints may be lost' })]);
    expect(report.findings).toEqual([]);
  });

  test.each(fences(page, 'json'))('its configurations are right: %s', async (text) => {
    put('rules.config.json', text);
    expect(await command(root, '--print-config', 'template.yaml')).toMatchObject({ code: 0, stderr: '' });
  });

  test('its baseline is one', async () => {
    put('template.yaml', 'Resources: { Jobs: { Type: AWS::SQS::Queue } }\n');
    const [text = ''] = fences(page, 'json baseline');
    put('known.json', text);
    expect(await command(root, '--baseline', 'known.json')).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('docs/pre-commit.md', () => {
  const page = 'docs/pre-commit.md';
  const known = (parseYaml(read('.pre-commit-hooks.yaml')) as { id: string; entry: string }[]).map(({ id }) => id);

  /** The arguments of a recipe's command, understood as the command would. */
  const understood = (line: string): void => {
    const [, args] = /^(?:npx (?:--no-install )?)?lambda-lint (.*)$/.exec(line) ?? [];
    expect(args, line).toBeDefined();
    expect(parseArgs((args ?? '').split(' ')), line).toMatchObject({ warnIgnored: false });
  };

  test('names the hooks that there are', () => {
    const hooks = [...read(page).matchAll(/^\| `(lambda-lint[\w-]*)`/gm)].map(([, id]) => id);
    expect(hooks).toEqual(known);
  });

  test('its configurations of pre-commit use them, with options that there are', () => {
    const configs = fences(page, 'yaml')
      .map((text) => parseYaml(text) as { repos?: { hooks: { id: string; args?: string[]; files?: string }[] }[] })
      .flatMap(({ repos = [] }) => repos.flatMap(({ hooks }) => hooks));
    expect(configs.length).toBeGreaterThan(2);
    for (const { id, args = [] } of configs) {
      expect(known).toContain(id);
      expect(() => parseArgs(['--no-warn-ignored', ...args])).not.toThrow();
    }
  });

  test('its recipes for other tools call the command as it is', () => {
    const [staged = ''] = fences(page, 'json');
    const { 'lint-staged': tasks } = JSON.parse(staged) as { 'lint-staged': Record<string, string> };
    for (const task of Object.values(tasks)) understood(`${task} template.yaml`);
    const [lefthook = ''] = fences(page, 'yaml').filter((text) => text.startsWith('pre-commit:'));
    const { 'pre-commit': hook } = parseYaml(lefthook) as {
      'pre-commit': { commands: Record<string, { run: string }> };
    };
    for (const { run } of Object.values(hook.commands)) understood(run.replace('{staged_files}', 'template.yaml'));
  });

  test.skipIf(onWindows)('its shell lines are read by a shell', () => {
    for (const text of fences(page, 'sh')) expect(() => execFileSync('sh', ['-n'], { input: text })).not.toThrow();
  });
});
