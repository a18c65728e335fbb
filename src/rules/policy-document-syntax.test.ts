import { describe, expect, test } from 'vitest';
import rule from './policy-document-syntax.js';
import { lint } from '../../test/support/lint.js';

const policy = (document: string) => `
Resources:
  Rights:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: ${document}
`;
const statement = (elements: string) => policy(`{ Version: '2012-10-17', Statement: [{ ${elements} }] }`);
const arn = "'arn:aws:s3:::orders/*'";
const good = `Effect: Allow, Action: 's3:GetObject', Resource: ${arn}`;

/** The messages alone. */
const said = (text: string): string[] =>
  lint(rule, text)
    .split('\n')
    .flatMap((line) => /^\d+:\d+ (.*) \[policy-document-syntax\]$/.exec(line)?.[1] ?? []);

test('a document that is well formed', () => {
  expect(lint(rule, statement(good), { undecided: true })).toBe('');
  expect(lint(rule, policy(`{ Statement: { Sid: One, ${good} } }`), { undecided: true })).toBe('');
  expect(lint(rule, statement(`Sid: '', Effect: Deny, NotAction: [iam:*], NotResource: ['*']`))).toBe('');
});

test('a statement without Effect', () => {
  expect(lint(rule, statement(`Action: 's3:GetObject', Resource: ${arn}`))).toMatchInlineSnapshot(`
    "6:60 error Rights has a statement without Effect, so AWS refuses it [policy-document-syntax]
              PolicyDocument: { Version: '2012-10-17', Statement: [{ Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' }] }
                                                                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no Effect
      help: set Effect to Allow or Deny"
  `);
});

describe('the document', () => {
  test('is no map, or has no Statement', () => {
    expect(said(policy('[1]'))).toEqual(['error Rights is a list, so AWS refuses it']);
    expect(said(policy("{ Version: '2012-10-17' }"))).toEqual(['error Rights has no Statement, so AWS refuses it']);
    expect(said(policy("{ Statement: ['s3:*'] }"))).toEqual([
      'error Rights has a Statement that is no map, so AWS refuses it',
    ]);
  });

  test('has an element that there is not', () => {
    expect(lint(rule, policy(`{ version: '2012-10-17', Statement: [{ ${good} }] }`))).toMatchInlineSnapshot(`
      "6:25 error Rights has version, which is no element of a policy, so AWS refuses it [policy-document-syntax]
                PolicyDocument: { version: '2012-10-17', Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' }] }
                                  ~~~~~~~ no such element
        help: write Version"
    `);
    expect(said(statement(`${good}, Actions: []`))).toEqual([
      'error Rights has a statement with Actions, which is no element of a policy, so AWS refuses it',
    ]);
    const misspelt = "Efect: Allow, Actions: 's3:GetObject', NotResources: 'arn:aws:s3:::orders/*'";
    expect(said(statement(misspelt))).toEqual(
      ['Efect', 'Actions', 'NotResources'].map(
        (name) => `error Rights has a statement with ${name}, which is no element of a policy, so AWS refuses it`,
      ),
    );
  });

  test('has an operator in a condition that there is not', () => {
    const operator = (name: string): string => statement(`${good}, Condition: { '${name}': { 'aws:SourceIp': a } }`);
    expect(lint(rule, operator('ForAnyValue:StringEqualIfExists'))).toMatchInlineSnapshot(`
      "6:149 error Rights has "ForAnyValue:StringEqualIfExists" in a Condition, which is no operator, so AWS refuses it [policy-document-syntax]
                PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*', Condition: { 'ForAnyValue:StringEqualIfExists': { 'aws:SourceIp': a } } }] }
                                                                                                                                                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no such operator
        help: write ForAnyValue:StringEqualsIfExists"
    `);
    const none = ['aws:SourceIp', 'stringEquals', 'ForAnyValues:StringEquals'];
    expect(none.flatMap((name) => said(operator(name)))).toEqual(
      none.map((name) => `error Rights has "${name}" in a Condition, which is no operator, so AWS refuses it`),
    );
    const there = [
      'Null',
      'NotIpAddressIfExists',
      'ForAllValues:ArnNotLike',
      'ForAnyValue:StringLike',
      'StringNotEqualsIgnoreCase',
      'DateLessThan',
    ];
    expect(there.flatMap((name) => said(operator(name)))).toEqual([]);
  });

  test('has a version that there is not, or an old one', () => {
    const first = (document: string) => lint(rule, policy(document)).split('\n')[0];
    expect(first(`{ Statement: [{ ${good} }], Version: '2012-10-18' }`)).toMatchInlineSnapshot(
      `"6:125 error Rights has the Version 2012-10-18, which there is not, so AWS refuses it [policy-document-syntax]"`,
    );
    expect(first(`{ Statement: [{ ${good} }], Version: '2008-10-17' }`)).toMatchInlineSnapshot(
      `"6:125 info Rights has the Version 2008-10-17, in which variables such as \${aws:username} are none [policy-document-syntax]"`,
    );
  });

  test('uses a variable, which needs a version', () => {
    const own = "Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::homes/${aws:username}/*'";
    expect(lint(rule, policy(`{ Statement: [{ ${own} }] }`))).toMatchInlineSnapshot(`
      "6:88 warning Rights has no Version, so \${aws:username} is taken as it stands, and not as a variable [policy-document-syntax]
                PolicyDocument: { Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::homes/\${aws:username}/*' }] }
                                                                                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ the version of 2008
        help: set Version to 2012-10-17"
    `);
    expect(lint(rule, statement(own))).toBe('');
  });
});

test.each([
  [`Effect: allow, Action: 's3:GetObject', Resource: ${arn}`, 'has the Effect allow'],
  [`Effect: Allow, Resource: ${arn}`, 'has a statement without Action'],
  [`Effect: Allow, Action: [], Resource: ${arn}`, 'has an empty Action'],
  [`Effect: Allow, Action: 's3:GetObject', NotAction: 's3:PutObject', Resource: ${arn}`, 'both Action and NotAction'],
  ["Effect: Allow, Action: 's3:GetObject'", 'has a statement without Resource'],
  [`Effect: Allow, Action: 's3:GetObject', Resource: ${arn}, NotResource: ${arn}`, 'both Resource and NotResource'],
  [`Effect: Allow, Action: s3.GetObject, Resource: ${arn}`, 'names "s3.GetObject" in Action, which is no action'],
  [`Effect: Allow, Action: [{ a: b }], Resource: ${arn}`, 'has something else than text in Action'],
  ["Effect: Allow, Action: 's3:GetObject', Resource: orders", 'names "orders" in Resource, which is no ARN'],
  [
    "Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3::orders'",
    'names "arn:aws:s3::orders" in Resource, which lacks a part of an ARN',
  ],
  [`${good}, Principal: '*'`, 'has a statement with Principal, which only policies of resources may have'],
  [`${good}, Condition: [a]`, 'has a Condition that is no map'],
  [`${good}, Condition: { StringEquals: a }`, 'has StringEquals in a Condition without a key'],
  [`Sid: 'Read orders', ${good}`, 'has the Sid "Read orders", which holds more than letters and digits'],
])('%s', (elements, fault) => {
  const [first = '', ...others] = said(statement(elements));
  expect(first).toContain(fault);
  expect(first).toMatch(/^error Rights .*, so AWS refuses it$/);
  expect(others).toEqual([]);
});

test('a reference that gives a name, an id or a URL is no ARN', () => {
  const to = (resource: string): string => `${statement(`Effect: Allow, Action: '*', Resource: ${resource}`)}
  Bucket: { Type: AWS::S3::Bucket }
  Queue: { Type: AWS::SQS::Queue }
  Topic: { Type: AWS::SNS::Topic }
  Stream: { Type: AWS::Kinesis::Stream }
  Other: { Type: AWS::DAX::Cluster }
`;
  expect(lint(rule, to("[!Ref Bucket, !Sub '${Bucket}/*']"))).toMatchInlineSnapshot(`
    "6:106 error Rights names "\${Bucket}" in Resource, which is no ARN, so AWS refuses it [policy-document-syntax]
              PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: '*', Resource: [!Ref Bucket, !Sub '\${Bucket}/*'] }] }
                                                                                                                 ~~~~~~ no ARN
      help: write the ARN of the resource
    6:119 error Rights names "\${Bucket}/*" in Resource, which is no ARN, so AWS refuses it [policy-document-syntax]
              PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: '*', Resource: [!Ref Bucket, !Sub '\${Bucket}/*'] }] }
                                                                                                                              ~~~~~~~~~~~~~ no ARN
      help: write the ARN of the resource"
  `);
  expect(said(to('!GetAtt Queue.QueueName'))).toEqual([
    'error Rights names "${Queue.QueueName}" in Resource, which is no ARN, so AWS refuses it',
  ]);
  expect(said(to('!Ref Queue'))).toHaveLength(1);
  for (const arn of ["!Sub '${Bucket.Arn}/*'", '!Ref Topic', '!GetAtt Queue.Arn', '!Ref Stream', '!Ref Other'])
    expect(lint(rule, to(arn), { undecided: true })).toBe('');
  const resourcePolicy = `
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties: { Queues: [!Ref Queue], PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Deny, Principal: '*', Action: '*', Resource: !Ref Queue }] } }
`;
  expect(lint(rule, resourcePolicy)).toBe('');
});

/** Of each text: what is said, what is written under the place, and what to do. */
const told = (...texts: readonly string[]): string =>
  texts
    .flatMap((text) => {
      const lines = lint(rule, text).split('\n');
      const [message] = said(text);
      const label = /~+ (.*)/.exec(lines[2] ?? '')?.[1];
      return `${message ?? ''} | ${label ?? ''} | ${lines[3]?.trim() ?? ''}`;
    })
    .join('\n')
    .replaceAll('error Rights ', '')
    .replaceAll(', so AWS refuses it', '');

test('each fault with what to do', () => {
  const action = (written: string): string => statement(`Effect: Allow, Action: ${written}, Resource: ${arn}`);
  expect(
    told(
      policy('[1]'),
      policy("{ Version: '2012-10-17' }"),
      policy("{ Statement: ['s3:*'] }"),
      policy(`{ Version: '2012-10-18', Statement: [{ ${good} }] }`),
      policy(`{ Version: '2008-10-17', Statement: [{ ${good} }] }`),
      policy(`{ Version: '2012-10-17', Colour: blue, Statement: [{ ${good} }] }`),
      statement(`${good}, Actions: []`),
      statement(`Effect: allow, Action: 's3:GetObject', Resource: ${arn}`),
      statement(`Effect: [Allow], Action: 's3:GetObject', Resource: ${arn}`),
      statement(`Effect: { a: Allow }, Action: 's3:GetObject', Resource: ${arn}`),
      action('[]'),
      action('[{ a: b }]'),
      action('sqs.SendMessage'),
      action('s3/GetObject'),
      action('s3 GetObject'),
      action('DynamoDB.GetItem'),
      action("'s3.Get:Object'"),
      action("'Get*'"),
      action("'*Object'"),
      action('GetObject'),
      action("'s3:Get:Object'"),
      action(`'${'x'.repeat(90)}'`),
      statement("Effect: Allow, NotAction: GetObject, NotResource: '*'"),
      statement(`Effect: Allow, Action: 's3:GetObject', NotAction: 's3:PutObject', Resource: ${arn}`),
      statement(`Effect: Allow, Action: 's3:GetObject', Resource: ${arn}, NotResource: ${arn}`),
      statement("Effect: Allow, Action: 's3:GetObject'"),
      statement("Effect: Allow, Action: 's3:GetObject', Resource: arnold"),
      statement("Effect: Allow, Action: 's3:GetObject', Resource: 'data*'"),
      statement("Effect: Allow, Action: 's3:GetObject', Resource: !Sub 'orders/${AWS::Region}'"),
      statement("Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3::orders'"),
      statement(`${good}, NotPrincipal: { AWS: '123456789012' }`),
      statement(`${good}, Condition: [a]`),
      statement(`${good}, Condition: a`),
      statement(`${good}, Condition: { StringEquals: [a] }`),
      statement(`Sid: 'Read orders', ${good}`),
    ),
  ).toMatchInlineSnapshot(`
    "is a list | no document | help: write a map with Version and Statement
    has no Statement | no Statement | help: write at least one Statement
    has a Statement that is no map | no map | help: write a map with Effect, Action and Resource
    has the Version 2012-10-18, which there is not | no such version | help: set Version to 2012-10-17
    info Rights has the Version 2008-10-17, in which variables such as \${aws:username} are none | out of date | help: set Version to 2012-10-17
    has Colour, which is no element of a policy | no such element | help: take it out: there are Version, Id, Statement
    has a statement with Actions, which is no element of a policy | no such element | help: write Action
    has the Effect allow | neither Allow nor Deny | help: write Allow or Deny, with their capitals
    has an Effect that is no word | neither Allow nor Deny | help: write Allow or Deny, with their capitals
    has an Effect that is no word | neither Allow nor Deny | help: write Allow or Deny, with their capitals
    has an empty Action | empty | help: put at least one entry into Action, or take the statement out
    has something else than text in Action | no text | help: write a text, or a list of texts, into Action
    names "sqs.SendMessage" in Action, which is no action | no action | help: write sqs:SendMessage
    names "s3/GetObject" in Action, which is no action | no action | help: write s3:GetObject
    names "s3 GetObject" in Action, which is no action | no action | help: write s3:GetObject
    names "DynamoDB.GetItem" in Action, which is no action | no action | help: write the prefix of the service, a colon and the name of the action
    names "s3.Get:Object" in Action, which is no action | no action | help: write the prefix of the service, a colon and the name of the action
    names "Get*" in Action, which is no action | no action | help: write the prefix of the service, a colon and the name of the action
    names "*Object" in Action, which is no action | no action | help: write the prefix of the service, a colon and the name of the action
    names "GetObject" in Action, which is no action | no action | help: write the prefix of the service, a colon and the name of the action
    names "s3:Get:Object" in Action, which is no action | no action | help: write the prefix of the service, a colon and the name of the action
    names "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" in Action, which is no action | no action | help: write the prefix of the service, a colon and the name of the action
    names "GetObject" in NotAction, which is no action | no action | help: write the prefix of the service, a colon and the name of the action
    has a statement with both Action and NotAction | beside Action | help: take Action or NotAction out
    has a statement with both Resource and NotResource | beside Resource | help: take Resource or NotResource out
    has a statement without Resource | no Resource | help: add Resource
    names "arnold" in Resource, which is no ARN | no ARN | help: write the ARN of the resource
    names "data*" in Resource, which is no ARN | no ARN | help: write the ARN of the resource
    names "orders/\${AWS::Region}" in Resource, which is no ARN | no ARN | help: write the ARN of the resource
    names "arn:aws:s3::orders" in Resource, which lacks a part of an ARN | not a whole ARN | help: write all six parts: arn:aws:service:region:account:resource; region and account may be empty
    has a statement with NotPrincipal, which only policies of resources may have | not here | help: take NotPrincipal out: who has the policy is who has the role or user
    has a Condition that is no map | no map | help: write an operator, under it a key, and under that the values
    has a Condition that is no map | no map | help: write an operator, under it a key, and under that the values
    has StringEquals in a Condition without a key | no key | help: write an operator, under it a key, and under that the values
    has the Sid "Read orders", which holds more than letters and digits | no Sid | help: write letters and digits only"
  `);
});

test.each([
  "'s3:*'",
  "'*'",
  "'**'",
  "'s3:Get?bject'",
  'cognito-idp:AdminGetUser',
  "'?3:GetObject'",
  "!Sub 's3${AWS::Region}'",
])('the action %s', (action) => {
  expect(lint(rule, statement(`Effect: Allow, Action: ${action}, Resource: ${arn}`))).toBe('');
});

test('one Sid for two statements', () => {
  const twice = policy(`
        Version: '2012-10-17'
        Statement:
          - { Sid: Read, ${good} }
          - { Sid: Read, ${good} }`);
  expect(lint(rule, twice)).toMatchInlineSnapshot(`
    "10:20 error Rights has two statements with the Sid Read, so AWS refuses it [policy-document-syntax]
                  - { Sid: Read, Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' }
                           ~~~~ the same Sid again
      help: give each statement a Sid of its own, or none"
  `);
});

test('resources that are fine: stars, references, holes', () => {
  for (const resource of [
    "'*'",
    "'arn:*'",
    "'arn*'",
    '!Ref Topic',
    '!Sub "${Bucket}/*"',
    "!Sub 'arn:${AWS::Partition}:s3:::a'",
  ]) {
    expect(lint(rule, statement(`Effect: Allow, Action: 's3:GetObject', Resource: ${resource}`))).toBe('');
  }
});

describe('text that holds JSON', () => {
  test('is judged like an object', () => {
    const text = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:GetObject' }] });
    expect(said(policy(`'${text}'`))).toEqual(['error Rights has a statement without Resource, so AWS refuses it']);
    const sub = '!Sub \'{ "Statement": { "Action": "sqs:*", "Resource": "arn:aws:sqs:${AWS::Region}:*:jobs" } }\'';
    expect(said(policy(sub))).toEqual(['error Rights has a statement without Effect, so AWS refuses it']);
  });

  test('may have names that only the deployment knows', () => {
    const text = `!Sub '{ "\${A}": 1, "Statement": { "\${A}": 1, "Effect": "Allow", "Condition": { "\${A}": "b" } } }'`;
    expect(lint(rule, policy(text))).toBe('');
  });

  test('may be none', () => {
    expect(lint(rule, policy(`'{ "Statement": [}'`))).toMatchInlineSnapshot(`
      "6:23 error Rights is text that is no JSON, so AWS refuses it [policy-document-syntax]
                PolicyDocument: '{ "Statement": [}'
                                ~~~~~~~~~~~~~~~~~~~ no JSON
        help: correct the JSON, or write the document as an object"
    `);
  });
});

test.each([
  // Text of which a part is not known, and text that says nothing.
  "!Sub 'as ${AWS::Region}'",
  "'  '",
  // A version, a document, statements.
  "{ Version: !Ref AWS::StackName, Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/${aws:username}' }] }",
  '!ImportValue Document',
  '{ Statement: !ImportValue All }',
  '{ Statement: [!ImportValue One] }',
  '!Sub \'{ "${AWS::StackName}": 1 }\'',
])('what can’t be told is not wrong: %s', (document) => {
  expect(said(policy(document))).toEqual([]);
});

test('policies of a role that only the deployment knows', () => {
  const text = `
Resources:
  Fn: { Type: AWS::IAM::Role, Properties: { Policies: !ImportValue All } }
`;
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"3:68 undecided Fn: Policies: imported from another stack"`,
  );
});

describe('a trust policy', () => {
  const trust = (elements: string) => `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ ${elements} }] }
`;

  test('has no Resource, and a Principal of a type', () => {
    const start = "Effect: Allow, Action: 'sts:AssumeRole'";
    expect(said(trust(`${start}, Principal: { Service: lambda.amazonaws.com }`))).toEqual([]);
    expect(said(trust(`${start}, Principal: { Service: lambda.amazonaws.com }, Resource: '*'`))).toEqual([
      'error the trust policy of FnRole has a statement with Resource, which a trust policy may not have, so AWS refuses it',
    ]);
    expect(said(trust(start))).toEqual([
      'error the trust policy of FnRole has a statement without Principal, so AWS refuses it',
    ]);
    expect(lint(rule, trust(`${start}, Principal: lambda.amazonaws.com`))).toMatchInlineSnapshot(`
      "6:124 error the trust policy of FnRole has "lambda.amazonaws.com" as its Principal without saying of which type it is, so AWS refuses it [policy-document-syntax]
                AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 'sts:AssumeRole', Principal: lambda.amazonaws.com }] }
                                                                                                                                     ~~~~~~~~~~~~~~~~~~~~ no type
        help: write Service: lambda.amazonaws.com"
    `);
    expect(said(trust(`${start}, Principal: { Services: lambda.amazonaws.com }`))).toEqual([
      'error the trust policy of FnRole has a Principal of the type Services, which there is not, so AWS refuses it',
    ]);
    expect(
      told(
        trust(`${start}, Principal: { Services: lambda.amazonaws.com }`),
        trust(`${start}, Principal: '123456789012'`),
        trust(`${start}, Principal: [lambda.amazonaws.com]`),
        trust(`${start}, Principal: [{ Service: lambda.amazonaws.com }]`),
        trust(`${start}, Principal: { Service: [] }`),
        trust(`${start}, NotPrincipal: { AWS: { a: b } }`),
        trust(`${start}, Principal: { Service: lambda.amazonaws.com }, NotResource: '*'`),
        trust(`${start}, Principal: '*', NotPrincipal: '*'`),
      ),
    ).toMatchInlineSnapshot(`
      "error the trust policy of FnRole has a Principal of the type Services, which there is not | no such type | help: write one of AWS, Service, Federated and CanonicalUser
      error the trust policy of FnRole has "123456789012" as its Principal without saying of which type it is | no type | help: write AWS: 123456789012
      error the trust policy of FnRole has a list as its Principal without saying of which type its entries are | no type | help: put the list under AWS, Service or Federated
      error the trust policy of FnRole has a list as its Principal without saying of which type its entries are | no type | help: put the list under AWS, Service or Federated
      error the trust policy of FnRole has an empty Principal.Service | empty | help: put at least one entry into Principal.Service, or take the statement out
      error the trust policy of FnRole has something else than text in NotPrincipal.AWS | no text | help: write a text, or a list of texts, into NotPrincipal.AWS
      error the trust policy of FnRole has a statement with NotResource, which a trust policy may not have | not here | help: take NotResource out: the role itself is what is assumed
      error the trust policy of FnRole has a statement with both Principal and NotPrincipal | beside Principal | help: take Principal or NotPrincipal out"
    `);
    for (const anybody of [
      "'*'",
      "['*']",
      "['*', !Ref Account]",
      "{ AWS: '*' }",
      "{ AWS: '*', 'Fn::Transform': { Name: Guard } }",
    ])
      expect(lint(rule, trust(`${start}, Principal: ${anybody}`))).toBe('');
    for (const unknown of ['!Ref Account', '!GetAtt Guest.Arn', "!Sub '${AWS::AccountId}'"])
      expect(lint(rule, trust(`${start}, Principal: ${unknown}, Condition: !Ref Guard`))).toBe('');
  });

  test('may leave a type of principals out', () => {
    const account = '!If [HasAccount, !Ref Account, !Ref AWS::NoValue]';
    const text = `Parameters: { Account: { Type: String, Default: '' } }
Conditions: { HasAccount: !Not [!Equals [!Ref Account, '']] }
${trust(`Effect: Allow, Action: 'sts:AssumeRole', Principal: { Service: lambda.amazonaws.com, AWS: ${account}, Nobody: !Ref AWS::NoValue }`)}`;
    expect(lint(rule, text)).toBe('');
  });
});

test('a policy of a resource needs a Principal, and takes another Sid', () => {
  const queue = (elements: string) => `
Resources:
  Access:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument: { Statement: [{ Effect: Allow, Action: 'sqs:SendMessage', Resource: '*'${elements} }] }
  Jobs: { Type: AWS::SQS::Queue }
`;
  expect(said(queue(", Sid: 'send it', Principal: { Service: s3.amazonaws.com }"))).toEqual([]);
  expect(said(queue(", Principal: '*'").replace("Resource: '*'", 'Resource: jobs'))).toEqual([]);
  expect(said(queue(", Principal: '*', Condition: { stringEquals: {}, streq: {} }"))).toEqual([]);
  expect(said(queue(", Principal: '*', Condition: { StringMatches: { 'aws:SourceIp': a } }"))).toEqual([
    'error Access has "StringMatches" in a Condition, which is no operator, so AWS refuses it',
  ]);
  expect(said(queue(''))).toEqual(['error Access has a statement without Principal, so AWS refuses it']);
});

test('what the policy of an API holds', () => {
  const api = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionBody:
        openapi: 3.0.1
        paths: {}
        x-amazon-apigateway-policy: { Version: '2012-10-17', Statement: [{ Effect: Allow, Principal: '*', Action: 'execute-api:Invoke', Resources: 'execute-api:/*' }] }
`;
  expect(said(api)).toEqual([
    'error the resource policy of Api has a statement with Resources, which is no element of a policy, so AWS refuses it',
  ]);
  const open = api.replace(/(x-amazon-apigateway-policy:) .*/, '$1 !ImportValue Policy');
  expect(lint(rule, open, { undecided: true })).toMatchInlineSnapshot(
    `"11:50 undecided Api: imported from another stack"`,
  );
});

test('a document that is too long, white space apart', () => {
  const actions = Array.from({ length: 300 }, (_, at) => `s3:Get${'x'.repeat(20)}${String(at)}`);
  const long = statement(`Effect: Allow, Action: [${actions.map((each) => `'${each}'`).join(', ')}], Resource: ${arn}`);
  expect(said(long)).toEqual([
    'error Rights has at least 9593 characters, more than the 6144 that a managed policy may have, so AWS refuses it',
  ]);
});

test('the longest document there may be, of each kind, and one character more', () => {
  type Document = Readonly<Record<string, unknown>>;
  const ofLength = (length: number, more: Document): Document => {
    // White space does not count, nor what only the deployment knows or leaves out.
    const uncounted = ' ${AWS::AccountId}';
    const condition = { StringEquals: { 'aws:PrincipalTag/team': { 'Fn::Sub': `ab${uncounted}` } } };
    const document = (action: string): Document => ({
      Version: '2012-10-17',
      Id: { Ref: 'AWS::NoValue' },
      Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', action], Condition: condition, ...more }],
    });
    const uncountedToo = `${uncounted}{"Fn::Sub":}"Id":{"Ref":"AWS::NoValue"},`;
    const missing = length - JSON.stringify(document('')).length + uncountedToo.length;
    return document(`s3:${'x'.repeat(missing - 3)}`);
  };
  const lambda = { Statement: [{ Effect: 'Allow', Principal: { Service: 'a' }, Action: 'sts:AssumeRole' }] };
  const inline = (document: Document): Document => ({ Policies: [{ PolicyName: 'a', PolicyDocument: document }] });
  const all = { Resource: '*' };
  const kinds: readonly (readonly [type: string, most: number, more: Document, (of: Document) => Document])[] = [
    ['AWS::IAM::ManagedPolicy', 6_144, all, (of) => ({ PolicyDocument: of })],
    ['AWS::IAM::Role', 10_240, all, (of) => ({ AssumeRolePolicyDocument: lambda, ...inline(of) })],
    ['AWS::IAM::User', 2_048, all, inline],
    ['AWS::IAM::Group', 5_120, all, inline],
    ['AWS::IAM::Role', 4_096, { Principal: { Service: 'a' } }, (of) => ({ AssumeRolePolicyDocument: of })],
  ];
  const text = (type: string, properties: Document): string =>
    JSON.stringify({ Resources: { Rights: { Type: type, Properties: properties } } });
  const long = (template: string): string[] =>
    lint(rule, template, { path: 'template.json' })
      .split('\n')
      .filter((line) => line.includes('characters') || line.startsWith('  help:'));
  const found = kinds.flatMap(([type, most, more, properties]) => {
    expect(long(text(type, properties(ofLength(most, more))))).toEqual([]);
    return long(text(type, properties(ofLength(most + 1, more))));
  });
  expect(found.join('\n').replaceAll('template.json:', '')).toMatchInlineSnapshot(`
    "1:89 error Rights has at least 6145 characters, more than the 6144 that a managed policy may have, so AWS refuses it [policy-document-syntax]
      help: split it into managed policies, or name fewer things
    1:226 error the inline policy of Rights has at least 10241 characters, more than the 10240 that all inline policies of a role together may have, so AWS refuses it [policy-document-syntax]
      help: split it into managed policies, or name fewer things
    1:110 error the inline policy of Rights has at least 2049 characters, more than the 2048 that all inline policies of a user together may have, so AWS refuses it [policy-document-syntax]
      help: split it into managed policies, or name fewer things
    1:111 error the inline policy of Rights has at least 5121 characters, more than the 5120 that all inline policies of a group together may have, so AWS refuses it [policy-document-syntax]
      help: split it into managed policies, or name fewer things
    1:90 error the trust policy of Rights has at least 4097 characters, more than the 4096 that a trust policy may have, so AWS refuses it [policy-document-syntax]
      help: trust fewer principals"
  `);
});

test('the policies of a SAM function, those of its events and templates too', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Policies:
        - SQSSendMessagePolicy: { QueueName: jobs }
        - Statement: [{ Effect: Allow, Action: [s3:GetObject] }]
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "12:23 error the inline policy of the role that SAM makes for Fn has a statement without Resource, so AWS refuses it [policy-document-syntax]
                - Statement: [{ Effect: Allow, Action: [s3:GetObject] }]
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no Resource
      help: add Resource"
  `);
});

test('what only the deployment knows is not guessed at', () => {
  const text = policy('!Ref Document').replace('Resources:', 'Parameters: { Document: { Type: String } }\nResources:');
  expect(lint(rule, text)).toBe('');
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"7:28 undecided Rights: PolicyDocument: Document is given at deployment"`,
  );
  const loose = statement("Effect: Allow, Action: 's3:GetObject', 'Fn::Transform': { Name: Guard }");
  expect(lint(rule, loose)).toBe('');
});

test('what a condition leaves out is missing in that branch', () => {
  const text =
    'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }' +
    statement(`Effect: Allow, Action: !If [IsDev, 's3:GetObject', !Ref AWS::NoValue], Resource: ${arn}`);
  expect(lint(rule, text)).toContain('when IsDev is false');
  expect(lint(rule, text)).toContain('has a statement without Action');
});

test('by the default of a parameter', () => {
  const text =
    'Parameters: { Effect: { Type: String, Default: allow } }' +
    statement(`Effect: !Ref Effect, Action: 's3:GetObject', Resource: ${arn}`);
  expect(lint(rule, text)).toContain('when Effect keeps its default');
});

test('in JSON', () => {
  const json = JSON.stringify({
    Resources: {
      FnRole: {
        Type: 'AWS::IAM::Role',
        Properties: { Policies: [{ PolicyName: 'a', PolicyDocument: { Statement: [{ Effect: 'Allow' }] } }] },
      },
    },
  });
  expect(lint(rule, json, { path: 'template.json' })).toContain(
    'the inline policy of FnRole has a statement without Action',
  );
});

test('a least-privilege role', () => {
  const text = `
Resources:
  OrdersRights:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Sid: Group, Effect: Allow, Action: 'logs:CreateLogGroup', Resource: !Sub 'arn:aws:logs:\${AWS::Region}:\${AWS::AccountId}:*' }
          - Sid: Logs
            Effect: Allow
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents']
            Resource: !Sub 'arn:aws:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/orders:*'
          - { Sid: Read, Effect: Allow, Action: ['s3:GetObject', 's3:ListBucket'], Resource: ['arn:aws:s3:::orders', 'arn:aws:s3:::orders/in/*'] }
          - { Sid: Table, Effect: Allow, Action: 'dynamodb:*Item', Resource: !GetAtt Orders.Arn }
  Orders: { Type: AWS::DynamoDB::Table }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a parameter whose default repeats its name is not known', () => {
  const app = (name: string) => `
    Parameters: { ordersArn: { Type: String, Default: ${name} } }
    Resources:
      P:
        Type: AWS::IAM::ManagedPolicy
        Properties: { PolicyDocument: { Statement: { Effect: Allow, Action: 'dynamodb:GetItem', Resource: !Ref ordersArn } } }
`;
  expect(lint(rule, app('ordersArn'))).toBe('');
  expect(lint(rule, app('orders'))).toContain('which is no ARN');
});

describe('a policy of an organisation', () => {
  const ofType = (type: string, elements: string) => `
Resources:
  Guardrails:
    Type: AWS::Organizations::Policy
    Properties:
      Name: guardrails
      Type: ${type}
      Content: { Version: '2012-10-17', Statement: [{ ${elements} }] }
`;
  const scp = (elements: string) => ofType('SERVICE_CONTROL_POLICY', elements);
  const rcp = (elements: string) => ofType('RESOURCE_CONTROL_POLICY', elements);

  test.each([
    scp("Effect: Deny, Action: 's3:*', Resource: '*'"),
    scp(
      "Sid: 'Deny S3', Effect: Allow, NotAction: 's3:*', NotResource: 'arn:aws:s3:::a', Condition: { Null: { aws:SourceVpc: true } }",
    ),
    scp("Effect: Allow, Action: '*', Resource: '*'"),
    rcp("Effect: Deny, Principal: '*', Action: ['s3:*', sqs:SendMessage], Resource: '*'"),
    rcp("Effect: Deny, Principal: { AWS: '*' }, Action: '*:Get*', NotResource: 'arn:aws:s3:::a'"),
    ofType('TAG_POLICY', "Principal: '*'"),
  ])('that is well formed: %#', (text) => {
    expect(lint(rule, text, { undecided: true })).toBe('');
  });

  test('of principals, with a principal', () => {
    expect(lint(rule, scp("Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*'"))).toMatchInlineSnapshot(`
      "8:80 error Guardrails has a statement with Principal, which a service control policy may not have, so AWS refuses it [policy-document-syntax]
                Content: { Version: '2012-10-17', Statement: [{ Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*' }] }
                                                                                         ~~~ not here
        help: take Principal out, and say in Condition for whom the statement is, by aws:PrincipalArn"
    `);
    expect(said(scp("Effect: Deny, NotPrincipal: { AWS: '111122223333' }, Action: 's3:*', Resource: '*'"))).toEqual([
      'error Guardrails has a statement with NotPrincipal, which a service control policy may not have, so AWS refuses it',
    ]);
  });

  test('of resources, with what it may not have', () => {
    expect(
      said(rcp("Effect: Allow, NotPrincipal: '*', NotAction: 's3:*'")).map((message) =>
        message.replace(/^error Guardrails (.*), so AWS refuses it$/, '$1'),
      ),
    ).toMatchInlineSnapshot(`
      [
        "has a statement without Resource",
        "has the Effect Allow, which a resource control policy may not have",
        "has a statement with NotPrincipal, which a resource control policy may not have",
        "has a statement with NotAction, which a resource control policy may not have",
      ]
    `);
    expect(said(rcp("Effect: Deny, Principal: '*', Action: '*', Resource: '*'"))).toEqual([
      'error Guardrails names * in Action, which a resource control policy may not do, so AWS refuses it',
    ]);
    expect(lint(rule, rcp("Effect: Deny, Principal: { AWS: '111122223333' }, Action: 's3:*', Resource: '*'")))
      .toMatchInlineSnapshot(`
      "8:87 error Guardrails names somebody as Principal, where a resource control policy takes * only, so AWS refuses it [policy-document-syntax]
                Content: { Version: '2012-10-17', Statement: [{ Effect: Deny, Principal: { AWS: '111122223333' }, Action: 's3:*', Resource: '*' }] }
                                                                                                ~~~~~~~~~~~~~~ not *
        help: write *, and say in Condition for whom the statement is"
    `);
    expect(said(rcp("Effect: Deny, Principal: '111122223333', Action: 's3:*', Resource: '*'"))).toEqual([
      'error Guardrails names somebody as Principal, where a resource control policy takes * only, so AWS refuses it',
    ]);
  });

  test('that is too long', () => {
    const long = (count: number) => `[${Array.from({ length: count }, (_, at) => `'s3:Get${String(at)}'`).join(', ')}]`;
    const elements = (count: number) => `Effect: Deny, Action: ${long(count)}, Resource: '*'`;
    expect(said(scp(elements(800)))).toEqual([]);
    expect(said(scp(elements(1000)))[0]).toContain('more than the 10240 that a service control policy may have');
    expect(said(rcp(`Principal: '*', ${elements(800)}`))[0]).toContain(
      'more than the 5120 that a resource control policy may have',
    );
  });
});
