import { defineResource, link, records, text } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webacl.html */
export const webAcl = defineResource({
  type: {
    cloudformation: ['AWS::WAFv2::WebACL', 'AWS::WAFRegional::WebACL'],
    terraform: ['aws_wafv2_web_acl', 'aws_wafregional_web_acl'],
  },
  noun: 'web ACL',
  fields: { aclName: text('Name', { terraform: 'name' }) },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webaclassociation.html */
export const webAclAssociation = defineResource({
  type: { cloudformation: 'AWS::WAFv2::WebACLAssociation', terraform: 'aws_wafv2_web_acl_association' },
  noun: 'web ACL association',
  fields: {
    resourceArn: text('ResourceArn', { terraform: 'resource_arn' }),
    acl: link('WebACLArn', { terraform: 'web_acl_arn', to: 'webAcl' }),
  },
});

/** AWS WAF Classic. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafregional-webaclassociation.html */
export const classicAclAssociation = defineResource({
  type: { cloudformation: 'AWS::WAFRegional::WebACLAssociation', terraform: 'aws_wafregional_web_acl_association' },
  noun: 'web ACL association',
  fields: {
    resourceArn: text('ResourceArn', { terraform: 'resource_arn' }),
    acl: link('WebACLId', { terraform: 'web_acl_id', to: 'webAcl' }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-distribution.html */
export const distribution = defineResource({
  type: { cloudformation: 'AWS::CloudFront::Distribution', terraform: 'aws_cloudfront_distribution' },
  noun: 'distribution',
  fields: {
    acl: link('DistributionConfig.WebACLId', { terraform: 'web_acl_id', to: 'webAcl' }),
    origins: records(
      'DistributionConfig.Origins',
      { domainName: text('DomainName', { terraform: 'domain_name' }) },
      { terraform: 'origin' },
    ),
  },
});
