import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-private-policy.js';

const app = (policy: string, more = '', type = 'PRIVATE') => `
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties:
      EndpointConfiguration: { Types: [${type}] }
      ${policy}
${more}`;
const allow = (more = '', resource = 'execute-api:/*') =>
  `{ Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: ${resource}${more} }`;
const deny = (condition: string, resource = 'execute-api:/*') =>
  `{ Effect: Deny, Principal: '*', Action: execute-api:Invoke, Resource: ${resource}, Condition: ${condition} }`;
const policy = (...statements: string[]) => `Policy: { Statement: [${statements.join(', ')}] }`;

describe('a policy that names who it is for', () => {
  test.each([
    ['an endpoint as a condition', policy(allow(', Condition: { StringEquals: { aws:SourceVpce: vpce-1 } }'))],
    ['a VPC as a condition', policy(allow(', Condition: { StringEquals: { aws:SourceVpc: [vpc-1, vpc-2] } }'))],
    ['a Deny for all other endpoints', policy(allow(), deny('{ StringNotEquals: { aws:SourceVpce: vpce-1 } }'))],
    ['a Deny for all other VPCs', policy(deny('{ StringNotEquals: { aws:sourceVpc: vpc-1 } }'), allow())],
    [
      'a Deny for the same part',
      policy(
        allow('', "['execute-api:/prod/GET/a', 'execute-api:/prod/POST/a']"),
        deny('{ StringNotEquals: { aws:SourceVpce: vpce-1 } }', "'execute-api:/prod/*'"),
      ),
    ],
    [
      'an ARN instead of the short form',
      policy(
        allow('', "!Sub 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:*/*'"),
        deny(
          '{ StringNotEquals: { aws:SourceVpce: !Ref Vpce } }',
          "!Sub 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:*/*'",
        ),
      ),
    ],
    ['an organisation', policy(allow(', Condition: { StringEquals: { aws:PrincipalOrgID: o-1 } }'))],
    ['an account', policy("{ Effect: Allow, Principal: { AWS: '123456789012' }, Action: '*', Resource: '*' }")],
  ])('%s', (_, text) => {
    expect(lint(rule, app(text, 'Parameters: { Vpce: { Type: String } }'), { undecided: true })).toBe('');
  });
});

test('no policy at all', () => {
  expect(lint(rule, app('Name: orders'))).toMatchInlineSnapshot(`
    "3:3 error Orders is private and has no resource policy, so it answers nobody [api-private-policy]
          Orders:
          ~~~~~~ no resource policy
      help: set Policy so that it allows execute-api:Invoke from your VPC endpoints alone, by aws:SourceVpce"
  `);
});

test('a bare Allow', () => {
  expect(lint(rule, app(policy(allow())))).toMatchInlineSnapshot(`
    "7:29 error Orders is private, but its resource policy lets in anybody without naming a VPC or a VPC endpoint, so every VPC of every account can call it [api-private-policy]
              Policy: { Statement: [{ Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: execute-api:/* }] }
                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ from every VPC
      help: add a Deny with StringNotEquals on aws:SourceVpce or aws:SourceVpc, or a condition on it to this statement"
  `);
});

test.each([
  [
    'a network of which every VPC may have the same',
    policy(allow(), deny('{ NotIpAddress: { aws:VpcSourceIp: 10.0.0.0/8 } }')),
  ],
  ['a list of those who may not', policy(allow(), deny('{ StringEquals: { aws:SourceVpce: vpce-1 } }'))],
  [
    'a Deny for another part',
    policy(allow(), deny('{ StringNotEquals: { aws:SourceVpce: v } }', 'execute-api:/prod/GET/a')),
  ],
  ['transport', policy(allow(', Condition: { Bool: { aws:SecureTransport: true } }'))],
  ['every endpoint', policy(allow(", Condition: { StringLike: { aws:SourceVpce: '*' } }"))],
  [
    'a condition that holds without the key',
    policy(allow(', Condition: { StringEqualsIfExists: { aws:SourceVpce: v } }')),
  ],
])('%s is not enough', (_, text) => {
  expect(lint(rule, app(text))).toContain('so every VPC of every account can call it');
});

test('a policy that allows nothing', () => {
  expect(lint(rule, app(policy(deny('{ StringNotEquals: { aws:SourceVpce: vpce-1 } }'))))).toMatchInlineSnapshot(`
    "7:15 error Orders is private and its resource policy allows nothing, so it answers nobody [api-private-policy]
              Policy: { Statement: [{ Effect: Deny, Principal: '*', Action: execute-api:Invoke, Resource: execute-api:/*, Condition: { StringNotEquals: { aws:SourceVpce: vpce-1 } } }] }
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ allows nothing
      help: set Policy so that it allows execute-api:Invoke from your VPC endpoints alone, by aws:SourceVpce"
  `);
});

test('the policy as JSON text', () => {
  const json = `Policy: '{"Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}}'`;
  expect(lint(rule, app(json))).toContain('lets in anybody');
});

describe('approved endpoints and VPCs', () => {
  const options = { vpceIds: ['vpce-0a*'], vpcIds: ['vpc-1'] };
  test('others are a finding each', () => {
    const two = policy(
      allow(),
      deny('{ StringNotEquals: { aws:SourceVpce: [vpce-0a1, vpce-9], aws:SourceVpc: vpc-2 } }'),
    );
    expect(lint(rule, app(two), { options })).toMatchInlineSnapshot(`
      "7:263 error Orders lets in vpce-9, which is not an approved VPC endpoint [api-private-policy]
                Policy: { Statement: [{ Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: execute-api:/* }, { Effect: Deny, Principal: '*', Action: execute-api:Invoke, Resource: execute-api:/*, Condition: { StringNotEquals: { aws:SourceVpce: [vpce-0a1, vpce-9], aws:SourceVpc: vpc-2 } } }] }
                                                                                                                                                                                                                                                                                ~~~~~~ not approved
        help: name only vpce-0a* in aws:SourceVpce
      7:287 error Orders lets in vpc-2, which is not an approved VPC [api-private-policy]
                Policy: { Statement: [{ Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: execute-api:/* }, { Effect: Deny, Principal: '*', Action: execute-api:Invoke, Resource: execute-api:/*, Condition: { StringNotEquals: { aws:SourceVpce: [vpce-0a1, vpce-9], aws:SourceVpc: vpc-2 } } }] }
                                                                                                                                                                                                                                                                                                        ~~~~~ not approved
        help: name only vpc-1 in aws:SourceVpc"
    `);
    expect(lint(rule, app(two))).toBe('');
  });

  test('one that only the deployment knows', () => {
    const given = policy(allow(', Condition: { StringEquals: { aws:SourceVpce: !Ref Vpce } }'));
    expect(
      lint(rule, app(given, 'Parameters: { Vpce: { Type: String } }'), { options, undecided: true }),
    ).toMatchInlineSnapshot(`"7:166 undecided Orders: parts of it are known only at deployment"`);
  });
});

describe('not applicable, or not decided', () => {
  test('APIs that are not private', () => {
    expect(lint(rule, app('Name: orders', '', 'REGIONAL'), { undecided: true })).toBe('');
    expect(lint(rule, app('Name: orders').replace(/ *EndpointConfiguration.*\n/, ''), { undecided: true })).toBe('');
  });

  test('in one branch', () => {
    const more = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
    expect(lint(rule, app('Name: orders', more, '!If [IsProd, PRIVATE, REGIONAL]'))).toContain('when IsProd is true');
  });

  test('a type, a policy or a definition that only the deployment knows', () => {
    const more = 'Parameters: { Given: { Type: String } }';
    const open = (text: string, type?: string) => lint(rule, app(text, more, type), { undecided: true });
    expect(open('Name: orders', '!Ref Given')).toMatchInlineSnapshot(
      `"6:39 undecided Orders: whether Orders is private is known only at deployment"`,
    );
    expect(open('Policy: !Ref Given')).toMatchInlineSnapshot(`"7:20 undecided Orders: Given is given at deployment"`);
    expect(open('BodyS3Location: { Bucket: b, Key: k }')).toMatchInlineSnapshot(
      `"7:23 undecided Orders: its definition is a file that is not read"`,
    );
  });
});

describe('SAM', () => {
  const sam = (auth: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      EndpointConfiguration: { Type: PRIVATE }
      ${auth}
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: nodejs22.x
      CodeUri: .
      Events: { Get: { Type: Api, Properties: { Path: /orders, Method: get, RestApiId: !Ref Orders } } }
`;
  test('lists of endpoints and VPCs', () => {
    for (const list of [
      'SourceVpcWhitelist: [vpce-1]',
      'IntrinsicVpceWhitelist: [!ImportValue V]',
      'IntrinsicVpcWhitelist: [!ImportValue V]',
    ]) {
      expect(lint(rule, sam(`Auth: { ResourcePolicy: { ${list} } }`), { undecided: true })).toBe('');
    }
    expect(lint(rule, sam('Auth: { ResourcePolicy: { SourceVpcBlacklist: [vpce-1] } }'))).toMatchInlineSnapshot(`
      "9:33 error Orders is private, but its resource policy lets in anybody without naming a VPC or a VPC endpoint, so every VPC of every account can call it [api-private-policy]
                Auth: { ResourcePolicy: { SourceVpcBlacklist: [vpce-1] } }
                                          ~~~~~~~~~~~~~~~~~~ from every VPC
        help: add a Deny with StringNotEquals on aws:SourceVpce or aws:SourceVpc, or a condition on it to this statement"
    `);
  });

  test('statements of its own, and none', () => {
    const statements = `Auth: { ResourcePolicy: { CustomStatements: [${allow()}] } }`;
    expect(lint(rule, sam(statements))).toContain('lets in anybody');
    expect(lint(rule, sam(''))).toMatchInlineSnapshot(`
      "4:3 error Orders is private and has no resource policy, so it answers nobody [api-private-policy]
            Orders:
            ~~~~~~ no resource policy
        help: set Auth.ResourcePolicy so that it allows execute-api:Invoke from your VPC endpoints alone, by aws:SourceVpce"
    `);
  });
});
