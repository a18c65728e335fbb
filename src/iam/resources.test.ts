import { describe, expect, test } from 'vitest';
import type { Hole } from '../values/text.js';
import { fixedIn, scopeOf } from './resources.js';

const region: Hole = { name: '${AWS::Region}', word: true };
const account: Hole = { name: '${AWS::AccountId}', word: true };
const partition: Hole = { name: '${AWS::Partition}', word: true };
const parameter: Hole = { name: '${Stage}' };
const table: Hole = { name: '${Table.Arn}', resource: { address: 'Table', attribute: 'Arn' } };

const scope = (...parts: readonly (string | Hole)[]) => {
  const { breadth, fixedSegments } = scopeOf({ parts });
  return `${breadth} ${fixedSegments}`;
};

test.each([
  ['*', 'star 0'],
  ['**', 'star 0'],
  ['?*', 'star 0'],

  ['arn:aws:s3:::*', 'effectively-star 0'],
  ['arn:aws:s3:::**', 'effectively-star 0'],
  ['arn:aws:s3:::*/*', 'effectively-star 0'],
  ['arn:aws:s3:::*:*', 'effectively-star 0'],
  ['arn:aws-cn:s3:::*', 'effectively-star 0'],
  ['arn:*:*:*:*:*', 'effectively-star 0'],
  ['*:*:*:*:*:*', 'effectively-star 0'],
  ['arn:aws:dynamodb:*:*:*', 'effectively-star 0'],
  ['arn:aws:logs:*:*:*', 'effectively-star 0'],
  ['arn:aws:logs:*:*:*:*', 'effectively-star 0'],
  ['arn:aws:dynamodb:::*', 'effectively-star 0'],
  ['arn:aws:*', 'effectively-star 0'],
  ['arn:aws:s3:*', 'effectively-star 0'],
  ['arn:*', 'effectively-star 0'],
  ['arn*', 'effectively-star 0'],
  ['*:*', 'effectively-star 0'],

  ['arn:aws:logs:us-east-1:123456789012:*', 'scoped 2'],
  ['arn:aws:dynamodb:us-east-1:*:*', 'scoped 1'],
  ['arn:aws:dynamodb:*:123456789012:*', 'scoped 1'],
  ['arn:aws:dynamodb:*:*:table/*', 'scoped 1'],
  ['arn:aws:dynamodb:*:*:table/orders', 'scoped 2'],
  ['arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/*', 'scoped 5'],
  ['arn:aws:lambda:*:*:function:*', 'scoped 1'],
  ['arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/f:*', 'scoped 6'],
  ['arn:aws:s3:::bucket', 'scoped 1'],
  ['arn:aws:s3:::bucket/*', 'scoped 1'],
  ['arn:aws:s3:::prefix-*', 'scoped 1'],
  ['arn:aws:s3:::*-logs/*', 'scoped 1'],
  ['arn:*:s3:::*/orders', 'scoped 1'],
  ['arn:aws:iam::aws:policy/*', 'scoped 2'],
  ['arn:aws:iam::*:role/*', 'scoped 1'],
  ['arn:aws:s3:::${aws:username}', 'scoped 1'],
  ['arn:aws:s3:::${aws:PrincipalTag/team}/*', 'scoped 1'],
  ['arn:aws:s3:::bucket/${aws:username}/*', 'scoped 2'],
  ['arn:aws:s3:::${*}', 'scoped 1'],
  ['${aws:username}', 'scoped 1'],

  // Not an ARN; AWS refuses it
  ['', 'scoped 0'],
  ['orders', 'scoped 1'],
  ['*orders', 'scoped 1'],
  ['*/orders/*', 'scoped 1'],
  // Matches nothing
  ['arn:aws:s3:::', 'scoped 0'],
  ['arn:aws:s3:::/*', 'scoped 0'],
  ['arn:aws:s3', 'scoped 0'],
])('%j: %s', (text, expected) => {
  expect(scope(...(text === '' ? [] : [text]))).toBe(expected);
});

describe('holes', () => {
  test('a whole text that only the deployment knows may be a star; a resource may not', () => {
    expect(scope(parameter)).toBe('unknown 0');
    expect(scope(account)).toBe('unknown 0');
    expect(scope(table)).toBe('scoped 1');
    expect(scope(table, '/*')).toBe('scoped 1');
    expect(scope(table, '/index/*')).toBe('scoped 2');
    expect(scope(parameter, '/*')).toBe('scoped 1');
    expect(scope(parameter, '*')).toBe('scoped 1');
  });

  test('a partition or a service narrows nothing', () => {
    expect(scope('arn:', partition, ':s3:::*')).toBe('effectively-star 0');
    expect(scope('arn:', parameter, ':s3:::*')).toBe('effectively-star 0');
    expect(scope('arn:aws:', parameter, ':*:*:*')).toBe('effectively-star 0');
    expect(scope('arn:', partition, ':s3:*')).toBe('effectively-star 0');
    expect(scope('arn:', partition, ':dynamodb:*:*:*')).toBe('effectively-star 0');
  });

  test('what a hole may hold besides is not counted against it', () => {
    expect(scope('arn:', parameter, ':*')).toBe('scoped 0');
    expect(scope('arn:aws:', parameter, '*')).toBe('scoped 0');
  });

  test('a region, an account or a name does', () => {
    expect(scope('arn:', partition, ':logs:', region, ':', account, ':*')).toBe('scoped 2');
    expect(scope('arn:aws:dynamodb:', region, ':*:*')).toBe('scoped 1');
    expect(scope('arn:aws:s3:::', parameter)).toBe('scoped 1');
    expect(scope('arn:aws:s3:::', parameter, '/*')).toBe('scoped 1');
    expect(scope('arn:aws:s3:::', parameter, '-', account, '/in/*')).toBe('scoped 2');
    expect(scope('arn:aws:dynamodb:', region, ':', account, ':table/', parameter)).toBe('scoped 4');
    expect(scope('arn:aws:dynamodb:', parameter)).toBe('scoped 1');
  });
});

test('a long text takes no time', () => {
  const begun = performance.now();
  scope(`arn:aws:s3:::${'${'.repeat(50_000)}`);
  scope(`arn:aws:s3:::${'*/'.repeat(50_000)}x`);
  scope(`${'*'.repeat(50_000)}x:${':'.repeat(50_000)}`);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

test.each([
  ['arn:aws:dynamodb:*:*:table/*', 0, 0],
  ['arn:aws:dynamodb:*:*:table/*/index/*', 0, 0],
  ['arn:aws:dynamodb:*:*:table/orders/index/*', 0, 1],
  ['arn:aws:dynamodb:eu-west-1:123456789012:table/*', 2, 0],
  ['arn:aws:s3:::orders/*', 2, 1],
  ['arn:aws:iam::*:role/app/x', 1, 2],
  ['arn:aws:sqs:*:*:jobs', 0, 1],
  ['arn:aws:lambda:*:*:function*', 0, 0],
  ['*', 0, 0],
  ['orders', 0, 1],
])('what %s fixes: %i of region and account, %i of the name', (arn, place, names) => {
  expect(fixedIn({ parts: [arn] })).toEqual({ place, names });
});
