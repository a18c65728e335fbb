import { ref } from '../support/plan.js';
import { type Cases, fn } from '../support/terraform-cases.js';

const made = 'aws_lambda_function.f';
const other = { 'random_id.x': {} };
const withVariables = (variables: Readonly<Record<string, string | ReturnType<typeof ref>>>) => ({
  [made]: { ...fn, environment: [{ variables }] },
});
const url = { function_name: ref('aws_lambda_function.f.function_name', 'fn'), authorization_type: 'AWS_IAM' };
const inNetwork = (subnet: string | ReturnType<typeof ref>, group: string | ReturnType<typeof ref> = 'sg-1') => ({
  [made]: { ...fn, vpc_config: [{ subnet_ids: [subnet], security_group_ids: [group] }] },
});
const inZones = (...zones: readonly [string, string | ReturnType<typeof ref>]) => ({
  [made]: { ...fn, vpc_config: [{ subnet_ids: [ref('aws_subnet.s.id'), ref('aws_subnet.t.id')] }] },
  'aws_subnet.s': { availability_zone: zones[0] },
  'aws_subnet.t': { availability_zone: zones[1] },
});
const route = { route_table_id: ref('aws_route_table.t.id'), destination_cidr_block: '0.0.0.0/0' };
const statement = (more: object) => JSON.stringify({ Statement: [{ Effect: 'Allow', ...more }] });
const endpoint = { vpc_id: 'vpc-1', service_name: 'com.amazonaws.eu-west-1.s3' };
const isolated = {
  'aws_vpc.v': {},
  'aws_subnet.s': { vpc_id: ref('aws_vpc.v.id') },
  'aws_iam_role.r': {
    assume_role_policy: statement({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }),
  },
  'aws_iam_role_policy.p': {
    role: ref('aws_iam_role.r.id'),
    policy: statement({ Action: 'sqs:SendMessage', Resource: '*' }),
  },
};
const routed = {
  'aws_subnet.s': { vpc_id: 'vpc-1' },
  'aws_internet_gateway.i': { vpc_id: 'vpc-1' },
  'aws_route_table.t': { vpc_id: 'vpc-1' },
  'aws_route_table_association.a': { subnet_id: ref('aws_subnet.s.id'), route_table_id: ref('aws_route_table.t.id') },
  'aws_route.r': { ...route, gateway_id: ref('aws_internet_gateway.i.id') },
};
const permission = { layer_name: ref('aws_lambda_layer_version.l.layer_arn'), version_number: 1, statement_id: 's' };
const layer = { 'aws_lambda_layer_version.l': { layer_name: 'l' } };
const keyed = (more: Readonly<Record<string, string>> = {}) => ({ name: 'g', authentication_type: 'API_KEY', ...more });

/** Who gets at functions and what belongs to them, and what they get at. */
export const access: Cases = {
  'identity-pool-unauthenticated': [
    {
      fails: {
        'aws_cognito_identity_pool.p': { identity_pool_name: 'p', allow_unauthenticated_identities: true },
        'aws_cognito_identity_pool_roles_attachment.a': {
          identity_pool_id: ref('aws_cognito_identity_pool.p.id'),
          roles: { unauthenticated: 'arn:aws:iam::111122223333:role/guests' },
        },
      },
      says: [
        'aws_cognito_identity_pool.p lets in guests, so anybody on the internet gets credentials of arn:aws:iam::111122223333:role/guests',
        'set allow_unauthenticated_identities to false',
      ],
      passes: {
        'aws_cognito_identity_pool.p': { identity_pool_name: 'p', allow_unauthenticated_identities: false },
      },
      undecided: [
        {
          ...other,
          'aws_cognito_identity_pool.p': {
            identity_pool_name: 'p',
            allow_unauthenticated_identities: ref('random_id.x.b64_std'),
          },
        },
        'allow_unauthenticated_identities: random_id.x gives it',
      ],
    },
  ],
  'function-env-names': [
    {
      fails: withVariables({ AWS_REGION: 'eu-west-1' }),
      says: [`${made} sets the environment variable AWS_REGION`, 'leave AWS_REGION out'],
      passes: withVariables({ REGION: 'eu-west-1' }),
      undecided: [
        { [made]: { ...fn, environment: [{ variables: ref('random_id.x.hex') }] }, ...other },
        'random_id.x gives it',
      ],
    },
  ],
  'function-env-secrets': [
    {
      fails: withVariables({ DB_PASSWORD: 'tr0ub4dor&3' }),
      says: [`${made} writes out the environment variable DB_PASSWORD, by its name a secret`],
      passes: withVariables({
        DB_PASSWORD_ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db',
        LEVEL: 'info',
      }),
      undecided: [
        { [made]: { ...fn, environment: [{ variables: ref('random_id.x.hex') }] }, ...other },
        'random_id.x gives it',
      ],
    },
  ],
  'function-metadata-secrets': [
    {
      // Also those that the provider gives to all.
      fails: { [made]: { ...fn, tags_all: { Login: 'AKIAIOSFODNN7EXAMPLE' } } },
      says: [`${made} has an AWS access key in the tag Login`, 'revoke it, take the tag out'],
      passes: { [made]: { ...fn, description: 'orders', tags_all: { SecretArn: 'arn:aws:secretsmanager:x' } } },
      undecided: [
        { [made]: { ...fn, tags: ref('random_id.x.hex'), tags_all: ref('random_id.x.hex') }, ...other },
        'random_id.x gives it',
      ],
    },
    {
      fails: { [made]: { ...fn, description: 'postgres://orders:tr0ub4dor3xyz@db.example.com/orders' } },
      says: [`${made} has a password within a URL in its description`],
      passes: { [made]: { ...fn, description: ref('random_id.x.hex') }, ...other },
    },
  ],
  'function-env-secret-reference': [
    {
      fails: { ...withVariables({ PASSWORD: ref('random_password.p.result') }), 'random_password.p': {} },
      says: [`${made} gets result of random_password.p in the environment variable PASSWORD`],
      passes: {
        ...withVariables({ SECRET_ARN: ref('aws_secretsmanager_secret.s.arn') }),
        'aws_secretsmanager_secret.s': { name: 's' },
      },
    },
  ],
  'function-vpc': [
    {
      fails: { [made]: fn },
      says: [`${made} is attached to no VPC`, 'set vpc_config.subnet_ids and vpc_config.security_group_ids'],
      passes: { ...inNetwork(ref('aws_subnet.s.id')), 'aws_subnet.s': { vpc_id: 'vpc-1' } },
    },
    {
      options: { when: ['Data=personal'] },
      fails: { [made]: { ...fn, tags_all: { Data: 'personal' } } },
      says: [`${made}, which is tagged Data=personal, is attached to no VPC`],
      passes: { [made]: { ...fn, tags_all: { Data: 'public' } } },
      undecided: [
        { [made]: { ...fn, tags: { Data: ref('random_id.x.hex') }, tags_all: ref('random_id.x.hex') }, ...other },
        'parts of it are known only at deployment',
      ],
    },
  ],
  'function-security-group-egress': [
    {
      fails: {
        ...inNetwork('subnet-1', ref('aws_security_group.g.id')),
        'aws_security_group.g': { egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }] },
      },
      says: [`aws_security_group.g, the security group of ${made}, lets out everything to 0.0.0.0/0`],
      passes: { ...inNetwork('subnet-1', ref('aws_security_group.g.id')), 'aws_security_group.g': {} },
      undecided: [
        {
          ...inNetwork('subnet-1', ref('aws_security_group.g.id')),
          'aws_security_group.g': {},
          'aws_vpc_security_group_egress_rule.e': {
            security_group_id: ref('aws_security_group.g.id'),
            ip_protocol: '-1',
            cidr_ipv4: ref('random_id.x.hex'),
          },
          ...other,
        },
        'parts of it are known only at deployment',
      ],
    },
    {
      options: { allowPorts: [443] },
      fails: {
        ...inNetwork('subnet-1', ref('aws_security_group.g.id')),
        'aws_security_group.g': {
          egress: [{ protocol: 'tcp', from_port: 80, to_port: 80, cidr_blocks: ['0.0.0.0/0'] }],
        },
      },
      says: ['lets out port 80 to 0.0.0.0/0', 'let out only what is needed, such as port 443'],
      passes: {
        ...inNetwork('subnet-1', ref('aws_security_group.g.id')),
        'aws_security_group.g': {
          egress: [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['0.0.0.0/0'] }],
        },
      },
    },
  ],
  'function-vpc-egress-path': [
    {
      fails: { ...inNetwork(ref('aws_subnet.s.id')), ...isolated },
      says: [
        `${made} may use SQS, but its subnet aws_subnet.s has no route out of aws_vpc.v and reaches no VPC endpoint for it`,
        'add a VPC endpoint for sqs, or a default route to a NAT gateway',
      ],
      passes: {
        ...inNetwork(ref('aws_subnet.s.id')),
        ...isolated,
        'aws_vpc_endpoint.e': {
          vpc_id: ref('aws_vpc.v.id'),
          service_name: 'com.amazonaws.eu-west-1.sqs',
          vpc_endpoint_type: 'Interface',
        },
      },
      undecided: [
        {
          ...inNetwork(ref('aws_subnet.s.id')),
          ...isolated,
          'aws_vpc_endpoint.e': {
            vpc_id: ref('aws_vpc.v.id'),
            service_name: ref('random_id.x.hex'),
            vpc_endpoint_type: 'Interface',
          },
          ...other,
        },
        'whether aws_subnet.s has a VPC endpoint for SQS is known only at deployment',
      ],
    },
  ],
  'function-vpc-public-subnet': [
    {
      fails: { ...inNetwork(ref('aws_subnet.s.id')), ...routed },
      says: [
        `${made} is in the public subnet aws_subnet.s`,
        'put it into subnets whose default route leads to a NAT gateway',
      ],
      passes: { ...inNetwork(ref('aws_subnet.s.id')), ...routed, 'aws_route.r': { ...route, gateway_id: 'vgw-1' } },
      undecided: [{ ...inNetwork(ref('random_id.x.hex')), ...routed, ...other }, 'random_id.x gives it'],
    },
    {
      fails: {
        ...inNetwork(ref('aws_subnet.s.id')),
        ...routed,
        'aws_route.r': { route_table_id: 'rtb-other' },
        'aws_route_table.t': {
          vpc_id: 'vpc-1',
          route: [{ cidr_block: '0.0.0.0/0', gateway_id: ref('aws_internet_gateway.i.id') }],
        },
      },
      says: [`${made} is in the public subnet aws_subnet.s`],
      passes: {
        ...inNetwork(ref('aws_subnet.s.id')),
        ...routed,
        'aws_route.r': { route_table_id: 'rtb-other' },
        'aws_route_table.t': { vpc_id: 'vpc-1', route: [{ cidr_block: '0.0.0.0/0', nat_gateway_id: 'nat-1' }] },
      },
    },
  ],
  'function-vpc-multi-az': [
    {
      fails: inZones('eu-west-1a', 'eu-west-1a'),
      says: [`${made} has subnets in one Availability Zone only`, 'add subnets of other Availability Zones to'],
      passes: inZones('eu-west-1a', 'eu-west-1b'),
      undecided: [
        { ...inZones('eu-west-1a', ref('random_id.x.hex')), ...other },
        'the Availability Zones of its subnets are known only at deployment',
      ],
    },
  ],
  'function-vpc-allowed-network': [
    {
      options: { subnetIds: ['subnet-1'] },
      fails: inNetwork('subnet-2'),
      says: [`${made} uses the subnet subnet-2, which is not approved`],
      passes: inNetwork('subnet-1'),
      undecided: [{ ...inNetwork(ref('random_id.x.hex')), ...other }, 'random_id.x gives it'],
    },
    {
      options: { subnetIds: ['subnet-1'] },
      fails: { ...inNetwork(ref('aws_subnet.s.id')), 'aws_subnet.s': { vpc_id: 'vpc-1' } },
      says: [`${made} uses the subnet aws_subnet.s, which this plan makes itself, so that it can't be an approved one`],
      passes: { [made]: fn },
    },
    {
      options: { vpcIds: ['vpc-1'], securityGroupIds: ['sg-1'] },
      fails: { ...inNetwork(ref('aws_subnet.s.id')), 'aws_subnet.s': { vpc_id: ref('aws_vpc.v.id') }, 'aws_vpc.v': {} },
      says: [`${made} uses the subnet aws_subnet.s in aws_vpc.v, a VPC that this plan makes itself`],
      passes: { ...inNetwork(ref('aws_subnet.s.id')), 'aws_subnet.s': { vpc_id: 'vpc-1' } },
      undecided: [inNetwork('subnet-2'), 'the VPC of subnet-2 is not in this plan'],
    },
  ],
  'function-url-auth': [
    {
      fails: { [made]: fn, 'aws_lambda_function_url.u': { ...url, authorization_type: 'NONE' } },
      says: [
        `aws_lambda_function_url.u has authorization_type NONE, so anybody who knows the address can invoke ${made}`,
        'set authorization_type to AWS_IAM',
      ],
      passes: { [made]: fn, 'aws_lambda_function_url.u': url },
      undecided: [
        { 'aws_lambda_function_url.u': { ...url, authorization_type: ref('random_id.x.hex') }, ...other },
        'random_id.x gives it',
      ],
    },
  ],
  'function-url-cors': [
    {
      fails: {
        'aws_lambda_function_url.u': { ...url, cors: [{ allow_origins: ['*'], allow_credentials: true }] },
      },
      says: [
        'aws_lambda_function_url.u lets every page send credentials, so any site that a user visits can act for them',
        'name the origins that need it in cors.allow_origins',
      ],
      passes: {
        'aws_lambda_function_url.u': {
          ...url,
          cors: [{ allow_origins: ['https://a.example'], allow_credentials: true }],
        },
      },
    },
    {
      options: { allowedOrigins: ['https://*.example.com'] },
      fails: { 'aws_lambda_function_url.u': { ...url, cors: [{ allow_origins: ['https://evil.example'] }] } },
      says: ['aws_lambda_function_url.u lets pages of https://evil.example call it, which is not an approved origin'],
      passes: { 'aws_lambda_function_url.u': { ...url, cors: [{ allow_origins: ['https://a.example.com'] }] } },
    },
  ],
  'layer-permission-public': [
    {
      fails: { ...layer, 'aws_lambda_layer_version_permission.p': { ...permission, principal: '*' } },
      says: [
        'aws_lambda_layer_version_permission.p shares aws_lambda_layer_version.l with every AWS account',
        "set organization_id to your organisation's id, or principal to an account",
      ],
      passes: {
        ...layer,
        'aws_lambda_layer_version_permission.p': { ...permission, principal: '*', organization_id: 'o-abcdefghij' },
      },
    },
    {
      options: { accounts: ['111122223333'] },
      fails: { 'aws_lambda_layer_version_permission.p': { ...permission, principal: '444455556666' } },
      says: ['aws_lambda_layer_version_permission.p shares the layer with the account 444455556666'],
      passes: { 'aws_lambda_layer_version_permission.p': { ...permission, principal: '111122223333' } },
      undecided: [
        { 'aws_lambda_layer_version_permission.p': { ...permission, principal: ref('random_id.x.hex') }, ...other },
        'parts of it are known only at deployment',
      ],
    },
  ],
  'event-api-auth': [
    {
      fails: {
        'aws_appsync_api.a': { name: 'a', event_config: [{ default_publish_auth_mode: [{ auth_type: 'API_KEY' }] }] },
      },
      says: ['aws_appsync_api.a lets clients publish with an API key', 'set auth_type to AWS_IAM'],
      passes: {
        'aws_appsync_api.a': { name: 'a', event_config: [{ default_publish_auth_mode: [{ auth_type: 'AWS_IAM' }] }] },
      },
      undecided: [
        {
          'aws_appsync_channel_namespace.n': {
            name: 'n',
            subscribe_auth_mode: [{ auth_type: ref('random_id.x.hex') }],
          },
          ...other,
        },
        'random_id.x gives it',
      ],
    },
  ],
  'graphql-auth': [
    {
      fails: { 'aws_appsync_graphql_api.g': keyed() },
      says: ['aws_appsync_graphql_api.g takes an API key, which every client carries', 'set authentication_type to'],
      passes: { 'aws_appsync_graphql_api.g': { name: 'g', authentication_type: 'AWS_IAM' } },
      undecided: [
        { 'aws_appsync_graphql_api.g': { name: 'g', authentication_type: ref('random_id.x.hex') }, ...other },
        'random_id.x gives it',
      ],
    },
    {
      options: { userPoolIds: ['eu-west-1_Staff'] },
      fails: {
        'aws_appsync_graphql_api.g': {
          name: 'g',
          authentication_type: 'AMAZON_COGNITO_USER_POOLS',
          user_pool_config: [{ user_pool_id: ref('aws_cognito_user_pool.p.id'), default_action: 'ALLOW' }],
        },
        'aws_cognito_user_pool.p': { name: 'p' },
      },
      says: [
        'aws_appsync_graphql_api.g takes the users of aws_cognito_user_pool.p, which is made here and is not an approved',
        'set user_pool_config.user_pool_id to eu-west-1_Staff',
      ],
      passes: {
        'aws_appsync_graphql_api.g': {
          name: 'g',
          authentication_type: 'AMAZON_COGNITO_USER_POOLS',
          user_pool_config: [{ user_pool_id: 'eu-west-1_Staff', default_action: 'ALLOW' }],
        },
      },
    },
    {
      fails: {
        'aws_appsync_graphql_api.g': {
          name: 'g',
          authentication_type: 'AWS_IAM',
          additional_authentication_provider: [{ authentication_type: 'API_KEY' }],
        },
      },
      says: ['aws_appsync_graphql_api.g also takes an API key', 'remove this provider'],
      passes: {
        'aws_appsync_graphql_api.g': {
          name: 'g',
          authentication_type: 'AWS_IAM',
          additional_authentication_provider: [{ authentication_type: 'AWS_LAMBDA' }],
        },
      },
    },
  ],
  'function-env-kms': [
    {
      fails: withVariables({ LEVEL: 'info' }),
      says: [
        `${made} has no customer managed key for its environment variables, so no key policy of yours says who may read them`,
        'set kms_key_arn to a customer managed key',
      ],
      passes: {
        [made]: { ...fn, environment: [{ variables: { LEVEL: 'info' } }], kms_key_arn: ref('aws_kms_key.k.arn') },
        'aws_kms_key.k': {},
      },
      undecided: [
        {
          [made]: { ...fn, environment: [{ variables: { LEVEL: 'info' } }], kms_key_arn: ref('random_id.x.hex') },
          ...other,
        },
        'random_id.x gives it',
      ],
    },
  ],
  'function-url-forbidden': [
    {
      fails: { [made]: fn, 'aws_lambda_function_url.u': url },
      says: [`aws_lambda_function_url.u lets requests reach ${made} past the APIs, their authorizers and firewalls`],
      passes: { [made]: fn },
    },
  ],
  'vpc-endpoint-policy': [
    {
      fails: { 'aws_vpc_endpoint.e': endpoint },
      says: ['aws_vpc_endpoint.e, the VPC endpoint for com.amazonaws.eu-west-1.s3, has no policy', 'set policy to'],
      passes: {
        'aws_vpc_endpoint.e': {
          ...endpoint,
          policy: statement({ Principal: '*', Action: 's3:GetObject', Resource: '*' }),
        },
      },
      undecided: [
        { 'aws_vpc_endpoint.e': { ...endpoint, policy: ref('random_id.x.hex') }, ...other },
        'refers to random_id.x',
      ],
    },
    {
      options: { services: ['sqs'] },
      fails: { 'aws_vpc_endpoint.e': { ...endpoint, service_name: 'com.amazonaws.eu-west-1.sqs' } },
      says: ['the VPC endpoint for com.amazonaws.eu-west-1.sqs, has no policy'],
      passes: { 'aws_vpc_endpoint.e': endpoint },
    },
  ],
  'vpc-flow-logs': [
    {
      fails: { ...inNetwork(ref('aws_subnet.s.id')), ...isolated },
      says: [`aws_vpc.v, the VPC of ${made}, has no flow log`],
      passes: { ...inNetwork(ref('aws_subnet.s.id')), ...isolated, 'aws_flow_log.l': { vpc_id: ref('aws_vpc.v.id') } },
    },
  ],
};
