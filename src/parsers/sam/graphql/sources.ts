import type { Location } from '../../../source/source.js';
import { get, parameter, reference, type Entry, type Node } from '../../../template/node.js';
import { mapOf, sub, type Value } from '../build.js';
import { lowerConnector } from '../connectors/connectors.js';
import { given, localId, property } from '../resource.js';
import { trust } from '../roles/role.js';
import { apiId, entriesOf, putPart, type GraphQl } from './parts.js';

/** A connector that SAM thinks up itself. */
export function connectPart(
  api: GraphQl,
  suffix: string,
  at: Location,
  properties: Readonly<Record<string, Value>>,
): void {
  const { address, type } = api.owner;
  lowerConnector(api.context, {
    ...api.owner,
    address: address + suffix,
    at,
    properties: mapOf(properties, at),
    origin: { address, type, label: localId(api.context, address) },
  });
}

/** Data sources of a GraphQL API, each with a role and what it may do there, unless the user names a role. */
export function lowerSources(api: GraphQl): void {
  const sources = property(api.owner, 'DataSources');
  for (const [name, entry] of entriesOf(get(sources, 'DynamoDb'))) lowerTableSource(api, name, entry);
  for (const [name, { key: at, value }] of entriesOf(get(sources, 'Lambda'))) {
    const suffix = `${name}LambdaDataSource`;
    const arn = given(get(value, 'FunctionArn'));
    const role = sourceRole(api, suffix, value, at);
    putSource(api, name, suffix, at, value, {
      Type: 'AWS_LAMBDA',
      LambdaConfig: { LambdaFunctionArn: arn },
      ServiceRoleArn: role,
    });
    if (given(get(value, 'ServiceRoleArn')) !== undefined || arn === undefined) continue;
    const destination = { Type: 'AWS::Lambda::Function', Arn: arn };
    connectSource(api, suffix, 'ToLambdaConnector', at, destination, ['Write']);
  }
}

function lowerTableSource(api: GraphQl, name: string, { key: at, value }: Entry): void {
  const suffix = `${name}DynamoDBDataSource`;
  const table = given(get(value, 'TableName'));
  const region = given(get(value, 'Region')) ?? parameter('AWS::Region', at);
  putSource(api, name, suffix, at, value, {
    Type: 'AMAZON_DYNAMODB',
    DynamoDBConfig: {
      AwsRegion: region,
      TableName: table,
      UseCallerCredentials: given(get(value, 'UseCallerCredentials')),
      Versioned: given(get(value, 'Versioned')),
      DeltaSyncConfig: given(get(value, 'DeltaSync')),
    },
    ServiceRoleArn: sourceRole(api, suffix, value, at),
  });
  if (given(get(value, 'ServiceRoleArn')) !== undefined) return;
  const composed = sub('arn:${AWS::Partition}:dynamodb:${Region}:${AWS::AccountId}:table/${Table}', at, {
    Region: region,
    Table: table,
  });
  const arn = given(get(value, 'TableArn')) ?? composed;
  const asked = given(get(value, 'Permissions'));
  const destination = { Type: 'AWS::DynamoDB::Table', Arn: arn };
  connectSource(api, suffix, 'ToTableConnector', at, destination, asked ?? ['Read', 'Write']);
}

function putSource(
  api: GraphQl,
  name: string,
  suffix: string,
  at: Location,
  value: Node,
  properties: Readonly<Record<string, Value | undefined>>,
): void {
  api.sources.set(name, api.owner.address + suffix);
  putPart(api, suffix, 'AWS::AppSync::DataSource', `data source ${name}`, at, {
    ApiId: apiId(api, at),
    Name: given(get(value, 'Name')) ?? name,
    Description: given(get(value, 'Description')),
    ...properties,
  });
}

/** The role of a data source: the user's, or one that SAM makes. */
function sourceRole(api: GraphQl, suffix: string, value: Node, at: Location): Node {
  const role = given(get(value, 'ServiceRoleArn'));
  if (role !== undefined) return role;
  const properties = { AssumeRolePolicyDocument: trust('appsync.amazonaws.com', at) };
  const made = putPart(api, `${suffix}Role`, 'AWS::IAM::Role', 'role for a data source', at, properties, {
    instead: 'ServiceRoleArn',
  });
  return reference(made.address, 'Arn', at);
}

function connectSource(
  api: GraphQl,
  suffix: string,
  connectorSuffix: string,
  at: Location,
  destination: Readonly<Record<string, Value>>,
  permissions: Value,
): void {
  const source = api.owner.address + suffix;
  connectPart(api, suffix + connectorSuffix, at, {
    Source: {
      Type: 'AWS::AppSync::DataSource',
      Arn: reference(source, undefined, at),
      RoleName: reference(`${source}Role`, undefined, at),
    },
    Destination: destination,
    Permissions: permissions,
  });
}
