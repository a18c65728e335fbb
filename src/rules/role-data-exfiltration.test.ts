import { expect, test } from 'vitest';
import rule from './role-data-exfiltration.js';
import { lint } from '../../test/support/lint.js';
import { allow, role, sam } from '../../test/support/role-template.js';

test('data that is named, and what is no data', () => {
  expect(lint(rule, allow('s3:GetObject', "'arn:aws:s3:::orders/*'"), { undecided: true })).toBe('');
  expect(
    lint(rule, allow('dynamodb:Query', '!GetAtt Orders.Arn') + '\n  Orders: { Type: AWS::DynamoDB::Table }', {
      undecided: true,
    }),
  ).toBe('');
  expect(
    lint(rule, allow('[s3:PutObject, s3:ListBucket, dynamodb:GetRecords, ssm:DescribeParameters]'), {
      undecided: true,
    }),
  ).toBe('');
});

test('all data', () => {
  expect(lint(rule, allow("[dynamodb:Scan, 's3:Get*', sns:Publish]"))).toMatchInlineSnapshot(`
    "11:51 warning the inline policy of FnRole allows dynamodb:Scan and s3:Get* (such as GetObject) on every resource, so whoever gets into what acts with it can take away the data of others [role-data-exfiltration]
                    Statement: [{ Effect: Allow, Action: [dynamodb:Scan, 's3:Get*', sns:Publish], Resource: '*' }]
                                                          ~~~~~~~~~~~~~ reads all there is
      help: put the ARNs of the data that is needed into Resource
      11:101 on all of these"
  `);
  expect(lint(rule, allow('s3:GetObject', "'arn:aws:s3:::*'"))).toMatchInlineSnapshot(`
    "11:50 warning the inline policy of FnRole allows s3:GetObject on arn:aws:s3:::*, which is all there is, so whoever gets into what acts with it can take away the data of others [role-data-exfiltration]
                    Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::*' }]
                                                         ~~~~~~~~~~~~ reads all there is
      help: put the ARNs of the data that is needed into Resource
      11:74 on all of these"
  `);
  expect(lint(rule, allow("'secretsmanager:*Value'"))).toContain('such as GetSecretValue');
  expect(lint(rule, allow("'*'"))).toContain('warning');
});

test('of the resources of a statement those that an action can be done on', () => {
  const resources = "['arn:aws:logs:*:*:*', 'arn:aws:s3:::*/*', 'arn:aws:dynamodb:*:*:table/orders']";
  expect(lint(rule, allow('[s3:GetObject, dynamodb:GetItem, secretsmanager:GetSecretValue]', resources)))
    .toMatchInlineSnapshot(`
      "11:51 warning the inline policy of FnRole allows s3:GetObject on arn:aws:s3:::*/*, which is all there is, so whoever gets into what acts with it can take away the data of others [role-data-exfiltration]
                      Statement: [{ Effect: Allow, Action: [s3:GetObject, dynamodb:GetItem, secretsmanager:GetSecretValue], Resource: ['arn:aws:logs:*:*:*', 'arn:aws:s3:::*/*', 'arn:aws:dynamodb:*:*:table/orders'] }]
                                                            ~~~~~~~~~~~~ reads all there is
        help: put the ARNs of the data that is needed into Resource
        11:148 on all of these"
    `);
});

test('a condition that narrows', () => {
  const when = (key: string) =>
    allow('secretsmanager:GetSecretValue', "'*'", `, Condition: { StringEquals: { '${key}': x } }`);
  expect(lint(rule, when('aws:ResourceTag/team'), { undecided: true })).toBe('');
  expect(lint(rule, when('aws:RequestedRegion'))).toContain('warning');
});

test('all of a service is another matter', () => {
  expect(lint(rule, allow("'s3:*'"), { undecided: true })).toBe('');
});

test('policies of AWS', () => {
  expect(
    lint(rule, sam('[AmazonS3ReadOnlyAccess, AWSLambdaKinesisExecutionRole, AWSLambdaSQSQueueExecutionRole]'), {
      undecided: true,
    }),
  ).toMatchInlineSnapshot(`
    "10:18 warning the role that SAM makes for Fn has AmazonS3ReadOnlyAccess, which allows s3:Get* (such as GetObject) on every resource, so whoever gets into what acts with it can take away the data of others [role-data-exfiltration]
              Policies: [AmazonS3ReadOnlyAccess, AWSLambdaKinesisExecutionRole, AWSLambdaSQSQueueExecutionRole]
                         ~~~~~~~~~~~~~~~~~~~~~~ reads all there is
      help: replace AmazonS3ReadOnlyAccess by a policy for the data that is needed"
  `);
});

test('what is denied is not to be had', () => {
  const text = role(
    "[{ Effect: Allow, Action: 's3:*Object', Resource: '*' }, { Effect: Deny, Action: 's3:GetObject*', Resource: 'arn:aws:s3:::*' }]",
  );
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "11:50 warning the inline policy of FnRole allows s3:*Object (such as GetObject) on every resource, so whoever gets into what acts with it can take away the data of others [role-data-exfiltration]
                    Statement: [{ Effect: Allow, Action: 's3:*Object', Resource: '*' }, { Effect: Deny, Action: 's3:GetObject*', Resource: 'arn:aws:s3:::*' }]
                                                         ~~~~~~~~~~~~ reads all there is
      help: put the ARNs of the data that is needed into Resource
      11:74 on all of these"
  `);
  expect(lint(rule, text.replace("'arn:aws:s3:::*'", "'*'"), { undecided: true })).toBe('');
});

test('other actions', () => {
  const options = { actions: ['kinesis:GetRecords'] };
  expect(lint(rule, allow('s3:GetObject'), { options })).toBe('');
  expect(lint(rule, sam('[AWSLambdaKinesisExecutionRole]'), { options })).toContain(
    'AWSLambdaKinesisExecutionRole, which allows kinesis:GetRecords',
  );
});

test('policy templates', () => {
  expect(
    lint(rule, sam('[{ S3ReadPolicy: { BucketName: orders } }, { SSMParameterReadPolicy: { ParameterName: x } }]'), {
      undecided: true,
    }),
  ).toBe('');
  expect(lint(rule, sam("[{ S3ReadPolicy: { BucketName: '*' } }]"))).toMatchInlineSnapshot(`
    "10:20 warning S3ReadPolicy of Fn allows s3:GetObject and s3:GetObjectVersion on arn:\${AWS::Partition}:s3:::*, which is all there is, so whoever gets into what acts with it can take away the data of others [role-data-exfiltration]
              Policies: [{ S3ReadPolicy: { BucketName: '*' } }]
                           ~~~~~~~~~~~~ reads all there is
      help: give the policy template the name of one resource"
  `);
});

test('what only the deployment knows', () => {
  const parameter = 'Parameters: { Given: { Type: String } }';
  expect(lint(rule, parameter + allow('!Ref Given'), { undecided: true })).toMatchInlineSnapshot(
    `"11:55 undecided FnRole: \${Given} is known only at deployment"`,
  );
});

test('only where the condition makes it so', () => {
  const text = `Conditions: { IsTest: !Equals [!Ref AWS::Region, eu-west-1] }${allow('s3:GetObject', "!If [IsTest, '*', 'arn:aws:s3:::x/*']")}`;
  expect(lint(rule, text)).toContain('when IsTest is true');
});

test('a role of something else only if all roles are judged', () => {
  const text = role("[{ Effect: Allow, Action: s3:GetObject, Resource: '*' }]", '', 'ec2');
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: { allRoles: true } })).toContain('warning');
});
