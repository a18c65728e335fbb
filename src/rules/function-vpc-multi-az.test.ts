import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './function-vpc-multi-az.js';

/** A function in some subnets, of which A and B have a zone. */
const template = (subnets: string, zones: readonly [a: string, b: string] = ['eu-west-1a', 'eu-west-1b']) => `
Parameters: { Zone: { Type: String }, Stage: { Type: String }, Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SubnetIds: ${subnets}
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1, AvailabilityZone: ${zones[0]} } }
  B: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1, AvailabilityZone: ${zones[1]} } }
  C: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1 } }
`;
const both = '[!Ref A, !Ref B]';

test('one subnet', () => {
  expect(lint(rule, template('[subnet-0aaa]'))).toMatchInlineSnapshot(`
    "9:20 error Worker has subnets in one Availability Zone only, so it is down when that zone is [function-vpc-multi-az]
                SubnetIds: [subnet-0aaa]
                           ~~~~~~~~~~~~~ one subnet
      help: add subnets of other Availability Zones to VpcConfig.SubnetIds"
  `);
  expect(lint(rule, template('[!Ref C]'))).toContain('Worker has subnets in one Availability Zone only');
  expect(lint(rule, template('[subnet-0aaa, subnet-0aaa]'))).toContain('Worker has subnets in one Availability Zone');
});

test('two subnets in the same zone', () => {
  expect(lint(rule, template(both, ['eu-west-1a', 'eu-west-1a']))).toMatchInlineSnapshot(`
    "9:20 error Worker has subnets in one Availability Zone only, so it is down when that zone is [function-vpc-multi-az]
                SubnetIds: [!Ref A, !Ref B]
                           ~~~~~~~~~~~~~~~~ 1 zone
      help: add subnets of other Availability Zones to VpcConfig.SubnetIds"
  `);
  expect(lint(rule, template(both, ["!Select [1, !GetAZs '']", "!Select ['1', !GetAZs '']"]))).toContain(
    'one Availability Zone',
  );
  expect(lint(rule, template(both, ['!Ref Zone', '!Ref Zone']))).toContain('one Availability Zone');
});

test.each([
  ['eu-west-1a', 'eu-west-1b'],
  ["!Sub '${AWS::Region}a'", "!Sub '${AWS::Region}b'"],
  ["!Select [0, !GetAZs '']", "!Select [1, !GetAZs '']"],
] as const)('passes with %s and %s', (a, b) => {
  expect(lint(rule, template(both, [a, b]), { undecided: true })).toBe('');
});

test.each([
  ['eu-west-1a', '!Ref Zone'],
  ["!Select [0, !GetAZs '']", '!Select [1, !GetAZs eu-west-1]'],
  ['!ImportValue a', '!ImportValue b'],
] as const)('whether %s and %s are one is not guessed at', (a, b) => {
  expect(lint(rule, template(both, [a, b]), { undecided: true })).toBe(
    '9:20 undecided Worker: the Availability Zones of its subnets are known only at deployment',
  );
});

test('subnets that are made elsewhere are taken for as many zones', () => {
  expect(lint(rule, template('[subnet-0aaa, subnet-0bbb]'), { undecided: true })).toBe('');
  expect(lint(rule, template('[!Ref A, subnet-0bbb]'), { undecided: true })).toBe('');
  expect(lint(rule, template('[!ImportValue a, !ImportValue b]'), { undecided: true })).toBe('');
});

test('a list that only the deployment knows is not guessed at', () => {
  expect(lint(rule, template('!Ref Subnets'), { undecided: true })).toMatchInlineSnapshot(
    `"9:25 undecided Worker: VpcConfig.SubnetIds: Subnets is given at deployment"`,
  );
  expect(lint(rule, template('[!ImportValue subnets]'), { undecided: true })).toMatchInlineSnapshot(
    `"9:34 undecided Worker: imported from another stack"`,
  );
});

test('a default that is no subnet is there to be replaced', () => {
  for (const standard of ["'*'", 'none', 'subnet1']) {
    const text = template('!Ref Given').replace(
      'Parameters: {',
      `Parameters: { Given: { Type: CommaDelimitedList, Default: ${standard} },`,
    );
    expect(lint(rule, text, { undecided: true })).toContain(
      'undecided Worker: which subnets it gets is told at deployment',
    );
  }
});

test('more than two', () => {
  const options = { min: 3 };
  expect(lint(rule, template(both), { options })).toMatchInlineSnapshot(`
    "9:20 error Worker has subnets in no more than 2 Availability Zones, fewer than 3 [function-vpc-multi-az]
                SubnetIds: [!Ref A, !Ref B]
                           ~~~~~~~~~~~~~~~~ 2 zones
      help: add subnets of other Availability Zones to VpcConfig.SubnetIds"
  `);
  expect(lint(rule, template('[subnet-0aaa, subnet-0bbb, subnet-0ccc]'), { options, undecided: true })).toBe('');
});

test('only in the branch that is wrong, and says when', () => {
  const subnets = '[!Ref A, !If [IsProd, !Ref B, !Ref AWS::NoValue]]';
  expect(lint(rule, template(subnets))).toContain('when IsProd is false');
});

test('outside a VPC', () => {
  expect(lint(rule, template('[]'), { undecided: true })).toBe('');
  const text = 'Resources: { Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 3 } } }';
  expect(lint(rule, text, { undecided: true })).toBe('');
});
