import { scalar } from '../../../template/node.js';
import type { Entry, MapNode, Node } from '../../../template/node.js';
import type { ApiAuth } from '../apis/authorizers.js';
import { conditional } from '../apis/conditional.js';
import { putEventRole, targetOf } from '../apis/events.js';
import type { ApiEvent } from '../apis/events.js';
import { field, invocationUri } from '../apis/nodes.js';
import { integrationKey, withEntry } from '../apis/openapi-body.js';
import { build, sub, worded } from '../build.js';
import type { Value } from '../build.js';
import type { SamContext } from '../context.js';
import { textOf, truthy } from '../resource.js';

const asMap = (value: Value, { at }: ApiEvent): MapNode => {
  const node = build(value, at);
  return node.is === 'map' ? node : { is: 'map', entries: new Map(), at };
};

/** The method that an Api event of a function makes: API Gateway hands the whole request to the function. */
export function functionOperation(context: SamContext, event: ApiEvent, auth: ApiAuth): MapNode {
  const { at, properties } = event;
  const mode = field(properties, 'ResponseTransferMode');
  const streams = textOf(mode) === 'RESPONSE_STREAM';
  const timeout = field(properties, 'TimeoutInMillis');
  const integration = {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: conditional(event, invocationUri(targetOf(context, event, at).arn, at, streams)),
    responseTransferMode: streams ? 'STREAM' : undefined,
    credentials: credentials(event, auth),
    timeoutInMillis: timeout === undefined ? undefined : worded(timeout, 'TimeoutInMillis'),
  };
  return asMap({ 'x-amazon-apigateway-integration': integration, responses: {} }, event);
}

/** The method that an Api event of a state machine makes: API Gateway starts an execution, with a role of its own. */
export function stateMachineOperation(context: SamContext, event: ApiEvent): MapNode {
  const { at } = event;
  const role = putEventRole(context, event);
  const unescapes = truthy(field(event.properties, 'UnescapeMappingTemplate'));
  const input = `$util.escapeJavaScript($input.json('$'))${unescapes ? `.replaceAll("\\\\'","'")` : ''}`;
  const template: Node = {
    is: 'text',
    parts: [`{"input": "${input}", "stateMachineArn": "`, targetOf(context, event, at).arn, '"}'],
    at,
  };
  return asMap(
    {
      'x-amazon-apigateway-integration': {
        type: 'aws',
        httpMethod: 'POST',
        uri: conditional(
          event,
          sub('arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution', at),
        ),
        responses: { '200': { statusCode: '200' }, '400': { statusCode: '400' } },
        credentials: role,
        requestTemplates: { 'application/json': template },
      },
      responses: { '200': { description: 'OK' }, '400': { description: 'Bad Request' } },
    },
    event,
  );
}

/**
 * With IAM authorization the caller's own credentials call the function, unless an InvokeRole says otherwise. Parameters
 * count for nothing here: the transform compares before it puts them in.
 */
function credentials(event: ApiEvent, { settings }: ApiAuth): Node | undefined {
  const own = field(event.properties, 'Auth');
  const asks = textOf(field(own, 'Authorizer')) === 'AWS_IAM';
  const inherits = textOf(field(settings, 'DefaultAuthorizer')) === 'AWS_IAM' && !truthy(own);
  if (!asks && !inherits) return undefined;
  const entryIn = (node: Node | undefined): Entry | undefined =>
    node?.is === 'map' ? node.entries.get('InvokeRole') : undefined;
  const role = (entryIn(own) ?? entryIn(settings))?.value;
  if (role === undefined) return sub('arn:${AWS::Partition}:iam::*:user/*', event.at);
  // Written, but empty, is `NONE`.
  if (!truthy(role) || textOf(role) === 'NONE') return undefined;
  const callers = textOf(role) === 'CALLER_CREDENTIALS';
  return worded(callers ? sub('arn:${AWS::Partition}:iam::*:user/*', role.at) : role, 'InvokeRole');
}

/** What RequestModel and RequestParameters make of a method, and the validator that the document needs for it. */
export function withRequests(
  context: SamContext,
  operation: MapNode,
  event: ApiEvent,
  isVersion3: boolean,
): { operation: MapNode; validator?: { name: string; entry: Entry } } {
  const entries = new Map(operation.entries);
  const parameters: Node[] = [];
  const model = field(event.properties, 'RequestModel');
  const name = textOf(field(model, 'Model'))?.toLowerCase();
  if (model !== undefined && name !== undefined) {
    const required = field(model, 'Required');
    if (isVersion3) {
      const schema = { $ref: `#/components/schemas/${name}` };
      const content = { 'application/json': { schema } };
      entries.set('requestBody', { key: model.at, value: build({ content, required }, model.at) });
    } else {
      parameters.push(build({ in: 'body', name, schema: { $ref: `#/definitions/${name}` }, required }, model.at));
    }
  }
  const list = field(event.properties, 'RequestParameters');
  const cached: Node[] = [];
  for (const item of list?.is === 'list' ? list.items : []) {
    const made = parameterOf(item);
    if (made !== undefined) {
      parameters.push(made.parameter);
      if (made.cached) cached.push(scalar(made.name, item.at));
    } else {
      context.problem(
        item.at,
        `A request parameter of event ${event.name} is none that SAM knows`,
        'Write method.request.querystring.NAME, .path.NAME or .header.NAME',
      );
    }
  }
  const integration = entries.get(integrationKey);
  if (cached[0] !== undefined && integration?.value.is === 'map') {
    const keys: Node = { is: 'list', items: cached, at: cached[0].at };
    entries.set(integrationKey, { ...integration, value: withEntry(integration.value, 'cacheKeyParameters', keys) });
  }
  const first = parameters[0];
  if (first !== undefined) {
    entries.set('parameters', { key: first.at, value: { is: 'list', items: parameters, at: first.at } });
  }

  const body = field(model, 'ValidateBody');
  const params = field(model, 'ValidateParameters');
  if (model === undefined || (body === undefined && params === undefined))
    return { operation: { ...operation, entries } };
  const [checksBody, checksParams] = [truthy(body), truthy(params)];
  const validator = checksBody
    ? checksParams
      ? 'body-and-params'
      : 'body-only'
    : checksParams
      ? 'params-only'
      : 'no-validation';
  entries.set('x-amazon-apigateway-request-validator', { key: model.at, value: build(validator, model.at) });
  const settings = { validateRequestBody: body ?? false, validateRequestParameters: params ?? false };
  return {
    operation: { ...operation, entries },
    validator: { name: validator, entry: { key: model.at, value: build(settings, model.at) } },
  };
}

function parameterOf(item: Node): { parameter: Node; name: string; cached: boolean } | undefined {
  const [only] = item.is === 'map' ? item.entries : [];
  const written = only === undefined ? textOf(item) : only[0];
  const parts = /^method\.request\.(querystring|path|header)\.(.+)$/.exec(written ?? '');
  if (parts === null) return undefined;
  const [, where = '', name = ''] = parts;
  const required = field(only?.[1].value, 'Required') ?? false;
  const parameter = build({ in: where === 'querystring' ? 'query' : where, name, required, type: 'string' }, item.at);
  return { parameter, name: written ?? '', cached: truthy(field(only?.[1].value, 'Caching')) };
}
