import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan, ref } from '../../test/support/plan.js';
import rule from './function-vpc-public-subnet.js';

/** A function in some subnets of a VPC with a public one and a private one. */
const template = (subnets: string, { more = '', gateway = '!Ref Internet', rest = '' } = {}) => `
Parameters: { Gateway: { Type: String }, Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig: { SubnetIds: ${subnets}, SecurityGroupIds: [sg-1]${more} }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Internet: { Type: AWS::EC2::InternetGateway }
  Public: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, MapPublicIpOnLaunch: true } }
  PublicTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  PublicRoute:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: ${gateway} }
  PublicWay: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Public, RouteTableId: !Ref PublicTable } }
  Private: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }
  PrivateTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  PrivateRoute:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1 }
  PrivateWay: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Private, RouteTableId: !Ref PrivateTable } }
${rest}`;

test('a public subnet', () => {
  expect(lint(rule, template('[!Ref Public]'))).toMatchInlineSnapshot(`
    "8:37 warning Worker is in the public subnet Public, where a function gets no public address, so its calls to the internet time out [function-vpc-public-subnet]
              VpcConfig: { SubnetIds: [!Ref Public], SecurityGroupIds: [sg-1] }
                                            ~~~~~~ public subnet
      help: put it into subnets whose default route leads to a NAT gateway, or into isolated ones if it needs no internet
      13:3 what leaves Public goes to the internet gateway Internet"
  `);
  expect(lint(rule, template('[!GetAtt Public.SubnetId]', { gateway: 'igw-0aaa' }))).toContain(
    'what leaves Public goes to igw-0aaa',
  );
});

test('one of several', () => {
  expect(lint(rule, template('[!Ref Private, !Ref Public]'))).toMatchInlineSnapshot(`
    "8:51 warning Worker is in the public subnet Public, where a function gets no public address, so its calls to the internet time out in the runs that Lambda places there [function-vpc-public-subnet]
              VpcConfig: { SubnetIds: [!Ref Private, !Ref Public], SecurityGroupIds: [sg-1] }
                                                          ~~~~~~ public subnet
      help: put it into subnets whose default route leads to a NAT gateway, or into isolated ones if it needs no internet
      13:3 what leaves Public goes to the internet gateway Internet"
  `);
});

test('two of them are one finding', () => {
  const rest = `
  Other: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }
  OtherWay: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Other, RouteTableId: !Ref PublicTable } }
`;
  expect(lint(rule, template('[!Ref Public, !Ref Other]', { rest }))).toMatchInlineSnapshot(`
    "8:37 warning Worker is in the public subnets Public and Other, where a function gets no public address, so its calls to the internet time out [function-vpc-public-subnet]
              VpcConfig: { SubnetIds: [!Ref Public, !Ref Other], SecurityGroupIds: [sg-1] }
                                            ~~~~~~ public subnet
      help: put it into subnets whose default route leads to a NAT gateway, or into isolated ones if it needs no internet
      13:3 what leaves Public and Other goes to the internet gateway Internet"
  `);
});

test('a subnet behind a NAT gateway', () => {
  expect(lint(rule, template('[!Ref Private]'), { undecided: true })).toBe('');
});

test.each(['vgw-0aaa', 'vpce-0aaa', 'local'])('a gateway that leads elsewhere: %s', (gateway) => {
  expect(lint(rule, template('[!Ref Public]', { gateway }), { undecided: true })).toBe('');
});

test('a table with no default route', () => {
  const text = template('[!Ref Public]').replace(
    'DestinationCidrBlock: 0.0.0.0/0',
    'DestinationCidrBlock: 192.0.2.0/24',
  );
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('the routes of a subnet that is made elsewhere are not asked for', () => {
  expect(lint(rule, template('[subnet-0aaa]'), { undecided: true })).toBe('');
  const text =
    'Resources: { Worker: { Type: AWS::Lambda::Function, Properties: { VpcConfig: !ImportValue network } } }';
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('outside a VPC', () => {
  const text = 'Resources: { Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 3 } } }';
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('by IPv6 a function gets out through the gateway, if it uses it', () => {
  const rest = `
  PublicRoute6:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref PublicTable, DestinationIpv6CidrBlock: '::/0', GatewayId: !Ref Internet }
`;
  const more = ', Ipv6AllowedForDualStack: true';
  expect(lint(rule, template('[!Ref Public]', { rest, more }), { undecided: true })).toBe('');
  expect(lint(rule, template('[!Ref Public]', { rest }))).toContain('Worker is in the public subnet Public');
  expect(lint(rule, template('[!Ref Public]', { more }))).toContain('Worker is in the public subnet Public');
  const asked = ', Ipv6AllowedForDualStack: !ImportValue ipv6';
  expect(lint(rule, template('[!Ref Public]', { rest, more: asked }), { undecided: true })).toMatchInlineSnapshot(
    `"8:110 undecided Worker: VpcConfig.Ipv6AllowedForDualStack: imported from another stack"`,
  );
});

test('what only the deployment knows is not guessed at', () => {
  const undecided = (text: string) => lint(rule, text, { undecided: true });
  expect(undecided(template('[!Ref Public]', { gateway: '!Ref Gateway' }))).toMatchInlineSnapshot(
    `"15:100 undecided Worker: Gateway is given at deployment"`,
  );
  expect(undecided(template('!ImportValue subnets'))).toMatchInlineSnapshot(
    `"8:44 undecided Worker: VpcConfig.SubnetIds: imported from another stack"`,
  );
  expect(undecided(template('[!ImportValue subnet]'))).toMatchInlineSnapshot(
    `"8:45 undecided Worker: imported from another stack"`,
  );
  const table = (of: string) =>
    template('[!Ref Public]').replace('RouteTableId: !Ref PublicTable }', `RouteTableId: ${of} }`);
  expect(undecided(table('!ImportValue table'))).toMatchInlineSnapshot(
    `"16:125 undecided Worker: which route table Public has is not told here"`,
  );
  expect(undecided(table('rtb-0aaa'))).toMatchInlineSnapshot(
    `"16:112 undecided Worker: which route table Public has is not told here"`,
  );
  const ranged = template('[!Ref Public]').replace('0.0.0.0/0', '!ImportValue range');
  expect(undecided(ranged)).toMatchInlineSnapshot(
    `"15:86 undecided Worker: DestinationCidrBlock: imported from another stack"`,
  );
});

test('the main route table of a VPC is not in a template', () => {
  const rest = '  Bare: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }';
  expect(lint(rule, template('[!Ref Bare]', { rest }), { undecided: true })).toMatchInlineSnapshot(
    `"23:3 undecided Worker: which route table Bare has is not told here"`,
  );
});

test('only in the branch that is wrong, and says when', () => {
  expect(lint(rule, template('[!If [IsProd, !Ref Private, !Ref Public]]'))).toMatchInlineSnapshot(`
    "8:64 warning Worker is in the public subnet Public, where a function gets no public address, so its calls to the internet time out [function-vpc-public-subnet]
              VpcConfig: { SubnetIds: [!If [IsProd, !Ref Private, !Ref Public]], SecurityGroupIds: [sg-1] }
                                                                       ~~~~~~ public subnet
      help: put it into subnets whose default route leads to a NAT gateway, or into isolated ones if it needs no internet
      13:3 what leaves Public goes to the internet gateway Internet
      when IsProd is false"
  `);
  const optional = template('[!Ref Public]').replace('PublicRoute:\n', 'PublicRoute:\n    Condition: IsProd\n');
  expect(lint(rule, optional)).toContain('when IsProd is true');
});

test('SAM, with the network in Globals', () => {
  const text = template('[!Ref Private]').replace(
    'Resources:\n',
    `Transform: AWS::Serverless-2016-10-31
Globals: { Function: { VpcConfig: { SubnetIds: [!Ref Public], SecurityGroupIds: [sg-1] } } }
Resources:
  Reader: { Type: AWS::Serverless::Function, Properties: { CodeUri: src/ } }
`,
  );
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "5:54 warning Reader is in the public subnet Public, where a function gets no public address, so its calls to the internet time out [function-vpc-public-subnet]
        Globals: { Function: { VpcConfig: { SubnetIds: [!Ref Public], SecurityGroupIds: [sg-1] } } }
                                                             ~~~~~~ public subnet
      help: put it into subnets whose default route leads to a NAT gateway, or into isolated ones if it needs no internet
      16:3 what leaves Public goes to the internet gateway Internet"
  `);
});

test('a subnet that is given twice is told once', () => {
  expect(lint(rule, template('[!Ref Public, !Ref Public]'))).toContain('13:3 what leaves Public goes to');
});

describe('Terraform without its sources', () => {
  const text = plan({
    'aws_lambda_function.worker': {
      function_name: 'worker',
      vpc_config: [{ subnet_ids: ref('aws_subnet.public.id'), security_group_ids: ['sg-1'] }],
    },
    'aws_internet_gateway.internet': {},
    'aws_subnet.public': {},
    'aws_subnet.private': {},
    'aws_route_table.public': {
      route: [{ cidr_block: '0.0.0.0/0', gateway_id: ref('aws_internet_gateway.internet.id') }],
    },
    'aws_route_table.private': {},
    'aws_route_table_association.public': {
      subnet_id: ref('aws_subnet.public.id'),
      route_table_id: ref('aws_route_table.public.id'),
    },
    'aws_route_table_association.private': {
      subnet_id: ref('aws_subnet.private.id'),
      route_table_id: ref('aws_route_table.private.id'),
    },
  });
  const undecided = (each: string) => lint(rule, each, { path: 'plan.json', undecided: true });

  test('a list that refers to one subnet', () => {
    expect(lint(rule, text, { path: 'plan.json' })).toContain('is in the public subnet aws_subnet.public');
  });

  test('a list that refers to two may be one of them alone', () => {
    const either = text.replace('"aws_subnet.public.id",', '"aws_subnet.private.id", "aws_subnet.private", $&');
    expect(undecided(either)).toMatchInlineSnapshot(
      `"plan.json:19:13 undecided aws_lambda_function.worker: vpc_config.subnet_ids: known after apply: the plan does not tell which of aws_subnet.private, aws_subnet.public it has"`,
    );
  });
});
