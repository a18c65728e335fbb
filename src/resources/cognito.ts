import { boolean, defineResource, link } from './define.js';

/** Gives credentials of AWS to users of an app. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypool.html */
export const identityPool = defineResource({
  type: { cloudformation: 'AWS::Cognito::IdentityPool', terraform: 'aws_cognito_identity_pool' },
  noun: 'identity pool',
  fields: {
    // CloudFormation demands it; the Terraform provider fills it in.
    allowsGuests: boolean('AllowUnauthenticatedIdentities', {
      terraform: 'allow_unauthenticated_identities',
      default: false,
    }),
  },
});

/** The roles whose credentials an identity pool gives. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypoolroleattachment.html */
export const identityPoolRoles = defineResource({
  type: {
    cloudformation: 'AWS::Cognito::IdentityPoolRoleAttachment',
    terraform: 'aws_cognito_identity_pool_roles_attachment',
  },
  noun: 'role attachment',
  fields: {
    pool: link('IdentityPoolId', { terraform: 'identity_pool_id', to: 'identityPool' }),
    guestRole: link('Roles.unauthenticated', { terraform: 'roles.unauthenticated', to: 'role' }),
  },
});
