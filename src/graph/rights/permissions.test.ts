import { expect, test } from 'vitest';
import { type Hole, ownAccount, textOf } from '../../values/text.js';
import { isAnybodys, isGivenText, serviceOf } from './permissions.js';

const at = { file: { path: '', text: '' }, start: 0, end: 0 };
const text = (...parts: readonly (string | Hole)[]) => textOf(parts, at);
const given: Hole = { name: '${Given}' };
const region: Hole = { name: '${AWS::Region}', word: true };
const own: Hole = { name: ownAccount, word: true };
const suffix: Hole = { name: '${AWS::URLSuffix}', word: true };

test.each([
  ['*', true],
  ['**', true],
  ['*:*', true],
  ['arn:*', true],
  ['arn:aws:s3:*', true],
  ['arn:aws:s3:eu-west-1:*', true],
  ['arn:aws:s3:::*', true],
  ['arn:aws:s3:::*/*', true],
  ['arn:aws:sqs:*:*:*', true],
  ['arn:aws:logs:*:*:log-group:*', true],
  ['arn:aws:events:*:*:rule/*', true],
  ['arn:aws:events:eu-west-1:*:rule/*', true],
  ['arn:aws:events:*:*:rule/nightly', false],
  ['arn:aws:events:*:123456789012:rule/*', false],
  ['arn:aws:execute-api:*:*:*/*/GET/*', false],
  ['arn:aws:execute-api:*:*:abcdef/*', false],
  ['arn:aws:s3:::uploads/*', false],
  ['arn:aws:s3:*:*:uploads', false],
  ['arn:aws:s3:::uploads*', false],
  ['arn:aws:sqs:*:123456789012:*', false],
  ['arn:aws:s*:orders', false],
  ['*:*:sqs:*:*:orders', false],
  ['*@example.com', false],
  ['*orders', false],
  ['o-abcdef1234/*', false],
  ['x*', false],
  ['x-arn:*', false],
  ['arn:aws:s3:::uploads', false],
  ['arn:aws:s3', false],
  ['123456789012', false],
  ['', false],
])('whether %j is anybody’s: %s', (written, expected) => {
  expect(isAnybodys(text(written))).toBe(expected);
});

test('what only the deployment knows is not anybody’s', () => {
  expect(isAnybodys(text(given))).toBe(false);
  expect(isAnybodys(text('arn:aws:s3:::', given, '*'))).toBe(false);
});

test('whether a text is given', () => {
  const told = { name: 'SourceArn', at };
  expect(isGivenText({ ...told, state: 'known', value: text('a'), written: true })).toBe(true);
  expect(isGivenText({ ...told, state: 'known', value: text(), written: true })).toBe(false);
  expect(isGivenText({ ...told, state: 'unknown', why: 'it is' })).toBe(true);
  expect(isGivenText({ ...told, state: 'absent' })).toBe(false);
});

test.each([
  [['sns.amazonaws.com'], 'sns'],
  [['events.amazonaws.com.cn'], 'events'],
  [['alexa-appkit.amazon.com'], 'alexa-appkit'],
  [['sns.', suffix], 'sns'],
  [['logs.', region, '.amazonaws.com'], 'logs.word'],
  [[given, '.amazonaws.com'], '?'],
  [['a/b.amazonaws.com'], undefined],
  [['x sns.amazonaws.com'], undefined],
  [['sns.amazonaws.com.example.org'], undefined],
  [['sns.', given], undefined],
  [['sns.', region], undefined],
  [['123456789012'], undefined],
  [[own], undefined],
  [['*'], undefined],
])('the service of %j: %s', (parts, expected) => {
  expect(serviceOf(text(...parts))).toBe(expected);
});
