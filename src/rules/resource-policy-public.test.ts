import { expect, test } from 'vitest';
import rule from './resource-policy-public.js';
import { lint } from '../../test/support/lint.js';

const queue = (statement: string, more = '') => `
Parameters: { Word: { Type: String } }
Conditions: { IsOpen: !Equals [!Ref 'AWS::StackName', open] }
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument:
        Statement:
          - { Effect: Allow, Action: sqs:SendMessage, Resource: '*', ${statement} }
${more}
`;

test('a queue that everyone may send to', () => {
  expect(lint(rule, queue("Principal: '*'"))).toMatchInlineSnapshot(`
    "12:81 error Policy allows sqs:SendMessage to everyone, so any AWS account can use what it guards [resource-policy-public]
                  - { Effect: Allow, Action: sqs:SendMessage, Resource: '*', Principal: '*' }
                                                                                        ~~~ everyone
      help: name accounts, roles or services as Principal, or add a condition on aws:SourceAccount, aws:PrincipalOrgID or the ARN of the source"
  `);
  expect(lint(rule, queue("Principal: { AWS: ['123456789012', '*'] }"))).toContain('to everyone');
});

test('a condition that is left out limits nobody', () => {
  const account = "!If [IsOpen, !Ref 'AWS::NoValue', '123456789012']";
  const text = queue(`Principal: '*', Condition: { StringEquals: { aws:SourceAccount: ${account} } }`);
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "12:81 error Policy allows sqs:SendMessage to everyone, so any AWS account can use what it guards [resource-policy-public]
                  - { Effect: Allow, Action: sqs:SendMessage, Resource: '*', Principal: '*', Condition: { StringEquals: { aws:SourceAccount: !If [IsOpen, !Ref 'AWS::NoValue', '123456789012'] } } }
                                                                                        ~~~ everyone
      help: name accounts, roles or services as Principal, or add a condition on aws:SourceAccount, aws:PrincipalOrgID or the ARN of the source
      when IsOpen is true"
  `);
});

test('what limits nobody', () => {
  expect(lint(rule, queue("Principal: '*', Condition: { Bool: { aws:SecureTransport: true } }")))
    .toMatchInlineSnapshot(`
      "12:81 error Policy allows sqs:SendMessage to everyone, so any AWS account can use what it guards [resource-policy-public]
                    - { Effect: Allow, Action: sqs:SendMessage, Resource: '*', Principal: '*', Condition: { Bool: { aws:SecureTransport: true } } }
                                                                                          ~~~ everyone
        help: name accounts, roles or services as Principal, or add a condition on aws:SourceAccount, aws:PrincipalOrgID or the ARN of the source
        12:107 aws:SecureTransport does not limit who is let in here"
    `);
  for (const condition of [
    "ArnLike: { aws:SourceArn: '*' }",
    "ArnLike: { aws:SourceArn: 'arn:aws:s3:*:*:*' }",
    "ArnLike: { aws:SourceArn: 'arn:aws:s3:*' }",
    "StringLike: { aws:SourceArn: '*:*' }",
    "IpAddress: { aws:SourceIp: '0.0.0.0/0' }",
    'StringEqualsIfExists: { aws:PrincipalOrgID: o-abcdef1234 }',
    'StringNotEquals: { aws:PrincipalAccount: "123456789012" }',
    'ForAllValues:StringEquals: { aws:PrincipalOrgID: o-abcdef1234 }',
    'Null: { aws:PrincipalOrgID: false }',
    'StringEqualsIfExists: { aws:SourceOwner: "123456789012" }',
    'StringNotEquals: { sns:Endpoint: a@example.com }',
    'Bool: { aws:MultiFactorAuthPresent: true }',
    'StringLike: { aws:Referer: https://example.com/ }',
    'StringEquals: { aws:RequestedRegion: eu-west-1 }',
    'StringEquals: { kms:ViaService: s3.eu-west-1.amazonaws.com }',
    'StringEquals: { s3:x-amz-acl: bucket-owner-full-control }',
    'NumericLessThan: { s3:signatureAge: 60000 }',
    'StringEquals: { sns:Protocol: https }',
  ])
    expect(lint(rule, queue(`Principal: '*', Condition: { ${condition} }`)), condition).toContain('to everyone');
});

test('what an event says of itself limits nobody', () => {
  const text = `
Resources:
  Policy:
    Type: AWS::Events::EventBusPolicy
    Properties:
      StatementId: orders
      Statement:
        Effect: Allow
        Principal: '*'
        Action: events:PutEvents
        Resource: arn:aws:events:eu-west-1:123456789012:event-bus/default
        Condition: { StringEquals: { events:source: shop.orders, events:detail-type: OrderPlaced } }
`;
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
    "9:20 error Policy allows events:PutEvents to everyone, so any AWS account can use what it guards [resource-policy-public]
                Principal: '*'
                           ~~~ everyone
      help: name accounts, roles or services as Principal, or add a condition on aws:SourceAccount, aws:PrincipalOrgID or the ARN of the source
      12:38 events:source does not limit who is let in here"
  `);
  const org = text.replace('events:source: shop.orders', 'aws:PrincipalOrgID: o-abcdef1234');
  expect(lint(rule, org, { undecided: true })).toBe('');
});

test.each([
  "ArnLike: { aws:SourceArn: 'arn:aws:s3:*:*:uploads' }",
  'ArnEquals: { aws:SourceArn: !Ref Word }',
  'StringEquals: { aws:SourceAccount: !Ref AWS::AccountId }',
  'StringEquals: { AWS:SourceOwner: !Ref AWS::AccountId }',
  'StringEquals: { aws:PrincipalOrgID: o-abcdef1234 }',
  'StringEquals: { aws:SourceVpce: vpce-1 }',
  "StringEquals: { kms:CallerAccount: '123456789012' }",
  'ForAnyValue:StringLike: { aws:PrincipalOrgPaths: o-abcdef1234/r-ab12/* }',
  'StringEquals: { aws:PrincipalServiceName: events.amazonaws.com }',
  "StringLike: { sns:Endpoint: '*@example.com' }",
  "ArnLike: { aws:SourceArn: '*:*:s3:*:*:uploads' }",
  "ArnLike: { aws:SourceArn: 'arn:aws:s3:*:123456789012:*' }",
  'StringEquals: { aws:userid: AIDAEXAMPLE }',
])('limited by %s', (condition) => {
  expect(lint(rule, queue(`Principal: '*', Condition: { ${condition} }`), { undecided: true })).toBe('');
});

test('limited by a denial beside it', () => {
  const denial =
    "          - { Effect: Deny, Action: sqs:*, Resource: '*', Principal: '*', Condition: { StringNotEquals: { aws:PrincipalOrgID: o-abcdef1234 } } }";
  expect(lint(rule, queue("Principal: '*'", denial))).toBe('');
  const plain =
    "          - { Effect: Deny, Action: sqs:*, Resource: '*', Principal: '*', Condition: { Bool: { aws:SecureTransport: false } } }";
  expect(lint(rule, queue("Principal: '*'", plain))).toContain('to everyone');
  // The queue's users may still do what it is not about.
  const other = denial.replace('sqs:*', 'sqs:DeleteMessage');
  expect(lint(rule, queue("Principal: '*'", other))).toContain('to everyone');
  expect(lint(rule, queue("Principal: '*'", denial.replace('sqs:*', "'*'")))).toBe('');
  expect(lint(rule, queue("Principal: '*'", denial.replace('Action: sqs:*', 'NotAction: sqs:DeleteMessage')))).toBe('');
});

test.each([
  "Principal: { AWS: '123456789012' }",
  'Principal: { Service: s3.amazonaws.com }',
  "Principal: { Federated: '*' }",
  "NotPrincipal: { AWS: '123456789012' }",
])('names somebody, or is another rule’s business: %s', (principal) => {
  expect(lint(rule, queue(principal), { undecided: true })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  expect(lint(rule, queue('Principal: { AWS: !Ref Word }'), { undecided: true })).toMatchInlineSnapshot(
    `"12:93 undecided Policy: \${Word} is known only at deployment"`,
  );
  for (const condition of [
    '!Ref Word',
    '{ StringEquals: !Ref Word }',
    '{ StringEquals: { aws:PrincipalOrgID: !Ref Word } }',
  ])
    expect(lint(rule, queue(`Principal: '*', Condition: ${condition}`)), condition).toBe('');
  for (const [condition, key] of [
    ["StringEquals: { aws:SourceOwner: '' }", 'aws:SourceOwner'],
    ['StringEquals: { aws:SourceOwner: [] }', 'aws:SourceOwner'],
  ] as const)
    expect(lint(rule, queue(`Principal: '*', Condition: { ${condition} }`), { undecided: true })).toContain(
      `it can't be told whether ${key} limits who is let in`,
    );
  const odd = queue("Principal: '*', Condition: { StringEquals: { new:Key: a } }");
  expect(lint(rule, odd, { undecided: true })).toMatchInlineSnapshot(
    `"12:115 undecided Policy: it can't be told whether new:Key limits who is let in"`,
  );
});

test('approved organisations, and some services alone', () => {
  const text = queue("Principal: '*', Condition: { StringEquals: { aws:PrincipalOrgID: o-other } }");
  expect(lint(rule, text, { options: { orgIds: ['o-abcdef1234'] } })).toMatchInlineSnapshot(`
    "12:115 error Policy allows sqs:SendMessage to everyone of an organisation that is not an approved one [resource-policy-public]
                  - { Effect: Allow, Action: sqs:SendMessage, Resource: '*', Principal: '*', Condition: { StringEquals: { aws:PrincipalOrgID: o-other } } }
                                                                                                                          ~~~~~~~~~~~~~~~~~~ not approved
      help: set aws:PrincipalOrgID to o-abcdef1234"
  `);
  expect(lint(rule, text, { options: { orgIds: ['o-other'] } })).toBe('');
  expect(lint(rule, queue("Principal: '*'"), { options: { services: ['s3'] } })).toBe('');
  expect(lint(rule, queue("Principal: '*'"), { options: { services: ['sqs'] } })).toContain('to everyone');
});

test('only in the branch that is wrong, and says when', () => {
  expect(lint(rule, queue("Principal: !If [IsOpen, '*', { AWS: '123456789012' }]"))).toContain('when IsOpen is true');
});

test('a key beside a function of SAM, as JSON', () => {
  const text = JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Fn: { Type: 'AWS::Serverless::Function', Properties: {} },
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: {
          KeyPolicy: {
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
                Action: 'kms:*',
                Resource: '*',
              },
              { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' },
            ],
          },
        },
      },
    },
  });
  const found = lint(rule, text, { path: 'template.json', undecided: true });
  expect(found).toContain('the resource policy of Key allows kms:Decrypt to everyone');
  expect(found.match(/error/g)).toHaveLength(1);
});

const search = (more: string) => `
Parameters: { Subnets: { Type: List<AWS::EC2::Subnet::Id> }, HasUsers: { Type: String } }
Resources:
  Events:
    Type: AWS::Elasticsearch::Domain
    Properties:
      ${more}
      AccessPolicies:
        Statement: [{ Effect: Allow, Principal: { AWS: '*' }, Action: es:*, Resource: '*' }]
`;

test('a search domain, unless its network or its own users stand before it', () => {
  expect(lint(rule, search('DomainName: events'))).toMatchInlineSnapshot(`
    "9:56 error the resource policy of Events allows es:* to everyone, so any AWS account can use what it guards [resource-policy-public]
                Statement: [{ Effect: Allow, Principal: { AWS: '*' }, Action: es:*, Resource: '*' }]
                                                               ~~~ everyone
      help: name accounts, roles or services as Principal, or add a condition on aws:SourceAccount, aws:PrincipalOrgID or the ARN of the source"
  `);
  const open = 'AdvancedSecurityOptions: { Enabled: false }';
  expect(lint(rule, search(open))).toContain('allows es:* to everyone');
  expect(lint(rule, search(open), { options: { services: ['sqs'] } })).toBe('');
  for (const closed of [
    'VPCOptions: { SubnetIds: [subnet-1] }',
    'AdvancedSecurityOptions: { Enabled: true }',
    'VPCOptions: { SubnetIds: !Ref Subnets, SecurityGroupIds: [sg-1] }',
  ])
    expect(lint(rule, search(closed)), closed).toBe('');
  expect(lint(rule, search('AdvancedSecurityOptions: { Enabled: !Ref HasUsers }'), { undecided: true })).toContain(
    'HasUsers',
  );
});

test('a destination for the logs of other accounts', () => {
  const destination = (more = '') => `
Resources:
  Logs:
    Type: AWS::Logs::Destination
    Properties:
      DestinationName: logs
      DestinationPolicy: '{ "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "logs:PutSubscriptionFilter", "Resource": "*"${more} }] }'
`;
  expect(lint(rule, destination())).toContain('Logs allows logs:PutSubscriptionFilter to everyone');
  const organisation = ', "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }';
  expect(lint(rule, destination(organisation))).toBe('');
});

test('a repository of images', () => {
  const text = `
Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Statement: [{ Effect: Allow, Principal: '*', Action: ecr:BatchGetImage }]
`;
  expect(lint(rule, text)).toContain('the resource policy of Images allows ecr:BatchGetImage to everyone');
});

test('a queue without a policy is not judged', () => {
  expect(lint(rule, 'Resources: { Queue: { Type: AWS::SQS::Queue } }', { undecided: true })).toBe('');
});
