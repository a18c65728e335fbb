import { expect, test } from 'vitest';
import rule from './function-vpc.js';
import { lint } from '../../test/support/lint.js';
import { constant, planText, refs } from '../../test/support/plan-text.js';

/** A CloudFormation template with one function that has some properties. */
const template = (properties: string, rest = '') => `
${rest}
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      ${properties}
`;

/** A SAM template with one function that has some properties. */
const sam = (properties: string, rest = '') => `
Transform: AWS::Serverless-2016-10-31
${rest}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      ${properties}
`;

const attached = 'VpcConfig: { SubnetIds: [subnet-1, subnet-2], SecurityGroupIds: [sg-1] }';

test('a function outside a VPC is found', () => {
  expect(lint(rule, sam('Runtime: python3.13'))).toMatchInlineSnapshot(`
    "5:3 error Worker is attached to no VPC, so that no route and no security group of yours limits where it connects to [function-vpc]
          Worker:
          ~~~~~~ no VpcConfig.SubnetIds
      help: set VpcConfig.SubnetIds and VpcConfig.SecurityGroupIds"
  `);
});

test('a function in a VPC passes', () => {
  expect(lint(rule, sam(attached), { undecided: true })).toBe('');
  expect(lint(rule, sam('Runtime: python3.13', `Globals: { Function: { ${attached} } }`), { undecided: true })).toBe(
    '',
  );
});

test('a list that is set is a list, also where only the deployment knows it', () => {
  const parameters = `Parameters:
  Subnets: { Type: "List<AWS::EC2::Subnet::Id>" }
  Group: { Type: AWS::EC2::SecurityGroup::Id }`;
  const text = sam('VpcConfig: { SubnetIds: !Ref Subnets, SecurityGroupIds: [!Ref Group] }', parameters);
  expect(lint(rule, text, { undecided: true })).toBe('');
  const imported =
    'VpcConfig: { SubnetIds: !Split [",", !ImportValue subnets], SecurityGroupIds: [!ImportValue group] }';
  expect(lint(rule, sam(imported), { undecided: true })).toBe('');
});

test('whether a function is one for Lambda@Edge may be known only at deployment', () => {
  const text = (statement: string) => `
Parameters: { Given: { Type: String } }
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Handler: app.handler, Role: !GetAtt Role.Arn } }
  Role:
    Type: AWS::IAM::Role
    Properties: { AssumeRolePolicyDocument: { Statement: { Action: sts:AssumeRole, ${statement} } } }
`;
  expect(
    lint(rule, text('Effect: Allow, Principal: { Service: !Ref Given }'), { undecided: true }),
  ).toMatchInlineSnapshot(`"7:126 undecided Worker: \${Given} is known only at deployment"`);
  expect(
    lint(rule, text('Effect: !Ref Given, Principal: { Service: edgelambda.amazonaws.com }'), { undecided: true }),
  ).toMatchInlineSnapshot(`"7:126 undecided Worker: the Effect of its trust is known only at deployment"`);
  const certain = 'Principal: { Service: [!Ref Given, edgelambda.amazonaws.com] }';
  expect(lint(rule, text(`Effect: Allow, ${certain}`), { undecided: true })).toBe('');
  expect(lint(rule, text(`Effect: Deny, ${certain}`))).toContain('attached to no VPC');
});

test('empty lists detach a function', () => {
  expect(lint(rule, template('VpcConfig: { SubnetIds: [], SecurityGroupIds: [] }'))).toMatchInlineSnapshot(`
    "8:31 error Worker is attached to no VPC, so that no route and no security group of yours limits where it connects to [function-vpc]
              VpcConfig: { SubnetIds: [], SecurityGroupIds: [] }
                                      ~~ empty
      help: set VpcConfig.SubnetIds and VpcConfig.SecurityGroupIds"
  `);
  const parameters = 'Parameters: { Subnets: { Type: CommaDelimitedList, Default: "" } }';
  expect(lint(rule, template('VpcConfig: { SubnetIds: !Ref Subnets, SecurityGroupIds: [sg-1] }', parameters)))
    .toMatchInlineSnapshot(`
    "8:36 error Worker is attached to no VPC, so that no route and no security group of yours limits where it connects to [function-vpc]
              VpcConfig: { SubnetIds: !Ref Subnets, SecurityGroupIds: [sg-1] }
                                           ~~~~~~~ empty
      help: set VpcConfig.SubnetIds
      2:61 its value comes from here
      when Subnets keeps its default"
  `);
});

test('subnets without security groups, unless the options do not ask for them', () => {
  const text = template('VpcConfig: { SubnetIds: [subnet-1] }');
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "8:7 error Worker is attached to a VPC without VpcConfig.SecurityGroupIds, so that no rules of yours limit where it connects to [function-vpc]
              VpcConfig: { SubnetIds: [subnet-1] }
              ~~~~~~~~~ no VpcConfig.SecurityGroupIds
      help: set VpcConfig.SecurityGroupIds"
  `);
  expect(lint(rule, text, { options: { requireSecurityGroups: false }, undecided: true })).toBe('');
});

test('only in the branch that is outside', () => {
  const conditions = 'Conditions: { InVpc: !Equals [!Ref AWS::Region, eu-west-1] }';
  const text = template(
    'VpcConfig: !If [InVpc, { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }, !Ref AWS::NoValue]',
    conditions,
  );
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "8:88 error Worker is attached to no VPC, so that no route and no security group of yours limits where it connects to [function-vpc]
              VpcConfig: !If [InVpc, { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }, !Ref AWS::NoValue]
                                                                                               ~~~~~~~~~~~~ no VpcConfig.SubnetIds
      help: set VpcConfig.SubnetIds and VpcConfig.SecurityGroupIds
      when InVpc is false"
  `);
});

test('only functions with a tag', () => {
  const options = { when: ['DataClass=confidential', 'Pci=*'] };
  expect(lint(rule, sam('Tags: { DataClass: confidential }'), { options })).toMatchInlineSnapshot(`
    "5:3 error Worker, which is tagged DataClass=confidential, is attached to no VPC, so that no route and no security group of yours limits where it connects to [function-vpc]
          Worker:
          ~~~~~~ no VpcConfig.SubnetIds
      help: set VpcConfig.SubnetIds and VpcConfig.SecurityGroupIds
      9:26 tagged here"
  `);
  expect(lint(rule, sam('Tags: { Pci: "yes" }'), { options })).toContain('tagged Pci=yes');
  expect(lint(rule, sam('Tags: { DataClass: public }'), { options, undecided: true })).toBe('');
  expect(lint(rule, sam('Runtime: python3.13'), { options, undecided: true })).toBe('');
  const parameters = 'Parameters: { Class: { Type: String } }';
  expect(
    lint(rule, sam('Tags: { DataClass: !Ref Class }', parameters), { options, undecided: true }),
  ).toMatchInlineSnapshot(`"9:31 undecided Worker: DataClass: Class is given at deployment"`);
});

test('images are judged like all others', () => {
  expect(lint(rule, template('PackageType: Image'))).toContain('is attached to no VPC');
});

test('as AWS Config judges: LAMBDA_INSIDE_VPC', () => {
  const verdict = (properties: string) => (lint(rule, template(properties)) === '' ? 'COMPLIANT' : 'NON_COMPLIANT');
  expect(verdict(attached)).toBe('COMPLIANT');
  expect(verdict('Timeout: 3')).toBe('NON_COMPLIANT');
  expect(verdict('VpcConfig: { SubnetIds: [], SecurityGroupIds: [] }')).toBe('NON_COMPLIANT');
});

test('a plan, in which blocks are lists', () => {
  const plan = (block: unknown, hidden: unknown) =>
    planText(
      { 'aws_lambda_function.worker': { after: { vpc_config: block }, unknown: { vpc_config: hidden } } },
      {
        resources: {
          'aws_lambda_function.worker': {
            function_name: constant('worker'),
            vpc_config: [{ subnet_ids: refs('aws_subnet.a.id'), security_group_ids: refs('aws_security_group.a.id') }],
          },
        },
      },
    );
  expect(lint(rule, plan([], []), { path: 'plan.json' })).toContain(
    'help: set vpc_config.subnet_ids and vpc_config.security_group_ids',
  );
  const attached = plan([{}], [{ subnet_ids: true, security_group_ids: true }]);
  expect(lint(rule, attached, { path: 'plan.json', undecided: true })).toBe('');
});

test('a function on managed instances stands in the network of its capacity provider', () => {
  const config = '{LambdaManagedInstancesCapacityProviderConfig: {CapacityProviderArn: !GetAtt Capacity.Arn}}';
  const text = `
    Resources:
      Capacity: { Type: AWS::Lambda::CapacityProvider }
      Worker:
        Type: AWS::Lambda::Function
        Properties: { CapacityProviderConfig: ${config} }
  `;
  expect(lint(rule, text, { undecided: true })).toBe('');
});
