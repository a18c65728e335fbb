import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  defineRule,
  type Graph,
  type Link,
  type OptionsOf,
  type Report,
  type Resource,
  type Subjects,
  type Value,
} from '../src/index.js';
import { lint } from '../src/testing.js';
import { command } from './support/cli.js';
import { put, remove } from './support/files.js';
import { canLink } from './support/platform.js';

const rule = (id: string, more = ''): string => `{
  id: '${id}', title: 'T', severity: 'warning', on: 'function', ${more}
  check: (fn, { report }) => report({ at: fn, message: fn.name + ' is seen by ${id}', help: 'none' }),
}`;
const plugin = (...rules: readonly string[]): string => `exports.rules = [${rules.join()}];`;
const template = 'Resources:\n  Fn: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs24.x } }\n';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plugins-'));
  mkdirSync(join(root, '.git'));
  put(root, { 'template.yaml': template });
});
afterEach(() => remove(root));

/** What is said on standard error, and of the plugins' rules. */
async function said(...argv: readonly string[]): Promise<string> {
  const { stdout, stderr } = await command(root, ...(argv.length === 0 ? ['template.yaml'] : argv), '--format', 'json');
  const { findings } = JSON.parse(stdout === '' ? '{"findings":[]}' : stdout) as {
    findings: readonly { rule: string; severity: string; message: string }[];
  };
  const own = findings.filter((finding) => finding.rule.includes('/') || finding.rule.startsWith('suppression'));
  return [stderr.trim(), ...own.map((each) => `${each.severity} ${each.message}`)].filter(Boolean).join('\n');
}

describe('a plugin', () => {
  test('is a file or a package, and its rules are set like others', async () => {
    put(root, {
      'a.cjs': plugin(rule('a/one'), rule('a/two')),
      'b.mjs': `export default { rules: [${rule('b/one', "options: { size: { type: 'integer', default: 1, description: '' } },")}] };`,
      'node_modules/@c/rules/index.js': plugin(rule('@c/rules/one', "severity: 'off',")),
      'rules.config.json':
        '{ "plugins": ["./a.cjs", "./b.mjs", "@c/rules"], "rules": { "a/two": "off", "b/one": ["info", { "size": 2 }] } }',
    });
    expect(await said()).toBe('warning Fn is seen by a/one\ninfo Fn is seen by b/one');
    expect(await said('template.yaml', '--rule', 'a/one: off', '--rule', '@c/rules/one: error', '--quiet')).toBe(
      'error Fn is seen by @c/rules/one',
    );
    put(root, { 'template.yaml': `# lambda-lint-disable a/one, b/one, other/rule -- why\n${template}` });
    expect(await said()).toBe('');
  });

  test('of a configuration that is extended has its rules there, too', async () => {
    put(root, {
      'shared/a.cjs': plugin(rule('a/one')),
      'shared/base.json': '{ "plugins": ["./a.cjs"], "rules": { "a/one": "info" } }',
      'rules.config.json': '{ "extends": "./shared/base.json", "rules": { "a/one": "error" } }',
    });
    expect(await said()).toBe('error Fn is seen by a/one');
  });

  test('whose rule throws does no harm to the rest', async () => {
    put(root, {
      'a.cjs': plugin(`{ ...${rule('a/one')}, check() { throw new Error('oh') } }`, rule('a/two')),
      'rules.config.json': '{ "plugins": ["./a.cjs"] }',
    });
    const { stdout } = await command(root, 'template.yaml');
    expect(stdout).toContain('the rule a/one crashed here (oh)');
    expect(stdout).toContain('report it to the authors of the rule');
    expect(stdout).toContain('Fn is seen by a/two');
  });
});

describe('what is wrong with a plugin', () => {
  test.each([
    ['there is none', '', 'there is no file ./a.cjs'],
    ['it is broken', '\nexports.rules = 1 2;', './a.cjs cannot be loaded: Unexpected number (line 2)'],
    ['it throws', "throw new Error('no\\nmore')", './a.cjs cannot be loaded: no'],
    ['it has no rules', 'exports.rule = 1', './a.cjs exports no rules: it has to export a list named rules'],
    ['no object', plugin('7'), './a.cjs: rules[0] is no rule: use defineRule'],
    [
      'an id of lambda-lint',
      plugin(rule('role-shared')),
      './a.cjs: rules[0].id has to be the name of the plugin, a slash and a name, such as "acme/function-owner", not "role-shared"',
    ],
    [
      'no severity',
      plugin(rule('a/one', '').replace("'warning'", "'warn'")),
      './a.cjs: rules[0] (a/one): severity has to be one of off, info, warning, error',
    ],
    [
      'a preset of no severity',
      plugin(rule('a/one', "presets: { strict: ['erorr', {}] },")),
      './a.cjs: rules[0] (a/one): presets.strict has to begin with one of off, info, warning, error',
    ],
    ['no check', plugin(`{ ...${rule('a/one')}, check: 1 }`), './a.cjs: rules[0] (a/one) has no function check'],
    [
      'a kind that is none',
      plugin(`{ ...${rule('a/one')}, on: 'functions' }`),
      './a.cjs: rules[0] (a/one): on has to name kinds of subjects; did you mean function?',
    ],
    [
      'options that are no schema',
      plugin(rule('a/one', "options: { x: { type: 'txt', default: '' } },")),
      './a.cjs: rules[0] (a/one): options have to be the properties of a JSON Schema: schema is invalid',
    ],
    [
      'an option without a default',
      plugin(rule('a/one', "options: { x: { type: 'string' } },")),
      './a.cjs: rules[0] (a/one): the option x has no default',
    ],
    ['an id twice', plugin(rule('a/one'), rule('a/one')), 'the rule a/one is given twice'],
  ])('%s', async (_, text, expected) => {
    put(root, { ...(text !== '' && { 'a.cjs': text }), 'rules.config.json': '{ "plugins": ["./a.cjs"] }' });
    const { stderr, code } = await command(root, 'template.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain(`lambda-lint: rules.config.json:1:15: plugins[0]: ${expected}`);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  test.each([
    ['{ "plugins": "./a.cjs" }', '1:3: plugins: must be a list of files and packages: ["./my-rules.js"]'],
    ['{ "plugins": ["/a.cjs"] }', '1:15: plugins[0]: must be relative: a file begins with ./'],
    [
      '{ "plugins": ["a.cjs"] }',
      '1:15: plugins[0]: there is no package a.cjs in node_modules; a file is written ./a.cjs',
    ],
    ['{ "rules": { "a/b": "off" } }', '1:14: rules.a/b: there is no rule a/b'],
  ])('%s', async (config, expected) => {
    put(root, { 'a.cjs': plugin(), 'rules.config.json': config });
    expect(await said()).toBe(`lambda-lint: rules.config.json:${expected}`);
  });

  test('options that its schema does not allow', async () => {
    put(root, {
      'a.cjs': plugin(rule('a/one', "options: { size: { type: 'integer', default: 1, description: '' } },")),
      'rules.config.json': '{ "plugins": ["./a.cjs"], "rules": { "a/one": ["info", { "size": "x" }] } }',
    });
    expect(await said()).toBe('lambda-lint: rules.config.json:1:58: rules.a/one[1].size: must be a whole number');
    expect(await said('template.yaml', '--no-config', '--rule', 'a/one: off')).toBe(
      "lambda-lint: --rule 'a/one: off': there is no rule a/one\nTry lambda-lint --help.",
    );
  });
});

describe('code runs only where it may', () => {
  const config = '{ "plugins": ["./a.cjs"], "rules": { "a/one": "error" } }';
  const harm = "require('node:fs').writeFileSync(__dirname + '/ran', '');";

  test('with --no-plugins nothing is loaded, and what is set of the rules is left out', async () => {
    put(root, { 'a.cjs': harm, 'rules.config.json': config });
    expect(await said('template.yaml', '--no-plugins', '--rule', 'a/two: off')).toBe(
      'lambda-lint: rules.config.json: plugins are not loaded (--no-plugins): ./a.cjs; what is set of a/one is left out',
    );
  });

  test.each([
    [
      'node_modules/x',
      'a configuration from node_modules may not load code; name the plugins in the configuration that extends it',
    ],
    [
      'submodule',
      'this configuration lies outside the working tree, so it may not load code; name it with --config if you trust it',
    ],
  ])('not from a configuration in %s, be it found or extended', async (directory, expected) => {
    put(root, {
      [`${directory}/a.cjs`]: harm,
      [`${directory}/rules.config.json`]: config,
      [`${directory}/template.yaml`]: template,
      'submodule/.git': 'gitdir: ../.git/modules/submodule',
    });
    const sentence = `lambda-lint: ${directory}/rules.config.json:1:15: plugins[0]: ${expected}`;
    expect(await said(`${directory}/template.yaml`)).toContain(sentence);
    put(root, { 'rules.config.json': `{ "extends": "./${directory}/rules.config.json" }` });
    expect(await said()).toContain(sentence);
    put(root, { [`${directory}/a.cjs`]: plugin(rule('a/one')) });
    expect(await said('template.yaml', '--config', `${directory}/rules.config.json`)).toBe('error Fn is seen by a/one');
  });

  test.runIf(canLink)('not from above the repository, and no file from outside it', async () => {
    const inner = join(root, 'inner');
    put(root, { 'a.cjs': harm, 'rules.config.json': config, 'inner/.git/HEAD': '', 'inner/template.yaml': template });
    const { stderr } = await command(inner, 'template.yaml');
    expect(stderr).toContain('this configuration lies outside the working tree');
    put(inner, { 'rules.config.json': '{ "plugins": ["../a.cjs"] }' });
    expect((await command(inner, 'template.yaml')).stderr).toContain(
      'plugins[0]: ../a.cjs leads out of the working tree',
    );
    symlinkSync(join(root, 'a.cjs'), join(inner, 'b.cjs'));
    put(inner, { 'rules.config.json': '{ "plugins": ["./b.cjs"] }' });
    expect((await command(inner, 'template.yaml')).stderr).toContain(
      'plugins[0]: ./b.cjs leads out of the working tree',
    );
  });

  test('two configurations of one run may not mean different rules by one name', async () => {
    for (const name of ['one', 'two']) {
      put(root, { [`${name}/a.cjs`]: plugin(rule('a/one')), [`${name}/rules.config.json`]: config });
      put(root, { [`${name}/template.yaml`]: template });
    }
    expect(await said('one', 'two')).toContain('two configurations load different rules named a/one');
    put(root, { 'two/rules.config.json': config.replace('./a', '../one/a') });
    expect(await said('one', 'two')).toBe('error Fn is seen by a/one\nerror Fn is seen by a/one');
  });
});

test('a rule of one’s own has types: options and facts are what they are declared as', () => {
  const slow = defineRule({
    id: 'acme/slow',
    title: 'Quick',
    severity: 'off',
    options: { most: { type: 'integer', default: 5, description: '' } },
    on: ['function', 'route'],
    check(subject, { options, report, today }) {
      if (subject.kind !== 'function' || subject.timeout.state !== 'known') return;
      const seconds: number = subject.timeout.value;
      if (seconds <= options.most || today.getFullYear() !== 2026) return;
      report({ at: subject.timeout, message: `${subject.name} takes ${seconds} s`, help: 'be quick' });
    },
  });
  const text = template.replace('Runtime', 'Timeout: 9, Runtime');
  expect(lint(slow, text)).toContain('2:61 error Fn takes 9 s [acme/slow]');
  expect(lint(slow, text, { options: { most: 9 } })).toBe('');
});

test('what a rule is handed has names, so that it can be told in functions', () => {
  const options = { longest: { type: 'integer', default: 5, description: '' } } as const;
  const isOver = (seconds: Value<number>, { longest }: OptionsOf<typeof options>): boolean =>
    seconds.state === 'known' && seconds.value > longest;
  const roleOf = ({ role }: Resource<'function'>): Link<'role'> => role;
  const othersWith = (role: Link<'role'>, than: Subjects['function'], graph: Graph): readonly string[] =>
    graph
      .all('function')
      .filter((each) => each !== than && role.state === 'known' && roleOf(each).state === 'known')
      .map(({ name }) => name);
  const judgement = (fn: Subjects['function'], others: readonly string[]): Report => ({
    at: fn.timeout,
    message: `${fn.name} keeps ${others.join()} waiting`,
    help: 'be quick',
  });
  const slow = defineRule({
    id: 'acme/slow-together',
    title: 'Quick',
    severity: 'error',
    options,
    on: 'function',
    check(fn, { graph, options: given, report }) {
      const others = othersWith(roleOf(fn), fn, graph);
      if (others.length > 0 && isOver(fn.timeout, given)) report(judgement(fn, others));
    },
  });
  const fn = (timeout: number) => `{ Type: AWS::Lambda::Function, Properties: { Timeout: ${timeout}, Role: !Ref R } }`;
  expect(lint(slow, `Resources:\n  A: ${fn(9)}\n  B: ${fn(3)}\n  R: { Type: AWS::IAM::Role }\n`))
    .toMatchInlineSnapshot(`
    "2:60 error A keeps B waiting [acme/slow-together]
          A: { Type: AWS::Lambda::Function, Properties: { Timeout: 9, Role: !Ref R } }
                                                                   ~
      help: be quick"
  `);
});
