import { document, json, tf, to, type Row } from '../support/dictionary.js';

/** The networks that functions stand in. */
export const network: readonly Row[] = [
  ['subnet.vpc', '→ vpc', { cloudformation: { VpcId: to('vpc') }, terraform: { vpc_id: tf('vpc', 'id') } }],
  [
    'subnet.zone',
    'eu-west-1a',
    { cloudformation: { AvailabilityZone: 'eu-west-1a' }, terraform: { availability_zone: 'eu-west-1a' } },
  ],
  [
    'subnet.zoneId',
    'euw1-az1',
    { cloudformation: { AvailabilityZoneId: 'euw1-az1' }, terraform: { availability_zone_id: 'euw1-az1' } },
  ],
  ['securityGroup.vpc', '→ vpc', { cloudformation: { VpcId: to('vpc') }, terraform: { vpc_id: tf('vpc', 'id') } }],
  [
    'routeTable.routes',
    '[{range: 0.0.0.0/0, ipv6Range: absent, gateway: → internetGateway}]',
    { terraform: { route: [{ cidr_block: '0.0.0.0/0', gateway_id: tf('internetGateway', 'id') }] } },
  ],
  [
    'tableRoute.table',
    '→ routeTable',
    { cloudformation: { RouteTableId: to('routeTable') }, terraform: { route_table_id: tf('routeTable', 'id') } },
  ],
  [
    'tableRoute.range',
    '0.0.0.0/0',
    { cloudformation: { DestinationCidrBlock: '0.0.0.0/0' }, terraform: { destination_cidr_block: '0.0.0.0/0' } },
  ],
  [
    'tableRoute.ipv6Range',
    '::/0',
    { cloudformation: { DestinationIpv6CidrBlock: '::/0' }, terraform: { destination_ipv6_cidr_block: '::/0' } },
  ],
  [
    'tableRoute.gateway',
    '→ internetGateway',
    { cloudformation: { GatewayId: to('internetGateway') }, terraform: { gateway_id: tf('internetGateway', 'id') } },
  ],
  [
    'routeTableAssociation.subnet',
    '→ subnet',
    { cloudformation: { SubnetId: to('subnet') }, terraform: { subnet_id: tf('subnet', 'id') } },
  ],
  [
    'routeTableAssociation.table',
    '→ routeTable',
    { cloudformation: { RouteTableId: to('routeTable') }, terraform: { route_table_id: tf('routeTable', 'id') } },
  ],
  ['mainTableAssociation.vpc', '→ vpc', { terraform: { vpc_id: tf('vpc', 'id') } }],
  ['mainTableAssociation.table', '→ routeTable', { terraform: { route_table_id: tf('routeTable', 'id') } }],
  [
    'routePropagation.tables',
    '[→ routeTable]',
    { cloudformation: { RouteTableIds: [to('routeTable')] }, terraform: { route_table_id: tf('routeTable', 'id') } },
  ],
  ['vpcEndpoint.vpc', '→ vpc', { cloudformation: { VpcId: to('vpc') }, terraform: { vpc_id: tf('vpc', 'id') } }],
  [
    'vpcEndpoint.service',
    'com.amazonaws.eu-west-1.s3',
    {
      cloudformation: { ServiceName: 'com.amazonaws.eu-west-1.s3' },
      terraform: { service_name: 'com.amazonaws.eu-west-1.s3' },
    },
  ],
  [
    'vpcEndpoint.endpointType',
    'Interface',
    { cloudformation: { VpcEndpointType: 'Interface' }, terraform: { vpc_endpoint_type: 'Interface' } },
  ],
  ['vpcEndpoint.endpointType', 'Gateway by default', { cloudformation: {}, terraform: {} }],
  [
    'vpcEndpoint.tables',
    '[→ routeTable]',
    { cloudformation: { RouteTableIds: [to('routeTable')] }, terraform: { route_table_ids: [tf('routeTable', 'id')] } },
  ],
  [
    'vpcEndpoint.policy',
    'Allow s3:GetObject on *',
    { cloudformation: { PolicyDocument: document }, terraform: { policy: json } },
  ],
  ['vpcEndpointPolicy.endpoint', '→ vpcEndpoint', { terraform: { vpc_endpoint_id: tf('vpcEndpoint', 'id') } }],
  ['vpcEndpointPolicy.document', 'Allow s3:GetObject on *', { terraform: { policy: json } }],
  ['vpcEndpointTable.endpoint', '→ vpcEndpoint', { terraform: { vpc_endpoint_id: tf('vpcEndpoint', 'id') } }],
  ['vpcEndpointTable.table', '→ routeTable', { terraform: { route_table_id: tf('routeTable', 'id') } }],
  ['flowLog.of', '→ vpc', { cloudformation: { ResourceId: to('vpc') }, terraform: { vpc_id: tf('vpc', 'id') } }],
  [
    'flowLog.of',
    '→ subnet',
    { cloudformation: { ResourceId: to('subnet') }, terraform: { subnet_id: tf('subnet', 'id') } },
  ],
  [
    'securityGroup.egress',
    '[{protocol: tcp, firstPort: 443, lastPort: 443, ranges: [10.0.0.0/16], ipv6Ranges: absent}]',
    {
      cloudformation: {
        SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/16' }],
      },
      terraform: { egress: [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['10.0.0.0/16'] }] },
    },
  ],
  [
    'egressRule.group',
    '→ securityGroup',
    { cloudformation: { GroupId: to('securityGroup') }, terraform: { security_group_id: tf('securityGroup', 'id') } },
  ],
  ['egressRule.direction', 'ingress', { terraform: { type: 'ingress' } }],
  ['egressRule.direction', 'egress by default', { terraform: ['aws_vpc_security_group_egress_rule', {}] }],
  ['egressRule.protocol', 'tcp', { cloudformation: { IpProtocol: 'tcp' }, terraform: { protocol: 'tcp' } }],
  ['egressRule.protocol', 'udp', { terraform: ['aws_vpc_security_group_egress_rule', { ip_protocol: 'udp' }] }],
  ['egressRule.firstPort', '443', { cloudformation: { FromPort: 443 }, terraform: { from_port: 443 } }],
  ['egressRule.lastPort', '444', { cloudformation: { ToPort: 444 }, terraform: { to_port: 444 } }],
  [
    'egressRule.ranges',
    '[0.0.0.0/0]',
    { cloudformation: { CidrIp: '0.0.0.0/0' }, terraform: { cidr_blocks: ['0.0.0.0/0'] } },
  ],
  [
    'egressRule.ranges',
    '[0.0.0.0/0]',
    { terraform: ['aws_vpc_security_group_egress_rule', { cidr_ipv4: '0.0.0.0/0' }] },
  ],
  [
    'egressRule.ipv6Ranges',
    '[::/0]',
    { cloudformation: { CidrIpv6: '::/0' }, terraform: { ipv6_cidr_blocks: ['::/0'] } },
  ],
  ['egressRule.ipv6Ranges', '[::/0]', { terraform: ['aws_vpc_security_group_egress_rule', { cidr_ipv6: '::/0' }] }],
  ['routeTable.propagating', '[vgw-1]', { terraform: { propagating_vgws: ['vgw-1'] } }],
  ['routeTable.vpc', '→ vpc', { cloudformation: { VpcId: to('vpc') }, terraform: { vpc_id: tf('vpc', 'id') } }],
  [
    'routeTable.vpc',
    '→ vpc',
    { terraform: ['aws_default_route_table', { default_route_table_id: tf('vpc', 'default_route_table_id') }] },
  ],
];
