import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './role-effective-permissions.js';

interface Written {
  readonly Sid?: string;
  readonly Effect?: 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}
const lines = (statements: readonly Written[], indent: string): string =>
  statements.map((each) => `${indent}- ${JSON.stringify({ Effect: 'Allow', Resource: '*', ...each })}\n`).join('');

/** A role with statements of its own, and a boundary of the template. */
const app = (own: readonly Written[], limit: readonly Written[], properties = 'PermissionsBoundary: !Ref Limit') => `
Parameters:
  Given: { Type: String }
  Stage: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  OrdersRole:
    Type: AWS::IAM::Role
    Properties:
      ${properties}
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
      Policies:
        - PolicyName: own
          PolicyDocument:
            Statement:
${lines(own, '              ')}
  Limit:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
${lines(limit, '          ')}
`;
const found = (...of: Parameters<typeof app>) => lint(rule, app(...of), { undecided: true });

const core = { Action: ['logs:*', 'dynamodb:*Item', 's3:GetObject'] };

test('what the boundary lets through', () => {
  expect(found([{ Action: ['logs:PutLogEvents', 'dynamodb:GetItem'] }], [core])).toBe('');
  expect(found([{ Action: 'sqs:SendMessage' }], [{ NotAction: 'iam:*' }])).toBe('');
});

test('a policy that is not known counts only where something limits its role', () => {
  const open = (properties: string) =>
    app([], [core], properties).replace(/PolicyDocument:\s+Statement:\s+(?=Limit)/, 'PolicyDocument: !Ref Given\n  ');
  expect(lint(rule, open('Path: /'), { undecided: true })).toBe('');
  expect(lint(rule, open('PermissionsBoundary: !Ref Limit'), { undecided: true })).toMatchInlineSnapshot(
    `"16:32 undecided OrdersRole: PolicyDocument: Given is given at deployment"`,
  );
});

test('what it does not have at all', () => {
  expect(found([{ Action: ['dynamodb:GetItem', 'sqs:SendMessage', 'sns:Publish'] }, { Action: 'ses:*' }], [core]))
    .toMatchInlineSnapshot(`
      "18:79 warning the inline policy of OrdersRole allows sqs:SendMessage and sns:Publish, but the role's boundary Limit does not, so AWS refuses each call [role-effective-permissions]
                        - {"Effect":"Allow","Resource":"*","Action":["dynamodb:GetItem","sqs:SendMessage","sns:Publish"]}
                                                                                        ~~~~~~~~~~~~~~~~~ not within the boundary
        help: leave out sqs:SendMessage and sns:Publish, or allow them in Limit
        11:33 the boundary of OrdersRole
      19:59 warning the inline policy of OrdersRole allows ses:*, but the role's boundary Limit does not, so AWS refuses each call [role-effective-permissions]
                        - {"Effect":"Allow","Resource":"*","Action":"ses:*"}
                                                                    ~~~~~~~ not within the boundary
        help: leave out ses:*, or allow it in Limit
        11:33 the boundary of OrdersRole"
    `);
});

test('of a pattern, only what is cut off whole', () => {
  expect(found([{ Action: ['dynamodb:*', 's3:Get*', '*', '*:Get*'] }], [core])).toBe('');
  expect(found([{ NotAction: 's3:GetObject' }], [core])).toBe('');
  expect(found([{ Action: 's3:Put*' }], [core])).toContain('OrdersRole allows s3:Put*, but the role');
  // What is no action has a rule of its own.
  expect(found([{ Action: 's3:PutObjects' }], [core])).toBe('');
});

test('what it has for other resources', () => {
  const of = (bucket: string): Written => ({ Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` });
  expect(found([of('orders')], [of('team-*'), of('shared')])).toMatchInlineSnapshot(`
    "18:79 warning the inline policy of OrdersRole allows s3:GetObject on arn:aws:s3:::orders/*, but the role's boundary Limit only on arn:aws:s3:::team-*/* and arn:aws:s3:::shared/*, so AWS refuses each call [role-effective-permissions]
                      - {"Effect":"Allow","Resource":"arn:aws:s3:::orders/*","Action":"s3:GetObject"}
                                                                                      ~~~~~~~~~~~~~~ not within the boundary
      help: name resources that the boundary has, or allow it in Limit
      11:33 the boundary of OrdersRole"
  `);
  expect(found([of('team-orders')], [of('team-*'), of('shared')])).toBe('');
  expect(found([of('*')], [of('team-*')])).toBe('');
  // The variable is filled by each request.
  expect(found([of('orders')], [of('${aws:PrincipalTag/team}')])).toMatchInlineSnapshot(
    `"18:46 undecided OrdersRole: what the boundary leaves is not certain"`,
  );
});

test('what it denies', () => {
  const all: Written = { Action: '*' };
  const own: Written = { Action: ['iam:PassRole', 'sqs:SendMessage'] };
  expect(found([own], [all, { Sid: 'NoRoles', Effect: 'Deny', Action: 'iam:*' }])).toMatchInlineSnapshot(`
    "18:60 warning the inline policy of OrdersRole allows iam:PassRole, but the role's boundary Limit denies it, so AWS refuses each call [role-effective-permissions]
                      - {"Effect":"Allow","Resource":"*","Action":["iam:PassRole","sqs:SendMessage"]}
                                                                   ~~~~~~~~~~~~~~ denied elsewhere
      help: leave out iam:PassRole, or take it out of the Deny
      26:13 the statement that denies it"
  `);
  expect(found([own], [all, { Effect: 'Deny', Action: 'iam:*', Resource: 'arn:aws:iam::*:role/admin' }])).toBe('');
  const unless = { StringNotEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } };
  expect(found([own], [all, { Effect: 'Deny', Action: 'iam:*', Condition: unless }])).toMatchInlineSnapshot(
    `"18:46 undecided OrdersRole: a Deny of iam:* may take it away"`,
  );
  // Of a pattern one action may be left.
  const limit: Written[] = [{ Action: 'sqs:SendMessage' }, { Effect: 'Deny', Action: 'sqs:Send*', Condition: unless }];
  expect(found([{ Action: 'sqs:*Message' }], limit)).toMatchInlineSnapshot(
    `"18:46 undecided OrdersRole: a Deny of sqs:Send* may take it away"`,
  );
});

test('a condition of the boundary is met, or not', () => {
  expect(found([{ Action: 's3:GetObject' }], [{ ...core, Condition: { Bool: { 'aws:ViaAWSService': 'true' } } }])).toBe(
    '',
  );
});

test('a Deny of the role itself', () => {
  const deny: Written = { Sid: 'Never', Effect: 'Deny', Action: 'dynamodb:Delete*' };
  expect(found([{ Action: ['dynamodb:DeleteItem'] }, deny], [], 'Path: /')).toMatchInlineSnapshot(`
    "18:60 warning the inline policy of OrdersRole allows dynamodb:DeleteItem, but its statement Never denies it, so AWS refuses each call [role-effective-permissions]
                      - {"Effect":"Allow","Resource":"*","Action":["dynamodb:DeleteItem"]}
                                                                   ~~~~~~~~~~~~~~~~~~~~~ denied elsewhere
      help: leave out dynamodb:DeleteItem, or take it out of the Deny
      19:17 the statement that denies it"
  `);
  expect(found([{ Action: ['dynamodb:*'] }, deny], [], 'Path: /')).toBe('');
});

test('a Deny of all but some', () => {
  const kept = found([{ Action: 'sqs:SendMessage' }, { Effect: 'Deny', NotAction: 'dynamodb:*' }], [], 'Path: /');
  expect(kept).toContain('allows sqs:SendMessage, but another of its statements denies it');
  expect(kept).toContain('help: leave out sqs:SendMessage, or add it to the NotAction of the Deny');
});

test('without a boundary and a Deny', () => {
  expect(found([{ Action: '*' }], [], 'Path: /')).toBe('');
});

test('a boundary that is not known', () => {
  const own = [{ Action: 's3:GetObject' }];
  expect(found(own, [], 'PermissionsBoundary: !Ref Given')).toMatchInlineSnapshot(
    `"11:33 undecided OrdersRole: PermissionsBoundary: Given is given at deployment"`,
  );
  const text = app(own, [], 'PermissionsBoundary: arn:aws:iam::111122223333:policy/Company');
  expect(lint(rule, text, { undecided: true })).toBe('');
  const policies = { 'arn:aws:iam::*:policy/Other': { Statement: [] } };
  expect(lint(rule, text, { undecided: true, policies })).toMatchInlineSnapshot(
    `"11:28 undecided OrdersRole: what arn:aws:iam::111122223333:policy/Company lets through is not known"`,
  );
});

test('a boundary that the configuration shows', () => {
  const policies = {
    'arn:aws:iam::*:policy/Company': { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
  };
  const bounded = 'PermissionsBoundary: !Sub arn:aws:iam::${AWS::AccountId}:policy/Company';
  expect(lint(rule, app([{ Action: 'sqs:SendMessage' }], [], bounded), { policies, undecided: true }))
    .toMatchInlineSnapshot(`
      "18:59 warning the inline policy of OrdersRole allows sqs:SendMessage, but the role's boundary arn:aws:iam::\${AWS::AccountId}:policy/Company does not, so AWS refuses each call [role-effective-permissions]
                        - {"Effect":"Allow","Resource":"*","Action":"sqs:SendMessage"}
                                                                    ~~~~~~~~~~~~~~~~~ not within the boundary
        help: leave out sqs:SendMessage, or have it allowed in arn:aws:iam::\${AWS::AccountId}:policy/Company
        11:33 the boundary of OrdersRole"
    `);
});

test('a boundary of AWS is nobody else’s to change', () => {
  const bounded = 'PermissionsBoundary: arn:aws:iam::aws:policy/PowerUserAccess';
  expect(found([{ Action: ['iam:PassRole', 's3:GetObject'] }], [], bounded)).toContain(
    'help: leave out iam:PassRole, or give OrdersRole a boundary that allows it\n',
  );
});

test('what a service control policy denies', () => {
  const scp = (statement: unknown) => ({
    policies: { 'arn:aws:organizations::*:policy/*/service_control_policy/guardrails': { Statement: [statement] } },
    undecided: true,
  });
  const text = app([{ Action: ['kms:ScheduleKeyDeletion', 'kms:Decrypt'] }], [], 'Path: /');
  const deny = { Sid: 'KeepKeys', Effect: 'Deny', Action: 'kms:ScheduleKeyDeletion', Resource: '*' };
  expect(lint(rule, text, scp(deny))).toMatchInlineSnapshot(`
    "18:60 warning the inline policy of OrdersRole allows kms:ScheduleKeyDeletion, but KeepKeys of guardrails denies it, so AWS refuses each call [role-effective-permissions]
                      - {"Effect":"Allow","Resource":"*","Action":["kms:ScheduleKeyDeletion","kms:Decrypt"]}
                                                                   ~~~~~~~~~~~~~~~~~~~~~~~~~ denied elsewhere
      help: leave out kms:ScheduleKeyDeletion, or have guardrails changed
      guardrails:1:22 the statement that denies it"
  `);
  expect(lint(rule, text, scp({ ...deny, Sid: undefined }))).toContain(', but guardrails denies it');
  expect(lint(rule, text, { ...scp(deny), options: { denying: [] } })).toBe('');
  expect(lint(rule, text, scp({ Effect: 'Allow', Action: '*', Resource: '*' }))).toBe('');
  expect(lint(rule, text, scp({ ...deny, Condition: { StringNotLike: { 'aws:RequestedRegion': 'eu-*' } } }))).toBe('');
});

test('policies of AWS, and policy templates, are taken or left as one', () => {
  const text = (name: string, limit: string) =>
    app(
      [],
      [{ Action: limit }],
      `PermissionsBoundary: !Ref Limit\n      ManagedPolicyArns: ['arn:aws:iam::aws:policy/${name}']`,
    );
  expect(lint(rule, text('service-role/AWSLambdaVPCAccessExecutionRole', 'logs:PutLogEvents'))).toBe('');
  expect(lint(rule, text('service-role/AWSLambdaVPCAccessExecutionRole', 's3:GetObject'))).toMatchInlineSnapshot(`
    "12:27 warning OrdersRole has AWSLambdaVPCAccessExecutionRole, but the role's boundary Limit lets nothing of it through, so AWS refuses what it is there for [role-effective-permissions]
              ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole']
                                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not within the boundary
      help: leave out AWSLambdaVPCAccessExecutionRole, or allow what it is there for in Limit
      11:33 the boundary of OrdersRole"
  `);
  const sam = (limit: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      PermissionsBoundary: !Ref Limit
      Policies: [DynamoDBCrudPolicy: { TableName: orders }]
  Limit:
    Type: AWS::IAM::ManagedPolicy
    Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: ['logs:*', '${limit}'], Resource: '*' }] } }
`;
  expect(lint(rule, sam('dynamodb:GetItem'), { undecided: true })).toBe('');
  expect(lint(rule, sam('s3:GetObject'), { undecided: true })).toMatchInlineSnapshot(`
    "11:18 warning the role that SAM makes for Orders has DynamoDBCrudPolicy of Orders, but the role's boundary Limit lets nothing of it through, so AWS refuses what it is there for [role-effective-permissions]
              Policies: [DynamoDBCrudPolicy: { TableName: orders }]
                         ~~~~~~~~~~~~~~~~~~ not within the boundary
      help: leave out DynamoDBCrudPolicy of Orders, or allow what it is there for in Limit
      10:33 the boundary of the role that SAM makes for Orders"
  `);
});

test('what Lambda needs itself has a rule of its own', () => {
  const inVpc = (more: string) =>
    app([{ Action: ['ec2:*NetworkInterface*', 'sqs:SendMessage'] }], [core]).replace(
      'Resources:',
      `Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Role: !GetAtt OrdersRole.Arn
      ${more}`,
    );
  expect(lint(rule, inVpc('MemorySize: 512'))).toContain('allows ec2:*NetworkInterface* and sqs:SendMessage, but');
  expect(lint(rule, inVpc('VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }'))).toContain(
    'allows sqs:SendMessage, but',
  );
});

const role = (name: string, boundary = '') => `
  ${name}:
    Type: AWS::IAM::Role
    Properties:
      ${boundary === '' ? 'Path: /' : `PermissionsBoundary: ${boundary}`}
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]`;
const shared = (roles: string, second: string, more = '') => `
Resources:${role('One', '!Ref Limit')}${second}
  Limit:
    Type: AWS::IAM::ManagedPolicy
    Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: 'logs:*', Resource: '*' }] } }
  Shared:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: ${roles}
      PolicyDocument: { Statement: [{ Effect: Allow, Action: 'sqs:SendMessage', Resource: '*' }] }${more}
`;

test('a policy of several roles', () => {
  expect(lint(rule, shared('[!Ref One, !Ref Two]', role('Two', '!Ref Limit')))).toMatchInlineSnapshot(`
    "22:62 warning Shared allows sqs:SendMessage, but Limit, the boundary of One and Two, does not, so AWS refuses each call [role-effective-permissions]
              PolicyDocument: { Statement: [{ Effect: Allow, Action: 'sqs:SendMessage', Resource: '*' }] }
                                                                     ~~~~~~~~~~~~~~~~~ not within the boundary
      help: leave out sqs:SendMessage, or allow it in Limit
      6:33 the boundary of One"
  `);
  expect(lint(rule, shared('[!Ref One, !Ref Two]', role('Two')), { undecided: true })).toBe('');
  const server = role('Two', '!Ref Limit').replace('lambda.', 'ec2.');
  expect(lint(rule, shared('[!Ref One, !Ref Two]', server), { undecided: true })).toBe('');
  expect(lint(rule, shared('[!Ref One, deployer]', ''), { undecided: true })).toMatchInlineSnapshot(
    `"12:3 undecided Shared: a role that is made elsewhere has Shared, too"`,
  );
});

test('a policy of several roles with a boundary each', () => {
  const other = `
  Other:
    Type: AWS::IAM::ManagedPolicy
    Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: 's3:*', Resource: '*' }] } }
`;
  expect(lint(rule, shared('[!Ref One, !Ref Two]', role('Two', '!Ref Other'), other))).toContain(
    'Shared allows sqs:SendMessage, but each boundary of One and Two does not, so',
  );
  expect(
    lint(rule, shared('[!Ref One, !Ref Two]', role('Two', '!Ref Other'), other.replace('s3:*', 'sqs:*')), {
      undecided: true,
    }),
  ).toBe('');
});

test('each policy of AWS by itself', () => {
  const policies = ['AmazonSQSFullAccess', 'AmazonSNSFullAccess'].map((name) => `arn:aws:iam::aws:policy/${name}`);
  const bounded = `PermissionsBoundary: !Ref Limit\n      ManagedPolicyArns: [${policies.join(', ')}]`;
  const said = found([], [{ Action: 'sqs:*' }], bounded);
  expect(said).toContain('OrdersRole has AmazonSNSFullAccess, but the role');
  expect(said).not.toContain('has AmazonSQSFullAccess');
});

test('a statement that is not known, beside one that is', () => {
  const text = app([{ Action: 'sqs:SendMessage' }, { Action: 's3:PutObject' }], [core]).replace(
    '{"Effect":"Allow","Resource":"*","Action":"sqs:SendMessage"}',
    '!Ref Given',
  );
  expect(lint(rule, text, { undecided: true })).toContain('OrdersRole allows s3:PutObject, but');
  expect(lint(rule, text.replace('s3:PutObject', 's3:GetObject'), { undecided: true })).toMatchInlineSnapshot(
    `"18:22 undecided OrdersRole: Given is given at deployment"`,
  );
});

test('what only the deployment knows', () => {
  expect(
    found([{ Action: 's3:GetObject', Resource: { Ref: 'Given' } }], [{ ...core, Resource: 'arn:aws:s3:::team/*' }]),
  ).toMatchInlineSnapshot(`"18:46 undecided OrdersRole: what the boundary leaves is not certain"`);
  expect(found([{ Action: 's3:GetObject', Resource: { Ref: 'Given' } }], [core])).toBe('');
  expect(
    lint(rule, app([{ Action: 's3:GetObject' }], [core]).replace('"s3:GetObject"', '!Ref Given'), { undecided: true }),
  ).toMatchInlineSnapshot(`"18:64 undecided OrdersRole: \${Given} is known only at deployment"`);
});

test('only where the condition makes it so', () => {
  const bounded = "PermissionsBoundary: !If [IsProd, !Ref Limit, !Ref 'AWS::NoValue']";
  expect(found([{ Action: 'sqs:SendMessage' }], [core], bounded)).toContain('when IsProd is true');
});

test('a role that nothing serverless acts with', () => {
  const text = app([{ Action: 'sqs:SendMessage' }], [core]).replace('lambda.amazonaws.com', 'ec2.amazonaws.com');
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: { allRoles: true } })).toContain('sqs:SendMessage');
});
