import { expect, test } from 'vitest';
import rule from './function-vpc-allowed-network.js';
import { lint } from '../../test/support/lint.js';

const options = { vpcIds: ['vpc-0aaa'], subnetIds: ['subnet-0aaa', 'subnet-0bbb'], securityGroupIds: ['sg-0aaa'] };

/** A template with one function in some subnets and security groups. */
const template = (subnets: string, groups: string, rest = '') => `
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SubnetIds: ${subnets}
        SecurityGroupIds: ${groups}
${rest}
`;
const subnet = (vpc: string) => `
  Private: { Type: AWS::EC2::Subnet, Properties: { VpcId: ${vpc}, CidrBlock: 10.0.1.0/24 } }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: ${vpc}, GroupDescription: worker } }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
`;

test('a subnet and a security group that nobody has approved are found', () => {
  expect(lint(rule, template('[subnet-0aaa, subnet-0ccc]', '[sg-0bbb]'), { options })).toMatchInlineSnapshot(`
    "7:34 error Worker uses the subnet subnet-0ccc, which is not approved, so that it runs in a network that nobody has checked [function-vpc-allowed-network]
                SubnetIds: [subnet-0aaa, subnet-0ccc]
                                         ~~~~~~~~~~~ not approved
      help: use subnet-0aaa or subnet-0bbb instead
    8:28 error Worker uses the security group sg-0bbb, which is not approved, so that it runs in a network that nobody has checked [function-vpc-allowed-network]
                SecurityGroupIds: [sg-0bbb]
                                   ~~~~~~~ not approved
      help: use sg-0aaa instead"
  `);
});

test('what is on the lists passes', () => {
  expect(lint(rule, template('[subnet-0aaa, subnet-0bbb]', '[sg-0aaa]'), { options, undecided: true })).toBe('');
  expect(
    lint(rule, template('[subnet-0aaa]', '[sg-0fff]'), { options: { subnetIds: ['subnet-0*'] }, undecided: true }),
  ).toBe('');
});

test('a subnet that the template makes is judged by its VPC', () => {
  expect(lint(rule, template('[!Ref Private]', '[sg-0aaa]', subnet('vpc-0aaa')), { options, undecided: true })).toBe(
    '',
  );
  expect(lint(rule, template('[!Ref Private]', '[sg-0aaa]', subnet('vpc-0bbb')), { options })).toMatchInlineSnapshot(`
    "7:26 error Worker uses the subnet Private in vpc-0bbb, which is not an approved VPC, so that it runs in a network that nobody has checked [function-vpc-allowed-network]
                SubnetIds: [!Ref Private]
                                 ~~~~~~~ in another VPC
      help: put Private into vpc-0aaa, or use a subnet of it
      10:59 the VPC of Private"
  `);
  expect(lint(rule, template('[!Ref Private]', '[sg-0aaa]', subnet('!Ref Vpc')), { options })).toMatchInlineSnapshot(`
    "7:26 error Worker uses the subnet Private in Vpc, a VPC that this template makes itself, so that it runs in a network that nobody has checked [function-vpc-allowed-network]
                SubnetIds: [!Ref Private]
                                 ~~~~~~~ in another VPC
      help: put Private into vpc-0aaa, or use a subnet of it
      10:64 the VPC of Private"
  `);
});

test('without VPCs on the list, a new subnet is on no list', () => {
  const subnets = { subnetIds: ['subnet-0aaa'] };
  expect(lint(rule, template('[!Ref Private]', '[sg-0aaa]', subnet('vpc-0aaa')), { options: subnets }))
    .toMatchInlineSnapshot(`
    "7:26 error Worker uses the subnet Private, which this template makes itself, so that it can't be an approved one [function-vpc-allowed-network]
                SubnetIds: [!Ref Private]
                                 ~~~~~~~ made by this template
      help: use subnet-0aaa instead
      10:3 Private is made here"
  `);
});

test('a security group that the template makes is not an approved one', () => {
  expect(lint(rule, template('[subnet-0aaa]', '[!GetAtt Group.GroupId]', subnet('vpc-0aaa')), { options }))
    .toMatchInlineSnapshot(`
    "8:36 error Worker uses the security group Group, which this template makes itself, so that it can't be an approved one [function-vpc-allowed-network]
                SecurityGroupIds: [!GetAtt Group.GroupId]
                                           ~~~~~~~~~~~~~ made by this template
      help: use sg-0aaa instead
      11:3 Group is made here"
  `);
  const vpcs = { vpcIds: ['vpc-0aaa'] };
  expect(
    lint(rule, template('[!Ref Private]', '[!GetAtt Group.GroupId]', subnet('vpc-0aaa')), {
      options: vpcs,
      undecided: true,
    }),
  ).toBe('');
});

test('the VPC of a literal subnet can not be told', () => {
  const vpcs = { vpcIds: ['vpc-0aaa'] };
  expect(lint(rule, template('[subnet-0aaa]', '[sg-0aaa]'), { options: vpcs, undecided: true })).toMatchInlineSnapshot(
    `"7:21 undecided Worker: the VPC of subnet-0aaa is not in this template"`,
  );
});

test('what only the deployment knows is not guessed at', () => {
  const parameters = `
Parameters:
  Subnets: { Type: "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>", Default: /network/subnets }
`;
  const text = `${parameters}${template('!Ref Subnets', '[!ImportValue group]')}`;
  expect(lint(rule, text, { options, undecided: true })).toMatchInlineSnapshot(
    `"10:25 undecided Worker: VpcConfig.SubnetIds: Subnets is given at deployment"`,
  );
});

test('a default and a branch', () => {
  const head = `
Parameters: { Subnet: { Type: AWS::EC2::Subnet::Id, Default: subnet-0ccc } }
Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }
`;
  const text = `${head}${template('[!Ref Subnet]', '[!If [IsProd, sg-0aaa, sg-0ddd]]')}`;
  expect(lint(rule, text, { options })).toMatchInlineSnapshot(`
    "10:26 error Worker uses the subnet subnet-0ccc, which is not approved, so that it runs in a network that nobody has checked [function-vpc-allowed-network]
                SubnetIds: [!Ref Subnet]
                                 ~~~~~~ not approved
      help: use subnet-0aaa or subnet-0bbb instead
      2:62 its value comes from here
      when Subnet keeps its default
    11:50 error Worker uses the security group sg-0ddd, which is not approved, so that it runs in a network that nobody has checked [function-vpc-allowed-network]
                SecurityGroupIds: [!If [IsProd, sg-0aaa, sg-0ddd]]
                                                         ~~~~~~~ not approved
      help: use sg-0aaa instead
      when IsProd is false"
  `);
});

test('SAM, with the network in Globals', () => {
  const sam = `
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { VpcConfig: { SubnetIds: [subnet-0ccc], SecurityGroupIds: [sg-0aaa] } } }
Resources:
  Worker: { Type: AWS::Serverless::Function, Properties: { CodeUri: src/ } }
`;
  expect(lint(rule, sam, { options })).toMatchInlineSnapshot(`
    "3:49 error Worker uses the subnet subnet-0ccc, which is not approved, so that it runs in a network that nobody has checked [function-vpc-allowed-network]
        Globals: { Function: { VpcConfig: { SubnetIds: [subnet-0ccc], SecurityGroupIds: [sg-0aaa] } } }
                                                        ~~~~~~~~~~~ not approved
      help: use subnet-0aaa or subnet-0bbb instead"
  `);
});

test('without lists, and outside a VPC there is nothing to say', () => {
  expect(lint(rule, template('[subnet-0ccc]', '[sg-0bbb]'), { undecided: true })).toBe('');
  const outside = 'Resources: { Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 3 } } }';
  expect(lint(rule, outside, { options, undecided: true })).toBe('');
});

test('as AWS Config judges: LAMBDA_INSIDE_VPC with its parameter subnetIds', () => {
  const config = { subnetIds: 'subnet-0aaa,subnet-0bbb'.split(',') };
  const verdict = (subnets: string) =>
    lint(rule, template(subnets, '[sg-1]'), { options: config }) === '' ? 'COMPLIANT' : 'NON_COMPLIANT';
  expect(verdict('[subnet-0aaa]')).toBe('COMPLIANT');
  expect(verdict('[subnet-0aaa, subnet-0ccc]')).toBe('NON_COMPLIANT');
});
