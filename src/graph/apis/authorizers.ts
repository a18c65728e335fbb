import { isTerraform } from '../../resources/spelling.js';
import type { Condition, Entry } from '../../template/node.js';
import type { Resolved } from '../../values/resolved.js';
import { type Hole, type Text, textOf } from '../../values/text.js';
import { type Told, type Value, absent, known, unknown } from '../../values/value.js';
import { DerivedSubject } from '../derived.js';
import type { Graph } from '../graph.js';
import { follow, listValue, textValue } from '../read.js';
import type { AnyResource, Resource, SubjectBase } from '../resource.js';
import { textIn } from './openapi.js';

/** Who decides about a request: a Lambda function, a user pool, an issuer of tokens. */
export interface Authorizer extends SubjectBase<'authorizer'> {
  /** Whether it guards a REST API. */
  readonly isRest: boolean;
  /** `lambda` whether it gets the token or the request. */
  readonly type: Value<'lambda' | 'cognito' | 'jwt'>;
  /** The type in AWS's word, as it is written: `TOKEN`, `request`. */
  readonly awsType: Value<string>;
  /** The seconds for which an answer is kept; absent where nothing is said for an HTTP API. */
  readonly cacheTtl: Value<number>;
  /** What of a request tells one caller from another, of a REST API. */
  readonly identitySource: Value<Text>;
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

/**
 * The seconds for which a REST API keeps an authorizer's answer where nothing is said.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html
 */
const usualTtl = 300;

/** An authorizer that is a resource. */
class ResourceAuthorizer extends DerivedSubject implements Authorizer {
  readonly kind = 'authorizer';
  readonly name: string;
  readonly isRest: boolean;

  constructor(readonly resource: Resource<'restAuthorizer'> | Resource<'httpAuthorizer'>) {
    super(resource);
    this.name = resource.name;
    this.isRest = resource.kind === 'restAuthorizer';
  }

  get type() {
    return typeOf(this.awsType);
  }

  get awsType() {
    return this.resource.authorizerType;
  }

  get cacheTtl() {
    return this.resource.cacheTtl;
  }

  get identitySource(): Value<Text> {
    return this.resource.kind === 'restAuthorizer' ? this.resource.identitySource : this.#absent('IdentitySource');
  }

  get functionArn() {
    return functionArnOf(this.resource.uri);
  }

  get issuer(): Value<Text> {
    return this.resource.kind === 'httpAuthorizer' ? this.resource.issuer : this.#absent('Issuer');
  }

  get audience(): Authorizer['audience'] {
    return this.resource.kind === 'httpAuthorizer' ? this.resource.audience : this.#absent('Audience');
  }

  get userPools(): Authorizer['userPools'] {
    return this.resource.kind === 'restAuthorizer' ? this.resource.userPools : this.#absent('ProviderARNs');
  }

  #absent(name: string): Value<never> {
    return absent({ name, at: this.at });
  }
}

export const resourceAuthorizer = (resource: ResourceAuthorizer['resource']): Authorizer =>
  new ResourceAuthorizer(resource);

function typeOf(value: Value<string>): Authorizer['type'] {
  if (value.state !== 'known') return value;
  const type = types[value.value.toUpperCase()];
  return type === undefined ? unknown(value, `${value.value} is not a type of authorizer`) : { ...value, value: type };
}

interface Scheme {
  readonly name: string;
  readonly entry: Entry;
  readonly conditions: readonly Condition[];
}

/** What SAM calls settings of an authorizer that its user may have left out. */
const samWords: Readonly<Record<string, string>> = {
  authorizerResultTtlInSeconds: 'Identity.ReauthorizeEvery',
  identitySource: 'Identity',
};

/** An authorizer that is a security scheme of an OpenAPI body. */
class SchemeAuthorizer extends DerivedSubject implements Authorizer {
  readonly kind = 'authorizer';
  readonly name: string;
  readonly isRest: boolean;
  readonly #entry: Entry;
  /** Whether a transform made it: then all of it stands where its cause does. */
  readonly #isMade: boolean;

  constructor(
    api: AnyResource,
    { name, entry, conditions }: Scheme,
    readonly graph: Graph,
  ) {
    super({
      address: `${api.address}#${name}`,
      owner: api.owner,
      condition: every([api.condition, ...conditions]),
      at: entry.key,
    });
    this.name = name;
    this.isRest = api.kind === 'restApi';
    this.#entry = entry;
    this.#isMade = !isTerraform(api.language) && entry.key.start === entry.value.at.start;
  }

  get type() {
    return this.#noted(typeOf(this.#word('type')));
  }

  get awsType() {
    return this.#noted(this.#word('type'));
  }

  get cacheTtl(): Value<number> {
    const { told, value } = this.#field('authorizerResultTtlInSeconds');
    if (value.is === 'absent') return this.isRest ? known(told, usualTtl, false) : absent(told);
    const seconds = Number(textIn(value));
    if (Number.isFinite(seconds)) return known(told, seconds);
    return this.#noted(unknown(told, 'how long it keeps answers is known only at deployment'));
  }

  get identitySource() {
    return this.#noted(this.#text('identitySource'));
  }

  get functionArn() {
    return this.#noted(functionArnOf(this.#text('authorizerUri')));
  }

  get issuer() {
    return this.#noted(this.#text('jwtConfiguration.issuer'));
  }

  get audience() {
    return this.#noted(this.#texts('jwtConfiguration.audience'));
  }

  get userPools() {
    return this.#noted(this.#texts('providerARNs'));
  }

  #field(path: string): { told: Told; value: Resolved } {
    const { graph } = this;
    const properties = graph.resolve(this.#entry.value);
    const source = { properties, language: 'cloudformation', fallback: this.at } as const;
    const value = follow(`x-amazon-apigateway-authorizer.${path}`, source, graph);
    const word = value.word ?? (this.#isMade ? samWords[path] : undefined) ?? path.slice(path.lastIndexOf('.') + 1);
    return { told: { name: word, at: value.at, ...(value.via === undefined ? {} : { via: value.via }) }, value };
  }

  #word(path: string): Value<string> {
    const { told, value } = this.#field(path);
    const word = textIn(value);
    if (value.is === 'absent') return absent(told);
    return word === undefined ? unknown(told, `its ${path} is known only at deployment`) : known(told, word);
  }

  #text(path: string): Value<Text> {
    const { told, value } = this.#field(path);
    return textValue(value, told, this.graph);
  }

  #texts(path: string): Value<readonly Value<Text>[]> {
    const { told, value } = this.#field(path);
    return listValue(value, told, (item) => textValue(item, { ...told, at: item.at }, this.graph));
  }

  #noted<T>(value: T): T {
    return this.graph.noting(value) as T;
  }
}

export const schemeAuthorizer = (api: AnyResource, scheme: Scheme, graph: Graph): Authorizer =>
  new SchemeAuthorizer(api, scheme, graph);

/** One condition for all of some. */
function every(conditions: readonly (Condition | undefined)[]): Condition | undefined {
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
    return parts.length > 1 ? unknown(uri, `the function in ${uri.name} is known only at deployment`) : uri;
  }
  const inner = parts.slice(first).map((part, index, rest) => {
    if (typeof part !== 'string') return part;
    const head = index === 0 ? part.slice(part.indexOf('/functions/') + '/functions/'.length) : part;
    return index === rest.length - 1 ? head.replace(tail, '') : head;
  });
  const value = textOf(inner, uri.value.at);
  return value.parts.length === 0 ? absent({ name: uri.name, at: uri.at }) : { ...uri, value };
}

function withStageVariables(text: string): (string | Hole)[] {
  return text.split(/(\$\{stageVariables\.[^}]*\})/).map((part, index) => (index % 2 === 0 ? part : { name: part }));
}
