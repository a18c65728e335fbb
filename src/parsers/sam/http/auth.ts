import type { Location } from '../../../source/source.js';
import { list, opaque, scalar } from '../../../template/node.js';
import type { Entry, MapNode, Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { type ApiAuth, declaredAuthorizers, hidden, putAuthorizerPermission, readAuth } from '../apis/authorizers.js';
import type { ApiEvent } from '../apis/events.js';
import { field, invocationUri, wordedField } from '../apis/nodes.js';
import { eachOperation, inBranches, methodKey, withEntry } from '../apis/openapi-body.js';
import { editSecurity, iamScheme, requirement, saysNothing, undecidedSecurity } from '../apis/security.js';
import { build, worded } from '../build.js';
import type { Value } from '../build.js';
import type { SamContext } from '../context.js';
import { textOf, truthy } from '../resource.js';

const known = new Set(['Authorizers', 'DefaultAuthorizer', 'EnableIamAuthorizer']);

/**
 * Reads the Auth of an AWS::Serverless::HttpApi. Nothing of it may come from a parameter.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapiauth.html
 */
export const httpAuth = (context: SamContext, api: RawResource): ApiAuth =>
  readAuth(context, api, known, (settings) => authIn(context, api, settings));

function authIn(context: SamContext, api: RawResource, settings: MapNode): ApiAuth {
  const schemes = new Map<string, Entry>();
  const iam = field(settings, 'EnableIamAuthorizer');
  if (iam?.is === 'scalar' && iam.value === true) schemes.set('AWS_IAM', { key: iam.at, value: iamScheme(iam.at) });
  const declared = declaredAuthorizers(context, api, field(settings, 'Authorizers'));
  for (const [name, { key, value }] of declared) schemes.set(name, { key, value: scheme(context, name, value, key) });

  const base = { settings, declared, schemes, default: undefined, doubt: undefined };
  const asked = field(settings, 'DefaultAuthorizer');
  if (asked === undefined) return { ...base, doubt: hidden(settings) };
  if (!truthy(asked)) return base;
  const name = textOf(asked);
  if (name !== undefined && schemes.has(name)) {
    return { ...base, default: { name, at: asked.at, property: 'DefaultAuthorizer' } };
  }
  const why =
    name === undefined
      ? `DefaultAuthorizer of ${api.address} is not a string`
      : `DefaultAuthorizer ${name} is not defined in Authorizers of ${api.address}`;
  const help = name === 'AWS_IAM' ? 'Set EnableIamAuthorizer to true' : 'Write the name of an authorizer';
  context.problem(asked.at, why, help);
  return { ...base, doubt: { why, at: asked.at } };
}

/** The security scheme that the transform writes for one entry of Authorizers. */
function scheme(context: SamContext, name: string, authorizer: Node, at: Location): Node {
  if (authorizer.is !== 'map') return authorizer;
  const jwt = field(authorizer, 'JwtConfiguration');
  const need = (property: string): Node | undefined => {
    const value = field(authorizer, property);
    if (value === undefined) context.problem(at, `Authorizer ${name} has no ${property}`, `Add ${property}`);
    return value;
  };
  if (jwt !== undefined && truthy(jwt)) {
    const details = { jwtConfiguration: lowerCased(jwt), identitySource: need('IdentitySource'), type: 'jwt' };
    return build({ type: 'oauth2', 'x-amazon-apigateway-authorizer': details }, at);
  }
  const functionArn = need('FunctionArn');
  const identity = field(authorizer, 'Identity');
  const role = field(authorizer, 'FunctionInvokeRole');
  const simple = field(authorizer, 'EnableSimpleResponses');
  const details: Record<string, Value | undefined> = {
    type: 'request',
    authorizerUri: worded(
      functionArn === undefined
        ? opaque(`authorizer ${name} names no FunctionArn`, at)
        : invocationUri(functionArn, functionArn.at),
      'FunctionArn',
    ),
    authorizerCredentials: truthy(role) && textOf(role) !== 'NONE' ? role : undefined,
    authorizerResultTtlInSeconds: wordedField(identity, 'ReauthorizeEvery'),
    identitySource: identity === undefined ? undefined : identitySource(identity),
    authorizerPayloadFormatVersion: need('AuthorizerPayloadFormatVersion'),
    enableSimpleResponses: truthy(simple) ? simple : undefined,
  };
  const custom = { type: 'apiKey', name: 'Unused', in: 'header', 'x-amazon-apigateway-authorizer': details };
  return build(custom, at);
}

/** OpenAPI has the settings of a JWT authorizer in lower case, users often do not. */
const lowerCased = (jwt: Node): Node =>
  jwt.is === 'map'
    ? { ...jwt, entries: new Map([...jwt.entries].map(([name, entry]) => [name.toLowerCase(), entry])) }
    : jwt;

const sources = [
  ['Headers', '$request.header.'],
  ['QueryStrings', '$request.querystring.'],
  ['StageVariables', '$stageVariables.'],
  ['Context', '$context.'],
] as const;

function identitySource(identity: Node): Node {
  const items = sources.flatMap(([property, prefix]) => {
    const names = field(identity, property);
    return names?.is === 'list' ? names.items.map((name) => scalar(`${prefix}${textOf(name) ?? '?'}`, name.at)) : [];
  });
  return worded(list(items, identity.at), 'Identity');
}

/** What the Auth of one HttpApi event does to its method. */
export function httpEventAuth(
  context: SamContext,
  event: ApiEvent,
  { api, auth }: { api: RawResource; auth: ApiAuth },
): (operation: MapNode) => MapNode {
  const settings = field(event.properties, 'Auth');
  if (settings === undefined || !truthy(settings)) return (operation) => operation;
  const written = field(settings, 'Authorizer');
  const asked =
    written !== undefined && truthy(written)
      ? { node: written, property: 'Authorizer' }
      : { node: field(auth.settings, 'DefaultAuthorizer'), property: 'DefaultAuthorizer' };
  const at = asked.node?.at ?? settings.at;
  const refuse = (why: string, help: string): ((operation: MapNode) => MapNode) => {
    // What is wrong with the API's own Auth has been said once.
    if (auth.doubt === undefined) context.problem(at, why, help);
    return (operation) => undecidedSecurity(operation, why, at);
  };
  if (settings.is !== 'map') return refuse(`Auth of event ${event.name} is not a map`, 'Write Auth as a map');
  if (asked.node === undefined) {
    const why = `Auth of event ${event.name} has no Authorizer, and ${api.address} no DefaultAuthorizer`;
    return refuse(why, 'Name an Authorizer');
  }
  const name = textOf(asked.node);
  if (name === undefined)
    return refuse(`Authorizer of event ${event.name} is not a string`, 'Write the name of an authorizer');
  if (name === 'NONE' && !truthy(field(auth.settings, 'DefaultAuthorizer'))) {
    const why = `Authorizer NONE of event ${event.name} needs a DefaultAuthorizer in ${api.address}`;
    return refuse(why, 'Leave Authorizer out: the route is open anyway');
  }
  if (name !== 'NONE' && !auth.schemes.has(name)) {
    const why = `Authorizer ${name} of event ${event.name} is not defined in ${api.address}`;
    return refuse(why, name === 'AWS_IAM' ? 'Set EnableIamAuthorizer to true' : `Define ${name} in Auth.Authorizers`);
  }
  const own = field(settings, 'AuthorizationScopes');
  const scopes = truthy(own) ? own : field(auth.declared.get(name)?.value, 'AuthorizationScopes');
  const wanted = name === 'NONE' || !truthy(scopes) ? undefined : scopes;
  return (operation) =>
    editSecurity(operation, at, asked.property, (items) => [
      ...items,
      requirement({ name, at, property: asked.property }, wanted),
    ]);
}

/** Adds the schemes of an HTTP API, and its DefaultAuthorizer wherever a method says nothing of its own. */
export function withHttpAuth(body: Node, auth: ApiAuth): Node {
  const { settings, doubt, default: asked } = auth;
  let result = body;
  if (settings !== undefined && auth.schemes.size > 0) {
    result = inBranches(result, (document) => withComponents(document, auth.schemes, settings.at));
  }
  if (asked !== undefined) {
    const scopes = field(auth.declared.get(asked.name)?.value, 'AuthorizationScopes');
    return eachOperation(result, (operation, method) => {
      if (methodKey(method) === 'options') return operation;
      return editSecurity(operation, asked.at, asked.property, (items) =>
        items.length > 0 ? undefined : [requirement(asked, scopes)],
      );
    });
  }
  if (doubt === undefined) return result;
  return eachOperation(result, (operation, method) =>
    method !== 'options' && saysNothing(operation) ? undecidedSecurity(operation, doubt.why, doubt.at) : operation,
  );
}

function withComponents(document: MapNode, schemes: ReadonlyMap<string, Entry>, at: Location): MapNode {
  const mapAt = (node: Node | undefined): MapNode =>
    node?.is === 'map' ? node : { is: 'map', entries: new Map(), at };
  const components = mapAt(field(document, 'components'));
  const old = mapAt(field(components, 'securitySchemes'));
  const merged: MapNode = { ...old, entries: new Map([...old.entries, ...schemes]) };
  const key = components.entries.get('securitySchemes')?.key ?? at;
  const changed = withEntry(components, 'securitySchemes', merged, key);
  return withEntry(document, 'components', changed, document.entries.get('components')?.key ?? at);
}

/** Lets the API call its Lambda authorizers; unlike REST APIs only those that ask for it. */
export function putHttpAuthorizerPermissions(context: SamContext, api: RawResource, auth: ApiAuth): void {
  for (const [name, { key, value }] of auth.declared) {
    const functionArn = field(value, 'FunctionArn');
    if (functionArn === undefined || !truthy(field(value, 'EnableFunctionDefaultPermissions'))) continue;
    putAuthorizerPermission(context, api, { name, at: key, functionArn });
  }
}
