import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan, ref } from '../../test/support/plan.js';
import rule from './function-vpc-egress-path.js';

interface Parts {
  readonly subnets?: string;
  readonly actions?: string;
  readonly more?: string;
  readonly rest?: string;
  readonly parameters?: string;
}

/** A function in a subnet whose table has no route. */
const template = ({
  subnets = '[!Ref Private]',
  actions = '[dynamodb:GetItem, sqs:SendMessage]',
  more = '',
  rest = '',
  parameters = '',
}: Parts = {}) => `
Parameters: { Stage: { Type: String }, Service: { Type: String }${parameters} }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn
      VpcConfig: { SubnetIds: ${subnets}, SecurityGroupIds: [sg-1] }${more}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }]
      ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole]
      Policies:
        - PolicyName: work
          PolicyDocument:
            Statement: [{ Effect: Allow, Action: ${actions}, Resource: '*' }]
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Private: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Way: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Private, RouteTableId: !Ref Table } }
${rest}`;

const endpoint = (service: string, more = '', name = 'Endpoint') => `
  ${name}:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcId: !Ref Vpc, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.${service}'${more} }
`;
const route = (to: string) => `
  Route: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Table, ${to} } }
`;
const found = (parts?: Parts) => lint(rule, template(parts), { undecided: true });

test('neither a route nor an endpoint', () => {
  expect(found()).toMatchInlineSnapshot(`
    "9:37 info Worker may use DynamoDB and SQS, but its subnet Private has no route out of Vpc and reaches no VPC endpoint for them, so its calls time out [function-vpc-egress-path]
              VpcConfig: { SubnetIds: [!Ref Private], SecurityGroupIds: [sg-1] }
                                            ~~~~~~~ no way out
      help: add VPC endpoints for dynamodb and sqs, or a default route to a NAT gateway
      19:51 dynamodb:GetItem lets it use DynamoDB
      19:69 sqs:SendMessage lets it use SQS"
  `);
});

test('a subnet without a table of its own has the one of its VPC', () => {
  const rest = '  Bare: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }';
  expect(found({ subnets: '[!Ref Bare]', rest })).toContain('its subnet Bare has no route out of Vpc');
});

test.each([
  'DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !ImportValue nat',
  "DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: eigw-1",
  'DestinationCidrBlock: 10.0.0.0/8, TransitGatewayId: tgw-1',
  'DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-1',
])('a route that leads out: %s', (to) => {
  expect(found({ rest: route(to) })).toBe('');
});

test('the local route leads nowhere', () => {
  expect(found({ rest: route('DestinationCidrBlock: 10.0.0.0/16, GatewayId: local') })).toContain(
    'no route out of Vpc',
  );
});

test('a VPN gateway that writes routes', () => {
  const rest = `
  Routes: { Type: AWS::EC2::VPNGatewayRoutePropagation, Properties: { RouteTableIds: [!Ref Table], VpnGatewayId: vgw-1 } }
`;
  expect(found({ rest })).toBe('');
});

test('what has an endpoint is reached', () => {
  const sqs = endpoint('sqs', ', VpcEndpointType: Interface');
  expect(found({ rest: sqs })).toMatchInlineSnapshot(`
    "9:37 info Worker may use DynamoDB, but its subnet Private has no route out of Vpc and reaches no VPC endpoint for it, so its calls time out [function-vpc-egress-path]
              VpcConfig: { SubnetIds: [!Ref Private], SecurityGroupIds: [sg-1] }
                                            ~~~~~~~ no way out
      help: add a VPC endpoint for dynamodb, or a default route to a NAT gateway
      19:51 dynamodb:GetItem lets it use DynamoDB"
  `);
  expect(found({ rest: sqs + endpoint('dynamodb', ', RouteTableIds: [!Ref Table]', 'Gateway') })).toBe('');
});

test('a gateway endpoint serves the tables that lead to it', () => {
  expect(
    found({ actions: 's3:GetObject', rest: endpoint('s3', ', RouteTableIds: [!ImportValue table]') }),
  ).toMatchInlineSnapshot(
    `"9:37 undecided Worker: whether Private has a VPC endpoint for S3 is known only at deployment"`,
  );
  expect(found({ actions: 's3:GetObject', rest: endpoint('s3', ', RouteTableIds: [rtb-1]') })).toMatchInlineSnapshot(`
    "9:37 info Worker may use S3, but its subnet Private has no route out of Vpc and reaches no VPC endpoint for it, so its calls time out [function-vpc-egress-path]
              VpcConfig: { SubnetIds: [!Ref Private], SecurityGroupIds: [sg-1] }
                                            ~~~~~~~ no way out
      help: list the route table of Private in RouteTableIds of Endpoint, or add a default route to a NAT gateway
      19:50 s3:GetObject lets it use S3
      25:3 Endpoint is led to by other route tables only"
  `);
  expect(found({ actions: 's3:GetObject', rest: endpoint('s3', ', VpcEndpointType: Interface') })).toBe('');
});

test('an endpoint for FIPS leads to the same service', () => {
  const rest = endpoint('athena-fips', ', VpcEndpointType: Interface');
  expect(found({ actions: 'athena:StartQueryExecution', rest })).toBe('');
});

test('a gateway endpoint for other tables, and a service without one', () => {
  const rest = endpoint('s3', ', RouteTableIds: [rtb-1]');
  expect(found({ actions: '[s3:GetObject, sqs:SendMessage]', rest })).toContain(
    'help: list the route table of Private in RouteTableIds of Endpoint and add a VPC endpoint for sqs, or a default route to a NAT gateway',
  );
});

test('an endpoint of another VPC is none of this one', () => {
  const rest = `
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcId: vpc-1, ServiceName: com.amazonaws.eu-west-1.sqs, VpcEndpointType: Interface }
`;
  expect(found({ actions: 'sqs:SendMessage', rest })).toContain('Worker may use SQS');
});

test('an endpoint for what only the deployment knows', () => {
  const rest = `
  Endpoint: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: !Ref Service, VpcEndpointType: Interface } }
`;
  expect(found({ actions: 'sqs:SendMessage', rest })).toMatchInlineSnapshot(
    `"9:37 undecided Worker: whether Private has a VPC endpoint for SQS is known only at deployment"`,
  );
});

test.each([
  '[logs:PutLogEvents, xray:PutTraceSegments, ec2:CreateNetworkInterface, kms:Decrypt]',
  "'*'",
  '[rds-db:connect, elasticfilesystem:ClientMount]',
])('what needs no way out, or is not known to: %s', (actions) => {
  expect(found({ actions })).toBe('');
});

test('what Lambda itself reads and sends is not called by the function', () => {
  const rest = `
  Queue: { Type: AWS::SQS::Queue }
  Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Worker, EventSourceArn: !GetAtt Queue.Arn } }
`;
  const actions = '[sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes]';
  expect(found({ actions, rest })).toBe('');
  expect(found({ actions: 'sqs:*', rest })).toContain('Worker may use SQS');
  const more = '\n      DeadLetterConfig: { TargetArn: !GetAtt Queue.Arn }';
  expect(found({ actions: 'sqs:SendMessage', more, rest })).toBe('');
});

test('what is denied, and what a managed policy of AWS brings, is not called by the function', () => {
  const policies = (statement: string) =>
    template({ actions: '[logs:PutLogEvents]' })
      .replace('AWSLambdaVPCAccessExecutionRole', '$&, arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess')
      .replace(/(Statement: \[)({ Effect: Allow, Action: \[logs)/, `$1${statement}, $2`);
  const denied = policies("{ Effect: Deny, Action: 'dynamodb:GetItem', Resource: '*' }");
  expect(lint(rule, denied, { undecided: true })).toBe('');
  const open = policies("{ Effect: !Ref Stage, Action: 'dynamodb:GetItem', Resource: '*' }");
  expect(lint(rule, open, { undecided: true })).toBe('');
  const allowed = policies("{ Effect: Allow, Action: 'dynamodb:GetItem', Resource: '*' }");
  expect(lint(rule, allowed)).toContain('Worker may use DynamoDB, but');
});

test('a role of several functions', () => {
  const rest = '  Other: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }';
  expect(found({ rest })).toMatchInlineSnapshot(`"8:21 undecided Worker: what of Role is for others is not told"`);
});

test('a proxy makes the calls', () => {
  const more = "\n      Environment: { Variables: { HTTPS_PROXY: 'http://proxy.internal:3128' } }";
  expect(found({ more })).toBe('');
});

test('one of several subnets', () => {
  const rest = `
  Open: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }
  OpenTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  OpenRoute:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref OpenTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1 }
  OpenWay: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Open, RouteTableId: !Ref OpenTable } }
`;
  expect(found({ subnets: '[!Ref Open, !Ref Private]', rest })).toContain(
    'so its calls time out in the runs that Lambda places there',
  );
});

test('only the services that are asked about', () => {
  const text = template();
  expect(lint(rule, text, { options: { services: ['sqs'] } })).toContain('Worker may use SQS, but');
  expect(lint(rule, text, { options: { services: ['sns'] }, undecided: true })).toBe('');
});

test('what is made elsewhere is not judged', () => {
  expect(found({ subnets: '[subnet-1]' })).toBe('');
  expect(lint(rule, template().replace('VpcId: !Ref Vpc', 'VpcId: vpc-1'), { undecided: true })).toBe('');
  expect(lint(rule, template().replace('!GetAtt Role.Arn', '!ImportValue role'), { undecided: true })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  expect(found({ subnets: '!ImportValue subnets' })).toMatchInlineSnapshot(
    `"9:44 undecided Worker: imported from another stack"`,
  );
  expect(found({ subnets: '[!ImportValue subnet]' })).toMatchInlineSnapshot(
    `"9:45 undecided Worker: imported from another stack"`,
  );
  expect(found({ subnets: '!ImportValue subnets', actions: 'logs:PutLogEvents' })).toBe('');
  const table = template().replace('RouteTableId: !Ref Table }', 'RouteTableId: !ImportValue table }');
  expect(lint(rule, table, { undecided: true })).toMatchInlineSnapshot(
    `"23:3 undecided Worker: which route table Private has is not told here"`,
  );
});

test('a stack that is not read may add endpoints', () => {
  const rest = `
  Network:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: https://example.com/endpoints.yaml, Parameters: { Vpc: !Ref Vpc } }
`;
  expect(found({ rest })).toMatchInlineSnapshot(`"25:3 undecided Worker: what Network adds to Vpc is not read"`);
  const read = rest.replace('https://example.com/', './');
  const files = (service: string) => ({
    'endpoints.yaml': `
Parameters: { Vpc: { Type: AWS::EC2::VPC::Id } }
Resources: ${endpoint(service, ', VpcEndpointType: Interface')}
  Topic: { Type: AWS::SNS::Topic }
`,
  });
  const parts = { rest: read, actions: 'sqs:SendMessage' };
  const linted = (service: string) => lint(rule, template(parts), { undecided: true, files: files(service) });
  expect(linted('sqs')).toBe('');
  expect(linted('sns')).toContain('has no route out of Vpc');
});

test('only in the branch that is wrong, and says when', () => {
  const rest = route('DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1').replace(
    'Type: AWS::EC2::Route,',
    'Type: AWS::EC2::Route, Condition: IsProd,',
  );
  expect(found({ rest })).toContain('when IsProd is false');
  const conditional = endpoint('sqs', ', VpcEndpointType: Interface').replace(
    'Type: AWS::EC2::VPCEndpoint',
    '$&\n    Condition: IsProd',
  );
  expect(found({ rest: conditional, actions: 'sqs:SendMessage' })).toContain('when IsProd is false');
});

test('SAM, with policy templates', () => {
  const text = template({ subnets: '[subnet-1]' }).replace(
    'Resources:\n',
    `Transform: AWS::Serverless-2016-10-31
Resources:
  Reader:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      VpcConfig: { SubnetIds: [!Ref Private], SecurityGroupIds: [sg-1] }
      Policies: [{ DynamoDBReadPolicy: { TableName: orders } }]
`,
  );
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "10:37 info Reader may use DynamoDB, but its subnet Private has no route out of Vpc and reaches no VPC endpoint for it, so its calls time out [function-vpc-egress-path]
              VpcConfig: { SubnetIds: [!Ref Private], SecurityGroupIds: [sg-1] }
                                            ~~~~~~~ no way out
      help: add a VPC endpoint for dynamodb, or a default route to a NAT gateway
      11:20 dynamodb:GetItem lets it use DynamoDB"
  `);
});

describe('Terraform without its sources', () => {
  const resources = {
    'aws_lambda_function.worker': {
      function_name: 'worker',
      role: ref('aws_iam_role.worker.arn'),
      vpc_config: [{ subnet_ids: [ref('aws_subnet.private.id')], security_group_ids: ['sg-1'] }],
    },
    'aws_iam_role.worker': {
      assume_role_policy: JSON.stringify({
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    },
    'aws_iam_role_policy.worker': {
      role: ref('aws_iam_role.worker.id'),
      policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] }),
    },
    'aws_vpc.main': {},
    'aws_subnet.private': { vpc_id: ref('aws_vpc.main.id') },
  };
  const undecided = (more: object = {}) =>
    lint(rule, plan({ ...resources, ...more }), { path: 'plan.json', undecided: true });
  const table = { 'aws_route_table.main': { vpc_id: ref('aws_vpc.main.id') } };
  const nat = (id: string, attribute = 'id') => ({
    'aws_route.out': {
      route_table_id: ref(`${id}.${attribute}`),
      destination_cidr_block: '0.0.0.0/0',
      nat_gateway_id: 'nat-1',
    },
  });
  const associated = {
    'aws_main_route_table_association.main': {
      vpc_id: ref('aws_vpc.main.id'),
      route_table_id: ref('aws_route_table.main.id'),
    },
  };
  const without =
    'aws_lambda_function.worker may use S3, but its subnet aws_subnet.private has no route out of aws_vpc.main';

  test('the main table of a VPC', () => {
    expect(undecided()).toContain(without);
    expect(undecided({ ...table, ...associated })).toContain(without);
    expect(undecided({ ...table, ...associated, ...nat('aws_route_table.main') })).toBe('');
    expect(undecided(nat('aws_vpc.main', 'main_route_table_id'))).toContain(
      'undecided aws_lambda_function.worker: which table aws_route.out is in is not told here',
    );
    const own = { default_route_table_id: ref('aws_vpc.main.default_route_table_id') };
    expect(undecided({ 'aws_default_route_table.main': own })).toContain(without);
    const route = [{ cidr_block: '0.0.0.0/0', nat_gateway_id: 'nat-1' }];
    expect(undecided({ 'aws_default_route_table.main': { ...own, route } })).toBe('');
    expect(undecided({ 'aws_default_route_table.main': { ...own, propagating_vgws: ['vgw-1'] } })).toBe('');
  });

  test('the default VPC has a way out', () => {
    const text = plan(resources).replaceAll('aws_vpc', 'aws_default_vpc');
    expect(lint(rule, text, { path: 'plan.json', undecided: true })).toBe('');
  });

  test('a gateway endpoint that is given its tables one by one', () => {
    const endpoint = {
      'aws_vpc_endpoint.s3': { vpc_id: ref('aws_vpc.main.id'), service_name: 'com.amazonaws.eu-west-1.s3' },
    };
    expect(undecided({ ...table, ...associated, ...endpoint })).toContain(without);
    const beside = {
      'aws_vpc_endpoint_route_table_association.s3': {
        vpc_endpoint_id: ref('aws_vpc_endpoint.s3.id'),
        route_table_id: ref('aws_route_table.main.id'),
      },
    };
    expect(undecided({ ...table, ...associated, ...endpoint, ...beside })).toBe('');
  });
});

test("a route in a table that a resource of one's own tells", () => {
  const loose = `
  Other: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }
  Lookup: { Type: Custom::MainTable, Properties: { ServiceToken: !ImportValue Lookup, VpcId: !Ref Vpc } }
  Route: { Type: AWS::EC2::Route, Properties: { RouteTableId: !GetAtt Lookup.Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1 } }`;
  expect(found({ subnets: '[!Ref Other]', rest: loose })).toContain('undecided Worker: which table Route is in');
  expect(
    found({ subnets: '[!Ref Other]', rest: loose.replace('VpcId: !Ref Vpc } }\n  Route', 'X: y } }\n  Route') }),
  ).toContain('has no route out of Vpc');
});
