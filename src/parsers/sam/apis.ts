import type { RawResource } from '../../template/template.js';
import type { Domains } from './apis/domain.js';
import { apiEvents, apiOf, putEventPermission, putEventRole, routeOf } from './apis/events.js';
import type { ApiEvent } from './apis/events.js';
import type { SamContext } from './context.js';
import { addHttpEvent, draftHttpApi, finishHttpApi } from './http/api.js';
import type { HttpDraft } from './http/api.js';
import { addRestEvent, draftRestApi, finishRestApi } from './rest/api.js';
import type { RestDraft } from './rest/api.js';
import { stageNames } from './rest/stage.js';
import { putSharedPlan } from './rest/usage-plan.js';
import type { SharedPlan } from './rest/usage-plan.js';
import { lowerWebSocketApi } from './websocket.js';

/**
 * Lowers AWS::Serverless::Api, HttpApi and WebSocketApi, and the Api and HttpApi events of functions and state machines. As
 * in the transform, events come first: what an API says for all of its methods is added to what is there then.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-api.html
 */
export function lowerApis(context: SamContext): void {
  const calls = apiEvents(context).flatMap((event) => {
    const api = apiOf(context, event);
    return api === undefined ? [] : [{ event, api }];
  });
  const rest = new Map<string, RestDraft>();
  const http = new Map<string, HttpDraft>();
  for (const resource of context.resources.values()) {
    const { address, type } = resource;
    if (type === 'AWS::Serverless::Api') rest.set(address, draftRestApi(context, resource));
    if (type === 'AWS::Serverless::HttpApi') http.set(address, draftHttpApi(context, resource));
  }
  for (const { event, api } of calls) {
    const restDraft = rest.get(api.address);
    const httpDraft = http.get(api.address);
    if (restDraft !== undefined && event.kind === 'HttpApi') {
      // SAM takes this where the document is the user's own and in OpenAPI 3.
      const draft: HttpDraft = { ...restDraft, routes: new Map() };
      addHttpEvent(context, draft, event);
      restDraft.body = draft.body;
    } else if (restDraft !== undefined) addRestEvent(context, restDraft, event);
    else if (httpDraft !== undefined) addHttpEvent(context, httpDraft, event);
    else addForeignEvent(context, event, api);
  }
  const domains: Domains = { names: new Map(), zones: new Map() };
  const shared: SharedPlan = [];
  for (const draft of rest.values()) finishRestApi(context, draft, { domains, shared });
  for (const draft of http.values()) finishHttpApi(context, draft, domains);
  putSharedPlan(context, shared);
  for (const resource of context.resources.values()) {
    if (resource.type === 'AWS::Serverless::WebSocketApi') lowerWebSocketApi(context, resource, domains);
  }
}

/** An API in plain CloudFormation is the user's own: an event only lets it call. */
function addForeignEvent(context: SamContext, event: ApiEvent, api: RawResource): void {
  if (event.starts === 'state machine') {
    putEventRole(context, event);
    return;
  }
  const route = routeOf(context, event);
  if (route === undefined) return;
  putEventPermission(context, event, route, { api, suffix: event.kind === 'Api' ? stageNames(api).suffix : '' });
}
