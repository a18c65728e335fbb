import type { Condition, Entry } from '../template/node.js';
import type { Resolved } from '../values/evaluate.js';
import { type Hole, type Text, textOf } from '../values/text.js';
import type { Told, Value } from '../values/value.js';
import type { Graph } from './graph.js';
import { textIn } from './openapi.js';
import { follow, listValue, textValue } from './read.js';
import type { AnyResource, Resource, Spot } from './resource.js';

/** Who decides about a request: a Lambda function, a user pool, an issuer of tokens. */
export interface Authorizer extends Spot {
  readonly kind: 'authorizer';
  /** Unique in the graph. */
  readonly address: string;
  readonly name: string;
  readonly owner: string;
  readonly condition: Condition | undefined;
  /** `lambda` whether it gets the token or the request. */
  readonly type: Value<'lambda' | 'cognito' | 'jwt'>;
  /** The function that is invoked, as its ARN: the wrapper of the invocation URI is taken off. */
  readonly functionArn: Value<Text>;
  readonly issuer: Value<Text>;
  readonly audience: Value<readonly Value<Text>[]>;
  readonly userPools: Value<readonly Value<Text>[]>;
}

const types: Readonly<Record<string, 'lambda' | 'cognito' | 'jwt'>> = {
  TOKEN: 'lambda',
  REQUEST: 'lambda',
  JWT: 'jwt',
  COGNITO_USER_POOLS: 'cognito',
};

/** An authorizer that is a resource. */
export function resourceAuthorizer(resource: Resource<'restAuthorizer'> | Resource<'httpAuthorizer'>): Authorizer {
  const absent = <T>(name: string): Value<T> => ({ state: 'absent', name, at: resource.at });
  return {
    kind: 'authorizer',
    address: resource.address,
    name: resource.name,
    owner: resource.owner,
    condition: resource.condition,
    at: resource.at,
    get type() {
      return typeOf(resource.authorizerType);
    },
    get functionArn() {
      return functionArnOf(resource.uri);
    },
    get issuer() {
      return resource.kind === 'httpAuthorizer' ? resource.issuer : absent<Text>('Issuer');
    },
    get audience() {
      return resource.kind === 'httpAuthorizer' ? resource.audience : absent<readonly Value<Text>[]>('Audience');
    },
    get userPools() {
      return resource.kind === 'restAuthorizer' ? resource.userPools : absent<readonly Value<Text>[]>('ProviderARNs');
    },
  };
}

function typeOf(value: Value<string>): Authorizer['type'] {
  if (value.state !== 'known') return value;
  const type = types[value.value.toUpperCase()];
  return type === undefined
    ? { ...value, state: 'unknown', why: `${value.value} is not a type of authorizer` }
    : { ...value, value: type };
}

interface Scheme {
  readonly name: string;
  readonly entry: Entry;
  readonly conditions: readonly Condition[];
}

/** An authorizer that is a security scheme of an OpenAPI body. */
export function schemeAuthorizer(api: AnyResource, { name, entry, conditions }: Scheme, graph: Graph): Authorizer {
  const field = (path: string): { told: Told; value: Resolved } => {
    const properties = graph.resolve(entry.value);
    const source = { properties, language: 'cloudformation', fallback: entry.key } as const;
    const value = follow(`x-amazon-apigateway-authorizer.${path}`, source, graph);
    const word = value.word ?? path.slice(path.lastIndexOf('.') + 1);
    return { told: { name: word, at: value.at, ...(value.via === undefined ? {} : { via: value.via }) }, value };
  };
  const text = (path: string): Value<Text> => {
    const { told, value } = field(path);
    return textValue(value, told, graph);
  };
  const texts = (path: string): Value<readonly Value<Text>[]> => {
    const { told, value } = field(path);
    return listValue(value, told, (item) => textValue(item, { ...told, at: item.at }, graph));
  };
  const noted = <T>(value: T): T => graph.noting(value) as T;
  return {
    kind: 'authorizer',
    address: `${api.address}#${name}`,
    name,
    owner: api.owner,
    condition: every([api.condition, ...conditions]),
    at: entry.key,
    get type() {
      const { told, value } = field('type');
      const type = textIn(value);
      const why = 'its type is known only at deployment';
      if (value.is === 'absent') return { ...told, state: 'absent' as const };
      if (type === undefined) return noted({ ...told, state: 'unknown' as const, why });
      return noted(typeOf({ ...told, state: 'known', value: type, written: true }));
    },
    get functionArn() {
      return noted(functionArnOf(text('authorizerUri')));
    },
    get issuer() {
      return noted(text('jwtConfiguration.issuer'));
    },
    get audience() {
      return noted(texts('jwtConfiguration.audience'));
    },
    get userPools() {
      return noted(texts('providerARNs'));
    },
  };
}

/** One condition for all of some. */
export function every(conditions: readonly (Condition | undefined)[]): Condition | undefined {
  const real = conditions.filter((each) => each !== undefined);
  return real.length > 1 ? { is: 'and', all: real } : real[0];
}

const tail = /\/(?:response-streaming-)?invocations$/;

/**
 * The function in an invocation URI: `arn:aws:apigateway:…:lambda:path/2015-03-31/functions/<function ARN>/invocations`.
 * What a stage variable puts in is known only when a request comes.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html#cfn-apigateway-authorizer-authorizeruri
 */
export function functionArnOf(uri: Value<Text>): Value<Text> {
  if (uri.state !== 'known') return uri;
  const parts = uri.value.parts.flatMap((part) => (typeof part === 'string' ? withStageVariables(part) : [part]));
  const first = parts.findIndex((part) => typeof part === 'string' && part.includes('/functions/'));
  if (first === -1) {
    const open = parts.length > 1 && parts.some((part) => typeof part !== 'string');
    return open ? { ...uri, state: 'unknown', why: `the function in ${uri.name} is known only at deployment` } : uri;
  }
  const inner = parts.slice(first).map((part, index, rest) => {
    if (typeof part !== 'string') return part;
    const head = index === 0 ? part.slice(part.indexOf('/functions/') + '/functions/'.length) : part;
    return index === rest.length - 1 ? head.replace(tail, '') : head;
  });
  const value = textOf(inner, uri.value.at);
  return value.parts.length === 0 ? { name: uri.name, at: uri.at, state: 'absent' } : { ...uri, value };
}

function withStageVariables(text: string): (string | Hole)[] {
  return text
    .split(/(\$\{stageVariables\.[^}]*\})/)
    .map((part, index) => (index % 2 === 0 ? part : { name: part }))
    .filter((part) => part !== '');
}
