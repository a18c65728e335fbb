import { defineResource, link, records, terraformOnly, text } from './define.js';

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
  fields: {
    vpc: link('VpcId', { terraform: 'vpc_id', to: 'vpc' }),
    zone: text('AvailabilityZone', { terraform: 'availability_zone' }),
    zoneId: text('AvailabilityZoneId', { terraform: 'availability_zone_id' }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-internetgateway.html */
export const internetGateway = defineResource({
  type: { cloudformation: 'AWS::EC2::InternetGateway', terraform: 'aws_internet_gateway' },
  noun: 'internet gateway',
  fields: {},
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-routetable.html */
export const routeTable = defineResource({
  type: { cloudformation: 'AWS::EC2::RouteTable', terraform: ['aws_route_table', 'aws_default_route_table'] },
  noun: 'route table',
  fields: {
    routes: records(
      terraformOnly,
      {
        range: text(terraformOnly, { terraform: 'cidr_block' }),
        ipv6Range: text(terraformOnly, { terraform: 'ipv6_cidr_block' }),
        gateway: link(terraformOnly, { terraform: 'gateway_id', to: 'internetGateway' }),
      },
      { terraform: 'route' },
    ),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html */
export const tableRoute = defineResource({
  type: { cloudformation: 'AWS::EC2::Route', terraform: 'aws_route' },
  noun: 'route of a table',
  fields: {
    table: link('RouteTableId', { terraform: 'route_table_id', to: 'routeTable' }),
    range: text('DestinationCidrBlock', { terraform: 'destination_cidr_block' }),
    ipv6Range: text('DestinationIpv6CidrBlock', { terraform: 'destination_ipv6_cidr_block' }),
    gateway: link('GatewayId', { terraform: 'gateway_id', to: 'internetGateway' }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnetroutetableassociation.html */
export const routeTableAssociation = defineResource({
  type: { cloudformation: 'AWS::EC2::SubnetRouteTableAssociation', terraform: 'aws_route_table_association' },
  noun: 'route table association',
  fields: {
    subnet: link('SubnetId', { terraform: 'subnet_id', to: 'subnet' }),
    table: link('RouteTableId', { terraform: 'route_table_id', to: 'routeTable' }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html */
export const securityGroup = defineResource({
  type: { cloudformation: 'AWS::EC2::SecurityGroup', terraform: ['aws_security_group', 'aws_default_security_group'] },
  noun: 'security group',
  fields: { vpc: link('VpcId', { terraform: 'vpc_id', to: 'vpc' }) },
});
