import { defineResource, link } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html */
export const vpc = defineResource({
  type: { cloudformation: 'AWS::EC2::VPC', terraform: ['aws_vpc', 'aws_default_vpc'] },
  noun: 'VPC',
  fields: {},
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html */
export const subnet = defineResource({
  type: { cloudformation: 'AWS::EC2::Subnet', terraform: ['aws_subnet', 'aws_default_subnet'] },
  noun: 'subnet',
  fields: { vpc: link('VpcId', { terraform: 'vpc_id', to: 'vpc' }) },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html */
export const securityGroup = defineResource({
  type: { cloudformation: 'AWS::EC2::SecurityGroup', terraform: ['aws_security_group', 'aws_default_security_group'] },
  noun: 'security group',
  fields: { vpc: link('VpcId', { terraform: 'vpc_id', to: 'vpc' }) },
});
