import { ref } from '../support/plan.js';
import { type Cases, fn } from '../support/terraform-cases.js';

const trusting = (service: string): string =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] });
const lambda = trusting('lambda.amazonaws.com');
const granting = (action: string, resource: string): string =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] });
const role = { assume_role_policy: lambda };
const network = [{ subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'] }];
const reading = {
  'aws_lambda_function.f': fn,
  'aws_iam_role.r': role,
  'aws_sqs_queue.q': {},
  'aws_lambda_event_source_mapping.m': {
    function_name: ref('aws_lambda_function.f.arn'),
    event_source_arn: ref('aws_sqs_queue.q.arn'),
  },
};

const packed = {
  'data.archive_file.a': { type: 'zip', source_dir: './src', output_path: 'build/fn.zip' },
  'aws_lambda_function.f': { ...fn, filename: 'build/fn.zip', handler: 'app.handler' },
};

const packedPython = {
  ...packed,
  'aws_lambda_function.f': { ...packed['aws_lambda_function.f'], runtime: 'python3.13' },
};

/** The roles of functions, and what they may do. */
export const roles: Cases = {
  'role-unused-permissions': [
    {
      files: { 'src/app.js': "new (require('@aws-sdk/client-sqs').SendMessageCommand)({});" },
      fails: {
        ...packed,
        'aws_iam_role.r': role,
        'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: granting('sqs:*', '*') },
      },
      says: [
        'aws_iam_role_policy.p allows sqs:*, of which the code of aws_lambda_function.f needs sqs:SendMessage only',
      ],
      passes: {
        ...packed,
        'aws_iam_role.r': role,
        'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: granting('sqs:SendMessage', '*') },
      },
      undecided: [
        {
          'aws_lambda_function.f': { ...fn, filename: 'elsewhere.zip', handler: 'app.handler' },
          'aws_iam_role.r': role,
          'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: granting('sqs:*', '*') },
        },
        'its code is not beside the plan',
      ],
    },
    {
      files: { 'src/app.py': "import boto3\nboto3.client('sqs').send_message(QueueUrl=url)" },
      fails: {
        ...packedPython,
        'aws_iam_role.r': role,
        'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: granting('sqs:*', '*') },
      },
      says: [
        'aws_iam_role_policy.p allows sqs:*, of which the code of aws_lambda_function.f needs sqs:SendMessage only',
      ],
      passes: {
        ...packedPython,
        'aws_iam_role.r': role,
        'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: granting('sqs:SendMessage', '*') },
      },
    },
  ],
  'role-shared': [
    {
      fails: {
        'aws_lambda_function.f': fn,
        'aws_lambda_function.g': { ...fn, function_name: 'g' },
        'aws_iam_role.r': role,
      },
      says: [
        'aws_lambda_function.g has the same role as aws_lambda_function.f (aws_iam_role.r), so each can do what is meant for the other',
      ],
      passes: {
        'aws_lambda_function.f': fn,
        'aws_lambda_function.g': { ...fn, function_name: 'g', role: ref('aws_iam_role.s.arn') },
        'aws_iam_role.r': role,
        'aws_iam_role.s': role,
      },
    },
    {
      fails: {
        'aws_lambda_function.east': { ...fn, function_name: 'orders' },
        'aws_lambda_function.west': { ...fn, function_name: 'orders-west' },
        'aws_iam_role.r': role,
      },
      says: ['aws_lambda_function.west has the same role as aws_lambda_function.east'],
      // One function in two Regions.
      passes: {
        'aws_lambda_function.east': { ...fn, function_name: 'orders' },
        'aws_lambda_function.west': { ...fn, function_name: 'orders' },
        'aws_iam_role.r': role,
      },
    },
  ],
  'role-inline-policy': [
    {
      fails: {
        'aws_iam_role.r': { ...role, inline_policy: [{ name: 'p', policy: granting('s3:GetObject', '*') }] },
      },
      says: [
        'aws_iam_role.r has an inline policy, of which AWS keeps no earlier versions and which nothing else can use',
      ],
      // An empty block: there are to be none.
      passes: { 'aws_iam_role.r': { ...role, inline_policy: [{}] } },
    },
    {
      fails: {
        'aws_iam_role.r': role,
        'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: granting('s3:GetObject', '*') },
      },
      says: ['aws_iam_role_policy.p is an inline policy'],
      passes: {
        'aws_iam_role.r': role,
        'aws_iam_policy.p': { policy: granting('s3:GetObject', '*') },
        'aws_iam_role_policy_attachment.t': {
          role: ref('aws_iam_role.r.name'),
          policy_arn: ref('aws_iam_policy.p.arn'),
        },
      },
    },
    {
      options: { prefer: 'inline' },
      fails: { 'aws_iam_policy.p': { policy: granting('s3:GetObject', '*') } },
      says: ['aws_iam_policy.p is a managed policy, which can be attached to anything else in the account, too'],
      passes: {
        'aws_iam_role.r': { ...role, permissions_boundary: ref('aws_iam_policy.p.arn') },
        'aws_iam_policy.p': { policy: granting('s3:GetObject', '*') },
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
      says: [
        'aws_iam_role_policy_attachment.t gives aws_iam_role.r AdministratorAccess, so whatever acts with it can do anything in the account',
      ],
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
      says: [
        'aws_iam_policy_attachment.t gives aws_iam_role.r IAMFullAccess, so whatever acts with it can give itself any right',
      ],
      passes: { 'aws_iam_role.r': { ...role, managed_policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] } },
    },
    {
      fails: {
        'aws_iam_role.r': role,
        'aws_iam_role_policy_attachments_exclusive.t': {
          role_name: ref('aws_iam_role.r.name'),
          policy_arns: ['arn:aws:iam::aws:policy/PowerUserAccess'],
        },
        // What is attached is listed there, too, as the provider asks for: told once.
        'aws_iam_role_policy_attachment.t': {
          role: ref('aws_iam_role.r.name'),
          policy_arn: 'arn:aws:iam::aws:policy/PowerUserAccess',
        },
      },
      says: [
        'aws_iam_role_policy_attachment.t gives aws_iam_role.r PowerUserAccess, so whatever acts with it can do anything in the account but manage users and roles',
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
      // What nothing else gives is told of the list.
      fails: {
        'aws_iam_role.r': role,
        'aws_iam_role_policy_attachments_exclusive.t': {
          role_name: ref('aws_iam_role.r.name'),
          policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/IAMFullAccess'],
        },
        'aws_iam_role_policy_attachment.t': {
          role: ref('aws_iam_role.r.name'),
          policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        },
      },
      says: ['aws_iam_role_policy_attachments_exclusive.t gives aws_iam_role.r IAMFullAccess'],
      passes: {
        'aws_iam_role.r': role,
        'aws_iam_role_policy_attachments_exclusive.t': {
          role_name: ref('aws_iam_role.r.name'),
          policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        },
      },
    },
    {
      fails: {
        'aws_iam_role_policy_attachments_exclusive.t': {
          role_name: 'deployer',
          policy_arns: ['arn:aws:iam::aws:policy/IAMFullAccess'],
        },
      },
      says: ['aws_iam_role_policy_attachments_exclusive.t gives deployer IAMFullAccess'],
      passes: { 'aws_iam_role_policy_attachments_exclusive.t': { role_name: 'deployer', policy_arns: [] } },
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
      says: [
        'aws_iam_user_policy_attachment.t gives aws_iam_user.u AdministratorAccess, so whatever acts with it can do anything in the account',
      ],
      passes: {
        'aws_iam_group.g': { name: 'g' },
        'aws_iam_group_policy_attachment.t': {
          group: ref('aws_iam_group.g.name'),
          policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        },
      },
    },
  ],
  'role-partial-wildcard-action': [
    {
      fails: {
        'aws_iam_role.r': role,
        'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: granting('s3:Put*', 'arn:aws:s3:::b/*') },
      },
      says: ['aws_iam_role_policy.p allows s3:Put*, which is ', 'list the actions that are needed instead'],
      passes: {
        'aws_iam_role.r': role,
        'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: granting('s3:Get*', 'arn:aws:s3:::b/*') },
      },
      undecided: [
        {
          'aws_iam_role.r': role,
          'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: ref('random_id.x.hex') },
          'random_id.x': {},
        },
        'refers to random_id.x',
      ],
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
    ...['app', ref('random_id.x.hex')].map((elsewhere) => ({
      fails: {
        'random_id.x': {},
        'aws_iam_policy.p': { policy: granting('s3:*', 'arn:aws:s3:::b/*') },
        'aws_iam_role_policy_attachment.t': { role: elsewhere, policy_arn: ref('aws_iam_policy.p.arn') },
      },
      says: ['aws_iam_policy.p allows s3:*, every action of s3'],
      // A role that no code acts with.
      passes: {
        'aws_iam_role.r': { assume_role_policy: lambda.replace('lambda', 'batch') },
        'aws_iam_policy.p': { policy: granting('s3:*', 'arn:aws:s3:::b/*') },
        'aws_iam_role_policy_attachment.t': {
          role: ref('aws_iam_role.r.name'),
          policy_arn: ref('aws_iam_policy.p.arn'),
        },
      },
    })),
  ],
  'role-wildcard-resource': [
    {
      fails: {
        'awscc_iam_role.r': {
          assume_role_policy_document: lambda,
          policies: [{ policy_name: 'p', policy_document: granting('s3:PutObject', '*') }],
        },
      },
      says: [
        'the inline policy of awscc_iam_role.r allows s3:PutObject on every resource',
        'put the ARNs that are needed into Resource',
      ],
      passes: {
        'awscc_iam_role.r': {
          assume_role_policy_document: lambda,
          policies: [{ policy_name: 'p', policy_document: granting('s3:PutObject', 'arn:aws:s3:::b/*') }],
        },
      },
    },
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
  'role-missing-permissions': [
    {
      fails: { 'aws_lambda_function.f': { ...fn, vpc_config: network }, 'aws_iam_role.r': role },
      says: [
        'aws_lambda_function.f is in a VPC, but its role aws_iam_role.r does not allow ec2:CreateNetworkInterface',
      ],
      passes: {
        'aws_lambda_function.f': { ...fn, vpc_config: network },
        'aws_iam_role.r': role,
        'aws_iam_role_policy_attachment.a': {
          role: ref('aws_iam_role.r.name'),
          policy_arn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',
        },
      },
    },
    {
      fails: { ...reading, 'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: granting('s3:*', '*') } },
      says: [
        'aws_lambda_function.f reads from aws_sqs_queue.q, but its role aws_iam_role.r does not allow sqs:Receive',
      ],
      passes: {
        ...reading,
        'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: granting('sqs:*', '*') },
      },
      undecided: [
        {
          ...reading,
          'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: ref('random_id.x.hex') },
          'random_id.x': {},
        },
        'random_id.x',
      ],
    },
    {
      fails: {
        'aws_lambda_function.f': { ...fn, durable_config: [{ execution_timeout: 3600 }] },
        'aws_iam_role.r': role,
        'aws_iam_role_policy.p': {
          role: ref('aws_iam_role.r.id'),
          policy: granting('s3:*', '*'),
        },
      },
      says: ['aws_lambda_function.f is durable, but its role aws_iam_role.r does not allow lambda:Checkpoint'],
      passes: {
        'aws_lambda_function.f': { ...fn, durable_config: [{ execution_timeout: 3600 }] },
        'aws_iam_role.r': role,
        'aws_iam_role_policy.p': {
          role: ref('aws_iam_role.r.id'),
          policy: granting('lambda:*', 'arn:aws:lambda:eu-west-1:111122223333:function:*'),
        },
      },
    },
    {
      fails: { ...reading, 'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: granting('s3:*', '*') } },
      says: ['aws_lambda_function.f reads from aws_sqs_queue.q'],
      passes: {
        ...reading,
        'aws_sqs_queue.q': { name: 'q' },
        'aws_iam_role_policy.p': {
          role: ref('aws_iam_role.r.id'),
          policy: granting('sqs:*', 'arn:aws:sqs:*:*:q'),
        },
      },
      // What stands in for AWS gives ARNs of its own.
      undecided: [
        {
          ...reading,
          'aws_sqs_queue.q': { name: 'q' },
          'aws_iam_role_policy.p': {
            role: ref('aws_iam_role.r.id'),
            policy: granting('sqs:*', 'arn:aws:sqs:*:*:example'),
          },
        },
        "it can't be told whether it is allowed",
      ],
    },
  ],
  'function-log-permissions': [
    {
      fails: { 'aws_lambda_function.f': fn, 'aws_iam_role.r': role },
      says: ['aws_lambda_function.f has the role aws_iam_role.r, which does not let it write to /aws/lambda/fn'],
      passes: {
        'aws_lambda_function.f': fn,
        'aws_iam_role.r': role,
        'aws_iam_role_policy.p': {
          role: ref('aws_iam_role.r.id'),
          policy: granting('logs:*', 'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/fn:*'),
        },
      },
      undecided: [
        {
          'aws_lambda_function.f': fn,
          'aws_iam_role.r': role,
          'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: ref('random_id.x.hex') },
          'random_id.x': {},
        },
        'random_id.x',
      ],
    },
    {
      // The provider's ARN of a log group has no `:*` behind it, and so names none of its streams.
      fails: {
        'aws_lambda_function.f': fn,
        'aws_cloudwatch_log_group.l': { name: '/aws/lambda/fn' },
        'aws_iam_role.r': role,
        'aws_iam_role_policy.p': {
          role: ref('aws_iam_role.r.id'),
          policy: granting('logs:*', 'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/fn'),
        },
      },
      says: ['which does not allow logs:PutLogEvents on aws_cloudwatch_log_group.l'],
      passes: {
        'aws_lambda_function.f': fn,
        'aws_iam_role.r': role,
        'aws_iam_role_policy_attachment.a': {
          role: ref('aws_iam_role.r.name'),
          policy_arn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
        },
      },
    },
  ],
  'role-shared-across-services': [
    {
      fails: {
        'aws_iam_role.r': role,
        'aws_lambda_function.f': fn,
        'aws_sfn_state_machine.m': { role_arn: ref('aws_iam_role.r.arn') },
      },
      says: [
        'aws_sfn_state_machine.m has the same role as aws_lambda_function.f (aws_iam_role.r), so each can do what is meant for the other',
        'give aws_sfn_state_machine.m a role of its own',
      ],
      passes: {
        'aws_iam_role.r': role,
        'aws_iam_role.m': { assume_role_policy: trusting('states.amazonaws.com') },
        'aws_lambda_function.f': fn,
        'aws_sfn_state_machine.m': { role_arn: ref('aws_iam_role.m.arn') },
      },
    },
  ],
};
