import { parameter, scalar } from '../../../template/node.js';
import type { Entry, MapNode, Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import type { ApiAuth } from '../apis/authorizers.js';
import { conditional, withConditionalPaths } from '../apis/conditional.js';
import { withHttpCors } from '../apis/cors.js';
import { putHttpDomain } from '../apis/domain.js';
import type { Domains } from '../apis/domain.js';
import { putEventPermission, routeOf, targetOf } from '../apis/events.js';
import type { ApiEvent } from '../apis/events.js';
import { field, invocationUri, loweredApi, refuseWithUri } from '../apis/nodes.js';
import {
  anyMethod,
  atPath,
  bodyLocation,
  branches,
  hasIntegration,
  inBranches,
  integrationKey,
  methodKey,
  operationsAt,
  unreadBody,
  withAdded,
  withEntry,
  withDisabledEndpoint,
} from '../apis/openapi-body.js';
import { build, mapOf, shape, worded } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, textOf, truthy } from '../resource.js';
import { httpAuth, httpEventAuth, putHttpAuthorizerPermissions, withHttpAuth } from './auth.js';
import { putHttpStage } from './stage.js';

/** An HTTP API while its events are put into its document. */
export interface HttpDraft {
  readonly api: RawResource;
  readonly auth: ApiAuth;
  readonly managed: boolean;
  body: Node;
  /** RouteSettings of events, under `METHOD /path`. */
  readonly routes: Map<string, Entry>;
}

/**
 * Begins an AWS::Serverless::HttpApi.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html
 */
export function draftHttpApi(context: SamContext, api: RawResource): HttpDraft {
  const { properties } = api;
  const body = entryOf(properties, 'DefinitionBody');
  const uri = entryOf(properties, 'DefinitionUri');
  if (body !== undefined && uri !== undefined) {
    context.problem(uri.key, `${api.address} has both DefinitionBody and DefinitionUri`, 'Keep one of them');
  }
  const skeleton = (): Node =>
    mapOf(
      { openapi: '3.0.1', info: { version: '1.0', title: parameter('AWS::StackName', api.at) }, paths: {} },
      api.at,
    );
  const unread = uri === undefined ? undefined : unreadBody(uri.value, uri.value.at, shape(uri.value));
  if (body === undefined && uri !== undefined) {
    const written = ['Auth', 'CorsConfiguration', 'Tags', 'Description', 'Name', 'DisableExecuteApiEndpoint'];
    refuseWithUri(context, api, written);
  }
  return {
    api,
    auth: httpAuth(context, api),
    managed: body === undefined && uri === undefined,
    body: body?.value ?? unread ?? skeleton(),
    routes: new Map(),
  };
}

/** Puts one HttpApi event into the document of its API, the user's own included. */
export function addHttpEvent(context: SamContext, draft: HttpDraft, event: ApiEvent): void {
  const route = routeOf(context, event);
  if (route === undefined) return;
  const { api } = draft;
  // One permission for the default route of a function covers its other routes.
  if (route.path === '$default' || !ownsDefault(draft.body, event.owner.address)) {
    putEventPermission(context, event, route, { api, suffix: '' });
  }
  const settings = field(event.properties, 'RouteSettings');
  if (settings !== undefined) {
    const name = route.path === '$default' ? '$default' : `${route.method.toUpperCase()} ${route.path}`;
    draft.routes.set(name, { key: settings.at, value: conditional(event, settings) });
  }
  const key = methodKey(route.method);
  if (draft.managed && operationsAt(draft.body, route.path, key).some(hasIntegration)) {
    context.problem(
      event.at,
      `Another event has ${route.method.toUpperCase()} ${route.path} already`,
      'Change Path or Method',
    );
    return;
  }
  const authorized = httpEventAuth(context, event, draft);
  const isDefault = route.path === '$default' && key === anyMethod;
  draft.body = atPath(draft.body, route.path, route.pathAt, (item) => {
    const old = entryOf(item, key);
    const change = (operation: MapNode): MapNode => {
      const integrated = hasIntegration(operation) ? operation : withIntegration(context, event, operation, isDefault);
      return authorized(withRequest(event, integrated, route.path));
    };
    if (old !== undefined) return withEntry(item, key, inBranches(old.value, change), old.key);
    return withEntry(item, key, conditional(event, change(mapOf({}, event.at))), event.at);
  });
}

function withIntegration(context: SamContext, event: ApiEvent, operation: MapNode, isDefault: boolean): MapNode {
  const { at } = event;
  const integration = build(
    {
      type: 'aws_proxy',
      httpMethod: 'POST',
      payloadFormatVersion: '2.0',
      uri: conditional(event, invocationUri(targetOf(context, event, at).arn, at)),
    },
    at,
  );
  const entries = new Map(operation.entries);
  entries.set(integrationKey, { key: at, value: integration });
  if (isDefault) entries.set('isDefaultRoute', { key: at, value: scalar(true, at) });
  if (!entries.has('responses')) entries.set('responses', { key: at, value: mapOf({}, at) });
  return { ...operation, entries };
}

/** Settings of an event that reach an integration, also one of the user's own document. */
function withRequest(event: ApiEvent, operation: MapNode, path: string): MapNode {
  const settings = new Map<string, Entry>();
  for (const [name, property] of [
    ['timeoutInMillis', 'TimeoutInMillis'],
    ['payloadFormatVersion', 'PayloadFormatVersion'],
  ] as const) {
    const entry = entryOf(event.properties, property);
    if (entry !== undefined) settings.set(name, { key: entry.key, value: worded(entry.value, property) });
  }
  const changed = withAdded(operation, integrationKey, settings, event.at);
  const written = field(changed, 'parameters');
  const old = written?.is === 'list' ? written.items : [];
  const names = new Set(old.map((item) => textOf(field(item, 'name'))));
  const added = [...path.matchAll(/\{(.*?)\}/g)]
    .flatMap(([, name]) => (name === undefined || names.has(name) ? [] : [name]))
    .map((name) => build({ name, in: 'path', required: true }, event.at));
  if (added.length === 0) return changed;
  const at = written?.at ?? event.at;
  return withEntry(changed, 'parameters', { is: 'list', items: [...old, ...added], at });
}

/** Whether the default route of a document calls this very function, and not an alias of it. */
function ownsDefault(body: Node, owner: string): boolean {
  const operations = operationsAt(body, '$default', anyMethod).filter(hasIntegration);
  const calls = (uri: Node | undefined): boolean => {
    if (uri?.is === 'choice') return [uri.then, uri.otherwise].every((one) => one.is === 'omitted' || calls(one));
    const parts = uri?.is === 'text' ? uri.parts : [];
    return parts.some(
      (part) => typeof part !== 'string' && part.is === 'reference' && part.to === owner && part.attribute === 'Arn',
    );
  };
  return (
    operations.length > 0 && operations.every((operation) => calls(field(field(operation, integrationKey), 'uri')))
  );
}

/** Ends an HTTP API: what it says for all of its routes comes after what its events say. */
export function finishHttpApi(context: SamContext, draft: HttpDraft, domains: Domains): void {
  const { api, auth } = draft;
  const { properties } = api;
  const tags = tagMap(api, draft.body);
  if (draft.managed) draft.body = withConditionalPaths(draft.body);
  const fails = truthy(field(properties, 'FailOnWarnings'));
  const cors = withHttpCors(context, api, draft.body);
  const body = inBranches(withHttpAuth(cors, auth), (document) => {
    let result = document;
    const items = field(result, 'tags');
    if (tags !== undefined) {
      const own = [...tags.entries].map(([name, { key, value }]) =>
        build({ name, 'x-amazon-apigateway-tag-value': value }, key),
      );
      result = withEntry(result, 'tags', build([...(items?.is === 'list' ? items.items : []), ...own], tags.at));
    }
    const disable = entryOf(properties, 'DisableExecuteApiEndpoint');
    if (disable !== undefined) result = withDisabledEndpoint(result, disable, true);
    const info = new Map<string, Entry>();
    for (const [name, property] of [
      ['title', 'Name'],
      ['description', 'Description'],
    ] as const) {
      const entry = entryOf(properties, property);
      if (entry !== undefined) info.set(name, entry);
    }
    result = withAdded(result, 'info', info, api.at);
    return fails ? withDefaultPath(result) : result;
  });
  const warns = field(properties, 'FailOnWarnings');
  context.put(
    loweredApi(api, 'AWS::ApiGatewayV2::Api', {
      FailOnWarnings: truthy(warns) ? warns : undefined,
      Body: body,
      BodyS3Location: bodyLocation(properties),
    }),
  );
  const stage = putHttpStage(context, draft, tags);
  putHttpAuthorizerPermissions(context, api, auth);
  putHttpDomain(context, domains, { api, stage, tagged: true }, tags);
}

/** API Gateway warns of a path that begins with no slash. */
function withDefaultPath(document: MapNode): MapNode {
  const paths = field(document, 'paths');
  if (paths === undefined || !branches(paths).some((items) => items.entries.has('$default'))) return document;
  const changed = inBranches(paths, (items) => ({
    ...items,
    entries: new Map([...items.entries].map(([path, entry]) => [path === '$default' ? '/$default' : path, entry])),
  }));
  return withEntry(document, 'paths', changed, document.entries.get('paths')?.key ?? paths.at);
}

function tagMap(api: RawResource, body: Node): MapNode | undefined {
  const tags = field(api.properties, 'Tags');
  if (branches(body).length === 0) return undefined;
  const own = tags?.is === 'map' ? tags : mapOf({}, api.at);
  return withEntry(own, 'httpapi:createdBy', scalar('SAM', api.at));
}
