import { describe, expect, test } from 'vitest';
import { lint as lintFiles } from '../src/lint.js';
import type { AnyRule } from '../src/rules/define.js';
import { rules } from '../src/rules/index.js';
import { type Arguments, plan, ref } from './support/plan.js';

type Resources = Readonly<Record<string, Arguments>>;
interface Case {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly fails: Resources;
  readonly says: readonly string[];
  readonly passes: Resources;
  /** What can't be told of, and why. */
  readonly undecided?: readonly [resources: Resources, says: string];
}

const lambda = JSON.stringify({
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const granting = (action: string, resource: string): string =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] });
const role = { assume_role_policy: lambda };
const fn = { function_name: 'fn', runtime: 'nodejs22.x', role: ref('aws_iam_role.r.arn') };
const layer = 'arn:aws:lambda:*:111122223333:layer:audit';
const version = (number: number): string => `arn:aws:lambda:eu-west-1:111122223333:layer:audit:${String(number)}`;
const profile = 'arn:aws:signer:eu-west-1:111122223333:/signing-profiles/Release';
const method = {
  rest_api_id: ref('aws_api_gateway_rest_api.a.id'),
  resource_id: ref('aws_api_gateway_rest_api.a.root_resource_id'),
  http_method: 'GET',
};
const rest = { 'aws_api_gateway_rest_api.a': { name: 'a' } };
const http = { 'aws_apigatewayv2_api.a': { name: 'a', protocol_type: 'HTTP' } };
const gatekeeper = 'arn:aws:lambda:eu-west-1:111122223333:function:gatekeeper';
const uri = (arn: string): string => `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
const guarded = { ...method, authorization: 'CUSTOM', authorizer_id: ref('aws_api_gateway_authorizer.z.id') };

/** At least one of each rule, in Terraform's words. */
const cases: Readonly<Record<string, readonly Case[]>> = {
  'function-code-signing': [
    {
      fails: { 'aws_lambda_function.f': fn },
      says: ['aws_lambda_function.f has no code_signing_config_arn, so Lambda deploys code that nobody has signed'],
      passes: { 'aws_lambda_function.f': { ...fn, package_type: 'Image', image_uri: 'r:1' } },
    },
    {
      options: { allowedConfigArns: ['arn:aws:lambda:*:111122223333:code-signing-config:*'] },
      fails: {
        'aws_lambda_function.f': { ...fn, code_signing_config_arn: ref('aws_lambda_code_signing_config.c.arn') },
        'aws_lambda_code_signing_config.c': {},
      },
      says: [
        "aws_lambda_function.f uses aws_lambda_code_signing_config.c, which this plan makes itself, so it can't be on the list of approved configurations",
      ],
      passes: {
        'aws_lambda_function.f': {
          ...fn,
          code_signing_config_arn: 'arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-1',
        },
      },
      undecided: [
        { 'aws_lambda_function.f': { ...fn, code_signing_config_arn: ref('random_id.x.hex') }, 'random_id.x': {} },
        'random_id.x gives it',
      ],
    },
  ],
  'code-signing-enforced': [
    {
      fails: {
        'aws_lambda_code_signing_config.c': {
          allowed_publishers: [{ signing_profile_version_arns: [`${profile}/1`] }],
        },
      },
      says: [
        'aws_lambda_code_signing_config.c has no policies.untrusted_artifact_on_deployment, so Lambda deploys untrusted code and only warns of it',
      ],
      passes: { 'aws_lambda_code_signing_config.c': { policies: [{ untrusted_artifact_on_deployment: 'Enforce' }] } },
    },
  ],
  'code-signing-allowed-publishers': [
    {
      options: { allowedProfileArns: [profile] },
      fails: {
        'aws_lambda_code_signing_config.c': {
          allowed_publishers: [{ signing_profile_version_arns: [ref('aws_signer_signing_profile.p.version_arn')] }],
        },
        'aws_signer_signing_profile.p': {},
      },
      says: [
        'aws_lambda_code_signing_config.c trusts aws_signer_signing_profile.p, a signing profile that this plan makes itself, so its authors vouch for their own code',
      ],
      passes: {
        'aws_lambda_code_signing_config.c': {
          allowed_publishers: [{ signing_profile_version_arns: [`${profile}/1`] }],
        },
      },
    },
  ],
  'function-required-layers': [
    {
      options: { layers: [{ arn: layer }] },
      fails: {
        'aws_lambda_function.f': { ...fn, layers: [ref('aws_lambda_layer_version.l.arn')] },
        'aws_lambda_layer_version.l': { layer_name: 'audit' },
      },
      says: [`aws_lambda_function.f does not include the layer ${layer}, which is required of it`],
      passes: { 'aws_lambda_function.f': { ...fn, layers: [version(1)] } },
    },
  ],
  'function-layer-min-version': [
    {
      options: { layers: [{ arn: layer, minVersion: 10 }] },
      fails: { 'aws_lambda_function.f': { ...fn, layers: [version(9)] } },
      says: [`aws_lambda_function.f uses version 9 of the layer ${layer}, but 10 is the lowest that is accepted`],
      passes: { 'aws_lambda_function.f': { ...fn, layers: [version(10)] } },
    },
  ],
  'role-shared': [
    {
      fails: { 'aws_lambda_function.f': fn, 'aws_lambda_function.g': fn, 'aws_iam_role.r': role },
      says: [
        'aws_lambda_function.g has the same role as aws_lambda_function.f (aws_iam_role.r), so each can do what is meant for the other',
      ],
      passes: {
        'aws_lambda_function.f': fn,
        'aws_lambda_function.g': { ...fn, role: ref('aws_iam_role.s.arn') },
        'aws_iam_role.r': role,
        'aws_iam_role.s': role,
      },
    },
  ],
  'role-boundary-required': [
    {
      fails: { 'aws_iam_role.r': role },
      says: ['aws_iam_role.r has no permissions_boundary, so it may do whatever somebody writes into its policies'],
      passes: { 'aws_iam_role.r': { ...role, permissions_boundary: 'arn:aws:iam::111122223333:policy/limit' } },
    },
  ],
  'role-boundary-allowed': [
    {
      options: { allowed: ['arn:aws:iam::*:policy/limit'] },
      fails: {
        'aws_iam_role.r': { ...role, permissions_boundary: ref('aws_iam_policy.p.arn') },
        'aws_iam_policy.p': { policy: granting('s3:GetObject', '*') },
      },
      says: [
        'aws_iam_role.r has aws_iam_policy.p as its permissions_boundary, which this plan makes itself, so its authors can widen it',
      ],
      passes: { 'aws_iam_role.r': { ...role, permissions_boundary: 'arn:aws:iam::111122223333:policy/limit' } },
    },
  ],
  'role-admin-policy': [
    {
      fails: {
        'aws_iam_role.r': role,
        'aws_iam_role_policy_attachment.t': {
          role: ref('aws_iam_role.r.name'),
          policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        },
      },
      says: ['aws_iam_role.r has AdministratorAccess, so whatever acts with it can do anything in the account'],
      passes: {
        'aws_iam_role.r': role,
        'aws_iam_role_policy_attachment.t': {
          role: ref('aws_iam_role.r.name'),
          policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        },
      },
    },
    {
      // By its name, which is a function's, too.
      fails: {
        'aws_lambda_function.f': { ...fn, function_name: 'orders' },
        'aws_iam_role.r': { ...role, name: 'orders' },
        'aws_iam_policy_attachment.t': { roles: ['orders'], policy_arn: 'arn:aws:iam::aws:policy/IAMFullAccess' },
      },
      says: ['aws_iam_role.r has IAMFullAccess, so whatever acts with it can give itself any right'],
      passes: { 'aws_iam_role.r': { ...role, managed_policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] } },
    },
    {
      fails: {
        'aws_iam_role.r': role,
        'aws_iam_role_policy_attachments_exclusive.t': {
          role_name: ref('aws_iam_role.r.name'),
          policy_arns: ['arn:aws:iam::aws:policy/PowerUserAccess'],
        },
      },
      says: [
        'aws_iam_role.r has PowerUserAccess, so whatever acts with it can do anything in the account but manage users and roles',
      ],
      // Nothing acts with it but people.
      passes: {
        'aws_iam_role.r': {
          assume_role_policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: '*' } }] }),
          managed_policy_arns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
        },
      },
    },
    {
      fails: {
        'aws_iam_role_policy_attachment.t': {
          role: 'deployer',
          policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        },
      },
      says: [
        'aws_iam_role_policy_attachment.t gives deployer AdministratorAccess, so whatever acts with it can do anything in the account',
      ],
      passes: {
        'aws_iam_user_policy_attachment.t': { user: 'ci', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      },
    },
    {
      options: { allRoles: true },
      fails: {
        'aws_iam_user.u': { name: 'ci' },
        'aws_iam_user_policy_attachment.t': {
          user: 'ci',
          policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        },
      },
      says: ['aws_iam_user.u has AdministratorAccess, so whatever acts with it can do anything in the account'],
      passes: {
        'aws_iam_group.g': { name: 'g' },
        'aws_iam_group_policy_attachment.t': {
          group: ref('aws_iam_group.g.name'),
          policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        },
      },
    },
  ],
  'role-wildcard-action': [
    {
      fails: {
        'aws_iam_role.r': role,
        'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: granting('s3:*', 'arn:aws:s3:::b/*') },
      },
      says: [
        'aws_iam_role_policy.p allows s3:*, every action of s3, so whatever acts with it can also delete things and change who may use them',
      ],
      passes: {
        'aws_iam_role.r': role,
        'aws_iam_role_policy.p': {
          role: ref('aws_iam_role.r.id'),
          policy: granting('s3:GetObject', 'arn:aws:s3:::b/*'),
        },
      },
    },
    {
      fails: {
        'aws_iam_role.r': role,
        'aws_iam_policy.p': { policy: granting('s3:*', 'arn:aws:s3:::b/*') },
        'aws_iam_role_policy_attachment.t': {
          role: ref('aws_iam_role.r.name'),
          policy_arn: ref('aws_iam_policy.p.arn'),
        },
      },
      says: [
        'aws_iam_policy.p allows s3:*, every action of s3, so whatever acts with it can also delete things and change who may use them',
      ],
      // Attached to nobody.
      passes: { 'aws_iam_policy.p': { policy: granting('s3:*', 'arn:aws:s3:::b/*') } },
    },
  ],
  'role-wildcard-resource': [
    {
      fails: { 'aws_iam_role.r': { ...role, inline_policy: [{ name: 'p', policy: granting('s3:PutObject', '*') }] } },
      says: [
        'the inline policy of aws_iam_role.r allows s3:PutObject on every resource, so whatever acts with it can do so anywhere in the account, not only where it has to',
      ],
      passes: {
        'aws_iam_role.r': {
          ...role,
          inline_policy: [{ name: 'p', policy: granting('s3:PutObject', 'arn:aws:s3:::b/*') }],
        },
      },
    },
  ],
  'api-route-authorizer': [
    {
      fails: { ...rest, 'aws_api_gateway_method.m': { ...method, authorization: 'NONE' } },
      says: [
        'GET / of aws_api_gateway_rest_api.a has authorization NONE, so anybody who knows its address can call it',
        'set authorization, and authorizer_id to the authorizer of your organisation, or list "GET /" in publicRoutes with a reason',
      ],
      passes: { ...rest, 'aws_api_gateway_method.m': { ...method, authorization: 'AWS_IAM' } },
    },
    {
      fails: { ...rest, 'aws_api_gateway_method.m': { ...method, authorization: 'CUSTOM' } },
      says: [
        'GET / of aws_api_gateway_rest_api.a has authorization CUSTOM, but no authorizer_id, so there is nothing that decides who may call it',
        'set authorizer_id to the authorizer of your organisation',
      ],
      passes: { ...rest, 'aws_api_gateway_method.m': guarded, 'aws_api_gateway_authorizer.z': {} },
    },
    {
      // Only what its networks let in: a warning.
      fails: {
        ...rest,
        'aws_api_gateway_method.m': { ...method, authorization: 'NONE' },
        'aws_api_gateway_rest_api_policy.p': {
          rest_api_id: ref('aws_api_gateway_rest_api.a.id'),
          policy: JSON.stringify({
            Statement: [
              {
                Effect: 'Allow',
                Principal: '*',
                Action: 'execute-api:Invoke',
                Resource: 'execute-api:/*',
                Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
              },
            ],
          }),
        },
      },
      says: [
        'GET / of aws_api_gateway_rest_api.a has authorization NONE, so anybody in the networks of the resource policy can call it',
      ],
      passes: rest,
    },
    {
      fails: { ...http, 'aws_apigatewayv2_route.r': { api_id: ref('aws_apigatewayv2_api.a.id'), route_key: 'GET /x' } },
      says: [
        'GET /x of aws_apigatewayv2_api.a has no authorization_type, so anybody who knows its address can call it',
        'set authorization_type, and authorizer_id to the authorizer of your organisation',
      ],
      passes: {
        ...http,
        'aws_apigatewayv2_route.r': {
          api_id: ref('aws_apigatewayv2_api.a.id'),
          route_key: 'GET /x',
          authorization_type: 'AWS_IAM',
        },
      },
    },
    {
      fails: {
        'aws_apigatewayv2_api.a': {
          name: 'a',
          protocol_type: 'HTTP',
          target: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
        },
      },
      says: [
        '$default of aws_apigatewayv2_api.a is made by target and has no authorizer, so anybody who knows its address can call it',
        'write a route of its own, with authorization_type and authorizer_id, instead of target',
      ],
      passes: http,
    },
    {
      fails: { 'aws_api_gateway_rest_api.a': { name: 'a', body: JSON.stringify({ paths: { '/x': { get: {} } } }) } },
      says: [
        'GET /x of aws_api_gateway_rest_api.a has no security of its own, so anybody who knows its address can call it',
        'give it a security list with a scheme that has x-amazon-apigateway-authorizer',
      ],
      passes: {
        'aws_api_gateway_rest_api.a': {
          name: 'a',
          body: 'openapi: 3.0.1\npaths:\n  /x:\n    get:\n      security: [{ sigv4: [] }]\n',
        },
      },
    },
  ],
  'api-key-not-auth': [
    {
      fails: { ...rest, 'aws_api_gateway_method.m': { ...method, authorization: 'NONE', api_key_required: true } },
      says: [
        'GET / of aws_api_gateway_rest_api.a asks for an API key and for nothing else, so whoever has got hold of a key can call it',
      ],
      passes: { ...rest, 'aws_api_gateway_method.m': { ...method, authorization: 'AWS_IAM', api_key_required: true } },
    },
  ],
  'api-standard-authorizer': [
    {
      options: { allowed: [{ type: 'lambda', functionArn: gatekeeper }] },
      fails: {
        ...rest,
        'aws_api_gateway_method.m': guarded,
        'aws_api_gateway_authorizer.z': { authorizer_uri: ref('aws_lambda_function.f.invoke_arn') },
        'aws_lambda_function.f': fn,
      },
      says: [
        'aws_api_gateway_authorizer.z decides who may call GET /, but calls aws_lambda_function.f, which is made in this plan and is not an approved authorizer',
      ],
      passes: {
        ...rest,
        'aws_api_gateway_method.m': guarded,
        'aws_api_gateway_authorizer.z': { authorizer_uri: uri(gatekeeper) },
      },
    },
    {
      options: { allowed: [{ type: 'jwt', issuer: 'https://login.example.com' }] },
      fails: {
        ...http,
        'aws_apigatewayv2_route.r': {
          api_id: ref('aws_apigatewayv2_api.a.id'),
          route_key: 'GET /x',
          authorization_type: 'JWT',
          authorizer_id: ref('aws_apigatewayv2_authorizer.z.id'),
        },
        'aws_apigatewayv2_authorizer.z': {
          api_id: ref('aws_apigatewayv2_api.a.id'),
          authorizer_type: 'JWT',
          jwt_configuration: [{ issuer: 'https://other.example.com', audience: ['a'] }],
        },
      },
      says: [
        'aws_apigatewayv2_authorizer.z decides who may call GET /x, but takes the tokens of https://other.example.com, which is not an approved issuer',
      ],
      passes: {
        ...http,
        'aws_apigatewayv2_route.r': {
          api_id: ref('aws_apigatewayv2_api.a.id'),
          route_key: 'GET /x',
          authorization_type: 'JWT',
          authorizer_id: ref('aws_apigatewayv2_authorizer.z.id'),
        },
        'aws_apigatewayv2_authorizer.z': {
          api_id: ref('aws_apigatewayv2_api.a.id'),
          authorizer_type: 'JWT',
          jwt_configuration: [{ issuer: 'https://login.example.com/', audience: ['a'] }],
        },
      },
    },
  ],
};

/** Rules on what a plan does not have. */
const elsewhere = new Set(['sam-role-overrides-policies', 'template-parse']);

interface Found {
  readonly messages: readonly string[];
  readonly undecided: readonly string[];
}

function run(rule: AnyRule, resources: Resources, options: Readonly<Record<string, unknown>> = {}): Found {
  const { findings, undecided } = lintFiles([{ path: 'plan.json', text: plan(resources) }], {
    ruleset: [rule],
    rules: () => new Map([[rule.id, { severity: 'error' as const, options }]]),
    today: new Date('2026-11-22'),
  });
  return {
    messages: findings.flatMap(({ message, help = '' }) => [message, help]),
    undecided: undecided.map(({ why }) => why),
  };
}

describe.each(rules.filter(({ id }) => !elsewhere.has(id)).map((rule) => [rule.id, rule] as const))(
  '%s',
  (id, rule) => {
    const own = cases[id] ?? [];
    test('has cases', () => {
      expect(own).not.toHaveLength(0);
    });
    test.each(own)('finds: $says.0', ({ options, fails, says }) => {
      const { messages } = run(rule, fails, options);
      for (const said of says) expect(messages.join('\n')).toContain(said);
      expect(messages).toHaveLength(2);
      // No word of another language.
      expect(messages.join('\n')).not.toMatch(
        /\bSAM\b|Globals|\btemplate\b|AuthorizationType|AuthorizerId|[A-Z][a-z]+Arn\b/,
      );
    });
    test.each(own)('does not find where it is right: $says.0', ({ options, passes }) => {
      expect(run(rule, passes, options)).toEqual({ messages: [], undecided: [] });
    });
    test.each(
      own.flatMap(({ options, undecided }) =>
        undecided === undefined ? [] : [{ options, resources: undecided[0], says: undecided[1] }],
      ),
    )('does not guess: $says', ({ options, resources, says }) => {
      const { messages, undecided } = run(rule, resources, options);
      expect(messages).toEqual([]);
      expect(undecided.join('\n')).toContain(says);
    });
  },
);
