import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan, ref } from '../../test/support/plan.js';
import rule from './vpc-flow-logs.js';

const template = (rest = '', subnets = '[!Ref Private]') => `
Parameters: { Stage: { Type: String }, Which: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties: { VpcConfig: { SubnetIds: ${subnets}, SecurityGroupIds: [sg-1] } }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Private: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }
${rest}`;
const log = (of: string, more = '') => `
  Log: { Type: AWS::EC2::FlowLog${more}, Properties: { ResourceId: ${of}, ResourceType: VPC, TrafficType: ALL } }
`;
const found = (text: string) => lint(rule, text, { undecided: true });

test('a VPC of a function without a flow log', () => {
  expect(found(template())).toMatchInlineSnapshot(`
    "8:3 error Vpc, the VPC of Worker, has no flow log, so after an incident nothing tells who connected to what in it [vpc-flow-logs]
          Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
          ~~~ no flow log
      help: add a flow log for it, for all traffic or for what is rejected"
  `);
});

test('a flow log of the VPC, or of its subnets', () => {
  expect(found(template(log('!Ref Vpc')))).toBe('');
  expect(found(template(log('!GetAtt Vpc.VpcId')))).toBe('');
  expect(found(template(log('!Ref Private')))).toBe('');
});

test('a flow log of one subnet of several', () => {
  const other = '  Other: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }';
  expect(found(template(log('!Ref Private') + other, '[!Ref Private, !Ref Other]'))).toContain('has no flow log');
  expect(found(template(log('!Ref Private') + other))).toBe('');
});

test('a flow log of something else', () => {
  expect(found(template(log('vpc-1')))).toContain('has no flow log');
});

test('a VPC that nothing of it uses', () => {
  expect(found(template('', '[subnet-1]'))).toBe('');
});

test('a VPC from which private APIs are called', () => {
  const rest = `
  Calls:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.execute-api' }
`;
  expect(found(template(rest, '[subnet-1]'))).toMatchInlineSnapshot(`
    "8:3 error Vpc, whose endpoint Calls leads to private APIs, has no flow log, so after an incident nothing tells who connected to what in it [vpc-flow-logs]
          Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
          ~~~ no flow log
      help: add a flow log for it, for all traffic or for what is rejected"
  `);
  const second = rest.replace('Calls', 'MoreCalls');
  expect(found(template(rest + second, '[subnet-1]'))).toContain(
    'Vpc, whose endpoints Calls and MoreCalls lead to private APIs, has no flow log',
  );
  expect(found(template(rest + log('!Ref Private')))).toContain('has no flow log');
  expect(found(template(rest + log('!Ref Vpc')))).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  expect(found(template(log('!If [IsProd, !Ref Which, !Ref Vpc]')))).toMatchInlineSnapshot(
    `"11:3 undecided Vpc: what Log logs is known only at deployment"`,
  );
});

test('only in the branch that is wrong, and says when', () => {
  expect(found(template(log('!Ref Vpc', ', Condition: IsProd')))).toContain('when IsProd is false');
  const conditional = template().replace('Type: AWS::Lambda::Function', 'Condition: IsProd\n    $&');
  expect(found(conditional)).toContain('when IsProd is true');
});

test('SAM', () => {
  const text = template('', '[subnet-1]').replace(
    'Resources:\n',
    `Transform: AWS::Serverless-2016-10-31
Globals: { Function: { VpcConfig: { SubnetIds: [!Ref Private], SecurityGroupIds: [sg-1] } } }
Resources:
  Reader: { Type: AWS::Serverless::Function, Properties: { CodeUri: src/ } }
`,
  );
  expect(found(text)).toContain('Vpc, the VPC of Reader, has no flow log');
});

describe('Terraform without its sources', () => {
  const resources = {
    'aws_lambda_function.worker': {
      function_name: 'worker',
      vpc_config: [{ subnet_ids: [ref('aws_subnet.private.id')], security_group_ids: ['sg-1'] }],
    },
    'aws_vpc.main': {},
    'aws_subnet.private': { vpc_id: ref('aws_vpc.main.id') },
  };
  const planned = (more: object = {}) =>
    lint(rule, plan({ ...resources, ...more }), { path: 'plan.json', undecided: true });

  test('by the argument for what is logged', () => {
    expect(planned()).toContain('aws_vpc.main, the VPC of aws_lambda_function.worker, has no flow log');
    expect(planned({ 'aws_flow_log.all': { vpc_id: ref('aws_vpc.main.id') } })).toBe('');
    expect(planned({ 'aws_flow_log.all': { subnet_id: ref('aws_subnet.private.id') } })).toBe('');
    expect(planned({ 'aws_flow_log.all': { eni_id: 'eni-1' } })).toContain('has no flow log');
  });
});
