import { ref } from '../support/plan.js';
import { type Cases, fn } from '../support/terraform-cases.js';

const layer = 'arn:aws:lambda:*:111122223333:layer:audit';
const version = (number: number): string => `arn:aws:lambda:eu-west-1:111122223333:layer:audit:${String(number)}`;
const profile = 'arn:aws:signer:eu-west-1:111122223333:/signing-profiles/Release';

/** Code that is signed, and layers that are asked for. */
export const signing: Cases = {
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
  'deploy-denied': [
    {
      policies: {
        'arn:aws:organizations::*:policy/*/service_control_policy/guardrails': {
          Statement: [
            {
              Sid: 'RequireTag',
              Effect: 'Deny',
              Action: 'lambda:CreateFunction',
              Resource: '*',
              Condition: { Null: { 'aws:RequestTag/owner': 'true' } },
            },
          ],
        },
      },
      fails: { 'aws_lambda_function.f': { ...fn, tags_all: { team: 'shop' } } },
      says: [
        'RequireTag of guardrails denies lambda:CreateFunction without tags, so aws_lambda_function.f cannot be created',
        'set tags',
      ],
      passes: { 'aws_lambda_function.f': { ...fn, tags_all: { owner: 'shop' } } },
    },
    {
      policies: {
        'arn:aws:iam::*:policy/deployer': {
          Statement: {
            Effect: 'Allow',
            Action: 'iam:CreateRole',
            Resource: 'arn:aws:iam::*:role/lambdaDev*',
            Condition: { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/limit' } },
          },
        },
      },
      options: { deployer: ['arn:aws:iam::*:policy/deployer'] },
      fails: { 'aws_iam_role.r': { name: 'lambdaDev1' } },
      says: [
        'deployer does not allow iam:CreateRole without permissions_boundary, so aws_iam_role.r cannot be created',
        'set permissions_boundary to arn:aws:iam::123456789012:policy/limit',
      ],
      passes: {
        'aws_iam_role.r': { name: 'lambdaDev1', permissions_boundary: 'arn:aws:iam::123456789012:policy/limit' },
      },
      undecided: [
        {
          'aws_iam_role.r': {
            name: 'lambdaDev1',
            permissions_boundary: ref('aws_ssm_parameter.limit.value'),
          },
          'aws_ssm_parameter.limit': {},
        },
        "whether deployer does not allow iam:CreateRole can't be told",
      ],
    },
  ],
};
