import { expect, test } from 'vitest';
import rule from './role-effectively-star-resource.js';
import { lint } from '../../test/support/lint.js';
import { allow, role, sam } from '../../test/support/role-template.js';

test.each([
  ['dynamodb:GetItem', "'arn:aws:dynamodb:*:*:table/orders'"],
  ['dynamodb:Query', "'arn:aws:dynamodb:*:*:table/orders/index/*'"],
  ['dynamodb:GetItem', "'arn:aws:dynamodb:eu-west-1:123456789012:table/*'"],
  ['dynamodb:GetItem', "!Sub 'arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/*'"],
  ['s3:ListBucket', "'arn:aws:s3:::orders'"],
  ['s3:GetObject', "'arn:aws:s3:::orders/*'"],
  ['sqs:GetQueueAttributes', "'arn:aws:sqs:*:*:jobs'"],
  ['logs:GetLogEvents', "'arn:aws:logs:*:*:log-group:/aws/lambda/*'"],
  ['s3:GetObject', "'*'"],
  ['xray:PutTraceSegments', "'arn:aws:xray:*:*:group/*'"],
])('a resource that names something, or is another matter: %s on %s', (action, resource) => {
  expect(lint(rule, allow(action, resource), { undecided: true })).toBe('');
});

test('all of a type', () => {
  expect(lint(rule, allow('[dynamodb:GetItem, dynamodb:PutItem]', "'arn:aws:dynamodb:*:*:table/*'")))
    .toMatchInlineSnapshot(`
    "11:98 warning the inline policy of FnRole allows dynamodb:GetItem and dynamodb:PutItem on arn:aws:dynamodb:*:*:table/*, which names nothing but a service and a type, so it is as good as a star [role-effectively-star-resource]
                    Statement: [{ Effect: Allow, Action: [dynamodb:GetItem, dynamodb:PutItem], Resource: 'arn:aws:dynamodb:*:*:table/*' }]
                                                                                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ as good as a star
      help: put the name of what is needed into the ARN"
  `);
  expect(lint(rule, allow('dynamodb:Query', "'arn:*:dynamodb:*:*:table/*/index/*'"))).toContain('warning');
});

test('all of a service, where nothing else is said of it', () => {
  expect(lint(rule, allow('[s3:ListBucket, s3:GetBucketLocation]', "'arn:aws:s3:::*'"))).toMatchInlineSnapshot(`
    "11:99 warning the inline policy of FnRole allows s3:ListBucket and s3:GetBucketLocation on arn:aws:s3:::*, which names nothing but a service and a type, so it is as good as a star [role-effectively-star-resource]
                    Statement: [{ Effect: Allow, Action: [s3:ListBucket, s3:GetBucketLocation], Resource: 'arn:aws:s3:::*' }]
                                                                                                          ~~~~~~~~~~~~~~~~ as good as a star
      help: put the name of what is needed into the ARN"
  `);
  expect(lint(rule, allow("[s3:PutObject, s3:GetObject, 's3:*']", "'arn:aws:s3:::*'"), { undecided: true })).toBe('');
});

test('resources of another service, which an action is done on', () => {
  expect(lint(rule, allow('sts:AssumeRole', "'arn:aws:iam::*:role/*'"))).toContain('allows sts:AssumeRole on');
  expect(lint(rule, allow('dynamodb:GetItem', "'arn:aws:iam::*:role/*'"), { undecided: true })).toBe('');
});

test('what is done on buckets is not done on objects', () => {
  const both = "['arn:aws:s3:::*', 'arn:aws:s3:::*/*']";
  expect(lint(rule, allow('[s3:ListBucket, s3:GetBucketObjectLockConfiguration]', both))).toMatchInlineSnapshot(`
    "11:115 warning the inline policy of FnRole allows s3:ListBucket and s3:GetBucketObjectLockConfiguration on arn:aws:s3:::*, which names nothing but a service and a type, so it is as good as a star [role-effectively-star-resource]
                    Statement: [{ Effect: Allow, Action: [s3:ListBucket, s3:GetBucketObjectLockConfiguration], Resource: ['arn:aws:s3:::*', 'arn:aws:s3:::*/*'] }]
                                                                                                                          ~~~~~~~~~~~~~~~~ as good as a star
      help: put the name of what is needed into the ARN"
  `);
  expect(lint(rule, allow('s3:GetObjectTagging', "'arn:aws:s3:::*/*'"))).toContain('on arn:aws:s3:::*/*, which');
});

test('a condition that narrows', () => {
  const text = allow(
    'dynamodb:GetItem',
    "'arn:aws:dynamodb:*:*:table/*'",
    ", Condition: { StringEquals: { 'aws:ResourceAccount': '1' } }",
  );
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a Deny is as wide as it likes', () => {
  expect(
    lint(rule, role("[{ Effect: Deny, Action: dynamodb:GetItem, Resource: 'arn:aws:dynamodb:*:*:table/*' }]"), {
      undecided: true,
    }),
  ).toBe('');
});

test('more parts that have to be fixed', () => {
  const options = { minLiteralSegments: 2 };
  expect(lint(rule, allow('dynamodb:GetItem', "'arn:aws:dynamodb:*:*:table/orders'"), { options }))
    .toMatchInlineSnapshot(`
      "11:78 warning the inline policy of FnRole allows dynamodb:GetItem on arn:aws:dynamodb:*:*:table/orders, which leaves most of its parts open, so it may be more than is meant [role-effectively-star-resource]
                      Statement: [{ Effect: Allow, Action: dynamodb:GetItem, Resource: 'arn:aws:dynamodb:*:*:table/orders' }]
                                                                                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ almost a star
        help: put the name of what is needed into the ARN"
    `);
  expect(
    lint(rule, allow('dynamodb:GetItem', "'arn:aws:dynamodb:eu-west-1:*:table/orders'"), { options, undecided: true }),
  ).toBe('');
  expect(lint(rule, allow('s3:GetObject', "'arn:aws:s3:::orders/*'"), { options, undecided: true })).toBe('');
});

test('a function of SAM', () => {
  expect(
    lint(
      rule,
      sam(
        "[{ Statement: [{ Effect: Allow, Action: ssm:GetParameter, Resource: !Sub 'arn:${AWS::Partition}:ssm:*:*:parameter/*' }] }]",
      ),
    ),
  ).toMatchInlineSnapshot(`
    "10:90 warning the role that SAM makes for Fn allows ssm:GetParameter on arn:\${AWS::Partition}:ssm:*:*:parameter/*, which names nothing but a service and a type, so it is as good as a star [role-effectively-star-resource]
              Policies: [{ Statement: [{ Effect: Allow, Action: ssm:GetParameter, Resource: !Sub 'arn:\${AWS::Partition}:ssm:*:*:parameter/*' }] }]
                                                                                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ as good as a star
      help: put the name of what is needed into the ARN"
  `);
});

test('what only the deployment knows', () => {
  const parameter = 'Parameters: { Given: { Type: String } }';
  expect(lint(rule, parameter + allow('dynamodb:GetItem', '!Ref Given'), { undecided: true })).toBe('');
  expect(lint(rule, parameter + role('!Ref Given'), { undecided: true })).toContain('undecided');
});

test('only where the condition makes it so', () => {
  const text = `Conditions: { IsTest: !Equals [!Ref AWS::Region, eu-west-1] }${allow('sns:Publish', "!If [IsTest, 'arn:aws:dynamodb:*:*:table/*', 'arn:aws:sns:*:*:x']")}`;
  expect(lint(rule, text)).toBe('');
  expect(lint(rule, text.replace('sns:Publish', 'dynamodb:GetItem'))).toContain('when IsTest is true');
});

test('a role of something else only if all roles are judged', () => {
  const text = role(
    "[{ Effect: Allow, Action: dynamodb:GetItem, Resource: 'arn:aws:dynamodb:*:*:table/*' }]",
    '',
    'ec2',
  );
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: { allRoles: true } })).toContain('warning');
});
