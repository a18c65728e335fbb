import { defineResource, policy, string } from './define.js';

/**
 * A policy of an organisation. Only that of two types is a policy document of IAM's: a service control policy and a resource control policy.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html
 */
export const organizationPolicy = defineResource({
  type: { cloudformation: 'AWS::Organizations::Policy', terraform: 'aws_organizations_policy' },
  noun: 'organization policy',
  fields: {
    policyType: string('Type', { terraform: 'type', default: 'SERVICE_CONTROL_POLICY' }),
    document: policy('Content', { terraform: 'content' }),
  },
});
