import { describe, expect, test } from 'vitest';
import confusedDeputy from '../src/rules/resource-policy-confused-deputy.js';
import layerPublic from '../src/rules/layer-permission-public.js';
import permissionPublic from '../src/rules/function-permission-public.js';
import privatePolicy from '../src/rules/api-private-policy.js';
import boundaryDocument from '../src/rules/role-boundary-document.js';
import trustPublic from '../src/rules/role-trust-public.js';
import resourcePublic from '../src/rules/resource-policy-public.js';
import wildcardAction from '../src/rules/role-wildcard-action.js';
import type { AnyRule } from '../src/rules/define.js';
import { lint } from './support/lint.js';
import { type Arguments, plan } from './support/plan.js';

type Document = Readonly<Record<string, unknown>>;
type Properties = Readonly<Record<string, unknown>>;

const document = (statement: Document): Document => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'some:Action', Resource: '*', ...statement }],
});
const everyone = { Principal: '*' };
const ours = { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } };
const service = { Principal: { Service: 's3.amazonaws.com' } };
const ofAccount = { ...service, Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } };

const template = (resources: Readonly<Record<string, object>>): string =>
  JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', Resources: resources }, undefined, 1);
const found = (rule: AnyRule, text: string, path = 'template.json'): string => lint(rule, text, { path });

/** Where the policy of a resource stands, in CloudFormation. */
const homes: readonly (readonly [type: string, properties: (of: Document) => Properties])[] = [
  ['AWS::SQS::QueuePolicy', (of) => ({ Queues: ['q'], PolicyDocument: of })],
  ['AWS::SQS::QueueInlinePolicy', (of) => ({ Queue: 'q', PolicyDocument: of })],
  ['AWS::SNS::TopicPolicy', (of) => ({ Topics: ['t'], PolicyDocument: of })],
  ['AWS::SNS::TopicInlinePolicy', (of) => ({ TopicArn: 't', PolicyDocument: of })],
  ['AWS::S3::BucketPolicy', (of) => ({ Bucket: 'b', PolicyDocument: of })],
  ['AWS::KMS::Key', (of) => ({ KeyPolicy: of })],
  ['AWS::SecretsManager::ResourcePolicy', (of) => ({ SecretId: 's', ResourcePolicy: of })],
  ['AWS::Logs::ResourcePolicy', (of) => ({ PolicyName: 'p', PolicyDocument: JSON.stringify(of) })],
  ['AWS::Logs::LogGroup', (of) => ({ ResourcePolicyDocument: of })],
  ['AWS::Kinesis::ResourcePolicy', (of) => ({ ResourceArn: 'a', ResourcePolicy: of })],
  ['AWS::DynamoDB::Table', (of) => ({ ResourcePolicy: { PolicyDocument: of } })],
  ['AWS::DynamoDB::Table', (of) => ({ StreamSpecification: { ResourcePolicy: { PolicyDocument: of } } })],
  ['AWS::DynamoDB::GlobalTable', (of) => ({ Replicas: [{ ResourcePolicy: { PolicyDocument: of } }] })],
  ['AWS::Events::EventBus', (of) => ({ Name: 'n', Policy: of })],
  ['AWS::Events::EventBusPolicy', (of) => ({ StatementId: 's', Statement: (of['Statement'] as Document[])[0] })],
];

/** The same in Terraform. */
const planned: readonly (readonly [address: string, args: (json: string) => Arguments])[] = [
  ['aws_sqs_queue.r', (policy) => ({ policy })],
  ['aws_sqs_queue_policy.r', (policy) => ({ queue_url: 'q', policy })],
  ['aws_sns_topic.r', (policy) => ({ policy })],
  ['aws_sns_topic_policy.r', (policy) => ({ arn: 'a', policy })],
  ['aws_s3_bucket.r', (policy) => ({ policy })],
  ['aws_s3_bucket_policy.r', (policy) => ({ bucket: 'b', policy })],
  ['aws_kms_key.r', (policy) => ({ policy })],
  ['aws_kms_key_policy.r', (policy) => ({ key_id: 'k', policy })],
  ['aws_secretsmanager_secret.r', (policy) => ({ policy })],
  ['aws_secretsmanager_secret_policy.r', (policy) => ({ secret_arn: 's', policy })],
  ['aws_cloudwatch_log_resource_policy.r', (json) => ({ policy_name: 'p', policy_document: json })],
  ['aws_cloudwatch_event_bus_policy.r', (policy) => ({ policy })],
  ['aws_dynamodb_resource_policy.r', (policy) => ({ resource_arn: 'a', policy })],
  ['aws_kinesis_resource_policy.r', (policy) => ({ resource_arn: 'a', policy })],
  ['aws_ecr_repository_policy.r', (policy) => ({ repository: 'r', policy })],
];

const callable = /SQS|SNS|KMS|Events|_sqs_|_sns_|_kms_|_event_/;

describe.each(homes)('%s', (type, properties) => {
  const of = (statement: Document): string =>
    template({ R: { Type: type, Properties: properties(document(statement)) } });

  test('everyone', () => {
    expect(found(resourcePublic, of(everyone))).toMatch(/:\d+:\d+ error .*\bR allows some:Action to everyone/);
    expect(found(resourcePublic, of(ours))).toBe('');
    expect(lint(resourcePublic, template({ R: { Type: type, Properties: {} } }), { path: 't.json' })).toBe('');
  });

  test('a service, for anybody', () => {
    const expected = callable.test(type) ? /:\d+:\d+ warning .*\bR allows .* for any account/ : /^$/;
    expect(found(confusedDeputy, of(service))).toMatch(expected);
    expect(found(confusedDeputy, of(ofAccount))).toBe('');
  });
});

describe.each(planned)('%s', (address, args) => {
  const of = (statement: Document): string => plan({ [address]: args(JSON.stringify(document(statement))) });

  test('everyone', () => {
    expect(found(resourcePublic, of(everyone), 'plan.json')).toContain(`${address} allows some:Action to everyone`);
    expect(found(resourcePublic, of(ours), 'plan.json')).toBe('');
    expect(lint(resourcePublic, plan({ [address]: {} }), { path: 'plan.json', undecided: true })).toBe('');
  });

  test('a service, for anybody', () => {
    const said = callable.test(address);
    expect(found(confusedDeputy, of(service), 'plan.json')).toMatch(said ? `${address} allows` : /^$/);
    expect(found(confusedDeputy, of(ofAccount), 'plan.json')).toBe('');
  });
});

describe('the older way of an event bus', () => {
  const bus = (properties: Properties): string =>
    template({ R: { Type: 'AWS::Events::EventBusPolicy', Properties: { StatementId: 's', ...properties } } });
  const condition = { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-a1b2c3d4e5' };

  test('is read as the statement that it becomes', () => {
    expect(found(resourcePublic, bus({ Action: 'events:PutEvents', Principal: '*' }))).toMatchInlineSnapshot(`
      "template.json:9:18 error R allows events:PutEvents to everyone, so any AWS account can use what it guards [resource-policy-public]
              "Principal": "*"
                           ~~~ everyone
        help: name accounts, roles or services as Principal, or add a condition on aws:SourceAccount, aws:PrincipalOrgID or the ARN of the source"
    `);
    expect(found(resourcePublic, bus({ Action: 'events:PutEvents', Principal: '111122223333' }))).toBe('');
    expect(found(resourcePublic, bus({ Principal: '*', Condition: condition }))).toBe('');
    const none = bus({ Principal: '*', Condition: { Ref: 'AWS::NoValue' } });
    expect(found(resourcePublic, none)).toContain('R allows events:PutEvents to everyone');
    const given = bus({ Principal: '*', Condition: { ...condition, Type: { 'Fn::ImportValue': 'Operator' } } });
    expect(lint(resourcePublic, given, { path: 'template.json', undecided: true })).toMatchInlineSnapshot(
      `"template.json:9:18 undecided R: its condition is known only at deployment"`,
    );
  });

  test('in Terraform', () => {
    const permission = (args: Arguments): string =>
      plan({ 'aws_cloudwatch_event_permission.r': { statement_id: 's', action: 'events:PutEvents', ...args } });
    expect(found(resourcePublic, permission({ principal: '*' }), 'plan.json')).toContain(
      'aws_cloudwatch_event_permission.r allows events:PutEvents to everyone',
    );
    const block = { type: condition.Type, key: condition.Key, value: condition.Value };
    expect(found(resourcePublic, permission({ principal: '*', condition: [block] }), 'plan.json')).toBe('');
    expect(found(resourcePublic, permission({ principal: '111122223333' }), 'plan.json')).toBe('');
  });
});

describe('policies of functions, layers and APIs have rules of their own', () => {
  test.each([
    [
      permissionPublic,
      'AWS::Lambda::Permission',
      { Action: 'lambda:InvokeFunction', FunctionName: 'f', Principal: '*' },
    ],
    [layerPublic, 'AWS::Lambda::LayerVersionPermission', { LayerVersionArn: 'l', Action: 'a', Principal: '*' }],
    [
      privatePolicy,
      'AWS::ApiGateway::RestApi',
      { EndpointConfiguration: { Types: ['PRIVATE'] }, Policy: document(everyone) },
    ],
  ])('%o: %s', (rule, type, properties) => {
    expect(found(rule, template({ R: { Type: type, Properties: properties } }))).toContain(' error ');
  });
});

/** Where the policy of a role stands: each with the rights to all of S3. */
const wide = document({ Action: 's3:*', Resource: 'arn:aws:s3:::bucket/*' });
const trust = (principal: unknown): Document => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal },
});
const role = (more: Properties = {}): object => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }), ...more },
});
const fn = (more: Properties = {}): object => ({ Type: 'AWS::Serverless::Function', Properties: more });
const managed = (more: Properties = {}): object => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { PolicyDocument: wide, ...more },
});

test.each([
  ['inline', { Role: role({ Policies: [{ PolicyName: 'p', PolicyDocument: wide }] }) }],
  [
    'AWS::IAM::Policy',
    { Role: role(), P: { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: wide } } },
  ],
  [
    'AWS::IAM::RolePolicy',
    {
      Role: role(),
      P: {
        Type: 'AWS::IAM::RolePolicy',
        Properties: { RoleName: { Ref: 'Role' }, PolicyName: 'p', PolicyDocument: wide },
      },
    },
  ],
  ['a managed policy that names roles', { Role: role(), P: managed({ Roles: [{ Ref: 'Role' }] }) }],
  ['a role that names a managed policy', { Role: role({ ManagedPolicyArns: [{ Ref: 'P' }] }), P: managed() }],
  ['statements of a function', { Fn: fn({ Policies: [{ Statement: wide['Statement'] }] }) }],
  ['a managed policy of a function', { Fn: fn({ Policies: [{ Ref: 'P' }] }), P: managed() }],
  ['JSON text', { Role: role({ Policies: [{ PolicyName: 'p', PolicyDocument: JSON.stringify(wide) }] }) }],
])('rights of a role: %s', (_, resources) => {
  expect(found(wildcardAction, template(resources))).toMatch(/:\d+:\d+ error .* allows s3:\*/);
});

test.each([
  ['trust', trustPublic, { Role: role({ AssumeRolePolicyDocument: trust({ AWS: '*' }) }) }],
  [
    'boundary',
    boundaryDocument,
    { Role: role({ PermissionsBoundary: { Ref: 'P' } }), P: managed({ PolicyDocument: document({ Action: '*' }) }) },
  ],
])('other policies of a role: %s', (_, rule, resources) => {
  expect(found(rule, template(resources))).toMatch(/:\d+:\d+ (?:error|warning) /);
});
