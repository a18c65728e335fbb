import { defineResource, link, links, number, policy, records, string, terraformOnly, text, texts } from './define.js';

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
    // The table that a VPC was made with is named by the VPC's attribute.
    vpc: link('VpcId', { terraform: ['vpc_id', 'default_route_table_id'], to: 'vpc' }),
    routes: records(
      terraformOnly,
      {
        range: text(terraformOnly, { terraform: 'cidr_block' }),
        ipv6Range: text(terraformOnly, { terraform: 'ipv6_cidr_block' }),
        gateway: link(terraformOnly, { terraform: 'gateway_id', to: 'internetGateway' }),
      },
      { terraform: 'route' },
    ),
    // Those of VPN gateways, which write routes into it.
    propagating: texts(terraformOnly, { terraform: 'propagating_vgws' }),
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

/** In Terraform alone: in the place of the table that a VPC is made with. */
export const mainTableAssociation = defineResource({
  type: { terraform: 'aws_main_route_table_association' },
  noun: 'main route table association',
  fields: {
    vpc: link(terraformOnly, { terraform: 'vpc_id', to: 'vpc' }),
    table: link(terraformOnly, { terraform: 'route_table_id', to: 'routeTable' }),
  },
});

/** A VPN gateway writes routes into tables. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpngatewayroutepropagation.html */
export const routePropagation = defineResource({
  type: {
    cloudformation: 'AWS::EC2::VPNGatewayRoutePropagation',
    terraform: 'aws_vpn_gateway_route_propagation',
  },
  noun: 'route propagation',
  fields: { tables: links('RouteTableIds', { terraform: 'route_table_id', to: 'routeTable' }) },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html */
export const vpcEndpoint = defineResource({
  type: { cloudformation: 'AWS::EC2::VPCEndpoint', terraform: 'aws_vpc_endpoint' },
  noun: 'VPC endpoint',
  fields: {
    vpc: link('VpcId', { terraform: 'vpc_id', to: 'vpc' }),
    service: text('ServiceName', { terraform: 'service_name' }),
    endpointType: string('VpcEndpointType', { terraform: 'vpc_endpoint_type', default: 'Gateway' }),
    tables: links('RouteTableIds', { terraform: 'route_table_ids', to: 'routeTable' }),
    policy: policy('PolicyDocument', { terraform: 'policy' }),
  },
});

/** In Terraform alone. */
export const vpcEndpointPolicy = defineResource({
  type: { terraform: 'aws_vpc_endpoint_policy' },
  noun: 'VPC endpoint policy',
  fields: {
    endpoint: link(terraformOnly, { terraform: 'vpc_endpoint_id', to: 'vpcEndpoint' }),
    document: policy(terraformOnly, { terraform: 'policy' }),
  },
});

/** In Terraform alone. */
export const vpcEndpointTable = defineResource({
  type: { terraform: 'aws_vpc_endpoint_route_table_association' },
  noun: 'VPC endpoint association',
  fields: {
    endpoint: link(terraformOnly, { terraform: 'vpc_endpoint_id', to: 'vpcEndpoint' }),
    table: link(terraformOnly, { terraform: 'route_table_id', to: 'routeTable' }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-flowlog.html */
export const flowLog = defineResource({
  type: { cloudformation: 'AWS::EC2::FlowLog', terraform: 'aws_flow_log' },
  noun: 'flow log',
  fields: {
    // Terraform has an argument for each kind.
    of: link('ResourceId', { terraform: ['vpc_id', 'subnet_id'], to: ['vpc', 'subnet'] }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html */
export const securityGroup = defineResource({
  type: { cloudformation: 'AWS::EC2::SecurityGroup', terraform: ['aws_security_group', 'aws_default_security_group'] },
  noun: 'security group',
  fields: {
    vpc: link('VpcId', { terraform: 'vpc_id', to: 'vpc' }),
    egress: records(
      'SecurityGroupEgress',
      {
        protocol: string('IpProtocol', { terraform: 'protocol' }),
        firstPort: number('FromPort', { terraform: 'from_port' }),
        lastPort: number('ToPort', { terraform: 'to_port' }),
        ranges: texts('CidrIp', { terraform: 'cidr_blocks' }),
        ipv6Ranges: texts('CidrIpv6', { terraform: 'ipv6_cidr_blocks' }),
      },
      { terraform: 'egress' },
    ),
  },
});

/** What a security group lets out, as a resource beside it. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupegress.html */
export const egressRule = defineResource({
  type: {
    cloudformation: 'AWS::EC2::SecurityGroupEgress',
    terraform: ['aws_security_group_rule', 'aws_vpc_security_group_egress_rule'],
  },
  noun: 'rule of a security group',
  fields: {
    group: link('GroupId', { terraform: 'security_group_id', to: 'securityGroup' }),
    // One of Terraform's types serves both directions.
    direction: string(terraformOnly, { terraform: 'type', default: 'egress' }),
    protocol: string('IpProtocol', { terraform: ['protocol', 'ip_protocol'] }),
    firstPort: number('FromPort', { terraform: 'from_port' }),
    lastPort: number('ToPort', { terraform: 'to_port' }),
    ranges: texts('CidrIp', { terraform: ['cidr_blocks', 'cidr_ipv4'] }),
    ipv6Ranges: texts('CidrIpv6', { terraform: ['ipv6_cidr_blocks', 'cidr_ipv6'] }),
  },
});

/** A template that is deployed as a stack of its own. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html */
export const nestedStack = defineResource({
  type: { cloudformation: 'AWS::CloudFormation::Stack', terraform: 'aws_cloudformation_stack' },
  noun: 'stack',
  fields: {},
});
