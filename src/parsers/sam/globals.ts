import { didYouMean } from '../../source/nearest.js';
import type { Location } from '../../source/source.js';
import { literal, type Entry, type MapNode, type Node } from '../../template/node.js';
import type { RawResource } from '../../template/template.js';

type Report = (at: Location, message: string, help: string) => void;

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Sections of Globals and the properties that each accepts. */
const sections: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'Function',
    words(
      'Handler Runtime CodeUri DeadLetterQueue Description MemorySize Timeout VpcConfig Environment Tags PropagateTags ' +
        'Tracing KmsKeyArn AutoPublishAlias AutoPublishAliasAllProperties Layers DeploymentPreference RolePath ' +
        'PermissionsBoundary ReservedConcurrentExecutions ProvisionedConcurrencyConfig AssumeRolePolicyDocument ' +
        'EventInvokeConfig FileSystemConfigs CodeSigningConfigArn Architectures SnapStart EphemeralStorage ' +
        'FunctionUrlConfig RuntimeManagementConfig LoggingConfig RecursiveLoop SourceKMSKeyArn TenancyConfig ' +
        'DurableConfig CapacityProviderConfig FunctionScalingConfig PublishToLatestPublished VersionDeletionPolicy',
    ),
  ],
  [
    'Api',
    words(
      'Auth Name DefinitionUri CacheClusterEnabled CacheClusterSize MergeDefinitions Variables EndpointConfiguration ' +
        'MethodSettings BinaryMediaTypes MinimumCompressionSize Cors GatewayResponses AccessLogSetting CanarySetting ' +
        'TracingEnabled OpenApiVersion Domain AlwaysDeploy PropagateTags SecurityPolicy EndpointAccessMode',
    ),
  ],
  [
    'HttpApi',
    words(
      'Auth AccessLogSettings StageVariables Tags CorsConfiguration DefaultRouteSettings Domain RouteSettings ' +
        'FailOnWarnings PropagateTags',
    ),
  ],
  [
    'WebSocketApi',
    words(
      'AccessLogSettings ApiKeySelectionExpression DefaultRouteSettings DisableExecuteApiEndpoint ' +
        'DisableSchemaValidation Domain FailOnWarnings IpAddressType PropagateTags RouteSelectionExpression ' +
        'RouteSettings StageVariables Tags',
    ),
  ],
  ['SimpleTable', words('SSESpecification')],
  ['StateMachine', words('PropagateTags')],
  ['LayerVersion', words('PublishLambdaVersion')],
  ['CapacityProvider', words('VpcConfig OperatorRole Tags InstanceRequirements ScalingConfig KmsKeyArn PropagateTags')],
]);

/**
 * The value that a property has when Globals and the resource both give one: maps are merged key by key, lists are
 * joined with the global items first, anything else is replaced by the resource's own value. Every part keeps its place.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function mergeNodes(global: Node, local: Node): Node {
  if (global.is === 'map' && local.is === 'map') return mergeMaps(global, local);
  if (global.is === 'list' && local.is === 'list') return { ...local, items: [...global.items, ...local.items] };
  return local;
}

function mergeMaps(global: MapNode, local: MapNode): MapNode {
  const entries = new Map<string, Entry>(global.entries);
  for (const [name, { key, value }] of local.entries) {
    const shared = global.entries.get(name);
    entries.set(name, { key, value: shared === undefined ? value : mergeNodes(shared.value, value) });
  }
  return { ...local, entries };
}

/** What `Globals` says, by type of resource; sections and properties that SAM would refuse are reported and left out. */
function readGlobals(globals: Node | undefined, report: Report): ReadonlyMap<string, MapNode> {
  const read = new Map<string, MapNode>();
  if (globals === undefined) return read;
  if (globals.is === 'opaque') return withRest(read, { key: globals.at, value: globals });
  if (globals.is !== 'map') {
    report(globals.at, 'Globals has to be a map of sections', 'Remove it, or give it a section such as Function');
    return read;
  }
  const rest = globals.entries.get('Fn::Transform');
  for (const [name, { key, value }] of globals.entries) {
    const known = sections.get(name);
    // What can't be read has been told already.
    if (rest !== undefined && (known === undefined || value.is !== 'map')) continue;
    if (known === undefined) {
      report(key, `Globals has no section ${name}`, `Use one of ${[...sections.keys()].join(', ')}`);
    } else if (value.is !== 'map') {
      report(key, `Globals.${name} has to be a map of properties`, 'Remove it, or give it properties');
    } else {
      const entries = new Map<string, Entry>();
      for (const [property, entry] of value.entries) {
        if (known.has(property) || property === 'Fn::Transform') entries.set(property, entry);
        else {
          report(
            entry.key,
            `Globals.${name} cannot set ${property}`,
            `Set ${property} on each resource that needs it${didYouMean(property, known)}`,
          );
        }
      }
      read.set(typeOf(name), { ...value, entries });
    }
  }
  return rest === undefined ? read : withRest(read, rest);
}

const typeOf = (section: string): string => `AWS::Serverless::${section}`;

/** Every section may say more than can be read. */
function withRest(read: ReadonlyMap<string, MapNode>, rest: Entry): ReadonlyMap<string, MapNode> {
  const all = [...sections.keys()].map((name): [string, MapNode] => {
    const { entries = new Map<string, Entry>() } = read.get(typeOf(name)) ?? {};
    return [typeOf(name), { is: 'map', entries: new Map([...entries, ['Fn::Transform', rest]]), at: rest.key }];
  });
  return new Map(all);
}

/** The part of Globals that a resource does not ask to be spared. */
function wanted(global: MapNode, resource: RawResource, report: Report): MapNode | undefined {
  const ignored = resource.attributes.get('IgnoreGlobals');
  if (ignored === undefined) return global;
  if (literal(ignored.value) === '*') return undefined;
  if (ignored.value.is !== 'list') {
    report(ignored.key, "IgnoreGlobals has to be '*' or a list of properties", "Use '*', or name the properties");
    return global;
  }
  const entries = new Map(global.entries);
  for (const item of ignored.value.items) {
    const name = literal(item);
    const isSet = name !== undefined && entries.delete(name);
    if (!isSet && !entries.has('Fn::Transform')) {
      report(
        item.at,
        `IgnoreGlobals names ${name ?? 'something'} that Globals does not set`,
        'Remove it from the list',
      );
    }
  }
  return { ...global, entries };
}

/** The resources of a template with Globals merged into those that it is for; the others are the same objects. */
export function mergeGlobals(
  resources: ReadonlyMap<string, RawResource>,
  globals: Node | undefined,
  report: Report,
): Map<string, RawResource> {
  const byType = readGlobals(globals, report);
  const merged = new Map<string, RawResource>();
  for (const [id, resource] of resources) {
    const global = byType.get(resource.type);
    const part = global === undefined ? undefined : wanted(global, resource, report);
    merged.set(id, part === undefined ? resource : { ...resource, properties: mergeMaps(part, resource.properties) });
  }
  return merged;
}
