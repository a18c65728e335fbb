import type { Location } from '../../../source/source.js';
import { list, scalar } from '../../../template/node.js';
import type { Entry, Node } from '../../../template/node.js';
import { field, invocationUri, wordedField } from '../apis/nodes.js';
import { inBranches, withAdded } from '../apis/openapi-body.js';
import { iamScheme } from '../apis/security.js';
import { build, worded } from '../build.js';
import type { Value } from '../build.js';
import { textOf, truthy } from '../resource.js';

/** The security scheme that the transform writes for one entry of Authorizers. */
export function restScheme(name: string, authorizer: Node, at: Location): Node {
  if (authorizer.is !== 'map') return authorizer;
  const identity = field(authorizer, 'Identity');
  const pool = field(authorizer, 'UserPoolArn');
  const requests = textOf(field(authorizer, 'FunctionPayloadType')) === 'REQUEST';
  const header = field(identity, 'Header');
  const validation = field(identity, 'ValidationExpression');
  const role = field(authorizer, 'FunctionInvokeRole');
  const functionArn = field(authorizer, 'FunctionArn');

  const details: Record<string, Value | undefined> =
    pool !== undefined
      ? {
          type: 'cognito_user_pools',
          providerARNs: worded(pool.is === 'list' ? pool : list([pool], pool.at), 'UserPoolArn'),
          identityValidationExpression: validation,
        }
      : {
          type: requests ? 'request' : 'token',
          authorizerUri: worded(
            // SAM lets an authorizer through that names no function, and API Gateway then calls none.
            invocationUri(functionArn ?? scalar('', at), functionArn?.at ?? at),
            'FunctionArn',
          ),
          authorizerResultTtlInSeconds: wordedField(identity, 'ReauthorizeEvery'),
          authorizerCredentials: truthy(role) && textOf(role) !== 'NONE' ? role : undefined,
          identitySource: requests ? identitySource(identity) : undefined,
          identityValidationExpression: requests ? undefined : validation,
        };
  return build(
    {
      type: 'apiKey',
      name: pool === undefined && requests ? 'Unused' : (header ?? 'Authorization'),
      in: 'header',
      'x-amazon-apigateway-authtype': pool === undefined ? 'custom' : 'cognito_user_pools',
      'x-amazon-apigateway-authorizer': details,
    },
    at,
  );
}

const sources = [
  ['Headers', 'method.request.header.'],
  ['QueryStrings', 'method.request.querystring.'],
  ['StageVariables', 'stageVariables.'],
  ['Context', 'context.'],
] as const;

function identitySource(identity: Node | undefined): Node | undefined {
  if (identity === undefined) return undefined;
  const parts = sources.flatMap(([property, prefix]) => {
    const names = field(identity, property);
    return names?.is === 'list' ? names.items.map((name) => `${prefix}${textOf(name) ?? '?'}`) : [];
  });
  return parts.length === 0 ? undefined : worded(scalar(parts.join(', '), identity.at), 'Identity');
}

/** Adds schemes where the document keeps them: what was there under these names is replaced. */
export function withSchemes(body: Node, schemes: ReadonlyMap<string, Entry>, at: Location, keep = false): Node {
  return inBranches(body, (document) => {
    const old = field(document, 'securityDefinitions');
    const added = new Map([...schemes].filter(([name]) => !keep || !(old?.is === 'map' && old.entries.has(name))));
    return withAdded(document, 'securityDefinitions', added, at);
  });
}

/** The scheme of API keys, or of IAM: written only if the document does not have it. */
export function builtIn(name: 'api_key' | 'AWS_IAM', at: Location): ReadonlyMap<string, Entry> {
  const value = name === 'AWS_IAM' ? iamScheme(at) : build({ type: 'apiKey', name: 'x-api-key', in: 'header' }, at);
  return new Map([[name, { key: at, value }]]);
}
