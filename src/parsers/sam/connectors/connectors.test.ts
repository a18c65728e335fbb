import { expect, test } from 'vitest';
import { parseFiles, printProblems, printResources } from '../../../../test/support/parse.js';
import type { Template } from '../../../template/template.js';

const beside = `
  Given: { Type: AWS::SQS::Queue }
  Jobs: { Type: AWS::SQS::Queue }
  Failed: { Type: AWS::SQS::Queue }
  Role: { Type: AWS::IAM::Role }
  Other: { Type: AWS::IAM::Role }
  Fn: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }
  Flow: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !GetAtt Role.Arn } }
  Bus: { Type: AWS::Events::EventBus }
  Rule:
    Type: AWS::Events::Rule
    Properties:
      Targets:
        - { Arn: !GetAtt Jobs.Arn }
        - { Arn: !Ref Flow, RoleArn: !GetAtt Other.Arn }
        - { Arn: !ImportValue Bus, RoleArn: !GetAtt Role.Arn }`;

/** What a connector makes, or what is said of it. */
function made(properties: string): string {
  const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  C: { Type: AWS::Serverless::Connector, Properties: ${properties} }${beside}
`;
  const parsed = parseFiles({ 'template.yaml': text });
  const resources = (parsed.template?.resources ?? []).filter(({ address }) => address.startsWith('C'));
  const template = { ...parsed.template, resources } as Template;
  return [printProblems(parsed), printResources(template)].filter((each) => each !== '').join('\n');
}

test('a connector to several things has a policy for each of them', () => {
  expect(made('{ Source: { Id: Fn }, Destination: [{ Id: Jobs }, { Id: Failed }], Permissions: [Write] }'))
    .toMatchInlineSnapshot(`
    "CPolicyDestination0 AWS::IAM::ManagedPolicy {PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: "Allow", Action: ["sqs:DeleteMessage", "sqs:SendMessage", "sqs:ChangeMessageVisibility", "sqs:PurgeQueue"], Resource: [@Jobs.Arn]}]}, Roles: [@Role]}
    CPolicyDestination1 AWS::IAM::ManagedPolicy {PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: "Allow", Action: ["sqs:DeleteMessage", "sqs:SendMessage", "sqs:ChangeMessageVisibility", "sqs:PurgeQueue"], Resource: [@Failed.Arn]}]}, Roles: [@Role]}"
  `);
});

test('a rule acts by the role of the target that is connected, told by its id or its ARN', () => {
  const rule = (destination: string): string =>
    made(`{ Source: { Id: Rule }, Destination: ${destination}, Permissions: [Write] }`);
  expect(
    [
      rule('{ Id: Flow }'),
      rule('{ Type: AWS::Events::EventBus, Arn: !ImportValue Bus }'),
      rule('{ Type: AWS::Events::EventBus, Arn: !ImportValue Elsewhere }'),
      rule('{ Id: Bus }'),
    ].join('\n'),
  ).toMatchInlineSnapshot(`
    "CPolicy AWS::IAM::ManagedPolicy {PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: "Allow", Action: ["states:StartExecution"], Resource: [@Flow]}]}, Roles: [@Other]}
    CPolicy AWS::IAM::ManagedPolicy {PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: "Allow", Action: ["events:PutEvents"], Resource: [?(imported from another stack; import:Bus)]}]}, Roles: [@Role]}
    template.yaml:3:3 A connector needs to know the role of AWS::Events::Rule, and the template does not tell | Write the policy
    template.yaml:3:3 A connector needs to know the role of AWS::Events::Rule, and the template does not tell | Write the policy"
  `);
});

test('permissions that only go together, and ends that are not there', () => {
  const queue = (permissions: string): string =>
    made(`{ Source: { Id: Jobs }, Destination: { Id: Fn }, Permissions: ${permissions} }`);
  expect(
    [
      queue('[Read, Write]'),
      queue('[Write, Read]'),
      queue('[Read]'),
      queue('[Read, Delete]'),
      made('{ Source: { Id: Flow }, Destination: { Id: Flow }, Permissions: [Write] }'),
      made('{ Source: { Id: Flow }, Destination: { Id: Flow }, Permissions: [Read] }').replace(/ \{.*/, ''),
      made('{ Source: { Id: Fn }, Destination: {}, Permissions: [Read] }'),
      made('{ Source: { Id: Fn }, Destination: [{ Id: Gone }, { Id: Jobs }], Permissions: [Read] }'),
    ].join('\n'),
  ).toMatchInlineSnapshot(`
    "CPolicy AWS::IAM::ManagedPolicy {PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: "Allow", Action: ["sqs:DeleteMessage"], Resource: [@Jobs.Arn]}, {Effect: "Allow", Action: ["sqs:ReceiveMessage", "sqs:GetQueueAttributes"], Resource: [@Jobs.Arn]}]}, Roles: [@Role]}
    CPolicy AWS::IAM::ManagedPolicy {PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: "Allow", Action: ["sqs:DeleteMessage"], Resource: [@Jobs.Arn]}, {Effect: "Allow", Action: ["sqs:ReceiveMessage", "sqs:GetQueueAttributes"], Resource: [@Jobs.Arn]}]}, Roles: [@Role]}
    template.yaml:3:3 A connector from AWS::SQS::Queue to AWS::Lambda::Function cannot have these Permissions | Use Read with Write
    template.yaml:3:3 A connector from AWS::SQS::Queue to AWS::Lambda::Function cannot have these Permissions | Use Read with Write
    template.yaml:3:3 A connector from AWS::StepFunctions::StateMachine to AWS::StepFunctions::StateMachine cannot have these Permissions | Use Read or Read with Write
    CPolicy AWS::IAM::ManagedPolicy
    template.yaml:3:89 Both ends of a connector need an Id, or at least a Type | Set Id
    template.yaml:3:90 The template has no resource Gone to connect | Use the id of a resource of this template
    CPolicyDestination1 AWS::IAM::ManagedPolicy {PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: "Allow", Action: ["sqs:ReceiveMessage", "sqs:GetQueueAttributes"], Resource: [@Jobs.Arn]}]}, Roles: [@Role]}"
  `);
});
