import { reference, unaliased } from '../../../template/node.js';
import type { Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { alphanumeric, copied, field } from '../apis/nodes.js';
import { build, worded } from '../build.js';
import type { Value } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, generate, textOf, truthy } from '../resource.js';

/** The id of a stage, and what the permission of an event ends in. */
export function stageNames(api: RawResource): { stage: string; suffix: string } {
  const name = textOf(field(api.properties, 'StageName'));
  if (name === undefined) return { stage: `${api.address}Stage`, suffix: 'Stage' };
  const plain = alphanumeric(name);
  // Other names are hashed by the transform; their letters and digits stand in for the hash.
  return { stage: plain === name ? `${api.address}${name}Stage` : `${api.address}Stage${plain}`, suffix: plain };
}

/** Where clients reach an API, in the words of CloudFormation. */
export function endpointConfiguration(context: SamContext, api: RawResource): Record<string, Value> {
  const entry = entryOf(api.properties, 'EndpointConfiguration');
  if (entry === undefined) return {};
  const value = unaliased(entry.value);
  const type = field(value, 'Type');
  const lower = field(value, 'VpcEndpointIds');
  const upper = field(value, 'VPCEndpointIds');
  if (lower !== undefined && upper !== undefined) {
    context.problem(upper.at, `${api.address} has both VPCEndpointIds and VpcEndpointIds`, 'Keep one of them');
  }
  const main = worded(type ?? entry.value, type === undefined ? 'EndpointConfiguration' : 'Type');
  return {
    EndpointConfiguration: build(
      {
        Types: [main],
        VpcEndpointIds: upper === undefined ? lower : worded(upper, 'VPCEndpointIds'),
        IpAddressType: type === undefined ? undefined : field(value, 'IpAddressType'),
      },
      entry.value.at,
    ),
    Parameters: { endpointConfigurationTypes: main },
  };
}

/** The deployment and the stage of an API. */
export function putRestStage(
  context: SamContext,
  { api, stage }: { api: RawResource; stage: string },
  tags: Node | undefined,
): void {
  const { address, at, properties } = api;
  // SAM puts a hash behind it, so the id is never that of a resource of the user.
  const plain = `${address}Deployment`;
  const deployment = context.resources.has(plain) ? `${plain}0000000000` : plain;
  context.aliases.set(`${address}.Stage`, stage);
  context.aliases.set(`${address}.Deployment`, deployment);
  const rest = reference(address, undefined, at);
  // Without OpenApiVersion the deployment makes a stage of its own, called Stage, that no setting reaches.
  const extra = truthy(field(properties, 'OpenApiVersion')) ? undefined : 'Stage';
  generate(context, api, {
    id: deployment,
    type: 'AWS::ApiGateway::Deployment',
    at,
    label: `the deployment of ${address}`,
    properties: { RestApiId: rest, StageName: extra },
  });
  generate(context, api, {
    id: stage,
    type: 'AWS::ApiGateway::Stage',
    at,
    label: `the stage of ${address}`,
    properties: {
      DeploymentId: reference(deployment, undefined, at),
      RestApiId: rest,
      ...copied(properties, [
        'StageName',
        'CacheClusterEnabled',
        'CacheClusterSize',
        'Variables',
        'MethodSettings',
        'AccessLogSetting',
        'CanarySetting',
        'TracingEnabled',
      ]),
      Tags: tags,
    },
  });
}
