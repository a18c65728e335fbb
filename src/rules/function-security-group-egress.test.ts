import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan, ref } from '../../test/support/plan.js';
import rule from './function-security-group-egress.js';

const template = (group: string, rest = '', groups = '[!Ref Group]') => `
Parameters: { Stage: { Type: String }, Range: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: ${groups} }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: worker, VpcId: !Ref Vpc${group} }
${rest}`;
const letting = (...rules: readonly string[]) =>
  `, SecurityGroupEgress: [${rules.map((each) => `{ ${each} }`).join(', ')}]`;
const found = (text: string, options = {}) => lint(rule, text, { undecided: true, options });

test('without rules of its own, AWS lets everything out', () => {
  expect(found(template(''))).toMatchInlineSnapshot(`
    "10:3 error Group, the security group of Worker, has no SecurityGroupEgress, so that AWS lets everything out, and whoever gets into the function can send what it reads anywhere [function-security-group-egress]
          Group:
          ~~~~~ no SecurityGroupEgress
      help: set SecurityGroupEgress, and let out only what is needed, such as port 443"
  `);
  expect(found(template(', SecurityGroupEgress: []'))).toContain('has an empty SecurityGroupEgress, so');
});

test('a rule for everything', () => {
  const text = template(letting("IpProtocol: '-1', CidrIp: 0.0.0.0/0", "IpProtocol: -1, CidrIpv6: '::/0'"));
  expect(found(text)).toMatchInlineSnapshot(`
    "12:112 error Group, the security group of Worker, lets out everything to 0.0.0.0/0, so whoever gets into the function can send what it reads anywhere [function-security-group-egress]
            Properties: { GroupDescription: worker, VpcId: !Ref Vpc, SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: 0.0.0.0/0 }, { IpProtocol: -1, CidrIpv6: '::/0' }] }
                                                                                                                       ~~~~~~~~~ lets out too much
      help: let out only what is needed, such as port 443, or only to where it has to go
      12:153 everything to ::/0, too"
  `);
});

test.each([
  'IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIp: 0.0.0.0/0',
  'IpProtocol: tcp, FromPort: 1, ToPort: 65535, CidrIp: 0.0.0.0/0',
  'IpProtocol: udp, FromPort: -1, ToPort: -1, CidrIp: 0.0.0.0/0',
])('all ports: %s', (one) => {
  expect(found(template(letting(one)))).toContain('lets out everything to 0.0.0.0/0');
});

test.each([
  'IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0',
  "IpProtocol: '-1', CidrIp: 10.0.0.0/8",
  "IpProtocol: '-1', DestinationPrefixListId: pl-1",
  "IpProtocol: '-1', DestinationSecurityGroupId: sg-1",
  'IpProtocol: icmp, FromPort: -1, ToPort: -1, CidrIp: 0.0.0.0/0',
  "IpProtocol: '-1', CidrIp: 127.0.0.1/32",
])('not everything: %s', (one) => {
  expect(found(template(letting(one)))).toBe('');
});

test('a rule beside the group takes the place of the one that AWS gives it', () => {
  const rule = (range: string) => `
  Rule:
    Type: AWS::EC2::SecurityGroupEgress
    Properties: { GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIp: ${range} }
`;
  expect(found(template('', rule('10.0.0.0/16')))).toBe('');
  expect(found(template('', rule('0.0.0.0/0')))).toMatchInlineSnapshot(`
    "16:104 error Group, the security group of Worker, lets out everything to 0.0.0.0/0, so whoever gets into the function can send what it reads anywhere [function-security-group-egress]
            Properties: { GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIp: 0.0.0.0/0 }
                                                                                                               ~~~~~~~~~ lets out too much
      help: let out only what is needed, such as port 443, or only to where it has to go"
  `);
});

test('a group that no function is in', () => {
  expect(found(template('', '', '[sg-1]'))).toBe('');
});

test('one finding for all functions of a group', () => {
  const rest = `
  Reader:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [!Ref Group] }
`;
  expect(found(template('', rest))).toContain(
    'Group, the security group of Worker and Reader, has no SecurityGroupEgress',
  );
});

test('the default security group', () => {
  const text = template(letting("IpProtocol: '-1', CidrIp: 127.0.0.1/32"), '', '[!GetAtt Vpc.DefaultSecurityGroup]');
  expect(found(text)).toMatchInlineSnapshot(`
    "8:70 error Worker is in the default security group of its VPC, as is all that names no other, so what that lets in or out for one it does for all [function-security-group-egress]
              VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup] }
                                                                             ~~~~~~~~~~~~~~~~~~~~~~~~ default security group
      help: give it a security group of its own, which lets out only what it needs"
  `);
});

test('ranges and ports that are allowed', () => {
  const to = (range: string, from = 443, until = from) =>
    template(letting(`IpProtocol: tcp, FromPort: ${String(from)}, ToPort: ${String(until)}, CidrIp: ${range}`));
  expect(found(to('10.1.0.0/16'), { allowCidrs: ['10.0.0.0/16'] })).toMatchInlineSnapshot(`
    "12:139 error Group, the security group of Worker, lets out port 443 to 10.1.0.0/16, so whoever gets into the function can send what it reads there [function-security-group-egress]
            Properties: { GroupDescription: worker, VpcId: !Ref Vpc, SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.1.0.0/16 }] }
                                                                                                                                                  ~~~~~~~~~~~ lets out too much
      help: let out only what is needed, such as port 443, or only to 10.0.0.0/16"
  `);
  expect(found(to('10.0.0.0/16'), { allowCidrs: ['10.0.0.0/16'] })).toBe('');
  expect(found(to('10.1.0.0/16'), { allowCidrs: ['10.0.0.0/16'], allowPorts: [443] })).toBe('');
  expect(found(to('0.0.0.0/0'), { allowPorts: [443, 5432] })).toBe('');
  expect(found(to('0.0.0.0/0', 443, 444), { allowPorts: [443, 444] })).toBe('');
  expect(found(to('0.0.0.0/0', 443, 445), { allowPorts: [443, 444] })).toMatchInlineSnapshot(`
    "12:139 error Group, the security group of Worker, lets out ports 443 to 445 to 0.0.0.0/0, so whoever gets into the function can send what it reads anywhere [function-security-group-egress]
            Properties: { GroupDescription: worker, VpcId: !Ref Vpc, SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 445, CidrIp: 0.0.0.0/0 }] }
                                                                                                                                                  ~~~~~~~~~ lets out too much
      help: let out only what is needed, such as port 443 or 444, or only to where it has to go"
  `);
  expect(found(to('10.0.0.0/8', 22), { allowPorts: [443] })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  expect(found(template(letting("IpProtocol: '-1', CidrIp: !Ref Range")))).toMatchInlineSnapshot(
    `"12:117 undecided Group: CidrIp: Range is given at deployment"`,
  );
  expect(found(template(letting('IpProtocol: !Ref Range, CidrIp: 0.0.0.0/0')))).toMatchInlineSnapshot(
    `"12:103 undecided Group: IpProtocol: Range is given at deployment"`,
  );
  const ports = 'IpProtocol: tcp, FromPort: 0, ToPort: !Ref Range, CidrIp: 0.0.0.0/0';
  expect(found(template(letting(ports)))).toMatchInlineSnapshot(
    `"12:129 undecided Group: ToPort: Range is given at deployment"`,
  );
  expect(found(template(', SecurityGroupEgress: !ImportValue rules'))).toMatchInlineSnapshot(
    `"12:96 undecided Group: SecurityGroupEgress: imported from another stack"`,
  );
});

test('only in the branch that is wrong, and says when', () => {
  const text = template(
    ', SecurityGroupEgress: !If [IsProd, [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }], !Ref AWS::NoValue]',
  );
  expect(found(text)).toContain('when IsProd is false');
  const conditional = template('').replace('Type: AWS::Lambda::Function', 'Condition: IsProd\n    $&');
  expect(found(conditional)).toContain('when IsProd is true');
});

test('SAM, with the group in Globals', () => {
  const text = template('', '', '[sg-1]').replace(
    'Resources:\n',
    `Transform: AWS::Serverless-2016-10-31
Globals: { Function: { VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [!Ref Group] } } }
Resources:
  Reader: { Type: AWS::Serverless::Function, Properties: { CodeUri: src/ } }
`,
  );
  expect(found(text)).toContain('Group, the security group of Reader, has no SecurityGroupEgress');
});

describe('Terraform without its sources', () => {
  const inGroup = (group = ref('aws_security_group.worker.id')) => ({
    'aws_lambda_function.worker': {
      function_name: 'worker',
      vpc_config: [{ subnet_ids: ['subnet-1'], security_group_ids: [group] }],
    },
  });
  const planned = (resources: Parameters<typeof plan>[0]) =>
    lint(rule, plan(resources), { path: 'plan.json', undecided: true });
  const all = { from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: ['0.0.0.0/0'] };
  const group = ref('aws_security_group.worker.id');

  test('lets nothing out by itself', () => {
    expect(planned({ ...inGroup(), 'aws_security_group.worker': {} })).toBe('');
    expect(planned({ ...inGroup(), 'aws_security_group.worker': { egress: [all] } })).toContain(
      'aws_security_group.worker, the security group of aws_lambda_function.worker, lets out everything to 0.0.0.0/0',
    );
  });

  test.each([
    ['aws_security_group_rule.out', { type: 'egress', security_group_id: group, ...all }],
    ['aws_vpc_security_group_egress_rule.out', { security_group_id: group, ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' }],
  ] as const)('a rule beside it: %s', (address, args) => {
    expect(planned({ ...inGroup(), 'aws_security_group.worker': {}, [address]: args })).toContain(
      'lets out everything to 0.0.0.0/0',
    );
  });

  test('what is let in is another matter', () => {
    const rule = { type: 'ingress', security_group_id: group, ...all };
    expect(planned({ ...inGroup(), 'aws_security_group.worker': {}, 'aws_security_group_rule.in': rule })).toBe('');
  });

  test('the default security group', () => {
    const said = 'aws_lambda_function.worker is in the default security group of its VPC';
    expect(planned({ ...inGroup(ref('aws_vpc.main.default_security_group_id')), 'aws_vpc.main': {} })).toContain(said);
    const own = { 'aws_default_security_group.own': { egress: [all] } };
    expect(planned({ ...inGroup(ref('aws_default_security_group.own.id')), ...own })).toContain(said);
  });
});
