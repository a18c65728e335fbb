import type { Location } from '../../../source/source.js';
import { map, reference, unaliased } from '../../../template/node.js';
import type { MapNode, Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import type { SamContext } from '../context.js';
import { generate, localId, textOf } from '../resource.js';
import { field, invokePermission } from './nodes.js';

/**
 * An Api or HttpApi event of a function or a state machine.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html
 */
export interface ApiEvent {
  readonly name: string;
  /** The event's key in Events. */
  readonly at: Location;
  readonly kind: 'Api' | 'HttpApi';
  readonly owner: RawResource;
  readonly starts: 'function' | 'state machine';
  readonly properties: MapNode;
}

const owners = new Map([
  ['AWS::Serverless::Function', 'function'],
  ['AWS::Serverless::StateMachine', 'state machine'],
] as const satisfies readonly (readonly [string, ApiEvent['starts']])[]);

/** All events that concern an API, in the order in which the transform takes them: functions first, each one's by path. */
export function apiEvents(context: SamContext): ApiEvent[] {
  const found: ApiEvent[] = [];
  for (const [type, starts] of owners) {
    for (const owner of context.resources.values()) {
      if (owner.type !== type) continue;
      const events = field(owner.properties, 'Events');
      if (events?.is !== 'map') continue;
      const own: ApiEvent[] = [];
      for (const [name, { key, value }] of events.entries) {
        const kind = textOf(field(value, 'Type'));
        if (kind !== 'Api' && (kind !== 'HttpApi' || starts !== 'function')) continue;
        const properties = field(value, 'Properties') ?? map({}, key);
        // Other properties are told of where all events of the owner are read.
        if (properties.is === 'map') own.push({ name, at: key, kind, owner, starts, properties });
      }
      const order = (event: ApiEvent): string =>
        textOf(field(event.properties, 'Path')) ?? (event.kind === 'HttpApi' ? '$default' : event.name);
      found.push(...own.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0)));
    }
  }
  return found;
}

/** Where an event leads: nodes, since that is where a finding about the route belongs. */
export interface Route {
  readonly path: string;
  readonly method: string;
  readonly pathAt: Location;
}

/** Path and Method of an event. HttpApi events may lack both: they are the default route. */
export function routeOf(context: SamContext, event: ApiEvent): Route | undefined {
  const path = field(event.properties, 'Path');
  const method = field(event.properties, 'Method');
  if (event.kind === 'HttpApi' && path === undefined && method === undefined) {
    return { path: '$default', method: 'any', pathAt: event.at };
  }
  for (const [name, value] of [
    ['Path', path],
    ['Method', method],
  ] as const) {
    if (value === undefined) {
      context.problem(event.at, `Event ${event.name} has no ${name}`, `Add ${name} to the event`);
      return undefined;
    }
    if (textOf(value) === undefined) {
      context.problem(value.at, `${name} of event ${event.name} is not a string`, `Write ${name} as plain text`);
      return undefined;
    }
  }
  return { path: textOf(path) ?? '', method: (textOf(method) ?? '').toLowerCase(), pathAt: path?.at ?? event.at };
}

/** The API that an event names: its address, or nothing where SAM would refuse it. */
export function apiOf(context: SamContext, event: ApiEvent): RawResource | undefined {
  const property = event.kind === 'Api' ? 'RestApiId' : 'ApiId';
  const written = field(event.properties, property);
  if (written === undefined) {
    return context.resources.get(`${context.scope}Serverless${event.kind === 'Api' ? 'RestApi' : 'HttpApi'}`);
  }
  const node = unaliased(written);
  const plain = textOf(node);
  const to =
    node.is === 'reference' && node.attribute === undefined
      ? node.to
      : plain === undefined
        ? undefined
        : `${context.scope}${plain}`;
  const api = to === undefined ? undefined : context.resources.get(to);
  const fits =
    event.kind === 'Api'
      ? ['AWS::Serverless::Api', 'AWS::ApiGateway::RestApi']
      : ['AWS::Serverless::HttpApi', 'AWS::ApiGatewayV2::Api'];
  if (api !== undefined && (fits.includes(api.type) || hasOpenApi(event, api))) return api;
  const wanted = event.kind === 'Api' ? 'AWS::Serverless::Api' : 'AWS::Serverless::HttpApi';
  context.problem(
    written.at,
    `${property} of event ${event.name} names no ${wanted} of this template`,
    `Refer to an ${wanted} with !Ref, or leave ${property} out for the implicit API`,
  );
  return undefined;
}

/** The one kind of API that the other kind of event is taken for: a REST API with an OpenAPI 3 document of its own. */
const hasOpenApi = (event: ApiEvent, { type, properties }: RawResource): boolean =>
  event.kind === 'HttpApi' &&
  type === 'AWS::Serverless::Api' &&
  field(field(properties, 'DefinitionBody'), 'openapi') !== undefined;

/** What an event calls: the alias if the function publishes one, else the function. */
export function targetOf(context: SamContext, event: ApiEvent, at: Location): { name: Node; arn: Node } {
  const { owner } = event;
  const usesAlias = event.starts === 'function' || field(owner.properties, 'UseAliasAsEventTarget') !== undefined;
  const alias = usesAlias ? context.aliases.get(`${owner.address}.Alias`) : undefined;
  if (alias !== undefined) return { name: reference(alias, undefined, at), arn: reference(alias, undefined, at) };
  const ref = reference(owner.address, undefined, at);
  return { name: ref, arn: event.starts === 'function' ? reference(owner.address, 'Arn', at) : ref };
}

/** Path parameters match anything in a permission, and API Gateway drops a slash at the end. */
function permittedPath(event: ApiEvent, path: string): string {
  const parameters = event.kind === 'Api' ? /\{[A-Za-z0-9._-]+\+?\}/g : /\{(?:[A-Za-z0-9._-]+|proxy\+)\}/g;
  return path.replace(/^(.+)\/$/, '$1').replace(parameters, '*');
}

/** The permission of an API to call the function of an event. */
export function putEventPermission(
  context: SamContext,
  event: ApiEvent,
  { path, method }: Route,
  to: { api: RawResource; suffix: string },
): void {
  const { at, owner } = event;
  const verb = method === 'any' || method === 'x-amazon-apigateway-any-method' ? '*' : method.toUpperCase();
  const rest =
    event.kind === 'HttpApi' && path === '$default'
      ? `*/${verb}`
      : event.kind === 'HttpApi' && method === 'any' && path === '/$default'
        ? '*/$default'
        : `*/${verb}${permittedPath(event, path)}`;
  // A bare logical id is text to the transform, which puts it into the ARN as it stands.
  const written = field(event.properties, event.kind === 'Api' ? 'RestApiId' : 'ApiId');
  const bare = textOf(written) === undefined ? undefined : written;
  const api = bare ?? reference(to.api.address, undefined, at);
  generate(context, owner, {
    id: `${owner.address}${event.name}Permission${to.suffix}`,
    type: 'AWS::Lambda::Permission',
    at,
    label: `the permission of event ${event.name} of ${owner.address}`,
    properties: invokePermission(targetOf(context, event, at).name, api, rest, at),
  });
}

/** The role with which API Gateway starts a state machine. */
export function putEventRole(context: SamContext, event: ApiEvent): Node {
  const { at, owner } = event;
  const id = `${owner.address}${event.name}Role`;
  const start = { Action: 'states:StartExecution', Effect: 'Allow', Resource: targetOf(context, event, at).arn };
  const trust = { Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: ['apigateway.amazonaws.com'] } };
  generate(context, owner, {
    id,
    type: 'AWS::IAM::Role',
    at,
    label: `the role of event ${event.name} of ${owner.address}`,
    properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
      Policies: [{ PolicyName: `${localId(context, id)}StartExecutionPolicy`, PolicyDocument: { Statement: [start] } }],
      PermissionsBoundary: field(owner.properties, 'PermissionsBoundary'),
    },
  });
  return reference(id, 'Arn', at);
}
