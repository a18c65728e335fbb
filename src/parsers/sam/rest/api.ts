import type { Entry, MapNode, Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import type { ApiAuth } from '../apis/authorizers.js';
import { conditional, withConditionalPaths } from '../apis/conditional.js';
import { withRestCors } from '../apis/cors.js';
import { putRestDomain } from '../apis/domain.js';
import type { Domains } from '../apis/domain.js';
import { putEventPermission, putEventRole, routeOf } from '../apis/events.js';
import type { ApiEvent, Route } from '../apis/events.js';
import { copied, field, isSet, loweredApi, refuseWithUri } from '../apis/nodes.js';
import {
  atPath,
  bodyLocation,
  branches,
  inBranches,
  isOpenApi3,
  methodKey,
  operationsAt,
  skeleton,
  takesAuth,
  tidied,
  unreadBody,
  withAdded,
  withEntry,
  withValue,
} from '../apis/openapi-body.js';
import { shape } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, tagList, truthy } from '../resource.js';
import { putAuthorizerPermissions, restAuth, withApiAuth } from './auth.js';
import { withSettings } from './body.js';
import { restEventAuth } from './event-auth.js';
import { functionOperation, stateMachineOperation, withRequests } from './operation.js';
import { withResourcePolicy } from './resource-policy.js';
import { withSchemes } from './schemes.js';
import { endpointConfiguration, putRestStage, stageNames } from './stage.js';
import { putUsagePlan } from './usage-plan.js';
import type { SharedPlan } from './usage-plan.js';

/** A REST API while its events are put into its document. */
export interface RestDraft {
  readonly api: RawResource;
  readonly auth: ApiAuth;
  /** The document is the transform's own; the user's is only touched where the user asks for that. */
  readonly managed: boolean;
  readonly merges: boolean;
  readonly stage: string;
  readonly suffix: string;
  body: Node;
  /** Resource policies of events: they name all methods of their path, so they wait for the last event. */
  readonly policies: { readonly policy: Node; readonly path: string }[];
}

/**
 * Begins an AWS::Serverless::Api.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
 */
export function draftRestApi(context: SamContext, api: RawResource): RestDraft {
  const { properties } = api;
  const body = entryOf(properties, 'DefinitionBody');
  const uri = entryOf(properties, 'DefinitionUri');
  const at = api.origin?.label === undefined ? api.at : properties.at;
  if (body !== undefined && uri !== undefined) {
    context.problem(uri.key, `${api.address} has both DefinitionBody and DefinitionUri`, 'Keep one of them');
  }
  if (field(properties, 'StageName') === undefined) {
    context.problem(api.at, `${api.address} has no StageName`, 'Add StageName');
  }
  if (body === undefined && uri !== undefined) {
    const written = ['Auth', 'Cors', 'GatewayResponses', 'Models', 'MergeDefinitions', 'DisableExecuteApiEndpoint'];
    refuseWithUri(context, api, written);
  }
  const unread = uri === undefined ? undefined : unreadBody(uri.value, uri.value.at, shape(uri.value));
  return {
    api,
    auth: restAuth(context, api),
    managed: body === undefined && uri === undefined,
    merges: body !== undefined && truthy(field(properties, 'MergeDefinitions')),
    ...stageNames(api),
    body: body === undefined ? (unread ?? skeleton(field(properties, 'OpenApiVersion'), at)) : body.value,
    policies: [],
  };
}

/** Puts one Api event into the document of its API, and makes what else it needs. */
export function addRestEvent(context: SamContext, draft: RestDraft, event: ApiEvent): void {
  const route = routeOf(context, event);
  if (route === undefined) return;
  const { api, auth } = draft;
  if (event.starts === 'function') putEventPermission(context, event, route, { api, suffix: draft.suffix });
  const own = field(event.properties, 'Auth');
  const overrides = truthy(field(own, 'OverrideApiAuth'));
  if (draft.managed || (draft.merges && event.starts === 'function')) {
    addOperation(context, draft, event, route);
  } else {
    if (event.starts === 'state machine') putEventRole(context, event);
    if (!overrides) return;
    const changed = restEventAuth(context, event, { address: api.address, auth });
    if (!['Authorizer', 'ApiKeyRequired', 'ResourcePolicy'].some((name) => truthy(field(own, name)))) {
      context.problem(
        event.at,
        `OverrideApiAuth of event ${event.name} overrides nothing`,
        'Add Authorizer, ApiKeyRequired or ResourcePolicy',
      );
    } else if (operationsAt(draft.body, route.path, methodKey(route.method)).length === 0 && draft.body.is === 'map') {
      context.problem(
        event.at,
        `DefinitionBody of ${api.address} has no method for event ${event.name}`,
        'Add it to the document',
      );
    } else {
      draft.body = withSchemes(
        atPath(draft.body, route.path, route.pathAt, (item) =>
          withValue(item, methodKey(route.method), (method) => inBranches(method, changed.apply)),
        ),
        changed.schemes,
        event.at,
        true,
      );
    }
  }
  const policy = field(own, 'ResourcePolicy');
  if (policy !== undefined && truthy(policy)) draft.policies.push({ policy, path: route.path });
}

function addOperation(context: SamContext, draft: RestDraft, event: ApiEvent, route: Route): void {
  const { api, auth, merges } = draft;
  const key = methodKey(route.method);
  const begun =
    event.starts === 'function' ? functionOperation(context, event, auth) : stateMachineOperation(context, event);
  if (!merges && operationsAt(draft.body, route.path, key).length > 0) {
    context.problem(
      event.at,
      `Another event has ${route.method.toUpperCase()} ${route.path} already`,
      'Change Path or Method',
    );
    return;
  }
  const version3 = branches(draft.body).some(isOpenApi3);
  const { operation, validator } = withRequests(context, begun, event, version3);
  // The transform merges into paths that are there, and drops the method where there are none.
  if (merges && !branches(draft.body).some((document) => truthy(field(document, 'paths')))) return;
  const authorized = restEventAuth(context, event, { address: api.address, auth });
  const made = authorized.apply(operation);
  // A merged method keeps the event's own spelling, and what the user's document says beside what SAM writes.
  const name = merges ? route.method : key;
  draft.body = atPath(draft.body, route.path, route.pathAt, (item) => {
    const old = merges ? entryOf(item, name)?.value : undefined;
    const merged: MapNode = old?.is === 'map' ? { ...made, entries: new Map([...old.entries, ...made.entries]) } : made;
    return withEntry(item, name, conditional(event, merged, old), event.at);
  });
  if (!merges) draft.body = withSchemes(draft.body, authorized.schemes, event.at, true);
  if (validator === undefined || merges) return;
  const added = new Map([[validator.name, validator.entry]]);
  const validators = 'x-amazon-apigateway-request-validators';
  draft.body = inBranches(draft.body, (document) => withAdded(document, validators, added, validator.entry.key));
}

/** Ends an API: what it says for all of its methods comes after what its events say. */
export function finishRestApi(
  context: SamContext,
  draft: RestDraft,
  { domains, shared }: { domains: Domains; shared: SharedPlan },
): void {
  const { api, auth, stage } = draft;
  const { properties } = api;
  checkBody(context, draft);
  let body = draft.managed ? withConditionalPaths(draft.body) : draft.body;
  for (const { policy, path } of draft.policies) {
    body = withResourcePolicy(context, body, policy, { paths: [path], stage: field(properties, 'StageName') });
  }
  body = withApiAuth(context, withRestCors(context, api, body), auth);
  const policy = field(auth.settings, 'ResourcePolicy');
  if (policy !== undefined && truthy(policy)) {
    body = withResourcePolicy(context, body, policy, { stage: field(properties, 'StageName') });
  }
  body = tidied(withSettings(context, api, body), field(properties, 'OpenApiVersion'));
  const tags = tagList(field(properties, 'Tags'));
  const spreads = isSet(context, field(properties, 'PropagateTags'));
  context.put(
    loweredApi(api, 'AWS::ApiGateway::RestApi', {
      ...copied(properties, [
        'Name',
        'Description',
        'FailOnWarnings',
        'Mode',
        'ApiKeySourceType',
        'Policy',
        'SecurityPolicy',
        'EndpointAccessMode',
        'BinaryMediaTypes',
        'MinimumCompressionSize',
      ]),
      ...endpointConfiguration(context, api),
      Body: body,
      BodyS3Location: bodyLocation(properties),
      Tags: spreads ? tags : undefined,
    }),
  );
  putRestStage(context, draft, tags);
  putAuthorizerPermissions(context, api, auth);
  putRestDomain(context, domains, { api, stage, tagged: spreads });
  putUsagePlan(context, api, auth, { stage, shared });
}

/** Auth and Cors need a document that the transform understands; an include stands for one that it will see. */
function checkBody(context: SamContext, { api, body }: RestDraft): void {
  if (takesAuth(body) || branches(body).some((document) => document.entries.has('Fn::Transform'))) return;
  for (const name of ['Auth', 'Cors']) {
    const entry: Entry | undefined = entryOf(api.properties, name);
    if (entry === undefined || !truthy(entry.value)) continue;
    const message = `${name} of ${api.address} needs a DefinitionBody with paths and a version of Swagger or OpenAPI`;
    context.problem(entry.key, message, 'Add swagger or openapi, and paths, to DefinitionBody');
  }
}
