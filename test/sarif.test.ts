import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from 'node-sarif-builder';
import type { Log, Result } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { FormatOptions, LintReport } from '../src/engine/report.js';
import { sarif } from '../src/formatters/sarif.js';
import { finding, formatOptions, placeOf, report } from './support/report.js';
import { sample, sampleRules } from './support/sample-report.js';
import { readSarif } from './support/sarif.js';

const options = formatOptions({ rules: sampleRules, elapsed: 34 });
const file = (text: string, path = 'template.yaml') => ({ path, text });

/** Valid by the official schema and by what GitHub's code scanning adds to it. */
function logOf(given: LintReport, formatted: FormatOptions = options): Log {
  const { log, faults } = readSarif(sarif(given, formatted));
  expect(faults).toEqual([]);
  return log;
}

const resultsOf = (log: Log): readonly Result[] => log.runs[0]?.results ?? [];
const notesOf = (log: Log): (string | undefined)[] =>
  log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.map(
    ({ level, message }) => `${level ?? ''}: ${message.text ?? ''}`,
  ) ?? [];
const source = file('Resources:\n  Orders: 1\n');
const at = placeOf(source, 'Orders');

test('one of everything', async () => {
  const all = { ...options, showUnknown: true, showSuppressed: true };
  logOf(sample, all);
  await expect(sarif(sample, all)).toMatchFileSnapshot('fixtures/formatters/sample.sarif');
});

test('an empty report', () => {
  expect(resultsOf(logOf(report({ rules: [] })))).toEqual([]);
});

test('what is suppressed or undecided would be an alert, and is in it only where it is asked for', () => {
  const log = logOf(sample);
  expect(resultsOf(log).map(({ kind, suppressions }) => [kind, suppressions])).toEqual([
    ['fail', undefined],
    ['fail', undefined],
    ['fail', undefined],
  ]);
  expect(notesOf(log)).toEqual([
    'note: 1 check undecided, since only the deployment knows: --show-unknown lists them.',
  ]);
});

test('errors alone, when quiet', () => {
  expect(resultsOf(logOf(sample, { ...options, quiet: true })).map(({ level }) => level)).toEqual(['error']);
});

describe('places', () => {
  test.each([
    ['template.yaml', 'template.yaml'],
    ['my dir/a#b%20:c?.yaml', 'my%20dir/a%23b%2520%3Ac%3F.yaml'],
    ['日本.yaml', '%E6%97%A5%E6%9C%AC.yaml'],
    ['/tmp/x y.yaml', 'tmp/x%20y.yaml'],
    ['C:/x.yaml', 'x.yaml'],
    ['<stdin>', 'stdin'],
    ['half \ud800.yaml', 'half%20%EF%BF%BD.yaml'],
    ['./a//b/../c.yaml', 'a/c.yaml'],
    ['../../c.yaml', 'c.yaml'],
    ['', 'unnamed'],
  ])('the path %j is the URI %s', (path, uri) => {
    const findings = [finding({ at: placeOf(file('Key: 1', path), 'Key') })];
    const [result] = resultsOf(logOf(report({ findings })));
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri, uriBaseId: '%SRCROOT%' });
  });

  test.each([
    ['template.yaml', 'services/orders/template.yaml'],
    ['../shared/template.yaml', 'services/shared/template.yaml'],
    ['/repo/infra/template.yaml', 'infra/template.yaml'],
    ['/repository/template.yaml', 'repository/template.yaml'],
  ])('in a directory of a repository, the path %s is the URI %s', (path, uri) => {
    const findings = [finding({ at: placeOf(file('Key: 1', path), 'Key') })];
    const repository = { root: '/repo', directory: 'services/orders' };
    const [result] = resultsOf(logOf(report({ findings }), { ...options, repository }));
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
  });

  test.each([
    ['A: 1', [0, 0], [1, 1, 1, 2]],
    ['A: 1', [3, 4], [1, 4, 1, 5]],
    ['A:\n  B: 1\n\nC: 1', [5, 11], [2, 3, 2, 7]],
    ['A:\n  B: 1', [3, 5], [2, 1, 2, 2]],
    ['A: 1\n', [5, 5], [2, 1, 2, 2]],
  ] as const)('in %j, the stretch %j is the region %j', (text, [start, end], expected) => {
    const findings = [finding({ at: { file: file(text), start, end } })];
    const { startLine, startColumn, endLine, endColumn } =
      resultsOf(logOf(report({ findings })))[0]?.locations?.[0]?.physicalLocation?.region ?? {};
    expect([startLine, startColumn, endLine, endColumn]).toEqual(expected);
  });

  test('the way from cause to effect is a code flow, each place in it once', () => {
    const findings = [
      finding({
        at,
        label: 'the effect',
        related: [
          { at: placeOf(source, 'Resources'), message: 'the cause' },
          { at, message: 'the effect, too' },
        ],
      }),
      finding({ at, fingerprint: 'a1', related: [{ at, message: 'nowhere else' }] }),
    ];
    const flows = resultsOf(logOf(report({ findings }))).map(({ codeFlows }) =>
      codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location?.message?.text),
    );
    expect(flows).toEqual([['the cause', 'the effect'], undefined]);
  });
});

test('empty texts are filled, for a reader refuses them', () => {
  const findings = [finding({ at, message: '', help: '', related: [{ at, message: '' }] })];
  const undecided = [{ rule: 'role-shared', at, why: '' }];
  const rules = [{ id: 'role-shared', title: '', severity: 'error', pillar: '', sources: [''] }] as const;
  const log = logOf(report({ findings, undecided }), formatOptions({ rules, showUnknown: true }));
  const told = resultsOf(log).map(({ message, relatedLocations = [] }) => [
    message.text,
    ...relatedLocations.map((place) => place.message?.text),
  ]);
  expect(told).toEqual([['role-shared.', 'role-shared'], ['Undecided: only the deployment knows.']]);
  expect(log.runs[0]?.tool.driver.rules?.map(({ shortDescription }) => shortDescription?.text)).toEqual([
    'role-shared',
  ]);
});

describe('fingerprints', () => {
  const hashesOf = (given: LintReport) =>
    resultsOf(logOf(given)).map(({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash']);

  test('stay when lines move', () => {
    const moved = file(`# a comment\n\n${source.text}`);
    expect(hashesOf(report({ findings: [finding({ at: placeOf(moved, 'Orders') })] }))).toEqual(
      hashesOf(report({ findings: [finding({ at })] })),
    );
  });

  test('of findings that are alike in one file are numbered', () => {
    const other = placeOf(file(source.text, 'other.yaml'), 'Orders');
    const findings = [finding({ at }), finding({ at }), finding({ at: other })];
    expect(hashesOf(report({ findings })).map((hash) => hash?.slice(-2))).toEqual([':1', ':2', ':1']);
  });
});

test('the score of a rule is that of its worst finding; only rules of security have one', () => {
  const findings = (['info', 'warning'] as const).map((severity, nth) =>
    finding({ at, severity, fingerprint: `a${nth}` }),
  );
  const rules = logOf(report({ findings, rules: ['api-route-authorizer', 'role-shared'] })).runs[0]?.tool.driver.rules;
  expect(rules?.map(({ id, properties }) => [id, properties])).toEqual([
    [
      'api-route-authorizer',
      { tags: ['aws-lambda', 'operations'], precision: 'medium', 'problem.severity': 'warning' },
    ],
    ['role-shared', { tags: ['aws-lambda', 'security'], precision: 'high', 'security-severity': '5.0' }],
  ]);
});

test('the category is that of the upload unless one is given', () => {
  expect(logOf(sample).runs[0]?.automationDetails).toBeUndefined();
  expect(logOf(sample, { ...options, category: 'orders' }).runs[0]?.automationDetails).toEqual({ id: 'orders/' });
});

describe('limits', () => {
  test('of too many results the least severe are left out, and the rest stays in order', () => {
    const findings = Array.from({ length: 6000 }, (_, nth) =>
      finding({
        at,
        severity: nth % 2 === 0 ? 'info' : 'error',
        message: `${nth} ${'x'.repeat(4000)}`,
        fingerprint: nth.toString(16),
      }),
    );
    const log = logOf(report({ findings }));
    const levels = resultsOf(log).map(({ level }) => level);
    const kept = levels.length;
    expect(kept).toBeGreaterThan(1000);
    expect(new Set(levels)).toEqual(new Set(['error']));
    const numbers = resultsOf(log).map(({ message }) => Number.parseInt(message.text ?? '', 10));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(notesOf(log)).toEqual([
      `warning: ${6000 - kept} results left out, the least severe, because a SARIF log for code scanning may hold no more.`,
    ]);
  });

  test('of many short ones, too', () => {
    const findings = Array.from({ length: 26_000 }, (_, nth) =>
      finding({ at, severity: 'info', message: 'm', fingerprint: nth.toString(16) }),
    );
    expect(resultsOf(logOf(report({ findings }))).length).toBeLessThanOrEqual(25_000);
  });

  test('long texts are cut, and places beyond a thousand', () => {
    const related = Array.from({ length: 1500 }, (_, nth) => ({ at, message: `place ${nth}` }));
    const rules = [
      { id: 'role-shared', title: '😀'.repeat(2000), severity: 'error', pillar: 'security', sources: [] },
    ] as const;
    const log = logOf(
      report({ findings: [finding({ at, message: '😀'.repeat(9000), related })] }),
      formatOptions({ rules }),
    );
    const [result] = resultsOf(log);
    expect(result?.message.text).toHaveLength(4095);
    expect(result?.message.text).toMatch(/^(?:😀)+…$/u);
    expect(result?.relatedLocations).toHaveLength(1000);
  });
});

test('an independent builder makes the same of a plain finding', () => {
  const log = logOf(report({ findings: [finding({ at })] }));
  const run = new SarifRunBuilder().initSimple({ toolDriverName: 'lambda-lint', toolDriverVersion: '1.2.3' });
  const [rule] = log.runs[0]?.tool.driver.rules ?? [];
  const simple = { ruleId: 'role-shared', shortDescriptionText: rule?.shortDescription?.text ?? '' };
  run.addRule(new SarifRuleBuilder().initSimple({ ...simple, helpUri: rule?.helpUri ?? '' }));
  const result = new SarifResultBuilder().initSimple({
    ruleId: 'role-shared',
    level: 'error',
    messageText: 'Orders has the same role as Payments.',
    fileUri: 'template.yaml',
    startLine: 2,
    startColumn: 3,
    endLine: 2,
    endColumn: 9,
  });
  run.addResult(result);
  const builder = new SarifBuilder();
  builder.addRun(run);
  const built = JSON.parse(builder.buildSarifJsonString()) as Log;
  const [ours] = resultsOf(log);
  const [theirs] = resultsOf(built);
  expect(ours).toMatchObject({ ruleId: theirs?.ruleId, level: theirs?.level, message: theirs?.message });
  expect(ours?.locations?.[0]?.physicalLocation?.region).toEqual(theirs?.locations?.[0]?.physicalLocation?.region);
  expect(log.version).toBe(built.version);
});
