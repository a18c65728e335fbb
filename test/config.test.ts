import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ConfigError,
  configurations,
  givenRules,
  type ConfigSettings,
  type ConfigurableRule,
} from '../src/config/index.js';
import { canLink } from './support/platform.js';

const rules: readonly ConfigurableRule[] = [
  { id: 'role-shared', severity: 'error', options: {} },
  {
    id: 'function-required-layers',
    severity: 'off',
    presets: { strict: 'error', 'config-parity': ['warning', { minimum: 2 }] },
    options: {
      layers: { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1, default: [], description: '' },
      match: { type: 'string', enum: ['any', 'all'], default: 'all', description: '' },
      minimum: { type: 'integer', minimum: 0, default: 1, description: '' },
    },
  },
  { id: 'api-key-not-auth', severity: 'warning', options: {} },
];

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'config-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function put(path: string, content: unknown): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
}

const resolved = (path: string, settings: Partial<ConfigSettings> = {}) =>
  configurations({ rules, cwd: root, ...settings })(join(root, path));

/** Severities that apply to a file, those of all rules in order. */
function severities(path = 'template.yaml', settings: Partial<ConfigSettings> = {}): string {
  const config = resolved(path, settings);
  return [...config.rules.values()].map(({ severity }) => severity).join(' ');
}

function problems(content: unknown): string[] {
  put('rules.config.json', content);
  try {
    resolved('template.yaml');
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  throw new Error('there should have been a ConfigError');
}

describe('what applies', () => {
  test('without a file: the recommended preset, with the defaults of options', () => {
    const { rules: settings, ...rest } = resolved('template.yaml', { file: false });
    expect(rest).toEqual({ ignore: [], ignored: false, parameters: {}, unknown: 'ignore' });
    expect(settings.get('function-required-layers')).toEqual({
      severity: 'off',
      options: { layers: [], match: 'all', minimum: 1 },
    });
    expect(severities('template.yaml', { file: false })).toBe('error off warning');
  });

  test('the nearest file above each linted file', () => {
    put('rules.config.json', { rules: { 'role-shared': 'info' } });
    put('a/rules.config.json', { rules: { 'role-shared': 'off' } });
    expect(severities('b/c/template.yaml')).toBe('info off warning');
    expect(severities('a/c/template.yaml')).toBe('off off warning');
    expect(severities('a/template.yaml', { file: 'rules.config.json' })).toBe('info off warning');
    expect(severities('a/template.yaml', { file: false })).toBe('error off warning');
  });

  test('options: those that are given, then the defaults', () => {
    put('rules.config.json', { rules: { 'function-required-layers': ['error', { layers: ['corp'] }] } });
    const settings = resolved('template.yaml').rules.get('function-required-layers');
    expect(settings).toEqual({ severity: 'error', options: { layers: ['corp'], match: 'all', minimum: 1 } });
  });

  test.each([
    ['recommended', 'error off warning'],
    ['strict', 'error error warning'],
    ['all', 'error warning warning'],
    ['config-parity', 'off warning off'],
  ])('the preset %s', (preset, expected) => {
    put('rules.config.json', { extends: preset });
    expect(severities()).toBe(expected);
    expect(severities('template.yaml', { file: false, preset })).toBe(expected);
  });

  test('a preset may give options; those of a file take their place', () => {
    const minimum = (config: object): unknown => {
      put('rules.config.json', config);
      return resolved('template.yaml').rules.get('function-required-layers')?.options['minimum'];
    };
    const layers = (setting: unknown) => ({ rules: { 'function-required-layers': setting } });
    expect(minimum({ extends: 'config-parity' })).toBe(2);
    expect(minimum({ extends: 'config-parity', ...layers('error') })).toBe(2);
    expect(minimum({ extends: 'config-parity', ...layers(['error', { layers: ['corp'] }]) })).toBe(1);
    expect(minimum({ extends: ['config-parity', 'strict'] })).toBe(1);
    put('base.json', layers(['info', { minimum: 3 }]));
    expect(minimum({ extends: ['./base.json', 'config-parity'] })).toBe(3);
  });

  test('a preset of some rules adds to the one before it', () => {
    put('rules.config.json', { extends: ['recommended', 'config-parity'] });
    expect(severities()).toBe('error warning warning');
    put('rules.config.json', { extends: ['config-parity'], rules: { 'role-shared': 'info' } });
    expect(severities()).toBe('info warning off');
  });

  test('extends: later ones win, and the file itself over all; a severity alone keeps the options', () => {
    put('company/base.json', {
      extends: 'strict',
      rules: { 'function-required-layers': ['warning', { layers: ['corp'] }], 'api-key-not-auth': 'off' },
      ignore: ['generated'],
      parameters: { Stage: 'prod', Size: 1 },
      unknown: 'warning',
    });
    put('rules.config.json', {
      extends: ['./company/base.json'],
      rules: { 'function-required-layers': 'info' },
      parameters: { Size: 2 },
    });
    const config = resolved('template.yaml');
    expect(severities()).toBe('error info off');
    expect(config.rules.get('function-required-layers')?.options['layers']).toEqual(['corp']);
    expect(config).toMatchObject({ parameters: { Stage: 'prod', Size: 2 }, unknown: 'warning', ignore: ['generated'] });
    // A preset on the command line takes the place of those in files, not of what they say of single rules.
    expect(severities('template.yaml', { preset: 'recommended' })).toBe('error info off');
  });

  test.runIf(canLink)('patterns are relative to their file, also where one of the two is named through a link', () => {
    put('at/rules.config.json', { ignore: ['old/'] });
    for (const path of ['at/old/t.yaml', 'at/t.yaml']) put(path, '');
    symlinkSync('at', join(root, 'link'));
    const file = join(root, 'link/rules.config.json');
    expect(['at/old/t.yaml', 'link/old/t.yaml', 'at/t.yaml'].map((path) => resolved(path, { file }).ignored)).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('overrides and ignore: patterns are relative to their file', () => {
    put('company/base.json', { ignore: ['own.yaml'] });
    put('rules.config.json', {
      extends: './company/base.json',
      overrides: [
        { files: ['dev/**/*.yaml', '*.dev.yaml'], rules: { 'role-shared': 'info' } },
        { files: ['dev/strict'], rules: { 'role-shared': 'warning' } },
      ],
      ignore: ['legacy/', '/top.yaml'],
    });
    expect(severities('template.yaml')).toBe('error off warning');
    expect(severities('dev/a/b.yaml')).toBe('info off warning');
    expect(severities('x/y.dev.yaml')).toBe('info off warning');
    expect(severities('dev/strict/a.yaml')).toBe('warning off warning');
    const ignored = ['legacy/a/b.yaml', 'x/legacy/b.yaml', 'top.yaml', 'x/top.yaml', 'company/own.yaml', 'own.yaml'];
    const answers = ignored.map((path) => resolved(path).ignored);
    expect(answers).toEqual([true, true, true, false, true, false]);
  });

  test('the command line stands above the file', () => {
    put('rules.config.json', {
      rules: { 'role-shared': 'info' },
      overrides: [{ files: ['*'], rules: { 'role-shared': 'warning' } }],
      parameters: { Stage: 'dev', Size: 1 },
      unknown: 'error',
    });
    const given = givenRules(['role-shared: off', 'function-required-layers=["error", {"layers": ["corp"]}]'], rules);
    expect(given.problems).toEqual([]);
    const settings = { ruleSettings: given.rules, parameters: { Stage: 'prod' }, unknown: 'info' } as const;
    expect(severities('template.yaml', settings)).toBe('off error warning');
    expect(resolved('template.yaml', settings)).toMatchObject({
      parameters: { Stage: 'prod', Size: 1 },
      unknown: 'info',
    });
  });
});

describe('what is wrong is said at its place', () => {
  test('words that do not exist', () => {
    const content = {
      $schema: './schema.json',
      rule: {},
      rules: { 'role-sharde': 'error', 'api-key-not-auth': 'warn' },
      overrides: [{ file: ['*'], rules: {} }],
      unknown: 'maybe',
    };
    expect(problems(content)).toMatchInlineSnapshot(`
      [
        "rules.config.json:3:3: rule: there is no setting rule; did you mean rules?",
        "rules.config.json:5:5: rules.role-sharde: there is no rule role-sharde; did you mean role-shared?",
        "rules.config.json:6:5: rules.api-key-not-auth: must be one of off, info, warning, error, not warn; did you mean warning?",
        "rules.config.json:9:5: overrides[0]: an override needs files and rules",
        "rules.config.json:10:7: overrides[0].file: there is no file in an override; did you mean files?",
        "rules.config.json:16:3: unknown: must be one of ignore, info, warning, error, not maybe",
      ]
    `);
  });

  test('options, in the words of their schema', () => {
    const content = {
      rules: {
        'role-shared': ['error', { max: 1 }],
        'function-required-layers': ['error', { layer: [], layers: [''], match: 'some', minimum: 0.5 }],
        'api-key-not-auth': ['error'],
      },
      overrides: [{ files: ['*'], rules: { 'function-required-layers': ['error', { layers: [], minimum: -1 }] } }],
    };
    expect(problems(content)).toMatchInlineSnapshot(`
      [
        "rules.config.json:5:7: rules.role-shared[1]: role-shared has no options",
        "rules.config.json:12:9: rules.function-required-layers[1].layer: there is no option layer; did you mean layers?",
        "rules.config.json:14:11: rules.function-required-layers[1].layers[0]: must not be empty",
        "rules.config.json:16:9: rules.function-required-layers[1].match: must be one of "any", "all"",
        "rules.config.json:17:9: rules.function-required-layers[1].minimum: must be a whole number",
        "rules.config.json:33:13: overrides[0].rules.function-required-layers[1].layers: must not be empty",
        "rules.config.json:34:13: overrides[0].rules.function-required-layers[1].minimum: must be >= 0",
      ]
    `);
  });

  test('policies that are made elsewhere', () => {
    const document = { Statement: [] };
    put('company/limit.json', document);
    put('company/base.json', { policies: { 'arn:aws:iam::*:policy/limit': './limit.json' } });
    put('own.json', document);
    put('rules.config.json', {
      extends: './company/base.json',
      policies: { 'arn:aws:iam::*:policy/own': 'own.json' },
    });
    const { policies } = resolved('template.yaml');
    expect(policies?.map(({ arn, text }) => [arn, JSON.parse(text) as unknown])).toEqual([
      ['arn:aws:iam::*:policy/own', document],
      ['arn:aws:iam::*:policy/limit', document],
    ]);
  });

  test('files of policies that are of no use', () => {
    put('text.json', 'Statement');
    put('other.json', { Resources: {} });
    const files = { a: 'text.json', b: 'other.json', c: './none.json', d: 1 };
    expect(problems({ policies: files })).toMatchInlineSnapshot(`
      [
        "rules.config.json:3:5: policies.a: text.json is no JSON",
        "rules.config.json:4:5: policies.b: other.json is no policy document: it has no Statement",
        "rules.config.json:5:5: policies.c: there is no file ./none.json",
        "rules.config.json:6:5: policies.d: must be the path of a JSON file",
      ]
    `);
  });

  test('kinds of values', () => {
    const content = {
      extends: [1, './missing.json', 'recommend', 'base.json'],
      rules: [],
      overrides: {},
      ignore: 'x',
      parameters: { A: null, B: [] },
    };
    expect(problems(content)).toMatchInlineSnapshot(`
      [
        "rules.config.json:3:5: extends[0]: must be the name of a preset, or a file: ./FILE",
        "rules.config.json:4:5: extends[1]: there is no file ./missing.json",
        "rules.config.json:5:5: extends[2]: there is no preset recommend; did you mean recommended?",
        "rules.config.json:6:5: extends[3]: there is no preset base.json; a file is written ./base.json",
        "rules.config.json:8:3: rules: must be an object: { … }",
        "rules.config.json:9:3: overrides: must be a list: [{ "files": ["…"], "rules": { … } }]",
        "rules.config.json:10:3: ignore: must be a list of texts: ["…"]",
        "rules.config.json:12:5: parameters.A: must be text, a number, true or false",
        "rules.config.json:13:5: parameters.B: must be text, a number, true or false",
      ]
    `);
    expect(problems([])).toEqual(['rules.config.json:1:1: must be an object: { … }']);
  });

  test.each([
    ['{\n  "rules": {},\n}', '3:1: JSON allows no comma before }'],
    ['{\n  // off\n  "rules": {}\n}', '2:3: JSON has no comments: remove this one'],
    ['{ "rules": { } ', '1:16: expected a comma or }'],
    ['{ "rules" {} }', '1:11: expected a colon after "rules"'],
    ["{ 'rules': {} }", '1:3: expected a name in double quotes'],
    ['{ "unknown": info }', '1:14: info is no JSON value: put text in double quotes'],
    ['{ "unknown": "info }', '1:14: this text has no closing quote'],
    ['{ "unknown": "\\x" }', '1:14: this text has a character or an escape that JSON does not allow'],
    ['{ "rules": {}, "rules": {} }', '1:16: rules is given twice'],
    ['{} {}', '1:4: the file should end here'],
    ['', '1:1: the file ends here, but something is missing'],
    ['[1,]', '1:4: JSON allows no comma before ]'],
    ['['.repeat(1000), '1:202: this is nested too deeply'],
  ])('JSON that cannot be read: %j', (text, expected) => {
    expect(problems(text)).toEqual([`rules.config.json:${expected}`]);
  });

  test.each([
    [{ exclude: ['legacy'] }, '2:3: exclude: there is no setting exclude; there are $schema, extends, plugins, rules'],
    [
      { rules: { 'role-shared': { severity: 'error' } } },
      'rules.role-shared: must be a severity, or a list of a severity and options: ["error", { … }]',
    ],
    [{ rules: { 'role-*': 'off' } }, 'rules.role-*: there is no rule role-*; lambda-lint rules lists them'],
  ])('what other linters take: %j', (content, expected) => {
    expect(problems(content)).toEqual([expect.stringContaining(expected)]);
  });

  test.each([
    ['@acme/base', 'there is no preset @acme/base; a file of a package is written ./node_modules/@acme/base/FILE.json'],
    [
      '@acme/base/r.json',
      'there is no preset @acme/base/r.json; a file of a package is written ./node_modules/@acme/base/r.json',
    ],
    [
      'node_modules/@acme/base',
      'there is no preset node_modules/@acme/base; a file of a package is written ./node_modules/@acme/base/FILE.json',
    ],
    ['https://x.io/r.json', 'there is no preset https://x.io/r.json; nothing is fetched: a file is written ./FILE'],
  ])('a configuration of a package, or from elsewhere: %s', (name, expected) => {
    expect(problems({ extends: name })).toEqual([`rules.config.json:2:3: extends: ${expected}`]);
  });

  test('a directory is no configuration', () => {
    put('base/rules.config.json', {});
    expect(problems({ extends: './base' })).toEqual(['base: is a directory, not a configuration file']);
  });

  test('files of an override may be one pattern', () => {
    put('rules.config.json', { overrides: [{ files: 'sandbox/**', rules: { 'role-shared': 'off' } }] });
    expect(resolved('sandbox/t.yaml').rules.get('role-shared')?.severity).toBe('off');
    expect(resolved('t.yaml').rules.get('role-shared')?.severity).toBe('error');
    expect(problems({ overrides: [{ files: 1, rules: {} }] })).toEqual([
      'rules.config.json:4:7: overrides[0].files: must be a list of texts: ["…"]',
    ]);
  });

  test('patterns of a package are relative to the configuration that extends it, its other paths to itself', () => {
    put('node_modules/@acme/base/rules.config.json', {
      extends: './more.json',
      ignore: ['legacy/**'],
      policies: { 'arn:aws:iam::*:policy/b': './b.json' },
    });
    put('node_modules/@acme/base/more.json', {
      overrides: [{ files: ['sandbox/**'], rules: { 'role-shared': 'off' } }],
      suppressions: [{ rule: 'role-shared', files: 'old/*.yaml', reason: 'agreed' }],
    });
    put('node_modules/@acme/base/b.json', { Statement: [] });
    put('app/rules.config.json', { extends: '../node_modules/@acme/base/rules.config.json' });
    expect(resolved('app/legacy/t.yaml').ignored).toBe(true);
    expect(resolved('app/t.yaml').ignored).toBe(false);
    expect(resolved('app/sandbox/t.yaml').rules.get('role-shared')?.severity).toBe('off');
    expect(resolved('app/t.yaml').rules.get('role-shared')?.severity).toBe('error');
    const { suppressions = [], policies } = resolved('app/old/t.yaml');
    expect(suppressions.map(({ covers }) => [covers('app/old/t.yaml'), covers('old/t.yaml')])).toEqual([[true, false]]);
    expect(policies).toHaveLength(1);
    // Named on the command line, it is that of the directory that the command runs in.
    const file = 'node_modules/@acme/base/rules.config.json';
    expect(resolved('legacy/t.yaml', { file }).ignored).toBe(true);
  });

  test('a file that extends itself, on the way', () => {
    put('a.json', { extends: './rules.config.json' });
    expect(problems({ extends: './a.json' })).toEqual([
      `a.json:2:3: extends: rules.config.json → a.json → rules.config.json is a circle`,
    ]);
  });

  test('a file that is not there', () => {
    expect(() => resolved('template.yaml', { file: 'nope.json' })).toThrow(
      'nope.json: there is no such configuration file',
    );
  });

  test('rules on the command line', () => {
    const given = givenRules(
      ['role-sharde: off', 'role-shared: fatal', 'role-shared', 'function-required-layers: ["error", {"layers": 1}]'],
      rules,
    );
    expect(given.problems).toMatchInlineSnapshot(`
      [
        "--rule 'role-sharde: off': there is no rule role-sharde; did you mean role-shared?",
        "--rule 'role-shared: fatal': must be one of off, info, warning, error, not fatal",
        "--rule 'role-shared': write it as 'ID: SEVERITY'",
        "--rule 'function-required-layers: ["error", {"layers": 1}]': [1].layers: must be a list",
      ]
    `);
  });

  test('names that mean something to JavaScript are names like others', () => {
    const text = '{ "parameters": { "__proto__": "x", "constructor": "y" }, "rules": { "__proto__": "off" } }';
    expect(problems(text)).toEqual([
      'rules.config.json:1:70: rules.__proto__: there is no rule __proto__; lambda-lint rules lists them',
    ]);
  });
});
