import { describe, expect, test } from 'vitest';
import { matchesAny, type Hole } from '../values/text.js';
import { adminPolicies, fullAccessPolicies, isAwsManaged } from './managed-policies.js';

const partition: Hole = { name: '${AWS::Partition}', word: true };
const account: Hole = { name: '${AWS::AccountId}', word: true };
const parameter: Hole = { name: '${Policy}' };
const policy: Hole = { name: 'Policy', resource: { address: 'Policy', attribute: '' } };

describe('isAwsManaged', () => {
  test.each([
    ['arn:aws:iam::aws:policy/AdministratorAccess', '', 'AdministratorAccess'],
    ['arn:aws-cn:iam::aws:policy/AdministratorAccess', '', 'AdministratorAccess'],
    ['arn:aws-us-gov:iam::aws:policy/AdministratorAccess', '', 'AdministratorAccess'],
    ['arn:*:iam::aws:policy/AdministratorAccess', '', 'AdministratorAccess'],
    [
      'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      'service-role/',
      'AWSLambdaBasicExecutionRole',
    ],
    ['arn:aws:iam::aws:policy/job-function/SystemAdministrator', 'job-function/', 'SystemAdministrator'],
  ])('%s', (arn, path, name) => {
    expect(isAwsManaged({ parts: [arn] })).toEqual({ path, name });
  });

  test('the partition may be a hole', () => {
    for (const hole of [partition, parameter]) {
      expect(isAwsManaged({ parts: ['arn:', hole, ':iam::aws:policy/job-function/SystemAdministrator'] })).toEqual({
        path: 'job-function/',
        name: 'SystemAdministrator',
      });
    }
  });

  test.each([
    [['arn:aws:iam::123456789012:policy/AdministratorAccess']],
    [['arn:aws:iam::', account, ':policy/AdministratorAccess']],
    [['arn:', partition, ':iam::', account, ':policy/deploy-', parameter]],
    [['arn:aws:iam::aws:role/AdministratorAccess']],
    [['arn:aws:s3:::x:iam::aws:policy/y']],
    [['arn:aws:iam::aws:policy/']],
    [['AdministratorAccess']],
    [[]],
    [[policy]],
    [['arn:aws:s3:::', parameter]],
  ])('no: %j', (parts) => {
    expect(isAwsManaged({ parts })).toBe('no');
  });

  test.each([
    [[parameter]],
    [['arn:aws:iam::aws:policy/', parameter]],
    [['arn:aws:iam::aws:policy/service-role/', parameter]],
    [['arn:aws:iam::aws:policy/', parameter, 'Access']],
    [['arn:aws:iam::', parameter, ':policy/AdministratorAccess']],
    [['arn:aws:iam::', parameter]],
  ])('maybe: %j', (parts) => {
    expect(isAwsManaged({ parts })).toBe('maybe');
  });
});

describe('deny lists', () => {
  test.each([
    ['AdministratorAccess', 'yes', 'no'],
    ['AdministratorAccess-Amplify', 'yes', 'no'],
    ['AdministratorAccess-AWSElasticBeanstalk', 'yes', 'no'],
    ['PowerUserAccess', 'yes', 'no'],
    ['IAMFullAccess', 'yes', 'yes'],
    ['job-function/SystemAdministrator', 'yes', 'no'],
    ['job-function/DatabaseAdministrator', 'yes', 'no'],
    ['job-function/NetworkAdministrator', 'yes', 'no'],
    ['job-function/ViewOnlyAccess', 'no', 'no'],
    ['job-function/DataScientist', 'no', 'no'],
    ['ReadOnlyAccess', 'no', 'no'],
    ['service-role/AWSLambdaBasicExecutionRole', 'no', 'no'],
    ['AWSXRayDaemonWriteAccess', 'no', 'no'],
    ['AmazonS3FullAccess', 'no', 'yes'],
    ['AWSLambda_FullAccess', 'no', 'yes'],
    ['AmazonDynamoDBFullAccess_v2', 'no', 'yes'],
    ['CloudWatchFullAccessV2', 'no', 'yes'],
    ['AmazonS3ReadOnlyAccess', 'no', 'no'],
  ])('%s: administrator %s, full access %s', (name, admin, full) => {
    for (const parts of [[`arn:aws-us-gov:iam::aws:policy/${name}`], ['arn:', partition, `:iam::aws:policy/${name}`]]) {
      expect(matchesAny({ parts }, adminPolicies)).toBe(admin);
      expect(matchesAny({ parts }, fullAccessPolicies)).toBe(full);
    }
  });

  test('a policy of the same name of a customer is another policy', () => {
    expect(matchesAny({ parts: ['arn:aws:iam::123456789012:policy/AdministratorAccess'] }, adminPolicies)).toBe('no');
  });
});
