import { describe, expect, test } from 'vitest';
import { type Written, allow, deny, given, held, text, word } from '../../test/support/statements.js';
import { printText } from '../values/text.js';
import { type Held, grantsOf, holds, holdsEvery } from './rights.js';

/** Each grant of an action: by which pattern, on what, under which conditions, and why it may be none. */
const grants = (action: string, all: readonly Held[], boundary?: readonly Held[]): string[] =>
  grantsOf({ held: all, ...(boundary && { boundary }) }, action).map((grant) =>
    [
      `${printText(grant.action)} on ${printText(grant.resource)}`,
      ...grant.conditions.map(({ key }) => `if ${key}`),
      ...(grant.doubt === undefined ? [] : [`? ${grant.doubt}`]),
    ].join(' '),
  );

const get = (...all: readonly Held[]): string[] => grants('s3:GetObject', all);

describe('what allows an action', () => {
  test('a pattern in any case, on each of its resources', () => {
    expect(get(allow({ action: 's3:Put* S3:get*', on: 'arn:aws:s3:::a/* arn:aws:s3:::b/*' }))).toEqual([
      'S3:get* on arn:aws:s3:::a/*',
      'S3:get* on arn:aws:s3:::b/*',
    ]);
    expect(get(allow({ action: 's3:PutObject' }), allow({ action: 'sqs:*' }), allow({ action: 'GetObject' }))).toEqual(
      [],
    );
    expect(get(allow({ action: '*' }), allow({ action: 's*:Get*' }))).toEqual(['* on *', 's*:Get* on *']);
  });

  test('a pattern that is sure before one that may be', () => {
    expect(get(allow({ action: '${Given} s3:${Word} s3:*' }))).toEqual(['s3:* on *']);
    expect(get(allow({ action: 'sqs:* s3:${Word} ${Given}' }))).toEqual([
      's3:${Word} on * ? s3:${Word} is known only at deployment',
    ]);
  });

  test('all but some', () => {
    expect(get(allow({ notAction: 'iam:* sqs:*' }))).toEqual(['iam:* on *']);
    expect(get(allow({ notAction: 'iam:* S3:get*' }))).toEqual([]);
    expect(get(allow({ notAction: '${Given}' }))).toEqual(['${Given} on * ? ${Given} is known only at deployment']);
  });

  test('on all but some resources, which is as wide as a star', () => {
    expect(get(held('Allow', { action: 's3:*', notOn: 'arn:aws:s3:::a/*' }))).toEqual(['s3:* on *']);
  });

  test('nothing, where what is allowed or on what is missing', () => {
    expect(get(held('Allow', { action: 's3:*' }))).toEqual([]);
    expect(get(held('Allow', { on: '*' }))).toEqual([]);
  });

  test('conditions go with it; an effect or a statement that can’t be told leaves a doubt', () => {
    expect(get(allow({ action: 's3:*', when: 'aws:SourceVpc' }))).toEqual(['s3:* on * if aws:SourceVpc']);
    expect(get(held(undefined, { action: 's3:*', on: '*' }))).toEqual([
      's3:* on * ? whether the statement allows or denies is known only at deployment',
    ]);
    expect(get(allow({ action: 's3:*', unsure: 'its policy is a macro’s' }))).toEqual([
      's3:* on * ? its policy is a macro’s',
    ]);
  });
});

describe('what denies it', () => {
  const all = allow({ action: 's3:*', on: 'arn:aws:s3:::a/*' });
  const left = ['s3:* on arn:aws:s3:::a/*'];
  const doubtful = ['s3:* on arn:aws:s3:::a/* ? a Deny of s3:Get* may take it away'];

  test.each<[string, Written, readonly string[]]>([
    ['the action', { action: 's3:Get*' }, []],
    ['another action', { action: 's3:Put*' }, left],
    ['all but others', { notAction: 's3:Put*' }, []],
    ['all but it', { notAction: 's3:Get*' }, left],
    ['its resources', { action: 's3:Get*', on: 'arn:aws:s3:::b arn:aws:s3:::a/*' }, []],
    ['more than its resources', { action: 's3:Get*', on: 'arn:aws:s3:::*' }, []],
    ['a part of its resources', { action: 's3:Get*', on: 'arn:aws:s3:::a/secret/*' }, left],
    ['all but other resources', { action: 's3:Get*', notOn: 'arn:aws:s3:::b/*' }, []],
    ['all but its resources', { action: 's3:Get*', notOn: 'arn:aws:s3:::a/*' }, left],
    ['all but a part of its resources', { action: 's3:Get*', notOn: 'arn:aws:s3:::a/open/*' }, left],
    ['it under a condition', { action: 's3:Get*', when: 'aws:PrincipalTag/team' }, doubtful],
    ['it, perhaps', { action: 's3:Get*', unsure: 'of a macro' }, doubtful],
    ['what only the deployment knows', { action: 's3:Get*', on: '${Given}' }, doubtful],
  ])('%s', (_, written, expected) => {
    expect(get(all, deny(written))).toEqual(expected);
    expect(get(deny(written), all)).toEqual(expected);
  });

  test('all that an action can be done on, of the star', () => {
    expect(get(allow({ action: 's3:*' }), deny({ action: 's3:Get*', on: 'arn:aws:s3:*' }))).toEqual([]);
    const some = deny({ action: 's3:Get*', on: 'arn:aws:s3:::a/*' });
    expect(get(allow({ action: 's3:*' }), some)).toEqual(['s3:* on *']);
  });

  test('it on some ways, of which whoever asks can choose another', () => {
    const ways =
      'aws:RequestedRegion aws:SecureTransport aws:SourceIp aws:SourceVpc aws:SourceVpce aws:CurrentTime aws:EpochTime s3:TlsVersion';
    for (const when of ways.split(' ')) expect(get(all, deny({ action: 's3:Get*', when }))).toEqual(left);
  });

  test('nothing, without its resources', () => {
    expect(get(all, held('Deny', { action: 's3:Get*' }))).toEqual(left);
  });

  test('the first doubt is told', () => {
    expect(
      get(
        all,
        deny({ action: 's3:Get*', unsure: 'a' }),
        deny({ action: 's3:*', unsure: 'b' }),
        deny({ action: 'sqs:*' }),
      ),
    ).toEqual(doubtful);
    expect(get(all, deny({ action: 's3:*', unsure: 'b' }), deny({ action: 's3:Get*' }))).toEqual([]);
  });

  test('a Deny of the boundary counts, too', () => {
    expect(grants('s3:GetObject', [all], [allow({ action: '*' }), deny({ action: 's3:Get*' })])).toEqual([]);
  });
});

describe('what a boundary leaves', () => {
  const within = (on: string, limit: Written): string[] =>
    grants('s3:GetObject', [allow({ action: 's3:*', on })], [allow(limit)]);

  test('the narrower of both', () => {
    expect(within('*', { action: 's3:Get*', on: 'arn:aws:s3:::a/*' })).toEqual(['s3:* on arn:aws:s3:::a/*']);
    expect(within('arn:aws:s3:::a/*', { action: '*' })).toEqual(['s3:* on arn:aws:s3:::a/*']);
    expect(within('arn:aws:s3:::a/*', { action: '*', on: 'arn:aws:s3:::a/b/*' })).toEqual([
      's3:* on arn:aws:s3:::a/b/*',
    ]);
    expect(within('arn:aws:s3:::a*', { action: '*', on: 'arn:aws:s3:::ab*' })).toEqual(['s3:* on arn:aws:s3:::ab*']);
    expect(within('arn:aws:s3:::a/*', { action: '*', on: 'arn:aws:s3:::b/*' })).toEqual([]);
    expect(within('*', { action: 'sqs:*' })).toEqual([]);
  });

  test('where neither holds the other, the one that fixes more', () => {
    const more = 'arn:aws:s3:::a/b/*';
    expect(within('arn:aws:s3:::*/c', { action: '*', on: more })).toEqual([`s3:* on ${more}`]);
    expect(within(more, { action: '*', on: 'arn:aws:s3:::*/c' })).toEqual([`s3:* on ${more}`]);
  });

  test('of each, where there are several', () => {
    const two = [allow({ action: 's3:Get*', on: 'arn:aws:s3:::a/*' }), allow({ action: '*', on: 'arn:aws:s3:::b/*' })];
    expect(grants('s3:GetObject', [allow({ action: 's3:*' })], two)).toEqual([
      's3:* on arn:aws:s3:::a/*',
      's3:* on arn:aws:s3:::b/*',
    ]);
  });

  test('conditions and doubts of both', () => {
    expect(
      grants(
        's3:GetObject',
        [allow({ action: 's3:*', when: 'aws:SourceVpc' })],
        [allow({ action: '*', when: 'aws:PrincipalTag/team', unsure: 'of a macro' })],
      ),
    ).toEqual(['s3:* on * if aws:SourceVpc if aws:PrincipalTag/team ? of a macro']);
    expect(within('arn:aws:s3:::a/*', { action: '*', on: 'arn:aws:s3:::${Given}' })).toEqual([
      's3:* on arn:aws:s3:::a/* ? what the boundary leaves is not certain',
    ]);
  });
});

test.each([
  ['*', 'iam:role/', 'yes'],
  ['arn:aws:iam::*:role/*', 'iam:role/', 'yes'],
  ['arn:aws:iam::123456789012:role/*', 'iam:role/', 'yes'],
  ['arn:aws:iam::123456789012:*', 'iam:role/', 'yes'],
  ['arn:aws:iam::*', 'iam:role/', 'yes'],
  ['arn:aws:iam::*:role/', 'iam:role/', 'no'],
  ['arn:aws:iam::*:role/app/*', 'iam:role/', 'no'],
  ['arn:aws:iam::*:user/*', 'iam:role/', 'no'],
  ['arn:aws:lambda:eu-west-1:123456789012:function:*', 'lambda:function:', 'yes'],
  ['arn:aws:lambda:${Word}:${Word}:function:*', 'lambda:function:', 'yes'],
  ['arn:aws:lambda:*:*:function:a-*', 'lambda:function:', 'no'],
  ['arn:aws:lambda:*:*:function:${Given}', 'lambda:function:', 'no'],
  ['arn:aws:s3:::*', 's3:', 'yes'],
  ['arn:aws:s3:::a', 's3:', 'no'],
  ['arn:aws:s3', 's3:', 'no'],
  ['arn:aws:*', 's3:', 'yes'],
  ['${Given}', 'iam:role/', 'maybe'],
])('%s holds every %s: %s', (resource, type, expected) => {
  expect(holdsEvery(text(resource), type)).toBe(expected);
});

test.each([
  ['arn:aws:iam::*:role/app-*', 'app-worker', true],
  ['arn:aws:iam::999999999999:role/app-worker', 'app-worker', true],
  ['arn:aws:iam::*:role/web-*', 'app-worker', false],
  ['arn:aws:iam::${Word}:role/${Given}', given, true],
  ['arn:aws:iam::*:role/${Given}', word, false],
  ['*', 'app-worker', true],
])('%s holds the role %s: %s', (resource, name, expected) => {
  expect(holds(text(resource), 'iam:role/', [name])).toBe(expected);
});
