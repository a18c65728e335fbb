import { expect, test } from 'vitest';
import queueDlq from './queue-dlq.js';
import rule from './suppression-unused.js';
import { lint as lintFiles } from '../lint.js';
import type { Scalar } from '../template/node.js';
import { positionOf } from '../source/source.js';
import { lint } from '../../test/support/lint.js';

/** What is said of a template by this rule and one that can be silenced. */
function both(text: string, parameters: Readonly<Record<string, Scalar>> = {}, inlineSuppressions = true): string[] {
  const report = lintFiles([{ path: 'template.yaml', text }], {
    ruleset: [queueDlq, rule],
    rules: () => new Map([queueDlq, rule].map(({ id }) => [id, { severity: 'warning' }])),
    parameters: () => parameters,
    inlineSuppressions,
    today: new Date('2026-11-22'),
  });
  return report.findings.map(({ at, message }) => `${positionOf(at).line}: ${message}`);
}

const app = (comment: string, properties = '{}') => `
Resources:
  # lambda-lint-disable-next-line ${comment}
  Jobs: { Type: AWS::SQS::Queue, Properties: ${properties} }
`;

test('a suppression that silences something', () => {
  expect(both(app('queue-dlq -- nothing is lost'))).toEqual([]);
});

test('one that silences nothing', () => {
  const fine = '{ RedrivePolicy: { deadLetterTargetArn: !ImportValue dead } }';
  expect(both(app('queue-dlq -- nothing is lost', fine))).toEqual(['3: a suppression of queue-dlq silences nothing']);
  expect(both(app('-- everything', fine))).toEqual(['3: a suppression of all rules silences nothing']);
});

test('what its user sees', () => {
  expect(lint(rule, app('role-share -- one team'))).toMatchInlineSnapshot(`
    "3:35 warning a suppression names role-share, but there is no such rule; did you mean role-shared? [suppression-unused]
          # lambda-lint-disable-next-line role-share -- one team
                                          ~~~~~~~~~~ silences nothing
      help: correct the name of the rule"
  `);
  expect(lint(rule, '# lambda-lint-disable-filed\nResources: { Jobs: { Type: AWS::SQS::Queue } }'))
    .toMatchInlineSnapshot(`
    "1:3 warning lambda-lint-disable-filed is no comment that lambda-lint knows; did you mean lambda-lint-disable-file? [suppression-unused]
        # lambda-lint-disable-filed
          ~~~~~~~~~~~~~~~~~~~~~~~~~ silences nothing
      help: correct the comment"
  `);
});

test('a rule that does not run may need its suppression another time', () => {
  expect(lint(rule, app('role-shared -- one team'))).toBe('');
});

test('a resource that is not deployed this time has nothing to silence', () => {
  const text = `
Parameters: { Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  # lambda-lint-disable-next-line queue-dlq -- nothing is lost
  Jobs:
    Type: AWS::SQS::Queue
    Condition: IsProd
  More:
    Type: AWS::SQS::Queue # lambda-lint-disable-line queue-dlq -- this is the wrong line
    Properties: { RedrivePolicy: { deadLetterTargetArn: !ImportValue dead } }
`;
  const wrong = '10: a suppression of queue-dlq silences nothing';
  expect(both(text)).toEqual([wrong]);
  expect(both(text, { Stage: 'prod' })).toEqual([wrong]);
  expect(both(text, { Stage: 'dev' })).toEqual([wrong]);
});

test('only in one branch is enough', () => {
  const policy = "!If [IsProd, { deadLetterTargetArn: !ImportValue dead }, !Ref 'AWS::NoValue']";
  const conditions = "Conditions: { IsProd: !Equals [!Ref 'AWS::StackName', prod] }";
  expect(both(app('queue-dlq', `{ RedrivePolicy: ${policy} }`) + conditions)).toEqual([]);
});

test('Metadata', () => {
  const text = (rules: string) => `
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Metadata: { lambda-lint: { ignore: [${rules}] } }
`;
  expect(both(text('queue-dlq'))).toEqual([]);
  expect(both(text('queue-dlq, queue-dqq'))).toEqual([
    '5: a suppression names queue-dqq, but there is no such rule; did you mean queue-dlq?',
  ]);
});

test('a misspelt key in Metadata would make an exception that nobody has agreed to', () => {
  const text = (section: string) => `
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Metadata: { lambda-lint: { ignore: [{ rule: queue-dlq, reason: hints, ${section}: 2027-01-31 }] } }
`;
  expect(both(text('expires'))).toEqual([]);
  expect(both(text('expire'))).toEqual([
    expect.stringContaining('Jobs has no dead-letter queue'),
    '5: a suppression in Metadata has no expire; did you mean expires?',
  ]);
});

test('what stands in Metadata and is no list of entries is told, and silences nothing', () => {
  const text = (section: string) => `
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Metadata: { lambda-lint: ${section} }
`;
  const found = expect.stringContaining('Jobs has no dead-letter queue') as string;
  expect(both(text('{ ignores: [queue-dlq] }'))).toEqual([
    found,
    '5: lambda-lint in Metadata has no ignores; did you mean ignore?',
  ]);
  expect(both(text('{ ignore: { rule: queue-dlq, reason: hints } }'))).toEqual([
    found,
    '5: ignore of lambda-lint in Metadata is no list',
  ]);
  expect(both(text('{ ignore: [] }'))).toEqual([found]);
});

test('Metadata of the template', () => {
  const text = (rule: string) => `
Metadata: { lambda-lint: { ignore: [{ rule: ${rule}, reason: hints }] }, Other: !Sub '\${Nothing}' }
Resources:
  Jobs: { Type: AWS::SQS::Queue }
  More: { Type: AWS::SQS::Queue }
`;
  expect(both(text('queue-dlq'))).toEqual([]);
  expect(both(text('role-shared'))).toHaveLength(2);
});

test('one that has expired silences nothing, and is not said to be unused', () => {
  const moving = (day: string) => both(app(`queue-dlq -- moving (expires: ${day})`));
  expect(moving('2026-11-22')).toEqual([]);
  expect(moving('2026-11-21')).toEqual([expect.stringContaining('Jobs has no dead-letter queue')]);
  expect(moving('tomorrow')).toEqual([expect.stringContaining('Jobs has no dead-letter queue')]);
});

test('it can’t be silenced itself, and says nothing where suppressions don’t count', () => {
  const text = `# lambda-lint-disable-file suppression-unused\n${app('queue-dlq')}`;
  expect(both(text)).toEqual(['1: a suppression of suppression-unused silences nothing']);
  expect(both(text, {}, false)).toEqual([expect.stringContaining('Jobs has no dead-letter queue')]);
});
