import { kinds } from '../../resources/index.js';
import { isTerraform, wordFor } from '../../resources/spelling.js';
import { type Text, identityOf } from '../../values/text.js';
import { type Absent, type Value, absent } from '../../values/value.js';
import { DerivedSubject } from '../derived.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import { wordOf } from '../phrases.js';
import type { Resource, SubjectBase } from '../resource.js';
import { type Api, type Protocol, overridesOf, protocolOf } from './route.js';
import { type Limits, type Scoped, limitsOf, methodSettingsOf, ofAllMethods } from './settings.js';

type StageResource =
  Resource<'restStage'> | Resource<'restDeployment'> | Resource<'httpStage'> | Resource<'httpApiOverrides'>;

/** A stage of an API: a resource, or what a deployment or a quick-created API makes by the way. */
export interface Stage extends SubjectBase<'stage'> {
  /** How to speak of it: by its API, where its user has written no stage. */
  readonly name: string;
  /** Where else than at the resource its settings are written, or have to be: ` in Globals.Api`. */
  readonly place: string;
  /** Where its settings are written. */
  readonly resource: StageResource | Resource<'httpApi'>;
  /** The API, if it is in the template. */
  readonly api: Api | undefined;
  readonly stageName: Value<Text>;
  /** The stage that the same deployment is made for, of one which a deployment makes by the way. */
  readonly beside: Resource<'restStage'> | undefined;
  /** Whether it is there in this world; quick-created ones and those of deployments may not be. */
  isMade(): boolean;
  protocol(): Protocol | undefined;
  logDestination(): Value<Text>;
  /** How it writes each request to its access log. */
  logFormat(): Value<Text>;
  limits(): Limits;
  /** What is logged of requests to all methods or routes that have no settings of their own. */
  logLevel(): Value<string>;
  /** What it says of requests. */
  settings(): readonly Scoped[];
}

/** Every stage of the template, in any world. */
export function stagesOf(graph: Graph): readonly Stage[] {
  return [
    ...graph.all('restStage').map((stage) => restStage(stage, graph)),
    ...graph.all('restDeployment').map((deployment) => deploymentStage(deployment, graph)),
    ...graph.all('httpStage').map((stage) => httpStage(stage, graph)),
    ...graph.all('httpApi').map((api) => quickStage(api, graph)),
  ];
}

/** What differs between the resources that are stages; read anew in each world. */
type Reading = Pick<
  Stage,
  'isMade' | 'protocol' | 'logDestination' | 'logFormat' | 'limits' | 'logLevel' | 'settings'
> & {
  readonly api: () => Api | undefined;
  readonly stageName: () => Value<Text>;
  readonly beside?: () => Resource<'restStage'> | undefined;
};

class ResourceStage extends DerivedSubject implements Stage {
  readonly kind = 'stage';
  readonly isMade: Stage['isMade'];
  readonly protocol: Stage['protocol'];
  readonly logDestination: Stage['logDestination'];
  readonly logFormat: Stage['logFormat'];
  readonly limits: Stage['limits'];
  readonly logLevel: Stage['logLevel'];
  readonly settings: Stage['settings'];

  constructor(
    readonly resource: Stage['resource'],
    readonly graph: Graph,
    readonly reading: Reading,
  ) {
    super(resource);
    this.isMade = reading.isMade;
    this.protocol = reading.protocol;
    this.logDestination = reading.logDestination;
    this.logFormat = reading.logFormat;
    this.limits = reading.limits;
    this.logLevel = reading.logLevel;
    this.settings = reading.settings;
  }

  get name(): string {
    const { generated, kind, name } = this.resource;
    const own = generated && kind !== 'restDeployment' ? this.api : undefined;
    return own?.name ?? name;
  }

  get place(): string {
    const { generated, kind, language } = this.resource;
    // No resource of Terraform's sets the stage that an API makes by itself.
    if (kind === 'httpApi' && isTerraform(language)) return ' in a stage of its own';
    const own = generated ? this.api : undefined;
    return own?.generated === true ? ` in Globals.${own.kind === 'restApi' ? 'Api' : 'HttpApi'}` : '';
  }

  get api(): Api | undefined {
    return this.graph.quietly(this.reading.api);
  }

  get stageName(): Value<Text> {
    return this.reading.stageName();
  }

  get beside(): Resource<'restStage'> | undefined {
    return this.reading.beside && this.graph.quietly(this.reading.beside);
  }
}

const stageOf = (resource: Stage['resource'], graph: Graph, reading: Reading): Stage =>
  new ResourceStage(resource, graph, reading);

const linked = ({ api }: StageResource): Api | undefined => (api.state === 'known' ? api.resource : undefined);

function restStage(stage: Resource<'restStage'>, graph: Graph): Stage {
  return stageOf(stage, graph, {
    api: () => linked(stage),
    stageName: () => stage.stageName,
    isMade: () => true,
    protocol: () => 'REST',
    logDestination: () => stage.logDestination,
    logFormat: () => stage.logFormat,
    ...requests(stage, graph),
  });
}

/** A deployment makes a stage of its own where it names one. */
function deploymentStage(deployment: Resource<'restDeployment'>, graph: Graph): Stage {
  const stages = (): readonly Resource<'restStage'>[] =>
    graph.mentioning('restStage', deployment.address).filter((each) => graph.exists(each));
  // Terraform's provider takes a stage over that the deployment has made under the same name.
  const isResource = ({ stageName }: Resource<'restStage'>): boolean =>
    stageName.state === 'known' &&
    deployment.stageName.state === 'known' &&
    identityOf(stageName.value) === identityOf(deployment.stageName.value);
  return stageOf(deployment, graph, {
    api: () => linked(deployment),
    stageName: () => deployment.stageName,
    beside: () => stages().find((each) => leadsTo(each.deployment, deployment)),
    isMade: () => graph.quietly(() => deployment.stageName.state !== 'absent' && !stages().some(isResource)),
    protocol: () => 'REST',
    logDestination: () => deployment.logDestination,
    logFormat: () => deployment.logFormat,
    ...requests(deployment, graph),
  });
}

/** What a REST stage says of requests. */
function requests(
  stage: Resource<'restStage'> | Resource<'restDeployment'>,
  graph: Graph,
): Pick<Reading, 'limits' | 'logLevel' | 'settings'> {
  return {
    limits: () => limitsOf(stage, graph),
    logLevel: () => ofAllMethods(stage, 'logLevel', methodSettingsOf(stage, graph)),
    settings: () => methodSettingsOf(stage, graph),
  };
}

function httpStage(stage: Resource<'httpStage'>, graph: Graph): Stage {
  return stageOf(stage, graph, {
    api: () => linked(stage),
    stageName: () => stage.stageName,
    isMade: () => true,
    protocol: () => {
      const api = graph.quietly(() => linked(stage));
      return api && protocolOf(api, graph);
    },
    logDestination: () => stage.logDestination,
    logFormat: () => stage.logFormat,
    limits: () => stage,
    logLevel: () => stage.logLevel,
    settings: () => [{ scope: 'all', settings: stage }, ...routeSettings(stage)],
  });
}

function routeSettings({ routeSettings: list }: Resource<'httpStage'>): readonly Scoped[] {
  if (list.state === 'unknown') return [{ scope: 'unknown', open: list }];
  return list.state === 'absent' ? [] : list.value.map((settings) => ({ scope: 'some', settings }));
}

/** An HTTP API with a `Target` makes its stage by itself; what is set of it is a resource of its own. */
function quickStage(api: Resource<'httpApi'>, graph: Graph): Stage {
  const overrides = (): Resource<'httpApiOverrides'> | undefined => overridesOf(api, graph);
  const unset = (field: 'stageName' | 'logDestination' | 'logFormat' | 'rate' | 'burst' | 'logLevel'): Absent =>
    absent({ name: wordOf('httpStage', field, api), at: api.at });
  return stageOf(api, graph, {
    api: () => api,
    stageName: () => unset('stageName'),
    isMade: () => graph.quietly(() => api.target.state !== 'absent'),
    protocol: () => 'HTTP',
    logDestination: () => overrides()?.logDestination ?? unset('logDestination'),
    logFormat: () => overrides()?.logFormat ?? unset('logFormat'),
    limits: () =>
      overrides() ?? {
        rate: unset('rate'),
        burst: unset('burst'),
      },
    // Of HTTP APIs there is nothing but limits.
    logLevel: () => unset('logLevel'),
    settings: () => [],
  });
}

/** A stage for messages: what a deployment makes by the way goes by the name of that. */
export const spellStage = ({ resource, name }: Pick<Stage, 'resource' | 'name'>): string =>
  resource.kind === 'restDeployment' ? `the stage of ${name}` : name;

/**
 * What can't set a field of a stage, so that a stage of its own has to: Terraform's deployments make one by its name alone, and SAM knows
 * no client certificates.
 */
export function whatCannotSet(
  field: 'cacheCluster' | 'clientCertificate' | 'tracing',
  { resource: { kind, language } }: Pick<Stage, 'resource'>,
): string | undefined {
  if (kind === 'restDeployment' && language === 'terraform') return 'a deployment';
  return language === 'sam' && field === 'clientCertificate' ? 'SAM' : undefined;
}

/** Where what is set for all methods of a stage has to stand: ` for HttpMethod * and ResourcePath /*`. */
export function forAllMethods({ resource }: Pick<Stage, 'resource'>): string {
  const { kind, language } = resource;
  if (kind !== 'restStage' && kind !== 'restDeployment') return '';
  if (language === 'terraform') return ' in an aws_api_gateway_method_settings whose method_path is */*';
  if (kind === 'restDeployment') return '';
  const { method, path } = kinds.restStage.fields.methodSettings.fields;
  return ` for ${wordFor(method.spelled, language)} * and ${wordFor(path.spelled, language)} /*`;
}
