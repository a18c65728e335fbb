import { get, list, literal, reference, scalar, type Entry, type Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { mapOf, withEntries } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, given, localId, lowered, property, taggedEntry } from '../resource.js';
import { awsManaged } from '../roles/managed-policies.js';
import { trust } from '../roles/role.js';
import { apiId, entriesOf, others, putPart, type GraphQl } from './parts.js';
import { lowerResolvers } from './resolvers.js';
import { connectPart, lowerSources } from './sources.js';

const ofSam =
  'Auth SchemaInline SchemaUri Logging ApiKeys Cache DataSources DomainName Functions Resolvers Tags Name'.split(' ');

/**
 * AWS::Serverless::GraphQLApi → AWS::AppSync::GraphQLApi, its schema, sources, functions and resolvers.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-graphqlapi.html
 */
export function lowerGraphQl(context: SamContext, owner: RawResource): void {
  const api: GraphQl = { context, owner, sources: new Map() };
  const { at } = owner;
  const auth = entryOf(owner.properties, 'Auth');
  if (auth === undefined) context.problem(at, `${localId(context, owner.address)} has no Auth`, 'Add Auth');
  const tags = taggedEntry(owner);
  const changes: Record<string, Entry | undefined> = Object.fromEntries(ofSam.map((name) => [name, undefined]));
  changes['Name'] = entryOf(owner.properties, 'Name') ?? {
    key: at,
    value: scalar(localId(context, owner.address), at),
  };
  if (tags !== undefined) changes['Tags'] = tags;
  const logs = logging(api);
  if (logs !== undefined) changes['LogConfig'] = logs;
  if (auth !== undefined) Object.assign(changes, authentication(auth));
  context.put(lowered(owner, 'AWS::AppSync::GraphQLApi', withEntries(owner.properties, changes)));

  const schema = entryOf(owner.properties, 'SchemaInline') ?? entryOf(owner.properties, 'SchemaUri');
  if (schema === undefined) {
    context.problem(at, `${localId(context, owner.address)} has no schema`, 'Add SchemaInline or SchemaUri');
  }
  putPart(api, 'Schema', 'AWS::AppSync::GraphQLSchema', 'schema', schema?.key ?? at, {
    ApiId: apiId(api, at),
    Definition: property(owner, 'SchemaInline'),
    DefinitionS3Location: property(owner, 'SchemaUri'),
  });
  connectAuthorizers(api, auth);
  lowerRest(api);
  lowerSources(api);
  lowerResolvers(api);
}

const configs: ReadonlyMap<string, readonly [string, string]> = new Map<string, readonly [string, string]>(
  Object.entries({
    AWS_LAMBDA: ['LambdaAuthorizer', 'LambdaAuthorizerConfig'],
    OPENID_CONNECT: ['OpenIDConnect', 'OpenIDConnectConfig'],
    AMAZON_COGNITO_USER_POOLS: ['UserPool', 'UserPoolConfig'],
  }),
);

function provider(node: Node): Record<string, Entry> {
  const made: Record<string, Entry> = {};
  const type = entryOf(node, 'Type');
  if (type === undefined) return made;
  made['AuthenticationType'] = { key: type.key, value: { ...type.value, word: 'Auth.Type' } };
  const [written, name] = configs.get(literal(type.value) ?? '') ?? [];
  const config = written === undefined ? undefined : entryOf(node, written);
  if (name !== undefined && config !== undefined) made[name] = config;
  return made;
}

function authentication({ value }: Entry): Record<string, Entry> {
  const made = provider(value);
  const additional = entryOf(value, 'Additional');
  if (additional?.value.is === 'list') {
    const items = additional.value.items.map((item): Node => ({
      is: 'map',
      at: item.at,
      entries: new Map(Object.entries(provider(item))),
    }));
    made['AdditionalAuthenticationProviders'] = { key: additional.key, value: list(items, additional.value.at) };
  }
  return made;
}

function connectAuthorizers(api: GraphQl, auth: Entry | undefined): void {
  if (auth === undefined) return;
  const additional = get(auth.value, 'Additional');
  const all = [auth.value, ...(additional?.is === 'list' ? additional.items : [])];
  const arns = all.flatMap((one) => {
    const uri =
      literal(get(one, 'Type')) === 'AWS_LAMBDA' ? get(get(one, 'LambdaAuthorizer'), 'AuthorizerUri') : undefined;
    return uri === undefined ? [] : [uri];
  });
  for (const [index, arn] of arns.entries()) {
    const at = auth.key;
    connectPart(api, `ToLambdaAuthConnector${String(index + 1)}`, at, {
      Source: {
        Type: 'AWS::AppSync::GraphQLApi',
        Arn: reference(api.owner.address, undefined, at),
        ResourceId: apiId(api, at),
      },
      Destination: { Type: 'AWS::Lambda::Function', Arn: arn },
      Permissions: ['Write'],
    });
  }
}

function logging(api: GraphQl): Entry | undefined {
  const { context, owner } = api;
  const entry = entryOf(owner.properties, 'Logging');
  const at = entry?.key ?? owner.at;
  if (entry?.value.is === 'scalar' && entry.value.value === false) return undefined;
  const given = entry?.value.is === 'map' ? others(entry.value) : {};
  if (given['CloudWatchLogsRoleArn'] === undefined) {
    const made = {
      AssumeRolePolicyDocument: trust('appsync.amazonaws.com', at),
      ManagedPolicyArns: [awsManaged(context, 'service-role/AWSAppSyncPushToCloudWatchLogs', at)],
    };
    const instead = 'Logging.CloudWatchLogsRoleArn';
    putPart(api, 'CloudWatchRole', 'AWS::IAM::Role', 'role for logging', at, made, { instead });
  }
  const role = reference(`${owner.address}CloudWatchRole`, 'Arn', at);
  return { key: at, value: mapOf({ FieldLogLevel: 'ALL', CloudWatchLogsRoleArn: role, ...given }, at) };
}

function lowerRest(api: GraphQl): void {
  const { owner } = api;
  for (const [name, { key, value }] of entriesOf(property(owner, 'ApiKeys'))) {
    putPart(api, name, 'AWS::AppSync::ApiKey', `API key ${name}`, key, {
      ApiId: apiId(api, key),
      ...others(value, 'ExpiresOn'),
      Expires: given(get(value, 'ExpiresOn')),
    });
  }
  const cache = entryOf(owner.properties, 'Cache');
  if (cache !== undefined) {
    const values = { ApiId: apiId(api, cache.key), ...others(cache.value) };
    putPart(api, 'ApiCache', 'AWS::AppSync::ApiCache', 'cache', cache.key, values);
  }
  const domain = entryOf(owner.properties, 'DomainName');
  if (domain === undefined) return;
  const at = domain.key;
  const made = putPart(api, 'DomainName', 'AWS::AppSync::DomainName', 'domain name', at, others(domain.value));
  putPart(api, 'DomainNameApiAssociation', 'AWS::AppSync::DomainNameApiAssociation', 'domain name association', at, {
    ApiId: apiId(api, at),
    DomainName: reference(made.address, 'DomainName', at),
  });
}
