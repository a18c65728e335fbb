import { describe, expect, test } from 'vitest';
import rule from './policy-redundant.js';
import { lint } from '../../test/support/lint.js';
import { type Value, plan, ref } from '../../test/support/plan.js';

const policy = (...statements: readonly string[]) => `
Parameters: { Word: { Type: String } }
Conditions: { IsOpen: !Equals [!Ref 'AWS::StackName', open] }
Resources:
  Table: { Type: AWS::DynamoDB::Table }
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
${statements.map((statement) => `          - { ${statement} }`).join('\n')}
`;
const allow = (action: string, resource: string, more = '') =>
  `Effect: Allow, Action: ${action}, Resource: ${resource}${more}`;

test('an action beside a broader one', () => {
  expect(lint(rule, policy(allow('[s3:GetObject, s3:*, "S3:putobject"]', "'arn:aws:s3:::b/*'"))))
    .toMatchInlineSnapshot(`
      "11:39 error Policy names s3:GetObject and S3:putobject beside s3:*, which covers them, so they change nothing [policy-redundant]
                    - { Effect: Allow, Action: [s3:GetObject, s3:*, "S3:putobject"], Resource: 'arn:aws:s3:::b/*' }
                                                ~~~~~~~~~~~~ changes nothing
        help: leave s3:GetObject and S3:putobject out, or put what is needed in the place of s3:*
        11:53 the broader one"
    `);
  expect(lint(rule, policy(allow("['*', s3:GetObject]", "'*'")))).toContain('names s3:GetObject beside *');
  expect(lint(rule, policy("Effect: Deny, NotAction: ['s3:*', s3:GetObject], Resource: '*'"))).toContain(
    'names s3:GetObject beside s3:*',
  );
});

test('the same twice', () => {
  expect(lint(rule, policy(allow('[s3:GetObject, s3:getObject]', "'arn:aws:s3:::b/*'")))).toMatchInlineSnapshot(`
    "11:53 error Policy names s3:GetObject more than once in a statement, so it changes nothing [policy-redundant]
                  - { Effect: Allow, Action: [s3:GetObject, s3:getObject], Resource: 'arn:aws:s3:::b/*' }
                                                            ~~~~~~~~~~~~ changes nothing
      help: leave one of them out
      11:39 the other one"
  `);
  expect(lint(rule, policy(allow('[s3:Get*, s3:GetObject, s3:get*]', "'arn:aws:s3:::b/*'")))).toContain(
    'names s3:GetObject and s3:get* beside s3:Get*, which covers them',
  );
});

test('a resource beside a broader one', () => {
  expect(lint(rule, policy(allow('s3:GetObject', "['arn:aws:s3:::b/logs/*', !Sub 'arn:${AWS::Partition}:s3:::b/*']"))))
    .toMatchInlineSnapshot(`
      "11:63 error Policy names arn:aws:s3:::b/logs/* beside arn:\${AWS::Partition}:s3:::b/*, which covers it, so it changes nothing [policy-redundant]
                    - { Effect: Allow, Action: s3:GetObject, Resource: ['arn:aws:s3:::b/logs/*', !Sub 'arn:\${AWS::Partition}:s3:::b/*'] }
                                                                        ~~~~~~~~~~~~~~~~~~~~~~~ changes nothing
        help: leave arn:aws:s3:::b/logs/* out, or put what is needed in the place of arn:\${AWS::Partition}:s3:::b/*
        11:93 the broader one"
    `);
});

test('a whole statement', () => {
  const wide = allow('s3:Get*', "'arn:aws:s3:::b/*'");
  const narrow = allow('s3:GetObject', "'arn:aws:s3:::b/logs/*'", ', Sid: Logs');
  expect(lint(rule, policy(narrow, wide))).toMatchInlineSnapshot(`
    "11:13 error Policy has the statement Logs that allows only what another one allows, so it changes nothing [policy-redundant]
                  - { Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::b/logs/*', Sid: Logs }
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ changes nothing
      help: leave the statement out
      12:13 the other statement"
  `);
  expect(lint(rule, policy(wide, narrow))).toContain('has the statement Logs that allows only what another one allows');
  // Of two that are the same, the latter.
  expect(lint(rule, policy(wide, wide))).toMatchInlineSnapshot(`
    "12:13 error Policy has a statement that allows only what another one allows, so it changes nothing [policy-redundant]
                  - { Effect: Allow, Action: s3:Get*, Resource: 'arn:aws:s3:::b/*' }
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ changes nothing
      help: leave the statement out
      11:13 the other statement"
  `);
  expect(lint(rule, policy(narrow.replace('Allow', 'Deny'), wide.replace('Allow', 'Deny')))).toContain(
    'that denies only',
  );
});

test('a part of another statement', () => {
  const table = '[!GetAtt Table.Arn, !Sub "${Table.Arn}/index/*"]';
  expect(
    lint(
      rule,
      policy(allow('[dynamodb:GetItem, dynamodb:PutItem]', '!GetAtt Table.Arn'), allow('dynamodb:Get*', table)),
    ),
  ).toMatchInlineSnapshot(`
    "11:39 error Policy allows dynamodb:GetItem, as another statement does on the same resources, so it changes nothing [policy-redundant]
                  - { Effect: Allow, Action: [dynamodb:GetItem, dynamodb:PutItem], Resource: !GetAtt Table.Arn }
                                              ~~~~~~~~~~~~~~~~ changes nothing
      help: leave dynamodb:GetItem out
      12:38 the broader one"
  `);
  expect(
    lint(
      rule,
      policy(allow('dynamodb:GetItem', table), allow('[dynamodb:GetItem, dynamodb:PutItem]', '!GetAtt Table.Arn')),
    ),
  ).toMatchInlineSnapshot(`
    "12:39 error Policy allows dynamodb:GetItem, as another statement does on the same resources, so it changes nothing [policy-redundant]
                  - { Effect: Allow, Action: [dynamodb:GetItem, dynamodb:PutItem], Resource: !GetAtt Table.Arn }
                                              ~~~~~~~~~~~~~~~~ changes nothing
      help: leave dynamodb:GetItem out
      11:38 the other one"
  `);
  // What both have goes from the latter.
  expect(
    lint(
      rule,
      policy(allow('[sqs:SendMessage, sqs:GetQueueUrl]', "'*'"), allow('[sqs:SendMessage, sqs:DeleteMessage]', "'*'")),
    ),
  ).toMatchInlineSnapshot(`
    "12:39 error Policy allows sqs:SendMessage, as another statement does on the same resources, so it changes nothing [policy-redundant]
                  - { Effect: Allow, Action: [sqs:SendMessage, sqs:DeleteMessage], Resource: '*' }
                                              ~~~~~~~~~~~~~~~ changes nothing
      help: leave sqs:SendMessage out
      11:39 the other one"
  `);
});

test('what covers something else is not told to go itself', () => {
  // All three can be followed at once: one is left.
  expect(lint(rule, policy(allow("['s3:Get*', s3:GetObject, 's3:*']", "'*'"), allow("'s3:*'", "'arn:aws:s3:::b'"))))
    .toMatchInlineSnapshot(`
      "11:39 error Policy names s3:Get* and s3:GetObject beside s3:*, which covers them, so they change nothing [policy-redundant]
                    - { Effect: Allow, Action: ['s3:Get*', s3:GetObject, 's3:*'], Resource: '*' }
                                                ~~~~~~~~~ changes nothing
        help: leave s3:Get* and s3:GetObject out, or put what is needed in the place of s3:*
        11:64 the broader one
      12:13 error Policy has a statement that allows only what another one allows, so it changes nothing [policy-redundant]
                    - { Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::b' }
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ changes nothing
        help: leave the statement out
        11:13 the other statement"
    `);
});

test('what several others cover', () => {
  const three = [allow('[s3:GetObject, sqs:SendMessage]', "'*'"), allow("'s3:*'", "'*'"), allow("'sqs:*'", "'*'")];
  expect(lint(rule, policy(...three))).toMatchInlineSnapshot(`
    "11:13 error Policy has a statement that allows only what another one allows, so it changes nothing [policy-redundant]
                  - { Effect: Allow, Action: [s3:GetObject, sqs:SendMessage], Resource: '*' }
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ changes nothing
      help: leave the statement out
      12:13 the other statement"
  `);
});

test('what is no broader', () => {
  const one = "'arn:aws:s3:::b/*'";
  for (const statements of [
    [allow('[s3:GetObject, s3:GetObjectVersion]', one)],
    [allow('s3:GetObject', "['arn:aws:s3:::b', 'arn:aws:s3:::b/*']")],
    [allow('sqs:SendMessage', "['arn:aws:sqs:*:111122223333:a', 'arn:aws:sqs:eu-west-1:444455556666:a']")],
    [allow('s3:GetObject', "['arn:aws:s3:::b/*', 'arn:aws-cn:s3:::b/logs/*']")],
    [allow('s3:GetObject', one), allow('s3:*', "'arn:aws:s3:::c/*'")],
    [allow('s3:GetObject', one), allow('s3:*', "'*'").replace('Allow', 'Deny')],
    [allow('s3:GetObject', one), allow('s3:*', "'*'", ', Condition: { Bool: { aws:SecureTransport: true } }')],
    [allow('s3:GetObject', one), "Effect: Allow, NotAction: iam:*, Resource: '*'"],
    [allow('s3:GetObject', one), "Effect: Allow, Action: 's3:*', NotResource: 'arn:aws:s3:::c'"],
  ])
    expect(lint(rule, policy(...statements), { undecided: true }), statements.join()).toBe('');
});

test('under the same condition', () => {
  const tls = ', Condition: { Bool: { aws:SecureTransport: true } }';
  const wide = allow('s3:*', "'*'", tls);
  expect(lint(rule, policy(wide, allow('s3:GetObject', "'arn:aws:s3:::b/*'", tls)))).toContain(
    'only what another one allows',
  );
  const more = ', Condition: { bool: { aws:securetransport: true }, StringEquals: { aws:PrincipalTag/team: a } }';
  expect(lint(rule, policy(wide, allow('s3:GetObject', "'arn:aws:s3:::b/*'", more)))).toContain(
    'only what another one allows',
  );
});

test('for the same principals', () => {
  const bucket = (...principals: readonly string[]) => `
Resources:
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: b
      PolicyDocument:
        Statement:
${principals.map((each) => `          - { Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::b/*', Principal: ${each} }`).join('\n')}
`;
  expect(lint(rule, bucket("{ AWS: '111122223333' }", "{ AWS: '444455556666' }"))).toBe('');
  expect(lint(rule, bucket("{ AWS: '111122223333' }", "{ AWS: ['444455556666', '111122223333'] }")))
    .toMatchInlineSnapshot(`
    "9:13 error Policy has a statement that allows only what another one allows, so it changes nothing [policy-redundant]
                  - { Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::b/*', Principal: { AWS: '111122223333' } }
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ changes nothing
      help: leave the statement out
      10:13 the other statement"
  `);
});

test('a trust policy', () => {
  const lambda = '{ Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } }';
  const text = `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [${lambda}, ${lambda}] }
`;
  expect(lint(rule, text)).toContain(
    'the trust policy of Role has a statement that allows only what another one allows',
  );
});

test('all but some is not compared with some', () => {
  const some = allow('s3:GetObject', "'*'");
  const allBut = some.replace('Action', 'NotAction');
  expect(lint(rule, policy(allBut, some), { undecided: true })).toBe('');
  expect(lint(rule, policy(some, allBut), { undecided: true })).toBe('');
  expect(lint(rule, policy(some, some.replace('Resource', 'NotResource')), { undecided: true })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  expect(lint(rule, policy(allow('[s3:GetObject, !Ref Word]', "['arn:aws:s3:::b/*', !Ref Word]")))).toBe('');
  expect(
    lint(rule, policy(allow('s3:*', "'*'", ', Condition: !Ref Word'), allow('s3:GetObject', "'*'")), {
      undecided: true,
    }),
  ).toMatchInlineSnapshot(`"11:75 undecided Policy: Word is given at deployment"`);
  expect(lint(rule, policy(allow('s3:*', "'*'").replace('Allow', '!Ref Word'), allow('s3:GetObject', "'*'")))).toBe('');
  expect(lint(rule, policy(allow('s3:GetObject', '[!Ref Word, !Ref Word]')))).toContain('${Word} more than once');
});

test('in one branch only, and by a default', () => {
  expect(lint(rule, policy(allow("[s3:GetObject, !If [IsOpen, 's3:*', s3:PutObject]]", "'*'")))).toContain(
    'when IsOpen is true',
  );
  const text = policy(allow('[s3:GetObject, !Ref Word]', "'*'")).replace(
    '{ Type: String }',
    "{ Type: String, Default: 's3:*' }",
  );
  expect(lint(rule, text)).toContain('when Word keeps its default');
});

test('what a policy template or a connector stands for', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: a.b
      Runtime: nodejs22.x
      Policies:
        - DynamoDBCrudPolicy: { TableName: !Ref Table }
        - DynamoDBReadPolicy: { TableName: !Ref Table }
        - Statement: [{ Effect: Allow, Action: [s3:GetObject], Resource: '*' }]
        - Statement: [{ Effect: Allow, Action: [s3:*], Resource: '*' }]
    Connectors: { Read: { Properties: { Destination: { Id: Table }, Permissions: [Read, Write] } } }
  Table: { Type: AWS::Serverless::SimpleTable }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('of three statements one inside the other, the broadest is all that stays', () => {
  const statements = [
    allow('s3:GetObject', "'arn:aws:s3:::b/x/*'"),
    allow('s3:GetObject', "'arn:aws:s3:::b/x/*'"),
    allow("'s3:*'", "'*'"),
  ];
  expect(lint(rule, policy(...statements))).toMatchInlineSnapshot(`
    "11:13 error Policy has a statement that allows only what another one allows, so it changes nothing [policy-redundant]
                  - { Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::b/x/*' }
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ changes nothing
      help: leave the statement out
      13:13 the other statement
    12:13 error Policy has a statement that allows only what another one allows, so it changes nothing [policy-redundant]
                  - { Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::b/x/*' }
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ changes nothing
      help: leave the statement out
      13:13 the other statement"
  `);
});

test('values that the plan does not name may differ', () => {
  const document = (...values: readonly Value[]) =>
    plan({
      'aws_iam_policy.p': { policy: ref('data.aws_iam_policy_document.p.json') },
      'data.aws_iam_policy_document.p': {
        statement: values.map((value) => ({
          actions: ['s3:GetObject'],
          resources: ['*'],
          condition: [{ test: 'StringEquals', variable: 'aws:PrincipalTag/team', values: value }],
        })),
      },
    });
  const linted = (...values: readonly Value[]) => lint(rule, document(...values), { path: 'plan.json' });
  expect(linted(['a'], ['a'])).toContain('has a statement that allows only what another one allows');
  expect(linted(['a'], ['b'])).toBe('');
  expect(linted([ref('random_id.x.hex')], [ref('random_id.y.hex')])).toBe('');
  expect(linted([ref('random_id.x.hex')], [ref('random_id.x.hex')])).toBe('');
});

describe('policies that are larger than any', () => {
  const policy = (statements: readonly unknown[]) =>
    JSON.stringify(
      {
        Resources: {
          Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: statements } } },
        },
      },
      undefined,
      1,
    );
  const many = (count: number, resource: (at: number) => unknown) =>
    policy(
      Array.from({ length: count }, (_, at) => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: resource(at) })),
    );

  test.each([
    ['statements that have nothing to do with one another', many(3000, (at) => `arn:aws:s3:::b${String(at)}/*`), 0],
    ['the same statement', many(500, () => 'arn:aws:s3:::b/*'), 499],
    [
      'resources',
      policy([
        {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: Array.from({ length: 10_000 }, (_, at) => `arn:aws:s3:::b${String(at)}/*`),
        },
      ]),
      0,
    ],
    [
      'patterns of a length that nothing has',
      many(2, (at) => `arn:aws:s3:::${['a*b?', '*ab?'][at]?.repeat(30_000)}`),
      0,
    ],
  ] as const)('%s', (_, text, found) => {
    expect(lint(rule, text, { path: 'template.json' }).match(/\[policy-redundant\]/g)?.length ?? 0).toBe(found);
  });

  test('of many that cover the same, the broadest is named', () => {
    const text = policy([
      ...Array.from({ length: 40 }, (_, at) => ({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::bucket${'b'.repeat(40 - at)}*`,
      })),
      { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::*' },
    ]);
    const said = lint(rule, text, { path: 'template.json' });
    expect(said.match(/\[policy-redundant\]/g)).toHaveLength(40);
  });
});
