import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { options as lintOptions } from '../src/cli/args.js';
import { commandNames } from '../src/cli/commands/command.js';
import { commandOf } from '../src/cli/commands/index.js';
import { optionsIn } from '../src/cli/commands/completion/words.js';
import { help } from '../src/cli/help.js';
import { command } from './support/cli.js';

let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'completion-'));
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout, stderr } = await command(root, 'completion', shell);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    writeFileSync(join(root, shell), stdout);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

function shell(name: string, ...argv: string[]): string {
  const { stdout, stderr } = spawnSync(name, argv, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, HOME: root },
  });
  return stdout + stderr;
}

const has = (name: string): boolean => spawnSync(name, ['--version']).status === 0;

/** What is offered for the last of some words, as bash splits them. */
function inBash(...words: string[]): string[] {
  const all = ['lambda-lint', ...words].map((word) => `'${word}'`).join(' ');
  const script = `source ./bash; COMP_WORDS=(${all}); COMP_CWORD=${words.length}; _lambda_lint; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return shell('bash', '-c', script).trim().split('\n');
}

describe.runIf(has('bash'))('bash', () => {
  test.each([
    [['exp'], ['explain']],
    [
      ['explain', 'role-sha'],
      ['role-shared', 'role-shared-across-services'],
    ],
    [['--form'], ['--format']],
    [['x.yaml', '--format', 'js'], ['json']],
    [['--format', '=', 'js'], ['json']],
    [['-f', '='], expect.arrayContaining(['text', 'sarif'])],
    [['--preset', 'str'], ['strict']],
    [['--rule', 'role-inl'], ['role-inline-policy']],
    [
      ['--unknown', ''],
      ['ignore', 'info', 'warning', 'error'],
    ],
    [
      ['rules', '--format', ''],
      ['text', 'json'],
    ],
    [['init', '--hook', 'h'], ['husky']],
    [['init', '--'], expect.arrayContaining(['--yes', '--workflow'])],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    // Nothing of ours: bash goes on with names of files.
    [['--config', 'b'], ['']],
    [['template'], ['']],
  ])('%j', (words, expected) => {
    expect(inBash(...words)).toEqual(expected);
  });

  test('every option of linting', () => {
    const names = Object.keys(lintOptions).map((name) => `--${name}`);
    expect(inBash('--').sort()).toEqual(names.sort());
  });
});

test.runIf(has('zsh'))('zsh takes its script', () => {
  expect(shell('zsh', '-n', './zsh')).toBe('');
  const script = 'autoload -U compinit; compinit -u; source ./zsh; print $_comps[lambda-lint]';
  expect(shell('zsh', '-fc', script)).toBe('_lambda_lint\n');
});

test.runIf(has('fish'))('fish completes', () => {
  const offered = (typed: string) =>
    shell('fish', '-c', `source ./fish; complete -C ${JSON.stringify(`lambda-lint ${typed}`)}`)
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0]);
  expect(offered('exp')).toEqual(['explain']);
  expect(offered('explain role-inl')).toEqual(['role-inline-policy']);
  expect(offered('x.yaml --form')).toEqual(['--format']);
  expect(offered('x.yaml --format js')).toEqual(['json']);
  expect(offered('rules --pres')).toEqual(['--preset']);
});

test('every option that a command has stands in its help, and no other', async () => {
  const named = (text: string) => optionsIn(text, {}).flatMap(({ names }) => names.filter((name) => /^--/.test(name)));
  expect(named(help).sort()).toEqual(
    Object.keys(lintOptions)
      .map((name) => `--${name}`)
      .sort(),
  );
  for (const name of commandNames) {
    const { help: own, options } = (await commandOf(name)?.()) ?? { help: '', options: {} };
    expect(named(own).sort(), name).toEqual(
      Object.keys(options)
        .map((each) => `--${each}`)
        .sort(),
    );
    expect(help).toMatch(new RegExp(`^  ${name} `, 'm'));
  }
});

test('what is wrong is one sentence, and exit code 2', async () => {
  expect(await command(root, 'completion', 'fisch')).toMatchObject({
    code: 2,
    stderr: 'lambda-lint: there is no completion for fisch; did you mean fish?\nTry lambda-lint completion --help.\n',
  });
  expect(await command(root, 'completion')).toMatchObject({
    code: 2,
    stderr: 'lambda-lint: completion needs one shell: bash, zsh, fish\nTry lambda-lint completion --help.\n',
  });
});
