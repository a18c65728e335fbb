import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { help } from '../src/cli/help.js';
import type { FormatOptions, LintReport } from '../src/engine/report.js';
import { formatters } from '../src/formatters/index.js';
import { formatNames, type FormatName } from '../src/formatters/names.js';
import { hostile, hostileSecret } from './support/hostile-report.js';
import { finding, formatOptions, placeOf, report } from './support/report.js';
import { sample, sampleRules } from './support/sample-report.js';
import { readSarif } from './support/sarif.js';
import { xmlFaults } from './support/xml.js';

const all = formatOptions({ rules: sampleRules, elapsed: 34, showUnknown: true, showSuppressed: true });
const source = { path: 'template.yaml', text: 'Resources:\n  Orders: 1\n' };
const at = placeOf(source, 'Orders');

/** GitLab's Code Quality report, as its documentation describes it. */
const codeQuality = new Ajv().compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{32}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        additionalProperties: false,
        properties: {
          path: { type: 'string', pattern: '^(?!\\./|/)' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
});

/** What a reader of a format has against an output of it. */
const faultsOf: Readonly<Partial<Record<FormatName, (text: string) => unknown>>> = {
  json: (text) => (JSON.parse(text) === null ? ['nothing'] : []),
  sarif: (text) => readSarif(text).faults,
  gitlab: (text) => {
    const issues = JSON.parse(text) as { fingerprint: string }[];
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    codeQuality(issues);
    return codeQuality.errors ?? [];
  },
  junit: (text) => xmlFaults('junit.xsd', text),
  checkstyle: (text) => xmlFaults('checkstyle.xsd', text),
};

/** What must not leave any format as it is: it acts on a terminal, or reads differently from what it is. */
const unsafe =
  // eslint-disable-next-line no-control-regex -- what must not be there
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const extensions: Readonly<Record<FormatName, string>> = {
  text: 'txt',
  json: 'json',
  sarif: 'sarif',
  agent: 'agent.txt',
  gitlab: 'gitlab.json',
  junit: 'junit.xml',
  checkstyle: 'checkstyle.xml',
  html: 'html',
  github: 'github.txt',
  markdown: 'md',
};

test('each has its part in docs/formats.md, and a word in the help', () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/formats.md'), 'utf8');
  expect([...page.matchAll(/^## ([a-z]+)$/gm)].map(([, name]) => name)).toEqual([...formatNames]);
  for (const name of formatNames) expect(help).toMatch(new RegExp(`--format NAME.*\\b${name}\\b`));
});

// The others have tests of their own.
test.each(['agent', 'gitlab', 'junit', 'checkstyle'] as const)('%s: one of everything', async (name) => {
  const text = formatters[name](sample, all);
  expect(await faultsOf[name]?.(text)).toEqual(faultsOf[name] && []);
  await expect(text).toMatchFileSnapshot(`fixtures/formatters/sample.${extensions[name]}`);
});

describe.each(formatNames)('%s', (name) => {
  test('text that would break it', async () => {
    const text = formatters[name](hostile, { ...all, width: 300 });
    expect(text).not.toMatch(unsafe);
    expect(text).not.toContain(hostileSecret);
    expect(await faultsOf[name]?.(text)).toEqual(faultsOf[name] && []);
    await expect(text).toMatchFileSnapshot(`fixtures/formatters/hostile.${extensions[name]}`);
  });

  test('an empty report', async () => {
    const text = formatters[name](report({ rules: [] }), formatOptions());
    expect(text.endsWith('\n')).toBe(true);
    expect(await faultsOf[name]?.(text)).toEqual(faultsOf[name] && []);
  });

  test('errors alone, when quiet', () => {
    const text = formatters[name](sample, { ...all, quiet: true, showUnknown: false, showSuppressed: false });
    expect(text).toContain('Payments has the same role as Orders');
    expect(text).not.toContain('anyone may call GET /orders');
  });
});

describe('agent', () => {
  const agent = (given: LintReport, options?: Partial<FormatOptions>) =>
    formatters.agent(given, formatOptions(options));

  test('findings that are alike are one', () => {
    const findings = ['Orders', 'Payments', 'Refunds'].map((resource) => finding({ at, resource, help: 'do it' }));
    const files = [{ path: 'template.yaml', recognisedAs: 'SAM' }];
    expect(agent(report({ findings, files }))).toMatchInlineSnapshot(`
      "template.yaml:2:3: error role-shared: Orders has the same role as Payments
        help: do it
        also: Payments, Refunds
      3 errors, 0 warnings, 0 infos; 0 undecided; 0 suppressed; 1 file linted, 0 skipped
      "
    `);
  });

  test('nothing found, and what that rests on', () => {
    const undecided = [{ rule: 'role-shared', resource: 'Orders', at, why: 'Role is imported' }];
    expect(agent(report({ undecided }))).toMatchInlineSnapshot(`
      "0 errors, 0 warnings, 0 infos; 1 undecided (--show-unknown lists them); 0 suppressed; 0 files linted, 0 skipped
      "
    `);
    expect(agent(sample, { quiet: true }).split('\n').at(-2)).toMatchInlineSnapshot(
      `"1 error, 1 warning, 1 info; 1 undecided (--show-unknown lists them); 1 suppressed; 2 files linted, 1 skipped; 2 not shown (--quiet)"`,
    );
  });
});

test('junit knows a test again after lines have moved, and tells tests of one name apart', () => {
  const moved = placeOf({ ...source, text: `# moved\n${source.text}` }, 'Orders');
  const namesOf = (findings: LintReport['findings']) =>
    [...formatters.junit(report({ findings }), all).matchAll(/<testcase name="(.*?)"/g)].map(([, name]) => name);
  expect(namesOf([finding({ at, resource: 'Orders' }), finding({ at, route: 'GET /' })])).toMatchInlineSnapshot(`
    [
      "role-shared: Orders (template.yaml)",
      "role-shared: GET / (template.yaml)",
    ]
  `);
  expect(namesOf([finding({ at }), finding({ at })])).toEqual(
    namesOf([finding({ at: moved }), finding({ at: moved })]),
  );
});

test('gitlab tells findings of one fingerprint apart, and knows them again after lines have moved', () => {
  const other = placeOf({ ...source, path: 'other.yaml' }, 'Orders');
  const moved = placeOf({ ...source, text: `# moved\n${source.text}` }, 'Orders');
  const printsOf = (findings: LintReport['findings']) =>
    (JSON.parse(formatters.gitlab(report({ findings }), all)) as { fingerprint: string }[]).map(
      (each) => each.fingerprint,
    );
  const prints = printsOf([finding({ at }), finding({ at }), finding({ at: other })]);
  expect(new Set(prints).size).toBe(3);
  expect(printsOf([finding({ at: moved })])).toEqual(prints.slice(0, 1));
});

test('gitlab knows paths from the root of a repository', () => {
  const text = formatters.gitlab(report({ findings: [finding({ at })] }), {
    ...all,
    repository: { root: '/repo', directory: 'services' },
  });
  expect(JSON.parse(text)).toMatchObject([{ location: { path: 'services/template.yaml', lines: { begin: 2 } } }]);
});

describe('whatever a template holds', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
    fc.constantFrom('::error::x', ']]>', '<script>', '\u202e', '|', '`', '', ' ', '..', '/', '[a](b)'),
  );
  const places = fc.record({ path: words, text: words, start: fc.nat(20), length: fc.nat(20) }).map((given) => {
    const start = Math.min(given.start, given.text.length);
    const end = Math.min(start + given.length, given.text.length);
    return { file: { path: given.path, text: given.text }, start, end };
  });
  const optional = fc.option(words, { nil: undefined });
  const findings = fc.record({
    rule: words.map((word) => `${word}-rule`),
    severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
    message: words,
    at: places,
    related: fc.array(fc.record({ at: places, message: words }), { maxLength: 3 }),
    fingerprint: fc.constantFrom('0a', '0b'),
    texts: fc.record({ help: optional, label: optional, resource: optional, route: optional, when: optional }),
  });
  const reports = fc
    .record({
      findings: fc.array(findings, { maxLength: 5 }),
      files: fc.array(fc.record({ path: words, recognisedAs: words }), { maxLength: 2 }),
      undecided: fc.array(
        fc.record({ rule: words.map((word) => `${word}-rule`), at: places, why: words, resource: words }),
        { maxLength: 2 },
      ),
    })
    .map((given) =>
      report({
        ...given,
        findings: given.findings.map(({ texts, ...each }) =>
          finding({ ...each, ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)) }),
        ),
      }),
    );

  test.each(formatNames)('%s is safe to print', (name) => {
    fc.assert(
      fc.property(reports, fc.boolean(), (given, show) => {
        const text = formatters[name](given, { ...all, showUnknown: show, showSuppressed: show });
        expect(text).not.toMatch(unsafe);
        if (name === 'json' || name === 'gitlab') expect(faultsOf[name]?.(text)).toEqual([]);
      }),
    );
  });

  test('sarif is valid', () => {
    fc.assert(
      fc.property(reports, (given) => {
        expect(readSarif(formatters.sarif(given, all)).faults).toEqual([]);
      }),
    );
  });

  test.each(['junit', 'checkstyle'] as const)('%s is valid', async (name) => {
    const documents = fc.sample(reports, 200).map((given) => formatters[name](given, all));
    expect(await xmlFaults(`${name}.xsd`, ...documents)).toEqual([]);
  });
});
