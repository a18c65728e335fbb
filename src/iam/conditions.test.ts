import { expect, test } from 'vitest';
import { narrows } from './conditions.js';

const put = { service: 's3', name: 'PutObject' };

test.each([
  ['StringEquals', 'aws:ResourceAccount'],
  ['StringEquals', 'AWS:RESOURCEACCOUNT'],
  ['stringequals', 'aws:resourceaccount'],
  ['StringEqualsIgnoreCase', 'aws:ResourceOrgID'],
  ['ForAnyValue:StringLike', 'aws:ResourceOrgPaths'],
  ['StringEquals', 'aws:ResourceTag/team'],
  ['StringLike', 'ssm:resourceTag/team'],
  ['StringEquals', 'secretsmanager:ResourceTag/team'],
  ['StringEquals', 's3:ResourceAccount'],
  ['StringEquals', 'kms:ViaService'],
  ['StringEquals', 'kms:EncryptionContext:SecretARN'],
  ['StringLike', 'cloudwatch:namespace'],
  ['StringEquals', 'aws:SourceVpce'],
  ['StringLike', 's3:DataAccessPointArn'],
  ['StringEquals', 's3:DataAccessPointAccount'],
])('%s %s narrows', (operator, key) => {
  expect(narrows({ operator, key }, put)).toBe('narrows');
});

test.each([
  ['Bool', 'aws:SecureTransport'],
  ['StringEquals', 'aws:RequestedRegion'],
  ['IpAddress', 'aws:SourceIp'],
  ['StringEquals', 'aws:PrincipalOrgID'],
  ['StringEquals', 'aws:PrincipalTag/team'],
  ['StringEquals', 'aws:RequestTag/team'],
  ['ForAllValues:StringEquals', 'aws:TagKeys'],
  ['StringEquals', 'aws:SourceVpc'],
  ['Bool', 'aws:MultiFactorAuthPresent'],
  ['NumericLessThan', 'aws:MultiFactorAuthAge'],
  ['DateGreaterThan', 'aws:CurrentTime'],
  ['StringEquals', 'iam:PassedToService'],
  // Operators that hold without the key, or with any other value
  ['StringEqualsIfExists', 'aws:ResourceAccount'],
  ['stringequalsifexists', 'aws:ResourceTag/team'],
  ['ForAnyValue:StringLikeIfExists', 'aws:ResourceOrgPaths'],
  ['Null', 'aws:ResourceTag/team'],
  ['StringNotEquals', 'aws:ResourceAccount'],
  ['StringNotLike', 's3:ResourceAccount'],
  ['ForAllValues:StringEquals', 'aws:ResourceOrgPaths'],
  ['ArnNotLike', 'lambda:FunctionArn'],
  ['NotIpAddress', 'aws:SourceIp'],
])('%s %s does not', (operator, key) => {
  expect(narrows({ operator, key }, put)).toBe('not');
});

test.each([
  ['ArnLike', 'lambda:FunctionArn'],
  ['StringEquals', 's3:ExistingObjectTag/team'],
  ['StringEquals', 'ec2:Vpc'],
  ['StringEquals', 'aws:ResourceSomethingNew'],
  ['StringEquals', 'aws:ResourceTag/'],
  ['StringEquals', 'kms:EncryptionContext:'],
  ['StringEquals', ''],
])('%s %s is not known', (operator, key) => {
  expect(narrows({ operator, key }, put)).toBe('unknown-key');
});

test.each([
  ['StringEquals', 'iam:PassedToService', 'iam', 'PassRole', 'narrows'],
  ['StringLike', 'iam:passedtoservice', 'IAM', 'passrole', 'narrows'],
  ['StringEqualsIfExists', 'iam:PassedToService', 'iam', 'PassRole', 'not'],
  ['StringEquals', 'iam:PassedToService', 'iam', 'CreateRole', 'not'],
  ['ForAllValues:StringEquals', 'dynamodb:LeadingKeys', 'dynamodb', 'GetItem', 'narrows'],
  ['ForAllValues:StringLike', 'dynamodb:LeadingKeys', 'dynamodb', 'Query', 'narrows'],
  ['ForAnyValue:StringEquals', 'dynamodb:LeadingKeys', 'dynamodb', 'PutItem', 'narrows'],
  ['ForAllValues:StringEquals', 'dynamodb:LeadingKeys', 'dynamodb', 'Scan', 'not'],
  ['ForAllValues:StringEquals', 'dynamodb:LeadingKeys', 'dynamodb', 'DeleteTable', 'not'],
])('%s %s for %s:%s: %s', (operator, key, service, name, expected) => {
  expect(narrows({ operator, key }, { service, name })).toBe(expected);
});
