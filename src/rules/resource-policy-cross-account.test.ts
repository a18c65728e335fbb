import { expect, test } from 'vitest';
import rule from './resource-policy-cross-account.js';
import { lint } from '../../test/support/lint.js';

const queue = (statement: string, more = '') => `
Parameters: { Id: { Type: String } }
Conditions: { IsOpen: !Equals [!Ref 'AWS::StackName', open] }
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Bucket: { Type: AWS::S3::Bucket }
  Role: { Type: AWS::IAM::Role }
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument:
        Statement:
          - { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn, ${statement} }
${more}
`;
const options = { accounts: ['111122223333'], orgIds: ['o-abcdef1234'] };
const stranger = "Principal: { AWS: '444455556666' }";

test('an account that nobody has approved', () => {
  expect(lint(rule, queue(stranger), { options })).toMatchInlineSnapshot(`
    "14:102 error Policy allows sqs:SendMessage to account 444455556666, which is not an approved one [resource-policy-cross-account]
                  - { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn, Principal: { AWS: '444455556666' } }
                                                                                                             ~~~~~~~~~~~~~~ not approved
      help: take it out, or add a condition on aws:PrincipalOrgID with o-abcdef1234; if it is one of yours, put it into the option accounts"
  `);
  expect(
    lint(rule, queue("Principal: { AWS: ['111122223333', 'arn:aws:iam::444455556666:role/caller'] }"), {
      options: { accounts: ['111122223333'] },
    }),
  ).toMatchInlineSnapshot(`
    "14:119 error Policy allows sqs:SendMessage to account 444455556666, which is not an approved one [resource-policy-cross-account]
                  - { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn, Principal: { AWS: ['111122223333', 'arn:aws:iam::444455556666:role/caller'] } }
                                                                                                                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
      help: take it out; if it is one of yours, put it into the option accounts"
  `);
  expect(
    lint(rule, queue('Principal: { AWS: !Sub "arn:${AWS::Partition}:iam::444455556666:root" }'), { options }),
  ).toContain('to account 444455556666');
});

test('everyone of an account, or a service for it', () => {
  const everyone =
    "Principal: '*', Condition: { StringEquals: { aws:PrincipalAccount: ['111122223333', '444455556666'] } }";
  expect(lint(rule, queue(everyone), { options })).toMatchInlineSnapshot(`
    "14:168 error Policy allows sqs:SendMessage to everyone of account 444455556666, which is not an approved one [resource-policy-cross-account]
                  - { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn, Principal: '*', Condition: { StringEquals: { aws:PrincipalAccount: ['111122223333', '444455556666'] } } }
                                                                                                                                                                               ~~~~~~~~~~~~~~ not approved
      help: take it out; if it is one of yours, put it into the option accounts"
  `);
  const topic = 'ArnLike: { aws:SourceArn: "arn:aws:sns:*:444455556666:orders" }';
  expect(lint(rule, queue(`Principal: { Service: sns.amazonaws.com }, Condition: { ${topic} }`), { options }))
    .toMatchInlineSnapshot(`
      "14:166 error Policy allows sqs:SendMessage to sns.amazonaws.com for account 444455556666, which is not an approved one [resource-policy-cross-account]
                    - { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn, Principal: { Service: sns.amazonaws.com }, Condition: { ArnLike: { aws:SourceArn: "arn:aws:sns:*:444455556666:orders" } } }
                                                                                                                                                                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
        help: take it out; if it is one of yours, put it into the option accounts"
    `);
});

test('everyone of another organisation', () => {
  const org = "Principal: '*', Condition: { StringEquals: { aws:PrincipalOrgID: o-zyxwv98765 } }";
  expect(lint(rule, queue(org), { options })).toMatchInlineSnapshot(`
    "14:149 error Policy allows sqs:SendMessage to everyone of organisation o-zyxwv98765, which is not an approved one [resource-policy-cross-account]
                  - { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn, Principal: '*', Condition: { StringEquals: { aws:PrincipalOrgID: o-zyxwv98765 } } }
                                                                                                                                                            ~~~~~~~~~~~~ not approved
      help: take it out; if it is one of yours, put it into the option orgIds"
  `);
  expect(lint(rule, queue(org), { options: { accounts: ['111122223333'] }, undecided: true })).toBe('');
});

test.each([
  "Principal: { AWS: '111122223333' }",
  "Principal: { AWS: 'arn:aws:iam::111122223333:role/caller' }",
  'Principal: { AWS: !Ref AWS::AccountId }',
  'Principal: { AWS: !GetAtt Role.Arn }',
  "Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' }",
  'Principal: { Service: sns.amazonaws.com }',
  'Principal: { Federated: cognito-identity.amazonaws.com }',
  "Principal: '*'",
  "NotPrincipal: { AWS: '444455556666' }",
  `${stranger}, Condition: { StringEquals: { aws:PrincipalOrgID: o-abcdef1234 } }`,
  `${stranger}, Condition: { "ForAnyValue:StringLike": { aws:PrincipalOrgPaths: o-abcdef1234/r-ab12/* } }`,
  "Principal: '*', Condition: { StringEquals: { aws:PrincipalAccount: '111122223333' } }",
  "Principal: '*', Condition: { ArnLike: { aws:SourceArn: 'arn:aws:sns:*:*:orders' } }",
  "Principal: '*', Condition: { StringEquals: { aws:SourceVpce: vpce-1 } }",
  'Principal: { Service: s3.amazonaws.com }, Condition: { ArnLike: { aws:SourceArn: !GetAtt Bucket.Arn } }',
  'Principal: { Service: s3.amazonaws.com }, Condition: { ArnLike: { aws:SourceArn: !Sub "arn:aws:s3:::${Bucket}" } }',
  "Principal: { Service: sns.amazonaws.com }, Condition: { ArnLike: { aws:SourceArn: 'arn:aws:sns:*:444455556666:a' }, StringEquals: { aws:SourceAccount: '111122223333' } }",
])('approved, one’s own, or of another rule: %s', (statement) => {
  expect(lint(rule, queue(statement), { options, undecided: true })).toBe('');
});

test('a condition that also holds without its key limits nobody', () => {
  const loose = `${stranger}, Condition: { StringEqualsIfExists: { aws:PrincipalOrgID: o-abcdef1234 } }`;
  expect(lint(rule, queue(loose), { options })).toContain('to account 444455556666');
});

test('kept out by a denial beside it', () => {
  const denial = (conditions: string, action = 'sqs:*') =>
    `          - { Effect: Deny, Action: '${action}', Resource: '*', Principal: '*', Condition: { ${conditions} } }`;
  const others = 'StringNotEqualsIfExists: { aws:PrincipalOrgID: o-abcdef1234 }';
  const asked = { options, undecided: true };
  expect(lint(rule, queue(stranger, denial(others)), asked)).toBe('');
  expect(
    lint(rule, queue(stranger, denial(`${others}, BoolIfExists: { aws:PrincipalIsAWSService: false }`)), asked),
  ).toBe('');
  expect(lint(rule, queue(stranger, denial(others, 'sqs:DeleteMessage')), asked)).toContain('to account 444455556666');
  expect(lint(rule, queue(stranger, denial(others.replace('o-abcdef1234', 'o-other'))), asked)).toContain(
    'to account 444455556666',
  );
  expect(
    lint(rule, queue(stranger, denial(`${others}, StringNotEquals: { aws:PrincipalTag/may: enter }`)), asked),
  ).toMatchInlineSnapshot(`"14:102 undecided Policy: it can't be told whom a Deny beside it keeps out"`);
});

test('the account of the resource is its own', () => {
  const text = `
Resources:
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: logs
      PolicyDocument:
        Statement:
          - { Effect: Allow, Action: sqs:SendMessage, Resource: arn:aws:sqs:eu-west-1:444455556666:jobs, Principal: { AWS: '444455556666' } }
`;
  expect(lint(rule, text, { options, undecided: true })).toBe('');
});

test('accounts alone, organisations alone', () => {
  const foreign = queue(`${stranger}, Condition: { StringEquals: { aws:PrincipalOrgID: o-abcdef1234 } }`);
  expect(lint(rule, foreign, { options: { accounts: ['111122223333'] } })).toContain('to account 444455556666');
  expect(lint(rule, foreign, { options: { orgIds: ['o-abcdef1234'] } })).toBe('');
});

test('nothing to compare with', () => {
  expect(lint(rule, queue(stranger), { undecided: true })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  expect(lint(rule, queue('Principal: { AWS: !Ref Id }'), { options, undecided: true })).toMatchInlineSnapshot(
    `"14:107 undecided Policy: \${Id} is known only at deployment"`,
  );
  const source =
    'Principal: { Service: s3.amazonaws.com }, Condition: { StringEquals: { aws:SourceAccount: !Ref Id } }';
  expect(lint(rule, queue(source), { options, undecided: true })).toMatchInlineSnapshot(
    `"14:179 undecided Policy: \${Id} is known only at deployment"`,
  );
  const limited = `${stranger}, Condition: { StringEquals: { aws:PrincipalOrgID: !Ref Id } }`;
  expect(lint(rule, queue(limited), { options, undecided: true })).toMatchInlineSnapshot(
    `"14:174 undecided Policy: \${Id} is known only at deployment"`,
  );
  expect(lint(rule, queue(`${stranger}, Condition: !Ref Id`), { options })).toBe('');
  const effect = queue(stranger).replace('Effect: Allow', 'Effect: !Ref Id');
  expect(lint(rule, effect, { options, undecided: true })).toMatchInlineSnapshot(
    `"14:104 undecided Policy: it can't be told whether the statement allows or denies"`,
  );
  expect(lint(rule, queue('Principal: { CanonicalUser: 79a59df900b949e5 }'), { options, undecided: true })).toContain(
    "it can't be told to which account",
  );
});

test('by the default of a parameter, and in one branch only', () => {
  const text = queue('Principal: { AWS: !Ref Id }').replace(
    '{ Type: String }',
    "{ Type: String, Default: '444455556666' }",
  );
  expect(lint(rule, text, { options })).toContain('when Id keeps its default');
  const branch = "Principal: { AWS: !If [IsOpen, '444455556666', '111122223333'] }";
  expect(lint(rule, queue(branch), { options })).toContain('when IsOpen is true');
});

test('a bus in the older way, a key, a table; but not a function, an API or a role', () => {
  const text = `
Resources:
  Bus: { Type: AWS::Events::EventBusPolicy, Properties: { StatementId: a, Action: events:PutEvents, Principal: '444455556666' } }
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy: { Statement: { Effect: Allow, Action: kms:*, Resource: '*', Principal: { AWS: '444455556666' } } }
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      ResourcePolicy:
        PolicyDocument: { Statement: { Effect: Allow, Action: dynamodb:GetItem, Resource: '*', Principal: { AWS: '444455556666' } } }
  Permit: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: f, Principal: '444455556666' } }
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Policy: { Statement: { Effect: Allow, Action: execute-api:Invoke, Resource: '*', Principal: { AWS: '444455556666' } } }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: { Effect: Allow, Action: sts:AssumeRole, Principal: { AWS: '444455556666' } } }
`;
  const said = lint(rule, text, { options });
  expect(said.match(/error .*account \d+/g)).toMatchInlineSnapshot(`
    [
      "error Bus allows events:PutEvents to account 444455556666",
      "error the resource policy of Key allows kms:* to account 444455556666",
      "error the resource policy of Table allows dynamodb:GetItem to account 444455556666",
    ]
  `);
});
