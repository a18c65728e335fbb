import type { Location } from '../../../source/source.js';
import { type Entry, type MapNode, type Node, unaliased } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { type ApiAuth, declaredAuthorizers, hidden, putAuthorizerPermission, readAuth } from '../apis/authorizers.js';
import { field, isFalse, isSet } from '../apis/nodes.js';
import { eachOperation } from '../apis/openapi-body.js';
import { editSecurity, iamScheme, namesIn, requirement, saysNothing, undecidedSecurity } from '../apis/security.js';
import type { Asked } from '../apis/security.js';
import type { SamContext } from '../context.js';
import { entryOf, given as present, intrinsic, truthy } from '../resource.js';
import { builtIn, restScheme, withSchemes } from './schemes.js';

const known = new Set([
  'Authorizers',
  'DefaultAuthorizer',
  'InvokeRole',
  'AddDefaultAuthorizerToCorsPreflight',
  'AddApiKeyRequiredToCorsPreflight',
  'ApiKeyRequired',
  'ResourcePolicy',
  'UsagePlan',
]);

/**
 * Reads the Auth of an AWS::Serverless::Api.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
 */
export const restAuth = (context: SamContext, api: RawResource): ApiAuth =>
  readAuth(context, api, known, (settings) => authIn(context, api, settings));

function authIn(context: SamContext, api: RawResource, settings: MapNode): ApiAuth {
  const declared = declaredAuthorizers(context, api, field(settings, 'Authorizers'));
  const schemes = new Map<string, Entry>();
  for (const [name, { key, value }] of declared) {
    refuse(context, name, key, value);
    schemes.set(name, { key, value: restScheme(name, value, key) });
  }

  const asked = entryOf(settings, 'DefaultAuthorizer')?.value;
  const name = asked === undefined ? undefined : context.staticText(unaliased(asked));
  if (asked !== undefined && name === 'AWS_IAM') {
    schemes.set('AWS_IAM', { key: asked.at, value: iamScheme(asked.at) });
  }
  const base = { settings, declared, schemes, default: undefined, doubt: undefined };
  if (asked === undefined) return { ...base, doubt: hidden(settings) };
  const given = unaliased(asked);
  if (name === undefined && given.is === 'parameter') {
    // The transform puts in what the deployment gives.
    return { ...base, doubt: { why: `${given.name} is given at deployment`, at: given.at } };
  }
  // Without a single authorizer the transform does not even look at DefaultAuthorizer: the routes stay open.
  if (name === '' || schemes.size === 0) return base;
  if (name === undefined) {
    const why = `DefaultAuthorizer of ${api.address} is not a string`;
    context.problem(asked.at, why, 'Write the name of an authorizer');
    return { ...base, doubt: { why, at: asked.at } };
  }
  if (!schemes.has(name)) {
    const why = `DefaultAuthorizer ${name} is not defined in Authorizers of ${api.address}`;
    context.problem(asked.at, why, `Define ${name}, or name one of ${[...declared.keys()].join(', ')}`);
    return { ...base, doubt: { why, at: asked.at } };
  }
  return { ...base, default: { name, at: asked.at, property: 'DefaultAuthorizer' } };
}

const identities = ['Headers', 'QueryStrings', 'StageVariables', 'Context'];

/** What the transform refuses of a Lambda authorizer; what only the deployment knows, it may take. */
function refuse(context: SamContext, name: string, at: Location, authorizer: Node): void {
  const payload = present(field(authorizer, 'FunctionPayloadType'));
  if (payload?.is !== 'scalar') return;
  if (payload.value !== 'REQUEST' && payload.value !== 'TOKEN') {
    const why = `FunctionPayloadType of authorizer ${name} is no valid value`;
    context.problem(payload.at, why, 'Write TOKEN or REQUEST');
    return;
  }
  const identity = present(field(authorizer, 'Identity'));
  if (payload.value !== 'REQUEST' || (identity !== undefined && intrinsic(identity))) return;
  const ttl = present(field(identity, 'ReauthorizeEvery'));
  const keepsNothing = ttl?.is === 'scalar' ? Math.trunc(Number(ttl.value ?? Number.NaN)) <= 0 : ttl !== undefined;
  if (keepsNothing || identities.some((each) => truthy(field(identity, each)))) return;
  context.problem(
    identity?.at ?? at,
    `Authorizer ${name} keeps its answers, but nothing in its Identity tells one caller from another`,
    `Add ${identities.slice(0, -1).join(', ')} or Context to Identity, or set ReauthorizeEvery to 0`,
  );
}

/** Applies the authorizers, DefaultAuthorizer and ApiKeyRequired of an API to its document, after all events. */
export function withApiAuth(context: SamContext, body: Node, auth: ApiAuth): Node {
  const { settings, doubt } = auth;
  let result = body;
  if (settings !== undefined) result = withSchemes(result, auth.schemes, settings.at);
  const preflight = (key: string): boolean => !isFalse(context, field(settings, key));
  if (auth.default !== undefined) {
    result = withDefault(result, auth, auth.default, preflight('AddDefaultAuthorizerToCorsPreflight'));
  } else if (doubt !== undefined) {
    result = eachOperation(result, (operation) =>
      saysNothing(operation) ? undecidedSecurity(operation, doubt.why, doubt.at) : operation,
    );
  }
  const keys = field(settings, 'ApiKeyRequired');
  if (keys !== undefined && isSet(context, keys)) {
    result = withSchemes(result, builtIn('api_key', keys.at), keys.at, true);
    result = withApiKeys(result, keys.at, preflight('AddApiKeyRequiredToCorsPreflight'));
  }
  return result;
}

function withDefault(body: Node, auth: ApiAuth, asked: Asked, preflight: boolean): Node {
  const authorizers = new Set(['AWS_IAM', ...auth.schemes.keys()]);
  const scopes = field(auth.declared.get(asked.name)?.value, 'AuthorizationScopes');
  const isAuthorizer = (item: Node): boolean => namesIn(item).some((name) => authorizers.has(name));
  const firsts = new Set<string>();
  const result = eachOperation(body, (operation, method) => {
    if (method === 'options' && !preflight) return operation;
    return editSecurity(operation, asked.at, asked.property, (items) => {
      const chosen = items.filter((item) => isAuthorizer(item));
      const rest = items.filter((item) => !isAuthorizer(item));
      const opened = rest.findIndex((item) => namesIn(item).includes('NONE'));
      if (opened >= 0) rest.splice(opened, 1);
      else rest.push(...(chosen.length > 0 ? chosen : [requirement(asked, scopes)]));
      const [first] = rest;
      for (const name of first === undefined ? [] : namesIn(first)) firsts.add(name);
      // A method whose only entry was NONE keeps it: an empty list is not written.
      return rest.length > 0 ? rest : undefined;
    });
  });
  return firsts.has('AWS_IAM') ? withSchemes(result, builtIn('AWS_IAM', asked.at), asked.at, true) : result;
}

function withApiKeys(body: Node, at: Location, preflight: boolean): Node {
  return eachOperation(body, (operation, method) =>
    editSecurity(operation, at, 'ApiKeyRequired', (items) => {
      const isKey = (item: Node): boolean =>
        namesIn(item).some((name) => name === 'api_key' || name === 'api_key_false');
      const rest = items.filter((item) => !isKey(item));
      const refused = items.some((item) => namesIn(item).includes('api_key_false'));
      const wanted = !refused && (method !== 'options' || preflight);
      const result = wanted ? [...rest, requirement({ name: 'api_key', at, property: 'ApiKeyRequired' })] : rest;
      return items.length === 0 && result.length === 0 ? undefined : result;
    }),
  );
}

/**
 * Lets the API call its Lambda authorizers, which SAM does unless it is told not to.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-lambdatokenauthorizer.html
 */
export function putAuthorizerPermissions(context: SamContext, api: RawResource, auth: ApiAuth): void {
  for (const [name, { key, value }] of auth.declared) {
    const functionArn = field(value, 'FunctionArn');
    if (functionArn === undefined || isSet(context, field(value, 'DisableFunctionDefaultPermissions'))) continue;
    putAuthorizerPermission(context, api, { name, at: key, functionArn });
  }
}
