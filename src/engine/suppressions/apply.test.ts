import { expect, test } from 'vitest';
import type { SourceFile } from '../../source/source.js';
import { positionOf } from '../../source/source.js';
import type { Finding } from '../finding.js';
import type { MetadataIgnore } from './metadata.js';
import { applySuppressions, type SuppressContext } from './apply.js';

const known = new Set(['role-shared', 'role-wildcard-action', 'function-code-signing']);

/** A finding of `rule` at the first place where `needle` stands; further needles are related places. */
function found(file: SourceFile, rule: string, needle: string, ...related: string[]): Finding {
  const at = (text: string) => ({ file, start: file.text.indexOf(text), end: file.text.indexOf(text) + text.length });
  return {
    rule,
    severity: 'error',
    confidence: 'high',
    message: `${needle} is wrong`,
    at: at(needle),
    resource: needle,
    related: related.map((text) => ({ at: at(text), message: 'because of this' })),
    fingerprint: '0'.repeat(32),
  };
}

/** What is left, what is silenced and why, and what is wrong with the suppressions, a line each. */
function outcome(
  file: SourceFile,
  findings: readonly Finding[],
  context: Partial<SuppressContext> = {},
  ignores: readonly MetadataIgnore[] = [],
): string[] {
  const result = applySuppressions(findings, [file], ignores, { known, today: new Date('2026-11-22'), ...context });
  return [
    ...result.findings.map(({ rule, resource }) => `kept ${rule} ${resource ?? ''}`),
    ...result.suppressed.map(({ finding, at, reason }) =>
      `silenced ${finding.rule} ${finding.resource ?? ''} by line ${positionOf(at).line}: ${reason ?? '-'}`.trim(),
    ),
    ...result.silences.flatMap(({ at, fault }) => {
      const { line, column } = positionOf(at);
      return fault === undefined ? [] : [`${line}:${column} ${fault.message}`];
    }),
  ];
}

const template = (text: string): SourceFile => ({ path: 'template.yaml', text });

test('the next line, with a reason', () => {
  const file = template(`Resources:
  A: 1
  # lambda-lint-disable-next-line role-shared, role-wildcard-action -- agreed with security (SEC-12)
  # another comment, and an empty line

  B: 2
  Last: 3
`);
  const findings = [
    found(file, 'role-shared', 'A'),
    found(file, 'role-shared', 'B'),
    found(file, 'role-wildcard-action', 'B'),
    found(file, 'function-code-signing', 'B'),
    found(file, 'role-shared', 'Last'),
  ];
  expect(outcome(file, findings)).toEqual([
    'kept role-shared A',
    'kept function-code-signing B',
    'kept role-shared Last',
    'silenced role-shared B by line 3: agreed with security (SEC-12)',
    'silenced role-wildcard-action B by line 3: agreed with security (SEC-12)',
  ]);
});

test('the same line, all rules', () => {
  const file = template('A: 1 # lambda-lint-disable-line\nB: 2\n');
  expect(outcome(file, [found(file, 'role-shared', 'A'), found(file, 'role-shared', 'B')])).toEqual([
    'kept role-shared B',
    'silenced role-shared A by line 1: -',
  ]);
});

test('a stretch between disable and enable', () => {
  const file = template(`X: 0
# lambda-lint-disable role-shared -- legacy
A: 1
# lambda-lint-enable role-shared
B: 2
`);
  expect(
    outcome(
      file,
      ['X', 'A', 'B'].map((needle) => found(file, 'role-shared', needle)),
    ),
  ).toEqual(['kept role-shared X', 'kept role-shared B', 'silenced role-shared A by line 2: legacy']);
});

test('one rule is enabled again where all were disabled', () => {
  const file = template(`X: 0
# lambda-lint-disable
A: 1
# lambda-lint-enable role-shared
B: 2
`);
  const findings = [
    found(file, 'role-shared', 'A'),
    found(file, 'role-shared', 'B'),
    found(file, 'function-code-signing', 'B'),
  ];
  expect(outcome(file, findings)).toEqual([
    'kept role-shared B',
    'silenced role-shared A by line 2: -',
    'silenced function-code-signing B by line 2: -',
  ]);
});

test.each(['# lambda-lint-disable role-shared', '---\n\n# a licence\n# lambda-lint-disable role-shared'])(
  'a whole file, from the top: %j',
  (head) => {
    const file = template(`\ufeff${head}\nA: 1\n`);
    expect(outcome(file, [found(file, 'role-shared', 'A')])).toHaveLength(1);
  },
);

test('a whole file, from anywhere', () => {
  const file = template('A: 1\r\nB: 2 # lambda-lint-disable-file role-shared -- generated\r\n');
  expect(outcome(file, [found(file, 'role-shared', 'A')])).toEqual(['silenced role-shared A by line 2: generated']);
});

test('a related place on the line is enough', () => {
  const file = template('A: 1\nB: 2 # lambda-lint-disable-line role-shared\n');
  expect(outcome(file, [found(file, 'role-shared', 'A', 'B')])).toEqual(['silenced role-shared A by line 2: -']);
});

test('what silences nothing is reported at the name, what did not run is not', () => {
  const file = template('A: 1 # lambda-lint-disable-line role-shared, function-code-signing\n');
  expect(outcome(file, [], { ran: new Set(['role-shared']) })).toEqual([
    '1:33 a suppression of role-shared silences nothing',
  ]);
});

test('an undecided check needs its suppression', () => {
  const file = template('A: 1 # lambda-lint-disable-line role-shared\n');
  const { at } = found(file, 'role-shared', 'A');
  expect(outcome(file, [], { undecided: [{ rule: 'role-shared', at, why: 'A is imported' }] })).toEqual([]);
});

test('misspelt rules and comments, and an enable without a disable, are reported', () => {
  const file = template(`# lambda-lint-disable-next-line role-share
A: 1
# lambda-lint-disable-nextline role-shared
# lambda-lint-enable
`);
  expect(outcome(file, [])).toEqual([
    '3:3 lambda-lint-disable-nextline is no comment that lambda-lint knows; did you mean lambda-lint-disable-next-line?',
    '4:3 lambda-lint-enable ends nothing: no lambda-lint-disable stands before it',
    '1:33 a suppression names role-share, but there is no such rule; did you mean role-shared?',
  ]);
});

test('what other linters would understand is reported, too', () => {
  const file = template(`# lambda-lint: disable=role-shared
# lambda-lint disable-next-line role-shared -- one team
A: 1 # lambda-lint:skip=role-shared:one team
# lambda-lint disables nothing here, lambda-lint: disable neither
`);
  expect(outcome(file, [found(file, 'role-shared', 'A')])).toEqual([
    'kept role-shared A',
    '1:3 lambda-lint: disable is no comment that lambda-lint knows; did you mean lambda-lint-disable?',
    '2:3 lambda-lint disable-next-line is no comment that lambda-lint knows; did you mean lambda-lint-disable-next-line?',
    expect.stringMatching(
      /^3:8 lambda-lint:skip is no comment that lambda-lint knows; there are lambda-lint-disable, /,
    ),
  ]);
});

test('text that is no comment of the linter says nothing', () => {
  const yaml = template('A: see#lambda-lint-disable\n# use lambda-lint-disable here\n');
  expect(outcome(yaml, [found(yaml, 'role-shared', 'A')])).toEqual(['kept role-shared A']);
  const json = template('{ "A": "# lambda-lint-disable" }');
  expect(outcome(json, [found(json, 'role-shared', 'A')])).toEqual(['kept role-shared A']);
});

test('metadata of a resource and of a template', () => {
  const file = template('{ "A": 1, "B": 2, "ignore": [] }');
  const { at } = found(file, 'role-shared', '"ignore"');
  const findings = [
    found(file, 'role-shared', 'A'),
    found(file, 'role-shared', 'B'),
    found(file, 'role-wildcard-action', 'B'),
  ];
  const ignores = [
    { resource: 'A', rule: 'role-shared', reason: 'known', at },
    { rule: 'role-wildcard-action', at },
    { resource: 'B', rule: 'function-code-signing', at },
  ];
  expect(outcome(file, findings, {}, ignores)).toEqual([
    'kept role-shared B',
    'silenced role-shared A by line 1: known',
    'silenced role-wildcard-action B by line 1: -',
    '1:19 a suppression of function-code-signing silences nothing',
  ]);
});

test('at the head of a block, and at the call of a module around it, for all that is found in the resource', () => {
  const text = `// lambda-lint-disable-next-line role-shared -- the whole block
// another comment
resource "aws_lambda_function" "f" {
  role = shared
  # lambda-lint-disable-next-line role-wildcard-action
  timeout = long
}
module "m" { # lambda-lint-disable-line function-code-signing -- not ours
}
`;
  const file = { path: 'main.tf', text };
  const other = { path: 'modules/m/main.tf', text: 'resource "aws_lambda_function" "f" {}' };
  const at = (needle: string) => ({ file, start: text.indexOf(needle), end: text.indexOf(needle) + 1 });
  const heads = (resource: string) => (resource === 'inside' ? [at('module "m"')] : [at('resource "aws')]);
  const findings: Finding[] = [
    { ...found(file, 'role-shared', 'shared'), resource: 'aws_lambda_function.f' },
    { ...found(file, 'role-wildcard-action', 'shared'), resource: 'aws_lambda_function.f' },
    { ...found(file, 'role-wildcard-action', 'long'), resource: 'aws_lambda_function.f' },
    { ...found(other, 'function-code-signing', 'resource'), resource: 'inside' },
    { ...found(other, 'role-shared', 'resource'), resource: 'inside' },
  ];
  expect(outcome(file, findings, { heads })).toEqual([
    'kept role-wildcard-action aws_lambda_function.f',
    'kept role-shared inside',
    'silenced role-shared aws_lambda_function.f by line 1: the whole block',
    'silenced role-wildcard-action aws_lambda_function.f by line 5: -',
    'silenced function-code-signing inside by line 8: not ours',
  ]);
});
