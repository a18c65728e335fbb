import { reference } from '../../../template/node.js';
import type { Entry, MapNode } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { alphanumeric, copied, field } from '../apis/nodes.js';
import type { Value } from '../build.js';
import type { SamContext } from '../context.js';
import { generate, textOf, truthy } from '../resource.js';

/** The stage of an HTTP API, with what its events say of single routes. */
export function putHttpStage(
  context: SamContext,
  { api, routes }: { api: RawResource; routes: ReadonlyMap<string, Entry> },
  tags: MapNode | undefined,
): string {
  const { address, at, properties } = api;
  const written = field(properties, 'StageName');
  const name = written === undefined || !truthy(written) ? '$default' : textOf(written);
  const plain = alphanumeric(name ?? '');
  const id =
    name === '$default'
      ? `${address}ApiGatewayDefaultStage`
      : plain === name
        ? `${address}${plain}Stage`
        : `${address}Stage${plain}`;
  const settings = field(properties, 'RouteSettings');
  const merged: Value | undefined =
    routes.size === 0
      ? settings
      : {
          is: 'map',
          entries: new Map([...(settings?.is === 'map' ? settings.entries : []), ...routes]),
          at: settings?.at ?? at,
        };
  context.aliases.set(`${address}.Stage`, id);
  generate(context, api, {
    id,
    type: 'AWS::ApiGatewayV2::Stage',
    at,
    label: `the stage of ${address}`,
    properties: {
      ApiId: reference(address, undefined, at),
      StageName: written !== undefined && truthy(written) ? written : '$default',
      ...copied(properties, ['StageVariables', 'AccessLogSettings', 'DefaultRouteSettings']),
      RouteSettings: merged,
      Tags: tags ?? field(properties, 'Tags'),
      AutoDeploy: true,
    },
  });
  return id;
}
