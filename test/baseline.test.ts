import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { baselineOf, compare, entriesOf, printBaseline, updated } from '../src/engine/baseline.js';
import type { Finding } from '../src/engine/finding.js';
import type { JsonReport } from '../src/formatters/index.js';
import { command } from './support/cli.js';
import { finding } from './support/report.js';
import { type Files, put as putInto } from './support/files.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'baseline-')));
  mkdirSync(join(root, '.git'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const put = (files: Files): void => putInto(root, files);

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** A template with queues that have no dead-letter queue. */
const queues = (...names: string[]): string =>
  `Resources:\n${names.map((name) => `  ${name}: { Type: AWS::SQS::Queue }\n`).join('')}`;

const only = ['--no-config', '--preset', 'recommended'];
const run = (...argv: string[]) => command(root, ...argv, ...only);
const lastLines = (text: string): string[] => text.trimEnd().split('\n\n').at(-1)?.split('\n') ?? [];

describe('an old repository', () => {
  beforeEach(() => put({ 'old/template.yaml': queues('Jobs', 'Hints'), 'app/template.yaml': queues('Orders') }));

  test('is adopted as it is, and what is new is found', async () => {
    expect(await run('--update-baseline')).toMatchObject({
      code: 0,
      stderr: 'lambda-lint: wrote lambda-lint-baseline.json: 3 findings in 2 files (3 new)\n',
    });
    expect(read('lambda-lint-baseline.json')).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "files": {
          "app/template.yaml": {
            "queue-dlq": {
              "1429cc1a9a2c7ca190efe993e79837c7": 1
            }
          },
          "old/template.yaml": {
            "queue-dlq": {
              "51a60c4d7e10d6ec6681c0e855713f01": 1,
              "b2aab91191a86fd145a884f35e93f78f": 1
            }
          }
        }
      }
      "
    `);
    expect(readdirSync(root).sort()).toEqual(['.git', 'app', 'lambda-lint-baseline.json', 'old']);

    const known = await run('--baseline', 'lambda-lint-baseline.json');
    expect(known).toMatchObject({ code: 0, stderr: '' });
    expect(known.stdout).toMatchInlineSnapshot(`
      "Nothing new · 3 known in lambda-lint-baseline.json (--show-suppressed lists them)
      app/template.yaml: CloudFormation, 1 resource
      old/template.yaml: CloudFormation, 2 resources
      passed over 1: 1 is no CloudFormation template (--show-skipped lists them)
      2 files checked with 112 rules
      "
    `);

    put({ 'app/template.yaml': `# moved\n\n${queues('Orders', 'Refunds')}` });
    const grown = await run('--baseline', 'lambda-lint-baseline.json', '--max-warnings', '0');
    expect(grown.code).toBe(1);
    expect(grown.stdout).toContain('Refunds has no dead-letter queue');
    expect(grown.stdout).not.toContain('Orders has no');
    expect(lastLines(grown.stdout)[0]).toBe(
      '1 warning · 3 known in lambda-lint-baseline.json (--show-suppressed lists them)',
    );
  });

  test('what is known can be listed', async () => {
    await run('--update-baseline');
    const { stdout } = await run('--baseline', 'lambda-lint-baseline.json', '--show-suppressed');
    expect(stdout).toContain(
      [
        'Known',
        "  app/template.yaml:2:3  queue-dlq  Orders has no dead-letter queue, so a message that can't be worked on comes back until it expires and is lost",
        '    stands in the baseline lambda-lint-baseline.json',
      ].join('\n'),
    );
  });

  test('what is mended is reported, and taken out', async () => {
    await run('--update-baseline');
    put({ 'old/template.yaml': queues('Hints') });
    rmSync(join(root, 'app'), { recursive: true });
    const { stdout, code } = await run('--baseline', 'lambda-lint-baseline.json');
    expect(code).toBe(0);
    expect(lastLines(stdout).slice(0, 2)).toEqual([
      'Nothing new · 1 known in lambda-lint-baseline.json (--show-suppressed lists them)',
      '2 entries of the baseline are gone: run --update-baseline',
    ]);
    const { stderr } = await run('--update-baseline');
    expect(stderr).toBe('lambda-lint: wrote lambda-lint-baseline.json: 1 finding in 1 file (2 gone)\n');
    expect(lastLines((await run('--baseline', 'lambda-lint-baseline.json')).stdout)[1]).not.toContain('gone');
  });

  test('a run of some files says nothing of the others, and keeps what is known of them', async () => {
    await run('--update-baseline');
    const whole = read('lambda-lint-baseline.json');
    rmSync(join(root, 'app'), { recursive: true });
    const { stdout } = await run('--baseline', 'lambda-lint-baseline.json', 'old/template.yaml');
    expect(stdout).not.toContain('gone');
    await run('--update-baseline', 'old/template.yaml');
    expect(read('lambda-lint-baseline.json')).toBe(whole);
  });

  test('a file that cannot be read keeps its entries, and hides nothing', async () => {
    await run('--update-baseline');
    const whole = read('lambda-lint-baseline.json');
    put({ 'old/template.yaml': `${queues('Jobs')}  Hints: [` });
    const { stdout, code } = await run('--baseline', 'lambda-lint-baseline.json');
    expect(code).toBe(1);
    expect(stdout).toContain('template-parse');
    expect(stdout).not.toContain('gone');
    await run('--update-baseline');
    put({ 'old/template.yaml': queues('Jobs', 'Hints') });
    expect(JSON.parse(read('lambda-lint-baseline.json'))).toMatchObject(JSON.parse(whole) as object);
  });

  test('a fault that can be read past is a finding like any other', async () => {
    const faulty = (...names: string[]) => `${queues(...names)}  Wrong: { Properties: {} }\n`;
    put({ 'old/template.yaml': faulty('Jobs', 'Hints') });
    await run('--update-baseline');
    put({ 'old/template.yaml': faulty('Jobs') });
    const { stdout, code } = await run('--baseline', 'lambda-lint-baseline.json');
    expect(code).toBe(0);
    expect(lastLines(stdout)[1]).toBe('1 entry of the baseline is gone: run --update-baseline');
  });

  test('paths are those from the baseline, wherever the command runs', async () => {
    await run('--update-baseline');
    const whole = read('lambda-lint-baseline.json');
    const there = join(root, 'app');
    const { stdout } = await command(there, '--baseline', '../lambda-lint-baseline.json', '../old', '.', ...only);
    expect(lastLines(stdout)[0]).toContain('Nothing new · 3 known');
    await command(there, '--update-baseline', '--baseline', '../lambda-lint-baseline.json', '../old', '.', ...only);
    expect(read('lambda-lint-baseline.json')).toBe(whole);
  });

  test('a suppression is no business of the baseline', async () => {
    await run('--update-baseline');
    put({ 'app/template.yaml': `# lambda-lint-disable-file queue-dlq -- hints only\n${queues('Orders')}` });
    const { stdout } = await run('--baseline', 'lambda-lint-baseline.json');
    expect(lastLines(stdout).slice(0, 2)).toEqual([
      'Nothing new · 1 suppressed (--show-suppressed lists them) · 2 known in lambda-lint-baseline.json (--show-suppressed lists them)',
      '1 entry of the baseline is gone: run --update-baseline',
    ]);
  });

  test('a rule that does not run keeps its entries', async () => {
    await run('--update-baseline');
    const whole = read('lambda-lint-baseline.json');
    const { stdout } = await run('--baseline', 'lambda-lint-baseline.json', '--rule', 'queue-dlq: off');
    expect(stdout).not.toContain('gone');
    await run('--update-baseline', '--rule', 'queue-dlq: off');
    expect(read('lambda-lint-baseline.json')).toBe(whole);
  });

  test('JSON and SARIF tell new from known', async () => {
    await run('--update-baseline');
    put({ 'app/template.yaml': queues('Refunds') });
    const baseline = ['--baseline', 'lambda-lint-baseline.json'];
    const json = JSON.parse((await run(...baseline, '-f', 'json')).stdout) as JsonReport;
    expect(json.findings.map(({ resource }) => resource)).toEqual(['Refunds']);
    expect(json.baseline?.known.map(({ resource }) => resource)).toEqual(['Jobs', 'Hints']);
    expect(json.baseline?.gone).toEqual([
      {
        path: 'app/template.yaml',
        rule: 'queue-dlq',
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        count: 1,
      },
    ]);
    expect(json.summary).toMatchObject({ warnings: 1, known: 2 });

    const states = async (...argv: string[]) => {
      const log = JSON.parse((await run(...baseline, '-f', 'sarif', ...argv)).stdout) as {
        runs: { results: { kind: string; baselineState?: string }[] }[];
      };
      return log.runs.flatMap(({ results }) =>
        results.flatMap(({ kind, baselineState }) => `${kind} ${baselineState ?? '-'}`),
      );
    };
    expect(await states()).toEqual(['fail new']);
    expect(await states('--show-suppressed')).toEqual(['fail new', 'fail unchanged', 'fail unchanged']);
  });
});

test('a nested template stands under the one that was linted', async () => {
  put({
    'template.yaml':
      'Resources:\n  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }\n',
    'child.yaml': queues('Jobs'),
  });
  await run('--update-baseline');
  expect(Object.keys((JSON.parse(read('lambda-lint-baseline.json')) as { files: object }).files)).toEqual([
    'template.yaml',
  ]);
  expect((await run('--baseline', 'lambda-lint-baseline.json', 'template.yaml')).stdout).toContain('1 known');
});

test.each([
  ['', '1:1: the file ends here, but something is missing'],
  ['{ "version": 1,\n<<<<<<< HEAD\n', '2:1: expected a name in double quotes'],
  ['[]', '1:1: a baseline is an object'],
  ['{ "files": {} }', '1:1: the version of a baseline must be 1'],
  [
    '{ "version": 2, "files": {} }',
    '1:14: the version of a baseline must be 1: another lambda-lint wrote this one; to have the baseline written anew, remove it',
  ],
  ['{ "version": 1 }', '1:1: files must be an object'],
  ['{ "version": 1, "files": { "a.yaml": [] } }', '1:38: what is under a.yaml must be an object of rules'],
  [
    '{ "version": 1, "files": {\n "a": { "queue-dlq": { "00": 0 } } } }',
    '2:30: a count must be a whole number, 1 or more',
  ],
  [
    '{ "version": 1, "files": {\n "a": { "queue-dlq": { "00": "1" } } } }',
    '2:30: a count must be a whole number, 1 or more',
  ],
])('a baseline that is none: %j', async (text, message) => {
  put({ 'template.yaml': queues('Jobs'), 'known.json': text });
  for (const update of [[], ['--update-baseline']]) {
    const { code, stdout, stderr } = await run('--baseline', 'known.json', ...update);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`lambda-lint: known.json:${message}`);
    expect(read('known.json')).toBe(text);
  }
});

test('nothing that can be linted leaves the baseline alone', async () => {
  expect(await run('--update-baseline', 'templat.yaml')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'lambda-lint: templat.yaml does not exist\n',
  });
  expect(readdirSync(root)).toEqual(['.git']);
});

test('a place that cannot be written is said', async () => {
  put({ 'template.yaml': queues('Jobs'), file: '' });
  const { code, stderr } = await run('--update-baseline', '--baseline', 'file/known.json');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^lambda-lint: --(?:update-)?baseline: file\/known.json (?:does not exist|cannot be written)/);
});

describe('by property', () => {
  const file = { path: 't.yaml', text: '' };
  const findings = fc.array(
    fc
      .record({
        rule: fc.constantFrom('a', 'b'),
        fingerprint: fc.constantFrom('0', '1', '2'),
        path: fc.constantFrom('x', 'y', '__proto__'),
      })
      .map(({ rule, fingerprint, path }) => finding({ rule, fingerprint, root: path, at: { file, start: 0, end: 0 } })),
    { maxLength: 12 },
  );
  const context = { keyOf: ({ root: path }: Finding) => path, looked: () => true };
  const keys = (found: readonly Finding[]) =>
    found.map(({ rule, fingerprint, root: path }) => [path, rule, fingerprint].join()).sort();

  test('nothing is lost, and no more is known than was there', () => {
    fc.assert(
      fc.property(findings, findings, (before, now) => {
        const baseline = updated(before, new Map(), context);
        const { fresh, known, gone } = compare(now, baseline, context);
        expect(fresh.length + known.length).toBe(now.length);
        const all = gone.flatMap(({ path, rule, fingerprint, count }) =>
          Array.from({ length: count }, () => [path, rule, fingerprint].join()),
        );
        expect([...keys(known), ...all].sort()).toEqual(keys(before));
      }),
    );
  });

  test('the text is the same whatever the order, and all is known right after', () => {
    fc.assert(
      fc.property(findings, findings, (before, now) => {
        const baseline = updated(now, updated(before, new Map(), context), context);
        const mixed = baselineOf(entriesOf(updated([...now].reverse(), new Map(), context)).reverse());
        expect(printBaseline(mixed)).toBe(printBaseline(baseline));
        expect(compare(now, baseline, context)).toMatchObject({ fresh: [], gone: [] });
      }),
    );
  });
});
