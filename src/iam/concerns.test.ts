import { expect, test } from 'vitest';
import { concerns } from './concerns.js';

const can = (action: string, ...parts: readonly (string | { name: string; word?: true })[]): boolean => {
  const [service = '', name = ''] = action.split(':');
  return concerns({ service, name }, { parts });
};

test.each([
  ['dynamodb:GetItem', 'arn:aws:dynamodb:*:*:table/*', true],
  ['dynamodb:GetItem', 'arn:aws:s3:::*', false],
  ['dynamodb:GetItem', 'arn:aws:sqs:*', false],
  ['dynamodb:GetItem', 'arn:aws:s*', true],
  ['dynamodb:GetItem', 'arn:aws:dyn*:*:*:*', true],
  ['dynamodb:GetItem', '*', true],
  ['dynamodb:GetItem', 'orders', true],
  ['kafka-cluster:Connect', 'arn:aws:kafka:*:*:cluster/*', true],
  ['redshift:GetClusterCredentials', 'arn:aws:redshift-serverless:*:*:*', true],
])('an action and the service of an ARN: %s on %s', (action, resource, expected) => {
  expect(can(action, resource)).toBe(expected);
});

test('a hole for the partition hides nothing, one for the service does', () => {
  expect(can('dynamodb:GetItem', 'arn:', { name: '${AWS::Partition}', word: true }, ':s3:::*')).toBe(false);
  expect(can('dynamodb:GetItem', 'arn:aws:', { name: '${Service}' }, ':*:*:*')).toBe(true);
});

test.each([
  ['sts:AssumeRole', 'arn:aws:iam::*:role/*'],
  ['ssm:SendCommand', 'arn:aws:ec2:*:*:instance/*'],
  ['es:ESHttpGet', 'arn:aws:opensearch:*:*:application/*'],
  ['backup:StartBackupJob', 'arn:aws:rds:*:*:db:*'],
])('services that act on resources of others: %s on %s', (action, resource) => {
  expect(can(action, resource)).toBe(true);
});

test.each([
  ['s3:GetObject', true],
  ['s3:AbortMultipartUpload', true],
  ['s3:ReplicateDelete', true],
  ['s3:BypassGovernanceRetention', true],
  ['s3:PutObjectLegalHold', true],
  ['s3:ObjectOwnerOverrideToBucketOwner', true],
  ['s3:ListBucket', false],
  ['s3:ListBucketMultipartUploads', false],
  ['s3:PutBucketPolicy', false],
  ['s3:GetBucketObjectLockConfiguration', false],
  ['s3:PutLifecycleConfiguration', false],
])('on objects: %s', (action, expected) => {
  expect(can(action, 'arn:aws:s3:::*/*')).toBe(expected);
  expect(can(action, 'arn:aws:s3:::', { name: '${Bucket}' }, '/*')).toBe(expected);
  expect(can(action, 'arn:aws:s3:::*')).toBe(true);
});
