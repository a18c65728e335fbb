import { expect, test } from 'vitest';
import { plan, ref, type Arguments } from '../../test/support/plan.js';
import { Graph } from '../graph/graph.js';
import { parse } from '../parsers/parse.js';
import { printText, type Text } from '../values/text.js';
import { get, type Node } from '../template/node.js';
import { type Kind, kinds } from './index.js';
import type { Definition } from './define.js';

/** What a fact is written as in each language; a resource's type comes first where it is not the kind's first. */
interface Written {
  readonly cloudformation?: Properties | readonly [type: string, properties: Properties];
  readonly sam?: Properties | readonly [type: string, properties: Properties];
  readonly terraform?: Arguments | readonly [type: string, args: Arguments];
  readonly awscc?: readonly [type: string, args: Arguments];
}
type Properties = Readonly<Record<string, unknown>>;
type Row = readonly [fact: string, expected: string, written: Written];

/** A resource of another kind, for facts that lead to one. */
const targets: Partial<Record<Kind, readonly [cloudformation: string, terraform: string]>> = {
  role: ['AWS::IAM::Role', 'aws_iam_role'],
  user: ['AWS::IAM::User', 'aws_iam_user'],
  managedPolicy: ['AWS::IAM::ManagedPolicy', 'aws_iam_policy'],
  function: ['AWS::Lambda::Function', 'aws_lambda_function'],
  layer: ['AWS::Lambda::LayerVersion', 'aws_lambda_layer_version'],
  codeSigningConfig: ['AWS::Lambda::CodeSigningConfig', 'aws_lambda_code_signing_config'],
  signingProfile: ['AWS::Signer::SigningProfile', 'aws_signer_signing_profile'],
  restApi: ['AWS::ApiGateway::RestApi', 'aws_api_gateway_rest_api'],
  restResource: ['AWS::ApiGateway::Resource', 'aws_api_gateway_resource'],
  restAuthorizer: ['AWS::ApiGateway::Authorizer', 'aws_api_gateway_authorizer'],
  httpApi: ['AWS::ApiGatewayV2::Api', 'aws_apigatewayv2_api'],
  httpAuthorizer: ['AWS::ApiGatewayV2::Authorizer', 'aws_apigatewayv2_authorizer'],
};
const to = (kind: Kind): object => ({ Ref: `${kind}Target` });
const tf = (kind: Kind, attribute: string) => ref(`${targets[kind]?.[1] ?? ''}.target.${attribute}`);

const document = { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
const json = JSON.stringify(document);
const openapi = { openapi: '3.0.1', paths: {} };

const rows: readonly Row[] = [
  [
    'function.functionName',
    'orders',
    {
      cloudformation: { FunctionName: 'orders' },
      sam: { FunctionName: 'orders' },
      terraform: { function_name: 'orders' },
    },
  ],
  [
    'function.packageType',
    'Image',
    {
      cloudformation: { PackageType: 'Image' },
      sam: { PackageType: 'Image' },
      terraform: { package_type: 'Image' },
      awscc: ['awscc_lambda_function', { package_type: 'Image' }],
    },
  ],
  [
    'function.packageType',
    'Zip by default',
    { cloudformation: {}, sam: {}, terraform: {}, awscc: ['awscc_lambda_function', {}] },
  ],
  [
    'function.imageUri',
    'repo:1',
    {
      cloudformation: { Code: { ImageUri: 'repo:1' } },
      sam: { PackageType: 'Image', ImageUri: 'repo:1' },
      terraform: { image_uri: 'repo:1' },
      awscc: ['awscc_lambda_function', { code: { image_uri: 'repo:1' } }],
    },
  ],
  [
    'function.runtime',
    'nodejs22.x',
    { cloudformation: { Runtime: 'nodejs22.x' }, sam: { Runtime: 'nodejs22.x' }, terraform: { runtime: 'nodejs22.x' } },
  ],
  [
    'function.architectures',
    '[arm64]',
    {
      cloudformation: { Architectures: ['arm64'] },
      sam: { Architectures: ['arm64'] },
      terraform: { architectures: ['arm64'] },
    },
  ],
  [
    'function.role',
    '→ role',
    {
      cloudformation: { Role: to('role') },
      sam: { Role: to('role') },
      terraform: { role: tf('role', 'arn') },
      awscc: ['awscc_lambda_function', { role: tf('role', 'arn') }],
    },
  ],
  [
    'function.layers',
    '[→ layer, arn:aws:lambda:eu-west-1:111122223333:layer:a:1]',
    {
      cloudformation: { Layers: [to('layer'), 'arn:aws:lambda:eu-west-1:111122223333:layer:a:1'] },
      sam: { Layers: [to('layer'), 'arn:aws:lambda:eu-west-1:111122223333:layer:a:1'] },
      terraform: { layers: [tf('layer', 'arn'), 'arn:aws:lambda:eu-west-1:111122223333:layer:a:1'] },
    },
  ],
  [
    'function.codeSigningConfig',
    '→ codeSigningConfig',
    {
      cloudformation: { CodeSigningConfigArn: to('codeSigningConfig') },
      sam: { CodeSigningConfigArn: to('codeSigningConfig') },
      terraform: { code_signing_config_arn: tf('codeSigningConfig', 'arn') },
      awscc: ['awscc_lambda_function', { code_signing_config_arn: tf('codeSigningConfig', 'arn') }],
    },
  ],
  [
    'function.tags',
    '{team: orders}',
    {
      cloudformation: { Tags: [{ Key: 'team', Value: 'orders' }] },
      terraform: { tags: { team: 'orders' }, tags_all: { team: 'orders' } },
      awscc: ['awscc_lambda_function', { tags: [{ key: 'team', value: 'orders' }] }],
    },
  ],
  [
    'functionAlias.of',
    '→ function',
    { cloudformation: { FunctionName: to('function') }, terraform: { function_name: tf('function', 'arn') } },
  ],
  [
    'layer.layerName',
    'audit',
    {
      cloudformation: { LayerName: 'audit' },
      sam: ['AWS::Serverless::LayerVersion', { LayerName: 'audit', ContentUri: 's3://b/k' }],
      terraform: { layer_name: 'audit' },
    },
  ],
  [
    'codeSigningConfig.untrusted',
    'Enforce',
    {
      cloudformation: { CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Enforce' } },
      terraform: { policies: [{ untrusted_artifact_on_deployment: 'Enforce' }] },
      awscc: [
        'awscc_lambda_code_signing_config',
        { code_signing_policies: { untrusted_artifact_on_deployment: 'Enforce' } },
      ],
    },
  ],
  ['codeSigningConfig.untrusted', 'Warn by default', { cloudformation: {}, terraform: {} }],
  [
    'codeSigningConfig.publishers',
    '[→ signingProfile]',
    {
      cloudformation: { AllowedPublishers: { SigningProfileVersionArns: [to('signingProfile')] } },
      terraform: { allowed_publishers: [{ signing_profile_version_arns: [tf('signingProfile', 'version_arn')] }] },
    },
  ],
  [
    'roleUser.roleArn',
    '→ role',
    {
      cloudformation: { RoleArn: to('role') },
      sam: ['AWS::Serverless::StateMachine', { Role: to('role'), Definition: {} }],
      terraform: { role_arn: tf('role', 'arn') },
    },
  ],
  ['roleUser.roleArn', '→ role', { terraform: ['aws_pipes_pipe', { role_arn: tf('role', 'arn') }] }],
  ['roleUser.roleArn', '→ role', { terraform: ['aws_cloudwatch_event_target', { role_arn: tf('role', 'arn') }] }],
  [
    'roleUser.targetRole',
    '→ role',
    {
      cloudformation: ['AWS::Scheduler::Schedule', { Target: { RoleArn: to('role') } }],
      terraform: ['aws_scheduler_schedule', { target: [{ role_arn: tf('role', 'arn') }] }],
    },
  ],
  [
    'roleUser.serviceRole',
    '→ role',
    {
      cloudformation: ['AWS::AppSync::DataSource', { ServiceRoleArn: to('role') }],
      terraform: ['aws_appsync_datasource', { service_role_arn: tf('role', 'arn') }],
    },
  ],
  ['eventRule.role', '→ role', { cloudformation: { RoleArn: to('role') }, terraform: { role_arn: tf('role', 'arn') } }],
  ['eventRule.targets', '[{role: → role}]', { cloudformation: { Targets: [{ RoleArn: to('role') }] } }],
  ['role.roleName', 'orders', { cloudformation: { RoleName: 'orders' }, terraform: { name: 'orders' } }],
  ['role.path', '/team/', { cloudformation: { Path: '/team/' }, terraform: { path: '/team/' } }],
  [
    'role.boundary',
    '→ managedPolicy',
    {
      cloudformation: { PermissionsBoundary: to('managedPolicy') },
      terraform: { permissions_boundary: tf('managedPolicy', 'arn') },
    },
  ],
  [
    'role.trust',
    'Allow s3:GetObject on *',
    {
      cloudformation: { AssumeRolePolicyDocument: document },
      terraform: { assume_role_policy: json },
      awscc: ['awscc_iam_role', { assume_role_policy_document: json }],
    },
  ],
  [
    'role.managedPolicies',
    '[→ managedPolicy]',
    {
      cloudformation: { ManagedPolicyArns: [to('managedPolicy')] },
      terraform: { managed_policy_arns: [tf('managedPolicy', 'arn')] },
    },
  ],
  [
    'role.inlinePolicies',
    '[{policyName: p, document: Allow s3:GetObject on *}]',
    {
      cloudformation: { Policies: [{ PolicyName: 'p', PolicyDocument: document }] },
      terraform: { inline_policy: [{ name: 'p', policy: json }] },
      awscc: ['awscc_iam_role', { policies: [{ policy_name: 'p', policy_document: json }] }],
    },
  ],
  [
    'attachedPolicy.document',
    'Allow s3:GetObject on *',
    { cloudformation: { PolicyDocument: document }, terraform: { policy: json } },
  ],
  ['attachedPolicy.document', 'Allow s3:GetObject on *', { terraform: ['aws_iam_user_policy', { policy: json }] }],
  ['attachedPolicy.document', 'Allow s3:GetObject on *', { terraform: ['aws_iam_group_policy', { policy: json }] }],
  ['attachedPolicy.roles', '[→ role]', { cloudformation: { Roles: [to('role')] } }],
  [
    'attachedPolicy.role',
    '→ role',
    {
      cloudformation: ['AWS::IAM::RolePolicy', { RoleName: to('role') }],
      terraform: { role: tf('role', 'id') },
      awscc: ['awscc_iam_role_policy', { role_name: tf('role', 'id') }],
    },
  ],
  ['managedPolicy.policyName', 'p', { cloudformation: { ManagedPolicyName: 'p' }, terraform: { name: 'p' } }],
  [
    'managedPolicy.document',
    'Allow s3:GetObject on *',
    { cloudformation: { PolicyDocument: document }, terraform: { policy: json } },
  ],
  ['managedPolicy.roles', '[→ role]', { cloudformation: { Roles: [to('role')] } }],
  ['policyAttachment.policies', '[→ managedPolicy]', { terraform: { policy_arn: tf('managedPolicy', 'arn') } }],
  [
    'policyAttachment.policies',
    '[→ managedPolicy]',
    { terraform: ['aws_iam_role_policy_attachments_exclusive', { policy_arns: [tf('managedPolicy', 'arn')] }] },
  ],
  ['policyAttachment.roles', '[→ role]', { terraform: { role: tf('role', 'name') } }],
  ['policyAttachment.roles', '[→ role]', { terraform: ['aws_iam_policy_attachment', { roles: [tf('role', 'name')] }] }],
  [
    'policyAttachment.roles',
    '[→ role]',
    { terraform: ['aws_iam_role_policy_attachments_exclusive', { role_name: tf('role', 'name') }] },
  ],
  [
    'policyAttachment.users',
    '[→ user]',
    { terraform: ['aws_iam_user_policy_attachment', { user: tf('user', 'name') }] },
  ],
  ['policyAttachment.users', '[→ user]', { terraform: ['aws_iam_policy_attachment', { users: [tf('user', 'name')] }] }],
  [
    'policyAttachment.users',
    '[→ user]',
    { terraform: ['aws_iam_user_policy_attachments_exclusive', { user_name: tf('user', 'name') }] },
  ],
  [
    'policyAttachment.groups',
    '[→ user]',
    { terraform: ['aws_iam_group_policy_attachment', { group: ref('aws_iam_group.target.name') }] },
  ],
  ['user.userName', 'ci', { cloudformation: { UserName: 'ci' }, terraform: { name: 'ci' } }],
  [
    'user.boundary',
    '→ managedPolicy',
    {
      cloudformation: { PermissionsBoundary: to('managedPolicy') },
      terraform: { permissions_boundary: tf('managedPolicy', 'arn') },
    },
  ],
  ['user.managedPolicies', '[→ managedPolicy]', { cloudformation: { ManagedPolicyArns: [to('managedPolicy')] } }],
  [
    'user.inlinePolicies',
    '[{policyName: p, document: Allow s3:GetObject on *}]',
    { cloudformation: { Policies: [{ PolicyName: 'p', PolicyDocument: document }] } },
  ],
  [
    'restApi.body',
    'tree 3.0.1',
    {
      cloudformation: { Body: openapi },
      sam: ['AWS::Serverless::Api', { StageName: 's', DefinitionBody: openapi }],
      terraform: { body: JSON.stringify(openapi) },
    },
  ],
  ['restApi.body', 'tree 3.0.1', { terraform: { body: 'openapi: "3.0.1"\npaths: {}\n' } }],
  ['restApi.bodyLocation', 'tree undefined', { cloudformation: { BodyS3Location: { Bucket: 'b' } } }],
  [
    'restApi.endpointTypes',
    '[PRIVATE]',
    {
      cloudformation: { EndpointConfiguration: { Types: ['PRIVATE'] } },
      terraform: { endpoint_configuration: [{ types: ['PRIVATE'] }] },
    },
  ],
  [
    'restApi.failOnWarnings',
    'true',
    { cloudformation: { FailOnWarnings: true }, terraform: { fail_on_warnings: true } },
  ],
  ['restApi.policy', 'Allow s3:GetObject on *', { cloudformation: { Policy: document }, terraform: { policy: json } }],
  ['restApiPolicy.api', '→ restApi', { terraform: { rest_api_id: tf('restApi', 'id') } }],
  ['restApiPolicy.policy', 'Allow s3:GetObject on *', { terraform: { policy: json } }],
  [
    'restResource.parent',
    '→ restApi',
    {
      cloudformation: { ParentId: { 'Fn::GetAtt': ['restApiTarget', 'RootResourceId'] } },
      terraform: { parent_id: tf('restApi', 'root_resource_id') },
    },
  ],
  ['restResource.pathPart', '{id}', { cloudformation: { PathPart: '{id}' }, terraform: { path_part: '{id}' } }],
  [
    'restMethod.api',
    '→ restApi',
    { cloudformation: { RestApiId: to('restApi') }, terraform: { rest_api_id: tf('restApi', 'id') } },
  ],
  [
    'restMethod.resource',
    '→ restResource',
    { cloudformation: { ResourceId: to('restResource') }, terraform: { resource_id: tf('restResource', 'id') } },
  ],
  ['restMethod.httpMethod', 'GET', { cloudformation: { HttpMethod: 'GET' }, terraform: { http_method: 'GET' } }],
  [
    'restMethod.authorizationType',
    'AWS_IAM',
    { cloudformation: { AuthorizationType: 'AWS_IAM' }, terraform: { authorization: 'AWS_IAM' } },
  ],
  [
    'restMethod.authorizer',
    '→ restAuthorizer',
    {
      cloudformation: { AuthorizerId: to('restAuthorizer') },
      terraform: { authorizer_id: tf('restAuthorizer', 'id') },
    },
  ],
  [
    'restMethod.apiKeyRequired',
    'true',
    { cloudformation: { ApiKeyRequired: true }, terraform: { api_key_required: true } },
  ],
  ['restMethod.integrationType', 'AWS_PROXY', { cloudformation: { Integration: { Type: 'AWS_PROXY' } } }],
  ['restAuthorizer.authorizerType', 'REQUEST', { cloudformation: { Type: 'REQUEST' }, terraform: { type: 'REQUEST' } }],
  ['restAuthorizer.authorizerType', 'TOKEN by default', { terraform: {} }],
  [
    'restAuthorizer.uri',
    'arn:x',
    { cloudformation: { AuthorizerUri: 'arn:x' }, terraform: { authorizer_uri: 'arn:x' } },
  ],
  [
    'restAuthorizer.userPools',
    '[arn:x]',
    {
      cloudformation: { ProviderARNs: ['arn:x'] },
      terraform: { provider_arns: ['arn:x'] },
      awscc: ['awscc_apigateway_authorizer', { provider_ar_ns: ['arn:x'] }],
    },
  ],
  [
    'httpApi.protocol',
    'WEBSOCKET',
    { cloudformation: { ProtocolType: 'WEBSOCKET' }, terraform: { protocol_type: 'WEBSOCKET' } },
  ],
  [
    'httpApi.body',
    'tree 3.0.1',
    {
      cloudformation: { Body: openapi },
      sam: ['AWS::Serverless::HttpApi', { DefinitionBody: openapi }],
      terraform: { body: JSON.stringify(openapi) },
    },
  ],
  ['httpApi.bodyLocation', 'tree undefined', { cloudformation: { BodyS3Location: { Bucket: 'b' } } }],
  ['httpApi.target', 'arn:x', { cloudformation: { Target: 'arn:x' }, terraform: { target: 'arn:x' } }],
  ['httpApi.routeKey', 'GET /', { cloudformation: { RouteKey: 'GET /' }, terraform: { route_key: 'GET /' } }],
  ['httpApiOverrides.api', '→ httpApi', { cloudformation: { ApiId: to('httpApi') } }],
  ['httpApiOverrides.authorizationType', 'JWT', { cloudformation: { Route: { AuthorizationType: 'JWT' } } }],
  [
    'httpApiOverrides.authorizer',
    '→ httpAuthorizer',
    { cloudformation: { Route: { AuthorizerId: to('httpAuthorizer') } } },
  ],
  [
    'httpRoute.api',
    '→ httpApi',
    { cloudformation: { ApiId: to('httpApi') }, terraform: { api_id: tf('httpApi', 'id') } },
  ],
  ['httpRoute.routeKey', 'GET /', { cloudformation: { RouteKey: 'GET /' }, terraform: { route_key: 'GET /' } }],
  [
    'httpRoute.authorizationType',
    'JWT',
    { cloudformation: { AuthorizationType: 'JWT' }, terraform: { authorization_type: 'JWT' } },
  ],
  ['httpRoute.authorizationType', 'NONE by default', { cloudformation: {}, terraform: {} }],
  [
    'httpRoute.authorizer',
    '→ httpAuthorizer',
    {
      cloudformation: { AuthorizerId: to('httpAuthorizer') },
      terraform: { authorizer_id: tf('httpAuthorizer', 'id') },
    },
  ],
  [
    'httpRoute.apiKeyRequired',
    'true',
    { cloudformation: { ApiKeyRequired: true }, terraform: { api_key_required: true } },
  ],
  [
    'httpAuthorizer.authorizerType',
    'JWT',
    { cloudformation: { AuthorizerType: 'JWT' }, terraform: { authorizer_type: 'JWT' } },
  ],
  [
    'httpAuthorizer.uri',
    'arn:x',
    { cloudformation: { AuthorizerUri: 'arn:x' }, terraform: { authorizer_uri: 'arn:x' } },
  ],
  [
    'httpAuthorizer.issuer',
    'https://x',
    {
      cloudformation: { JwtConfiguration: { Issuer: 'https://x' } },
      terraform: { jwt_configuration: [{ issuer: 'https://x' }] },
    },
  ],
  [
    'httpAuthorizer.audience',
    '[a]',
    {
      cloudformation: { JwtConfiguration: { Audience: ['a'] } },
      terraform: { jwt_configuration: [{ audience: ['a'] }] },
    },
  ],
  ['userPool.poolName', 'members', { cloudformation: { UserPoolName: 'members' }, terraform: { name: 'members' } }],
];

const first = (type: string | readonly string[] | undefined): string => [type ?? ''].flat()[0] ?? '';
const isPair = (how: object): how is readonly [type: string, properties: Properties | Arguments] => Array.isArray(how);

/** A template with the resource `It` and one of each kind that it may lead to. */
function template(type: string, properties: Properties): Graph {
  const others = Object.entries(targets).map(([kind, [target]]) => [`${kind}Target`, { Type: target }] as const);
  const isSam = type.startsWith('AWS::Serverless::');
  const text = JSON.stringify({
    ...(isSam ? { Transform: 'AWS::Serverless-2016-10-31' } : {}),
    Resources: { It: { Type: type, Properties: properties }, ...Object.fromEntries(others) },
  });
  return graphOf('template.json', text);
}

function planned(type: string, args: Arguments): Graph {
  const others = Object.values(targets).map(([, target]) => [`${target}.target`, {}] as const);
  return graphOf(
    'plan.json',
    plan({ [`${type}.it`]: args, ...Object.fromEntries(others), 'aws_iam_group.target': {} }),
  );
}

function graphOf(path: string, text: string): Graph {
  const { template: found } = parse({ path, text });
  if (found === undefined) throw new Error('no template');
  return new Graph(found);
}

function read(graph: Graph, fact: string): string {
  const [kind = '', field = ''] = fact.split('.');
  const resource = graph.all(kind as Kind).find(({ address }) => address === 'It' || address.endsWith('.it'));
  return print((resource as unknown as Readonly<Record<string, unknown>>)[field]);
}

/** A fact on one line, alike in all languages. */
function print(fact: unknown): string {
  if (typeof fact !== 'object' || fact === null) return String(fact);
  if ('is' in fact) return `tree ${String(literal(get(fact as Node, 'openapi')))}`;
  if (fact instanceof Map) return `{${[...fact].map(([key, value]) => `${String(key)}: ${print(value)}`).join()}}`;
  if (Array.isArray(fact)) return `[${fact.map(print).join(', ')}]`;
  if ('parts' in fact) return printText(fact as Text);
  if ('statements' in fact) {
    const statements = fact.statements as readonly {
      effect: string;
      actions: readonly Text[];
      resources: readonly Text[];
    }[];
    return statements
      .map((s) => `${s.effect} ${s.actions.map(printText).join()} on ${s.resources.map(printText).join()}`)
      .join('; ');
  }
  if (!('state' in fact)) {
    const parts = Object.entries(fact).filter(([key]) => key !== 'at');
    return `{${parts.map(([key, value]) => `${key}: ${print(value)}`).join(', ')}}`;
  }
  if ('resource' in fact) return `→ ${(fact.resource as { readonly kind: string }).kind}`;
  if ('text' in fact) return print(fact.text);
  if (!('value' in fact)) return String(fact.state);
  return `${print(fact.value)}${'written' in fact && fact.written === false ? ' by default' : ''}`;
}

const literal = (node: Node | undefined): unknown => (node?.is === 'scalar' ? node.value : undefined);

const languages = ['cloudformation', 'sam', 'terraform', 'awscc'] as const;
const readings = rows.flatMap(([fact, expected, written]) => {
  const { type }: Definition = kinds[fact.split('.')[0] as Kind];
  const usual = {
    cloudformation: first(type.cloudformation),
    sam: 'AWS::Serverless::Function',
    terraform: first(type.terraform),
    awscc: '',
  };
  return languages.flatMap((language) => {
    const how = written[language];
    if (how === undefined) return [];
    const [of, properties] = isPair(how) ? how : ([usual[language], how] as const);
    return [{ fact, expected, language, of, properties }];
  });
});

test.each(readings)('$fact is $expected in $of', ({ fact, expected, language, of, properties }) => {
  const isPlan = language === 'terraform' || language === 'awscc';
  const graph = isPlan ? planned(of, properties as Arguments) : template(of, properties);
  expect(read(graph, fact)).toBe(expected);
});

test('every fact stands in the table, in every language that has it', () => {
  const missing = Object.entries<Definition>(kinds).flatMap(([kind, { fields }]) =>
    Object.entries(fields).flatMap(([field, { spelled }]) =>
      (['cloudformation', 'terraform'] as const)
        .filter((language) => spelled[language] !== undefined)
        .filter(
          (language) =>
            !rows.some(([fact, , written]) => fact === `${kind}.${field}` && written[language] !== undefined),
        )
        .map((language) => `${kind}.${field} in ${language}`),
    ),
  );
  expect(missing).toEqual([]);
});
