import { defineResource, link, links, policy, records, string, terraformOnly, text } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const role = defineResource({
  type: { cloudformation: 'AWS::IAM::Role', terraform: 'aws_iam_role' },
  noun: 'role',
  named: 'roleName',
  fields: {
    roleName: text('RoleName', { terraform: 'name' }),
    namePrefix: text(terraformOnly, { terraform: 'name_prefix' }),
    path: text('Path', { sam: 'RolePath', terraform: 'path' }),
    boundary: link('PermissionsBoundary', { terraform: 'permissions_boundary', to: 'managedPolicy' }),
    trust: policy('AssumeRolePolicyDocument', { terraform: 'assume_role_policy' }),
    managedPolicies: links('ManagedPolicyArns', {
      sam: 'Policies',
      terraform: 'managed_policy_arns',
      to: 'managedPolicy',
    }),
    inlinePolicies: records(
      'Policies',
      {
        policyName: text('PolicyName', { terraform: 'name' }),
        document: policy('PolicyDocument', { terraform: 'policy' }),
      },
      { terraform: 'inline_policy' },
    ),
  },
});

/** A document that is attached to principals by its own list: inline to the roles, users and groups it names. */
export const attachedPolicy = defineResource({
  type: {
    cloudformation: ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy', 'AWS::IAM::GroupPolicy'],
    terraform: ['aws_iam_role_policy', 'aws_iam_user_policy', 'aws_iam_group_policy'],
  },
  noun: 'policy',
  fields: {
    document: policy('PolicyDocument', { terraform: 'policy' }),
    roles: links('Roles', { to: 'role' }),
    role: link('RoleName', { terraform: 'role', to: 'role' }),
    users: links('Users', { to: 'user' }),
    user: link('UserName', { terraform: 'user', to: 'user' }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const managedPolicy = defineResource({
  type: { cloudformation: 'AWS::IAM::ManagedPolicy', terraform: 'aws_iam_policy' },
  noun: 'managed policy',
  named: 'policyName',
  fields: {
    policyName: text('ManagedPolicyName', { terraform: 'name' }),
    document: policy('PolicyDocument', { terraform: 'policy' }),
    roles: links('Roles', { to: 'role' }),
    users: links('Users', { to: 'user' }),
  },
});

/** A principal that is no role: judged for what is attached to it only where a rule is told to look at all of them. */
export const user = defineResource({
  type: {
    cloudformation: ['AWS::IAM::User', 'AWS::IAM::Group'],
    terraform: ['aws_iam_user', 'aws_iam_group'],
  },
  noun: 'user',
  named: 'userName',
  fields: {
    userName: text('UserName', { terraform: 'name' }),
    boundary: link('PermissionsBoundary', { terraform: 'permissions_boundary', to: 'managedPolicy' }),
    managedPolicies: links('ManagedPolicyArns', { to: 'managedPolicy' }),
    inlinePolicies: records('Policies', {
      policyName: text('PolicyName'),
      document: policy('PolicyDocument'),
    }),
  },
});

/** What gives managed policies to principals, where that is a resource of its own. */
export const policyAttachment = defineResource({
  type: {
    terraform: [
      'aws_iam_role_policy_attachment',
      'aws_iam_role_policy_attachments_exclusive',
      'aws_iam_policy_attachment',
      'aws_iam_user_policy_attachment',
      'aws_iam_user_policy_attachments_exclusive',
      'aws_iam_group_policy_attachment',
      'aws_iam_group_policy_attachments_exclusive',
    ],
  },
  noun: 'attachment',
  fields: {
    policies: links(terraformOnly, { terraform: ['policy_arn', 'policy_arns'], to: 'managedPolicy' }),
    roles: links(terraformOnly, { terraform: ['role', 'roles', 'role_name'], to: 'role' }),
    users: links(terraformOnly, { terraform: ['user', 'users', 'user_name'], to: 'user' }),
    groups: links(terraformOnly, { terraform: ['group', 'groups', 'group_name'], to: 'user' }),
  },
});

/** What a user signs requests with for as long as nobody takes it away. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-accesskey.html */
export const accessKey = defineResource({
  type: { cloudformation: 'AWS::IAM::AccessKey', terraform: 'aws_iam_access_key' },
  noun: 'access key',
  fields: {
    user: link('UserName', { terraform: 'user', to: 'user' }),
    status: string('Status', { terraform: 'status', default: 'Active' }),
  },
});

/** Whose tokens may be changed for the credentials of a role. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-oidcprovider.html */
export const oidcProvider = defineResource({
  type: { cloudformation: 'AWS::IAM::OIDCProvider', terraform: 'aws_iam_openid_connect_provider' },
  noun: 'OIDC provider',
  fields: { url: text('Url', { terraform: 'url' }) },
});
