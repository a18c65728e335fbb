import { expect, test } from 'vitest';
import rule from './suppression-justified.js';
import { lint } from '../../test/support/lint.js';

const app = (comment: string) => `
Resources:
  # ${comment}
  Jobs: { Type: AWS::SQS::Queue }
`;

test('a suppression without a reason', () => {
  expect(lint(rule, app('lambda-lint-disable-next-line queue-dlq'))).toMatchInlineSnapshot(`
    "3:5 warning a suppression gives no reason, so nobody can tell later whether it still holds [suppression-justified]
          # lambda-lint-disable-next-line queue-dlq
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no reason
      help: write -- and a reason behind it"
  `);
});

test('a suppression of everything', () => {
  expect(lint(rule, app('lambda-lint-disable-next-line -- legacy'))).toMatchInlineSnapshot(`
    "3:5 warning a suppression gives no rule, so it also silences what nobody has looked at [suppression-justified]
          # lambda-lint-disable-next-line -- legacy
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no rule
      help: write the ids of its rules behind it"
  `);
  const options = { requireRule: false };
  expect(lint(rule, app('lambda-lint-disable-next-line -- legacy'), { options })).toBe('');
});

test('a suppression with its rule and a reason', () => {
  expect(lint(rule, app('lambda-lint-disable-next-line queue-dlq -- nothing is lost with its messages'))).toBe('');
});

test('several rules in one comment are one suppression', () => {
  const found = lint(rule, app('lambda-lint-disable-next-line queue-dlq, role-shared'));
  expect(found.match(/\[suppression-justified\]/g)).toHaveLength(1);
});

test('a reason that need not be given', () => {
  expect(lint(rule, app('lambda-lint-disable-next-line queue-dlq'), { options: { requireReason: false } })).toBe('');
});

test('an owner and a day on which it ends', () => {
  const options = { requireOwner: true, maxDays: 90 };
  const silence = 'lambda-lint-disable-next-line queue-dlq';
  expect(lint(rule, app(`${silence} -- moving (owner: payments, expires: 2026-12-31)`), { options })).toBe('');
  expect(lint(rule, app(`${silence} -- moving`), { options })).toMatchInlineSnapshot(`
    "3:5 warning a suppression gives no owner or day on which it expires, so nobody can tell later whether it still holds [suppression-justified]
          # lambda-lint-disable-next-line queue-dlq -- moving
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no owner or day on which it expires
      help: write (owner: NAME, expires: YYYY-MM-DD) behind it"
  `);
  expect(lint(rule, app(`${silence} -- moving (owner: payments, expires: 2027-12-31)`), { options }))
    .toMatchInlineSnapshot(`
      "3:5 warning a suppression expires on 2027-12-31, which is more than 90 days from now [suppression-justified]
            # lambda-lint-disable-next-line queue-dlq -- moving (owner: payments, expires: 2027-12-31)
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ too long
        help: agree on a day within 90 days"
    `);
  expect(lint(rule, app(`${silence} -- (owner: payments, expires: 2026-12-31)`), { options })).toContain(
    'gives no reason',
  );
});

test('one that has expired', () => {
  const text = app('lambda-lint-disable-next-line queue-dlq -- moving (expires: 2026-11-21)');
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "3:5 warning a suppression expired on 2026-11-21 and silences nothing any more [suppression-justified]
          # lambda-lint-disable-next-line queue-dlq -- moving (expires: 2026-11-21)
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ expired
      help: mend what it silenced and remove it, or agree on another day"
  `);
  expect(lint(rule, text.replace('11-21', '11-22'))).toBe('');
});

test('Metadata of a resource, as JSON', () => {
  const text = (ignore: object) =>
    JSON.stringify({
      Resources: { Jobs: { Type: 'AWS::SQS::Queue', Metadata: { 'lambda-lint': { ignore: [ignore] } } } },
    });
  const json = { path: 'template.json' };
  expect(lint(rule, text({ rule: 'queue-dlq' }), json)).toContain('gives no reason');
  expect(lint(rule, text({ rule: '*', reason: 'legacy' }), json)).toContain('gives no rule');
  expect(lint(rule, text({ rule: 'queue-dlq', reason: 'legacy' }), json)).toBe('');
  const expired = { rule: 'queue-dlq', reason: 'legacy', owner: 'payments', expires: '2026-01-31' };
  expect(lint(rule, text(expired), json)).toContain('expired on 2026-01-31');
});

test('Metadata of a resource of SAM is kept by the transform', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Metadata: { lambda-lint: { ignore: [function-tracing] } }
    Properties: { CodeUri: src/, Handler: app.handler, Runtime: nodejs22.x }
`;
  expect(lint(rule, text)).toContain('gives no reason');
});

test('it can’t be silenced itself', () => {
  expect(lint(rule, `# lambda-lint-disable-file\n${app('no comment')}`)).toContain('gives no rule or reason');
});

test('a misspelt comment is no suppression, and nothing silenced is nothing to judge', () => {
  expect(lint(rule, app('lambda-lint-disable-nextline queue-dlq'))).toBe('');
  expect(lint(rule, app('a comment'), { undecided: true })).toBe('');
});

test('a day that is none', () => {
  const silence = 'lambda-lint-disable-next-line queue-dlq -- moving';
  expect(lint(rule, app(`${silence} (expires: next year)`))).toMatchInlineSnapshot(`
    "3:5 warning a suppression expires on next year, which is no day, so it silences nothing [suppression-justified]
          # lambda-lint-disable-next-line queue-dlq -- moving (expires: next year)
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no day
      help: write the day as YYYY-MM-DD"
  `);
  for (const wrong of ['2027-02-30', '2027-13-01', '27-01-01', '2027-1-1', '2027-01-01T00:00'])
    expect(lint(rule, app(`${silence} (expires: ${wrong})`)), wrong).toContain(`${wrong}, which is no day`);
  expect(lint(rule, app(`${silence} (expires: 2028-02-29)`))).toBe('');
});
