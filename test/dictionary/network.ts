import { tf, to, type Row } from '../support/dictionary.js';

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
];
