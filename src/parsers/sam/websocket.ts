import type { Location } from '../../source/source.js';
import { reference, scalar, unaliased } from '../../template/node.js';
import type { Entry, MapNode, Node } from '../../template/node.js';
import type { RawResource } from '../../template/template.js';
import { putAuthorizerPermission } from './apis/authorizers.js';
import { putHttpDomain } from './apis/domain.js';
import type { Domains } from './apis/domain.js';
import { alphanumeric, copied, field, invocationUri, invokePermission, loweredApi } from './apis/nodes.js';
import { withEntry } from './apis/openapi-body.js';
import { mapOf, sub, worded } from './build.js';
import type { Value } from './build.js';
import type { SamContext } from './context.js';
import { entryOf, generate, localId, textOf, truthy } from './resource.js';

/**
 * A WebSocket API: unlike the others it has no document but a route, an integration and a permission for every key.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-websocketapi.html
 */
export function lowerWebSocketApi(context: SamContext, source: RawResource, domains: Domains): void {
  const { address, properties, at } = source;
  // The transform loses the condition and the policies of a WebSocket API, on itself and on all that it makes for it.
  const kept = [...source.attributes].filter(([name]) => name !== 'DeletionPolicy' && name !== 'UpdateReplacePolicy');
  const { type, origin } = source;
  const api: RawResource = { address, type, properties, at, attributes: new Map(kept), ...(origin && { origin }) };
  const routes = unaliased(field(properties, 'Routes') ?? mapOf({}, at));
  if (routes.is !== 'map' || routes.entries.size === 0) {
    context.problem(routes.at, `${address} has no routes`, 'Add Routes, as a map of route keys');
  }
  const written = field(properties, 'Tags');
  const tags = withEntry(written?.is === 'map' ? written : mapOf({}, at), 'websocketapi:createdBy', scalar('SAM', at));
  context.put(
    loweredApi(api, 'AWS::ApiGatewayV2::Api', {
      Name: field(properties, 'Name') ?? localId(context, address),
      ProtocolType: 'WEBSOCKET',
      ...copied(properties, [
        'ApiKeySelectionExpression',
        'Description',
        'DisableExecuteApiEndpoint',
        'DisableSchemaValidation',
        'IpAddressType',
        'RouteSelectionExpression',
      ]),
      Tags: tags,
    }),
  );
  const made: string[] = [];
  for (const [key, entry] of routes.is === 'map' ? routes.entries : []) {
    const id = routeId(context, api, key, entry.key);
    if (id !== undefined) {
      putRoute(context, api, { key, id, entry });
      made.push(`${id}Route`);
    }
  }
  const auth = field(properties, 'Auth');
  if (auth !== undefined && truthy(auth) && !(routes.is === 'map' && routes.entries.has('$connect'))) {
    context.problem(auth.at, `Auth of ${address} needs a route $connect`, 'Add the route, or leave Auth out');
  }
  const stage = putStage(context, api, made, tags);
  const tls = field(field(properties, 'Domain'), 'MutualTlsAuthentication');
  if (tls !== undefined) {
    context.problem(
      tls.at,
      `Domain of ${address} has MutualTlsAuthentication`,
      'Leave it out: WebSocket APIs do not have it',
    );
  }
  putHttpDomain(context, domains, { api, stage, tagged: false }, { 'websocketapi:createdBy': 'SAM' });
}

function routeId(context: SamContext, api: RawResource, key: string, at: Location): string | undefined {
  const plain = ['$connect', '$disconnect', '$default'].includes(key) ? key.slice(1) : key;
  if (plain !== '' && alphanumeric(plain) === plain) {
    return `${api.address}${plain.charAt(0).toUpperCase()}${plain.slice(1).toLowerCase()}`;
  }
  context.problem(at, `Route key ${key} of ${api.address} is not alphanumeric`, 'Use letters and digits only');
  return undefined;
}

function putRoute(
  context: SamContext,
  api: RawResource,
  { key, id, entry }: { key: string; id: string; entry: Entry },
): void {
  const { address } = api;
  const route = entry.value;
  const at = entry.key;
  const ref = (to: string): Node => reference(to, undefined, at);
  const functionArn = field(route, 'FunctionArn');
  if (functionArn === undefined) {
    context.problem(at, `Route ${key} of ${address} names no function`, 'Add FunctionArn');
  }
  const put = (suffix: string, type: string, properties: Record<string, Value | undefined>): void => {
    generate(context, api, {
      id: `${id}${suffix}`,
      type,
      at,
      label: `the ${suffix.toLowerCase()} ${key} of ${address}`,
      properties,
    });
  };
  put('Route', 'AWS::ApiGatewayV2::Route', {
    RouteKey: scalar(key, at),
    ApiId: ref(address),
    ...(route.is === 'map'
      ? copied(route, [
          'ApiKeyRequired',
          'ModelSelectionExpression',
          'OperationName',
          'RequestModels',
          'RequestParameters',
          'RouteResponseSelectionExpression',
        ])
      : {}),
    ...(key === '$connect' ? authorization(context, api) : {}),
    Target: sub('integrations/${Integration}', at, { Integration: ref(`${id}Integration`) }),
  });
  put('Integration', 'AWS::ApiGatewayV2::Integration', {
    ApiId: ref(address),
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: functionArn === undefined ? undefined : invocationUri(functionArn, functionArn.at),
    TimeoutInMillis: field(route, 'IntegrationTimeout'),
  });
  if (functionArn === undefined) return;
  const apiId = reference(address, 'ApiId', at);
  const stage = field(api.properties, 'StageName') ?? scalar('default', at);
  put('Permission', 'AWS::Lambda::Permission', {
    ...invokePermission(functionArn, apiId, '', at),
    SourceArn: sub('arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/${Stage}/${Key}', at, {
      Api: apiId,
      Stage: stage,
      Key: scalar(key, at),
    }),
  });
}

/** Authorization of `$connect`, which a whole connection rests on. */
function authorization(context: SamContext, api: RawResource): Record<string, Value | undefined> {
  const entry = entryOf(api.properties, 'Auth');
  if (entry === undefined || !truthy(entry.value)) return {};
  const auth = unaliased(entry.value);
  const type = field(auth, 'AuthType');
  const kind = type === undefined ? undefined : context.staticText(unaliased(type));
  if (auth.is !== 'map' || type === undefined || kind === undefined || !['NONE', 'AWS_IAM', 'CUSTOM'].includes(kind)) {
    const why = `Auth of ${api.address} says no AuthType that SAM knows`;
    context.problem(type?.at ?? entry.key, why, 'Write CUSTOM, AWS_IAM or NONE');
    return { AuthorizationType: { is: 'opaque', why, at: entry.key } };
  }
  const named = worded(type, 'AuthType');
  if (kind !== 'CUSTOM') return { AuthorizationType: named };
  putAuthorizer(context, api, auth, entry);
  const id = reference(`${api.address}ConnectAuthorizer`, undefined, entry.key);
  return { AuthorizationType: named, AuthorizerId: worded(id, 'Auth') };
}

function putAuthorizer(context: SamContext, api: RawResource, auth: MapNode, { key: at }: Entry): void {
  const id = `${api.address}ConnectAuthorizer`;
  const functionArn = field(auth, 'AuthArn');
  const role = field(auth, 'InvokeRole');
  if (functionArn === undefined) {
    context.problem(at, `Auth of ${api.address} names no function`, 'Add AuthArn');
  }
  generate(context, api, {
    id,
    type: 'AWS::ApiGatewayV2::Authorizer',
    at,
    label: `the authorizer of ${api.address}`,
    properties: {
      ApiId: reference(api.address, undefined, at),
      AuthorizerType: 'REQUEST',
      AuthorizerUri:
        functionArn === undefined ? undefined : worded(invocationUri(functionArn, functionArn.at), 'AuthArn'),
      AuthorizerCredentialsArn: role,
      IdentitySource: field(auth, 'IdentitySource'),
      Name: field(auth, 'Name') ?? localId(context, id),
    },
  });
  if (functionArn === undefined || truthy(role)) return;
  putAuthorizerPermission(context, api, { name: '', at, functionArn });
}

function putStage(context: SamContext, api: RawResource, routes: readonly string[], tags: MapNode): string {
  const { address, at, properties } = api;
  const written = field(properties, 'StageName');
  const name = written === undefined ? 'default' : (textOf(written) ?? '');
  if (name === '$default') {
    context.problem(written?.at ?? at, `The stage of ${address} cannot be $default`, 'Choose another StageName');
  }
  const id = `${address}${name === 'default' ? 'Default' : name}Stage`;
  const settings = entryOf(properties, 'RouteSettings');
  const spreads = truthy(field(properties, 'PropagateTags'));
  context.aliases.set(`${address}.Stage`, id);
  generate(context, api, {
    id,
    type: 'AWS::ApiGatewayV2::Stage',
    at,
    label: `the stage of ${address}`,
    properties: {
      ApiId: reference(address, undefined, at),
      StageName: written ?? 'default',
      ...copied(properties, ['StageVariables', 'AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings']),
      Tags: spreads ? tags : { 'websocketapi:createdBy': 'SAM' },
      AutoDeploy: true,
    },
    attributes:
      settings === undefined || routes.length === 0
        ? {}
        : {
            DependsOn: {
              key: settings.key,
              value: { is: 'list', at, items: routes.map((route) => scalar(route, at)) },
            },
          },
  });
  return id;
}
